"""The heading of a roster (名册表头): which column holds what, under the many names offices give it.

Columns are those of the union import sheet (42 and five members of nine) and of the county sheet (13).
Headings may stand on one level (家庭成员1姓名) or on two (家庭成员1 above 姓名), below a title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.sheet_cells import HEADING_ROWS, Area, Value
from desktop.domain.sheet_targets import (
    AMOUNTS,
    EVERYBODY,
    HEAD,
    IGNORED,
    KIN,
    KIN_FROM,
    MEMBER,
    RELATION,
    STUDENT,
    label_of,
)


class Layout(StrEnum):
    """The kinds of roster that are known by their columns, and any other."""

    union = "union"
    county = "county"
    students = "students"
    other = "other"


LAYOUT_LABELS = {
    Layout.union: "工会困难职工名册（每户一行，含家庭成员 1—5）",
    Layout.county: "县级困难职工表（每户一行，不含家庭成员）",
    Layout.students: "学生名单（每名学生一行）",
    Layout.other: "其他表格",
}
RESULT = "导入结果"
"""Heading of the column in which a returned copy says what became of each row."""

_COUNTY_ONLY = frozenset({"worker_kind", "family_income", "standard_met", "explanation"})
_UNION_ONLY = frozenset({"hardship", "yearly_income", "health", "employment", "housing", "marriage", "hukou"})

_NUMERAL = r"[一二三四五六七八九十]{1,2}|\d{1,2}"
_NOTE = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_GROUP = re.compile(
    rf"(?:第(?P<before>{_NUMERAL})[位名个])?(?:家庭)?(?:主要)?(?:共同生活)?(?:家庭)?(?:成员|家属)(?:基本)?(?:情况|信息|资料)?"
    rf"(?P<after>{_NUMERAL})?[-_—.,:/|、·]*(?P<rest>.*)"
)
_KIN_WORDS = "|".join(sorted({w for kin in KIN.values() for w in kin.words}, key=len, reverse=True))
_OF_KIN = re.compile(
    rf"(?:学生|本人|职工|户主|申请人)?的?(?:第(?P<before>{_NUMERAL})[个位名])?(?P<who>{_KIN_WORDS})(?P<between>{_NUMERAL})?"
    rf"的?(?:(?:基本)?(?:情况|信息|资料))?(?P<after>{_NUMERAL})?[-_—.,:/|、·]*(?P<rest>.*)"
)
_NUMBERED = re.compile(rf"(?P<rest>.+?)(?P<number>{_NUMERAL})")
_DROPPED = dict.fromkeys(map(ord, "*★☆※●:?'\"`。;"))
_HAN_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


_ONE = Decimal(1)
_UNITS = (("万元", Decimal(10_000)), ("千元", Decimal(1_000)))
_BESIDES = frozenset((*STUDENT, *EVERYBODY, RELATION))
"""Words that behind a member's columns mean the member."""
OF_RELATIVES = (*(word for kin in KIN.values() for word in kin.words if len(word) > 1), "紧急联系人")
"""Above columns of somebody else: they are never the head's own."""
_GROUPED = ("监护人", "家长", "户主", "本人", "学生", "职工", "申请人", "银行卡", "银行", "合同")
"""What may stand above columns of the person the sheet is about, and is part of their names."""


@dataclass(frozen=True)
class Column:
    """One column that is understood: `slot` 0 is the worker, 1 and on the members."""

    index: int
    key: str
    slot: int
    label: str
    heading: str
    factor: Decimal = _ONE
    """By what an amount is multiplied to be yuan: a heading may say 万元."""
    down: int = 0
    """How many rows below the household's first row it stands, where members stand in rows of their own."""
    at: int | None = None
    """Its column of the sheet, from 0, where `index` is only a place in a row put together."""

    @property
    def place(self) -> int:
        """Its column of the sheet, from 0."""
        return self.index if self.at is None else self.at


@dataclass(frozen=True)
class Heading:
    """A heading found: its (lowest) row counted from 0, the columns, and what was not understood."""

    row: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    texts: tuple[str, ...]
    result_column: int | None = None

    @property
    def layout(self) -> Layout:
        """Which of the two sheets it is."""
        keys = {column.key for column in self.columns if column.slot == 0}
        members = any(column.slot for column in self.columns)
        if len(keys & STUDENT.keys()) > 2 or "student_level" in keys:
            return Layout.students
        county = len(keys & _COUNTY_ONLY) > len(keys & _UNION_ONLY)
        return Layout.county if county and not members else Layout.union

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns no roster can do without and that are not there."""
        keys = {column.key for column in self.columns if column.slot == 0}
        return tuple(HEAD[key][0] for key in ("name", "id_number") if key not in keys)


def plain(text: str) -> str:
    """A heading without spaces, line breaks, required marks, notes in brackets and full-width forms."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    folded = _NOTE.sub(lambda note: note[1] if re.fullmatch(_NUMERAL, note[1]) else "", folded)
    return folded.translate(_DROPPED).upper()


def _lexicon(table: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {plain(name): key for key, (label, others) in table.items() for name in (label, *others.split())}


_HEAD_WORDS = _lexicon(HEAD)
_MEMBER_WORDS = _lexicon(MEMBER)


def find_heading(rows: Sequence[Sequence[Value]], merged: Sequence[Area]) -> Heading | None:
    """The heading among the first rows: the row (with the levels above it) that names the most columns."""
    levels = levels_of(rows[:HEADING_ROWS], merged)
    best: Heading | None = None
    for row in range(len(levels)):
        found = _heading(levels, row)
        if best is None or len(found.columns) > len(best.columns):
            best = found
    return best if best and best.columns else None


@dataclass(frozen=True)
class LevelCell:
    """A cell of the heading with the merged area it belongs to."""

    text: str
    area: Area


def levels_of(rows: Sequence[Sequence[Value]], merged: Sequence[Area]) -> list[list[LevelCell]]:
    """The first rows with every merged area filled with its text."""
    width = max((len(row) for row in rows), default=0)
    grid = [
        [
            LevelCell(
                value.strip()
                if isinstance(value, str)
                else str(value)
                if not isinstance(value, float)
                else "",
                (r, c, r, c),
            )
            for c, value in enumerate((*row, *[""] * (width - len(row))))
        ]
        for r, row in enumerate(rows)
    ]
    for area in merged:
        top, left, bottom, right = area
        if top >= len(grid) or left >= width:
            continue
        cell = LevelCell(grid[top][left].text, area)
        for r in range(top, min(bottom + 1, len(grid))):
            for c in range(left, min(right + 1, width)):
                grid[r][c] = cell
    return grid


def heading_at(levels: list[list[LevelCell]], first: int, last: int) -> Heading:
    """The heading that stands in these rows and no others."""
    blank = [[LevelCell("", cell.area) for cell in row] for row in levels[:first]]
    return _heading([*blank, *levels[first : last + 1]], last)


def _heading(levels: list[list[LevelCell]], row: int) -> Heading:
    columns: list[Column] = []
    unknown: list[str] = []
    texts: list[str] = []
    result: int | None = None
    taken: set[tuple[int, str]] = set()
    for index, cell in enumerate(levels[row]):
        leaf, group, certain = cell, "", False
        if row and not leaf.text and not _spans_columns(levels[row - 1][index]):
            leaf = levels[row - 1][index]  # a heading that stands on the upper level alone
        elif row:
            group, certain = _group_above(levels, row, index)
        if not leaf.text or leaf.area[3] - leaf.area[1] > 8:
            continue
        heading = f"{group} {leaf.text}" if group else leaf.text
        texts.append(" ".join(heading.split()))
        word = plain(leaf.text)
        if word == RESULT:
            result = index
            continue
        if word in IGNORED:
            continue
        last = columns[-1] if columns else None
        found = _meaning(plain(group), certain, word, last, taken) if group else None
        above = "" if group or not row else _name_above(levels, row, index)
        if above:
            heading = texts[-1] = f"{above} {texts[-1]}"
            joined = _HEAD_WORDS.get(plain(above) + word)
            found = (0, joined) if joined else None
            if not joined and plain(above).startswith(_GROUPED):
                found = _meaning("", False, word, last, taken)
        elif not group:
            found = _meaning("", False, word, last, taken)
        if found is None or found in taken:
            again = "（重复的列，只用前面一列）" if found else ""
            unknown.append(texts[-1] + again)
            continue
        taken.add(found)
        slot, key = found
        columns.append(column_of(index, slot, key, texts[-1]))
    return Heading(row, tuple(columns), tuple(unknown), tuple(texts), result)


def _spans_columns(cell: LevelCell) -> bool:
    return cell.area[3] > cell.area[1]


def _group_above(levels: list[list[LevelCell]], row: int, index: int) -> tuple[str, bool]:
    """The member group a column stands under, and whether merged cells prove it.

    Where the group's cells are not merged, its name holds for the empty cells to its right.
    """
    for upper in range(row - 1, max(row - 3, -1), -1):
        cell = levels[upper][index]
        if cell.area == levels[row][index].area:
            continue
        if cell.text:
            return (cell.text, _spans_columns(cell)) if _is_group(cell.text) else ("", False)
        left = next((c for c in reversed(levels[upper][:index]) if c.text), None)
        if left and not _spans_columns(left) and _is_group(left.text):
            return left.text, False
    return "", False


def _name_above(levels: list[list[LevelCell]], row: int, index: int) -> str:
    """What stands above several columns and belongs to their names: 监护人 above 姓名 and 电话."""
    above = levels[row - 1][index]
    leaf = levels[row][index]
    if above.area == leaf.area or not leaf.text or not _spans_columns(above) or not above.text:
        return ""
    word = plain(above.text)
    return above.text if word.startswith(_GROUPED) or word in OF_RELATIVES else ""


def _is_group(text: str) -> bool:
    word = plain(text)
    group = _GROUP.fullmatch(word) or _OF_KIN.fullmatch(word)
    return group is not None and not group["rest"]


def _factor(key: str, heading: str) -> Decimal:
    if key in AMOUNTS:
        return next((factor for unit, factor in _UNITS if unit in heading), _ONE)
    return _ONE


def column_of(index: int, slot: int, key: str, heading: str) -> Column:
    """A column taken for that; its unit is told by the heading."""
    return Column(index, key, slot, label_of(slot, key), heading, _factor(key, heading))


def _meaning(
    group: str, certain: bool, word: str, last: Column | None, taken: set[tuple[int, str]]
) -> tuple[int, str] | None:
    """Slot and key of a column, from its group, its own words and the column before it."""
    if group and (found := _member(group + word, taken)):
        return found
    if certain:
        return None
    key = _HEAD_WORDS.get(word)
    own = _MEMBER_WORDS.get(word)
    if kin := _kin(word, taken, bare=not group):
        return kin
    again = last is not None and last.slot >= KIN_FROM and (last.slot, own) in taken
    if last and last.slot and own and not again and (key is None or key in _BESIDES or (0, key) in taken):
        # 家庭成员1姓名, 关系, 性别 …: only the first of a member's columns bears the number
        return last.slot + (own == "name" and (last.slot, own) in taken), own
    if key is not None:
        return 0, key
    return _member(word, taken)


def _kin(word: str, taken: set[tuple[int, str]], bare: bool = False) -> tuple[int, str] | None:
    """Slot and key of 父亲姓名, 子女2身份证号, 子女姓名 (numbered by its turn); `bare`: 父亲 alone is the name."""
    found = _OF_KIN.fullmatch(word)
    if found is None:
        return None
    own = [(slot, kin) for slot, kin in KIN.items() if found["who"] in kin.words]
    single = not own[0][1].numbered
    key = _MEMBER_WORDS.get(found["rest"]) or ("name" if bare and single and not found["rest"] else None)
    if key is None:
        return None
    number = found["before"] or found["between"] or found["after"]
    if number is None:
        return next(((slot, key) for slot, _ in own if (slot, key) not in taken), None)
    at = _as_number(number)
    return (own[at - 1][0], key) if 0 < at <= len(own) else None


def _as_number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else sum(_HAN_NUMERALS[c] for c in numeral)


def _member(word: str, taken: set[tuple[int, str]]) -> tuple[int, str] | None:
    """Slot and key of 家庭成员1姓名, 成员姓名1, 家庭成员姓名 (numbered by its turn) or 关系2; or of a relative."""
    if kin := _kin(word, taken):
        return kin
    group = _GROUP.fullmatch(word)
    rest = group["rest"] if group else word
    number = (group["before"] or group["after"]) if group else None
    if rest not in _MEMBER_WORDS and number is None and (numbered := _NUMBERED.fullmatch(rest)):
        rest, number = numbered["rest"], numbered["number"]
    key = _MEMBER_WORDS.get(rest)
    if key is None or (group is None and number is None):
        return None
    if number is None:
        return next(slot for slot in range(1, len(taken) + 2) if (slot, key) not in taken), key
    slot = _as_number(number)
    return (slot, key) if 0 < slot <= 20 else None
