"""The kinds of condition a scheme may use: one small function for each, facts in, a reasoned judgement out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from desktop.domain.condition import (
    LOWER,
    UPPER,
    Bound,
    Case,
    Condition,
    Figure,
    Judged,
    Kind,
    Measured,
    Names,
    Side,
    Told,
    between,
    choice_words,
    compared,
    facts_of_figure,
    measured,
    meets,
    parameter_name,
    parameters_of,
    passage_text,
    read_bounds,
    read_choices,
    read_fact,
    read_figure,
    read_figure_table,
    read_span,
    unknown,
)
from desktop.domain.condition_days import DAY_KINDS
from desktop.domain.fact import NUMERIC, SETS, Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import Facts, figure
from desktop.domain.halfwidth import halfwidth
from desktop.domain.lunar import FESTIVAL_WORDS, Festival
from desktop.domain.policy_text import Part

__all__ = [
    "KINDS",
    "LOWER",
    "UPPER",
    "Bound",
    "Case",
    "Condition",
    "Figure",
    "Judged",
    "Kind",
    "Names",
    "Side",
    "Told",
    "choice_words",
    "compared",
    "facts_of_figure",
    "judge",
    "meets",
    "parameter_name",
    "parameters_of",
    "passage_text",
    "read_choices",
    "read_condition",
    "read_fact",
    "read_figure",
    "read_figure_table",
]


def judge(condition: Condition, case: Case) -> Judged:
    """Tries one condition on a case; where facts it hangs on are unknown, all of them are named."""
    kind = KINDS[condition.kind]
    if not kind.lenient and not condition.parts:
        lost = [id for id in condition.asks if id not in case.facts]
        if lost:
            return unknown(*lost)
    return kind.judge(condition, case)


# ---- comparisons


def judge_compare(condition: Condition, case: Case) -> Judged:
    """A figure against one bound, or between two, each open or closed as typed."""
    found = measured(condition.fact, case)
    return unknown(condition.fact) if found is None else between(found, condition.bounds, case)


def judge_share(condition: Condition, case: Case) -> Judged:
    """What one figure is of another, in hundredths, against a bound."""
    whole = case.facts.number(condition.other)
    part = case.facts.number(condition.fact)
    if part is None or whole is None:
        return unknown(condition.fact if part is None else condition.other)
    top, below = FACTS[condition.fact], FACTS[condition.other]
    evidence = f"{case.facts.evidence(top.id)}；{case.facts.evidence(below.id)}"
    asked = Fact(id="", label=f"{top.label}占{below.label}的比例", type=FactType.number, unit="%")
    if whole == 0 and part > 0:
        # Anything is more than any share of nothing.
        holds = all(b.side in LOWER for b in condition.bounds)
        return Judged(
            holds=holds,
            because=f"{below.label}为 0，{top.label} {figure(top, part)} {top.measure}，比例高于任何界限",
            fact=evidence,
            flip=f"{below.label}大于 0 并且比例{'低于' if holds else '达到'}界限",
        )
    value = part * 100 / whole if whole else Decimal(0)
    return between(Measured(fact=asked, value=value, evidence=evidence), condition.bounds, case)


def judge_line(condition: Condition, case: Case) -> Judged:
    """A figure of the plan itself, such as a parameter or a published line, against others."""
    wanted = condition.figure
    assert wanted is not None
    fact = Fact(id="", label=condition.word or "数额", type=FactType.quotient)
    told = case.figure(wanted, fact)
    found = Measured(fact=fact, value=told.value, evidence=f"{condition.word}：{told.words} 元")
    return between(found, condition.bounds, case)


# ---- sets


def judge_has_any(condition: Condition, case: Case) -> Judged:
    """At least one of the listed choices."""
    return _listed(condition, case, lambda has: bool(has), "有{listed}之一", "不再有{has}")


def judge_has_all(condition: Condition, case: Case) -> Judged:
    """All of the listed choices."""
    return _listed(
        condition, case, lambda has: has == condition.choices, "{listed}都齐全", "缺少{listed}之一"
    )


def judge_has_none(condition: Condition, case: Case) -> Judged:
    """None of the listed choices."""
    return _listed(condition, case, lambda has: not has, "不再有{has}", "有{listed}之一")


def judge_count(condition: Condition, case: Case) -> Judged:
    """How many of the listed choices, against a bound."""
    bound = condition.count
    assert bound is not None
    limit = bound.figure.amount
    assert limit is not None
    asked = f"{{listed}}之中{_COUNT_WORDS[bound.side]} {limit} 项"
    return _listed(
        condition, case, lambda has: meets(Decimal(len(has)), bound.side, limit), asked, f"不再是{asked}"
    )


_COUNT_WORDS = {
    Side.at_least: "不少于",
    Side.above: "多于",
    Side.at_most: "不多于",
    Side.below: "少于",
    Side.equals: "正好",
}


def _listed(
    condition: Condition, case: Case, holds: Callable[[frozenset[str]], bool], wins: str, loses: str
) -> Judged:
    """A set against the listed choices; `wins` and `loses` say what would turn it."""
    chosen = case.facts.chosen(condition.fact)
    if chosen is None:
        return unknown(condition.fact)
    fact = FACTS[condition.fact]
    has = chosen & condition.choices
    said = holds(has)
    listed = choice_words(fact, condition.choices)
    if has:
        because = f"{fact.label}：{choice_words(fact, has)}，在所列之内"
    elif chosen:
        because = f"{fact.label}：{choice_words(fact, chosen)}，不在所列（{listed}）之内"
    else:
        because = f"{fact.label}：没有（所列：{listed}）"
    origin = case.facts.origins.get(condition.fact, "")
    turned = (loses if said else wins).format(listed=listed, has=choice_words(fact, has))
    return Judged(
        holds=said,
        because=f"{because}{f'（{origin}）' if origin else ''}",
        fact=case.facts.evidence(condition.fact),
        line=listed,
        flip=f"{fact.label}{turned}",
    )


# ---- yes and no, groups, days


def judge_is(condition: Condition, case: Case) -> Judged:
    """A yes-or-no fact as expected."""
    value = case.facts.yes(condition.fact)
    if value is None:
        return unknown(condition.fact)
    label = FACTS[condition.fact].label
    origin = case.facts.origins.get(condition.fact, "")
    return Judged(
        holds=value is condition.expected,
        because=f"{label}：{'是' if value else '否'}{f'（{origin}）' if origin else ''}",
        fact=case.facts.evidence(condition.fact),
        line="是" if condition.expected else "否",
        flip=f"「{label}」为{'否' if value else '是'}",
    )


def judge_not_group(condition: Condition, case: Case) -> Judged:
    """None of the groups before this one is met."""
    met = [g for g in condition.groups if case.met[g]]
    open_ones = [g for g in condition.groups if case.met[g] is None]
    names = "、".join(f"「{case.labels[g]}」" for g in met or open_ones or condition.groups)
    if met:
        return Judged(holds=False, because=f"已符合{names}", flip=f"不符合{names}")
    if open_ones:
        # What is missing is asked for by those groups themselves.
        return Judged(holds=None, because=f"{names}还缺材料，不能判断", flip=f"先判断{names}")
    return Judged(holds=True, because=f"不符合{names}", flip=f"符合{names}")


def judge_in_group(condition: Condition, case: Case) -> Judged:
    """One of the groups before this one is met."""
    turned = judge_not_group(condition, case)
    holds = None if turned.holds is None else not turned.holds
    return replace(turned, holds=holds)


# ---- places and texts


def judge_place(condition: Condition, case: Case) -> Judged:
    """A place that is one of those listed, or lies in one: 滨湖区 takes in 无锡市滨湖区某街道."""
    text = case.facts.get(condition.fact)
    if not isinstance(text, str):
        return unknown(condition.fact)
    label = FACTS[condition.fact].label
    listed = [case.place if t == HERE else t for t in condition.texts]
    own = plain_place(text)
    holds = any(plain_place(t) in own for t in listed)
    wider = [t for t in listed if own and own != plain_place(t) and plain_place(t).startswith(own)]
    if not holds and wider:
        return Judged(
            holds=None,
            because=f"{label}只写到「{text}」，不能判断是否在{'、'.join(wider)}",
            fact=case.facts.evidence(condition.fact),
            line="、".join(listed),
            flip=f"{label}写到更细一级后才能判断",
            unknown=(condition.fact,),
        )
    return Judged(
        holds=holds,
        because=f"{label}：{text}，{'在' if holds else '不在'}所列地区（{'、'.join(listed)}）",
        fact=case.facts.evidence(condition.fact),
        line="、".join(listed),
        flip=f"{label}{'不在' if holds else '在'}{'、'.join(listed)}",
    )


HERE = "本地"
"""Stands for the place the check is made for."""


def plain_place(text: str) -> str:
    """A place without blanks and marks, so that two ways of writing it agree."""
    return "".join(ch for ch in halfwidth(text) if ch.isalnum())


def judge_text(condition: Condition, case: Case) -> Judged:
    """A text that is exactly one of those listed, blanks and full-width forms aside."""
    text = case.facts.get(condition.fact)
    if not isinstance(text, str):
        return unknown(condition.fact)
    label = FACTS[condition.fact].label
    listed = "、".join(condition.texts)
    holds = plain_place(text) in {plain_place(t) for t in condition.texts}
    return Judged(
        holds=holds,
        because=f"{label}：{text}，{'在' if holds else '不在'}所列（{listed}）之内",
        fact=case.facts.evidence(condition.fact),
        line=listed,
        flip=f"{label}{'不是' if holds else '是'}{listed}{'' if holds else '之一'}",
    )


# ---- once


def judge_once(condition: Condition, case: Case) -> Judged:
    """Not yet received: for this event, in this year, ever, from this fund, at this festival."""
    had = case.facts.chosen(condition.fact)
    if had is None:
        return unknown(condition.fact)
    keys: set[str] = set()
    match condition.unit:
        case "event":
            event = case.facts.get("event")
            if not isinstance(event, str):
                return unknown("event")
            keys, said = {event}, f"事件「{event}」"
        case "year":
            keys, said = {f"{case.on.year}年"}, f"{case.on.year}年"
        case "festival":
            name = FESTIVAL_WORDS[Festival(condition.word)].split("（")[0]
            keys, said = {f"{name}-{case.on.year}"}, f"{case.on.year}年{name}"
        case "fund":
            keys, said = {condition.word, f"{condition.word}-{case.on.year}"}, f"「{condition.word}」"
        case _:
            keys, said = set(had), "本方案"
    hit = had & keys
    return Judged(
        holds=not hit,
        because=f"{said}已享受过（{'、'.join(sorted(hit))}），每{_PER_WORDS[condition.unit]}只享受一次"
        if hit
        else f"{said}没有享受过，每{_PER_WORDS[condition.unit]}一次",
        fact=case.facts.evidence(condition.fact),
        line=f"每{_PER_WORDS[condition.unit]}一次",
        flip=f"{said}{'没有' if hit else '已经'}享受过",
    )


_PER_WORDS = {"event": "事件", "year": "年", "festival": "个节日", "fund": "项基金", "lifetime": "人终身"}


def _read_once(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    per = part.text("per")
    part.one_of("per", _PER_WORDS, per)
    word = ""
    if per == "fund":
        word = part.text("fund")
    if per == "festival":
        word = part.choice("festival", Festival)
    counted = part.text("counted", "household")
    part.one_of("counted", {"person": "", "household": ""}, counted)
    return Condition(
        kind=kind, clause=clause, source=source, fact="aided", unit=per, word=word, counted=counted
    )


# ---- members


def judge_member(condition: Condition, case: Case) -> Judged:
    """Some member, every member, or so many of them satisfy the parts; only their own facts count."""
    people = case.facts.people(condition.fact)
    if people is None:
        return unknown(condition.fact)
    tried = [(_called(n, one), _alone(condition, case, one)) for n, one in enumerate(people.each, 1)]
    met = [(name, j) for name, j in tried if j.holds]
    open_ones = [(name, j) for name, j in tried if j.holds is None]
    total = len(tried)
    match condition.word:
        case "every":
            low, high = total, total
        case "none":
            low, high = 0, 0
        case _:
            low, high = max(condition.number, 1), total
    least, most = len(met), len(met) + len(open_ones)
    holds = False if most < low or least > high else True if low <= least and most <= high else None
    shown = met if holds and low else open_ones if holds is None else tried
    told = "；".join(f"{name}：{j.because}" for name, j in shown) or "没有成员"
    return Judged(
        holds=holds,
        because=f"成员 {total} 人，符合 {len(met)} 人{f'、不能判断 {len(open_ones)} 人' if open_ones else ''}（{told}）",
        fact=case.facts.evidence(condition.fact),
        line=_WHO_WORDS[condition.word].format(condition.number),
        flip=f"符合的成员{'不再' if holds else ''}达到「{_WHO_WORDS[condition.word].format(condition.number)}」",
        unknown=(condition.fact,) if holds is None else (),
    )


_WHO_WORDS = {"some": "至少 {} 人", "every": "每个人", "none": "没有人"}


def _alone(condition: Condition, case: Case, one: Facts) -> Judged:
    return judge_all(condition, replace(case, facts=one))


def _called(n: int, one: Facts) -> str:
    names = dict.fromkeys(one.origins.values())
    return next(iter(names)) if len(names) == 1 else f"第 {n} 人"


def _read_member(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    who = part.text("who", "some")
    part.one_of("who", _WHO_WORDS, who)
    number = part.whole("at_least", 1)
    parts = tuple(read_condition(p, names, source, top=False) for p in part.parts("of"))
    if not parts:
        raise part.wrong("of", "没有写对成员的条件", "请写 of = [ { kind = … } ]，用「申请人…」的事实。")
    return Condition(
        kind=kind, clause=clause, source=source, fact="members", word=who, number=number, parts=parts
    )


# ---- conditions made of conditions


def judge_all(condition: Condition, case: Case) -> Judged:
    """Every part holds."""
    parts = [judge(part, case) for part in condition.parts]
    failed = [p for p in parts if p.holds is False]
    if failed:
        return _joined(False, failed, flip="；".join(p.flip for p in failed))
    unknown = [p for p in parts if p.holds is None]
    if unknown:
        return _joined(None, unknown, flip="；".join(p.flip for p in unknown))
    return _joined(True, parts, flip="或者".join(p.flip for p in parts))


def judge_any(condition: Condition, case: Case) -> Judged:
    """At least one part holds."""
    parts = [judge(part, case) for part in condition.parts]
    holding = [p for p in parts if p.holds]
    if holding:
        return _joined(True, holding, flip="；".join(p.flip for p in holding))
    unknown = [p for p in parts if p.holds is None]
    if unknown:
        return _joined(None, unknown, flip="；".join(p.flip for p in unknown))
    return _joined(False, parts, flip="，或者".join(p.flip for p in parts))


def judge_not(condition: Condition, case: Case) -> Judged:
    """The part does not hold."""
    inner = judge(condition.parts[0], case)
    turned = None if inner.holds is None else not inner.holds
    return _joined(turned, [inner], flip=inner.flip)


def _joined(holds: bool | None, parts: list[Judged], flip: str) -> Judged:
    return Judged(
        holds=holds,
        because="；".join(p.because for p in parts),
        fact="；".join(dict.fromkeys(p.fact for p in parts if p.fact)),
        line="；".join(p.line for p in parts if p.line),
        margin="；".join(p.margin for p in parts if p.margin),
        flip=flip,
        unknown=tuple(dict.fromkeys(id for p in parts for id in p.unknown)),
    )


def judge_at_least_of(condition: Condition, case: Case) -> Judged:
    """So many of the parts hold."""
    parts = [judge(part, case) for part in condition.parts]
    holding = [p for p in parts if p.holds]
    unsure = [p for p in parts if p.holds is None]
    said = f"{len(parts)} 项里符合 {len(holding)} 项，要求不少于 {condition.number} 项"
    if len(holding) >= condition.number:
        joined = _joined(True, holding, flip="；".join(p.flip for p in holding))
    elif len(holding) + len(unsure) >= condition.number:
        joined = _joined(None, unsure, flip="；".join(p.flip for p in unsure))
    else:
        failed = [p for p in parts if p.holds is False]
        joined = _joined(False, failed, flip="，或者".join(p.flip for p in failed))
    return replace(joined, because=f"{said}：{joined.because}")


def judge_applies_alone(condition: Condition, case: Case) -> Judged:
    """One of the kinds of people the plan lets apply alone."""
    return judge_any(condition, case)


# ---- reading them from a scheme file


def read_condition(part: Part, names: Names, source: str = "", top: bool = True) -> Condition:
    """One condition of a scheme file."""
    kind = part.text("kind")
    if kind == "see":
        return _read_see(part, names, source)
    read = part.one_of("kind", {**KINDS, "see": KINDS["all"]}, kind).read
    clause = part.text("clause", None if top else "")
    instead = part.text("instead", "")
    condition = read(part, names, kind, clause, passage_text(part, names, source))
    part.done()
    return replace(condition, instead=instead) if instead else condition


def _read_see(part: Part, names: Names, source: str) -> Condition:
    """A condition defined once under a name, used here."""
    named = part.one_of("id", names.conditions, part.text("id"))
    used = replace(
        named,
        clause=part.text("clause", named.clause),
        source=passage_text(part, names, named.source or source),
        instead=part.text("instead", named.instead),
    )
    part.done()
    return used


def _read_compare(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    bounds = read_bounds(part, names)
    if len(bounds) != 1:
        raise part.wrong(
            "", "比较条件要有且只有一个界限", f"请写 {'、'.join(Side)} 之一；两头都有界限的请用 band。"
        )
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, bounds=tuple(bounds))


def _read_band(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    bounds = read_bounds(part, names)
    lower = [b for b in bounds if b.side in LOWER]
    upper = [b for b in bounds if b.side in UPPER]
    if len(lower) != 1 or len(upper) != 1 or len(bounds) != 2:
        raise part.wrong(
            "",
            "区间条件要有一个下限和一个上限",
            "下限写 at_least（含）或 above（不含），上限写 at_most（含）或 below（不含）。",
        )
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, bounds=(*lower, *upper))


def _read_set(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, SETS)
    chosen = read_choices(part, "of", fact)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, choices=chosen)


def _read_count(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, SETS)
    chosen = read_choices(part, "of", fact)
    bounds = read_bounds(part, names)
    if len(bounds) != 1 or bounds[0].figure.amount is None:
        raise part.wrong("", "计数条件要写一个项数", "请写 at_least = 2 这样的一个界限。")
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, choices=chosen, count=bounds[0])


def _read_is(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, frozenset({FactType.yes_no}))
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, expected=part.flag("value", True))


def _read_not_group(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    groups = part.texts("groups")
    if not groups:
        raise part.wrong("groups", "没有填写", "请列出排在前面的对象类别的 id。")
    for group in groups:
        part.one_of("groups", names.groups, group)
    return Condition(kind=kind, clause=clause, source=source, groups=groups)


def _read_parts(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    parts = tuple(read_condition(p, names, source, top=False) for p in part.parts("of"))
    if not parts or (kind == "not" and len(parts) != 1):
        raise part.wrong(
            "of", "没有写对分条件", "not 写正好一个，all 和 any 至少写一个：of = [ { kind = … } ]。"
        )
    return Condition(kind=kind, clause=clause, source=source, parts=parts)


def _read_share(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, NUMERIC)
    other = read_fact(part, NUMERIC, "of")
    bounds = read_span(part, names)
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, other=other.id, bounds=bounds)


def _read_line(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    wanted = read_figure(part, "figure", names)
    return Condition(
        kind=kind,
        clause=clause,
        source=source,
        figure=wanted,
        word=part.text("name", ""),
        bounds=read_span(part, names),
    )


_TEXT = frozenset({FactType.text})


def _read_texts(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, _TEXT)
    texts = part.texts("of")
    if not texts or any(not plain_place(t) for t in texts):
        raise part.wrong("of", "没有填写", '请列出至少一个，写成 of = ["示例市"]；本地写 "本地"。')
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, texts=texts)


def _read_at_least_of(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    condition = _read_parts(part, names, kind, clause, source)
    number = part.whole("n")
    if not 1 <= number <= len(condition.parts):
        raise part.wrong("n", f"应在 1 到 {len(condition.parts)} 之间", "请对照分条件的个数。")
    return replace(condition, number=number)


def _read_applies_alone(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    if not names.alone:
        raise part.wrong("kind", "方案没有写谁可以单独申请", "请先写 [[apply_alone]]。")
    return Condition(kind=kind, clause=clause, source=source, parts=names.alone)


KINDS: Mapping[str, Kind] = {
    "compare": Kind(_read_compare, judge_compare, ordered=True),
    "band": Kind(_read_band, judge_compare, ordered=True),
    "share": Kind(_read_share, judge_share),
    "line": Kind(_read_line, judge_line),
    "has_any": Kind(_read_set, judge_has_any),
    "has_all": Kind(_read_set, judge_has_all),
    "has_none": Kind(_read_set, judge_has_none),
    "count": Kind(_read_count, judge_count),
    "is": Kind(_read_is, judge_is),
    "place": Kind(_read_texts, judge_place),
    "text": Kind(_read_texts, judge_text),
    **DAY_KINDS,
    "once": Kind(_read_once, judge_once),
    "member": Kind(_read_member, judge_member),
    "not_group": Kind(_read_not_group, judge_not_group),
    "in_group": Kind(_read_not_group, judge_in_group),
    "applies_alone": Kind(_read_applies_alone, judge_applies_alone),
    "all": Kind(_read_parts, judge_all),
    "any": Kind(_read_parts, judge_any),
    "at_least_of": Kind(_read_at_least_of, judge_at_least_of),
    "not": Kind(_read_parts, judge_not),
}
"""The kinds of condition a scheme file may use. A new one is two small functions and a line here."""
