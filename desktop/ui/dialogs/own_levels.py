"""Which of a scheme's levels this office is (本单位的审批级别): said once, so that nobody approves what another level decides."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.casework.levels import Levels
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.panels import Words
from desktop.ui.fields.ticks import Ticks

TOLD = (
    "勾选本单位在这个方案里担当的级别，可以不止一级；都不是的一个也不勾。"
    "超过本单位权限的，批准时要填上一级的批复文号和日期。"
)


class OwnLevelsDialog(EntryDialog):
    """The levels as the plan names them, from the lowest up."""

    def __init__(self, title: str, known: Levels, parent: QWidget | None = None) -> None:
        super().__init__("本单位的审批级别", parent, take="保存", width=620)
        self.told = Words(f"{title}\n{TOLD}", "band-told")
        self.body.column.insertWidget(0, self.told)
        self.own = Ticks([(name, name) for name in known.names], known.own or ())
        self.grid.add("本单位是(&J)", self.own, wide=True)
        self.ready(self.own)

    @classmethod
    def ask(cls, title: str, known: Levels, parent: QWidget | None = None) -> tuple[str, ...] | None:
        """The levels this office is; None where the officer thought better of it."""
        dialog = cls(title, known, parent)
        return dialog.own.value() if shown(dialog) else None
