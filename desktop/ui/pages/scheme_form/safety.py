"""A net below the form (防丢): what is typed is put aside every few seconds, until it is saved or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.casework import aside
from desktop.domain.errors import OfficeError
from desktop.ui.pages.scheme_form.editing import Editing

if TYPE_CHECKING:
    from desktop.casework.office import Office

EVERY = 3_000
"""Milliseconds after a change when it is put aside."""


class Safety(QObject):
    """Keeps under the number the scheme had when it was opened."""

    def __init__(self, office: Office, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._editing = office, editing
        self._id = str(editing.sheet.value(("id",)) or "") or "未命名"
        self._later = QTimer(self, singleShot=True, interval=EVERY)
        self._later.timeout.connect(self.keep)
        for changed in (editing.field_changed, editing.tables_changed, editing.broken):
            changed.connect(lambda: self._wait())

    def keep(self) -> None:
        """Put the text aside as it stands now."""
        self._later.stop()
        try:
            if self._editing.dirty:
                aside.put_aside(self._office, self._id, self._editing.text)
            else:
                aside.forget(self._office, self._id)
        except OfficeError:
            # The disk is full or the folder shut: saving says so, and this tries again with the next change.
            self._later.stop()

    def forget(self) -> None:
        """Saved or thrown away: nothing is to be offered."""
        self._later.stop()
        aside.forget(self._office, self._id)

    def _wait(self) -> None:
        if not self._later.isActive():
            self._later.start()
