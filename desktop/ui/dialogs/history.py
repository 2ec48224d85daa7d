"""操作历史: what was done to archives, the latest first; each step can be taken back, and the taking back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import history
from desktop.casework.history import Taken
from desktop.casework.safety import why_not
from desktop.domain.history import Step
from desktop.domain.trail import Act
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.take_back import ask_to_take_back
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PagedModel
from desktop.ui.models.table import Table
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office

NOTHING = "还没有可以撤销的操作。登记、导入、合并档案以后，这里会一步一步列出来。"
NOT_FOUND = "没有找到这样的操作。换个姓名、编号或文件名再找。"
HINT = (
    "这里是对档案内容的登记、导入、合并，单位的登记、修改、并入和删除，以及它们的撤销；申请、走访、发放各有自己的更正办法。"
    "改动前的内容保存 400 天，导入和合并保存到有人接着办理为止。"
)


class HistoryDialog(QDialog):
    """A list with search, the chosen step in full, and one button."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作历史")
        self._office, self._news = office, news
        self._refused = why_not(office, Act.take_back)
        self.seek = SearchBox("找姓名、档案编号、文件名或做了什么")
        self.total = Words(kind="faint", wrap=False)
        self.model: PagedModel[Step] = PagedModel(
            _columns(),
            lambda offset, limit: history.steps(office, limit, self.seek.value(), offset),
        )
        self.table: Table[Step] = Table(self.model, NOTHING)
        self.table.setAccessibleName("操作历史")
        self.table.setMinimumHeight(self.table.height_for(4))
        self.said = Words(kind="heading")
        self.state = Words(kind="faint")
        self.hint = Words(HINT, "faint")
        self.undo = push("撤销这一步(&U)", self.take_back, kind="primary", key="Return")
        self.leave = push("关闭(&C)", self.reject, key="Esc")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.seek, 1)
        top.addWidget(self.total)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.undo)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.said)
        layout.addLayout(row)
        layout.addWidget(self.hint)
        room = self.screen().availableGeometry()
        self.resize(min(900, room.width() - 40), min(600, room.height() - 60))
        self.seek.asked.connect(lambda: self.load())
        self.seek.down.connect(self.table.setFocus)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda: self.take_back())
        self.load()
        self.table.setFocus()

    @classmethod
    def show_all(cls, office: Office, news: News, parent: QWidget | None = None) -> None:
        """Show the history until it is closed."""
        shown(cls(office, news, parent))

    def load(self) -> None:
        """Ask for the steps anew."""
        row = max(self.table.currentIndex().row(), 0)
        with telling(self):
            self.model.reload()
        total = self.model.total()
        self.table.say_when_empty(NOT_FOUND if self.seek.value() else NOTHING)
        self.total.setText(f"共 {total:,} 步")
        if total:
            self.table.choose(min(row, total - 1))
        else:
            self._show(None)

    def take_back(self) -> None:
        """Take the chosen step back, after showing what comes of it."""
        step = self.table.line()
        if step is not None and self.undo.isEnabled():
            ask_to_take_back(self, self._office, self._news, step.id, self._taken)

    def _taken(self, _result: Taken) -> None:
        self.seek.reset()
        self.load()
        self.table.choose(0)
        self.table.setFocus()

    def _show(self, step: Step | None) -> None:
        again = step is not None and step.act == Act.take_back
        self.undo.setText("重做这一步(&U)" if again else "撤销这一步(&U)")
        self.undo.setEnabled(step is not None and step.open and not self._refused)
        self.undo.setToolTip(self._refused)
        self.said.setText(step.said if step else "")
        touched = "" if step is None else "单位名录" if step.bare else f"{step.archives} 户"
        told = "" if step is None else step.standing or f"{step.when}　{step.user}　{touched}"
        self.state.setText(self._refused or told)


def _columns() -> list[Column[Step]]:
    return [
        Column(title="时间", text=lambda s: s.when, width=152),
        Column(title="谁", text=lambda s: s.user, width=80),
        Column(title="做了什么", text=lambda s: s.said, width=290, stretch=True),
        Column(title="户数", text=lambda s: str(s.archives or ""), width=62, right=True),
        Column(title="状态", text=_state, width=118, kind=lambda s: "faint" if s.standing else ""),
    ]


def _state(step: Step) -> str:
    if step.bare:
        return "" if step.open else "已撤销"
    if not step.archives:
        return "已清理"
    if not step.undone:
        return ""
    return f"撤销了 {step.undone} 户" if step.open else "已撤销"
