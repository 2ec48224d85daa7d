"""What stands above the tabs of a file: whose it is, what can be done with it, and its income sums as they are typed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.income import CENT, income_sheet
from desktop.domain.money import figures
from desktop.domain.words import word
from desktop.ui.fields.panels import OneLine, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.ui.pages.household.draft import Draft


class HeadStrip(QFrame):
    """Follows the draft; the buttons are whose it is."""

    def __init__(
        self,
        draft: Draft,
        today: date,
        back: QPushButton,
        links: Sequence[QPushButton],
        buttons: Sequence[QPushButton],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._today = draft, today
        self.setProperty("kind", "strip")
        self.name = OneLine(kind="heading")
        self.about = OneLine(kind="faint")
        self.unsaved = Words("● 有未保存的修改", "warned", wrap=False)
        self.gross, self.net = Words(kind="figure", wrap=False), Words(kind="figure", wrap=False)
        self.gross_sum, self.net_sum = Words(kind="faint"), Words(kind="faint")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(back)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.unsaved)
        below.addWidget(self.about, 1)
        for link in links:
            below.addWidget(link)
        names.addLayout(below)
        top.addLayout(names, 1)
        for button in buttons:
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(self._sums())
        draft.changed.connect(self.show_draft)
        self.show_draft()

    def show_draft(self) -> None:
        """Tell the draft as it is now."""
        household = self._draft.household
        self.name.say(household.head.name or "新建家庭档案")
        facts = (
            household.number or "（保存后编号）",
            word(household.hardship),
            f"共同生活 {len(household.on(self._today).counted)} 人",
            household.head.employer,
        )
        self.about.say("　".join(x for x in facts if x))
        self.unsaved.setVisible(self._draft.dirty)
        sheet = income_sheet(household, self._today)
        for figure, amount, spelled, said in (
            (self.gross, sheet.income_per_head, self.gross_sum, sheet.gross_sum),
            (self.net, sheet.net_income_per_head, self.net_sum, sheet.net_sum),
        ):
            figure.setText(
                "不清楚" if amount is None else f"{figures(amount.quantize(CENT, ROUND_HALF_UP))} 元"
            )
            spelled.setText(said.removeprefix("人均月收入 = ").removeprefix("人均月净收入 = "))

    def show_sums(self, shown: bool) -> None:
        """Spell the sums out below their figures, or leave that to the tabs."""
        self.gross_sum.setVisible(shown)
        self.net_sum.setVisible(shown)

    def _sums(self) -> QGridLayout:
        sums = QGridLayout()
        sums.setHorizontalSpacing(28)
        sums.setVerticalSpacing(0)
        for column, (label, figure, spelled) in enumerate(
            (
                ("人均月收入", self.gross, self.gross_sum),
                ("人均月净收入（扣减刚性支出）", self.net, self.net_sum),
            )
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Words(label, wrap=False), 0, Qt.AlignmentFlag.AlignBottom)
            row.addWidget(figure)
            row.addStretch()
            sums.addLayout(row, 0, column)
            sums.addWidget(spelled, 1, column, Qt.AlignmentFlag.AlignTop)
            sums.setColumnStretch(column, 1)
        return sums
