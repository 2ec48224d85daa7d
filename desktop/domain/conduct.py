"""How a scheme goes besides its steps (怎么办): who bears and who decides, checks, rankings, visits, stock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from desktop.domain.authority import Competence, Level, read_level, who_decides
from desktop.domain.condition import Case, Names
from desktop.domain.policy_text import Part
from desktop.domain.ranking import RankingRule, read_ranking
from desktop.domain.repeats import Roster, read_roster
from desktop.domain.sampling import Check, read_check
from desktop.domain.sources import Split, read_split, shares_of
from desktop.domain.stock import Parcels, Stock, read_parcels, read_stock
from desktop.domain.verdict import Share
from desktop.domain.visit_duties import Duty, read_duty

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """Everything a scheme says about how it goes, besides its steps and papers."""

    splits: tuple[Split, ...] = ()
    authority: tuple[Level, ...] = ()
    """From the lowest level up."""
    checks: tuple[Check, ...] = ()
    rankings: tuple[RankingRule, ...] = ()
    visits: tuple[Duty, ...] = ()
    rosters: tuple[Roster, ...] = ()
    stock: tuple[Stock, ...] = ()
    parcels: Parcels | None = None

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters it hangs on."""
        parts = (*self.splits, *self.authority, *self.visits)
        return frozenset(name for part in parts for name in part.parameters)

    @property
    def places(self) -> frozenset[str]:
        """The parameters that say how many places there are; without them it can still be judged who qualifies."""
        return frozenset(name for rule in self.rankings for name in rule.parameters)

    @property
    def blanks(self) -> frozenset[str]:
        """The other parameters without which it can still be judged who qualifies: how often, how many, from when."""
        parts = (*self.checks, *self.visits, *self.rosters, *self.stock)
        return frozenset(name for part in parts for name in part.blanks)

    def settled(self, parameters: Mapping[str, Decimal]) -> Conduct:
        """The same with what the office filled in."""
        return replace(
            self,
            checks=tuple(c.settled(parameters) for c in self.checks),
            visits=tuple(d.settled(parameters) for d in self.visits),
            rosters=tuple(r.settled(parameters) for r in self.rosters),
            stock=tuple(s.settled(parameters) for s in self.stock),
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks about."""
        asked = (*self.splits, *self.authority)
        return tuple(fact for one in asked if one.when for fact in one.when.asks)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Who bears a sum and who may decide it, each with its words."""

    shares: tuple[Share, ...]
    competence: Competence
    words: tuple[str, ...] = ()


def settle(conduct: Conduct, amount: Decimal | None, group: str, case: Case) -> Settled:
    """Who bears the sum and who decides it."""
    shares, borne = shares_of(conduct.splits, amount, case)
    competence = who_decides(conduct.authority, amount, group, case)
    return Settled(
        shares=shares, competence=competence, words=tuple(w for w in (borne, competence.because) if w)
    )


def read_conduct(part: Part, names: Names, steps: Mapping[str, str] | None = None) -> Conduct:
    """All of it from a scheme file; what is not written is not asked for. `steps` are the scheme's own, by id."""
    parcels = part.part("parcels")
    checks = _each(part, "checks", names, read_check)
    rankings = _each(part, "rankings", names, read_ranking)
    for key, made in (("checks", checks), ("rankings", rankings)):
        for p, one in zip(part.parts(key), made, strict=True):
            if one.at:
                p.one_of("at", steps or {}, one.at)
    return Conduct(
        splits=_each(part, "splits", names, read_split),
        authority=_each(part, "authority", names, read_level),
        checks=checks,
        rankings=rankings,
        visits=_each(part, "visits", names, read_duty),
        rosters=_each(part, "rosters", names, read_roster),
        stock=_each(part, "stock", names, read_stock),
        parcels=read_parcels(parcels, names) if parcels else None,
    )


def _each(part: Part, key: str, names: Names, read: Callable[[Part, Names], T]) -> tuple[T, ...]:
    return tuple(_read_once(part, key, names, read))


def _read_once(part: Part, key: str, names: Names, read: Callable[[Part, Names], T]) -> Iterator[T]:
    seen: set[str] = set()
    for n, p in enumerate(part.parts(key)):
        made = read(p, names)
        id = getattr(made, "id", "")
        if id and id in seen:
            raise part.wrong(key, f"「{id}」出现了两次", "请改名。", (n,))
        seen.add(id)
        yield made
