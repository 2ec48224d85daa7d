"""How safe the data are now (安全状况): looked up for the page of backups, the home page and the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.casework import safekeeping
from desktop.casework.deeds import NotAllowedError, expect_allowed
from desktop.casework.office import Office
from desktop.domain.accounts import EVERY_ROLE, User
from desktop.domain.backup import Backup, Restored, SalvageReport
from desktop.domain.safety import Safety, Second
from desktop.domain.trail import Act
from desktop.store import backup_plan, backups, health, second_place, settings
from desktop.store.errors import DamagedDatabaseError

__all__ = ["DamagedDatabaseError", "Mended", "Turn", "backups_folder", "safety", "why_not"]


@dataclass(frozen=True)
class Mended:
    """What was put in place of the data file while nobody had it open."""

    restored: Restored | None = None
    salvaged: SalvageReport | None = None


@dataclass(frozen=True)
class Turn:
    """That the data file was exchanged: to be written into its log as soon as it is open."""

    by: User | None
    """Who wished it; where the file was damaged nobody could be asked for roles, and it is whoever comes in."""
    mended: Mended
    reason: str

    def note(self, office: Office) -> None:
        """Writes it into the log of the office just opened."""
        name = (self.by or office.user).name
        doing = replace(office, user=User(name=name, roles=EVERY_ROLE))
        if self.mended.restored is not None:
            safekeeping.record_restore(doing, self.mended.restored, self.reason)
        if self.mended.salvaged is not None:
            safekeeping.record_salvage(doing, self.mended.salvaged, self.reason)


def safety(office: Office) -> Safety:
    """Everything there is to know of backups, here and at the second place."""
    with office.store.read() as session:
        drilled = backup_plan.last_drill(session)
        label = settings.bureau(session).name
    plan = safekeeping.plan(office)
    second, newest = _second(plan.second_place, label)
    return Safety(
        today=office.today(),
        backups=safekeeping.backups_of(office),
        plan=plan,
        second=second,
        second_newest=newest,
        drilled_on=drilled,
        drill_due=safekeeping.drill_due(office),
        check_due=safekeeping.full_check_due(office),
        engine_said=health.engine_said(),
    )


def backups_folder(office: Office) -> Path:
    """Where the backups lie on this PC."""
    return backups.root_of(office.folder)


def why_not(office: Office, act: Act) -> str:
    """Why the user may not do that, and who could; nothing where it is allowed."""
    if office.store.read_only:
        return "现在是只读查看，这里的按钮不能用。请先点窗口上方的「请求编辑」。"
    try:
        expect_allowed(office, act)
    except NotAllowedError as error:
        return error.said
    return ""


def _second(place: str, label: str) -> tuple[Second, Backup | None]:
    if not place:
        return Second.none, None
    if not Path(place).is_dir():
        return Second.missing, None
    return Second.there, backups.newest_good(second_place.root_in(Path(place), label))
