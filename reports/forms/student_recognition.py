"""家庭经济困难学生认定申请表: the student, the family, the flags, what bears on the family, and the school's opinions.

The commitment must be written by hand, so its box is left empty. A flag is ticked only where somebody knows it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.dossier import StudentPaper
from desktop.domain.household import Household
from desktop.domain.income import income_sheet
from desktop.domain.kinship import to_student
from desktop.domain.person import Hukou, Leaving, Member
from desktop.domain.student import Student, StudentFlag, StudentLevel
from desktop.domain.words import choices, word
from reports.filling import (
    NAMED,
    NARROW,
    ailments,
    handed_out,
    label,
    living,
    money,
    month,
    row,
    tick,
    ticks,
    value,
    yearly_income,
    yes_no_ticks,
)
from reports.sheet import SMALL, TEXT, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of, yuan

ID = "student_recognition"
TITLE = "家庭经济困难学生认定申请表"
SUBJECT = StudentPaper

MEMBER = (21, 11, 19, 36, 20, 23, 32)
MEMBER_HEADS = ("姓名", "年龄", "与学生\n关系", "工作（学习）单位", "职业", "年收入\n（元）", "健康状况")
MEMBER_ROWS = 5
GONE = {Leaving.died: "已故", Leaving.missing: "失踪", Leaving.divorced: "离异"}
"""What stands for the health of a parent who is named, but not counted."""
WRITTEN = Style(size=9.5, leading=1.4)
COMMITMENT = "本人承诺以上所填写资料真实，如有虚假，愿承担相应责任。"
LEVELS = (StudentLevel.severe, StudentLevel.hard, StudentLevel.ordinary, StudentLevel.none)


def sheet(paper: StudentPaper) -> Sheet:
    """The form of one student."""
    student = paper.student or Student(whose=0)
    home = paper.household
    person = home.member(student.whose) if home else None
    person = person or Member(ordinal=0, name="")
    return Sheet(
        title=TITLE,
        title_size=18,
        left=_where(student, person),
        right=f"学号：{student.student_number}" if student.student_number else "",
        running=f"{TITLE}（续）　　{person.name}",
        margins=(14, 18, 14, 18),
        sections=(
            _basics(paper, student, person),
            _family(paper, person),
            _flags(student),
            _circumstances(paper, student),
            _pledge(),
            *_opinions(),
        ),
        notes=(
            "「■」为已知情况，没有勾的由本人照实勾选；个人承诺须由学生本人（或监护人）手写，打印无效。",
            handed_out(paper.bureau, paper.printed_on if home else None),
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"认定申请 {person.name}".strip(),
    )


def _where(student: Student, person: Member) -> str:
    gap = "　　　　"
    school = student.school or person.employer or gap * 2
    return (
        f"学校：{school}　院系：{student.department or gap}　专业：{person.major or gap}　"
        f"年级：{student.grade or gap}　班级：{student.class_name or gap}"
    )


def _basics(paper: StudentPaper, student: Student, person: Member) -> Section:
    home = paper.household
    parents = _parents_phone(home, student, person) if home else ""
    people = f"{len(home.on(paper.printed_on).counted)} 人" if home else ""
    urban = None if person.hukou is None else person.hukou is not Hukou.rural
    hukou = f"{tick(urban is True, '城镇')} {tick(urban is False, '农村')}"
    return Section(
        columns=(24, 27, 22, 25, 22, 42),
        side="基本情况",
        rows=(
            row(
                *(label("姓名", style=NAMED), value(person.name, most=6)),
                *(label("性别", style=NAMED), value(word(person.sex))),
                *(label("出生年月", style=NAMED), value(month(person.born), most=9)),
            ),
            row(
                *(label("籍贯", style=NAMED), value(student.native_place, most=6)),
                *(label("家庭人口", style=NAMED), value(people)),
                *(label("身份证号码", style=NAMED), value(person.id_number, most=0)),
            ),
            row(
                *(label("手机号码", style=NAMED), value(person.phone, most=0)),
                *(label("户口性质", style=NAMED), value(hukou, most=0)),
                *(label("住校", style=NAMED), value(yes_no_ticks(student.boards), most=9)),
            ),
            row(
                label("详细通讯地址", style=NAMED),
                Cell(text=home.address if home else "", span=5, style=WRITTEN),
            ),
            row(
                *(label("邮政编码", style=NAMED), value(home.postcode if home else "", most=7)),
                *(label("家长手机号码", span=2, style=NAMED), value(parents, 2, most=20)),
            ),
        ),
    )


def _parents_phone(home: Household, student: Student, person: Member) -> str:
    found: list[str] = []
    for one in home.guardians:
        if one.whose == student.whose:
            by = home.member(one.member) if one.member else None
            phone = (by.phone if by else one.phone) or one.phone
            found += [f"{by.name if by else one.name} {phone}"] if phone else []
    if not found:
        for member in home.members:
            if member.phone and to_student(home.head, person, member)[-2:] in ("父亲", "母亲"):
                found.append(f"{member.name} {member.phone}")
    return "；".join(found)


def _family(paper: StudentPaper, person: Member) -> Section:
    home = paper.household
    rows: list[Row] = []
    for member in _listed(home, person, paper.printed_on) if home else ():
        if member is person or home is None:
            continue
        age = member.age_on(paper.printed_on)
        earned = yearly_income(home, member)
        health = "，".join(filter(None, (word(member.health), ailments(member))))
        if member.left_by is not None and not (member.lives_here and member.belongs_on(paper.printed_on)):
            health = GONE.get(member.left_by) or word(member.left_by)
        rows.append(
            row(
                value(member.name, most=5),
                value("" if age is None else str(age)),
                value(to_student(home.head, person, member), most=3),
                value(member.employer, most=8),
                value(word(member.employment) or word(member.schooling), most=4),
                value(money(earned), most=0),
                value(health, most=7),
            )
        )
    rows += [row(*("",) * 7)] * max(MEMBER_ROWS - len(rows), 1)
    return Section(
        columns=MEMBER,
        side="家庭成员情况",
        head=(Row(cells=tuple(Cell(text=x, style=NAMED) for x in MEMBER_HEADS), height=8.5),),
        rows=tuple(rows),
    )


def _listed(home: Household, person: Member, on: date) -> list[Member]:
    """Who lives there, and a parent who has died, is missing or divorced: the form names them, but does not count them."""
    here = living(home, on)
    parents = [m for m in home.members if m not in here and m.left_by in GONE]
    return [*here, *(m for m in parents if to_student(home.head, person, m)[-2:] in ("父亲", "母亲"))]


def _flags(student: Student) -> Section:
    flags = choices(StudentFlag)
    half = (len(flags) + 1) // 2
    rows: list[Row] = []
    for n in range(half):
        cells: list[Content] = []
        for flag, said in (flags[n], *flags[n + half : n + half + 1]):
            cells += [
                Cell(text=said, style=WRITTEN),
                Cell(text=yes_no_ticks(student.flag(flag)), style=NARROW),
            ]
        cells += [""] * (4 - len(cells))
        rows.append(row(*cells, height=6.4))
    return Section(columns=(56, 25, 56, 25), side="特殊群体类型", rows=tuple(rows), together=True)


def _circumstances(paper: StudentPaper, student: Student) -> Section:
    home = paper.household
    head = None
    if home is not None:
        found = income_sheet(home, paper.printed_on).income_per_head
        head = None if found is None else found * 12
    owed = sum((d.amount for d in home.debts), Decimal(0)) if home else Decimal(0)
    debts = student.debts or (f"欠债合计 {yuan(owed)}" if owed else "")
    told = (
        ("家庭人均年收入", f"{money(head)} 元" if head is not None else "　　　　　　元"),
        ("遭受自然灾害情况", student.disaster),
        ("遭受突发意外事件", student.accident),
        ("家庭成员因残疾、年迈\n而劳动能力弱情况", student.weak_labour),
        ("家庭成员失业情况", student.unemployment),
        ("家庭欠债情况", debts),
        ("本学年已获资助情况", student.aided),
        ("其他情况", student.other_facts),
        ("申请认定理由", student.statement),
    )
    return Section(
        columns=(38, 124),
        side="影响家庭经济状况有关信息",
        rows=tuple(
            row(
                label(name, style=NAMED),
                Cell(text=text, style=WRITTEN, limit=36, annex=name.replace("\n", "")),
                height=18 if name == "申请认定理由" else 8,
            )
            for name, text in told
        ),
    )


def _pledge() -> Section:
    return Section(
        columns=(162,),
        side="个人承诺",
        together=True,
        rows=(
            row(Cell(text=f"请照抄（须手写）：「{COMMITMENT}」", style=SMALL), height=6.5),
            Row(
                cells=(
                    Cell(
                        text="",
                        style=TEXT,
                        foot=f"学生本人（或监护人）签字：　　　　　　　　　{BLANK_DAY}　",
                    ),
                ),
                height=26,
                grow=2,
            ),
        ),
    )


def _opinions() -> tuple[Section, ...]:
    levels = ticks(StudentLevel, None, LEVELS)
    told = (
        (
            "民主评议",
            f"应参加评议　　　人，实际参加　　　人。\n经评议，建议认定为：{levels}\n理由：",
            f"评议小组组长（签字）：　　　　　　　　{BLANK_DAY}　",
        ),
        (
            "院系意见",
            f"□同意评议小组意见　□不同意，调整为：{levels}\n已在　　　　　　范围内公示　　　个工作日\n"
            "（公示期从　　　　年　　月　　日至　　　　年　　月　　日），无异议。",
            f"负责人（签字）：　　　　　　　　{BLANK_DAY}　",
        ),
        (
            "学校意见",
            "经认真核实并公示　　　个工作日后，□同意　□不同意，建议调整为：　　　　　　　\n调整理由：\n资助项目及标准：",
            f"学校负责人（签字）：　　　　　　　（学校公章）　{BLANK_DAY}　",
        ),
    )
    return tuple(
        Section(
            columns=(162,),
            side=name,
            rows=(
                Row(
                    cells=(Cell(text=text, style=Style(size=10, top=True, leading=1.55), foot=foot),),
                    height=27,
                    grow=1,
                ),
            ),
        )
        for name, text, foot in told
    )
