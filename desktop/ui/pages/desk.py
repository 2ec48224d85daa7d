"""工作台: what is due today, overdue or coming up, what to do next, and where to begin in an empty office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import approval
from desktop.casework.agenda import SOON, Agenda, agenda
from desktop.casework.relief import batches
from desktop.casework.settings import bureau, lines
from desktop.domain.application import ApplicationLine, Notice, State
from desktop.domain.listing import ApplicationQuery
from desktop.domain.notice_standing import standing_words
from desktop.domain.standards import LineKind
from desktop.domain.telling import ToldLine
from desktop.domain.visit import Visit
from desktop.domain.words import word
from desktop.ui.case_words import due_colour, due_told, due_words, short_day
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.news import News
from desktop.ui.pages.desk_parts import AdviceCard, Beginning, Count
from desktop.ui.pages.desk_sections import Section, case_section
from desktop.ui.pages.notices_lists import standing_colour
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.reading_keys import take_key

if TYPE_CHECKING:
    from desktop.casework.office import Office

WIDE = 900
"""From this width the sections stand in two columns."""


class Desk(Page):
    """Counts on top, what to do next, and a section for everything that waits; empty sections are left out."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        today = office.today
        self._estimates: frozenset[int] = frozenset()
        self.counts: dict[str, Count] = {}
        self.start = Beginning(go)
        self.advice = AdviceCard(go)
        self.quiet = Words("今天没有要办的事。", "band-good")
        self.summary = Words(kind="faint")
        self.overdue = case_section("逾期的申请", today, self._estimated, self._open_case)
        self.due_today = case_section("今天到期的申请", today, self._estimated, self._open_case)
        self.due_soon = case_section("一周内到期的申请", today, self._estimated, self._open_case)
        self.notices: Section[Notice] = Section(
            "公示到期",
            [
                Column(title="公示编号", text=lambda x: x.number, width=124),
                Column(title="地点", text=lambda x: x.place, width=90, stretch=True),
                Column(title="公示到", text=lambda x: short_day(x.until, today()), width=96),
                Column(
                    title="状态",
                    text=lambda x: standing_words(x, today()),
                    width=150,
                    kind=lambda x: standing_colour(x, today()),
                ),
            ],
            lambda x: go("notices", x.id),
        )
        self.untold: Section[ToldLine] = Section(
            "还没有告知的决定",
            [
                Column(title="告知谁", text=lambda x: x.told.who, width=88, stretch=True),
                Column(title="告知什么", text=lambda x: x.told.what, width=130, stretch=True),
                Column(
                    title="期限",
                    text=lambda x: due_told(x.told.due, today()) or "没有写明几天",
                    width=172,
                    kind=lambda x: due_colour(x.told.due, today()),
                ),
                Column(title="申请人", text=lambda x: x.applicant, width=88, stretch=True),
            ],
            lambda x: go("applications", x.told.application_id),
        )
        self.visits: Section[Visit] = Section(
            "近期走访",
            [
                Column(title="户主", text=lambda x: x.household_name, width=92, stretch=True),
                Column(title="走访人", text=lambda x: "、".join(x.visitors), width=116, stretch=True),
                Column(title="目的", text=lambda x: word(x.purpose), width=84),
                Column(
                    title="日期",
                    text=lambda x: f"{short_day(x.day, today())}　{_day_words(x.day, today())}",
                    width=172,
                    kind=lambda x: due_colour(x.day, today()),
                ),
            ],
            lambda x: go("visits", x.round_id),
        )
        self.unsigned: Section[tuple[str, int]] = Section(
            "未签收的发放",
            [
                Column(title="发放编号", text=lambda x: x[0], width=150, stretch=True),
                Column(
                    title="未签收", text=lambda x: f"还有 {x[1]} 人未签收", width=150, kind=lambda x: "amber"
                ),
            ],
            self._open_batch,
        )
        self.sections: tuple[Section[Any], ...] = (
            self.overdue,
            self.due_today,
            self.due_soon,
            self.notices,
            self.untold,
            self.visits,
            self.unsigned,
        )
        self.body = Scrolled(margin=18)
        self.body.add(self.start)
        self.body.add(self._counts())
        self.body.add(self.quiet)
        self.body.add(self.advice)
        for section in self.sections:
            section.setParent(self.body.inside)
        self._columns = 0
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._both = QHBoxLayout()
        self._both.setSpacing(12)
        for column in (self._left, self._right):
            column.setSpacing(12)
            self._both.addLayout(column, 1)
        self.body.add(self._both)
        self.body.column.addStretch()
        self.export = push("导出日历(&D)…", self.export_file, picture="export", kind="small")
        last = QHBoxLayout()
        last.addWidget(self.summary, 1)
        last.addWidget(self.export)
        self.body.add(last)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.body)
        for signal in (
            news.household_changed,
            news.case_changed,
            news.visits_changed,
            news.money_changed,
            news.settings_changed,
        ):
            signal.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            self._show(agenda(self.office))

    def search(self) -> None:
        self.go("households", None)

    def export_file(self) -> None:
        """Write what is due into a calendar file."""
        from desktop.ui.dialogs.export_calendar import export_calendar_file  # not needed at every start

        export_calendar_file(self, self.office, self.news)

    def _show(self, found: Agenda) -> None:
        empty = found.households == 0
        self.start.setVisible(empty)
        if empty:
            place = bureau(self.office).place
            known = any(x.kind is LineKind.dibao and x.place == place for x in lines(self.office))
            self.start.show_state(place, known)
        self._estimates = found.estimated
        late, now, soon = self._due()
        self.overdue.show_lines(found.overdue, late)
        self.due_today.show_lines(found.due_today, now)
        self.due_soon.show_lines(found.due_soon, soon)
        self.notices.show_lines(found.notices_ending)
        self.untold.show_lines(found.untold)
        self.visits.show_lines(found.visits_planned)
        self.unsigned.show_lines(found.unsigned_batches)
        for name, number in (
            ("overdue", late),
            ("today", now),
            ("soon", soon),
            ("notices", len(found.notices_ending)),
            ("visits", len(found.visits_planned)),
            ("unsigned", sum(n for _, n in found.unsigned_batches)),
            ("payout", found.awaiting_payout),
        ):
            self.counts[name].show_number(number)
        nothing = not any(section.model.lines() for section in self.sections)
        self.quiet.setVisible(nothing and not empty)
        self._numbers.setVisible(not empty)
        # an empty office is told where to begin above; the same words need not stand twice
        steps = [x for x in found.next_steps if x.page == "recovery"] if empty else found.next_steps
        self.advice.show_advice(steps)
        self.summary.setText(
            f"在档 {found.households:,} 户　办理中的申请 {found.open_cases:,} 份"
            f"　已批准待发放 {found.awaiting_payout:,} 份"
        )
        self.summary.setVisible(not empty)
        self.export.setVisible(not empty)
        self._place()

    def _due(self) -> tuple[int, int, int]:
        """How many are overdue, due today and due soon: all of them, also those the lists leave out."""
        today = self.office.today()
        states = (State.open, State.returned, State.approved)
        late, now, soon = (
            approval.count_applications(self.office, ApplicationQuery(states=states, due_until=day))
            for day in (today - timedelta(days=1), today, today + SOON)
        )
        return late, now - late, soon - now

    def _counts(self) -> QWidget:
        self._numbers = QWidget()
        row = QHBoxLayout(self._numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, title, colour, pressed in (
            ("overdue", "逾期", "bad", lambda: self._jump(self.overdue)),
            ("today", "今天到期", "warned", lambda: self._jump(self.due_today)),
            ("soon", "一周内", "", lambda: self._jump(self.due_soon)),
            ("notices", "公示到期", "", lambda: self._jump(self.notices)),
            ("visits", "近期走访", "", lambda: self._jump(self.visits)),
            ("unsigned", "未签收", "warned", lambda: self._jump(self.unsigned)),
            ("payout", "待发放", "", lambda: self.go("payouts", None)),
        ):
            self.counts[name] = Count(title, colour, pressed)
            row.addWidget(self.counts[name], 1)
        return self._numbers

    def _place(self) -> None:
        """Applications on the left, the rest on the right; all below each other where it is narrow."""
        columns = 2 if self.width() >= WIDE else 1
        shown = [section for section in self.sections if section.model.lines()]
        cases = [x for x in shown if x in (self.overdue, self.due_today, self.due_soon)]
        others = [x for x in shown if x not in cases]
        if columns == 1 or not cases or not others:
            cases, others = (shown, []) if columns == 1 else (shown[0::2], shown[1::2])
        for layout in (self._left, self._right):
            while layout.count():
                layout.takeAt(0)
        for layout, sections in ((self._left, cases), (self._right, others)):
            for section in sections:
                layout.addWidget(section)
            layout.addStretch()
        for section in self.sections:
            section.setVisible(section in shown)
        self._both.setStretch(1, 1 if others else 0)
        self._both.setSpacing(12 if others else 0)
        before: QWidget | None = None
        for section in (*cases, *others):
            if before is not None:
                QWidget.setTabOrder(before, section.table)
            before = section.table
        self._columns = columns

    def _jump(self, section: Section[Any]) -> None:
        if section.model.lines():
            self.body.ensureWidgetVisible(section, 0, 20)
            section.table.setFocus()

    def _estimated(self, line: ApplicationLine) -> bool:
        return line.id in self._estimates

    def _open_case(self, line: ApplicationLine) -> None:
        self.go("applications", line.id)

    def _open_batch(self, line: tuple[str, int]) -> None:
        with telling(self):
            known = {x.batch.number: x.batch.id for x in batches(self.office)}
            self.go("payouts", known.get(line[0]))

    def _hear(self, *_changed: object) -> None:
        if self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns != (2 if self.width() >= WIDE else 1):
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, self.body):
            super().keyPressEvent(event)


def _day_words(day: date, today: date) -> str:
    return "今天" if day == today else due_words(day, today)
