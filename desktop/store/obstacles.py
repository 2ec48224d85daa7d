"""What stands in the way of taking a step of the history back, archive by archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from desktop.domain.days import day_words
from desktop.domain.history import Obstacle, Step
from desktop.domain.trail import Act
from desktop.domain.trail_words import act_word
from desktop.store import belonging, companions, history_reading, households, units_along
from desktop.store.database import Session
from desktop.store.logbook import OWNED
from desktop.store.pieces import pieces
from desktop.store.rows.archives import AttachmentRow, ConsentRow, ReviewRow
from desktop.store.rows.benefits import BenefitRow
from desktop.store.rows.cases import ApplicationRow, AssessmentRow
from desktop.store.rows.history import HistoryPartRow, HistoryStepRow
from desktop.store.rows.households import HouseholdRow
from desktop.store.rows.payouts import PayoutLineRow
from desktop.store.rows.trail import TrailRow
from desktop.store.rows.units import UnitRow
from desktop.store.rows.visits import VisitRow

_LOOKING = [str(act) for act in (Act.print_paper, Act.export, Act.reveal, Act.view_attachment)]
"""Whoever only looked at an archive did not work on it."""
_HANGING: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (ApplicationRow, lambda r: f"已提出申请 {r.number}{'，并已公示' if r.notice_id else ''}"),
    (PayoutLineRow, lambda r: f"已有发放签收 {r.receipt_number}"),
    (VisitRow, lambda r: f"已安排{day_words(r.day)}走访"),
    (ConsentRow, lambda r: f"已登记{day_words(r.given_on)}的告知同意"),
    (AttachmentRow, lambda r: f"已添加附件「{r.shown_name}」"),
    (BenefitRow, lambda r: f"正在享受「{r.scheme_title}」"),
    (ReviewRow, lambda r: f"已做 {r.year} 年度复审"),
    (AssessmentRow, lambda r: f"已于{day_words(r.on)}作过经济状况核对"),
)
"""What can hang on an archive, in the order in which it is told, and its words."""


@dataclass(frozen=True)
class Part:
    """One archive of a step that was not put back yet."""

    household_id: int
    version: int
    opened: bool
    moved: bool = False
    """The step only moved it to another unit or class."""

    @property
    def gone(self) -> bool:
        """The step took it away."""
        return self.version == 0


def parts(session: Session, step_id: int) -> list[Part]:
    """The archives of a step that can still be put back, in the order of their ids."""
    own = HistoryPartRow
    moved = func.substr(own.before, 1, 1) == belonging.MARK
    rows = session.execute(
        select(own.household_id, own.version, own.before.is_(None), moved)
        .where(HistoryPartRow.step_id == step_id, HistoryPartRow.undone.is_(False))
        .order_by(HistoryPartRow.household_id)
    )
    return [Part(i, version, bool(opened), bool(moved)) for i, version, opened, moved in rows]


def whole(session: Session, step: Step) -> bool:
    """Whether the step goes together or not at all: a merge, and the taking back of one."""
    return root(session, step).act == Act.merge_households


def obstacles(session: Session, step: Step, among: Sequence[Part]) -> list[Obstacle]:
    """Why archives of the step cannot be put back: one reason for each, or one for the whole step."""
    if stuck := units_along.trouble(session, step):
        return [Obstacle(household_id=0, called=f"「{stuck[0]}」", because=stuck[1], whole=True)]
    found: dict[int, str] = {}
    merge = whole(session, step)
    rows = _rows(session, [p.household_id for p in among])
    found.update(_missing(among, rows, merge))
    found.update(_later(session, step.id, _left(among, found)))
    found.update(_versions(session, _left(among, found), rows))
    found.update(_hanging(session, [p for p in _left(among, found) if p.opened]))
    changed = [p for p in _left(among, found) if not p.opened]
    # What was done since with an archive that only moved says nothing against its going back.
    found.update(_worked_on(session, step, [p for p in changed if not p.gone and not p.moved]))
    if not merge:
        found.update(_clashes(session, step, [p for p in changed if p.household_id not in found], rows))
    if merge and not found and among:
        found.update(_unmergeable(session, step, among))
    named = calls(session, step, list(found))
    return [
        Obstacle(household_id=p.household_id, called=named.get(p.household_id, "已不在的档案"), because=said)
        for p in among
        if (said := found.get(p.household_id))
    ]


def calls(session: Session, step: Step, ids: Sequence[int]) -> dict[int, str]:
    """Number and name of archives the step touched, those that are gone too."""
    found = {i: f"{r.number} {r.name}" for i, r in _rows(session, ids).items()}
    if missing := [i for i in ids if i not in found]:
        befores = history_reading.befores(session, step.id, missing)
        found.update((i, households.called(b)) for i, b in befores.items() if b is not None)
    return found


def _left(among: Sequence[Part], found: Mapping[int, str]) -> list[Part]:
    return [p for p in among if p.household_id not in found]


def root(session: Session, step: Step) -> Step:
    """What a chain of taking back and taking back again began with."""
    while step.undoes is not None and (before := history_reading.step(session, step.undoes)) is not None:
        step = before
    return step


def _rows(session: Session, ids: Sequence[int]) -> dict[int, HouseholdRow]:
    found: dict[int, HouseholdRow] = {}
    for some in pieces(ids):
        found.update(
            (r.id, r) for r in session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(some)))
        )
    return found


def _missing(left: Sequence[Part], rows: Mapping[int, HouseholdRow], merge: bool) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in left:
        row = rows.get(part.household_id)
        if part.gone:
            if row is not None:
                found[part.household_id] = "这份档案已经在档"
        elif row is None:
            found[part.household_id] = "这份档案已经不在了"
        elif part.moved:
            continue  # also what was put away belongs to some unit
        elif row.destroyed_on is not None:
            found[part.household_id] = f"已于{day_words(row.destroyed_on)}销毁"
        elif row.sealed_on is not None and not (merge and row.merged_into is not None):
            found[part.household_id] = f"已于{day_words(row.sealed_on)}撤档封存，请先恢复在档"
    return found


def _later(session: Session, step_id: int, left: Sequence[Part]) -> dict[int, str]:
    """The last thing that was done to the archive since and still stands."""
    found: dict[int, str] = {}
    for some in pieces([p.household_id for p in left]):
        rows = session.execute(
            select(HistoryPartRow.household_id, HistoryPartRow.undone, HistoryStepRow)
            .join(HistoryStepRow, HistoryStepRow.id == HistoryPartRow.step_id)
            .where(HistoryPartRow.household_id.in_(some), HistoryPartRow.step_id > step_id)
            .order_by(HistoryPartRow.step_id)
        )
        for household_id, undone, row in rows:
            # A taking back and what it took back cancel each other, when both came later.
            if not undone and (row.undoes is None or row.undoes < step_id):
                about = row.about if row.act == Act.take_back else f"{act_word(row.act)} {row.about}"
                found[household_id] = f"{row.at[:10]} 由 {row.user} 又改过（{about}），请先撤销那一步"
    return found


def _versions(session: Session, left: Sequence[Part], rows: Mapping[int, HouseholdRow]) -> dict[int, str]:
    """Archives that somehow changed without the history: then nobody knows what would be lost."""
    found: dict[int, str] = {}
    for some in pieces([p.household_id for p in left if not p.gone]):
        last = (
            select(HistoryPartRow.household_id, func.max(HistoryPartRow.step_id).label("step_id"))
            .where(HistoryPartRow.household_id.in_(some))
            .group_by(HistoryPartRow.household_id)
            .subquery()
        )
        versions = session.execute(
            select(HistoryPartRow.household_id, HistoryPartRow.version).join(
                last,
                (last.c.household_id == HistoryPartRow.household_id)
                & (last.c.step_id == HistoryPartRow.step_id),
            )
        )
        for household_id, version in versions:
            if rows[household_id].version != version:
                found[household_id] = "后来又改过"
    return found


def _hanging(session: Session, left: Sequence[Part]) -> dict[int, str]:
    """What was done with archives the step opened."""
    found: dict[int, str] = {}
    for some in pieces([p.household_id for p in left]):
        for kind, words in _HANGING:
            for row in session.scalars(select(kind).where(kind.household_id.in_(some))):
                found.setdefault(row.household_id, words(row))
    return found


def _worked_on(session: Session, step: Step, left: Sequence[Part]) -> dict[int, str]:
    """What was done since with archives the step changed, as the log tells it."""
    row = session.get(HistoryStepRow, step.id)
    assert row is not None
    if not session.scalar(select(TrailRow.seq).where(TrailRow.seq > row.last_entry).limit(1)):
        return {}
    found: dict[int, str] = {}
    for part in left:
        owned = (
            (TrailRow.subject == subject)
            & TrailRow.subject_id.in_(select(kind.id).where(kind.household_id == part.household_id))
            for subject, kind in OWNED.items()
        )
        batches = select(PayoutLineRow.batch_id).where(PayoutLineRow.household_id == part.household_id)
        paid = (TrailRow.subject == "batch") & TrailRow.subject_id.in_(batches)
        entry = session.scalars(
            select(TrailRow)
            .where(TrailRow.seq > row.last_entry, TrailRow.act.not_in(_LOOKING), or_(paid, *owned))
            .order_by(TrailRow.seq)
            .limit(1)
        ).first()
        if entry is not None:
            found[part.household_id] = (
                f"{entry.at[:10]} 由 {entry.user_name} 办理了「{act_word(entry.act)}」（{entry.about}）"
            )
    return found


def _clashes(
    session: Session, step: Step, left: Sequence[Part], rows: Mapping[int, HouseholdRow]
) -> dict[int, str]:
    """Numbers that another archive bears by now, and units that are gone."""
    found: dict[int, str] = {}
    befores = {
        i: b
        for i, b in history_reading.befores(session, step.id, [p.household_id for p in left]).items()
        if b
    }
    changed = {
        i: b
        for i, b in befores.items()
        if i not in rows or (b.number, b.head.id_number) != (rows[i].number, rows[i].id_number)
    }
    for i, before in changed.items():
        now = rows.get(i)
        renumbered = now is None or now.number != before.number
        if renumbered and households.taken_numbers(session, [before.number]):
            found[i] = f"编号 {before.number} 已被别的档案使用"
        if before.head.id_number and (now is None or now.id_number != before.head.id_number):
            for other in households.on_file(session, [before.head.id_number], besides=i).values():
                found[i] = f"原来的身份证号现在是档案 {other} 的"
    wanted = {i: frozenset(b.unit_ids) for i, b in befores.items()}
    moved = [p.household_id for p in left if p.moved]
    wanted.update((i, b.units) for i, b in history_reading.belongings(session, step.id, moved).items())
    units = frozenset[int]().union(*wanted.values())
    known = set(session.scalars(select(UnitRow.id).where(UnitRow.id.in_(units)))) if units else set[int]()
    known.update(units_along.coming_back(session, step))
    for i, named in wanted.items():
        if not known.issuperset(named):
            found[i] = "原来的单位或班级已不在单位名录里"
    return found


def _unmergeable(session: Session, step: Step, among: Sequence[Part]) -> dict[int, str]:
    row = session.get(HistoryStepRow, step.id)
    assert row is not None
    if len(among) < 2 or not row.companions:
        return {among[0].household_id: "另一份档案已经销毁"}
    for companion in companions.read(row.companions):
        if not companions.stands(session, companion):
            return {among[0].household_id: "移过来的申请、走访等记录后来又变动过"}
    return {}
