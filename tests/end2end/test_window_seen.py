"""What a person would trip over in the running program: a choice that does not show, a day gone by, a verdict out of sight."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QAbstractItemView

from desktop.app import Places
from desktop.ui.pages.household.check import CheckPart
from desktop.ui.pages.household.detail import Detail
from tests.end2end.person import Person, Story


def test_the_program_shows_where_one_is_and_what_became_of_it(person: Person, home: Places) -> None:
    person.use(home, story(person), practice=True)


def story(me: Person) -> Story:
    yield a_page_opened_by_ctrl_shows_its_chosen_line(me)
    yield the_lists_behind_tabs_take_the_keys(me)
    yield the_head_goes_with_the_day(me)
    yield a_verdict_comes_into_sight_and_page_down_reads_on(me)
    yield a_name_is_never_cut_for_a_button(me)


def a_page_opened_by_ctrl_shows_its_chosen_line(me: Person) -> Story:
    for key in ("Ctrl+4", "Ctrl+6", "Ctrl+7"):
        yield me.press(key)
        view = next(v for v in me.shown(QAbstractItemView) if v.hasFocus())
        assert view.selectionModel().selectedIndexes(), f"{key} opens a list in which no line seems chosen"


def the_lists_behind_tabs_take_the_keys(me: Person) -> Story:
    yield me.press("Ctrl+5", "Ctrl+PgDown", "Return")
    me.sees("公示 GS2026-0001", "打印公示")
    yield me.press("Ctrl+8", "Ctrl+PgDown")
    me.sees("还没有发放记录")
    yield me.press("Ctrl+PgUp")
    me.sees("没有等待发放的人")


def the_head_goes_with_the_day(me: Person) -> Story:
    me.sees("2026年3月2日 星期一")
    yield me.press("Ctrl+6", "Return")
    me.sees("今天走访")
    me.clock.day = date(2026, 3, 20)
    yield me.press("F5")
    me.sees("2026年3月20日 星期五", "逾期 16 天")
    assert "今天走访" not in me.screen()


def a_verdict_comes_into_sight_and_page_down_reads_on(me: Person) -> Story:
    yield me.press("Ctrl+2", "Ctrl+F")
    yield me.write("杨文静")
    yield me.press("Down")
    yield me.wait(lambda: "找到 1 户" in me.screen(), "found")
    yield me.press("Return", "Ctrl+J")
    me.sees("还没有核对过")
    yield me.pick("方案", "困难教职工")
    yield me.press("Alt+K")
    part = next(p for p in me.shown(CheckPart))
    assert part.band.visibleRegion().boundingRect() == part.band.rect()
    assert not part.sheet.visibleRegion().isEmpty(), "the verdict is below the edge of the window"
    scheme, height = part.scheme.value(), part.verticalScrollBar().value()
    yield me.press("PgDown")
    assert part.verticalScrollBar().value() > height
    assert part.scheme.value() == scheme
    yield me.press("Esc", "Return", "Ctrl+J")
    me.sees("共 1 次，选一次来看")


def a_name_is_never_cut_for_a_button(me: Person) -> Story:
    yield me.press("Ctrl+PgDown", "Ctrl+PgDown")
    yield me.press("Alt+I")
    yield me.fill("备注", "电话打不通")
    yield me.press("Ctrl+Return")
    me.sees("有未保存的修改")
    detail = next(d for d in me.shown(Detail))
    assert detail.head.name.text() == detail.head.name.whole() == "杨文静"
    yield me.press("Ctrl+S")
