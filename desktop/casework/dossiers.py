"""What the papers of an application are made from: the household and check as they were, what was granted before, its form."""

from __future__ import annotations

from dataclasses import replace

from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.approval_form import ApprovalForm, copies
from desktop.domain.case_cause import for_fund
from desktop.domain.derived_facts import with_derived
from desktop.domain.dossier import Dossier, EarlierAid
from desktop.domain.errors import OfficeError
from desktop.domain.facts import parse_facts
from desktop.domain.income import income_sheet
from desktop.domain.listing import ApplicationQuery
from desktop.store import assessments, cases, settings, tellings, visits
from desktop.store.database import Session

MOST = 200
"""So many earlier grants of one household are looked through."""


def dossier_of(office: Office, session: Session, application_id: int) -> Dossier:
    """Everything about one application as its papers show it: the household and verdict as they were decided."""
    case = cases.get(session, application_id)
    kept = assessments.get(session, case.assessment_id)
    return Dossier(
        bureau=settings.bureau(session),
        household=kept.household,
        income=income_sheet(kept.household, kept.on),
        verdict=for_fund(kept.verdict, case.cause),
        application=case,
        visits=tuple(visits.of_household(session, case.household_id)),
        facts=with_derived(parse_facts(kept.facts)),
        earlier=_earlier(session, case),
        form=_named_form(office, case.scheme_id)[0],
        told=tellings.of_case(session, application_id),
        printed_on=office.today(),
    )


def _earlier(session: Session, case: Application) -> tuple[EarlierAid, ...]:
    """What the household was granted up to the day it applied, the latest first."""
    query = ApplicationQuery(household_id=case.household_id, states=(State.approved,))
    others = [cases.get(session, x.id) for x in cases.browse(session, query, 0, MOST) if x.id != case.id]
    found = [
        EarlierAid(on=o.decided_on, title=o.scheme_title, amount=o.approved_amount, goods=o.approved_goods)
        for o in others
        if o.decided_on is not None and o.decided_on <= case.applied_on
    ]
    return tuple(sorted(found, key=lambda e: e.on, reverse=True))


def _named_form(office: Office, scheme_id: str) -> tuple[ApprovalForm | None, tuple[str, ...]]:
    """The form a scheme names and who keeps its copies; neither where it is no longer in the library."""
    try:
        scheme = office.library.scheme(scheme_id)
    except OfficeError:
        return None, ()
    return scheme.form, scheme.form_kept_by


def copies_of(office: Office, dossier: Dossier, layout: ApprovalForm | None) -> list[Dossier]:
    """The application once for each copy its scheme asks for; once on another layout than the scheme's."""
    named, kept_by = _named_form(office, dossier.application.scheme_id)
    form = layout or named
    return [replace(dossier, form=form, copy=c) for c in copies(kept_by if form is named else ())]
