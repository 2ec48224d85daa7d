"""Applying again (重复申请): what counts as the same application, and whether it is stopped or only told of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.application import State
from desktop.domain.condition import Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.days import day_words
from desktop.domain.policy_text import Part
from desktop.domain.words import word


class Same(StrEnum):
    """What two applications have in common."""

    household = "household"
    family = "family"
    """The same household, or one that has a person in common with it."""
    person = "person"
    """The same ID number, in whatever household."""
    cause = "cause"


class Within(StrEnum):
    """How far back earlier applications count."""

    open = "open"
    """Only while they are undecided."""
    year = "year"
    """Those of the same calendar year."""
    ever = "ever"


class Then(StrEnum):
    stop = "stop"
    warn = "warn"


SAME_WORDS: Mapping[Same, str] = {
    Same.household: "同一户",
    Same.family: "同一家庭（夫妻分别建档的算一家）",
    Same.person: "同一人",
    Same.cause: "同一事由",
}
WITHIN_WORDS: Mapping[Within, str] = {
    Within.open: "上一份还没有办结时",
    Within.year: "同一年度内",
    Within.ever: "不论隔多久",
}
THEN_WORDS: Mapping[Then, str] = {Then.stop: "不能再申请", Then.warn: "提醒经办人，由人决定"}
UNDECIDED = (State.open, State.returned)


@dataclass(frozen=True, kw_only=True)
class AgainRule:
    """What counts as applying for the same thing again under a scheme."""

    same: tuple[Same, ...]
    within: Within
    then: Then
    refused: bool = False
    """Whether refused applications count too."""
    source: str = ""

    @property
    def words(self) -> str:
        """The rule in one sentence."""
        what = "、".join(SAME_WORDS[s] for s in self.same)
        refused = "（不予批准过的也算）" if self.refused else ""
        return f"{what}，{WITHIN_WORDS[self.within]}{THEN_WORDS[self.then]}{refused}"


ONE_OPEN = AgainRule(same=(Same.household,), within=Within.open, then=Then.stop)
"""What holds under every scheme that says nothing else of applications still undecided."""
ANYWHERE = AgainRule(same=(Same.person, Same.cause), within=Within.year, then=Then.warn)
"""What is told of whatever the scheme: the same person and cause in a year."""


@dataclass(frozen=True, kw_only=True)
class FiledCase:
    """An earlier application as far as it matters here; what it has in common with the new one."""

    number: str
    on: date
    title: str
    state: State
    applicant: str
    ours: bool
    """Whether it was filed under an edition of the same scheme."""
    common: frozenset[Same]
    cause_known: bool = True
    """Whether both say their cause; where one does not, nobody can tell whether it is the same."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """That something like it was applied for before."""

    rule: AgainRule
    case: FiledCase
    then: Then

    @property
    def said(self) -> str:
        """What was found, with number and day of the earlier one, and what to do."""
        case, rule = self.case, self.rule
        if rule is ONE_OPEN:
            return (
                f"这户在本方案下已有一份未办结的申请 {case.number}（{case.applicant}，{day_words(case.on)}提出），"
                "不能重复申请。请先办结或撤回那一份。"
            )
        before = f"{case.applicant} 于{day_words(case.on)}已就《{case.title}》提出申请 {case.number}（{word(case.state)}）"
        if self.then is Then.warn:
            unknown = "" if case.cause_known else "其中有一份没有写事由，"
            return f"{before}。{unknown}请核对是不是同一件事。{_from(rule.source)}"
        why = f"本方案规定：{rule.words}。" if rule.source else f"{rule.words}。"
        cure = "请先办结或撤回那一份。" if case.state in UNDECIDED else "请核对那一份的结果。"
        return f"{before}，不能重复申请。{why}{_from(rule.source)}{cure}"


def hits(rules: Sequence[AgainRule], cases: Collection[FiledCase], on: date) -> tuple[Hit, ...]:
    """Every earlier application that one of the rules or the program's own catches; each once, what stops it first."""
    own = [r for r in rules if r.within is Within.open]
    found = [
        h for rule in (*rules, *([] if own else [ONE_OPEN])) for h in _caught(rule, cases, on, ours=True)
    ]
    found += _caught(ANYWHERE, cases, on, ours=False)
    found.sort(key=lambda h: (h.then is Then.warn, h.case.number))
    once: dict[str, Hit] = {}
    for hit in found:
        once.setdefault(hit.case.number, hit)
    return tuple(once.values())


def _caught(rule: AgainRule, cases: Collection[FiledCase], on: date, ours: bool) -> Iterator[Hit]:
    for case in cases:
        if (ours and not case.ours) or not _counts(rule, case, on):
            continue
        shared = {s for s in rule.same if s is not Same.cause}
        if not shared <= case.common:
            continue
        if Same.cause not in rule.same or Same.cause in case.common:
            yield Hit(rule=rule, case=case, then=rule.then)
        elif ours and not case.cause_known:
            yield Hit(rule=rule, case=case, then=Then.warn)


def _counts(rule: AgainRule, case: FiledCase, on: date) -> bool:
    if case.state is State.withdrawn or (case.state is State.refused and not rule.refused):
        return False
    match rule.within:
        case Within.open:
            return case.state in UNDECIDED
        case Within.year:
            return case.on.year == on.year
        case Within.ever:
            return True


def _from(source: str) -> str:
    return f"〔依据：{source}〕" if source else ""


def read_again(part: Part, names: Names) -> AgainRule:
    """One rule: same = ["household", "cause"], within = "year", then = "stop"."""
    same = part.choice_list("same", Same)
    if not {Same.household, Same.family, Same.person} & set(same):
        raise part.wrong("same", "没有写谁算同一个", "请至少写 household、family、person 之一。")
    rule = AgainRule(
        same=same,
        within=part.choice("within", Within),
        then=part.choice("then", Then),
        refused=part.flag("refused", False),
        source=passage_text(part, names),
    )
    part.done()
    return rule
