"""The third step of the import (栏目对应): what each column of the sheet is, guessed and put right by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.sheet_mapping import SURE_WORDS, Reading, SheetPlan, Sure, Target, targets
from desktop.domain.sheet_stacking import STACKING_WORDS, Stacking
from desktop.domain.sheet_targets import KIN_FROM
from desktop.ui.dialogs.roster_import.covering import covered
from desktop.ui.dialogs.roster_import.sheet_page import letters
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

LEFT_OUT = "不导入这一列"
_SAMPLES = 3


class ColumnsPage(QWidget):
    """The columns with what they are taken for; below, the one that is chosen is put right."""

    changed = Signal()
    keep_asked = Signal(str)
    kept_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: SheetPlan | None = None
        self._offered: tuple[Target, ...] = ()
        self.told = Words(kind="band-told")
        columns: list[Column[Reading]] = [
            Column(title="列", text=lambda r: letters(r.index + 1), width=56),
            Column(title="表格里的列名", text=lambda r: r.heading, width=230, stretch=True),
            Column(title="内容举例", text=_examples, width=230, stretch=True),
            Column(title="认作", text=_taken_for, width=220, stretch=True, kind=_kind_of),
            Column(title="依据", text=_because, width=190, kind=_kind_of),
        ]
        self.model: RowsModel[Reading] = RowsModel(columns)
        self.table: Table[Reading] = Table(self.model, "这张表没有列。请回上一步核对表头在第几行。")
        self.table.setAccessibleName("表格的各列")
        self.which = OneLine(kind="heading")
        self.target: SeekBox[Target] = SeekBox(LEFT_OUT, "输入栏目名称或拼音首字母")
        self.target.setAccessibleName("认作")
        self.target.setMinimumContentsLength(18)
        self.leave_out = push("不导入(&U)", lambda: self.take(None))
        self.stacking: PickBox[Stacking] = PickBox(STACKING_WORDS.items(), Stacking.one_row, unset=None)
        self.stacking.setMinimumContentsLength(20)
        self.name = TextLine("", "给这种表起个名，例如：市总摸底表", 60)
        self.name.setAccessibleName("这种表的名称")
        self.name.setMinimumWidth(140)
        self.keep = push("记住对应(&R)", lambda: self.keep_asked.emit(self.name.text()))
        self.kept = push("已记住的表(&M)…", lambda: self.kept_asked.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(8)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        choose = QHBoxLayout()
        choose.setSpacing(10)
        choose.addWidget(self.which, 2)
        choose.addWidget(_called("认作(&A)", self.target))
        choose.addWidget(self.target, 3)
        choose.addWidget(self.leave_out)
        layout.addLayout(choose)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(_called("排法(&P)", self.stacking))
        below.addWidget(self.stacking, 2)
        below.addWidget(self.name, 2)
        below.addWidget(self.keep)
        below.addWidget(self.kept)
        layout.addLayout(below)
        self.table.chosen.connect(self._show_column)
        self.table.opened.connect(self._edit)
        self.target.changed.connect(self._take_chosen)
        self.stacking.changed.connect(self._take_stacking)

    def show_plan(self, plan: SheetPlan, name: str = "") -> None:
        """Show this plan; `name` is what such sheets are called where they are remembered."""
        self.plan = plan
        slots = {r.target.slot for r in plan.readings if r.target}
        members = max((slot for slot in slots if slot < KIN_FROM), default=0)
        offered = targets(max(6, members + 1), slots)
        if offered != self._offered:
            self._offered = offered
            self.target.blockSignals(True)
            self.target.offer([(t, t.label, t.sought) for t in offered])
            self.target.blockSignals(False)
        self.stacking.blockSignals(True)
        self.stacking.set_value(plan.stacking)
        self.stacking.blockSignals(False)
        self.name.setText(name or plan.sheet)
        self._refresh(0)
        doubtful = next(
            (n for n, r in enumerate(plan.readings) if r.sure in (Sure.looks, Sure.likely, Sure.unknown)), 0
        )
        self.table.choose(doubtful)

    def take(self, target: Target | None) -> None:
        """Take the chosen column for that, and go on to the next."""
        reading = self.table.line()
        if reading is None or self.plan is None:
            return
        row = self.table.currentIndex().row()
        self.plan = self.plan.taking(reading.index, target)
        self._refresh(row)
        self.changed.emit()

    def _take_chosen(self) -> None:
        reading, value = self.table.line(), self.target.value()
        if reading is not None and reading.target != value:
            self.take(value)

    def _take_stacking(self) -> None:
        value = self.stacking.value()
        if self.plan is not None and value is not None:
            self.plan = replace(self.plan, stacking=value)
            self.changed.emit()

    def _edit(self, _reading: Reading) -> None:
        self.target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self, row: int) -> None:
        assert self.plan is not None
        self.model.show(self.plan.readings)
        self.table.choose(min(row, len(self.plan.readings) - 1))
        guessed = sum(r.sure in (Sure.likely, Sure.looks) for r in self.plan.readings)
        unknown = sum(r.target is None for r in self.plan.readings)
        said = [f"{len(self.plan.readings) - unknown} 列有对应"]
        if guessed:
            said.append(f"{guessed} 列是猜的（黄色），请核对")
        if unknown:
            said.append(f"{unknown} 列不导入")
        if self.plan.missing:
            self.told.become(
                "band-warned", f"还没有指定哪一列是「{self.plan.missing[0]}」，指定以后才能往下走。"
            )
        else:
            hint = "选中一列，按 Enter，输入栏目名称或拼音首字母。"
            self.told.become("band-warned" if guessed else "band-told", "，".join(said) + f"。{hint}")

    def _show_column(self, reading: Reading | None) -> None:
        self.target.setEnabled(reading is not None)
        self.leave_out.setEnabled(reading is not None)
        if reading is None:
            return
        self.which.say(f"{letters(reading.index + 1)} 列「{reading.heading}」")
        self.target.blockSignals(True)
        self.target.set_value(reading.target)
        self.target.blockSignals(False)


def _called(text: str, field: QWidget) -> Words:
    words = Words(text, wrap=False)
    words.setBuddy(field)
    return words


def _examples(reading: Reading) -> str:
    seen = dict.fromkeys(covered(value) for value in reading.samples)
    return "、".join(list(seen)[:_SAMPLES])


def _taken_for(reading: Reading) -> str:
    return reading.target.label if reading.target else "－"


def _because(reading: Reading) -> str:
    if reading.target is None and reading.sure is Sure.remembered:
        return "上次定为不导入"
    return SURE_WORDS[reading.sure]


def _kind_of(reading: Reading) -> str:
    return {
        Sure.named: "green",
        Sure.by_hand: "green",
        Sure.remembered: "green" if reading.target else "faint",
        Sure.likely: "amber",
        Sure.looks: "amber",
        Sure.unknown: "faint",
    }[reading.sure]
