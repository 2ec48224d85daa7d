"""救助金调整告知书: help that goes on raised, lowered, fading out or restored: from what to what, from when, why, whom to ask."""

from __future__ import annotations

from desktop.domain.adjustment import ADJUSTED, faded_until, from_words, sum_words
from desktop.domain.benefit import Change
from desktop.domain.days import day_words
from desktop.domain.letter_papers import AdjustmentPaper
from desktop.domain.money import figures
from reports.letters import (
    ADDRESSED,
    DUTY,
    HEADING,
    PROSE,
    Decision,
    Passage,
    decided,
    numbered,
    objecting,
    others,
    pair,
    reach,
    wide,
)
from reports.sheet import Row, Sheet
from reports.wording import capitals, day_or_blank

ID = "adjustment_letter"
TITLE = "救助金调整告知书"
SUBJECT = AdjustmentPaper


def sheet(paper: AdjustmentPaper) -> Sheet:
    """The letter, with the office's stub and the receipt of service on its second leaf."""
    receiver = paper.benefit.receiver or paper.case.applicant
    return decided(
        Decision(
            title=TITLE,
            number=paper.case.number,
            bureau=paper.bureau,
            day=paper.change.decided_on,
            to=receiver,
            place=paper.case.address,
            told=paper.told,
            body=_letter(paper, receiver),
            kept=_stub(paper, receiver),
            trail=paper.trail,
        )
    )


def _letter(paper: AdjustmentPaper, receiver: str) -> list[Passage]:
    benefit, change = paper.benefit, paper.change
    group = f"（{benefit.group_label}）" if benefit.group_label else ""
    lines: list[Passage] = [
        (f"{receiver}：", ADDRESSED),
        (
            f"你户自{day_words(benefit.starts_on)}起享受《{benefit.scheme_title}》{group}待遇。经复核研究，"
            f"决定对你户的待遇作如下调整（{ADJUSTED[change.change]}）：",
            PROSE,
        ),
        ("一、调整内容", HEADING),
        *((line, PROSE) for line in _adjusted(paper)),
        ("二、事实与理由", HEADING),
        *numbered([f"{x.rstrip('。')}。" for x in paper.reasons]),
    ]
    if paper.bases:
        lines += [("三、依据条款", HEADING), *numbered([f"{x.rstrip('。')}。" for x in paper.bases])]
    lines += [
        (f"{'四' if paper.bases else '三'}、咨询和救济", HEADING),
        (_whom_to_ask(paper), PROSE),
        (objecting(paper.bureau), PROSE),
        (DUTY, PROSE),
    ]
    if copied := others(receiver, paper.told):
        lines.append((f"抄送：{'、'.join(copied)}。", PROSE))
    return lines


def _adjusted(paper: AdjustmentPaper) -> list[str]:
    """From what to what, from when on; of fading how long it goes on, and that it stops then."""
    change, per = paper.change, paper.benefit.per
    since = from_words(change.day)
    if change.change is Change.fading:
        until = faded_until(paper.benefit, paper.position)
        last = f"，至{day_words(until)}止" if until else ""
        given = f"渐退期内仍按{sum_words(change.after, per)}发给，" if change.after is not None else ""
        return [f"自{since}起进入渐退期{last}。{given}期满停发。"]
    now = sum_words(change.after, per)
    if change.after:
        now = f"{now}（{capitals(change.after)}）"
    if change.before is None or change.after is None or change.before == change.after:
        return [f"自{since}起{ADJUSTED[change.change]}，{now}。"]
    more = "增加" if change.after > change.before else "减少"
    return [
        f"自{since}起，由{sum_words(change.before, per)}{ADJUSTED[change.change]}为{now}，"
        f"{more} {figures(abs(change.after - change.before))} 元。"
    ]


def _whom_to_ask(paper: AdjustmentPaper) -> str:
    bureau, where = paper.bureau, reach(paper.bureau)
    person = f"（经办人 {bureau.officer}）" if bureau.officer else ""
    return f"对计算方法和理由不清楚的，可以向{bureau.name}{person}询问{f'：{where}' if where else ''}。"


def _stub(paper: AdjustmentPaper, receiver: str) -> tuple[Row, ...]:
    change, per = paper.change, paper.benefit.per
    until = faded_until(paper.benefit, paper.position)
    since = day_words(change.day)
    return (
        pair("领 取 人", receiver, "调整方式", ADJUSTED[change.change]),
        wide("待　　遇", paper.benefit.scheme_title),
        pair("原 标 准", sum_words(change.before, per), "新 标 准", sum_words(change.after, per)),
        pair("执行日期", since, "渐退期止" if until else "决定人", day_words(until) if until else change.by),
        wide("调整原因", "；".join(x.rstrip("。") for x in paper.reasons), height=20),
        pair(
            "决定日期", day_or_blank(change.decided_on), "同时告知", "、".join(others(receiver, paper.told))
        ),
    )
