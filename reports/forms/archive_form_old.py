"""困难职工档案表（旧版）: the boxes and words of the earlier registers, for who still files on them."""

from __future__ import annotations

from desktop.domain.dossier import HouseholdPaper
from desktop.domain.household import Cause, Hardship, Household
from desktop.domain.person import Health, Member
from desktop.domain.words import word
from reports.filling import (
    NAMED,
    day,
    handed_out,
    insured,
    label,
    living,
    money,
    monthly_income,
    relation,
    row,
    standing,
    tick,
    value,
)
from reports.forms.archive_form import TITLES, facts
from reports.sheet import HEAD, TEXT, Align, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, SIGNED_AND_SEALED, mark_of

ID = "archive_form_old"
TITLE = "困难职工档案表（旧版）"
SUBJECT = HouseholdPaper

PAIRS = (23, 22, 23, 22, 23, 22, 23, 22)
MEMBER = (20, 16, 10, 17, 37, 21, 16, 19, 24)
MEMBER_HEADS = (
    "姓名",
    "关系",
    "性别",
    "政治面貌",
    "身份证号",
    "健康状况",
    "月收入\n（元）",
    "身份、\n医保",
    "单位或学校",
)
BLANK_MEMBERS = 6

CATEGORIES = (
    (Hardship.on_dibao, "低保户"),
    (Hardship.near_dibao, "低保边缘户"),
    (Hardship.accidental, "意外致困户"),
)
"""The words of the earlier registers. 深度困难 and 相对困难 have none: which of the three it is, the office ticks."""
OLD_CAUSES = (
    ("无劳动能力", (Cause.unable_to_work,)),
    ("有劳动能力而未就业", ()),
    ("下岗失业", (Cause.job_loss,)),
    ("未参加社会保险", (Cause.no_insurance,)),
    ("社会保险待遇落实不到位", ()),
    ("患重特大疾病", (Cause.own_illness, Cause.family_illness)),
    ("遭受自然灾害", (Cause.disaster,)),
    ("遭受意外事故", (Cause.accident,)),
    ("子女上学", (Cause.schooling,)),
    ("其他", (Cause.disability, Cause.low_income, Cause.single_parent, Cause.other)),
)
OLD_HEALTH = {Health.cancer: "癌症", Health.end_stage_kidney: "尿毒症"}


def sheet(paper: HouseholdPaper) -> Sheet:
    """The archive sheet as it was."""
    title = TITLES[paper.bureau.kind]
    home = paper.home
    return Sheet(
        title=title,
        left=f"建档单位：{paper.unit}",
        right=f"职工编号：{home.number or '　　　　　　　　'}",
        running=f"{title}（续）　　{home.head.name}　　职工编号：{home.number}",
        margins=(15, 15, 15, 15),
        sections=(_head(paper), _members(paper), _causes(home), _rest(paper), *_signed(home)),
        notes=(
            "旧版式：类别、病名和致困原因用旧登记表的词；「■」为已选，没有选的由填表人照实勾选。",
            handed_out(paper.bureau, paper.printed_on if paper.household else None),
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"档案表旧版 {home.number} {home.head.name}".strip(),
    )


def old_health(member: Member) -> str:
    """健康状况 in the earlier words: 癌症, 尿毒症."""
    return OLD_HEALTH.get(member.health, word(member.health)) if member.health else ""


def _category(home: Household) -> str:
    told = "　".join(tick(home.hardship is kind, said) for kind, said in CATEGORIES)
    if home.hardship and home.hardship not in dict(CATEGORIES):
        told += f"　（现登记为{word(home.hardship)}）"
    return told


def _pairs(told: dict[str, str], *names: str | tuple[str, str]) -> Row:
    cells: list[Content] = []
    for name in names:
        shown, key = name if isinstance(name, tuple) else (name, name)
        cells += [label(shown, style=NAMED), value(told[key], most=5)]
    return row(*cells)


def _head(paper: HouseholdPaper) -> Section:
    told = facts(paper.home, paper.printed_on)
    told["健康状况"] = old_health(paper.home.head)

    def wide(name: str, span: int) -> tuple[Content, Content]:
        return label(name, style=NAMED), value(told[name], span, most=4 * span + 2)

    def one(name: str, key: str = "") -> tuple[Content, Content]:
        return label(name, style=NAMED), value(told[key or name], most=5)

    return Section(
        columns=PAIRS,
        rows=(
            row(label("困难类别", style=NAMED), Cell(text=_category(paper.home), span=7)),
            _pairs(told, "姓名", "民族", "性别", "政治面貌"),
            row(*wide("身份证号", 3), *one("出生日期"), *one("健康状况")),
            _pairs(told, "残疾类别", "工作状态", "劳模类型", "住房类型"),
            row(*one("建筑面积"), *one("手机号码"), *wide("其他联系方式", 3)),
            _pairs(told, "邮政编码", ("工作时间", "参加工作时间"), "所属行业", "婚姻状况"),
            row(*one("户口类型"), *wide("家庭住址", 5)),
            row(*wide("工作单位", 3), *one("单位性质"), *one("企业状况")),
            row(
                *one("是否单亲", "单亲"),
                *one("本人月平均\n收入（元）", "本人月平均收入"),
                *one("家庭其他非薪\n资年收入", "非薪资年收入"),
                *one("家庭年度\n总收入（元）", "年度总收入"),
            ),
            row(*one("家庭人口"), *one("家庭月人均\n收入（元）", "人均月收入"), *wide("户口所在地", 3)),
            row(
                *one("医保状况"),
                *one("有一定自救\n能力", "自救能力"),
                label("是否为零就业家庭", span=2, style=NAMED),
                value(told["零就业"], 2),
            ),
        ),
    )


def _members(paper: HouseholdPaper) -> Section:
    home = paper.home
    others = [m for m in living(home, paper.printed_on) if m is not home.head]
    rows = [
        row(
            value(m.name or m.traits, most=5),
            value(relation(m), most=3),
            value(word(m.sex)),
            value(m.political_status, most=4),
            value(m.id_number or day(m.born), most=0),
            value(old_health(m), most=5),
            value(money(monthly_income(home, m)), most=0),
            value("\n".join(filter(None, (standing(m), insured(m)))), most=4),
            value(m.employer, most=5),
        )
        for m in others
    ]
    rows += [row(*("",) * 9) for _ in range(BLANK_MEMBERS if not paper.household else 1)]
    over = row(Cell(text="家庭主要成员", style=HEAD, span=9), height=6.6)
    heads = Row(cells=tuple(Cell(text=x, style=NAMED) for x in MEMBER_HEADS), height=8)
    return Section(columns=MEMBER, head=(over, heads), rows=tuple(rows))


def _causes(home: Household) -> Section:
    def chosen(causes: tuple[Cause, ...]) -> str:
        return "　".join(
            tick(any(c in mine for c in causes), f"{n} {said}")
            for n, (said, mine) in enumerate(OLD_CAUSES, 1)
        )

    small = Style(size=9.5, leading=1.45)
    return Section(
        columns=(30, 150),
        together=True,
        rows=(
            row(
                label("主要致困原因\n（限选一项）", style=NAMED),
                Cell(text=chosen((home.cause,) if home.cause else ()), style=small),
            ),
            row(
                label("次要致困原因\n（最多选三项）", style=NAMED),
                Cell(text=chosen(home.other_causes), style=small),
            ),
        ),
    )


def _rest(paper: HouseholdPaper) -> Section:
    home = paper.home
    small = Style(size=9.5, leading=1.35)
    return Section(
        columns=(22, 40, 22, 34, 22, 40),
        together=True,
        rows=(
            row(
                *(label("开户银行", style=NAMED), value(home.bank, most=9)),
                *(label("支行名称", style=NAMED), value(home.bank_branch, most=7)),
                *(label("银行卡号", style=NAMED), value(home.card_number, most=0)),
            ),
            row(
                label("附件", style=NAMED),
                Cell(text="、".join(paper.papers), span=5, style=small, limit=24, annex="附件"),
            ),
            row(
                label("备注", style=NAMED),
                Cell(text=home.remark, span=5, style=small, limit=24, annex="备注"),
            ),
        ),
    )


def _signed(home: Household) -> tuple[Section, ...]:
    boxes = ("职工所在单位\n工会意见\n（负责人签字、盖章）\n及公示结果", "上级工会意见")
    opinions = tuple(
        Section(
            columns=(42, 138),
            rows=(
                Row(cells=(label(one), Cell(text="", style=TEXT, foot=SIGNED_AND_SEALED)), height=26, grow=1),
            ),
        )
        for one in boxes
    )
    people = Section(
        columns=(20, 40, 20, 40, 20, 40),
        follow=True,
        rows=(
            row(
                *(
                    label("建档人"),
                    value(home.filed_by, most=8),
                    label("审核人"),
                    value(home.reviewed_by, most=8),
                ),
                *(label("户主签字"), Cell(text=BLANK_DAY, style=Style(size=9, align=Align.right))),
                height=10,
            ),
        ),
    )
    return (people, *opinions)
