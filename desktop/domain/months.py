"""Months (月份) and the months help is due for: from a first one to a last one, listed between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.days import day_words


@dataclass(frozen=True, order=True)
class Month:
    """One month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """So many months later."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def until(self, other: Month) -> int:
        """How many months from this one to the other; 0 for itself."""
        return (other.year - self.year) * 12 + other.number - self.number

    @property
    def words(self) -> str:
        """As papers write it."""
        return f"{self.year}年{self.number}月"


@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """The months help is due for. No first month: not known yet; no last one: open."""

    first: Month | None = None
    last: Month | None = None
    because: str = ""

    def months(self, since: Month, until: Month) -> tuple[Month, ...]:
        """The months due from one month to another, both included."""
        if self.first is None:
            return ()
        begin = max(self.first, since)
        end = until if self.last is None else min(self.last, until)
        return tuple(begin.plus(n) for n in range(begin.until(end) + 1))

    def due_between(self, first: date, last: date) -> tuple[Month, ...]:
        """The months due that two days touch."""
        return self.months(Month.of(first), Month.of(last))

    def told(self, first: date, last: date) -> str:
        """The months due between two days, in words."""
        due = self.due_between(first, last)
        if not due:
            return f"{day_words(first)}至{day_words(last)}没有应发的月份。{self.because}"
        return f"应发 {months_words(due)}。{self.because}"


def months_words(months: tuple[Month, ...]) -> str:
    """Months that follow each other, in words: from the first to the last and how many."""
    if len(months) == 1:
        return f"{months[0].words}，共 1 个月"
    return f"{months[0].words}至{months[-1].words}，共 {len(months)} 个月"
