"""A meeting as it was held (登记会议): who was there, which cases, how each came out; kept whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import meetings
from desktop.casework.meetings import Point, Sitting
from desktop.domain.application import ApplicationLine
from desktop.domain.errors import OfficeError
from desktop.domain.meeting import Meeting, MeetingKind, Result
from desktop.domain.money import figures
from desktop.domain.step_rules import StepRules
from desktop.domain.words import word
from desktop.ui.case_words import award_told
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.meeting_point import PointDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.lines import LinesBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.fields.ticks import Ticks
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import large_ticks

if TYPE_CHECKING:
    from desktop.casework.office import Office

ROWS = 6


@dataclass(frozen=True)
class Draft:
    """A case that waits, with how it came out as far as it is written down."""

    line: ApplicationLine
    point: Point
    avoided: tuple[str, ...] = ()
    set: bool = False
    """Whether its outcome was written down."""


class HoldMeetingDialog(EntryDialog):
    """Particulars above, the cases below: Space puts one on the agenda, Enter writes down how it came out."""

    def __init__(self, office: Office, kind: MeetingKind, parent: QWidget | None = None) -> None:
        title = "登记审批会" if kind is MeetingKind.approval else "登记评议会"
        super().__init__(title, parent, take="登记会议", columns=2, width=980)
        self._office, self._kind = office, kind
        self.kept: Meeting | None = None
        names = meetings.members(office)
        day = office.today()
        what = "审批会" if kind is MeetingKind.approval else "民主评议会"
        self.title = TextLine(f"{day.year} 年 {day.month} 月{what}", "会议名称", 100)
        self.day = DayEdit(day, day)
        self.place = TextLine("", "例如 三楼会议室", 60)
        self.host = TextLine("", "", 40)
        self.recorder = TextLine("", "", 40)
        self.staff = Ticks([(name, name) for name in names])
        self.others = LinesBox(hint="不在名单上的人，一行写一个", lines=2)
        self.absent = LinesBox(hint="应到而没有到的人，一行写一个", lines=2)
        self.signers = LinesBox(hint="谁在审批表上签字，一行写一个；第一个是审批人", lines=2)
        self.minutes = TextBox(hint="会议上说了什么、怎么决定的", lines=2)
        for box in (self.others, self.absent, self.signers, self.minutes):
            box.setFixedHeight(box.minimumHeight())
        self.quorum = Words(kind="faint")
        self.grid.add("会议名称(&N) *", self.title, wide=True)
        self.grid.add("日期(&D) *", self.day)
        self.grid.add("地点(&L)", self.place)
        self.grid.add("主持人(&Z) *", self.host)
        self.grid.add("记录人(&J) *", self.recorder)
        if names:
            self.grid.add("到会(&H)", self.staff, wide=True)
        self.grid.add("其他到会的人(&T)" if names else "到会(&T) *", self.others)
        self.grid.add("缺席(&Q)", self.absent)
        self.grid.add("", self.quorum, wide=True)
        if kind is MeetingKind.approval:
            self.grid.add("签字的人(&S) *", self.signers, wide=True)
        self.grid.add("纪要(&M)", self.minutes, wide=True)
        waiting = meetings.waiting(office, kind)
        self._near = meetings.relatives(office, [x.id for x in waiting])
        self.model: RowsModel[Draft] = RowsModel(
            self._columns(), [_draft(x) for x in waiting], checkable=True
        )
        self.table: Table[Draft] = Table(self.model)
        self.table.setAccessibleName("议题")
        large_ticks(self.table)
        self.table.setFixedHeight(self.table.height_for(min(max(len(waiting), 2), ROWS)))
        self.write = push("填写这一件(&E)…", self.write_point, picture="edit")
        self.unanimous = push("勾选的都按全票同意填写(&F)", self.all_agreed)
        self.sums = Words(kind="faint")
        self.body.add(Words("议题：按空格勾选上会的申请，按回车填写票数和结果", "heading"))
        self.body.add(Bar((self.write, self.unanimous)))
        self.body.add(self.table)
        self.body.add(self.sums)
        self.table.opened.connect(lambda: self.write_point())
        self.model.dataChanged.connect(lambda: self._look())
        for field in (self.staff, self.others, self.absent):
            field.changed.connect(self._look)
        if waiting:
            self.table.choose(0)
        self._look()
        self.ready(self.host)

    @classmethod
    def ask(cls, office: Office, kind: MeetingKind, parent: QWidget | None = None) -> Meeting | None:
        """The meeting as kept; None where the officer thought better of it."""
        dialog = cls(office, kind, parent)
        return dialog.kept if shown(dialog) else None

    def present(self) -> tuple[str, ...]:
        """Everybody who was there."""
        return (*self.staff.value(), *self.others.texts())

    def write_point(self) -> None:
        """Write down how the chosen case came out."""
        row, draft = self.table.currentIndex().row(), self.table.line()
        if draft is None:
            return
        made = PointDialog.ask(
            self._office, draft.line, draft.point, self._kind, len(self.present()) - len(draft.avoided), self
        )
        if made is not None:
            ticked = self._ticked() | {row}
            self._show({row: replace(draft, point=made, set=True)}, ticked, row)

    def all_agreed(self) -> None:
        """Every ticked case without a count of its own: everybody there agreed; a sum that is open is asked for."""
        lines = self.model.lines()
        ticked = self._ticked()
        here = len(self.present())
        changed: dict[int, Draft] = {}
        for n in ticked:
            draft = lines[n]
            point = replace(draft.point, result=Result.passed, yes=here - len(draft.avoided), no=0, abstain=0)
            open_sum = self._kind is MeetingKind.approval and not point.amount and not point.goods
            if not draft.set and not open_sum:
                changed[n] = replace(draft, point=point, set=True)
        self._show(changed, ticked, max(self.table.currentIndex().row(), 0))

    def wrong(self) -> str:
        day = self.day.value()
        if day is None:
            self.day.setFocus()
            return "请填写会议日期。"
        chosen = self.model.ticked()
        unset = [d.line.applicant for d in chosen if not d.set]
        if unset:
            self.table.setFocus()
            return f"{'、'.join(unset[:5])} 还没有填写结果。请逐件填写，或点「勾选的都按全票同意填写」。"
        sitting = Sitting(
            kind=self._kind,
            title=self.title.value(),
            day=day,
            place=self.place.value(),
            host=self.host.value(),
            recorder=self.recorder.value(),
            present=self.present(),
            absent=self.absent.texts(),
            signers=self.signers.texts(),
            minutes=self.minutes.value(),
        )
        try:
            self.kept = meetings.hold(self._office, sitting, [d.point for d in chosen])
        except OfficeError as error:
            return error.said
        return ""

    def _show(self, changed: dict[int, Draft], ticked: set[int], row: int) -> None:
        self.model.show([changed.get(n, d) for n, d in enumerate(self.model.lines())])
        self.model.tick(sorted(ticked))
        self.table.choose(row)
        self.table.setFocus()
        self._look()

    def _look(self) -> None:
        """Tell the quorum, who leaves the room, and the sums."""
        here, due = len(self.present()), len(self.present()) + len(self.absent.texts())
        wanted = meetings.quorum(StepRules(), due)
        enough = "够开会" if here >= wanted else "人数不够，不能作出决定"
        self.quorum.setText(
            f"应到 {due} 人，实到 {here} 人；一般要到 {wanted} 人（三分之二，方案另有规定的按方案），{enough}。"
            if due
            else ""
        )
        self.quorum.setVisible(bool(due))
        lines = self.model.lines()
        here_now = self.present()
        now = [replace(d, avoided=self._leaving(d, here_now)) for d in lines]
        if now != list(lines):
            ticked = sorted(self._ticked())
            row = self.table.currentIndex().row()
            self.model.show(now)
            self.model.tick(ticked)
            if row >= 0:
                self.table.choose(row)
        total = meetings.sums([(d.point, d.line.amount) for d in self.model.ticked()])
        said = f"上会 {total.cases} 件，通过 {total.passed} 件"
        if self._kind is MeetingKind.approval:
            said += f"；拟救助合计 {figures(total.proposed)} 元，批准合计 {figures(total.amount)} 元"
        self.sums.setText(said)

    def _ticked(self) -> set[int]:
        """The rows of the cases on the agenda."""
        chosen = {d.line.id for d in self.model.ticked()}
        return {n for n, d in enumerate(self.model.lines()) if d.line.id in chosen}

    def _leaving(self, draft: Draft, present: tuple[str, ...]) -> tuple[str, ...]:
        return meetings.leaving(self._near.get(draft.line.id, frozenset()), present)

    def _columns(self) -> list[Column[Draft]]:
        more: list[Column[Draft]] = []
        if self._kind is MeetingKind.approval:
            more = [
                Column(
                    title="拟救助",
                    text=lambda d: award_told(d.line.amount, d.line.goods, d.line.monthly),
                    width=130,
                ),
                Column(title="批准", text=_award, width=130),
            ]
        return [
            Column(title="申请编号", text=lambda d: d.line.number, width=140),
            Column(title="申请人", text=lambda d: d.line.applicant, width=130),
            Column(title="方案", text=lambda d: d.line.scheme_title, width=150, stretch=True),
            *more,
            Column(title="结果", text=_came, width=190),
            Column(title="回避", text=lambda d: "、".join(d.avoided), width=96, kind=lambda _d: "warned"),
        ]


def _draft(line: ApplicationLine) -> Draft:
    return Draft(line, Point(application_id=line.id, amount=line.amount, goods=line.goods))


def _came(draft: Draft) -> str:
    point = draft.point
    if not draft.set:
        return "还没有填写"
    votes = "" if point.yes is None else f"　{point.yes}:{point.no or 0}:{point.abstain or 0}"
    return f"{word(point.result)}{votes}"


def _award(draft: Draft) -> str:
    if not draft.set or draft.point.result is not Result.passed:
        return "—"
    return award_told(draft.point.amount or Decimal(0) or None, draft.point.goods)
