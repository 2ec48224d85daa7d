"""公示: what waits to be posted, and the notices that hang or have hung, one of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.casework import approval, consents, noticing
from desktop.casework.settings import bureau
from desktop.domain.application import StepKind
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.dialogs.post_notice import PostNoticeDialog
from desktop.ui.news import News
from desktop.ui.pages.notices_lists import PostedList, WaitingList
from desktop.ui.pages.notices_sheet import NoticeSheet
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.pages.turning import turned_by_keys

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Notices(Page):
    """Two lists as tabs, waiting and posted; a notice opens over them."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.waiting = WaitingList(office)
        self.posted = PostedList(office)
        self.sheet = NoticeSheet(self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.waiting, "等待公示")
        self.tabs.addTab(self.posted, "已张贴")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.waiting.posting_asked.connect(self.post)
        self.waiting.opened.connect(self._open_case)
        self.waiting.cases_asked.connect(lambda: go("applications", None))
        self.posted.opened.connect(self.open)
        self.sheet.closed.connect(self.show_lists)
        self.sheet.case_opened.connect(self._open_case)
        turned_by_keys(self.tabs, self.tabs, self.begin)
        news.case_changed.connect(lambda: self._hear())
        news.settings_changed.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            self.waiting.refresh()
            self.posted.refresh()
            self.tabs.setTabText(0, f"等待公示（{self.waiting.waiting()}）")
            hanging = self.posted.hanging()
            self.tabs.setTabText(1, f"已张贴（{hanging} 次未结束）" if hanging else "已张贴")
        if self.sheet_shown():
            self.sheet.refresh()

    def begin(self) -> None:
        if self.sheet_shown():
            self.sheet.start()
        else:
            (self.posted if self.tabs.currentIndex() else self.waiting).start()

    def show_item(self, item: object) -> None:
        if isinstance(item, int):
            self.open(item)

    def sheet_shown(self) -> bool:
        """Whether one notice is open."""
        return self.stack.currentWidget() is self.sheet

    def show_lists(self) -> None:
        """Back to the lists."""
        self.stack.setCurrentWidget(self.tabs)
        self.refresh()
        self.begin()

    def open(self, notice_id: int) -> None:
        """Show one notice."""
        if self.sheet.open(notice_id):
            self.tabs.setCurrentWidget(self.posted)
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.start()

    def post(self) -> None:
        """Post a notice for what is ticked, and open it."""
        lines = self.waiting.model.ticked()
        if not lines:
            tell(self, "请先勾选要公示的申请：在名单上按空格勾选一份，或点「全选」。", "还没有勾选")
            return
        office = bureau(self.office)
        days, rule = self._days(lines[0].id, office.notice_days)
        last = self.posted.model.line_at(0)
        posting = PostNoticeDialog.ask(
            lines,
            days,
            office.counting,
            self.office.today(),
            last.notice.place if last is not None else "",
            rule,
            self,
            warning=consents.unpublished(self.office, [line.id for line in lines]),
        )
        if posting is None:
            return
        with telling(self):
            notice = noticing.post_notice(
                self.office, [line.id for line in lines], posting.posted_on, posting.days, posting.place
            )
            self.refresh()
            self.open(notice.id or 0)
            self.news.case_changed.emit(None)
            self.news.said.emit(f"公示 {notice.number} 已登记，请打印张贴")

    def new(self) -> None:
        if not self.sheet_shown():
            self.tabs.setCurrentWidget(self.waiting)
            self.post()

    def edit(self) -> None:
        line = self.posted.table.line()
        if self.sheet_shown():
            if self.sheet.ending.isEnabled() and not self.sheet.ending.isHidden():
                self.sheet.close_notice()
        elif self.tabs.currentWidget() is self.posted and line is not None:
            self.open(line.notice.id or 0)

    def print(self) -> None:
        if self.sheet_shown():
            self.sheet.print_notice()

    def _days(self, application_id: int, usual: int) -> tuple[int, str]:
        """How many days the scheme wants, with the words that say so; else the office's own."""
        case = approval.application(self.office, application_id)
        scheme = self.office.library.find(case.scheme_id)
        plans = [p for p in (scheme.steps if scheme else ()) if p.kind is StepKind.notice]
        due = plans[0].due if plans else None
        count = due.count if due is not None and due.kind == "notice" else 0
        if count:
            return count, f"方案规定公示 {count} 天"
        return usual, f"方案没有写明天数，按本单位设置 {usual} 天"

    def _open_case(self, application_id: int) -> None:
        self.go("applications", application_id)

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, None):
            super().keyPressEvent(event)
