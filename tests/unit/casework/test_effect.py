"""A changed figure tried on the roster: the same as checking every household, nothing written, nothing stale."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop import cli
from desktop.casework import assessment, intake, settings
from desktop.casework.deeds import deed
from desktop.casework.effect import Figure, Inquiries, Inquiry
from desktop.casework.office import Office
from desktop.cli import schemes
from desktop.domain.effect import moved
from desktop.domain.errors import OfficeError
from desktop.domain.household import Cause, Household, Income, IncomeKind, Topic
from desktop.domain.person import EmploymentState, Member
from desktop.domain.trail import Act
from desktop.domain.verdict import Outcome
from desktop.store import households, trail

SCHEME = "plan-03"
NAME = "hardship_multiple"


def household(n: int, monthly: int) -> Household:
    return Household(
        members=(Member(ordinal=1, name=f"周{n}", employment=EmploymentState.at_work),),
        number=f"KS{n:04d}",
        cause=Cause.own_illness,
        incomes=(Income(kind=IncomeKind.wage, amount=Decimal(monthly), whose=1),),
        verified_none=frozenset(Topic),
    )


@pytest.fixture
def filled(office: Office) -> Office:
    """Forty households from 500 to 2450 yuan a month; the line is 810, the multiple 1.5."""
    with deed(office, Act.record_household) as session:
        households.put_many(session, [household(n, 500 + 50 * n) for n in range(40)], office.today())
    settings.record_parameter(office, SCHEME, NAME, Decimal("1.5"), "示例文件")
    return office


def figure(inquiry: Inquiry, name: str) -> Figure:
    return next(f for f in inquiry.figures() if f.name == name)


def outcomes(office: Office) -> dict[int, Outcome]:
    return {id: verdict.outcome for id, verdict in assessment.try_out_all(office, SCHEME)}


def test_a_parameter_tried_is_what_every_check_says_once_it_is_kept(filled: Office) -> None:
    inquiry = Inquiries(filled).about(SCHEME)
    before = inquiry.standing()
    assert {int(i): before.outcome_of(n) for n, i in enumerate(before.ids)} == outcomes(filled)
    after = inquiry.standing(figure(inquiry, NAME), Decimal(2))
    settings.record_parameter(filled, SCHEME, NAME, Decimal(2), "示例文件")
    told = outcomes(filled)
    assert {int(i): after.outcome_of(n) for n, i in enumerate(after.ids)} == told
    whom = moved(before, after)
    assert len(whom.entering) == after.count(Outcome.eligible) - before.count(Outcome.eligible) > 5
    assert not len(whom.leaving)


def test_a_published_line_tried_is_what_every_check_says_once_it_is_kept(filled: Office) -> None:
    inquiry = Inquiries(filled).about(SCHEME)
    line = figure(inquiry, "dibao")
    assert line.value == 810
    after = inquiry.standing(line, Decimal(600))
    whom = moved(inquiry.standing(), after)
    assert len(whom.leaving) > 3
    assert line.line is not None
    settings.record_line(filled, replace(line.line, amount=Decimal(600)))
    assert {int(i): after.outcome_of(n) for n, i in enumerate(after.ids)} == outcomes(filled)


def test_trying_writes_nothing(filled: Office) -> None:
    with filled.store.read() as session:
        head = trail.head(session)
    inquiry = Inquiries(filled).about(SCHEME)
    inquiry.standing(figure(inquiry, NAME), Decimal(2))
    with filled.store.read() as session:
        assert trail.head(session) == head


def test_the_roster_is_kept_while_only_figures_change_and_read_anew_with_a_household(filled: Office) -> None:
    asks = Inquiries(filled)
    first = asks.about(SCHEME)
    settings.record_parameter(filled, SCHEME, NAME, Decimal(2), "示例文件")
    second = asks.about(SCHEME)
    assert second.census is first.census
    assert figure(second, NAME).value == 2
    one = next(h for h in _all(filled) if h.number == "KS0039")
    intake.record_household(filled, replace(one, incomes=(Income(kind=IncomeKind.wage, amount=Decimal(1)),)))
    third = asks.about(SCHEME)
    assert third.census is not first.census
    assert third.standing().count(Outcome.eligible) == second.standing().count(Outcome.eligible) + 1


def _all(office: Office) -> list[Household]:
    with office.store.read() as session:
        found = [id for id, _ in assessment.try_out_all(office, SCHEME)]
        return households.get_many(session, found)


def test_the_single_verdict_has_its_reasons_with_the_figure_tried(filled: Office) -> None:
    inquiry = Inquiries(filled).about(SCHEME)
    verdict = inquiry.verdict(filled, 20, figure(inquiry, NAME), Decimal(2))
    assert verdict.outcome is Outcome.eligible
    assert any("2 × 低保标准" in f.line for f in verdict.findings)
    assert inquiry.verdict(filled, 20).outcome is not Outcome.eligible


def test_a_figure_nobody_filled_in_can_be_tried_but_others_must_stand(filled: Office) -> None:
    settings.record_parameter(filled, SCHEME, NAME, None, "")
    inquiry = Inquiries(filled).about(SCHEME)
    lacking = figure(inquiry, NAME)
    assert lacking.value is None
    assert inquiry.stands(lacking) == ""
    assert inquiry.standing(lacking, Decimal(2)).count(Outcome.eligible)
    assert "没有填" in inquiry.stands(figure(inquiry, "dibao"))


def test_what_does_not_fit_is_refused_and_a_stop_is_told(filled: Office) -> None:
    inquiry = Inquiries(filled).about(SCHEME)
    with pytest.raises(OfficeError, match="大于 0"):
        inquiry.standing(figure(inquiry, "dibao"), Decimal(0))
    with pytest.raises(OfficeError, match="已停下"):
        Inquiries(filled).about(SCHEME, cancelled=lambda: True)


def test_another_day_is_another_roster(filled: Office) -> None:
    asks = Inquiries(filled)
    first = asks.about(SCHEME)
    assert asks.about(SCHEME, on=date(2026, 4, 1)).census is not first.census


def test_the_command_line_says_the_same_and_names_what_can_be_tried(
    filled: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(schemes, "opened", lambda chosen, home: nullcontext(filled))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    assert cli.main(["schemes", "effect", SCHEME, "--set", f"{NAME}=2"]) == 0
    told = json.loads(capsys.readouterr().out)
    inquiry = Inquiries(filled).about(SCHEME)
    whom = moved(inquiry.standing(), inquiry.standing(figure(inquiry, NAME), Decimal(2)))
    assert (told["now"], told["tried"]) == ("1.5", "2")
    assert told["entering"] == [int(inquiry.standing().ids[row]) for row in whom.entering]
    assert told["after"]["eligible"] - told["before"]["eligible"] == len(whom.entering) > 5
    assert cli.main(["schemes", "effect", SCHEME, "--set", "nothing=2"]) != 0
    assert f"{NAME}（" in capsys.readouterr().err
    assert cli.main(["schemes", "effect", SCHEME, "--set", "dibao=850"]) == 0
    assert json.loads(capsys.readouterr().out)["figure"] == "dibao"


def test_an_alert_registered_as_a_parameter_is_a_fact_and_reads_the_roster_anew(filled: Office) -> None:
    asks = Inquiries(filled)
    first = asks.about("plan-21")
    announced = next(t.announced for t in first.card.scheme.triggers if t.announced)
    day = first.card.scheme.parameter(announced).read("2026-03-01")
    settings.record_parameter(filled, "plan-21", announced, day, "示例预警")
    assert asks.about("plan-21").census is not first.census
    again = asks.about("plan-21")
    assert asks.about("plan-21").census is again.census
