"""Searching everywhere (Ctrl+K): one box over all there is; ↑ ↓ choose, Enter opens, Esc goes back.

What was searched is remembered for as long as the window is open, and never written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import finding
from desktop.domain.errors import OfficeError
from desktop.domain.finding import FOUND_WORDS, Found, Hit, Span, answers, marks
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.latest import Latest
from desktop.ui.theme import colour, icon

if TYPE_CHECKING:
    from desktop.casework.office import Office

PAUSE = 120
"""Milliseconds of silence after which is searched."""
RECENT = 8
LINE, HEADING = 54, 30
SCHEMES = "schemes"
HIT = int(Qt.ItemDataRole.UserRole)
HINT = "姓名、拼音或首字母、证件号后几位、电话、地址、单位、各种编号、方案名称、页面名称"
IDLE = "↑ ↓ 选择　回车打开　Esc 关闭　查过的内容关闭程序后不保留"


class Finder(QDialog):
    """Shows what is found while it is typed."""

    chosen = Signal(str, object)
    """The page and the item that were chosen."""

    def __init__(
        self, office: Office, pages: Sequence[Hit], recent: list[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._pages, self.recent = office, tuple(pages), recent
        self.setWindowTitle("全局查找")
        self.box = TextLine(hint=HINT, longest=100)
        self.box.setAccessibleName("全局查找")
        self.box.setClearButtonEnabled(True)
        self.box.addAction(icon("search"), TextLine.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("查到的内容")
        self.said = Words(IDLE, "faint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        room = self.screen().availableGeometry()
        self.resize(min(820, room.width() - 40), min(600, room.height() - 60))
        self._latest = Latest(self)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(self._fail)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.box.textChanged.connect(lambda: self._pause.start())
        self.list.itemClicked.connect(self.accept)
        self._shown_for: str | None = None
        self._found: list[Hit] = []
        self._waiting_enter = False
        self._show_recent()
        self.box.setFocus()

    def hits(self) -> list[Hit]:
        """What is shown, from top to bottom."""
        rows = (self.list.item(n).data(HIT) for n in range(self.list.count()))
        return [hit for hit in rows if isinstance(hit, Hit)]

    def hit(self) -> Hit | None:
        """What Enter would open."""
        item = cast("QListWidgetItem | None", self.list.currentItem())
        found = item.data(HIT) if item is not None else None
        return found if isinstance(found, Hit) else None

    def accept(self) -> None:
        if self.box.value() != self._shown_for:
            self._waiting_enter = True
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
            return
        hit = self.hit()
        if hit is None:
            return
        if not hit.page:  # a recent search
            self.box.setText(hit.title)
            return
        self._remember(self.box.value())
        super().accept()
        self.chosen.emit(hit.page, hit.item)

    def done(self, result: int) -> None:
        self._pause.stop()
        self._latest.close()
        super().done(result)

    def _ask(self) -> None:
        typed = self.box.value()
        if not typed:
            self._show_recent()
            return
        office = self._office
        self._latest.ask(typed, lambda _going: finding.find(office, typed))

    def _show(self, key: object, found: object) -> None:
        typed = self.box.value()
        if key not in (typed, (SCHEMES, typed)):
            return
        answer = cast("tuple[Hit, ...]", found)
        last = key != typed
        if last:
            self._found = [*self._found, *answer]
        else:
            self._found = list(answer)
            office = self._office
            self._latest.ask((SCHEMES, typed), lambda _going: finding.find_schemes(office, typed))
        commands = [_marked(hit, typed) for hit in self._pages if answers(hit.title, typed, hit.detail)]
        there = {page.page for page in self._pages}
        hits = [hit for hit in (*self._found, *commands) if hit.page in there]
        chosen = self.hit() if last else None
        if not last or len(hits) != len(self.hits()):
            self._fill(hits)
            self._choose(chosen)
        self._shown_for = typed if hits or last else None
        if hits or not last:
            self.said.setText(IDLE if hits else "正在查找方案……")
        else:
            self.said.setText(
                f"没有找到「{typed}」。可以只输姓名的一部分、拼音首字母，或证件号、电话的后四位。"
            )
        if self._waiting_enter and self._shown_for is not None:
            self._waiting_enter = False
            self.accept()

    def _choose(self, hit: Hit | None) -> None:
        for row in range(self.list.count()):
            if hit is not None and self.list.item(row).data(HIT) == hit:
                self.list.setCurrentRow(row)

    def _fail(self, typed: object, error: object) -> None:
        if typed in (self.box.value(), (SCHEMES, self.box.value())):
            self._fill(())
            self.said.setText(error.said if isinstance(error, OfficeError) else "查找时出错，请稍候再试。")

    def _show_recent(self) -> None:
        self._shown_for = ""
        self.said.setText(IDLE)
        recent = [Hit(kind=Found.page, title=text, detail="", page="") for text in self.recent]
        if recent:
            self._fill(recent, "刚才查过")
        else:
            self._fill([hit for hit in self._pages if not hit.detail.startswith("设置")], "页面和操作")

    def _remember(self, text: str) -> None:
        if text:
            self.recent[:] = [text, *(x for x in self.recent if x != text)][:RECENT]

    def _fill(self, hits: Iterable[Hit], heading: str = "") -> None:
        self.list.clear()
        before: str | None = None
        for hit in hits:
            group = heading or FOUND_WORDS[hit.kind]
            if group != before:
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setSizeHint(QSize(10, HEADING))
                self.list.addItem(head)
                before = group
            item = QListWidgetItem(f"{hit.title}　{hit.detail}")
            item.setData(HIT, hit)
            item.setSizeHint(QSize(10, LINE if hit.detail else 38))
            self.list.addItem(item)
        self._step(1, from_row=-1)

    def _step(self, by: int, from_row: int | None = None) -> None:
        row = self.list.currentRow() if from_row is None else from_row
        for _ in range(self.list.count()):
            row = (row + by) % self.list.count()
            item = self.list.item(row)
            if isinstance(item.data(HIT), Hit):
                self.list.setCurrentItem(item)
                if row == 1:
                    self.list.scrollToTop()  # the heading above it too
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            for _ in range(6):
                self._step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif key == Qt.Key.Key_Escape and self.box.text():
            self.box.clear()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._latest.close()
        super().closeEvent(event)


def _marked(hit: Hit, typed: str) -> Hit:
    return Hit(
        kind=hit.kind,
        title=hit.title,
        detail=hit.detail,
        page=hit.page,
        item=hit.item,
        title_marks=marks(hit.title, typed),
        detail_marks=marks(hit.detail, typed),
    )


class _Painter(QStyledItemDelegate):
    """Two lines, what matched in bold, underlined and on colour."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit = index.data(HIT)
        given = cast("Any", option)  # PySide's stubs leave the fields of an option out
        room = cast("QRect", given.rect)
        state = cast("QStyle.StateFlag", given.state)
        font = cast("QFont", given.font)
        painter.save()
        if not isinstance(hit, Hit):
            painter.setFont(font)  # pyright: ignore[reportUnknownMemberType]
            painter.setPen(colour("faint"))
            painter.drawText(
                room.adjusted(10, 6, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.data())
            )
        else:
            if bool(state & QStyle.StateFlag.State_Selected):
                painter.fillRect(room, colour("teal_wash"))
                painter.fillRect(QRect(room.left(), room.top(), 4, room.height()), colour("teal"))
            half = room.height() // 2 if hit.detail else room.height()
            upper = QRect(room.left() + 18, room.top() + 3, room.width() - 26, half - 3)
            large = QFont(font)
            large.setPointSizeF(font.pointSizeF() + 1)
            _draw(painter, upper, hit.title, hit.title_marks, large, "ink")
            if hit.detail:
                lower = QRect(upper.left(), room.top() + half, upper.width(), half - 4)
                _draw(painter, lower, hit.detail, hit.detail_marks, font, "faint")
        painter.restore()


def _draw(painter: QPainter, room: QRect, text: str, spans: Sequence[Span], font: QFont, ink: str) -> None:
    """One line, cut where it does not fit; the spans stand out."""
    strong = QFont(font)
    strong.setBold(True)
    strong.setUnderline(True)
    bounds = sorted({0, len(text), *(x for span in spans for x in span)})
    left = room.left()
    middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    for begin, end in pairwise(bounds):
        matched = any(a <= begin and end <= b for a, b in spans)
        painter.setFont(strong if matched else font)  # pyright: ignore[reportUnknownMemberType]
        metrics = QFontMetrics(painter.font())
        rest = room.right() - left
        piece = metrics.elidedText(text[begin:end], Qt.TextElideMode.ElideRight, rest)
        place = QRect(left, room.top(), min(metrics.horizontalAdvance(piece), rest), room.height())
        if matched:
            painter.fillRect(place.adjusted(0, 2, 0, -2), colour("amber_wash"))
        painter.setPen(colour("ink" if matched else ink))
        painter.drawText(place, middle, piece)
        left += place.width()
        if piece != text[begin:end]:
            return
