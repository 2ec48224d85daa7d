"""The list of households: found, sorted and cut in SQL, a page at a time, with the length of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from desktop.domain.household import CertificateKind
from desktop.domain.listing import HouseholdLine, HouseholdQuery, HouseholdSort, Page
from desktop.domain.names import sort_key
from desktop.domain.retention import Kept
from desktop.domain.search_text import ways_sought
from desktop.domain.standing import FileState
from desktop.domain.unit import full_name, subtree
from desktop.store import units
from desktop.store.database import Session
from desktop.store.rows.base import Row
from desktop.store.rows.households import CertificateRow, HouseholdRow, SearchRow, TagRow

_SORTS: dict[HouseholdSort, InstrumentedAttribute[Any]] = {
    HouseholdSort.number: HouseholdRow.number,
    HouseholdSort.head_name: HouseholdRow.name_key,
    HouseholdSort.id_number: HouseholdRow.id_number,
    HouseholdSort.employer: HouseholdRow.employer,
    HouseholdSort.members: HouseholdRow.people,
    HouseholdSort.hardship: HouseholdRow.hardship,
    HouseholdSort.cause: HouseholdRow.cause,
    HouseholdSort.state: HouseholdRow.state,
    HouseholdSort.level: HouseholdRow.level,
    HouseholdSort.income_per_head: HouseholdRow.income_per_head,
    HouseholdSort.net_income_per_head: HouseholdRow.net_income_per_head,
    HouseholdSort.phone: HouseholdRow.phone,
    HouseholdSort.address: HouseholdRow.address,
    HouseholdSort.filed: HouseholdRow.filed_on,
    HouseholdSort.changed: HouseholdRow.changed_on,
    HouseholdSort.verified: HouseholdRow.verified_on,
    HouseholdSort.last_visit: HouseholdRow.last_visit_on,
    HouseholdSort.last_aid: HouseholdRow.last_aid_on,
    HouseholdSort.tags: HouseholdRow.tag_words,
    HouseholdSort.certificates: HouseholdRow.certificate_words,
}
_LINE = (
    "id number name id_number phone address employer hardship cause income_per_head net_income_per_head changed_on "
    "unit_id state level filed_on verified_on last_visit_on last_aid_on tag_words certificate_words people"
).split()


def browse(
    session: Session, query: HouseholdQuery, offset: int, limit: int, total: int | None = None
) -> Page[HouseholdLine]:
    """One page of the list with the length of the whole, which is not counted anew where `total` tells it.

    First the ids of the page, off an index where there is one; then only those rows are read.
    """
    hits = _hits(query)
    if query.sort is HouseholdSort.unit:
        ids, length = _page_by_unit(session, query, hits, offset, limit)
    elif hits is not None:
        ids, length = _page_of_hits(session, query, hits, offset, limit)
    else:
        length = count(session, query) if total is None else total
        ids = _page(session, query, offset, limit, length)
    return Page(lines(session, ids), length)


def count(session: Session, query: HouseholdQuery) -> int:
    """How many households the query finds."""
    chosen = select(func.count()).select_from(HouseholdRow)
    hits = _hits(query)
    if hits is None and query.kept is Kept.active and not _filters(session, query):
        # All of them but those put away: both are counted on narrow indexes, without reading a single archive.
        away = chosen.where(HouseholdRow.sealed_on.is_not(None))
        return (session.scalar(chosen) or 0) - (session.scalar(away) or 0)
    return session.scalar(chosen.where(*_wanted(session, query, hits))) or 0


def counts_by_state(session: Session, query: HouseholdQuery) -> dict[FileState, int]:
    """How many of those the query finds stand in each state."""
    chosen = select(HouseholdRow.state, func.count()).where(*_wanted(session, query, _hits(query)))
    return dict(session.execute(chosen.group_by(HouseholdRow.state)).all())


def ids(session: Session, query: HouseholdQuery) -> list[int]:
    """All households the query finds, in its order."""
    hits = _hits(query)
    if query.sort is HouseholdSort.unit:
        return _page_by_unit(session, query, hits, 0, count(session, query))[0]
    chosen = select(HouseholdRow.id).where(*_wanted(session, query, hits))
    return list(session.scalars(chosen.order_by(*_order(query))))


def tags(session: Session) -> list[str]:
    """All tags in use, in order; those that only archives put away carry are left out.

    It goes along the index from one name to the next, so that a hundred thousand archives of twelve tags are twelve steps.
    """
    first = select(func.min(TagRow.name).label("name")).cte("names", recursive=True)
    following = select(func.min(TagRow.name)).where(TagRow.name > first.c.name).scalar_subquery()
    named = first.union_all(select(following).where(first.c.name.is_not(None)))
    away = select(HouseholdRow.id).where(HouseholdRow.sealed_on.is_not(None))
    used = exists().where(TagRow.name == named.c.name, TagRow.household_id.not_in(away))
    return list(session.scalars(select(named.c.name).where(used).order_by(named.c.name)))


def lines(session: Session, ids: Sequence[int]) -> list[HouseholdLine]:
    """The lines of these households, in the order asked for; those that are gone are left out."""
    bare = Row.metadata.tables[HouseholdRow.__tablename__].c
    chosen = select(*(bare[name] for name in _LINE))
    names = _unit_names(session) if ids else {}
    found: dict[int, HouseholdLine] = {}
    for start in range(0, len(ids), 900):
        for row in session.execute(chosen.where(bare.id.in_(ids[start : start + 900]))).all():
            told = dict(zip(_LINE, row, strict=True))
            unit = told.pop("unit_id")
            found[row[0]] = HouseholdLine(
                unit=names.get(unit, ""),
                tags=told.pop("tag_words"),
                certificates=tuple(CertificateKind(x) for x in told.pop("certificate_words").split()),
                members=told.pop("people"),
                **told,
            )
    return [found[i] for i in ids if i in found]


def _page(session: Session, query: HouseholdQuery, offset: int, limit: int, length: int) -> list[int]:
    """The ids of one page; what lies behind the middle is counted from the end."""
    if offset >= length:
        return []
    from_end = offset > length // 2
    if from_end:
        limit = min(limit, length - offset)
        offset = length - offset - limit
    found = select(HouseholdRow.id).where(*_wanted(session, query, None))
    order = _order(query, turned=from_end)
    page = list(session.scalars(found.order_by(*order).offset(offset).limit(limit)))
    return page[::-1] if from_end else page


def _page_of_hits(
    session: Session, query: HouseholdQuery, hits: CTE, offset: int, limit: int
) -> tuple[list[int], int]:
    """The ids of one page of a search and how many there are: one scan does for both."""
    narrowed = _filters(session, query)
    counted = select(func.count()).select_from(hits)
    if narrowed:
        counted = counted.where(*(hits.c.household_id.in_(some) for some in narrowed))
    found = select(HouseholdRow.id, counted.scalar_subquery()).where(*_wanted(session, query, hits))
    rows = session.execute(found.order_by(*_order(query)).offset(offset).limit(limit)).all()
    if not rows:
        return [], (count(session, query) if offset else 0)
    return [row[0] for row in rows], rows[0][1] if query.kept is Kept.active else count(session, query)


def _page_by_unit(
    session: Session, query: HouseholdQuery, hits: CTE | None, offset: int, limit: int
) -> tuple[list[int], int]:
    """The ids of one page in the order of the tree of units, and how many there are; no sort of the whole."""
    wanted = _wanted(session, query, hits)
    counted = select(HouseholdRow.unit_id, func.count()).where(*wanted).group_by(HouseholdRow.unit_id)
    counts = dict(session.execute(counted).all())
    names = _unit_names(session)
    order = sorted(counts, key=lambda unit: (unit is not None, sort_key(names.get(unit, ""))))
    if query.descending:
        order.reverse()
    found: list[int] = []
    passed = 0
    for unit in order:
        here = counts[unit]
        begin, end = max(offset - passed, 0), min(offset + limit - passed, here)
        if begin < end:
            belongs = HouseholdRow.unit_id.is_(None) if unit is None else HouseholdRow.unit_id == unit
            chosen = select(HouseholdRow.id).where(belongs, *wanted)
            found += session.scalars(chosen.order_by(HouseholdRow.id).offset(begin).limit(end - begin))
        passed += here
        if passed >= offset + limit:
            break
    return found, sum(counts.values())


def _unit_names(session: Session) -> dict[int | None, str]:
    """What each unit is called with those above it."""
    by_id = {u.id: u for u in units.everything(session) if u.id is not None}
    return {unit_id: full_name(unit, by_id) for unit_id, unit in by_id.items()}


def _hits(query: HouseholdQuery) -> CTE | None:
    """The households whose text holds every piece of the search, scanned once; None without a search."""
    pieces = ways_sought(query.search)
    if not pieces:
        return None
    return select(SearchRow.household_id).where(*held(pieces)).cte("hit").prefix_with("MATERIALIZED")


def held(pieces: Iterable[Iterable[str]]) -> list[ColumnElement[bool]]:
    """That a search text holds every piece, in one way or another."""
    return [or_(*(SearchRow.text.contains(way, autoescape=True) for way in ways)) for ways in pieces]


def _wanted(session: Session, query: HouseholdQuery, hits: CTE | None) -> list[ColumnElement[bool]]:
    """What the query wants, said of the ids alone.

    So the list is walked along the index of its order and not one archive is read before it is shown; `id + 0`
    keeps the engine from going the other way: reading all that fit, and sorting them.
    """
    sets = [*_filters(session, query)]
    if hits is not None:
        sets.append(select(hits.c.household_id))
    return [*_standing(query), *((HouseholdRow.id + 0).in_(some) for some in sets)]


def _standing(query: HouseholdQuery) -> list[ColumnElement[bool]]:
    """Whether on file, put away or destroyed. What is put away stands in no row of the search."""
    if query.kept is Kept.active:
        other = aliased(HouseholdRow)
        return [HouseholdRow.id.not_in(select(other.id).where(other.sealed_on.is_not(None)))]
    if query.kept is Kept.destroyed:
        return [HouseholdRow.destroyed_on.is_not(None)]
    return [HouseholdRow.sealed_on.is_not(None), HouseholdRow.destroyed_on.is_(None)]


def _filters(session: Session, query: HouseholdQuery) -> list[Select[int]]:
    """The ids each filter lets through, every one off an index of its own."""
    other = aliased(HouseholdRow)
    chosen = select(other.id)
    wanted = [
        chosen.where(column == value)
        for column, value in (
            (other.hardship, query.hardship),
            (other.cause, query.cause),
            (other.state, query.state),
            (other.level, query.level),
        )
        if value is not None
    ]
    if query.unit is not None:
        below = subtree(units.everything(session), query.unit)
        wanted.append(chosen.where(other.unit_id.in_(sorted(below))))
    if query.certificate is not None:
        wanted.append(select(CertificateRow.household_id).where(CertificateRow.kind == query.certificate))
    if query.tag:
        wanted.append(select(TagRow.household_id).where(TagRow.name == query.tag))
    return wanted


def _order(
    query: HouseholdQuery, *, turned: bool = False
) -> tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]:
    """As an index has it: equal ones by their ids, downwards too where the column goes downwards."""
    first = _SORTS[query.sort]
    second = HouseholdRow.number if query.sort is HouseholdSort.state else HouseholdRow.id
    if query.descending is not turned:
        return (first.desc(), second.desc())
    return (first, second)
