"""What a household's papers write into their boxes: short words of its people and money, ticks, and room to write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from desktop.domain.bureau import Bureau
from desktop.domain.days import day_words
from desktop.domain.household import Household, Income, IncomeKind, Period
from desktop.domain.money import figures
from desktop.domain.person import Member, Relation
from desktop.domain.words import choices, word
from reports.sheet import LABEL, Align, Cell, Content, Row, Style

TICKED, OPEN = "■", "□"
MONTHS = 12
ADULT = 18
NARROW = Style(size=9, align=Align.centre, leading=1.25)
NAMED = Style(size=9.5, align=Align.centre, leading=1.25)
"""The names of boxes where many stand in a row."""

E = TypeVar("E", bound=StrEnum)


def label(text: str, span: int = 1, style: Style = LABEL) -> Cell:
    """The name of a box."""
    return Cell(text=text, span=span, style=style)


def value(text: str, span: int = 1, most: int = 6, limit: float = 40, annex: str = "") -> Cell:
    """What stands in a box: centred and of full size while it is short, else smaller; very long goes to an 附页."""
    if len(text) <= most:
        return Cell(text=text, span=span, style=Style(align=Align.centre))
    return Cell(text=text, span=span, style=NARROW, limit=limit, annex=annex)


def row(*cells: Content, height: float = 7.4, grow: float = 0) -> Row:
    """A row of boxes."""
    return Row(cells=cells, height=height, grow=grow)


def tick(chosen: bool, text: str) -> str:
    """One choice with its box."""
    return f"{TICKED if chosen else OPEN}{text}"


def ticks(kind: type[E], chosen: E | None, only: Iterable[E] | None = None) -> str:
    """All choices of a code list, the known one ticked."""
    wanted = list(only) if only is not None else [v for v, _ in choices(kind)]
    return "　".join(tick(v == chosen, word(v)) for v in wanted)


def yes_no_ticks(known: bool | None) -> str:
    """是 and 否, ticked only where it is known."""
    return f"{tick(known is True, '是')}　{tick(known is False, '否')}"


def day(known: date | None) -> str:
    """A day as boxes write it; nothing where it is unknown."""
    return "" if known is None else known.isoformat()


def month(known: date | None) -> str:
    """A month as boxes write it."""
    return "" if known is None else f"{known.year}年{known.month}月"


def insured(member: Member) -> str:
    """医保状况."""
    return {True: "已参保", False: "未参保", None: ""}[member.insured]


def disability(member: Member) -> str:
    """Kind and grade in words: 肢体二级."""
    if member.disability is None:
        return ""
    grade = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}.get(member.disability_grade or 0, "")
    return f"{word(member.disability)}残疾{grade}"


def ailments(member: Member) -> str:
    """Illnesses and disability together (疾病/残疾类别)."""
    named = [x.name or word(x.disease) for x in member.illnesses]
    return "、".join([*named, *filter(None, [disability(member)])])


def relation(member: Member) -> str:
    """What a member is to the head."""
    return "户主" if member.relation is Relation.head else word(member.relation)


def standing(member: Member) -> str:
    """人员身份: the kind of person, else the school they attend or how they work."""
    return word(member.kind) or word(member.schooling) or word(member.employment)


def monthly_income(household: Household, member: Member) -> Decimal | None:
    """The member's regular income a month; None where nothing is on file."""
    regular = [x for x in household.incomes if x.whose == member.ordinal and x.period is not Period.once]
    if not regular:
        return None
    return sum((_monthly(x) for x in regular), Decimal(0))


def yearly_income(household: Household, member: Member) -> Decimal | None:
    """The member's regular income a year; None where nothing is on file."""
    found = monthly_income(household, member)
    return None if found is None else found * MONTHS


def money(amount: Decimal | None) -> str:
    """An amount in figures; nothing where it is unknown."""
    return "" if amount is None else figures(amount)


def living(household: Household, on: date) -> tuple[Member, ...]:
    """The members on that day, the head first; those of whom nothing but an empty line is on file left out."""
    return tuple(m for m in household.members if m.belongs_on(on) and (m.name or m.id_number or m.traits))


def gone(household: Household, on: date) -> str:
    """Who has left the household, with how and when, in words."""
    return "、".join(
        f"{m.name}{'（' + '，'.join(filter(None, (word(m.left_by), day(m.left_on)))) + '）'}"
        for m in household.members
        if m.left_on is not None and not m.belongs_on(on)
    )


def minor(member: Member, on: date) -> bool:
    """Whether they are known to be under eighteen."""
    age = member.age_on(on)
    return age is not None and age < ADULT


def guardian_of(household: Household, member: Member) -> str:
    """Who signs for them, with the relation, as far as it is on file."""
    for one in household.guardians:
        if one.whose == member.ordinal:
            by = household.member(one.member) if one.member else None
            name = by.name if by else one.name
            kin = one.relation or (relation(by) if by else "")
            return f"{name}（{kin}）" if kin else name
    return ""


def handed_out(bureau: Bureau, printed_on: date | None) -> str:
    """Whose paper it is, who answers questions about it, and when it was printed; blank ones carry no day."""
    parts = [
        bureau.name,
        f"经办人：{bureau.officer}" if bureau.officer else "",
        f"电话：{bureau.phone}" if bureau.phone else "",
        f"打印日期：{day_words(printed_on)}" if printed_on else "",
    ]
    return "　".join(x for x in parts if x)


def _monthly(income: Income) -> Decimal:
    if income.kind is IncomeKind.none:
        return Decimal(0)
    return income.amount / (MONTHS if income.period is Period.year else 1)
