"""The kinds of condition a scheme may use: one small function for each, facts in, a reasoned judgement out.

What is about single facts stands in a file a subject; here are those about groups and members, and those made of conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.condition import Case, Condition, Judged, Kind, Names, unknown
from desktop.domain.condition_days import DAY_KINDS
from desktop.domain.condition_figures import FIGURE_KINDS
from desktop.domain.condition_once import ONCE_KINDS
from desktop.domain.condition_plain import PLAIN_KINDS
from desktop.domain.condition_reading import passage_text
from desktop.domain.condition_sets import SET_KINDS
from desktop.domain.facts import Facts
from desktop.domain.policy_text import Part


def judge(condition: Condition, case: Case) -> Judged:
    """Tries one condition on a case; where facts it hangs on are unknown, all of them are named."""
    kind = KINDS[condition.kind]
    if not kind.lenient and not condition.parts:
        lost = [id for id in condition.asks if id not in case.facts]
        if lost:
            return unknown(*lost)
    return kind.judge(condition, case)


# ---- groups


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
    **FIGURE_KINDS,
    **SET_KINDS,
    **PLAIN_KINDS,
    **DAY_KINDS,
    **ONCE_KINDS,
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
