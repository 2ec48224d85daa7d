"""抽查记录: the list drawn from, the seed, how anyone draws it again, who was chosen, and what the check found."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.drawn import DrawHeld, DrawnCase
from desktop.domain.meeting_papers import DrawPaper
from desktop.domain.sampling import mark_of as hash_of
from desktop.domain.sampling import order
from reports.filling import tick
from reports.meeting_blocks import LONG, SMALL, WRITTEN
from reports.sheet import CENTRED, HEAD, LABEL, Align, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "check_record"
TITLE = "随机抽查记录"
SUBJECT = DrawPaper

SHOWN = 12
"""So many characters of a hash are printed; two that agree in them would have to be told apart by hand."""
HOW = (
    "一、把种子和一个编号写成两行（种子在上、编号在下，UTF-8 编码，中间只有一个换行，末尾没有换行）；"
    "二、算出 SHA-256，写成十六进制；三、每个编号各算一次，按结果从小到大排队；四、取排在前面的，取够应抽的件数为止。"
    "同一名单、同一种子，谁来算结果都一样。在带有 sha256sum 的电脑上可以这样核对一个编号："
    "printf '%s\\n%s' 种子 编号 | sha256sum"
    "；整份名单每行一个编号存成文本，可以用本程序的 bangfu draw 命令重抽"
)
LIST = (14, 40, 34, 50, 32)
FOUND = (11, 27, 24, 21, 26, 18, 43)


def sheet(paper: DrawPaper) -> Sheet:
    """The record of one draw and of the check that followed."""
    draw = paper.draw
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}",
        right=f"编号：{draw.number or '　　　　　　'}",
        running=f"{TITLE}（续）　　{draw.scheme_title}　　编号：{draw.number}",
        sections=(_about(draw), _list(draw), _found(draw), _signed()),
        notes=(
            f"打印日期：{day_words(paper.printed_on)}　「校验」为 SHA-256 的前 {SHOWN} 位，名单按它排队。",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"抽查记录 {draw.number}".strip(),
    )


def _about(draw: DrawHeld) -> Section:
    percent = f"不低于 {draw.percent.normalize():f}%" if draw.percent else ""
    least = f"至少 {draw.at_least} 件" if draw.at_least else ""
    return Section(
        columns=(24, 61, 24, 61),
        styles=(LABEL, WRITTEN) * 2,
        rows=(
            Row(cells=("抽查方案", Cell(text=draw.scheme_title, style=WRITTEN, span=3)), height=8),
            Row(
                cells=(
                    "抽取日期",
                    day_words(draw.day),
                    "抽查比例",
                    "，".join(filter(None, (percent, least))),
                ),
                height=8,
            ),
            Row(cells=("名单件数", f"{len(draw.cases)} 件", "抽中件数", f"{len(draw.chosen)} 件"), height=8),
            Row(cells=("种　　子", Cell(text=draw.seed, style=WRITTEN, span=3)), height=8),
            Row(cells=("怎样重抽", Cell(text=HOW, style=LONG, span=3)), height=20),
        ),
    )


def _in_order(draw: DrawHeld) -> list[DrawnCase]:
    by_name = {case.name: case for case in draw.cases}
    return [by_name[name] for name in order(by_name, draw.seed)]


def _name(case: DrawnCase) -> Content:
    return case.applicant if len(case.applicant) <= 5 else Cell(text=case.applicant, style=SMALL)


def _list(draw: DrawHeld) -> Section:
    """The whole list in the order of the draw."""
    return Section(
        columns=LIST,
        styles=(CENTRED,) * 5,
        gap=1.5,
        head=(
            Row(
                cells=tuple(Cell(text=h, style=HEAD) for h in ("次序", "申请编号", "申请人", "校验", "抽中")),
                height=8,
            ),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(n),
                    case.name,
                    _name(case),
                    hash_of(case.name, draw.seed)[:SHOWN],
                    tick(case.chosen, ""),
                ),
                height=6.6,
            )
            for n, case in enumerate(_in_order(draw), 1)
        ),
    )


def _found(draw: DrawHeld) -> Section:
    heads = ("序号", "申请编号", "申请人", "核查日期", "核查人", "结果", "发现的情况")
    chosen = [case for case in _in_order(draw) if case.chosen]
    return Section(
        columns=FOUND,
        styles=(CENTRED, SMALL, CENTRED, SMALL, SMALL, SMALL, LONG),
        gap=1.5,
        head=(Row(cells=tuple(Cell(text=h, style=HEAD) for h in heads), height=8),),
        rows=tuple(
            Row(
                cells=(
                    str(n),
                    case.name,
                    _name(case),
                    case.checked_on.isoformat() if case.checked_on else "",
                    case.checked_by,
                    f"{tick(case.sound is True, '属实')}\n{tick(case.sound is False, '不属实')}",
                    Cell(text=case.found, style=LONG, limit=40, annex=f"{case.name} 发现的情况"),
                ),
                height=12,
            )
            for n, case in enumerate(chosen, 1)
        ),
    )


def _signed() -> Section:
    right = Style(align=Align.right)
    blank = Cell(text=f"\n{BLANK_DAY}　", style=right)
    sealed = Cell(text=f"（公章）　　　　\n{BLANK_DAY}　", style=right)
    return Section(
        columns=(28, 57, 28, 57),
        styles=(LABEL, CENTRED) * 2,
        gap=1.5,
        follow=True,
        together=True,
        rows=(
            Row(cells=("抽 取 人\n（签字）", blank, "见 证 人\n（签字）", blank), height=14),
            Row(cells=("核 查 人\n（两人签字）", blank, "负 责 人\n（签字）", sealed), height=14),
        ),
    )
