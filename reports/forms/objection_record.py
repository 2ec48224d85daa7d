"""公示异议登记和处理表: who objected to what, what was looked into, what it came to, and how that was answered."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.objection import Finding, Objection
from desktop.domain.objection_paper import ObjectionPaper
from desktop.domain.words import choices
from reports.filling import tick
from reports.sheet import LABEL, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, day_or_blank, mark_of

ID = "objection_record"
TITLE = "公示异议登记和处理表"
SUBJECT = ObjectionPaper

COLUMNS = (30, 55, 30, 55)
WRITTEN = Style(size=11)
LONG = Style(size=11, leading=1.5)
ANONYMOUS = "匿名"
SEPARATED = "　　"


def sheet(paper: ObjectionPaper) -> Sheet:
    """The record of one objection, with room to sign; what is not known yet stays blank."""
    one, notice = paper.objection, paper.notice
    notice_days = f"{day_words(notice.posted_on)}至{day_words(notice.until)}"
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}",
        right=f"编号：{one.number}",
        running=f"{TITLE}（续）　　编号：{one.number}",
        sections=(
            Section(
                columns=COLUMNS,
                styles=(LABEL, WRITTEN) * 2,
                rows=(
                    _row("公示编号", notice.number, "公 示 期", notice_days),
                    _row(
                        "异议对象",
                        f"{paper.applicant}\n{paper.case_number}",
                        "申请事项",
                        paper.scheme_title,
                    ),
                    _row("异 议 人", one.raised_by or ANONYMOUS, "联系方式", one.contact or "未留"),
                    _row("提出日期", day_words(one.day), "接 收 人", one.received_by),
                    _long("异议内容", one.words, 36),
                    _long("核实经过\n和 理 由", one.because, 60),
                    _long("处理结果", _result(one), 24),
                    _row("核 实 人", one.settled_by, "核实日期", _day(one, one.settled_on is not None)),
                    _long("答　　复", _answer(one), 16),
                    _row("经办签字", "", "负责人签字", "", height=14),
                ),
            ),
        ),
        notes=(f"打印日期：{day_words(paper.printed_on)}　本表只存本单位，不张贴、不外传；异议人信息保密。",),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=f"异议 {one.number}".strip(),
    )


def _row(first: str, one: str, second: str, other: str, height: float = 11) -> Row:
    return Row(cells=(first, one, second, other), height=height)


def _long(label: str, text: str, height: float) -> Row:
    cells: tuple[Content, ...] = (label, Cell(text=text, style=LONG, span=3))
    return Row(cells=cells, height=height)


def _result(one: Objection) -> str:
    ticks = SEPARATED.join(tick(one.finding is finding, words) for finding, words in choices(Finding))
    after = {
        None: "",
        Finding.upheld: "这份申请退回重新调查核实，查清后重新公示；同一公示的其他申请不受影响。",
        Finding.rejected: "这份申请继续办理。",
        Finding.withdrawn: "这份申请继续办理。",
    }[one.finding]
    return f"{ticks}\n{after}" if after else ticks


def _answer(one: Objection) -> str:
    if not one.may_be_answered:
        return "匿名提出、没有留联系方式，无从答复。"
    told = day_or_blank(one.answered_on).strip("　") if one.answered_on else BLANK_DAY.strip("　")
    return f"{told}　答复异议人。" if one.answered_on else f"{told}　答复异议人"


def _day(one: Objection, known: bool) -> str:
    return day_words(one.settled_on) if known and one.settled_on else BLANK_DAY.strip("　")
