"""A field on the screen (一格): what it shows, what it gives back for the file, and the sentence where it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.facts import FACTS, Fact
from desktop.domain.policy_text import Path
from desktop.domain.scheme_shape import FieldType
from desktop.domain.scheme_sheet import SchemeSheet
from desktop.ui.fields.panels import Words
from desktop.ui.pages.scheme_form.own import Own, facts_of, own_of


@dataclass(frozen=True)
class Entry:
    """A field on the screen: the widget, what it gives for the file, and whether it wants the whole width."""

    widget: Any
    """Has `changed` and `problem()`, as all our fields do."""
    read: Callable[[], object | None]
    """What stands in the file; None: the key is not written."""
    told: bool = False
    """Whether the field says by itself what its help would."""
    again: Callable[[Around], None] | None = None
    """Look at what stands around anew: another field of the table is another now."""


@dataclass(frozen=True)
class Around:
    """What a field may look at: the scheme's own names, the table it stands in, and the day."""

    own: Own
    table: Mapping[str, object]
    outer: Mapping[str, object]
    """The table around that one."""
    today: date

    facts: tuple[str, ...] = ()
    """The facts the scheme asks about, as far as they are written."""

    @classmethod
    def of(cls, sheet: SchemeSheet, path: Path, today: date) -> Around:
        """What stands around the table at a path."""
        whole = sheet.content(())
        outer = path[: -2 if path and isinstance(path[-1], int) else -1]
        return cls(
            own=own_of(whole),
            table=sheet.content(path),
            outer=sheet.content(outer) if path else {},
            today=today,
            facts=facts_of(whole),
        )

    def likely(self, names: FieldType) -> tuple[str, ...]:
        """The keys one would expect in a table whose keys are such names."""
        match names:
            case FieldType.fact:
                return self.facts
            case FieldType.parameter:
                return tuple(id for id, _, _ in self.own.parameters)
            case FieldType.step:
                return tuple(id for id, _, _ in self.own.steps)
            case _:
                return ()

    @property
    def fact(self) -> Fact | None:
        """The fact the table is about, or the one around it."""
        asked = (t.get(key) for t in (self.table, self.outer) for key in ("fact", "base_fact"))
        return next((FACTS[f] for f in asked if isinstance(f, str) and f in FACTS), None)


class Slot(QWidget):
    """A field with its help and, where something is wrong, the sentence that says so."""

    def __init__(self, made: Entry, help: str) -> None:
        super().__init__()
        self.made = made
        self.field: QWidget = made.widget
        self.trouble = Words(kind="bad")
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.trouble)
        if help and not made.told:
            column.addWidget(Words(help, "faint"))
        self.setFocusProxy(self.field)

    def problem(self) -> str:
        """What keeps the entry from being taken into the file."""
        return self.made.widget.problem()

    def mark(self, said: str) -> None:
        """Say what is wrong here, or nothing any more."""
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        for part in (focus_of(self.field), self.field):
            if bool(part.property("bad")) != bool(said):
                part.setProperty("bad", bool(said))
                part.style().unpolish(part)
                part.style().polish(part)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)


def focus_of(widget: QWidget) -> QWidget:
    """The part of a field that takes the keys."""
    inner = widget.focusProxy()
    return focus_of(inner) if inner is not None else widget


def grow(box: QPlainTextEdit, most: int = 9) -> None:
    """Let a box be as high as what is written in it, from two lines on."""

    def fit() -> None:
        lines = max(2, min(round(box.document().size().height()), most))
        box.setFixedHeight(box.fontMetrics().lineSpacing() * lines + 24)

    layout = box.document().documentLayout()
    layout.documentSizeChanged.connect(lambda: fit())
    fit()
