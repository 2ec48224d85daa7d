"""审批汇总表: every case of a meeting or batch with what was proposed and approved, summed by page and in capitals."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.days import day_words
from desktop.domain.meeting_papers import SummaryLine, SummaryPaper
from reports.feet import sealed_foot
from reports.sheet import (
    AMOUNT,
    CENTRED,
    HEAD,
    VALUE,
    Align,
    Cell,
    Content,
    PageSums,
    Row,
    Section,
    Sheet,
    Style,
)
from reports.wording import BLANK_DAY, capitals, goods_words, mark_of

ID = "approval_summary"
TITLE = "审批汇总表"
SUBJECT = SummaryPaper

COLUMNS = (11, 27, 24, 44, 42, 25, 27, 27, 22, 18)
HEADINGS = (
    "序号",
    "申请编号",
    "姓名",
    "单位（学校、社区）",
    "申请事项",
    "类别",
    "拟救助（元）",
    "批准（元）",
    "物资",
    "结果",
)
PROPOSED, APPROVED = 6, 7
SMALL = Style(size=9, align=Align.centre, leading=1.3)
SMALL_LEFT = Style(size=9, leading=1.3)
STYLES = (CENTRED, SMALL, CENTRED, SMALL_LEFT, SMALL_LEFT, SMALL, AMOUNT, AMOUNT, SMALL_LEFT, SMALL)


def sheet(paper: SummaryPaper) -> Sheet:
    """One row a case, sums on every page, the whole in capitals, and who signs."""
    day = f"日期：{day_words(paper.day)}" if paper.day else f"日期：{BLANK_DAY.strip('　')}"
    number = f"　　编号：{paper.number}" if paper.number else ""
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}　　{paper.title}",
        right=f"{day}{number}",
        running=f"{TITLE}（续）　　{paper.title}{number}",
        landscape=True,
        margins=(15, 15, 15, 15),
        sections=(_list(paper), _total(paper), _signatures(paper)),
        notes=(
            f"打印日期：{day_words(paper.printed_on)}　「类别」按公示口径填写；大小写金额须一致，涂改无效。",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=f"审批汇总 {paper.number}".strip(),
    )


def _list(paper: SummaryPaper) -> Section:
    return Section(
        columns=COLUMNS,
        styles=STYLES,
        head=(Row(cells=tuple(Cell(text=h, style=HEAD) for h in HEADINGS), height=9),),
        rows=tuple(_line(n, line) for n, line in enumerate(paper.lines, 1)),
        sums=PageSums(label="本页小计", span=PROPOSED, columns=(PROPOSED, APPROVED), count="户"),
    )


def _line(number: int, line: SummaryLine) -> Row:
    name: Content = line.name if len(line.name) <= 5 else Cell(text=line.name, style=SMALL)
    return Row(
        cells=(
            str(number),
            line.number,
            name,
            line.unit,
            line.scheme_title,
            line.category,
            "" if line.proposed is None else line.proposed,
            "" if line.amount is None else line.amount,
            goods_words(line.goods),
            line.result,
        ),
        height=9,
    )


def _total(paper: SummaryPaper) -> Section:
    proposed = sum((x.proposed or Decimal(0) for x in paper.lines), Decimal(0))
    approved = sum((x.amount or Decimal(0) for x in paper.lines), Decimal(0))
    granted = sum(1 for x in paper.lines if x.amount or x.goods)
    return Section(
        columns=COLUMNS,
        together=True,
        follow=True,
        rows=(
            Row(
                cells=(
                    Cell(text=f"合计（{len(paper.lines)} 户，批准 {granted} 户）", style=HEAD, span=PROPOSED),
                    Cell(number=proposed, style=AMOUNT),
                    Cell(number=approved, style=AMOUNT),
                    Cell(text="", span=2),
                ),
                height=9,
            ),
            Row(
                cells=(
                    Cell(text="批准金额合计（大写）", style=HEAD, span=4),
                    Cell(text=capitals(approved), style=VALUE, span=6),
                ),
                height=9,
            ),
        ),
    )


def _signatures(paper: SummaryPaper) -> Section:
    return sealed_foot(
        (60, 62, 62, 83),
        f"制表：{paper.bureau.officer}",
        "审核（签字）：",
        "分管领导（签字）：",
        "负责人（签字）：　　　　　　　　（公章）",
    )
