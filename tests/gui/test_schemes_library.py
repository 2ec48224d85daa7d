"""The library at work on the page of schemes: its buttons, two editions side by side, packs, and what a scheme runs on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import assessment, intake, library, packs, settings
from desktop.casework.office import Office
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_diff import Change
from desktop.domain.scheme_draft import draft
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Line, LineKind
from desktop.store import packs as files
from desktop.store import trail
from desktop.ui.dialogs.effect.window import EffectWindow
from desktop.ui.dialogs.line import LineDialog
from desktop.ui.dialogs.parameter import ParameterDialog
from desktop.ui.dialogs.revise import ReviseDialog
from desktop.ui.fields.panels import Fold
from desktop.ui.pages.scheme_form.start import StartDialog
from desktop.ui.pages.scheme_form.window import SchemeForm
from desktop.ui.pages.schemes import Schemes
from desktop.ui.pages.schemes_compare import CompareDialog
from desktop.ui.pages.schemes_packs import ExportPack, ImportPack
from desktop.ui.pages.try_out.window import TryOut
from tests.conftest import Clock, make_household
from tests.gui.cases import PLAN, Stage, carefully, fill_in
from tests.gui.hands import Officer, write
from tests.gui.keys import clashes, come_back, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
D = Decimal


class Desk(Stage):
    page: Schemes

    def titles(self) -> list[str]:
        return [entry.told for entry in self.page.model.lines()]

    def states(self) -> dict[str, str]:
        return {entry.key: entry.state for entry in self.page.model.lines()}


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Schemes)


def keep(office: Office, id: str, *changes: tuple[str, str], base: str = PLAN) -> None:
    """A scheme of the office's own, begun from another one's text."""
    text = office.library.scheme(base).text.replace(f'id = "{base}"', f'id = "{id}"', 1)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    folder = office.folder / "方案"
    folder.mkdir(exist_ok=True)
    (folder / f"{id}.toml").write_text(text, "utf-8")
    library.reload(office)


def revise(office: Office, from_day: str = "2026-02-01") -> None:
    """A new edition of plan 3, in force from a day on."""
    keep(
        office,
        "plan-03-2026",
        ("title =", f'replaces = "{PLAN}"\nfrom = {from_day}\ntitle ='),
        ("notes = [", 'notes = [\n"走访提前到小年以前。",'),
    )


def chooses(path: Path) -> Callable[[QFileDialog], None]:
    """Someone who types a file's whole name."""

    def deed(dialog: QFileDialog) -> None:
        edit = dialog.findChild(QLineEdit)
        assert isinstance(edit, QLineEdit)
        edit.setText(str(path))
        dialog.accept()

    return deed


# --- the buttons ---


def test_the_buttons_stand_in_order_with_their_keys_and_no_letter_twice(qtbot: QtBot, office: Office) -> None:
    stage = Desk(qtbot, office, Schemes, size=(2200, 800))
    qtbot.waitUntil(lambda: stage.page.deeds.more.isHidden())
    buttons = [b for b in stage.page.deeds.buttons if b.isVisible()]
    assert buttons == list(stage.page.deeds.buttons)
    said = [b.text().split("(")[0] for b in buttons]
    assert said == [
        "试算",
        "改数看影响",
        "两版对照",
        "修改",
        "修订为新版",
        "照抄",
        "新建方案",
        "导入方案包",
        "导出方案包",
    ]
    assert all("Ctrl" in b.toolTip() for b in buttons)
    assert clashes(stage.page) == []


def test_what_does_not_fit_waits_under_more_and_can_be_done_from_there(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    stage = Desk(qtbot, office, Schemes, size=(560, 500))
    row = stage.page.deeds
    qtbot.waitUntil(lambda: row.more.isVisible())
    seen = [b for b in row.buttons if b.isVisible()]
    assert 0 < len(seen) < len(row.buttons)
    assert seen == list(row.buttons[: len(seen)])
    assert row.more.geometry().right() <= row.width()
    row.menu.aboutToShow.emit()
    offered = {action.text().split("\t")[0]: action for action in row.menu.actions()}
    assert all("\tCtrl+" in action.text() for action in row.menu.actions())
    assert list(offered) == [b.text() for b in row.buttons[len(seen) :]]
    opened: list[str] = []

    def deed(dialog: ExportPack) -> None:
        opened.append(dialog.windowTitle())
        dialog.reject()

    officer.will_do(carefully(deed))
    offered["导出方案包(&X)"].trigger()
    assert opened == ["导出方案包"]
    assert clashes(stage.page) == []


def test_the_keys_work_for_buttons_that_are_out_of_sight(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    stage = Desk(qtbot, office, Schemes, size=(560, 500))
    opened: list[type[QWidget]] = []

    def note(dialog: QWidget) -> None:
        opened.append(type(dialog))
        dialog.close()

    for key, modifier in (
        (Qt.Key.Key_T, CONTROL),
        (Qt.Key.Key_D, CONTROL),
        (Qt.Key.Key_R, CONTROL),
        (Qt.Key.Key_Y, CONTROL),
        (Qt.Key.Key_E, CONTROL | SHIFT),
    ):
        officer.will_do(carefully(note))
        press(qtbot, key, modifier)
    assert opened == [TryOut, CompareDialog, ReviseDialog, StartDialog, ExportPack]
    assert stage.page.isVisible()


def test_a_figure_is_moved_over_the_whole_roster_from_the_page(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    fill_in(office)
    intake.record_household(office, make_household())
    stage = desk()
    stage.page.show_item(PLAN)
    stage.page.tabs.setCurrentWidget(stage.page.parameters)
    stage.page.parameters.buttons["hardship_multiple"].setFocus()
    opened: list[str] = []

    def note(dialog: EffectWindow) -> None:
        opened.append(dialog.windowTitle())
        dialog.reject()

    officer.will_do(carefully(note))
    press(qtbot, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: bool(opened))
    assert office.library.scheme(PLAN).title in opened[0]


def test_a_worked_example_is_gone_on_with(qtbot: QtBot, desk: Callable[[], Desk], officer: Officer) -> None:
    stage = desk()
    stage.page.show_item(PLAN)
    stage.page.tabs.setCurrentWidget(stage.page.examples)
    stage.page.examples.table.choose(1)
    name = stage.page.examples.results[1].name
    tried: list[str] = []

    def note(dialog: TryOut) -> None:
        tried.append(words(dialog))
        dialog.reject()

    officer.will_do(carefully(note))
    button = next(b for b in stage.page.examples.findChildren(QPushButton) if "试算" in b.text())
    button.click()
    assert name in tried[0]


# --- writing ---


def test_a_scheme_that_came_with_the_program_is_changed_as_a_copy(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item(PLAN)
    officer.will_say("取消")
    stage.page.deeds.button("修改").click()
    assert "随程序来的" in officer.heard[0]
    begun: list[object] = []

    def note(dialog: StartDialog) -> None:
        begun.extend((dialog.way.value(), dialog.base.value()))
        dialog.reject()

    officer.will_say("照抄一份来改")
    officer.will_do(carefully(note))
    stage.page.deeds.button("修改").click()
    assert begun == ["copy", PLAN]
    keep(office, "town-03")
    stage.page.refresh()
    stage.page.show_item("town-03")
    opened: list[str] = []

    def look(form: SchemeForm) -> None:
        opened.append(form.windowTitle())
        form.reject()

    officer.will_do(carefully(look))
    stage.page.deeds.button("修改").click()
    assert len(opened) == 1
    assert len(officer.heard) == 2


def test_a_policy_is_revised_and_the_new_edition_is_chosen(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("plan-07")

    def day(dialog: ReviseDialog) -> None:
        dialog.accept()
        assert "从哪天起" in dialog.trouble.text()
        dialog.day.set_value(date(2025, 12, 1))
        dialog.accept()

    def write_it(form: SchemeForm) -> None:
        qtbot.keyClick(form, Qt.Key.Key_S, CONTROL)
        qtbot.waitUntil(lambda: form.kept is not None)
        form.reject()

    officer.will_do(carefully(day), carefully(write_it))
    stage.page.deeds.button("修订为新版").click()
    entry = stage.page.chosen()
    assert entry is not None
    assert entry.key == "plan-07-2025"
    new = office.library.scheme("plan-07-2025")
    assert (new.replaces, new.from_day) == ("plan-07", date(2025, 12, 1))
    stage.page.show_item("plan-07")
    stage.page.deeds.button("修订为新版")
    officer.will_do(carefully(day))
    stage.page.deeds.button("修订为新版").click()
    assert "已经有新版" in officer.heard[-1]


def test_the_key_of_the_window_begins_a_scheme(desk: Callable[[], Desk], officer: Officer) -> None:
    stage = desk()
    begun: list[str] = []

    def note(dialog: StartDialog) -> None:
        begun.append(dialog.windowTitle())
        dialog.reject()

    officer.will_do(carefully(note))
    stage.page.new()
    assert len(begun) == 1


def test_a_file_that_cannot_be_read_leaves_only_what_needs_no_scheme(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    (office.folder / "方案").mkdir()
    (office.folder / "方案" / "坏的.toml").write_text("id = ", "utf-8")
    stage = Desk(qtbot, office, Schemes)
    rows = [entry.key for entry in stage.page.model.lines()]
    stage.page.table.choose(rows.index("file:坏的.toml"))
    enabled = {b.text().split("(")[0] for b in stage.page.deeds.buttons if b.isEnabled()}
    assert "导入方案包" in enabled
    assert not enabled & {"试算", "两版对照", "导出方案包"}
    press(qtbot, Qt.Key.Key_T, CONTROL)
    assert officer.heard == []


# --- editions ---


def test_editions_of_one_policy_stand_together_the_one_in_force_first(
    desk: Callable[[], Desk], office: Office, clock: Clock
) -> None:
    title = office.library.scheme(PLAN).title
    revise(office, "2026-07-01")
    stage = desk()
    assert stage.titles()[2:4] == [f"{title}（2026年6月30日止）", f"　└ {title}（2026年7月1日起）"]
    assert (stage.states()[PLAN], stage.states()["plan-03-2026"]) == ("！待填 1 项", "○ 未施行")
    stage.page.show_item("plan-03-2026")
    assert "还没有施行（2026年7月1日起）" in stage.page.state.text()
    clock.day = date(2026, 7, 1)
    stage.page.refresh()
    assert stage.titles()[2:4] == [f"{title}（2026年7月1日起）", f"　└ {title}（2026年6月30日止）"]
    assert stage.states()[PLAN] == "○ 旧版"
    stage.page.show_item(PLAN)
    assert "已经不再施行（2026年6月30日止）" in stage.page.state.text()
    assert len(stage.titles()) == len(office.library.schemes)


def test_two_editions_are_laid_side_by_side_by_the_keyboard(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    revise(office)
    stage = desk()
    stage.page.show_item("plan-03-2026")
    seen: list[str] = []

    def deed(dialog: CompareDialog) -> None:
        assert (dialog.old.value(), dialog.new.value()) == (PLAN, "plan-03-2026")
        assert "新增 1 处、改动 3 处" in dialog.count.text()
        assert clashes(dialog) == []
        assert QApplication.focusWidget() is dialog.table
        marked = [line for line in dialog.model.lines() if line.change]
        assert [(x.heading, x.change) for x in marked] == [
            ("编号", Change.changed),
            ("修订自", Change.changed),
            ("施行", Change.changed),
            ("备注", Change.added),
        ]
        row = dialog.model.lines().index(marked[-1])
        assert dialog.model.index(row, 1).data() == "新增"
        assert dialog.model.index(row, 3).data() == "走访提前到小年以前。"
        wash = dialog.model.index(row, 3).data(Qt.ItemDataRole.BackgroundRole)
        assert wash != dialog.model.index(row - 1, 3).data(Qt.ItemDataRole.BackgroundRole)
        before = len(dialog.model.lines())
        dialog.only.setChecked(False)
        assert len(dialog.model.lines()) > before + 50
        heads = [x.part for x in dialog.model.lines() if not (x.name or x.old or x.new)]
        assert heads[:3] == ["抬头", "原文", "参数"] or "抬头" in heads
        for heading in ("编号", "修订自", "施行", "备注", "编号"):
            chosen = dialog.table.line()
            assert chosen is not None
            assert chosen.heading == heading
            qtbot.keyClick(dialog.table, Qt.Key.Key_F3)
        qtbot.keyClick(dialog.table, Qt.Key.Key_F3, SHIFT)
        qtbot.keyClick(dialog.table, Qt.Key.Key_F3, SHIFT)
        chosen = dialog.table.line()
        assert chosen is not None
        assert chosen.heading == "备注"
        write(dialog.search_box, "小年")
        qtbot.keyClick(dialog.search_box, Qt.Key.Key_Return)
        assert [x.new for x in dialog.model.lines() if x.new] == ["走访提前到小年以前。"]
        dialog.search_box.clear()
        dialog.turn_round()
        assert "删去 1 处" in dialog.count.text()
        seen.append("done")
        dialog.reject()

    officer.will_do(carefully(deed))
    press(qtbot, Qt.Key.Key_D, CONTROL)
    assert seen == ["done"]


def test_a_scheme_of_one_edition_is_laid_beside_any_other(
    qtbot: QtBot, desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("plan-09")
    seen: list[str] = []

    def deed(dialog: CompareDialog) -> None:
        assert "选好左右两个方案" in dialog.count.text()
        assert dialog.model.lines() == ()
        assert dialog.new.lineEdit() is QApplication.focusWidget() or dialog.new.hasFocus()
        dialog.new.set_value("plan-09-end")
        assert "两边有不同" in dialog.count.text()
        dialog.new.set_value("plan-09")
        assert dialog.count.text() == "两份一字不差。"
        assert all(line.change is None for line in dialog.model.lines())
        assert len(dialog.model.lines()) > 50
        seen.append("done")
        dialog.reject()

    officer.will_do(carefully(deed))
    stage.page.deeds.button("两版对照").click()
    assert seen == ["done"]


def test_every_row_is_as_high_as_its_text(qtbot: QtBot, office: Office) -> None:
    schemes = [(s.id, s.title, s) for s in office.library.schemes]
    dialog = CompareDialog(schemes, "plan-09", "plan-09-end", 5)
    qtbot.addWidget(dialog)
    dialog.resize(700, 600)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.only.setChecked(False)
    qtbot.waitUntil(lambda: dialog.table.columnWidth(2) < 300)
    qtbot.wait(120)
    for row, line in enumerate(dialog.model.lines()):
        longest = max(len(line.old), len(line.new))
        across = dialog.table.columnWidth(2) // dialog.table.fontMetrics().horizontalAdvance("永")
        lines = longest // across
        assert dialog.table.rowHeight(row) >= lines * dialog.table.fontMetrics().height()


# --- what a scheme runs on ---


def test_a_missing_line_stops_the_scheme_and_is_recorded_from_its_page(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    fill_in(office)
    for line in settings.lines(office):
        settings.delete_line(office, line.id or 0)
    stage = desk()
    changes: list[None] = []
    stage.news.settings_changed.connect(lambda: changes.append(None))
    assert stage.states()[PLAN] == "！待填 1 项"
    stage.page.states.set_value(True)
    assert PLAN not in stage.states()
    stage.page.show_item(PLAN)
    assert "示例市还没有登记「低保标准」" in stage.page.state.text()
    assert stage.page.tabs.tabText(1) == "参数和标准（待填 1 项）"
    assert "没有登记" in words(stage.page.parameters)
    assert QApplication.focusWidget() is stage.page.parameters.buttons["dibao"]

    def deed(dialog: LineDialog) -> None:
        assert (dialog.kind.value(), dialog.place.value()) == (LineKind.dibao, "示例市")
        dialog.day.set_value(date(2026, 1, 1))
        dialog.amount.set_value(D(900))
        dialog.accept()
        assert "文件依据" in dialog.trouble.text()
        write(dialog.source, "示例民发〔2026〕1 号")
        dialog.accept()

    officer.will_do(carefully(deed))
    qtbot.keyClick(stage.page.parameters.buttons["dibao"], Qt.Key.Key_Return)
    assert stage.states()[PLAN] == "✔ 可以核对"
    assert assessment.scheme_card(office, PLAN).runnable
    read = words(stage.page.parameters)
    assert "900.00 元/人·月" in read
    assert "2026年1月1日起执行，依据：示例民发〔2026〕1 号，登记人：经办人" in read
    assert changes == [None]


def test_each_thing_lacking_stands_in_the_reading_with_the_button_that_cures_it(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    card = assessment.scheme_card(office, "plan-09")
    assert card.unset
    assert card.unrecorded == (LineKind.consumption_per_head,)
    stage.page.show_item("plan-09")
    content = stage.page.content
    assert set(content.cures) == {p.name for p in card.unset} | {"consumption_per_head"}
    asked: list[type[QWidget]] = []

    def note(dialog: LineDialog | ParameterDialog) -> None:
        asked.append(type(dialog))
        if isinstance(dialog, LineDialog):
            assert dialog.kind.value() is LineKind.consumption_per_head
            dialog.day.set_value(date(2026, 1, 1))
            dialog.amount.set_value(D(24000))
            write(dialog.source, "统计公报")
            dialog.accept()
        else:
            dialog.reject()

    officer.will_do(carefully(note), carefully(note))
    content.cures[card.unset[0].name].click()
    content.cures["consumption_per_head"].click()
    assert asked == [ParameterDialog, LineDialog]
    assert assessment.scheme_card(office, "plan-09").unrecorded == ()
    assert "consumption_per_head" not in content.cures


def test_figures_tell_who_set_them_when_and_what_stood_before(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    settings.record_parameter(office, PLAN, "hardship_multiple", D("1.5"), "甲文")
    settings.record_parameter(office, PLAN, "hardship_multiple", D("2"), "乙文")
    for year, yuan in ((2024, "750"), (2027, "900")):
        settings.record_line(
            office,
            Line(
                kind=LineKind.dibao,
                place="示例市",
                from_day=date(year, 7, 1),
                amount=D(yuan),
                source=f"{year} 号文",
            ),
        )
    stage = desk()
    stage.page.show_item(PLAN)
    part = stage.page.parameters
    read = words(part)
    assert "本单位 2026年3月2日填写，依据：乙文，填写人：经办人" in read
    assert "以后：900.00 元/人·月，2027年7月1日起执行" in read
    folds = {fold.button.text(): fold for fold in part.findChildren(Fold)}
    assert list(folds) == ["展开以前的标准（1）", "展开以前填过的（1）"]
    assert "750.00 元/人·月，2024年7月1日起执行，依据：2024 号文" in words(
        folds["展开以前的标准（1）"].inside
    )
    assert "经办人 填写 1.5 倍，依据：甲文" in words(folds["展开以前填过的（1）"].inside)

    def deed(dialog: LineDialog) -> None:
        assert dialog.amount.value() == 810
        dialog.amount.set_value(D(820))
        dialog.accept()

    officer.will_do(carefully(deed))
    part.corrections[LineKind.dibao].click()
    assert "820.00 元/人·月" in words(part)
    assert len([x for x in settings.lines(office) if x.kind is LineKind.dibao]) == 3


# --- packs ---


def test_the_chosen_scheme_is_handed_on_in_a_pack(
    qtbot: QtBot, desk: Callable[[], Desk], officer: Officer, tmp_path: Path
) -> None:
    stage = desk()
    stage.page.show_item("plan-07")

    def deed(dialog: ExportPack) -> None:
        assert dialog.ids() == ("plan-07",)
        assert clashes(dialog) == []
        write(dialog.search_box, "医疗救助")
        qtbot.keyClick(dialog.search_box, Qt.Key.Key_Return)
        qtbot.keyClick(dialog.search_box, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        dialog.search_box.clear()
        qtbot.keyClick(dialog.search_box, Qt.Key.Key_Return)
        assert dialog.ids() == ("plan-04", "plan-07")
        assert [s.id for s in dialog.model.ticked()] == ["plan-04", "plan-07"]
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed), carefully(chooses(tmp_path / "给乡里")))
    press(qtbot, Qt.Key.Key_E, CONTROL | SHIFT)
    out = tmp_path / "给乡里.bfpack"
    assert [p.name for p in files.unpack(out)] == ["plan-04.toml", "plan-07.toml"]
    assert str(out) in stage.said[-1]
    officer.will_do(carefully(lambda dialog: dialog.accept()), carefully(chooses(out)))
    press(qtbot, Qt.Key.Key_E, CONTROL | SHIFT)
    assert "没有覆盖" in officer.heard[-1]


def packed(path: Path, *schemes: Scheme) -> Path:
    path.write_bytes(files.pack(schemes))
    return path


def test_a_pack_with_one_failing_example_is_shown_and_refused_whole(
    desk: Callable[[], Desk], office: Office, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    good = draft(office.library.scheme("plan-07"), "town-07", "town-07.toml")
    text = office.library.scheme("plan-04").text.replace('id = "plan-04"', 'id = "town-04"', 1)
    assert "yuan = 1500" in text
    bad = parse_scheme(text.replace("yuan = 1500", "yuan = 1600", 1), "town-04.toml")
    path = packed(tmp_path / "坏.bfpack", good, bad)
    stage = desk()
    before, seen = stage.titles(), list[str]()

    def deed(dialog: ImportPack) -> None:
        assert [str(dialog.model.index(n, 0).data()) for n in range(2)] == ["✔ 可以导入", "✘ 不能用"]
        assert "一个也不导入" in dialog.band.text()
        assert not dialog.take.isEnabled()
        told = words(dialog.about)
        assert "没有通过" in told
        assert "✘ " in told
        of = len(bad.examples)
        assert f"算例（{of - 1}/{of}）" in told
        assert clashes(dialog) == []
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)
        assert dialog.isVisible()
        seen.append("refused")
        dialog.reject()

    officer.will_do(carefully(chooses(path)), carefully(deed))
    stage.page.deeds.button("导入方案包").click()
    qtbot.waitUntil(lambda: seen == ["refused"])
    assert stage.titles() == before
    assert not (office.folder / "方案").exists()


def test_a_file_that_is_no_pack_is_told(
    desk: Callable[[], Desk], officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "不是.bfpack"
    path.write_text("方案")
    stage = desk()
    officer.will_do(carefully(chooses(path)))
    stage.page.deeds.button("导入方案包").click()
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert "不是方案包" in officer.heard[0]


def test_the_story_a_pack_comes_in_its_blanks_are_filled_and_it_is_laid_beside_the_shipped_one(
    desk: Callable[[], Desk], office: Office, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    text = office.library.scheme(PLAN).text
    text = text.replace(f'id = "{PLAN}"', f'id = "town-03"\nreplaces = "{PLAN}"', 1)
    text = text.replace("notes = [", 'notes = [\n"本县补充：先访重病户。",', 1)
    path = packed(
        tmp_path / "来.bfpack", parse_scheme(text, "town-03.toml"), office.library.scheme("plan-07")
    )
    stage = desk()

    def look(dialog: ImportPack) -> None:
        assert [str(dialog.model.index(n, 0).data()) for n in range(2)] == ["✔ 可以导入", "· 已有"]
        assert str(dialog.model.index(0, 4).data()) == f"{PLAN} 的新版"
        told = words(dialog.about)
        assert "本县补充：先访重病户。" in told
        assert "版本 " in told
        assert "✔ " in told
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(chooses(path)), carefully(look))
    press(qtbot, Qt.Key.Key_I, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "town-03" in stage.states())
    assert "已导入 1 个方案：town-03" in stage.said
    assert office.library.scheme("town-03").replaces == PLAN

    come_back(qtbot)
    stage.page.show_item("town-03")
    assert QApplication.focusWidget() is stage.page.parameters.buttons["hardship_multiple"]

    def fill(dialog: ParameterDialog) -> None:
        write(dialog.value_edit.edit, "1.5")
        write(dialog.source, "示例工发〔2026〕3 号")
        qtbot.keyClick(dialog.source, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(fill))
    press(qtbot, Qt.Key.Key_Return)
    assert assessment.scheme_card(office, "town-03").runnable
    assert stage.states()["town-03"] == "✔ 可以核对"
    seen: list[tuple[str, str]] = []

    def beside(dialog: CompareDialog) -> None:
        assert (dialog.old.value(), dialog.new.value()) == (PLAN, "town-03")
        seen.extend((x.heading, x.new) for x in dialog.model.lines() if x.change is Change.added)
        dialog.reject()

    officer.will_do(carefully(beside))
    press(qtbot, Qt.Key.Key_D, CONTROL)
    assert seen == [("备注", "本县补充：先访重病户。")]
    with office.store.read() as session:
        acts = [entry.act for entry in trail.entries(session, newest_first=False)]
    assert acts[-2:] == ["take_in_schemes", "record_parameter"]
    assert "print_paper" not in acts
    assert [t.known for t in packs.look(office, path)] == [True, True]


def test_an_older_edition_stands_behind_in_the_check_and_says_so(office: Office, qtbot: QtBot) -> None:
    from desktop.ui.pages.household.check import _offered, _shown  # pyright: ignore[reportPrivateUsage]

    revise(office)
    cards = {c.scheme.id: c for c in assessment.schemes(office)}
    kind = settings.bureau(office).kind
    out = {e.id: e for e in library.all_editions(office) if not e.in_force(office.today())}
    offered = [c.scheme.id for c in _offered(cards, kind, out)]
    assert offered.index("plan-03-2026") < offered.index(PLAN)
    assert "现在不施行：2026年1月31日止" in _shown(cards[PLAN], kind, out[PLAN])


def test_what_is_imported_is_seen_by_an_office_that_shares_the_library(
    office: Office, tmp_path: Path
) -> None:
    other = replace(office)
    path = packed(tmp_path / "来.bfpack", draft(office.library.scheme("plan-07"), "town-07", "town-07.toml"))
    packs.take_in(office, path)
    assert other.library.scheme("town-07").id == "town-07"
