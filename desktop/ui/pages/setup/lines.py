"""Published lines (标准): 低保 and the others, by kind and place, with the day and the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework import settings
from desktop.domain.days import day_words
from desktop.domain.money import figures
from desktop.domain.standards import LINE_WORDS, Line, LineKind
from desktop.ui.dialogs.line import LineDialog
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News

if TYPE_CHECKING:
    from desktop.casework.office import Office

IN_FORCE = "现行"


@dataclass(frozen=True)
class LineRow:
    """A line with where it stands today."""

    line: Line
    state: str


class LinesPart(QWidget):
    """Every change is kept at once; verdicts already decided keep the figure they used."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.warning = Words(kind="band-bad")
        self.add = push("新增标准(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.change = push("修改(&E)…", self.edit, picture="edit", key="F2")
        self.remove = push("删除(&D)", self.delete, picture="delete", key="Del")
        self.model: RowsModel[LineRow] = RowsModel(_columns())
        self.table: Table[LineRow] = Table(
            self.model, "还没有标准。点「新增标准」，填写当地低保标准的数额、执行日期和文件依据。"
        )
        self.table.setAccessibleName("标准")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(self.warning)
        layout.addWidget(Bar((self.change, self.remove), (self.add,)))
        layout.addWidget(self.table, 1)
        layout.addWidget(Words("标准调整时新增一条，不改旧的：以前的核对按以前的标准，照样查得到。", "faint"))
        self.table.opened.connect(lambda: self.edit())
        self.table.removed.connect(lambda: self.delete())
        self.table.inserted.connect(self.new)
        self.load()

    def load(self) -> None:
        """Show what is kept, on the same line."""
        with telling(self):
            row = self.table.currentIndex().row()
            lines = settings.lines(self._office)
            today = self._office.today()
            self.model.show([LineRow(line, _state(line, lines, today)) for line in lines])
            if lines:
                self.table.choose(min(max(row, 0), len(lines) - 1))
            self.change.setEnabled(bool(lines))
            self.remove.setEnabled(bool(lines))
            place = settings.bureau(self._office).place
            self.warning.setText(
                f"{place}还没有现行的低保标准，核对家庭收入时用不上。请点「新增标准」，填写数额、执行日期和文件依据。"
            )
            self.warning.setVisible(
                not any(x.kind is LineKind.dibao and x.place == place and x.from_day <= today for x in lines)
            )

    def new(self) -> None:
        """Put in another line."""
        self._take(LineDialog.ask(self._office, None, self))

    def edit(self) -> None:
        """Change the chosen line."""
        row = self.table.line()
        if row is not None:
            self._take(LineDialog.ask(self._office, row.line, self))

    def delete(self) -> None:
        """Take the chosen line off, after asking."""
        row = self.table.line()
        if row is None or row.line.id is None:
            return
        line = row.line
        if confirm(
            self,
            f"删除 {line.place} {day_words(line.from_day)}起执行的「{LINE_WORDS[line.kind]}」{figures(line.amount)}？\n"
            "已经作出的核对结论不受影响；以后的核对不再用这条标准。",
            yes="删除(&Y)",
            danger=True,
        ):
            with telling(self):
                settings.delete_line(self._office, line.id or 0)
                self._changed("已删除一条标准")

    def _take(self, line: Line | None) -> None:
        if line is not None:
            self._changed(f"已保存：{line.place} {LINE_WORDS[line.kind]} {figures(line.amount)}")
            for number, row in enumerate(self.model.lines()):
                known = row.line
                if (known.kind, known.place, known.from_day) == (line.kind, line.place, line.from_day):
                    self.table.choose(number)
            self.table.setFocus()

    def _changed(self, said: str) -> None:
        self.load()
        self._news.settings_changed.emit()
        self._news.said.emit(said)


def _state(line: Line, lines: Sequence[Line], today: date) -> str:
    if line.from_day > today:
        return "还没有执行"
    later = [
        x.from_day
        for x in lines
        if x.kind is line.kind and x.place == line.place and line.from_day < x.from_day <= today
    ]
    return f"用到{day_words(min(later))}前" if later else IN_FORCE


def _columns() -> list[Column[LineRow]]:
    return [
        Column(title="种类", text=lambda x: LINE_WORDS[x.line.kind], width=214),
        Column(title="地方", text=lambda x: x.line.place, width=110, stretch=True),
        Column(title="数额", text=lambda x: figures(x.line.amount), width=100, right=True),
        Column(title="执行日期", text=lambda x: x.line.from_day.isoformat(), width=112),
        Column(
            title="状态",
            text=lambda x: x.state,
            width=190,
            kind=lambda x: "green" if x.state == IN_FORCE else "faint",
        ),
        Column(title="文件依据", text=lambda x: x.line.source, width=180, stretch=True),
    ]
