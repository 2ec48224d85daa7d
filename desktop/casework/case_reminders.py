"""What open cases wait for besides their due days (催办): sent back and not taken up again, drawn and not checked, benefits to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.application import State
from desktop.domain.case_board import Card
from desktop.store import benefit_reviews, case_board, draws
from desktop.store.benefit_reviews import ReviewDay
from desktop.store.database import Session

NAMED = 3
"""So many are named; of more only how many there are."""
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Reminder:
    """A sentence, and the page where it is dealt with."""

    text: str
    page: str
    item: str = ""


def reminders(session: Session, today: date) -> list[Reminder]:
    """What should be asked after, as of today."""
    found = (
        _returned(session, today),
        _unchecked(session),
        reviews_said(benefit_reviews.reviews_until(session, today + AHEAD), today),
    )
    return [x for x in found if x is not None]


def _returned(session: Session, today: date) -> Reminder | None:
    waiting = case_board.cards(session, State.returned)
    if not waiting:
        return None
    waiting.sort(key=lambda c: (c.returned_on or today, c.number))
    longest = waiting[0]
    days = (today - longest.returned_on).days if longest.returned_on is not None else 0
    since = f"，最久的是 {longest.applicant}，已退回 {days} 天" if days > 0 else ""
    return Reminder(f"有 {len(waiting)} 份申请退回后还没有补正（{_names(waiting)}）{since}。", "applications")


def _unchecked(session: Session) -> Reminder | None:
    left = draws.unchecked(session)
    if not left:
        return None
    count = sum(n for _, n in left)
    numbers = "、".join(number for number, _ in left[:NAMED]) + (" 等" if len(left) > NAMED else "")
    return Reminder(f"抽查 {numbers} 抽中的申请还有 {count} 份没有登记核查结果。", "meetings", "draws")


def reviews_said(due: Sequence[ReviewDay], today: date) -> Reminder | None:
    """The benefits whose review is due within a week, or was."""
    if not due:
        return None
    late = sum(r.day < today for r in due)
    said = f"，其中 {late} 份已过期" if late else ""
    people = "、".join(r.receiver for r in due[:NAMED]) + (" 等" if len(due) > NAMED else "")
    return Reminder(f"有 {len(due)} 份待遇该复核了（{people}）{said}。", "benefits", "due")


def _names(cards: list[Card]) -> str:
    return "、".join(c.applicant for c in cards[:NAMED]) + (" 等" if len(cards) > NAMED else "")
