"""Keeping what was written (保存): into the library whole, or aside as a draft; the net below is taken away with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import drafting
from desktop.casework.drafting import Draft
from desktop.domain.scheme import Scheme
from desktop.ui.dialogs.message import confirm
from desktop.ui.news import News
from desktop.ui.pages.scheme_form.editing import Editing
from desktop.ui.pages.scheme_form.safety import Safety

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Keeping:
    """Keeps one draft as the form has it; tells the other pages when the library changed."""

    def __init__(self, office: Office, news: News, draft: Draft, editing: Editing, safety: Safety) -> None:
        self.news = news
        self._office, self._draft = office, draft
        self._editing, self._safety = editing, safety

    def keep(self) -> Scheme:
        """Into the library. Raises OfficeError, or SchemeError that leads to the field, where that cannot be."""
        self._draft.sheet = self._editing.sheet
        scheme = drafting.save_draft(self._office, self._draft)
        self._done(f"已保存方案：{scheme.title}")
        self.news.settings_changed.emit()
        return scheme

    def wants_unfinished(self, count: int, first: str, parent: QWidget) -> bool:
        """Whether what does not stand yet is to be kept as a draft, which judges nobody."""
        return confirm(
            parent,
            f"还有 {count} 处要改，现在还不能放进方案库。第一处：{first}\n"
            "可以先存成草稿：下次接着写，改好以前不会用它核对。",
            yes="存成草稿(&S)",
            no="接着改(&E)",
            heading="还不能用",
        )

    def keep_unfinished(self) -> None:
        """Aside as a draft. Raises OfficeError where it cannot be written."""
        self._draft.sheet = self._editing.sheet
        drafting.keep_unfinished(self._office, self._draft)
        self._done("已存成草稿，还没有放进方案库")

    def _done(self, said: str) -> None:
        self._editing.saved()
        self._safety.forget()
        self.news.said.emit(said)
