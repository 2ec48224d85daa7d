"""Household archives: put and get. A household is kept as one row and the rows that hang on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, select, update

from desktop.domain.household import (
    Cause,
    Certificate,
    Debt,
    Expense,
    Guardian,
    Household,
    Income,
    Property,
    Tag,
    Topic,
)
from desktop.domain.income import CENT, income_sheet
from desktop.domain.names import spell
from desktop.domain.person import Illness, Member
from desktop.domain.search_text import EDITION, search_text
from desktop.domain.student import Student
from desktop.store import history, numbers, trail
from desktop.store.bulk import insert_rows
from desktop.store.database import Session
from desktop.store.errors import DestroyedError, MissingError, StaleError
from desktop.store.pieces import pieces
from desktop.store.rows.base import Row
from desktop.store.rows.households import CertificateRow, HouseholdRow, SearchRow, TagRow
from desktop.store.rows.means import DebtRow, ExpenseRow, IncomeRow, PropertyRow
from desktop.store.rows.people import GuardianRow, IllnessRow, MemberRow, StudentRow
from desktop.store.rows.trail import TrailRow

SUBJECT = "household"
SEALED = "（已撤档封存，请恢复在档）"
"""Stands behind the number of an archive that was put away."""

_LISTS: tuple[tuple[type[Row], str, type[Any]], ...] = (
    (IncomeRow, "incomes", Income),
    (ExpenseRow, "expenses", Expense),
    (PropertyRow, "properties", Property),
    (CertificateRow, "certificates", Certificate),
    (DebtRow, "debts", Debt),
    (GuardianRow, "guardians", Guardian),
    (StudentRow, "students", Student),
    (TagRow, "tags", Tag),
)
_CHILDREN = (IllnessRow, MemberRow, SearchRow, *(row for row, _, _ in _LISTS))
_PLAIN = (
    "hardship cause address hukou_place postcode other_contact housing floor_area single_parent self_help "
    "zero_employment bank bank_branch card_number filed_by reviewed_by entered_by filed_on remark "
    "account_holder unit_id level wants plan verified_on state state_since"
).split()
_HOUSEHOLD = ["number", "version", "destroyed_on", "other_causes", "verified_none", *_PLAIN]
_MEMBER_FIELDS = [f.name for f in fields(Member) if f.name != "illnesses"]
_MEMBER = attrgetter(*_MEMBER_FIELDS)


def put(session: Session, household: Household, today: date) -> Household:
    """Keeps a household, new or changed, and gives it back with its number, id and version.

    Raises StaleError where it was saved elsewhere since it was read.
    """
    if household.id is None:
        kept = _put_new(session, [household], today)[0]
        trail.note(session, SUBJECT, kept.id, called(kept), None, kept)
        history.note_opened(session, [kept])
        return kept
    before = get(session, household.id)
    kept = replace(household, version=household.version + 1)
    done = session.execute(
        update(HouseholdRow)
        .where(HouseholdRow.id == household.id, HouseholdRow.version == household.version)
        .values(_row(kept, today))
    )
    if done.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  # CursorResult
        raise StaleError(f"{household.head.name} 的档案")
    for child in _CHILDREN:
        session.execute(delete(child).where(child.household_id == household.id))  # pyright: ignore
    _insert_children(session, [kept])
    changes = trail.note(session, SUBJECT, kept.id, called(kept), before, kept)
    history.note(session, before, kept, changes)
    return kept


def put_many(session: Session, households: Sequence[Household], today: date) -> list[Household]:
    """Keeps many new households at once and gives them back with numbers and ids."""
    kept = _put_new(session, households, today)
    for h in kept:
        trail.note(session, SUBJECT, h.id, called(h))
    history.note_opened(session, kept)
    return kept


def put_again(session: Session, households: Sequence[Household], today: date) -> None:
    """Puts archives that were taken away where they were, under their own ids and numbers."""
    rows = [{"id": h.id, **_row(h, today)} for h in households]
    if rows:
        insert_rows(session, _table(HouseholdRow), list(rows[0]), [tuple(row.values()) for row in rows])
        _insert_children(session, households)


def take_away(session: Session, ids: Sequence[int]) -> None:
    """Takes archives away whole; nothing but the log and the history may speak of them any more."""
    for child in (*_CHILDREN, HouseholdRow):
        key = child.id if child is HouseholdRow else child.household_id  # pyright: ignore
        session.execute(delete(child).where(key.in_(ids)))  # pyright: ignore


def show_or_hide(session: Session, household_id: int) -> None:
    """Lets the search find an archive that is on file, and none that was put away."""
    session.execute(delete(SearchRow).where(SearchRow.household_id == household_id))
    away = session.scalar(select(HouseholdRow.sealed_on).where(HouseholdRow.id == household_id))
    if away is None:
        texts = [(household_id, search_text(get(session, household_id)), EDITION)]
        insert_rows(session, _table(SearchRow), ("household_id", "text", "edition"), texts)


def called(household: Household) -> str:
    """How the log names a household."""
    return f"{household.number} {household.head.name}"


def _put_new(session: Session, households: Sequence[Household], today: date) -> list[Household]:
    unnumbered = sum(1 for h in households if not h.number)
    given = iter(_free_numbers(session, today.year, unnumbered))
    first = _free_id(session)
    kept = [
        replace(h, number=h.number or next(given), id=first + n, version=1) for n, h in enumerate(households)
    ]
    if kept:
        rows = [{"id": h.id, **_row(h, today)} for h in kept]
        insert_rows(session, _table(HouseholdRow), list(rows[0]), [tuple(row.values()) for row in rows])
        _insert_children(session, kept)
    return kept


def _free_id(session: Session) -> int:
    """An id no archive ever had: the log still speaks of those whose opening was taken back."""
    used = session.scalar(select(func.max(HouseholdRow.id))) or 0
    told = session.scalar(select(func.max(TrailRow.subject_id)).where(TrailRow.subject == SUBJECT)) or 0
    return max(used, told) + 1


def _free_numbers(session: Session, year: int, count: int) -> list[str]:
    """So many new archive numbers, passing over those a roster brought along."""
    free: list[str] = []
    while len(free) < count:
        fresh = numbers.next_numbers(session, numbers.ARCHIVE, year, count - len(free))
        taken = taken_numbers(session, fresh)
        free += [n for n in fresh if n not in taken]
    return free


def get(session: Session, household_id: int) -> Household:
    """The whole household, put away or not. Raises MissingError, and DestroyedError where only the number is left."""
    return get_many(session, [household_id])[0]


def get_many(session: Session, ids: Sequence[int]) -> list[Household]:
    """Whole households in the order of their ids asked for. Raises MissingError where one is gone."""
    bare = _table(HouseholdRow).c
    rows = {
        row[0]: dict(zip(_HOUSEHOLD, row[1:], strict=True))
        for row in session.execute(
            select(bare.id, *(bare[name] for name in _HOUSEHOLD)).where(bare.id.in_(ids))
        ).all()
    }
    if any(i not in rows for i in ids):
        raise MissingError("这份家庭档案")
    for row in rows.values():
        destroyed = row.pop("destroyed_on")
        if destroyed is not None:
            raise DestroyedError(row["number"], destroyed)
    illnesses: dict[tuple[int, int], list[Illness]] = {}
    for owner, plain in _entries(session, IllnessRow, ("ordinal", *_names(Illness)), ids):
        illnesses.setdefault((owner, plain.pop("ordinal")), []).append(Illness(**plain))
    members: dict[int, list[Member]] = {}
    for owner, plain in _entries(session, MemberRow, _MEMBER_FIELDS, ids):
        ill = tuple(illnesses.get((owner, plain["ordinal"]), ()))
        members.setdefault(owner, []).append(Member(**plain, illnesses=ill))
    lists: dict[int, dict[str, Any]] = {}
    for table, name, kind in _LISTS:
        found: dict[int, list[Any]] = {}
        for owner, plain in _entries(session, table, _names(kind), ids):
            found.setdefault(owner, []).append(kind(**plain))
        for owner, entries in found.items():
            lists.setdefault(owner, {})[name] = tuple(entries)
    return [_household(i, rows[i], tuple(members.get(i, ())), lists.get(i, {})) for i in ids]


def on_file(session: Session, id_numbers: Iterable[str], besides: int | None = None) -> dict[str, str]:
    """For which of these ID numbers an archive was opened already, with its number, marked SEALED where it was put away.

    An archive that was merged into another one is told by the number of that one.
    """
    found: dict[str, str] = {}
    chosen = select(
        HouseholdRow.id_number, HouseholdRow.number, HouseholdRow.sealed_on, HouseholdRow.merged_into
    ).where(HouseholdRow.id_number.in_(bindparam("some", expanding=True)), HouseholdRow.id != (besides or 0))
    for some in pieces([n for n in id_numbers if n]):
        for id_number, number, sealed_on, into in session.execute(chosen, {"some": some}):
            if into is None:
                found[id_number] = number if sealed_on is None else number + SEALED
            elif (stays := _merged_into(session, into)).id != besides:
                found[id_number] = stays.number if stays.sealed_on is None else stays.number + SEALED
    return found


def _merged_into(session: Session, household_id: int) -> HouseholdRow:
    """The archive that stays in the end."""
    row = session.get(HouseholdRow, household_id)
    assert row is not None
    while row.merged_into is not None and (after := session.get(HouseholdRow, row.merged_into)) is not None:
        row = after
    return row


def taken_numbers(session: Session, archive_numbers: Iterable[str]) -> set[str]:
    """Which of these archive numbers are in use."""
    found: set[str] = set()
    chosen = select(HouseholdRow.number).where(HouseholdRow.number.in_(bindparam("some", expanding=True)))
    for some in pieces(list(archive_numbers)):
        found.update(session.scalars(chosen, {"some": some}))
    return found


def _row(household: Household, today: date) -> dict[str, Any]:
    sheet = income_sheet(household, today)
    head = household.head
    return {
        **{name: getattr(household, name) for name in _PLAIN},
        "number": household.number,
        "name": head.name,
        "name_key": spell(head.name)[2],
        "id_number": head.id_number,
        "phone": head.phone,
        "employer": head.employer,
        "people": len(household.on(today).counted),
        "other_causes": [c.value for c in household.other_causes],
        "verified_none": sorted(t.value for t in household.verified_none),
        "income_per_head": _cents(sheet.income_per_head),
        "net_income_per_head": _cents(sheet.net_income_per_head),
        "tag_words": "、".join(t.name for t in household.tags),
        "certificate_words": " ".join(dict.fromkeys(c.kind.value for c in household.certificates)),
        "changed_on": today,
        "version": household.version,
    }


def _insert_children(session: Session, kept: Sequence[Household]) -> None:
    people = [(h.id, *_MEMBER(m)) for h in kept for m in h.members]
    insert_rows(session, _table(MemberRow), ("household_id", *_MEMBER_FIELDS), people)
    ill = [
        (h.id, m.ordinal, position, *_values(illness))
        for h in kept
        for m in h.members
        for position, illness in enumerate(m.illnesses)
    ]
    insert_rows(session, _table(IllnessRow), ("household_id", "ordinal", "position", *_names(Illness)), ill)
    texts = [(h.id, search_text(h), EDITION) for h in kept]
    insert_rows(session, _table(SearchRow), ("household_id", "text", "edition"), texts)
    for table, name, kind in _LISTS:
        entries = [
            (h.id, position, *_values(entry)) for h in kept for position, entry in enumerate(getattr(h, name))
        ]
        insert_rows(session, _table(table), ("household_id", "position", *_names(kind)), entries)


def _table(row: type[Row]) -> Table:
    """The bare table: an insert of many rows through the mapped class would be cut up wherever a None stands."""
    return Row.metadata.tables[row.__tablename__]


def _entries(
    session: Session, table: type[Any], names: Sequence[str], ids: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """What hangs on the households, in its order: the household's id and the fields asked for."""
    bare = _table(table).c  # mapped columns would go through the mapper's loader, row by row
    order = bare.ordinal if table is MemberRow else bare.position
    chosen = select(bare.household_id, *(bare[name] for name in names)).where(bare.household_id.in_(ids))
    for row in session.execute(chosen.order_by(bare.household_id, order)).all():
        yield row[0], dict(zip(names, row[1:], strict=True))


def _household(
    household_id: int, row: dict[str, Any], members: tuple[Member, ...], lists: Mapping[str, Any]
) -> Household:
    causes = tuple(Cause(c) for c in row.pop("other_causes"))
    checked = frozenset(Topic(t) for t in row.pop("verified_none"))
    return Household(
        id=household_id, members=members, other_causes=causes, verified_none=checked, **row, **lists
    )


def _names(kind: type[Any]) -> list[str]:
    return [f.name for f in fields(kind)]


def _values(entry: Any) -> tuple[Any, ...]:
    return tuple(getattr(entry, f.name) for f in fields(entry))


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(CENT, ROUND_HALF_UP)
