"""What the buttons of the page of schemes do with the chosen one; each opens its own window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.casework import library, settings
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import telling
from desktop.ui.pages.schemes_actions import Action
from desktop.ui.pages.schemes_compare import CompareDialog
from desktop.ui.pages.schemes_packs import export_pack, import_pack
from desktop.ui.pages.try_out.window import open_try_out

if TYPE_CHECKING:
    from desktop.ui.pages.schemes import Schemes


class Deeds:
    """One method for each button."""

    def __init__(self, page: Schemes) -> None:
        self._page = page

    def all(self) -> tuple[Action, ...]:
        """The buttons, in their order."""
        return (
            Action(text="试算(&T)", key="Ctrl+T", do=self.try_out, picture="check", primary=True),
            Action(text="两版对照(&D)", key="Ctrl+D", do=self.lay_beside, picture="checklist"),
            Action(
                text="导入方案包(&I)",
                key="Ctrl+Shift+I",
                do=self.take_in,
                picture="import",
                needs_scheme=False,
            ),
            Action(text="导出方案包(&X)", key="Ctrl+Shift+E", do=self.hand_on, picture="export"),
        )

    def try_out(self) -> None:
        """Fill in facts and see what the scheme says."""
        id = self._id()
        if id:
            open_try_out(self._page.office, self._page.news, id, self._page)

    def lay_beside(self) -> None:
        """Lay the chosen scheme beside another edition of its policy, or beside another one."""
        office = self._page.office
        with telling(self._page):
            schemes = [(e.key, e.named, e.card.scheme) for e in self._page.entries if e.card is not None]
            id = self._id()
            old, new = library.pair(office, id) if id else (None, None)
            shown(CompareDialog(schemes, old, new, settings.bureau(office).notice_days, self._page))

    def take_in(self) -> None:
        """Take in schemes from another office."""
        import_pack(self._page.office, self._page.news, self._page)

    def hand_on(self) -> None:
        """Hand schemes on to another office."""
        export_pack(self._page.office, self._page.news, self._id() or None, self._page)

    def _id(self) -> str:
        """The number of the chosen scheme; empty where none is chosen that can be read."""
        entry = self._page.chosen()
        return entry.card.scheme.id if entry is not None and entry.card is not None else ""
