"""What is done with the step that waits (办步骤): ticked off, sent back, taken up again, withdrawn, or led elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.casework import accounts, approval
from desktop.domain.accounts import STEP_ROLES, Role
from desktop.domain.application import StepKind
from desktop.ui.dialogs.decide import Refusal, RefuseDialog
from desktop.ui.dialogs.opinion import Question
from desktop.ui.pages.case.words import last_line, step_told

if TYPE_CHECKING:
    from desktop.ui.pages.case.frame import CaseSheet

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

SPOKEN = (StepKind.survey, StepKind.appraisal, StepKind.review)
"""Steps at which something must be said."""


def complete(sheet: CaseSheet) -> None:
    """Tick off the step that waits."""
    case = sheet.case
    step = case.current if case else None
    if case is None or step is None:
        return
    question = Question(
        title=f"完成「{step.label}」",
        told=step_told(case, step),
        label="意见(&Y) *" if step.kind in SPOKEN else "意见(&Y)",
        hint="写明核实了什么、结果如何，审批表上要印出来",
        phrases=PHRASES.get(step.kind, ()),
        needed=f"请填写「{step.label}」的意见。" if step.kind in SPOKEN else "",
        who="经办人(&N) *",
        by=accounts.signer(sheet.office),
        take="完成本步",
    )
    role = STEP_ROLES.get(step.kind)
    if role is Role.reviewer:
        said = RefuseDialog.decide(question, sheet, lambda by: sheet.together(by, role), role)
    else:
        said = sheet.ask(question)
    if said is not None:
        alone = said.alone_because if isinstance(said, Refusal) else ""
        sheet.do(
            lambda: approval.complete_step(sheet.office, sheet.id, said.words, said.by, alone),
            f"{case.applicant}：「{step.label}」已完成",
        )


def send_back(sheet: CaseSheet) -> None:
    """Send it back for rework."""
    case = sheet.case
    if case is None:
        return
    said = sheet.ask(
        Question(
            title="退回补正",
            told=f"{case.applicant}　{case.number}\n退回不等于不予批准：补齐后点「重新提交」，从这一步接着办。",
            band="band-warned",
            label="要补正什么(&Y) *",
            hint="一次写全要补的材料和内容，申请人要照着补",
            needed="请写明要补正什么，申请人和经办人要照着补。",
            who="经办人(&N) *",
            take="退回补正",
        )
    )
    if said is not None:
        sheet.do(
            lambda: approval.return_for_rework(sheet.office, sheet.id, said.words, said.by),
            f"{case.applicant}：已退回补正",
        )


def resubmit(sheet: CaseSheet) -> None:
    """Take it up again after rework."""
    case = sheet.case
    if case is None:
        return
    said = sheet.ask(
        Question(
            title="重新提交",
            told=f"{case.applicant}　{case.number}\n{last_line(case)}",
            label="补正情况(&Y)",
            hint="补了什么，如 已补交住院发票",
            phrases=("材料已补齐",),
            who="经办人(&N) *",
            take="重新提交",
        )
    )
    if said is not None:
        sheet.do(
            lambda: approval.resubmit(sheet.office, sheet.id, said.words, said.by),
            f"{case.applicant}：已重新提交",
        )


def withdraw(sheet: CaseSheet) -> None:
    """End it at the applicant's wish."""
    case = sheet.case
    if case is None:
        return
    said = sheet.ask(
        Question(
            title="申请人撤回",
            told=f"{case.applicant}　{case.number}\n撤回后这份申请就此结束；以后可以重新核对、重新申请。",
            band="band-warned",
            label="撤回原因(&Y)",
            hint="申请人为什么撤回",
            phrases=("申请人自愿撤回",),
            who="经办人(&N) *",
            take="撤回",
        )
    )
    if said is not None:
        sheet.do(
            lambda: approval.withdraw(sheet.office, sheet.id, said.words, said.by),
            f"{case.applicant}：申请已撤回",
        )


def to_notice(sheet: CaseSheet) -> None:
    """Go where notices are posted, or to the one it hangs on."""
    hanging = sheet.case.notice if sheet.case is not None else None
    sheet.go("notices", hanging.id if hanging is not None and hanging.closed_on is None else None)


def to_payout(sheet: CaseSheet) -> None:
    """Go where money and goods are handed out."""
    sheet.go("payouts", None)
