"""A list of units as people paste it (单位名单): indented below each other, or in two columns, 上级 and 名称."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.unit import UnitKind

_HEAD = re.compile(r"上级|隶属|主管")
_INDENT = re.compile(r"^[ \t\u3000]*")
_KINDS: tuple[tuple[str, UnitKind], ...] = (
    ("总工会|工会|工委", UnitKind.union),
    ("[班]$", UnitKind.class_),
    ("年级$|级$", UnitKind.grade),
    ("社区|居委会|居民委员会", UnitKind.community),
    ("村$|村委会|村民委员会", UnitKind.village),
    ("街道|街道办|乡$|镇$|乡政府|镇政府", UnitKind.township),
    ("车间$|科$|部$|处$|室$|组$|班组$|队$", UnitKind.department),
    ("学校|小学|中学|大学|职高|中专|幼儿园", UnitKind.school),
    ("系$|院系$|二级学院$", UnitKind.faculty),
    ("厂|公司|集团|医院|矿|银行|企业|商场|中心$|局$", UnitKind.enterprise),
)
_INSIDE_SCHOOL = (UnitKind.school, UnitKind.faculty)


@dataclass(frozen=True)
class PastedUnit:
    """One line: the names above it from the top of the list, its own name, and what kind it seems to be.

    `parent` is the name of the upper unit where the list says it in a column of its own.
    """

    above: tuple[str, ...]
    name: str
    kind: UnitKind
    parent: str = ""


def read_units(text: str) -> tuple[PastedUnit, ...]:
    """The units of a pasted list, in its order; empty lines are left out."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if not lines:
        return ()
    cut = [[x.strip() for x in line.split("\t")] for line in lines]
    headed = len(cut[0]) >= 2 and bool(_HEAD.search("".join(cut[0])))
    paired = all(len(x) == 2 and x[1] for x in cut) and any(x[0] for x in cut)
    if headed or (paired and not all(x[0] == "" for x in cut[1:])):
        return tuple(_of_columns(cut, headed))
    return tuple(_indented(lines))


def kind_of(name: str, parent: UnitKind | None = None) -> UnitKind:
    """What kind of unit is called so, as far as the name tells."""
    if name.endswith("学院"):
        return UnitKind.faculty if parent is UnitKind.school else UnitKind.school
    found = next((kind for words, kind in _KINDS if re.search(words, name)), UnitKind.other)
    if found is UnitKind.other and parent in _INSIDE_SCHOOL:
        return UnitKind.class_ if parent is UnitKind.faculty else UnitKind.grade
    return found


def _of_columns(cut: list[list[str]], headed: bool) -> Iterator[PastedUnit]:
    upper, name = 0, 1
    if headed:
        upper = next(n for n, x in enumerate(cut[0]) if _HEAD.search(x))
        name = next(
            (n for n, x in enumerate(cut[0]) if n != upper and re.search("名称|单位|班级", x)), 1 - upper
        )
    for row in cut[1:] if headed else cut:
        if name < len(row) and row[name]:
            parent = row[upper] if upper < len(row) else ""
            yield PastedUnit((), row[name], kind_of(row[name]), parent)


def _indented(lines: list[str]) -> Iterator[PastedUnit]:
    open_: list[tuple[int, str, UnitKind]] = []
    for line in lines:
        margin = _INDENT.match(line)
        depth = _width(margin.group() if margin else "")
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        name = " ".join(line.split())
        kind = kind_of(name, open_[-1][2] if open_ else None)
        yield PastedUnit(tuple(x[1] for x in open_), name, kind)
        open_.append((depth, name, kind))


def _width(margin: str) -> int:
    return sum({"\t": 4, "\u3000": 2}.get(c, 1) for c in margin)
