"""The home page knows what is due and what an empty office should do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.casework import agenda, intake, settings, standing, visiting, yearly
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.review import Suggestion
from desktop.domain.standards import LineKind
from desktop.domain.standing import FileState, StandingEntry
from desktop.domain.trail import Act
from desktop.domain.visit import Purpose
from desktop.store import cases
from tests.conftest import TODAY, Clock
from tests.unit.casework.conftest import apply_for

Builder = Callable[..., Household]


def test_an_empty_office_is_told_what_to_do_first(office: Office) -> None:
    said = [a.text for a in agenda.agenda(office).next_steps]
    assert said == ["还没有家庭档案。导入名册，或新建第一户。"]


def test_an_office_without_a_line_is_told_to_enter_it(office: Office) -> None:
    for line in settings.lines(office):
        settings.delete_line(office, line.id or 0)
    advice = agenda.agenda(office).next_steps[0]
    assert "低保标准" in advice.text
    assert advice.page == "settings"


def test_from_november_a_missing_next_year_is_loud(office: Office, clock: Clock) -> None:
    clock.day = date(2026, 10, 31)
    assert not any("2027" in a.text for a in agenda.agenda(office).next_steps)
    clock.day = date(2026, 11, 1)
    assert any("2027" in a.text and "估算" in a.text for a in agenda.agenda(office).next_steps)


def test_steps_move_from_soon_to_today_to_overdue(
    office: Office,
    eligible: Household,
    clock: Clock,
) -> None:
    case = apply_for(office, eligible)
    due = clock.day + timedelta(3)
    with deed(office, Act.record_household) as session:
        steps = (replace(case.steps[0], due=due), *case.steps[1:])
        cases.put(session, replace(case, steps=steps))
    assert [x.id for x in agenda.agenda(office).due_soon] == [case.id]
    clock.day = due
    assert [x.id for x in agenda.agenda(office).due_today] == [case.id]
    clock.day = due + timedelta(1)
    now = agenda.agenda(office)
    assert [x.id for x in now.overdue] == [case.id]
    assert now.open_cases == 1


def test_planned_visits_show_until_they_are_made(office: Office, household: Builder) -> None:
    kept = intake.record_household(office, household())
    plan = visiting.propose_round(office, "", Purpose.inquiry, [kept.id or 0], ("甲", "乙"), TODAY, TODAY)
    visit = visiting.record_round(office, plan).visits[0]
    assert [v.household_name for v in agenda.agenda(office).visits_planned] == ["陈练习"]
    visiting.record_visit(office, visit.id or 0, TODAY, ["甲", "乙"], "好")
    assert agenda.agenda(office).visits_planned == ()


def test_lines_are_dated_and_sourced(office: Office) -> None:
    (line,) = settings.lines(office)
    newer = replace(line, id=None, from_day=date(2026, 7, 1), amount=Decimal("860.00"))
    settings.record_line(office, newer)
    assert [x.amount for x in settings.lines(office)] == [Decimal("810.00"), Decimal("860.00")]
    assert all(x.kind is LineKind.dibao for x in settings.lines(office))


def test_fading_that_ends_and_reviews_still_due_are_told(
    office: Office, clock: Clock, household: Callable[..., Household]
) -> None:
    ids = [intake.record_household(office, household(f"户{n}")).id or 0 for n in range(3)]
    entry = StandingEntry(
        state=FileState.fading, since=clock.day, because="增收", fade_until=clock.day + timedelta(8)
    )
    standing.change_standing(office, ids[0], entry)

    def said() -> list[tuple[str, str]]:
        return [(a.text, a.item) for a in agenda.agenda(office).next_steps if a.page == "standing"]

    assert said() == []
    clock.day += timedelta(1)
    fading = ("有 1 户渐退已到期或一周内到期，请办理脱困；仍有困难的改回在档。", "lists:fading_ends")
    assert said() == [fading]
    yearly.review(office, ids[1], clock.day.year, Suggestion.same, "无变化")
    assert said() == [fading, ("今年还有 2 户没有年度复审。", "yearly")]
    clock.day = clock.day.replace(year=2027, month=10, day=1)
    assert said()[1:] == [("今年还有 3 户没有年度复审。", "yearly")]
