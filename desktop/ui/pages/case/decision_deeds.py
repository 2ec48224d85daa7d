"""The decision on an open case (批准、不予批准)."""

from __future__ import annotations

from desktop.casework import deciding, first_aid
from desktop.domain.application import Application, State, StepKind
from desktop.domain.case_cause import for_fund
from desktop.domain.discretion import discreet
from desktop.domain.exam import missed_words
from desktop.ui.case_words import award_told, refusal_reason
from desktop.ui.dialogs.decide import ApproveDialog, RefuseDialog
from desktop.ui.dialogs.first_aid import FirstAidDialog
from desktop.ui.dialogs.opinion import Question
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.pages.case.words import refusal

UNTAKEN = "这份申请还没有受理。不归本单位管的、明显不在范围内的，请取消，按「不予受理」办理。"


def approve(sheet: CaseSheet) -> None:
    """Approve with an amount, goods, or both."""
    case, kept = sheet.case, sheet.assessment
    if case is None or kept is None:
        return
    verdict = discreet(for_fund(kept.verdict, case.cause), kept.household)
    asked = deciding.to_decide(sheet.office, sheet.id)
    given = ApproveDialog.ask(
        case, verdict, sheet.deciding(), sheet, sheet.together, kin=sheet.kin, asked=asked
    )
    if given is not None:
        sheet.decider = given.by
        sheet.do(
            lambda: deciding.approve(
                sheet.office,
                sheet.id,
                given.amount,
                given.goods,
                given.opinion,
                given.by,
                given.alone_because,
                reply=given.reply,
                override=given.override,
                own_levels=given.own_levels,
            ),
            lambda done: approved_words(
                done, award_told(given.amount, given.goods, verdict.monthly is not None)
            ),
        )


def aid_first(sheet: CaseSheet) -> None:
    """Give help at once; the papers are made up for after."""
    case = sheet.case
    if case is None:
        return
    asked = first_aid.aidable(sheet.office, sheet.id)
    given = FirstAidDialog.ask(
        case,
        asked,
        sheet.deciding(),
        sheet,
        sheet.together,
        papers_by=lambda days: first_aid.papers_by(sheet.office, days),
    )
    if given is not None:
        sheet.decider = given.by
        sheet.do(
            lambda: first_aid.aid_first(
                sheet.office,
                sheet.id,
                given.amount,
                given.goods,
                given.because,
                given.by,
                given.days,
                given.alone_because,
                own_levels=given.own_levels,
            ),
            f"{case.applicant}：已先行救助 {award_told(given.amount, given.goods)}，可以到「发放签收」发放",
        )


def approved_words(case: Application, award: str) -> str:
    """What came of it: approved, or signed with others to sign yet."""
    if case.ends_benefit is not None and case.state is State.approved:
        return f"{case.applicant}：已决定终止，待遇从下个月起停发，请书面告知"
    if case.state is State.approved:
        at = f"（{case.decided_at}）" if case.decided_at else ""
        given = f" {award}" if case.approved_amount or case.approved_goods else ""
        return f"{case.applicant}：已批准{given}{at}"
    return f"{case.applicant}：已签字同意 {award}，还要其他人签字"


def refuse(sheet: CaseSheet) -> None:
    """Refuse with reasons the applicant can be told."""
    case, kept = sheet.case, sheet.assessment
    if case is None or kept is None:
        return
    told = (
        f"{case.applicant}　{case.number}",
        UNTAKEN if case.current is not None and case.current.kind is StepKind.accept else "",
        "理由会印在告知书上交给申请人，请用申请人看得懂的话写。",
        sheet.kin,
    )
    said = RefuseDialog.decide(
        Question(
            title=refusal(case),
            told="\n".join(x for x in told if x),
            band="band-warned",
            label="理由(&Y) *",
            hint="不符合哪一条，差在哪里",
            words=(missed_words(case.current) if case.current else "") or refusal_reason(kept.verdict),
            needed=f"{refusal(case)}必须写明理由，告知书上要印出来。",
            who="审批人(&N) *",
            by=sheet.deciding(),
            take=refusal(case),
            lines=8,
        ),
        sheet,
        sheet.together,
    )
    if said is not None:
        sheet.decider = said.by
        sheet.do(
            lambda: deciding.refuse(sheet.office, sheet.id, said.words, said.by, said.alone_because),
            f"{case.applicant}：{refusal(case)}，可打印告知书",
        )
