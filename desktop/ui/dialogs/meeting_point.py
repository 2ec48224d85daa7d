"""How one case came out of a meeting (一件议题): votes, result, sum, and what goes beyond the plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import deciding
from desktop.casework.meetings import Point
from desktop.domain.application import ApplicationLine
from desktop.domain.approvable import Ruling
from desktop.domain.authority import DISCUSSED, Reply
from desktop.domain.meeting import MeetingKind, Result
from desktop.domain.words import choices
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.goods import GoodsRows
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office


class PointDialog(EntryDialog):
    """An appraisal asks for votes alone: the result follows from them."""

    def __init__(
        self,
        office: Office,
        line: ApplicationLine,
        point: Point,
        kind: MeetingKind,
        voting: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{line.applicant}　{line.number}", parent, columns=2, width=760)
        self._point, self._kind = point, kind
        approval = kind is MeetingKind.approval
        self._asked = deciding.to_decide(office, line.id) if approval else None
        self._grants = self._asked is None or self._asked.approvable.scheme.grants
        self.told = Words(f"{line.scheme_title}；到会 {voting} 人投票（已去掉回避的人）", "band-told")
        self.body.column.insertWidget(0, self.told)
        gate = self._asked.in_the_way if self._asked else ""
        self.gate = Words(gate, "band-bad")
        self.gate.setVisible(bool(gate))
        self.body.column.insertWidget(1, self.gate)
        first = voting if point.yes is None and not approval else point.yes
        self.yes = _votes(first)
        self.no = _votes(point.no)
        self.abstain = _votes(point.abstain)
        self.outcome: PickBox[Result] = PickBox(choices(Result), point.result)
        self.amount = MoneyEdit(point.amount)
        self.decider = Words(kind="faint")
        self.goods = GoodsRows(point.goods)
        self.because = TextBox(point.discussed_because, "为什么超出限度仍要救助", 2)
        self.because.setFixedHeight(self.because.minimumHeight())
        self.number = TextLine(point.reply.number if point.reply else "", "例如 示民批〔2026〕18 号", 60)
        self.day = DayEdit(office.today(), point.reply.on if point.reply else None)
        self.alone = TextLine(point.alone_because, "经办和审批是同一人时才写，印在审批表上", 120)
        self.words = TextBox(point.words, "说明；不予批准的写理由，退回的写要补正什么", 3)
        self.words.setFixedHeight(self.words.minimumHeight())
        self.grid.add("同意(&A)", self.yes)
        self.grid.add("不同意(&B)", self.no)
        self.grid.add("弃权(&G)", self.abstain)
        if approval:
            self.grid.add("结果(&R) *", self.outcome)
            self.grid.add("批准金额(&J)", self.amount, wide=True)
            self.grid.add("", self.decider, wide=True)
            self.grid.add("实物", self.goods, wide=True)
            self.grid.add(f"{DISCUSSED}(&L) *", self.because, wide=True)
            self.grid.add("批复文号(&W) *", self.number)
            self.grid.add("批复日期(&T) *", self.day)
            self.grid.add("同一人的原因(&U)", self.alone, wide=True)
            for field in (self.outcome, self.amount, self.goods):
                field.changed.connect(self._look) if not isinstance(
                    field, PickBox
                ) else field.currentIndexChanged.connect(lambda: self._look())
            self._look()
        self.grid.add("说明(&Y)", self.words, wide=True)
        self.ready(self.outcome if approval else self.yes)

    @classmethod
    def ask(
        cls,
        office: Office,
        line: ApplicationLine,
        point: Point,
        kind: MeetingKind,
        voting: int,
        parent: QWidget | None = None,
    ) -> Point | None:
        """The point as written; None where the officer thought better of it."""
        dialog = cls(office, line, point, kind, voting, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Point:
        """What the fields say."""
        votes = {"yes": _count(self.yes), "no": _count(self.no), "abstain": _count(self.abstain)}
        if any(v is not None for v in votes.values()):
            votes = {name: v or 0 for name, v in votes.items()}
        made = replace(self._point, words=self.words.value(), **votes)
        if self._kind is not MeetingKind.approval:
            return made
        ruling, day = self._ruling(), self.day.value()
        passed = self.outcome.value() is Result.passed
        return replace(
            made,
            result=self.outcome.value() or Result.passed,
            amount=(self.amount.value() or None) if passed else None,
            goods=self.goods.value() if passed else (),
            discussed_because=self.because.value() if passed and ruling.discuss else "",
            reply=Reply(number=self.number.value(), on=day)
            if passed and self._elsewhere(ruling) and day is not None
            else None,
            alone_because=self.alone.value(),
        )

    def wrong(self) -> str:
        if self._kind is not MeetingKind.approval:
            return "" if _count(self.yes) is not None else "请填写同意票数。"
        if self.outcome.value() is None:
            return "请选择结果。"
        if self.outcome.value() is not Result.passed:
            self.words.setFocus()
            return "" if self.words.value() else "不通过的写明理由，退回的写明要补正什么。"
        if self.gate.text():
            return self.gate.text()
        ruling = self._ruling()
        if ruling.refused and not ruling.discuss:
            self.amount.setFocus()
            return f"按方案{ruling.refused}"
        if ruling.discuss and not self.because.value():
            self.because.setFocus()
            return f"{ruling.discuss}请填写「{DISCUSSED}」的理由，或改正金额。"
        if self._elsewhere(ruling) and not (self.number.value() and self.day.value()):
            self.number.setFocus()
            return f"{'这一数额' if self._grants else '本案'}由{ruling.who}审批，请填写批复文号和日期。"
        if self._grants and not self.amount.value() and not self.goods.value():
            self.amount.setFocus()
            return "请填写批准的金额或实物，至少一样。"
        return ""

    def _ruling(self) -> Ruling:
        return (
            self._asked.approvable.ruling(self.amount.value(), self.goods.value())
            if self._asked
            else Ruling()
        )

    def _elsewhere(self, ruling: Ruling) -> bool:
        levels = self._asked.levels if self._asked else None
        return bool(levels and levels.names) and ruling.who not in (
            "",
            DISCUSSED,
            *((levels.own if levels else None) or ()),
        )

    def _look(self) -> None:
        passed = self.outcome.value() is Result.passed
        ruling = self._ruling()
        self.decider.setText(f"审批权限：{ruling.because}。" if ruling.because else "")
        for field in (self.amount, self.goods):
            self.grid.show_field(field, passed and self._grants)
        self.grid.show_field(self.decider, passed and bool(self.decider.text()))
        self.grid.show_field(self.because, passed and bool(ruling.discuss))
        for field in (self.number, self.day):
            self.grid.show_field(field, passed and self._elsewhere(ruling))
        self.grow()


def _votes(count: int | None) -> NumberEdit:
    return NumberEdit("票", None if count is None else Decimal(count), places=0, most=999)


def _count(field: NumberEdit) -> int | None:
    value = field.value()
    return None if value is None else int(value)
