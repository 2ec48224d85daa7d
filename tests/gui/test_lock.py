"""The lock: after idle minutes or by Ctrl+L nothing can be seen or done, and afterwards everything is where it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import accounts, door, this_pc
from desktop.casework.office import Office
from desktop.domain.accounts import EVERY_ROLE, User
from desktop.store import trail
from desktop.store.database import Database
from desktop.store.encrypting import encrypt_file
from desktop.ui.idle import Idle
from desktop.ui.lock import Unlock
from desktop.ui.window import Next, Window
from tests.gui.hands import write
from tests.unit.store.keys_samples import CHEAP, NAME, PASSWORD, WRONG


@dataclass
class Seconds:
    """A running clock that moves only when it is told to."""

    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def real(office: Office) -> Iterator[Office]:
    """The same office encrypted, with its first user signed in."""
    office.store.close()
    key, _ = door.found_keys(office.folder, NAME, PASSWORD, CHEAP)
    encrypt_file(office.store.path, key)
    made = replace(office, store=Database(office.store.path, key))
    first = accounts.found_first(made, NAME)
    yield replace(made, user=first)
    made.store.close()


def shown(qtbot: QtBot, office: Office) -> Window:
    window = Window(office)
    qtbot.addWidget(window, before_close_func=lambda _: window.leave(Next.over, discard=True))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def form_of(window: Window) -> Unlock:
    assert window.lock.form is not None
    return window.lock.form


def unlock(qtbot: QtBot, window: Window, password: str = PASSWORD) -> None:
    form = form_of(window)
    form.password.edit.setText(password)
    form.take.click()
    qtbot.waitUntil(lambda: not window.lock.locked)


def blank(field: QWidget) -> bool:
    """Whether nothing but one colour is painted where the field stands."""
    window = field.window()
    image = window.grab(QRect(field.mapTo(window, QPoint()), field.size())).toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return len(colours) == 1


def test_ten_idle_minutes_lock_and_any_key_begins_them_anew(qtbot: QtBot) -> None:
    seconds, told = Seconds(), []
    idle = Idle(10, seconds)
    idle.idle.connect(lambda: told.append(1))
    window = QLineEdit()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    seconds.at = 599
    idle.look()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    seconds.at = 1198
    idle.look()
    assert told == []
    seconds.at = 1199
    idle.look()
    idle.look()
    assert told == [1]


def test_the_minutes_are_chosen_for_this_pc(real: Office, qtbot: QtBot) -> None:
    window = shown(qtbot, real)
    assert window.lock.idle.minutes == 10
    assert window.user is not None
    window.user.minutes_chosen.emit(30)
    assert window.lock.idle.minutes == 30
    this_pc.choose_lock_minutes(real.folder, 5)
    assert shown(qtbot, real).lock.idle.minutes == 5
    (real.folder / "本机设置.json").write_text("{half", encoding="utf-8")
    assert this_pc.lock_minutes(real.folder) == 10


def test_locked_by_the_clock_nothing_is_seen_and_the_password_brings_it_back(
    qtbot: QtBot, real: Office
) -> None:
    window = shown(qtbot, real)
    window.go("households", "new")
    field = next(w for w in window.page().findChildren(QLineEdit) if w.isVisible() and w.isEnabled())
    field.setFocus()
    write(field, "没写完")
    window.lock.idle.idle.emit()
    form = form_of(window)
    qtbot.waitUntil(form.password.edit.hasFocus)
    assert blank(window.title)
    assert blank(window.status)
    assert window.windowTitle() == "帮扶台账（已遮盖）"
    for key in ("F9", "Ctrl+2"):
        window.cover.turn() if key == "F9" else QTest.keyClick(
            window.windowHandle(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier
        )
        assert window.lock.locked
    form.password.edit.setText(WRONG)
    form.take.click()
    qtbot.waitUntil(lambda: "姓名或密码不对" in form.trouble.text())
    assert window.lock.locked
    unlock(qtbot, window)
    assert not blank(window.title)
    assert "没写完" in field.text()
    assert field.hasFocus()
    with real.store.read() as session:
        acts = [entry.act for entry in trail.entries(session, limit=2)]
    assert sorted(acts) == ["fail_to_sign_in", "sign_in"]


def test_dialogs_are_covered_too_and_those_that_open_meanwhile(qtbot: QtBot, real: Office) -> None:
    window = shown(qtbot, real)
    dialog = note(window, "身份证号")
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    window.lock.lock()
    assert blank(dialog.findChildren(QLineEdit)[0])
    late = note(window, "刚做好的预览")
    late.open()
    qtbot.waitUntil(lambda: late.isAncestorOf(form_of(window)))
    field = late.findChildren(QLineEdit)[0]
    assert blank(field)
    unlock(qtbot, window)
    assert not blank(field)
    assert late.isVisible()
    assert dialog.isVisible()


def note(window: Window, text: str) -> QDialog:
    dialog = QDialog(window)
    dialog.resize(600, 500)
    column = QVBoxLayout(dialog)
    column.addWidget(QLineEdit(text))
    column.addStretch()
    return dialog


def test_another_person_is_told_what_would_be_lost(qtbot: QtBot, real: Office) -> None:
    window = shown(qtbot, real)
    dialog = note(window, "没写完")
    dialog.open()
    window.lock.lock()
    form = form_of(window)
    form.other.click()
    assert "打开着的对话框里还有未保存的内容" in form.lost.text()
    assert window.lock.locked
    form.stay.click()
    assert not form.password.isHidden()
    form.other.click()
    form.really.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.next is Next.switch
    assert not dialog.isVisible()
    assert not window.cover.is_laid


def test_with_nothing_unsaved_another_person_may_sign_in_at_once(qtbot: QtBot, real: Office) -> None:
    window = shown(qtbot, real)
    window.lock.lock()
    form_of(window).other.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.next is Next.switch


def test_ctrl_l_locks_from_within_a_dialog(qtbot: QtBot, real: Office) -> None:
    window = shown(qtbot, real)
    dialog = note(window, "没写完")
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.lock.locked
    unlock(qtbot, window)


def test_the_practice_office_is_only_covered(qtbot: QtBot, office: Office) -> None:
    window = shown(qtbot, office)
    assert window.user is None
    window.lock.lock()
    assert window.cover.is_laid
    assert not window.lock.locked
    window.cover.turn()
    assert not window.cover.is_laid


def test_the_head_names_who_is_signed_in_and_hides_what_they_may_not(
    qtbot: QtBot, real: Office, tmp_path: Path
) -> None:
    window = shown(qtbot, real)
    assert window.user is not None
    assert window.user.text() == f"{NAME}（经办、审核、审批、管理）"
    assert window.user.code.isEnabled()
    assert NAME not in window.bureau_name.whole()


def test_many_roles_do_not_widen_the_window(qtbot: QtBot, real: Office) -> None:
    somebody = User(id=1, name="古丽巴哈尔·艾山江", roles=EVERY_ROLE)
    window = shown(qtbot, replace(real, user=somebody))
    assert window.user is not None
    assert window.user.text() == "古丽巴哈尔·艾山江（5 个岗位）"
    assert "经办、审核、审批、管理、审计" in window.user.toolTip()
    assert window.minimumSizeHint().width() <= 760
