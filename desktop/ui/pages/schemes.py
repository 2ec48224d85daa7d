"""方案: the schemes of the library, one of them read out, with its parameters and worked examples."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import levels, settings
from desktop.casework.figures import figures as figures_of
from desktop.domain.bureau import OfficeKind
from desktop.domain.money import figures
from desktop.domain.scheme_header import SCHEME_KIND_WORDS, SchemeKind
from desktop.domain.scheme_parts import Parameter
from desktop.domain.standards import Line, LineKind, line_name
from desktop.domain.words import choices
from desktop.ui.dialogs.line import LineDialog
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.own_levels import OwnLevelsDialog
from desktop.ui.dialogs.parameter import ParameterDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Empty, Scrolled, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.pages.scheme_search import answers
from desktop.ui.pages.schemes_actions import Actions
from desktop.ui.pages.schemes_deeds import Deeds
from desktop.ui.pages.schemes_entries import FIGURES, Entry, band, columns, entries
from desktop.ui.pages.schemes_figures import ParametersPart
from desktop.ui.pages.schemes_reading import (
    ContentPart,
    ExamplesPart,
    Lacking,
    PassagesPart,
    examples_of,
)
from desktop.ui.pages.schemes_shelf import Shelf
from desktop.ui.pages.turning import turned_by_keys

if TYPE_CHECKING:
    from desktop.casework.office import Office


WIDE = 1000
"""From this width the list has room for the state of each scheme."""
NARROW = 290
"""Below this width the list of schemes shows titles only."""


class Schemes(Shelf):
    """The list on the left, the chosen scheme on the right."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.search_box = SearchBox("名称、机关、篇号或拼音首字母")
        self.offices: PickBox[OfficeKind] = PickBox(choices(OfficeKind), unset="全部单位")
        self.kinds: PickBox[SchemeKind] = PickBox(SCHEME_KIND_WORDS.items(), unset="全部种类")
        self.states: PickBox[bool] = PickBox([(True, "能用的"), (False, "还缺数的")], unset="能用和还缺数的")
        self._filters = QGridLayout()
        self.model: RowsModel[Entry] = RowsModel(columns())
        self.table: Table[Entry] = Table(
            self.model, "没有找到这样的方案。可以换个词，或把上面的筛选改回「全部」。"
        )
        self.table.setAccessibleName("方案库")
        self.count = Words("", "faint")
        self.state = Words(kind="band-good")
        self.content = ContentPart(cure=lambda thing: self.cure(thing))
        self.parameters = ParametersPart()
        self.examples = ExamplesPart(try_out=lambda name: self._doing.try_out(name))
        self.passages = PassagesPart()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, title in (
            (self.content, "方案内容"),
            (self.parameters, FIGURES),
            (self.examples, "算例"),
            (self.passages, "原文"),
        ):
            self.tabs.addTab(part, title)
        self.broken = Words(kind="band-bad")
        self._doing = Deeds(self)
        self.deeds = Actions(self._doing.all(), self)
        self.reading = QStackedWidget()
        self.reading.addWidget(self._whole())
        self.reading.addWidget(self._broken())
        self.reading.addWidget(Empty("请在左边选一个方案", "上下键移动，回车阅读。"))
        self._left = left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 12, 8, 10)
        column.setSpacing(8)
        column.addWidget(self.search_box)
        column.addLayout(self._filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._right())
        left.setMinimumWidth(190)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self._own_split = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.splitter.splitterMoved.connect(lambda: self._split())
        self._filters.setContentsMargins(0, 0, 0, 0)
        self._filters.setSpacing(8)
        for box, name in ((self.offices, "适用单位"), (self.kinds, "方案种类"), (self.states, "能不能用")):
            box.setAccessibleName(name)
            box.changed.connect(lambda: self._list())
        self._lay_filters(two=True)
        chain = (self.search_box, self.offices, self.kinds, self.states, self.table)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.search_box.asked.connect(lambda: self._list())
        self.search_box.down.connect(self._to_table)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda: self.tabs.setFocus())
        self.parameters.asked.connect(self.fill_in)
        self.parameters.line_asked.connect(self.record_line)
        self.parameters.levels_asked.connect(self.say_levels)
        self.tabs.currentChanged.connect(lambda: self._examine())
        turned_by_keys(self, self.tabs)
        news.settings_changed.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            self.entries = entries(self.office)
            self._list()

    def begin(self) -> None:
        self.table.setFocus()

    def show_item(self, item: object) -> None:
        if not isinstance(item, str):
            return
        self.search_box.reset()
        for box in (self.offices, self.kinds, self.states):
            box.set_value(None)
        self._list()
        rows = [n for n, entry in enumerate(self.model.lines()) if entry.key == item]
        if not rows:
            tell_error(self, f"方案库里没有「{item}」。它可能已改名，或文件有误没有读进来。")
            return
        self.table.choose(rows[0])
        card = self.model.lines()[rows[0]].card
        if card is not None and not card.runnable:
            self.tabs.setCurrentWidget(self.parameters)
            button = self.parameters.first()
            if button is not None:
                button.setFocus()

    def chosen(self) -> Entry | None:
        return self.table.line()

    def figure_in_hand(self) -> str:
        return self.parameters.focused()

    def fill_in(self, parameter: Parameter) -> None:
        """Ask for a parameter's figure and keep it."""
        entry = self.chosen()
        if entry is None or entry.card is None:
            return
        card = entry.card
        filled = ParameterDialog.ask(card.scheme, parameter, card.parameters.get(parameter.name), parent=self)
        if filled is None:
            return
        with telling(self):
            settings.record_parameter(
                self.office, card.scheme.id, parameter.name, filled.value, filled.source
            )
            self.refresh()
            self.news.settings_changed.emit()
            done = "已保存" if filled.value is not None else "已清空"
            self.news.said.emit(f"{done}：{card.scheme.title}「{parameter.label}」")

    def say_levels(self) -> None:
        """Ask which of the scheme's levels this office is, and keep it."""
        entry = self.chosen()
        if entry is None or entry.card is None:
            return
        scheme = entry.card.scheme
        own = OwnLevelsDialog.ask(scheme.title, levels.levels(self.office, scheme.id), self)
        if own is None:
            return
        with telling(self):
            levels.record_own_levels(self.office, scheme.id, own)
            self.refresh()
            self.news.said.emit(f"已保存：{scheme.title} 本单位是{'、'.join(own) or '哪一级都不是'}")

    def record_line(self, kind: LineKind, line: Line | None = None) -> None:
        """Ask for a published line: a new figure, or the correction of one."""
        kept = LineDialog.ask(self.office, line, self, kind=kind)
        if kept is None:
            return
        with telling(self):
            self.refresh()
            self.news.settings_changed.emit()
            self.news.said.emit(f"已登记：{kept.place} {line_name(kept.kind)} {figures(kept.amount)}")

    def cure(self, lacking: Lacking) -> None:
        """Ask for a figure that keeps the scheme from running."""
        if isinstance(lacking, LineKind):
            self.record_line(lacking)
        else:
            self.fill_in(lacking)

    def search(self) -> None:
        self.search_box.setFocus()
        self.search_box.selectAll()

    def new(self) -> None:
        self._doing.begin()

    def edit(self) -> None:
        entry = self.chosen()
        if entry is None or entry.card is None:
            return
        focused = next((b for b in self.parameters.buttons.values() if b.hasFocus()), None)
        button = focused or self.parameters.first()
        if button is not None:
            self.tabs.setCurrentWidget(self.parameters)
            button.setFocus()
            button.click()

    def _list(self) -> None:
        before = self.chosen()
        found = [e for e in self.entries if self._wanted(e)]
        self.model.show(found)
        broken = sum(e.card is None for e in self.entries)
        whole = len(self.entries) - broken
        shown = sum(e.card is not None for e in found)
        counted = f"共 {whole} 个方案" if shown == whole else f"共 {whole} 个方案，列出 {shown} 个"
        self.count.setText(counted + (f"，{broken} 个文件有误" if broken else ""))
        row = next((n for n, e in enumerate(found) if before is not None and e.key == before.key), 0)
        if found:
            self.table.choose(row)
        else:
            self._show(None)

    def _wanted(self, entry: Entry) -> bool:
        """Whether an entry is what is sought and fits the filters; a broken file fits none."""
        office, kind, ready = self.offices.value(), self.kinds.value(), self.states.value()
        if entry.card is None:
            filtered = office is not None or kind is not None or ready is not None
            return not filtered and self.search_box.value().lower() in entry.title.lower()
        scheme = entry.card.scheme
        return (
            (office is None or not scheme.offices or office in scheme.offices)
            and kind in (None, scheme.kind)
            and ready in (None, entry.card.runnable)
            and answers(scheme, self.search_box.value())
        )

    def _show(self, entry: Entry | None) -> None:
        self.deeds.become(entry is not None and entry.card is not None)
        if entry is None:
            self.reading.setCurrentIndex(2)
            return
        if entry.card is None:
            self.broken.setText(entry.broken)
            self.reading.setCurrentIndex(1)
            return
        card = entry.card
        with telling(self):
            self.state.become(*band(entry))
            self.content.show_card(card, settings.bureau(self.office).notice_days)
            known = levels.levels(self.office, card.scheme.id)
            self.parameters.show_card(card, figures_of(self.office, card), known)
            self.passages.show_scheme(card.scheme)
            self.tabs.setTabText(1, f"{FIGURES}（待填 {card.lacking} 项）" if card.lacking else FIGURES)
            self.tabs.setTabText(2, f"算例（{len(card.scheme.examples)}）")
            self._examine()
        self.reading.setCurrentIndex(0)

    def _examine(self) -> None:
        """The examples are run when they are looked at."""
        entry = self.chosen()
        if entry is None or entry.card is None or self.tabs.currentWidget() is not self.examples:
            return
        with telling(self):
            self.examples.show_results(examples_of(self.office, entry.card.scheme), entry.card.scheme)

    def _right(self) -> QWidget:
        """The buttons over the reading."""
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.deeds)
        column.addLayout(top)
        column.addWidget(self.reading, 1)
        return right

    def _whole(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.state)
        column.addLayout(top)
        column.addWidget(self.tabs, 1)
        return whole

    def _broken(self) -> QWidget:
        scrolled = Scrolled(margin=16)
        scrolled.add(Words("这个方案文件读不进来", "heading"))
        scrolled.add(self.broken)
        scrolled.add(
            Words(
                "其余方案不受影响，照常可用。请照上面的提示改正文件，再重新打开程序；"
                "改不了的，把上面的文字选中复制，发给提供方案文件的人。",
                "faint",
            )
        )
        scrolled.column.addStretch()
        return scrolled

    def _to_table(self) -> None:
        if self.model.lines():
            self.table.setFocus()

    def _split(self) -> None:
        """The officer has moved the border: it stays where it was put."""
        self._own_split = True
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow the state stands over the text alone, and the list keeps the titles."""
        if not self._own_split:
            left = 430 if self.width() >= WIDE else 230
            # PySide's stubs leave the list's element type out
            cast(Any, self.splitter).setSizes([left, max(self.width() - left, 300)])
        narrow = self._left.width() < NARROW
        for column in (0, 2):
            self.table.setColumnHidden(column, narrow)
        self._lay_filters(two=not narrow)

    def _lay_filters(self, two: bool) -> None:
        """Two filters beside each other where there is room, else each on its own line."""
        places = ((0, 0, 1), (0, 1, 1), (1, 0, 2)) if two else ((0, 0, 2), (1, 0, 2), (2, 0, 2))
        for box, (row, column, span) in zip((self.offices, self.kinds, self.states), places, strict=True):
            self._filters.addWidget(box, row, column, 1, span)

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, self.tabs.currentWidget()):
            super().keyPressEvent(event)
