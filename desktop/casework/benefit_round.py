"""Many benefits looked at again one after the other (批量复核), and who is due how much for a month (按月应发)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from desktop.casework import benefits as one_by_one
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.benefit import Change
from desktop.domain.benefit_month import MonthDue, due_in
from desktop.domain.errors import OfficeError
from desktop.domain.words import word
from desktop.store import benefits

REACH = timedelta(days=30)
"""How long before its day a review is listed as waiting."""


@dataclass(frozen=True, kw_only=True)
class Stays:
    """A benefit that was left for somebody to look at, and why."""

    benefit_id: int
    receiver: str
    said: str


def review_many(
    office: Office,
    benefit_ids: Iterable[int],
    because: str,
    by: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[int, tuple[Stays, ...]]:
    """Looks at each again and keeps those for which nothing changes: how many, and which were left and why.

    Each one is kept by itself, so what was done before a stop stays done. Raises OfficeError without a reason.
    """
    because = because.strip()
    if not because:
        raise OfficeError("请写明待遇不变的理由，例如「经入户核查，家庭情况没有变化」。")
    ids = list(dict.fromkeys(benefit_ids))
    made, left = 0, list[Stays]()
    for n, benefit_id in enumerate(ids, 1):
        if cancelled is not None and cancelled():
            break
        receiver = ""
        try:
            receiver = one_by_one.benefit(office, benefit_id).receiver
            looked = one_by_one.look_again(office, benefit_id)
            _expect_unchanged(looked)
            one_by_one.keep_as_is(office, benefit_id, because, by, looked.assessment.id or 0)
        except OfficeError as error:
            left.append(Stays(benefit_id=benefit_id, receiver=receiver, said=error.said))
        else:
            made += 1
        if progress is not None:
            progress(n, len(ids))
    return made, tuple(left)


def due_for_month(office: Office, year: int, month: int) -> tuple[MonthDue, ...]:
    """Who is due how much for that month under all schemes, by scheme and name."""
    with office.store.read() as session:
        lines = due_in(benefits.in_month(session, year, month), year, month)
    return tuple(sorted(lines, key=lambda x: (x.scheme_title, x.receiver, x.benefit_id)))


def _expect_unchanged(looked: one_by_one.Looked) -> None:
    advice = looked.advice
    if advice.change is not Change.kept:
        raise OfficeError(f"建议{word(advice.change)}：{advice.because}请单独复核。")
