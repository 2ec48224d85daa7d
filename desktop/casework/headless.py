"""A check or a reckoning without a household on file: for the command line and for trying a scheme out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.casework import settings
from desktop.casework.assessment import schemes
from desktop.casework.office import Office
from desktop.domain import means, procedure
from desktop.domain.announced import with_announced
from desktop.domain.application import Step
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.calendar import WorkCalendar, YearList
from desktop.domain.editions import Heading, expect_not_replaced
from desktop.domain.facts import parse_facts_file
from desktop.domain.standards import Line, Standards
from desktop.domain.verdict import Verdict
from desktop.store.library import Library

NOWHERE = "当地"
"""The place of a facts file that names none and is judged without an office."""


@dataclass(frozen=True)
class Desk:
    """What a check needs beside the facts."""

    library: Library
    calendar: WorkCalendar
    place: str
    notice_days: int
    standards: Standards = field(default_factory=Standards)
    parameters: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict[str, Mapping[str, Decimal]])

    @classmethod
    def bare(cls, library: Library, calendars: Mapping[int, YearList]) -> Desk:
        """The program alone, without an office."""
        plain = Bureau(name="", kind=OfficeKind.union, place=NOWHERE)
        return cls(library, WorkCalendar(calendars), NOWHERE, plain.notice_days)


def desk_of(office: Office) -> Desk:
    """An office's standards, parameters and calendar."""
    bureau = settings.bureau(office)
    return Desk(
        library=office.library,
        calendar=settings.calendar(office),
        place=bureau.place,
        notice_days=bureau.notice_days,
        standards=Standards(settings.lines(office)),
        parameters={card.scheme.id: card.parameters for card in schemes(office)},
    )


def judge(desk: Desk, scheme_id: str, content: object, on: date) -> Verdict:
    """The verdict on a facts file; lines and parameters that the file gives go before the office's own.

    Raises OfficeError for an unknown scheme or fact, a value of the wrong kind, a missing line or parameter,
    and for an edition that a newer one replaced by that day.
    """
    scheme = desk.library.scheme(scheme_id)
    expect_not_replaced(Heading.of(scheme), desk.library.headings, on)
    given = parse_facts_file(content)
    place = given.place or desk.place
    own = [
        Line(kind=kind, place=place, from_day=on, amount=amount, source="事实文件")
        for kind, amount in given.standards.items()
    ]
    kept = [x for x in desk.standards.lines if x.kind not in given.standards]
    parameters = {**desk.parameters.get(scheme_id, {}), **given.parameters}
    facts = with_announced(given.facts, scheme, scheme.values(parameters), on)
    return means.check(facts, scheme, Standards.of([*kept, *own]), place, on, parameters)


def deadlines(desk: Desk, scheme_id: str, received: date) -> tuple[Step, ...]:
    """The steps of a scheme with their due dates for an application received that day."""
    return procedure.steps(
        desk.library.scheme(scheme_id),
        received,
        desk.calendar,
        desk.notice_days,
        parameters=desk.parameters.get(scheme_id, {}),
    )
