"""修改记录: what every field of an archive was before, who changed it and why; one field alone, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.casework import field_history
from desktop.casework.field_history import FieldChange
from desktop.casework.safety import why_not
from desktop.domain.household import Household
from desktop.domain.trail import Act
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office

NOTHING = "这一项登记以后没有改过。"
NEVER = "这份档案登记以后没有改过。"


class FieldHistoryDialog(QDialog):
    """The changes of one household, the latest first; covered until somebody asks."""

    def __init__(
        self, office: Office, household: Household, path: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改记录")
        self._office = office
        self._refused = why_not(office, Act.reveal)
        self._changes = field_history.of_household(office, household.id or 0)
        known = field_history.fields(self._changes)
        if path and path not in {p for p, _ in known}:
            known.append((path, field_history.label(path, household)))
        self.heading = OneLine(f"{household.head.name}　{household.number}", "heading")
        self.field: PickBox[str] = PickBox(known, path or None, unset="全部项目")
        self.field.setAccessibleName("哪一项")
        self.field.setMinimumContentsLength(16)
        self.count = Words(kind="faint", wrap=False)
        self.model: RowsModel[FieldChange] = RowsModel(_columns())
        self.table: Table[FieldChange] = Table(self.model, NEVER)
        self.table.setAccessibleName("修改记录")
        self.table.setMinimumHeight(self.table.height_for(4))
        self.whole = Words()
        self.whole.setMinimumHeight(64)
        self.reveal_button = push("显示完整内容(&V)", self.reveal, tip="会记入操作记录")
        self.leave = push("关闭(&C)", self.reject, key="Esc", kind="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.heading)
        layout.addWidget(Bar((Words("哪一项", wrap=False), self.field, self.count)))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addWidget(Bar((self.reveal_button,), (self.leave,)))
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(580, room.height() - 60))
        self.field.changed.connect(self._list)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda: self.reveal())
        self._list()
        self.table.setFocus()

    @classmethod
    def show_of(
        cls, office: Office, household: Household, path: str = "", parent: QWidget | None = None
    ) -> None:
        """Show the changes of a household, or of one field of it, until the dialog is closed."""
        shown(cls(office, household, path, parent))

    def reveal(self) -> None:
        """Show the chosen change uncovered; that is logged."""
        change = self.table.line()
        if change is None or not self.reveal_button.isEnabled():
            return
        with telling(self):
            whole = field_history.reveal(self._office, change)
            self.whole.setText(self._words(change, whole.old, whole.new))
            self.reveal_button.setEnabled(False)

    def _list(self) -> None:
        path = self.field.value()
        found = field_history.of_field(self._changes, path) if path else self._changes
        self.model.show(found)
        self.table.say_when_empty(NOTHING if path else NEVER)
        self.count.setText(f"共 {len(found)} 处改动")
        if found:
            self.table.choose(0)
        else:
            self._show(None)

    def _show(self, change: FieldChange | None) -> None:
        self.reveal_button.setEnabled(change is not None and change.covered and not self._refused)
        self.whole.setText("" if change is None else self._words(change, change.old, change.new))

    def _words(self, change: FieldChange, old: str, new: str) -> str:
        why = f"\n原因：{change.reason}" if change.reason else ""
        return f"{change.word}\n{old or '（空）'} → {new or '（空）'}{why}"


def _columns() -> list[Column[FieldChange]]:
    return [
        Column(title="时间", text=lambda c: c.when, width=152),
        Column(title="谁", text=lambda c: c.user, width=74),
        Column(title="做了什么", text=lambda c: c.act, width=92),
        Column(title="项目", text=lambda c: c.word, width=112),
        Column(title="原来", text=lambda c: c.old or "（空）", width=110, stretch=True),
        Column(title="改为", text=lambda c: c.new or "（空）", width=110, stretch=True),
        Column(title="原因", text=lambda c: c.reason, width=60, stretch=True),
    ]
