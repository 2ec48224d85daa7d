"""困难职工档案表, current layout: the head, every member in three lines, causes and account, three opinions."""

from __future__ import annotations

from datetime import date

from desktop.domain.bureau import OfficeKind
from desktop.domain.days import day_words
from desktop.domain.dossier import HouseholdPaper
from desktop.domain.household import Household
from desktop.domain.income import EXEMPT, IncomeKind, income_sheet
from desktop.domain.person import Member
from desktop.domain.words import word, yes_no
from reports.case_course import OPINIONS
from reports.filling import (
    NAMED,
    NARROW,
    ailments,
    day,
    disability,
    gone,
    handed_out,
    insured,
    label,
    living,
    money,
    month,
    monthly_income,
    relation,
    row,
    standing,
    value,
)
from reports.sheet import HEAD, TEXT, Align, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, SIGNED_AND_SEALED, mark_of

ID = "archive_form"
TITLE = "困难职工档案表"
SUBJECT = HouseholdPaper

TITLES = {
    OfficeKind.union: TITLE,
    OfficeKind.school: "家庭经济困难学生家庭档案表",
    OfficeKind.township: "困难家庭档案表",
}
PAIRS = (23, 22, 23, 22, 23, 22, 23, 22)
MEMBER = (8, 20, 19, 20, 23, 22, 22, 22, 24)
MEMBER_HEADS = (
    ("姓名", "与户主\n关系", "性别", "出生日期", "身份证号", "政治面貌", "健康状况"),
    ("婚姻状况", "户口类型", "医保", "人员身份", "疾病/残疾类别", "当前学历", "入学、年制"),
    ("工作状态", "劳模类型", "月收入", "单位或学校", "单位性质、状况", "所属行业", "合同签订/期限"),
)
BLANK_MEMBERS = 4


def sheet(paper: HouseholdPaper) -> Sheet:
    """The archive sheet of one household."""
    title = TITLES[paper.bureau.kind]
    home = paper.home
    name = home.head.name
    number = home.number or "　　　　　　　　"
    return Sheet(
        title=title,
        left=f"建档单位：{paper.unit}",
        right=f"档案编号：{number}",
        running=f"{title}（续）　　{name}　　档案编号：{number}",
        margins=(15, 15, 15, 15),
        sections=(_head(paper), _members(paper), _causes(paper), *_signed(paper)),
        notes=(
            "空格表示不清楚，不等于「否」或「0」。收入按制表之日前 12 个月计算，刚性支出为报销后自付部分。",
            handed_out(paper.bureau, paper.printed_on if paper.household else None),
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"档案表 {home.number} {name}".strip(),
    )


def facts(household: Household, on: date) -> dict[str, str]:
    """The boxes of the head and the household by their names, in the words of the forms."""
    head = household.head
    income = income_sheet(household, on)
    besides = income_sheet(household, on, EXEMPT | {IncomeKind.wage})
    known = bool(head.name)
    return {
        "困难类别": word(household.hardship),
        "姓名": head.name,
        "民族": head.ethnicity,
        "性别": word(head.sex),
        "政治面貌": head.political_status,
        "身份证号": head.id_number,
        "出生日期": day(head.born),
        "健康状况": word(head.health),
        "残疾类别": disability(head),
        "工作状态": word(head.employment),
        "劳模类型": head.model_worker,
        "住房类型": word(household.housing),
        "建筑面积": f"{household.floor_area.normalize():f} ㎡" if household.floor_area is not None else "",
        "手机号码": head.phone,
        "其他联系方式": household.other_contact,
        "邮政编码": household.postcode,
        "参加工作时间": month(head.started_work),
        "所属行业": head.industry,
        "婚姻状况": word(head.marriage),
        "户口类型": word(head.hukou),
        "家庭住址": household.address,
        "工作单位": head.employer,
        "单位性质": head.employer_kind,
        "企业状况": head.employer_state,
        "单亲": yes_no(household.single_parent),
        "本人月平均收入": money(monthly_income(household, head)),
        "非薪资年收入": money(besides.yearly_income) if income.yearly_income is not None else "",
        "年度总收入": money(income.yearly_income),
        "家庭人口": f"{income.people} 人" if known else "",
        "人均月收入": money(income.income_per_head),
        "户口所在地": household.hukou_place,
        "医保状况": insured(head),
        "自救能力": yes_no(household.self_help),
        "零就业": yes_no(household.zero_employment),
        "刚性支出": money(income.rigid_yearly_spending),
        "人均月净收入": money(income.net_income_per_head),
    }


def _pairs(told: dict[str, str], *names: str | tuple[str, str]) -> Row:
    cells: list[Content] = []
    for name in names:
        shown, key = name if isinstance(name, tuple) else (name, name)
        cells += [label(shown, style=NAMED), value(told[key], most=5)]
    return row(*cells)


def _wide(told: dict[str, str], name: str, span: int, *rest: str) -> Row:
    cells: list[Content] = [label(name, style=NAMED), value(told[name], span, most=4 * span + 2)]
    for other in rest:
        cells += [label(other, style=NAMED), value(told[other], most=5)]
    return row(*cells)


def _head(paper: HouseholdPaper) -> Section:
    home = paper.home
    head = home.head
    told = facts(home, paper.printed_on)
    told |= {
        "档案状态": word(home.state) if paper.household else "",
        "状态日期": day(home.state_since),
        "建档标准": word(home.level),
        "用工形式": word(head.employment_form),
        "工会会员": yes_no(head.union_member),
        "合同签订": day(head.contract_on),
        "合同期限": word(head.contract_term),
    }
    return Section(
        columns=PAIRS,
        rows=(
            _pairs(told, "困难类别", "建档标准", "档案状态", "状态日期"),
            _pairs(told, "姓名", "民族", "性别", "政治面貌"),
            row(
                label("身份证号", style=NAMED),
                value(told["身份证号"], 3, most=20),
                *(
                    x
                    for name in ("出生日期", "健康状况")
                    for x in (label(name, style=NAMED), value(told[name], most=5))
                ),
            ),
            _pairs(told, "残疾类别", "工作状态", "劳模类型", "婚姻状况"),
            _pairs(told, "住房类型", "建筑面积", "手机号码", "邮政编码"),
            _wide(told, "其他联系方式", 3, "户口类型", "参加工作时间"),
            _wide(told, "家庭住址", 7),
            _wide(told, "户口所在地", 3, "医保状况", "工会会员"),
            _wide(told, "工作单位", 3, "单位性质", "企业状况"),
            _pairs(told, "所属行业", "用工形式", "合同签订", "合同期限"),
            _pairs(
                told, ("是否单亲", "单亲"), ("一定自救能力", "自救能力"), ("零就业家庭", "零就业"), "家庭人口"
            ),
            _pairs(
                told,
                ("本人月平均\n收入（元）", "本人月平均收入"),
                ("家庭非薪资\n年收入（元）", "非薪资年收入"),
                ("家庭年度\n总收入（元）", "年度总收入"),
                ("家庭人均\n月收入（元）", "人均月收入"),
            ),
            row(
                label("年度刚性\n支出（元）", style=NAMED),
                value(told["刚性支出"], 3, most=18),
                label("扣减后人均\n月收入（元）", style=NAMED),
                value(told["人均月净收入"], 3, most=18),
            ),
        ),
    )


def _members(paper: HouseholdPaper) -> Section:
    others = [m for m in living(paper.home, paper.printed_on) if m is not paper.home.head]
    heads = [
        row(*(Cell(text=x, style=NAMED, span=2 if x in TWO_WIDE else 1) for x in line), height=6.2)
        for line in MEMBER_HEADS
    ]
    first = Cell(text="序号", style=NAMED, rows=3)
    heads[0] = Row(cells=(first, *heads[0].cells), height=6.2)
    rows: list[Row] = []
    for number, member in enumerate(others, 1):
        rows += _member(paper.home, member, number)
    for number in range(len(others) + 1, (BLANK_MEMBERS if not paper.household else 1) + 1):
        rows += _member(paper.home, Member(ordinal=0, name=""), number)
    over = row(Cell(text="家　庭　主　要　成　员", style=HEAD, span=len(MEMBER)), height=6.6)
    return Section(columns=MEMBER, head=(over, *heads), rows=tuple(rows))


TWO_WIDE = ("身份证号", "疾病/残疾类别", "单位性质、状况")


def _member(household: Household, member: Member, number: int) -> list[Row]:
    """One member in three lines, kept together by the number beside them."""
    enrolled = "，".join(
        x
        for x in (
            f"{member.enrolled_year} 年" if member.enrolled_year else "",
            f"{member.school_years} 年制" if member.school_years else "",
        )
        if x
    )
    apart = "" if member.lives_here else "\n（不共同生活）"
    lines = (
        (
            value(member.name or member.traits, most=5),
            value(relation(member) if member.ordinal else "", most=4),
            value(word(member.sex)),
            value(day(member.born), most=4),
            value(member.id_number, 2, most=20),
            value(member.political_status, most=5),
            value(word(member.health), most=5),
        ),
        (
            value(word(member.marriage)),
            value(word(member.hukou), most=4),
            value(insured(member)),
            value(standing(member) + apart, most=5),
            value(ailments(member), 2, most=11),
            value(word(member.education) or word(member.schooling), most=5),
            value(enrolled, most=4),
        ),
        (
            value(word(member.employment), most=4),
            value(member.model_worker, most=4),
            value(money(monthly_income(household, member)) if member.ordinal else "", most=3),
            value(member.employer, most=5),
            value("，".join(filter(None, (member.employer_kind, member.employer_state))), 2, most=11),
            value(member.industry, most=5),
            value("，".join(filter(None, (day(member.contract_on), word(member.contract_term)))), most=4),
        ),
    )
    beside = Cell(text=str(number), style=NARROW, rows=3)
    return [Row(cells=(beside, *line) if n == 0 else line, height=6.6) for n, line in enumerate(lines)]


def _causes(paper: HouseholdPaper) -> Section:
    home = paper.home
    others = "、".join(word(cause) for cause in home.other_causes)
    holder = home.account_holder or (home.head.name if home.card_number else "")
    left = gone(home, paper.printed_on)
    remark = "\n".join(x for x in (home.remark, f"已离开家庭：{left}" if left else "") if x)
    return Section(
        columns=(26, 64, 26, 64),
        together=True,
        rows=(
            row(
                label("主要致困原因", style=NAMED),
                value(word(home.cause), most=18),
                label("次要致困原因", style=NAMED),
                value(others, most=16),
            ),
            row(
                label("开户银行", style=NAMED),
                value(f"{home.bank}{home.bank_branch}", most=16),
                label("银行卡号", style=NAMED),
                value(home.card_number, most=20),
            ),
            row(
                label("户名", style=NAMED),
                value(holder, most=16),
                label("最近核实", style=NAMED),
                value(day(home.verified_on)),
            ),
            row(
                label("帮扶需求", style=NAMED),
                _long(home.wants),
                label("帮扶计划", style=NAMED),
                _long(home.plan),
            ),
            row(label("附件", style=NAMED), _long("、".join(paper.papers), 3)),
            row(label("备注", style=NAMED), _long(remark, 3)),
        ),
    )


def _long(text: str, span: int = 1) -> Cell:
    return Cell(text=text, span=span, style=Style(size=9.5, leading=1.35), limit=34, annex="档案表续文")


def _signed(paper: HouseholdPaper) -> tuple[Section, ...]:
    home = paper.home
    opinions = tuple(
        Section(
            columns=(36, 144),
            rows=(
                Row(
                    cells=(
                        label(one),
                        Cell(text="", style=TEXT, foot=SIGNED_AND_SEALED),
                    ),
                    height=25,
                    grow=2,
                ),
            ),
        )
        for one in OPINIONS[paper.bureau.kind]
    )
    people = Section(
        columns=(20, 40, 20, 40, 20, 40),
        follow=True,
        rows=(
            row(
                *(
                    x
                    for name, who in (
                        ("建档人", home.filed_by),
                        ("审核人", home.reviewed_by),
                        ("录入人", home.entered_by),
                    )
                    for x in (label(name), value(who, most=8))
                ),
                height=9,
            ),
            row(
                label("建档日期"),
                value(day_words(home.filed_on) if home.filed_on else "", most=11),
                label("户主签字"),
                Cell(text=f"{BLANK_DAY}", span=3, style=Style(align=Align.right)),
                height=11,
            ),
        ),
    )
    return (people, *opinions)
