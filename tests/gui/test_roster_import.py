"""The roster import: choose, look, take in, give back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.casework import intake, sheet_import, units
from desktop.casework.office import Office
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import Member
from desktop.domain.unit import Unit, UnitKind
from desktop.ui.dialogs.roster_import import (
    CHOOSE,
    COLUMNS,
    DOUBTS,
    LOOK,
    RESULT,
    SHEET,
    RosterImport,
    verdict_of,
)
from desktop.ui.dialogs.roster_import.units_dialog import NEW, UnitsDialog
from desktop.ui.dialogs.roster_import.words_dialog import WordsDialog
from desktop.ui.news import News
from tests.gui.hands import Officer, write
from tests.gui.keys import clashes
from tests.samples import make_faulty
from tests.samples.make_roster import id_number

BORN = date(1980, 5, 6)


@pytest.fixture
def roster(resources: Path) -> Path:
    return resources / "samples" / "困难职工名册（练习）.xlsx"


@pytest.fixture
def dialog(qtbot: QtBot, office: Office) -> RosterImport:
    made = RosterImport(office, News())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def look(qtbot: QtBot, dialog: RosterImport, path: Path) -> None:
    dialog.look_at(path)
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass


def take_in(qtbot: QtBot, dialog: RosterImport) -> None:
    dialog.take_in()
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass


def test_a_roster_is_looked_at_row_by_row_before_anything_is_kept(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path
) -> None:
    look(qtbot, dialog, roster)
    preview = dialog.preview
    assert preview is not None
    assert dialog.stack.currentIndex() == LOOK
    page = dialog.look_page
    page.buttons["全部"].click()
    assert page.model.rowCount() == len(preview.rows)
    page.buttons["不能导入"].click()
    assert [verdict_of(row) for row in page.model.lines()] == ["！ 有误，不能导入"] * len(preview.bad)
    assert preview.bad[0].errors[0].said in page.reason.text()
    page.buttons["可导入"].click()
    assert page.model.lines() == preview.good
    assert dialog.take.text().startswith(f"导入 {len(preview.good)} 户")
    assert intake.count_households(office, HouseholdQuery()) == 0


def test_good_rows_go_in_and_bad_rows_come_back_in_a_copy_that_imports_again(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path, tmp_path: Path
) -> None:
    heard: list[object] = []
    dialog._news.household_changed.connect(heard.append)
    look(qtbot, dialog, roster)
    assert dialog.preview is not None
    take_in(qtbot, dialog)
    assert dialog.taken is not None
    assert dialog.stack.currentIndex() == RESULT
    assert intake.count_households(office, HouseholdQuery()) == dialog.taken.taken == len(dialog.preview.good)
    assert f"已导入 {dialog.taken.taken} 户" in dialog.result_page.headline.text()
    assert heard == [None]
    copy = tmp_path / "退回.xlsx"
    dialog.give_back_to(copy)
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass
    assert copy.is_file()
    assert str(copy) in dialog.result_page.saved.text()
    bad = len(dialog.preview.bad)
    look(qtbot, dialog, copy)
    assert dialog.preview.path == copy
    assert len(dialog.preview.bad) == bad
    assert not dialog.preview.good
    assert not dialog.take.isEnabled()


def test_the_same_file_twice_is_asked_about(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path
) -> None:
    look(qtbot, dialog, roster)
    take_in(qtbot, dialog)
    dialog.turn(CHOOSE)
    look(qtbot, dialog, roster)
    assert "已经导入过" in dialog.look_page.told.text()
    assert not dialog.take.isEnabled()


def test_a_file_that_is_no_roster_is_told_and_another_can_be_chosen(
    qtbot: QtBot, dialog: RosterImport, tmp_path: Path, officer: Officer
) -> None:
    wrong = tmp_path / "说明.xlsx"
    wrong.write_text("这不是表格", encoding="utf-8")
    look(qtbot, dialog, wrong)
    assert len(officer.heard) == 1
    assert "说明.xlsx" in officer.heard[0]
    assert dialog.stack.currentIndex() == CHOOSE


def test_a_cancelled_import_keeps_nothing(
    qtbot: QtBot, dialog: RosterImport, office: Office, roster: Path, officer: Officer
) -> None:
    look(qtbot, dialog, roster)
    dialog.take_in()
    assert dialog.running is not None
    dialog.running.cancel()
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass
    assert intake.count_households(office, HouseholdQuery()) == 0
    assert dialog.stack.currentIndex() == LOOK
    assert officer.heard == []


def test_ctrl_o_asks_for_a_file(qtbot: QtBot, dialog: RosterImport, officer: Officer) -> None:
    def give_up(chooser: QFileDialog) -> None:
        assert isinstance(chooser, QFileDialog)
        chooser.reject()

    officer.will_do(give_up)
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert dialog.stack.currentIndex() == CHOOSE


# --- any sheet ------------------------------------------------------------------------------------------------------


def faulty(tmp_path: Path, rows: int = 150) -> tuple[Path, make_faulty.Maker]:
    """A roster in an office's own layout, with one fault of each kind."""
    path = tmp_path / "摸底.xlsx"
    return path, make_faulty.write(path, rows, 1)


def finish(qtbot: QtBot, dialog: RosterImport) -> None:
    """Wait for what is running."""
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass


def test_a_sheet_with_own_headings_stops_for_its_heading_and_its_columns(
    qtbot: QtBot, dialog: RosterImport, tmp_path: Path
) -> None:
    path, _ = faulty(tmp_path)
    look(qtbot, dialog, path)
    assert dialog.stack.currentIndex() == SHEET
    assert (dialog.sheet_page.first.value(), dialog.sheet_page.last.value()) == (2, 3)
    dialog.go_on()
    assert dialog.stack.currentIndex() == COLUMNS
    page = dialog.columns_page
    assert page.table.line() is not None
    assert page.table.line().heading == "男女"  # type: ignore[union-attr]  # the first that is a guess
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert dialog.focusWidget() in (page.target, page.target.lineEdit())
    page.target.lineEdit().selectAll()  # type: ignore[union-attr]
    write(page.target.lineEdit(), "mz")  # type: ignore[arg-type]
    qtbot.keyClick(page.target, Qt.Key.Key_Return)
    assert page.plan is not None
    taken = {r.heading: r.target.key if r.target else "" for r in page.plan.readings}
    assert (taken["男女"], taken["民族"]) == ("ethnicity", "")  # one column each: the other was let go


def test_no_sheet_goes_on_without_a_column_for_the_name(
    qtbot: QtBot, dialog: RosterImport, tmp_path: Path
) -> None:
    path, _ = faulty(tmp_path)
    look(qtbot, dialog, path)
    dialog.go_on()
    assert dialog.take.isEnabled()
    page = dialog.columns_page
    page.table.choose(0)
    page.leave_out.click()
    assert not dialog.take.isEnabled()
    assert "姓名" in page.told.text()


def test_settled_columns_are_remembered_for_the_next_sheet_of_that_kind(
    qtbot: QtBot, dialog: RosterImport, office: Office, tmp_path: Path, officer: Officer
) -> None:
    path, _ = faulty(tmp_path)
    look(qtbot, dialog, path)
    dialog.go_on()
    dialog.keep_sheet("市总摸底表")
    assert [s.name for s in sheet_import.memory(office).sheets] == ["市总摸底表"]
    dialog.turn(CHOOSE)
    look(qtbot, dialog, path)
    assert dialog.stack.currentIndex() == LOOK  # nothing to ask any more
    sheet_import.forget_sheet(office, "市总摸底表")
    dialog.turn(CHOOSE)
    look(qtbot, dialog, path)
    assert dialog.stack.currentIndex() == SHEET


def test_a_cell_is_put_right_in_place_and_its_row_goes_in(
    qtbot: QtBot, dialog: RosterImport, tmp_path: Path
) -> None:
    path, made = faulty(tmp_path)
    look(qtbot, dialog, path)
    dialog.go_on()
    dialog.go_on()
    finish(qtbot, dialog)
    assert dialog.preview is not None
    bad = len(dialog.preview.bad)
    negative = next(p for p in made.planted if p.kind == "金额为负")
    page = dialog.look_page
    page.buttons["不能导入"].click()
    page.table.choose([r.number for r in page.model.lines()].index(negative.row))
    page.text.setText("2600")
    page.put_right.click()
    finish(qtbot, dialog)
    assert len(dialog.preview.bad) == bad - 1
    row = next(r for r in dialog.preview.rows if r.number == negative.row)
    assert row.household is not None
    assert row.household.incomes[0].amount == 2600


def test_own_words_are_told_once_and_known_from_then_on(
    qtbot: QtBot, dialog: RosterImport, office: Office, tmp_path: Path, officer: Officer
) -> None:
    path, made = faulty(tmp_path)
    look(qtbot, dialog, path)
    dialog.go_on()
    dialog.go_on()
    finish(qtbot, dialog)
    where = next(p for p in made.planted if p.kind == "旧类别对应不上")

    def answer(words: WordsDialog) -> None:
        at = next(n for n, w in enumerate(words.words) if w.key == "hardship")
        words.fields[at].set_value("相对困难")
        words.accept()

    officer.will_do(answer)
    dialog.say_words()
    finish(qtbot, dialog)
    assert dialog.preview is not None
    row = next(r for r in dialog.preview.rows if r.number == where.row)
    assert row.problems == ()
    assert row.household is not None
    assert row.household.hardship == "relative"
    assert [w.means for w in sheet_import.memory(office).words] == ["相对困难"]


def test_doubts_wait_to_the_end_and_each_way_out_does_what_it_says(
    qtbot: QtBot, dialog: RosterImport, office: Office, officer: Officer
) -> None:
    for name in ("甲练习", "乙练习", "丙练习"):
        intake.record_household(office, Household(members=(Member(ordinal=1, name=name, born=BORN),)))
    numbers = [id_number(BORN, True, 900 + 2 * n) for n in range(4)]
    lines = ["姓名\t身份证号\t家庭住址"]
    names = ("甲练习", "乙练习", "丙练习", "丁练习")
    lines += [
        f"{name}\t{number}\t示例路 {n} 号"
        for n, (name, number) in enumerate(zip(names, numbers, strict=True))
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    dialog.paste()
    finish(qtbot, dialog)
    assert dialog.preview is not None
    assert [verdict_of(r)[0] for r in dialog.preview.rows] == ["？", "？", "？", "✔"]
    dialog.go_on()
    assert dialog.stack.currentIndex() == DOUBTS
    page = dialog.doubts_page
    assert {s.label: s.changes for s in page.sides.lines() if s.changes} == {
        "身份证号": True,
        "家庭住址": True,
    }
    page.same.click()
    page.other.click()
    page.skip.click()
    assert page.undecided() == 0
    dialog.go_on()
    finish(qtbot, dialog)
    assert dialog.taken is not None
    assert [(o.name, o.what) for o in dialog.taken.outcomes] == [
        ("甲练习", "更新"),
        ("乙练习", "新建"),
        ("丙练习", "跳过"),
        ("丁练习", "新建"),
    ]
    assert intake.count_households(office, HouseholdQuery()) == 5
    first = intake.household(office, 1)
    assert (first.head.id_number, first.address) == (numbers[0], "示例路 0 号")
    officer.will_say("撤销导入")
    dialog.take_back()
    finish(qtbot, dialog)
    assert intake.count_households(office, HouseholdQuery()) == 3
    assert intake.household(office, 1).head.id_number == ""
    assert "已撤销" in dialog.result_page.headline.text()


def test_no_two_things_on_a_page_bear_the_same_letter(
    qtbot: QtBot, dialog: RosterImport, tmp_path: Path
) -> None:
    path, _ = faulty(tmp_path)
    look(qtbot, dialog, path)
    dialog.go_on()
    dialog.go_on()
    finish(qtbot, dialog)
    for step in (CHOOSE, SHEET, COLUMNS, LOOK, DOUBTS, RESULT):
        dialog.turn(step)
        assert clashes(dialog) == [], step


def test_units_nobody_knows_are_chosen_or_taken_in_as_new(
    qtbot: QtBot, dialog: RosterImport, office: Office, officer: Officer
) -> None:
    union = units.record_unit(office, Unit(name="示例市总工会", kind=UnitKind.union)).id
    works = units.record_unit(office, Unit(name="第一纺织厂", kind=UnitKind.enterprise, parent_id=union)).id
    lines = ["姓名\t身份证号\t建档单位"]
    for n, word in enumerate(("一纺", "一纺", "新纺织公司", "某某处")):
        lines.append(f"甲练习{n}\t{id_number(BORN, True, 501 + 2 * n)}\t{word}")
    QGuiApplication.clipboard().setText("\n".join(lines))
    dialog.paste()
    finish(qtbot, dialog)
    assert dialog.look_page.units.text() == "对应单位：3 个不认识(&D)…"
    assert clashes(dialog) == []

    def answer(asked: UnitsDialog) -> None:
        assert clashes(asked) == []
        assert [w.text for w in asked.words] == ["一纺", "新纺织公司", "某某处"]
        box = asked.fields[0]
        box.lineEdit().selectAll()  # type: ignore[union-attr]
        write(box.lineEdit(), "dyfz")  # type: ignore[arg-type]
        qtbot.keyClick(box, Qt.Key.Key_Return)
        asked.fields[1].set_value(NEW)
        asked.below.set_value(union)
        asked.accept()

    officer.will_do(answer)
    dialog.say_units()
    finish(qtbot, dialog)
    assert dialog.look_page.units.text() == "对应单位：1 个不认识(&D)…"
    assert "导入时新建单位：示例市总工会 › 新纺织公司。" in dialog.look_page.told.text()

    def look_again(asked: UnitsDialog) -> None:
        assert [(w.text, f.value()) for w, f in zip(asked.words, asked.fields, strict=True)] == [
            ("新纺织公司", NEW),
            ("某某处", None),
        ]
        assert asked.below.value() == union
        asked.reject()

    officer.will_do(look_again)
    dialog.say_units()
    take_in(qtbot, dialog)
    assert "新建单位 1 个。" in dialog.result_page.details.text()
    made = next(u.id for u in units.all_units(office) if u.name == "新纺织公司")
    assert [intake.household(office, n).unit_id for n in (1, 2, 3, 4)] == [works, works, made, None]
    officer.will_say("撤销导入")
    dialog.take_back()
    finish(qtbot, dialog)
    assert [u.name for u in units.all_units(office)] == ["示例市总工会", "第一纺织厂"]
