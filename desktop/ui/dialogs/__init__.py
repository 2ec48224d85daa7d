"""Dialogs, one per file; each has a classmethod ask(...) that returns a value or None."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def shown(dialog: QDialog) -> bool:
    """Show a dialog until it is closed, then let it go; whether it was accepted. Its values may be read right after."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
