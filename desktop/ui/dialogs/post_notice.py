"""Posting a public notice (张贴公示): the day, for how long, where; and when it ends under either way of counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.application import ApplicationLine
from desktop.domain.bureau import Counting
from desktop.domain.calendar import notice_end, notice_ends
from desktop.domain.days import day_words
from desktop.domain.notice_look import Names, NoticeLook, Shown, places_in
from desktop.domain.words import choices, word
from desktop.ui.case_words import award_told
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.lines import LinesBox
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.fields.ticks import Ticks

LONGEST = 60
PLACES = "一行写一处，例如 单位公告栏、社区（村）公示栏"


@dataclass(frozen=True)
class Posting:
    """When a notice is hung, for how many days, and where."""

    posted_on: date
    days: int
    place: str
    """The places, one in each line."""
    look: NoticeLook


class PostNoticeDialog(EntryDialog):
    """Day, days, places and what is shown; both ending dates before it is confirmed, who stands on it, who did not agree."""

    def __init__(
        self,
        lines: Sequence[ApplicationLine],
        days: int,
        counting: Counting,
        today: date,
        place: str = "",
        rule: str = "",
        parent: QWidget | None = None,
        *,
        warning: str = "",
        names: Sequence[Names] = tuple(Names),
    ) -> None:
        super().__init__("张贴公示", parent, take="张贴公示", width=680)
        self._today, self._counting = today, counting
        title = lines[0].scheme_title if lines else ""
        self.told = Words(f"{title}　共 {len(lines)} 份申请", "band-told")
        self.body.column.insertWidget(0, self.told)
        self.warning = Words(warning, "band-warned")
        self.warning.setVisible(bool(warning))
        self.body.column.insertWidget(1, self.warning)
        self.posted_on = DayEdit(today, today)
        self.days = NumberEdit("天", None, places=0, least=1, most=LONGEST)
        self.days.edit.setText(str(days))
        self.places = LinesBox(places_in(place), PLACES, 2)
        self.places.setMaximumHeight(self.places.minimumHeight() + 20)
        self.names: PickBox[Names] = PickBox([(n, word(n)) for n in names], names[0], unset=None)
        self.basis = TextLine("", "文件名称和条款，例如 《××办法》第八条", 100)
        self.columns = Ticks([(str(x), words) for x, words in choices(Shown)], [str(x) for x in Shown])
        self.grid.add("张贴日期(&D) *", self.posted_on, wide=True)
        self.grid.add("公示天数(&S) *", self.days, wide=True)
        if rule:
            self.grid.add("天数依据", Words(rule, "faint"), wide=True)
        self.grid.add("张贴地点(&P)", self.places, wide=True)
        self.grid.add("姓名怎么写(&N)", self.names, wide=True)
        self.grid.add("写全名的依据(&B) *", self.basis, wide=True)
        self.grid.add("公示哪些内容(&L)", self.columns, wide=True)
        self.ends = Words(kind="band-told")
        self.others = Words(kind="faint")
        ending = Card("公示到哪一天")
        ending.add(self.ends)
        ending.add(self.others)
        self.body.add(ending)
        people = Card("公示名单")
        people.add(
            Words("\n".join(f"{line.applicant}　{award_told(line.amount, line.goods)}" for line in lines))
        )
        self.body.add(people)
        self.posted_on.changed.connect(self._tell)
        self.days.changed.connect(self._tell)
        self.names.changed.connect(self._ask_basis)
        self.grid.show_field(self.basis, False)
        self._tell()
        self.ready(self.posted_on)

    @classmethod
    def ask(
        cls,
        lines: Sequence[ApplicationLine],
        days: int,
        counting: Counting,
        today: date,
        place: str = "",
        rule: str = "",
        parent: QWidget | None = None,
        *,
        warning: str = "",
        names: Sequence[Names] = tuple(Names),
    ) -> Posting | None:
        """When, how long and where; None where the officer thought better of it."""
        dialog = cls(lines, days, counting, today, place, rule, parent, warning=warning, names=names)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> Posting:
        """What the fields say."""
        named = self.names.value() or Names.agreed
        look = NoticeLook(
            names=named,
            columns=tuple(Shown(x) for x in self.columns.value()),
            basis=self.basis.value().strip() if named is Names.named else "",
        )
        places = "\n".join(self.places.texts())
        return Posting(self.posted_on.value() or self._today, int(self.days.value() or 1), places, look)

    def wrong(self) -> str:
        if self.posted_on.value() is None:
            self.posted_on.setFocus()
            return "请填写张贴日期，公示从这一天算起。"
        if self.days.value() is None:
            self.days.setFocus()
            return f"请填写公示天数，1 至 {LONGEST} 天。"
        if self.names.value() is Names.named and not self.basis.value().strip():
            self.basis.setFocus()
            return "没有本人同意而写全名，请写明依据的文件和条款。没有依据的，请把姓名部分遮住。"
        if not self.columns.value():
            self.columns.setFocus()
            return "公示上除了姓名还要有内容，请至少勾选一栏。"
        return ""

    def _ask_basis(self) -> None:
        self.grid.show_field(self.basis, self.names.value() is Names.named)
        self.grow()

    def _tell(self) -> None:
        day, days = self.posted_on.value(), self.days.value()
        known = day is not None and days is not None
        self.others.setVisible(known)
        if day is None or days is None:
            self.ends.become("band-warned", "填好日期和天数后，这里显示截止日期。")
            return
        until = notice_end(day, int(days), self._counting)
        ends = notice_ends(day, int(days))
        close = until + timedelta(days=1)
        late = "　（已经过去，请核对张贴日期）" if until < self._today else ""
        self.ends.become(
            "band-warned" if late else "band-told",
            f"公示到 {day_words(until)}{_weekday(until)}止，{day_words(close)}起可以结束公示。{late}",
        )
        marks = {c: "（本单位用这一种）" if c is self._counting else "" for c in Counting}
        self.others.setText(
            "两种算法：\n"
            f"{word(Counting.posting_day_counted)}：到 {day_words(ends.counted)}"
            f"{marks[Counting.posting_day_counted]}\n"
            f"{word(Counting.posting_day_excluded)}：到 {day_words(ends.excluded)}"
            f"{marks[Counting.posting_day_excluded]}"
        )


def _weekday(day: date) -> str:
    return f"（星期{'一二三四五六日'[day.weekday()]}）"
