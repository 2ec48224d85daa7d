"""Signing in: the right password, a wrong one, the wait after many, the printed code, and keys that are lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.casework import accounts, door, recovery
from desktop.casework.agenda import agenda
from desktop.casework.door import Unlocked
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.store import key_files
from desktop.store.database import Database
from desktop.store.encrypting import encrypt_file
from desktop.store.key_errors import KeysMissingError
from desktop.ui.dialogs.change_password import ChangePassword
from desktop.ui.dialogs.encrypt import EncryptOffice
from desktop.ui.dialogs.lost_keys import CHOOSE, replace_lost_keys
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.recover import Recover
from desktop.ui.dialogs.recovery_code import RecoveryCode
from desktop.ui.dialogs.sign_in import SignIn
from desktop.ui.fields.password import CAPS, PasswordEdit
from tests.gui.hands import Officer, write
from tests.unit.store.keys_samples import CHEAP, NAME, PASSWORD, WRONG, Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def code(tmp_path: Path) -> str:
    """Keys in a folder, and their recovery code."""
    return door.found_keys(tmp_path, NAME, PASSWORD, CHEAP)[1]


def opened(qtbot: QtBot, folder: Path, watch: Watch, remember: bool = False) -> SignIn:
    dialog = SignIn(folder, watch, remember)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def try_(qtbot: QtBot, dialog: SignIn, password: str) -> None:
    """Write a password, press Enter, and wait for the answer."""
    dialog.password.edit.setText(password)
    dialog.password.setFocus()
    qtbot.keyClick(dialog.password.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "正在核对" not in dialog.form.trouble.text())


def test_enter_with_the_right_password_comes_in(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    dialog = opened(qtbot, tmp_path, watch)
    assert QApplication.focusWidget() is dialog.password.edit
    assert str(tmp_path) in dialog.where.whole()
    try_(qtbot, dialog, PASSWORD)
    assert not dialog.isVisible()
    assert dialog.coming is not None
    assert isinstance(dialog.coming.unlocked, Unlocked)
    assert (dialog.coming.unlocked.user_id, dialog.coming.recovered) == (1, False)


def test_who_came_in_last_on_this_pc_need_not_be_chosen_again(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    key = door.unlock(tmp_path, NAME, PASSWORD, watch).key
    door.set_password(tmp_path, key, 2, "周审批", "shen pi yong de")
    dialog = opened(qtbot, tmp_path, watch)
    assert dialog.name.value() == NAME
    dialog.name.set_value("周审批")
    try_(qtbot, dialog, "shen pi yong de")
    assert opened(qtbot, tmp_path, watch).name.value() == "周审批"
    door.remove_user(tmp_path, 2)
    assert opened(qtbot, tmp_path, watch).name.value() == NAME


def test_a_wrong_password_is_told_and_must_be_typed_anew(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    dialog = opened(qtbot, tmp_path, watch)
    try_(qtbot, dialog, WRONG)
    assert dialog.isVisible()
    assert "姓名或密码不对" in dialog.form.trouble.text()
    assert dialog.password.value() == ""
    assert dialog.password.edit.hasFocus()
    try_(qtbot, dialog, PASSWORD)
    assert dialog.coming is not None


def test_after_too_many_one_waits_while_the_seconds_are_counted_down(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    dialog = opened(qtbot, tmp_path, watch)
    for _ in range(6):
        try_(qtbot, dialog, WRONG)
        watch.pass_(0.001)
    try_(qtbot, dialog, PASSWORD)
    assert "请等 1 秒" in dialog.form.trouble.text()
    assert not dialog.form.take.isEnabled()
    dialog.form.try_it()
    assert dialog.coming is None
    watch.pass_(2)
    qtbot.waitUntil(lambda: "现在可以再试" in dialog.form.trouble.text())
    try_(qtbot, dialog, PASSWORD)
    assert dialog.coming is not None


def test_the_wait_outlasts_a_restart(qtbot: QtBot, tmp_path: Path, code: str, watch: Watch) -> None:
    first = opened(qtbot, tmp_path, watch)
    for _ in range(8):
        try_(qtbot, first, WRONG)
        watch.pass_(10)
    first.reject()
    watch.pass_(-9.5)
    again = opened(qtbot, tmp_path, watch)
    try_(qtbot, again, PASSWORD)
    assert "请等" in again.form.trouble.text()


def test_capitals_that_are_locked_are_told(qtbot: QtBot) -> None:
    field = PasswordEdit()
    qtbot.addWidget(field)
    qtbot.keyClick(field.edit, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert field.note.text() == ""
    write(field.edit, "A")
    assert field.note.text() == CAPS
    write(field.edit, "a")
    assert field.note.text() == ""


def test_what_is_typed_is_dots_until_it_is_shown(qtbot: QtBot) -> None:
    field = PasswordEdit()
    qtbot.addWidget(field)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field.shown.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_remembering_is_offered_only_where_the_pc_can(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    assert not opened(qtbot, tmp_path, watch).remember.isVisible()
    assert opened(qtbot, tmp_path, watch, remember=True).remember.isVisible()


# ---- the printed code


def walk(qtbot: QtBot, folder: Path, watch: Watch) -> Recover:
    dialog = Recover(folder, watch, NAME)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.go_on()
    return dialog


def test_a_slip_is_told_with_its_group_before_any_waiting(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    dialog = walk(qtbot, tmp_path, watch)
    groups = code.split("-")
    groups[3] = groups[3][:-1] + ("2" if groups[3][-1] != "2" else "3")
    for text in groups:
        focused = QApplication.focusWidget()
        assert focused is not None
        write(focused, text.lower())
    assert "第 4 组" in dialog.code.note.text()
    dialog.go_on()
    assert dialog.stack.currentIndex() == 1
    assert dialog.code.boxes[3].hasFocus()
    write(dialog.code.boxes[3], code.split("-")[3])
    assert "输入无误" in dialog.code.note.text()
    assert not (tmp_path / "登录记录.json").exists()


def test_a_letter_no_code_has_is_told_as_soon_as_it_is_typed(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    dialog = walk(qtbot, tmp_path, watch)
    write(dialog.code.boxes[1], "AU")
    assert "第 2 组里的「U」" in dialog.code.note.text()


def test_the_whole_code_may_come_from_a_scanner(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    dialog = walk(qtbot, tmp_path, watch)
    for character in code:
        focused = QApplication.focusWidget()
        assert focused is not None
        write(focused, character)
    assert dialog.code.value() == code
    other = walk(qtbot, tmp_path, watch)
    other.code.boxes[0].insert(code)
    other.code.boxes[0].textEdited.emit(code)
    assert other.code.value() == code


def test_the_code_of_another_office_leads_back_to_the_code(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch
) -> None:
    _, foreign = door.found_keys(tmp_path / "other", NAME, PASSWORD, CHEAP)
    dialog = walk(qtbot, tmp_path, watch)
    dialog.code.boxes[0].setText(foreign)
    dialog.code.boxes[0].textEdited.emit(foreign)
    dialog.go_on()
    for field in (dialog.password.first, dialog.password.again):
        field.edit.setText("xin de yi nian")
    dialog.go_on()
    qtbot.waitUntil(lambda: "打不开这个办公室" in dialog.trouble.text())
    assert dialog.stack.currentIndex() == 1
    assert dialog.unlocked is None
    assert door.unlock(tmp_path, NAME, PASSWORD, watch)


def test_the_right_code_gives_a_new_password(qtbot: QtBot, tmp_path: Path, code: str, watch: Watch) -> None:
    dialog = walk(qtbot, tmp_path, watch)
    dialog.code.boxes[0].setText(code)
    dialog.code.boxes[0].textEdited.emit(code)
    dialog.go_on()
    dialog.password.first.edit.setText("xin de yi nian")
    dialog.go_on()
    assert "两遍输入的密码不一样" in dialog.trouble.text()
    dialog.password.again.edit.setText("xin de yi nian")
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.unlocked is not None)
    assert door.unlock(tmp_path, NAME, "xin de yi nian", watch).user_id == 1
    with pytest.raises(OfficeError):
        door.unlock(tmp_path, NAME, PASSWORD, watch)


# ---- inside


@pytest.fixture
def real(office: Office) -> Office:
    """The office of the tests, encrypted, with its first user signed in."""
    office.store.close()
    key, _ = door.found_keys(office.folder, NAME, PASSWORD, CHEAP)
    encrypt_file(office.store.path, key)
    made = replace(office, store=Database(office.store.path, key))
    return replace(made, user=accounts.found_first(made, NAME))


def test_the_sheet_is_printed_read_back_and_only_then_sealed(
    qtbot: QtBot, real: Office, officer: Officer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    made = accounts.new_recovery_code(real)
    assert "recovery" in [x.page for x in agenda(real).next_steps]
    dialog = RecoveryCode(real, made, group=2)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "-".join(words.text() for words in dialog.groups) == made
    seen: list[Path] = []

    def look(preview: Preview) -> None:
        seen.extend(temporary.rglob("*.pdf"))
        assert preview.saving.isHidden()
        assert not preview.saving.isEnabled()
        preview.reject()

    officer.will_do(look)
    dialog.print.click()
    assert len(seen) == 1
    assert not list(temporary.rglob("*"))
    dialog.go_on()
    assert not any(words.isVisible() for words in dialog.groups), "it is to be read from paper"
    dialog.typed.setText(made.split("-")[1])
    dialog.go_on()
    assert "与恢复码不一致" in dialog.trouble.text()
    assert recovery.sealed(real) is None
    dialog.typed.setText(made.split("-")[2].lower())
    dialog.go_on()
    assert recovery.sealed(real) is not None
    assert "recovery" not in [x.page for x in agenda(real).next_steps]
    recovery.used(real)
    assert "recovery" in [x.page for x in agenda(real).next_steps]
    real.store.close()


def test_putting_it_off_is_asked_about_and_the_desk_goes_on_reminding(
    qtbot: QtBot, real: Office, officer: Officer
) -> None:
    dialog = RecoveryCode(real, accounts.new_recovery_code(real))
    qtbot.addWidget(dialog)
    dialog.show()
    officer.will_say("继续", "稍后再办")
    dialog.leave.click()
    assert dialog.isVisible()
    dialog.leave.click()
    assert not dialog.isVisible()
    assert "谁也打不开" in officer.heard[0]
    assert recovery.sealed(real) is None
    real.store.close()


def test_a_password_is_changed_only_with_the_old_one(qtbot: QtBot, real: Office, watch: Watch) -> None:
    dialog = ChangePassword(real)
    qtbot.addWidget(dialog)
    dialog.show()
    for field in (dialog.new.first, dialog.new.again):
        field.edit.setText("xin de yi nian")
    dialog.accept()
    assert "现在的密码" in dialog.trouble.text()
    dialog.old.edit.setText(WRONG)
    dialog.accept()
    qtbot.waitUntil(lambda: "姓名或密码不对" in dialog.trouble.text())
    dialog.old.edit.setText(PASSWORD)
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert door.unlock(real.folder, NAME, "xin de yi nian", watch)
    real.store.close()


# ---- keys that are lost, and an office that never had any


def test_lost_keys_are_taken_out_of_a_backup(
    qtbot: QtBot, tmp_path: Path, code: str, watch: Watch, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, empty = tmp_path / "2026-03-01", tmp_path / "photos"
    key_files.copy(tmp_path, backup)
    empty.mkdir()
    for name in key_files.NAMES:
        (tmp_path / name).write_bytes(b"{half")
    with pytest.raises(door.KeysDamagedError) as trouble:
        SignIn(tmp_path, watch)
    folders = [str(empty), str(backup)]

    def chosen(*_: object) -> str:
        return folders.pop(0)

    monkeypatch.setattr("desktop.ui.dialogs.lost_keys.QFileDialog.getExistingDirectory", chosen)
    officer.will_say(CHOOSE, "知道了", CHOOSE, "知道了")
    assert replace_lost_keys(tmp_path, trouble.value.said)
    assert "不是密码输错" in officer.heard[0]
    assert "没有能用的密码文件" in officer.heard[1]
    assert "已经取回" in officer.heard[3]
    assert door.unlock(tmp_path, NAME, PASSWORD, watch).user_id == 1
    assert (tmp_path / f"{key_files.NAMES[0]}.damaged").exists()


def test_leaving_instead_changes_nothing(tmp_path: Path, officer: Officer) -> None:
    officer.will_say("退出")
    assert not replace_lost_keys(tmp_path, KeysMissingError(tmp_path).said)
    assert "找不到密码文件" in officer.heard[0]


def test_an_office_without_a_password_is_given_one(qtbot: QtBot) -> None:
    given: list[tuple[str, str]] = []

    def encrypt(name: str, password: str) -> tuple[Unlocked, str]:
        given.append((name, password))
        return Unlocked(b"k" * 32, 1), "ABCD-EFGH"

    dialog = EncryptOffice("", encrypt)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.go_on()
    dialog.go_on()
    assert "姓名" in dialog.trouble.text()
    dialog.name.set_value(NAME)
    dialog.password.first.edit.setText("12345678")
    dialog.go_on()
    assert "连着的数字" in dialog.trouble.text()
    for field in (dialog.password.first, dialog.password.again):
        field.edit.setText("hua kai le 2026")
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.coming is not None)
    assert given == [(NAME, "hua kai le 2026")]
    assert dialog.coming is not None
    assert (dialog.coming.code, dialog.coming.unlocked) == ("ABCD-EFGH", Unlocked(b"k" * 32, 1))
