"""Puts the program together: the only module, with the command line, that knows every room. It alone asks the clock."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import platformdirs

from desktop.casework import accounts, previews, safekeeping, settings
from desktop.casework.deeds import record
from desktop.casework.door import Unlocked, forget_keys, found_keys, has_keys, unlock
from desktop.casework.office import Office
from desktop.domain.accounts import EVERY_ROLE, User
from desktop.domain.bureau import Bureau
from desktop.domain.calendar import YearList
from desktop.domain.days import day_words
from desktop.domain.standards import Line
from desktop.domain.trail import Act
from desktop.press import Press, forms
from desktop.store import backups, upgrade
from desktop.store.backup_files import DATABASE
from desktop.store.calendars import load_calendars
from desktop.store.database import Database
from desktop.store.errors import DamagedDatabaseError, StoreError
from desktop.store.key_errors import KeysExistError
from desktop.store.library import OWN_SCHEMES, Library, load_schemes
from desktop.store.lock import OfficeLock
from desktop.store.migrations import HEAD
from desktop.store.whereabouts import expect_fit
from desktop.store.whole_file import sync_folder

BUILDING = "新建中"
"""Where a new office is put together before it stands in its folder."""
PRACTICE = "练习办公室"
OFFICE = "办公室"


@dataclass(frozen=True)
class Places:
    """Where the program keeps things: what came with it, and what the office makes."""

    resources: Path
    home: Path

    @property
    def practice(self) -> Path:
        """The practice office's folder; never mixed with the real one."""
        return self.home / PRACTICE

    @property
    def office(self) -> Path:
        """The real office's folder."""
        return self.home / OFFICE


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def places(home: Path | None = None) -> Places:
    """Where this installation keeps things."""
    packed = Path(__file__).parent / "_resources"
    beside = Path(__file__).parent.parent / "resources"
    kept = home or Path(platformdirs.user_data_dir("bangfu", appauthor=False))
    return Places(packed if packed.is_dir() else beside, kept)


def library(home: Places, office: Path | None = None) -> Library:
    """The schemes that came with the program, with those in an office's folder."""
    return load_schemes(home.resources / "schemes", *((office / OWN_SCHEMES,) if office else ()))


def calendars(home: Places) -> dict[int, YearList]:
    """The holiday lists that came with the program."""
    return load_calendars(home.resources / "calendar")


def exists(folder: Path) -> bool:
    """Whether an office stands in the folder."""
    return (folder / DATABASE).exists()


@contextlib.contextmanager
def opened(
    folder: Path,
    resources: Path,
    today: Callable[[], date] = date.today,
    unlocked: Unlocked | None = None,
    now: Callable[[], datetime] = utc_now,
    *,
    note_sign_in: bool = True,
) -> Generator[Office]:
    """The office in a folder, held for this program alone while the block runs; backed up afterwards if it changed.

    `unlocked` is what the sign-in gave, None for the practice office; the log tells of it here, or else where the
    window stands, so that a full disk keeps nobody from looking. Raises TakenError where another program has it,
    StoreError where its file is newer, damaged or missing, or lies where a data file must not lie.
    """
    expect_fit(folder)
    lock = OfficeLock(folder)
    try:
        path = folder / DATABASE
        key = unlocked.key if unlocked else None
        safekeeping.begin(folder)
        previews.forget_all(folder)
        if lock.after_crash:
            _expect_sound(folder, key)
        older = upgrade.open_checked(
            path, key, before=lambda _version: safekeeping.back_up_before_upgrade(folder, key, now)
        )
        office = open_unlocked(folder, resources, today, unlocked, now)
        try:
            if older:
                record(office, Act.upgrade, f"数据版本 {older} → {HEAD}")
            if unlocked and note_sign_in:
                accounts.signed_in(office)
            yield office
            safekeeping.back_up_on_closing(office)
        finally:
            office.store.close()
            previews.forget_all(folder)
    finally:
        lock.release()


def _expect_sound(folder: Path, key: bytes | None) -> None:
    """Raises DamagedDatabaseError where the quick check finds something."""
    path = folder / DATABASE
    if path.exists():
        health = safekeeping.check_at_start(folder, key)
        if not health.sound:
            raise DamagedDatabaseError(path, "；".join(health.details[:3]))


def found(
    folder: Path,
    bureau: Bureau,
    dibao: Line | None,
    resources: Path,
    today: Callable[[], date] = date.today,
    password: str | None = None,
    now: Callable[[], datetime] = utc_now,
) -> str:
    """Makes a new office's data file and writes its particulars into it; leaves nothing behind when it fails.

    With a password the file is encrypted, the bureau's officer becomes its first user, and the recovery code comes
    back, to be printed and sealed; without one (the practice office) the file is plain.
    """
    expect_fit(folder)
    lock = OfficeLock(folder)
    building = folder / BUILDING
    try:
        if (building / DATABASE).exists():  # A founding that was cut off while it was put in place.
            forget_keys(folder)
        shutil.rmtree(building, ignore_errors=True)
        if has_keys(folder):
            raise KeysExistError(folder)
        try:
            code = _built(building, bureau, dibao, resources, today, password, now)
            _put_in_place(building, folder)
        except BaseException:
            if not exists(folder):
                forget_keys(folder)
            raise
        finally:
            shutil.rmtree(building, ignore_errors=True)
        return code
    finally:
        lock.release()


def _built(
    folder: Path,
    bureau: Bureau,
    dibao: Line | None,
    resources: Path,
    today: Callable[[], date],
    password: str | None,
    now: Callable[[], datetime],
) -> str:
    """Makes keys and data file, whole, in a folder where nobody looks for an office yet; the recovery code."""
    folder.mkdir()
    key, code = found_keys(folder, bureau.officer, password) if password is not None else (None, "")
    upgrade.create(folder / DATABASE, key)
    office = open_unlocked(folder, resources, today, Unlocked(key, None) if key else None, now)
    office = replace(office, user=User(name=bureau.officer or office.user.name, roles=EVERY_ROLE))
    try:
        settings.found(office, bureau, dibao)
        if key is not None:
            accounts.found_first(office, bureau.officer)
    finally:
        office.store.close()
    return code


def _put_in_place(building: Path, folder: Path) -> None:
    """Moves what was built to where it belongs. The data file comes last: with it the office is there."""
    data = building / DATABASE
    for part in building.iterdir():
        if part != data:
            part.replace(folder / part.name)
    sync_folder(folder)
    data.replace(folder / DATABASE)
    sync_folder(folder)


def found_practice(folder: Path, resources: Path, today: Callable[[], date] = date.today) -> None:
    """Makes the practice office: invented data, its own file."""
    from desktop.casework import practice

    bureau, dibao = practice.particulars(today())
    found(folder, bureau, dibao, resources, today)
    with opened(folder, resources, today) as office:
        practice.furnish(office, resources / "samples")
        practice.begin_work(office)


def open_unlocked(
    folder: Path,
    resources: Path,
    today: Callable[[], date],
    unlocked: Unlocked | None = None,
    now: Callable[[], datetime] = utc_now,
    *,
    read_only: bool = False,
    path: Path | None = None,
) -> Office:
    """The office in a folder whose data file was checked already; the caller holds the lock, or opens it to read only.

    `path` is the data file, where it is not the folder's own but a backup of it.
    """
    key = unlocked.key if unlocked else None
    store = Database(
        path or folder / DATABASE,
        key,
        read_only=read_only,
        when_full=lambda: safekeeping.release_ballast(folder),
    )
    try:
        return Office(
            folder=folder,
            store=store,
            library=load_schemes(resources / "schemes", folder / OWN_SCHEMES),
            calendars=load_calendars(resources / "calendar"),
            forms=forms(),
            press=Press(resources / "fonts"),
            today=today,
            now=now,
            user=accounts.whoever(store, unlocked.user_id if unlocked else None),
        )
    except BaseException:
        store.close()
        raise


@contextlib.contextmanager
def held(folder: Path) -> Generator[None]:
    """The folder for this program alone, with nothing open in it: for putting another data file in place.

    Raises TakenError where another program has it.
    """
    lock = OfficeLock(folder)
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def opened_to_read(
    folder: Path,
    resources: Path,
    today: Callable[[], date] = date.today,
    unlocked: Unlocked | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Generator[tuple[Office, str]]:
    """The office to look at only, while another program writes in it; with the day of the backup that is shown
    where the data file itself cannot be read beside the other program, else with nothing.
    """
    day = ""
    try:
        office = open_unlocked(folder, resources, today, unlocked, now, read_only=True)
    except StoreError:
        newest = backups.newest_good(backups.root_of(folder))
        if newest is None:
            raise
        day = day_words(newest.day)
        path = newest.folder / DATABASE
        office = open_unlocked(folder, resources, today, unlocked, now, read_only=True, path=path)
    try:
        yield office, day
    finally:
        office.store.close()


def run_window(
    home: Places,
    practice_office: bool,
    today: Callable[[], date] = date.today,
    now: Callable[[], datetime] = utc_now,
) -> int:
    """Opens the window on the office, asking first which one and who comes in; the program's exit code."""
    from PySide6.QtWidgets import QApplication

    from desktop.ui.dialogs.sign_in import Coming
    from desktop.ui.entrance import Entrance, House
    from desktop.ui.theme import dress

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app, home.resources)

    def found_chosen(founding: Any) -> Any:
        if founding.practice:
            if not exists(home.practice):
                found_practice(home.practice, home.resources, today)
            return None
        bureau, password = founding.bureau, founding.password
        code = found(home.office, bureau, founding.dibao, home.resources, today, password, now)
        return Coming(unlock(home.office, bureau.officer, password, now), code=code)

    house = House(
        practice=home.practice,
        office=home.office,
        exists=exists,
        found=found_chosen,
        found_practice=lambda: found_practice(home.practice, home.resources, today),
        opened=lambda folder, unlocked: opened(
            folder, home.resources, today, unlocked, now, note_sign_in=False
        ),
        opened_to_read=lambda folder, unlocked: opened_to_read(folder, home.resources, today, unlocked, now),
        held=held,
        today=today,
        now=now,
    )
    return Entrance(app, house).enter(practice_office)
