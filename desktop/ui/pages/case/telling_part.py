"""告知: who must be told what of the decision by when, the letter, and how it reached them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from desktop.domain.application import State
from desktop.domain.days import day_words
from desktop.domain.telling import Told
from desktop.ui.case_words import due_colour, due_words
from desktop.ui.dialogs.deliver import duty_words
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.case import telling_deeds
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page

UNDECIDED = "还没有作出决定。批准或者不予批准以后，要告知谁、几天内告知，会列在这里。"
NOTHING = "方案没有写要另外告知谁。办理过程里的告知步骤照常办理。"
SHORTEST, LONGEST = 2, 10


class TellingPart(Scrolled):
    """Enter records how somebody was told."""

    TITLE: ClassVar[str] = telling_deeds.TELLING

    def __init__(self, page: Page, sheet: CaseSheet) -> None:
        super().__init__(margin=18)
        self._office, self._sheet = page.office, sheet
        self.standing = Words(kind="band-told")
        self.model: RowsModel[Told] = RowsModel(self._columns())
        self.table: Table[Told] = Table(self.model, "没有要告知的。")
        self.table.setAccessibleName("要告知的人和内容")
        self.whole = Words(kind="faint")
        self.deliver = push("登记告知(&E)…", self.record, picture="check", kind="primary", key="Return")
        self.letter = push("打印告知书(&Z)", self.print_letter, picture="print")
        card = Card("告知和送达")
        for thing in (self.standing, self.table, self.whole, Bar((self.deliver, self.letter))):
            card.add(thing)
        self.add(card)
        self.column.addStretch()
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda: self.record())
        self.table.chosen.connect(lambda: self._look())

    def show_case(self, seen: Seen) -> None:
        """Show all that must be told in this case, done or not."""
        row = self.table.currentIndex().row()
        self.model.show(seen.told)
        left = telling_deeds.untold(seen.told)
        if seen.told:
            self.table.choose(row if 0 <= row < len(seen.told) else seen.told.index((left or seen.told)[0]))
        self.table.setFixedHeight(self.table.height_for(min(max(len(seen.told), SHORTEST), LONGEST)))
        self.standing.become(*_standing(seen))
        self._look()

    def record(self) -> None:
        """Ask how the chosen one was told."""
        told = self.table.line()
        if told is not None and told.told_on is None:
            telling_deeds.record(self._sheet, told)
            self.table.setFocus()

    def print_letter(self) -> None:
        """Make the letter for the chosen one."""
        told = self.table.line()
        make = telling_deeds.letter_of(self._sheet, told) if told is not None else None
        if make is not None:
            make()

    def _look(self) -> None:
        told = self.table.line()
        self.deliver.setEnabled(told is not None and told.told_on is None)
        self.letter.setEnabled(told is not None and telling_deeds.letter_of(self._sheet, told) is not None)
        words = "" if told is None else duty_words(told, self._office.today())
        self.whole.setText(words if told is None or told.told_on is None else _reached(told))
        self.whole.setVisible(told is not None)

    def _columns(self) -> tuple[Column[Told], ...]:
        today = self._office.today
        return (
            Column(title="告知谁", text=lambda t: t.who, width=170, stretch=True),
            Column(title="告知什么", text=lambda t: t.what, width=230, stretch=True),
            Column(title="形式", text=lambda t: "书面，有存根" if t.written else "口头即可", width=116),
            Column(
                title="期限",
                text=lambda t: due_said(t, today()),
                width=196,
                kind=lambda t: due_colour(t.due, today()) if t.told_on is None else _late(t),
            ),
            Column(
                title="办理情况",
                text=lambda t: f"{day_words(t.told_on)}{t.how}" if t.told_on else "还没有告知",
                width=176,
                kind=lambda t: "green" if t.told_on else "",
            ),
            Column(title="签收", text=_signed, width=130),
        )


def due_said(told: Told, today: date) -> str:
    """By when somebody is to be told and how far off that is; once told, whether it was in time."""
    if told.due is None:
        return "没有写明几天"
    day = day_words(told.due)
    if told.told_on is None:
        return f"{day}　{due_words(told.due, today)}"
    late = (told.told_on - told.due).days
    return f"{day}　逾期 {late} 天告知" if late > 0 else f"{day}　按期"


def _late(told: Told) -> str:
    return "red" if told.due is not None and told.told_on is not None and told.told_on > told.due else ""


def _signed(told: Told) -> str:
    if told.refused_to_sign:
        return f"拒绝签收，{told.refused_to_sign} 见证"
    return told.received_by or ("没有存根" if told.told_on else "")


def _reached(told: Told) -> str:
    day = day_words(told.told_on) if told.told_on else ""
    said = f"{day}由 {told.told_by} {told.how}告知{told.who}：{told.what}"
    if told.received_by:
        on = f"{day_words(told.received_on)}" if told.received_on else ""
        said += f"\n{on}{told.received_by} 在存根上签字"
    return said + (f"\n拒绝签收，{told.refused_to_sign} 见证" if told.refused_to_sign else "")


def _standing(seen: Seen) -> tuple[str, str]:
    """How telling stands in this case, and in which colour."""
    if not seen.told:
        decided = seen.case.state in (State.approved, State.refused)
        return "band-told", NOTHING if decided else UNDECIDED
    left = telling_deeds.untold(seen.told)
    if not left:
        return "band-good", f"{len(seen.told)} 项都已告知。"
    count = f"还有 {len(left)} 项没有告知"
    late = [t for t in left if t.due is not None and t.due < seen.today]
    if late:
        return "band-bad", f"{count}，其中 {len(late)} 项已经逾期。请打印告知书送达，登记签收。"
    return "band-warned", f"{count}。请打印告知书送达，登记签收；当事人不肯签的，写明见证人。"
