"""The yearly review at work (年度复审): who is due, what became of each, and the decision with all it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.casework.standing import moved
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.review import Review, Suggestion
from desktop.domain.standards import LineKind, NoLineError
from desktop.domain.standing import StandingEntry
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.domain.yearly import Advice, Turn, Yardstick, advice, compared
from desktop.store import households, retention, reviews, settings
from desktop.store.database import Session

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


def reviews_of_year(office: Office, year: int) -> tuple[Review, ...]:
    """All reviews of a year, as they were made."""
    with office.store.read() as session:
        return tuple(reviews.of_year(session, year))


def review_card(office: Office, household_id: int, year: int, measures: Mapping[str, Decimal]) -> ReviewCard:
    """One file under review. It is compared with the day of its last review, else with a year ago.

    `measures`: the office's own `multiple` and `marked`, where it set them.
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
    measures: Mapping[str, Decimal],
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
    today = office.today()
    with deed(office, Act.review_household, because) as session:
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
        return households.put(session, replace(household, verified_on=today), today)


def _card(
    office: Office,
    session: Session,
    household_id: int,
    year: int,
    measures: Mapping[str, Decimal],
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
        advice=advice(turn, _yardstick(session, today, measures)),
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
