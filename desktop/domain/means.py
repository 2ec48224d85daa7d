"""The means check (家庭经济状况核对): does this household qualify under this scheme, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.amounts import Award, Ceiling, Total, grant_together, judge_ceiling
from desktop.domain.condition import Case, Judged
from desktop.domain.conditions import judge
from desktop.domain.conduct import Settled, settle
from desktop.domain.days import day_words
from desktop.domain.derived_facts import with_derived
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS, Facts
from desktop.domain.payment import Pay, pay_for, pay_words
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import Combine
from desktop.domain.scheme_parts import Group, Parameter
from desktop.domain.standards import NoLineError, Standards
from desktop.domain.verdict import Finding, Missing, Outcome, Verdict


class UnsetParametersError(OfficeError):
    """The plan leaves figures out, and the office has not filled them in."""

    def __init__(self, scheme: Scheme, unset: tuple[Parameter, ...]) -> None:
        names = "、".join(f"「{p.label}」" for p in unset)
        super().__init__(
            f"方案「{scheme.title}」还有 {len(unset)} 个参数没有填：{names}。原文没有写明，程序不会代填。"
            "请到「方案」页填写数值和依据后再核对。"
        )
        self.unset = unset


@dataclass(frozen=True)
class _Tried:
    """A group with what came of it."""

    group: Group
    judged: tuple[Judged, ...]
    holds: bool | None


def check(
    facts: Facts,
    scheme: Scheme,
    standards: Standards,
    place: str,
    on: date,
    parameters: Mapping[str, Decimal],
) -> Verdict:
    """The verdict on these facts. The same arguments always give the same verdict."""
    expect_runnable(scheme, on, parameters)
    case = Case(
        with_derived(facts),
        standards,
        place,
        on,
        scheme.values(parameters),
        labels={g.id: g.label for g in scheme.groups},
    )
    excluded = [judge(c, case) for c in scheme.exclusions]
    tried = [_tried(group, case) for group in scheme.groups]
    ceilings = [judge_ceiling(c, case) for c in scheme.ceilings if c.judged]
    outcome, counting = decided(
        scheme, [e.holds for e in excluded], [t.holds for t in tried], [c.holds for c in ceilings]
    )
    met = [tried[n] for n in counting]
    chosen = met[0] if met else None
    total = granted(scheme, tuple(t.group.id for t in met), case) if met else None
    settled = settle(scheme.conduct, total.amount, met[0].group.id, case) if total else None
    paid = pay_for(scheme.payments, met[0].group.id, case) if met else None
    missing = _missing(scheme, outcome, excluded, tried, ceilings)
    return Verdict(
        outcome=outcome,
        scheme_id=scheme.id,
        scheme_title=scheme.title,
        edition=scheme.edition,
        on=on,
        group=chosen.group.id if chosen else "",
        group_label="、".join(t.group.label for t in met),
        groups=tuple(t.group.id for t in met),
        amount=total.amount if total else None,
        amount_at_most=total.at_most if total else None,
        amount_at_least=total.at_least if total else None,
        monthly=total.monthly if total else None,
        tiers=total.tiers if total else (),
        shares=settled.shares if settled else (),
        decided_by=settled.competence.who if settled else "",
        form=paid.form if paid else "",
        amount_because=_amount_words(total, settled, paid),
        goods=total.goods if total else (),
        findings=_findings(scheme, excluded, tried, ceilings),
        missing=missing,
        notes=(
            *scheme.notes,
            *_warned(scheme, case),
            *_case_notes(scheme, tried, met),
            *_referred(scheme, outcome, excluded, tried, met),
        ),
        summary=_summary(outcome, met, excluded, tried, ceilings, missing),
    )


def granted(scheme: Scheme, met: Sequence[str], case: Case) -> Total:
    """What the groups met get. Of several groups each promise is given once; a group's ceiling caps its share."""
    return grant_together(*promised(scheme, met), met, case)


def promised(scheme: Scheme, met: Sequence[str]) -> tuple[Sequence[Award], Sequence[Ceiling]]:
    """The promises and ceilings that concern the groups met, for `grant_together`."""
    awards = [a for a in scheme.awards if not a.groups or not a.groups.isdisjoint(met)]
    return awards, [c for c in scheme.ceilings if c.concerns(met)]


def expect_runnable(scheme: Scheme, on: date, parameters: Mapping[str, Decimal]) -> None:
    """Raises OfficeError where a figure is missing or does not fit, or the scheme is not in force that day."""
    unset = scheme.unset(parameters)
    if unset:
        raise UnsetParametersError(scheme, unset)
    for parameter in scheme.parameters:
        if parameter.name in parameters:
            parameter.fitting(parameters[parameter.name])
    if (scheme.from_day and on < scheme.from_day) or (scheme.until and on > scheme.until):
        begins = f"自{day_words(scheme.from_day)}起" if scheme.from_day else ""
        ends = f"到{day_words(scheme.until)}止" if scheme.until else ""
        raise OfficeError(
            f"方案「{scheme.title}」{begins}{ends}施行，核对日期{day_words(on)}不在其内。请换方案或改日期。"
        )


def _tried(group: Group, case: Case) -> _Tried:
    judged = tuple(judge(c, case) for c in group.require)
    holds = all_hold([j.holds for j in judged])
    case.met[group.id] = holds
    return _Tried(group, judged, holds)


def all_hold(answers: Collection[bool | None]) -> bool | None:
    """Whether a group is met: all its conditions hold; None where one cannot be told and none fails."""
    return False if False in answers else None if None in answers else True


def decided(
    scheme: Scheme,
    excluded: Collection[bool | None],
    groups: Collection[bool | None],
    ceilings: Collection[bool | None],
) -> tuple[Outcome, tuple[int, ...]]:
    """The outcome of the answers to all that was asked, and which groups count, by their place."""
    met = tuple(n for n, holds in enumerate(groups) if holds)
    if True in excluded or False in ceilings or all(holds is False for holds in groups):
        return Outcome.ineligible, ()
    if not met or None in excluded or None in ceilings:
        return Outcome.incomplete, ()
    return Outcome.eligible, met if scheme.combine is Combine.all else met[:1]


# ---- findings


def _findings(
    scheme: Scheme, excluded: list[Judged], tried: list[_Tried], ceilings: list[Judged]
) -> tuple[Finding, ...]:
    found = [
        _exclusion(condition.clause, condition.source, judged)
        for condition, judged in zip(scheme.exclusions, excluded, strict=True)
    ]
    for one in tried:
        found += [
            _requirement(condition.clause, condition.source, judged, one.group.id)
            for condition, judged in zip(one.group.require, one.judged, strict=True)
        ]
    found += [
        _requirement(ceiling.clause, ceiling.source, judged, "")
        for ceiling, judged in zip((c for c in scheme.ceilings if c.judged), ceilings, strict=True)
    ]
    return tuple(found)


def _requirement(clause: str, source: str, judged: Judged, group: str) -> Finding:
    ends = {True: "就不再符合本条", False: "才符合本条", None: ""}[judged.holds]
    return Finding(
        clause=clause,
        holds=judged.holds,
        because=f"{judged.because}。",
        source=source,
        fact=judged.fact,
        line=judged.line,
        margin=judged.margin,
        change=_change(judged, ends),
        group=group,
    )


def _exclusion(clause: str, source: str, judged: Judged) -> Finding:
    """An exclusion that was tried: it holds where the household is not excluded."""
    told = {True: "，属于排除情形", False: "，不属于排除情形", None: ""}[judged.holds]
    ends = {True: "就不再排除", False: "就要排除", None: ""}[judged.holds]
    return Finding(
        clause=clause,
        holds=None if judged.holds is None else not judged.holds,
        because=f"{judged.because}{told}。",
        source=source,
        fact=judged.fact,
        line=judged.line,
        margin=judged.margin,
        change=_change(judged, ends),
        excludes=True,
    )


def _change(judged: Judged, ends: str) -> str:
    if not judged.flip:
        return ""
    return f"{judged.flip}，{ends}。" if ends else f"{judged.flip}。"


# ---- what is missing, and the sentence


def _missing(
    scheme: Scheme,
    outcome: Outcome,
    excluded: list[Judged],
    tried: list[_Tried],
    ceilings: list[Judged],
) -> tuple[Missing, ...]:
    if outcome is not Outcome.incomplete:
        return ()
    wanted: dict[str, dict[str, None]] = {}
    for judged in (*excluded, *ceilings):
        _want(wanted, scheme, judged, "")
    if not any(t.holds for t in tried):
        for one in tried:
            for judged in one.judged if one.holds is None else ():
                _want(wanted, scheme, judged, one.group.id)
    return tuple(
        Missing(fact=id, label=FACTS[id].label, papers=tuple(papers)) for id, papers in wanted.items()
    )


def _want(wanted: dict[str, dict[str, None]], scheme: Scheme, judged: Judged, group: str) -> None:
    if judged.holds is None:
        for id in judged.unknown:
            wanted.setdefault(id, {}).update(dict.fromkeys(scheme.papers_for(id, group)))


def _amount_words(total: Total | None, settled: Settled | None, paid: Pay | None) -> str:
    if total is None or not total.because:
        return ""
    said = (total.because, *(settled.words if settled else ()), pay_words(paid) if paid else "")
    return "。".join(x for x in said if x) + "。"


def _case_notes(scheme: Scheme, tried: list[_Tried], met: list[_Tried]) -> tuple[str, ...]:
    """Groups that lack papers where another already holds: those that come first, or all where each counts."""
    notes: list[str] = []
    for one in tried if met else ():
        if one is met[0] and scheme.combine is Combine.first:
            break
        if one.holds is None:
            lacking = "、".join(dict.fromkeys(FACTS[id].label for j in one.judged for id in j.unknown))
            notes.append(
                f"「{one.group.label}」还缺：{lacking}。补齐后可能另外享受该类。"
                if scheme.combine is Combine.all
                else f"排在前面的「{one.group.label}」还缺：{lacking}。补齐后可能改按该类办理。"
            )
    return tuple(notes)


def _warned(scheme: Scheme, case: Case) -> list[str]:
    """What the officer must be told besides; a line nobody registered is said, never guessed."""
    notes: list[str] = []
    for warned in scheme.warnings:
        try:
            judged = judge(warned.condition, case)
        except NoLineError as error:
            notes.append(f"没有核对「{warned.say}」：{error.said}")
            continue
        if judged.holds:
            notes.append(f"{warned.say}（{judged.because}）")
    return notes


def _referred(
    scheme: Scheme, outcome: Outcome, excluded: list[Judged], tried: list[_Tried], met: list[_Tried]
) -> list[str]:
    """Where to go instead: by the clause that turned away, by the scheme, or besides what is given."""
    places = [t.group.refer for t in met]
    if outcome is Outcome.ineligible:
        hit = [c for c, j in zip(scheme.exclusions, excluded, strict=True) if j.holds]
        failed = [
            c for t in tried for c, j in zip(t.group.require, t.judged, strict=True) if j.holds is False
        ]
        places += [c.instead for c in (*hit, *failed)] + [scheme.refer]
    return [f"可转介：{place}" for place in dict.fromkeys(p for p in places if p)]


def _summary(
    outcome: Outcome,
    met: list[_Tried],
    excluded: list[Judged],
    tried: list[_Tried],
    ceilings: list[Judged],
    missing: tuple[Missing, ...],
) -> str:
    if met:
        return f"符合{'；'.join(f'「{t.group.label}」：{_telling(t.judged)}' for t in met)}。"
    if outcome is Outcome.incomplete:
        names = "、".join(m.label for m in missing)
        return f"缺材料，还不能判断：共缺 {len(missing)} 项——{names}。"
    hit = [e for e in excluded if e.holds]
    if hit:
        return f"不符合，属于排除情形：{'；'.join(e.because for e in hit)}。"
    full = [c for c in ceilings if c.holds is False]
    if full:
        return f"不符合：{'；'.join(c.because for c in full)}。"
    if len(tried) == 1:
        return f"不符合：{_failing(tried[0].judged)}。"
    return "不符合任何一类：" + "；".join(f"「{t.group.label}」——{_failing(t.judged)}" for t in tried) + "。"


def _telling(judged: Iterable[Judged]) -> str:
    """The deciding reason of a group that holds: its tightest figures, else its first condition."""
    listed = list(judged)
    measured = [j for j in listed if j.line and j.margin and "元" in j.margin]
    return (measured or listed)[-1].because


def _failing(judged: Iterable[Judged]) -> str:
    return next(j.because for j in judged if j.holds is False)
