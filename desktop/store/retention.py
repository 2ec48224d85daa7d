"""Archives put away (撤档封存): how long they are kept, what keeps one from being closed, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, func, insert, select

from desktop.domain.application import State
from desktop.domain.days import day_words
from desktop.domain.listing import Page
from desktop.domain.names import words_sought
from desktop.domain.retention import YEARS, Kept, KeptLine, due_on, kept, sealed_until
from desktop.domain.search_text import EDITION, search_text
from desktop.store import handing, households, trail
from desktop.store.database import Session
from desktop.store.errors import DestroyedError, MissingError, SealedError
from desktop.store.pieces import pieces
from desktop.store.rows.cases import ApplicationRow
from desktop.store.rows.households import HouseholdRow, SearchRow
from desktop.store.rows.office import SettingRow
from desktop.store.rows.payouts import BatchRow, PayoutLineRow

_SETTING = "retention"


def years(session: Session) -> int:
    """How many years this office keeps archives after closing them."""
    row = session.get(SettingRow, _SETTING)
    return YEARS if row is None else int(row.value["years"])


def put_years(session: Session, value: int) -> None:
    """Keeps how long archives are kept."""
    before = years(session)
    trail.note(session, "setting", None, "档案保管年限", {"years": str(before)}, {"years": str(value)})
    session.merge(SettingRow(name=_SETTING, value={"years": value}))


def expect_active(session: Session, household_ids: Iterable[int]) -> None:
    """Raises SealedError, naming the first one, where an archive was put away; DestroyedError where it is gone."""
    for some in pieces(list(household_ids)):
        row = session.scalars(
            select(HouseholdRow)
            .where(HouseholdRow.id.in_(some), HouseholdRow.sealed_on.is_not(None))
            .order_by(HouseholdRow.number)
        ).first()
        if row is None:
            continue
        if row.destroyed_on is not None:
            raise DestroyedError(row.number, row.destroyed_on)
        assert row.sealed_on is not None
        raise SealedError(
            f"{row.name} 的档案 {row.number} 已于{day_words(row.sealed_on)}撤档封存，只能查看，不能修改或办理。"
            "确需继续的，请管理员在「安全」→「档案保管」里先恢复在档。"
        )


def line(session: Session, household_id: int, today: date) -> KeptLine | None:
    """Where a household's archive stands; None while it is simply on file. Raises MissingError."""
    row = session.get(HouseholdRow, household_id)
    if row is None:
        raise MissingError("这份家庭档案")
    return None if row.sealed_on is None else _line(row, today, years(session))


def obstacles(session: Session, household_id: int) -> list[str]:
    """What must be finished before the archive can be closed, each in a few words."""
    mine = ApplicationRow.household_id == household_id
    open_ = session.scalars(
        select(ApplicationRow.number).where(mine, ApplicationRow.state.in_([State.open, State.returned]))
    )
    found = [f"申请 {number} 还没有办结" for number in open_]
    found += [f"申请 {x.number} 已批准、还没有发放" for x in handing.awaiting_payout(session, household_id)]
    unfinished = session.scalars(
        select(BatchRow.number)
        .join(PayoutLineRow, PayoutLineRow.batch_id == BatchRow.id)
        .where(
            PayoutLineRow.household_id == household_id,
            BatchRow.closed_on.is_(None),
            BatchRow.cancelled_on.is_(None),
        )
        .distinct()
    )
    return found + [f"发放 {number} 还没有签收办结" for number in unfinished]


def seal(session: Session, household_id: int, day: date, because: str) -> None:
    """Puts an archive away: it is found by no search any more."""
    row = _row(session, household_id)
    row.sealed_on, row.sealed_because = day, because
    session.execute(delete(SearchRow).where(SearchRow.household_id == household_id))
    session.flush()
    told = {"sealed_on": day.isoformat()}
    trail.note(session, households.SUBJECT, household_id, f"{row.number} {row.name}", None, told)


def reopen(session: Session, household_id: int) -> None:
    """Takes an archive up again as it was put away."""
    household = households.get(session, household_id)
    row = _row(session, household_id)
    if row.sealed_on is None:
        raise MissingError(f"封存的档案 {row.number}")
    told = {"sealed_on": row.sealed_on.isoformat()}
    row.sealed_on, row.sealed_because, row.merged_into = None, "", None
    text = search_text(household)
    session.execute(insert(SearchRow).values(household_id=household_id, text=text, edition=EDITION))
    session.flush()
    trail.note(session, households.SUBJECT, household_id, f"{row.number} {row.name}", told, None)


def kept_away(
    session: Session, today: date, search: str, states: Sequence[Kept], offset: int, limit: int
) -> Page[KeptLine]:
    """Archives put away, the earliest closed first, those destroyed last; by number or name, and by where they stand."""
    keep = years(session)
    wanted = [HouseholdRow.sealed_on.is_not(None), *_states(states, sealed_until(today, keep))]
    for piece in words_sought(search):
        wanted.append(
            HouseholdRow.number.contains(piece, autoescape=True)
            | HouseholdRow.name.contains(piece, autoescape=True)
        )
    total = session.scalar(select(func.count()).select_from(HouseholdRow).where(*wanted)) or 0
    rows = session.scalars(
        select(HouseholdRow)
        .where(*wanted)
        .order_by(HouseholdRow.destroyed_on.is_not(None), HouseholdRow.sealed_on, HouseholdRow.number)
        .offset(offset)
        .limit(limit)
    )
    return Page([_line(r, today, keep) for r in rows], total)


def due(session: Session, today: date) -> list[int]:
    """The archives that are due for destruction, the earliest closed first."""
    return list(
        session.scalars(
            select(HouseholdRow.id)
            .where(
                HouseholdRow.sealed_on <= sealed_until(today, years(session)),
                HouseholdRow.destroyed_on.is_(None),
            )
            .order_by(HouseholdRow.sealed_on, HouseholdRow.number)
        )
    )


def lines_of(session: Session, household_ids: Sequence[int], today: date) -> list[KeptLine]:
    """Where these archives stand; those still on file are left out."""
    keep = years(session)
    found: list[KeptLine] = []
    for some in pieces(household_ids):
        rows = session.scalars(
            select(HouseholdRow).where(HouseholdRow.id.in_(some), HouseholdRow.sealed_on.is_not(None))
        )
        found += [_line(r, today, keep) for r in rows]
    return sorted(found, key=lambda x: (x.sealed_on, x.number))


def _states(states: Sequence[Kept], until: date) -> list[ColumnElement[bool]]:
    if not states:
        return []
    parts: dict[Kept, ColumnElement[bool]] = {
        Kept.sealed: HouseholdRow.destroyed_on.is_(None) & (HouseholdRow.sealed_on > until),
        Kept.due: HouseholdRow.destroyed_on.is_(None) & (HouseholdRow.sealed_on <= until),
        Kept.destroyed: HouseholdRow.destroyed_on.is_not(None),
    }
    first, *others = (parts[s] for s in states)
    for other in others:
        first = first | other
    return [first]


def _row(session: Session, household_id: int) -> HouseholdRow:
    row = session.get(HouseholdRow, household_id)
    if row is None:
        raise MissingError("这份家庭档案")
    if row.destroyed_on is not None:
        raise DestroyedError(row.number, row.destroyed_on)
    return row


def _line(row: HouseholdRow, today: date, keep: int) -> KeptLine:
    assert row.sealed_on is not None
    return KeptLine(
        id=row.id,
        number=row.number,
        name=row.name,
        state=kept(row.sealed_on, row.destroyed_on, today, keep),
        sealed_on=row.sealed_on,
        because=row.sealed_because,
        due_on=due_on(row.sealed_on, keep),
        destroyed_on=row.destroyed_on,
    )
