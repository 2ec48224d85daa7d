"""Plausibility at work: found over the whole office, let stand with a reason, found anew when the figures change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import history, intake, plausible, standing
from desktop.casework.office import Office
from desktop.casework.plausible import FindingError
from desktop.domain.household import Household, Income, IncomeKind
from desktop.domain.standing import FileState, StandingEntry
from desktop.domain.trail import Act
from desktop.store import trail
from tests.conftest import TODAY

Make = Callable[..., Household]


@pytest.fixture
def rich(office: Office, household: Make) -> Household:
    """3,500 a head: above the usual limit of 3,000."""
    return intake.record_household(office, household("甲", monthly="7000.00"))


def _rules(office: Office) -> list[tuple[str, str, bool]]:
    return [(f.name, f.doubt.rule, f.ignored is not None) for f in plausible.look_through(office)]


def test_all_open_files_are_looked_through_with_progress(
    office: Office, household: Make, rich: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plausible, "PIECE", 2)
    for n in range(3):
        intake.record_household(office, household(f"户{n}"))
    closed = intake.record_household(office, household("乙", monthly="9000.00"))
    entry = StandingEntry(state=FileState.cancelled, since=TODAY, because="迁出")
    standing.change_standing(office, closed.id or 0, entry)
    told: list[tuple[int, int]] = []
    found = plausible.look_through(office, lambda made, total: told.append((made, total)))
    assert [(f.number, f.name, f.doubt.rule) for f in found] == [(rich.number, "甲", "high_income")]
    assert "人均月收入 3500.00 元，高于 3000.00 元" in found[0].doubt.said
    assert told == [(2, 4), (4, 4)]
    with pytest.raises(FindingError, match="已停下"):
        plausible.look_through(office, cancelled=lambda: True)


def test_what_was_let_stand_stays_so_until_its_figures_change(office: Office, rich: Household) -> None:
    (finding,) = plausible.doubts_of(office, rich.id or 0)
    with pytest.raises(FindingError, match="请写明核实的情况"):
        plausible.ignore(office, [finding], "  ")
    with pytest.raises(FindingError, match="没有忽略过"):
        plausible.look_again(office, [finding])
    plausible.ignore(office, [finding], "含一次性补发工资，已看工资单")
    assert _rules(office) == [("甲", "high_income", True)]
    (told,) = plausible.doubts_of(office, rich.id or 0)
    assert told.ignored is not None
    assert (told.ignored.because, told.ignored.by, told.ignored.day) == (
        "含一次性补发工资，已看工资单",
        office.user.name,
        TODAY,
    )
    plausible.look_again(office, [told])
    assert _rules(office) == [("甲", "high_income", False)]
    plausible.ignore(office, [told], "已核")
    plausible.ignore(office, [told], "再核一次")
    assert [f.ignored.because for f in plausible.look_through(office) if f.ignored] == ["再核一次"]
    more = (Income(kind=IncomeKind.wage, amount=Decimal(7200), whose=1),)
    kept = intake.household(office, rich.id or 0)
    intake.record_household(office, replace(kept, incomes=more))
    assert _rules(office) == [("甲", "high_income", False)]


def test_limits_are_the_office_s_own_and_stand_in_the_log(office: Office, rich: Household) -> None:
    usual = plausible.limits(office)
    assert (usual["high_income"], usual["multiple"]) == (Decimal(3000), Decimal(2))
    with pytest.raises(FindingError, match=r"应在 1 至 10 倍之间，填的是 0\.5"):
        plausible.record_limits(office, {**usual, "multiple": Decimal("0.5")})
    assert plausible.limits(office) == usual
    plausible.record_limits(office, {**usual, "high_income": Decimal(4000)})
    assert _rules(office) == []
    with office.store.read() as session:
        entries = trail.entries(session, acts=(Act.record_measures,))
    assert [(e.about, [(c.old, c.new) for c in e.changes]) for e in entries] == [
        ("核查限额：人均月收入偏高", [("3000 元", "4000 元")])
    ]
    plausible.record_limits(office, usual)
    assert _rules(office) == [("甲", "high_income", False)]
    plausible.record_limits(office, usual)


def test_what_was_found_is_there_the_next_day_and_as_the_files_are_now(
    office: Office, household: Make, rich: Household
) -> None:
    assert plausible.last_look(office) is None
    other = intake.record_household(office, household("乙", monthly="8000.00"))
    found = plausible.look_through(office)
    last = plausible.last_look(office)
    assert last is not None
    assert (last.on, last.by, last.changed) == (TODAY, office.user.name, False)
    assert last.findings == found
    plausible.ignore(office, found[:1], "已看工资单")
    cured = (Income(kind=IncomeKind.wage, amount=Decimal(100), whose=1),)
    intake.record_household(office, replace(other, incomes=cured))
    newly = intake.record_household(office, household("丙", monthly="9000.00"))
    last = plausible.last_look(office)
    assert last is not None
    assert [(f.household_id, f.ignored is not None) for f in last.findings] == [
        (rich.id, True),
        (newly.id, False),
    ]


def test_closed_files_fall_out_of_what_was_found(office: Office, rich: Household) -> None:
    plausible.look_through(office)
    entry = StandingEntry(state=FileState.cancelled, since=TODAY, because="迁出")
    standing.change_standing(office, rich.id or 0, entry)
    last = plausible.last_look(office)
    assert last is not None
    assert last.findings == ()


def test_where_much_was_changed_since_it_says_so(
    office: Office, household: Make, rich: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = plausible.look_through(office)
    monkeypatch.setattr(plausible, "FEW", 1)
    for n in range(2):
        intake.record_household(office, household(f"户{n}", monthly="9000.00"))
    last = plausible.last_look(office)
    assert last is not None
    assert (last.changed, last.findings) == (True, found)


def test_an_archive_whose_opening_is_taken_back_leaves_no_finding(office: Office, rich: Household) -> None:
    plausible.look_through(office)
    opened = next(s for s in history.steps(office).lines if s.archives)
    history.take_back(office, opened.id)
    last = plausible.last_look(office)
    assert last is not None
    assert last.findings == ()
