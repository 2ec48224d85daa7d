"""Papers of the step of payment (发放时的材料): which of them did not come for the cases of a batch."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.lacking import at_handing_out
from desktop.domain.scheme_parts import Paper
from desktop.domain.scheme_reading import parse_scheme
from desktop.store import assessments, case_papers, cases, payouts


@dataclass(frozen=True, kw_only=True)
class PaperMissing:
    """A paper that did not come, and the cases it is missing in."""

    name: str
    whose: tuple[str, ...]
    """The applicant with the number of the case."""


def papers_missing(office: Office, batch_id: int) -> tuple[PaperMissing, ...]:
    """What the plans ask for at the payment, in the form of this batch, and is not recorded as come; by paper.

    Raises MissingError.
    """
    found: dict[str, list[str]] = {}
    plans: dict[str, tuple[Paper, ...]] = {}
    with office.store.read() as session:
        batch = payouts.get_batch(session, batch_id)
        ids = list(dict.fromkeys(line.application_id for line in batch.lines))
        waiting = case_papers.at_later_step(session, ids)
        for application_id in (i for i in ids if i in waiting):
            case = cases.get(session, application_id)
            pay = {s.plan for s in case.steps if s.kind is StepKind.pay}
            kept = assessments.get(session, case.assessment_id)
            if kept.edition not in plans:
                text = assessments.edition_text(session, kept.edition)
                plans[kept.edition] = parse_scheme(text, kept.scheme_id).papers
            papers = [p for p in waiting[application_id] if p.at in pay]
            for paper in at_handing_out(plans[kept.edition], papers, batch.form):
                found.setdefault(paper.name, []).append(f"{case.applicant}（{case.number}）")
    return tuple(PaperMissing(name=name, whose=tuple(whose)) for name, whose in found.items())
