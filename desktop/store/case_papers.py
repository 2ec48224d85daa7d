"""The papers asked for in a case, in their order, each with the copy that came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from desktop.domain.lacking import CasePaper, by_step
from desktop.store import cases, trail
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.pieces import pieces
from desktop.store.rows.cases import CasePaperRow

SUBJECT = "case_paper"
_FIELDS = "name copies source required received_on attachment_id remark waived at".split()


def put(session: Session, application_id: int, called: str, paper: CasePaper) -> CasePaper:
    """Keeps a paper of a case, new or changed; `called` is how the log names the case."""
    paper = replace(paper, later="")
    values = {name: getattr(paper, name) for name in _FIELDS} | {"groups": list(paper.groups)}
    about = f"{called} · {paper.name}"
    if paper.id is None:
        last = select(func.max(CasePaperRow.position)).where(CasePaperRow.application_id == application_id)
        place = (session.scalar(last) or 0) + 1
        row = CasePaperRow(application_id=application_id, position=place, **values)
        session.add(row)
        session.flush()
        kept = replace(paper, id=row.id)
        trail.note(session, SUBJECT, kept.id, about, None, kept)
        return kept
    row = session.get(CasePaperRow, paper.id)
    if row is None or row.application_id != application_id:
        raise MissingError("这份材料")
    before = _paper(row)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    trail.note(session, SUBJECT, paper.id, about, before, paper)
    return paper


def put_new(
    session: Session, application_id: int, called: str, papers: Sequence[CasePaper]
) -> tuple[CasePaper, ...]:
    """Keeps the papers a new case asks for."""
    return tuple(put(session, application_id, called, replace(p, id=None)) for p in papers)


def of_case(session: Session, application_id: int) -> tuple[CasePaper, ...]:
    """The papers of a case as the plan lists them, then those asked for besides; each as the step that waits asks for it."""
    rows = session.scalars(
        select(CasePaperRow)
        .where(CasePaperRow.application_id == application_id)
        .order_by(CasePaperRow.position)
    )
    papers = tuple(_paper(row) for row in rows)
    if not any(p.at for p in papers):
        return papers
    return by_step(papers, cases.get(session, application_id).steps)


def at_later_step(session: Session, application_ids: Sequence[int]) -> dict[int, list[CasePaper]]:
    """The papers of these cases that a later step asks for and that did not come, by case."""
    found: dict[int, list[CasePaper]] = {}
    for ids in pieces(application_ids):
        rows = session.scalars(
            select(CasePaperRow)
            .where(
                CasePaperRow.application_id.in_(ids),
                CasePaperRow.at != "",
                CasePaperRow.received_on.is_(None),
                CasePaperRow.waived.is_(False),
            )
            .order_by(CasePaperRow.application_id, CasePaperRow.position)
        )
        for row in rows:
            found.setdefault(row.application_id, []).append(_paper(row))
    return found


def _paper(row: CasePaperRow) -> CasePaper:
    return CasePaper(id=row.id, groups=tuple(row.groups), **{name: getattr(row, name) for name in _FIELDS})
