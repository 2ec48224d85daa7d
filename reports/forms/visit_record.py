"""走访记录: every visit to one household, the earliest first, with what was found and wished for."""

from __future__ import annotations

from desktop.domain.dossier import VisitsPaper
from desktop.domain.visit import Visit
from desktop.domain.words import word
from reports.filling import day, handed_out
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "visit_record"
TITLE = "走访记录"
SUBJECT = VisitsPaper

COLUMNS = (24, 18, 24, 60, 27, 27)
HEADINGS = ("走访日期", "事由", "走访人", "走访情况", "诉求意愿", "安全隐患")
SMALL = Style(size=9.5, align=Align.centre, leading=1.35)
WRITTEN = Style(size=9.5, leading=1.4)


def sheet(paper: VisitsPaper) -> Sheet:
    """The visits of one household."""
    home = paper.household
    made = sorted(paper.visits, key=lambda v: (v.made_on or v.day, v.id or 0))
    return Sheet(
        title=TITLE,
        left=f"户主：{home.head.name}　　住址：{home.address}",
        right=f"档案编号：{home.number}",
        running=f"{TITLE}（续）　　{home.head.name}　{home.number}",
        margins=(18, 15, 16, 15),
        sections=(
            Section(
                columns=COLUMNS,
                styles=(SMALL, SMALL, SMALL, WRITTEN, WRITTEN, WRITTEN),
                head=(Row(cells=tuple(Cell(text=x, style=HEAD) for x in HEADINGS), height=9),),
                rows=tuple(_visit(visit) for visit in made),
            ),
        ),
        notes=(handed_out(paper.bureau, paper.printed_on),),
        mark=mark_of(paper.bureau),
        tab=f"走访 {home.number}".strip(),
    )


def _visit(visit: Visit) -> Row:
    when = day(visit.made_on) if visit.made_on else f"计划 {day(visit.day)}\n（还没有走访）"
    return Row(
        cells=(
            when,
            word(visit.purpose),
            "\n".join(visit.visitors),
            Cell(text=visit.found, style=WRITTEN, limit=110, annex=f"{day(visit.day)} 走访情况"),
            Cell(text=visit.wishes, style=WRITTEN, limit=110, annex=f"{day(visit.day)} 诉求意愿"),
            Cell(text=visit.safety, style=WRITTEN, limit=110, annex=f"{day(visit.day)} 安全隐患"),
        ),
        height=16,
    )
