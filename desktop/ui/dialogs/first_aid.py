"""Help at once (先行救助): what is given now, why it cannot wait, and by when the papers are made up for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop.casework.first_aid import MOST_DAYS, Aidable
from desktop.domain.application import Application
from desktop.domain.money import figures
from desktop.domain.verdict import Goods
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.decide import Alone, GoodsRows, Together
from desktop.ui.dialogs.entry import EntryDialog
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


class FirstAidDialog(EntryDialog):
    """Sum or goods, the emergency, the span for the papers, and who decides it."""

    def __init__(
        self,
        case: Application,
        asked: Aidable,
        by: str = "",
        parent: QWidget | None = None,
        together: Together = lambda _by: None,
    ) -> None:
        super().__init__("先行救助", parent, take="先行救助", width=720)
        self._asked = asked
        most = asked.approvable.verdict.amount_at_most
        told = [f"{case.applicant}　{case.number}　{case.scheme_title}", RULE]
        if most is not None:
            told.append(f"按方案最多 {figures(most)} 元。")
        self.told = Words("\n".join(told), "band-told")
        self.body.column.insertWidget(0, self.told)
        self.amount = MoneyEdit()
        self.decider = Words(kind="faint")
        self.goods = GoodsRows()
        self.because = TextBox(hint="发生了什么、为什么等不得，补办手续时要印出来", lines=3)
        self.because.setFixedHeight(self.because.minimumHeight())
        self.days = NumberEdit("个工作日", Decimal(asked.days), places=0, most=MOST_DAYS)
        self.by = TextLine(by, "作出决定的人", 40)
        self.grid.add("救助金额(&A)", self.amount, wide=True)
        self.grid.add("", self.decider, wide=True)
        self.grid.add("实物", self.goods, wide=True)
        self.grid.add("紧急情况(&Y) *", self.because, wide=True)
        self.grid.add("补办期限(&D) *", self.days, wide=True)
        self.grid.add("审批人(&N) *", self.by, wide=True)
        self.alone = Alone(self, self.by, together)
        self.amount.changed.connect(self._tell)
        self.goods.changed.connect(self._tell)
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
    ) -> Given | None:
        """What is given; None where the officer thought better of it."""
        dialog = cls(case, asked, by, parent, together)
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
        if not self.because.value():
            self.because.setFocus()
            return "请写明紧急情况。"
        days = self.days.value()
        if days is None or not 1 <= days <= MOST_DAYS:
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
        self.grow()
