"""Who may write (请求编辑): somebody who may only look asks whoever has the office open, and is answered."""

from __future__ import annotations

import platform

from desktop.casework.office import Office
from desktop.store import pen
from desktop.store.pen import Asked

__all__ = ["Asked", "answer_later", "ask", "asked", "free", "take_away"]


def ask(office: Office) -> None:
    """Asks for the pen in the name of whoever looks. Raises StoreError where the folder cannot be written."""
    at = office.now().astimezone().isoformat(timespec="minutes")
    pen.ask(office.folder, Asked(office.user.name, platform.node(), at))


def asked(office: Office) -> Asked | None:
    """Who asks for the pen, or None."""
    return pen.asked(office.folder)


def answer_later(office: Office) -> None:
    """Tells whoever asks to wait."""
    pen.answer_later(office.folder)


def take_away(office: Office) -> None:
    """Nobody asks any more: it was answered by handing over, or whoever asked has left."""
    pen.take_away(office.folder)


def free(office: Office) -> bool:
    """Whether nobody writes in the office now."""
    return pen.free(office.folder)
