"""Fewer places than people who qualify (名额评定): ranked by named figures, ties shown, substitutes in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from desktop.domain import sampling
from desktop.domain.condition import Figure, Names, parameters_of
from desktop.domain.condition_reading import passage_text, read_figure
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS, FactType
from desktop.domain.policy_text import Part


class Order(StrEnum):
    """Which end of a figure comes first."""

    high = "high"
    low = "low"


class Tie(StrEnum):
    """What is done when a tie reaches over the last place."""

    ask = "ask"
    """A person or a committee decides among them."""
    all = "all"
    """All of them are in."""
    draw = "draw"
    """A draw anyone can repeat."""


class Standing(StrEnum):
    """How one came out."""

    chosen = "chosen"
    tied = "tied"
    """Tied at the last place: not decided yet."""
    substitute = "substitute"
    out = "out"
    failed = "failed"
    """Below the pass line."""
    withdrawn = "withdrawn"
    unknown = "unknown"
    """A figure is missing, so there is no rank."""
    exempt = "exempt"
    """Goes on without being ranked."""


STANDING_WORDS = {
    Standing.chosen: "入选",
    Standing.tied: "并列待定",
    Standing.substitute: "递补",
    Standing.out: "未入选",
    Standing.failed: "未过线",
    Standing.withdrawn: "退出",
    Standing.unknown: "缺数据，未排名",
    Standing.exempt: "免测直接进入",
}


@dataclass(frozen=True, kw_only=True)
class Key:
    """One figure ranked by."""

    name: str
    label: str
    order: Order = Order.high
    fact: str = ""
    """The fact of the check it is taken from; empty: it is typed."""


@dataclass(frozen=True, kw_only=True)
class RankingRule:
    """How one round of places is given out."""

    id: str
    label: str
    by: tuple[Key, ...]
    places: Figure | None = None
    """So many places in all; none: left to whoever decides."""
    per_post: int = 0
    """So many for each post (1:6)."""
    pass_line: Decimal | None = None
    """Of the first figure; who lies below is not ranked. The line itself passes."""
    tie: Tie = Tie.ask
    tie_rule: str = ""
    substitutes: int = 0
    exempt: str = ""
    """Who goes on without being ranked, in the plan's words."""
    private: bool = False
    """Never shown as a public ranking (pupils)."""
    at: str = ""
    """Id of the step that only those with a place go through; empty: it bars nobody."""
    rank_fact: str = ""
    """The fact that the rank is, once the round is settled; empty: it is none."""
    source: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        return parameters_of(self.places)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One who stands for a place, with the figures known of them."""

    id: str
    values: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    exempt: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One line of a ranking: the rank (shared in a tie), how it came out, and why."""

    id: str
    rank: int | None
    standing: Standing
    because: str


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """A whole ranking in its order, with what has to be said about it."""

    places: int
    rows: tuple[Ranked, ...]
    words: tuple[str, ...] = ()

    def having(self, standing: Standing) -> tuple[str, ...]:
        """Who came out so, in order."""
        return tuple(row.id for row in self.rows if row.standing is standing)


def rank(rule: RankingRule, candidates: Sequence[Candidate], places: int, seed: str = "") -> Ranking:
    """The ranking for so many places. Who is missing a figure is not ranked; who withdraws makes room for the next."""
    _distinct(candidates)
    aside = [(c, _aside(rule, c)) for c in candidates]
    running = [c for c, standing in aside if standing is None]
    ordered = sorted(running, key=lambda c: _sort_key(rule, c))
    rows = _placed(rule, ordered, places, seed)
    rows += [
        Ranked(id=c.id, rank=None, standing=standing, because=_aside_words(rule, c, standing))
        for c, standing in aside
        if standing is not None
    ]
    return Ranking(places=places, rows=tuple(rows), words=_words(rule, rows, places))


def places_of(rule: RankingRule, places: int | None, posts: int | None) -> int:
    """How many places there are; raises OfficeError where nobody has said."""
    if rule.per_post and posts is not None:
        return rule.per_post * posts
    if places is None:
        raise OfficeError(f"「{rule.label}」还不知道名额。请先填写名额或岗位数。")
    return places


def _distinct(candidates: Sequence[Candidate]) -> None:
    counted = Counter(c.id for c in candidates)
    twice = next((name for name, count in counted.items() if count > 1), "")
    if twice:
        raise OfficeError(f"评定名单里「{twice}」出现了两次。请只留一个。")


def _aside(rule: RankingRule, candidate: Candidate) -> Standing | None:
    if candidate.withdrawn:
        return Standing.withdrawn
    if candidate.exempt:
        return Standing.exempt
    if any(key.name not in candidate.values for key in rule.by):
        return Standing.unknown
    if rule.pass_line is not None and candidate.values[rule.by[0].name] < rule.pass_line:
        return Standing.failed
    return None


def _aside_words(rule: RankingRule, candidate: Candidate, standing: Standing) -> str:
    if standing is Standing.unknown:
        lacking = "、".join(k.label for k in rule.by if k.name not in candidate.values)
        return f"缺{lacking}，不能排名"
    if standing is Standing.failed:
        key = rule.by[0]
        return f"{key.label} {_plain(candidate.values[key.name])}，不到合格线 {rule.pass_line}"
    return rule.exempt if standing is Standing.exempt and rule.exempt else STANDING_WORDS[standing]


def _sort_key(rule: RankingRule, candidate: Candidate) -> tuple[tuple[Decimal, ...], str]:
    return _figures(rule, candidate), candidate.id


def _figures(rule: RankingRule, candidate: Candidate) -> tuple[Decimal, ...]:
    return tuple(
        -candidate.values[k.name] if k.order is Order.high else candidate.values[k.name] for k in rule.by
    )


def _placed(rule: RankingRule, ordered: list[Candidate], places: int, seed: str) -> list[Ranked]:
    rows: list[Ranked] = []
    waiting = rule.substitutes
    for _, equals in groupby(ordered, key=lambda c: _figures(rule, c)):
        tied = list(equals)
        rank = len(rows) + 1
        standings = _standings(rule, tied, places - len(rows), waiting, seed)
        waiting -= sum(s is Standing.substitute for s in standings.values())
        words = _figure_words(rule, tied[0], len(tied))
        by_standing = sorted(tied, key=lambda c: list(Standing).index(standings[c.id]))
        rows += [
            Ranked(id=c.id, rank=rank, standing=standings[c.id], because=f"第 {rank} 名：{words}")
            for c in by_standing
        ]
    return rows


def _standings(
    rule: RankingRule, tied: list[Candidate], left: int, waiting: int, seed: str
) -> dict[str, Standing]:
    """How a group of equals comes out with so many places and substitutes left."""
    names = [c.id for c in tied]
    if left >= len(names) or (left > 0 and rule.tie is Tie.all):
        return dict.fromkeys(names, Standing.chosen)
    if left > 0 and (rule.tie is Tie.ask or not seed):
        return dict.fromkeys(names, Standing.tied)
    drawn = list(sampling.order(names, seed)) if left > 0 else names
    chosen = drawn[: max(left, 0)]
    rest = drawn[len(chosen) :]
    # Equals are substitutes together: the list says their shared rank.
    after = Standing.substitute if waiting > 0 else Standing.out
    return dict.fromkeys(chosen, Standing.chosen) | dict.fromkeys(rest, after)


def _figure_words(rule: RankingRule, candidate: Candidate, tied: int) -> str:
    told = "，".join(f"{k.label} {_plain(candidate.values[k.name])}" for k in rule.by)
    return f"{told}，{tied} 人并列" if tied > 1 else told


def _words(rule: RankingRule, rows: list[Ranked], places: int) -> tuple[str, ...]:
    order = "，再看".join(f"{k.label}（{'高' if k.order is Order.high else '低'}的在前）" for k in rule.by)
    words = [f"名额 {places} 个，按{order}排列"]
    counts = {s: sum(row.standing is s for row in rows) for s in Standing}
    if counts[Standing.tied]:
        left = places - counts[Standing.chosen]
        rule_words = rule.tie_rule or "原文没有规定并列怎么办，由评定人决定"
        words.append(f"最后 {left} 个名额有 {counts[Standing.tied]} 人并列：{rule_words}")
    elif counts[Standing.chosen] > places:
        words.append(f"末位并列全部入选，共 {counts[Standing.chosen]} 人：{rule.tie_rule or '并列的都算'}")
    elif counts[Standing.chosen] < places and not counts[Standing.unknown]:
        words.append(f"只有 {counts[Standing.chosen]} 人可以入选，按实际人数确定")
    if counts[Standing.unknown]:
        words.append(f"还有 {counts[Standing.unknown]} 人缺数据没有排名，补齐后名次可能变动")
    return tuple(words)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


# ---- reading them from a scheme file

RANKED_BY = frozenset({FactType.money, FactType.quotient, FactType.whole, FactType.number})
"""The facts one can be ranked by."""
RANKS = frozenset({FactType.whole})
"""The facts a rank can be."""


def read_ranking(part: Part, names: Names) -> RankingRule:
    """One round of a scheme file: by what, how many places, what a tie does, how many substitutes."""
    by = tuple(_read_key(p) for p in part.parts("by"))
    if not by:
        raise part.wrong(
            "by", "没有写按什么排列", '请写 by = [ { key = "…", label = "…", order = "high" } ]。'
        )
    if part.has("places") and part.has("per_post"):
        raise part.wrong("per_post", "名额写了两种", "请在 places 和 per_post 中只写一种。")
    rule = RankingRule(
        id=part.text("id"),
        label=part.text("label"),
        by=by,
        places=read_figure(part, "places", names) if part.has("places") else None,
        per_post=part.whole("per_post", 0),
        pass_line=part.optional_number("pass_line"),
        tie=part.choice("tie", Tie) if part.has("tie") else Tie.ask,
        tie_rule=part.text("tie_rule", ""),
        substitutes=part.whole("substitutes", 0),
        exempt=part.text("exempt", ""),
        private=part.flag("private", False),
        at=part.text("at", ""),
        rank_fact=_read_rank(part),
        source=passage_text(part, names),
    )
    part.done()
    return rule


def _read_rank(part: Part) -> str:
    if not part.has("rank"):
        return ""
    fact = part.one_of("rank", FACTS, part.text("rank"))
    if fact.type not in RANKS:
        raise part.wrong("rank", f"「{fact.label}」不是名次那样的整数", "请换成一个整数的事实。")
    return fact.id


def _read_key(part: Part) -> Key:
    name = part.text("key")
    key = Key(
        name=name,
        label=part.text("label", name),
        order=part.choice("order", Order) if part.has("order") else Order.high,
        fact=part.one_of("fact", FACTS, part.text("fact")).id if part.has("fact") else "",
    )
    if key.fact and FACTS[key.fact].type not in RANKED_BY:
        raise part.wrong("fact", f"「{FACTS[key.fact].label}」不是数", "请换成一个数字的事实。")
    part.done()
    return key
