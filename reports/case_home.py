"""Blocks of an application form that show the household: who applies, the members, incomes and rigid costs, causes."""

from __future__ import annotations

from desktop.domain.dossier import Dossier
from desktop.domain.household import Household
from desktop.domain.person import Member
from desktop.domain.words import word
from reports.filling import disability, living, monthly_income, relation
from reports.sheet import CENTRED, LABEL, SMALL, VALUE, Align, Cell, Content, Row, Section, Style
from reports.wording import yuan

MEMBER_ROWS = 4
TINY = Style(size=9, align=Align.centre, leading=1.25)
TINY_LEFT = Style(size=9, leading=1.25)


def label(text: str) -> Cell:
    """The name of a box."""
    return Cell(text=text, style=LABEL)


def line(*cells: Content) -> Row:
    """A row of boxes of the usual height."""
    return Row(cells=cells, height=7.2)


def small(text: str, most: int) -> Content:
    """A short text as it is, a longer one in smaller type."""
    return text if len(text) <= most else Cell(text=text, style=TINY)


def long(text: str, most: int, span: int, annex: str = "申请人情况") -> Cell:
    """A text over several columns, smaller where it is long; a very long one goes to an 附页."""
    style = VALUE if len(text) <= most else TINY_LEFT
    return Cell(text=text, style=style, span=span, limit=18, annex=annex)


def person_of(dossier: Dossier) -> Member:
    """The member who applies; the head where the name is not among the members."""
    household = dossier.household
    return next((m for m in household.members if m.name == dossier.application.applicant), household.head)


def certificates(household: Household) -> str:
    """The certificates held, with whose they are and their numbers."""
    return "；".join(
        f"{household.owner_name(c.whose)} {word(c.kind)}{f'（{c.number}）' if c.number else ''}"
        for c in household.certificates
    )


def applicant(dossier: Dossier) -> Section:
    """Who applies, with the household's home and account."""
    household = dossier.household
    person = person_of(dossier)
    born = f"{person.born.year}年{person.born.month}月" if person.born else ""
    insured = {True: "已参保", False: "未参保", None: ""}[person.insured]
    area = f"{household.floor_area.normalize():f} ㎡" if household.floor_area is not None else ""
    unit = "　".join(filter(None, (person.employer, person.employer_kind)))
    return Section(
        side="申请人",
        columns=(17.6, 23, 17.6, 19, 17.6, 25.6, 17.6, 23),
        styles=(LABEL, CENTRED) * 4,
        rows=(
            line(
                *("姓名", small(person.name, 5), "性别", word(person.sex)),
                *("出生年月", born, "民族", person.ethnicity),
            ),
            line(
                *("身份证号", Cell(text=person.id_number, style=CENTRED, span=3)),
                *(label("联系电话"), small(person.phone, 11), label("家庭人口"), people(dossier)),
            ),
            line(
                *("政治面貌", small(person.political_status, 5), "婚姻状况", word(person.marriage)),
                *("户口类型", word(person.hukou), "医保状况", insured),
            ),
            line(
                *("工作状态", small(word(person.employment), 5), "健康状况", small(word(person.health), 4)),
                *(label("工作单位"), long(unit, 16, 3)),
            ),
            line(
                *("家庭住址", long(household.address, 30, 5)),
                *(label("住房类型"), small(word(household.housing), 4)),
            ),
            line("户籍地", long(household.hukou_place, 30, 5), label("建筑面积"), small(area, 7)),
            line("困难类别", word(household.hardship), "持有证件", long(certificates(household), 0, 5)),
            line(
                *("开户银行", long(f"{household.bank}{household.bank_branch}", 15, 3)),
                *(label("银行卡号"), Cell(text=household.card_number, style=CENTRED, span=3)),
            ),
        ),
    )


def people(dossier: Dossier) -> str:
    """How many live together and count."""
    return f"{dossier.income.people} 人"


def members(dossier: Dossier, least: int = MEMBER_ROWS) -> Section:
    """The members besides who applies, with room to write in others."""
    first = person_of(dossier)
    day = dossier.application.applied_on
    others = [m for m in living(dossier.household, day) if m is not first]
    rows = [_member(dossier, m) for m in others]
    rows += [("",) * 8] * (least - len(rows))
    headings = (
        "姓名",
        "与户主\n关系",
        "性别",
        "年龄",
        "身份证号",
        "健康状况",
        "工作（学习）情况",
        "月收入\n（元）",
    )
    return Section(
        side="家庭成员",
        columns=(22, 15.5, 10, 10, 35, 19, 32.5, 17),
        styles=(CENTRED, TINY, TINY, TINY, TINY, TINY, TINY, Style(size=9, align=Align.right)),
        head=(Row(cells=tuple(Cell(text=h, style=TINY) for h in headings), height=8),),
        rows=tuple(line(*cells) for cells in rows),
    )


def _member(dossier: Dossier, member: Member) -> tuple[Content, ...]:
    household, day = dossier.household, dossier.application.applied_on
    state = word(member.schooling) or word(member.employment)
    apart = "" if member.lives_here else "（不共同生活）"
    age = member.age_on(day)
    earned = monthly_income(household, member)
    return (
        small(member.name, 5),
        relation(member),
        word(member.sex),
        "" if age is None else str(age),
        member.id_number,
        "\n".join(filter(None, (word(member.health), disability(member)))),
        "\n".join(filter(None, (state, member.employer, apart))),
        "" if earned is None else earned,
    )


def income(dossier: Dossier) -> Section:
    """Incomes and rigid costs, each entry spelled out, and both figures per head as sums."""
    sums = dossier.income
    entries, left_out = "；".join(sums.lines), "；".join(sums.left_out)
    detail = "\n".join(filter(None, (entries, f"不计入：{left_out}" if left_out else ""))) or "（未登记）"
    gross = "（收入未登记，待补充材料）" if sums.income_per_head is None else sums.gross_sum
    net = "（收入或刚性支出未登记，待补充材料）" if sums.net_income_per_head is None else sums.net_sum
    return Section(
        side="收入与支出",
        together=True,
        columns=(26, 34, 26, 34, 22, 19),
        styles=(LABEL, CENTRED) * 3,
        rows=(
            Row(
                cells=(
                    *("全年家庭收入", yuan(sums.yearly_income, "（未登记）")),
                    *("全年刚性支出", yuan(sums.rigid_yearly_spending, "（未登记）")),
                    *("共同生活", people(dossier)),
                )
            ),
            Row(
                cells=(
                    label("收支明细"),
                    Cell(text=detail, style=SMALL, span=5, limit=30, annex="收支明细"),
                ),
                height=14,
            ),
            Row(cells=(label("人均月收入"), Cell(text=gross, style=SMALL, span=5))),
            Row(cells=(label("人均月净收入"), Cell(text=net, style=SMALL, span=5)), height=10),
        ),
    )


def cause(household: Household) -> Section:
    """The main cause of hardship and the others."""
    other = "、".join(word(one) for one in household.other_causes)
    return Section(
        columns=(35, 50, 35, 50),
        styles=(LABEL, CENTRED) * 2,
        rows=(Row(cells=("主要致困原因", word(household.cause), "次要致困原因", other)),),
    )


def account(household: Household) -> tuple[Content, ...]:
    """开户银行 and 银行卡号, for a row of four columns."""
    bank = f"{household.bank}{household.bank_branch}"
    card = Cell(text=household.card_number, style=CENTRED)
    return label("开户银行"), long(bank, 14, 1), label("银行卡号"), card
