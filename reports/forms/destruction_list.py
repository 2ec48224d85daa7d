"""档案销毁清册: which archives were destroyed, why, and the two persons who were there."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.dossier import DestructionPaper
from desktop.domain.retention import DestroyedLine, last_day
from reports.sheet import HEAD, Align, Cell, Edge, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "destruction_list"
TITLE = "档案销毁清册"
SUBJECT = DestructionPaper

WIDTH = 170
COLUMNS = (14, 44, 34, 39, 39)
HEADINGS = ("序号", "档案编号", "户主姓名\n（已隐去）", "撤档封存日期", "保管期满日期")
ENTRY = Style(size=11, align=Align.centre)
ENTRY_HEAD = Style(face=HEAD.face, size=11, align=Align.centre)
TEXT = Style(size=12, align=Align.justify, leading=1.6, indent=2, edge=Edge.none)
SIGN_LABEL = Style(size=11, align=Align.centre)
RIGHT = Style(size=11, align=Align.right)


def sheet(paper: DestructionPaper) -> Sheet:
    """The list, what stays of the archives, and two signatures."""
    made, bureau = paper.destruction, paper.bureau
    return Sheet(
        title="档 案 销 毁 清 册",
        title_size=22,
        left=f"单位：{bureau.name}",
        right=f"编号：{made.number}",
        running=f"{TITLE}（续）　　编号：{made.number}",
        margins=(20, 20, 18, 20),
        sections=(_opening(paper), _lines(paper), _signed(paper)),
        notes=(
            "销毁后只保留：本清册；档案编号；各次申请、发放的编号、金额和日期（姓名改为「已销毁」）。"
            "姓名、证件号码、电话、住址、账户、病情、收入、附件、走访内容和审批意见均已删除，数据文件已重写一遍。",
            "操作记录按规定不得改动，其中仍有姓名和当时填写的文字（证件号码、电话、住址、账户、病情已遮盖），供审计查对。"
            "销毁前做的备份里还有这些档案，随备份逐步淘汰（按时使用程序的，约一年内清完）；另存到 U 盘、别的文件夹和纸上的，请一并清理。",
        ),
        trail=paper.trail,
        mark=mark_of(bureau),
        tab=f"销毁清册 {made.number}".strip(),
    )


def _opening(paper: DestructionPaper) -> Section:
    made = paper.destruction
    said = (
        f"下列 {len(made.lines)} 户档案撤档封存后保管已满 {made.years} 年，于{day_words(made.day)}由两人在场销毁。"
        f"销毁依据：{made.reason.rstrip('。')}。"
    )
    return Section(columns=(WIDTH,), rows=(Row(cells=(Cell(text=said, style=TEXT),), height=0),))


def _lines(paper: DestructionPaper) -> Section:
    return Section(
        columns=COLUMNS,
        gap=2,
        styles=(ENTRY,) * len(COLUMNS),
        head=(Row(cells=tuple(Cell(text=h, style=ENTRY_HEAD) for h in HEADINGS), height=11),),
        rows=tuple(_line(n, x, paper.destruction.years) for n, x in enumerate(paper.destruction.lines, 1)),
    )


def _line(number: int, line: DestroyedLine, years: int) -> Row:
    return Row(
        cells=(
            str(number),
            line.number,
            line.name,
            day_words(line.sealed_on),
            day_words(last_day(line.sealed_on, years)),
        ),
        height=8.5,
    )


def _signed(paper: DestructionPaper) -> Section:
    made = paper.destruction
    second = "监销人\n（在场监督）" if made.witness else "第二人\n（密码确认）"
    return Section(
        columns=(28, 57, 28, 57),
        styles=(SIGN_LABEL, ENTRY) * 2,
        gap=4,
        together=True,
        follow=True,
        rows=(
            Row(cells=("销毁人", made.first, second, made.second), height=11),
            Row(
                cells=(
                    "销毁人\n（签字）",
                    Cell(text=f"\n{BLANK_DAY}　", style=RIGHT),
                    "监销人\n（签字）" if made.witness else "第二人\n（签字）",
                    Cell(text=f"\n{BLANK_DAY}　", style=RIGHT),
                ),
                height=18,
            ),
            Row(
                cells=(
                    "单位负责人\n（签字）",
                    Cell(text=f"\n{BLANK_DAY}　", style=RIGHT),
                    "单位",
                    Cell(text=f"{paper.bureau.name}\n（公章）", style=ENTRY),
                ),
                height=18,
            ),
        ),
    )
