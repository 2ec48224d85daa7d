"""Looking again at help that goes on (待遇复核): today's check beside the last one, what that suggests, and the decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework.benefits import Looked
from desktop.domain.benefit import BenefitState, Change
from desktop.domain.benefit_rules import Decided, first_of_next_month
from desktop.domain.days import day_words
from desktop.domain.review import Difference
from desktop.domain.words import word
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.review import told_change
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.benefits.words import amount_told

BANDS = {
    Change.kept: "band-good",
    Change.raised: "band-warned",
    Change.lowered: "band-warned",
    Change.resumed: "band-good",
    Change.fading: "band-warned",
    Change.ended: "band-bad",
}
WITH_AMOUNT = (Change.raised, Change.lowered, Change.resumed)
MOST_ROWS = 6


class LookAgainDialog(EntryDialog):
    """The advice stands on top with what differs below it; a person decides."""

    def __init__(
        self, looked: Looked, today: date, by: str = "", ending: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("待遇复核", parent, take="作出决定", width=820)
        self._looked, self._today, self._ending = looked, today, ending
        benefit, advice = looked.benefit, looked.advice
        self.about = Words(
            f"{benefit.receiver}　{benefit.scheme_title}　现在{amount_told(benefit.amount, benefit.per)}"
        )
        self.advice = Words(f"建议：{word(advice.change)}\n{advice.because}", BANDS[advice.change])
        self.model: RowsModel[Difference] = RowsModel(_columns(), looked.differences)
        self.table: Table[Difference] = Table(self.model)
        self.table.setAccessibleName("与上次核对相比的变化")
        self.table.setFixedHeight(self.table.height_for(min(len(looked.differences), MOST_ROWS)))
        self.table.setVisible(bool(looked.differences))
        since = day_words(looked.before.on)
        count = len(looked.differences)
        self.compared = Words(
            f"今天的核对与 {since} 的核对相比，有 {count} 处不同："
            if count
            else f"今天的核对与 {since} 的核对相比，没有不同。",
            "faint",
        )
        for place, thing in enumerate((self.about, self.advice, self.compared, self.table)):
            self.body.column.insertWidget(place, thing)
        fading = benefit.state is BenefitState.fading
        offered = (Change.kept, Change.raised, Change.lowered, Change.fading, Change.ended)
        offered = (Change.resumed, Change.ended) if fading else offered
        chosen = advice.change if advice.change in offered else None
        self.change: PickBox[Change] = PickBox([(c, word(c)) for c in offered], chosen, unset="请选择")
        self.amount = MoneyEdit(advice.amount)
        self.months = NumberEdit("个月", None, places=0, least=1, most=60)
        if advice.months[0]:
            self.months.set_value(Decimal(advice.months[0]))
        self.from_day = DayEdit(today, first_of_next_month(today))
        self.rule = Words(kind="faint")
        self.because = TextBox(advice.because, "变动的通知上要印出来", 3)
        self.because.setMaximumHeight(self.because.minimumHeight() + 30)
        self.by = TextLine(by, "作出决定的人", 40)
        for label, field in (
            ("决定(&J) *", self.change),
            ("新的金额(&A) *", self.amount),
            ("渐退多久(&M) *", self.months),
            ("从哪天起(&D) *", self.from_day),
            ("", self.rule),
            ("理由(&Y) *", self.because),
            ("决定人(&N) *", self.by),
        ):
            self.grid.add(label, field, wide=True)
        self.change.changed.connect(self._show)
        self._show()
        self.ready(self.change)

    @classmethod
    def ask(
        cls, looked: Looked, today: date, by: str = "", ending: str = "", parent: QWidget | None = None
    ) -> Decided | None:
        """What was decided; None where the officer thought better of it."""
        dialog = cls(looked, today, by, ending, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.value() if accepted else None

    def value(self) -> Decided:
        """What the fields say."""
        change = self.change.value() or Change.kept
        months = self.months.value() if change is Change.fading else None
        return Decided(
            change=change,
            decided_on=self._today,
            because=self.because.value(),
            by=self.by.value(),
            from_day=None if change is Change.kept else self.from_day.value(),
            amount=self.amount.value() if change in WITH_AMOUNT else None,
            fading_months=int(months or 0),
            assessment_id=self._looked.assessment.id,
        )

    def wrong(self) -> str:
        change = self.change.value()
        for field, missing, said in (
            (self.change, change is None, "请选择决定：不变、增发、减发、渐退或终止。"),
            (
                self.change,
                change is Change.ended and bool(self._ending),
                f"终止要按「{self._ending}」的步骤办。请先取消，再点「办理终止」。",
            ),
            (self.amount, change in WITH_AMOUNT and not self.amount.value(), "请填写新的金额。"),
            (self.months, change is Change.fading and not self.months.value(), "请填写渐退几个月。"),
            (
                self.from_day,
                change is not Change.kept and self.from_day.value() is None,
                "请填写从哪天起执行。",
            ),
            (self.because, not self.because.value(), "请写明理由。"),
            (self.by, not self.by.value(), "请填写作出决定的人。"),
        ):
            if missing:
                field.setFocus()
                return said
        return ""

    def _show(self) -> None:
        change = self.change.value()
        self.grid.show_field(self.amount, change in WITH_AMOUNT)
        self.grid.show_field(self.months, change is Change.fading)
        dated = change not in (None, Change.kept)
        self.grid.show_field(self.from_day, dated)
        self.rule.setText(
            "终止的，这一天起停发，前一天所在的月份照发。"
            if change is Change.ended
            else "没有别的规定的，从决定的次月 1 日起。"
        )
        self.grid.show_field(self.rule, dated)
        self.grow()


def _columns() -> list[Column[Difference]]:
    return [
        Column(title="项目", text=lambda d: d.label, width=150),
        Column(title="上次核对", text=lambda d: d.old or "无", width=110, stretch=True),
        Column(title="今天核对", text=lambda d: d.new or "无", width=110, stretch=True),
        Column(title="变化", text=told_change, width=110, kind=lambda _: "amber"),
    ]
