"""不予批准告知书: why an application was decided against, how to object, and the proof that it was served."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from desktop.domain.telling import of_letter
from desktop.domain.upon import Upon
from desktop.domain.verdict import Finding
from reports.letters import (
    ADDRESSED,
    HEADING,
    PROSE,
    Decision,
    Passage,
    decided,
    objecting,
    pair,
    wide,
)
from reports.sheet import Row, Sheet
from reports.wording import day_or_blank

ID = "refusal"
TITLE = "不予批准告知书"
SUBJECT = Dossier


def sheet(dossier: Dossier) -> Sheet:
    """The letter of refusal, with the office's stub and the receipt of service on its second leaf."""
    application = dossier.application
    return decided(
        Decision(
            title=TITLE,
            number=application.number,
            bureau=dossier.bureau,
            day=application.decided_on,
            to=application.applicant,
            place=dossier.household.address,
            told=of_letter(dossier.told, Upon.refused),
            body=_letter(dossier),
            kept=_stub(dossier),
            trail=dossier.trail,
        )
    )


def _letter(dossier: Dossier) -> list[Passage]:
    application, bureau = dossier.application, dossier.bureau
    number = f"（编号：{application.number}）" if application.number else ""
    failed = _against(dossier)
    return [
        (f"{application.applicant}：", ADDRESSED),
        (
            f"你户于{day_words(application.applied_on)}提出的《{application.scheme_title}》申请{number}收悉。"
            "经调查核对和研究，决定不予批准。现将依据、事实和理由告知如下：",
            PROSE,
        ),
        ("一、依据条款", HEADING),
        *((line, PROSE) for line in _bases(dossier, failed)),
        ("二、事实与理由", HEADING),
        *((line, PROSE) for line in _reasons(dossier, failed)),
        ("三、救济途径", HEADING),
        (objecting(bureau), PROSE),
        ("家庭情况发生变化、符合条件的，可以重新提出申请。", PROSE),
    ]


def _against(dossier: Dossier) -> list[Finding]:
    """The findings that decided: what does not hold, or else what nobody could prove."""
    findings = dossier.verdict.findings
    return [f for f in findings if f.holds is False] or [f for f in findings if f.holds is None]


def _bases(dossier: Dossier, failed: list[Finding]) -> list[str]:
    """The plan, and the passages it was decided by."""
    sources = list(dict.fromkeys(finding.source.rstrip("。") for finding in failed if finding.source))
    title = f"《{dossier.verdict.scheme_title}》"
    if len(sources) == 1:
        return [f"{title}{sources[0]}。"]
    return [
        f"{title}{'：' if sources else '。'}",
        *(f"{n}. {source}。" for n, source in enumerate(sources, 1)),
    ]


def _reasons(dossier: Dossier, failed: list[Finding]) -> list[str]:
    """What was found, the sums it rests on, the decision's own reason, and what would change it."""
    income = dossier.income
    lines = [
        f"{number}. {finding.clause}——{_word(finding)}：{finding.because.rstrip('。')}。"
        for number, finding in enumerate(failed, 1)
    ]
    sums = [income.gross_sum] if income.income_per_head is not None else []
    sums += [income.net_sum] if income.net_income_per_head is not None else []
    if sums:
        lines.append(f"家庭收入计算：{'；'.join(sums)}。")
    if dossier.application.decision_reason:
        lines.append(f"结论：{dossier.application.decision_reason}")
    changes = list(dict.fromkeys(finding.change.rstrip("。") for finding in failed if finding.change))
    if changes:
        lines.append(f"符合条件的情形：{'；'.join(changes)}。")
    return lines


def _word(finding: Finding) -> str:
    return "不符合" if finding.holds is False else "缺少材料，无法认定"


def _stub(dossier: Dossier) -> tuple[Row, ...]:
    application = dossier.application
    return (
        pair("申 请 人", application.applicant, "申请日期", day_words(application.applied_on)),
        wide("申请事项", application.scheme_title),
        wide("不予批准原因", application.decision_reason or _first(dossier), height=20),
        pair("决定日期", day_or_blank(application.decided_on), "决定人", application.decided_by),
    )


def _first(dossier: Dossier) -> str:
    failed = _against(dossier)
    return f"{failed[0].clause}：{failed[0].because}" if failed else ""
