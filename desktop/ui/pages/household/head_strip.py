"""What stands above the tabs of a file: whose it is, what can be done with it, and its income sums as they are typed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.income import CENT, income_sheet
from desktop.domain.money import figures
from desktop.domain.words import word
from desktop.ui.fields.panels import OneLine, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.ui.pages.household.draft import Draft


SPACE, SIDE = 10, 16
LEAST_ABOUT = 120
"""Pixels what is said of a household has at least, beside the links."""


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
        top.setSpacing(SPACE)
        top.addWidget(back)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        self._beside, self._apart = QHBoxLayout(), QHBoxLayout()
        self._beside.setSpacing(SPACE)
        self._beside.addWidget(self.unsaved)
        self._beside.addWidget(self.about, 1)
        self._apart.setSpacing(SPACE)
        self._apart.addStretch(1)
        self._links, self._beside_names = tuple(links), (back, *buttons)
        for link in links:
            self._beside.addWidget(link)
        names.addLayout(self._beside)
        top.addLayout(names, 1)
        for button in buttons:
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 8, SIDE, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(self._apart)
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
        self._fit()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The links stand beside what is said of the household, or in a row of their own where they would be cut off."""
        room = self.contentsRect().width() - 2 * SIDE - sum(_wide(w) for w in self._beside_names)
        wanted = sum(_wide(w) for w in (self.unsaved, *self._links)) + LEAST_ABOUT
        home = self._beside if wanted <= room else self._apart
        for link in self._links:
            if home.indexOf(link) < 0:
                (self._apart if home is self._beside else self._beside).removeWidget(link)
                home.addWidget(link)

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


def _wide(widget: QWidget) -> int:
    return 0 if widget.isHidden() else widget.sizeHint().width() + SPACE
