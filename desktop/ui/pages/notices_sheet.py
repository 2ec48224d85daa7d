"""One notice on screen (公示详情): when it hangs under either way of counting, who stands on it, where, and the objections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.casework import accounts, noticing, objecting, printing
from desktop.casework.settings import bureau
from desktop.domain.application import ApplicationLine, Notice, StepKind
from desktop.domain.bureau import Counting
from desktop.domain.days import day_words
from desktop.domain.notice_standing import Standing, standing, standing_words, take_down_on
from desktop.domain.objection import Objection
from desktop.domain.words import word
from desktop.ui.case_words import STATE_COLOURS, award_told
from desktop.ui.dialogs.end_notice import EndNoticeDialog
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.fields.strip import strip
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.notices_objections import ObjectionsPart
from desktop.ui.pages.notices_places import PlacesPart
from desktop.ui.pages.page import Page
from desktop.ui.pages.turning import turned_by_keys
from desktop.ui.papers import Write, print_paper, save_spreadsheet

BANDS = {
    Standing.to_come: "band-told",
    Standing.hanging: "band-told",
    Standing.last_day: "band-warned",
    Standing.to_take_down: "band-warned",
    Standing.to_end: "band-warned",
    Standing.ended_up: "band-warned",
    Standing.closed: "band-good",
}
OVER = (Standing.to_take_down, Standing.to_end)
STAYED = "这次公示上没有申请。"


@dataclass(frozen=True)
class Next:
    """What is to be done with a notice now, and the words for it."""

    words: str
    do: Callable[[], None]


class NoticeSheet(QWidget):
    """A notice with its applications, its places, its objections, its paper and its end."""

    closed = Signal()
    case_opened = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._office, self._news = page, page.office, page.news
        self.notice: Notice | None = None
        self._next: Next | None = None
        self._raised: tuple[Objection, ...] = ()
        self.back = push("返回公示列表(&B)", lambda: self.closed.emit(), picture="back", key="Esc")
        self.name, self.about = OneLine(kind="heading"), OneLine(kind="faint")
        self.ending = push("结束公示(&E)…", self.do_next, picture="check", kind="primary", key="F2")
        self.print_paper = push("打印公示(&P)", self.print_notice, picture="print", key="Ctrl+P")
        self.save_sheet = push("另存 Excel(&X)…", self.save_xlsx, picture="export")
        self.state = Words(kind="band-told")
        self.both = Words(kind="faint")
        self.model: RowsModel[ApplicationLine] = RowsModel(self._columns())
        self.table: Table[ApplicationLine] = Table(self.model, STAYED)
        self.table.setAccessibleName("公示名单")
        self.places = PlacesPart(self._office)
        self.objections = ObjectionsPart(page)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, title in ((self.table, "名单"), (self.places, "张贴处"), (self.objections, "异议")):
            self.tabs.addTab(part, title)
        head = strip(self.back, self.name, self.about)
        inner = QVBoxLayout()
        inner.setContentsMargins(18, 12, 18, 10)
        inner.setSpacing(8)
        inner.addWidget(self.state)
        inner.addWidget(self.both)
        inner.addWidget(Bar((self.ending, self.print_paper, self.save_sheet)))
        inner.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(inner, 1)
        self.table.opened.connect(self._open_case)
        self.places.changed.connect(self._kept)
        self.places.down_asked.connect(lambda: self._end(ends=False))
        self.objections.changed.connect(self._kept)
        turned_by_keys(self, self.tabs, lambda: self.tabs.currentWidget().setFocus())
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.closed.emit())

    def open(self, notice_id: int) -> bool:
        """Show this notice from its list on; False where there is none of that id."""
        if not self._find(notice_id):
            return False
        self.tabs.setCurrentWidget(self.table)
        return True

    def refresh(self) -> None:
        """Show the notice as it is kept now."""
        if self.notice is not None and self.notice.id is not None:
            self._find(self.notice.id)

    def start(self) -> None:
        """Put the cursor on what is to be done."""
        (self.ending if self._next is not None else self.print_paper).setFocus()

    def do_next(self) -> None:
        """Do what is to be done with it now."""
        if self._next is not None:
            self._next.do()

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

    # ---- what is done with it

    def _end(self, *, ends: bool) -> None:
        """Record where it was taken down; with `ends` the notice is ended too."""
        notice = self.notice
        if notice is None or notice.id is None:
            return
        signer = accounts.signer(self._office)
        said = EndNoticeDialog.ask(notice, self._raised, self._office.today(), signer, self, ends=ends)
        if said is None:
            return
        with telling(self):
            told = f"公示 {notice.number} 已登记取下"
            if said.down:
                noticing.take_down(self._office, notice.id, said.down, said.day, said.by)
            if ends:
                ended = noticing.close_notice(self._office, notice.id, said.day, said.by)
                told = f"公示 {notice.number} 已结束，{ended.notice.objections}"
                if ended.waiting:
                    told += f"；等异议核实：{'、'.join(ended.waiting)}"
            self._kept(told)
            self.start()
            return
        self.refresh()  # it may have been taken down, and only ending it refused

    def _settle(self) -> None:
        self.tabs.setCurrentWidget(self.objections)
        self.objections.choose(settled=False)
        self.objections.settle()

    def _answer(self) -> None:
        self.tabs.setCurrentWidget(self.objections)
        self.objections.choose(settled=True)
        self.objections.answer()

    def _photograph(self) -> None:
        self.tabs.setCurrentWidget(self.places)
        self.places.choose_missing()
        self.places.setFocus()
        self.places.choose_photo()

    def _kept(self, said: str) -> None:
        self.refresh()
        self._news.case_changed.emit(None)
        self._news.said.emit(said)

    def _open_case(self, line: ApplicationLine) -> None:
        self.case_opened.emit(line.id)

    # ---- showing it

    def _find(self, notice_id: int) -> bool:
        with telling(self):
            found = next((x for x in noticing.notices(self._office) if x.notice.id == notice_id), None)
            if found is None:
                tell_error(self, "找不到这次公示，可能已在别处更改。请回到公示列表再看。")
                return False
            self._show(found.notice, found.scheme_title)
            return True
        return False

    def _show(self, notice: Notice, title: str) -> None:
        self.notice = notice
        today = self._office.today()
        lines = noticing.notice_cases(self._office, notice.id or 0)
        self._raised = tuple(objecting.objections_to(self._office, notice.id or 0))
        self.name.say(f"公示 {notice.number}　{title}")
        self.about.say("　".join(x for x in (f"{len(lines)} 份申请", notice.place) if x))
        where = standing(notice, today)
        earliest = take_down_on(notice)
        said = f"{standing_words(notice, today)}。"
        if notice.closed_on is not None:
            said += f"{day_words(notice.closed_on)}结束。"
        elif where in OVER:
            said += "取下、结束公示以后，没有异议的就可以往下办。"
        else:
            said += f"公示到 {day_words(notice.until)}止，{day_words(earliest)}起取下、结束公示。"
        open_ = sum(not x.settled for x in self._raised)
        said += f"还有 {open_} 件异议没有核实。" if open_ else ""
        self.state.become("band-warned" if open_ else BANDS[where], said)
        ends = (
            (Counting.posting_day_counted, notice.until_posting_day_counted),
            (Counting.posting_day_excluded, notice.until_posting_day_excluded),
        )
        told = "；".join(f"{word(c)}：到 {day_words(day)}" for c, day in ends)
        skipped = f"（{notice.skipped}）" if notice.skipped else ""
        self.both.setText(
            f"{day_words(notice.posted_on)}张贴，公示 {notice.term.told}{skipped}。{told}。"
            f"姓名：{word(notice.look.names)}。"
        )
        self.both.setToolTip(f"本单位的算法：{word(bureau(self._office).counting)}")
        self.model.show(lines)
        self.places.show_notice(notice)
        self.objections.show_notice(notice, self._raised)
        self._title(notice, len(lines))
        self._next = self._what_next(notice, where)
        self.ending.setVisible(notice.closed_on is None or self._next is not None)
        self.ending.setEnabled(self._next is not None)
        waits = f"结束公示（{earliest.month}月{earliest.day}日起）"
        self.ending.setText(self._next.words if self._next is not None else waits)

    def _title(self, notice: Notice, count: int) -> None:
        missing = len(notice.without_photo)
        left = sum(not x.settled for x in self._raised)
        said = f"，缺照片 {missing}" if missing else ""
        self.tabs.setTabText(0, f"名单（{count}）")
        self.tabs.setTabText(1, f"张贴处（{len(notice.postings)}{said}）")
        self.tabs.setTabText(2, f"异议（{len(self._raised)}{f'，未核实 {left}' if left else ''}）")

    def _what_next(self, notice: Notice, where: Standing) -> Next | None:
        """What F2 does: what holds cases up first."""
        mine = [x for x in self._raised if not x.settled]
        hung = [x for x in self.model.lines() if x.step_kind is StepKind.notice and x.hangs]
        all_wait = bool(hung) and {x.id for x in hung} <= {x.application_id for x in mine}
        if where in OVER and not all_wait:
            return Next("结束公示(&E)…", lambda: self._end(ends=True))
        if mine:
            return Next("核实异议(&E)…", self._settle)
        if where is Standing.ended_up:
            return Next("取下登记(&E)…", lambda: self._end(ends=False))
        if any(x.may_be_answered and x.answered_on is None for x in self._raised):
            return Next("登记答复(&E)…", self._answer)
        if notice.without_photo and where is not Standing.closed:
            return Next("登记张贴照片(&E)…", self._photograph)
        return None

    def _columns(self) -> list[Column[ApplicationLine]]:
        return [
            Column(title="申请人", text=lambda x: x.applicant, width=176, stretch=True),
            Column(title="申请编号", text=lambda x: x.number, width=130),
            Column(
                title="帮扶内容",
                text=lambda x: award_told(x.amount, x.goods, x.monthly),
                width=124,
                stretch=True,
            ),
            Column(
                title="状态", text=lambda x: word(x.state), width=96, kind=lambda x: STATE_COLOURS[x.state]
            ),
            Column(title="正在办", text=lambda x: x.step or "—", width=130),
            Column(title="异议", text=self._objected, width=130, kind=lambda x: "amber"),
        ]

    def _objected(self, line: ApplicationLine) -> str:
        found = [x for x in self._raised if x.application_id == line.id]
        if not found:
            return ""
        return (
            "未核实"
            if any(not x.settled for x in found)
            else "、".join(dict.fromkeys(word(x.finding) for x in found if x.finding))
        )
