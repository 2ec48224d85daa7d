"""受理通知书、不予受理通知书: that an application was taken and by when it is decided, or why it was not; stub to sign."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.letter_papers import AcceptancePaper
from reports.letters import (
    ADDRESSED,
    HEADING,
    PROSE,
    Passage,
    letter,
    numbered,
    objecting,
    pair,
    prose,
    reach,
    served,
    stub,
    wide,
)
from reports.sheet import Section, Sheet
from reports.wording import day_or_blank

ID = "acceptance"
TITLE = "受理（不予受理）通知书"
SUBJECT = AcceptancePaper

TITLES = {True: "受理通知书", False: "不予受理通知书"}
ROOM = "　" * 38
"""A line to write on."""


def sheet(paper: AcceptancePaper) -> Sheet:
    """The letter with its stub below, which the receiver signs."""
    title, number = TITLES[paper.accepted], paper.case.number
    body = _taken(paper) if paper.accepted else _turned_away(paper)
    return letter(title, number, paper.bureau, paper.day, prose(body), _stub(paper, title), trail=paper.trail)


def _opening(paper: AcceptancePaper, then: str) -> list[Passage]:
    case = paper.case
    by = f"由{case.agent}代为提出的" if case.agent else "提出的"
    number = f"（编号：{case.number}）" if case.number else ""
    return [
        (f"{case.applicant}：", ADDRESSED),
        (f"你户于{day_words(case.applied_on)}{by}《{case.scheme_title}》申请{number}收悉。{then}", PROSE),
    ]


def _taken(paper: AcceptancePaper) -> list[Passage]:
    bureau = paper.bureau
    lines = _opening(paper, "经审查，材料齐全，符合规定的形式，决定受理。现告知如下：")
    if paper.received:
        listed = "、".join(f"{p.name}{f' {p.copies} 份' if p.copies > 1 else ''}" for p in paper.received)
        lines.append((f"收到材料：{listed}。", PROSE))
    until = f"{day_words(paper.decide_by)}前" if paper.decide_by else "　　　　年　　月　　日前"
    rule = f"（{paper.decide_rule}）" if paper.decide_rule else ""
    lines += [
        (f"办理期限：{until}作出决定{rule}。需要补充材料、进行公示的，所需时间按规定计算。", PROSE),
        ("办理中将入户调查、核对家庭经济状况，请予配合；情况发生变化的，请及时告知。", PROSE),
        (f"查询进度：{bureau.name}{f'（{reach(bureau)}）' if reach(bureau) else ''}。", PROSE),
    ]
    return lines


def _turned_away(paper: AcceptancePaper) -> list[Passage]:
    bases = [f"{x.rstrip('。')}。" for x in paper.bases] or [f"《{paper.case.scheme_title}》{ROOM}"]
    reasons = [f"{x.rstrip('。')}。" for x in paper.reasons] or [ROOM, ROOM]
    lines = _opening(paper, "经审查，决定不予受理。现将依据和理由告知如下：")
    lines += [
        ("一、依据条款", HEADING),
        *numbered(bases),
        ("二、不予受理的理由", HEADING),
        *numbered(reasons),
        ("三、救济途径", HEADING),
        (objecting(paper.bureau), PROSE),
    ]
    if paper.elsewhere:
        lines.append((f"其他渠道：{paper.elsewhere.rstrip('。')}。", PROSE))
    return lines


def _stub(paper: AcceptancePaper, title: str) -> tuple[Section, Section]:
    case, told = paper.case, paper.told
    reached = served(case.applicant, case.address, (told,) if told else ())
    rows = [
        pair("申 请 人", case.applicant, "申请日期", day_words(case.applied_on)),
        wide("申请事项", case.scheme_title),
    ]
    if paper.accepted:
        rows.append(pair("受理日期", day_or_blank(paper.day), "决定期限", day_or_blank(paper.decide_by)))
    else:
        rows.append(wide("不予受理理由", "；".join(x.rstrip("。") for x in paper.reasons), height=14))
    return stub(title, case.number, rows, paper.bureau.officer, reached)
