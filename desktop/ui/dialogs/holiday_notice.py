"""A year's holidays out of the State Council's notice (登记放假安排): pasted whole, read sentence by sentence, settled, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop.casework import settings
from desktop.casework.redating import Redated
from desktop.domain.calendar import YearList
from desktop.domain.errors import OfficeError
from desktop.domain.holiday_notice import FESTIVALS, HolidayNotice, as_lines, moved_days, read_notice
from desktop.domain.holiday_sentence import Stated, span_words
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm
from desktop.ui.dialogs.settle_sentence import SettleSentence
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

FIRST_YEAR, LAST_YEAR = 2000, 2098
WAITS, SETTLED, READ, ASIDE = "要核定", "已核定", "读懂了", "没有日期"
_KINDS = {WAITS: "red", SETTLED: "teal", READ: "green", ASIDE: "faint"}
EXAMPLE = (
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n"
    "……从政府网站或 Word 里复制通知全文，在这里按 Ctrl+V 粘贴"
)


def standing(sentence: Stated) -> str:
    """How a sentence was taken, in a word."""
    if sentence.waits:
        return WAITS
    if sentence.settled:
        return SETTLED
    return ASIDE if sentence.aside else READ


def _unnamed(value: YearList) -> list[str]:
    """The festivals of every year that a list has no day off for."""
    named = {n for x in value.rest.values() for n in x.split("、")}
    return [f for f in FESTIVALS if f not in named]


class NoticeDialog(QDialog):
    """Text above, what was understood below, each line beside its sentence. Nothing is kept before 保存."""

    def __init__(self, office: Office, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记放假安排")
        self._office = office
        self._notice: HolidayNotice | None = None
        self._before = settings.year_list(office, year)
        self.kept: YearList | None = None
        self.moved: tuple[Redated, ...] = ()
        """The due days that moved when it was kept."""
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setSuffix(" 年")
        self.year.setValue(year)
        self.source = TextLine(self._before.source, "通知名称和文号，粘贴全文时自动填写", 200)
        grid = FieldGrid(2)
        grid.add("年份(&Y)", self.year)
        grid.add("通知依据(&B)", self.source)
        self.text = TextBox("", EXAMPLE, 4)
        self.text.setMaximumHeight(190)
        self.text.setAccessibleName("放假通知全文")
        self.settle = push("核定这一句(&E)…", self.settle_chosen, picture="edit", key="F2")
        self.pass_over = push("略过这一句(&D)", self.pass_over_chosen, picture="delete", key="Del")
        self.model: RowsModel[Stated] = RowsModel(self._columns())
        self.table: Table[Stated] = Table(self.model, "粘贴通知以后，这里逐句列出读到的日期，旁边是原句。")
        self.table.setAccessibleName("逐句读到的日期")
        self.table.setMinimumHeight(self.table.height_for(4))
        self.about = Words(kind="faint")
        self.others = QCheckBox("文字里没有写到的节日，保留原来登记的安排(&K)")
        self.others.setChecked(True)
        self.told = Words(kind="band-told")
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        self.keep = push("保存(&O)", self.accept, kind="primary", picture="save", key="Ctrl+Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        body = self.body = Scrolled(margin=18)
        body.column.setSpacing(8)
        body.add(grid)
        body.add(self.text, 2)
        body.add(Bar((self.settle, self.pass_over)))
        body.add(self.table, 5)
        body.add(self.about)
        body.add(self.others)
        below = QVBoxLayout()
        below.setContentsMargins(18, 4, 18, 12)
        below.setSpacing(8)
        below.addWidget(self.told)
        below.addWidget(self.trouble)
        below.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(body, 1)
        layout.addLayout(below)
        self.text.changed.connect(self._read)
        self.year.valueChanged.connect(self._turn)
        self.others.toggled.connect(self._tell)
        self.table.chosen.connect(self._about)
        self.table.opened.connect(lambda: self.settle_chosen())
        self.table.removed.connect(lambda: self.pass_over_chosen())
        for sequence in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.accept)
        room = self.screen().availableGeometry()
        self.resize(min(1080, room.width() - 40), min(780, room.height() - 60))
        self.text.set_value(as_lines(self._before))
        self._start = self.text.value()
        self._read()
        self.text.selectAll()
        self.text.setFocus()

    @classmethod
    def ask(
        cls, office: Office, year: int, parent: QWidget | None = None
    ) -> tuple[YearList, tuple[Redated, ...]] | None:
        """The list as it was kept and the due days that moved; None where the officer thought better of it."""
        dialog = cls(office, year, parent)
        return (dialog.kept, dialog.moved) if shown(dialog) and dialog.kept is not None else None

    def settle_chosen(self) -> None:
        """Say by hand what the chosen sentence means."""
        chosen = self.table.line()
        if chosen is not None and self._notice is not None:
            made = SettleSentence.ask(chosen, self._notice.year, self)
            if made is not None:
                self._put(made)

    def pass_over_chosen(self) -> None:
        """Take nothing from the chosen sentence."""
        chosen = self.table.line()
        if chosen is not None and not chosen.aside:
            self._put(chosen.decided(chosen.festival, (), ()))

    def value(self) -> YearList:
        """The list as it stands. Raises OfficeError."""
        if self._notice is None:
            raise OfficeError(self.told.text())
        before = self._before if self.others.isChecked() else None
        made = self._notice.year_list(before)
        return YearList(year=made.year, rest=made.rest, work=made.work, source=self.source.value())

    def changed(self) -> bool:
        """Whether anything would be lost."""
        return self.text.value() != self._start or any(s.settled for s in self.model.lines())

    def accept(self) -> None:
        try:
            value = self.value()
            if (gone := _unnamed(value)) and not confirm(
                self,
                f"没有写到{'、'.join(gone)}，保存后这些节日按普通的日子算，期限会算错。确实要这样保存吗？",
                yes="这样保存(&Y)",
                no="返回补上(&N)",
                danger=True,
            ):
                return
        except OfficeError as error:
            self._say(error.said)
            if self._notice is not None and self._notice.waiting:
                self.table.choose(self._notice.sentences.index(self._notice.waiting[0]))
                self._to_table()
            return

        def done(moved: tuple[Redated, ...]) -> None:
            self.kept, self.moved = value, moved
            QDialog.accept(self)

        running = work(
            self,
            "正在保存，并重新推算期限",
            lambda progress, _cancelled: settings.record_year(self._office, value, progress),
            done,
            failed=lambda error: self._say(error.said),
        )
        running.dialog.stop.hide()  # half of it would be worse than none

    def reject(self) -> None:
        if not self.changed() or confirm(
            self, "放假安排还没有保存，关闭后要重新粘贴。要关闭吗？", yes="不保存，关闭(&Y)", danger=True
        ):
            super().reject()

    def _read(self) -> None:
        """Read the text anew; what was settled by hand before goes with the old text."""
        self._say("")
        try:
            self._notice = read_notice(self.text.value(), self.year.value())
        except OfficeError as error:
            self._notice = None
            self.model.show(())
            self.told.become("band-told", error.said)
            self.others.hide()
            return
        if self._notice.year != self.year.value():  # the title knows better
            self.year.blockSignals(True)
            self.year.setValue(min(max(self._notice.year, FIRST_YEAR), LAST_YEAR))
            self.year.blockSignals(False)
            self._before = settings.year_list(self._office, self._notice.year)
        if self._notice.source:
            self.source.set_value(self._notice.source)
        first = next((n for n, s in enumerate(self._notice.sentences) if s.waits), 0)
        self._show(first)

    def _turn(self) -> None:
        """Another year was chosen by hand."""
        start = self.text.value() == self._start
        self._before = settings.year_list(self._office, self.year.value())
        if start:
            self._start = as_lines(self._before)
            self.source.set_value(self._before.source)
            if self.text.value() != self._start:
                self.text.set_value(self._start)  # is read by itself
                return
        self._read()

    def _put(self, sentence: Stated) -> None:
        row = self.table.currentIndex().row()
        if self._notice is not None and row >= 0:
            self._notice = self._notice.with_settled(row, sentence)
            self._say("")
            after = (n for n, s in enumerate(self._notice.sentences) if s.waits and n > row)
            self._show(next(after, row))
            self._to_table()

    def _to_table(self) -> None:
        self.table.setFocus()
        self.body.ensureWidgetVisible(self.table, 0, 8)

    def _show(self, row: int) -> None:
        notice = self._notice
        assert notice is not None
        self.model.show(notice.sentences)
        if notice.sentences:
            self.table.choose(row)
        some = bool(self._before.rest) and bool(notice.unnamed) and bool(notice.festivals)
        self.others.setVisible(some)
        self._tell()

    def _tell(self) -> None:
        notice = self._notice
        if notice is None:
            return
        if notice.waiting:
            self.told.become(
                "band-warned",
                f"还有 {len(notice.waiting)} 句要核定（标着「{WAITS}」）：选中后按回车核定，或按 Del 略过。",
            )
            return
        try:
            made = self.value()
        except OfficeError as error:
            self.told.become("band-warned", error.said)
            return
        said = f"{made.year} 年：放假 {len(made.rest)} 天，调休上班 {len(made.work)} 天。"
        missing = [
            f for f in notice.unnamed if f not in {n for x in made.rest.values() for n in x.split("、")}
        ]
        if missing:
            said += f"没有写到：{'、'.join(missing)}。"
        if self._before.rest:
            moved = moved_days(self._before, made)
            few = "；".join(f"{span_words((x.day,), made.year)} {x.before}→{x.after}" for x in moved[:4])
            more = f" 等 {len(moved)} 天" if len(moved) > 4 else ""
            said += f"与原来登记的不同：{few}{more}。" if moved else "与原来登记的相同。"
        self.told.become("band-warned" if missing else "band-good", said)

    def _about(self, sentence: Stated | None) -> None:
        self.settle.setEnabled(sentence is not None)
        self.pass_over.setEnabled(sentence is not None and not sentence.aside)
        if sentence is None:
            self.about.become("faint", "")
            return
        doubts = f"\n{'；'.join(sentence.doubts)}。" if sentence.waits else ""
        self.about.become("bad" if sentence.waits else "faint", f"原句：{sentence.text}。{doubts}")

    def _columns(self) -> list[Column[Stated]]:
        return [
            Column(title="结果", text=standing, width=92, kind=lambda s: _KINDS[standing(s)]),
            Column(title="节日", text=lambda s: "" if s.aside else s.festival, width=92),
            Column(title="读作", text=self._taken, width=300, stretch=True),
            Column(title="原句", text=lambda s: s.text, width=260, stretch=True),
        ]

    def _taken(self, sentence: Stated) -> str:
        """What was taken from a sentence, in days."""
        year = self._shown_year()
        off, worked = sentence.rest, sentence.work
        said = [
            f"放假 {span_words(off, year)}" + (f" {len(off)} 天" if len(off) > 1 else "") if off else "",
            f"上班 {span_words(worked, year)}" if worked else "",
        ]
        return "；".join(x for x in said if x) or ("略过" if sentence.settled else "")

    def _shown_year(self) -> int:
        return self._notice.year if self._notice is not None else self.year.value()

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)
