"""Bringing help to an end by the plan's own procedure (终止程序): checked and decided like an application, but granting nothing."""

from __future__ import annotations

from desktop.casework import assessment, benefits, stating
from desktop.casework.office import Office
from desktop.domain.assessment import Assessment
from desktop.domain.benefit import BenefitState
from desktop.domain.days import day_words
from desktop.domain.editions import kin
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts
from desktop.domain.scheme import Scheme
from desktop.domain.stated import Statable
from desktop.store import assessments, cases, households
from desktop.store import benefits as kept_benefits
from desktop.store.database import Session


def statable(office: Office, benefit_id: int) -> Statable:
    """What the procedure wants to know of whoever gets the help and may be said now. Raises OfficeError without a procedure."""
    household_id, who, scheme_id = _about(office, benefit_id)
    with office.store.read() as session:
        found = households.get(session, household_id)
    return stating.statable(office, found, scheme_id, found.head.ordinal if who is None else who)


def check(office: Office, benefit_id: int, said: Facts | None = None) -> Assessment:
    """The check by that procedure: 「符合」 there means that the end holds. The verdict is kept; nothing ends by it."""
    household_id, who, scheme_id = _about(office, benefit_id)
    return assessment.assess(office, household_id, scheme_id, applicant=who, stated=said)


def to_end(office: Office, session: Session, scheme: Scheme, judged: Assessment) -> int | None:
    """The benefit an application under a procedure of ending is about; None where it is none, or nothing is on file."""
    if not scheme.ends:
        return None
    editions = kin(scheme.ends, office.library.replaced)
    for found in kept_benefits.of_household(session, judged.household_id):
        if found.scheme_id in editions and found.state is not BenefitState.ended:
            case = cases.get(session, found.application_id)
            if assessments.get(session, case.assessment_id).applicant == judged.applicant:
                return found.id
    return None


def _about(office: Office, benefit_id: int) -> tuple[int, int | None, str]:
    found = benefits.benefit(office, benefit_id)
    if found.state is BenefitState.ended:
        on = f"于{day_words(found.ends_on)}" if found.ends_on else ""
        raise OfficeError(f"{found.receiver} 的待遇已{on}终止。")
    scheme_id = benefits.ending_scheme(office, found.scheme_id)
    if not scheme_id:
        raise OfficeError(f"《{found.scheme_title}》没有另外的终止程序，请在「复核」里决定终止。")
    with office.store.read() as session:
        case = cases.get(session, found.application_id)
        who = assessments.get(session, case.assessment_id).applicant
    return found.household_id, who, scheme_id
