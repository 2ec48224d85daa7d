"""The import wizard (导入向导): from any sheet to archives on file, one page a step, and back again.

A page holds what is on screen in its step; the window (`window.RosterImport`) goes from step to step and does the work.
"""

from __future__ import annotations

from desktop.ui.dialogs.roster_import.look_page import verdict_of
from desktop.ui.dialogs.roster_import.window import (
    CHOOSE,
    COLUMNS,
    DOUBTS,
    LOOK,
    RESULT,
    SHEET,
    RosterImport,
)

__all__ = ["CHOOSE", "COLUMNS", "DOUBTS", "LOOK", "RESULT", "SHEET", "RosterImport", "verdict_of"]
