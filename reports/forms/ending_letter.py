"""终止告知书: help that ends, from when and why, how to object, where else to turn; with stub and receipt of service."""

from __future__ import annotations

from desktop.domain.adjustment import sum_words
from desktop.domain.days import day_words
from desktop.domain.letter_papers import EndingPaper
from reports.letters import (
    ADDRESSED,
    HEADING,
    PROSE,
    Decision,
    Passage,
    decided,
    numbered,
    objecting,
    others,
    pair,
    wide,
)
from reports.sheet import Row, Sheet
from reports.wording import day_or_blank

ID = "ending_letter"
TITLE = "终止告知书"
SUBJECT = EndingPaper

ROOM = "　" * 38


def sheet(paper: EndingPaper) -> Sheet:
    """The letter, with the office's stub and the receipt of service on its second leaf."""
    receiver = paper.benefit.receiver or paper.case.applicant
    return decided(
        Decision(
            title=TITLE,
            number=paper.case.number,
            bureau=paper.bureau,
            day=paper.decided_on,
            to=receiver,
            place=paper.case.address,
            told=paper.told,
            body=_letter(paper, receiver),
            kept=_stub(paper, receiver),
            trail=paper.trail,
        )
    )


def _letter(paper: EndingPaper, receiver: str) -> list[Passage]:
    benefit, bureau = paper.benefit, paper.bureau
    group = f"（{benefit.group_label}）" if benefit.group_label else ""
    had = f"，{sum_words(benefit.amount, benefit.per)}" if benefit.amount is not None else ""
    bases = [f"{x.rstrip('。')}。" for x in paper.bases] or [f"《{benefit.scheme_title}》{ROOM}"]
    reasons = [f"{x.rstrip('。')}。" for x in paper.reasons]
    reasons = reasons or (
        [f"{benefit.ended_because.rstrip('。')}。"] if benefit.ended_because else [ROOM, ROOM]
    )
    lines: list[Passage] = [
        (f"{receiver}：", ADDRESSED),
        (
            f"你户自{day_words(benefit.starts_on)}起享受《{benefit.scheme_title}》{group}待遇{had}。"
            f"经核查研究，决定终止，待遇发放至{day_or_blank(benefit.ends_on)}止。现将依据和理由告知如下：",
            PROSE,
        ),
        ("一、依据条款", HEADING),
        *numbered(bases),
        ("二、事实与理由", HEADING),
        *numbered(reasons),
        ("三、救济途径", HEADING),
        (objecting(bureau), PROSE),
        ("家庭情况发生变化、重新符合条件的，可以重新提出申请。", PROSE),
    ]
    if paper.elsewhere:
        lines.append((f"其他救助：{paper.elsewhere.rstrip('。')}。", PROSE))
    if copied := others(receiver, paper.told):
        lines.append((f"抄送：{'、'.join(copied)}。", PROSE))
    return lines


def _stub(paper: EndingPaper, receiver: str) -> tuple[Row, ...]:
    benefit = paper.benefit
    why = "；".join(x.rstrip("。") for x in paper.reasons) or benefit.ended_because
    return (
        pair("领 取 人", receiver, "享受起始", day_words(benefit.starts_on)),
        wide("待　　遇", benefit.scheme_title),
        wide("终止原因", why, height=20),
        pair("决定日期", day_or_blank(paper.decided_on), "发放至", day_or_blank(benefit.ends_on)),
        wide("同时告知", "、".join(others(receiver, paper.told))),
    )
