"""First start: two ways in, by the keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.bureau import OfficeKind
from desktop.domain.standards import LineKind
from desktop.ui.dialogs.first_start import FirstStart, Founding
from tests.gui.hands import Officer, write

TODAY = date(2026, 3, 2)


def opened(qtbot: QtBot) -> FirstStart:
    dialog = FirstStart(TODAY)
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
    assert not dialog.isVisible()
    assert dialog.founding() == Founding(practice=True)


def test_an_office_is_founded_by_keyboard_alone(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    for text in (
        "示例市总工会",
        None,
        "示例市",
        "林晓舟",
        "0000-1234567",
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
    assert not dialog.isVisible()
    founding = dialog.founding()
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
    dialog.go_on()
    assert dialog.founding().dibao is None
    assert not dialog.isVisible()


def test_without_name_or_place_no_office_is_founded(qtbot: QtBot, officer: Officer) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.go_on()
    assert dialog.isVisible()
    assert "单位名称" in officer.heard[0]
    assert "所在地" in officer.heard[0]


def test_half_a_line_is_asked_for_whole(qtbot: QtBot, officer: Officer) -> None:
    dialog = opened(qtbot)
    dialog.office.setChecked(True)
    dialog.go_on()
    dialog.name.setText("示例小学")
    dialog.place.setText("示例县")
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
