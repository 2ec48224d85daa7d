"""The means check at work (经济状况核对): decided once, kept with all it was decided from, replayed at will."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.granted import FROM_CHECKS, counted_schemes, editions_of, with_granted
from desktop.casework.help_to_end import receiving, with_help
from desktop.casework.office import Office
from desktop.casework.roster_facts import facts_of_all
from desktop.domain import means
from desktop.domain.announced import with_announced
from desktop.domain.approvable import Approvable
from desktop.domain.archive_facts import facts_of
from desktop.domain.assessment import Assessment
from desktop.domain.condition import Case
from desktop.domain.derived_facts import with_derived
from desktop.domain.editions import Heading, expect_not_replaced
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, FactValue, parse_facts
from desktop.domain.household import Household
from desktop.domain.received import Earlier, confirmed_on, received_by
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Parameter
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import LineKind, ParameterEntry, Standards, line_name
from desktop.domain.stated import stated_in, with_stated
from desktop.domain.trail import Act
from desktop.domain.verdict import Verdict
from desktop.store import assessments, cases, grants, households, retention, settings
from desktop.store.database import Session


@dataclass(frozen=True)
class SchemeCard:
    """A scheme as this office has it: its parameters filled in, and what still stops it from running."""

    scheme: Scheme
    filled: Mapping[str, ParameterEntry]
    unrecorded: tuple[LineKind, ...] = ()
    """The published lines it needs that are not recorded for this place and day."""
    place: str = ""

    @property
    def parameters(self) -> dict[str, Decimal]:
        """The figures the office filled in, by parameter."""
        return {name: entry.value for name, entry in self.filled.items()}

    @property
    def unset(self) -> tuple[Parameter, ...]:
        """The parameters that nobody filled in yet."""
        return self.scheme.unset(self.parameters)

    @property
    def lacking(self) -> int:
        """How many figures must be filled in or recorded before it runs."""
        return len(self.unset) + len(self.unrecorded)

    @property
    def runnable(self) -> bool:
        """Whether households can be checked under it."""
        return not self.lacking

    @property
    def why_not(self) -> str:
        """What must be filled in first, as a sentence; empty where it runs."""
        unset = "、".join(f"「{p.label}」" for p in self.unset)
        lines = "、".join(f"「{line_name(kind)}」" for kind in self.unrecorded)
        said = [
            f"原文没有写明 {unset}，程序不替您猜。请到「方案」页按本地规定填写后再核对。" if unset else "",
            f"{self.place}还没有登记{lines}。请到「方案」页的「参数和标准」登记后再核对。" if lines else "",
        ]
        return "".join(said)


def schemes(office: Office) -> tuple[SchemeCard, ...]:
    """All schemes of the library with this office's parameters."""
    with office.store.read() as session:
        ground = _ground(session, office.today())
    return tuple(_card(scheme, ground) for scheme in office.library.schemes)


def scheme_card(office: Office, scheme_id: str) -> SchemeCard:
    """One scheme with this office's parameters. Raises OfficeError where there is none of that id."""
    scheme = office.library.scheme(scheme_id)
    with office.store.read() as session:
        return _card(scheme, _ground(session, office.today()))


def try_out(
    office: Office,
    household: Household,
    scheme_id: str,
    on: date | None = None,
    applicant: int | None = None,
    stated: Facts | None = None,
) -> Verdict:
    """What the check would say of a household as it stands on the screen; kept nowhere. For `stated` see `assess`."""
    day = on or office.today()
    with office.store.read() as session:
        return _decide(office, session, household, scheme_id, day, applicant, stated=stated).verdict


def facts_on_file(
    office: Office,
    household: Household,
    scheme_id: str,
    on: date,
    applicant: int | None = None,
    received: date | None = None,
) -> Facts:
    """What the check would go by for a household on that day: its archive, and what it was given before."""
    who = applicant if applicant is not None else household.head.ordinal
    with office.store.read() as session:
        return _facts_on_file(office, session, household, office.library.scheme(scheme_id), on, who, received)


def assess(
    office: Office,
    household_id: int,
    scheme_id: str,
    on: date | None = None,
    applicant: int | None = None,
    received: date | None = None,
    but: int | None = None,
    stated: Facts | None = None,
) -> Assessment:
    """Checks a household on file under a scheme and keeps the verdict with all it was decided from.

    `received` is the day the papers came in, where they did: some plans take none after a day. `but` is a case whose own
    grant does not count: help that goes on is looked at again as if it were asked for anew. `stated` are facts said at this check, for
    what the archive does not know; None takes what was said at the last one under the same policy.
    """
    with deed(office, Act.assess) as session:
        retention.expect_active(session, [household_id])
        found = households.get(session, household_id)
        decided = _decide(
            office, session, found, scheme_id, on or office.today(), applicant, received, but, stated
        )
        return assessments.put(session, decided, office.library.scheme(scheme_id).text)


def try_out_all(
    office: Office,
    scheme_id: str,
    on: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[tuple[int, Verdict]]:
    """What the check would say of every household on file, one after another; kept nowhere."""
    day = on or office.today()
    with office.store.read() as session:
        ground = _ground(session, day)
        card = _card(office.library.scheme(scheme_id), ground)
        expect_in_force(office, card.scheme, day)
        _expect_runnable(card)
        for household_id, facts in facts_of_all(office, session, card.scheme, day, progress, cancelled):
            yield (
                household_id,
                means.check(facts, card.scheme, ground.standards, ground.place, day, card.parameters),
            )


def assessment(office: Office, assessment_id: int) -> Assessment:
    """A kept verdict as it was decided. Raises MissingError."""
    with office.store.read() as session:
        return assessments.get(session, assessment_id)


def assessments_of(office: Office, household_id: int) -> list[Assessment]:
    """All kept verdicts on a household, the latest first."""
    with office.store.read() as session:
        return assessments.of_household(session, household_id)


def count_of(office: Office, household_id: int) -> int:
    """How many kept verdicts there are on a household."""
    with office.store.read() as session:
        return assessments.count(session, household_id)


def replay(office: Office, assessment_id: int) -> Verdict:
    """The check run again on the kept facts, scheme text, standards and parameters of that day."""
    with office.store.read() as session:
        kept = assessments.get(session, assessment_id)
        text = assessments.edition_text(session, kept.edition)
    return rejudged(kept, text)


def rejudged(
    kept: Assessment, scheme_text: str, on: date | None = None, **changed: FactValue | None
) -> Verdict:
    """The verdict on a kept check's own inputs, on another day or with some facts set anew."""
    return means.check(
        parse_facts(kept.facts).having(**changed),
        parse_scheme(scheme_text, kept.scheme_id),
        Standards(kept.lines),
        kept.place,
        on or kept.on,
        kept.parameters,
    )


def left_today(
    office: Office, session: Session, kept: Assessment, scheme_text: str, but: int | None = None
) -> Approvable:
    """What a kept check's own inputs leave to decide with all that was approved since: no ceiling is passed twice.

    `but` is the case itself, whose own first aid does not count against it.
    """
    scheme = parse_scheme(scheme_text, kept.scheme_id)
    facts = _with_granted(
        office,
        session,
        parse_facts(kept.facts),
        scheme,
        kept.applicant,
        kept.household_id,
        office.today(),
        but,
    )
    standards, values = Standards(kept.lines), scheme.values(kept.parameters)
    return Approvable(
        verdict=means.check(facts, scheme, standards, kept.place, kept.on, kept.parameters),
        scheme=scheme,
        case=Case(with_derived(facts), standards, kept.place, kept.on, values),
    )


def left_to_decide(kept: Assessment, scheme_text: str) -> Approvable:
    """What a kept verdict leaves to whoever decides, on the check's own inputs."""
    scheme = parse_scheme(scheme_text, kept.scheme_id)
    facts = with_derived(parse_facts(kept.facts))
    values = scheme.values(kept.parameters)
    return Approvable(
        verdict=kept.verdict,
        scheme=scheme,
        case=Case(facts, Standards(kept.lines), kept.place, kept.on, values),
    )


def _with_granted(
    office: Office,
    session: Session,
    facts: Facts,
    scheme: Scheme,
    applicant: int,
    household_id: int,
    on: date,
    but: int | None = None,
) -> Facts:
    replaced = office.library.replaced
    counted = counted_schemes(scheme, replaced)
    if not counted:
        return facts
    paid = grants.paid(session, counted, on, household_id, but).get(household_id, [])
    return with_granted(facts, scheme, applicant, household_id, on, paid, replaced)


@dataclass(frozen=True)
class _Ground:
    """What the office has for all its schemes on a day."""

    filled: Mapping[str, Mapping[str, ParameterEntry]]
    standards: Standards
    place: str
    on: date


def _ground(session: Session, on: date) -> _Ground:
    return _Ground(
        settings.parameters(session), settings.standards(session), settings.bureau(session).place, on
    )


def _card(scheme: Scheme, ground: _Ground) -> SchemeCard:
    known = {p.name for p in scheme.parameters}
    filled = ground.filled.get(scheme.id, {})
    return SchemeCard(
        scheme,
        {name: entry for name, entry in filled.items() if name in known},
        ground.standards.unrecorded(scheme.lines, ground.place, ground.on),
        ground.place,
    )


def expect_in_force(office: Office, scheme: Scheme, on: date) -> None:
    """Raises OfficeError where a newer edition of its policy holds that day; what was decided before is untouched."""
    expect_not_replaced(Heading.of(scheme), office.library.headings, on)


def _expect_runnable(card: SchemeCard) -> None:
    if not card.runnable:
        raise OfficeError(f"方案「{card.scheme.title}」还不能核对。{card.why_not}")


def _decide(
    office: Office,
    session: Session,
    household: Household,
    scheme_id: str,
    on: date,
    applicant: int | None,
    received: date | None = None,
    but: int | None = None,
    stated: Facts | None = None,
) -> Assessment:
    ground = _ground(session, on)
    card = _card(office.library.scheme(scheme_id), ground)
    expect_in_force(office, card.scheme, on)
    _expect_runnable(card)
    place, standards = ground.place, ground.standards
    who = applicant if applicant is not None else household.head.ordinal
    facts = _facts_on_file(office, session, household, card.scheme, on, who, received, but)
    if stated is None:
        stated = said_before(office, session, household, card.scheme, who)
    facts = with_stated(facts, stated)
    verdict = means.check(facts, card.scheme, standards, place, on, card.parameters)
    return Assessment(
        household=household,
        applicant=who,
        scheme_id=scheme_id,
        edition=card.scheme.edition,
        on=on,
        place=place,
        facts=facts.written(),
        lines=tuple(line for line in standards.lines if line.place == place),
        parameters=card.parameters,
        verdict=verdict,
    )


def said_before(office: Office, session: Session, household: Household, scheme: Scheme, who: int) -> Facts:
    """What was said of that member at the last check under the same policy."""
    if household.id is None:
        return Facts()
    editions = editions_of(scheme, office.library.replaced)
    last = assessments.latest(session, household.id, editions, who)
    return Facts() if last is None else stated_in(parse_facts(last.facts))


def _facts_on_file(
    office: Office,
    session: Session,
    household: Household,
    scheme: Scheme,
    on: date,
    who: int,
    received: date | None,
    but: int | None = None,
) -> Facts:
    editions = editions_of(scheme, office.library.replaced)
    granted = (
        Decimal(0)
        if household.id is None
        else cases.granted_by_household(session, editions, on.year, household.id, but).get(
            household.id, Decimal(0)
        )
    )
    asked = scheme.facts_asked()
    earlier: list[Earlier] = []
    if FROM_CHECKS.intersection(asked) and household.id is not None:
        earlier = grants.earlier(session, editions, on, household.id, but).get(household.id, [])
    facts = facts_of(
        household,
        who,
        on,
        aid_received_this_year=granted,
        received_on=received,
        aided=received_by(scheme, earlier, str(who)),
        confirmed_on=confirmed_on(earlier, str(who)),
        rule=scheme.income,
        asked=asked,
    )
    filled = settings.parameters(session).get(scheme.id, {})
    values = scheme.values({name: entry.value for name, entry in filled.items()})
    facts = with_announced(facts, scheme, values, on)
    facts = with_help(facts, scheme, receiving(office, session, scheme, household.id), household.id, who)
    return _with_granted(office, session, facts, scheme, who, household.id or 0, on, but)
