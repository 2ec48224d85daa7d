"""A roster of 3,000 rows in an office's own layout: every planted fault is found at its cell, and none is invented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl

from desktop.casework import history, importing, intake, sheet_import
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import Member
from desktop.domain.sheet_mapping import Sure
from tests.samples import make_faulty
from tests.samples.make_faulty import EACH, ROWS, Maker


def put_on_file(office: Office, made: Maker) -> None:
    """Opens the archives the roster clashes with."""
    for name, number in made.on_file:
        intake.record_household(office, Household(members=(Member(ordinal=1, name=name, id_number=number),)))


def look(office: Office, path: Path) -> importing.Preview:
    """The preview, with the columns as they are guessed."""
    seen = sheet_import.glance(path)
    plan, _ = sheet_import.recalled(office, seen.sheets[seen.best()].plan())
    return sheet_import.look(office, path, plan)


def count(office: Office) -> int:
    """How many households are on file."""
    return intake.count_households(office, HouseholdQuery())


def test_all_200_faults_are_found_at_their_cells_none_is_invented_and_all_is_taken_back(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "摸底.xlsx"
    made = make_faulty.write(path)
    kinds = Counter(p.kind for p in made.planted)
    assert len(made.planted) == 200
    assert len(kinds) == 20
    assert set(kinds.values()) == {EACH}
    put_on_file(office, made)
    before = count(office)
    preview = look(office, path)
    assert len(preview.rows) == ROWS
    found = {(p.row, p.column): p for row in preview.rows for p in row.problems}
    planted = {(p.row, p.column): p for p in made.planted}
    assert {c: p.kind for c, p in planted.items() if c not in found} == {}
    assert {c: p.sentence for c, p in found.items() if c not in planted} == {}
    assert sum(len(row.problems) for row in preview.rows) == len(made.planted)
    for cell, fault in planted.items():
        assert fault.says in found[cell].said, fault
        assert (found[cell].severity == "error") is fault.is_error, fault
    bad = {p.row for p in made.planted if p.is_error}
    assert {row.number for row in preview.bad} == bad
    result = importing.take_in(office, preview)
    assert result.taken == ROWS - len(bad) == count(office) - before
    assert result.refused == len(bad)
    assert len(result.outcomes) == ROWS
    out = importing.give_back(office, preview, tmp_path / "退回.xlsx", outcomes=result.outcomes)
    sheet = openpyxl.load_workbook(out)[make_faulty.SHEET]
    marked = {(c.row, c.column) for row in sheet.iter_rows() for c in row if c.comment}
    assert marked == {cell for cell, p in planted.items() if p.is_error}
    assert result.step_id is not None
    taken = history.take_back(office, result.step_id)
    assert taken.count == result.taken
    assert count(office) == before


def test_the_guesses_are_marked_as_such(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "摸底.xlsx"
    make_faulty.write(path, 150, 1)
    seen = sheet_import.glance(path)
    plan = seen.sheets[0].plan()
    sure = {r.heading: (r.target.key if r.target else "", r.sure) for r in plan.readings}
    assert (plan.first, plan.last) == (2, 3)
    assert sure["男女"] == ("sex", Sure.looks)
    assert sure["月工资"] == ("monthly_income", Sure.likely)
    assert sure["公民身份号码"] == ("id_number", Sure.named)
    assert not plan.certain
