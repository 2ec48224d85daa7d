"""Awards the plan names (定额): a sum, the higher or lower of several, what is lacking, goods, or nothing yet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.domain.award import YUAN, Award, Grant, Item, Term, to_the_fen
from desktop.domain.award_kind import HUNDRED, MONEY_FACTS, Earlier, figure_given, held, left_open
from desktop.domain.condition import Case, Names
from desktop.domain.condition_reading import read_fact, read_figure
from desktop.domain.conditions import judge, read_condition
from desktop.domain.facts import FACTS
from desktop.domain.money import figures
from desktop.domain.policy_text import Part
from desktop.domain.verdict import Goods


def grant_fixed(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A sum the plan names."""
    assert award.yuan is not None
    sum_told = case.figure(award.yuan, YUAN)
    return Grant(amount=to_the_fen(sum_told.value), because=f"{award.label} {sum_told.words} 元")


def grant_higher_of(award: Award, case: Case, earlier: Earlier) -> Grant:
    """The highest of several figures (就高不就低)."""
    return _chosen(award, case, -1, "就高")


def grant_lower_of(award: Award, case: Case, earlier: Earlier) -> Grant:
    """The lowest of several figures."""
    return _chosen(award, case, 0, "就低")


def _chosen(award: Award, case: Case, which: int, word: str) -> Grant:
    reckoned = [(term.label, *_term(term, case)) for term in award.terms]
    words = "；".join(f"{label}：{told_words} 元" for label, _, told_words in reckoned)
    amount, label = sorted((value, label) for label, value, _ in reckoned)[which]
    amount, kept = held(award, amount, case)
    return Grant(amount=amount, because=f"{award.label}：{words}。{word}取{label} {figures(amount)} 元{kept}")


def _term(term: Term, case: Case) -> tuple[Decimal, str]:
    base = case.figure(term.yuan, YUAN)
    value = to_the_fen(base.value * term.percent / HUNDRED / term.divide)
    if term.percent == HUNDRED and term.divide == 1:
        return value, base.words
    percent = f" × {term.percent.normalize():f}%" if term.percent != HUNDRED else ""
    divide = f" ÷ {term.divide.normalize():f}" if term.divide != 1 else ""
    return value, f"{base.words}{percent}{divide} = {figures(value)}"


def grant_difference(award: Award, case: Case, earlier: Earlier) -> Grant:
    """What is lacking up to a line (补差); the whole line for those the plan names."""
    assert award.yuan is not None
    line = case.figure(award.yuan, YUAN)
    if award.full is not None:
        asked = judge(award.full, case)
        if asked.holds is None:
            return Grant.waiting(f"{asked.because}，{award.label}待定")
        if asked.holds:
            amount = to_the_fen(line.value)
            return Grant(amount=amount, because=f"{asked.because}，{award.label}按全额 {line.words} 元")
    value = case.facts.number(award.fact)
    if value is None:
        return left_open(award, award.fact)
    amount = to_the_fen(max(line.value - value, Decimal(0)))
    label = FACTS[award.fact].label
    words = f"{line.words} － {label} {figures(value)} = {figures(amount)} 元"
    if not amount:
        words = f"{label} {figures(value)} 元，没有低于 {line.words} 元，不补差"
    amount, kept = held(award, amount, case)
    return Grant(amount=amount, because=f"{award.label}：{words}{kept}")


def grant_goods(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A bundle of goods; their worth is not money handed out."""
    given: list[Goods] = []
    words: list[str] = []
    for item in award.goods:
        value = case.figure(item.value, YUAN).value * item.count if item.value else None
        given.append(
            Goods(name=item.name, count=item.count, unit=item.unit, value=value and to_the_fen(value))
        )
        worth = f"，约值 {figures(value)} 元" if value is not None else ""
        words.append(f"{item.name} {item.count.normalize():f} {item.unit}{worth}")
    return Grant(because=f"{award.label}：{'；'.join(words)}", goods=tuple(given))


def grant_ask(award: Award, case: Case, earlier: Earlier) -> Grant:
    """Left to a person: the plan names no sum."""
    return Grant(because=f"{award.label}：数额由审批人确定")


def read_fixed(part: Part, names: Names, award: Award) -> Award:
    return replace(award, yuan=read_figure(part, "yuan", names))


def read_terms(part: Part, names: Names, award: Award) -> Award:
    terms: list[Term] = []
    for p in part.parts("of"):
        terms.append(
            Term(
                label=p.text("label"),
                yuan=read_figure(p, "yuan", names),
                percent=p.number("percent") if p.has("percent") else HUNDRED,
                divide=p.number("divide") if p.has("divide") else Decimal(1),
            )
        )
        if not terms[-1].divide:
            raise p.wrong("divide", "不能除以 0", "请写 12 这样的数。")
        p.done()
    if len(terms) < 2:
        raise part.wrong("of", "至少要有两个数才能比高低", "请写两个 [[awards.of]]。")
    return replace(
        award,
        terms=tuple(terms),
        minimum=figure_given(part, "floor", names),
        maximum=figure_given(part, "cap", names),
    )


def read_difference(part: Part, names: Names, award: Award) -> Award:
    full = part.part("full_when")
    return replace(
        award,
        fact=read_fact(part, MONEY_FACTS).id,
        yuan=read_figure(part, "up_to", names),
        full=read_condition(full, names, top=False) if full else None,
        minimum=figure_given(part, "floor", names),
        maximum=figure_given(part, "cap", names),
    )


def read_goods(part: Part, names: Names, award: Award) -> Award:
    items: list[Item] = []
    for item in part.parts("goods"):
        items.append(
            Item(
                name=item.text("name"),
                unit=item.text("unit", "份"),
                count=item.number("count") if item.has("count") else Decimal(1),
                value=figure_given(item, "value", names),
            )
        )
        item.done()
    if not items:
        raise part.wrong(
            "goods", "一样物品也没有", "请写 [[awards.goods]]，每样写 name、unit、count、value。"
        )
    return replace(award, goods=tuple(items))


def read_ask(part: Part, names: Names, award: Award) -> Award:
    return award
