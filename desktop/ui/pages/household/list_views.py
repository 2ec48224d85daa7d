"""The named views over the list (视图): one is taken with a click, saved under a name, made the one shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QWidget

from desktop.casework import views
from desktop.domain.errors import OfficeError
from desktop.domain.views import Arrangement, ListView
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import TextChoice

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.domain.listing import HouseholdQuery

NONE = "视图(&V)"


class Views(QObject):
    """Its button, and what is chosen from it."""

    chosen = Signal(object)
    """ListView."""
    save_wanted = Signal()

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self.current = ""
        self.button: QPushButton = push(NONE, tip="保存好的列、条件和次序")
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self._menu)

    def first(self) -> ListView | None:
        """The view the office shows first."""
        return next((v for v in views.views(self._office) if v.default), None)

    def mark(self, name: str) -> None:
        """Show which view is looked through; none after something was changed."""
        self.current = name
        self.button.setText(f"视图：{name}" if name else NONE)

    def save(self, arrangement: Arrangement, query: HouseholdQuery) -> None:
        """Ask for a name and keep what is shown now under it."""
        dialog = SaveView(self._office, arrangement, query, self.current, self.button.window())
        if shown(dialog):
            self.mark(dialog.name.value())

    def _fill(self) -> None:
        self._menu.clear()
        with telling(self.button.window()):
            kept = views.views(self._office)
            for view in kept:
                text = f"{view.name}（默认）" if view.default else view.name
                action = self._menu.addAction(text.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(view.name == self.current)
                action.triggered.connect(lambda _=False, view=view: self.chosen.emit(view))
            if not kept:
                self._menu.addAction("还没有保存过视图").setEnabled(False)
            self._menu.addSeparator()
            self._menu.addAction("把现在的样子存为视图(&S)…").triggered.connect(
                lambda _=False: self.save_wanted.emit()
            )
            drop = self._menu.addMenu("删除视图(&D)")
            drop.setEnabled(bool(kept))
            for view in kept:
                drop.addAction(view.name.replace("&", "&&")).triggered.connect(
                    lambda _=False, view=view: self._drop(view)
                )

    def _drop(self, view: ListView) -> None:
        if confirm(
            self.button.window(), f"删除视图「{view.name}」吗？档案不受影响。", yes="删除(&D)", danger=True
        ):
            with telling(self.button.window()):
                views.remove_view(self._office, view.name)
                if view.name == self.current:
                    self.mark("")


class SaveView(EntryDialog):
    """A name, and whether the list opens with it."""

    def __init__(
        self,
        office: Office,
        arrangement: Arrangement,
        query: HouseholdQuery,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("存为视图", parent, take="保存", width=520)
        self._office, self._arrangement, self._query = office, arrangement, query
        kept = {v.name: v for v in views.views(office)}
        self.name = TextChoice(tuple(kept), name)
        self.default = QCheckBox("打开名单时先显示它")
        self.default.setChecked(name in kept and kept[name].default)
        self.grid.add("视图名称(&N) *", self.name, wide=True)
        self.body.add(self.default)
        self.ready(self.name)

    def wrong(self) -> str:
        try:
            views.keep_view(
                self._office,
                ListView(
                    name=self.name.value(),
                    arrangement=self._arrangement,
                    query=self._query,
                    default=self.default.isChecked(),
                ),
            )
        except OfficeError as error:
            self.name.setFocus()
            return error.said
        return ""
