"""承诺书: the household answers for what it declared; below it, who handles the case answers for how."""

from __future__ import annotations

from desktop.domain.dossier import HouseholdPaper
from reports.filling import handed_out, living
from reports.sheet import LABEL, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "commitment"
TITLE = "承诺书"
SUBJECT = HouseholdPaper

WIDTH = 170
TELL = Style(size=13, align=Align.justify, leading=1.6, indent=2, edge=Edge.none)
PART = Style(face=Face.hei, size=15, align=Align.centre, edge=Edge.none)
PLEDGES = (
    "一、所填写的家庭成员、收入、支出、财产、健康状况等情况真实、完整，提交的材料真实有效，没有隐瞒和虚假。",
    "二、同意对本户经济状况进行核对，配合入户调查，并接受公示和监督。",
    "三、家庭人口、就业、收入、财产发生变化，或者困难已经缓解的，在三十日内告知本单位，由本单位重新认定。",
    "四、帮扶款物用于解决家庭困难，由本人（或登记的代领人）领取、签字。",
    "五、如有隐瞒、虚假，自愿退回所领款物，并承担相应责任。",
)
HANDLING = (
    "本人在办理该户帮扶时，如实调查记录，不替人签字，不收受好处；与该户有近亲属或者其他利害关系的，主动说明并回避；"
    "对所了解的个人信息保密。",
)


def sheet(paper: HouseholdPaper) -> Sheet:
    """Both pledges on one page."""
    home = paper.home
    return Sheet(
        title="申请人承诺书",
        right=f"档案编号：{home.number or '　　　　　　　　'}",
        running=f"{TITLE}（续）　　{home.head.name}　{home.number}",
        margins=(20, 20, 18, 20),
        sections=(_letter(paper), _signed(paper), _handling(), _handled(paper)),
        notes=(handed_out(paper.bureau, paper.printed_on if paper.household else None),),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=f"承诺书 {home.number} {home.head.name}".strip(),
    )


def _letter(paper: HouseholdPaper) -> Section:
    to = Style(size=13, leading=1.6, edge=Edge.none)
    opening = "本人因家庭生活困难，向你单位申请（继续享受）困难帮扶，现郑重承诺："
    lines = ((f"{paper.bureau.name}：", to), (opening, TELL), *((x, TELL) for x in PLEDGES))
    return Section(
        columns=(WIDTH,), rows=tuple(Row(cells=(Cell(text=t, style=s),), height=0) for t, s in lines)
    )


def _signed(paper: HouseholdPaper) -> Section:
    home = paper.home
    others = "、".join(m.name for m in living(home, paper.printed_on) if m is not home.head)
    right = Style(align=Align.right)
    return Section(
        columns=(34, 53, 28, 55),
        gap=4,
        together=True,
        follow=True,
        styles=(LABEL, Style(align=Align.centre)) * 2,
        rows=(
            Row(cells=("承诺人", home.head.name, "身份证号", home.head.id_number), height=10),
            Row(cells=("家庭成员", Cell(text=others, span=3, limit=24, annex="家庭成员")), height=10),
            Row(
                cells=("承诺人\n（签字、按手印）", Cell(text=f"{BLANK_DAY}　", style=right, span=3)),
                height=18,
            ),
        ),
    )


def _handling() -> Section:
    rows = [Row(cells=(Cell(text="经 办 人 承 诺", style=PART),), height=14)]
    rows += [Row(cells=(Cell(text=x, style=TELL),), height=0) for x in HANDLING]
    return Section(columns=(WIDTH,), rows=tuple(rows), gap=10, cut=True, together=True)


def _handled(paper: HouseholdPaper) -> Section:
    right = Style(align=Align.right)
    return Section(
        columns=(34, 136),
        gap=4,
        together=True,
        follow=True,
        styles=(LABEL,),
        rows=(Row(cells=("经办人（签字）", Cell(text=f"{BLANK_DAY}　", style=right)), height=14),),
    )
