"""Several texts (多条文字): one in each line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.fields.text import TextBox


class LinesBox(TextBox):
    """A text in each line; empty lines do not count."""

    def __init__(
        self,
        texts: Sequence[str] = (),
        hint: str = "一行写一条",
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("\n".join(texts), hint, lines, parent)

    def texts(self) -> tuple[str, ...]:
        """What stands in the lines."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show these; what is being typed is left alone when it says the same."""
        if tuple(texts) != self.texts():
            self.setPlainText("\n".join(texts))
