"""Keeping the office's data safe (数据安全): backups, rehearsals, restores, checks and salvage.

The verbs that take an `office` work on an open one. Those that take a `folder` work where none is open, because its
data file is damaged or about to be replaced; the caller holds the folder's lock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop.casework.deeds import deed, expect_allowed, record
from desktop.casework.office import Office
from desktop.domain.backup import (
    DRILL_DAYS,
    WHY_WORDS,
    Backup,
    BackupPlan,
    DamageReport,
    Health,
    Made,
    Rehearsal,
    Restored,
    SalvageReport,
    Why,
    is_mass_change,
    overdue,
)
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.store import (
    attachments_kept,
    backup_plan,
    backups,
    ballast,
    health,
    rehearsing,
    restoring,
    salvage,
    second_place,
    trail,
)
from desktop.store import settings as kept_settings
from desktop.store.backup_files import DATABASE
from desktop.store.errors import FullDiskError, ReadOnlyError, StoreError
from desktop.store.household_list import count

_SILENT = frozenset({Act.sign_in, Act.back_up, Act.verify_trail, Act.replay})
"""Entries that alone are no reason for another backup."""
_LOOKED_AT = 500
SHORTEST_PASSWORD = 8
INDEX_ON_CLOSING = 20_000
"""With more households than this the index takes too long for closing time: it is written by hand only."""


def plan(office: Office) -> BackupPlan:
    """What the office wants of its backups."""
    with office.store.read() as session:
        return backup_plan.get(session)


def record_plan(office: Office, value: BackupPlan) -> None:
    """Keeps the plan. Raises OfficeError where the second place or the password will not do."""
    if value.second_place:
        place = Path(value.second_place)
        if place.resolve().is_relative_to(office.folder.resolve()):
            raise OfficeError(
                f"第二备份位置不能在办公室自己的文件夹里（{place}）。请选 U 盘或另一块硬盘上的文件夹。"
            )
        if not place.is_dir():
            raise OfficeError(f"找不到文件夹 {place}。请先插好 U 盘，再选里面的文件夹。")
    if value.copy_password and len(value.copy_password) < SHORTEST_PASSWORD:
        raise OfficeError(
            f"档案索引的密码至少要 {SHORTEST_PASSWORD} 位，里面是身份证号和电话，请不要用简单的数字。"
        )
    with deed(office, Act.plan_backups) as session:
        backup_plan.put(session, value)


def backups_of(office: Office) -> tuple[Backup, ...]:
    """All backups on this PC, the newest first; those with a `trouble` must not be offered."""
    return backups.listing(backups.root_of(office.folder))


def back_up(office: Office, why: Why = Why.by_hand) -> Made:
    """Makes a verified backup now, thins the old ones and copies it to the second place.

    What goes wrong after the backup is made comes back as sentences. Raises StoreError where none could be made.
    """
    if office.store.read_only:
        raise ReadOnlyError(office.store.path)
    _expect_file(office)
    expect_allowed(office, Act.back_up)
    wanted = plan(office)
    label = _label(office)
    second = [second_place.root_in(Path(wanted.second_place), label)] if wanted.second_place else []
    said: list[str] = []
    try:
        made = backups.make(
            office.folder,
            office.key,
            why=why,
            at=office.now(),
            app_version=app_version(),
            also=second,
            beside=_index_writer(office, wanted, why, said),
        )
    except FullDiskError as error:
        if ballast.release(office.folder):
            raise FullDiskError(office.store.path, room_made=True) from error
        raise
    record(office, Act.back_up, made.name, WHY_WORDS[why], subject="backup")
    if not made.good:
        return Made(made, (f"刚做的备份{made.trouble}请马上到「安全」→「备份与恢复」做一次完整体检。", *said))
    if made.log_said:
        said.append(f"操作记录核对时发现：{made.log_said[0]}请到「操作记录」页面核验。")
    backups.thin(backups.root_of(office.folder), attachments_kept.names_in(office.folder))
    if wanted.second_place:
        try:
            second_place.copy_to(made, Path(wanted.second_place), label)
        except OfficeError as error:
            said.append(error.said)
    return Made(made, tuple(said))


def back_up_on_closing(office: Office) -> Made | None:
    """The backup on closing; None where nothing happened since the last one, or the office is only looked at."""
    if office.store.read_only or not office.store.is_file or not changed_since_backup(office):
        return None
    return back_up(office, Why.closing)


def back_up_before(office: Office, why: Why, records: int = 0) -> Made | None:
    """The backup before an import or a change of so many records; None where it is small, or one just like it exists."""
    if not office.store.is_file or (
        why is Why.mass_change and not is_mass_change(records, _households(office))
    ):
        return None
    if not changed_since_backup(office):
        return None
    return back_up(office, why)


def changed_since_backup(office: Office) -> bool:
    """Whether the log tells of anything that the newest good backup has not."""
    newest = backups.newest_good(backups.root_of(office.folder))
    with office.store.read() as session:
        last = trail.head(session)
        if newest is None or newest.head is None:
            return last.seq > 0
        since = last.seq - newest.head.seq
        if since == 0:
            return last != newest.head
        if not 0 < since <= _LOOKED_AT:
            return True
        entries = trail.entries(session, limit=since)
    return any(entry.act not in _SILENT for entry in entries)


def rehearse(office: Office, backup: Backup) -> Rehearsal:
    """Restores the backup into a private folder, checks and counts it, and notes the drill in the log."""
    _expect_file(office)
    expect_allowed(office, Act.drill)
    counts, head = backups.counted(office.store.path, office.key)
    found = rehearsing.rehearse(backup, office.key, counts, head)
    if not office.store.read_only:
        about = f"{backup.name}：{'成功' if found.works else '失败'}"
        with deed(office, Act.drill, found.said) as session:
            if found.works:
                backup_plan.put_drill(session, office.today(), about)
            else:
                trail.note(session, "backup", None, about)
    return found


def drill_due(office: Office) -> str:
    """A sentence where a rehearsal is due, empty where not."""
    if not office.store.is_file:
        return ""
    with office.store.read() as session:
        last = backup_plan.last_drill(session)
    if not overdue(last, office.today(), DRILL_DAYS):
        return ""
    if last is None:
        return "还没有演练过恢复。请到「安全」→「备份与恢复」选一份备份按「演练」，确认出事时真能用。"
    return (
        f"上次恢复演练是{day_words(last)}，已超过 {DRILL_DAYS} 天。请到「安全」→「备份与恢复」再演练一次。"
        if last <= office.today()
        else "这台电脑的日期倒退过，请核对日期，并到「安全」→「备份与恢复」演练一次恢复。"
    )


def anchors(office: Office) -> tuple[tuple[str, int, str], ...]:
    """Where the log ended in each backup, to hold the log against: (where, number, code)."""
    return backups.anchors(backups.root_of(office.folder))


def full_check(office: Office) -> Health:
    """The full check of the open data file; its day is kept. For a thread of its own."""
    _expect_file(office)
    found = health.full_check(office.store.path, office.key)
    if not office.store.read_only:
        health.note_full_check(office.folder, office.today(), sound=found.sound)
    return found


def full_check_due(office: Office) -> bool:
    """Whether the weekly full check is due."""
    checked_here = office.store.is_file and not office.store.read_only
    return checked_here and health.full_check_due(office.folder, office.today())


def record_restore(office: Office, restored: Restored, reason: str = "") -> None:
    """Notes in the log of the office just opened that it was restored."""
    record(
        office,
        Act.restore,
        f"{restored.backup.name}；原来的数据在 {restored.set_aside.name}",
        reason,
        subject="backup",
    )


def record_salvage(office: Office, report: SalvageReport, reason: str = "") -> None:
    """Notes in the log of the office just opened that it works on with a salvaged file."""
    record(office, Act.salvage, f"抢救后缺 {len(report.lost)} 户", reason, subject="backup")


def begin(folder: Path) -> None:
    """What comes before the data file is opened: room to open it, a restore that was cut off ended, the ballast laid."""
    made_way = ballast.make_way(folder)
    restoring.finish(folder)
    if not made_way:
        ballast.lay(folder)


def release_ballast(folder: Path) -> bool:
    """Makes room on a full disk; whether there was any to make."""
    return ballast.release(folder)


def check_at_start(folder: Path, key: bytes | None) -> Health:
    """The quick check of a data file about to be opened."""
    return health.quick_check(folder / DATABASE, key)


def back_up_before_upgrade(folder: Path, key: bytes | None, now: Callable[[], datetime]) -> Backup:
    """The backup before an upgrade. Raises StoreError, and the upgrade must not go on, where it is not good."""
    made = backups.make(folder, key, why=Why.upgrade, at=now(), app_version=app_version())
    if not made.good:
        raise StoreError(f"升级前的备份{made.trouble}没有升级，数据文件保持原样。请联系维护人员。")
    return made


def damage_report(folder: Path, key: bytes | None, also: Sequence[Path] = ()) -> DamageReport:
    """What is wrong with a folder's data file, and the good backups there are, the newest first.

    `also` are further folders to look through: a USB stick, or a folder of backups on it.
    """
    places = [backups.root_of(folder)]
    for place in also:
        places += [place, *sorted(p for p in place.glob("帮扶台账备份 *") if p.is_dir())]
    found = {(b.counter, b.sha256): b for place in reversed(places) for b in backups.listing(place) if b.good}
    offered = sorted(found.values(), key=lambda b: b.counter, reverse=True)
    return DamageReport(health=health.full_check(folder / DATABASE, key), offered=tuple(offered))


def backups_in(place: Path) -> tuple[Backup, ...]:
    """The backups in an office's folder, in a place of backups, on a USB stick, or the very folder of one."""
    one = backups.of_folder(place)
    if one is not None:
        return (one,)
    found = [*backups.listing(backups.root_of(place)), *backups.listing(place)]
    for copies in sorted(p for p in place.glob("帮扶台账备份 *") if p.is_dir()):
        found += backups.listing(copies)
    return tuple(found)


def restore_folder(folder: Path, backup: Backup, key: bytes | None, now: Callable[[], datetime]) -> Restored:
    """Puts a backup in place of the folder's data file, which is kept. Everything is closed, the lock held."""
    return restoring.restore(folder, backup, key, at=now(), app_version=app_version())


def rehearse_folder(folder: Path, backup: Backup, key: bytes | None) -> Rehearsal:
    """A rehearsal where no office can be opened: compared with what is there if that can be counted."""
    try:
        counts, head = backups.counted(folder / DATABASE, key)
    except OfficeError:
        counts, head = {}, None
    return rehearsing.rehearse(backup, key, counts, head)


def salvage_folder(folder: Path, key: bytes | None, now: Callable[[], datetime]) -> SalvageReport:
    """Reads what can be read from a damaged file into a new one beside it, and names what was lost. Changes nothing."""
    return salvage.salvage(folder, key, at=now())


def use_salvaged(folder: Path, report: SalvageReport, key: bytes | None, now: Callable[[], datetime]) -> Path:
    """Puts the salvaged file in place; where the damaged one lies now. Everything is closed, the lock held."""
    return restoring.put_salvaged(folder, report.path, key, at=now(), app_version=app_version())


def app_version() -> str:
    """The program's own version."""
    try:
        return version("bangfu")
    except PackageNotFoundError:
        return ""


def _households(office: Office) -> int:
    with office.store.read() as session:
        return count(session, HouseholdQuery())


def _expect_file(office: Office) -> None:
    if not office.store.is_file:
        raise OfficeError("数据在服务器上，由管理服务器的人备份。请向他索要备份的日期和恢复演练的结果。")


def _label(office: Office) -> str:
    with office.store.read() as session:
        return kept_settings.bureau(session).name


def _index_writer(
    office: Office, wanted: BackupPlan, why: Why, said: list[str]
) -> Callable[[Path], bool] | None:
    """What writes the index of archives into a backup: once a day, on closing and by hand, with a password."""
    if not wanted.copy_password or why not in (Why.closing, Why.by_hand):
        return None
    if why is Why.closing and _households(office) > INDEX_ON_CLOSING:
        return None
    day: date = office.now().astimezone().date()
    if any(b.plain_copy and b.day == day and b.good for b in backups_of(office)):
        return None
    from desktop.casework import plain_copy

    def write(folder: Path) -> bool:
        try:
            plain_copy.write(office, folder, wanted.copy_password)
        except OfficeError as error:
            said.append(f"档案索引没有写成：{error.said}")
            return False
        return True

    return write
