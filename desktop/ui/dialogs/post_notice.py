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
from desktop.domain.words import word
from desktop.ui.case_words import award_told
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Card, Words

LONGEST = 60
PLACES = ("单位公告栏", "社区（村）公示栏", "单位公告栏和工作群", "所在班组公告栏")


@dataclass(frozen=True)
class Posting:
    """When a notice is hung, for how many days, and where."""

    posted_on: date
    days: int
    place: str


class PostNoticeDialog(EntryDialog):
    """Day, days and place; both ending dates before it is confirmed, who stands on the notice, and who did not agree to it."""

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
        self.place = TextChoice(PLACES, place)
        self.grid.add("张贴日期(&D) *", self.posted_on, wide=True)
        self.grid.add("公示天数(&S) *", self.days, wide=True)
        if rule:
            self.grid.add("天数依据", Words(rule, "faint"), wide=True)
        self.grid.add("张贴地点(&P)", self.place, wide=True)
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
    ) -> Posting | None:
        """When, how long and where; None where the officer thought better of it."""
        dialog = cls(lines, days, counting, today, place, rule, parent, warning=warning)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> Posting:
        """What the fields say."""
        return Posting(self.posted_on.value() or self._today, int(self.days.value() or 1), self.place.value())

    def wrong(self) -> str:
        if self.posted_on.value() is None:
            self.posted_on.setFocus()
            return "请填写张贴日期，公示从这一天算起。"
        if self.days.value() is None:
            self.days.setFocus()
            return f"请填写公示天数，1 至 {LONGEST} 天。"
        return ""

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
