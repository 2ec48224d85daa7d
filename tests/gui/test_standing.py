"""The page of dynamic management: files moved, lists looked at, doubts let stand, and the year reviewed, all by keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import intake, plausible, standing, yearly
from desktop.casework.office import Office
from desktop.domain.household import Income, IncomeKind
from desktop.domain.review import Difference, Suggestion
from desktop.domain.standing import FileState, StandingEntry
from desktop.domain.watchlist import WatchList
from desktop.ui.dialogs.change_standing import ChangeStanding
from desktop.ui.dialogs.measures import MeasuresDialog
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.review import ReviewDialog, told_change
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.pages import PAGES
from desktop.ui.pages.standing.page import Standing
from desktop.ui.window import Window
from desktop.ui.work import Cancelled, Progress, Waiting
from tests.conftest import TODAY, Clock, make_household
from tests.gui.cases import Stage, applied, carefully
from tests.gui.hands import Officer, write
from tests.gui.keys import clashes, press

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


class Desk(Stage):
    """The page on a stage."""

    page: Standing


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Standing)


@pytest.fixture
def ids(office: Office) -> list[int]:
    """Five files; the third and the fifth earn too much."""
    return [
        intake.record_household(office, make_household(f"户{n}", "9000.00" if n in (2, 4) else "1800.00")).id
        or 0
        for n in range(5)
    ]


def _rows(model: object) -> list[tuple[str, ...]]:
    return [
        tuple(str(model.index(r, c).data()) for c in range(model.columnCount()))  # type: ignore[attr-defined]
        for r in range(model.rowCount())  # type: ignore[attr-defined]
    ]


def test_f6_opens_the_page_and_an_empty_office_is_told_what_to_do(qtbot: QtBot, office: Office) -> None:
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    press(qtbot, KEY.Key_F6)
    page = window.page()
    assert isinstance(page, Standing)
    assert "F6" in window.side.buttons["standing"].toolTip()
    assert page.states.empty.isVisible()
    assert len({e.shortcut for e in PAGES if e.shortcut}) == sum(bool(e.shortcut) for e in PAGES)


def test_one_file_is_moved_by_keys_and_tells_how_it_came_there(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    part = stage.page.states
    assert _rows(part.counts)[0:3] == [("全部", "5"), ("申请建档", "0"), ("在档", "5")]

    def fade(dialog: ChangeStanding) -> None:
        assert not clashes(dialog)
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "请选择档案改为什么状态" in dialog.trouble.text()
        dialog.fields.state.set_value(FileState.fading)
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "渐退到哪一天" in dialog.trouble.text()
        write(dialog.fields.fade_until.edit, "2026-09-01")
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "请写明原因" in dialog.trouble.text()
        dialog.because.setFocus()
        write(dialog.because, "收入稳定")
        press(qtbot, KEY.Key_Return, CONTROL)

    officer.will_do(carefully(fade))
    part.table.setFocus()
    press(qtbot, KEY.Key_Down)
    stage.page.edit()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert intake.household(office, ids[1]).state is FileState.fading
    assert _rows(part.history)[0][1:3] == ("渐退", "收入稳定；渐退到2026年9月1日")
    assert stage.said == ["已变更 1 户为「渐退」"]
    press(qtbot, KEY.Key_Return)
    assert stage.went[-1] == ("households", ids[1])


def test_all_of_a_state_are_moved_and_those_that_stay_are_listed(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    case = applied(office, "户在办")
    stage = desk()
    part = stage.page.states
    part.tick_all()
    assert part.ticked.text() == "已勾选 6 户"
    seen: list[str] = []

    def close(dialog: ChangeStanding) -> None:
        dialog.fields.state.set_value(FileState.cancelled)
        write(dialog.because, "迁出本地")
        dialog.accept()

    def read(dialog: Stayed) -> None:
        seen.extend([dialog.words.text(), dialog.whole.text()])
        dialog.accept()

    officer.will_do(carefully(close), carefully(read))
    stage.page.edit()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert standing.standing_counts(office) == {FileState.cancelled: 5, FileState.on_file: 1}
    assert "已变更 5 户为「注销」，1 户没有变更" in seen[0]
    assert f"申请 {case.number} 还没有办结" in seen[1]
    assert part.model.ticked() == []


def test_moving_many_runs_beside_the_window_and_can_be_stopped(
    qtbot: QtBot,
    office: Office,
    ids: list[int],
    desk: Callable[[], Desk],
    officer: Officer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = desk()
    part = stage.page.states
    part.tick_all()
    whole, begun, threads = standing.change_many, threading.Event(), list[int]()

    def slowly(
        o: Office, which: list[int], entry: StandingEntry, progress: Progress, cancelled: Cancelled
    ) -> object:
        def told(made: int, all_: int) -> None:
            threads.append(threading.get_ident())
            begun.set()
            while made == 3 and not cancelled():
                begun.wait(0.01)
            progress(made, all_)

        return whole(o, which, entry, told, cancelled)

    def close(dialog: ChangeStanding) -> None:
        dialog.fields.state.set_value(FileState.cancelled)
        write(dialog.because, "迁出本地")
        dialog.accept()

    monkeypatch.setattr(standing, "change_many", slowly)
    officer.will_do(carefully(close))
    stage.page.edit()
    qtbot.waitUntil(begun.is_set)
    (waiting,) = stage.page.window().findChildren(Waiting)
    waiting.cancel()
    qtbot.waitUntil(lambda: stage.said == ["已停下，一户也没有变更"])
    assert threading.get_ident() not in threads
    assert standing.standing_counts(office) == {FileState.on_file: 5}
    assert part.model.ticked() == ids, "what was ticked stays so, to go on with"


def test_a_list_is_counted_reaches_further_and_is_printed(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    entry = StandingEntry(
        state=FileState.fading, since=TODAY, because="增收", fade_until=TODAY.replace(month=6)
    )
    standing.change_standing(office, ids[0], entry)
    stage = desk()
    stage.page.show_item("lists:fading_ends")
    part = stage.page.lists
    qtbot.waitUntil(lambda: len(part.counts.lines()) == len(WatchList))
    numbers = {x[0]: x[1] for x in part.counts.lines()}
    assert (numbers[WatchList.fading_ends], numbers[WatchList.never_aided]) == (0, 5)
    stage.page.print()
    assert "现在是空的" in officer.heard[-1]
    part.months.set_value(Decimal(4))
    part.look_again()
    qtbot.waitUntil(lambda: len(part.model.lines()) == 1)
    assert "渐退到2026年6月2日为止" in part.whole.text()
    assert {x[0]: x[1] for x in part.counts.lines()}[WatchList.fading_ends] == 1
    part.main()
    assert stage.went[-1] == ("households", ids[0])
    shown: list[bool] = []

    def preview(dialog: Preview) -> None:
        shown.append(True)
        dialog.reject()

    officer.will_do(carefully(preview))
    stage.page.print()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)


def test_doubts_are_let_stand_with_a_reason_and_taken_up_again(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("doubts")
    part = stage.page.doubts
    qtbot.waitUntil(part.empty.isVisible)
    stage.page.edit()
    qtbot.waitUntil(lambda: len(part.model.lines()) == 2)
    assert stage.said == ["核查完毕，有 2 处要核实"]
    assert _rows(part.counts) == [("全部疑点", "2"), ("人均月收入偏高", "2")]
    again = desk()  # as after a restart
    again.page.show_item("doubts")
    qtbot.waitUntil(lambda: bool(again.page.doubts.model.lines()))
    assert _rows(again.page.doubts.model) == _rows(part.model)
    assert f"2026年3月2日 {office.user.name} 核查" in again.page.doubts.summary.text()
    again.page.close()

    def because(dialog: ReasonDialog) -> None:
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "请写明核实的情况" in dialog.trouble.text()
        write(dialog.because, "含补发工资")
        press(qtbot, KEY.Key_Return, CONTROL)

    officer.will_do(carefully(because))
    part.table.setFocus()
    press(qtbot, KEY.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [f.name for f in part.model.lines()] == ["户4"])
    part.with_ignored.setChecked(True)
    assert [r[3] for r in _rows(part.model)] == ["已忽略：含补发工资", "待核实"]
    part.table.choose(0)
    assert "含补发工资" in part.whole.text()
    part.look_again()
    assert [r[3] for r in _rows(part.model)] == ["待核实", "待核实"]

    def stricter(dialog: MeasuresDialog) -> None:
        dialog.edits["high_income"].edit.setText("0")
        dialog.accept()
        assert "应在 1 至" in dialog.trouble.text()
        dialog.edits["high_income"].edit.setText("800")
        dialog.accept()

    officer.will_do(carefully(stricter))
    part.set_limits()
    qtbot.waitUntil(lambda: len(part.model.lines()) == 5)
    assert plausible.limits(office)["high_income"] == 800


def test_what_was_found_last_is_read_beside_the_window_which_says_so(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(plausible.look_through(office)) == 2
    threads: list[int] = []
    gate, plain = threading.Event(), plausible.last_look

    def slow(office: Office) -> plausible.LastLook | None:
        threads.append(threading.get_ident())
        assert gate.wait(20)
        return plain(office)

    monkeypatch.setattr(plausible, "last_look", slow)
    stage = desk()
    stage.page.show_item("doubts")
    part = stage.page.doubts
    assert part.reading.isVisible()
    assert "正在读取上次核查的结果" in part.reading.said.text()
    stage.page.refresh()  # F5 meanwhile asks no second time
    gate.set()
    qtbot.waitUntil(lambda: len(part.model.lines()) == 2)
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert not part.reading.isVisible()
    assert "2 户 2 处" in part.summary.text()


def test_files_are_reviewed_one_after_the_other_by_keys(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("yearly")
    part = stage.page.yearly

    def go_through(dialog: ReviewDialog) -> None:
        assert not clashes(dialog)
        assert "第 1 户，共 5 户" in dialog.head.text()
        assert dialog.decision.value() is Suggestion.same
        write(dialog.decision, "jd")  # 降低, against the figures
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "按数字的建议是「继续」，您的决定是「降低」" in dialog.trouble.text()
        assert dialog.made == 0
        write(dialog.because, "子女就业")
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "第 2 户" in dialog.head.text()
        assert dialog.because.value() == ""
        press(qtbot, KEY.Key_L, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: "建议：停止" in dialog.advice.text())
        assert "高于低保标准" in dialog.advice.text()
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "请选择档案改为什么状态" in dialog.trouble.text()
        assert QApplication.focusWidget() is dialog.state.state
        write(dialog.state.state, "tk")
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "第 4 户" in dialog.head.text()
        dialog.reject()

    officer.will_do(carefully(go_through))
    stage.page.edit()
    assert [(r.name, r.review.decision, r.state) for r in yearly.results(office, 2026)] == [
        ("户0", Suggestion.less, FileState.on_file),
        ("户2", Suggestion.stop, FileState.out_of_hardship),
    ]
    assert part.summary.text() == "2026 年已复审 2 户，还有 3 户　降低 1　停止 1"
    assert part.bar.tabText(0) == "待复审 3"
    assert stage.said == ["已复审 2 户"]


def test_the_rest_goes_on_with_one_reason_and_what_wants_a_look_is_listed(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("yearly")
    part = stage.page.yearly
    part.review_many()
    assert "请先勾选" in officer.heard[-1]
    stage.page.print()
    assert "还没有复审过" in officer.heard[-1]
    press(qtbot, KEY.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: part.ticked.text() == "已勾选 5 户")
    seen: list[str] = []

    def because(dialog: ReasonDialog) -> None:
        write(dialog.because, "入户核实无变化")
        press(qtbot, KEY.Key_Return, CONTROL)

    def read(dialog: Stayed) -> None:
        seen.extend(line[1] for line in dialog.model.lines())
        dialog.accept()

    officer.will_do(carefully(because), carefully(read))
    press(qtbot, KEY.Key_J, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=10_000)
    assert all("建议停止，请单独复审" in said for said in seen)
    assert [x.name for x in yearly.waiting_lines(office, 2026).lines] == ["户2", "户4"]
    assert part.waiting.total() == 2
    assert [r[4] for r in _rows(part.done)] == ["入户核实无变化"] * 3


def test_the_card_marks_changes_in_words() -> None:
    told = [
        told_change(Difference(label="x", old=old, new=new))
        for old, new in (("", "在岗"), ("在读", ""), ("900.00", "1200.50"), ("3", "2"), ("在读", "在岗"))
    ]
    assert told == ["新增", "没有了", "增加 300.50", "减少 1", "改变"]


def test_the_card_shows_then_and_now(qtbot: QtBot, office: Office, clock: Clock) -> None:
    later = replace(
        office, now=lambda: datetime(clock.day.year, clock.day.month, clock.day.day, 8, tzinfo=UTC)
    )
    kept = intake.record_household(later, make_household())
    yearly.review(later, kept.id or 0, 2026, Suggestion.same, "上年")
    clock.day = TODAY.replace(year=2027)
    more = (Income(kind=IncomeKind.wage, amount=Decimal(1000), whose=1),)
    intake.record_household(later, replace(intake.household(later, kept.id or 0), incomes=more))
    dialog = ReviewDialog(later, 2027, [kept.id or 0])
    qtbot.addWidget(dialog)
    dialog.show()
    assert "与2026年3月2日的档案相比，有" in dialog.compared.text()
    lines = {d.label: (d.old, d.new, told_change(d)) for d in dialog.model.lines()}
    assert lines["人均月收入（元）"] == ("900.00", "500.00", "减少 400.00")
    assert dialog.decision.value() is Suggestion.more
    assert dialog.take.text().startswith("保存，完成")


def test_an_empty_year_says_what_to_do_and_the_counts_stay_in_sight_in_a_small_window(
    qtbot: QtBot, office: Office, desk: Callable[[], Desk]
) -> None:
    page = desk().page
    page.resize(760, 460)
    page.show_item("yearly")
    assert "先到「档案」页建档或导入名册" in page.yearly.table._empty
    page.show_item("lists")
    qtbot.waitUntil(lambda: len(page.lists.counts.lines()) == len(WatchList))
    lists = page.lists.lists
    assert lists.columnViewportPosition(1) + lists.columnWidth(1) <= lists.viewport().width() + 2


def test_no_two_things_on_a_tab_answer_the_same_letter(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk]
) -> None:
    stage = desk()
    for name in ("states", "lists", "doubts", "yearly"):
        stage.page.show_item(name)
        assert not clashes(stage.page), name
    qtbot.waitUntil(lambda: len(stage.page.lists.counts.lines()) == len(WatchList))


def test_a_file_from_another_unit_is_moved_in(
    qtbot: QtBot, office: Office, ids: list[int], desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    stage.page.show_item("states")
    part = stage.page.states

    def moved_in(dialog: ChangeStanding) -> None:
        dialog.fields.state.set_value(FileState.moved_out)
        assert dialog.fields.came_from.isHidden()
        dialog.fields.state.set_value(FileState.on_file)
        assert dialog.fields.other_unit.isHidden()
        write(dialog.fields.came_from, "示例市第三机床厂")
        write(dialog.because, "随工作关系转来")
        dialog.accept()

    officer.will_do(carefully(moved_in))
    stage.page.edit()
    qtbot.waitUntil(lambda: bool(_rows(part.history)))
    assert [r[2] for r in _rows(part.history)] == ["随工作关系转来；转入自 示例市第三机床厂"]
