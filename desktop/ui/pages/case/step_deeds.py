"""What is done with the step that waits (办步骤): ticked off, sent back, taken up again, withdrawn, or led elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.casework import accounts, approval, attachments, case_papers
from desktop.domain.accounts import STEP_ROLES, Role
from desktop.domain.application import Application, Origin, Step, StepKind
from desktop.domain.attachment import Attachment, PaperKind
from desktop.domain.exam import exempt_by
from desktop.domain.step_record import StepRecord
from desktop.domain.step_rules import Exempt
from desktop.ui.dialogs.decide import Refusal, RefuseDialog
from desktop.ui.dialogs.exam import ExamDialog, Examinable, Examined
from desktop.ui.dialogs.opinion import Question, Signed
from desktop.ui.dialogs.send_back import SendBackDialog
from desktop.ui.dialogs.survey import AT_HOME, PHOTOS, SurveyDialog, Surveyed, Visited
from desktop.ui.dialogs.vote import Appraised, VoteDialog
from desktop.ui.pages.awaiting import Awaiting
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.pages.case.words import last_line, signatures_told, step_told

PHRASES: dict[StepKind, tuple[str, ...]] = {
    StepKind.accept: ("材料齐全，予以受理",),
    StepKind.survey: ("已入户核实，情况属实",),
    StepKind.appraisal: ("经评议，同意", "经评议，建议复核"),
    StepKind.review: ("情况属实，符合条件，同意上报",),
    StepKind.confirm: ("同意确认",),
    StepKind.tell: ("已当面告知申请人", "已电话告知申请人"),
    StepKind.report: ("已上报",),
}
"""What is said most often at each kind of step."""

VOTED = "评议"
"""What a step is called at which people vote."""

SPOKEN = (StepKind.survey, StepKind.appraisal, StepKind.review)
"""Steps at which something must be said."""


def complete(sheet: CaseSheet) -> None:
    """Tick off the step that waits, with what its kind leaves behind: a visit at home, a vote, one signature of several."""
    seen = sheet.seen
    step = seen.step if seen is not None else None
    if seen is None or step is None:
        return
    question = _question(sheet, seen, step)
    role = STEP_ROLES.get(step.kind)
    alone, record = "", None
    brought: tuple[int, ...] = ()
    said: Signed | Refusal | Surveyed | Appraised | Examined | None
    if step.kind is StepKind.survey:
        said = SurveyDialog.inquire(question, _visited(sheet, seen, step), sheet)
        record = StepRecord(survey=said.survey) if said is not None and said.survey else None
    elif step.kind is StepKind.appraisal:
        said = VoteDialog.count(question, seen.rules, VOTED in step.label, sheet)
        record = StepRecord(vote=said.vote) if said is not None and said.vote else None
    elif step.kind is StepKind.exam:
        said = ExamDialog.examine(question, _examinable(sheet, seen, step), sheet)
        record = StepRecord(exam=said.exam) if said is not None else None
        brought = said.brought if said is not None else ()
    elif role is Role.reviewer or role is Role.approver:
        said = RefuseDialog.decide(question, sheet, lambda by: sheet.together(by, role), role)
        alone = said.alone_because if said is not None else ""
    else:
        said = sheet.ask(question)
    if said is not None:
        words, by = said.words, said.by
        sheet.do(
            lambda: approval.complete_step(sheet.office, sheet.id, words, by, alone, record, brought),
            lambda case: _came_to(case, step),
        )


def _question(sheet: CaseSheet, seen: Seen, step: Step) -> Question:
    signed = tuple(s.name for s in step.record.signatures)
    told = (step_told(seen.case, step), signatures_told(seen.rules, step))
    exam = step.kind is StepKind.exam
    return Question(
        title=f"登记「{step.label}」" if exam else f"完成「{step.label}」",
        told="\n".join(x for x in told if x),
        label="备注(&Y)" if exam else "意见(&Y) *" if step.kind in SPOKEN else "意见(&Y)",
        hint="如 迟到 10 分钟入场；没有的空着" if exam else "写明核实了什么、结果如何，审批表上要印出来",
        phrases=PHRASES.get(step.kind, ()),
        needed=f"请填写「{step.label}」的意见。" if step.kind in SPOKEN else "",
        who="签字人(&N) *" if seen.rules.signatures > 1 else "经办人(&N) *",
        by="" if signed else accounts.signer(sheet.office),
        take="签字" if seen.rules.signatures > 1 else "完成本步",
        names=sheet.names(),
        signed=signed,
        lines=2 if exam else 4,
    )


def _examinable(sheet: CaseSheet, seen: Seen, step: Step) -> Examinable:
    listed = case_papers.papers_of(sheet.office, sheet.id)
    return Examinable(
        rules=seen.rules,
        today=seen.today,
        not_before=seen.case.applied_on,
        before=step.record.exam,
        papers=[p for p in listed if p.lacking and p.at == step.plan],
    )


def _visited(sheet: CaseSheet, seen: Seen, step: Step) -> Visited:
    office, case = sheet.office, seen.case
    files = attachments.attachments_of(office, case.household_id)

    def add(path: Path, day: date | None) -> Attachment:
        return attachments.attach(office, case.household_id, PaperKind.photo, path, day)

    return Visited(
        today=seen.today,
        at_home=any(x in f"{step.label}{step.rule}" for x in AT_HOME),
        not_before=None if case.origin is Origin.office else case.applied_on,
        members=[m.name for m in seen.kept.household.members if m.name],
        photos=[a for a in files if a.kind in PHOTOS],
        add=add,
    )


def _came_to(case: Application, step: Step) -> str:
    now = next(s for s in case.steps if s.position == step.position)
    if now.done_on is not None:
        return f"{case.applicant}：「{step.label}」已完成"
    if now.record.exam is not None and not now.record.exam.present:
        return f"{case.applicant}：「{step.label}」已登记缺考，这一步没有办完"
    if now.record.vote is not None and not now.record.vote.passed:
        return f"{case.applicant}：「{step.label}」评议没有通过，已登记"
    return f"{case.applicant}：「{step.label}」已登记一人签字"


def skip(sheet: CaseSheet) -> None:
    """Leave out a step the plan leaves to discretion, or does not ask of this kind of people, with the reason."""
    seen = sheet.seen
    step = seen.step if seen is not None else None
    if seen is None or step is None:
        return
    exempt = exempt_by(seen.rules, seen.kept.verdict)
    if exempt is not None:
        _spare(sheet, seen, step, exempt)
        return
    sheet.ask_and_do(
        Question(
            title=f"不办「{step.label}」",
            told=f"{step_told(seen.case, step)}\n原文说这一步可以视情办理。不办的写明原因，审批表上要印出来。",
            band="band-warned",
            label="不办的原因(&Y) *",
            hint="如 情况清楚，没有争议，不组织评议",
            phrases=("情况清楚，没有争议",),
            needed=f"不办「{step.label}」请写明原因，审批表上要印出来。",
            who="经办人(&N) *",
            take="不办这一步",
        ),
        lambda words, by: approval.skip_step(sheet.office, sheet.id, words, by),
        f"{seen.case.applicant}：「{step.label}」视情不办，已写明原因",
    )


def _spare(sheet: CaseSheet, seen: Seen, step: Step, exempt: Exempt) -> None:
    sheet.ask_and_do(
        Question(
            title=f"按方案不办「{step.label}」",
            told=f"{step_told(seen.case, step)}\n方案规定这一类人不办这一步。下面是原文的说法，审批表上要印出来。",
            label="不办的原因(&Y) *",
            words=exempt.say,
            needed=f"不办「{step.label}」请写明原因，审批表上要印出来。",
            who="经办人(&N) *",
            take="不办这一步",
        ),
        lambda words, by: approval.skip_step(sheet.office, sheet.id, words, by),
        f"{seen.case.applicant}：「{step.label}」按方案不办",
    )


def send_back(sheet: CaseSheet) -> None:
    """Send it back for rework, to the step that waits or one before it."""
    case = sheet.case
    step = case.current if case is not None else None
    if case is None or step is None:
        return
    said = SendBackDialog.choose(
        Question(
            title="退回补正",
            told=f"{case.applicant}　{case.number}\n退回不等于不予批准：补齐后点「重新提交」，从退到的那一步接着办。",
            band="band-warned",
            label="要补正什么(&Y) *",
            hint="一次写全要补的材料和内容，申请人要照着补",
            needed="请写明要补正什么，申请人和经办人要照着补。",
            who="经办人(&N) *",
            by=accounts.signer(sheet.office),
            take="退回补正",
            names=sheet.names(),
        ),
        [s for s in case.steps if s.position <= step.position],
        sheet,
    )
    if said is not None:
        sheet.do(
            lambda: approval.return_for_rework(sheet.office, sheet.id, said.words, said.by, said.back_to),
            f"{case.applicant}：已退回补正",
        )


def resubmit(sheet: CaseSheet) -> None:
    """Take it up again after rework."""
    case = sheet.case
    if case is None:
        return
    sheet.ask_and_do(
        Question(
            title="重新提交",
            told=f"{case.applicant}　{case.number}\n{last_line(case)}",
            label="补正情况(&Y)",
            hint="补了什么，如 已补交住院发票",
            phrases=("材料已补齐",),
            who="经办人(&N) *",
            take="重新提交",
        ),
        lambda words, by: approval.resubmit(sheet.office, sheet.id, words, by),
        f"{case.applicant}：已重新提交",
    )


def withdraw(sheet: CaseSheet) -> None:
    """End it at the applicant's wish."""
    case = sheet.case
    if case is None:
        return
    sheet.ask_and_do(
        Question(
            title="申请人撤回",
            told=f"{case.applicant}　{case.number}\n撤回后这份申请就此结束；以后可以重新核对、重新申请。",
            band="band-warned",
            label="撤回原因(&Y)",
            hint="申请人为什么撤回",
            phrases=("申请人自愿撤回",),
            who="经办人(&N) *",
            take="撤回",
        ),
        lambda words, by: approval.withdraw(sheet.office, sheet.id, words, by),
        f"{case.applicant}：申请已撤回",
    )


def to_notice(sheet: CaseSheet) -> None:
    """Go where notices are posted, to this case among those that wait, or to the notice it hangs on."""
    hanging = sheet.case.notice if sheet.case is not None else None
    hangs = hanging is not None and hanging.closed_on is None
    sheet.go("notices", hanging.id if hanging is not None and hangs else Awaiting(sheet.id))


def to_payout(sheet: CaseSheet) -> None:
    """Go where money and goods are handed out, to this case among those that wait."""
    sheet.go("payouts", Awaiting(sheet.id))
