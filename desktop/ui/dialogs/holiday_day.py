"""One day of the calendar arranged by hand (改一天): off, worked in return, or as its weekday has it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.calendar import YearList
from desktop.domain.errors import OfficeError
from desktop.domain.holiday_notice import FESTIVALS, MAKE_UP
from desktop.domain.holiday_sentence import WEEKDAYS, span_words
from desktop.domain.year_days import DayKind, YearDay, arranged
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.panels import Words


class DayDialog(EntryDialog):
    """What the day is to be; a list of its year takes it in."""

    def __init__(self, day: YearDay, before: YearList, parent: QWidget | None = None) -> None:
        super().__init__("改这一天", parent, take="保存", width=520)
        self._day, self._before = day, before
        weekend = day.day.weekday() >= 5
        plain = "周末休息" if weekend else "工作日"
        kinds: list[tuple[DayKind | None, str]] = [
            (None, f"平常（周{WEEKDAYS[day.day.weekday()]}，{plain}）"),
            (DayKind.off, "放假"),
        ]
        if weekend:
            kinds.append((DayKind.made_up, "调休上班"))
        self.body.column.insertWidget(
            0, Words(f"{span_words((day.day,), day.day.year)}　现在是{day.told}", "heading")
        )
        # PickBox takes None for "not chosen": the plain day stands for it
        self.kind: PickBox[str] = PickBox(
            [("" if k is None else k.value, words) for k, words in kinds],
            day.kind.value if day.name else "",
            unset=None,
        )
        self.name = TextChoice(FESTIVALS, day.name.removesuffix(MAKE_UP), longest=30)
        self.grid.add("安排(&K)", self.kind)
        self.grid.add("节日或原因(&N)", self.name)
        self.ready(self.kind)

    @classmethod
    def ask(cls, day: YearDay, before: YearList, parent: QWidget | None = None) -> YearList | None:
        """The year's list with the day as it is to be; None where the officer thought better of it."""
        dialog = cls(day, before, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> YearList:
        """The list with the day. Raises OfficeError."""
        kind = DayKind(chosen) if (chosen := self.kind.value()) else None
        return arranged(self._before, self._day.day, kind, self.name.value().strip())

    def wrong(self) -> str:
        if self.kind.value() and not self.name.value().strip():
            self.name.setFocus()
            return "请写明是哪个节日，或为什么这样安排。"
        try:
            self.value()
        except OfficeError as error:
            return error.said
        return ""
