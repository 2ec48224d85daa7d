"""Public notices (公示): hung for cases of one scheme, taken down after their last day, and what objections do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.deeds import deed
from desktop.casework.gates import expect_passed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.application import ApplicationLine, Notice, State, StepKind
from desktop.domain.calendar import notice_end, notice_ends
from desktop.domain.course import OutOfTurnError
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.store import cases, settings


@dataclass(frozen=True)
class NoticeLine:
    """One row of the list of notices."""

    notice: Notice
    scheme_title: str
    count: int


def post_notice(
    office: Office, application_ids: Sequence[int], posted_on: date, days: int, place: str
) -> Notice:
    """Hangs a notice for applications of one scheme that wait for it; its end is reckoned by the office's counting."""
    if not application_ids:
        raise OfficeError("请先勾选要公示的申请。")
    if days < 1:
        raise OfficeError("公示天数至少 1 天。")
    with deed(office, Act.post_notice) as session:
        bureau = settings.bureau(session)
        counted, excluded = notice_ends(posted_on, days)
        found = [cases.get(session, i) for i in application_ids]
        if len({c.scheme_id for c in found}) > 1:
            raise OfficeError("一张公示只能公布同一个方案的申请，请分开公示。")
        for case in found:
            course.expect_unposted(case)
            expect_passed(session, case, case_ground(office, session, case).scheme)
        notice = cases.put_notice(
            session,
            Notice(
                number="",
                posted_on=posted_on,
                until=notice_end(posted_on, days, bureau.counting),
                until_posting_day_counted=counted,
                until_posting_day_excluded=excluded,
                days=days,
                place=place.strip(),
            ),
        )
        assert notice.id is not None
        cases.hang(session, notice.id, application_ids)
        for case in found:
            ground = case_ground(office, session, case)
            cases.put(session, course.posted(case, ground, hand(office, "", posted_on), notice))
        return notice


def notices(office: Office) -> list[NoticeLine]:
    """All notices, the latest first."""
    with office.store.read() as session:
        return [NoticeLine(n, title, count) for n, title, count in cases.notices(session)]


def notice_cases(office: Office, notice_id: int) -> list[ApplicationLine]:
    """The applications a notice names."""
    with office.store.read() as session:
        return cases.on_notice(session, notice_id)


def close_notice(
    office: Office, notice_id: int, closed_on: date, objections: str, by: str, objected: Sequence[int] = ()
) -> Notice:
    """Takes a notice down. Cases without objection go on; those objected to go back for survey and a new notice.

    Raises OutOfTurnError before its last day has passed.
    """
    if objected and not objections.strip():
        raise OfficeError("请写明异议的内容，退回调查时要用。")
    with deed(office, Act.close_notice) as session:
        notice = cases.get_notice(session, notice_id)
        if notice.closed_on is not None:
            raise OutOfTurnError(f"公示 {notice.number} 已于 {notice.closed_on.isoformat()} 结束。")
        if closed_on <= notice.until:
            raise OutOfTurnError(
                f"公示 {notice.number} 要挂到 {notice.until.isoformat()}，最早 "
                f"{date.fromordinal(notice.until.toordinal() + 1).isoformat()} 才能结束。"
            )
        closed = cases.put_notice(
            session, replace(notice, closed_on=closed_on, objections=objections.strip() or "无异议")
        )
        for line in cases.on_notice(session, notice_id):
            case = cases.get(session, line.id)
            step = case.step(StepKind.notice)
            if step is None or case.state is not State.open or case.current != step:
                continue
            ground = case_ground(office, session, case)
            who = hand(office, by, closed_on)
            if line.id in objected:
                said = f"公示 {notice.number} 有异议：{objections.strip()}"
                cases.put(session, course.objected(case, ground, who, said))
            else:
                said = f"公示 {notice.posted_on.isoformat()} 至 {notice.until.isoformat()}，无异议"
                cases.put(session, course.notice_over(case, ground, who, said))
        return closed
