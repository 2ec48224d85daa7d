"""Two files side by side: each difference has two radio buttons, worked by arrow keys, Space or a click, and told to a screen reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop.casework import intake
from desktop.casework.office import Office
from desktop.ui.dialogs.merge import LEFT, RIGHT, MergeDialog
from tests.conftest import make_household

ROLE = Qt.ItemDataRole


@pytest.fixture
def dialog(qtbot: QtBot, office: Office) -> MergeDialog:
    """Two files that differ in address, bank and what the head works at."""
    one = intake.record_household(office, make_household("曾小明", address="示例市雪山路 1 号"))
    other = make_household("曾小明", address="示例市解放巷 3 号", bank="示例银行")
    head = replace(other.head, employer="示例第二纺织厂")
    kept = intake.record_household(office, replace(other, members=(head, *other.members[1:])))
    made = MergeDialog(office, one.id or 0, kept.id or 0)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def taken(dialog: MergeDialog) -> list[tuple[bool, bool]]:
    """Whether the left and the right radio button of each line is on."""
    model = dialog.model
    return [
        (
            model.index(row, LEFT).data(ROLE.CheckStateRole) == Qt.CheckState.Checked,
            model.index(row, RIGHT).data(ROLE.CheckStateRole) == Qt.CheckState.Checked,
        )
        for row in range(model.rowCount())
    ]


def heard(dialog: MergeDialog) -> str:
    """What a screen reader says where the cursor is."""
    cell = QAccessible.queryAccessibleInterface(dialog.table).focusChild()
    return cell.text(QAccessible.Text.Name)


def test_one_of_two_radio_buttons_is_on_in_every_line(dialog: MergeDialog) -> None:
    assert len(taken(dialog)) > 2
    assert all(left is not right for left, right in taken(dialog))


def test_arrow_keys_and_space_turn_the_radio_buttons_of_a_line(qtbot: QtBot, dialog: MergeDialog) -> None:
    for key, on in (
        (Qt.Key.Key_Right, (False, True)),
        (Qt.Key.Key_Left, (True, False)),
        (Qt.Key.Key_Space, (False, True)),
        (Qt.Key.Key_Space, (True, False)),
    ):
        others = taken(dialog)[1:]
        qtbot.keyClick(dialog.table, key)
        assert taken(dialog)[0] == on, key
        assert taken(dialog)[1:] == others


def test_the_cursor_stands_on_what_is_taken_and_a_screen_reader_says_it(
    qtbot: QtBot, dialog: MergeDialog
) -> None:
    words = [d.word for d in dialog.comparison.differences]
    for _ in range(words.index("单位")):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Right)
    assert dialog.table.currentIndex().column() == RIGHT
    assert heard(dialog) == "本人 单位，右边已取：示例第二纺织厂"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Left)
    assert heard(dialog).startswith("本人 单位，左边已取：")
    for step in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(dialog.table, step)
        assert "已取" in heard(dialog)


def test_a_click_on_a_side_takes_it(qtbot: QtBot, dialog: MergeDialog) -> None:
    table = dialog.table
    for column, on in ((RIGHT, (False, True)), (LEFT, (True, False))):
        place = table.visualRect(dialog.model.index(1, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert taken(dialog)[1] == on
