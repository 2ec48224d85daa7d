"""Sending a case back (退回补正): what is to be put right, and from which step it is done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.application import Step, StepKind
from desktop.domain.days import day_words
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words

AGAIN = "退到那一步以后，那一步和它后面已经办过的都要重新办；以前办的留在办理经过里。"
HANG_AGAIN = "退到公示以前，公示要重新张贴。"


@dataclass(frozen=True)
class SentBack:
    """What is to be put right, who says so, and the position of the step it goes back to."""

    words: str
    by: str
    back_to: int


class SendBackDialog(OpinionDialog):
    """The step that waits, or any before it."""

    def __init__(self, question: Question, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(question, parent, whole=False)
        self._steps = tuple(steps)
        here = self._steps[-1].position
        self.back_to: PickBox[int] = PickBox(
            [(s.position, _words(s, here)) for s in self._steps], here, unset=None
        )
        self.then = Words("", "faint")
        self.grid.add("退到哪一步(&G)", self.back_to, wide=True)
        self.grid.add("", self.then, wide=True)
        self.grid.show_field(self.back_to, len(self._steps) > 1)
        self.back_to.changed.connect(lambda: self.look())
        self.finish(self.words)
        self.look()

    @classmethod
    def choose(
        cls, question: Question, steps: Sequence[Step], parent: QWidget | None = None
    ) -> SentBack | None:
        """Where it goes back to, and why; None where the officer thought better of it."""
        dialog = cls(question, steps, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return SentBack(dialog.words.value(), dialog.by.value(), dialog.position())

    def position(self) -> int:
        """The step it goes back to."""
        return self.back_to.value() or self._steps[-1].position

    def look(self) -> None:
        """Say what has to be done again."""
        target, here = self.position(), self._steps[-1]
        again = [s for s in self._steps if target <= s.position < here.position]
        hung = any(s.kind is StepKind.notice for s in self._steps if s.position >= target) and bool(again)
        self.then.setText("".join((AGAIN, HANG_AGAIN if hung else "")) if again else "")
        self.grid.show_field(self.then, bool(again))
        self.grow()


def _words(step: Step, here: int) -> str:
    if step.position == here:
        return f"{step.position}. {step.label}（就是现在这一步）"
    done = f"{day_words(step.done_on)} {step.by} 已办" if step.done_on is not None else ""
    return f"{step.position}. {step.label}（{done}）" if done else f"{step.position}. {step.label}"
