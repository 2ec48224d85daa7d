"""The entrance (进门): which office, who comes in, and the window until somebody else comes or all leave."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.casework import accounts, door, pen, recovery, safekeeping
from desktop.casework.accounts import LeftError
from desktop.casework.door import KeysDamagedError, KeysMissingError, TakenError
from desktop.casework.safety import DamagedDatabaseError, Mended, Turn
from desktop.casework.settings import bureau
from desktop.domain.errors import OfficeError
from desktop.domain.safety import restored_words
from desktop.ui.dialogs.message import confirm, fault_hook, tell, tell_error, telling
from desktop.ui.dialogs.sign_in import Coming, SignIn
from desktop.ui.dialogs.taken import Choice, ask_what_then
from desktop.ui.single import Single
from desktop.ui.upkeep import Upkeep
from desktop.ui.watch import Watch
from desktop.ui.window import Next, Window, Wish
from desktop.ui.work import waited

if TYPE_CHECKING:
    from desktop.casework.door import Unlocked
    from desktop.casework.office import Office
    from desktop.domain.accounts import User
    from desktop.domain.backup import Backup
    from desktop.ui.dialogs.first_start import Founding

RENEW = "您是用恢复码打开的，信封已经拆开。请现在就换一个新的恢复码，打印出来重新封存，旧单当场销毁。"
ASK_MANAGER = "您是用恢复码打开的，信封已经拆开。请尽快请管理员登录，打印新的恢复码单重新封存，旧单当场销毁。"


@dataclass(frozen=True, kw_only=True)
class House:
    """What the entrance needs of the program: where the offices are, and how they are founded and opened."""

    practice: Path
    office: Path
    exists: Callable[[Path], bool]
    found: Callable[[Founding], Coming]
    """Makes what was chosen at the first start, and gives its first user the way in."""
    found_practice: Callable[[], None]
    opened: Callable[[Path, Unlocked | None], AbstractContextManager[Office]]
    opened_to_read: Callable[[Path, Unlocked | None], AbstractContextManager[tuple[Office, str]]]
    """The office to look at only, with the day of the backup where it had to be one."""
    held: Callable[[Path], AbstractContextManager[None]]
    """The folder for this program alone, with nothing open in it."""
    today: Callable[[], date]
    now: Callable[[], datetime]


class Entrance:
    """One run of the program, from the first dialog to the last window."""

    def __init__(self, application: QApplication, house: House) -> None:
        self._application = application
        self._house = house
        self._turn: Turn | None = None

    def enter(self, practice: bool) -> int:
        """Until the officer leaves; the program's exit code."""
        try:
            found = self._chosen(practice)
            if found is None:
                return 0
            folder, coming = found
            single = Single.claim(folder)
            if single is None:
                return 0
            try:
                return self._stay(folder, coming)
            finally:
                single.close()
        except OfficeError as error:
            tell_error(None, error.said)
            return 1

    def _chosen(self, practice: bool) -> tuple[Path, Coming | None] | None:
        """The office's folder; with whoever just founded it."""
        house = self._house
        if practice:
            if not house.exists(house.practice):
                house.found_practice()
            return house.practice, None
        if house.exists(house.office):
            return house.office, None
        from desktop.ui.dialogs.first_start import FirstStart

        made = FirstStart.ask(house.today(), house.found)
        if made is None:
            return None
        founding, coming = made
        if founding.backup is not None:
            return self._put_back(house.office, founding.backup)
        return (house.practice if founding.practice else house.office), coming

    def _put_back(self, folder: Path, backup: Backup) -> tuple[Path, Coming | None] | None:
        """An office that is not on this PC yet, out of its backup; None where the officer gives it up."""
        coming = None
        if backup.encrypted:
            door.take_keys(folder, backup.folder)
            coming = SignIn.ask(folder, self._house.now)
            if coming is None:
                door.forget_keys(folder)
                return None
        key = coming.unlocked.key if coming is not None and coming.unlocked else None
        with self._house.held(folder):
            restored = waited(
                "正在从备份恢复，请不要断电",
                lambda: safekeeping.restore_folder(folder, backup, key, self._house.now),
            )
        if restored is None:
            door.forget_keys(folder)
            return None
        if coming is not None:
            self._turn = Turn(None, Mended(restored=restored), "在这台电脑上从备份恢复")
        return folder, coming

    def _stay(self, folder: Path, coming: Coming | None) -> int:
        """One window after the other, as people come and go."""
        remembered = coming is None
        reading = ""
        while True:
            if coming is None:
                coming = self._come_in(folder, remembered)
                remembered = False
                if coming is None:
                    return 0
            try:
                after = self._read(folder, coming, reading) if reading else self._work(folder, coming)
            except TakenError as error:
                choice = ask_what_then(error.holder)
                if choice is Choice.leave:
                    return 0
                reading = error.holder if choice is Choice.read else ""
                continue
            except DamagedDatabaseError:
                if not self._mend(folder, coming):
                    return 1
                continue
            except LeftError as error:
                door.forget(folder)
                tell_error(None, error.said)
                coming = None
                continue
            reading = ""
            if after is Next.over:
                return 0
            if after is Next.mend and not self._mend(folder, coming):
                return 1
            coming = None if after is Next.switch else replace(coming, code="", recovered=False)

    def _come_in(self, folder: Path, remembered: bool) -> Coming | None:
        """Whoever may enter: nobody in particular in the practice office, else by password or code."""
        if folder == self._house.practice and not door.has_keys(folder):
            return Coming()
        if door.kept_plain(folder):
            return self._encrypted(folder)
        while True:
            try:
                known = door.recall(folder) if remembered else None
                if known is not None:
                    return Coming(known)
                return SignIn.ask(folder, self._house.now, door.can_remember())
            except (KeysMissingError, KeysDamagedError) as error:
                from desktop.ui.dialogs.lost_keys import replace_lost_keys

                if not replace_lost_keys(folder, error.said):
                    return None

    def _encrypted(self, folder: Path) -> Coming | None:
        """A plain office of version 0.1 gets its first user, a password and its keys."""
        from desktop.ui.dialogs.encrypt import EncryptOffice

        with self._house.opened(folder, None) as office:
            users = accounts.users(office)
            officer = users[0].name if users else bureau(office).officer

        def encrypt(name: str, password: str) -> tuple[Unlocked, str]:
            # The account first: cut off in between, the office is still a plain one, and this begins again.
            with self._house.opened(folder, None) as office:
                known = accounts.users(office)
                first = known[0].name if known else accounts.found_first(office, name).name
            key, code = door.encrypt_plain_office(folder, first, password)
            return door.Unlocked(key, accounts.FIRST), code

        return EncryptOffice.ask(officer, encrypt)

    def _work(self, folder: Path, coming: Coming) -> Next:
        with self._house.opened(folder, coming.unlocked) as office:
            pen.take_away(office)  # what somebody asked of whoever wrote before
            window = Window(office)
            if self._turn is not None:
                with telling(window):
                    self._turn.note(office)
                self._turn = None
                window.refresh()
            watch = Watch(office, window)
            watch.damaged.connect(window.tell_damage)
            upkeep = Upkeep(office, window)
            try:
                after = self._sit(window, coming)
            finally:
                watch.stop()
                upkeep.stop()
        if after is Next.restore and window.wish is not None:
            self._restore(folder, coming, window.wish, office.user)
        return after

    def _restore(self, folder: Path, coming: Coming, wish: Wish, by: User) -> None:
        """Put the backup that was wished for in place; the next window tells how it went."""
        key = coming.unlocked.key if coming.unlocked else None
        with telling(None), self._house.held(folder):
            restored = waited(
                "正在恢复，请不要断电",
                lambda: safekeeping.restore_folder(folder, wish.backup, key, self._house.now),
            )
            if restored is not None:
                self._turn = Turn(by, Mended(restored=restored), wish.reason)
                tell(None, "\n".join(restored_words(restored)), heading="恢复好了")

    def _mend(self, folder: Path, coming: Coming) -> bool:
        """What becomes of a damaged data file; False where the officer leaves."""
        from desktop.ui.dialogs.damaged import Damaged

        unlocked = coming.unlocked
        with self._house.held(folder):
            mended = Damaged.ask(
                folder, unlocked.key if unlocked else None, self._house.today(), self._house.now
            )
        if mended is None:
            return False
        self._turn = Turn(None, mended, "数据文件有损坏")
        return True

    def _read(self, folder: Path, coming: Coming, holder: str) -> Next:
        with self._house.opened_to_read(folder, coming.unlocked) as (office, as_of):
            window = Window(office)
            window.read_only(holder, as_of)
            return self._sit(window, coming)

    def _sit(self, window: Window, coming: Coming) -> Next:
        """The window until it is closed."""
        sys.excepthook = fault_hook(lambda: window)
        window.show()
        if coming.unlocked is not None and not window.office.store.read_only:
            note = QTimer(window, singleShot=True, interval=0)
            note.timeout.connect(lambda: _note_sign_in(window))
            note.start()
        if coming.code:
            window.show_code(coming.code)
            _tell_plain_backups(window)
        elif coming.recovered and not window.office.store.read_only:
            self._renew(window)
        self._application.exec()
        window.deleteLater()
        return window.next

    def _renew(self, window: Window) -> None:
        """The envelope is open: note it, and have a new code printed."""
        with telling(window):
            recovery.used(window.office)
            if not recovery.may_renew(window.office):
                tell(window, ASK_MANAGER, heading="请尽快换恢复码")
            elif confirm(
                window, RENEW, yes="现在换新恢复码(&Y)", no="稍后(&N)", heading="请换一个新的恢复码"
            ):
                window.show_code(accounts.new_recovery_code(window.office))
            else:
                window.refresh()


def _note_sign_in(window: Window) -> None:
    """Write into the log who came in, once the window stands: a full disk keeps nobody from looking."""
    with telling(window):
        accounts.signed_in(window.office)


def _tell_plain_backups(window: Window) -> None:
    """Name the backups from before the encryption: whoever finds them needs no password."""
    names = [b.name for b in safekeeping.backups_of(window.office) if not b.encrypted]
    if names:
        tell(
            window,
            f"「备份」文件夹里还有 {len(names)} 份加密以前的备份，没有加密，谁拿到都能打开：\n"
            f"{chr(10).join(names)}\n请用上几天，确认一切正常以后，把这几个文件夹删除。",
            heading="旧备份没有加密",
        )
