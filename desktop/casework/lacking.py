"""Telling once and completely what is missing (一次性告知): one letter, the clock stops, and what follows if nobody comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.casework.deeds import deed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import completing
from desktop.domain.application import Application
from desktop.domain.completing import Told
from desktop.domain.lacking import CasePaper, LackingLetter, could_have_been_said, missing
from desktop.domain.trail import Act
from desktop.store import case_papers, cases, settings
from desktop.store import lacking as kept

NOTHING_MORE: Mapping[int, str] = {}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a letter would say, and what is to be known before it is sent."""

    papers: tuple[CasePaper, ...]
    bring_by: date
    rule: str
    """Where that day comes from."""
    late: tuple[str, ...] = ()
    """Papers that had to be asked for the first time."""
    first_told_on: date | None = None


def letters_of(office: Office, application_id: int) -> tuple[LackingLetter, ...]:
    """The letters of a case, the first one first."""
    with office.store.read() as session:
        return kept.of_case(session, application_id)


def draft(office: Office, application_id: int, told_on: date | None = None) -> Draft:
    """The letter as it would be, told on that day; nothing is kept."""
    with office.store.read() as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
        own = settings.bureau(session).bring_workdays
        before = kept.of_case(session, application_id)
        papers = missing(case_papers.of_case(session, application_id))
    rule = ground.scheme.bring
    days = f"告知次日起 {rule.workdays or own} 个工作日"
    return Draft(
        papers=papers,
        bring_by=rule.bring_by(told_on or office.today(), own, ground.calendar),
        rule=days + ("（方案规定）" if rule.workdays else "（按本单位设置）"),
        late=could_have_been_said(papers, before),
        first_told_on=before[0].told_on if before else None,
    )


def tell_lacking(
    office: Office,
    application_id: int,
    telling: Told,
    by: str,
    wanted: Mapping[int, str] = NOTHING_MORE,
) -> LackingLetter:
    """Keeps the one letter that names all that is missing, and stops the clock. Raises OfficeError for what may not be.

    `wanted` is what is wanted of single papers (a seal, a date), by their id; it stays on the checklist too.
    """
    with deed(office, Act.tell_lacking, telling.because) as session:
        case = cases.get(session, application_id)
        for paper in missing(case_papers.of_case(session, application_id)):
            remark = wanted.get(paper.id or 0, paper.remark).strip()
            if remark != paper.remark:
                case_papers.put(session, application_id, cases.called(case), replace(paper, remark=remark))
        papers, before = case_papers.of_case(session, application_id), kept.of_case(session, application_id)
        case, letter = completing.told(case, hand(office, by), papers, before, telling)
        cases.put(session, case)
        return kept.put(session, letter)


def given_up_by_plan(office: Office, application_id: int) -> bool:
    """Whether the plan itself says that an application whose papers are not brought is given up (视为放弃)."""
    with office.store.read() as session:
        return case_ground(office, session, cases.get(session, application_id)).scheme.bring.given_up


def record_receipt(office: Office, letter_id: int, how: str, received_by: str) -> LackingLetter:
    """Keeps who signed the stub, and how the letter reached them."""
    with deed(office, Act.tell_lacking) as session:
        letter = kept.get(session, letter_id)
        return kept.put(session, replace(letter, how=how.strip(), received_by=received_by.strip()))


def give_up(office: Office, application_id: int, by: str, because: str = "") -> Application:
    """Ends a case whose papers were not brought by their day; needs a reason where the plan does not say so itself."""
    with deed(office, Act.withdraw, because) as session:
        case = cases.get(session, application_id)
        ground = case_ground(office, session, case)
        letters = kept.of_case(session, application_id)
        return cases.put(session, completing.given_up(case, ground, hand(office, by), letters, because))
