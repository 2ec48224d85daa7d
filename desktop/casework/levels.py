"""Which of a scheme's levels this office is (审批级别), and how a decision of another level is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.approvable import Ruling
from desktop.domain.authority import DISCUSSED, Reply, levels_of
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.trail import Act
from desktop.store import settings
from desktop.store.database import Session


class OwnLevelError(OfficeError):
    """Nobody has said yet which of the scheme's levels this office is."""


class HigherLevelError(OfficeError):
    """Another level must decide, and its paper is not there."""


@dataclass(frozen=True, kw_only=True)
class Levels:
    """The levels a scheme names, from the lowest up, and which of them this office is."""

    names: tuple[str, ...] = ()
    own: tuple[str, ...] | None = None
    """None where nobody has said yet."""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """At which level a case was decided, under what number, and on which day."""

    at: str = ""
    reference: str = ""
    on: date | None = None
    words: str = ""
    """The other level's decision in words; empty where this office decided."""


def levels(office: Office, scheme_id: str) -> Levels:
    """The levels of a scheme, and which of them this office is. Raises OfficeError where there is no such scheme."""
    with office.store.read() as session:
        return levels_in(session, office.library.scheme(scheme_id))


def levels_in(session: Session, scheme: Scheme) -> Levels:
    """The levels of an edition, and which of them this office is."""
    return Levels(names=levels_of(scheme.conduct.authority), own=settings.own_levels(session, scheme.id))


def record_own_levels(office: Office, scheme_id: str, own: Sequence[str]) -> None:
    """Keeps which levels of the scheme this office is; nothing chosen: it only hands on. Raises OfficeError."""
    known = levels_of(office.library.scheme(scheme_id).conduct.authority)
    strange = [name for name in own if name not in known]
    if strange:
        raise OfficeError(f"方案里没有「{strange[0]}」这一级。请从方案写明的级别里选。")
    with deed(office, Act.record_parameter) as session:
        settings.put_own_levels(session, scheme_id, own)


def expect_level(
    session: Session, scheme: Scheme, case: Application, ruling: Ruling, reply: Reply | None, today: date
) -> Decided:
    """Where the decision falls. Raises OwnLevelError, HigherLevelError where this office may not take it alone."""
    known = levels_in(session, scheme)
    if not ruling.who:
        if open_sum := unsettled(known, ruling):
            raise OfficeError(open_sum)
        return Decided()
    told = _told(case, ruling.who, reply, today) if reply is not None and reply.number.strip() else None
    if ruling.who == DISCUSSED:
        return told or Decided(at=ruling.who)
    if known.own is None and told is None:
        names = "、".join(f"「{name}」" for name in known.names)
        raise OwnLevelError(
            f"还没有说明本单位是哪一级审批机关（方案里有{names}）。请在批准时选定，或在「方案」页填写。"
        )
    if ruling.who in (known.own or ()):
        return Decided(at=ruling.who)
    if told is None:
        raise HigherLevelError(
            f"{ruling.because}，本单位不能自行批准。请报{ruling.who}审批，收到批复后填写批复文号和日期再登记。"
        )
    return told


def unsettled(known: Levels, ruling: Ruling) -> str:
    """Why nobody can say yet which level decides; nothing where that is known or does not matter."""
    if ruling.who or not known.names or not ruling.because:
        return ""
    return f"{ruling.because}。请先确定数额；给实物的，请写明合计价值。"


def _told(case: Application, who: str, reply: Reply, today: date) -> Decided:
    number = reply.number.strip()
    before = max((s.done_on for s in case.steps if s.done_on is not None), default=case.applied_on)
    if reply.on > today:
        raise OfficeError(f"批复日期{day_words(reply.on)}还没有到。请改正日期。")
    if reply.on < before:
        raise OfficeError(f"批复日期{day_words(reply.on)}早于上一步办完的{day_words(before)}。请改正日期。")
    return Decided(
        at=who, reference=number, on=reply.on, words=f"{who}批复 {number}（{day_words(reply.on)}）"
    )
