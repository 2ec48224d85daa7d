"""Ceilings (封顶): the most one may get at once, in a year or a life, by money or by number, and advances taken off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.award import YUAN, to_the_fen
from desktop.domain.condition import Case, Condition, Figure, Judged, Names, parameters_of
from desktop.domain.condition_reading import passage_text, read_fact, read_figure
from desktop.domain.conditions import judge, read_condition
from desktop.domain.facts import FACTS, FactType
from desktop.domain.money import figures
from desktop.domain.policy_text import Part


class Span(StrEnum):
    """Over what a ceiling is counted."""

    once = "once"
    year = "year"
    lifetime = "lifetime"


class Counted(StrEnum):
    """Whose help is counted together."""

    person = "person"
    household = "household"


class Limit(StrEnum):
    """What a ceiling holds down: money, the number of times, or what was paid in advance."""

    money = "money"
    times = "times"
    advance = "advance"


SPAN_WORDS = {Span.once: "每次", Span.year: "本年度", Span.lifetime: "累计"}


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """One limit on what is given; limits are kept in the order the file names them."""

    limit: Limit = Limit.money
    yuan: Figure | None = None
    times: int = 0
    fact: str = ""
    """The fact that says what was received already; none for a limit on each single grant."""
    clause: str
    source: str = ""
    span: Span = Span.year
    counted: Counted = Counted.person
    schemes: tuple[str, ...] = ()
    """Schemes whose help counts together with this one's."""
    groups: frozenset[str] = frozenset()
    when: Condition | None = None
    """What must hold for it to count; while that is unknown it counts."""
    discuss: bool = False
    """What lies above is not refused but discussed case by case (一事一议)."""

    @property
    def judged(self) -> bool:
        """Whether it decides who qualifies: a full one ends it, an unknown one is asked for."""
        return bool(self.fact) and not self.groups

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        return parameters_of(self.yuan) + (self.when.parameters if self.when else ())

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks about, its own condition first."""
        return (*(self.when.asks if self.when else ()), *((self.fact,) if self.fact else ()))

    def concerns(self, groups: Collection[str]) -> bool:
        """Whether it holds for one of these groups."""
        return not self.groups or not self.groups.isdisjoint(groups)


@dataclass(frozen=True, kw_only=True)
class Paid:
    """Help that was approved: from which scheme, to whom, when, how much."""

    scheme: str
    person: str
    household: str
    day: date
    amount: Decimal


def received(
    ceiling: Ceiling, scheme: str, person: str, household: str, on: date, paid: Iterable[Paid]
) -> Decimal:
    """What counts towards a ceiling so far: yuan, or the number of times."""
    counts = {scheme, *ceiling.schemes}
    fitting = [
        p
        for p in paid
        if p.scheme in counts
        and p.household == household
        and (ceiling.counted is Counted.household or p.person in (person, ""))
        and (ceiling.span is Span.lifetime or p.day.year == on.year)
    ]
    return (
        Decimal(len(fitting))
        if ceiling.limit is Limit.times
        else sum((p.amount for p in fitting), Decimal(0))
    )


@dataclass(frozen=True)
class Sum:
    """What is granted so far while the limits are gone through: the sum reckoned, and what a person may go to."""

    amount: Decimal | None
    at_least: Decimal | None
    at_most: Decimal | None
    words: tuple[str, ...] = ()

    def saying(self, *words: str) -> Sum:
        """The same with more said."""
        return Sum(self.amount, self.at_least, self.at_most, (*self.words, *words))

    def under(self, room: Decimal, words: str) -> Sum:
        """Held down to what room is left."""
        amount, said = self.amount, [words]
        if amount is not None and amount > room:
            said.append(f"{figures(amount)} 元超过余额，按 {figures(room)} 元计")
            amount = room
        at_most = room if self.at_most is None else min(self.at_most, room)
        at_least = None if self.at_least is None else min(self.at_least, at_most)
        return Sum(amount, at_least, at_most, (*self.words, *said))


def held(ceilings: Sequence[Ceiling], group: str, granted: Sum, case: Case) -> Sum:
    """What is left of a grant once every limit was kept, in the order the file names them."""
    for ceiling in ceilings:
        if ceiling.concerns((group,)):
            granted = keep(ceiling, granted, case)
    return granted


def keep(ceiling: Ceiling, granted: Sum, case: Case) -> Sum:
    """What is left of a grant under one limit; a limit whose condition fails does not count."""
    asked = judge(ceiling.when, case) if ceiling.when else None
    if asked is not None and asked.holds is False:
        return granted.saying(f"{ceiling.clause}：{asked.because}，不适用")
    if asked is not None and asked.holds is None:
        granted = granted.saying(f"{ceiling.clause}：{asked.because}，先按适用计算")
    return _kept(ceiling, granted, case)


def _kept(ceiling: Ceiling, granted: Sum, case: Case) -> Sum:
    if ceiling.limit is Limit.advance:
        return _without_advance(ceiling, granted, case)
    room = room_left(ceiling, case)
    if room is None:
        if ceiling.judged:
            return granted
        label = FACTS[ceiling.fact].label
        return Sum(
            None,
            None,
            Decimal("0.00"),
            (*granted.words, f"「{label}」没有登记，{ceiling.clause}无法核算，数额待定"),
        )
    if ceiling.limit is Limit.times:
        so_far = case.facts.told(ceiling.fact)
        kept = granted.saying(f"{ceiling.clause}：已有 {so_far}，最多 {ceiling.times} 次")
        return kept if room else kept.under(Decimal("0.00"), "次数已满")
    assert ceiling.yuan is not None
    limit = case.figure(ceiling.yuan, YUAN)
    beyond = "，超过部分须「一事一议」研究决定" if ceiling.discuss else ""
    if not ceiling.fact:
        return granted.under(room, f"{ceiling.clause}：每次最多 {limit.words} 元{beyond}")
    so_far = case.facts.number(ceiling.fact) or Decimal(0)
    words = f"封顶 {limit.words} 元，{SPAN_WORDS[ceiling.span]}已享受 {figures(so_far)} 元，还可享受 {figures(room)} 元"
    return granted.under(room, f"{ceiling.clause}：{words}{beyond}")


def _without_advance(ceiling: Ceiling, granted: Sum, case: Case) -> Sum:
    advance = case.facts.number(ceiling.fact)
    label = FACTS[ceiling.fact].label
    if advance is None:
        words = f"「{label}」没有登记，要扣的数额不明，数额待定"
        return Sum(None, None, Decimal("0.00"), (*granted.words, words))

    def less(value: Decimal | None) -> Decimal | None:
        return None if value is None else max(value - advance, Decimal("0.00"))

    words = f"{ceiling.clause}：扣除{label} {figures(advance)} 元"
    after = Sum(less(granted.amount), less(granted.at_least), less(granted.at_most), (*granted.words, words))
    return after if after.amount is None else after.saying(f"还应发 {figures(after.amount)} 元")


def room_left(ceiling: Ceiling | None, case: Case) -> Decimal | None:
    """What may still be given, in yuan or times; None without a ceiling, or where nobody knows what was given."""
    if ceiling is None:
        return None
    so_far = case.facts.number(ceiling.fact) if ceiling.fact else Decimal(0)
    if so_far is None:
        return None
    if ceiling.limit is Limit.times:
        return max(ceiling.times - so_far, Decimal(0))
    assert ceiling.yuan is not None
    return max(to_the_fen(case.figure(ceiling.yuan, YUAN).value) - so_far, Decimal(0))


def judge_ceiling(ceiling: Ceiling, case: Case) -> Judged:
    """Whether there is any room left under the ceiling; one whose condition fails always has room."""
    asked = judge(ceiling.when, case) if ceiling.when else None
    if asked is not None and asked.holds is False:
        return replace(asked, holds=True, because=f"{asked.because}，不受这一条限制")
    room = _judge_room(ceiling, case)
    if asked is None or asked.holds or room.holds:
        return room
    # Nobody knows whether it counts, and if it does, it ends it or needs to know more.
    lost = tuple(dict.fromkeys((*asked.unknown, *room.unknown)))
    return replace(room, holds=None, because=f"{asked.because}；{room.because}", unknown=lost)


def _judge_room(ceiling: Ceiling, case: Case) -> Judged:
    """Whether there is room; an advance only has to be known."""
    label = FACTS[ceiling.fact].label
    limit = f"{ceiling.times} 次" if ceiling.limit is Limit.times else ""
    if ceiling.yuan is not None:
        limit = f"{case.figure(ceiling.yuan, YUAN).words} 元"
    if case.facts.number(ceiling.fact) is None:
        return Judged(
            holds=None,
            because=f"「{label}」没有登记，不能核算余额",
            fact=f"{label}：未登记",
            line=limit,
            flip=f"补齐「{label}」后才能判断",
            unknown=(ceiling.fact,),
        )
    evidence, so_far = case.facts.evidence(ceiling.fact), case.facts.told(ceiling.fact)
    if ceiling.limit is Limit.advance:
        return Judged(holds=True, because=f"{label} {so_far}，从应发数额中扣除", fact=evidence)
    room = room_left(ceiling, case) or Decimal(0)
    unit = "次" if ceiling.limit is Limit.times else "元"
    left = f"{room.normalize():f}" if ceiling.limit is Limit.times else figures(room)
    full = f"已到封顶线，{SPAN_WORDS[ceiling.span]}不能再享受"
    if ceiling.discuss:
        full += "，确需救助的须「一事一议」"
    rest = f"还可享受 {left} {unit}" if room else full
    return Judged(
        holds=room > 0,
        because=f"{label} {so_far}，封顶 {limit}，{rest}",
        fact=evidence,
        line=limit,
        margin=f"余 {left} {unit}",
        flip=f"{label}{'达到' if room else '低于'} {limit}",
    )


# ---- reading them from a scheme file

_COUNTS = frozenset({FactType.whole})
_MONEY = frozenset({FactType.money})


def read_ceiling(part: Part, names: Names) -> Ceiling:
    """One limit of a scheme file: yuan = 10000, times = 2, or deduct = true."""
    written = [k for k in ("yuan", "times", "deduct") if part.has(k)]
    if len(written) != 1:
        raise part.absent("yuan", "yuan = 10000（金额），或 times = 2（次数），或 deduct = true（扣除预付）")
    limit = {"yuan": Limit.money, "times": Limit.times, "deduct": Limit.advance}[written[0]]
    part.flag("deduct", False)
    has_fact = limit is not Limit.money or part.has("fact")
    fact = read_fact(part, _COUNTS if limit is Limit.times else _MONEY).id if has_fact else ""
    span = part.choice("span", Span) if part.has("span") else (Span.year if fact else Span.once)
    if bool(fact) is (span is Span.once) and limit is not Limit.advance:
        raise part.wrong(
            "span", "和 fact 对不上", "按年或累计封顶要写 fact（已享受多少），每次封顶的不写 fact。"
        )
    groups, when = part.texts("groups"), part.part("when")
    for group in groups:
        part.one_of("groups", names.groups, group)
    ceiling = Ceiling(
        limit=limit,
        yuan=read_figure(part, "yuan", names) if limit is Limit.money else None,
        times=part.whole("times", 0),
        fact=fact,
        clause=part.text("clause"),
        source=passage_text(part, names),
        span=span,
        counted=part.choice("counted", Counted) if part.has("counted") else Counted.person,
        schemes=part.texts("schemes"),
        groups=frozenset(groups),
        when=read_condition(when, names, top=False) if when else None,
        discuss=part.flag("discuss", False),
    )
    if limit is Limit.times and not ceiling.times:
        raise part.wrong("times", "次数不能是 0", "请写 1 或更大的整数。")
    part.done()
    return ceiling
