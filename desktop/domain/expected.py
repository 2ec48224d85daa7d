"""What a worked example may try besides the verdict (算例的其他核对): months, shares, rankings, visits, stock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.again import FiledCase, Same, Then
from desktop.domain.application import State
from desktop.domain.entitlement import read_month
from desktop.domain.months import Month
from desktop.domain.payout import Form
from desktop.domain.policy_text import Part
from desktop.domain.ranking import Candidate, Standing
from desktop.domain.visit_duties import Helped, Helper, Pair


@dataclass(frozen=True, kw_only=True)
class Given:
    """What an example gives besides facts: candidates, pairs, visits that were made, earlier applications."""

    candidates: tuple[Candidate, ...] = ()
    helpers: tuple[Helper, ...] = ()
    homes: Mapping[str, int] = field(default_factory=dict[str, int])
    pairs: tuple[Pair, ...] = ()
    visited: tuple[Helped, ...] = ()
    earlier: tuple[FiledCase, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Months:
    """From which month to which, and which months are due within a span."""

    first: Month | None = None
    last: Month | None = None
    endless: bool = False
    since: Month | None = None
    until: Month | None = None
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class RankingHoped:
    """How a ranking must come out; a standing that is not written is not asked."""

    id: str
    places: int | None
    posts: int | None
    seed: str
    standings: Mapping[Standing, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class DutyHoped:
    """How a duty must stand: the last days of its periods, or how many visits each still lacks."""

    id: str
    since: date
    on: date
    due: tuple[date, ...] | None
    lacking: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True)
class PairsHoped:
    """How the pairs must stand under a duty."""

    duty: str
    over: tuple[str, ...]
    under: tuple[str, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """So many of a random check or a roster."""

    id: str
    count: int
    of: int = 0
    since: date = date.min
    until: date = date.min


@dataclass(frozen=True, kw_only=True)
class Objected:
    """An objection at a step on a day, and the due days that follow."""

    step: str
    on: date
    deadlines: Mapping[str, date]


@dataclass(frozen=True, kw_only=True)
class Hoped:
    """Everything else an example may expect; what is not written is not asked."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    tiers: tuple[str, ...] | None = None
    monthly: Months | None = None
    split: Mapping[str, Decimal] | None = None
    authority: str | None = None
    payment: Form | None = None
    goods_value: Decimal | None = None
    rankings: tuple[RankingHoped, ...] = ()
    visits: tuple[DutyHoped, ...] = ()
    pairs: tuple[PairsHoped, ...] = ()
    checks: tuple[Counted, ...] = ()
    rosters: tuple[Counted, ...] = ()
    stock: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    objection: Objected | None = None
    again: str | None = None
    """What the earlier applications do: stop, warn, or nothing (none)."""
    papers: tuple[str, ...] | None = None
    """The papers asked for with the application, in their order."""
    spared: tuple[str, ...] | None = None
    """The steps the plan does not ask of this kind of people, by id."""


# ---- reading them from a scheme file


def read_given(part: Part) -> Given:
    """The candidates, pairs, homes, ranks and visits an example gives."""
    pairs = _table(part, "pairs")
    ranks, homes = _table(part, "ranks"), _table(part, "homes")
    helpers = dict.fromkeys((*(pairs.names() if pairs else ()), *(ranks.names() if ranks else ())))
    return Given(
        candidates=tuple(_read_candidate(p) for p in part.parts("candidates")),
        helpers=tuple(Helper(name=name, rank=ranks.text(name, "") if ranks else "") for name in helpers),
        homes={name: homes.whole(name) for name in homes.names()} if homes else {},
        pairs=tuple(
            Pair(helper=name, household=home)
            for name in (pairs.names() if pairs else ())
            for home in _texts(pairs, name)
        ),
        visited=tuple(_read_visited(p) for p in part.parts("visited")),
        earlier=tuple(_read_earlier(p, n) for n, p in enumerate(part.parts("earlier"), 1)),
    )


def _texts(part: Part | None, key: str) -> tuple[str, ...]:
    return part.texts(key) if part else ()


def _table(part: Part, key: str) -> Part | None:
    return part.part(key)


def _read_candidate(part: Part) -> Candidate:
    values = part.part("values")
    candidate = Candidate(
        id=part.text("id"),
        values={name: values.number(name) for name in values.names()} if values else {},
        exempt=part.flag("exempt", False),
        withdrawn=part.flag("withdrawn", False),
    )
    part.done()
    return candidate


def _read_visited(part: Part) -> Helped:
    day = part.day("day")
    if day is None:
        raise part.absent("day", "day = 2026-02-03")
    made = Helped(day=day, value=part.number("value") if part.has("value") else Decimal(0))
    part.done()
    return made


def _read_earlier(part: Part, number: int) -> FiledCase:
    made = FiledCase(
        number=f"第 {number} 份",
        on=_day(part, "day"),
        title="本方案",
        state=part.choice("state", State),
        applicant="",
        ours=True,
        common=frozenset(part.choice_list("same", Same)),
    )
    part.done()
    return made


NOTHING = "none"
AGAIN: Mapping[str, str] = {**{str(then): str(then) for then in Then}, NOTHING: NOTHING}


def read_hoped(part: Part) -> Hoped:
    """What an example expects besides verdict, group and amount."""
    monthly, objection = part.part("monthly"), part.part("objection")
    split, stock = part.part("split"), part.part("stock")
    return Hoped(
        at_least=part.optional_number("at_least"),
        at_most=part.optional_number("at_most"),
        tiers=part.texts("tiers") if part.has("tiers") else None,
        monthly=_read_months(monthly) if monthly else None,
        split={name: split.number(name) for name in split.names()} if split else None,
        authority=part.text("authority", "") if part.has("authority") else None,
        payment=part.choice("payment", Form) if part.has("payment") else None,
        goods_value=part.optional_number("goods_value"),
        rankings=tuple(_read_ranking(p) for p in part.parts("rankings")),
        visits=tuple(_read_duty(p) for p in part.parts("visits")),
        pairs=tuple(_read_pairs(p) for p in part.parts("pairs")),
        checks=tuple(_read_check(p) for p in part.parts("checks")),
        rosters=tuple(_read_roster(p) for p in part.parts("rosters")),
        stock={name: stock.number(name) for name in stock.names()} if stock else {},
        objection=_read_objection(objection) if objection else None,
        again=part.one_of("again", AGAIN, part.text("again")) if part.has("again") else None,
        papers=part.texts("papers") if part.has("papers") else None,
        spared=part.texts("spared") if part.has("spared") else None,
    )


def _read_months(part: Part) -> Months:
    endless = part.raw("last") == "none"
    months = Months(
        first=_month(part, "first"),
        last=None if endless else _month(part, "last"),
        endless=endless,
        since=_month(part, "since"),
        until=_month(part, "until"),
        count=part.whole("count") if part.has("count") else None,
    )
    if months.count is not None and (months.since is None or months.until is None):
        raise part.wrong("count", "没有写数哪几个月", '请写 since = "2026-01" 和 until = "2026-12"。')
    part.done()
    return months


def _month(part: Part, key: str) -> Month | None:
    return read_month(part, key) if part.has(key) else None


def _read_ranking(part: Part) -> RankingHoped:
    hoped = RankingHoped(
        id=part.text("id"),
        places=part.whole("places") if part.has("places") else None,
        posts=part.whole("posts") if part.has("posts") else None,
        seed=part.text("seed", ""),
        standings={s: part.texts(s) for s in Standing if part.has(s)},
    )
    part.done()
    return hoped


def _day(part: Part, key: str) -> date:
    day = part.day(key)
    if day is None:
        raise part.absent(key, f"{key} = 2026-01-15")
    return day


def _read_duty(part: Part) -> DutyHoped:
    hoped = DutyHoped(
        id=part.text("id"),
        since=_day(part, "since"),
        on=_day(part, "on"),
        due=tuple(date.fromisoformat(d) for d in part.texts("due")) if part.has("due") else None,
        lacking=part.wholes("lacking") if part.has("lacking") else None,
    )
    part.done()
    return hoped


def _read_pairs(part: Part) -> PairsHoped:
    hoped = PairsHoped(
        duty=part.text("duty"),
        over=part.texts("over"),
        under=part.texts("under"),
        uncovered=part.texts("uncovered"),
    )
    part.done()
    return hoped


def _read_check(part: Part) -> Counted:
    hoped = Counted(id=part.text("id"), of=part.whole("of"), count=part.whole("count"))
    part.done()
    return hoped


def _read_roster(part: Part) -> Counted:
    hoped = Counted(
        id=part.text("id"), since=_day(part, "since"), until=_day(part, "until"), count=part.whole("count")
    )
    part.done()
    return hoped


def _read_objection(part: Part) -> Objected:
    table = part.part("deadlines")
    if table is None:
        raise part.absent("deadlines", "deadlines = { survey = 2026-03-05 }")
    hoped = Objected(
        step=part.text("step"), on=_day(part, "on"), deadlines={k: _day(table, k) for k in table.names()}
    )
    part.done()
    return hoped
