"""The table on screen (表格): roomy rows, one chosen line, keys, and copying to a spreadsheet."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.models.copied import may_copy
from desktop.ui.models.paged import PagedModel
from desktop.ui.models.rows import RowsModel
from desktop.ui.theme import ROW, colour

L = TypeVar("L")


class Table(QTableView, Generic[L]):
    """Shows a model of lines. Enter or a double click opens one, Delete asks to remove it, Ctrl+C copies it, Space ticks it."""

    opened = Signal(object)
    """A line was opened by Enter, F2 or a double click."""
    removed = Signal(object)
    """Delete was pressed on a line."""
    inserted = Signal()
    """Insert was pressed."""
    chosen = Signal(object)
    """Another line, or None, is the chosen one now."""

    def __init__(
        self, model: PagedModel[L] | RowsModel[L], empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lines: PagedModel[L] | RowsModel[L] = model
        self._empty = empty
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(True)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setMinimumHeight(ROW)
        self.setModel(model)
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, column.width)
        if isinstance(model, PagedModel):
            heads.setSortIndicatorShown(True)
            heads.setSortIndicatorClearable(False)
            heads.setSectionsClickable(True)
            self.show_order(next((c.sort for c in model.columns if c.sort), ""), descending=False)
            heads.sortIndicatorChanged.connect(self._sort)
        else:
            heads.setSectionsClickable(False)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)
        model.modelReset.connect(self._start_over)

    def line(self) -> L | None:
        """The chosen line."""
        return self.lines.line_at(self.currentIndex().row())

    def choose(self, row: int) -> None:
        """Choose the line in that row, whichever keys are held: Ctrl+4 opens a page, it takes no choice back."""
        # a view does not scroll to what stands in a hidden column
        shown = (c for c in range(self.model().columnCount()) if not self.isColumnHidden(c))
        index, flag = self.model().index(row, next(shown, 0)), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """The chosen line stays in sight when its first column goes."""
        super().setColumnHidden(column, hide)
        current = self.currentIndex()
        if hide and current.isValid() and current.column() == column:
            self.choose(current.row())

    def say_when_empty(self, text: str) -> None:
        """What to write across the table when it has no lines."""
        self._empty = text
        self.viewport().update()

    def show_order(self, sort: str, descending: bool) -> None:
        """Put the arrow at the head of that column, without sorting."""
        number = next((n for n, c in enumerate(self.lines.columns) if c.sort == sort and sort), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        heads = self.horizontalHeader()
        heads.blockSignals(True)
        heads.setSortIndicator(number, order)
        heads.blockSignals(False)
        heads.viewport().update()

    def height_for(self, rows: int) -> int:
        """How high the table must be to show so many rows whole."""
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return ROW * (rows + 1) + 2 * self.frameWidth() + 6 + across

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if self.lines.columns[column].sort:
            self.lines.sort(column, order)

    def _choose(self, now: QModelIndex) -> None:
        self.chosen.emit(self.lines.line_at(now.row()))

    def _start_over(self) -> None:
        self.chosen.emit(None)
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        line = self.lines.line_at(index.row())
        if line is not None:
            self.opened.emit(line)

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        model: QAbstractTableModel = self.lines
        shown = [c for c in range(model.columnCount()) if not self.isColumnHidden(c)]
        if not rows or not may_copy(self, len(rows), [self.lines.columns[c].title for c in shown]):
            return
        texts = ["\t".join(_cell_text(model.index(row, c).data()) for c in shown) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(texts))

    def _stretch(self) -> None:
        """Give spare width to the columns that want it; never make one narrower than it asked to be."""
        columns = self.lines.columns
        wanting = [n for n, c in enumerate(columns) if c.stretch and not self.isColumnHidden(n)]
        if not wanting:
            return
        asked = sum(c.width for n, c in enumerate(columns) if not self.isColumnHidden(n))
        spare = max(self.viewport().width() - asked, 0)
        for number in wanting:
            self.setColumnWidth(number, columns[number].width + spare // len(wanting))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if line is not None:
                self.opened.emit(line)
        elif key == Qt.Key.Key_Insert:
            self.inserted.emit()
        elif key == Qt.Key.Key_Delete and line is not None:
            self.removed.emit(line)
        elif key == Qt.Key.Key_Space and line is not None:
            self._tick()
        else:
            super().keyPressEvent(event)

    def _tick(self) -> None:
        index = self.model().index(self.currentIndex().row(), 0)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            now = (
                Qt.CheckState.Unchecked
                if Qt.CheckState(state) == Qt.CheckState.Checked
                else Qt.CheckState.Checked
            )
            self.model().setData(index, now, Qt.ItemDataRole.CheckStateRole)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.model().rowCount():
            self.choose(max(self.currentIndex().row(), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(colour("faint"))
            room = self.viewport().rect().adjusted(24, 12, -24, -12)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._empty)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.viewport().update()


def _cell_text(data: object) -> str:
    """A cell as spreadsheets take it from the clipboard: no tabs, no line breaks."""
    return " ".join(str(data or "").split())
