"""日历: the year at a glance, the chosen month with its lunar dates, and what falls due in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import settings
from desktop.casework.due_days import due_days
from desktop.casework.redating import Redated
from desktop.domain.calendar import WorkCalendar, YearList
from desktop.domain.dated import KIND_WORDS, Dated, DatedKind
from desktop.domain.days import day_words
from desktop.domain.holiday_sentence import WEEKDAYS
from desktop.domain.lunar import FIRST_YEAR, LAST_YEAR
from desktop.domain.year_days import NOTICE_MONTH, year_days
from desktop.ui.dialogs.holiday_day import DayDialog
from desktop.ui.dialogs.holiday_notice import NoticeDialog
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.redated import RedatedDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.calendar.legend import Legend
from desktop.ui.pages.calendar.painting import Shown
from desktop.ui.pages.calendar.views import MonthView, YearView, day_told
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.reading_keys import take_key

if TYPE_CHECKING:
    from desktop.casework.office import Office

SIDE_BY_SIDE = 980
"""From this width the month stands beside the year."""
ROWS_SHOWN = 8


class CalendarPage(Page):
    """Arrows walk through the year; the month, its words and its list follow."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self._shown = Shown()
        self._lists: Mapping[int, YearList] = {}
        self._found: tuple[Dated, ...] = ()
        self.before = push("上一年(&P)", lambda: self._turn(-1), picture="left", key="Ctrl+PgUp")
        self.after = push("下一年(&X)", lambda: self._turn(1), picture="right", key="Ctrl+PgDown")
        self.now = push("今天(&T)", lambda: self.choose(office.today()), picture="calendar")
        self.paste = push("登记放假通知(&V)…", self.new, picture="import", kind="primary", key="Ctrl+N")
        self.change = push("改这一天(&E)…", self.edit, picture="edit", key="F2")
        self.export = push("导出日历(&D)…", self.export_file, picture="export")
        self.warning = Words(kind="band-told")
        self.title = Words(kind="heading", wrap=False)
        self.source = Words(kind="faint")
        self.year = YearView()
        self.month = MonthView()
        self.about = Words()
        self.model: RowsModel[Dated] = RowsModel(_columns())
        self.table: Table[Dated] = Table(self.model, "这个月没有到期的事。")
        self.table.setAccessibleName("这个月到期的事")
        self.heading = Words(kind="heading", wrap=False)
        self.body = Scrolled(margin=18)
        left = QVBoxLayout()
        left.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(self.title)
        head.addWidget(Legend(), 1)
        left.addLayout(head)
        left.addWidget(self.year)
        left.addWidget(self.source)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.month)
        right.addWidget(self.heading)
        right.addWidget(self.table)
        right.addStretch(1)
        self._left, self._right = left, right
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(18)
        self._both.addLayout(left, 1)
        self._both.addLayout(right)
        self.body.add(self._both)
        self.body.column.setContentsMargins(18, 4, 18, 14)
        bar = QVBoxLayout()
        bar.setContentsMargins(18, 12, 18, 6)
        bar.setSpacing(8)
        bar.addWidget(Bar((self.before, self.after, self.now, self.change), (self.paste, self.export)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar.addWidget(self.warning)
        layout.addLayout(bar)
        layout.addWidget(self.body, 1)
        self._place_words(wide=True)
        self.year.chosen.connect(self.choose)
        self.year.opened.connect(lambda: self.edit())
        self.month.chosen.connect(self.choose)
        self.month.opened.connect(lambda: self.edit())
        self.table.opened.connect(self._open)
        for signal in (
            news.settings_changed,
            news.case_changed,
            news.visits_changed,
            news.household_changed,
        ):
            signal.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            day = self._shown.chosen or self.office.today()
            self._read(day.year)
            self._show(day)

    def begin(self) -> None:
        self.year.setFocus()

    def show_item(self, item: object) -> None:
        if isinstance(item, date):
            self.choose(item)
        elif isinstance(item, str) and item.isdigit():
            self.choose(date(int(item), 1, 1))
        self.begin()

    def choose(self, day: date) -> None:
        """Show a day with its month and year; a year is read when it is turned to."""
        day = min(max(day, date(FIRST_YEAR + 1, 1, 1)), date(LAST_YEAR - 1, 12, 31))
        with telling(self):
            if self._shown.chosen is None or day.year != self._year():
                self._read(day.year)
            self._show(day)

    def _read(self, year: int) -> None:
        self._lists = settings.calendar(self.office).lists
        self._found = due_days(self.office, date(year, 1, 1), date(year, 12, 31))
        self._shown = Shown(
            days=year_days(WorkCalendar(self._lists), year),
            today=self.office.today(),
            due=Counter(x.day for x in self._found),
        )
        listed = self._lists.get(year)
        self.title.setText(f"{year} 年" + ("" if listed is not None else "（估算）"))
        self.source.setText(_source(listed))
        self._warn(year)

    def _show(self, day: date) -> None:
        self._shown = replace(self._shown, chosen=day)
        self.year.show_year(day.year, self._shown)
        self.month.show_month(self._shown)
        self.about.setText(day_told(self._shown.days[day]))
        waiting = [x for x in self._found if x.day.month == day.month]
        self.model.show(waiting)
        self.heading.setText(f"{day.month} 月到期的事（{len(waiting)}）")
        self.table.setFixedHeight(self.table.height_for(min(max(len(waiting), 2), ROWS_SHOWN)))
        if waiting:
            self.table.choose(next((n for n, x in enumerate(waiting) if x.day >= day), len(waiting) - 1))
        corner = self.year.mapTo(self.body.inside, QPoint(0, 0))
        middle = self.year.rect_of(day).center().toPoint() + corner
        self.body.ensureVisible(middle.x(), middle.y(), 24, 24)

    def new(self) -> None:
        """Take in a year's notice: of the year shown where it has none, else the first one that is missing."""
        known, year = self._lists, self._year()
        if year in known:
            year = next(
                (y for y in (self.office.today().year, self.office.today().year + 1) if y not in known), year
            )
        self._fill(year)

    def edit(self) -> None:
        """Arrange the chosen day otherwise; a year without a list needs its notice first."""
        day = self._shown.chosen
        if day is None:
            return
        before = self._list_of(day)
        if not before.rest:
            self._fill(day.year)
            return
        made = DayDialog.ask(self._shown.days[day], before, self)
        if made is not None and made != before:
            running = self.work(
                "正在保存，并重新推算期限",
                lambda progress, _cancelled: settings.record_year(self.office, made, progress),
                lambda moved: self._kept(f"已改 {day_words(day)}的安排", moved),
            )
            running.dialog.stop.hide()  # half of it would be worse than none

    def export_file(self) -> None:
        """Write what is due into a calendar file."""
        from desktop.ui.dialogs.export_calendar import export_calendar_file

        export_calendar_file(self, self.office, self.news)

    def _fill(self, year: int) -> None:
        with telling(self):
            made = NoticeDialog.ask(self.office, year, self)
            if made is not None:
                kept, moved = made
                if kept.year != self._year():
                    self.choose(date(kept.year, 1, 1))
                self._kept(
                    f"已保存 {kept.year} 年放假安排：放假 {len(kept.rest)} 天，上班 {len(kept.work)} 天",
                    moved,
                )

    def _kept(self, said: str, moved: Sequence[Redated]) -> None:
        self.news.settings_changed.emit()
        if moved:
            self.news.case_changed.emit(None)
        self.news.said.emit(said)
        self.refresh()
        self.begin()
        RedatedDialog.tell(moved, self)

    def _list_of(self, day: date) -> YearList:
        """The list that speaks of a day: of its year, or the next one's that reaches back into December."""
        later = settings.year_list(self.office, day.year + 1)
        named = day in later.rest or day in later.work
        return later if named else settings.year_list(self.office, day.year)

    def _year(self) -> int:
        return (self._shown.chosen or self.office.today()).year

    def _turn(self, step: int) -> None:
        day = self._shown.chosen or self.office.today()
        self.choose(date(day.year + step, day.month, min(day.day, 28)))
        self.begin()

    def _warn(self, year: int) -> None:
        known = self._lists
        today = self.office.today()
        following = today.year + 1
        cure = "点「登记放假通知」，把国务院办公厅的通知全文粘贴进来。"
        if today.year not in known:
            self.warning.become(
                "band-bad",
                f"{today.year} 年没有放假安排，所有期限都按周一至周五估算，遇到节日会算错。{cure}",
            )
        elif following not in known and today.month >= NOTICE_MONTH:
            self.warning.become(
                "band-warned",
                f"{following} 年的放假安排还没有登记，跨年的期限按周一至周五估算。通知一般在 11 月发布，{cure}",
            )
        elif year not in known:
            self.warning.become(
                "band-warned" if year <= following else "band-told",
                f"{year} 年没有放假安排，这一年的工作日是按周一至周五估算的。通知一般在前一年 11 月发布，发布后{cure}",
            )
        else:
            self.warning.setText("")
        self.warning.setVisible(bool(self.warning.text()))

    def _open(self, one: Dated) -> None:
        self.go(one.page, one.item)

    def _hear(self, *_changed: object) -> None:
        if self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._both.direction() != (across if wide else down):
            self._both.setDirection(across if wide else down)
            self._place_words(wide)

    def _place_words(self, wide: bool) -> None:
        """What the chosen day is stands below the large month, or above the year where the month is far below."""
        self._left.removeWidget(self.about)
        self._right.removeWidget(self.about)
        (self._right if wide else self._left).insertWidget(1, self.about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif not take_key(event, self, self.body):
            super().keyPressEvent(event)


def _source(listed: YearList | None) -> str:
    if listed is None:
        return ""
    return f"放假 {len(listed.rest)} 天，调休上班 {len(listed.work)} 天。依据：{listed.source or '没有写明'}"


def _columns() -> list[Column[Dated]]:
    return [
        Column(
            title="日期",
            text=lambda x: (
                f"{x.day.day}日 周{WEEKDAYS[x.day.weekday()]}" + ("（估算）" if x.estimated else "")
            ),
            width=92,
        ),
        Column(
            title="事项",
            text=lambda x: (
                KIND_WORDS[x.kind] if x.kind is DatedKind.notice else f"{KIND_WORDS[x.kind]}：{x.what}"
            ),
            width=148,
            stretch=True,
        ),
        Column(title="对象", text=lambda x: x.name or x.number, width=86, stretch=True),
    ]
