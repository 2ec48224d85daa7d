"""The columns the list of households can show (名单列), by their keys, and those it shows at first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.income import CENT
from desktop.domain.listing import HouseholdLine, HouseholdSort
from desktop.domain.masking import mask_address, mask_id, mask_phone
from desktop.domain.money import figures
from desktop.domain.words import word
from desktop.ui.models.columns import Column

Line = HouseholdLine


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A column with its key; `whole` gives the text uncovered, where the list shows it covered."""

    key: str
    column: Column[Line]
    whole: Callable[[Line], str] | None = None


def _income(amount: Decimal | None) -> str:
    return "不清楚" if amount is None else figures(amount.quantize(CENT, ROUND_HALF_UP))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _listed(
    title: str,
    key: HouseholdSort,
    text: Callable[[Line], str],
    width: int,
    *,
    right: bool = False,
    stretch: bool = False,
    whole: Callable[[Line], str] | None = None,
) -> Listed:
    column: Column[Line] = Column(title=title, text=text, width=width, sort=key, right=right, stretch=stretch)
    return Listed(key=key.value, column=column, whole=whole)


ALL: tuple[Listed, ...] = (
    _listed("编号", HouseholdSort.number, lambda x: x.number, 126),
    _listed("户主", HouseholdSort.head_name, lambda x: x.name, 150, stretch=True),
    _listed(
        "证件号码", HouseholdSort.id_number, lambda x: mask_id(x.id_number), 178, whole=lambda x: x.id_number
    ),
    _listed("人口", HouseholdSort.members, lambda x: str(x.members), 70, right=True),
    _listed("困难类别", HouseholdSort.hardship, lambda x: word(x.hardship), 108),
    _listed(
        "人均月收入", HouseholdSort.income_per_head, lambda x: _income(x.income_per_head), 120, right=True
    ),
    _listed(
        "人均净收入",
        HouseholdSort.net_income_per_head,
        lambda x: _income(x.net_income_per_head),
        120,
        right=True,
    ),
    _listed("单位", HouseholdSort.employer, lambda x: x.employer, 150, stretch=True),
    _listed("电话", HouseholdSort.phone, lambda x: mask_phone(x.phone), 122, whole=lambda x: x.phone),
    _listed("致困原因", HouseholdSort.cause, lambda x: word(x.cause), 120),
    _listed("更新", HouseholdSort.changed, lambda x: x.changed_on.isoformat(), 118),
    _listed("档案状态", HouseholdSort.state, lambda x: word(x.state), 104),
    _listed("建档单位", HouseholdSort.unit, lambda x: x.unit, 200),
    _listed("建档标准", HouseholdSort.level, lambda x: word(x.level), 104),
    _listed("住址", HouseholdSort.address, lambda x: mask_address(x.address), 220, whole=lambda x: x.address),
    _listed("建档日期", HouseholdSort.filed, lambda x: _day(x.filed_on), 118),
    _listed("核实日期", HouseholdSort.verified, lambda x: _day(x.verified_on), 118),
    _listed("最近走访", HouseholdSort.last_visit, lambda x: _day(x.last_visit_on), 118),
    _listed("最近帮扶", HouseholdSort.last_aid, lambda x: _day(x.last_aid_on), 118),
    _listed("标签", HouseholdSort.tags, lambda x: x.tags, 150),
    _listed("证件", HouseholdSort.certificates, lambda x: "、".join(word(c) for c in x.certificates), 150),
)
"""In the order the chooser offers them."""
FIRST = tuple(each.key for each in ALL[:11])
"""What is shown until somebody chooses otherwise."""
BY_KEY: Mapping[str, Listed] = {each.key: each for each in ALL}


def text_of(key: str, line: Line, *, whole: bool = False) -> str:
    """What that column says of a line, covered as on the screen or whole."""
    each = BY_KEY[key]
    return each.whole(line) if whole and each.whole is not None else each.column.text(line)
