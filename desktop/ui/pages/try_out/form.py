"""The left side of a try-out (试算的填写栏): the days and the place, figures assumed, and every fact the scheme asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.casework.trying import Ground
from desktop.domain.dossier import TrialFact
from desktop.domain.facts import Facts, told
from desktop.domain.try_out import (
    CHAPTER_WORDS,
    Attempt,
    Question,
    by_chapter,
    facts_from,
    question,
)
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.panels import Card, Scrolled, rule
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.try_out.block import Block
from desktop.ui.pages.try_out.figures import Figures

RECEIVED = "received_on"


class Form(Scrolled):
    """What the officer fills in; `attempt` is all of it."""

    changed = Signal()

    def __init__(self, ground: Ground, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=12)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground, self._today = ground, today
        self.on, self.received = DayEdit(today, today), DayEdit(today, today)
        self.place = TextLine(ground.bureau.place, longest=60)
        self.figures = Figures(ground, self)
        self.blocks: dict[str, Block] = {}
        self._extra: Card | None = None
        self._received: date | None = None
        """The day that was written last: the scheme's own question about it follows while it says the same."""
        about = Card("什么时候、什么地方")
        grid = FieldGrid(1)
        for label, field in (("核对日期", self.on), ("收到日期", self.received), ("地方", self.place)):
            grid.add(label, field)
        about.add(grid)
        self.add(about)
        if not self.figures.empty:
            self.add(self.figures.card)
        for chapter, asked in by_chapter(ground.asked):
            self.add(self._chapter(CHAPTER_WORDS[chapter], asked))
        self.column.addStretch(1)
        self.received.changed.connect(self._same_day)
        for source in (self.figures, self.on, self.received, self.place):
            source.changed.connect(self._changed)
        self._same_day()
        enter_moves_on(self.inside)
        self.figures.show_lines(self.attempt())

    def attempt(self) -> Attempt:
        """Everything that is filled in; a day that cannot be read counts as today's."""
        parameters, lines = self.figures.filled()
        return Attempt(
            on=self.on.value() or self._today,
            received=self.received.value(),
            place=self.place.value(),
            facts=self.facts(),
            parameters=parameters,
            lines=lines,
        )

    def facts(self) -> Facts:
        """What is known."""
        return facts_from(
            {id: block.value() for id, block in self.blocks.items()},
            {id: block.origin for id, block in self.blocks.items()},
        )

    def fill(self, attempt: Attempt) -> None:
        """Show all of this instead."""
        self.on.set_value(attempt.on)
        self.received.set_value(attempt.received)
        self._received = attempt.received
        self.place.set_value(attempt.place)
        self.figures.fill(attempt.parameters, attempt.lines)
        self.fill_facts(attempt.facts)

    def fill_facts(self, facts: Facts) -> None:
        """Show these facts instead; what the scheme never looks at stands below."""
        self._drop_extra()
        extra = [id for id in facts if id not in self.blocks]
        if extra:
            scheme = self._ground.card.scheme
            self._extra = self._chapter(
                "另外写着的（本方案不看）", [question(scheme, id, asked=False) for id in extra]
            )
            self.column.insertWidget(self.column.count() - 1, self._extra)
            enter_moves_on(self._extra)
        for block in self.blocks.values():
            block.fill_from(facts)
        self._changed()

    def clear(self) -> None:
        """Everything unknown again, today and here."""
        self.fill(Attempt(on=self._today, received=self._today, place=self._ground.bureau.place))
        self._same_day()
        self._changed()

    def go_to(self, fact: str) -> None:
        """Bring a fact's field into sight and begin in it."""
        block = self.blocks.get(fact)
        if block is None:
            return
        block.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.show_block(block)

    def go_to_blank(self) -> bool:
        """Begin in the first figure without which there is no verdict; says whether there is one."""
        edit = self.figures.first_blank(self.attempt())
        if edit is None:
            return False
        if self.figures.fold is not None and self.figures.fold.inside.isAncestorOf(edit):
            self.figures.fold.open(True)
        edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.show_block(edit)
        return True

    def show_block(self, block: QWidget) -> None:
        """Scroll until a question stands in sight with its label."""
        QApplication.processEvents()
        self.ensureWidgetVisible(block, 0, 30)

    def problems(self) -> list[tuple[str, Any]]:
        """Each entry that cannot be taken, with its field."""
        found: list[tuple[str, Any]] = [
            (said, field)
            for field in (
                self.on,
                self.received,
                *self.figures.parameters.values(),
                *self.figures.lines.values(),
            )
            if (said := field.problem())
        ]
        found += [
            (f"{block.question.fact.label}：{said}", block)
            for block in self.blocks.values()
            if (said := block.problem())
        ]
        return found

    def told(self) -> tuple[TrialFact, ...]:
        """Every question with its answer in words, for the paper."""
        facts = self.facts()
        return tuple(
            TrialFact(
                label=block.question.fact.label,
                value=told(block.question.fact, facts[id]) if id in facts else "",
                papers=block.question.papers,
                origin=block.origin,
            )
            for id, block in self.blocks.items()
        )

    def _chapter(self, heading: str, asked: list[Question]) -> Card:
        card = Card(heading)
        for number, one in enumerate(asked):
            if number:
                card.add(rule())
            block = Block(one, self._today)
            block.changed.connect(self._changed)
            self.blocks[one.fact.id] = block
            card.add(block)
        return card

    def _drop_extra(self) -> None:
        if self._extra is None:
            return
        self._extra.hide()
        self._extra.deleteLater()
        self._extra = None
        self.blocks = {id: block for id, block in self.blocks.items() if block.question.asked}

    def _same_day(self) -> None:
        """The day the papers came in is asked once: a scheme's own question follows it until it is answered otherwise."""
        block, day = self.blocks.get(RECEIVED), self.received.value()
        if block is not None and block.value() in (None, self._received):
            block.fill(day)
        self._received = day

    def _changed(self) -> None:
        self.figures.show_lines(self.attempt())
        self.changed.emit()
