"""What the office measures by (核查限额): limits of the plausibility rules and of the yearly review, each with its usual figure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import plausible
from desktop.domain.errors import OfficeError
from desktop.domain.measures import REVIEW_MEASURES, RULE_MEASURES, Measure
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words

if TYPE_CHECKING:
    from desktop.casework.office import Office


LABELS, FIGURE = 300, 130
"""Widths in pixels: whole sentences before short figures."""


class MeasuresDialog(EntryDialog):
    """Every figure with its unit; one key puts all back as usual."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("核查限额", parent, take="保存", width=760)
        self._office = office
        self.edits: dict[str, NumberEdit] = {}
        values = plausible.limits(office)
        self.reviews = FieldGrid(1)
        self.grid.label_width = self.reviews.label_width = LABELS
        column = self.body.column
        column.insertWidget(
            0, Words("按本地实际填写。改过的限额记入操作记录，下次核查、复审就按新的。", "faint")
        )
        column.insertWidget(1, Words("合理性核查", "heading"))
        column.insertWidget(3, Words("年度复审", "heading"))
        column.insertWidget(4, self.reviews)
        for grid, measures in ((self.grid, RULE_MEASURES), (self.reviews, REVIEW_MEASURES)):
            for measure in measures:
                grid.add(measure.label, self._edit(measure, values), wide=True)
        self.usual = push("恢复常用数(&R)", self.put_usual)
        column.insertWidget(5, Bar((self.usual,)))
        self.ready(self.edits[RULE_MEASURES[0].name])

    @classmethod
    def ask(cls, office: Office, parent: QWidget | None = None) -> bool:
        """Whether other limits were kept."""
        return shown(cls(office, parent))

    def put_usual(self) -> None:
        """Every figure as it comes with the program; nothing is kept before 保存."""
        for measure in (*RULE_MEASURES, *REVIEW_MEASURES):
            self.edits[measure.name].set_value(measure.usual)

    def problems(self) -> list[tuple[str, QWidget]]:
        return [*super().problems(), *self.reviews.problems()]

    def wrong(self) -> str:
        values: dict[str, Decimal] = {}
        for measure in (*RULE_MEASURES, *REVIEW_MEASURES):
            value = self.edits[measure.name].value()
            if value is None:
                self.edits[measure.name].setFocus()
                return f"请填写「{measure.label}」。"
            values[measure.name] = value
        try:
            plausible.record_limits(self._office, values)
        except OfficeError as error:
            return error.said
        return ""

    def _edit(self, measure: Measure, values: Mapping[str, Decimal]) -> NumberEdit:
        edit = NumberEdit(
            f"{measure.unit}（常用 {measure.usual.normalize():f}）",
            values[measure.name],
            places=measure.places,
            least=int(measure.least),
            most=int(measure.most),
        )
        edit.edit.setFixedWidth(FIGURE)
        edit.row.addStretch(1)
        self.edits[measure.name] = edit
        return edit
