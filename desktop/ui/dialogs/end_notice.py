"""Taking a public notice down and ending it (取下并结束公示): where it came down, by whom, and what the objections came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain import objection
from desktop.domain.application import Notice
from desktop.domain.days import day_words
from desktop.domain.objection import Objection
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.fields.ticks import Ticks


@dataclass(frozen=True)
class Ending:
    """When it came down or ended, at which places, and who did it."""

    day: date
    down: tuple[int, ...]
    by: str


class EndNoticeDialog(EntryDialog):
    """The places still to be cleared, ticked; `ends` says whether the notice is ended too."""

    def __init__(
        self,
        notice: Notice,
        raised: Sequence[Objection],
        today: date,
        by: str = "",
        parent: QWidget | None = None,
        *,
        ends: bool = True,
    ) -> None:
        title = "结束公示" if ends else "取下登记"
        super().__init__(title, parent, take=title, width=660)
        self._notice, self._today, self._ends = notice, today, ends
        self.told = Words(
            f"公示 {notice.number}　{day_words(notice.posted_on)}张贴，公示到 {day_words(notice.until)}止",
            "band-told",
        )
        self.body.column.insertWidget(0, self.told)
        self.places = Ticks(
            [(str(n), notice.postings[n].place) for n in notice.up], [str(n) for n in notice.up]
        )
        self.day = DayEdit(today, today)
        self.by = TextLine(by, "经手此事的人", 40)
        if notice.up:
            self.grid.add("在哪几处取下(&P)" + ("" if ends else " *"), self.places, wide=True)
        self.grid.add(f"{'结束' if ends else '取下'}日期(&D) *", self.day, wide=True)
        self.grid.add("经办人(&N) *", self.by, wide=True)
        if ends:
            self.grid.add("公示结果", Words(objection.told(raised)), wide=True)
            left = [x.number for x in raised if not x.settled]
            self.waiting = Words(
                f"异议 {'、'.join(left)} 还没有核实：被提异议的申请先不往下办，核实后再接着办；其他申请继续。",
                "band-warned",
            )
            self.waiting.setVisible(bool(left))
            self.body.add(self.waiting)
            missing = notice.without_photo
            self.photos = Words(
                f"还没有张贴照片：{'、'.join(p.place for p in missing)}。有照片的请补登记，没有的也可以结束。",
                "faint",
            )
            self.photos.setVisible(bool(missing))
            self.body.add(self.photos)
        self.ready(self.places if notice.up else self.day)

    @classmethod
    def ask(
        cls,
        notice: Notice,
        raised: Sequence[Objection],
        today: date,
        by: str = "",
        parent: QWidget | None = None,
        *,
        ends: bool = True,
    ) -> Ending | None:
        """How it came down; None where the officer thought better of it."""
        dialog = cls(notice, raised, today, by, parent, ends=ends)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Ending:
        """What the fields say."""
        down = tuple(int(x) for x in self.places.value()) if self._notice.up else ()
        return Ending(self.day.value() or self._today, down, self.by.value())

    def wrong(self) -> str:
        day = self.day.value()
        if day is None or day <= self._notice.until:
            self.day.setFocus()
            return f"公示要挂满到 {day_words(self._notice.until)}，日期应在这一天之后。"
        if day > self._today:
            self.day.setFocus()
            return f"日期 {day_words(day)} 还没有到，请改正。"
        if not self._ends and not self.places.value():
            self.places.setFocus()
            return "请勾选在哪几处取下了公示。"
        if not self.by.value():
            self.by.setFocus()
            return "请填写经办人姓名。"
        return ""
