"""公示: who is to be helped, hung on the wall. Only what may be published ever gets here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from desktop.domain.application import Notice
from desktop.domain.days import day_words
from desktop.domain.dossier import NoticeEntry, NoticePaper
from desktop.domain.notice_look import Names, Shown
from reports.sheet import HEAD, PROSE, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of, signed_by

ID = "public_notice"
TITLE = "公示"
SUBJECT = NoticePaper

WIDTH = 162
ENTRY = Style(size=12, align=Align.centre)
ENTRY_HEAD = Style(size=12, align=Align.centre, face=HEAD.face)
NUMBER, CALLED = 14, 31
COLUMNS: Mapping[Shown, tuple[str, int]] = {
    Shown.unit: ("单位（学校、社区）", 43),
    Shown.category: ("帮扶类别", 26),
    Shown.award: ("拟给予的帮扶", 48),
}
"""What each column is headed, and how wide it is among all of them."""
COVERED = "名单中未成年人的姓名，以及没有法规要求、本人也没有同意公开的姓名，部分隐去。"
EXTRACT = "归档摘录：只列本户一行，同一公示的其他家庭不列。"
CONTACT = Style(size=14, leading=1.5, indent=2, edge=PROSE.edge)


def sheet(paper: NoticePaper) -> Sheet:
    """The notice of one round, with both ways of counting its days."""
    notice, bureau = paper.notice, paper.bureau
    reference = f"（{paper.reference}）" if paper.reference else ""
    opening = (
        f"根据《{paper.scheme_title}》{reference}，经本人申请、入户调查和审核，拟对下列{'家庭' if paper.extract else f' {len(paper.entries)} 户'}给予帮扶。"
        "现将名单予以公示，接受监督。"
    )
    taken_down = notice.until + timedelta(days=1)
    return Sheet(
        title="公　　示",
        title_size=26,
        right=f"编号：{notice.number}",
        running=f"公示（续）　　编号：{notice.number}",
        margins=(24, 24, 20, 24),
        sections=(
            _prose((opening,)),
            _entries(paper),
            _prose(
                (
                    f"公示期 {notice.term.told}，自{day_words(notice.posted_on)}起至{day_words(notice.until)}止"
                    f"{f'（{notice.skipped}）' if notice.skipped else ''}。",
                    f"对上述名单有异议的，请在{day_words(notice.until)}前（含当日）以来访、来电或者书面形式向{bureau.name}反映。"
                    "反映情况应当具体、真实，并留下联系方式，以便核实答复；反映人信息予以保密。",
                ),
                gap=3,
            ),
            _contact(paper),
            signed_by(bureau, notice.posted_on, WIDTH, 14, gap=3),
        ),
        notes=(
            _counting(notice),
            f"{'张贴地点：' + notice.place + '。' if notice.place else ''}"
            f"本公示于{day_words(taken_down)}撤下。",
            *((COVERED,) if notice.look.names is not Names.numbers else ()),
            *((EXTRACT,) if paper.extract else ()),
        ),
        trail=paper.trail,
        mark=mark_of(bureau),
        tab=f"公示 {notice.number}".strip(),
    )


def _prose(paragraphs: tuple[str, ...], gap: float = 0) -> Section:
    rows = tuple(Row(cells=(Cell(text=text, style=PROSE),), height=0) for text in paragraphs)
    return Section(columns=(WIDTH,), rows=rows, gap=gap)


def _entries(paper: NoticePaper) -> Section:
    """One row a case, with the columns this notice was drawn up with; what is left out leaves its room to the others."""
    look = paper.notice.look
    shown = [x for x in Shown if x in look.columns]
    called = "申请编号" if look.names is Names.numbers else "姓名"
    widths = (NUMBER, CALLED, *(COLUMNS[x][1] for x in shown))
    wider = (WIDTH - NUMBER) / sum(widths[1:])
    return Section(
        columns=(NUMBER, *(round(w * wider, 2) for w in widths[1:])),
        gap=2,
        styles=(ENTRY,) * len(widths),
        head=(
            Row(
                cells=tuple(
                    Cell(text=h, style=ENTRY_HEAD) for h in ("序号", called, *(COLUMNS[x][0] for x in shown))
                ),
                height=10,
            ),
        ),
        rows=tuple(
            Row(cells=(str(n), entry.name, *(_value(entry, x) for x in shown)), height=9)
            for n, entry in enumerate(paper.entries, 1)
        ),
    )


def _value(entry: NoticeEntry, shown: Shown) -> str:
    return {Shown.unit: entry.employer, Shown.category: entry.category, Shown.award: entry.award}[shown]


def _contact(paper: NoticePaper) -> Section:
    bureau = paper.bureau
    blank = "　　　　　　　　"
    person = f"受理异议：{bureau.officer or blank}"
    phone = f"联系电话：{bureau.phone or blank}"
    address = f"联系地址：{bureau.address or blank}"
    return Section(
        columns=(WIDTH,),
        together=True,
        rows=tuple(
            Row(cells=(Cell(text=line, style=CONTACT),), height=0) for line in (person, phone, address)
        ),
    )


def _counting(notice: Notice) -> str:
    """Both ways of counting, and which one holds here (the law's, or the one that counts the posting day)."""
    excluded, counted = notice.until_posting_day_excluded, notice.until_posting_day_counted
    chosen = "前" if notice.until == excluded else "后"
    return (
        f"公示期自张贴次日起算至{day_words(excluded)}止，自张贴当日起算至{day_words(counted)}止；"
        f"本公示按{chosen}者计算。"
    )
