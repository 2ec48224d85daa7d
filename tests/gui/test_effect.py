"""The window in which a figure is moved: by keys alone, live, kept with its source, and what it says where it cannot."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.casework import assessment, settings
from desktop.casework.deeds import deed
from desktop.casework.effect import Inquiries
from desktop.casework.effect_paper import print_comparison
from desktop.casework.office import Office
from desktop.domain.household import Cause, Household, Income, IncomeKind, Topic
from desktop.domain.person import EmploymentState, Member
from desktop.domain.trail import Act
from desktop.store import households, trail
from desktop.ui.dialogs.effect import open_effect
from desktop.ui.dialogs.effect.scale import scale_for
from desktop.ui.dialogs.effect.verdicts import Verdicts
from desktop.ui.dialogs.effect.window import EffectWindow
from desktop.ui.dialogs.parameter import ParameterDialog
from desktop.ui.news import News
from tests.gui.hands import Officer, write

SCHEME = "plan-03"
NAME = "hardship_multiple"


def household(n: int) -> Household:
    return Household(
        members=(Member(ordinal=1, name=f"周一{n}", employment=EmploymentState.at_work),),
        number=f"KS{n:04d}",
        cause=Cause.own_illness,
        incomes=(Income(kind=IncomeKind.wage, amount=Decimal(500 + 50 * n), whose=1),),
        verified_none=frozenset(Topic),
    )


@pytest.fixture
def filled(office: Office) -> Office:
    with deed(office, Act.record_household) as session:
        households.put_many(session, [household(n) for n in range(40)], office.today())
    settings.record_parameter(office, SCHEME, NAME, Decimal("1.5"), "示例文件")
    return office


@pytest.fixture
def window(qtbot: QtBot, filled: Office) -> EffectWindow:
    asks = Inquiries(filled)
    made = EffectWindow(filled, News(), asks, asks.about(SCHEME), NAME)
    qtbot.addWidget(made)
    made.show()
    _answered(qtbot, made)
    return made


def _answered(qtbot: QtBot, window: EffectWindow) -> None:
    qtbot.waitUntil(lambda: window.state.text().startswith("共试算"), timeout=10_000)


def cells(window: EffectWindow, title: str) -> list[str]:
    return [cell.text() for cell in window.summary.cells[title][1:]]


def test_it_begins_where_the_figure_stands(window: EffectWindow) -> None:
    assert window.value() == Decimal("1.5")
    assert "1.5 倍" in window.told.text()
    eligible = cells(window, "符合（户）")
    assert eligible[0] == eligible[1] != "0"
    assert eligible[2] == "不变"
    assert window.summary.said.text().startswith("新增 0 户，退出 0 户，金额变化 0 户")


def test_keys_move_the_figure_and_the_roster_answers(qtbot: QtBot, window: EffectWindow) -> None:
    before = int(cells(window, "符合（户）")[0])
    qtbot.keyClick(window.slider, Qt.Key.Key_PageUp)
    _answered(qtbot, window)
    step = scale_for(Decimal("1.5"), *_bounds(window)).step
    assert window.value() == Decimal("1.5") + 10 * step
    assert int(cells(window, "符合（户）")[1]) > before
    qtbot.keyClick(window.number.edit, Qt.Key.Key_Down)
    assert window.value() == Decimal("1.5") + 9 * step


def _bounds(window: EffectWindow) -> tuple[Decimal | None, Decimal | None]:
    parameter = window.chosen().parameter
    assert parameter is not None
    return parameter.minimum, parameter.maximum


def test_a_figure_typed_moves_the_slider_and_lists_whom_it_concerns(
    qtbot: QtBot, window: EffectWindow, officer: Officer
) -> None:
    window.number.edit.selectAll()
    write(window.number.edit, "2")
    assert scale_for(Decimal("1.5"), *_bounds(window)).value(window.slider.value()) == 2
    entering = window.lists.tables[0]
    qtbot.waitUntil(lambda: entering.lines.rowCount() > 3, timeout=10_000)
    line = entering.lines.line_at(0)
    assert line is not None
    assert line.name.startswith("周*")
    assert (line.before, line.after) == ("不符合", "数额待定")
    assert f"新增 {entering.lines.rowCount()} 户" in window.summary.said.text()
    seen: list[str] = []

    def look(dialog: Verdicts) -> None:
        seen.extend(sheet.as_text() for sheet in dialog.sheets)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    officer.will_do(look)
    entering.choose(0)
    qtbot.keyClick(entering, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert "2 × 低保标准" in seen[0]
    assert "1.5 × 低保标准" in seen[1]


def test_saving_asks_for_the_source_and_begins_anew_from_the_figure_kept(
    qtbot: QtBot, window: EffectWindow, filled: Office, officer: Officer
) -> None:
    window.number.edit.selectAll()
    write(window.number.edit, "1.8")
    _answered(qtbot, window)

    def source(dialog: ParameterDialog) -> None:
        assert dialog.value_edit.value() == Decimal("1.8")
        write(dialog.source, "示例字〔2026〕3 号")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    officer.will_do(cast("Callable[[object], None]", source))
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "现在：1.8 倍" in window.told.text(), timeout=5000)
    kept = assessment.scheme_card(filled, SCHEME).filled[NAME]
    assert (kept.value, kept.source) == (Decimal("1.8"), "示例字〔2026〕3 号")
    _answered(qtbot, window)
    assert cells(window, "符合（户）")[2] == "不变"


def test_the_curve_is_drawn_while_nothing_else_is_asked(qtbot: QtBot, window: EffectWindow) -> None:
    qtbot.waitUntil(lambda: len(window.curve.points) >= 25, timeout=20_000)
    counts = [p.households for p in window.curve.points]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    values = [p.value for p in window.curve.points]
    assert values[0] < Decimal("1.5") < values[-1]


def test_a_published_line_may_be_moved_too(qtbot: QtBot, window: EffectWindow) -> None:
    place = next(n for n, f in enumerate(window.inquiry.figures()) if f.name == "dibao")
    window.figure.set_value(place)
    _answered(qtbot, window)
    qtbot.waitUntil(lambda: window.value() == 810, timeout=5000)
    window.number.edit.selectAll()
    write(window.number.edit, "600")
    qtbot.waitUntil(lambda: window.lists.tables[1].lines.rowCount() > 3, timeout=10_000)


def test_an_office_without_households_says_what_to_do(qtbot: QtBot, office: Office, officer: Officer) -> None:
    officer.will_say("知道")
    open_effect(office, News(), SCHEME)
    qtbot.waitUntil(lambda: any("还没有在册家庭" in said for said in officer.heard), timeout=10_000)


@pytest.mark.parametrize(
    ("value", "minimum", "maximum"),
    [
        ("1.5", "1", None),
        ("800", None, None),
        (None, "1", None),
        (None, None, None),
        ("50", "0", "100"),
        ("3", "3", "3"),
    ],
)
def test_the_slider_has_the_figure_on_a_step_and_keeps_the_bounds(
    value: str | None, minimum: str | None, maximum: str | None
) -> None:
    now, low, high = (None if x is None else Decimal(x) for x in (value, minimum, maximum))
    scale = scale_for(now, low, high)
    assert 1 <= scale.steps <= 110
    if low is not None:
        assert scale.least >= low
    if high is not None and high != low:
        assert scale.most <= high
    if now is not None:
        assert scale.value(scale.position(now)) == now


def test_the_comparison_is_saved_with_every_household_its_name_covered_and_logged_as_an_export(
    qtbot: QtBot, window: EffectWindow, filled: Office, tmp_path: Path
) -> None:
    window.number.edit.selectAll()
    write(window.number.edit, "2")
    entering = window.lists.tables[0]
    qtbot.waitUntil(lambda: entering.lines.rowCount() > 3, timeout=10_000)
    compared = window.compared()
    assert compared is not None
    assert window.handing_out.paper.isEnabled()
    out = tmp_path / "影响.xlsx"
    print_comparison(filled, compared, out)
    sheet = load_workbook(out).active
    assert sheet is not None
    rows = [[c for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
    listed = [row for row in rows if len(row) > 2 and str(row[1]).startswith("KS")]
    assert len(listed) == entering.lines.rowCount()
    assert {(str(row[2]).rstrip("*"), row[3], row[5]) for row in listed} == {("周", "不符合", "符合")}
    assert ["符合（户）", *cells(window, "符合（户）")] in rows
    assert any("由 1.5 倍 改为 2 倍" in str(cell) for row in rows for cell in row)
    with filled.store.read() as session:
        last = max(trail.entries(session), key=lambda e: e.seq)
    assert last.act == Act.export
    assert f"改数影响对照表 1 份，{len(listed)} 行" in last.about


def test_nothing_is_handed_out_while_a_figure_is_not_filled_in(qtbot: QtBot, office: Office) -> None:
    with deed(office, Act.record_household) as session:
        households.put_many(session, [household(1)], office.today())
    asks = Inquiries(office)
    made = EffectWindow(office, News(), asks, asks.about(SCHEME), NAME)
    qtbot.addWidget(made)
    made.show()
    _answered(qtbot, made)
    assert made.compared() is None
    assert not made.handing_out.paper.isEnabled()
    assert not made.handing_out.spreadsheet.isEnabled()
