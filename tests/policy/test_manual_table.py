"""The library at a glance: every shipped scheme stands in the manual's table with its true figures."""

from __future__ import annotations

import os
import re
from pathlib import Path

from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import SCHEME_KIND_WORDS
from desktop.store.library import load_schemes

RESOURCES = Path(__file__).parents[2] / "resources"
PAGE = RESOURCES / "manual" / "schemes.md"
SCHEMES = load_schemes(RESOURCES / "schemes").schemes
HOW_MANY = re.compile(r"库里有 \d+ 个方案，\d+ 个算例，\d+ 处空白")
WHO, WHAT, CANNOT = 4, 5, 8
"""Columns written by hand; the rest follows from the scheme files."""


def _rows(text: str) -> list[list[str]]:
    """The cells of each row of the table that names a scheme."""
    lines = [line for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _row(cells: list[str], scheme: Scheme) -> list[str]:
    """The same row with the figures the scheme file has now."""
    blanks = [p for p in scheme.parameters if p.value is None]
    needed = [p.label for p in blanks if not p.optional]
    others = [p.label for p in blanks if p.optional]
    told = f"{len(needed)}{'：' if needed else ''}{'、'.join(needed)}"
    told += f"；可不填 {len(others)}：{'、'.join(others)}" if others else ""
    kind = SCHEME_KIND_WORDS[scheme.kind]
    who, what, cannot = (cells[n] for n in (WHO, WHAT, CANNOT))
    examples = str(len(scheme.examples))
    return [cells[0], f"`{scheme.id}`", scheme.title, kind, who, what, examples, told, cannot]


def _true(text: str) -> str:
    """The page with every figure as the scheme files have it now."""
    by_id = {f"`{s.id}`": s for s in SCHEMES}
    for cells in _rows(text):
        if cells[1] in by_id:
            row = f"| {' | '.join(_row(cells, by_id[cells[1]]))} |"
            text = text.replace(f"| {' | '.join(cells)} |", row)
    examples = sum(len(s.examples) for s in SCHEMES)
    blanks = sum(len(s.unset({})) for s in SCHEMES)
    return HOW_MANY.sub(f"库里有 {len(SCHEMES)} 个方案，{examples} 个算例，{blanks} 处空白", text)


def test_every_figure_of_the_table_is_what_the_scheme_files_have() -> None:
    text = PAGE.read_text("utf-8")
    if os.environ.get("BANGFU_UPDATE_GOLDEN"):
        PAGE.write_text(_true(text), "utf-8")
        return
    assert HOW_MANY.search(text)
    assert text.splitlines() == _true(text).splitlines()


def test_every_shipped_scheme_stands_in_the_table_and_nothing_else() -> None:
    rows = _rows(PAGE.read_text("utf-8"))
    assert {cells[1] for cells in rows} == {f"`{s.id}`" for s in SCHEMES}


def test_each_of_the_32_plans_has_its_row_and_names_the_scheme_that_carries_it() -> None:
    rows = _rows(PAGE.read_text("utf-8"))
    named = [(int(cells[0]), cells[1].strip("`")) for cells in rows]
    assert {plan for plan, _ in named} == set(range(1, 33))
    assert named == sorted(named)
    carried = {(plan, scheme.id) for scheme in SCHEMES for plan in scheme.plans}
    assert sorted(named) == sorted(carried)


def test_every_row_says_who_what_and_what_cannot_be_done() -> None:
    rows = _rows(PAGE.read_text("utf-8"))
    assert {len(cells) for cells in rows} == {9}
    assert [cells[1] for cells in rows if not all(cells[n] for n in (WHO, WHAT, CANNOT))] == []
