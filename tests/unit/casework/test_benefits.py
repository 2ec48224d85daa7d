"""Help that goes on: begins with its approval, is reviewed when the plan says, rises, falls, fades and ends by rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.casework import (
    approval,
    benefit_round,
    benefits,
    deciding,
    intake,
    letters,
    printing,
    settings,
    telling,
)
from desktop.casework.office import Office
from desktop.domain.benefit import Benefit, BenefitQuery, BenefitState, Change
from desktop.domain.benefit_rules import OF_COURSE, Decided, due_words
from desktop.domain.case_event import Happened
from desktop.domain.errors import OfficeError
from desktop.domain.every import Every
from desktop.domain.household import Household, Tag
from desktop.domain.standards import Line, LineKind
from desktop.domain.telling import Delivery
from desktop.domain.upon import Upon
from tests.conftest import Clock
from tests.unit.casework.conftest import to_decision

SOON = date(2026, 3, 2)


@pytest.fixture
def poor(office: Office, household: Callable[..., Household], clock: Clock) -> Household:
    """Two people on 500 yuan a head, below the line of 810; class C."""
    clock.day = SOON
    settings.record_line(
        office,
        Line(
            kind=LineKind.urban_consumption_per_head,
            place="示例市",
            from_day=date(2025, 7, 1),
            amount=Decimal(30000),
            source="示例统计公报",
        ),
    )
    made = replace(
        household(monthly="1000.00"),
        hukou_place="示例市示例区",
        tags=(Tag(name="财产符合规定"), Tag(name="低保C类")),
    )
    return intake.record_household(office, made)


@pytest.fixture
def given(office: Office, poor: Household, clock: Clock) -> Benefit:
    """The monthly help of that household under plan 16, from its approval."""
    case = to_decision(office, poor, clock, "plan-16")
    assert case.proposed is not None
    own = ("县（市、区）民政部门",)
    deciding.approve(office, case.id or 0, case.proposed, (), "同意", "周审批", own_levels=own)
    (found,) = benefits.benefits_of(office, poor.id or 0)
    return found


def _earning(office: Office, household: Household, monthly: str) -> None:
    kept = intake.household(office, household.id or 0)
    first = replace(kept.incomes[0], amount=Decimal(monthly))
    intake.record_household(office, replace(kept, incomes=(first, *kept.incomes[1:])))


def test_it_begins_with_the_approval_and_is_due_for_review_as_the_plan_says(given: Benefit) -> None:
    assert (given.amount, given.starts_on, given.starts_because) == (
        Decimal("620.00"),
        date(2026, 4, 1),
        OF_COURSE,
    )
    assert (given.review_every, given.next_review) == (Every.half_year, date(2026, 10, 1))
    assert given.review_label == "C 类家庭每半年核查一次"
    assert [c.change for c in given.changes] == [Change.begun]
    assert due_words(given, date(2026, 10, 11)) == "下次复核 2026年10月1日（每半年），已超过 10 天"


def test_a_first_day_put_right_moves_the_review(office: Office, given: Benefit) -> None:
    moved = benefits.correct_start(office, given.id or 0, date(2026, 3, 1), "县规程：当月起发")
    assert (moved.starts_on, moved.next_review) == (date(2026, 3, 1), date(2026, 9, 1))
    with pytest.raises(OfficeError, match="依据"):
        benefits.correct_start(office, given.id or 0, date(2026, 3, 1), " ")


@pytest.mark.parametrize(
    ("monthly", "change", "amount", "said"),
    [
        ("1000.00", Change.kept, "620.00", ""),
        ("800.00", Change.raised, "820.00", "多 200.00 元"),
        ("1200.00", Change.lowered, "420.00", "少 200.00 元"),
    ],
)
def test_a_review_suggests_by_what_stands_on_file_now(
    office: Office,
    given: Benefit,
    poor: Household,
    clock: Clock,
    monthly: str,
    change: Change,
    amount: str,
    said: str,
) -> None:
    clock.day = date(2026, 9, 28)
    _earning(office, poor, monthly)
    looked = benefits.look_again(office, given.id or 0)
    assert (looked.advice.change, looked.advice.amount) == (change, Decimal(amount))
    assert said in looked.advice.because
    assert benefits.benefit(office, given.id or 0) == given  # a person decides


def test_a_rise_counts_from_the_next_month_and_is_told(
    office: Office, given: Benefit, poor: Household, clock: Clock, tmp_path: Path
) -> None:
    clock.day = date(2026, 9, 28)
    _earning(office, poor, "800.00")
    looked = benefits.look_again(office, given.id or 0)
    decided = Decided(
        change=Change.raised,
        decided_on=clock.day,
        because=looked.advice.because,
        by="周审批",
        amount=Decimal(820),
        assessment_id=looked.assessment.id,
    )
    with pytest.raises(OfficeError, match=r"要多于原来的 620.00 元"):
        benefits.change(office, given.id or 0, replace(decided, amount=Decimal(620)))
    kept = benefits.change(office, given.id or 0, decided)
    assert (kept.amount, kept.changes[-1].day, kept.next_review) == (
        Decimal(820),
        date(2026, 10, 1),
        date(2027, 3, 28),
    )
    (told,) = (t for t in telling.tellings_of(office, given.application_id) if t.upon is Upon.changed)
    last = approval.application(office, given.application_id).events[-1]
    assert (last.kind, last.words, last.by) == (
        Happened.benefit,
        "待遇自2026年10月起调高：由每月 620.00 元调整为每月 820.00 元",
        "周审批",
    )
    assert (told.who, told.what, told.change) == ("低保家庭", "增发、减发、停发低保金的决定", 1)
    out = tmp_path / "调整.pdf"
    letters.print_adjustment(office, given.id or 0, told.change or 0, out)
    text = "".join("".join(p.extract_text() for p in PdfReader(out).pages).split())
    assert "救助金调整告知书" in text
    assert "自2026年10月起，由每月620.00元调高为每月820.00元" in text
    assert "增加200.00元" in text
    assert "■" not in text
    delivery = Delivery(on=clock.day, by="林晓舟", how="当面送交", received_by="王小明")
    with pytest.raises(OfficeError, match="不能早于作出决定的2026年9月28日"):
        telling.tell(office, told.id or 0, replace(delivery, on=date(2026, 9, 27)))
    telling.tell(office, told.id or 0, delivery)
    letters.print_adjustment(office, given.id or 0, told.change or 0, out)
    text = "".join("".join(p.extract_text() for p in PdfReader(out).pages).split())
    assert "■直接送达" in text
    printing.print_case(office, printing.APPROVAL_LETTER, given.application_id, out)
    first = "".join("".join(p.extract_text() for p in PdfReader(out).pages).split())
    assert "■直接送达" not in first, "how the change was told is no matter of the approval"
    with pytest.raises(OfficeError, match="没有调整"):
        letters.print_adjustment(office, given.id or 0, 0, out)


def test_nothing_changes_and_the_next_review_is_a_term_later(
    office: Office, given: Benefit, clock: Clock
) -> None:
    clock.day = date(2026, 9, 28)
    looked = benefits.look_again(office, given.id or 0)
    kept = benefits.keep_as_is(office, given.id or 0, "情况未变", "林晓舟", looked.assessment.id or 0)
    assert (kept.amount, kept.next_review, kept.changes[-1].change) == (
        given.amount,
        date(2027, 3, 28),
        Change.kept,
    )


def test_who_no_longer_qualifies_ends_and_nothing_can_follow(
    office: Office, given: Benefit, poor: Household, clock: Clock
) -> None:
    clock.day = date(2026, 9, 28)
    _earning(office, poor, "5000.00")
    looked = benefits.look_again(office, given.id or 0)
    assert looked.advice.change is Change.ended
    decided = Decided(change=Change.ended, decided_on=clock.day, because=looked.advice.because, by="周审批")
    kept = benefits.change(office, given.id or 0, decided)
    assert (kept.state, kept.ends_on) == (BenefitState.ended, date(2026, 9, 30))
    with pytest.raises(OfficeError, match="已于2026年9月30日终止"):
        benefits.change(office, given.id or 0, decided)
    assert benefits.count_benefits(office, BenefitQuery(states=(BenefitState.running,))) == 0


def test_fading_runs_its_months_and_then_ends(office: Office, given: Benefit, clock: Clock) -> None:
    fading = Decided(
        change=Change.fading,
        decided_on=date(2026, 5, 6),
        because="就业增收",
        by="周审批",
        fading_months=12,
    )
    with pytest.raises(OfficeError, match="渐退几个月"):
        benefits.change(office, given.id or 0, replace(fading, fading_months=0))
    clock.day = date(2026, 5, 6)
    kept = benefits.change(office, given.id or 0, fading)
    assert (kept.state, kept.fading_until) == (BenefitState.fading, date(2027, 5, 31))
    assert due_words(kept, date(2027, 5, 30)) == "渐退至 2027年5月31日，还有 1 天"
    clock.day = date(2027, 5, 31)
    with pytest.raises(OfficeError, match="还没有到"):
        benefits.end_faded(office, given.id or 0, "周审批")
    clock.day = date(2027, 6, 1)
    assert benefits.count_benefits(office, BenefitQuery(due_until=clock.day)) == 1
    ended = benefits.end_faded(office, given.id or 0, "周审批")
    assert (ended.state, ended.ends_on) == (BenefitState.ended, date(2027, 5, 31))


def test_help_with_an_ending_procedure_of_its_own_ends_by_that_only(office: Office) -> None:
    assert benefits.ending_scheme(office, "plan-09") == "plan-09-end"
    assert benefits.ending_scheme(office, "plan-16") == ""


def test_a_page_of_benefits_begins_with_what_is_due_first(office: Office, given: Benefit) -> None:
    found = benefits.find_benefits(office, BenefitQuery(states=(BenefitState.running,), search="陈"))
    assert (found.total, [b.id for b in found.lines]) == (1, [given.id])
    assert benefits.find_benefits(office, BenefitQuery(search="查无此人")).total == 0


def test_many_are_reviewed_together_and_those_that_change_are_left_with_the_reason(
    office: Office, given: Benefit, poor: Household, clock: Clock
) -> None:
    clock.day = date(2026, 9, 28)
    soon = BenefitQuery(due_until=clock.day + benefit_round.REACH)
    assert [b.id for b in benefits.find_benefits(office, soon).lines] == [given.id]
    with pytest.raises(OfficeError, match="理由"):
        benefit_round.review_many(office, [given.id or 0], " ", "林晓舟")
    _earning(office, poor, "800.00")
    told: list[tuple[int, int]] = []
    made, left = benefit_round.review_many(
        office, [given.id or 0], "情况未变", "林晓舟", lambda n, of: told.append((n, of))
    )
    assert (made, told) == (0, [(1, 1)])
    assert "建议增发" in left[0].said
    assert benefits.benefit(office, given.id or 0) == given
    _earning(office, poor, "1000.00")
    made, left = benefit_round.review_many(office, [given.id or 0], "情况未变", "林晓舟")
    assert (made, left) == (1, ())
    assert benefits.benefit(office, given.id or 0).next_review == date(2027, 3, 28)
    assert benefit_round.review_many(office, [given.id or 0], "未变", "林", None, lambda: True) == (0, ())
    assert benefits.find_benefits(office, soon).total == 0


def test_a_review_tells_what_differs_from_the_check_it_was_granted_by(
    office: Office, given: Benefit, poor: Household, clock: Clock
) -> None:
    clock.day = date(2026, 9, 28)
    assert benefits.look_again(office, given.id or 0).differences == ()
    _earning(office, poor, "800.00")
    looked = benefits.look_again(office, given.id or 0)
    assert looked.before.on < looked.assessment.on
    found = {d.label: (d.old, d.new) for d in looked.differences}
    assert found["核定金额"] == ("620.00", "820.00")
    assert any("收入" in label for label in found)


def test_who_is_due_how_much_for_a_month(office: Office, given: Benefit) -> None:
    assert benefit_round.due_for_month(office, 2026, 3) == ()
    (line,) = benefit_round.due_for_month(office, 2026, 4)
    assert (line.receiver, line.amount, line.benefit_id) == (given.receiver, Decimal("620.00"), given.id)
    assert benefits.schemes(office) == ((given.scheme_id, given.scheme_title),)
