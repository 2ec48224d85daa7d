"""A year's review by the keyboard alone: of sixty files twelve are closed, the rest go on, and the year is printed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from desktop.app import Places
from desktop.casework import history, intake, standing, yearly
from desktop.domain.review import Suggestion
from desktop.domain.standing import FileState
from desktop.ui.dialogs.review import ReviewDialog
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.pages.standing.page import Standing
from tests.conftest import make_household
from tests.end2end.person import Person, Story
from tests.end2end.reading import save_copy, text_of
from tests.end2end.test_window_keyboard import found_office

FILES, CLOSED = 60, 12


def test_a_yearly_review_closes_twelve_of_sixty_files(person: Person, home: Places, tmp_path: Path) -> None:
    person.use(home, review(person, tmp_path))
    assert not person.clashes
    strokes = len([x for x in person.done if not x.startswith(("「", "…"))])
    print(f"key strokes for {FILES} files, {CLOSED} of them closed: {strokes}")
    assert strokes < 120


def review(me: Person, out: Path) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield found_office(me)
    yield lambda: fill(me)
    me.done.clear()
    yield me.press("F6", "Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown")
    me.sees("动态管理", f"待复审 {FILES}", "没有复审过")
    yield go_on_with_the_rest(me)
    yield close_twelve(me)
    states = standing.standing_counts(me.office)
    assert states == {FileState.on_file: FILES - CLOSED, FileState.out_of_hardship: CLOSED}
    came = Counter(x.review.decision for x in yearly.results(me.office, 2026))
    assert came == {Suggestion.same: FILES - CLOSED, Suggestion.stop: CLOSED}
    me.sees("待复审 0", f"已复审 {FILES}", f"继续 {FILES - CLOSED}　停止 {CLOSED}")
    yield print_year(me, out)
    yield take_one_back(me)


def fill(me: Person) -> None:
    for n in range(FILES):
        monthly = "9000.00" if n % 5 == 0 else "1800.00"
        intake.record_household(me.office, make_household(f"示例户{n + 1:02d}", monthly))


def go_on_with_the_rest(me: Person) -> Story:
    yield me.press("Alt+A")
    yield me.wait(lambda: f"已勾选 {FILES} 户" in me.screen(), "ticked")
    yield me.press("Alt+J")
    yield me.wait(lambda: me.title() == "一并继续", "asked")
    yield me.write("已入户核实，家庭情况没有变化")
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: isinstance(me.top(), Stayed), "told")
    me.sees(f"已复审 {FILES - CLOSED} 户，{CLOSED} 户没有一并继续", "建议停止，请单独复审")
    yield me.press("Return")


def close_twelve(me: Person) -> Story:
    yield me.wait(lambda: isinstance(me.window().page(), Standing) and me.top() is me.window(), "back")
    yield me.press("F2")
    for n in range(1, CLOSED + 1):
        yield me.wait(lambda n=n: f"第 {n} 户，共 {CLOSED} 户" in me.screen(), f"card {n}")
        assert isinstance(me.top(), ReviewDialog)
        me.sees("建议：停止", "高于低保标准")
        yield me.press("Return")  # the decision stands as suggested; on to what becomes of the file
        assert "改为" in me.where()[0]
        yield me.write("tk")
        yield me.press("Ctrl+Return")
    yield me.wait(lambda: me.top() is me.window(), "all reviewed")


def print_year(me: Person, out: Path) -> Story:
    yield me.press("Ctrl+P")
    yield save_copy(me, out / "年度复审表.pdf")
    text = text_of(out / "年度复审表.pdf")
    assert f"已复审{FILES}户：继续{FILES - CLOSED}户" in text
    assert f"停止{CLOSED}户" in text
    assert "示例户60" in text


def take_one_back(me: Person) -> Story:
    """The last card of the twelve goes back whole: state, review and its place among those that wait."""
    step = history.last_own(me.office)
    assert step is not None
    yield lambda: history.take_back(me.office, step.id)
    yield me.press("F5")
    me.sees("待复审 1")
    assert standing.standing_counts(me.office)[FileState.out_of_hardship] == CLOSED - 1
