"""The yearly review at work (年度复审): who is due, what became of each, and the decision with all it brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.office import Cancelled, Office, Progress
from desktop.casework.standing import Unmoved, moved
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import Page
from desktop.domain.review import Due, Review, Reviewed, Suggestion
from desktop.domain.standards import LineKind, NoLineError
from desktop.domain.standing import CLOSED, FileState, StandingEntry
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.domain.yearly import Advice, Turn, Yardstick, advice, compared
from desktop.store import history, households, retention, reviews, settings
from desktop.store.database import Session
from desktop.store.measures import own as own_measures

YEAR = timedelta(days=365)


class ReviewError(OfficeError):
    """A review that cannot be kept as it is."""


@dataclass(frozen=True, kw_only=True)
class ReviewCard:
    """One file under review: then and now, what that suggests, and whether it was reviewed already."""

    turn: Turn
    advice: Advice
    done: Review | None


def waiting(office: Office, year: int) -> tuple[int, ...]:
    """Files that are due this year and not reviewed yet, by number."""
    with office.store.read() as session:
        return tuple(reviews.waiting(session, year))


def review_card(
    office: Office, household_id: int, year: int, measures: Mapping[str, Decimal] | None = None
) -> ReviewCard:
    """One file under review. It is compared with the day of its last review, else with a year ago.

    `measures`: what to measure by (`multiple`, `marked`) instead of what the office set.
    """
    today = office.today()
    with office.store.read() as session:
        return _card(office, session, household_id, year, measures, today)


def review(
    office: Office,
    household_id: int,
    year: int,
    decision: Suggestion,
    because: str,
    measures: Mapping[str, Decimal] | None = None,
    standing: StandingEntry | None = None,
) -> Household:
    """Keeps the decision of a review, with the file's new state where it brings one, in one transaction.

    Raises ReviewError where a decision to stop names no state, another one does, or a reason is missing.
    """
    because = because.strip()
    if decision is Suggestion.unknown:
        raise ReviewError("请作出决定：继续、提高、降低或停止。还缺材料的，先补齐再复审。")
    if (decision is Suggestion.stop) != (standing is not None):
        raise ReviewError(
            "停止帮扶的，请同时选择档案转为渐退、脱困、注销还是转出，并写明原因。"
            if standing is None
            else "继续帮扶的不改变档案状态；要改状态的，决定请选「停止」。"
        )
    with deed(office, Act.review_household, because) as session:
        return _reviewed(office, session, household_id, year, decision, because, measures, standing)


def review_many(
    office: Office,
    household_ids: Iterable[int],
    year: int,
    because: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[int, tuple[Unmoved, ...]]:
    """Reviews all these as 继续 with one reason, in one transaction: how many, and which were left and why.

    Left are those for which the figures suggest to stop, or which were reviewed already: those want a look each.
    Raises ReviewError without a reason, and where it was cancelled; nothing is kept then.
    """
    because = because.strip()
    if not because:
        raise ReviewError("请写明一并继续的理由，例如「经入户核实，家庭情况没有变化」。")
    ids = list(dict.fromkeys(household_ids))
    made, left = 0, list[Unmoved]()
    with deed(office, Act.review_household, because) as session:
        for n, household_id in enumerate(ids, 1):
            if cancelled is not None and cancelled():
                raise ReviewError("已停下，这一批都没有复审。")
            try:
                _expect_calm(office, session, household_id, year)
                _reviewed(office, session, household_id, year, Suggestion.same, because, None, None)
            except OfficeError as error:
                left.append(Unmoved(household_id=household_id, said=error.said))
            else:
                made += 1
            if progress is not None:
                progress(n, len(ids))
    return made, tuple(left)


def waiting_lines(office: Office, year: int, offset: int = 0, limit: int = 100) -> Page[Due]:
    """One page of the files that are due this year and not reviewed yet, by number, with the length of the whole."""
    with office.store.read() as session:
        lines = reviews.waiting_lines(session, year, offset, limit)
        return Page(lines, reviews.count_waiting(session, year))


def decisions(office: Office, year: int) -> dict[Suggestion, int]:
    """How many files came to what that year; of two reviews for one file the later one."""
    with office.store.read() as session:
        return reviews.decisions(session, year)


def results_page(office: Office, year: int, offset: int = 0, limit: int = 100) -> Page[Reviewed]:
    """One page of what the reviews of a year came to, with the length of the whole."""
    with office.store.read() as session:
        lines = reviews.results(session, year, offset, limit)
        return Page(lines, sum(reviews.decisions(session, year).values()))


def results(office: Office, year: int) -> tuple[Reviewed, ...]:
    """What the reviews of a year came to, by archive number; of two for one file the later one."""
    with office.store.read() as session:
        return tuple(reviews.results(session, year))


def years(office: Office) -> tuple[int, ...]:
    """This year, and those in which something was reviewed, the latest first."""
    with office.store.read() as session:
        return tuple(sorted({office.today().year, *reviews.years(session)}, reverse=True))


def _expect_calm(office: Office, session: Session, household_id: int, year: int) -> None:
    card = _card(office, session, household_id, year, None, office.today())
    name = card.turn.after.head.name
    if card.done is not None:
        raise ReviewError(f"{name} {year} 年已于{day_words(card.done.day)}复审过。")
    if card.turn.after.state in CLOSED or card.turn.after.state is FileState.applied:
        raise ReviewError(f"{name} 的档案是「{word(card.turn.after.state)}」，不用复审。")
    if card.advice.suggestion is Suggestion.stop:
        raise ReviewError(f"{name}：{'；'.join(card.advice.reasons)}，建议停止，请单独复审。")


def _reviewed(
    office: Office,
    session: Session,
    household_id: int,
    year: int,
    decision: Suggestion,
    because: str,
    measures: Mapping[str, Decimal] | None,
    standing: StandingEntry | None,
) -> Household:
    today = office.today()
    retention.expect_active(session, [household_id])
    card = _card(office, session, household_id, year, measures, today)
    if decision is not card.advice.suggestion and not because:
        raise ReviewError(
            f"按数字的建议是「{word(card.advice.suggestion)}」，您的决定是「{word(decision)}」，请写明理由。"
        )
    household = card.turn.after
    reviews.put(
        session,
        household,
        Review(
            household_id=household_id,
            year=year,
            day=today,
            suggestion=card.advice.suggestion,
            decision=decision,
            because=because or "；".join(card.advice.reasons),
            differences=card.turn.differences,
            by=office.user.name,
        ),
    )
    if standing is not None:
        household = moved(office, session, household, standing)
    kept = households.put(session, replace(household, verified_on=today), today)
    history.touched(session, kept)  # verified today already: the review alone can be taken back too
    return kept


def _card(
    office: Office,
    session: Session,
    household_id: int,
    year: int,
    measures: Mapping[str, Decimal] | None,
    today: date,
) -> ReviewCard:
    after = households.get(session, household_id)
    done = reviews.of_household(session, household_id)
    earlier = [r for r in done if r.year < year]
    was_on = earlier[0].day if earlier else today - YEAR
    before = reviews.as_of(session, household_id, was_on)
    turn = compared(before, after, was_on, today)
    of_year = [r for r in done if r.year == year]
    return ReviewCard(
        turn=turn,
        advice=advice(
            turn, _yardstick(session, today, own_measures(session) if measures is None else measures)
        ),
        done=of_year[0] if of_year else None,
    )


def _yardstick(session: Session, on: date, measures: Mapping[str, Decimal]) -> Yardstick:
    try:
        line = settings.standards(session).line(LineKind.dibao, settings.bureau(session).place, on).amount
    except NoLineError:
        line = None
    return replace(
        Yardstick(line=line), **{name: measures[name] for name in ("multiple", "marked") if name in measures}
    )
