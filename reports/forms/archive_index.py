"""档案索引: every archive on one line, for the day on which the program is no longer there."""

from __future__ import annotations

from desktop.domain.archive_index import IndexCase, IndexLine, IndexPaper
from desktop.domain.days import day_words
from desktop.domain.words import word
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of, yuan

ID = "archive_index"
TITLE = "档案索引"
SUBJECT = IndexPaper

COLUMNS = (11, 25, 19, 35, 25, 45, 9, 18, 20, 20, 38)
HEADINGS = (
    "序号",
    "档案编号",
    "户主姓名",
    "证件号码",
    "联系电话",
    "家庭住址",
    "人口",
    "困难类别",
    "致困原因",
    "最近修改",
    "申请、状态和金额",
)
SMALL = Style(size=9, align=Align.centre, leading=1.3)
WRITTEN = Style(size=9, align=Align.left, leading=1.3)
STYLES = (*(SMALL,) * 5, WRITTEN, *(SMALL,) * 4, WRITTEN)


def sheet(paper: IndexPaper) -> Sheet:
    """The index, a row for each household."""
    heading = Style(face=HEAD.face, size=9, align=Align.centre)
    return Sheet(
        title=f"{paper.bureau.name}{TITLE}",
        left=f"截至 {day_words(paper.printed_on)}",
        right=f"共 {len(paper.lines)} 户",
        running=f"{TITLE}（续）　　{paper.bureau.name}",
        landscape=True,
        margins=(16, 16, 16, 16),
        sections=(
            Section(
                columns=COLUMNS,
                styles=STYLES,
                head=(Row(cells=tuple(Cell(text=h, style=heading) for h in HEADINGS), height=9),),
                rows=tuple(_line(number, line) for number, line in enumerate(paper.lines, 1)),
            ),
        ),
        notes=("内含身份证号、电话和住址，属敏感个人信息：只供数据恢复时查对，不得转发、张贴或另作他用。",),
        mark=mark_of(paper.bureau),
        tab=TITLE,
    )


def _line(number: int, line: IndexLine) -> Row:
    return Row(
        cells=(
            str(number),
            line.number + ("\n（已封存）" if line.sealed else ""),
            line.name,
            line.id_number,
            line.phone,
            line.address,
            str(line.people),
            word(line.hardship),
            word(line.cause),
            f"{line.changed_on:%Y-%m-%d}",
            "\n".join(_case(case) for case in line.cases),
        ),
        height=7,
    )


def _case(case: IndexCase) -> str:
    return f"{case.number} {case.scheme_title} {word(case.state)} {yuan(case.amount)}".rstrip()
