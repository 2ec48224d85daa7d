"""A random check as it was held (抽查): the list it was drawn from, the seed, who was chosen and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain import sampling
from desktop.domain.sampling import Check


@dataclass(frozen=True, kw_only=True)
class DrawnCase:
    """One case of the list, chosen or not, and what the check found."""

    application_id: int
    name: str
    """What it was drawn under: its number."""
    applicant: str = ""
    chosen: bool = False
    checked_on: date | None = None
    checked_by: str = ""
    sound: bool | None = None
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawHeld:
    """One draw. The same list and seed always give the same sample (see `sampling`)."""

    scheme_id: str
    scheme_title: str
    check_id: str
    day: date
    percent: Decimal
    at_least: int
    seed: str
    because: str
    """How it was drawn, so that anyone can draw it again."""
    drawn_by: str = ""
    witness: str = ""
    cases: tuple[DrawnCase, ...] = ()
    number: str = ""
    id: int | None = None

    @property
    def chosen(self) -> tuple[DrawnCase, ...]:
        """Those that were drawn, in the order of the list."""
        return tuple(c for c in self.cases if c.chosen)

    @property
    def unchecked(self) -> tuple[DrawnCase, ...]:
        """Those drawn of which nobody recorded yet what was found."""
        return tuple(c for c in self.chosen if c.sound is None)

    def case(self, application_id: int) -> DrawnCase | None:
        """That case of the list; None where it is not on it."""
        return next((c for c in self.cases if c.application_id == application_id), None)


def redrawn(draw: DrawHeld) -> tuple[str, ...]:
    """The names that list and seed give when they are drawn once more, in the order of the draw."""
    check = Check(id=draw.check_id, percent=draw.percent, at_least=draw.at_least)
    return sampling.draw(check, [c.name for c in draw.cases], draw.seed).chosen


def agrees(draw: DrawHeld) -> bool:
    """Whether drawing once more gives what is on record."""
    return set(redrawn(draw)) == {c.name for c in draw.chosen}


def year_words(draws: Sequence[DrawHeld], year: int) -> str:
    """What the draws of a year come to together, as a sentence; nothing where there was none."""
    of = sum(len(d.cases) for d in draws)
    if not of:
        return ""
    chosen = sum(len(d.chosen) for d in draws)
    unsound = sum(c.sound is False for d in draws for c in d.chosen)
    share = (Decimal(chosen) * 100 / of).quantize(Decimal("0.1"))
    least = max(d.percent for d in draws)
    said = f"{year} 年共抽查 {len(draws)} 次，名单 {of} 件，抽中 {chosen} 件，占 {share}%（不低于 {least.normalize():f}%）"
    return f"{said}，其中 {unsound} 件不属实" if unsound else said
