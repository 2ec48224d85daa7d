"""What a scheme gives (帮扶标准): one small function for each kind of award, and the yearly ceiling over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.conditions import (
    Case,
    Condition,
    Figure,
    Judged,
    Names,
    judge,
    parameters_of,
    passage_text,
    read_choices,
    read_condition,
    read_fact,
    read_figure,
)
from desktop.domain.facts import FACTS, SETS, FactType, told
from desktop.domain.money import figures
from desktop.domain.policy_text import Part
from desktop.domain.verdict import Goods

FEN = Decimal("0.01")
_YUAN = FACTS["savings"]
"""Amounts read like any money."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table of amounts: for which choices, how much; no figure asks for one."""

    choices: frozenset[str]
    yuan: Figure | None


@dataclass(frozen=True, kw_only=True)
class Item:
    """Goods promised, with their worth in yuan each."""

    name: str
    unit: str
    count: Decimal
    value: Figure | None


@dataclass(frozen=True, kw_only=True)
class Award:
    """One promise of the scheme."""

    kind: str
    label: str
    source: str = ""
    groups: frozenset[str] = frozenset()
    """Which groups it is for; empty for all."""
    when: Condition | None = None
    """What must hold besides, for this promise alone."""
    yuan: Figure | None = None
    fact: str = ""
    rows: tuple[Row, ...] = ()
    otherwise: str = ""
    """What is said where no row of the table fits."""
    goods: tuple[Item, ...] = ()
    note: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        of_goods = [item.value for item in self.goods]
        names = [p for f in (self.yuan, *(r.yuan for r in self.rows), *of_goods) for p in parameters_of(f)]
        return tuple(names) + (self.when.parameters if self.when else ())


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """The most one person may get under the scheme within a calendar year (年度封顶)."""

    yuan: Figure
    fact: str
    """The fact that says what was received already."""
    clause: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What one promise comes to. No amount: it is left to a person, or it is goods."""

    amount: Decimal | None = None
    because: str = ""
    goods: tuple[Goods, ...] = ()


# ---- the kinds of award


def grant_fixed(award: Award, case: Case) -> Grant:
    """A sum the plan names."""
    assert award.yuan is not None
    sum_told = case.figure(award.yuan, _YUAN)
    return Grant(amount=_to_the_fen(sum_told.value), because=f"{award.label} {sum_told.words} 元")


def grant_table(award: Award, case: Case) -> Grant:
    """A sum by what is chosen of a fact, such as the disease; of several the highest, once."""
    chosen = case.facts.chosen(award.fact)
    label = FACTS[award.fact].label
    if chosen is None:
        return Grant(because=f"「{label}」没有登记，{award.label}的数额待定")
    fitting = [row for row in award.rows if row.choices & chosen]
    if not fitting:
        return Grant(because=award.otherwise or f"{label}不在{award.label}的分档之内，数额由审批人确定")
    sums = [(row, case.figure(row.yuan, _YUAN)) for row in fitting if row.yuan]
    if len(sums) < len(fitting):
        return Grant(because=f"{award.label}：原文没有写明数额，由审批人确定")
    row, dearest = max(sums, key=lambda pair: pair[1].value)
    named = told(FACTS[award.fact], row.choices & chosen)
    several = "，同时符合多档，按最高一档计一次" if len(fitting) > 1 else ""
    return Grant(
        amount=_to_the_fen(dearest.value), because=f"{named}，{award.label} {dearest.words} 元{several}"
    )


def grant_goods(award: Award, case: Case) -> Grant:
    """A bundle of goods; their worth is not money handed out."""
    given: list[Goods] = []
    words: list[str] = []
    for item in award.goods:
        value = case.figure(item.value, _YUAN).value * item.count if item.value else None
        given.append(
            Goods(name=item.name, count=item.count, unit=item.unit, value=value and _to_the_fen(value))
        )
        worth = f"，约值 {figures(value)} 元" if value is not None else ""
        words.append(f"{item.name} {item.count.normalize():f} {item.unit}{worth}")
    return Grant(because=f"{award.label}：{'；'.join(words)}", goods=tuple(given))


def grant_ask(award: Award, case: Case) -> Grant:
    """Left to a person: the plan names no sum."""
    return Grant(because=f"{award.label}：数额由审批人确定")


@dataclass(frozen=True, kw_only=True)
class Total:
    """What the household gets under the scheme, all promises and the ceiling together."""

    amount: Decimal | None
    at_most: Decimal | None
    """The most a person may grant: what was reckoned, or, where the plan leaves it to a person, the ceiling's room."""
    because: str
    goods: tuple[Goods, ...]


def grant(awards: tuple[Award, ...], ceiling: Ceiling | None, group: str, case: Case) -> Total:
    """All promises for a group on this case, held under the ceiling."""
    amount: Decimal | None = None
    goods: list[Goods] = []
    words: list[str] = []
    asks = False
    for award in awards:
        if award.groups and group not in award.groups:
            continue
        if award.when is not None:
            asked = judge(award.when, case)
            if not asked.holds:
                words.append(f"{award.label}：{asked.because}，{_not_now(asked)}")
                continue
            words.append(asked.because)
        given = KINDS[award.kind].grant(award, case)
        asks = asks or (given.amount is None and not given.goods)
        if given.amount is not None:
            amount = given.amount if amount is None else amount + given.amount
        goods.extend(given.goods)
        words.append(f"{given.because}{f'（{award.note}）' if award.note else ''}{_cited(award.source)}")
    room = room_left(ceiling, case)
    if ceiling is not None and room is not None:
        received = case.facts.number(ceiling.fact) or Decimal(0)
        limit = case.figure(ceiling.yuan, _YUAN)
        words.append(
            f"{ceiling.clause}：封顶 {limit.words} 元，本年度已享受 {figures(received)} 元，还可享受 {figures(room)} 元"
        )
        if amount is not None and amount > room:
            words.append(f"{figures(amount)} 元超过余额，按 {figures(room)} 元计")
            amount = room
    at_most = room if asks or amount is None else amount
    return Total(amount=amount, at_most=at_most, because="；".join(words), goods=tuple(goods))


def _not_now(asked: Judged) -> str:
    return "暂不适用" if asked.holds is False else "登记后再定"


def _cited(source: str) -> str:
    return f"〔{source.split('：')[0]}〕" if source else ""


def room_left(ceiling: Ceiling | None, case: Case) -> Decimal | None:
    """What may still be given this year; None without a ceiling, or where nobody knows what was given."""
    if ceiling is None:
        return None
    received = case.facts.number(ceiling.fact)
    if received is None:
        return None
    return max(_to_the_fen(case.figure(ceiling.yuan, _YUAN).value) - received, Decimal(0))


def judge_ceiling(ceiling: Ceiling, case: Case) -> Judged:
    """Whether there is any room left under the ceiling."""
    limit = case.figure(ceiling.yuan, _YUAN)
    room = room_left(ceiling, case)
    label = FACTS[ceiling.fact].label
    if room is None:
        return Judged(
            holds=None,
            because=f"「{label}」没有登记，不能核算余额",
            fact=f"{label}：未登记",
            line=f"{limit.words} 元",
            flip=f"补齐「{label}」后才能判断",
            unknown=(ceiling.fact,),
        )
    received = case.facts.told(ceiling.fact)
    rest = f"还可享受 {figures(room)} 元" if room else "已到封顶线，本年度不能再享受"
    return Judged(
        holds=room > 0,
        because=f"{label} {received}，封顶 {limit.words} 元，{rest}",
        fact=case.facts.evidence(ceiling.fact),
        line=f"{limit.words} 元",
        margin=f"余 {figures(room)} 元",
        flip=f"{label}{'达到' if room else '低于'} {limit.words} 元",
    )


def _to_the_fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


# ---- reading them from a scheme file


def read_award(part: Part, names: Names) -> Award:
    """One promise of a scheme file."""
    kind = part.text("kind")
    read = part.one_of("kind", KINDS, kind).read
    groups = part.texts("groups")
    for group in groups:
        part.one_of("groups", names.groups, group)
    when = part.part("when")
    award = Award(
        kind=kind,
        label=part.text("label"),
        source=passage_text(part, names),
        groups=frozenset(groups),
        when=read_condition(when, names, top=False) if when else None,
        note=part.text("note", ""),
    )
    award = read(part, names, award)
    part.done()
    return award


def read_ceiling(part: Part, names: Names) -> Ceiling:
    """The yearly ceiling of a scheme file."""
    fact = read_fact(part, frozenset({FactType.money}))
    ceiling = Ceiling(
        yuan=read_figure(part, "yuan", names),
        fact=fact.id,
        clause=part.text("clause"),
        source=passage_text(part, names),
    )
    part.done()
    return ceiling


def _read_fixed(part: Part, names: Names, award: Award) -> Award:
    return replace(award, yuan=read_figure(part, "yuan", names))


def _read_table(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, SETS)
    rows: list[Row] = []
    for row in part.parts("rows"):
        yuan = read_figure(row, "yuan", names) if row.has("yuan") else None
        rows.append(Row(choices=read_choices(row, "of", fact), yuan=yuan))
        row.done()
    if not rows:
        raise part.wrong("rows", "一档也没有", "请写 [[awards.rows]]，每档写 of 和 yuan。")
    return replace(award, fact=fact.id, rows=tuple(rows), otherwise=part.text("otherwise", ""))


def _read_goods(part: Part, names: Names, award: Award) -> Award:
    items: list[Item] = []
    for item in part.parts("goods"):
        items.append(
            Item(
                name=item.text("name"),
                unit=item.text("unit", "份"),
                count=item.number("count") if item.has("count") else Decimal(1),
                value=read_figure(item, "value", names) if item.has("value") else None,
            )
        )
        item.done()
    if not items:
        raise part.wrong(
            "goods", "一样物品也没有", "请写 [[awards.goods]]，每样写 name、unit、count、value。"
        )
    return replace(award, goods=tuple(items))


def _read_ask(part: Part, names: Names, award: Award) -> Award:
    return award


@dataclass(frozen=True)
class Kind:
    """A kind of award: how it is read and what it comes to."""

    read: Callable[[Part, Names, Award], Award]
    grant: Callable[[Award, Case], Grant]


KINDS: Mapping[str, Kind] = {
    "fixed": Kind(_read_fixed, grant_fixed),
    "table": Kind(_read_table, grant_table),
    "goods": Kind(_read_goods, grant_goods),
    "ask": Kind(_read_ask, grant_ask),
}
"""The kinds of award a scheme file may use. A new one is two small functions and a line here."""
