"""家庭经济状况核对授权书: what may be checked, by whom and what for; every adult signs, a guardian for each minor."""

from __future__ import annotations

from desktop.domain.dossier import HouseholdPaper
from desktop.domain.person import Member
from reports.filling import NAMED, guardian_of, handed_out, living, minor, relation, row, value
from reports.sheet import HEAD, Align, Cell, Edge, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "check_authorisation"
TITLE = "家庭经济状况核对授权书"
SUBJECT = HouseholdPaper

WIDTH = 170
TELL = Style(size=12, align=Align.justify, leading=1.5, indent=2, edge=Edge.none)
PLAIN = Style(size=12, leading=1.55, edge=Edge.none)
WHEN = Style(size=9.5, align=Align.right)
ADULTS, MINORS = 6, 2
SIGNATURE = 11.5


def sheet(paper: HouseholdPaper) -> Sheet:
    """The authority of one household."""
    home = paper.home
    return Sheet(
        title=TITLE,
        right=f"档案编号：{home.number or '　　　　　　　　'}",
        running=f"{TITLE}（续）　　{home.head.name}　{home.number}",
        margins=(18, 20, 16, 20),
        sections=(_letter(paper), _adults(paper), _minors(paper), _agent()),
        notes=(
            "每名成年家庭成员本人签字、按手印；未成年人和不能辨认自己行为的成员由监护人签，并写明关系。"
            "不识字的由工作人员逐条读给他听。本授权书应当面签署，随核对申请一并送核对机构，原件归档。",
            handed_out(paper.bureau, paper.printed_on if paper.household else None),
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=f"授权书 {home.number} {home.head.name}".strip(),
    )


def _letter(paper: HouseholdPaper) -> Section:
    bureau = paper.bureau
    lines = (
        (f"{bureau.name}：", PLAIN),
        (
            f"因申请（复审）困难帮扶，本人和共同生活的家庭成员自愿授权{bureau.name}，并由其委托的家庭经济状况核对机构，"
            "向有关部门和单位查询、核对下列信息：",
            TELL,
        ),
        (
            "一、户籍和婚姻登记、社会保险、住房公积金、不动产、机动车辆、市场主体（工商）登记、纳税、"
            "银行存款及有价证券、商业保险、已享受的各项救助。",
            TELL,
        ),
        ("二、查询结果只用于认定困难、确定和复核帮扶，不作其他用途，不向无关的人提供。", TELL),
        (
            "三、授权自签字之日起生效，至　　　　年　　月　　日止（没有填写的，一年内有效）；"
            "本户退出帮扶的，授权同时终止。可以随时书面撤回，撤回前已经查询的仍然有效。",
            TELL,
        ),
        ("四、拒绝授权或者隐瞒成员、财产，影响认定的，由本户承担后果。", TELL),
    )
    return Section(
        columns=(WIDTH,), rows=tuple(Row(cells=(Cell(text=t, style=s),), height=0) for t, s in lines)
    )


def _people(paper: HouseholdPaper) -> tuple[list[Member], list[Member]]:
    """Who signs for themselves, and for whom a guardian signs."""
    here = [m for m in living(paper.home, paper.printed_on) if m.lives_here]
    guarded = {g.whose for g in paper.home.guardians}
    young = [m for m in here if minor(m, paper.printed_on) or m.ordinal in guarded]
    return [m for m in here if m not in young], young


def _adults(paper: HouseholdPaper) -> Section:
    adults, _ = _people(paper)
    rows = [
        row(
            value(m.name, most=7),
            value(relation(m), most=5),
            value(m.id_number, most=20),
            "",
            Cell(text="年　月　日", style=WHEN),
            height=SIGNATURE,
        )
        for m in adults
    ]
    blank = ADULTS if not paper.household else (0 if adults else 1)
    rows += [row("", "", "", "", Cell(text="年　月　日", style=WHEN), height=SIGNATURE) for _ in range(blank)]
    heads = ("成年成员", "与户主关系", "身份证号", "本人签字（按手印）", "日期")
    return Section(
        columns=(30, 24, 46, 42, 28),
        gap=2.5,
        head=(Row(cells=tuple(Cell(text=x, style=HEAD) for x in heads), height=8),),
        rows=tuple(rows),
    )


def _minors(paper: HouseholdPaper) -> Section:
    _, young = _people(paper)
    home = paper.home
    rows = [
        row(
            value(m.name, most=7),
            value(relation(m), most=5),
            value(m.id_number, most=20),
            Cell(text=_by(guardian_of(home, m)), style=Style(size=9, top=True)),
            Cell(text="年　月　日", style=WHEN),
            height=SIGNATURE,
        )
        for m in young
    ]
    blank = MINORS if not paper.household else (0 if young else 1)
    rows += [row("", "", "", "", Cell(text="年　月　日", style=WHEN), height=SIGNATURE) for _ in range(blank)]
    heads = ("未成年等成员", "与户主关系", "身份证号", "监护人签字（按手印）", "日期")
    return Section(
        columns=(30, 24, 46, 42, 28),
        gap=2.5,
        head=(Row(cells=tuple(Cell(text=x, style=HEAD) for x in heads), height=8),),
        rows=tuple(rows),
    )


def _by(guardian: str) -> str:
    return f"监护人：{guardian}" if guardian else ""


def _agent() -> Section:
    return Section(
        columns=(38, 36, 24, 28, 44),
        gap=2.5,
        together=True,
        rows=(
            row(
                Cell(text="代理人（有代理的填）", style=NAMED),
                "姓名：",
                "关系：",
                Cell(text="证件号：", span=2),
                height=10,
            ),
            row(
                Cell(text="经办人（当面见证）", style=NAMED),
                Cell(text="签字：", span=2),
                Cell(text="年　　月　　日　", style=WHEN, span=2),
                height=12,
            ),
        ),
    )
