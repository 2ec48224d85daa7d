"""Settling a round of places (确定名额): why ties came out so, who settled it, and which meeting decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.days import day_words
from desktop.domain.meeting import Meeting
from desktop.domain.places_round import PlacesRound
from desktop.domain.ranking import Standing
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.fields.choice import PickBox

NO_MEETING = "没有开会，由确定的人决定"


@dataclass(frozen=True)
class Settled:
    """What was said of it, by whom, and the meeting, where one decided."""

    words: str
    by: str
    meeting_id: int | None


class SettlePlacesDialog(OpinionDialog):
    """The reason, the meeting where one was held, and the name."""

    def __init__(
        self, round: PlacesRound, sittings: Sequence[Meeting], parent: QWidget | None = None
    ) -> None:
        decided = [r.applicant for r in round.rows if r.decided]
        question = Question(
            title="确定名额",
            told=f"{round.number}「{round.label}」：入选 {len(round.having(Standing.chosen))} 人，"
            f"递补 {len(round.having(Standing.substitute))} 人。确定以后不能再改数据。",
            label="并列的处理理由(&Y) *" if decided else "说明(&Y)",
            hint="由人决定的，写明为什么这样定",
            needed=f"{'、'.join(decided)} 由人决定，请写明理由。" if decided else "",
            who="确定的人或机构(&N) *",
            take="确定名额",
        )
        super().__init__(question, parent, whole=False)
        self.meeting: PickBox[int] = PickBox(
            [(m.id or 0, f"{day_words(m.day)}　{m.title}（{m.number}）") for m in sittings],
            None,
            unset=NO_MEETING,
        )
        self.grid.add("哪次会议(&M)", self.meeting, wide=True)
        self.grid.show_field(self.meeting, bool(sittings))
        self.finish()

    @classmethod
    def ask_settled(
        cls, round: PlacesRound, sittings: Sequence[Meeting], parent: QWidget | None = None
    ) -> Settled | None:
        """What the fields say; None where the officer thought better of it."""
        dialog = cls(round, sittings, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Settled(dialog.words.value(), dialog.by.value(), dialog.meeting.value())
