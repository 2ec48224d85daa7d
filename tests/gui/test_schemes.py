"""The page of schemes: the library read out, parameters filled in, worked examples, and files that are broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import assessment
from desktop.casework.office import Office
from desktop.domain.bureau import OfficeKind
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import SchemeKind
from desktop.domain.scheme_words import Reading
from desktop.store.library import Library, load_schemes
from desktop.ui.dialogs.parameter import ParameterDialog
from desktop.ui.pages.schemes import Schemes
from desktop.ui.pages.schemes_reading import PassagesPart
from tests.gui.cases import PLAN, Stage, carefully, fill_in
from tests.gui.hands import Officer, write

CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk(Stage):
    """The page of schemes on a stage."""

    page: Schemes

    def lines(self) -> list[str]:
        return [entry.title for entry in self.page.model.lines()]

    def read(self) -> str:
        return words(self.page.content)


def words(widget: QWidget) -> str:
    """All that can be read on it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Schemes)


def scheme(office: Office, id: str) -> Scheme:
    return office.library.scheme(id)


# --- the list ---


def test_every_scheme_of_the_library_is_listed_with_its_state(
    desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    assert stage.lines() == [s.title for s in office.library.schemes]
    for row, card in enumerate(assessment.schemes(office)):
        state = str(stage.page.model.index(row, 2).data())
        ready = "✔ 可以核对" if card.scheme.kind is SchemeKind.relief else "✔ 参数齐全"
        assert state == (ready if card.runnable else f"！待填 {card.lacking} 项")


def test_a_scheme_is_found_by_name_and_initials(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    stage.page.search()
    box = stage.page.search_box
    for sought in ("医疗救助", "yxx"):
        box.selectAll()
        write(box, sought)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert scheme(office, "plan-04").title in stage.lines()
        assert len(stage.lines()) < len(office.library.schemes)
    box.selectAll()
    write(box, "没有这样的")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert stage.lines() == []
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert len(stage.lines()) == len(office.library.schemes)


def test_arrows_go_from_scheme_to_scheme(qtbot: QtBot, desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    assert QApplication.focusWidget() is stage.page.table
    first = stage.read()
    qtbot.keyClick(stage.page.table, Qt.Key.Key_Down)
    assert stage.read() != first
    assert office.library.schemes[1].title in stage.read()


def test_the_number_of_a_plan_finds_its_schemes_and_no_others(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    box = stage.page.search_box
    for sought in ("7", "第7篇", "7篇"):
        box.selectAll()
        write(box, sought)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert stage.lines() == [s.title for s in office.library.schemes if 7 in s.plans] != []


def test_filters_by_office_kind_and_state_leave_what_fits_and_say_how_many(
    desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    page = stage.page
    whole = len(office.library.schemes)
    assert page.count.text() == f"共 {whole} 个方案"
    for kind in OfficeKind:
        page.offices.set_value(kind)
        fitting = [s.title for s in office.library.schemes if kind in s.offices or not s.offices]
        assert stage.lines() == fitting != []
        assert f"列出 {len(fitting)} 个" in page.count.text() or len(fitting) == whole
    page.offices.set_value(None)
    for of_kind in SchemeKind:
        page.kinds.set_value(of_kind)
        assert stage.lines() == [s.title for s in office.library.schemes if s.kind is of_kind]
    page.kinds.set_value(None)
    for ready in (True, False):
        page.states.set_value(ready)
        fitting = [c.scheme.title for c in assessment.schemes(office) if c.runnable is ready]
        assert stage.lines() == fitting
    page.show_item("plan-07")  # whoever is sent here sees it, whatever the filters said
    assert page.states.value() is None
    assert "木业" in stage.read()


def test_filters_are_reached_and_changed_by_the_keyboard(qtbot: QtBot, desk: Callable[[], Desk]) -> None:
    stage = desk()
    stage.page.search()
    for box in (stage.page.offices, stage.page.kinds, stage.page.states):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is box
    before = stage.lines()
    qtbot.keyClick(stage.page.states, Qt.Key.Key_Down)
    assert stage.page.states.value() is True
    qtbot.keyClick(stage.page.states, Qt.Key.Key_Down)
    assert stage.page.states.value() is False
    assert stage.lines() != before
    qtbot.keyClick(stage.page.states, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is stage.page.table


# --- reading ---


def test_a_scheme_is_read_as_a_person_would_read_it(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    stage.page.show_item("plan-04")
    read = stage.read()
    for part in (
        "重型肝炎：1,500.00 元",
        "【待填：",
        "封顶：",
        "5 个工作日内",
        "要交的材料",
        "原文的空缺和程序的读法",
    ):
        assert part in read
    plan = scheme(office, "plan-04")
    for group in plan.groups:
        assert group.label in read
    for step in plan.steps:
        assert step.label in read
    for paper in plan.papers:
        assert paper.name in read
    for note in plan.notes:
        assert note in read


def test_what_is_lacking_and_the_gaps_stand_before_the_rest(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    card = next(c for c in assessment.schemes(office) if not c.runnable and c.scheme.notes)
    stage.page.show_item(card.scheme.id)
    stage.page.tabs.setCurrentWidget(stage.page.content)
    inside = stage.page.content.inside
    headings = ("还缺什么才能用", "原文的空缺和程序的读法", "帮扶什么", "怎么办理")
    qtbot.waitUntil(lambda: sorted(headings, key=lambda x: top(inside, x)) == list(headings))
    for number, parameter in enumerate(card.unset, 1):
        assert f"{number}. {parameter.label}" in stage.read()


def top(inside: QWidget, text: str) -> int:
    """Where a line stands."""
    label = next(x for x in inside.findChildren(QLabel) if x.text() == text)
    return label.mapTo(inside, label.rect().topLeft()).y()


def test_everything_a_scheme_says_of_its_conduct_is_read(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    for plan in office.library.schemes:
        stage.page.show_item(plan.id)
        read = stage.read()
        conduct = plan.conduct
        named = [x.label for x in (*conduct.splits, *conduct.rankings, *conduct.visits, *conduct.rosters)]
        named += [level.who for level in conduct.authority] + [check.who for check in conduct.checks]
        named += [handed.to for stock in conduct.stock for handed in stock.handed]
        named += [rule.tie_rule for rule in conduct.rankings]
        named += list(conduct.parcels.stations) if conduct.parcels else []
        named += [capacity.rank for duty in conduct.visits for capacity in duty.capacities]
        named += [way.to for way in plan.payments] + [t.what for t in plan.told] + [plan.refer]
        named += [t.say for t in plan.triggers] + [r.label for r in plan.reviews]
        for words_said in named:
            assert words_said in read, f"{plan.id}: {words_said}"
        assert "None" not in read


def test_every_condition_of_every_scheme_has_words(office: Office) -> None:
    for plan in office.library.schemes:
        reading = Reading(plan, {})
        for condition in (*plan.exclusions, *(c for g in plan.groups for c in g.require)):
            told = reading.condition(condition)
            assert told
            assert condition.kind not in told
            assert "None" not in told
        for award in plan.awards:
            assert all(reading.award(award))
        for step in plan.steps:
            assert "None" not in reading.due(step, 5)


def test_open_and_closed_ends_are_told_apart(office: Office) -> None:
    told = [
        Reading(plan, {}).condition(c)
        for plan in office.library.schemes
        for g in plan.groups
        for c in g.require
    ]
    assert any("不高于 低保标准的 2 倍（含）" in t for t in told)
    assert any("高于 10,000.00 元（不含）" in t for t in told)


def test_the_passages_stand_there_word_for_word(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    stage.page.show_item("plan-07")
    qtbot.keyClick(stage.page, Qt.Key.Key_PageUp, CONTROL)
    assert stage.page.tabs.currentWidget() is stage.page.passages
    read = words(stage.page.passages)
    for passage in scheme(office, "plan-07").passages:
        assert passage.text in read


@pytest.mark.parametrize(("id", "marked"), [("plan-07", True), ("plan-05", False)])
def test_a_figure_that_looks_garbled_is_marked_below_its_passage(
    office: Office, qtbot: QtBot, id: str, marked: bool
) -> None:
    part = PassagesPart()
    qtbot.addWidget(part)
    part.show_scheme(scheme(office, id))
    assert ("顿号像是小数点印坏了，可能是 1.5—1.6倍" in words(part)) is marked
    assert ("印坏" in words(part)) is marked


# --- parameters ---


def test_a_scheme_that_cannot_run_says_what_is_missing_and_opens_at_it(desk: Callable[[], Desk]) -> None:
    stage = desk()
    stage.page.show_item(PLAN)
    assert "还不能核对" in stage.page.state.text()
    assert stage.page.tabs.currentWidget() is stage.page.parameters
    assert "未填" in words(stage.page.parameters)
    assert QApplication.focusWidget() is stage.page.parameters.buttons["hardship_multiple"]


def test_a_blank_is_filled_in_with_its_source_by_the_keyboard(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    changes: list[None] = []
    stage.news.settings_changed.connect(lambda: changes.append(None))
    stage.page.show_item(PLAN)

    def deed(dialog: ParameterDialog) -> None:
        assert "漏写" in dialog.told.text()
        write(dialog.value_edit.edit, "9")
        dialog.accept()
        assert "不大于 5" in dialog.trouble.text()
        dialog.value_edit.edit.selectAll()
        write(dialog.value_edit.edit, "1.5")
        dialog.accept()
        assert "依据" in dialog.trouble.text()
        write(dialog.source, "示例工发〔2025〕1 号")
        qtbot.keyClick(dialog.source, Qt.Key.Key_Return, CONTROL)

    officer.will_do(carefully(deed))
    qtbot.keyClick(stage.page.parameters.buttons["hardship_multiple"], Qt.Key.Key_Return)
    assert assessment.scheme_card(office, PLAN).parameters == {"hardship_multiple": Decimal("1.5")}
    assert "✔ 可以核对" in stage.page.state.text()
    assert "1.5 倍" in words(stage.page.parameters)
    assert "低保标准的 1.5 倍" in stage.read()
    assert changes == [None]


def test_a_month_the_plan_leaves_blank_is_typed_as_a_month(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("plan-24")

    def deed(dialog: ParameterDialog) -> None:
        assert dialog.day_edit.placeholderText() == "例如 2026-01"
        write(dialog.day_edit, "明年一月")
        dialog.accept()
        assert "应是月份，写成 2026-01" in dialog.trouble.text()
        dialog.day_edit.clear()
        write(dialog.day_edit, "2020年1月")
        write(dialog.source, "粤教人〔示例〕1 号")
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.parameters.buttons["start_month"].click()
    assert assessment.scheme_card(office, "plan-24").parameters == {"start_month": Decimal(202001)}
    assert "2020年1月" in words(stage.page.parameters)
    assert "最早从 2020年1月起" in stage.read()


def test_a_filled_parameter_can_be_emptied_again(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    fill_in(office)
    stage = desk()
    stage.page.show_item(PLAN)

    def deed(dialog: ParameterDialog) -> None:
        assert dialog.value_edit.value() == Decimal("1.5")
        dialog.value_edit.edit.clear()
        dialog.accept()

    officer.will_do(carefully(deed))
    stage.page.edit()  # F2
    assert not assessment.scheme_card(office, PLAN).runnable


def test_a_scheme_that_is_no_relief_does_not_send_the_officer_to_the_check(
    desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    for card in assessment.schemes(office):
        if card.runnable:
            stage.page.show_item(card.scheme.id)
            sent = "在「核对」里选这个方案" in stage.page.state.text()
            assert sent is (card.scheme.kind is SchemeKind.relief)


def test_a_scheme_without_blanks_says_so(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    stage.page.show_item("plan-07")
    assert "✔ 可以核对" in stage.page.state.text()
    if not scheme(office, "plan-07").parameters:
        assert "没有要填的参数" in words(stage.page.parameters)


# --- worked examples ---


def test_worked_examples_are_run_and_ticked(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    for plan in office.library.schemes:
        stage.page.show_item(plan.id)
        stage.page.tabs.setCurrentWidget(stage.page.examples)
        assert len(stage.page.examples.results) == len(plan.examples) > 0
        assert "全部通过" in stage.page.examples.band.text()
        assert str(stage.page.examples.model.index(0, 0).data()) == "✔ 通过"
        assert stage.page.examples.sheet.verdict is not None


def test_an_example_that_fails_is_shown_with_what_is_wrong(qtbot: QtBot, office: Office) -> None:
    plan = scheme(office, "plan-07")
    first = plan.examples[0]
    wrong = replace(first, expect=replace(first.expect, amount=Decimal(123456), no_amount=False))
    library = Library(schemes=(replace(plan, examples=(wrong, *plan.examples[1:])),))
    stage = Desk(qtbot, replace(office, library=library), Schemes)
    stage.page.show_item("plan-07")
    stage.page.tabs.setCurrentWidget(stage.page.examples)
    assert "1 个没有通过" in stage.page.examples.band.text()
    assert str(stage.page.examples.model.index(0, 0).data()) == "✘ 没有通过"
    assert "金额应为 123456" in stage.page.examples.problems.text()


def test_an_example_without_a_verdict_says_what_it_tries(desk: Callable[[], Desk], office: Office) -> None:
    stage = desk()
    part = stage.page.examples
    plan, number = next(
        (s, n) for s in office.library.schemes for n, e in enumerate(s.examples) if e.expect.more.rankings
    )
    stage.page.show_item(plan.id)
    stage.page.tabs.setCurrentWidget(part)
    part.table.choose(number)
    assert part.name.text() == f"✔ {plan.examples[number].name}"
    labels = [rule.label for rule in plan.conduct.rankings]
    assert any(f"评定「{label}」" in part.tried.text() for label in labels)


# --- broken files ---


def test_a_broken_file_stands_in_the_list_with_its_sentence(
    qtbot: QtBot, office: Office, resources: Path, tmp_path: Path
) -> None:
    good = (resources / "schemes" / "plan-03.toml").read_text("utf-8")
    (tmp_path / "plan-03.toml").write_text(good, "utf-8")
    (tmp_path / "坏的.toml").write_text(f'{good}\ncolour = "red"\n', "utf-8")
    stage = Desk(qtbot, replace(office, library=load_schemes(tmp_path)), Schemes)
    assert stage.lines() == [scheme(office, PLAN).title, "坏的.toml"]
    assert str(stage.page.model.index(1, 2).data()) == "✘ 文件有误"
    stage.page.table.choose(1)
    assert "坏的.toml" in stage.page.broken.text()
    assert stage.page.reading.currentIndex() == 1
    assert "1 个文件有误" in stage.page.count.text()


def test_an_unknown_scheme_is_told(desk: Callable[[], Desk], officer: Officer) -> None:
    stage = desk()
    stage.page.show_item("plan-99")
    assert "plan-99" in officer.heard[0]


# --- narrow windows ---


def test_a_narrow_window_keeps_titles_and_text(qtbot: QtBot, office: Office) -> None:
    wide = Desk(qtbot, office, Schemes, size=(1120, 720))
    qtbot.waitUntil(lambda: not wide.page.table.isColumnHidden(2))
    narrow = Desk(qtbot, office, Schemes, size=(620, 420))
    qtbot.waitUntil(lambda: narrow.page.table.isColumnHidden(2))
    assert narrow.page.reading.width() > 350
