"""Fields of the first tab that need more than a widget of their own: the bank card, and the causes beside the main one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.household import MOST_OTHER_CAUSES, Cause
from desktop.domain.identity import luhn_ok
from desktop.domain.words import word
from desktop.ui.fields.choice import ChoiceBox
from desktop.ui.fields.noted import Noted


class Field(Protocol):
    """What a bound field must do."""

    @property
    def changed(self) -> Any: ...

    def value(self) -> Any: ...

    def set_value(self, value: Any) -> None: ...

    def problem(self) -> str: ...


class CardEdit(Noted):
    """A bank card or passbook number: a digit that does not fit (Luhn) is only doubted, as passbooks have none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit.setMaxLength(40)
        self.edit.textEdited.connect(self._typed)

    def value(self) -> str:
        """The number without gaps."""
        return "".join(self.edit.text().split())

    def set_value(self, number: str) -> None:
        """Show a number; what is being typed is left alone when it means the same."""
        if number != self.value():
            self.edit.setText(number)
            self._look()

    def problem(self) -> str:
        """A card number is never refused here."""
        return ""

    def _typed(self) -> None:
        self._look()
        self.changed.emit()

    def _look(self) -> None:
        number = self.value()
        if number and number.isdigit() and 16 <= len(number) <= 19 and not luhn_ok(number):
            self.say("warned", "！ 校验位不符，请对照银行卡再看一遍；存折账号可不理会。")
        else:
            self.say("", "")


class OtherCauses(QWidget):
    """次要致困原因: three choices beside each other, so that there are never more; the next opens when one is filled."""

    changed = Signal()

    def __init__(self, main: Callable[[], Cause | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = main
        self.boxes = [ChoiceBox(Cause) for _ in range(MOST_OTHER_CAUSES)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for box in self.boxes:
            row.addWidget(box, 1)
            box.changed.connect(self._choose)
        self.setFocusProxy(self.boxes[0])
        self._open()

    def value(self) -> tuple[Cause, ...]:
        """What is chosen, each once."""
        return tuple(dict.fromkeys(cause for box in self.boxes if (cause := box.value()) is not None))

    def set_value(self, causes: tuple[Cause, ...]) -> None:
        """Show these; what is being chosen is left alone when it means the same."""
        if causes != self.value():
            for box, cause in zip(self.boxes, (*causes, None, None, None), strict=False):
                box.blockSignals(True)
                box.set_value(cause)
                box.blockSignals(False)
        self._open()

    def problem(self) -> str:
        """The main cause is none of the others."""
        main = self._main()
        return f"「{word(main)}」已经是主要致困原因，请换一项或留空。" if main in self.value() else ""

    def _choose(self) -> None:
        self._open()
        self.changed.emit()

    def _open(self) -> None:
        for before, box in zip(self.boxes, self.boxes[1:], strict=False):
            box.setEnabled(before.value() is not None or box.value() is not None)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for number, box in enumerate(self.boxes, 1):
            box.setAccessibleName(f"{name} {number}")
