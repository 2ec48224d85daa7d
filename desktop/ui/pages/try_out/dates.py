"""What follows from the days alone (步骤和日期): the last day of every step, and what else of the scheme has its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.casework.trying import Ground
from desktop.domain.application import Step
from desktop.domain.conduct import Conduct
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.try_out import Attempt
from desktop.domain.try_out_conduct import conduct_tried, untried
from desktop.ui.fields.panels import Card, Words, rule
from desktop.ui.pages.schemes_reading import Part


class DatesPart(Part):
    """Each step with who does it, its last day, and how that was reckoned."""

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self.steps: tuple[Step, ...] = ()
        self._shown: tuple[date | None, tuple[Step, ...], str] | None = None

    def show_attempt(self, attempt: Attempt) -> None:
        """Reckon from the day the papers came in."""
        said, received = "", attempt.received
        self.steps = ()
        try:
            self.steps = self._ground.steps(attempt)
        except OfficeError as error:
            said = error.said
        if self._shown == (received, self.steps, said):
            return
        self._shown = (received, self.steps, said)
        self.clear()
        if said:
            self.add(Words(said, "band-warned"))
        elif received is None:
            self.add(Words("请在左边填写「收到日期」：各步的最晚日期从那天算起。", "band-warned"))
        else:
            self.add(
                Words(f"{day_words(received)}收到材料，每步都做到最后一天时，各步的最晚日期：", "band-told")
            )
            self.add(_card(self.steps))
        self.column.addStretch()


class ConductPart(Part):
    """When visits, duty and checks fall due in the year from a day on, how stock adds up; and what cannot be tried."""

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._shown: tuple[date, Conduct] | None = None

    def show_attempt(self, attempt: Attempt) -> None:
        """Reckon a year on from the day of the check."""
        on, conduct = attempt.on, self._ground.conduct(attempt)
        if (on, conduct) == self._shown:
            return
        self._shown = (on, conduct)
        self.clear()
        self.add(Words(f"从{day_words(on)}起一年内：", "band-told"))
        for heading, lines in conduct_tried(conduct, on):
            card = Card(heading)
            for line in lines:
                card.add(Words(line))
            self.add(card)
        for said in untried(conduct):
            self.add(Words(said, "band-warned"))
        self.column.addStretch()


def _card(steps: Sequence[Step]) -> Card:
    card = Card()
    for number, step in enumerate(steps):
        if number:
            card.add(rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        name = Words(f"{step.position}. {step.label}{f'（{step.who}）' if step.who else ''}")
        due = Words(day_words(step.due) if step.due else "没有期限", "" if step.due else "faint", wrap=False)
        for words in (name, due):
            words.setProperty("strong", True)
        grid.addWidget(name, 0, 0)
        grid.addWidget(due, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(step.rule, "faint"), 1, 0, 1, 2)
        card.add(grid)
    return card
