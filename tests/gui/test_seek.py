"""A choice among many: long names show where they begin, and whole when pointed at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.fields.seek import SeekBox

LONG = "示例市总工会送温暖专项资金使用管理办法实施细则（试行）二〇二六年修订版"


def test_a_long_name_shows_its_beginning_and_is_told_whole_when_pointed_at(qtbot: QtBot) -> None:
    box: SeekBox[int] = SeekBox("未选（键入几个字来找，或按向下键看全部）")
    qtbot.addWidget(box)
    box.resize(160, 36)
    box.offer([(1, LONG, "swn"), (2, "短", "d")], 1)
    box.show()
    line = box.lineEdit()
    assert line is not None
    assert line.text() == LONG
    assert line.cursorPosition() == 0
    assert LONG in str(box.itemData(1, int(Qt.ItemDataRole.ToolTipRole)))
    box.setEditText("d")
    box.settle()
    assert box.value() == 2
    box.set_value(None)
    assert line.cursorPosition() == 0
