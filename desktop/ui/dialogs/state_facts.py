"""What the archive has no field for, said at a check (核对时补充事实): each fact with the paper it was seen from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.facts import Facts
from desktop.domain.stated import Statement, seen_from
from desktop.domain.try_out import Question
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.try_out.block import Block

TOLD = (
    "这些情况档案里没有登记的地方，请看过材料以后填写，并写明看的是什么。不知道的留空，程序不会当成「否」或 0。"
    "档案里已有的以档案为准。"
)


class StateFactsDialog(EntryDialog):
    """One card a fact: the question, and what it was seen from."""

    def __init__(
        self, questions: Sequence[Question], before: Facts, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("补充事实", parent, take="据此核对", width=680)
        self.body.column.insertWidget(0, Words(TOLD, "band-told"))
        self.blocks: dict[str, Block] = {}
        self.seen: dict[str, TextLine] = {}
        for asked in questions:
            id = asked.fact.id
            block = Block(asked, today)
            block.fill(before.get(id))
            papers = "、".join(asked.papers)
            seen = TextLine(
                seen_from(before.origins.get(id, "")),
                f"看了什么，如 {papers}" if papers else "看了什么材料",
                100,
            )
            beside = FieldGrid(1)
            beside.add("依据", seen)
            seen.setAccessibleName(f"{asked.fact.label}的依据")
            card = Card()
            card.add(block)
            card.add(beside)
            self.body.add(card)
            self.blocks[id], self.seen[id] = block, seen
        first = next(iter(self.blocks.values()), None)
        self.ready(first.field if first is not None else None)

    @classmethod
    def ask(
        cls, questions: Sequence[Question], before: Facts, today: date, parent: QWidget | None = None
    ) -> Mapping[str, Statement] | None:
        """What was said; None where the officer thought better of it."""
        dialog = cls(questions, before, today, parent)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> dict[str, Statement]:
        """Every fact that is known now."""
        return {
            id: Statement(value=value, seen=self.seen[id].value())
            for id, block in self.blocks.items()
            if (value := block.value()) is not None
        }

    def wrong(self) -> str:
        for id, block in self.blocks.items():
            if block.problem():
                block.field.setFocus()
                return f"{block.question.fact.label}：{block.problem()}"
            if block.value() is not None and not self.seen[id].value():
                self.seen[id].setFocus()
                return f"「{block.question.fact.label}」请写明依据，看了什么材料。"
        return ""
