"""评议记录: when and where, due and present, each case with its votes and result, what was said, and the signatures."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.meeting import Meeting, MeetingItem
from desktop.domain.meeting_papers import MeetingPaper
from desktop.domain.words import word
from reports import meeting_blocks as blocks
from reports.sheet import CENTRED, HEAD, Cell, Content, Row, Section, Sheet
from reports.wording import mark_of

ID = "appraisal_record"
TITLE = "民主评议记录"
SUBJECT = MeetingPaper

HEADINGS = ("序号", "申请编号", "申请人", "同意", "不同意", "弃权", "结果", "评议意见")
COLUMNS = (11, 27, 26, 13, 14, 13, 20, 46)
STYLES = (CENTRED, blocks.SMALL, CENTRED, CENTRED, CENTRED, CENTRED, blocks.SMALL, blocks.LONG)
BLANK_ROWS = 6
COURSE = "□ 宣讲政策　□ 介绍情况　□ 评议询问　□ 无记名投票　□ 公布结果　□ 签字"


def sheet(paper: MeetingPaper) -> Sheet:
    """The record of one appraisal."""
    meeting = paper.meeting
    rule = f"通过标准：{paper.rule}。" if paper.rule else ""
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}　　{meeting.title}",
        right=f"编号：{meeting.number or '　　　　　　'}",
        running=f"{TITLE}（续）　　{meeting.title}　　编号：{meeting.number}",
        sections=(
            blocks.about(paper),
            _course(paper),
            _votes(meeting),
            blocks.said("评议发言\n和记录", meeting.minutes),
            blocks.signatures(meeting),
            blocks.signed(meeting),
        ),
        notes=(
            f"{rule}投票不记名，本记录只写票数。参加人员与申请人有近亲属或者利害关系的应当回避。"
            f"打印日期：{day_words(paper.printed_on)}",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"评议记录 {meeting.number}".strip(),
    )


def _course(paper: MeetingPaper) -> Section:
    rows = [Row(cells=("评议程序", Cell(text=COURSE, style=blocks.WRITTEN)), height=8)]
    if paper.scheme_title:
        rows.insert(0, Row(cells=("评议事项", Cell(text=paper.scheme_title, style=blocks.WRITTEN)), height=8))
    return Section(columns=(24, 146), styles=(CENTRED,), rows=tuple(rows))


def _votes(meeting: Meeting) -> Section:
    rows = [_line(n, item) for n, item in enumerate(meeting.items, 1)]
    if not rows:
        rows = [Row(cells=("",) * len(COLUMNS), height=9) for _ in range(BLANK_ROWS)]
    return Section(
        columns=COLUMNS,
        styles=STYLES,
        head=(Row(cells=tuple(Cell(text=h, style=HEAD) for h in HEADINGS), height=8),),
        rows=tuple(rows),
    )


def _line(number: int, item: MeetingItem) -> Row:
    name: Content = (
        item.applicant if len(item.applicant) <= 5 else Cell(text=item.applicant, style=blocks.SMALL)
    )
    return Row(
        cells=(
            str(number),
            item.number,
            name,
            *(blocks.votes(v) for v in (item.yes, item.no, item.abstain)),
            word(item.result),
            Cell(text=item.words, style=blocks.LONG, limit=30, annex=f"{item.applicant}的评议意见"),
        ),
        height=9,
    )
