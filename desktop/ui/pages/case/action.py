"""What can be done with a case: what its buttons and papers are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from desktop.domain.trail import Act
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet


class Place(Enum):
    """Where the button of an action stands."""

    main = "main"
    """What is to be done now; F2 presses the first that is shown."""
    beside = "beside"
    more = "more"
    """In the menu 更多办理."""


def always(_seen: Seen) -> bool:
    """Shown in every state."""
    return True


@dataclass(frozen=True)
class Action:
    """One thing that can be done with a case; its button is there only when it can be."""

    name: str
    """What `sheet.button(name)` finds it by."""
    label: str | Callable[[Seen], str]
    do: Callable[[CaseSheet], object]
    shown: Callable[[Seen], bool] = always
    place: Place = Place.beside
    key: str = ""
    """Only told in the tip; F2 for what is to be done now."""
    kind: str = ""
    picture: str = ""
    usable: Callable[[Seen], bool] = always
    """Whether the button that is shown can be pressed."""
    act: Act | None = None
    """What it does in the log's words: who may not do that is told so before anything is asked."""

    def said(self, seen: Seen) -> str:
        """The words on its button."""
        return self.label if isinstance(self.label, str) else self.label(seen)


@dataclass(frozen=True)
class CasePaper:
    """One more paper of a case, in the menu 更多文书."""

    title: str
    make: Callable[[CaseSheet], object]
    shown: Callable[[Seen], bool] = always
