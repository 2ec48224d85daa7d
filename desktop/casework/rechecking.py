"""Checking an open case again (重新核对): its decision then rests on what became known since it was filed."""

from __future__ import annotations

from dataclasses import replace

from desktop.casework.assessment import assess, said_before
from desktop.casework.deeds import deed
from desktop.casework.ground import ground_of, hand
from desktop.casework.office import Office
from desktop.casework.recorded import recorded
from desktop.casework.stating import statable
from desktop.domain import course
from desktop.domain.application import Application, State
from desktop.domain.assessment import Assessment
from desktop.domain.case_event import Happened
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts
from desktop.domain.scheme import Scheme
from desktop.domain.stated import Statable, with_stated
from desktop.domain.trail import Act
from desktop.store import assessments, cases, households


def open_facts(office: Office, application_id: int) -> Statable:
    """What the scheme still wants to know of whoever applied, and what was said before."""
    case, kept, scheme = _open(office, application_id)
    with office.store.read() as session:
        home = households.get(session, case.household_id)
        told = recorded(session, case, scheme)
    return statable(office, home, case.scheme_id, kept.applicant, recorded=told)


def recheck(office: Office, application_id: int, by: str, stated: Facts | None = None) -> Application:
    """Checks the household anew as it stands on file, with what is said now and what the case tells; what is proposed follows.

    Raises OfficeError where the case is decided or being signed, or its scheme was revised since.
    """
    case, kept, scheme = _open(office, application_id)
    with office.store.read() as session:
        told = recorded(session, case, scheme)
        if stated is None:
            home = households.get(session, case.household_id)
            stated = said_before(office, session, home, scheme, kept.applicant)
    judged = assess(
        office,
        case.household_id,
        case.scheme_id,
        applicant=kept.applicant,
        received=case.applied_on,
        but=case.id,
        stated=with_stated(told, stated),
    )
    with deed(office, Act.assess) as session:
        ground = ground_of(office, session, scheme, judged.parameters)
        verdict = judged.verdict
        case = replace(
            cases.get(session, application_id),
            assessment_id=judged.id or 0,
            proposed=verdict.amount,
            monthly=verdict.monthly is not None,
            goods=verdict.goods,
        )
        case = course.noted(case, Happened.rechecked, hand(office, by), verdict.summary)
        return cases.put(session, course.reckoned(case, ground))


def _open(office: Office, application_id: int) -> tuple[Application, Assessment, Scheme]:
    with office.store.read() as session:
        case = cases.get(session, application_id)
        kept = assessments.get(session, case.assessment_id)
    step = case.current
    if case.state not in (State.open, State.returned) or step is None:
        raise OfficeError(f"申请 {case.number} 已经决定或办结，不能再重新核对。")
    if step.record.signatures:
        raise OfficeError(f"「{step.label}」已经有人签字，不能再重新核对。请先退回补正。")
    scheme = office.library.scheme(case.scheme_id)
    if scheme.edition != kept.edition:
        raise OfficeError(
            f"方案「{scheme.title}」在提出申请以后改过，本案仍按原来的版本办理，不能按新版本重新核对。"
        )
    return case, kept, scheme
