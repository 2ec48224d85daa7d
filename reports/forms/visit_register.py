"""走访登记表: a plan of visits to take along, with room to write what was found."""

from __future__ import annotations

from datetime import date

from desktop.domain.days import day_words
from desktop.domain.dossier import RoundPaper
from desktop.domain.visit import Visit
from desktop.domain.words import word
from reports.feet import Signed, signed_foot
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "visit_register"
TITLE = "走访登记表"
SUBJECT = RoundPaper

COLUMNS = (10, 23, 10, 33, 23, 16, 16, 17, 48, 22, 22, 21)
HEADINGS = (
    "序号",
    "户主姓名",
    "人口",
    "家庭住址",
    "联系电话",
    "计划\n日期",
    "走访\n日期",
    "走访人",
    "走访情况\n（家庭现状、变化、困难）",
    "诉求意愿",
    "安全隐患",
    "被访人\n签字",
)
SMALL = Style(size=9, align=Align.centre, leading=1.3)
WRITTEN = Style(size=9, align=Align.left, leading=1.35)
STYLES = (SMALL, Style(align=Align.centre), SMALL, WRITTEN, *(SMALL,) * 4, *(WRITTEN,) * 3, SMALL)


def sheet(paper: RoundPaper) -> Sheet:
    """The register of one round, a row for each household."""
    made = paper.round
    return Sheet(
        title=TITLE,
        left=f"走访活动：{made.title}（{word(made.purpose)}）",
        right=f"走访时间：{day_words(made.first_day)}至{day_words(made.last_day)}　共 {len(made.visits)} 户",
        running=f"{TITLE}（续）　　{made.title}",
        landscape=True,
        margins=(16, 18, 16, 18),
        sections=(
            Section(
                columns=COLUMNS,
                styles=STYLES,
                head=(
                    Row(
                        cells=tuple(
                            Cell(text=h, style=Style(face=HEAD.face, size=9, align=Align.centre))
                            for h in HEADINGS
                        ),
                        height=10,
                    ),
                ),
                rows=tuple(_visit(number, visit) for number, visit in enumerate(made.visits, 1)),
            ),
            signed_foot(
                (70, 85, 106),
                Signed(
                    f"登记单位（公章）：{paper.bureau.name}",
                    "走访人（签字）：　　　　　　　、",
                    f"负责人（签字）：　　　　　　{BLANK_DAY}",
                ),
            ),
        ),
        notes=(
            f"填表人：{paper.bureau.officer}　　说明：每户由两人同行走访，当场填写；被访人不在家的，在“走访情况”栏写明原因和复访日期。",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=made.title,
    )


def _visit(number: int, visit: Visit) -> Row:
    return Row(
        cells=(
            str(number),
            visit.household_name,
            str(visit.members) if visit.members else "",
            visit.address,
            visit.phone,
            _short(visit.day),
            _short(visit.made_on) if visit.made_on else "　月　日",
            "\n".join(visit.visitors),
            Cell(text=visit.found, style=WRITTEN, limit=60, annex=f"{visit.household_name}走访情况"),
            Cell(text=visit.wishes, style=WRITTEN, limit=60, annex=f"{visit.household_name}诉求意愿"),
            Cell(text=visit.safety, style=WRITTEN, limit=60, annex=f"{visit.household_name}安全隐患"),
            "",
        ),
        height=18.4,
    )


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
