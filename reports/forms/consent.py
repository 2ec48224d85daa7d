"""告知同意书: what is kept of a household and why, its rights, and what it agrees to, tick by tick."""

from __future__ import annotations

from datetime import date

from desktop.domain.dossier import ConsentPaper
from desktop.domain.household import Household
from desktop.domain.masking import mask_id, mask_phone
from reports.sheet import HEAD, LABEL, VALUE, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "consent"
TITLE = "个人信息告知同意书"
SUBJECT = ConsentPaper

WIDTH = 170
TELL = Style(size=12, align=Align.justify, leading=1.5, indent=2, edge=Edge.none)
PART = Style(face=Face.hei, size=12.5, leading=1.5, edge=Edge.none)
KIND = Style(size=10.5, align=Align.centre, leading=1.35)
KIND_TEXT = Style(size=10.5, align=Align.justify, leading=1.4)
KIND_HEAD = Style(face=HEAD.face, size=10.5, align=Align.centre)
TICK = Style(size=12, align=Align.justify, leading=1.5)
CHOICE = Style(size=12, align=Align.centre)

SENSITIVE = (
    (
        "证件号码、证件照片",
        "查对是否本人、有没有重复建档，向民政、人社等部门核对困难情况",
        "泄露后可能被人冒用身份；不提供的，无法建档核对",
    ),
    (
        "疾病、残疾（医疗健康）",
        "认定致困原因、计算医疗支出，确定医疗救助",
        "泄露后可能受到歧视；不提供的，按没有这项困难认定",
    ),
    (
        "收入、存款、财产、银行账户（金融账户）",
        "计算家庭人均收入，把帮扶金转到本人账户",
        "泄露后可能遭受诈骗；不提供账户的，可以改领现金",
    ),
    (
        "不满十四周岁未成年人的信息",
        "计算家庭人口，确定子女助学",
        "对孩子影响更大，只收助学必需的；不提供的，不能享受子女助学",
    ),
)
"""What is sensitive, what it is needed for, and what it means for the person."""


def sheet(paper: ConsentPaper) -> Sheet:
    """Two pages: what is told, and what is agreed to."""
    bureau = paper.bureau
    number = paper.household.number if paper.household else ""
    return Sheet(
        title=TITLE,
        title_size=20,
        right=f"档案编号：{number or '　　　　　　　　'}",
        running=f"{TITLE}（续）　　档案编号：{number}",
        margins=(18, 20, 16, 20),
        both_sides=True,
        sections=(
            _told(paper),
            _sensitive(),
            _rest(paper),
            _agreed(),
            _signed(paper),
        ),
        notes=(
            "本告知书依《中华人民共和国个人信息保护法》第十七条（告知事项）、第二十五条（公开须单独同意）、第二十八条至第三十一条"
            "（敏感个人信息和未成年人信息）、第四十四条至第四十七条（知情、查阅、复制、更正、删除）拟定。",
            "一式两份：一份由本单位归入档案，一份交本人。签字人看不懂或者不识字的，由工作人员逐条读给他听，并在签字处按手印。",
        ),
        mark=mark_of(bureau),
        tab=f"告知同意书 {number}".strip(),
    )


def _text(*lines: tuple[str, Style], gap: float = 0) -> Section:
    return Section(
        columns=(WIDTH,),
        gap=gap,
        rows=tuple(Row(cells=(Cell(text=text, style=style),), height=0) for text, style in lines),
    )


def _told(paper: ConsentPaper) -> Section:
    bureau = paper.bureau
    reach = "，".join(
        x
        for x in (
            f"地址：{bureau.address}" if bureau.address else "",
            f"电话：{bureau.phone}" if bureau.phone else "",
            f"经办人：{bureau.officer}" if bureau.officer else "",
        )
        if x
    )
    return _text(
        ("您好！为您家办理困难帮扶，需要登记和使用一些个人信息。请先看清下面几条，再决定是否同意。", TELL),
        ("一、谁在保管，做什么用", PART),
        (
            f"保管和使用这些信息的是{bureau.name}{f'（{reach}）' if reach else ''}。只用来认定困难、确定和发放帮扶、走访慰问，"
            "以及接受上级和审计检查，不作其他用途。信息存放在本单位加密的电脑档案里，只有承办帮扶的人员按岗位查看，"
            "查看完整号码会留下记录。",
            TELL,
        ),
        ("二、登记哪些信息", PART),
        (
            "家庭成员的姓名、性别、出生日期、关系、单位或学校、电话、住址；家庭收入、必要支出和财产；困难证件；"
            "走访时了解到的情况；以及下列敏感个人信息。没有必要的，不收集。",
            TELL,
        ),
        ("三、敏感个人信息：为什么需要，对您有什么影响", PART),
    )


def _sensitive() -> Section:
    return Section(
        columns=(42, 64, 64),
        styles=(KIND, KIND_TEXT, KIND_TEXT),
        gap=1,
        head=(
            Row(
                cells=tuple(Cell(text=t, style=KIND_HEAD) for t in ("信息种类", "为什么需要", "对您的影响")),
                height=7.5,
            ),
        ),
        rows=tuple(Row(cells=line, height=11) for line in SENSITIVE),
    )


def _rest(paper: ConsentPaper) -> Section:
    bureau = paper.bureau
    where = bureau.address or "本单位"
    call = f"，或者打电话 {bureau.phone}" if bureau.phone else ""
    return _text(
        ("四、会提供给谁，会不会公开", PART),
        (
            "核对困难情况时，可能与民政、人社、医保、银行等部门核对；发放帮扶金时，向银行提供户名和账号。"
            "需要公示的，只公示姓名、单位（或社区）、帮扶类别和拟给予的帮扶，不公示证件号码、住址、电话、病情和账号；"
            "未成年人的姓名一律隐去。公示期满即撤下。",
            TELL,
        ),
        ("五、保存多久", PART),
        (
            f"在档期间一直保存；撤档以后封存 {paper.years} 年，期满由两人登记造册、销毁。",
            TELL,
        ),
        ("六、您的权利", PART),
        (
            f"您可以到{where}{call}，要求查看、复制自己的档案，改正写错的内容，也可以随时撤回同意、要求删除。"
            "撤回以前已经办的事仍然有效；撤回后不能再核对和发放的，我们会当面说明。"
            "对处理结果不满意的，可以向上级单位反映，或者依法投诉、起诉。",
            TELL,
        ),
        gap=1.5,
    )


def _agreed() -> Section:
    ticks = (
        ("同意登记和使用本户的一般信息，用于上述帮扶", "□ 同意　□ 不同意"),
        ("单独同意登记和使用本户的敏感个人信息（证件、医疗健康、收入财产）", "□ 同意　□ 不同意"),
        ("单独同意登记和使用银行账户，用于转账发放", "□ 同意　□ 改领现金"),
        ("单独同意公示姓名、单位、帮扶类别和拟给予的帮扶", "□ 同意　□ 不同意"),
        ("作为监护人，同意登记和使用家中不满十四周岁未成年人的信息", "□ 同意　□ 不同意　□ 没有"),
    )
    return Section(
        columns=(106, 64),
        styles=(TICK, CHOICE),
        gap=3,
        together=True,
        head=(
            Row(
                cells=(
                    Cell(text="请逐项勾选（不同意某一项，不影响您申请其他帮扶）", style=KIND_HEAD),
                    Cell(text="您的选择", style=KIND_HEAD),
                ),
                height=8,
            ),
        ),
        rows=tuple(
            Row(cells=(f"{n}. {text}", choice), height=14) for n, (text, choice) in enumerate(ticks, 1)
        ),
    )


def _signed(paper: ConsentPaper) -> Section:
    household = paper.household
    right = Style(size=10.5, align=Align.right)
    return Section(
        columns=(28, 57, 28, 57),
        styles=(LABEL, VALUE) * 2,
        gap=3,
        together=True,
        follow=True,
        rows=(
            Row(
                cells=("户主姓名", household.head.name if household else "", "证件号码", _id(household)),
                height=12,
            ),
            Row(
                cells=(
                    "家庭成员",
                    _others(household, paper.printed_on),
                    "联系电话",
                    mask_phone(household.head.phone) if household else "",
                ),
                height=12,
            ),
            Row(
                cells=(
                    "签字人\n（按手印）",
                    Cell(text=f"{BLANK_DAY}　", style=right),
                    "与户主关系",
                    "□ 本人　□ 配偶　□ 监护人\n□ 其他：",
                ),
                height=24,
            ),
            Row(
                cells=(
                    "经办人\n（签字）",
                    Cell(text=f"{BLANK_DAY}　", style=right),
                    "告知单位",
                    Cell(text=f"{paper.bureau.name}\n（公章）", style=Style(align=Align.centre)),
                ),
                height=24,
            ),
        ),
    )


def _id(household: Household | None) -> str:
    return mask_id(household.head.id_number) if household else ""


def _others(household: Household | None, on: date) -> str:
    if household is None:
        return ""
    head = household.head
    return "、".join(m.name for m in household.members if m is not head and m.belongs_on(on)) or "无"
