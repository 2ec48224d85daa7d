"""Telling what was decided: who, by when, in writing with a stub that is signed; late ones say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.casework import approval, deciding, telling
from desktop.casework.ground import ground_of
from desktop.casework.office import Office
from desktop.domain import telling as rules
from desktop.domain.application import Application, State, StepKind
from desktop.domain.case_event import Happened
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.scheme_header import Upon
from desktop.domain.telling import Delivery
from tests.conftest import Clock
from tests.unit.casework.conftest import GOODS, apply_for, to_decision

STUB = Delivery(on=date(2026, 1, 14), by="林晓舟", how="当面送交", received_by="陈练习")


@pytest.fixture
def refused(office: Office, eligible: Household) -> Application:
    """A case under plan 7 refused at its first step."""
    case = apply_for(office, eligible, "plan-07")
    return deciding.refuse(office, case.id or 0, "收入超过标准 120.00 元", "周审批")


def test_a_refusal_is_told_in_writing_with_the_stub_signed(
    office: Office, refused: Application, clock: Clock
) -> None:
    (told,) = telling.tellings_of(office, refused.id or 0)
    assert (told.who, told.what, told.written, told.told_on) == (
        refused.applicant,
        "不予批准的决定和理由",
        True,
        None,
    )
    assert [line.number for line in telling.waiting(office)] == [refused.number]
    clock.day = date(2026, 1, 14)
    with pytest.raises(OfficeError, match="书面告知要有签收人"):
        telling.tell(office, told.id or 0, replace(STUB, received_by=""))
    case = telling.tell(office, told.id or 0, STUB)
    assert case.state is State.refused
    assert case.events[-1].kind is Happened.told
    assert case.events[-1].words.endswith("当面送交，陈练习 签收")
    assert telling.waiting(office) == ()
    with pytest.raises(OfficeError, match="2026年1月14日已经告知"):
        telling.tell(office, told.id or 0, STUB)


@pytest.mark.parametrize(
    ("delivery", "said"),
    [
        (replace(STUB, by=" "), "请填写告知人"),
        (replace(STUB, how=""), "请选择怎样告知的"),
        (replace(STUB, on=date(2026, 1, 15)), "还没有到"),
        (replace(STUB, on=date(2026, 1, 11)), "不能早于作出决定的2026年1月12日"),
    ],
)
def test_what_is_wrong_with_it_is_said_and_nothing_is_kept(
    office: Office, refused: Application, clock: Clock, delivery: Delivery, said: str
) -> None:
    clock.day = date(2026, 1, 14)
    (told,) = telling.tellings_of(office, refused.id or 0)
    with pytest.raises(OfficeError, match=said):
        telling.tell(office, told.id or 0, delivery)
    assert telling.tellings_of(office, refused.id or 0) == (told,)


def test_who_will_not_sign_is_witnessed(office: Office, refused: Application) -> None:
    (told,) = telling.tellings_of(office, refused.id or 0)
    case = telling.tell(
        office,
        told.id or 0,
        Delivery(on=office.today(), by="林晓舟", how="留置送达", refused_to_sign="村委会 何练习"),
    )
    assert case.events[-1].words.endswith("留置送达，拒绝签收，见证人 村委会 何练习")


def test_the_plan_says_who_and_in_how_many_working_days(office: Office) -> None:
    scheme = office.library.scheme("plan-09")
    with office.store.read() as session:
        ground = ground_of(office, session, scheme, {})
    case = Application(
        id=7,
        household_id=1,
        assessment_id=1,
        scheme_id=scheme.id,
        scheme_title=scheme.title,
        applicant="陈练习",
        applied_on=date(2026, 3, 2),
    )
    (told,) = rules.duties(case, ground, Upon.refused, date(2026, 4, 3))
    assert (told.who, told.written, told.due) == ("申请人或者其代理人", True, date(2026, 4, 9))
    assert told.rule.startswith("作出决定（2026年4月3日）的次日起 3 个工作日内")
    (ended,) = rules.duties(case, ground, Upon.ended, date(2026, 4, 3))
    assert (ended.who, ended.due) == ("当事人、村（居）民委员会", None)


@pytest.fixture
def approved(office: Office, eligible: Household, clock: Clock) -> Application:
    """A case approved under plan 7; it waits at the step of telling."""
    case = to_decision(office, eligible, clock)
    return deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")


def test_an_approval_is_told_and_its_step_is_done_with_it(office: Office, approved: Application) -> None:
    assert approved.current is not None
    assert approved.current.kind is StepKind.tell
    (told,) = telling.tellings_of(office, approved.id or 0)
    assert (told.what, told.written) == ("批准的决定和数额", False)
    delivery = Delivery(on=office.today(), by="林晓舟", how="电话告知")
    case = telling.tell(office, told.id or 0, delivery)
    step = case.step(StepKind.tell)
    assert step is not None
    assert (step.done_on, step.by) == (office.today(), "林晓舟")


def test_a_tick_at_the_step_of_telling_tells_what_needs_no_paper(
    office: Office, approved: Application
) -> None:
    approval.complete_step(office, approved.id or 0, "已当面告知申请人", "林晓舟")
    (now,) = telling.tellings_of(office, approved.id or 0)
    assert (now.told_on, now.how) == (office.today(), "已当面告知申请人")
