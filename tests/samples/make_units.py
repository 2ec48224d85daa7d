"""Makes a roster of 240 rows that name their units in every way offices do, with names planted that lead nowhere.

Everything is invented; the same rows come out every time.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from desktop.domain.unit import Unit, UnitKind
from tests.samples.make_roster import id_number

ROWS = 240
EACH = 8
FIRST_ROW = 2
TREE: tuple[tuple[str, UnitKind, str, str], ...] = (
    ("示例市总工会", UnitKind.union, "", ""),
    ("示例市第三机床厂", UnitKind.enterprise, "示例市总工会", "GH-0302"),
    ("示例市清河纺织有限公司", UnitKind.enterprise, "示例市总工会", "GH-0417"),
    ("示例市东湖食品厂", UnitKind.enterprise, "示例市总工会", "GH-0525"),
    ("装配车间", UnitKind.department, "示例市第三机床厂", ""),
    ("机修车间", UnitKind.department, "示例市第三机床厂", ""),
    ("机修车间", UnitKind.department, "示例市清河纺织有限公司", ""),
    ("包装车间", UnitKind.department, "示例市东湖食品厂", ""),
    ("示例市南桥电子厂", UnitKind.enterprise, "示例市总工会", "GH-0613"),
)
"""Name, kind, parent and number."""
CLOSED = "示例市南桥电子厂"
_SOUND: tuple[tuple[str, str], ...] = (
    ("示例市第三机床厂", "示例市第三机床厂"),
    ("第三机床厂", "示例市第三机床厂"),
    ("第3机床厂工会", "示例市第三机床厂"),
    ("ｇｈ-０３０２", "示例市第三机床厂"),
    ("示例市清河纺织有限责任公司", "示例市清河纺织有限公司"),
    ("清河纺织", "示例市清河纺织有限公司"),
    ("东湖食品厂 ", "示例市东湖食品厂"),
    ("第三机床厂/装配车间", "示例市第三机床厂 › 装配车间"),
    ("清河纺织-机修车间", "示例市清河纺织有限公司 › 机修车间"),
    ("第三机床厂机修车间", "示例市第三机床厂 › 机修车间"),
    ("包装车间", "示例市东湖食品厂 › 包装车间"),
)
_PLANTED: tuple[tuple[str, str, str], ...] = (
    ("不在名录", "一纺", "不在单位名录里"),
    ("不止一个", "机修车间", "可能是几个单位"),
    ("已经撤销", "示例市南桥电子厂", "已于2025年6月30日撤销"),
    ("上级不对", "东湖食品厂/装配车间", "不在单位名录里"),
    ("写错一字", "示例市第三机械厂", "不在单位名录里"),
)


@dataclass(frozen=True)
class Planted:
    """A name that leads nowhere: of which kind, in which row, and what must be said."""

    kind: str
    row: int
    word: str
    says: str


def units(record: Callable[[Unit], Unit]) -> None:
    """Registers the tree, one unit closed."""
    ids: dict[str, int | None] = {"": None}
    for name, kind, above, code in TREE:
        closed = date(2025, 6, 30) if name == CLOSED else None
        ids[name] = record(Unit(name=name, kind=kind, parent_id=ids[above], code=code, closed_on=closed)).id


def write(path: Path) -> tuple[dict[int, str], list[Planted]]:
    """Writes the workbook; the unit of each sound row, by its number, and what was planted."""
    dice = random.Random(20260311)
    places = list(range(FIRST_ROW, FIRST_ROW + ROWS))
    dice.shuffle(places)
    planted = [Planted(kind, places.pop(), word, says) for kind, word, says in _PLANTED for _ in range(EACH)]
    wrong = {p.row: p.word for p in planted}
    sound: dict[int, str] = {}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "身份证号", "建档单位"])
    for n in range(ROWS):
        row = FIRST_ROW + n
        word, unit = dice.choice(_SOUND)
        if row in wrong:
            word = wrong[row]
        else:
            sound[row] = unit
        sheet.append(
            [f"练习{chr(0x4E00 + n)}", id_number(date(1970 + n % 20, 5, 6), True, 101 + 2 * n), word]
        )
    book.save(path)
    return sound, planted
