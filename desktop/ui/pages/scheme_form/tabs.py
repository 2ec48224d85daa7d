"""The four tabs of the form (填写、读一遍、算例、文字): the same scheme filled in, read, tried and as it is written."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.casework.assessment import SchemeCard
from desktop.ui.fields.panels import Words
from desktop.ui.pages.scheme_form.examples_tab import ExamplesTab
from desktop.ui.pages.scheme_form.looking import Look
from desktop.ui.pages.scheme_form.table_form import TableForm
from desktop.ui.pages.scheme_form.text_tab import TextTab
from desktop.ui.pages.schemes_reading import ContentPart

FORM, READING, EXAMPLES, TEXT = range(4)
TABS = ("填写", "读一遍", "算例", "文字")


class FormTabs(QTabWidget):
    """The tabs, each showing the scheme as it was last looked over while it is the one in front."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = TableForm(today)
        self.reading = ContentPart()
        self.unread = Words(kind="band-warned")
        self.examples = ExamplesTab()
        self.text = TextTab()
        self._shown: Look | None = None
        self.setDocumentMode(True)
        for part, title in zip((self.form, self._readable(), self.examples, self.text), TABS, strict=True):
            self.addTab(part, title)

    def turn(self, step: int) -> None:
        """The next tab, or the one before."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def read_by_keys(self) -> QWidget:
        """What the reading keys scroll: the text of the tab in front."""
        parts: dict[int, QWidget] = {READING: self.reading, EXAMPLES: self.examples.part}
        return parts.get(self.currentIndex(), self.currentWidget())

    def show_look(self, found: Look, written: str, notice_days: int, *, anew: bool = False) -> None:
        """Show the tab that is looked at, as the scheme stands; `anew` where another one came to the front."""
        if anew:
            self._shown = None
        count = len(found.results)
        self.setTabText(EXAMPLES, f"{TABS[EXAMPLES]}（{found.passed}/{count}）" if count else TABS[EXAMPLES])
        if found.scheme is None:
            self.unread.setText("现在还读不下去：请先改好下面列出的地方。显示的是上一次读得下去时的样子。")
            self.examples.say_stale("现在还读不下去，算例没有跑。请先改好下面列出的地方。")
        self.unread.setVisible(found.scheme is None)
        if found.scheme is not None and found is not self._shown:
            if self.currentIndex() == READING:
                place = self.reading.verticalScrollBar().value()
                self.reading.show_card(SchemeCard(found.scheme, {}), notice_days)
                self.reading.verticalScrollBar().setValue(place)
                self._shown = found
            elif self.currentIndex() == EXAMPLES:
                self.examples.say_stale("")
                self.examples.show_results(found.results, found.scheme)
                self._shown = found
        if self.currentIndex() == TEXT and not self.text.waiting:
            self.text.show_text(written)

    def _readable(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.unread)
        column.addWidget(self.reading, 1)
        return whole
