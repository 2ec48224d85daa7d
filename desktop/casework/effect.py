"""Trying a changed figure on the whole roster before it is kept (改一个数会影响多少户); nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from desktop.casework.assessment import SchemeCard, expect_in_force, scheme_card
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.roster_facts import facts_of_all
from desktop.domain import means
from desktop.domain.census import Census, Going, Standing, gathering
from desktop.domain.dated_parameters import ParameterType
from desktop.domain.days import day_words
from desktop.domain.effect import Prices
from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth
from desktop.domain.money import parse_yuan
from desktop.domain.scheme_parts import Parameter
from desktop.domain.standards import LINE_WORDS, Line, LineKind, Standards
from desktop.domain.verdict import Verdict
from desktop.store import household_names, logbook, settings, trail
from desktop.store.database import Session

HARMLESS = frozenset({"parameter", "line", "setting", "year", "visit", "consent", "attachment", "account"})
"""What the log may tell of without any household's facts having changed."""


@dataclass(frozen=True)
class Figure:
    """A figure that may be tried otherwise: a parameter of the scheme, or a published line it leans on."""

    label: str
    unit: str
    value: Decimal | None
    """As it stands; None: nobody filled it in."""
    parameter: Parameter | None = None
    line: Line | None = None

    @property
    def name(self) -> str:
        """The parameter's name, or the line's kind."""
        return self.parameter.name if self.parameter is not None else str(self.line.kind if self.line else "")

    def read(self, text: str) -> Decimal:
        """What was typed, as the figure to try. Raises OfficeError where it does not fit."""
        if self.parameter is None:
            return parse_yuan(text)
        try:
            value = Decimal(halfwidth(text).strip().replace(",", ""))
        except InvalidOperation:
            raise OfficeError(f"「{text[:40]}」不是数字。请写成 1.8 这样的数。") from None
        return self.parameter.fitting(value)


@dataclass(frozen=True)
class Named:
    """A household as it is listed."""

    id: int
    number: str
    name: str


class Inquiry:
    """One scheme and the roster it was gathered for: ready to be asked what any figure would do."""

    def __init__(self, card: SchemeCard, census: Census, standards: Standards, read_at: int) -> None:
        self.card, self.census, self.standards, self.read_at = card, census, standards, read_at
        self.prices = Prices(census.on)

    @property
    def on(self) -> date:
        """The day of the check."""
        return self.census.on

    def figures(self) -> tuple[Figure, ...]:
        """All that may be tried otherwise."""
        values = self.card.scheme.values(self.card.parameters)
        found = [
            Figure(label=p.label, unit=p.unit, value=values.get(p.name), parameter=p)
            for p in self.card.scheme.parameters
            if p.type is ParameterType.number and p.name not in self.card.scheme.conduct.places
        ]
        return (*found, *(_line_figure(line) for line in self._lines()))

    def figure(self, name: str) -> Figure:
        """The figure of that name. Raises OfficeError, naming those there are, where there is none."""
        found = next((f for f in self.figures() if f.name == name), None)
        if found is None:
            names = "、".join(f"{f.name}（{f.label}）" for f in self.figures())
            raise OfficeError(
                f"方案「{self.card.scheme.title}」没有可以试算的「{name}」。可以写：{names or '没有'}。"
            )
        return found

    def stands(self, besides: Figure | None = None) -> str:
        """What must be filled in first, as a sentence; empty where it can be tried. That one figure may be lacking."""
        name = besides.parameter.name if besides is not None and besides.parameter is not None else ""
        lacking = [p.label for p in self.card.unset if p.name != name]
        if lacking:
            return f"还有 {len(lacking)} 个参数没有填：{'、'.join(f'「{x}」' for x in lacking)}。请先在「参数」里填好，再来试算。"
        if self.card.unrecorded:
            return self.card.why_not
        return ""

    def standing(
        self, figure: Figure | None = None, value: Decimal | None = None, going: Going = lambda: True
    ) -> Standing:
        """How everyone comes out as the figures stand, or with that one set to a value."""
        return self.census.standing(*self._with(figure, value), going)

    def verdict(
        self, office: Office, household_id: int, figure: Figure | None = None, value: Decimal | None = None
    ) -> Verdict:
        """The whole verdict on one household, with its reasons."""
        parameters, standards = self._with(figure, value)
        scheme = self.card.scheme
        with office.store.read() as session:
            ((_, facts),) = facts_of_all(office, session, scheme, self.on, ids=[household_id])
        return means.check(facts, scheme, standards, self.census.place, self.on, parameters)

    def _with(self, figure: Figure | None, value: Decimal | None) -> tuple[Mapping[str, Decimal], Standards]:
        if figure is None or value is None:
            return self.card.parameters, self.standards
        if figure.parameter is not None:
            fitting = figure.parameter.fitting(value)
            return {**self.card.parameters, figure.parameter.name: fitting}, self.standards
        if value <= 0:
            raise OfficeError("标准数额应大于 0。")
        tried = [replace(x, amount=value) if x == figure.line else x for x in self.standards.lines]
        return self.card.parameters, Standards.of(tried)

    def _lines(self) -> Iterable[Line]:
        for kind in sorted(self.card.scheme.lines):
            try:
                yield self.standards.line(kind, self.census.place, self.on)
            except OfficeError:
                continue  # not recorded: there is nothing to change yet


def _line_figure(line: Line) -> Figure:
    label, _, unit = LINE_WORDS[LineKind(line.kind)].partition("（")
    return Figure(
        label=f"{label}（{day_words(line.from_day)}起）",
        unit=unit.rstrip("）"),
        value=line.amount,
        line=line,
    )


class Inquiries:
    """Asks about schemes; keeps the last roster it gathered as long as nothing on file has changed."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kept: Inquiry | None = None

    def about(
        self,
        scheme_id: str,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        on: date | None = None,
    ) -> Inquiry:
        """The roster under a scheme. Raises OfficeError where it was cancelled or a newer edition holds."""
        office, day = self._office, on or self._office.today()
        card = scheme_card(office, scheme_id)
        expect_in_force(office, card.scheme, day)
        with office.store.read() as session:
            place, standards = settings.bureau(session).place, settings.standards(session)
            seq = trail.head(session).seq
            kept = self._kept
            if kept is not None and self._still_good(session, kept, card, place, day):
                census = kept.census
            else:
                census = _gathered(office, session, card, place, day, progress, cancelled)
        self._kept = Inquiry(card, census, standards, seq)
        return self._kept

    def _still_good(self, session: Session, kept: Inquiry, card: SchemeCard, place: str, day: date) -> bool:
        same = (kept.card.scheme, kept.census.place, kept.on) == (card.scheme, place, day)
        same = same and _announced(kept.card) == _announced(card)
        return same and logbook.subjects_since(session, kept.read_at) <= HARMLESS


def _announced(card: SchemeCard) -> list[Decimal | None]:
    """The days of alerts: the one kind of parameter that tells a household's facts."""
    names = [name for t in card.scheme.triggers for name in (t.announced, t.lifted) if name]
    return [card.parameters.get(name) for name in names]


def _gathered(
    office: Office,
    session: Session,
    card: SchemeCard,
    place: str,
    day: date,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Census:
    rows = gathering(card.scheme)
    for id, facts in facts_of_all(office, session, card.scheme, day, progress, cancelled, only_asked=True):
        rows.add(id, facts)
    if cancelled is not None and cancelled():
        raise OfficeError("已停下，没有算完。")
    return Census(rows.columns(), card.scheme, place, day)


def named(office: Office, ids: Sequence[int]) -> list[Named]:
    """How those households are listed, in that order."""
    with office.store.read() as session:
        found = household_names.names(session, ids)
    return [Named(id, *found[id]) for id in ids if id in found]
