"""What leads into the past from the page of households (撤销、操作历史、查重合并、修改记录): keys, buttons and menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from desktop.casework import intake
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Covered

if TYPE_CHECKING:
    from desktop.casework.history import Taken
    from desktop.casework.office import Office
    from desktop.ui.pages.household.detail import Detail
    from desktop.ui.pages.households import Households

UNSAVED = "打开的档案有未保存的修改。Ctrl+Z 撤销的是已经保存的操作：请先按 Ctrl+Enter 保存，或按 Esc 放弃修改，再撤销。"
NONE_LEFT = "您没有可以撤销的操作。别人办的，请在「操作历史」（Ctrl+Shift+Z）里找。"
MENU = "这一项的修改记录(&H)"


class Past(QObject):
    """Ctrl+Z takes back one's own last step, Ctrl+Shift+Z lists them all; both ask first."""

    def __init__(self, page: Households) -> None:
        super().__init__(page)
        self._page = page
        self.history = push("操作历史(&H)…", self.show_history, kind="link", key="Ctrl+Shift+Z")
        self.duplicates = push("查重合并(&M)…", self.show_duplicates, kind="link", key="Ctrl+Shift+M")
        self.bar = Bar((), (self.duplicates, self.history))
        self.bar.setContentsMargins(18, 0, 18, 8)
        for sequence, slot in (
            ("Ctrl+Z", self.take_back_last),
            ("Ctrl+Shift+Z", self.show_history),
            ("Ctrl+Shift+M", self.show_duplicates),
        ):
            _bind(page, sequence, slot)

    def take_back_last(self) -> None:
        """Take back one's own last step, after showing what it is."""
        from desktop.casework import history
        from desktop.ui.dialogs.take_back import ask_to_take_back

        page = self._page
        if page.unsaved():
            tell(page.window(), UNSAVED, heading="还有未保存的修改")
            return
        with telling(page.window()):
            step = history.last_own(page.office)
            if step is None:
                tell(page.window(), NONE_LEFT, heading="没有可以撤销的")
            else:
                ask_to_take_back(page.window(), page.office, page.news, step.id, self._taken)

    def show_history(self) -> None:
        """Show what was done to archives."""
        from desktop.ui.dialogs.history import HistoryDialog

        if self._page.may_leave():
            with telling(self._page.window()):
                HistoryDialog.show_all(self._page.office, self._page.news, self._page.window())
                self._look()

    def show_duplicates(self) -> None:
        """Look for files about the same people."""
        from desktop.ui.dialogs.duplicates import DuplicatesDialog

        if self._page.may_leave():
            with telling(self._page.window()):
                DuplicatesDialog.show_all(self._page.office, self._page.news, self._page.window())
                self._look()

    def _taken(self, _result: Taken) -> None:
        self._look()

    def _look(self) -> None:
        """Show what is kept now; an archive that was taken back is closed."""
        page = self._page
        if page.detail is not None and (shown := page.detail.draft.kept.id) is not None:
            try:
                intake.household(page.office, shown)
            except OfficeError:
                page.detail.closed.emit()
                return
        page.refresh()


class FieldPast(QObject):
    """Over one open file: Ctrl+H, or the menu of a field, shows what that field was before."""

    def __init__(self, detail: Detail, office: Office, household: Callable[[], Household]) -> None:
        super().__init__(detail)
        self._detail, self._office, self._household = detail, office, household
        self._watched: set[QWidget] = set()
        self.button = push("修改记录(&R)", lambda: self.show_history(""), kind="link", key="Ctrl+H")
        _bind(detail, "Ctrl+H", self.show_of_focused)

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
            tell(self._detail.window(), "这是一份新档案，保存以后才有修改记录。", heading="修改记录")
            return
        with telling(self._detail.window()):
            FieldHistoryDialog.show_of(self._office, household, path, self._detail.window())

    def path_of(self, widget: QWidget | None) -> str:
        """Which field the widget stands for, as the log calls it; nothing for none."""
        from desktop.casework import field_history

        fields = self._fields()
        while widget is not None and widget is not self._detail:
            inner: Any = widget.field if isinstance(widget, Covered) else widget
            if inner in fields:
                return field_history.path_of(self._household(), fields[inner])
            widget = widget.parentWidget()
        return ""

    def _fields(self) -> dict[QWidget, str]:
        """The widgets that stand for a field, with its name."""
        return {
            widget: name
            for _, part in self._detail.tabs.parts
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


def _bind(widget: QWidget, sequence: str, slot: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(sequence), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
