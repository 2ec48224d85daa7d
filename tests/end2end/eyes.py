"""What a person sees: the window in front, all words in it, and the buttons and fields they can go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QWidget,
)

from desktop.casework.office import Office
from desktop.ui.window import Window

FIELDS = (QLineEdit, QPlainTextEdit, QComboBox)

W = TypeVar("W", bound=QWidget)


class Eyes:
    """Reads what the screen shows at this moment; it changes nothing."""

    @property
    def office(self) -> Office:
        """The office whose window is open, to look at what is kept."""
        return self.window().office

    def window(self) -> Window:
        """The main window."""
        return next(open_windows(Window))

    def top(self) -> QWidget:
        """The dialog that waits, or the window."""
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal
        return next(
            w
            for w in QApplication.topLevelWidgets()
            if w.isVisible() and isinstance(w, Window | QDialog) and w.isWindow()
        )

    def the(self, kind: type[W]) -> W:
        """The dialog in front, which is one of that kind."""
        top = self.top()
        assert isinstance(top, kind), f"{self.title()} is in front"
        return top

    def title(self) -> str:
        """What the title bar says."""
        return self.top().windowTitle()

    def where(self) -> list[str]:
        """What the place of the cursor is called: its name, its words, and those of what it stands in."""
        widget: QWidget | None = QApplication.focusWidget()
        names: list[str] = []
        while widget is not None and not widget.isWindow():
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            names += [x.replace(" *", "") for x in (widget.accessibleName(), text.split("(&")[0]) if x]
            widget = widget.parentWidget()
        return names or [repr(QApplication.focusWidget())]

    def screen(self) -> str:
        """All words that are shown in the window in front."""
        found = [self.title()]
        for widget in self.shown(QWidget):
            if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QProgressBar):
                found.append(widget.text())
            elif isinstance(widget, QComboBox):
                found.append(widget.currentText())
            elif isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
            elif isinstance(widget, QTabBar):
                found += [widget.tabText(n) for n in range(widget.count())]
            elif isinstance(widget, QAbstractItemView):
                found += [str(i.data()) for i in cells(widget) if i.data() is not None]
        return "\n".join(found)

    def sees(self, *texts: str) -> None:
        """All this is shown."""
        shown = self.screen()
        for text in texts:
            assert text in shown, f"{text} is not on the screen"

    def find(self, text: str, kinds: tuple[type[Any], ...] = (QAbstractButton, *FIELDS)) -> QWidget:
        """The button or field in the front window that shows this, or is called so."""
        for kind in kinds:
            for widget in self.shown(kind):
                words = widget.text().split("(&")[0] if isinstance(widget, QAbstractButton) else ""
                names = (
                    words,
                    words.rstrip("…"),
                    widget.accessibleName().replace(" *", ""),
                    widget.objectName(),
                )
                if text in names and widget.isEnabled():
                    return widget
        raise AssertionError(f"nothing shows {text}:\n{self.screen()}")

    def shown(self, kind: type[Any]) -> Iterator[Any]:
        """The widgets of that kind in the window or menu in front."""
        root = QApplication.activePopupWidget() or self.top()
        for widget in root.findChildren(kind):
            if widget.isVisible() and widget.window() is root:
                yield widget

    def clashes_shown(self) -> set[str]:
        """Two buttons on the screen with the same Alt key: neither would be pressed by it."""
        if QApplication.activePopupWidget() is not None:
            return set()
        letters: Counter[str] = Counter()
        words: dict[str, list[str]] = {}
        for widget in self.shown(QWidget):
            if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
                key = QKeySequence.mnemonic(widget.text()).toString()
                if key and widget.isEnabled():
                    letters[key] += 1
                    words.setdefault(key, []).append(widget.text())
        return {f"{self.title()}: {key} {sorted(words[key])}" for key, count in letters.items() if count > 1}


def open_windows(kind: type[W]) -> Iterator[W]:
    """The windows of that kind that can be seen."""
    return (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def in_front() -> QWidget | None:
    """The menu or dialog that has the keys; none where it is the window itself."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """The first lines of a list, or the cells of the first lines of a table."""
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(min(model.rowCount(), 200)):
        for column in range(columns):
            yield model.index(row, column)
