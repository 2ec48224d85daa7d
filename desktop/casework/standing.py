"""Dynamic management (动态管理): a file moves from one state to the next by its own verbs, with day and reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from desktop.casework.deeds import deed
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import Page
from desktop.domain.standing import CLOSED, MOVES, NEXT, FileState, StandingEntry, StandingLine
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.store import households, retention, standing
from desktop.store.database import Session


class StandingError(OfficeError):
    """A file that cannot come to stand there."""


@dataclass(frozen=True, kw_only=True)
class Unmoved:
    """A file that stayed where it was, and why."""

    household_id: int
    said: str


def change_standing(office: Office, household_id: int, entry: StandingEntry) -> Household:
    """Moves one file to another state and gives it back. Raises StandingError where that may not follow."""
    with deed(office, Act.change_standing, entry.because) as session:
        retention.expect_active(session, [household_id])
        return _changed(office, session, household_id, _tidied(office, entry))


def change_many(
    office: Office,
    household_ids: Iterable[int],
    entry: StandingEntry,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[int, tuple[Unmoved, ...]]:
    """Moves all files that may come to stand there, in one transaction: how many, and which did not and why.

    Raises StandingError where it was cancelled: then none was moved.
    """
    tidied = _tidied(office, entry)
    ids = list(dict.fromkeys(household_ids))
    moved, left = 0, list[Unmoved]()
    with deed(office, Act.change_standing, entry.because) as session:
        for number, household_id in enumerate(ids):
            if cancelled is not None and cancelled():
                raise StandingError("已停下，一户也没有变更。")
            if progress is not None:
                progress(number, len(ids))
            try:
                retention.expect_active(session, [household_id])
                _changed(office, session, household_id, tidied)
            except OfficeError as error:
                left.append(Unmoved(household_id=household_id, said=error.said))
            else:
                moved += 1
        if progress is not None:
            progress(len(ids), len(ids))
    return moved, tuple(left)


def moved(office: Office, session: Session, household: Household, entry: StandingEntry) -> Household:
    """The file in its new state, with the change kept; the caller puts it. Raises StandingError as change_standing does."""
    return _moved(session, household, _tidied(office, entry))


def standing_of(office: Office, household_id: int) -> tuple[StandingEntry, ...]:
    """How a file came to stand where it stands, the earliest change first."""
    with office.store.read() as session:
        return tuple(standing.of_household(session, household_id))


def standing_counts(office: Office) -> dict[FileState, int]:
    """How many files stand where, those put away left out."""
    with office.store.read() as session:
        return standing.counts(session)


def files(office: Office, states: Collection[FileState], offset: int, limit: int) -> Page[StandingLine]:
    """One page of the files that stand there, by number, with the length of the whole."""
    with office.store.read() as session:
        return standing.files(session, states, offset, limit)


def ids_of(office: Office, states: Collection[FileState]) -> tuple[int, ...]:
    """All files that stand there, by number."""
    with office.store.read() as session:
        return tuple(standing.ids_of(session, states))


def called(office: Office, household_ids: Collection[int]) -> dict[int, str]:
    """Number and name of these files, for a list of those that stayed."""
    with office.store.read() as session:
        return standing.names_of(session, household_ids)


def _tidied(office: Office, entry: StandingEntry) -> StandingEntry:
    because, other = entry.because.strip(), entry.other_unit.strip()
    if not because:
        raise StandingError("请写明原因：档案状态的每次变化都要说得出理由。")
    if entry.since > office.today():
        raise StandingError(f"日期{day_words(entry.since)}还没有到，请照实填写。")
    if entry.state is FileState.moved_out and not other:
        raise StandingError("请写明转到哪个单位。")
    if entry.state is FileState.fading:
        if entry.fade_until is None:
            raise StandingError("请填写渐退到哪一天：到期后程序会提醒办理脱困。")
        if entry.fade_until <= entry.since:
            raise StandingError("渐退的截止日期应在开始日期之后。")
    until = entry.fade_until if entry.state is FileState.fading else None
    if entry.state not in MOVES:
        other = ""
    return replace(
        entry, because=because, other_unit=other, fade_until=until, by=entry.by.strip() or office.user.name
    )


def _changed(office: Office, session: Session, household_id: int, entry: StandingEntry) -> Household:
    household = households.get(session, household_id)
    return households.put(session, _moved(session, household, entry), office.today())


def _moved(session: Session, household: Household, entry: StandingEntry) -> Household:
    here = household.state
    # That it came from another unit is kept, though the file stands as before.
    came = here is FileState.on_file and bool(entry.other_unit)
    if entry.state is here and not came:
        more = "从别的单位转来的，请填「转入自」。" if here is FileState.on_file else ""
        raise StandingError(f"{household.head.name} 的档案已经是「{word(here)}」，不用再改。{more}")
    if entry.state is not here and entry.state not in NEXT[here]:
        may = "、".join(word(s) for s in FileState if s in NEXT[here])
        raise StandingError(
            f"{household.head.name} 的档案现在是「{word(here)}」，不能直接改为「{word(entry.state)}」，"
            f"可以改为：{may}。"
        )
    if household.state_since is not None and entry.since < household.state_since:
        raise StandingError(
            f"{household.head.name} 的档案自{day_words(household.state_since)}起为「{word(here)}」，"
            "新的日期不能更早。"
        )
    if entry.state in CLOSED:
        unfinished = retention.obstacles(session, household.id or 0)
        if unfinished:
            raise StandingError(
                f"{household.head.name} 还有事没有办完：{'；'.join(unfinished)}。请先办结，再改为「{word(entry.state)}」。"
            )
    standing.put(session, household, entry)
    return replace(household, state=entry.state, state_since=entry.since)
