"""The form a scheme is written in: fields of each kind, mistakes that lead to their field, taking back, keeping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import aside, drafting
from desktop.casework.office import Office
from desktop.domain.scheme_sheet import SchemeSheet
from desktop.ui.fields.gathered import Gathered
from desktop.ui.fields.ticks import Ticks
from desktop.ui.news import News
from desktop.ui.pages.scheme_form.adding import Adding
from desktop.ui.pages.scheme_form.either import OfFact, OrWord
from desktop.ui.pages.scheme_form.figure import FigureEdit
from desktop.ui.pages.scheme_form.named_day import NamedDayEdit
from desktop.ui.pages.scheme_form.start import StartDialog, left_over
from desktop.ui.pages.scheme_form.window import EXAMPLES, READING, TEXT, SchemeForm
from tests.gui.cases import carefully
from tests.gui.hands import Officer, write
from tests.gui.keys import come_back
from tests.gui.test_schemes import words

CONTROL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
Write = Callable[..., SchemeForm]


@pytest.fixture
def begin(qtbot: QtBot, office: Office) -> Iterator[Write]:
    """A form over a copy of a scheme of the library; what is left unsaved at the end of a test is asked of nobody."""
    forms: list[SchemeForm] = []

    def made(base: str = "plan-07", text: str = "", aside: str = "") -> SchemeForm:
        draft = drafting.open_draft(office, None, from_id=base, new_id="own-1", title="本单位的方案")
        if text:
            draft.sheet = SchemeSheet.of(text, draft.sheet.file)
        form = SchemeForm(office, News(), draft, aside)
        form.resize(1100, 760)
        with qtbot.waitActive(form):
            form.show()
        forms.append(form)
        return form

    yield made
    for form in forms:
        form.editing.saved()
        form.close()
        form.deleteLater()


def at(form: SchemeForm, *path: str | int) -> Any:
    """The widget of the last key of that path, after going there."""
    form.go_to(path)
    slots = form.form.named.slots if form.form.named is not None else form.form.slots
    return slots[str(path[-1])].made.widget


def value(form: SchemeForm, *path: str | int) -> object:
    return form.editing.sheet.value(path)


def key(qtbot: QtBot, code: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    qtbot.keyClick(focused, code, modifier)


# ---- the tree


def test_the_tree_says_what_the_scheme_is_made_of_in_the_words_of_the_office(begin: Write) -> None:
    form = begin()
    titles = form.tree.titles()
    for said in ("总则", "原文（10）", "对象类别（2）", "排除情形（4）", "步骤（7）", "算例（15）"):
        assert said in titles
    assert "2. 人均高于 3 倍、遭受突发困难" in titles
    assert "3. 家庭月人均收入在低保标准的 1.5—1.6 倍（含）以内" in titles


def test_the_chosen_part_stays_in_sight_when_the_tree_grows_short(begin: Write) -> None:
    form = begin()
    form.tree.choose(form.tree.paths()[-1])
    form.tree.resize(form.tree.width(), 120)
    item = form.tree.currentItem()
    assert item is not None
    assert form.tree.viewport().rect().contains(form.tree.visualItemRect(item).center())


@pytest.mark.parametrize("id", ["plan-07", "plan-12", "plan-16", "plan-25", "plan-26"])
def test_looking_at_every_part_changes_nothing_and_leaves_nothing_out(
    begin: Write, office: Office, id: str
) -> None:
    """No key of any part is missing from its form; of examples that are alike the first few are looked at."""
    form = begin(text=office.library.scheme(id).text)
    for path in form.tree.paths():
        if path[:1] == ("examples",) and len(path) > 1 and path[1] not in (0, 1, 2):
            continue
        form.tree.choose(path)
        content = form.editing.sheet.content(path)
        shown = set(form.form.slots) | set(form.form.named.slots if form.form.named else ())
        below = {str(p[len(path)]) for p in form.editing.sheet.children(path)}
        assert set(content) - below <= shown, path
        QApplication.sendPostedEvents()
    assert form.editing.text == office.library.scheme(id).text


def test_a_part_is_added_copied_moved_and_taken_out_by_keys_and_each_can_be_taken_back(
    qtbot: QtBot, begin: Write, officer: Officer
) -> None:
    form = begin()
    first = form.editing.text
    form.tree.choose(("papers", 0))
    form.tree.setFocus()
    key(qtbot, Qt.Key.Key_D, CONTROL)
    assert form.tree.path() == ("papers", 1)
    assert value(form, "papers", 1, "name") == value(form, "papers", 0, "name")
    form.tree.setFocus()
    key(qtbot, Qt.Key.Key_Down, ALT)
    assert form.tree.path() == ("papers", 2)
    assert value(form, "papers", 1, "name") == "家庭成员收入证明"
    form.tree.setFocus()
    key(qtbot, Qt.Key.Key_Delete)
    assert form.editing.text == first
    for _ in range(3):
        form.undo()
    assert form.editing.text == first
    assert not form.editing.can_undo
    form.redo()
    assert value(form, "papers", 1, "name") == value(form, "papers", 0, "name")


def test_what_may_be_added_is_found_by_typing_and_stands_ready_to_be_filled_in(
    qtbot: QtBot, begin: Write, officer: Officer
) -> None:
    form = begin()
    form.tree.choose(("groups", 0))
    form.tree.setFocus()

    @carefully
    def choose(dialog: Adding) -> None:
        assert dialog.list.count() > 20
        write(dialog.sought, "周岁")
        assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == ["条件 · 周岁年龄"]
        qtbot.keyClick(dialog.sought, Qt.Key.Key_Return)

    officer.will_do(choose)
    key(qtbot, Qt.Key.Key_Return, CONTROL)
    assert form.tree.path() == ("groups", 0, "require", 3)
    assert value(form, "groups", 0, "require", 3, "kind") == "age"
    come_back(qtbot)
    assert QApplication.focusWidget() is form.form.slots["kind"].field


# ---- fields


def test_texts_figures_days_and_choices_go_into_the_file_as_they_are_typed(begin: Write) -> None:
    form = begin()
    at(form, "title").setText("")
    write(at(form, "title"), "春节送温暖")
    assert value(form, "title") == "春节送温暖"
    write(at(form, "from").edit, "2026年11月1日")
    assert value(form, "from") == date(2026, 11, 1)
    offices = at(form, "offices")
    assert isinstance(offices, Ticks)
    offices.setFocus()
    offices.setCurrentRow(1)
    assert value(form, "offices") == ["union"]
    notes = at(form, "notes")
    notes.setPlainText("一条\n\n又一条")
    assert value(form, "notes") == ["一条", "又一条"]
    copies = at(form, "papers", 0, "copies")
    write(copies.edit, "2")
    assert value(form, "papers", 0, "copies") == 2
    money = at(form, "parameters", 0, "minimum")
    money.edit.selectAll()
    write(money.edit, "0.5")
    assert value(form, "parameters", 0, "minimum") == Decimal("0.5")
    optional = at(form, "parameters", 0, "optional")
    optional.set_value(True)
    assert value(form, "parameters", 0, "optional") is True


def test_space_ticks_a_choice_and_enter_goes_on(qtbot: QtBot, begin: Write) -> None:
    form = begin()
    offices = at(form, "offices")
    offices.setFocus()
    key(qtbot, Qt.Key.Key_Right)
    key(qtbot, Qt.Key.Key_Space)
    assert value(form, "offices") == ["union", "school"]
    key(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.form.slots["audience"].field


def test_a_fact_is_found_by_its_office_name_and_what_it_may_be_is_offered(qtbot: QtBot, begin: Write) -> None:
    form = begin()
    require = ("groups", 1, "require", 1)
    fact = at(form, *require, "fact")
    fact.setFocus()
    fact.lineEdit().selectAll()
    write(fact, "家庭的证件和标签")
    if not fact.fitting("家庭的证件和标签"):
        fact.lineEdit().selectAll()
        write(fact, "household_kinds")
    key(qtbot, Qt.Key.Key_Return)
    assert value(form, *require, "fact") == "household_kinds"
    of = at(form, *require, "of")
    assert isinstance(of, OfFact)
    offered = [of.ticks.item(n).text() for n in range(of.ticks.count())]
    assert any("低保" in said for said in offered)
    # what the other fact may be too is kept, the rest goes
    assert value(form, *require, "of") == ["disaster"]


def test_a_figure_is_typed_or_so_many_times_a_published_line_or_a_parameter(begin: Write) -> None:
    form = begin()
    bound = ("groups", 0, "require", 0, "at_most")
    edit = at(form, *bound)
    assert isinstance(edit, FigureEdit)
    assert edit.way.value() == "standard"
    edit.multiple.setEditText("2.5")
    assert value(form, *bound) == {"standard": "dibao", "multiple": Decimal("2.5")}
    edit.round.set_value("down")
    assert value(form, *bound) == {"standard": "dibao", "multiple": Decimal("2.5"), "round": "down"}
    edit.multiple.setEditText("本次名额")
    assert value(form, *bound) == {"standard": "dibao", "multiple": "places", "round": "down"}
    edit.multiple.setEditText("两倍")
    assert "不是数" in edit.problem()
    assert value(form, *bound) == {"standard": "dibao", "multiple": "places", "round": "down"}
    edit.multiple.setEditText("")
    edit.round.set_value("none")
    assert value(form, *bound) == {"standard": "dibao"}
    edit.way.set_value("typed")
    write(edit.number.edit, "600")
    assert value(form, *bound) == 600
    edit.way.set_value("parameter")
    edit.parameter.set_value("goods_value")
    assert value(form, *bound) == {"parameter": "goods_value"}
    edit.way.set_value("line")
    edit.line.set_value("band_low")
    assert value(form, *bound) == {"line": "band_low"}
    edit.way.set_value("fact")
    edit.fact.set_value("savings")
    assert value(form, *bound) == {"fact": "savings"}
    edit.way.set_value(None)
    assert value(form, *bound) is None


def test_a_yearly_line_may_be_taken_by_the_month_and_rare_ways_are_shown_as_written(begin: Write) -> None:
    form = begin()
    bound = ("groups", 0, "require", 0, "at_most")
    edit = at(form, *bound)
    assert edit.monthly.isHidden()
    edit.standard.set_value("consumption_per_head")
    assert not edit.monthly.isHidden()
    edit.monthly.setChecked(True)
    assert value(form, *bound) == {"standard": "consumption_per_head", "per": "month", "multiple": 3}
    edit.way.set_value("other")
    edit.raw.setText('{ highest = [{ standard = "dibao" }, { parameter = "goods_value" }] }')
    edit.raw.changed.emit()
    assert value(form, *bound) == {"highest": [{"standard": "dibao"}, {"parameter": "goods_value"}]}
    form.tree.choose(())
    assert at(form, *bound).way.value() == "other"
    edit = at(form, *bound)
    edit.raw.setText("{ highest = [")
    edit.raw.changed.emit()
    assert "读不出来" in edit.problem()


def test_facts_passages_groups_and_parameters_are_chosen_from_what_there_is(
    qtbot: QtBot, begin: Write
) -> None:
    form = begin()
    proves = at(form, "papers", 0, "proves")
    assert isinstance(proves, Gathered)
    proves.box.setFocus()
    write(proves.box, "住宅套数")
    key(qtbot, Qt.Key.Key_Return)
    assert value(form, "papers", 0, "proves") == ["causes", "homes_count"]
    assert QApplication.focusWidget() is proves.box  # for the next one; Enter on nothing goes on
    key(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is proves.add
    proves.chosen.setCurrentRow(0)
    proves.chosen.setFocus()
    key(qtbot, Qt.Key.Key_Delete)
    assert value(form, "papers", 0, "proves") == ["homes_count"]
    passage = at(form, "papers", 0, "passage")
    offered = [passage.itemText(n) for n in range(passage.count())]
    assert len(offered) == 11
    assert offered[1].startswith("篇七第一条：由产业工会委员会")
    groups = at(form, "papers", 0, "groups")
    assert [groups.item(n).text() for n in range(groups.count())] == [
        "人均 3 倍以内、因特殊原因困难",
        "人均高于 3 倍、遭受突发困难",
    ]


def test_a_due_day_turns_to_another_kind_and_keeps_what_both_know(begin: Write) -> None:
    form = begin("plan-04")
    due = ("steps", 1, "due")
    form.go_to(due)
    kind: Any = form.form.slots[""].field
    assert kind.value() == "workdays"
    kind.set_value("days")
    assert value(form, *due) == {"after": "receipt", "days": "【待填】"}
    write(at(form, *due, "days").edit, "7")
    assert value(form, *due) == {"after": "receipt", "days": 7}
    form.undo()
    form.undo()
    assert value(form, *due) == {"workdays": 5, "after": "receipt"}


def test_going_through_the_kinds_and_back_loses_nothing(begin: Write) -> None:
    form = begin()
    require = ("groups", 0, "require", 0)
    before = value(form, *require)
    form.go_to(require)
    for kind in ("has_any", "age", "all", "compare"):
        kinds: Any = form.form.slots["kind"].field
        kinds.set_value(kind)
        assert value(form, *require, "kind") == kind
    assert value(form, *require) == before


def test_a_named_day_is_a_date_a_day_of_the_year_or_a_festival(begin: Write) -> None:
    form = begin()
    form.editing.put(("exclude", 3, "of", 0), {"kind": "age", "at_least": 60})
    form.editing.tables_changed.emit(("exclude", 3, "of", 0))
    on = at(form, "exclude", 3, "of", 0, "on")
    assert isinstance(on, NamedDayEdit)
    on.way.set_value("yearly")
    write(on.month_day, "12月31日")
    assert value(form, "exclude", 3, "of", 0, "on") == "12-31"
    on.way.set_value("festival")
    on.festival.set_value("double_ninth")
    assert value(form, "exclude", 3, "of", 0, "on") == "double_ninth"
    on.way.set_value("date")
    write(on.date.edit, "2026-12-31")
    assert value(form, "exclude", 3, "of", 0, "on") == date(2026, 12, 31)


def test_the_facts_of_an_example_are_those_the_scheme_asks_for_and_empty_means_unknown(begin: Write) -> None:
    form = begin()
    facts = ("examples", 9, "facts")
    form.go_to(facts)
    named = form.form.named
    assert named is not None
    assert {"gross_income_per_head", "causes", "homes_count", "runs_business", "received_on"} <= set(
        named.slots
    )
    assert value(form, *facts, "homes_count") is None
    write(named.slots["homes_count"].made.widget.edit, "1")
    assert value(form, *facts, "homes_count") == 1
    named.seek.set_value("household_size")
    named.take()
    write(named.slots["household_size"].made.widget.edit, "4")
    assert value(form, *facts, "household_size") == 4


def test_an_amount_a_person_decides_and_a_step_without_a_day_are_said_in_words(begin: Write) -> None:
    form = begin()
    amount = at(form, "examples", 0, "expect", "amount")
    assert isinstance(amount, OrWord)
    assert amount.way.currentText() == "由人定"
    amount.way.set_value("")
    assert value(form, "examples", 0, "expect", "amount") == "none"
    write(amount._made.widget.edit, "600")
    assert value(form, "examples", 0, "expect", "amount") == 600
    form.go_to(("examples", 0, "expect", "deadlines"))
    assert form.form.named is not None
    decide = form.form.named.slots["decide"].made.widget
    assert decide.way.currentText() == "没有期限"


# ---- what is wrong


def test_a_mistake_is_listed_in_office_words_and_enter_leads_to_its_field(qtbot: QtBot, begin: Write) -> None:
    form = begin()
    form.editing.put(("exclude", 0, "at_least"), "两套")
    form.look_over()
    assert [t.path for t in form.problems.troubles] == [("exclude", 0, "at_least")]
    assert "方案文件" not in form.problems.troubles[0].said
    assert "应是数字" in form.problems.list.item(0).text()
    form.problems.list.setFocus()
    key(qtbot, Qt.Key.Key_Return)
    assert form.tree.path() == ("exclude", 0)
    slot = form.form.slots["at_least"]
    assert slot.isAncestorOf(QApplication.focusWidget())  # pyright: ignore
    assert "应是数字" in slot.trouble.text()
    assert not slot.trouble.isHidden()
    assert any(title.startswith("✘") and "2 套" in title for title in form.tree.titles())
    edit = slot.made.widget
    edit.way.set_value("typed")
    write(edit.number.edit, "2")
    form.look_over()
    assert form.problems.troubles == ()
    assert slot.trouble.isHidden()
    assert not any(title.startswith("✘") for title in form.tree.titles())


def test_an_example_that_comes_out_otherwise_takes_over_the_outcome_only_when_asked(
    begin: Write, officer: Officer
) -> None:
    form = begin()
    form.editing.put(("examples", 0, "expect", "verdict"), "ineligible")
    form.editing.put(("examples", 0, "expect", "group"), "b")
    form.look_over()
    form.tabs.setCurrentIndex(EXAMPLES)
    assert "14/15" in form.tabs.tabText(EXAMPLES)
    assert form.examples.part.model.lines()[0].passed is False
    officer.will_say("不改")
    form.examples.take.click()
    assert value(form, "examples", 0, "expect", "verdict") == "ineligible"
    assert "不符合" in officer.heard[0] or "符合" in officer.heard[0]
    officer.will_say("答案错了")
    form.examples.take.click()
    assert value(form, "examples", 0, "expect", "verdict") == "eligible"
    assert value(form, "examples", 0, "expect", "group") == "a"
    assert form.look.passed == 15
    assert "15/15" in form.tabs.tabText(EXAMPLES)


def test_an_entry_that_is_no_number_never_reaches_the_file(begin: Write, officer: Officer) -> None:
    form = begin()
    before = form.editing.text
    write(at(form, "papers", 0, "copies").edit, "两份")
    assert form.editing.text == before
    officer.will_say("知道了")
    assert form.save() is False
    assert "不是数字" in officer.heard[0]


# ---- taking back, the text, the reading


def test_ctrl_z_in_a_field_takes_back_the_whole_run_of_typing(qtbot: QtBot, begin: Write) -> None:
    form = begin()
    title = at(form, "title")
    title.setFocus()
    title.selectAll()
    write(title, "新名称")
    assert value(form, "title") == "新名称"
    key(qtbot, Qt.Key.Key_Z, CONTROL)
    assert value(form, "title") == "本单位的方案"
    assert at(form, "title").text() == "本单位的方案"
    form.tree.setFocus()
    key(qtbot, Qt.Key.Key_Y, CONTROL)
    assert value(form, "title") == "新名称"


def test_what_is_typed_as_text_and_in_the_form_stays_in_step(qtbot: QtBot, begin: Write) -> None:
    form = begin()
    form.tabs.setCurrentIndex(TEXT)
    text = form.text.edit.toPlainText()
    assert text == form.editing.text
    form.text.edit.setPlainText(text.replace('label = "每份实物价值"', 'label = "每份慰问品价值"'))
    qtbot.waitUntil(lambda: value(form, "parameters", 0, "label") == "每份慰问品价值")
    assert "1. 每份慰问品价值" in form.tree.titles()
    write(at(form, "parameters", 0, "unit"), "／份")
    form.tabs.setCurrentIndex(TEXT)
    assert 'unit = "' in form.text.edit.toPlainText()
    assert "／份" in form.text.edit.toPlainText()
    form.text.edit.setPlainText("id = \n" + text)
    qtbot.waitUntil(lambda: bool(form.editing.unreadable))
    assert not form.form.isEnabled()
    assert "第 1 行" in form.problems.troubles[0].said
    form.undo()
    assert form.form.isEnabled()
    assert "每份慰问品价值" in form.editing.text


def test_the_scheme_reads_itself_aloud_while_it_is_written(begin: Write) -> None:
    form = begin()
    form.tabs.setCurrentIndex(READING)
    form.editing.put(("papers", 0, "name"), "困难职工登记表")
    form.look_over()
    assert "困难职工登记表" in words(form.reading)
    form.editing.put(("papers", 0, "proves"), ["没有这个事实"])
    form.look_over()
    assert not form.unread.isHidden()
    assert "读不下去" in form.unread.text()


# ---- keeping


def test_saving_puts_the_scheme_into_the_library_with_its_comments(begin: Write, office: Office) -> None:
    form = begin()
    said: list[str] = []
    form.keeping.news.said.connect(said.append)
    form.editing.put(("parameters", 0, "value"), 900)
    form.editing.put(("examples", 0, "expect", "reasons"), None)
    assert form.save() is True
    assert form.kept == "own-1"
    kept = office.library.scheme("own-1")
    assert kept.parameter("goods_value").value == 900
    assert "# 这是一个方案文件：原文" in kept.text
    assert said == ["已保存方案：本单位的方案"]
    assert not form.editing.dirty


def test_what_does_not_stand_yet_is_kept_as_a_draft_and_gone_on_with(
    begin: Write, office: Office, officer: Officer
) -> None:
    form = begin()
    form.editing.put(("papers", 0, "name"), "【待填】")
    officer.will_say("存成草稿")
    assert form.save() is True
    assert form.kept is None
    assert office.library.find("own-1") is None
    (left,) = left_over(office)
    assert "本单位的方案" in left.label
    assert "草稿" in left.label
    begun = left.open()
    assert begun.draft.sheet.value(("papers", 0, "name")) == "【待填】"
    assert begun.aside == ""


def test_leaving_with_changes_asks_and_throwing_them_away_leaves_nothing(
    begin: Write, office: Office, officer: Officer
) -> None:
    form = begin()
    form.editing.put(("title",), "改了")
    form.safety.keep()
    officer.will_say("继续编辑", "不保存")
    form.close()
    assert form.isVisible()
    form.close()
    assert not form.isVisible()
    assert aside.aside(office) == ()
    assert office.library.find("own-1") is None


def test_a_text_survives_a_crash_and_is_offered_at_the_next_opening(
    qtbot: QtBot, begin: Write, office: Office
) -> None:
    form = begin()
    form.editing.put(("title",), "写到一半")
    form.safety.keep()
    (left,) = left_over(office)
    assert "写到一半" in left.label
    assert "没来得及保存" in left.label
    begun = left.open()
    again = SchemeForm(office, News(), begun.draft, begun.aside)
    assert again.editing.text == form.editing.text
    assert again.editing.dirty
    again.deleteLater()
    form.editing.saved()
    form.safety.keep()
    assert aside.aside(office) == ()


def test_a_change_is_put_aside_by_itself(qtbot: QtBot, begin: Write, office: Office) -> None:
    form = begin()
    form.safety._later.setInterval(20)
    form.editing.put(("title",), "写到一半")
    qtbot.waitUntil(lambda: len(aside.aside(office)) == 1)
    assert "写到一半" in aside.aside(office)[0].text


def test_a_new_scheme_gets_a_number_proposed_and_a_taken_one_is_refused(qtbot: QtBot, office: Office) -> None:
    dialog = StartDialog(office)
    qtbot.addWidget(dialog)
    dialog.show()
    write(dialog.title, "取暖补助")
    assert dialog.number.value() == "qnbz-2026"
    dialog.number.set_value("plan-07")
    dialog.accept()
    assert dialog.begun is None
    assert "plan-07" in dialog.trouble.text()
    dialog.number.set_value("town-heating")
    dialog.accept()
    assert dialog.begun is not None
    assert dialog.begun.draft.sheet.value(("id",)) == "town-heating"
    assert dialog.begun.draft.sheet.value(("title",)) == "取暖补助"


def test_escape_goes_from_the_form_to_the_tree_and_from_the_tree_out(qtbot: QtBot, begin: Write) -> None:
    form = begin()
    at(form, "title").setFocus()
    key(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is form.tree
    assert form.isVisible()
    key(qtbot, Qt.Key.Key_Escape)
    assert not form.isVisible()


def _arrow(form: SchemeForm, event: QEvent.Type, *, held: bool = False) -> None:
    key = QKeyEvent(event, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", held, 1)
    QApplication.sendEvent(form.tree, key)


@pytest.mark.parametrize("how", ["released", "resting", "entered", "left"])
def test_a_held_arrow_goes_through_the_tree_and_the_form_follows_where_it_rests(
    begin: Write, qtbot: QtBot, how: str
) -> None:
    form = begin()
    form.show()
    form.tree.setFocus()
    _arrow(form, QEvent.Type.KeyPress)
    first = form.tree.path()
    assert form.form.path == first, "one press shows the next part at once"
    for _ in range(3):
        _arrow(form, QEvent.Type.KeyPress, held=True)
    assert form.tree.path() != first
    assert form.form.path == first
    match how:
        case "released":
            _arrow(form, QEvent.Type.KeyRelease)
        case "resting":
            qtbot.waitUntil(lambda: form.form.path != first, timeout=5000)
        case "entered":
            qtbot.keyClick(form.tree, Qt.Key.Key_Return)
        case _:
            form.keep.setFocus()
    assert form.form.path == form.tree.path()
