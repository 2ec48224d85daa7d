"""The kinds of award (帮扶方式): one small function says what each comes to, one reads it from the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain.award import YUAN, Award, Class, Grant, Item, Row, Term, Tier, to_the_fen
from desktop.domain.conditions import (
    UPPER,
    Bound,
    Case,
    Figure,
    Names,
    Side,
    judge,
    meets,
    read_choices,
    read_condition,
    read_fact,
    read_figure,
)
from desktop.domain.facts import FACTS, NUMERIC, SETS, Fact, FactType, figure, told
from desktop.domain.money import figures
from desktop.domain.policy_text import Part
from desktop.domain.verdict import Goods

Earlier = Mapping[str, Grant]
"""What the awards before this one came to, by their id."""

_MONEY_FACTS = frozenset({FactType.money, FactType.quotient})
_HUNDRED = Decimal(100)
_PLAIN = FACTS["floor_area_per_head"]
"""Percentages read like any plain number."""


# ---- what they come to


def grant_fixed(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A sum the plan names."""
    assert award.yuan is not None
    sum_told = case.figure(award.yuan, YUAN)
    return Grant(amount=to_the_fen(sum_told.value), because=f"{award.label} {sum_told.words} 元")


def grant_table(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A sum by what is chosen of a fact, such as the disease; of several the highest, once."""
    chosen = case.facts.chosen(award.fact)
    label = FACTS[award.fact].label
    if chosen is None:
        return _open(award, award.fact)
    fitting = [row for row in award.rows if row.choices & chosen]
    if not fitting:
        return Grant(because=award.otherwise or f"{label}不在{award.label}的分档之内，数额由审批人确定")
    sums = [(row, case.figure(row.yuan, YUAN)) for row in fitting if row.yuan]
    if len(sums) < len(fitting):
        return Grant(because=f"{award.label}：原文没有写明数额，由审批人确定")
    row, dearest = max(sums, key=lambda pair: pair[1].value)
    named = told(FACTS[award.fact], row.choices & chosen)
    several = "，同时符合多档，按最高一档计一次" if len(fitting) > 1 else ""
    return Grant(
        amount=to_the_fen(dearest.value), because=f"{named}，{award.label} {dearest.words} 元{several}"
    )


def grant_tiers(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A sum by the tier a figure falls in, bounds as typed; between two tiers or in two of them a person is asked."""
    value = case.facts.number(award.fact)
    if value is None:
        return _open(award, award.fact)
    fact = FACTS[award.fact]
    said = f"{fact.label} {figure(fact, value)} {fact.measure}".strip()
    fitting = [tier for tier in award.tiers if _within(tier, value, fact, case)]
    if len(fitting) > 1:
        named = "、".join(f"「{t.label}」" for t in fitting)
        return Grant(because=f"{said}，同时落入{named}，原文自相矛盾，{award.label}由审批人确定")
    if not fitting:
        return Grant(because=f"{said}，{_gap(award, value, fact, case)}{award.label}由审批人确定")
    tier = fitting[0]
    head = f"{said}，属于「{tier.label}」一档"
    if tier.yuan is not None:
        sum_told = case.figure(tier.yuan, YUAN)
        return Grant(
            amount=to_the_fen(sum_told.value),
            because=f"{head}，{award.label} {sum_told.words} 元",
            tier=tier.label,
        )
    if tier.minimum is not None and tier.maximum is not None:
        return replace(_span(award, tier.minimum, tier.maximum, case, head), tier=tier.label)
    return Grant(because=f"{head}，{award.label}原文没有写明数额，由审批人确定", tier=tier.label)


def _within(tier: Tier, value: Decimal, fact: Fact, case: Case) -> bool:
    return all(meets(value, b.side, case.figure(b.figure, fact).value) for b in tier.bounds)


def _gap(award: Award, value: Decimal, fact: Fact, case: Case) -> str:
    """Names the tiers on both sides of a figure no tier covers."""
    below, above = _neighbours(award, value, fact, case)
    if below and above:
        return f"正好落在「{below.label}」和「{above.label}」之间，原文没有规定，程序不代为归档；"
    return award.otherwise or f"不在{award.label}的分档之内；"


def _neighbours(award: Award, value: Decimal, fact: Fact, case: Case) -> tuple[Tier | None, Tier | None]:
    below: tuple[Decimal, Tier] | None = None
    above: tuple[Decimal, Tier] | None = None
    for tier in award.tiers:
        for bound in tier.bounds:
            limit = case.figure(bound.figure, fact).value
            if bound.side in UPPER and limit <= value and (below is None or limit > below[0]):
                below = (limit, tier)
            if bound.side not in UPPER and limit >= value and (above is None or limit < above[0]):
                above = (limit, tier)
    return (below[1] if below else None, above[1] if above else None)


def grant_share(award: Award, case: Case, earlier: Earlier) -> Grant:
    """So many percent of what lies above a deductible, not below a floor and not above a cap."""
    value = case.facts.number(award.fact)
    if value is None:
        return _open(award, award.fact)
    assert award.percent is not None
    label = FACTS[award.fact].label
    percent = case.figure(award.percent, _PLAIN)
    start = case.figure(award.deductible, YUAN) if award.deductible else None
    if start is not None and value <= start.value:
        return Grant(
            amount=Decimal("0.00"),
            because=f"{label} {figures(value)} 元，没有超过起付线 {start.words} 元，{award.label} 0.00 元",
        )
    over = value - start.value if start else value
    amount = to_the_fen(over * percent.value / _HUNDRED)
    reckoned = f"（{figures(value)} － {start.words}）" if start else figures(value)
    words = f"{label} {reckoned} × {percent.words}% = {figures(amount)} 元"
    amount, held = _held(award, amount, case)
    return Grant(amount=amount, because=f"{award.label}：{words}{held}")


def grant_segments(award: Award, case: Case, earlier: Earlier) -> Grant:
    """Each segment of a cost at its own percentage (分段按比例), added up."""
    value = case.facts.number(award.fact)
    if value is None:
        return _open(award, award.fact)
    fact = FACTS[award.fact]
    amount = Decimal(0)
    words: list[str] = []
    for tier in award.tiers:
        low, high = _ends(tier, fact, case)
        part = max(min(value, high) if high is not None else value, low) - low
        if part > 0:
            assert tier.percent is not None
            percent = case.figure(tier.percent, _PLAIN)
            amount += part * percent.value / _HUNDRED
            words.append(f"{tier.label} {figures(part)} × {percent.words}%")
    amount, held = _held(award, to_the_fen(amount), case)
    reckoned = " ＋ ".join(words) or "没有进入任何一段"
    said = f"{fact.label} {figures(value)} 元：{reckoned}"
    return Grant(amount=amount, because=f"{award.label}：{said}，计 {figures(amount)} 元{held}")


def _ends(tier: Tier, fact: Fact, case: Case) -> tuple[Decimal, Decimal | None]:
    low, high = Decimal(0), None
    for bound in tier.bounds:
        limit = case.figure(bound.figure, fact).value
        if bound.side in UPPER:
            high = limit
        else:
            low = limit
    return low, high


def grant_range(award: Award, case: Case, earlier: Earlier) -> Grant:
    """A span within which a person decides, such as 2 to 10 times a published line."""
    assert award.minimum is not None
    assert award.maximum is not None
    return _span(award, award.minimum, award.maximum, case, "")


def _span(award: Award, low: Figure, high: Figure, case: Case, head: str) -> Grant:
    least, most = case.figure(low, YUAN), case.figure(high, YUAN)
    said = f"{award.label}在 {least.words} 元到 {most.words} 元之间，由审批人确定"
    return Grant(
        because=f"{head}，{said}" if head else said,
        at_least=to_the_fen(least.value),
        at_most=to_the_fen(most.value),
    )


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
    amount, held = _held(award, amount, case)
    return Grant(amount=amount, because=f"{award.label}：{words}。{word}取{label} {figures(amount)} 元{held}")


def _term(term: Term, case: Case) -> tuple[Decimal, str]:
    base = case.figure(term.yuan, YUAN)
    value = to_the_fen(base.value * term.percent / _HUNDRED / term.divide)
    if term.percent == _HUNDRED and term.divide == 1:
        return value, base.words
    percent = f" × {term.percent.normalize():f}%" if term.percent != _HUNDRED else ""
    divide = f" ÷ {term.divide.normalize():f}" if term.divide != 1 else ""
    return value, f"{base.words}{percent}{divide} = {figures(value)}"


def grant_supplement(award: Award, case: Case, earlier: Earlier) -> Grant:
    """So many percent on top, by class; of several classes the highest, once."""
    chosen = case.facts.chosen(award.fact)
    if chosen is None:
        return _open(award, award.fact)
    fitting = [c for c in award.classes if c.choices & chosen]
    label = FACTS[award.fact].label
    if not fitting:
        return Grant(
            amount=Decimal("0.00"), because=f"{label}：{told(FACTS[award.fact], chosen)}，没有{award.label}"
        )
    base, base_words = _base(award, case, earlier)
    if base is None:
        return Grant.waiting(f"{base_words}不能确定，{award.label}待定")
    best, percent = max(((c, case.figure(c.percent, _PLAIN)) for c in fitting), key=lambda p: p[1].value)
    amount = to_the_fen(base * percent.value / _HUNDRED)
    several = "，同时符合多类，就高计一次" if len(fitting) > 1 else ""
    named = told(FACTS[award.fact], best.choices & chosen)
    return Grant(
        amount=amount,
        because=f"{named}，{award.label}按{base_words} {figures(base)} × {percent.words}% = {figures(amount)} 元{several}",
    )


def _base(award: Award, case: Case, earlier: Earlier) -> tuple[Decimal | None, str]:
    if award.base_fact:
        return case.facts.number(award.base_fact), FACTS[award.base_fact].label
    before = earlier.get(award.base)
    if before is None:
        return None, "本人补助"
    return before.each if before.each is not None else before.amount, "本人补助"


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
        return _open(award, award.fact)
    amount = to_the_fen(max(line.value - value, Decimal(0)))
    label = FACTS[award.fact].label
    words = f"{line.words} － {label} {figures(value)} = {figures(amount)} 元"
    if not amount:
        words = f"{label} {figures(value)} 元，没有低于 {line.words} 元，不补差"
    amount, held = _held(award, amount, case)
    return Grant(amount=amount, because=f"{award.label}：{words}{held}")


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


def _open(award: Award, fact: str) -> Grant:
    return Grant.waiting(f"「{FACTS[fact].label}」没有登记，{award.label}的数额待定，登记后再核定")


def _held(award: Award, amount: Decimal, case: Case) -> tuple[Decimal, str]:
    """The amount between floor and cap, with the words where one of them bites."""
    if award.minimum is not None:
        low = case.figure(award.minimum, YUAN)
        if amount < to_the_fen(low.value):
            return to_the_fen(low.value), f"，低于下限，按 {low.words} 元计"
    if award.maximum is not None:
        high = case.figure(award.maximum, YUAN)
        if amount > to_the_fen(high.value):
            return to_the_fen(high.value), f"，超过上限，按 {high.words} 元计"
    return amount, ""


# ---- reading them from a scheme file


def _read_fixed(part: Part, names: Names, award: Award) -> Award:
    return replace(award, yuan=read_figure(part, "yuan", names))


def _read_table(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, SETS)
    rows: list[Row] = []
    for row in part.parts("rows"):
        yuan = _figure(row, "yuan", names)
        rows.append(Row(choices=read_choices(row, "of", fact), yuan=yuan))
        row.done()
    if not rows:
        raise part.wrong("rows", "一档也没有", "请写 [[awards.rows]]，每档写 of 和 yuan。")
    return replace(award, fact=fact.id, rows=tuple(rows), otherwise=part.text("otherwise", ""))


def _read_tiers(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, NUMERIC)
    tiers = [_read_tier(p, names) for p in part.parts("tiers")]
    if not tiers:
        raise part.wrong("tiers", "一档也没有", "请写 [[awards.tiers]]，每档写 label、界限和 yuan。")
    return replace(award, fact=fact.id, tiers=tuple(tiers), otherwise=part.text("otherwise", ""))


def _read_tier(part: Part, names: Names) -> Tier:
    tier = Tier(
        label=part.text("label"),
        bounds=_read_bounds(part, names),
        yuan=_figure(part, "yuan", names),
        minimum=_figure(part, "minimum", names),
        maximum=_figure(part, "maximum", names),
    )
    if (tier.minimum is None) is not (tier.maximum is None) or (tier.yuan and tier.minimum):
        raise part.wrong("", "数额写得不全或重复", "请只写 yuan，或同时写 minimum 和 maximum。")
    part.done()
    return tier


def _read_bounds(part: Part, names: Names) -> tuple[Bound, ...]:
    bounds = tuple(Bound(side, read_figure(part, side, names)) for side in Side if part.has(side))
    if not bounds:
        raise part.wrong("", "没有界限", "请写 at_least（含）、above（不含）、at_most（含）、below（不含）。")
    typed = {b.side in UPPER: b.figure.amount for b in bounds if b.side is not Side.equals}
    low, high = typed.get(False), typed.get(True)
    if low is not None and high is not None and low > high:
        raise part.wrong("", f"下限 {low} 大于上限 {high}", "请检查是否写反。")
    return bounds


def _read_share(part: Part, names: Names, award: Award) -> Award:
    return replace(
        award,
        fact=read_fact(part, _MONEY_FACTS).id,
        percent=_read_percent(part, names),
        deductible=_figure(part, "deductible", names),
        minimum=_figure(part, "floor", names),
        maximum=_figure(part, "cap", names),
    )


def _read_percent(part: Part, names: Names) -> Figure:
    percent = read_figure(part, "percent", names)
    if percent.amount is not None and percent.amount > _HUNDRED:
        raise part.wrong("percent", f"{percent.amount}% 超过百分之百", "请写 0 到 100。")
    return percent


def _read_segments(part: Part, names: Names, award: Award) -> Award:
    segments: list[Tier] = []
    fact = read_fact(part, _MONEY_FACTS)
    for p in part.parts("segments"):
        segments.append(
            Tier(label=p.text("label"), bounds=_read_bounds(p, names), percent=_read_percent(p, names))
        )
        p.done()
    if not segments:
        raise part.wrong("segments", "一段也没有", "请写 [[awards.segments]]，每段写 label、界限和 percent。")
    return replace(
        award,
        fact=fact.id,
        tiers=tuple(segments),
        minimum=_figure(part, "floor", names),
        maximum=_figure(part, "cap", names),
    )


def _read_range(part: Part, names: Names, award: Award) -> Award:
    low, high = read_figure(part, "minimum", names), read_figure(part, "maximum", names)
    if low.amount is not None and high.amount is not None and low.amount > high.amount:
        raise part.wrong("minimum", f"下限 {low.amount} 大于上限 {high.amount}", "请检查是否写反。")
    return replace(award, minimum=low, maximum=high)


def _read_terms(part: Part, names: Names, award: Award) -> Award:
    terms: list[Term] = []
    for p in part.parts("of"):
        terms.append(
            Term(
                label=p.text("label"),
                yuan=read_figure(p, "yuan", names),
                percent=p.number("percent") if p.has("percent") else _HUNDRED,
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
        minimum=_figure(part, "floor", names),
        maximum=_figure(part, "cap", names),
    )


def _read_supplement(part: Part, names: Names, award: Award) -> Award:
    fact = read_fact(part, SETS)
    classes: list[Class] = []
    for p in part.parts("classes"):
        classes.append(Class(choices=read_choices(p, "of", fact), percent=read_figure(p, "percent", names)))
        p.done()
    if not classes:
        raise part.wrong("classes", "一类也没有", "请写 [[awards.classes]]，每类写 of 和 percent。")
    if part.has("base") is part.has("base_fact"):
        raise part.wrong(
            "base", "要写明按什么的百分之几", "请写 base（前面某项帮扶的 id）或 base_fact（事实）之一。"
        )
    base_fact = part.one_of("base_fact", FACTS, part.text("base_fact")) if part.has("base_fact") else None
    if base_fact is not None and base_fact.type not in _MONEY_FACTS:
        raise part.wrong("base_fact", f"「{base_fact.label}」不是金额", "请换成一个金额事实。")
    return replace(
        award,
        fact=fact.id,
        classes=tuple(classes),
        base=part.text("base", ""),
        base_fact=base_fact.id if base_fact else "",
    )


def _read_difference(part: Part, names: Names, award: Award) -> Award:
    full = part.part("full_when")
    return replace(
        award,
        fact=read_fact(part, _MONEY_FACTS).id,
        yuan=read_figure(part, "up_to", names),
        full=read_condition(full, names, top=False) if full else None,
        minimum=_figure(part, "floor", names),
        maximum=_figure(part, "cap", names),
    )


def _read_goods(part: Part, names: Names, award: Award) -> Award:
    items: list[Item] = []
    for item in part.parts("goods"):
        items.append(
            Item(
                name=item.text("name"),
                unit=item.text("unit", "份"),
                count=item.number("count") if item.has("count") else Decimal(1),
                value=_figure(item, "value", names),
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


def _figure(part: Part, key: str, names: Names) -> Figure | None:
    return read_figure(part, key, names) if part.has(key) else None


@dataclass(frozen=True)
class Kind:
    """A kind of award: how it is read and what it comes to."""

    read: Callable[[Part, Names, Award], Award]
    grant: Callable[[Award, Case, Earlier], Grant]


KINDS: Mapping[str, Kind] = {
    "fixed": Kind(_read_fixed, grant_fixed),
    "table": Kind(_read_table, grant_table),
    "tiers": Kind(_read_tiers, grant_tiers),
    "share": Kind(_read_share, grant_share),
    "segments": Kind(_read_segments, grant_segments),
    "range": Kind(_read_range, grant_range),
    "higher_of": Kind(_read_terms, grant_higher_of),
    "lower_of": Kind(_read_terms, grant_lower_of),
    "supplement": Kind(_read_supplement, grant_supplement),
    "difference": Kind(_read_difference, grant_difference),
    "goods": Kind(_read_goods, grant_goods),
    "ask": Kind(_read_ask, grant_ask),
}
"""The kinds of award a scheme file may use. A new one is two small functions and a line here."""
