"""Near relatives of the staff in an archive, with what was found when somebody asked (近亲属核对)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from desktop.domain.application import State
from desktop.domain.household import Household
from desktop.domain.kin import Kin, kin_of
from desktop.domain.staff import Staff
from desktop.store import staff, trail
from desktop.store.database import Session
from desktop.store.rows.archives import IgnoredRow
from desktop.store.rows.cases import ApplicationRow

SAME, OTHER = "kin_same", "kin_other"
"""Under which rule an answer is kept beside those of the plausibility rules: it is theirs, or only called alike."""


def of_household(session: Session, household: Household) -> tuple[Kin, ...]:
    """The hits in one archive; those that were found to be somebody else are left out."""
    return settled(session, [household], staff.everybody(session)).get(household.id or 0, ())


def settled(
    session: Session, households: Iterable[Household], everybody: Sequence[Staff]
) -> dict[int, tuple[Kin, ...]]:
    """The hits in these archives, by archive, with what was found when somebody asked."""
    found = {h.id or 0: kin_of(h, everybody) for h in households}
    found = {household_id: kin for household_id, kin in found.items() if kin}
    if not found:
        return {}
    rows = session.scalars(
        select(IgnoredRow).where(IgnoredRow.household_id.in_(found), IgnoredRow.rule.in_((SAME, OTHER)))
    )
    told = {(row.household_id, row.figures): row.rule for row in rows}
    kept: dict[int, tuple[Kin, ...]] = {}
    for household_id, kin in found.items():
        answers = [(k, told.get((household_id, _figures(k)))) for k in kin]
        kept[household_id] = tuple(
            replace(k, asked=True) if answer == SAME and not k.sure else k
            for k, answer in answers
            if k.sure or answer != OTHER
        )
    return kept


def unfinished(session: Session, household_id: int) -> list[str]:
    """Numbers of the archive's applications that are not decided yet."""
    return list(
        session.scalars(
            select(ApplicationRow.number).where(
                ApplicationRow.household_id == household_id,
                ApplicationRow.state.in_([State.open, State.returned]),
            )
        )
    )


def settle(
    session: Session, household_id: int, about: str, kin: Kin, same: bool, because: str, by: str, day: date
) -> None:
    """Keeps what was found when somebody asked whether they are the same; an earlier answer is replaced."""
    earlier = session.scalars(
        select(IgnoredRow).where(
            IgnoredRow.household_id == household_id,
            IgnoredRow.rule.in_((SAME, OTHER)),
            IgnoredRow.figures == _figures(kin),
        )
    ).all()
    for row in earlier:
        session.delete(row)
    session.flush()
    row = IgnoredRow(
        household_id=household_id,
        rule=SAME if same else OTHER,
        figures=_figures(kin),
        because=because,
        by=by,
        day=day,
    )
    session.add(row)
    session.flush()
    told = {
        "rule": f"近亲属核对：{'是' if same else '不是'} {kin.staff_name} 的{kin.relation or '近亲属'}",
        "figures": kin.member_name,
        "because": because,
    }
    trail.note(session, "ignored", row.id, about, None, told)


def _figures(kin: Kin) -> str:
    """Who and whose: another name on either side is another question."""
    return f"{kin.staff_id} {kin.relation} {kin.ordinal} {kin.member_name}"
