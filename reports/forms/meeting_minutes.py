"""会议纪要: who met, what was decided on each case, decisions case by case, places and ties, random checks, signatures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.domain.days import day_words
from desktop.domain.drawn import DrawHeld
from desktop.domain.meeting import Meeting, MeetingItem
from desktop.domain.meeting_papers import CaseByCase, MeetingPaper
from desktop.domain.places_round import PlaceRow, PlacesRound
from desktop.domain.ranking import STANDING_WORDS, Standing
from desktop.domain.words import word
from reports import meeting_blocks as blocks
from reports.sheet import (
    AMOUNT,
    CENTRED,
    HEAD,
    VALUE,
    Cell,
    Content,
    Edge,
    Face,
    Row,
    Section,
    Sheet,
    Style,
)
from reports.wording import BLANK_DAY, capitals, goods_words, mark_of

ID = "meeting_minutes"
TITLE = "会议纪要"
SUBJECT = MeetingPaper

NUMERALS = "一二三四五六七八九十"
PART = Style(face=Face.hei, size=11, edge=Edge.none)
HEADINGS = ("序号", "申请编号", "申请人", "拟救助\n（元）", "批准\n（元）", "物资", "结果", "说明")
COLUMNS = (11, 26, 22, 23, 23, 17, 14, 34)
STYLES = (CENTRED, blocks.SMALL, CENTRED, AMOUNT, AMOUNT, blocks.LONG, blocks.SMALL, blocks.LONG)


def sheet(paper: MeetingPaper) -> Sheet:
    """The minutes of one meeting."""
    meeting = paper.meeting
    parts: list[tuple[str, list[Section]]] = [("会议决定", _decisions(meeting))]
    if paper.case_by_case:
        parts.append(("一事一议", [_case_by_case(paper.case_by_case)]))
    parts += [("名额评定", [_places(given)]) for given in paper.places]
    if paper.draws:
        parts.append(("随机抽查", [_draws(paper.draws)]))
    numbered = [
        section
        for n, (title, (first, *rest)) in enumerate(parts)
        for section in (_titled(first, f"{NUMERALS[n]}、{title}"), *rest)
    ]
    return Sheet(
        title=_title(meeting.title),
        title_size=18,
        left=f"单位：{paper.bureau.name}",
        right=f"编号：{meeting.number or '　　　　　　'}",
        running=f"{TITLE}（续）　　{meeting.title}　　编号：{meeting.number}",
        sections=(
            blocks.about(paper),
            blocks.said("会议讨论", meeting.minutes),
            *numbered,
            replace(blocks.signatures(meeting), gap=2),
            blocks.signed(meeting),
        ),
        notes=(f"打印日期：{day_words(paper.printed_on)}",),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"会议纪要 {meeting.number}".strip(),
    )


def _title(called: str) -> str:
    """The meeting's name as minutes: 审批会 and 审批会会议纪要 both become 审批会纪要."""
    name = called.removesuffix("纪要").removesuffix("会议") if called.endswith("纪要") else called
    return f"{name}{'纪要' if name.endswith('会') else TITLE}"


def _titled(section: Section, title: str) -> Section:
    """The section below its title, which comes again wherever it goes on to another page."""
    over = Row(cells=(Cell(text=title, style=PART, span=len(section.columns)),), height=8)
    return replace(section, head=(over, *section.head), gap=2)


def _decisions(meeting: Meeting) -> list[Section]:
    """Each case with its votes, sums and result, and the sum of all in capitals."""
    total = sum((item.amount or Decimal(0) for item in meeting.items), Decimal(0))
    proposed = sum((item.proposed or Decimal(0) for item in meeting.items), Decimal(0))
    return [
        Section(
            columns=COLUMNS,
            styles=STYLES,
            head=(Row(cells=tuple(Cell(text=h, style=HEAD) for h in HEADINGS), height=8),),
            rows=tuple(_decided(n, item) for n, item in enumerate(meeting.items, 1)) or (_empty(),),
        ),
        Section(
            columns=COLUMNS,
            together=True,
            follow=True,
            rows=(
                Row(
                    cells=(
                        Cell(text=f"合计（{len(meeting.items)} 件）", style=HEAD, span=3),
                        Cell(number=proposed, style=AMOUNT),
                        Cell(number=total, style=AMOUNT),
                        Cell(text=f"大写：{capitals(total)}", style=blocks.LONG, span=3),
                    ),
                    height=9,
                ),
            ),
        ),
    ]


def _empty() -> Row:
    return Row(cells=("",) * len(COLUMNS), height=9)


def _decided(number: int, item: MeetingItem) -> Row:
    name: Content = (
        item.applicant if len(item.applicant) <= 5 else Cell(text=item.applicant, style=blocks.SMALL)
    )
    counted = (
        f"同意 {item.yes}、不同意 {item.no or 0}、弃权 {item.abstain or 0}" if item.yes is not None else ""
    )
    told = "；".join(filter(None, ("一事一议" if item.discussed else "", counted, item.words)))
    return Row(
        cells=(
            str(number),
            item.number,
            name,
            "" if item.proposed is None else item.proposed,
            "" if item.amount is None else item.amount,
            goods_words(item.goods),
            word(item.result),
            Cell(text=told, style=blocks.LONG, limit=30, annex=f"{item.applicant}的说明"),
        ),
        height=9,
    )


def _case_by_case(cases: tuple[CaseByCase, ...]) -> Section:
    """Each decision beyond a limit, with its reason and a place for every signatory."""
    heads = ("申请编号", "申请人", "理由", "签字人（逐人签字）")
    rows = tuple(
        Row(
            cells=(
                one.number,
                Cell(text=one.applicant, style=blocks.SMALL),
                Cell(
                    text=one.override.because, style=blocks.LONG, limit=50, annex=f"{one.number} 一事一议理由"
                ),
                "\n".join(f"{name}：" for name in one.override.signed_by) or BLANK_DAY,
            ),
            height=14,
        )
        for one in cases
    )
    return Section(
        columns=(27, 24, 69, 50),
        styles=(blocks.SMALL, CENTRED, blocks.LONG, blocks.WRITTEN),
        head=(Row(cells=tuple(Cell(text=h, style=HEAD) for h in heads), height=8),),
        rows=rows,
    )


def _places(held: PlacesRound) -> Section:
    """The ranking with shared ranks, what is said of ties and how they were decided, and how each came out."""
    told = [held.label, *held.words]
    told += [f"抽签种子「{held.seed}」"] if held.seed else []
    told += [f"并列的决定：{held.because.rstrip('。')}"] if held.because else []
    told += [f"由{held.settled_by}确定"] if held.settled_by else []
    heads = ("名次", "申请人", "依据", "结果")
    over = Cell(text=f"{'。'.join(told)}。", style=blocks.LONG, span=4)
    return Section(
        columns=(14, 54, 76, 26),
        styles=(CENTRED, blocks.WRITTEN, blocks.LONG, blocks.SMALL),
        head=(
            Row(cells=(over,), height=7),
            Row(cells=tuple(Cell(text=h, style=HEAD) for h in heads), height=8),
        ),
        rows=tuple(
            Row(
                cells=(
                    "" if row.rank is None else str(row.rank),
                    "　".join(filter(None, (row.number, row.applicant, row.post))),
                    row.because,
                    _outcome(row),
                ),
                height=7,
            )
            for row in held.rows
        ),
    )


def _outcome(row: PlaceRow) -> str:
    """How it came out; a tie that was decided says so."""
    said = STANDING_WORDS[row.outcome]
    return f"{said}\n（并列，经评定）" if row.decided is not None and row.standing is Standing.tied else said


def _draws(draws: tuple[DrawHeld, ...]) -> Section:
    """Each draw: from how many, the seed, who was chosen."""
    return Section(
        columns=(24, 146),
        styles=(blocks.SMALL, VALUE),
        rows=tuple(
            Row(
                cells=(
                    draw.number or "抽查",
                    Cell(text=_drawn(draw), style=blocks.LONG, limit=80, annex=f"抽查 {draw.number}"),
                ),
                height=14,
            )
            for draw in draws
        ),
    )


def _drawn(draw: DrawHeld) -> str:
    listed = "、".join(case.name for case in draw.cases)
    chosen = "、".join(
        f"{c.name}{f'（{c.applicant}）' if c.applicant else ''}" for c in draw.cases if c.chosen
    )
    because = draw.because.rstrip("。")
    return f"{draw.scheme_title}。{because}。\n名单：{listed}。\n抽中：{chosen}。"
