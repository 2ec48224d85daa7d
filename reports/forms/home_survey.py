"""入户调查表: what is on file filled in, the rest lines to write on at the home; two visitors and one of the family sign."""

from __future__ import annotations

from desktop.domain.bureau import OfficeKind
from desktop.domain.dossier import HouseholdPaper
from desktop.domain.household import Cause, Household, IncomeKind, Property, PropertyKind, Topic
from desktop.domain.person import Member
from desktop.domain.words import choices, word
from reports.filling import (
    NAMED,
    NARROW,
    ailments,
    handed_out,
    label,
    living,
    money,
    monthly_income,
    relation,
    row,
    tick,
    value,
)
from reports.sheet import SMALL, Align, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "home_survey"
TITLE = "入户调查表"
SUBJECT = HouseholdPaper

TITLES = {
    OfficeKind.union: "困难职工家庭入户调查表",
    OfficeKind.school: "困难学生家庭入户调查表",
    OfficeKind.township: "困难家庭入户调查表",
}
MEMBER = (20, 36, 17, 20, 23, 19, 45)
MEMBER_HEADS = (
    "姓名",
    "身份证号",
    "与户主\n关系",
    "健康状况",
    "职业（在读）",
    "月收入\n（元）",
    "调查时核实（在家、外出、变化）",
)
MEMBER_ROWS, LEAST_BLANK = 6, 2
KINDS = (
    ("工资薪金", frozenset({IncomeKind.wage})),
    ("经营、种养", frozenset({IncomeKind.business})),
    ("养老金、退休金", frozenset({IncomeKind.pension, IncomeKind.basic_pension})),
    ("财产租金", frozenset({IncomeKind.rent})),
    ("赡养抚养费", frozenset({IncomeKind.support})),
    (
        "救助补助",
        frozenset({IncomeKind.relief, IncomeKind.transfer, IncomeKind.unemployment, IncomeKind.honour}),
    ),
    ("其他", frozenset({IncomeKind.other, IncomeKind.undivided})),
)
"""How a survey groups income, each with its share on file and room for what is found."""
SUPPORTERS, LINES = 2, 8
WRITTEN = Style(size=9.5, leading=1.35)


def sheet(paper: HouseholdPaper) -> Sheet:
    """The survey of one home, on two sides of one leaf."""
    title = TITLES[paper.bureau.kind]
    home = paper.home
    return Sheet(
        title=title,
        title_size=18,
        left=f"单位：{paper.unit}",
        right=f"档案编号：{home.number or '　　　　　　'}　调查日期：{BLANK_DAY.strip()}",
        running=f"{title}（续）　　{home.head.name}　{home.number}",
        margins=(14, 15, 14, 15),
        sections=(
            _head(paper),
            _members(paper),
            _income(paper),
            _property(paper),
            _supporters(),
            _cause(home),
            _found(),
            _signed(),
        ),
        notes=(
            "已知情况由档案印出，入户时逐项核对，有变化的在旁边写明；不清楚的不要写「无」。调查由两人同行，"
            "在场的家庭成员看过（或听读）后签字、按手印；户主不在家的写明原因。",
            handed_out(paper.bureau, paper.printed_on if paper.household else None),
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"入户调查 {home.number} {home.head.name}".strip(),
    )


def _head(paper: HouseholdPaper) -> Section:
    home = paper.home
    head = home.head
    age = head.age_on(paper.printed_on)
    people = f"{len(home.on(paper.printed_on).counted)} 人" if paper.household else ""
    held = {c.kind.value for c in home.certificates}
    known = bool(held) or Topic.certificates in home.verified_none
    on_dibao = ("dibao" in held) if known else None
    return Section(
        columns=(20, 28, 16, 20, 16, 20, 22, 38),
        rows=(
            row(
                *(label("户主姓名", style=NAMED), value(head.name, most=6)),
                *(label("性别", style=NAMED), value(word(head.sex))),
                *(label("年龄", style=NAMED), value("" if age is None else f"{age} 周岁", most=6)),
                *(label("身份证号", style=NAMED), value(head.id_number, most=0)),
            ),
            row(
                *(label("联系电话", style=NAMED), value(head.phone, most=0)),
                *(label("人口", style=NAMED), value(people)),
                *(label("类别", style=NAMED), value(word(home.hardship), most=4)),
                *(label("工作单位", style=NAMED), value(head.employer, most=9)),
            ),
            row(
                label("家庭住址", style=NAMED),
                Cell(text=home.address, span=5, style=WRITTEN, limit=20, annex="家庭住址"),
                label("户口所在地", style=NAMED),
                value(home.hukou_place, most=9),
            ),
            row(
                label("是否在保", style=NAMED),
                Cell(text=f"{tick(on_dibao is True, '是')}　{tick(on_dibao is False, '否')}", style=NARROW),
                label("是否干部、工作人员近亲属", span=2, style=NAMED),
                Cell(text="□否　□是，姓名、单位、关系：", span=4, style=WRITTEN),
            ),
        ),
    )


def _members(paper: HouseholdPaper) -> Section:
    home = paper.home
    rows: list[Row] = []
    for member in living(home, paper.printed_on):
        rows.append(_member(home, member))
    blank = max(MEMBER_ROWS - len(rows), LEAST_BLANK)
    rows += [row(*("",) * 7, height=8) for _ in range(blank)]
    return Section(
        columns=MEMBER,
        head=(Row(cells=tuple(Cell(text=x, style=NAMED) for x in MEMBER_HEADS), height=8.5),),
        rows=tuple(rows),
    )


def _member(home: Household, member: Member) -> Row:
    health = "，".join(filter(None, (word(member.health), ailments(member))))
    monthly = monthly_income(home, member)
    return row(
        value(member.name or member.traits, most=5),
        value(member.id_number, most=0),
        value(relation(member), most=3),
        value(health, most=4),
        value(word(member.employment) or word(member.schooling), most=5),
        value(money(monthly), most=0),
        "",
        height=8,
    )


def _income(paper: HouseholdPaper) -> Section:
    home = paper.home
    cells: list[Content] = []
    for name, kinds in KINDS:
        mine = [x for x in home.incomes if x.kind in kinds]
        told = "；".join(f"{home.owner_name(x.whose)} {word(x.period)} {money(x.amount)}" for x in mine)
        cells += [label(name, style=NAMED), Cell(text=told, style=SMALL, limit=24, annex=f"{name}收入"), ""]
    spent = "；".join(
        f"{home.owner_name(x.whose)} {word(x.kind)} {word(x.period)}自付 {money(x.self_paid)}"
        for x in home.expenses
    )
    owed = "；".join(f"{word(d.kind)} {money(d.amount)}" for d in home.debts)
    cells += [label("刚性支出", style=NAMED), Cell(text=spent, style=SMALL, limit=24, annex="刚性支出"), ""]
    cells += [label("欠债", style=NAMED), Cell(text=owed, style=SMALL, limit=24, annex="欠债"), ""]
    heads = ("收入、支出（元）", "档案登记", "入户核实")
    return Section(
        columns=(32, 78, 70),
        head=(Row(cells=tuple(Cell(text=x, style=NAMED) for x in heads), height=6.5),),
        rows=tuple(row(*cells[n : n + 3], height=7.6) for n in range(0, len(cells), 3)),
    )


def _property(paper: HouseholdPaper) -> Section:
    home = paper.home
    area = f"，{home.floor_area.normalize():f} ㎡" if home.floor_area is not None else ""
    houses = f"{word(home.housing)}{area}" if home.housing else ""

    def listed(topic: Topic, *kinds: PropertyKind) -> str:
        found = [_owned(p) for p in home.properties if p.kind in kinds]
        return "；".join(found) or ("已核实，没有" if topic in home.verified_none else "")

    told = (
        (
            "现住房",
            houses,
            "□自建　□商品房　□租住　□与子女同住　面积　　　㎡\n装修：□未装修　□一般　□较好　危房：□否　□是",
        ),
        ("其他房产、门面", listed(Topic.homes, PropertyKind.home, PropertyKind.other_building), ""),
        ("车辆、大型农机具", listed(Topic.vehicles, PropertyKind.vehicle), ""),
        ("存款、证券", listed(Topic.savings, PropertyKind.savings), ""),
        ("经营、养殖", listed(Topic.business, PropertyKind.business), ""),
        ("水电通讯等月支出", "", "水电　　　元　燃料　　　元　通讯　　　元　其他　　　元"),
    )
    return Section(
        columns=(32, 58, 90),
        rows=tuple(
            row(
                label(name, style=NAMED),
                Cell(text=text, style=SMALL, limit=24, annex=name),
                Cell(text=asked, style=SMALL),
                height=12 if "\n" in asked else 7.6,
            )
            for name, text, asked in told
        ),
    )


def _owned(thing: Property) -> str:
    parts = [thing.description or word(thing.kind)]
    parts += [f"{thing.area.normalize():f} ㎡"] if thing.area is not None else []
    parts += [f"{money(thing.value)} 元"] if thing.value is not None else []
    return " ".join(parts)


def _supporters() -> Section:
    heads = ("姓名", "年龄", "与户主关系", "健康、职业、家庭情况", "年收入（元）", "给付赡（抚、扶）养费")
    columns = (24, 14, 24, 54, 26, 38)
    return Section(
        columns=columns,
        together=True,
        head=(
            row(Cell(text="不共同生活的赡养、抚养、扶养义务人", style=NAMED, span=6), height=6.5),
            Row(cells=tuple(Cell(text=x, style=NAMED) for x in heads), height=6.5),
        ),
        rows=tuple(row(*("",) * 6, height=8) for _ in range(SUPPORTERS)),
    )


def _cause(home: Household) -> Section:
    mine = {home.cause, *home.other_causes}
    told = "　".join(tick(cause in mine, said) for cause, said in choices(Cause))
    return Section(
        columns=(32, 148),
        rows=(
            row(
                label("致困原因", style=NAMED), Cell(text=told, style=Style(size=9.5, leading=1.5)), height=14
            ),
            row(
                label("邻里、社区\n（单位）走访", style=NAMED),
                Cell(text="被访人、所说情况：", style=Style(size=9.5, top=True)),
                height=16,
                grow=1,
            ),
        ),
    )


def _found() -> Section:
    first = row(
        label("家庭现状、主要困难、诉求和安全隐患（当场填写）", style=Style(size=9.5, align=Align.left)),
        height=6.5,
    )
    lines = tuple(row("", height=9.5, grow=1) for _ in range(LINES))
    last = row(
        Cell(
            text="调查结论：□与所报相符　□基本相符，出入：　　　　　　　　　　　　□不符，情况：",
            style=WRITTEN,
        ),
        height=9,
    )
    return Section(columns=(180,), rows=(first, *lines, last), together=True)


def _signed() -> Section:
    right = Style(size=9.5, align=Align.right)
    stamp = Cell(text="年　　月　　日　", style=right)
    return Section(
        columns=(30, 60, 30, 60),
        follow=True,
        together=True,
        rows=(
            row(
                label("调查人一（签字）", style=NAMED),
                stamp,
                label("调查人二（签字）", style=NAMED),
                stamp,
                height=12,
            ),
            row(
                label("在场家庭成员\n（签字、按手印）", style=NAMED),
                stamp,
                label("与户主关系", style=NAMED),
                Cell(text="□本人　□其他：", style=WRITTEN),
                height=13,
            ),
        ),
    )
