"""First start: two ways in, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import safekeeping
from desktop.casework.office import Office
from desktop.domain.bureau import OfficeKind
from desktop.domain.errors import OfficeError
from desktop.domain.standards import LineKind
from desktop.ui.dialogs.first_start import FirstStart, Founding
from desktop.ui.dialogs.sign_in import Coming
from tests.gui.hands import Officer, write

TODAY = date(2026, 3, 2)


GOOD = "hua kai le 2026"


def opened(qtbot: QtBot, found: Callable[[Founding], Coming | None] = lambda _chosen: None) -> FirstStart:
    dialog = FirstStart(TODAY, found)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def test_enter_alone_opens_the_practice_office(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.founding() == Founding(practice=True)


def test_an_office_is_founded_by_keyboard_alone(qtbot: QtBot) -> None:
    asked: list[Founding] = []

    def found(founding: Founding) -> Coming:
        asked.append(founding)
        return Coming(code="ABCD")

    dialog = opened(qtbot, found)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    for text in (
        "示例市总工会",
        None,
        "示例市",
        "林晓舟",
        "0000-1234567",
        GOOD,
        GOOD,
        "810",
        "2025-07-01",
        "示例民发〔2025〕9 号",
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        if text is not None:
            write(focused, text)
        press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    (founding,) = asked
    assert dialog.coming == Coming(code="ABCD")
    assert founding.password == GOOD
    assert GOOD not in repr(founding)
    assert founding.bureau is not None
    assert founding.dibao is not None
    assert (founding.bureau.name, founding.bureau.kind, founding.bureau.place, founding.bureau.officer) == (
        "示例市总工会",
        OfficeKind.union,
        "示例市",
        "林晓舟",
    )
    assert not founding.bureau.practice
    assert (founding.dibao.kind, founding.dibao.amount, founding.dibao.from_day) == (
        LineKind.dibao,
        Decimal("810"),
        date(2025, 7, 1),
    )
    assert founding.dibao.place == "示例市"


def test_an_office_may_be_founded_without_its_line(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.name.setText("示例小学")
    dialog.kind.set_value(OfficeKind.school)
    dialog.place.setText("示例县")
    dialog.officer.setText("林晓舟")
    fill_password(dialog)
    dialog.go_on()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.founding().dibao is None


def test_without_name_or_place_no_office_is_founded(qtbot: QtBot, officer: Officer) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.go_on()
    assert dialog.isVisible()
    assert "单位名称" in officer.heard[0]
    assert "所在地" in officer.heard[0]
    assert "经办人" in officer.heard[0]
    assert "密码" in officer.heard[0]


def fill_password(dialog: FirstStart, again: str = GOOD) -> None:
    dialog.password.first.edit.setText(GOOD)
    dialog.password.again.edit.setText(again)


def test_the_password_is_written_twice_and_says_at_once_whether_it_will_do(
    qtbot: QtBot, officer: Officer
) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.name.setText("示例小学")
    dialog.place.setText("示例县")
    dialog.officer.setText("林晓舟")
    first, again = dialog.password.first, dialog.password.again
    assert "至少 8 位" in first.note.text()
    write(first.edit, "12345678")
    assert "连着的数字" in first.note.text()
    first.edit.clear()
    write(first.edit, GOOD)
    assert "可以用" in first.note.text()
    write(again.edit, GOOD[:4])
    assert "继续输入" in again.note.text()
    write(again.edit, "x")
    assert "不一样" in again.note.text()
    dialog.go_on()
    assert dialog.isVisible()
    assert "两遍输入的密码不一样" in officer.heard[0]


def test_a_founding_that_fails_is_told_and_the_entry_stays(qtbot: QtBot, officer: Officer) -> None:
    def found(_founding: Founding) -> None:
        raise OfficeError("数据不能放在这里。请换到本机硬盘。")

    dialog = opened(qtbot, found)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.name.setText("示例小学")
    dialog.place.setText("示例县")
    dialog.officer.setText("林晓舟")
    fill_password(dialog)
    dialog.go_on()
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert "本机硬盘" in officer.heard[0]
    assert dialog.isVisible()
    assert dialog.name.text() == "示例小学"
    qtbot.waitUntil(dialog.next.isEnabled)


def test_half_a_line_is_asked_for_whole(qtbot: QtBot, officer: Officer) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.name.setText("示例小学")
    dialog.place.setText("示例县")
    dialog.officer.setText("林晓舟")
    fill_password(dialog)
    dialog.dibao.edit.setText("810")
    dialog.go_on()
    assert dialog.isVisible()
    assert "执行日期" in officer.heard[0]
    assert "文件依据" in officer.heard[0]


def test_a_nonsense_line_is_not_taken(qtbot: QtBot, officer: Officer) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.name.setText("示例小学")
    dialog.place.setText("示例县")
    dialog.officer.setText("林晓舟")
    fill_password(dialog)
    dialog.dibao.edit.setText("12.345")
    dialog.from_day.edit.setText("2026-02-30")
    dialog.source.setText("文件")
    dialog.go_on()
    assert dialog.isVisible()
    assert "低保标准" in officer.heard[0]
    assert "2026" in officer.heard[0]


def test_leaving_founds_nothing(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    assert dialog.result() == FirstStart.DialogCode.Rejected


def test_an_office_that_is_elsewhere_is_put_back_from_a_backup_on_a_stick(
    qtbot: QtBot, officer: Officer, office: Office, tmp_path: Path
) -> None:
    made = [safekeeping.back_up(office).backup for _ in range(2)]
    dialog = opened(qtbot)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.look_for
    dialog.go_on()
    assert "请先选" in officer.heard[0]
    dialog.show_backups(tmp_path / "photos")
    assert "没有找到可用的备份" in dialog.found_there.text()
    dialog.show_backups(office.folder)
    assert "找到 2 份" in dialog.found_there.text()
    dialog.go_on()
    assert not dialog.isVisible()
    chosen = dialog.founding().backup
    assert chosen is not None
    assert chosen.counter == max(b.counter for b in made)
    assert not dialog.founding().practice
