"""Changing where files stand (变更档案状态): state, day and reason, and what only some states ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.standing import FileState, StandingEntry
from desktop.domain.words import word
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

TOLD = {
    FileState.applied: "退回到申请：还没有认定，可以补材料后再认定。",
    FileState.on_file: "列入在档：可以申请帮扶，每年复审。从别的单位转来的，写明原单位。",
    FileState.fading: "渐退期内照常帮扶；到期那天程序会提醒办理脱困。",
    FileState.out_of_hardship: "脱困以后不再受理新的申请；返困的，再改回「在档」。",
    FileState.cancelled: "注销用于去世、离开本地或本不该建的档案；以后不再受理申请。",
    FileState.withdrawn: "退档用于上级退回或本人要求撤回；以后不再受理申请。",
    FileState.moved_out: "转到别的单位：本单位不再受理申请，档案留底。",
}
"""What comes of a state, in a sentence."""


class StateFields:
    """State, and what only fading and moving ask for, on a grid of fields; also used by the yearly review."""

    def __init__(self, grid: FieldGrid, states: Sequence[FileState], today: date) -> None:
        self._grid = grid
        self.state: PickBox[FileState] = PickBox([(s, word(s)) for s in states], unset="请选择")
        self.told = Words(kind="faint")
        self.fade_until = DayEdit(today)
        self.other_unit = TextLine(hint="转入单位的全称", longest=120)
        grid.add("改为(&Z) *", self.state)
        grid.add("", self.told, wide=True)
        grid.add("渐退到(&Q) *", self.fade_until)
        self.came_from = TextLine(hint="不是转来的不填", longest=120)
        grid.add("转到单位(&W) *", self.other_unit, wide=True)
        grid.add("转入自(&F)", self.came_from, wide=True)
        self.state.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show what the chosen state asks for, and what comes of it."""
        state = self.state.value()
        self.told.setText(TOLD[state] if state is not None else "")
        self._grid.show_field(self.told, state is not None)
        self._grid.show_field(self.fade_until, state is FileState.fading)
        self._grid.show_field(self.other_unit, state is FileState.moved_out)
        self._grid.show_field(self.came_from, state is FileState.on_file)

    def other(self) -> str:
        """The unit the file goes to, or came from."""
        field = self.came_from if self.state.value() is FileState.on_file else self.other_unit
        return field.value()

    def show(self, shown: bool) -> None:
        """Show the fields, or hide them all."""
        self._grid.show_field(self.state, shown)
        if shown:
            self.look()
        else:
            for field in (self.told, self.fade_until, self.other_unit, self.came_from):
                self._grid.show_field(field, False)

    def empty(self) -> None:
        """As at the beginning."""
        self.state.set_value(None)
        self.fade_until.set_value(None)
        self.other_unit.set_value("")
        self.came_from.set_value("")
        self.look()

    def wrong(self) -> str:
        """What is missing, with the cursor put there; nothing where all is there."""
        state = self.state.value()
        if state is None:
            self.state.setFocus()
            return "请选择档案改为什么状态。"
        if state is FileState.fading and self.fade_until.value() is None:
            self.fade_until.setFocus()
            return self.fade_until.problem() or "请填写渐退到哪一天。"
        if state is FileState.moved_out and not self.other_unit.value():
            self.other_unit.setFocus()
            return "请填写转到哪个单位。"
        return ""


class ChangeStanding(EntryDialog):
    """One entry for one file or for many."""

    def __init__(
        self, said: str, states: Sequence[FileState], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("变更档案状态", parent, take="变更", width=620)
        self.told = Words(said, "band-told")
        self.body.column.insertWidget(0, self.told)
        self.fields = StateFields(self.grid, states, today)
        self.since = DayEdit(today, today)
        self.because = TextBox(hint="例如：户主再就业，收入稳定；户主去世，家中无其他成员", lines=3)
        self.because.setMaximumHeight(self.because.minimumHeight() + 30)
        self.grid.add("从哪天起(&D) *", self.since)
        self.grid.add("原因(&Y) *", self.because, wide=True)
        self.fields.state.changed.connect(self.grow)
        self.ready(self.fields.state)

    @classmethod
    def ask(
        cls, said: str, states: Sequence[FileState], today: date, parent: QWidget | None = None
    ) -> StandingEntry | None:
        """The entry; None where the officer thought better of it."""
        dialog = cls(said, states, today, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        entry = dialog.value() if accepted else None
        dialog.deleteLater()
        return entry

    def wrong(self) -> str:
        said = self.fields.wrong()
        if said:
            return said
        if self.since.value() is None:
            self.since.setFocus()
            return "请填写从哪天起。"
        if not self.because.value():
            self.because.setFocus()
            return "请写明原因：档案状态的每次变化都要说得出理由。"
        return ""

    def value(self) -> StandingEntry:
        """The entry as it stands in the fields."""
        state, since = self.fields.state.value(), self.since.value()
        assert state is not None
        assert since is not None
        return StandingEntry(
            state=state,
            since=since,
            because=self.because.value(),
            fade_until=self.fields.fade_until.value(),
            other_unit=self.fields.other(),
        )
