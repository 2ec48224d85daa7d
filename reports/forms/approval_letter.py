"""批准告知书: what was granted, by which clause and figures, from when, how it is paid, and how to object; with stub and receipt."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from desktop.domain.entitlement import without_open_end
from desktop.domain.money import figures
from desktop.domain.payout import Form
from desktop.domain.telling import of_letter
from desktop.domain.upon import Upon
from desktop.domain.verdict import Finding
from desktop.domain.words import word
from reports.letters import (
    ADDRESSED,
    DUTY,
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
from reports.wording import capitals, day_or_blank, goods_words

ID = "approval_letter"
TITLE = "批准告知书"
SUBJECT = Dossier


def sheet(dossier: Dossier) -> Sheet:
    """The letter of approval, with the office's stub and the receipt of service on its second leaf."""
    application = dossier.application
    return decided(
        Decision(
            title=TITLE,
            number=application.number,
            bureau=dossier.bureau,
            day=application.decided_on,
            to=application.applicant,
            place=dossier.household.address,
            told=of_letter(dossier.told, Upon.approved),
            body=_letter(dossier),
            kept=_stub(dossier),
            trail=dossier.trail,
        )
    )


def _letter(dossier: Dossier) -> list[Passage]:
    application = dossier.application
    number = f"（编号：{application.number}）" if application.number else ""
    return [
        (f"{application.applicant}：", ADDRESSED),
        (
            f"你户于{day_words(application.applied_on)}提出的《{application.scheme_title}》申请{number}收悉。"
            f"经调查核对{'、公示' if application.notice else ''}和研究，决定予以批准。现告知如下：",
            PROSE,
        ),
        ("一、批准内容", HEADING),
        *((line, PROSE) for line in _granted(dossier)),
        ("二、依据和计算", HEADING),
        *((line, PROSE) for line in _bases(dossier)),
        ("三、请你注意", HEADING),
        (DUTY, PROSE),
        ("四、救济途径", HEADING),
        (objecting(dossier.bureau), PROSE),
    ]


def granted_words(dossier: Dossier) -> str:
    """What was granted, in figures and in capitals, with the goods."""
    application, monthly = dossier.application, dossier.verdict.monthly
    amount, goods = application.approved_amount, goods_words(application.approved_goods, worth=True)
    per = "每月 " if monthly is not None else ""
    money = f"{per}{figures(amount)} 元（{capitals(amount)}）" if amount else ""
    return "；".join(filter(None, (money, goods))) or "　　　　　　元（人民币　　　　　　　　）"


def _granted(dossier: Dossier) -> list[str]:
    verdict = dossier.verdict
    group = f"，按「{verdict.group_label}」办理" if verdict.group_label else ""
    lines = [f"给予帮扶：{granted_words(dossier)}{group}。"]
    monthly = verdict.monthly
    if monthly is not None and monthly.first is not None:
        last = f"，至{monthly.last.words}止" if monthly.last else ""
        lines.append(f"自{monthly.first.words}起按月发放{last}。{without_open_end(monthly.because)}")
    if verdict.form:
        lines.append(f"发放方式：{handed_over(verdict.form)}。")
    if dossier.application.override is not None:
        lines.append(f"本次经一事一议决定：{dossier.application.override.because.rstrip('。')}。")
    return lines


def handed_over(form: str) -> str:
    """A way of handing over in office words; what no list knows as it is."""
    return next((word(known) for known in Form if known.value == form), form)


def _bases(dossier: Dossier) -> list[str]:
    """The plan with the clauses that hold, the figures against the standard, and how the amount came about."""
    verdict, income = dossier.verdict, dossier.income
    held = [
        f for f in verdict.findings if f.holds is True and f.group in ("", verdict.group) and not f.excludes
    ]
    lines = [f"《{verdict.scheme_title}》{'：' if held else '。'}"]
    lines += [f"{n}. {_clause(f)}" for n, f in enumerate(held, 1)]
    if income.income_per_head is not None and _by_income(held):
        net = income.net_income_per_head is not None
        lines.append(f"家庭收入计算：{income.net_sum if net else income.gross_sum}。")
    if verdict.amount_because:
        lines.append(f"金额计算：{without_open_end(verdict.amount_because).rstrip('。')}。")
    if dossier.application.decision_reason:
        lines.append(dossier.application.decision_reason)
    return lines


def _by_income(held: list[Finding]) -> bool:
    """Whether the income had a say; where no finding tells what it looked at, it may have had."""
    looked_at = [f.fact for f in held if f.fact]
    return not looked_at or any("income" in fact for fact in looked_at)


def _clause(finding: Finding) -> str:
    where = finding.source.partition("：")[0]
    return f"{f'{where}：' if where else ''}{finding.clause}——符合，{finding.because.rstrip('。')}。"


def _stub(dossier: Dossier) -> tuple[Row, ...]:
    application = dossier.application
    return (
        pair("申 请 人", application.applicant, "申请日期", day_words(application.applied_on)),
        wide("申请事项", application.scheme_title),
        wide("批准内容", granted_words(dossier), height=14),
        pair("决定日期", day_or_blank(application.decided_on), "决定人", application.decided_by),
    )
