"""Settling by hand what one sentence of a holiday notice says (核定一句)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.day_list import parse_day_list
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.holiday_notice import FESTIVALS
from desktop.domain.holiday_sentence import Stated, span_words
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox


class SettleSentence(EntryDialog):
    """The sentence above, what it is to mean below; the days are written as the notice writes them."""

    def __init__(self, sentence: Stated, year: int, parent: QWidget | None = None) -> None:
        super().__init__("核定这一句", parent, width=620)
        self._sentence, self._year = sentence, year
        self.body.column.insertWidget(0, Words(f"原句：{sentence.text}。", "heading"))
        if sentence.doubts:
            self.body.column.insertWidget(1, Words("；".join(sentence.doubts) + "。", "band-warned"))
        self.festival = TextChoice(FESTIVALS, sentence.festival)
        self.rest = TextBox(_lines(sentence.rest, year), "例如 2月15日至23日", 2)
        self.work = TextBox(_lines(sentence.work, year), "例如 2月14日、2月28日", 2)
        for box in (self.rest, self.work):
            box.setMaximumHeight(box.minimumHeight())
        self.grid.add("节日(&N)", self.festival)
        self.grid.add("放假的日期(&R)", self.rest)
        self.grid.add("上班的日期(&W)", self.work)
        self.told = Words(kind="faint")
        self.body.add(self.told)
        for field in (self.rest, self.work):
            field.changed.connect(self._look)
        self._look()
        self.ready(self.rest)

    @classmethod
    def ask(cls, sentence: Stated, year: int, parent: QWidget | None = None) -> Stated | None:
        """The sentence as it was settled; None where the officer thought better of it."""
        dialog = cls(sentence, year, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Stated:
        """The sentence with what the fields say. Raises OfficeError."""
        return self._sentence.decided(
            self.festival.value().strip(),
            _days(self.rest.value(), self._year),
            _days(self.work.value(), self._year),
        )

    def wrong(self) -> str:
        try:
            value = self.value()
        except OfficeError as error:
            return error.said
        if not (value.rest or value.work):
            self.rest.setFocus()
            return "请填写日期。与放假无关的句子，请关闭这里，用「略过这一句」。"
        if not value.festival:
            self.festival.setFocus()
            return "请填写是哪个节日。"
        weekday = next((d for d in value.work if d.weekday() < 5), None)
        if weekday is not None:
            self.work.setFocus()
            return f"{span_words((weekday,), self._year)}本来就上班，不用记为调休上班。请核对日期。"
        both = set(value.rest) & set(value.work)
        if both:
            return f"{span_words((min(both),), self._year)}既写了放假又写了上班，请核对。"
        other = next(
            (
                d
                for d in (*value.rest, *value.work)
                if not date(self._year - 1, 12, 1) <= d <= date(self._year, 12, 31)
            ),
            None,
        )
        return f"{day_words(other)}不属于 {self._year} 年的放假安排，请核对。" if other is not None else ""

    def _look(self) -> None:
        try:
            value = self.value()
        except OfficeError as error:
            self.told.become("warned", error.said)
            return
        said = [
            f"{what} {len(days)} 天：{span_words(days, self._year)}"
            for what, days in (("放假", value.rest), ("上班", value.work))
            if days
        ]
        self.told.become("fine", "\n".join(said))


def _lines(days: tuple[date, ...], year: int) -> str:
    return span_words(days, year)


def _days(text: str, year: int) -> tuple[date, ...]:
    found = parse_day_list(text.replace("、", "\n").replace("，", "\n"), year)
    extra = next((said for _, said in found if said), "")
    if extra:
        raise OfficeError(f"「{extra}」不是日期。这里只写日期，例如 2月15日至23日。")
    return tuple(sorted({day for day, _ in found}))
