"""Papers that are only looked at (预览): plain files, in an encrypted office's folder no longer than somebody looks.

In the practice office papers stay in its own folder: nothing there is anybody's.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from desktop.casework.office import Office

KEPT, PASSING = "打印", "预览"


def place(office: Office) -> Path:
    """The folder a paper is written to before it is shown."""
    return office.folder / (KEPT if office.key is None else PASSING)


def passes(paper: Path) -> bool:
    """Whether a paper is gone when nobody looks at it any more."""
    return paper.parent.name == PASSING


def forget(paper: Path) -> None:
    """Takes a paper away that only passes; what another program still holds open goes when the office closes."""
    if passes(paper):
        with contextlib.suppress(OSError):
            paper.unlink(missing_ok=True)


def forget_all(folder: Path) -> None:
    """Takes away what was left behind of the papers that only pass."""
    shutil.rmtree(folder / PASSING, ignore_errors=True)
