"""The past of one field of an open file (修改记录): a key, a button, and a line in each field's menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from desktop.domain.household import Household
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Covered

if TYPE_CHECKING:
    from desktop.casework.office import Office

MENU = "这一项的修改记录(&H)"


class FieldPast(QObject):
    """Over one open file: Ctrl+H, or the menu of a field, shows what that field was before."""

    def __init__(
        self,
        file: QWidget,
        office: Office,
        household: Callable[[], Household],
        parts: Callable[[], Iterable[QWidget]],
    ) -> None:
        """`household` is the one that is open, `parts` what its fields stand on."""
        super().__init__(file)
        self._file, self._office, self._household, self._parts = file, office, household, parts
        self._watched: set[QWidget] = set()
        self.button = push("修改记录(&R)", lambda: self.show_history(""), kind="link", key="Ctrl+H")
        shortcut = QShortcut(QKeySequence("Ctrl+H"), file)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.show_of_focused)

    def watch(self) -> None:
        """Every field that is there now has its past in its menu."""
        for field in self._fields():
            if field in self._watched:
                continue
            self._watched.add(field)
            found: list[Any] = [field, *_inside(field)]
            for widget in found:
                widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                widget.customContextMenuRequested.connect(self._ask)

    def show_of_focused(self) -> None:
        """Show what the field under the cursor was before; all of them where it is none."""
        self.show_history(self.path_of(QApplication.focusWidget()))

    def show_history(self, path: str) -> None:
        """Show the changes of that field, or of all."""
        from desktop.ui.dialogs.field_history import FieldHistoryDialog

        household = self._household()
        if household.id is None:
            tell(self._file.window(), "这是一份新档案，保存以后才有修改记录。", heading="修改记录")
            return
        with telling(self._file.window()):
            FieldHistoryDialog.show_of(self._office, household, path, self._file.window())

    def path_of(self, widget: QWidget | None) -> str:
        """Which field the widget stands for, as the log calls it; nothing for none."""
        from desktop.casework import field_history

        fields = self._fields()
        while widget is not None and widget is not self._file:
            inner: Any = widget.field if isinstance(widget, Covered) else widget
            if inner in fields:
                return field_history.path_of(self._household(), fields[inner])
            widget = widget.parentWidget()
        return ""

    def _fields(self) -> dict[QWidget, str]:
        """The widgets that stand for a field, with its name."""
        return {
            widget: name
            for part in self._parts()
            for name, widget in vars(part).items()
            if isinstance(widget, QWidget) and _is_field(self._household(), name)
        }

    def _ask(self, place: QPoint) -> None:
        widget = self.sender()
        if isinstance(widget, QWidget):
            self.show_menu(widget, place)

    def show_menu(self, widget: QWidget, place: QPoint) -> None:
        """The menu of that field: its own, and its past."""
        if not (path := self.path_of(widget)):
            return
        texts = isinstance(widget, QLineEdit | QPlainTextEdit)
        menu = widget.createStandardContextMenu() if texts else QMenu(widget)
        menu.addSeparator()
        menu.addAction(f"{MENU}\tCtrl+H").triggered.connect(lambda: self.show_history(path))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(widget.mapToGlobal(place))


def _inside(widget: Any) -> list[Any]:
    """All widgets in it; Qt's stubs leave their kind open."""
    return widget.findChildren(QWidget)


def _is_field(household: Household, name: str) -> bool:
    return name in _PLAIN or hasattr(household.head, name)


_PLAIN = frozenset(Household.__dataclass_fields__)
