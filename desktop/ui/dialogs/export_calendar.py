"""The calendar file goes out (导出日历): whom it names is chosen before the place is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.casework.calendar_file import SUFFIX, export_calendar, suggested_name
from desktop.domain.dated import NAMING_WORDS, Naming
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office


class NamingDialog(EntryDialog):
    """Whom the file may name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("导出日历", parent, take="选择位置", width=560)
        self.body.column.insertWidget(
            0,
            Words(
                "把申请期限、公示期满、走访、渐退期满和复核的日子写成日历文件（.ics），可以导入手机日历或 Outlook，"
                "到期前一天上午 9 点提醒。再次导入同一个日历，改了期的会跟着移动。"
            ),
        )
        self.naming: PickBox[Naming] = PickBox(NAMING_WORDS.items(), Naming.masked, unset=None)
        self.grid.add("姓名(&N)", self.naming)
        self.body.add(
            Words("文件会离开本机：里面没有完整姓名、证件号码、电话和住址。导出会记入操作记录。", "faint")
        )
        self.ready(self.naming)

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> Naming | None:
        """What was chosen; None where the officer thought better of it."""
        dialog = cls(parent)
        return dialog.naming.value() if shown(dialog) else None


def export_calendar_file(part: QWidget, office: Office, news: News) -> None:
    """Ask whom the file may name and where it goes, write it, and say what went in."""
    naming = NamingDialog.ask(part)
    if naming is None:
        return
    suggested = Path.home() / suggested_name(office.today())
    chosen, _ = QFileDialog.getSaveFileName(part, "导出日历", str(suggested), f"日历文件 (*{SUFFIX})")
    if chosen:
        with telling(part):
            out = Path(chosen)
            out = out if out.suffix.lower() == SUFFIX else out.with_name(out.name + SUFFIX)
            news.said.emit(export_calendar(office, out, naming).said)
