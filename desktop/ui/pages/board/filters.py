"""What the board is narrowed by (看板筛选): words, scheme, who does the step, how pressing, unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.domain.accounts import Role
from desktop.domain.case_board import BoardFilter, Card, Pressing
from desktop.domain.unit import Unit, full_name, subtree
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox

MINE = "轮到我办的"


class Due(Enum):
    """How pressing a card must be."""

    late = frozenset({Pressing.late})
    today = frozenset({Pressing.late, Pressing.today})
    soon = frozenset({Pressing.late, Pressing.today, Pressing.soon})


DUE_WORDS = ((Due.late, "已逾期"), (Due.today, "今天到期和逾期"), (Due.soon, "两个工作日内和逾期"))


class BoardFilters(QWidget):
    """Five ways to narrow the board; `changed` comes when one of them does."""

    changed = Signal()

    def __init__(self, roles: frozenset[Role], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles = roles
        self._units: tuple[Unit, ...] = ()
        self.scheme: PickBox[str] = PickBox((), unset="全部方案")
        self.who: PickBox[str] = PickBox((), unset="不论由谁办")
        self.due: PickBox[Due] = PickBox(DUE_WORDS, unset="不论期限")
        self.unit: PickBox[int] = PickBox((), unset="全部单位")
        self.clear = push("清除(&L)", self.reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._boxes = (("方案", self.scheme), ("由谁办", self.who), ("期限", self.due), ("单位", self.unit))
        for label, box in self._boxes:
            box.setAccessibleName(label)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(104)
            box.changed.connect(self.changed)
            row.addWidget(box, 2 if box is self.scheme else 1)
        row.addWidget(self.clear)

    def offer(self, cards: Sequence[Card], units: Sequence[Unit], several: bool) -> None:
        """Offer what there is among these cards, with how many; what is chosen stays chosen."""
        schemes = Counter((c.scheme_id, c.scheme_title) for c in cards)
        people = Counter(c.who for c in cards if c.who)
        self._units = tuple(units)
        known = {u.id: u for u in units if u.id is not None}
        named = sorted((full_name(u, known), id) for id, u in known.items())
        mine = [(MINE, MINE)] if several else []
        for box, options in (
            (self.scheme, [(id, f"{title}（{n}）") for (id, title), n in schemes.most_common()]),
            (self.who, [*mine, *((who, f"{who}（{n}）") for who, n in people.most_common())]),
        ):
            box.blockSignals(True)
            box.set_options(options, box.value())
            box.blockSignals(False)
        self.unit.blockSignals(True)
        self.unit.set_options([(id, name) for name, id in named], self.unit.value())
        self.unit.blockSignals(False)
        self.unit.setVisible(bool(named))

    def value(self, search: str) -> BoardFilter:
        """What is chosen."""
        due, unit, who = self.due.value(), self.unit.value(), self.who.value() or ""
        return BoardFilter(
            search=search,
            scheme_id=self.scheme.value() or "",
            who="" if who == MINE else who,
            role_of=self._roles if who == MINE else None,
            pressing=due.value if due is not None else None,
            units=subtree(self._units, unit) if unit is not None else None,
        )

    def reset(self) -> None:
        """Narrow by nothing."""
        for _, box in self._boxes:
            box.blockSignals(True)
            box.set_value(None)
            box.blockSignals(False)
        self.changed.emit()
