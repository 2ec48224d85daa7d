"""A year's holidays (放假安排): the days off and the weekend days worked in return, from the State Council's notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import settings
from desktop.domain.calendar import YearList
from desktop.domain.day_list import parse_day_list
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import confirm
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel

if TYPE_CHECKING:
    from desktop.casework.office import Office

REST, WORK = True, False
KINDS = ((REST, "放假"), (WORK, "调休上班"))
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class ListedDay:
    """One day of the notice."""

    day: date
    rest: bool
    name: str


def listed(value: YearList) -> list[ListedDay]:
    """All days of a year's list in order."""
    days = [ListedDay(d, REST, name) for d, name in value.rest.items()]
    days += [ListedDay(d, WORK, name) for d, name in value.work.items()]
    return sorted(days, key=lambda x: x.day)


def day_columns() -> list[Column[ListedDay]]:
    """The columns of a year's list."""
    return [
        Column(title="日期", text=lambda x: x.day.isoformat(), width=104),
        Column(title="星期", text=lambda x: f"周{WEEKDAYS[x.day.weekday()]}", width=60),
        Column(
            title="安排",
            text=lambda x: "放假" if x.rest else "调休上班",
            width=92,
            kind=lambda x: "green" if x.rest else "amber",
        ),
        Column(title="节日", text=lambda x: x.name, width=96, stretch=True),
    ]


class YearDialog(QDialog):
    """Nothing is kept before 保存."""

    def __init__(self, office: Office, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{year} 年放假安排")
        self._office, self._year = office, year
        self._before = settings.year_list(office, year)
        self._days = listed(self._before)
        self.kept: YearList | None = None
        self.source = TextLine(
            self._before.source, f"例如 国务院办公厅关于{year}年部分节假日安排的通知（文号）", 160
        )
        grid = FieldGrid(1)
        grid.add("通知依据(&S)", self.source)
        self.add = push("添加一天(&A)…", self.add_day, picture="add", key="Ins")
        self.several = push("粘贴多个日期(&V)…", self.paste, picture="import")
        self.change = push("修改(&E)…", self.edit_chosen, picture="edit", key="F2")
        self.remove = push("删除(&D)", self.remove_chosen, picture="delete", key="Del")
        self.model: RowsModel[ListedDay] = RowsModel(day_columns())
        self.table: ManyTable[ListedDay] = ManyTable(
            self.model, "还没有日期。点「粘贴多个日期」，把通知里的日期一行一个贴进来。"
        )
        self.table.setAccessibleName(f"{year} 年放假安排")
        self.count = Words(wrap=False)
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        self.keep = push("保存(&O)", self.accept, kind="primary", picture="save", key="Ctrl+Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(10)
        layout.addWidget(
            Words(
                "照国务院办公厅的通知填写：放假的每一天（含假期里的周末）记为「放假」，周末补班的记为「调休上班」。平常的周末不用写。",
                "faint",
            )
        )
        layout.addWidget(grid)
        layout.addWidget(Bar((self.add, self.several), (self.change, self.remove)))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(row)
        self.table.opened.connect(lambda: self.edit_chosen())
        self.table.removed.connect(lambda: self.remove_chosen())
        self.table.inserted.connect(self.add_day)
        for sequence in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.accept)
        room = self.screen().availableGeometry()
        self.resize(min(760, room.width() - 40), min(720, room.height() - 60))
        self._show(0)
        (self.table if self._days else self.several).setFocus()

    @classmethod
    def ask(cls, office: Office, year: int, parent: QWidget | None = None) -> YearList | None:
        """The list as it was kept; None where the officer thought better of it."""
        dialog = cls(office, year, parent)
        return dialog.kept if shown(dialog) else None

    def days(self) -> list[ListedDay]:
        """All days as they stand."""
        return list(self._days)

    def changed(self) -> bool:
        """Whether anything was changed."""
        return self._days != listed(self._before) or self.source.value() != self._before.source

    def add_day(self) -> None:
        """Put in one day."""
        made = DayDialog.ask(self._office.today(), self._year, None, self)
        if made is not None:
            self.put([made])

    def paste(self) -> None:
        """Put in several days."""
        made = PasteDays.ask(self._year, self)
        if made:
            self.put(made)

    def edit_chosen(self) -> None:
        """Change the chosen day."""
        chosen = self.table.line()
        if chosen is not None:
            made = DayDialog.ask(self._office.today(), self._year, chosen, self)
            if made is not None:
                self._days.remove(chosen)
                self.put([made])

    def remove_chosen(self) -> None:
        """Take the chosen days off the list."""
        rows = self.table.chosen_rows()
        first = min(rows, default=0)
        self._days = [day for row, day in enumerate(self._days) if row not in rows]
        self._show(first)

    def accept(self) -> None:
        try:
            value = YearList(
                year=self._year,
                rest={x.day: x.name for x in self._days if x.rest},
                work={x.day: x.name for x in self._days if not x.rest},
                source=self.source.value(),
            )
            settings.record_year(self._office, value)
        except OfficeError as error:
            self._say(error.said)
            return
        self.kept = value
        super().accept()

    def reject(self) -> None:
        if not self.changed() or confirm(
            self, "放假安排还没有保存，关闭后改动会丢掉。要关闭吗？", yes="不保存，关闭(&Y)", danger=True
        ):
            super().reject()

    def put(self, days: list[ListedDay]) -> None:
        """Put days in; one that is listed already is replaced."""
        known = {x.day: x for x in self._days} | {x.day: x for x in days}
        self._days = sorted(known.values(), key=lambda x: x.day)
        self._show(next(n for n, x in enumerate(self._days) if x.day == days[0].day))

    def _show(self, row: int) -> None:
        self._say("")
        self.model.show(self._days)
        if self._days:
            self.table.choose(min(row, len(self._days) - 1))
        off = sum(x.rest for x in self._days)
        self.count.setText(f"放假 {off} 天，调休上班 {len(self._days) - off} 天")

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


class DayDialog(EntryDialog):
    """One day of the notice."""

    def __init__(
        self, today: date, year: int, known: ListedDay | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("修改日期" if known else "添加日期", parent, width=500)
        self._year = year
        start = date(year, 1, 1) if today.year != year else today
        self.day = DayEdit(start, known.day if known else None)
        self.kind: PickBox[bool] = PickBox(KINDS, known.rest if known else REST, unset=None)
        self.name = TextChoice(FESTIVALS, known.name if known else "")
        self.grid.add("日期(&D) *", self.day)
        self.grid.add("安排(&K) *", self.kind)
        self.grid.add("节日(&N) *", self.name)
        self.ready(self.day)

    @classmethod
    def ask(
        cls, today: date, year: int, known: ListedDay | None = None, parent: QWidget | None = None
    ) -> ListedDay | None:
        """The day; None where the officer thought better of it."""
        dialog = cls(today, year, known, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> ListedDay:
        """What the fields say."""
        return ListedDay(
            self.day.value() or date(self._year, 1, 1), bool(self.kind.value()), self.name.value()
        )

    def wrong(self) -> str:
        day = self.day.value()
        if day is None or day.year != self._year:
            self.day.setFocus()
            return f"请填写 {self._year} 年的日期。"
        if not self.name.value():
            self.name.setFocus()
            return "请填写是哪个节日。"
        return _unfit(self.value())


class PasteDays(EntryDialog):
    """Several days at once, one a line, as they stand in the notice."""

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__("粘贴多个日期", parent, take="添加", width=620)
        self._year = year
        self.kind: PickBox[bool] = PickBox(KINDS, REST, unset=None)
        self.name = TextChoice(FESTIVALS)
        self.text = TextBox(
            "", f"{year}-02-14\n2月15日至23日\n2月15日（周日）至23日（周一） 春节\n2月28日（周六）上班", 7
        )
        self.told = Words(kind="faint")
        self.grid.add("安排(&K)", self.kind)
        self.grid.add("节日(&N)", self.name)
        self.grid.add("日期(&D) *", self.text)
        self.body.add(self.told)
        self.body.add(
            Words(
                "一行写一个日期或一段日期，年份可以不写。行尾写了节日的用行尾的，写「上班」的记为调休上班。",
                "faint",
            )
        )
        for field in (self.kind, self.name, self.text):
            field.changed.connect(self._look)
        self._look()
        self.ready(self.text)

    @classmethod
    def ask(cls, year: int, parent: QWidget | None = None) -> list[ListedDay]:
        """The days; none where the officer thought better of it."""
        dialog = cls(year, parent)
        return dialog.value() if shown(dialog) else []

    def value(self) -> list[ListedDay]:
        """What the lines say. Raises OfficeError."""
        rest, name = bool(self.kind.value()), self.name.value()
        made: dict[date, ListedDay] = {}
        for day, said in parse_day_list(self.text.value(), self._year):
            if said.startswith("上班"):
                made[day] = ListedDay(day, WORK, name)
            else:
                own = "" if said.startswith(("放假", "共", "休")) else said
                made[day] = ListedDay(day, rest, own or name)
        return sorted(made.values(), key=lambda x: x.day)

    def wrong(self) -> str:
        try:
            days = self.value()
        except OfficeError as error:
            self.text.setFocus()
            return error.said
        if not days:
            self.text.setFocus()
            return "请填写日期，一行一个。"
        nameless = [x for x in days if not x.name]
        if nameless:
            self.name.setFocus()
            return (
                f"{day_words(nameless[0].day)} 没有写是哪个节日。请在「节日」里选一个，或写在那一行的末尾。"
            )
        other = next((x.day for x in days if x.day.year != self._year), None)
        if other is not None:
            return f"{day_words(other)} 不是 {self._year} 年的日期，请改正。"
        return next((said for said in map(_unfit, days) if said), "")

    def _look(self) -> None:
        try:
            days = self.value()
        except OfficeError as error:
            self.told.become("warned", error.said)
            return
        off = sum(x.rest for x in days)
        self.told.become("fine", f"认出放假 {off} 天，调休上班 {len(days) - off} 天" if days else "")


def _unfit(day: ListedDay) -> str:
    if not day.rest and day.day.weekday() < 5:
        return f"{day_words(day.day)} 是周{WEEKDAYS[day.day.weekday()]}，本来就上班，不用记为调休上班。请核对日期。"
    return ""
