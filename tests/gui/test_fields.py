"""The fields: what may be written in them, what they say of it, and how the keyboard goes through them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.household import Hardship
from desktop.domain.identity import IdCheck
from desktop.domain.person import Sex
from desktop.domain.words import ETHNICITIES
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import ChoiceBox, TextChoice, TriState
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.fields.text import SearchBox, TextLine
from tests.gui.hands import write

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,234.5", "1234.50"), ("１２３４．５０", "1234.50"), ("¥88", "88"), ("0", "0"), ("3000元", "3000")],
)
def test_an_amount_is_taken_as_people_write_it(qtbot: QtBot, typed: str, amount: str) -> None:
    field = MoneyEdit()
    qtbot.addWidget(field)
    write(field.edit, typed)
    assert field.value() == Decimal(amount)
    assert field.problem() == ""


@pytest.mark.parametrize("typed", ["-5", "12.345", "1e309", "三百", "99999999999999"])
def test_a_nonsense_amount_gets_a_sentence_and_no_value(qtbot: QtBot, typed: str) -> None:
    field = MoneyEdit()
    qtbot.addWidget(field)
    field.show()
    write(field.edit, typed)
    assert field.value() is None
    assert field.note.isVisible()
    assert field.note.text() == field.problem() != ""


def test_an_amount_is_tidied_when_the_field_is_left_and_empty_is_unknown(qtbot: QtBot) -> None:
    field = MoneyEdit(Decimal("1"))
    qtbot.addWidget(field)
    field.edit.clear()
    assert field.value() is None
    write(field.edit, "12000")
    field.edit.editingFinished.emit()
    assert field.edit.text() == "12,000.00"


def test_what_is_being_typed_is_left_alone_by_the_same_value(qtbot: QtBot) -> None:
    field = MoneyEdit()
    qtbot.addWidget(field)
    write(field.edit, "-5")
    field.set_value(None)
    assert field.edit.text() == "-5"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-2-3", date(2026, 2, 3)),
        ("2026年2月3日", date(2026, 2, 3)),
        ("20260203", date(2026, 2, 3)),
        ("", None),
    ],
)
def test_a_day_is_taken_as_people_write_it(qtbot: QtBot, typed: str, day: date | None) -> None:
    field = DayEdit(TODAY)
    qtbot.addWidget(field)
    field.edit.setText(typed)
    assert field.value() == day
    assert field.problem() == ""


def test_a_day_that_does_not_exist_is_told_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DayEdit(TODAY)
    qtbot.addWidget(field)
    field.show()
    write(field.edit, "2026-02-30")
    field.edit.editingFinished.emit()
    assert field.value() is None
    assert "2026" in field.note.text()
    assert field.note.isVisible()


def test_the_calendar_opens_by_key_and_gives_its_day(qtbot: QtBot) -> None:
    field = DayEdit(TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field.edit, Qt.Key.Key_F4)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QWidget, "qt_calendar_calendarview")
    assert calendar is not None
    qtbot.keyClick(calendar, Qt.Key.Key_Right)
    qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert field.value() == date(2026, 3, 3)


def test_an_id_number_tells_birth_and_sex_and_normalises_itself(qtbot: QtBot) -> None:
    field = IdNumberEdit(TODAY)
    qtbot.addWidget(field)
    field.show()
    told: list[IdCheck] = []
    field.told.connect(told.append)
    write(field.edit, "11010519491231002x")
    assert told[-1].born == date(1949, 12, 31)
    assert told[-1].sex is Sex.female
    assert field.value() == "11010519491231002X"
    assert "女" in field.note.text()
    assert "✔" in field.note.text()


def test_a_wrong_check_digit_is_an_error_in_words(qtbot: QtBot) -> None:
    field = IdNumberEdit(TODAY)
    qtbot.addWidget(field)
    field.edit.setText("110105194912310021")
    field.edit.editingFinished.emit()
    assert field.problem() != ""
    assert field.note.text().startswith("✘")


def test_an_id_number_that_contradicts_the_file_is_only_warned_of(qtbot: QtBot) -> None:
    field = IdNumberEdit(TODAY, "11010519491231002X")
    qtbot.addWidget(field)
    field.compare_with(Sex.male, date(1949, 12, 31))
    assert field.problem() == ""
    assert field.note.text().startswith("！")


def test_letters_choose_by_pinyin_initials(qtbot: QtBot) -> None:
    field = ChoiceBox(Hardship)
    qtbot.addWidget(field)
    field.show()
    assert field.value() is None
    write(field, "xd")
    assert field.value() is Hardship.relative
    field.view().keyboardSearch("s")
    assert field.view().currentIndex().data() == "深度困难"


def test_the_wheel_scrolls_the_page_and_never_changes_a_choice(qtbot: QtBot) -> None:
    field = ChoiceBox(Hardship, Hardship.deep)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert field.value() is Hardship.deep


def test_initials_of_a_suggestion_become_it_and_other_text_stays(qtbot: QtBot) -> None:
    field = TextChoice(ETHNICITIES)
    qtbot.addWidget(field)
    line = field.lineEdit()
    assert line is not None
    line.setText("wwe")
    line.editingFinished.emit()
    assert field.value() == "维吾尔族"
    line.setText("穿青人")
    line.editingFinished.emit()
    assert field.value() == "穿青人"


def test_yes_no_and_unknown_are_three_answers(qtbot: QtBot) -> None:
    field = TriState()
    qtbot.addWidget(field)
    assert field.value() is None
    field.no.click()
    assert field.value() is False
    field.yes.click()
    assert field.value() is True
    field.unknown.click()
    assert field.value() is None


@pytest.mark.parametrize("typed", ["abc", "12.345", "-1", "1e3", "1000000"])
def test_a_number_outside_its_bounds_gets_a_sentence(qtbot: QtBot, typed: str) -> None:
    field = NumberEdit("平方米")
    qtbot.addWidget(field)
    write(field.edit, typed)
    assert field.value() is None
    assert field.problem() != ""


def test_a_search_waits_until_typing_pauses_and_asks_once(qtbot: QtBot) -> None:
    field = SearchBox("姓名")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.asked.connect(asked.append)
    write(field, "cxm")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["cxm"], timeout=2000)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert asked == ["cxm", ""]


def test_enter_in_a_search_asks_at_once(qtbot: QtBot) -> None:
    field = SearchBox("姓名")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.asked.connect(asked.append)
    write(field, "陈")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == ["陈"]


def test_enter_goes_to_the_next_field(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    layout = QVBoxLayout(panel)
    grid = FieldGrid()
    first, money, choice, last = TextLine(), MoneyEdit(), ChoiceBox(Hardship), TextLine()
    for label, field in (("一", first), ("二", money), ("三", choice), ("四", last)):
        grid.add(label, field)
    layout.addWidget(grid)
    enter_moves_on(panel)
    with qtbot.waitActive(panel):
        panel.show()
    first.setFocus()
    for expected in (money.edit, choice, last):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is expected


def test_fields_stand_in_one_column_where_it_is_narrow(qtbot: QtBot) -> None:
    grid = FieldGrid(2)
    qtbot.addWidget(grid)
    left, right = TextLine(), TextLine()
    grid.add("左", left)
    grid.add("右", right)
    grid.resize(900, 200)
    grid.show()
    assert left.y() == right.y()
    grid.resize(500, 200)
    qtbot.waitUntil(lambda: left.y() < right.y())


def test_an_entry_is_not_taken_while_a_field_is_wrong_and_says_why(qtbot: QtBot) -> None:
    dialog = EntryDialog("登记")
    qtbot.addWidget(dialog)
    amount = MoneyEdit()
    dialog.grid.add("金额(&M)", amount)
    dialog.ready(amount)
    with qtbot.waitActive(dialog):
        dialog.show()
    write(amount.edit, "-5")
    dialog.take.click()
    assert dialog.isVisible()
    assert dialog.trouble.isVisible()
    assert dialog.trouble.text().startswith("金额：")
    amount.edit.setText("5")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()


def test_enter_never_takes_an_entry_by_accident(qtbot: QtBot) -> None:
    dialog = EntryDialog("登记")
    qtbot.addWidget(dialog)
    line = TextLine()
    dialog.grid.add("姓名", line)
    dialog.ready(line)
    dialog.show()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_words_that_look_like_markup_are_shown_as_they_are(qtbot: QtBot) -> None:
    name = "<b>张三</b><img src=x>"
    for label in (Words(name), OneLine(name)):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert isinstance(label, QLabel)


def test_what_does_not_fit_stands_whole_in_the_tip(qtbot: QtBot) -> None:
    label = OneLine()
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    label.say("阿依古丽·买买提江·阿卜杜热依木·艾合买提")
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole()
