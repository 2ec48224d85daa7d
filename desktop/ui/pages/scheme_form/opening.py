"""Opening the form (打开方案表格): on a draft, or on what one chooses to begin with; what was not saved is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import aside
from desktop.casework.drafting import Draft
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm
from desktop.ui.news import News
from desktop.ui.pages.scheme_form.start import StartDialog
from desktop.ui.pages.scheme_form.window import SchemeForm

if TYPE_CHECKING:
    from desktop.casework.office import Office


def open_scheme_form(
    office: Office, news: News, draft: Draft | None, parent: QWidget | None = None
) -> str | None:
    """Write on a draft, or begin one where there is none; the number it was saved under, None where nothing was."""
    text = ""
    if draft is None:
        begun = StartDialog.ask(office, parent=parent)
        if begun is None:
            return None
        draft, text = begun.draft, begun.aside
    else:
        text = _not_saved(office, draft, parent)
    form = SchemeForm(office, news, draft, text, parent)
    shown(form)
    return form.kept


def _not_saved(office: Office, draft: Draft, parent: QWidget | None) -> str:
    """What was typed into this scheme and not saved when the program stopped, if the officer wants it back."""
    id = str(draft.sheet.value(("id",)) or "")
    left = next((one for one in aside.aside(office) if one.id == id and one.text != draft.sheet.text), None)
    if left is None:
        return ""
    if confirm(
        parent,
        f"「{left.title or id}」上次写到一半程序就停了，没有保存。要接着上次的写吗？",
        yes="接着上次的写(&Y)",
        no="不要了，从存过的开始(&N)",
        heading="有没保存的内容",
    ):
        return left.text
    aside.forget(office, id)
    return ""
