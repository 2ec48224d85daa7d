"""卷内目录: every paper of a file in its order, with whose it is, its date and its pages."""

from __future__ import annotations

from desktop.domain.dossier import ContentsLine, FilePaper
from reports.filling import day, handed_out
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "file_contents"
TITLE = "卷内目录"
SUBJECT = FilePaper

COLUMNS = (12, 72, 24, 24, 16, 12, 20)
HEADINGS = ("序号", "文件题名", "所属人", "日期", "页号", "页数", "备注")
SMALL = Style(size=9.5, align=Align.centre, leading=1.3)
STYLES = (SMALL, Style(size=10, leading=1.3), *(SMALL,) * 5)
BLANK_LINES = 3


def sheet(paper: FilePaper) -> Sheet:
    """The contents; a few lines are left for what is put in by hand."""
    home = paper.household
    rows = [_line(number, line) for number, line in enumerate(paper.lines, 1)]
    rows += [Row(cells=(str(len(rows) + n + 1), *("",) * 6), height=8) for n in range(BLANK_LINES)]
    return Sheet(
        title=TITLE,
        left=f"户主：{home.head.name}",
        right=f"档案编号：{home.number}",
        running=f"{TITLE}（续）　　{home.head.name}　{home.number}",
        margins=(18, 15, 16, 15),
        sections=(
            Section(
                columns=COLUMNS,
                styles=STYLES,
                head=(Row(cells=tuple(Cell(text=x, style=HEAD) for x in HEADINGS), height=9),),
                rows=tuple(rows),
            ),
        ),
        notes=(
            "页号、页数空着的，立卷时照纸面填写；「未能装订」的请按备注另行处理。",
            handed_out(paper.bureau, paper.printed_on),
        ),
        mark=mark_of(paper.bureau),
        tab=f"目录 {home.number}".strip(),
    )


def _line(number: int, line: ContentsLine) -> Row:
    last = line.first + line.pages - 1
    where = "" if not line.first else str(line.first) if line.pages <= 1 else f"{line.first}—{last}"
    return Row(
        cells=(
            str(number),
            line.title,
            line.whose,
            day(line.dated),
            where,
            str(line.pages) if line.pages else "",
            line.remark,
        ),
        height=8,
    )
