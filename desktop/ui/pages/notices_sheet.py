"""One notice on screen (公示详情): when it hangs, under either way of counting, who stands on it, and how it ends."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import accounts, noticing, printing
from desktop.casework.settings import bureau
from desktop.domain.application import ApplicationLine, Notice, StepKind
from desktop.domain.bureau import Counting
from desktop.domain.days import day_words
from desktop.domain.words import word
from desktop.ui.case_words import STATE_COLOURS, award_told
from desktop.ui.dialogs.close_notice import CloseNoticeDialog
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.notices_lists import Standing, standing, standing_words
from desktop.ui.pages.page import Page
from desktop.ui.papers import Write, print_paper, save_spreadsheet

BANDS = {
    Standing.to_come: "band-told",
    Standing.hanging: "band-told",
    Standing.last_day: "band-warned",
    Standing.over: "band-warned",
    Standing.closed: "band-good",
}


class NoticeSheet(QWidget):
    """A notice with its applications, its papers and its end."""

    closed = Signal()
    case_opened = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._office, self._news = page, page.office, page.news
        self.notice: Notice | None = None
        self.back = push("返回公示列表(&B)", lambda: self.closed.emit(), picture="back", key="Esc")
        self.name, self.about = OneLine(kind="heading"), OneLine(kind="faint")
        self.ending = push("结束公示(&E)…", self.close_notice, picture="check", kind="primary", key="F2")
        self.print_paper = push("打印公示(&P)", self.print_notice, picture="print", key="Ctrl+P")
        self.save_sheet = push("另存 Excel(&X)…", self.save_xlsx, picture="export")
        self.state = Words(kind="band-told")
        self.both = Words(kind="faint")
        self.model: RowsModel[ApplicationLine] = RowsModel(_columns())
        self.table: Table[ApplicationLine] = Table(
            self.model, "这次公示上已没有申请：有异议的退回调查后，会重新公示。"
        )
        self.table.setAccessibleName("公示名单")
        strip = QFrame()
        strip.setProperty("kind", "strip")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.about)
        head = QHBoxLayout(strip)
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addLayout(names, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.ending, self.print_paper, self.save_sheet):
            buttons.addWidget(button)
        buttons.addStretch()
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 12, 18, 10)
        inner.setSpacing(8)
        inner.addWidget(self.state)
        inner.addWidget(self.both)
        inner.addLayout(buttons)
        inner.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(strip)
        layout.addLayout(inner, 1)
        self.table.opened.connect(self._open_case)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.closed.emit())

    def open(self, notice_id: int) -> bool:
        """Show this notice; False where there is none of that id."""
        with telling(self):
            found = next((x for x in noticing.notices(self._office) if x.notice.id == notice_id), None)
            if found is None:
                tell_error(self, "找不到这次公示，可能已在别处更改。请回到公示列表再看。")
                return False
            self._show(found.notice, found.scheme_title)
            return True
        return False

    def refresh(self) -> None:
        """Show the notice as it is kept now."""
        if self.notice is not None and self.notice.id is not None:
            self.open(self.notice.id)

    def start(self) -> None:
        """Put the cursor on what is to be done."""
        (
            self.ending if self.ending.isEnabled() and not self.ending.isHidden() else self.print_paper
        ).setFocus()

    def close_notice(self) -> None:
        """Take it down, with or without objections."""
        notice = self.notice
        if notice is None or notice.id is None or notice.closed_on is not None:
            return
        ended = CloseNoticeDialog.ask(
            notice,
            [x for x in self.model.lines() if x.step_kind is StepKind.notice],
            self._office.today(),
            accounts.signer(self._office),
            self,
        )
        if ended is None:
            return
        with telling(self):
            noticing.close_notice(
                self._office, notice.id, ended.closed_on, ended.objections, ended.by, ended.objected
            )
            self.refresh()
            self._news.case_changed.emit(None)
            sent_back = f"，{len(ended.objected)} 份有异议退回调查" if ended.objected else "，无异议"
            self._news.said.emit(f"公示 {notice.number} 已结束{sent_back}")
            self.start()

    def print_notice(self) -> None:
        """Make the notice and show it."""
        if self.notice is not None:
            print_paper(self._page, *self.paper(self.notice))

    def save_xlsx(self) -> None:
        """Keep the notice as a workbook where the officer wants it."""
        if self.notice is not None:
            save_spreadsheet(self._page, *self.paper(self.notice))

    def paper(self, notice: Notice) -> tuple[str, Write]:
        """The name of its paper, and what writes it to a file."""
        return f"公示 {notice.number}", lambda out, progress, cancelled: printing.print_notice(
            self._office, notice.id or 0, out, progress, cancelled
        )

    def _open_case(self, line: ApplicationLine) -> None:
        self.case_opened.emit(line.id)

    def _show(self, notice: Notice, title: str) -> None:
        self.notice = notice
        today = self._office.today()
        lines = noticing.notice_cases(self._office, notice.id or 0)
        self.name.say(f"公示 {notice.number}　{title}")
        self.about.say("　".join(x for x in (f"{len(lines)} 份申请", notice.place) if x))
        where = standing(notice, today)
        earliest = notice.until + timedelta(days=1)
        said = f"{standing_words(notice, today)}。"
        if where is Standing.closed and notice.closed_on is not None:
            said += f"{day_words(notice.closed_on)}结束：{notice.objections}"
        elif where is Standing.over:
            said += "没有异议的，结束公示后就可以审批。"
        else:
            said += f"公示到 {day_words(notice.until)}止，{day_words(earliest)}起可以结束公示。"
        self.state.become(BANDS[where], said)
        counting = bureau(self._office).counting
        ends = (
            (Counting.posting_day_counted, notice.until_posting_day_counted),
            (Counting.posting_day_excluded, notice.until_posting_day_excluded),
        )
        told = "；".join(f"{word(c)}：到 {day_words(day)}" for c, day in ends)
        self.both.setText(f"{day_words(notice.posted_on)}张贴，公示 {notice.days} 天。{told}。")
        self.both.setToolTip(f"本单位的算法：{word(counting)}")
        self.model.show(lines)
        self.ending.setVisible(where is not Standing.closed)
        self.ending.setEnabled(where is Standing.over)
        self.ending.setText(
            "结束公示(&E)…" if where is Standing.over else f"结束公示（{earliest.month}月{earliest.day}日起）"
        )


def _columns() -> list[Column[ApplicationLine]]:
    return [
        Column(title="申请人", text=lambda x: x.applicant, width=150, stretch=True),
        Column(title="申请编号", text=lambda x: x.number, width=130),
        Column(title="帮扶内容", text=lambda x: award_told(x.amount, x.goods), width=180, stretch=True),
        Column(title="状态", text=lambda x: word(x.state), width=100, kind=lambda x: STATE_COLOURS[x.state]),
        Column(title="正在办", text=lambda x: x.step or "—", width=130),
    ]
