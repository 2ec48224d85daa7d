"""Posting a public notice (张贴公示): the day, for how many days or working days, where; and when it ends under either way of counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework.noticing import Asked
from desktop.domain.application import ApplicationLine
from desktop.domain.bureau import Counting
from desktop.domain.days import day_words
from desktop.domain.notice_look import Names, NoticeLook, Shown, places_in
from desktop.domain.notice_term import NoticeTerm
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
WAYS = ((False, "天（周末和放假也算）"), (True, "工作日（周末和放假不算，调休上班算）"))
"""Whether they are working days."""
PLACES = "一行写一处，例如 单位公告栏、社区（村）公示栏"


@dataclass(frozen=True)
class Posting:
    """When a notice is hung, for how many days, and where."""

    posted_on: date
    term: NoticeTerm
    place: str
    """The places, one in each line."""
    look: NoticeLook


class PostNoticeDialog(EntryDialog):
    """Day, days and how they are counted, places and what is shown; both ending dates before it is confirmed, who stands on it, who did not agree."""

    def __init__(
        self,
        lines: Sequence[ApplicationLine],
        asked: Asked,
        counting: Counting,
        today: date,
        place: str = "",
        parent: QWidget | None = None,
        *,
        warning: str = "",
    ) -> None:
        super().__init__("张贴公示", parent, take="张贴公示", width=680)
        self._today, self._counting, self._asked = today, counting, asked
        title = lines[0].scheme_title if lines else ""
        self.told = Words(f"{title}　共 {len(lines)} 份申请", "band-told")
        self.body.column.insertWidget(0, self.told)
        self.warning = Words(warning, "band-warned")
        self.warning.setVisible(bool(warning))
        self.body.column.insertWidget(1, self.warning)
        self.posted_on = DayEdit(today, today)
        self.days = NumberEdit("天", None, places=0, least=1, most=LONGEST)
        self.days.edit.setText(str(asked.term.days))
        self.way: PickBox[bool] = PickBox(WAYS, asked.term.workdays, unset=None)
        self.rule = Words(asked.rule, "faint")
        self.ends = Words(kind="band-told")
        self.others = Words(kind="faint")
        self.places = LinesBox(places_in(place), PLACES, 2)
        self.places.setMaximumHeight(self.places.minimumHeight() + 20)
        self.names: PickBox[Names] = PickBox([(n, word(n)) for n in asked.names], asked.names[0], unset=None)
        self.basis = TextLine("", "文件名称和条款，例如 《××办法》第八条", 100)
        self.columns = Ticks([(str(x), words) for x, words in choices(Shown)], [str(x) for x in Shown])
        self.grid.add("张贴日期(&D) *", self.posted_on, wide=True)
        self.grid.add("公示天数(&S) *", self.days, wide=True)
        self.grid.add("按什么数(&W)", self.way, wide=True)
        self.grid.add("天数依据", self.rule, wide=True)
        self.grid.add("公示到", self.ends, wide=True)
        self.grid.add("两种算法", self.others, wide=True)
        self.grid.add("张贴地点(&P)", self.places, wide=True)
        self.grid.add("姓名怎么写(&N)", self.names, wide=True)
        self.grid.add("写全名的依据(&B) *", self.basis, wide=True)
        self.grid.add("公示哪些内容(&L)", self.columns, wide=True)
        people = Card("公示名单")
        people.add(
            Words(
                "\n".join(
                    f"{line.applicant}　{award_told(line.amount, line.goods, line.monthly)}" for line in lines
                )
            )
        )
        self.body.add(people)
        self.posted_on.changed.connect(self._tell)
        self.days.changed.connect(self._tell)
        self.way.changed.connect(self._tell)
        self.names.changed.connect(self._ask_basis)
        self.grid.show_field(self.basis, False)
        self._tell()
        self.ready(self.posted_on)

    @classmethod
    def ask(
        cls,
        lines: Sequence[ApplicationLine],
        asked: Asked,
        counting: Counting,
        today: date,
        place: str = "",
        parent: QWidget | None = None,
        *,
        warning: str = "",
    ) -> Posting | None:
        """When, how long and where; None where the officer thought better of it."""
        dialog = cls(lines, asked, counting, today, place, parent, warning=warning)
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
        term = self._term() or NoticeTerm(days=1)
        return Posting(self.posted_on.value() or self._today, term, places, look)

    def wrong(self) -> str:
        if self.posted_on.value() is None:
            self.posted_on.setFocus()
            return "请填写张贴日期，公示从这一天算起。"
        if self.days.value() is None:
            self.days.setFocus()
            return f"请填写公示天数，1 至 {LONGEST}。"
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

    def _term(self) -> NoticeTerm | None:
        days = self.days.value()
        return None if days is None else NoticeTerm(days=int(days), workdays=bool(self.way.value()))

    def _tell(self) -> None:
        self.days.unit.setText("个工作日" if self.way.value() else "天")
        day, term = self.posted_on.value(), self._term()
        known = day is not None and term is not None
        self.grid.show_field(self.others, known)
        asked = self._asked
        other = f"；现在填的是 {term.told}" if term is not None and term != asked.term else ""
        self.rule.setText(f"{asked.rule}{other}")
        if day is None or term is None:
            self.ends.become("band-warned", "填好日期和天数后，这里显示截止日期。")
            return
        ends = term.ends(day, asked.calendar)
        until = ends.by(self._counting)
        close = until + timedelta(days=1)
        skipped = term.skipped(day, self._counting, asked.calendar)
        warned = self._wary(day, term, until)
        self.ends.become(
            "band-warned" if warned else "band-told",
            f"{day_words(until)}{_weekday(until)}止，{day_words(close)}起可以结束公示。"
            f"{f'{skipped}。' if skipped else ''}{warned}",
        )
        marks = {c: "（本单位用这一种）" if c is self._counting else "" for c in Counting}
        self.others.setText(
            f"{word(Counting.posting_day_counted)}：到 {day_words(ends.counted)}"
            f"{marks[Counting.posting_day_counted]}\n"
            f"{word(Counting.posting_day_excluded)}：到 {day_words(ends.excluded)}"
            f"{marks[Counting.posting_day_excluded]}"
        )

    def _wary(self, day: date, term: NoticeTerm, until: date) -> str:
        """What makes that day doubtful; nothing where nothing does."""
        years = "、".join(f"{year} 年" for year in term.estimated(day, self._counting, self._asked.calendar))
        over_by = self._asked.over_by
        said = (
            f"{years}的放假通知还没有登记，这个截止日只是估算，张贴以后就不再变动：请先到「日历」登记，再来张贴。"
            if years
            else "",
            f"方案要求 {day_words(over_by)}前完成公示，已经超过，请核对。"
            if over_by and until > over_by
            else "",
            "已经过去，请核对张贴日期。" if until < self._today else "",
        )
        return "".join(f"\n{x}" for x in said if x)


def _weekday(day: date) -> str:
    return f"（星期{'一二三四五六日'[day.weekday()]}）"
