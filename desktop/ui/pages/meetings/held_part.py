"""会议: every meeting over cases with its minutes; a new one moves all its cases at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.casework import meeting_papers, meetings
from desktop.casework.safety import why_not
from desktop.domain.meeting import Meeting, MeetingItem, MeetingKind, Result
from desktop.domain.money import figures
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.ui.case_words import award_told
from desktop.ui.dialogs.hold_meeting import HoldMeetingDialog
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty
from desktop.ui.models.columns import Column
from desktop.ui.pages.meetings.two_lists import TwoLists
from desktop.ui.papers import print_paper

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class HeldPart(TwoLists[Meeting, MeetingItem]):
    """Minutes are never changed once they are kept; what was decided wrongly is decided anew in the case."""

    def __init__(self, page: Page) -> None:
        self._page, self._office, self._news = page, page.office, page.news
        self.approve = push("登记审批会(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.appraise = push("登记评议会(&Y)…", self.new_appraisal, picture="add")
        self.paper = push("打印纪要(&P)", self.print, picture="print", key="Ctrl+P")
        self.summary = push("打印汇总表(&H)", self.print_summary, picture="print")
        super().__init__(
            "会议",
            (self.approve, self.appraise, self.paper, self.summary),
            _columns(),
            _items(),
            Empty(
                "还没有登记会议",
                "评议会、审批会开完，把到会的人、每一件的票数和结果登记进来，名单上的申请一起往前走一步，纪要直接打印。",
                (("登记审批会…", self.new), ("登记评议会…", self.new_appraisal)),
            ),
        )
        self.below.opened.connect(self._open_case)
        self.table.inserted.connect(self.new)

    def load(self, chosen: int | None = None) -> None:
        """Show every meeting, the latest first."""
        here = self.table.line()
        wanted = chosen if chosen is not None else here.id if here else None
        lines = meetings.all_meetings(self._office)
        self.show_held(lines, next((n for n, m in enumerate(lines) if m.id == wanted), 0))

    def chosen_changed(self) -> None:
        """Show the agenda of the chosen meeting with its sums."""
        held = self.table.line()
        self.cases.show(held.items if held else ())
        for button in (self.paper, self.summary):
            button.setEnabled(held is not None)
        self.said.setText(_sums(held) if held else "")

    def new(self) -> None:
        """An approval meeting is written down."""
        self._hold(MeetingKind.approval)

    def new_appraisal(self) -> None:
        """An appraisal is written down."""
        self._hold(MeetingKind.appraisal)

    def change(self) -> None:
        """Minutes do not change; the case of the chosen line opens."""
        line = self.below.line()
        if line is not None:
            self._open_case(line)

    def print(self) -> None:
        """The minutes, or the record of an appraisal."""
        held = self.table.line()
        if held is None or held.id is None:
            return
        id = held.id
        title = self._office.forms[meeting_papers.OF_KIND[held.kind]].title
        print_paper(
            self._page,
            f"{title} {held.number}",
            lambda out, progress, cancelled: meeting_papers.print_meeting(
                self._office, id, out, progress, cancelled
            ),
        )

    def print_summary(self) -> None:
        """All cases of the meeting on one list with their sums."""
        held = self.table.line()
        if held is None:
            return
        ids = [item.application_id for item in held.items]
        print_paper(
            self._page,
            f"审批汇总表 {held.number}",
            lambda out, progress, cancelled: meeting_papers.print_summary(
                self._office, ids, held.title, out, progress, cancelled, held.day, held.number
            ),
        )

    def _hold(self, kind: MeetingKind) -> None:
        said = why_not(self._office, Act.approve if kind is MeetingKind.approval else Act.hold_meeting)
        if said:
            tell_error(self, said, heading="不能办理")
            return
        with telling(self):
            if not meetings.waiting(self._office, kind):
                what = "审批" if kind is MeetingKind.approval else "评议"
                tell_error(
                    self, f"现在没有等待{what}的申请。申请办到这一步以后再登记会议。", heading="没有议题"
                )
                return
            held = HoldMeetingDialog.ask(self._office, kind, self)
            if held is None:
                return
            self._news.said.emit(f"已登记 {held.title}（{held.number}），{_sums(held)}")
            for item in held.items:
                self._news.case_changed.emit(item.application_id)
            self.load(held.id)
            self.table.setFocus()

    def _open_case(self, item: MeetingItem) -> None:
        self._page.go("applications", item.application_id)


def _sums(held: Meeting) -> str:
    passed = [i for i in held.items if i.result is Result.passed]
    said = f"共 {len(held.items)} 件，{word(Result.passed)} {len(passed)} 件"
    if held.kind is not MeetingKind.approval:
        return said
    proposed = sum((i.proposed or Decimal(0) for i in held.items), Decimal(0))
    amount = sum((i.amount or Decimal(0) for i in passed), Decimal(0))
    return f"{said}；拟救助合计 {figures(proposed)} 元，批准合计 {figures(amount)} 元"


def _columns() -> list[Column[Meeting]]:
    return [
        Column(title="编号", text=lambda m: m.number, width=120),
        Column(title="日期", text=lambda m: m.day.isoformat(), width=104),
        Column(title="会议", text=lambda m: m.title, width=220, stretch=True),
        Column(title="种类", text=lambda m: word(m.kind), width=92),
        Column(title="到会", text=lambda m: f"{len(m.present)}／{m.due} 人", width=92, right=True),
        Column(title="回避", text=lambda m: "、".join(m.avoided) or "—", width=110),
        Column(title="议题", text=lambda m: f"{len(m.items)} 件", width=72, right=True),
    ]


def _items() -> list[Column[MeetingItem]]:
    return [
        Column(title="申请编号", text=lambda i: i.number, width=120),
        Column(title="申请人", text=lambda i: i.applicant, width=168, stretch=True),
        Column(title="票数", text=_votes, width=170),
        Column(title="结果", text=lambda i: word(i.result), width=90),
        Column(
            title="批准",
            text=lambda i: award_told(i.amount, i.goods) if i.amount or i.goods else "—",
            width=170,
        ),
        Column(title="一事一议", text=lambda i: "是" if i.discussed else "", width=84),
        Column(title="说明", text=lambda i: i.words, width=160, stretch=True),
    ]


def _votes(item: MeetingItem) -> str:
    if item.yes is None and item.no is None and item.abstain is None:
        return "—"
    return f"同意 {item.yes or 0}　反对 {item.no or 0}　弃权 {item.abstain or 0}"
