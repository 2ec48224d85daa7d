"""What the buttons of the page of schemes do with the chosen one; each opens its own window."""

from __future__ import annotations

from desktop.casework import drafting, library, settings
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.effect import open_effect
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.dialogs.revise import ReviseDialog
from desktop.ui.pages.scheme_form import open_scheme_form
from desktop.ui.pages.scheme_form.start import StartDialog
from desktop.ui.pages.schemes_actions import Action
from desktop.ui.pages.schemes_compare import CompareDialog
from desktop.ui.pages.schemes_packs import export_pack, import_pack
from desktop.ui.pages.schemes_shelf import Shelf
from desktop.ui.pages.try_out.window import open_try_out


class Deeds:
    """One method for each button."""

    def __init__(self, page: Shelf) -> None:
        self._page = page

    def all(self) -> tuple[Action, ...]:
        """The buttons, in their order."""
        return (
            Action(text="试算(&T)", key="Ctrl+T", do=self.try_out, picture="check", primary=True),
            Action(text="改数看影响(&E)", key="Ctrl+E", do=self.see_effect, picture="households"),
            Action(text="两版对照(&D)", key="Ctrl+D", do=self.lay_beside, picture="checklist"),
            Action(text="修改(&G)", key="Ctrl+G", do=self.change, picture="edit"),
            Action(text="修订为新版(&R)", key="Ctrl+R", do=self.revise, picture="refresh"),
            Action(text="照抄(&Y)", key="Ctrl+Y", do=self.copy, picture="schemes"),
            Action(
                text="新建方案(&W)",
                key="Ctrl+N",
                do=self.begin,
                picture="add",
                needs_scheme=False,
                of_window=True,
            ),
            Action(
                text="导入方案包(&I)",
                key="Ctrl+Shift+I",
                do=self.take_in,
                picture="import",
                needs_scheme=False,
            ),
            Action(text="导出方案包(&X)", key="Ctrl+Shift+E", do=self.hand_on, picture="export"),
        )

    def try_out(self, example: str = "") -> None:
        """Fill in facts and see what the scheme says; begun with one of its worked examples where one is named."""
        id = self._id()
        if id:
            open_try_out(self._page.office, self._page.news, id, self._page, example)

    def see_effect(self) -> None:
        """Move a figure and see whom it touches; the parameter that has the focus is the first to be moved."""
        id = self._id()
        if id:
            open_effect(
                self._page.office, self._page.news, id, self._page.figure_in_hand() or None, self._page
            )

    def lay_beside(self) -> None:
        """Lay the chosen scheme beside another edition of its policy, or beside another one."""
        office = self._page.office
        with telling(self._page):
            schemes = [(e.key, e.named, e.card.scheme) for e in self._page.entries if e.card is not None]
            id = self._id()
            old, new = library.pair(office, id) if id else (None, None)
            shown(CompareDialog(schemes, old, new, settings.bureau(office).notice_days, self._page))

    def change(self) -> None:
        """Change a scheme of the office's own; of one that came with the program a copy."""
        id, office = self._id(), self._page.office
        if not id:
            return
        with telling(self._page):
            if library.is_own(office, id):
                self._write(drafting.open_draft(office, id))
            elif confirm(
                self._page,
                f"「{office.library.scheme(id).title}」是随程序来的，不直接改它。要照抄一份本单位自己的来改吗？\n"
                "政策修订了的，请用「修订为新版」。",
                yes="照抄一份来改(&Y)",
            ):
                self.copy()

    def revise(self) -> None:
        """Write the next edition of the policy."""
        id, office = self._id(), self._page.office
        if not id:
            return
        day = ReviseDialog.ask(office.library.scheme(id), office.today(), self._page)
        if day is not None:
            with telling(self._page):
                self._write(drafting.new_edition(office, id, day))

    def copy(self) -> None:
        """Begin a scheme with the text of the chosen one."""
        id = self._id()
        begun = StartDialog.ask(self._page.office, id, self._page) if id else None
        if begun is not None:
            self._write(begun.draft)

    def begin(self) -> None:
        """Begin a scheme, or go on with one that was not finished."""
        self._write(None)

    def _write(self, draft: drafting.Draft | None) -> None:
        """Open the form; what was saved there is chosen afterwards."""
        kept = open_scheme_form(self._page.office, self._page.news, draft, self._page)
        if kept is not None:
            self._page.refresh()
            self._page.show_item(kept)

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
