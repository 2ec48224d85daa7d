"""Roles and duties: nobody does what their role does not reach, and one person does not handle and decide one case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.casework import approval, deciding, duties, intake, noticing
from desktop.casework.deeds import NotAllowedError, deed, may, record
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.application import Application, State, StepKind
from desktop.domain.household import Household
from desktop.domain.trail import ALLOWED, Act
from desktop.domain.verdict import Goods
from desktop.domain.words import word
from desktop.store import accounts as kept
from desktop.store import trail
from tests.conftest import Clock
from tests.unit.casework.conftest import apply_for

GOODS = (Goods(name="慰问物资"),)


def _joined(office: Office, name: str, *roles: Role) -> Office:
    """The office as somebody new sees it who signed in."""
    with deed(replace(office, user=replace(office.user, roles=frozenset(Role))), Act.record_user) as session:
        user = kept.put(session, User(name=name, roles=frozenset(roles)), office.today())
    return replace(office, user=user)


def _to_decide(office: Office, household: Household, clock: Clock, by: str = "林晓舟") -> Application:
    case = apply_for(office, household)
    while case.current is not None and case.current.kind is not StepKind.decide:
        if case.current.kind is StepKind.notice:
            notice = noticing.post_notice(office, [case.id or 0], clock.day, 5, "公告栏")
            clock.day = notice.until + timedelta(1)
            noticing.close_notice(office, notice.id or 0, clock.day, by)
            case = approval.application(office, case.id or 0)
        else:
            case = approval.complete_step(office, case.id or 0, "属实", by)
    return case


def test_every_act_has_a_word_and_somebody_who_may_do_it() -> None:
    for act in Act:
        assert word(act)
        assert ALLOWED[act], act
    lookers = {act for act in Act if Role.auditor in ALLOWED[act]}
    assert not lookers & {Act.record_household, Act.approve, Act.record_user, Act.restore, Act.reveal}


def test_who_lacks_the_role_is_told_who_could_and_nothing_is_kept(
    office: Office, household: Callable[..., Household]
) -> None:
    looking = _joined(office, "钱审计", Role.auditor)
    assert not may(looking, Act.record_household)
    with pytest.raises(NotAllowedError, match=r"登记档案.*经办.*钱审计 没有这个岗位"):
        intake.record_household(looking, household())
    record(looking, Act.print_paper, "花名册 1 份")  # an auditor may print, and the log tells
    with office.store.read() as session:
        assert trail.entries(session, limit=1)[0].user == "钱审计"
        assert trail.count(session, acts=[Act.record_household]) == 0


def test_one_officer_alone_records_for_those_who_sign_on_paper(
    office: Office, eligible: Household, clock: Clock
) -> None:
    case = _to_decide(office, eligible, clock)
    done = deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")
    assert done.state is State.approved
    assert done.alone_because == ""


def test_the_same_name_needs_a_reason_that_is_printed(
    office: Office, eligible: Household, clock: Clock
) -> None:
    case = _to_decide(office, eligible, clock)
    found = duties.same_person(office, case.id or 0, Role.approver, "林晓舟")
    assert found is not None
    assert not found.others
    assert "林晓舟" in found.said
    with pytest.raises(duties.SamePersonError, match="请写明原因"):
        deciding.approve(office, case.id or 0, None, GOODS, "同意", " 林晓舟 ")
    with pytest.raises(duties.SamePersonError, match="请写明原因"):
        deciding.refuse(office, case.id or 0, "收入超过标准", "林晓舟", "  ")
    assert approval.application(office, case.id or 0).state is State.open
    done = deciding.approve(office, case.id or 0, None, GOODS, "同意", "林晓舟", "单位只有一名工作人员")
    assert (
        approval.application(office, case.id or 0).alone_because
        == "单位只有一名工作人员"
        == done.alone_because
    )


def test_where_somebody_else_could_decide_there_is_no_way_around(
    office: Office, eligible: Household, clock: Clock
) -> None:
    first = _joined(office, "林晓舟", Role.handler, Role.reviewer, Role.approver)
    other = _joined(office, "周审批", Role.approver)
    case = _to_decide(first, eligible, clock)
    assert all(s.recorded_by == "林晓舟" for s in case.steps if s.done_on)
    for by in ("林晓舟", "周审批"):  # another name on the paper does not help who is signed in
        with pytest.raises(duties.SamePersonError, match="请由 周审批 登录办理"):
            deciding.approve(first, case.id or 0, None, GOODS, "同意", by, "没有别人")
    assert duties.same_person(other, case.id or 0, Role.approver, "周审批") is None
    assert deciding.approve(other, case.id or 0, None, GOODS, "同意", "周审批").state is State.approved


def test_two_accounts_without_another_approver_need_the_reason(
    office: Office, eligible: Household, clock: Clock
) -> None:
    first = _joined(office, "林晓舟", Role.handler, Role.reviewer, Role.approver)
    _joined(office, "赵一鸣", Role.handler)
    case = _to_decide(first, eligible, clock)
    with pytest.raises(duties.SamePersonError, match="请写明原因"):
        deciding.approve(first, case.id or 0, None, GOODS, "同意", "周审批")
    done = deciding.approve(first, case.id or 0, None, GOODS, "同意", "周审批", "据纸质签批录入")
    assert done.alone_because == "据纸质签批录入"


def test_the_log_tells_each_step_with_its_doer_and_reason(
    office: Office, eligible: Household, clock: Clock
) -> None:
    case = _to_decide(office, eligible, clock)
    deciding.refuse(office, case.id or 0, "人均收入超过标准", "周审批")
    with office.store.read() as session:
        told = trail.of_subject(session, "application", case.id or 0)
        proof = trail.verify(session)
    assert proof.sound
    assert told[0].act == Act.refuse
    assert told[0].reason == "人均收入超过标准"
    changed = {c.field: (c.old, c.new) for c in told[0].changes}
    assert changed["state"] == ("open", "refused")
    assert changed["decided_by"] == ("", "周审批")
    assert told[-1].act == Act.apply
