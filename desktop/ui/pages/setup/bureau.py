"""The office's own particulars (单位信息), and how the days of a notice are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.casework import settings
from desktop.domain.bureau import Bureau, Counting, OfficeKind
from desktop.domain.calendar import notice_end
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.message import Keep, ask_to_keep, tell_error
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office


class BureauPart(QWidget):
    """Nothing is kept before 保存."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self._kept = settings.bureau(office)
        self.name = TextLine(hint="公示、签收表、收据上印的单位全称", longest=60)
        self.kind = ChoiceBox(OfficeKind, unset=None)
        self.place = TextLine(hint="县、区，查对低保标准用", longest=40)
        self.officer = TextLine(hint="经办人姓名", longest=30)
        self.phone = TextLine(hint="公示上给群众反映情况用", longest=40)
        self.address = TextLine(longest=100)
        self.days = NumberEdit("天", places=0, least=1, most=60)
        self.counting = CountingChoice(office.today())
        self.bring = NumberEdit("个工作日", places=0, least=1, most=60)
        for field in (self.days, self.bring):
            field.setMaximumWidth(190)
        card = Card("单位")
        grid = FieldGrid(2)
        grid.add("单位名称(&N) *", self.name, wide=True)
        grid.add("单位类型(&K)", self.kind)
        grid.add("所在地(&P) *", self.place)
        grid.add("经办人(&J)", self.officer)
        grid.add("联系电话(&T)", self.phone)
        grid.add("地址(&D)", self.address, wide=True)
        card.add(grid)
        notice = Card("公示")
        below = FieldGrid(1)
        below.add("公示天数(&G) *", self.days)
        below.add("计日方法(&M)", self.counting)
        notice.add(below)
        notice.add(
            Words(
                "方案里写明了公示天数的，按方案；没有写的，按这里。公示单上两种算法的截止日都会印出来。",
                "faint",
            )
        )
        papers = Card("补齐材料")
        lacking = FieldGrid(1)
        lacking.add("一次性告知后补齐的期限(&Q) *", self.bring)
        papers.add(lacking)
        papers.add(Words("方案里写明了期限的，按方案；没有写的，按这里。从告知的次日起算。", "faint"))
        self.grids = (grid, below, lacking)
        self.save_button = push("保存(&S)", self.save, kind="primary", picture="save", key="Ctrl+S")
        self.undo = push("放弃修改(&U)", self.load)
        self.unsaved = Words("● 有未保存的修改", "warned", wrap=False)
        scrolled = Scrolled(margin=0)
        scrolled.add(card)
        scrolled.add(notice)
        scrolled.add(papers)
        scrolled.column.addStretch()
        enter_moves_on(scrolled.inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(scrolled, 1)
        layout.addWidget(Bar((self.save_button, self.undo, self.unsaved)))
        for field in (self.name, self.kind, self.place, self.officer, self.phone, self.address):
            field.changed.connect(self._look)
        self.days.changed.connect(self._look)
        self.bring.changed.connect(self._look)
        self.counting.changed.connect(self._look)
        self.load()

    def load(self) -> None:
        """Show what is kept."""
        self._kept = kept = settings.bureau(self._office)
        for field, text in (
            (self.name, kept.name),
            (self.place, kept.place),
            (self.officer, kept.officer),
            (self.phone, kept.phone),
            (self.address, kept.address),
        ):
            field.set_value(text)
        self.kind.set_value(kept.kind)
        self.days.set_value(Decimal(kept.notice_days))
        self.bring.set_value(Decimal(kept.bring_workdays))
        self.counting.set_value(kept.counting)
        self._look()

    def value(self) -> Bureau:
        """What the fields say."""
        days, bring = self.days.value(), self.bring.value()
        return replace(
            self._kept,
            name=self.name.value(),
            kind=self.kind.value() or self._kept.kind,
            place=self.place.value(),
            officer=self.officer.value(),
            phone=self.phone.value(),
            address=self.address.value(),
            notice_days=int(days) if days is not None else 0,
            bring_workdays=int(bring) if bring is not None else 0,
            counting=self.counting.value(),
        )

    def dirty(self) -> bool:
        """Whether the fields say something else than what is kept."""
        return self.value() != self._kept

    def save(self) -> bool:
        """Keep what the fields say; False where something must be mended first."""
        problems = [found for grid in self.grids for found in grid.problems()]
        if problems:
            problems[0][1].setFocus()
            tell_error(self, "\n".join(said for said, _ in problems), heading="请先改正再保存")
            return False
        try:
            settings.record_bureau(self._office, self.value())
        except OfficeError as error:
            tell_error(self, error.said)
            return False
        self.load()
        self._news.settings_changed.emit()
        self._news.said.emit("已保存单位信息")
        return True

    def may_leave(self) -> bool:
        """Whether the part can be left; asks about unsaved changes."""
        if not self.dirty():
            return True
        answer = ask_to_keep(self, "单位信息")
        if answer is Keep.save:
            return self.save()
        if answer is Keep.discard:
            self.load()
        return answer is Keep.discard

    def _look(self) -> None:
        days = self.days.value()
        self.counting.show_days(int(days) if days is not None else None)
        dirty = self.dirty()
        self.unsaved.setVisible(dirty)
        self.undo.setEnabled(dirty)


class CountingChoice(QWidget):
    """Both ways of counting the days of a notice, each with what it means for a notice posted today."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.excluded = QRadioButton("张贴次日为第 1 天（民法典的算法，推荐）")
        self.counted = QRadioButton("张贴当天就算第 1 天（一些民政部门的习惯）")
        self._group = QButtonGroup(self)
        self._told: dict[Counting, Words] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for counting, button in (
            (Counting.posting_day_excluded, self.excluded),
            (Counting.posting_day_counted, self.counted),
        ):
            self._group.addButton(button)
            told = Words(kind="faint")
            told.setContentsMargins(32, 0, 0, 6)
            self._told[counting] = told
            layout.addWidget(button)
            layout.addWidget(told)
        self.excluded.setChecked(True)
        self.setFocusProxy(self.excluded)
        self._group.buttonClicked.connect(lambda: self.changed.emit())

    def value(self) -> Counting:
        """The way that is chosen."""
        return Counting.posting_day_counted if self.counted.isChecked() else Counting.posting_day_excluded

    def set_value(self, counting: Counting) -> None:
        """Choose a way."""
        chosen = self.counted if counting is Counting.posting_day_counted else self.excluded
        chosen.setChecked(True)
        self.setFocusProxy(chosen)

    def problem(self) -> str:
        """A choice has none."""
        return ""

    def explained(self) -> list[Words]:
        """The words below each way."""
        return list(self._told.values())

    def show_days(self, days: int | None) -> None:
        """Tell both ends for a notice of so many days."""
        for counting, told in self._told.items():
            if days is None or days < 1:
                told.setText("")
                continue
            end = notice_end(self._today, days, counting)
            told.setText(
                f"例：{day_words(self._today)}张贴、公示 {days} 天，挂到 {day_words(end)}，次日可以办下一步。"
            )
