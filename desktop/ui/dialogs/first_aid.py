"""Help at once (先行救助): what is given now, why it cannot wait, and by when the papers are made up for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop.casework.first_aid import MOST_DAYS, Aidable
from desktop.domain.application import Application
from desktop.domain.days import day_words
from desktop.domain.money import figures
from desktop.domain.verdict import Goods
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.decide import Alone, Together
from desktop.ui.dialogs.decide_more import OwnPart
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.goods import GoodsRows
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

RULE = "先行救助立即可以发放，计入封顶；批准时只补发其余部分。各步手续仍要逐步补办。"


@dataclass(frozen=True)
class Given:
    """What is given at once, why, by whom, and within how many working days its papers are made up for."""

    amount: Decimal | None
    goods: tuple[Goods, ...]
    because: str
    by: str
    days: int
    alone_because: str = ""
    own_levels: tuple[str, ...] | None = None
    """Which levels of the plan this office is, said for the first time."""


class FirstAidDialog(EntryDialog):
    """Sum or goods, the emergency, the span for the papers, and who decides it."""

    def __init__(
        self,
        case: Application,
        asked: Aidable,
        by: str = "",
        parent: QWidget | None = None,
        together: Together = lambda _by: None,
        papers_by: Callable[[int], date] | None = None,
    ) -> None:
        super().__init__("先行救助", parent, take="先行救助", width=720)
        self._asked, self._papers_by = asked, papers_by
        most = asked.approvable.verdict.amount_at_most
        told = [f"{case.applicant}　{case.number}　{case.scheme_title}", RULE]
        if most is not None:
            told.append(f"按方案最多 {figures(most)} 元。")
        self.told = Words("\n".join(told), "band-told")
        self.body.column.insertWidget(0, self.told)
        self.level = OwnPart(self, asked.levels, lambda: self._tell())
        self.amount = MoneyEdit()
        self.decider = Words(kind="faint")
        self.higher = Words(kind="band-warned")
        self.goods = GoodsRows()
        self.because = TextBox(hint="发生了什么、为什么等不得，补办手续时要印出来", lines=3)
        self.because.setFixedHeight(self.because.minimumHeight())
        self.days = NumberEdit("个工作日", Decimal(asked.days), places=0, most=MOST_DAYS)
        self.until = Words(kind="faint")
        self.by = TextLine(by, "作出决定的人", 40)
        self.grid.add("救助金额(&A)", self.amount, wide=True)
        self.grid.add("", self.decider, wide=True)
        self.grid.add("", self.higher, wide=True)
        self.grid.add("实物", self.goods, wide=True)
        self.grid.add("紧急情况(&Y) *", self.because, wide=True)
        self.grid.add("补办期限(&D) *", self.days, wide=True)
        self.grid.add("", self.until, wide=True)
        self.grid.add("审批人(&N) *", self.by, wide=True)
        self.alone = Alone(self, self.by, together)
        self.amount.changed.connect(self._tell)
        self.goods.changed.connect(self._tell)
        self.days.changed.connect(self._tell_span)
        self._tell_span()
        self._tell()
        self.ready(self.amount)

    @classmethod
    def ask(
        cls,
        case: Application,
        asked: Aidable,
        by: str = "",
        parent: QWidget | None = None,
        together: Together = lambda _by: None,
        papers_by: Callable[[int], date] | None = None,
    ) -> Given | None:
        """What is given; None where the officer thought better of it."""
        dialog = cls(case, asked, by, parent, together, papers_by)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Given:
        """What the fields say."""
        return Given(
            self.amount.value() or None,
            self.goods.value(),
            self.because.value(),
            self.by.value(),
            int(self.days.value() or 0),
            self.alone.value(),
            self.level.own_levels(),
        )

    def wrong(self) -> str:
        if not self.amount.value() and not self.goods.value():
            self.amount.setFocus()
            return "请填写先行救助的金额或实物，至少一样。"
        ruling = self._asked.approvable.ruling(self.amount.value(), self.goods.value())
        most = self._asked.approvable.verdict.amount_at_most
        if ruling.discuss or (most is not None and (self.amount.value() or 0) > most):
            self.amount.setFocus()
            return f"{ruling.refused or ruling.discuss}先行救助只能在权限和封顶以内。"
        if said := self.level.open_sum(ruling):
            self.amount.setFocus()
            return said
        if self.level.above(ruling):
            (self.level.own if self.level.unsaid else self.amount).setFocus()
            return self.higher.text()
        if not self.because.value():
            self.because.setFocus()
            return "请写明紧急情况。"
        if not self._span():
            self.days.setFocus()
            return f"补办期限请填 1 至 {MOST_DAYS} 个工作日。"
        if not self.by.value():
            self.by.setFocus()
            return "请填写审批人姓名。"
        return self.alone.wrong()

    def problems(self) -> list[tuple[str, QWidget]]:
        said = self.goods.problem()
        return [*super().problems(), *([(said, self.goods)] if said else [])]

    def _tell(self) -> None:
        ruling = self._asked.approvable.ruling(self.amount.value(), self.goods.value())
        anything = bool(self.amount.value() or self.goods.value())
        self.decider.setText(f"审批权限：{ruling.because}。" if ruling.because and anything else "")
        self.grid.show_field(self.decider, bool(self.decider.text()))
        mine = (
            "。本单位就是这一级的，请在上面勾选；不是的，"
            if self.level.silent
            else "，本单位不能自行先行救助。"
        )
        self.higher.setText(f"要由{ruling.who}审批{mine}情况紧急的，请立即报请{ruling.who}决定。")
        self.grid.show_field(self.higher, anything and self.level.above(ruling))
        self.grow()

    def _tell_span(self) -> None:
        span = self._span()
        until = self._papers_by(span) if span and self._papers_by is not None else None
        self.until.setText(f"到 {day_words(until)}止" if until is not None else "")
        self.grid.show_field(self.until, until is not None)
        self.grow()

    def _span(self) -> int:
        """Within how many working days; 0 where that is no span."""
        days = self.days.value()
        return int(days) if days is not None and 1 <= days <= MOST_DAYS else 0
