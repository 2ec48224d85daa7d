"""A value as it is written in the file (照文件写法): for the few things that have no field of their own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import tomlkit
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

LONGEST = 4000


class RawEdit(QLineEdit):
    """One line of the file's own writing, what stands right of the equals sign; empty is not written."""

    changed = Signal()

    def __init__(self, value: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText('照文件的写法，如 100、"文字"、[ … ]、{ … }')
        self.setMaxLength(LONGEST)
        self.set_value(value)
        self.textEdited.connect(lambda: self.changed.emit())

    def value(self) -> Any:
        """The value that is written; None where nothing, or nothing readable, is."""
        return None if self.problem() or not self.text().strip() else self._read()

    def set_value(self, value: object) -> None:
        """Show the value as the file would write it."""
        text = "" if value is None else written(value)
        if text != self.text().strip():
            self.setText(text)
            self.setCursorPosition(0)

    def problem(self) -> str:
        """Why it cannot be read."""
        if not self.text().strip():
            return ""
        try:
            self._read()
        except (ValueError, ArithmeticError, RecursionError):
            return "这样写读不出来。文字要加英文引号，一列用 [ ]，一组用 { }；逗号、引号都用英文的。"
        return ""

    def _read(self) -> Any:
        return tomllib.loads(f"x = {self.text().strip()}", parse_float=Decimal)["x"]


def written(value: object) -> str:
    """A value in one line, as the file would write it."""
    if isinstance(value, dict):
        pairs = cast("Mapping[str, object]", value).items()
        return f"{{ {', '.join(f'{_key(k)} = {written(v)}' for k, v in pairs)} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(v) for v in cast('Sequence[object]', value))}]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return tomlkit.item(value).as_string()


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()
    return key if plain else tomlkit.item(key).as_string()
