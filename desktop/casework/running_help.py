"""Help that still runs (在享待遇) of households whose file is looked at, or is about to be closed."""

from __future__ import annotations

from collections.abc import Collection

from desktop.casework.office import Office
from desktop.domain.benefit import Benefit, BenefitState
from desktop.domain.days import day_words
from desktop.domain.money import figures
from desktop.store import benefits
from desktop.store.database import Session

NAMED = 3


def running(office: Office, household_ids: Collection[int]) -> tuple[Benefit, ...]:
    """What these households still get, by household."""
    wanted = set(household_ids)
    with office.store.read() as session:
        if len(wanted) == 1:
            return _of_one(session, *wanted)
        return tuple(b for b in benefits.going_on(session) if b.household_id in wanted)


def told(session: Session, household_id: int) -> str:
    """What one household gets, in a line; nothing where it gets nothing that goes on."""
    return "；".join(_line(b) for b in _of_one(session, household_id))


def before_closing(office: Office, household_ids: Collection[int]) -> str:
    """What whoever closes these files has to know: the help does not end by itself. Nothing where none runs."""
    found = running(office, household_ids)
    if not found:
        return ""
    named = "、".join(f"{b.receiver}（{b.scheme_title}）" for b in found[:NAMED])
    more = f" 等 {len(found):,} 项" if len(found) > NAMED else ""
    return (
        f"还有在享待遇：{named}{more}。改为脱困、注销、退档、转出，待遇不会自动停，"
        "请到「在享待遇」复核或者办理终止。"
    )


def _of_one(session: Session, household_id: int) -> tuple[Benefit, ...]:
    return tuple(b for b in benefits.of_household(session, household_id) if b.state is not BenefitState.ended)


def _line(benefit: Benefit) -> str:
    amount = f"，每月 {figures(benefit.amount)} 元" if benefit.amount and benefit.per else ""
    fading = (
        f"，渐退到{day_words(benefit.fading_until)}"
        if benefit.state is BenefitState.fading and benefit.fading_until
        else ""
    )
    return f"{benefit.receiver}：{benefit.scheme_title}{amount}{fading}"
