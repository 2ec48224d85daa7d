"""What a changed figure does, in words (影响怎么说): the totals before and after, and one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.effect_paper import EffectTotal
from desktop.domain.money import figures

if TYPE_CHECKING:
    from desktop.domain.effect import Cost, Moved


@dataclass(frozen=True)
class TotalRow:
    """One figure of the whole roster."""

    title: str
    of: Callable[[Cost], Decimal | int]
    always: bool = False
    """Shown even where it is nothing both times."""

    def shown(self, before: Cost | None, after: Cost) -> bool:
        """Whether there is anything to say."""
        return self.always or bool(before is not None and self.of(before)) or bool(self.of(after))

    def told(self, before: Cost | None, after: Cost) -> EffectTotal:
        """The figure before and after, and what lies between; without a before only what it comes to."""
        was, now = None if before is None else self.of(before), self.of(after)
        return EffectTotal(
            title=self.title,
            before="—" if was is None else _told(was),
            after=_told(now),
            difference="—" if was is None else _signed(now - was),
        )


ROWS = (
    TotalRow("符合（户）", lambda c: c.eligible, always=True),
    TotalRow("不符合（户）", lambda c: c.ineligible, always=True),
    TotalRow("缺材料（户）", lambda c: c.incomplete, always=True),
    TotalRow("一次性合计（元）", lambda c: c.once),
    TotalRow("按月合计（元/月）", lambda c: c.monthly),
    TotalRow("一年合计（元）", lambda c: c.year, always=True),
    TotalRow("实物约值（元）", lambda c: c.goods),
    TotalRow("钱物合计（元）", lambda c: c.together if c.goods and c.year else 0),
    TotalRow("数额待定（户）", lambda c: c.open),
)
UNCHANGED = "不变"


def sentence(before: Cost | None, after: Cost, whom: Moved | None) -> str:
    """What the change does, to be read aloud."""
    if before is None or whom is None:
        return f"现在还没有填这个数，不能核对。填上后：符合 {after.eligible:,} 户，一年 {figures(after.together)} 元。"
    told = (
        f"新增 {len(whom.entering):,} 户，退出 {len(whom.leaving):,} 户，金额变化 {len(whom.changed):,} 户。"
    )
    more = after.together - before.together
    if not after.together and not before.together and after.open:
        return f"{told}数额由审批人确定，程序不代为估算费用。"
    if not more:
        return f"{told}一年费用不变。"
    goods = "（含实物）" if after.goods or before.goods else ""
    return f"{told}一年{'多' if more > 0 else '少'}花 {figures(abs(more))} 元{goods}。"


def _told(value: Decimal | int) -> str:
    return f"{value:,}" if isinstance(value, int) else figures(value)


def _signed(value: Decimal | int) -> str:
    return UNCHANGED if not value else f"{'+' if value > 0 else '−'}{_told(abs(value))}"
