"""公示: what waits to be posted, what hangs, what is to be taken down and ended, what is over; one of them open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.casework import consents, noticing
from desktop.casework.noticing import NoticeLine
from desktop.casework.settings import bureau
from desktop.domain.notice_standing import TO_DO, Standing
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.dialogs.post_notice import PostNoticeDialog
from desktop.ui.fields.panels import Empty
from desktop.ui.news import News
from desktop.ui.pages.awaiting import Awaiting
from desktop.ui.pages.notices_lists import NoticeList, WaitingList
from desktop.ui.pages.notices_sheet import NoticeSheet
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.pages.turning import turned_by_keys

if TYPE_CHECKING:
    from desktop.casework.office import Office


WAITING = "等待公示"
TITLES = ("公示中", "待取下", "已结束")
COVERED = "没有同意的，姓名会部分遮住；法规明文要写全名的，在下面选「都写全名」，写明依据。"


class Notices(Page):
    """Four lists as tabs; a notice opens over them. F2 opens it, and there does what is next."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.waiting = WaitingList(office)
        self.hanging = NoticeList(
            office,
            (Standing.to_come, Standing.hanging, Standing.last_day),
            "公示中的公示",
            Empty("现在没有挂着的公示", "在「待公示」里勾选申请，点「张贴公示」。"),
        )
        self.to_do = NoticeList(
            office,
            TO_DO,
            "待取下的公示",
            Empty("没有要取下的公示", "公示期满第二天，公示会出现在这里：取下、登记、结束。"),
        )
        self.ended = NoticeList(
            office,
            (Standing.closed,),
            "已结束的公示",
            Empty("还没有结束的公示", "公示取下、结束以后，可以在这里查看、重印。"),
        )
        self.lists = (self.hanging, self.to_do, self.ended)
        self._lines: list[NoticeLine] = []
        self.sheet = NoticeSheet(self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.waiting, WAITING)
        for one, title in zip(self.lists, TITLES, strict=True):
            self.tabs.addTab(one, title)
            one.opened.connect(self.open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.waiting.posting_asked.connect(self.post)
        self.waiting.opened.connect(self._open_case)
        self.waiting.cases_asked.connect(lambda: go("applications", None))
        self.sheet.closed.connect(self.show_lists)
        self.sheet.case_opened.connect(self._open_case)
        turned_by_keys(self.tabs, self.tabs, self.begin)
        news.case_changed.connect(lambda: self._hear())
        news.settings_changed.connect(self._hear)

    def refresh(self) -> None:
        with telling(self):
            self.waiting.refresh()
            self.tabs.setTabText(0, f"{WAITING}（{self.waiting.waiting()}）")
            self._lines = noticing.notices(self.office)
            for at, (one, title) in enumerate(zip(self.lists, TITLES, strict=True), 1):
                one.show_lines(self._lines)
                count = len(one.model.lines())
                self.tabs.setTabText(at, f"{title}（{count}）" if count else title)
        if self.sheet_shown():
            self.sheet.refresh()

    def begin(self) -> None:
        if self.sheet_shown():
            self.sheet.start()
        else:
            self._shown().start()

    def show_item(self, item: object) -> None:
        if isinstance(item, int):
            self.open(item)
        elif isinstance(item, Awaiting):
            self.stack.setCurrentWidget(self.tabs)
            self.tabs.setCurrentWidget(self.waiting)
            self.waiting.choose(item.application_id)

    def sheet_shown(self) -> bool:
        """Whether one notice is open."""
        return self.stack.currentWidget() is self.sheet

    def show_lists(self) -> None:
        """Back to the lists, to the one the notice that was open belongs to."""
        self.stack.setCurrentWidget(self.tabs)
        self.refresh()
        if self.sheet.notice is not None:
            self._turn_to(self.sheet.notice.id or 0)
        self.begin()

    def open(self, notice_id: int) -> None:
        """Show one notice."""
        if self.sheet.open(notice_id):
            self._turn_to(notice_id)
            self.stack.setCurrentWidget(self.sheet)
            self.sheet.start()

    def post(self) -> None:
        """Post a notice for what is ticked, and open it."""
        lines = self.waiting.model.ticked()
        if not lines:
            tell(self, "请先勾选要公示的申请：在名单上按空格勾选一份，或点「全选」。", "还没有勾选")
            return
        office = bureau(self.office)
        last = self._lines[0] if self._lines else None
        posting = PostNoticeDialog.ask(
            lines,
            noticing.asked_of(self.office, lines[0].id),
            office.counting,
            self.office.today(),
            last.notice.place if last is not None else "",
            self,
            warning=self._warning([line.id for line in lines]),
        )
        if posting is None:
            return
        with telling(self):
            notice = noticing.post_notice(
                self.office,
                [line.id for line in lines],
                posting.posted_on,
                posting.term.days,
                posting.place,
                posting.look,
                workdays=posting.term.workdays,
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
        shown = self._shown()
        if self.sheet_shown():
            self.sheet.do_next()
        elif isinstance(shown, WaitingList):
            self.post()
        elif (line := shown.table.line()) is not None:
            self.open(line.notice.id or 0)

    def print(self) -> None:
        if self.sheet_shown():
            self.sheet.print_notice()

    def _shown(self) -> WaitingList | NoticeList:
        at = self.tabs.currentIndex()
        return self.lists[at - 1] if at else self.waiting

    def _turn_to(self, notice_id: int) -> None:
        """The list a notice stands in, with it chosen."""
        for one in self.lists:
            for row, line in enumerate(one.model.lines()):
                if line.notice.id == notice_id:
                    self.tabs.setCurrentWidget(one)
                    one.table.choose(row)

    def _warning(self, application_ids: Sequence[int]) -> str:
        """Who did not agree to be published, and what becomes of their names."""
        said = consents.unpublished(self.office, application_ids)
        return f"{said}{COVERED}" if said else ""

    def _open_case(self, application_id: int) -> None:
        self.go("applications", application_id)

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, None):
            super().keyPressEvent(event)
