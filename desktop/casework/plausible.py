"""Plausibility at work (合理性核查): one file or all of them looked through; what somebody let stand is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.casework.deeds import deed, may
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.measures import MEASURES
from desktop.domain.plausible import Finding, doubts
from desktop.domain.trail import Act
from desktop.store import doubts as store
from desktop.store import households, ignored, measures, trail
from desktop.store.database import Session

FEW = 200
"""So many changed files are looked at again when the last result is shown; with more, all are to be looked through."""
PIECE = 500
"""Files read at once; between two pieces whoever waits is told how far it is."""


class FindingError(OfficeError):
    """A finding that cannot be let stand as asked."""


@dataclass(frozen=True, kw_only=True)
class LastLook:
    """What the last looking through found, as it stands today."""

    on: date
    by: str
    findings: tuple[Finding, ...]
    changed: bool
    """So much was changed since that the files should be looked through again."""


def look_through(
    office: Office, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> tuple[Finding, ...]:
    """Everything that does not go together in the files that are open, by rule and number; also what was let stand.

    What was found is kept until the next time. Raises FindingError where it was cancelled.
    """
    found: list[Finding] = []
    after, made = 0, 0
    with office.store.read() as session:
        own, total, seq = measures.own(session), ignored.count_open(session), trail.head(session).seq
    while True:
        if cancelled is not None and cancelled():
            raise FindingError("核查已停下，没有结果。")
        with office.store.read() as session:
            ids = ignored.open_ids(session, after, PIECE)
            found += _found(office, session, households.get_many(session, ids), own)
        if not ids:
            break
        after, made = ids[-1], made + len(ids)
        if progress is not None:
            progress(min(made, total), total)
    order = {rule: n for n, rule in enumerate(dict.fromkeys(f.doubt.rule for f in found))}
    listed = tuple(sorted(found, key=lambda f: (order[f.doubt.rule], f.number, f.doubt.whose)))
    if may(office, Act.look_through):
        run = store.Run(on=office.today(), by=office.user.name, files=made, seq=seq)
        with deed(office, Act.look_through) as session:
            there = set(ignored.open_among(session, sorted({f.household_id for f in listed})))
            store.keep(session, run, [f for f in listed if f.household_id in there])
    return listed


def last_look(office: Office) -> LastLook | None:
    """What was found last, with the files that were changed since looked at again; None where nobody looked yet."""
    with office.store.read() as session:
        run = store.last(session)
        if run is None:
            return None
        found = store.kept(session)
        changed = store.changed_since(session, run.seq, FEW + 1)
        many = len(changed) > FEW
        if changed and not many:
            again = households.get_many(session, ignored.open_among(session, changed))
            found = [f for f in found if f.household_id not in set(changed)]
            found += _found(office, session, again, measures.own(session))
    return LastLook(on=run.on, by=run.by, findings=tuple(found), changed=many)


def doubts_of(office: Office, household_id: int) -> tuple[Finding, ...]:
    """What does not go together in one file, also what was let stand."""
    with office.store.read() as session:
        household = households.get(session, household_id)
        return tuple(_found(office, session, [household], measures.own(session)))


def ignore(office: Office, findings: Sequence[Finding], because: str) -> None:
    """Lets findings stand until their figures change (已核，忽略). Raises FindingError without a reason."""
    because = because.strip()
    if not because:
        raise FindingError("请写明核实的情况，例如「已看户口簿，出生日期无误」。以后再查时要看得到理由。")
    with deed(office, Act.ignore_finding, because) as session:
        for f in findings:
            ignored.put(
                session, f.household_id, _about(f), f.doubt, because, office.user.name, office.today()
            )


def look_again(office: Office, findings: Sequence[Finding]) -> None:
    """Takes back that findings may stand: they are told again."""
    with deed(office, Act.ignore_finding, "取消忽略") as session:
        kept = [ignored.drop(session, f.household_id, _about(f), f.doubt) for f in findings]
        if not any(kept):
            raise FindingError("这一条没有忽略过，不用取消。")


def limits(office: Office) -> dict[str, Decimal]:
    """What this office measures by: every figure by name, its own where it set one."""
    with office.store.read() as session:
        own = measures.own(session)
    return {name: own.get(name, m.usual) for name, m in MEASURES.items()}


def record_limits(office: Office, values: Mapping[str, Decimal]) -> None:
    """Keeps what this office measures by; what is as usual is not kept apart. Raises FindingError out of bounds."""
    for name, value in values.items():
        m = MEASURES[name]
        if not m.least <= value <= m.most:
            raise FindingError(
                f"「{m.label}」应在 {m.least.normalize():f} 至 {m.most.normalize():f} {m.unit}之间，"
                f"填的是 {value.normalize():f}。"
            )
    with deed(office, Act.record_measures) as session:
        measures.put(session, {n: v for n, v in values.items() if v != MEASURES[n].usual})


def _found(
    office: Office, session: Session, some: Sequence[Household], own: Mapping[str, Decimal]
) -> list[Finding]:
    today = office.today()
    told = [(h, d) for h in some for d in doubts(h, today, own)]
    stands = ignored.of_households(session, list({h.id or 0 for h, _ in told})) if told else {}
    return [
        Finding(
            household_id=h.id or 0,
            number=h.number,
            name=h.head.name,
            doubt=d,
            ignored=stands.get(ignored.key(h.id or 0, d)),
        )
        for h, d in told
    ]


def _about(finding: Finding) -> str:
    return f"{finding.number} {finding.name}"
