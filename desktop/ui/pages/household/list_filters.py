"""The filters over the list of households (筛选条件): one row always, the others when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.household import Cause, CertificateKind, Hardship
from desktop.domain.listing import HouseholdQuery
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.unit import Unit, full_name
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, PickBox
from desktop.ui.fields.panels import Words

ALL = "全部"
ALWAYS = 3
"""So many choices are always there; the others when asked for."""


class Filters(QWidget):
    """Eight choices; `changed` comes when one of them does."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ChoiceBox(FileState, unset=ALL)
        self.hardship = ChoiceBox(Hardship, unset=ALL)
        self.cause = ChoiceBox(Cause, unset=ALL)
        self.unit: PickBox[int] = PickBox((), unset=ALL)
        self.level = ChoiceBox(FileLevel, unset=ALL)
        self.certificate = ChoiceBox(CertificateKind, unset=ALL)
        self.tag: PickBox[str] = PickBox((), unset=ALL)
        self.more = push("更多条件(&E)", self._turn)
        self.more.setCheckable(True)
        self._boxes: tuple[tuple[str, PickBox[Any]], ...] = (
            ("档案状态", self.state),
            ("困难类别", self.hardship),
            ("致困原因", self.cause),
            ("建档单位", self.unit),
            ("建档标准", self.level),
            ("证件", self.certificate),
            ("标签", self.tag),
        )
        self.top = QHBoxLayout()
        self.top.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.top)
        self.top.addWidget(self._row(self._boxes[:ALWAYS]), 1)
        self.top.addWidget(self.more)
        self._second = self._row(self._boxes[ALWAYS:])
        layout.addWidget(self._second)
        self._second.hide()

    def _row(self, boxes: Sequence[tuple[str, PickBox[Any]]]) -> QWidget:
        """These choices beside each other, each behind its word."""
        row = QWidget(self)
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        for place, (label, box) in enumerate(boxes):
            grid.addWidget(Words(label, wrap=False), 0, place * 2)
            grid.addWidget(box, 0, place * 2 + 1)
            grid.setColumnStretch(place * 2 + 1, 1)
            box.setAccessibleName(label)
            box.setMinimumContentsLength(2)
            box.changed.connect(self.changed)
        return row

    def offer(self, units: Sequence[Unit], tags: Sequence[str]) -> None:
        """Offer these units and tags; what is chosen stays chosen."""
        by_id = {u.id: u for u in units if u.id is not None}
        named = sorted((full_name(u, by_id), key) for key, u in by_id.items())
        self.unit.set_options([(key, name) for name, key in named], self.unit.value())
        self.tag.set_options([(x, x) for x in tags], self.tag.value())

    def read(self, query: HouseholdQuery) -> HouseholdQuery:
        """The query with what is chosen here."""
        return replace(
            query,
            state=self.state.value(),
            hardship=self.hardship.value(),
            cause=self.cause.value(),
            unit=self.unit.value(),
            level=self.level.value(),
            certificate=self.certificate.value(),
            tag=self.tag.value() or "",
        )

    def show_query(self, query: HouseholdQuery) -> None:
        """Choose what the query says, without telling of it."""
        values = (
            query.state,
            query.hardship,
            query.cause,
            query.unit,
            query.level,
            query.certificate,
            query.tag or None,
        )
        for (_, box), value in zip(self._boxes, values, strict=True):
            box.blockSignals(True)
            box.set_value(value)
            box.blockSignals(False)
        if any(value is not None for value in values[ALWAYS:]):
            self.more.setChecked(True)
        self._turn()

    def _turn(self) -> None:
        # A condition that narrows the list is never hidden.
        narrowed = any(box.value() is not None for _, box in self._boxes[ALWAYS:])
        if narrowed:
            self.more.setChecked(True)
        self._second.setVisible(self.more.isChecked())
        self.more.setText("收起条件(&E)" if self.more.isChecked() else "更多条件(&E)")
