"""The papers of a case (申请材料): ticked off as they come, with their scans, or found not to be needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.deeds import deed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.completing import Moved, expect_open, gone_on, may_record, moved
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.lacking import CasePaper
from desktop.domain.trail import Act
from desktop.store import attachments, cases
from desktop.store import case_papers as kept
from desktop.store import lacking as letters
from desktop.store.database import Session


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A case after its papers changed, and the due days that moved because the clock goes on."""

    case: Application
    moved: tuple[Moved, ...] = ()


def papers_of(office: Office, application_id: int) -> tuple[CasePaper, ...]:
    """The papers asked for in a case; none where the scheme names none."""
    with office.store.read() as session:
        return kept.of_case(session, application_id)


def record_papers(office: Office, application_id: int, papers: Sequence[CasePaper], by: str) -> Recorded:
    """Keeps papers as they are now: came in, not needed for a reason, what is wrong with them; new ones are added.

    Where the clock stands and nothing is missing any more it goes on, from the day the last paper came.
    """
    with deed(office, Act.record_papers) as session:
        case = cases.get(session, application_id)
        if not papers or not all(may_record(case, p) for p in papers):
            expect_open(case)
        for paper in papers:
            sound = _sound(office, session, case, paper)
            kept.put(session, application_id, cases.called(case), sound)
        return _gone_on(office, session, case, by)


def receive(office: Office, application_id: int, paper_ids: Sequence[int], on: date, by: str) -> Recorded:
    """Ticks papers off as having come in on that day."""
    known = {p.id: p for p in papers_of(office, application_id)}
    missing = [i for i in paper_ids if i not in known]
    if missing:
        raise OfficeError("勾选的材料不是这份申请的，请按 F5 刷新后再勾选。")
    ticked = [replace(known[i], received_on=on, waived=False) for i in paper_ids]
    return record_papers(office, application_id, ticked, by)


def _sound(office: Office, session: Session, case: Application, paper: CasePaper) -> CasePaper:
    paper = replace(paper, name=paper.name.strip(), remark=paper.remark.strip())
    if not paper.name:
        raise OfficeError("请填写材料名称。")
    if paper.copies < 1:
        raise OfficeError(f"「{paper.name}」的份数至少 1 份。")
    if paper.received_on is not None and paper.received_on > office.today():
        raise OfficeError(f"「{paper.name}」的收到日期{day_words(paper.received_on)}还没有到，请改正。")
    if paper.waived and not paper.remark:
        raise OfficeError(f"「{paper.name}」不用交的，请写明原因。")
    if paper.waived and paper.received_on is not None:
        raise OfficeError(f"「{paper.name}」已经收到，不用再写免交。")
    if paper.attachment_id is not None:
        known = {a.id for a in attachments.of_household(session, case.household_id)}
        if paper.attachment_id not in known:
            raise OfficeError(f"「{paper.name}」选的扫描件不在这户的附件里，请重新选择。")
    return paper


def _gone_on(office: Office, session: Session, case: Application, by: str) -> Recorded:
    ground = case_ground(office, session, case)
    papers, told = kept.of_case(session, case.id or 0), letters.of_case(session, case.id or 0)
    after, answered = gone_on(case, ground, hand(office, by), papers, told)
    for letter in answered:
        letters.put(session, letter)
    if not answered:
        return Recorded(case=case)
    return Recorded(case=cases.put(session, after), moved=moved(case, after))
