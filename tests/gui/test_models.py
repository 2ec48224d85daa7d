"""The tables: lines fetched a page at a time, ticks, keys and copying."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.domain.listing import Page
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PAGE, PagedModel
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

COLUMNS: list[Column[int]] = [
    Column(title="编号", text=lambda x: f"第{x}户", sort="number"),
    Column(title="姓名", text=lambda x: f"张\t{x}", sort="name"),
    Column(title="备注", text=lambda _: ""),
]


class Shelf:
    """So many numbers, and which pieces of them were asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked: list[int] = []

    def fetch(self, offset: int, limit: int) -> Page[int]:
        self.asked.append(offset)
        return Page(range(offset, min(offset + limit, self.size)), self.size)


def paged(size: int) -> tuple[PagedModel[int], Shelf]:
    shelf = Shelf(size)
    model = PagedModel(COLUMNS, shelf.fetch)
    model.reload()
    return model, shelf


def test_a_hundred_thousand_lines_cost_one_page(qtbot: QtBot) -> None:
    model, shelf = paged(100_000)
    assert model.rowCount() == 100_000
    assert shelf.asked == [0]


def test_scrolling_to_the_end_fetches_what_is_in_sight_and_nothing_between(qtbot: QtBot) -> None:
    model, shelf = paged(100_000)
    table: Table[int] = Table(model)
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    bar = table.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 19)
        table.repaint()
    qtbot.waitUntil(lambda: model.index(99_999, 0).data() == "第99999户")
    assert len(shelf.asked) <= 5


def test_a_line_is_there_when_it_is_needed_at_once(qtbot: QtBot) -> None:
    model, shelf = paged(1_000)
    assert model.line_at(777) == 777
    assert shelf.asked == [0, 777 // PAGE * PAGE]
    assert model.line_at(1_000) is None


def test_a_head_asks_for_its_order_and_one_without_does_not(qtbot: QtBot) -> None:
    model, _ = paged(10)
    table: Table[int] = Table(model)
    qtbot.addWidget(table)
    asked: list[tuple[str, bool]] = []

    def ask(column: str, down: bool) -> None:
        asked.append((column, down))

    model.sorted_by.connect(ask)
    heads = table.horizontalHeader()
    heads.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    heads.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    heads.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert asked == [("name", False), ("name", True)]


def test_the_models_keep_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model, _ = paged(250)
    qtmodeltester.check(model)
    qtmodeltester.check(RowsModel(COLUMNS, range(5), checkable=True))


def test_enter_opens_delete_asks_insert_begins_and_space_ticks(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, range(3), checkable=True)
    table: Table[int] = Table(model)
    qtbot.addWidget(table)
    opened: list[int] = []
    removed: list[int] = []
    inserted: list[bool] = []
    table.opened.connect(opened.append)
    table.removed.connect(removed.append)
    table.inserted.connect(lambda: inserted.append(True))
    table.choose(1)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Space):
        qtbot.keyClick(table, key)
    assert (opened, removed, inserted) == ([1], [1], [True])
    assert model.ticked() == (1,)
    model.tick_all()
    assert model.ticked() == (0, 1, 2)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert model.ticked() == (0, 2)


def test_a_copied_line_fits_a_spreadsheet(qtbot: QtBot) -> None:
    table: Table[int] = Table(RowsModel(COLUMNS, range(3)))
    qtbot.addWidget(table)
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "第2户\t张 2\t"


def test_a_line_comes_into_sight_though_the_first_column_is_hidden(qtbot: QtBot) -> None:
    columns = [Column[int](title=t, text=lambda x: str(x), width=80) for t in ("编号", "名称")]
    table: Table[int] = Table(RowsModel(columns, range(60)))
    qtbot.addWidget(table)
    table.resize(200, 300)
    table.show()
    table.choose(50)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    table.setColumnHidden(0, True)
    assert table.line() == 50
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    table.choose(40)
    for row in range(41, 56):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        assert table.line() == row
        shown = table.visualRect(table.currentIndex())
        assert shown.height() > 0
        assert (
            table.viewport().rect().top() <= shown.top() <= shown.bottom() <= table.viewport().rect().bottom()
        )
