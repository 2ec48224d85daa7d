"""Searching everywhere (全局查找): people, units, staff, cases, notices, batches and schemes by one line of text."""

from __future__ import annotations

from dataclasses import replace

from desktop.casework.office import Office
from desktop.domain.case_state import state_word
from desktop.domain.days import day_words
from desktop.domain.finding import Found, Hit, answers, marks
from desktop.domain.listing import ApplicationQuery
from desktop.domain.masking import mask_address, mask_id, mask_phone
from desktop.domain.person import Member, Relation
from desktop.domain.search_text import spellings
from desktop.domain.unit import full_name
from desktop.domain.words import word
from desktop.store import cases, finding, staff, units
from desktop.store.database import Session

EACH = 6
"""Hits of one kind that are shown."""


def find(office: Office, search: str) -> tuple[Hit, ...]:
    """The best few of every kind but schemes, numbers and addresses covered; what matched is marked. Nothing is written down."""
    search = " ".join(search.split())
    if not search:
        return ()
    with office.store.read() as session:
        found = _people(session, search)
        found += _units_and_staff(session, search)
        found += _cases(session, search)
    return _best(found, search)


def find_schemes(office: Office, search: str) -> tuple[Hit, ...]:
    """The best few schemes: apart from the rest, for the first asking reads all their files."""
    found: list[Hit] = []
    for scheme in office.library.schemes:
        plans = (f"第{n}篇" for n in scheme.plans)
        if answers(scheme.title, search, scheme.issuer, scheme.reference, scheme.id, *plans):
            found.append(
                Hit(
                    kind=Found.scheme,
                    title=scheme.title,
                    detail=scheme.issuer,
                    page="schemes",
                    item=scheme.id,
                )
            )
    return _best(found, search)


def _best(found: list[Hit], search: str) -> tuple[Hit, ...]:
    if sum(hit.kind is Found.person for hit in found) >= EACH:
        found = [hit for n, hit in enumerate(found) if n < EACH - 1 or hit.kind is not Found.person]
        whole = Hit(
            kind=Found.person,
            title=f"在名单里看全部：{search}",
            detail="",
            page="households",
            item=("search", search),
        )
        found.insert(EACH - 1, whole)
    kept: dict[Found, list[Hit]] = {}
    for hit in found:
        few = kept.setdefault(hit.kind, [])
        if len(few) < EACH:
            few.append(
                replace(hit, title_marks=marks(hit.title, search), detail_marks=marks(hit.detail, search))
            )
    return tuple(hit for kind in Found for hit in kept.get(kind, ()))


def _people(session: Session, search: str) -> list[Hit]:
    found: list[Hit] = []
    theirs: dict[int, list[finding.Person]] = {}
    for person in finding.people(session, search, EACH):
        theirs.setdefault(person.household_id, []).append(person)
    for household_id, people in theirs.items():
        fitting = [p for p in people if answers(p.name, search, p.id_number, p.phone, *_spelled(p))]
        heads = [p for p in people if p.relation is Relation.head] or people[:1]
        for p in fitting or heads:
            shown = (
                p.number,
                "户主" if p.relation is Relation.head else f"{p.head}的{word(p.relation)}",
                mask_id(p.id_number),
                mask_phone(p.phone),
                p.head_employer,
                mask_address(p.address),
            )
            found.append(
                Hit(
                    kind=Found.person,
                    title=p.name,
                    detail="　".join(x for x in shown if x),
                    page="households",
                    item=household_id
                    if p.relation is Relation.head
                    else ("member", (household_id, p.ordinal)),
                )
            )
    return found


def _spelled(person: finding.Person) -> list[str]:
    return spellings(Member(ordinal=1, name=person.name, reading=person.reading)) if person.reading else []


def _units_and_staff(session: Session, search: str) -> list[Hit]:
    by_id = {u.id: u for u in units.everything(session) if u.id is not None}
    found = [
        Hit(
            kind=Found.unit,
            title=unit.name,
            detail="　".join(
                x for x in (full_name(unit, by_id), unit.short_name, word(unit.kind), unit.code) if x
            ),
            page="households",
            item=("unit", unit_id),
        )
        for unit_id, unit in by_id.items()
        if answers(unit.name, search, unit.code) or answers(unit.short_name, search)
    ]
    for one in staff.everybody(session):
        if answers(one.name, search, one.id_number, one.phone, one.post):
            unit = by_id.get(one.unit_id or 0)
            gone = f"{day_words(one.left_on)}离岗" if one.left_on else ""
            shown = (one.post, unit.name if unit else "", mask_phone(one.phone), gone)
            found.append(
                Hit(
                    kind=Found.staff,
                    title=one.name,
                    detail="　".join(x for x in shown if x),
                    page="units",
                    item=("staff", one.id),
                )
            )
    return found


def _cases(session: Session, search: str) -> list[Hit]:
    found = [
        Hit(
            kind=Found.application,
            title=f"{line.applicant}　{line.number}",
            detail=f"{line.scheme_title}　{state_word(line)}",
            page="applications",
            item=line.id,
        )
        for line in cases.browse(session, ApplicationQuery(search=search), 0, EACH)
    ]
    found += [
        Hit(kind=Found.notice, title=f"公示 {number}", detail=place, page="notices", item=notice_id)
        for notice_id, number, place in finding.notices(session, search, EACH)
    ]
    found += [
        Hit(kind=Found.batch, title=title, detail=f"发放 {number}", page="payouts", item=batch_id)
        for batch_id, number, title in finding.batches(session, search, EACH)
    ]
    return found
