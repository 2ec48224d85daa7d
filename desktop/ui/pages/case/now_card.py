"""What is to be done with an open case now (现在该办): where it stands, by when and by which rule, and the buttons for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.domain.application import State
from desktop.domain.days import day_words
from desktop.domain.exam import missed_words, what_to_do
from desktop.ui.case_words import STATE_BANDS, due_words
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.pages.button_rows import SPACE, ButtonRows
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.decided_words import first_aid_owed
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.words import signatures_told, state_told


class NowCard(Card):
    """A button for exactly what can be done now."""

    def __init__(
        self, actions: Sequence[Action], run: Callable[[Action], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._actions, self._run = tuple(actions), run
        self._seen: Seen | None = None
        self.state = Words(kind="band-told")
        self.kin = Words(kind="band-warned")
        self.aided = Words(kind="band-warned")
        self.todo = Words(kind="heading")
        self.rule = Words(kind="faint")
        self.by_name = {a.name: self._push(a) for a in self._actions if a.place is not Place.more}
        self.more = push("更多办理(&M)", tip="这份申请还可以办的事")
        self.menu = QMenu(self.more)
        self.menu.aboutToShow.connect(self.fill)
        self.more.setMenu(self.menu)
        self.keys = {a.name: self._key(a) for a in self._actions if a.place is Place.beside}
        """A button that went into the menu keeps its key."""
        self.mains = self._at(Place.main)
        self.buttons = ButtonRows(self.mains, (*self._at(Place.beside), self.more))
        # what does not fit goes into the menu; the buttons never make the card wider than its room
        self.buttons.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for thing in (self.state, self.kin, self.aided, self.todo, self.rule, self.buttons):
            self.add(thing)

    def show_case(self, seen: Seen, kin: Sequence[str]) -> None:
        """Show where this case stands and what can be done; `kin` are the staff related to it."""
        self._seen = seen
        case, step = seen.case, seen.step
        barred = case.state is State.open and not seen.eligible
        self.state.become("band-warned" if barred else STATE_BANDS[case.state], state_told(seen))
        missed = what_to_do(step.label, seen.rules) if step is not None and missed_words(step) else ""
        self.kin.setText("\n".join(x for x in (missed, *kin) if x))
        self.kin.setVisible(bool(kin or missed))
        owed = first_aid_owed(case, seen.today)
        overdue = case.first_aid is not None and case.first_aid.papers_by < seen.today
        self.aided.become("band-bad" if overdue else "band-warned", owed)
        self.aided.setVisible(bool(owed))
        returned, stopped = case.state is State.returned, case.paused
        halted = returned or stopped is not None
        self.todo.setVisible(step is not None)
        self.rule.setVisible(step is not None and bool(step.rule) and not halted)
        if step is not None:
            due = due_words(step.due, seen.today)
            doing = "补正后重新提交" if returned else step.label
            if stopped is not None:
                doing = f"等申请人补齐材料，{day_words(stopped.since)}起停表"
            late = step.due is not None and step.due < seen.today and stopped is None
            self.todo.become(
                "bad" if late else "heading",
                f"现在该办：{doing}" + (f"　{due}" if due and not halted else ""),
            )
            self.todo.setStyleSheet("font-size: 13pt; font-weight: 700;" if late else "")
            parts = (
                step.who and f"由 {step.who} 办理",
                f"{day_words(step.due)}前" if step.due else "",
                step.rule,
            )
            asked = "；".join(x for x in parts if x)
            signed = signatures_told(seen.rules, step) if step.record.signatures else ""
            self.rule.setText("\n".join(x for x in (asked, signed) if x))
        for action in self._actions:
            if action.place is not Place.more:
                button = self.by_name[action.name]
                button.setVisible(action.place is Place.main and action.shown(seen))
                button.setEnabled(action.usable(seen))
                if not callable(action.label) or action.shown(seen):
                    button.setText(action.said(seen))
        self._fit()

    def main_button(self) -> QPushButton | None:
        """The button for what is to be done now, where there is one."""
        return next((b for b in self.mains if not b.isHidden() and b.isEnabled()), None)

    def fill(self) -> None:
        """Put into the menu what else can be done."""
        self.menu.clear()
        seen = self._seen
        for action in self._rest():
            if seen is not None:
                entry = self.menu.addAction(action.said(seen), lambda action=action: self._run(action))
                entry.setEnabled(action.usable(seen))

    def _rest(self) -> list[Action]:
        """What can be done and has no button in sight."""
        seen = self._seen
        return [
            a
            for a in self._actions
            if seen is not None
            and a.shown(seen)
            and (a.place is Place.more or (a.place is Place.beside and self.by_name[a.name].isHidden()))
        ]

    def _fit(self) -> None:
        """As many of the others as one row takes have a button, the first ones; the rest waits in the menu."""
        seen = self._seen
        if seen is None:
            return
        beside = [a for a in self._actions if a.place is Place.beside and a.shown(seen)]
        menu = any(a.place is Place.more and a.shown(seen) for a in self._actions)
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        widths = [self.by_name[a.name].sizeHint().width() + SPACE for a in beside]
        if menu or sum(widths) - SPACE > room:
            room -= self.more.sizeHint().width() + SPACE
        left = room + SPACE
        for action, width in zip(beside, widths, strict=True):
            left -= width
            self.by_name[action.name].setVisible(left >= 0)
        for action in self._actions:
            if action.place is Place.beside:
                hidden = action in beside and self.by_name[action.name].isHidden()
                self.keys[action.name].setEnabled(hidden and action.usable(seen))
        self.more.setVisible(bool(self._rest()))
        self.buttons.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _at(self, place: Place) -> tuple[QPushButton, ...]:
        return tuple(self.by_name[a.name] for a in self._actions if a.place is place)

    def _key(self, action: Action) -> QShortcut:
        key = QShortcut(QKeySequence.mnemonic(self.by_name[action.name].text()), self)
        key.setEnabled(False)
        key.activated.connect(lambda: self._run(action))
        return key

    def _push(self, action: Action) -> QPushButton:
        main = action.place is Place.main
        return push(
            action.label if isinstance(action.label, str) else "",
            lambda: self._run(action),
            picture=action.picture,
            kind=action.kind or ("primary" if main else ""),
            key=action.key or ("F2" if main else ""),
        )
