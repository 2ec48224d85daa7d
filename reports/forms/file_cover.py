"""档案封面: whose file it is, who keeps it and how long, and how many papers and pages lie in it."""

from __future__ import annotations

from desktop.domain.bureau import OfficeKind
from desktop.domain.days import day_words
from desktop.domain.dossier import FilePaper
from desktop.domain.words import word
from reports.filling import handed_out
from reports.sheet import Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "file_cover"
TITLE = "档案封面"
SUBJECT = FilePaper

TITLES = {
    OfficeKind.union: "困难职工帮扶档案",
    OfficeKind.school: "困难学生资助档案",
    OfficeKind.township: "困难家庭救助档案",
}
BIG = Style(face=Face.hei, size=32, align=Align.centre, edge=Edge.none)
UNDER = Style(size=16, align=Align.centre, edge=Edge.none)
NAME = Style(size=14, align=Align.centre)
TOLD = Style(size=14, leading=1.4)


def sheet(paper: FilePaper) -> Sheet:
    """The cover of one household's file (一户一档)."""
    home = paper.household
    counted = f"共 {len(paper.lines)} 件" + (f" {paper.pages} 页" if paper.pages else "　　　　页")
    filed = day_words(home.filed_on) if home.filed_on else ""
    state = word(home.state) + (f"（{day_words(home.state_since)}起）" if home.state_since else "")
    told = (
        ("档案编号", home.number),
        ("户　　主", home.head.name),
        ("单位（学校、社区）", home.head.employer),
        ("困难类别", word(home.hardship)),
        ("建档单位", paper.unit),
        ("建档日期", filed),
        ("档案状态", state),
        ("卷内文件", counted if paper.lines else "共　　　件　　　页"),
        ("保管期限", f"在档期间一直保存，撤档封存后 {paper.years} 年"),
        ("立 卷 人", ""),
        ("检 查 人", ""),
        ("立卷日期", ""),
    )
    empty = Row(cells=("",), height=22)
    return Sheet(
        title=TITLE,
        title_size=0,
        margins=(24, 22, 20, 22),
        page_numbers=False,
        sections=(
            Section(
                columns=(166,),
                styles=(UNDER,),
                rows=(
                    empty,
                    Row(cells=(Cell(text=TITLES[paper.bureau.kind], style=BIG),), height=18),
                    Row(cells=("一户一档",), height=14),
                    empty,
                ),
            ),
            Section(
                columns=(52, 114),
                styles=(NAME, TOLD),
                rows=tuple(Row(cells=line, height=12) for line in told),
            ),
        ),
        notes=(
            "内含身份证号、病情、账号等敏感个人信息，凭岗位查阅，不得转借、拍照外传。",
            handed_out(paper.bureau, paper.printed_on),
        ),
        mark=mark_of(paper.bureau),
        tab=f"封面 {home.number}".strip(),
    )
