"""What has changed (消息): told by whoever changed it, heard by every page that shows it. Handed to pages, never global."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class News(QObject):
    """Signals between pages; an id of None means that many things changed at once (an import, a whole batch)."""

    household_changed = Signal(object)
    """int | None: that household was recorded."""
    case_changed = Signal(object)
    """int | None: that application moved on, or a notice with its cases."""
    visits_changed = Signal()
    money_changed = Signal()
    """A fund or a batch changed."""
    settings_changed = Signal()
    """The office's particulars, lines, parameters or calendars changed."""
    covered = Signal()
    """The windows are blank now: whatever was shown on demand is to be covered again."""
    restore_wanted = Signal(object, str)
    """Backup, reason: the window is to close, and that backup to be put in place."""
    damaged = Signal(object)
    """Health: a check found the data file damaged."""
    said = Signal(str)
    """One sentence for the bottom of the window: what was just done."""
