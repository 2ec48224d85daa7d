"""From an application to a decision: only the step that waits can be done, and each one is signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, assessment, attachments, deciding, intake, noticing, settings
from desktop.casework.duties import same_person
from desktop.casework.office import Office
from desktop.domain.accounts import Role
from desktop.domain.application import Application, State, StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import Counting
from desktop.domain.errors import OfficeError
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Income,
    IncomeKind,
    Tag,
    Topic,
)
from desktop.domain.listing import ApplicationQuery
from desktop.domain.person import Disease, Illness
from desktop.domain.step_record import StepRecord, Survey
from desktop.domain.verdict import Goods, Outcome
from tests.conftest import Clock
from tests.unit.casework.conftest import apply_for, objected_to

Builder = Callable[..., Household]
GOODS = (Goods(name="慰问物资", value=Decimal(800)),)


def _to(office: Office, case: Application, *kinds: StepKind) -> Application:
    while case.current is not None and case.current.kind not in kinds:
        case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    return case


def test_the_means_check_finds_the_household_eligible(office: Office, eligible: Household) -> None:
    kept = assessment.assess(office, eligible.id or 0, "plan-07")
    assert kept.verdict.outcome is Outcome.eligible, kept.verdict.summary
    assert kept.verdict.goods


def test_an_application_goes_through_all_steps_to_a_decision(
    office: Office, eligible: Household, clock: Clock
) -> None:
    case = apply_for(office, eligible)
    assert case.number == "SQ2026-0001"
    assert case.state is State.open
    case = _to(office, case, StepKind.notice)
    notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "公告栏")
    assert notice.number == "GS2026-0001"
    clock.day = notice.until + timedelta(1)
    noticing.close_notice(office, notice.id or 0, clock.day, "林晓舟")
    case = _to(office, approval.application(office, case.id or 0), StepKind.decide)
    done = deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")
    assert done.state is State.approved
    for verb in (approval.return_for_rework, deciding.refuse, approval.withdraw):
        with pytest.raises(OfficeError, match="已经"):
            verb(office, case.id or 0, "理由", "周审批")
    assert done.approved_goods == GOODS
    assert done.decided_on == clock.day
    assert done.notice is not None
    assert all(s.by for s in done.steps if s.done_on is not None)
    assert approval.application(office, case.id or 0) == done


def test_no_step_can_be_jumped(office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible)
    with pytest.raises(OfficeError, match="现在该办的是"):
        deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")
    with pytest.raises(OfficeError, match="现在该办的是"):
        noticing.post_notice(office, [case.id or 0], office.today(), 5, "")
    case = _to(office, case, StepKind.notice)
    with pytest.raises(OfficeError, match="自己的按钮"):
        approval.complete_step(office, case.id or 0, "", "林晓舟")


def test_a_notice_hangs_to_its_last_day(office: Office, eligible: Household, clock: Clock) -> None:
    case = _to(office, apply_for(office, eligible), StepKind.notice)
    notice = noticing.post_notice(office, [case.id or 0], date(2026, 3, 2), 7, "")
    assert notice.until_posting_day_counted == date(2026, 3, 8)
    assert notice.until_posting_day_excluded == date(2026, 3, 9)
    assert notice.until == date(2026, 3, 9)
    with pytest.raises(OfficeError, match="2026年3月10日"):
        noticing.close_notice(office, notice.id or 0, date(2026, 3, 9), "林晓舟")
    with pytest.raises(OfficeError, match="已在公示"):
        noticing.post_notice(office, [case.id or 0], date(2026, 3, 3), 7, "")


def test_the_office_chooses_how_days_are_counted(office: Office, eligible: Household) -> None:
    settings.record_bureau(office, replace(settings.bureau(office), counting=Counting.posting_day_counted))
    case = _to(office, apply_for(office, eligible), StepKind.notice)
    assert noticing.post_notice(office, [case.id or 0], date(2026, 3, 2), 7, "").until == date(2026, 3, 8)


def test_an_objection_sends_the_case_back_and_wants_a_new_notice(
    office: Office, eligible: Household, clock: Clock
) -> None:
    case = _to(office, apply_for(office, eligible), StepKind.notice)
    notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "")
    objected_to(office, notice, case.id or 0, "邻居反映有商铺，查明属实")
    back = approval.application(office, case.id or 0)
    assert back.notice is None
    assert back.current is not None
    assert back.current.kind in (StepKind.survey, StepKind.review)
    assert "邻居反映有商铺" in back.current.opinion
    again = _to(office, back, StepKind.notice)
    assert noticing.post_notice(office, [again.id or 0], clock.day, 5, "").number == "GS2026-0002"


def test_returning_is_not_refusing(office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible)
    back = approval.return_for_rework(office, case.id or 0, "缺户口簿", "林晓舟")
    assert back.state is State.returned
    with pytest.raises(OfficeError, match="退回补正"):
        approval.complete_step(office, case.id or 0, "", "林晓舟")
    other = approval.withdraw(office, case.id or 0, "", "林晓舟")
    assert other.state is State.withdrawn
    case = apply_for(office, eligible)
    approval.return_for_rework(office, case.id or 0, "缺户口簿", "林晓舟")
    again = approval.resubmit(office, case.id or 0, "已补", "林晓舟")
    assert again.state is State.open
    assert again.current is not None
    assert "缺户口簿" in again.current.opinion


def test_a_refusal_needs_a_reason_and_ends_the_case(office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible)
    with pytest.raises(OfficeError, match="理由"):
        deciding.refuse(office, case.id or 0, " ", "周审批")
    done = deciding.refuse(office, case.id or 0, "收入超过标准", "周审批")
    assert done.state is State.refused
    assert done.current is None
    with pytest.raises(OfficeError, match="已经办结"):
        deciding.refuse(office, case.id or 0, "再来", "周审批")


def test_the_ineligible_cannot_be_approved(office: Office, household: Builder, clock: Clock) -> None:
    rich = intake.record_household(office, household(monthly="9000.00", cause=Cause.schooling))
    case = _to(office, apply_for(office, rich), StepKind.notice)
    notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "")
    clock.day = notice.until + timedelta(1)
    noticing.close_notice(office, notice.id or 0, clock.day, "林晓舟")
    with pytest.raises(OfficeError, match="不符合"):
        deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")


def test_missing_facts_stop_an_application(office: Office, household: Builder, clock: Clock) -> None:
    clock.day = date(2026, 1, 12)
    unknown = intake.record_household(office, household(incomes=(), verified_none=frozenset()))
    kept = assessment.assess(office, unknown.id or 0, "plan-07")
    assert kept.verdict.outcome is Outcome.incomplete
    with pytest.raises(OfficeError, match="还缺材料"):
        applying.apply(office, kept.id or 0, "", "")


def test_one_open_application_a_household_and_scheme(office: Office, eligible: Household) -> None:
    first = apply_for(office, eligible)
    with pytest.raises(OfficeError, match=first.number):
        apply_for(office, eligible)
    approval.withdraw(office, first.id or 0, "", "林晓舟")
    assert apply_for(office, eligible).number == "SQ2026-0002"


def test_the_list_finds_by_state_step_and_day(office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible)
    assert approval.count_applications(office, ApplicationQuery(states=(State.open,))) == 1
    assert approval.count_applications(office, ApplicationQuery(states=(State.refused,))) == 0
    assert approval.count_applications(office, ApplicationQuery(search="clx")) == 1
    assert approval.count_applications(office, ApplicationQuery(search=case.number)) == 1
    assert case.current is not None
    (line,) = approval.browse_applications(office, ApplicationQuery(step=case.current.kind))
    assert line.applicant == "陈练习"


def test_a_case_keeps_its_household_as_it_was(office: Office, eligible: Household) -> None:
    kept = assessment.assess(office, eligible.id or 0, "plan-07")
    intake.record_household(
        office,
        replace(eligible, incomes=(Income(kind=IncomeKind.wage, amount=Decimal(99999), whose=1),)),
    )
    again = assessment.assessment(office, kept.id or 0)
    assert again == kept
    assert assessment.replay(office, kept.id or 0) == kept.verdict
    assert assessment.assess(office, eligible.id or 0, "plan-07").verdict.outcome is Outcome.ineligible


def test_certificates_are_judged_on_the_day(office: Office, household: Builder) -> None:
    expired = Certificate(kind=CertificateKind.dibao, expires_on=date(2025, 12, 31))
    assert not expired.valid_on(office.today())
    assert expired.valid_on(date(2025, 12, 31))
    assert intake.record_household(office, household(certificates=(expired,))).certificates == (expired,)


def test_papers_that_come_too_late_are_not_taken(office: Office, eligible: Household) -> None:
    kept = assessment.assess(office, eligible.id or 0, "plan-07")
    with pytest.raises(OfficeError, match=r"不能受理.*逾期"):
        applying.apply(office, kept.id or 0, "", "", received=date(2026, 2, 5))
    assert applying.apply(office, kept.id or 0, "", "", received=date(2026, 1, 30)).number == "SQ2026-0001"


def test_no_more_is_approved_than_the_ceiling_leaves(
    office: Office, household: Builder, clock: Clock
) -> None:
    for name in ("cancer_sum", "kidney_sum"):
        settings.record_parameter(office, "plan-04", name, Decimal(9000), "县民政局通知")
    ill = household()
    head = replace(ill.head, illnesses=(Illness(disease=Disease.cancer, diagnosed_on=date(2025, 9, 1)),))
    kept = intake.record_household(
        office,
        replace(
            ill,
            members=(head, *ill.members[1:]),
            certificates=(Certificate(kind=CertificateKind.dibao, whose=1),),
            expenses=(Expense(kind=ExpenseKind.illness, amount=Decimal(8000), whose=1),),
            tags=(Tag(name="未转院"), Tag(name="住院")),
            verified_none=frozenset({Topic.homes, Topic.vehicles, Topic.savings, Topic.business}),
        ),
    )
    case = _to(office, apply_for(office, kept, "plan-04"), StepKind.notice)
    notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "")
    clock.day = notice.until + timedelta(1)
    noticing.close_notice(office, notice.id or 0, clock.day, "林晓舟")
    case = _to(office, approval.application(office, case.id or 0), StepKind.decide)
    with pytest.raises(OfficeError, match=r"10,000\.00"):
        deciding.approve(office, case.id or 0, Decimal("10000.01"), (), "同意", "周审批")
    deciding.approve(office, case.id or 0, Decimal(10000), (), "同意", "周审批")
    again = assessment.assess(office, kept.id or 0, "plan-04")
    assert again.verdict.outcome is Outcome.ineligible, again.verdict.summary


# --- what a step leaves behind ---

VISIT = Survey(surveyors=("林晓舟", "高示范"), day=date(2026, 1, 12), at_home="陈练习", found="与申请一致")


def test_a_survey_at_home_is_kept_with_its_step(office: Office, eligible: Household) -> None:
    case = _to(office, apply_for(office, eligible), StepKind.survey)
    photo = attachments.attach_bytes(office, eligible.id or 0, PaperKind.photo, "厨房.jpg", b"\xff\xd8\xff 1")
    survey = replace(VISIT, photos=(photo.id or 0,))
    approval.complete_step(office, case.id or 0, "属实", "林晓舟、高示范", record=StepRecord(survey=survey))
    kept = approval.application(office, case.id or 0).step(StepKind.survey)
    assert kept is not None
    assert (kept.record.survey, kept.by) == (survey, "林晓舟、高示范")


def test_a_survey_that_does_not_hold_changes_nothing(office: Office, eligible: Household) -> None:
    case = _to(office, apply_for(office, eligible), StepKind.survey)
    for wrong, said in (
        (replace(VISIT, surveyors=("林晓舟",)), "只有一人去的"),
        (replace(VISIT, day=date(2026, 1, 13)), "还没有到"),
        (replace(VISIT, photos=(99,)), "已经不在这户的附件里"),
    ):
        with pytest.raises(OfficeError, match=said):
            approval.complete_step(office, case.id or 0, "属实", "林晓舟", record=StepRecord(survey=wrong))
    assert approval.application(office, case.id or 0) == case


def test_whoever_went_to_the_home_does_not_decide(office: Office, eligible: Household) -> None:
    case = _to(office, apply_for(office, eligible), StepKind.survey)
    record = StepRecord(survey=VISIT)
    approval.complete_step(office, case.id or 0, "属实", "林晓舟、高示范", record=record)
    found = same_person(office, case.id or 0, Role.approver, "高示范")
    assert found is not None
    assert "高示范 已办过本案的" in found.said
