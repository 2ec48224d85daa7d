"""A day of casework without end: real verbs one after another, each told once it has come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from desktop.casework import applying, approval, assessment, deciding, intake, noticing, relief
from desktop.casework.office import Office
from desktop.domain.application import Application, State, StepKind
from desktop.domain.household import Cause, Household, Property, PropertyKind
from desktop.domain.listing import ApplicationQuery
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.trail import Act
from tests.conftest import make_household
from tests.trust.offices import APPROVER

SCHEME = "plan-07"
NAMES = ("陈练习", "吕𬱖", "李㛃", "王𰻞", "欧阳练", "阿依古丽·买买提", "林示例", "赵䶮")


@dataclass(frozen=True)
class Done:
    """One verb that came back, and what it said is on file now: an acknowledgement."""

    act: str
    subject: str
    id: int
    told: dict[str, Any] = field(default_factory=dict[str, Any])
    beside: bool = False
    """The same deed as the one before, seen from another side."""


def casework(office: Office, random: Random) -> Iterator[Done]:
    """Carries on what lies open, then opens something new, for ever."""
    while True:
        yield from _sign(office)
        yield from _pay(office, random)
        yield from _decide(office, random)
        yield from _take_in(office, random)


def missing(office: Office, done: Done) -> str:
    """What of an acknowledgement is not on file any more, in a sentence; nothing where all is there.

    Later deeds may stand above it: a household may have a newer version, a case more steps done.
    """
    try:
        now = _TOLD[done.subject](office, done.id)
    except Exception as error:  # Whatever it is, the acknowledged thing cannot be had.
        return f"{done}: {type(error).__name__} {error}"
    return "" if _covers(now, done.told) else f"{done}, found {now}"


def _covers(now: dict[str, Any], told: dict[str, Any]) -> bool:
    if now.get("version", 0) > told.get("version", 0):
        return now["id_kept"] == told["id_kept"]
    for name, value in told.items():
        found = now[name]
        if isinstance(value, list):  # Lists only grow.
            if found[: len(value)] != value:
                return False
        elif value and found != value:
            return False
    return True


def _take_in(office: Office, random: Random) -> Iterator[Done]:
    kept = intake.record_household(office, _household(random))
    yield _household_done(kept, Act.record_household)
    changed = replace(kept, remark=f"第 {random.randrange(10**6)} 次谈话")
    kept = intake.record_household(office, changed)
    yield _household_done(kept, Act.record_household)
    judged = assessment.assess(office, kept.id or 0, SCHEME)
    yield Done(Act.assess, "assessment", judged.id or 0, _told_assessment(office, judged.id or 0))
    case = applying.apply(office, judged.id or 0, "", "生活困难")
    yield _case_done(case, Act.apply)


def _decide(office: Office, random: Random) -> Iterator[Done]:
    """Every case that waits goes on, up to the decision and past it."""
    for line in approval.browse_applications(office, ApplicationQuery(), 0, 1000):
        case = approval.application(office, line.id)
        while case.current is not None and case.current.kind is not StepKind.pay:
            yield from _next(office, case, random)
            case = approval.application(office, line.id)


def _next(office: Office, case: Application, random: Random) -> Iterator[Done]:
    assert case.current is not None
    case_id = case.id or 0
    if case.current.kind is StepKind.notice:
        notice = case.notice
        if notice is None:
            notice = noticing.post_notice(office, [case_id], office.today(), 5, "公告栏")
            yield Done(Act.post_notice, "notice", notice.id or 0, {"until": notice.until.isoformat()})
        later = replace(office, today=lambda: notice.until + timedelta(days=1))
        closed = noticing.close_notice(later, notice.id or 0, later.today(), office.user.name).notice
        assert closed.closed_on is not None
        told = {"until": closed.until.isoformat(), "closed_on": closed.closed_on.isoformat()}
        yield Done(Act.close_notice, "notice", notice.id or 0, told)
    elif case.current.kind is StepKind.decide:
        kept = assessment.assessment(office, case.assessment_id)
        by_another = replace(office, user=APPROVER)
        yield _case_done(
            deciding.approve(
                by_another, case_id, kept.verdict.amount, kept.verdict.goods, "同意", APPROVER.name
            ),
            Act.approve,
        )
    elif case.state is State.returned:
        yield _case_done(approval.resubmit(office, case_id, "补齐了", office.user.name), Act.resubmit)
    elif case.state is State.open and random.random() < 0.1:
        returned = approval.return_for_rework(office, case_id, "缺户口簿", office.user.name)
        yield _case_done(returned, Act.return_case)
    else:
        said = f"属实 {random.randrange(10**6)}"
        yield _case_done(approval.complete_step(office, case_id, said, office.user.name), Act.complete_step)


def _pay(office: Office, random: Random) -> Iterator[Done]:
    """Hands out what was approved, after money came in."""
    waiting = [x for x in relief.awaiting_payout(office) if _may_be_paid(office, x.id)]
    if not waiting:
        return
    held = relief.funds(office)
    if not held:
        fund = relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), Decimal("50.00"))
        yield _fund_done(office, fund.id or 0, Act.record_fund)
    else:
        fund = held[0]
    owed = sum((x.amount or 0) + sum((g.value or Decimal(0) for g in x.goods), Decimal(0)) for x in waiting)
    amount = owed + Decimal(random.randrange(1, 10**6)) / 100
    fund = relief.receive_money(office, fund.id or 0, amount, office.today(), "到账")
    yield _fund_done(office, fund.id or 0, Act.receive_money)
    form = Form.goods if waiting[0].goods else Form.cash
    ids = [x.id for x in waiting if bool(x.goods) is (form is Form.goods)]
    batch = relief.prepare_batch(office, "送温暖", fund.id or 0, form, ids, office.today(), "工会")
    yield _batch_done(batch, Act.prepare_batch)
    yield replace(_fund_done(office, fund.id or 0, Act.prepare_batch), beside=True)


def _may_be_paid(office: Office, application_id: int) -> bool:
    step = approval.application(office, application_id).current
    return step is not None and step.kind is StepKind.pay


def _sign(office: Office) -> Iterator[Done]:
    """Every open batch is signed for, and closed."""
    for line in relief.batches(office):
        if line.batch.closed_on or line.batch.cancelled_on:
            continue
        batch = relief.batch(office, line.batch.id or 0)
        for one in batch.lines:
            if one.signed_on is None:
                relief.sign_line(office, one.id or 0, office.today())
                yield _batch_done(relief.batch(office, batch.id or 0), Act.sign)
        yield _batch_done(relief.close_batch(office, batch.id or 0), Act.close_batch)


def _household(random: Random) -> Household:
    return make_household(
        name=random.choice(NAMES),
        monthly="2500.00",
        cause=Cause.schooling,
        properties=(Property(kind=PropertyKind.home, description="自住"),),
        remark=f"来访 {random.randrange(10**6)}",
    )


def _household_done(kept: Household, act: Act) -> Done:
    return Done(act, "household", kept.id or 0, _of_household(kept))


def _case_done(case: Application, act: Act) -> Done:
    return Done(act, "application", case.id or 0, _of_case(case))


def _fund_done(office: Office, fund_id: int, act: Act) -> Done:
    return Done(act, "fund", fund_id, _told_fund(office, fund_id))


def _batch_done(batch: Batch, act: Act) -> Done:
    return Done(act, "batch", batch.id or 0, _of_batch(batch))


def _of_household(kept: Household) -> dict[str, Any]:
    return {
        "version": kept.version,
        "id_kept": kept.number,
        "remark": kept.remark,
        "head": kept.head.name,
        "incomes": [str(x.amount) for x in kept.incomes],
    }


def _of_case(case: Application) -> dict[str, Any]:
    # A case that was returned goes on at the same step: what was decided stays, what was signed only grows.
    decided = case.state.value if case.state in (State.approved, State.refused, State.withdrawn) else ""
    return {
        "number": case.number,
        "decided": decided,
        "done": [f"{s.position} {s.by} {s.done_on} {s.opinion}" for s in case.steps if s.done_on is not None],
    }


def _of_batch(batch: Batch) -> dict[str, Any]:
    return {
        "number": batch.number,
        "total": str(batch.total),
        "closed_on": str(batch.closed_on or ""),
        "signed": [x.receipt_number for x in batch.lines if x.signed_on is not None],
    }


def _told_assessment(office: Office, assessment_id: int) -> dict[str, Any]:
    kept = assessment.assessment(office, assessment_id)
    return {"outcome": kept.verdict.outcome.value, "summary": kept.verdict.summary}


def _told_fund(office: Office, fund_id: int) -> dict[str, Any]:
    return {"entries": [f"{e.day} {e.amount} {e.reason}" for e in relief.fund_entries(office, fund_id)]}


def _told_notice(office: Office, notice_id: int) -> dict[str, Any]:
    notice = next(x.notice for x in noticing.notices(office) if x.notice.id == notice_id)
    return {"until": notice.until.isoformat(), "closed_on": str(notice.closed_on or "")}


def _told_household(office: Office, household_id: int) -> dict[str, Any]:
    return _of_household(intake.household(office, household_id))


def _told_case(office: Office, application_id: int) -> dict[str, Any]:
    return _of_case(approval.application(office, application_id))


def _told_batch(office: Office, batch_id: int) -> dict[str, Any]:
    return _of_batch(relief.batch(office, batch_id))


_TOLD = {
    "household": _told_household,
    "assessment": _told_assessment,
    "application": _told_case,
    "fund": _told_fund,
    "notice": _told_notice,
    "batch": _told_batch,
}
