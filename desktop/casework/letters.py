"""Printing letters to an applicant (受理通知书、一次性告知书、终止告知书): the case as it lies on file, and what was told.

Letters of a decision (批准、不予批准告知书) are papers of a case like the others: see `printing.print_case`.
"""

from __future__ import annotations

from pathlib import Path

from desktop.casework import printing
from desktop.casework.dossiers import dossier_of
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.printing import print_papers
from desktop.domain.adjustment import ADJUSTED
from desktop.domain.application import State, Step, StepKind
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.assessment import Assessment
from desktop.domain.benefit import Change
from desktop.domain.dossier import Dossier
from desktop.domain.errors import OfficeError
from desktop.domain.income import income_sheet
from desktop.domain.lacking import CasePaper, asked_for
from desktop.domain.letter_papers import AcceptancePaper, AdjustmentPaper, CaseHead, EndingPaper, LackingPaper
from desktop.domain.telling import Told, of_letter
from desktop.domain.upon import Upon
from desktop.store import assessments, benefits, case_papers, cases, lacking

ESTIMATED = "按方案各步的期限推算，以前一步实际办结的日期为准"
ACCEPTANCE, LACKING, ENDING = "acceptance", "lacking_letter", "ending_letter"
ADJUSTMENT = "adjustment_letter"
CONSENT = ("同意", "同意终止")
"""Opinions that give no reason."""


def print_for_case(
    office: Office, form_id: str, case_number: str, out: Path, layout: ApprovalForm | None = None
) -> tuple[str, ...]:
    """Writes any paper of the application of that number, letters that hang on no form of a case among them."""
    if form_id not in (ACCEPTANCE, LACKING):
        return printing.print_for_case(office, form_id, case_number, out, layout)
    with office.store.read() as session:
        application_id = cases.id_of(session, case_number)
        told = lacking.of_case(session, application_id)
    if form_id == ACCEPTANCE:
        return print_acceptance(office, application_id, out)
    if not told:
        raise OfficeError(f"申请 {case_number} 没有一次性告知过所缺材料。")
    return print_lacking(office, told[-1].id or 0, out)


def print_acceptance(
    office: Office,
    application_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    told: Told | None = None,
) -> tuple[str, ...]:
    """Writes the letter that a case was taken; where it was refused before that, that it was not, and why.

    Raises OfficeError while nobody has looked at it yet.
    """
    with office.store.read() as session:
        dossier = dossier_of(office, session, application_id)
        asked = case_papers.of_case(session, application_id)
    taken = dossier.application.step(StepKind.accept)
    then = ("", taken.plan if taken else "")
    received = tuple(p for p in asked if p.received_on is not None and p.at in then)
    paper = acceptance_paper(dossier, received, told)
    return print_papers(
        office, ACCEPTANCE, [paper], out, progress, cancelled, of=("application", application_id)
    )


def acceptance_paper(
    dossier: Dossier, received: tuple[CasePaper, ...] = (), told: Told | None = None
) -> AcceptancePaper:
    """What that letter says."""
    case, bureau, verdict = dossier.application, dossier.bureau, dossier.verdict
    taken = case.step(StepKind.accept)
    accepted = case.taken
    if not accepted and case.state is State.refused and not case.turned_away:
        raise OfficeError(f"申请 {case.number} 没有受理就作了不予批准的决定，请打印不予批准告知书。")
    if not accepted and not case.turned_away:
        raise OfficeError(
            f"申请 {case.number} 还没有办「{taken.label if taken else '受理'}」，不能打印通知书。"
        )
    decide = case.step(StepKind.decide)
    against = [f for f in verdict.findings if f.holds is False] or [
        f for f in verdict.findings if f.holds is None
    ]
    reasons = (case.decision_reason, *(f"{f.clause}：{f.because}" for f in against))
    return AcceptancePaper(
        bureau=bureau,
        case=head_of(dossier),
        accepted=accepted,
        day=(taken.done_on if taken else case.applied_on) if accepted else case.decided_on,
        received=received,
        decide_by=decide.due if accepted and decide else None,
        decide_rule=_rule(decide) if accepted and decide else "",
        reasons=() if accepted else tuple(dict.fromkeys(x for x in reasons if x)),
        bases=() if accepted else tuple(dict.fromkeys(f.source for f in against if f.source)),
        told=told,
        printed_on=dossier.printed_on,
    )


def _rule(step: Step) -> str:
    """How the day of the decision came about, as an applicant needs it: a day that hangs on others only says so."""
    return ESTIMATED if "推算" in step.rule else step.rule.rstrip("。")


def print_lacking(
    office: Office,
    letter_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the letter that named all that was missing, as it was told, whatever has come since."""
    with office.store.read() as session:
        letter = lacking.get(session, letter_id)
        dossier = dossier_of(office, session, letter.application_id)
        asked = case_papers.of_case(session, letter.application_id)
    paper = LackingPaper(
        bureau=dossier.bureau,
        case=head_of(dossier),
        letter=letter,
        papers=asked_for(letter, asked),
        printed_on=office.today(),
    )
    of = ("application", letter.application_id)
    return print_papers(office, LACKING, [paper], out, progress, cancelled, of=of, rows=len(paper.papers))


def print_ending(
    office: Office,
    benefit_id: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the letter that help ends, by the case that ended it where there is one. Raises OfficeError while it runs."""
    with office.store.read() as session:
        benefit = benefits.get(session, benefit_id)
        if benefit.ends_on is None:
            raise OfficeError(f"{benefit.receiver} 的待遇没有终止，不能打印终止告知书。")
        ended = next((c for c in reversed(benefit.changes) if c.change is Change.ended), None)
        own = ended is not None and ended.application_id not in (None, benefit.application_id)
        case_id = ended.application_id if ended and ended.application_id else benefit.application_id
        dossier = dossier_of(office, session, case_id)
    opinion = dossier.application.decision_reason if own else ""
    said = "" if opinion in CONSENT else opinion
    reasons = (benefit.ended_because, dossier.verdict.summary if own else "", said)
    sources = (f.source for f in dossier.verdict.findings if own and f.source and f.holds)
    paper = EndingPaper(
        bureau=dossier.bureau,
        case=head_of(dossier),
        benefit=benefit,
        decided_on=ended.decided_on if ended else None,
        reasons=tuple(dict.fromkeys(x for x in reasons if x)),
        bases=tuple(dict.fromkeys(sources)),
        told=of_letter(dossier.told, Upon.ended),
        printed_on=office.today(),
    )
    return print_papers(office, ENDING, [paper], out, progress, cancelled, of=("application", case_id))


def print_adjustment(
    office: Office,
    benefit_id: int,
    position: int,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the letter that help is raised, lowered, fades or is restored by that change of it.

    Raises OfficeError for a change that has no such letter.
    """
    with office.store.read() as session:
        benefit = benefits.get(session, benefit_id)
        change = benefit.changes[position]
        if change.change not in ADJUSTED:
            raise OfficeError(f"{benefit.receiver} 的待遇没有调整，不能打印调整告知书。")
        dossier = dossier_of(office, session, benefit.application_id)
        judged = None
        if change.assessment_id is not None:
            judged = assessments.get(session, change.assessment_id)
    upon = Upon.fading if change.change is Change.fading else Upon.changed
    reasons, bases = (change.because,), ()
    if judged is not None:
        reasons, bases = _grounds(change.because, judged, fading=change.change is Change.fading)
    paper = AdjustmentPaper(
        bureau=dossier.bureau,
        case=head_of(dossier),
        benefit=benefit,
        position=position,
        reasons=reasons,
        bases=bases,
        told=of_letter(dossier.told, upon, position),
        printed_on=office.today(),
    )
    of = ("application", benefit.application_id)
    return print_papers(office, ADJUSTMENT, [paper], out, progress, cancelled, of=of)


def _grounds(because: str, judged: Assessment, *, fading: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why it changes, with the sums of the check it rests on, and by which clauses."""
    verdict = judged.verdict
    told = [
        f
        for f in verdict.findings
        if (
            f.holds is False
            if fading
            else f.holds is True and f.group in ("", verdict.group) and not f.excludes
        )
    ]
    income = income_sheet(judged.household, judged.on)
    reasons = [because]
    if fading:
        reasons += [f"{f.clause}——不符合：{f.because}" for f in told]
    if any("income" in f.fact for f in told) and income.income_per_head is not None:
        net = income.net_income_per_head is not None
        reasons.append(f"家庭收入计算：{income.net_sum if net else income.gross_sum}")
    if verdict.amount_because and not fading:
        reasons.append(f"金额计算：{verdict.amount_because}")
    bases = (f.source for f in told if f.source)
    return tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(bases))


def head_of(dossier: Dossier) -> CaseHead:
    """Which case a letter is about, and whom it is for."""
    case, agent = dossier.application, dossier.application.agent
    by = f"{agent.name}{f'（{agent.relation}）' if agent.relation else ''}" if agent else ""
    return CaseHead(
        number=case.number,
        applicant=case.applicant,
        scheme_title=case.scheme_title,
        applied_on=case.applied_on,
        agent=by,
        address=dossier.household.address,
    )
