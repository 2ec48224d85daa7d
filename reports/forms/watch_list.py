"""名单: files somebody should look at, each with the reason, and room for what became of it."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.list_papers import WatchPaper
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "watch_list"
TITLE = "待办名单"
SUBJECT = WatchPaper

COLUMNS = (12, 32, 28, 62, 36)
HEADINGS = ("序号", "档案编号", "户主姓名", "列入原因", "处理情况")
ENTRY = Style(align=Align.centre)
WRITTEN = Style(align=Align.left, leading=1.35)
ENTRY_HEAD = Style(face=HEAD.face, align=Align.centre)


def sheet(paper: WatchPaper) -> Sheet:
    """A row for each reason; one file may stand there more than once."""
    files = len({line.household_id for line in paper.lines})
    return Sheet(
        title=f"{TITLE}：{paper.title}",
        title_size=18,
        left=f"单位：{paper.bureau.name}",
        right=f"{day_words(paper.printed_on)}　共 {files} 户",
        running=f"{TITLE}：{paper.title}（续）",
        margins=(18, 20, 18, 20),
        sections=(
            Section(
                columns=COLUMNS,
                styles=(ENTRY, ENTRY, ENTRY, WRITTEN, WRITTEN),
                head=(Row(cells=tuple(Cell(text=h, style=ENTRY_HEAD) for h in HEADINGS), height=9),),
                rows=tuple(
                    Row(cells=(str(n), line.number, line.name, line.because, ""), height=9)
                    for n, line in enumerate(paper.lines, 1)
                ),
            ),
        ),
        notes=tuple(x for x in (paper.reach, f"填表人：{paper.bureau.officer}") if x),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=paper.title,
    )
