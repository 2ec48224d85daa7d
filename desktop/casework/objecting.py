"""Objections to a public notice (公示异议): received at the desk, looked into, settled with reasons, answered, printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.casework import printing
from desktop.casework.deeds import deed
from desktop.casework.ground import case_ground, hand
from desktop.casework.noticing import go_on, hangs_on
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain import course
from desktop.domain.application import Application
from desktop.domain.case_event import Happened
from desktop.domain.course import OutOfTurnError
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.objection import Finding, Objection, told
from desktop.domain.objection_paper import ObjectionPaper
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.store import cases, notices, objections, settings
from desktop.store.database import Session

RECORD = "objection_record"


def receive(office: Office, raised: Objection) -> Objection:
    """Keeps an objection to one case of a notice that hangs; whoever raised it may stay unnamed.

    The case waits until it is settled. Who raised it stands in no paper but the record of the objection.
    """
    raised = replace(
        raised,
        words=raised.words.strip(),
        raised_by=raised.raised_by.strip(),
        contact=raised.contact.strip(),
        received_by=raised.received_by.strip(),
    )
    if not raised.words:
        raise OfficeError("请写明异议的内容：对哪件事、怎么说的。")
    if not raised.received_by:
        raise OfficeError("请填写接收异议的人。")
    with deed(office, Act.object) as session:
        notice = cases.get_notice(session, raised.notice_id)
        case = cases.get(session, raised.application_id)
        if notice.closed_on is not None:
            raise OutOfTurnError(
                f"公示 {notice.number} 已于{day_words(notice.closed_on)}结束，不再收公示异议。"
                "之后反映的情况，请按来信来访核实；确有问题的，可以把申请退回补正。"
            )
        if not hangs_on(case, raised.notice_id):
            raise OutOfTurnError(
                f"{case.applicant} 的申请现在不在公示 {notice.number} 上，不能对它登记异议。"
            )
        if raised.day < notice.posted_on:
            raise OfficeError(f"提出日期早于张贴日期{day_words(notice.posted_on)}，请改正。")
        if raised.day > office.today():
            raise OfficeError(f"提出日期{day_words(raised.day)}还没有到，请改正。")
        kept = objections.put(session, replace(raised, id=None, number="", finding=None))
        who = hand(office, kept.received_by, kept.day)
        words = f"异议 {kept.number}：{kept.words}"
        cases.put(session, course.noted(case, Happened.objected, who, words))
        return kept


def settle(
    office: Office, objection_id: int, finding: Finding, because: str, day: date, by: str
) -> Objection:
    """Keeps what looking into an objection came to, with the reasons.

    Upheld, its case goes back as the plan says and alone; else the case goes on once the notice is over and nothing else
    is open against it.
    """
    if not because.strip():
        raise OfficeError("请写明核实的经过和理由，答复异议人时要用。")
    if not by.strip():
        raise OfficeError("请填写核实人。")
    with deed(office, Act.settle_objection, because) as session:
        before = objections.get(session, objection_id)
        if before.finding is not None:
            raise OutOfTurnError(f"异议 {before.number} 已核实：{word(before.finding)}。")
        if day < before.day:
            raise OfficeError(f"核实日期早于提出日期{day_words(before.day)}，请改正。")
        if day > office.today():
            raise OfficeError(f"核实日期{day_words(day)}还没有到，请改正。")
        settled = objections.put(
            session,
            replace(before, finding=finding, because=because.strip(), settled_on=day, settled_by=by.strip()),
        )
        _move(office, session, settled)
        _tell_notice(session, settled.notice_id)
        return settled


def answer(office: Office, objection_id: int, day: date) -> Objection:
    """Keeps when whoever raised an objection was told what came of it."""
    with deed(office, Act.settle_objection) as session:
        before = objections.get(session, objection_id)
        if before.settled_on is None:
            raise OutOfTurnError(f"异议 {before.number} 还没有核实，先登记核实结果再答复。")
        if not before.may_be_answered:
            raise OfficeError(f"异议 {before.number} 是匿名提出的，没有留联系方式，不用答复。")
        if day < before.settled_on:
            raise OfficeError(f"答复日期早于核实日期{day_words(before.settled_on)}，请改正。")
        if day > office.today():
            raise OfficeError(f"答复日期{day_words(day)}还没有到，请改正。")
        return objections.put(session, replace(before, answered_on=day))


def objections_to(office: Office, notice_id: int) -> list[Objection]:
    """All objections to a notice, in the order they came."""
    with office.store.read() as session:
        return objections.of_notice(session, notice_id)


def print_objection(
    office: Office,
    objection_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the record of an objection (异议登记和处理表)."""
    with office.store.read() as session:
        one = objections.get(session, objection_id)
        notice = cases.get_notice(session, one.notice_id)
        line = next(x for x in notices.on_notice(session, one.notice_id) if x.id == one.application_id)
        paper = ObjectionPaper(
            bureau=settings.bureau(session),
            objection=one,
            notice=notice,
            case_number=line.number,
            applicant=line.applicant,
            scheme_title=line.scheme_title,
            printed_on=office.today(),
        )
    return printing.print_papers(
        office, RECORD, [paper], out, progress, cancelled, of=(objections.SUBJECT, objection_id)
    )


def _move(office: Office, session: Session, settled: Objection) -> None:
    """What the finding does to its case."""
    assert settled.finding is not None
    assert settled.settled_on is not None
    case = cases.get(session, settled.application_id)
    notice = cases.get_notice(session, settled.notice_id)
    who = hand(office, settled.settled_by, settled.settled_on)
    words = f"异议 {settled.number} {word(settled.finding)}：{settled.because}"
    case = course.noted(case, Happened.objection_settled, who, words)
    if not hangs_on(case, settled.notice_id):
        cases.put(session, case)
        return
    if settled.finding is Finding.upheld:
        said = f"公示 {notice.number} 的异议 {settled.number} 成立：{settled.because}"
        ground = case_ground(office, session, case)
        cases.put(session, course.objected(case, ground, who, said, settled.day))
        return
    case = cases.put(session, case)
    raised = objections.of_notice(session, settled.notice_id)
    if notice.closed_on is not None and not _held_up(case, raised):
        on = max(settled.settled_on, notice.closed_on)
        go_on(office, session, case, raised, on, settled.settled_by)


def _held_up(case: Application, raised: list[Objection]) -> bool:
    return any(x.application_id == case.id and not x.settled for x in raised)


def _tell_notice(session: Session, notice_id: int) -> None:
    """What an ended notice says of its objections goes along with them."""
    notice = cases.get_notice(session, notice_id)
    words = told(objections.of_notice(session, notice_id))
    if notice.closed_on is not None and notice.objections != words:
        cases.put_notice(session, replace(notice, objections=words))
