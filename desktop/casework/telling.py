"""Telling what was decided (告知、送达): what must be told whom by when, and the signature on the stub."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.casework.deeds import deed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.application import Application, State, StepKind
from desktop.domain.course import Ground
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.telling import Delivery, Told, ToldLine, Turn, duties
from desktop.domain.trail import Act
from desktop.domain.upon import Upon
from desktop.store import benefits, cases, tellings
from desktop.store.database import Session

WAYS = ("当面送交", "电话告知", "邮寄", "留置送达", "委托村（社区）转交", "委托单位转交")
"""How a decision reaches somebody."""


def begin(
    session: Session, case: Application, ground: Ground, upon: Upon, on: date, turn: Turn | None = None
) -> None:
    """Puts down who must be told once that has happened; part of the verb that made it happen."""
    tellings.add(session, duties(case, ground, upon, on, turn), cases.called(case))


def tellings_of(office: Office, application_id: int) -> tuple[Told, ...]:
    """All that must be told in a case, done or not."""
    with office.store.read() as session:
        return tellings.of_case(session, application_id)


def waiting(office: Office, until: date | None = None) -> tuple[ToldLine, ...]:
    """What nobody was told yet, the most urgent first."""
    with office.store.read() as session:
        return tellings.waiting(session, until)


def tell(office: Office, telling_id: int, delivery: Delivery) -> Application:
    """Records that somebody was told; with the last one of an approved case its step of telling is done.

    What must be told in writing wants a signature on the stub, or the witness of a refusal to sign. Raises OfficeError.
    """
    with deed(office, Act.tell_decision) as session:
        told = tellings.get(session, telling_id)
        case = cases.get(session, told.application_id)
        _expect_told(office, case, told, delivery, _decided_on(session, case, told))
        kept = replace(
            told,
            told_on=delivery.on,
            told_by=delivery.by.strip(),
            how=delivery.how.strip(),
            received_by=delivery.received_by.strip(),
            received_on=delivery.received_on or (delivery.on if delivery.received_by.strip() else None),
            refused_to_sign=delivery.refused_to_sign.strip(),
        )
        tellings.put(session, kept, cases.called(case))
        ground = case_ground(office, session, case)
        left = any(t.told_on is None for t in tellings.of_case(session, told.application_id))
        who = hand(office, delivery.by, delivery.on)
        return cases.put(session, course.told(case, ground, who, _words(kept), last=not left))


def take_as_told(session: Session, case: Application, on: date, by: str, how: str) -> None:
    """Everything still to be told in a case was told with the step that is just done."""
    for told in tellings.of_case(session, case.id or 0):
        if told.told_on is None:
            tellings.put(
                session, replace(told, told_on=on, told_by=by.strip(), how=how.strip()), cases.called(case)
            )


def expect_nothing_written(session: Session, case: Application) -> None:
    """Raises OfficeError where something must be told in writing: its stub has to be signed, a tick does not do."""
    step = case.current
    if step is None or step.kind is not StepKind.tell:
        return
    written = [t for t in tellings.of_case(session, case.id or 0) if t.written and t.told_on is None]
    if written:
        raise OfficeError(
            f"「{written[0].what}」要书面告知{written[0].who}。请在「告知」里打印告知书，登记送达和签收。"
        )


def _decided_on(session: Session, case: Application, told: Told) -> date | None:
    """When what is told was decided: the case itself, or the change of its help."""
    benefit = benefits.of_application(session, told.application_id) if told.change is not None else None
    if benefit is None or told.change is None:
        return case.decided_on
    return benefit.changes[told.change].decided_on


def _expect_told(
    office: Office, case: Application, told: Told, delivery: Delivery, decided_on: date | None
) -> None:
    if told.told_on is not None:
        raise OfficeError(f"{day_words(told.told_on)}已经告知{told.who}，不用再登记。")
    if not delivery.by.strip():
        raise OfficeError("请填写告知人。")
    if not delivery.how.strip():
        raise OfficeError("请选择怎样告知的，例如「当面送交」。")
    if delivery.on > office.today():
        raise OfficeError(f"告知日期{day_words(delivery.on)}还没有到。")
    if decided_on is not None and delivery.on < decided_on:
        raise OfficeError(f"告知日期不能早于作出决定的{day_words(decided_on)}。请改正日期。")
    if told.written and not (delivery.received_by.strip() or delivery.refused_to_sign.strip()):
        raise OfficeError("书面告知要有签收人；拒绝签收的，请写明见证人。")
    if case.state is State.open:
        raise OfficeError(f"申请 {case.number} 还没有作出决定，没有可告知的。")


def _words(told: Told) -> str:
    signed = f"，{told.received_by} 签收" if told.received_by else ""
    witness = f"，拒绝签收，见证人 {told.refused_to_sign}" if told.refused_to_sign else ""
    late = ""
    if told.due is not None and told.told_on is not None and told.told_on > told.due:
        late = f"（逾期 {(told.told_on - told.due).days} 天）"
    return f"告知{told.who}：{told.what}，{told.how}{signed}{witness}{late}"
