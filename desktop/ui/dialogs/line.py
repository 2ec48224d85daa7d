"""A published line (标准): its kind, place, day, figure and the document it stands in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import settings
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures
from desktop.domain.standards import LINE_WORDS, Line, LineKind
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office


class LineDialog(EntryDialog):
    """A figure holds from its day until a later one; so next year's is added, not written over."""

    def __init__(
        self,
        office: Office,
        line: Line | None = None,
        parent: QWidget | None = None,
        *,
        kind: LineKind = LineKind.dibao,
        amount: Decimal | None = None,
    ) -> None:
        """`kind` and `amount` are what a new line begins with."""
        super().__init__("修改标准" if line else "新增标准", parent, take="保存", width=660)
        self._office, self._line = office, line
        self._known = settings.lines(office)
        self.kept: Line | None = None
        today = office.today()
        kind, amount = (line.kind, line.amount) if line else (kind, amount)
        area = kind is LineKind.floor_area_per_head
        self.kind: PickBox[LineKind] = PickBox(
            [(each, LINE_WORDS[each]) for each in LineKind], kind, unset=None
        )
        self.place = TextLine(line.place if line else settings.bureau(office).place, "县、区", 40)
        self.day = DayEdit(today, line.from_day if line else None)
        self.amount = MoneyEdit(amount if not area else None)
        self.area = NumberEdit("平方米", amount if area else None, most=9999)
        self.source = TextLine(line.source if line else "", "文号或通知名称，例如 某民发〔2025〕9 号", 120)
        self.grid.add("种类(&K) *", self.kind)
        self.grid.add("适用地方(&P) *", self.place)
        self.grid.add("执行日期(&D) *", self.day)
        self.grid.add("数额(&A) *", self.amount)
        self.grid.add("面积(&M) *", self.area)
        self.grid.add("文件依据(&S) *", self.source)
        self.hint = Words(kind="band-warned")
        self.body.add(self.hint)
        self.body.add(
            Words(
                "标准从执行日期起生效，到同一种类下一条的执行日期为止。标准调整时请新增一条，不要改旧的。",
                "faint",
            )
        )
        self.kind.changed.connect(self._show_amount)
        for field in (self.kind, self.place, self.day):
            field.changed.connect(self._look)
        self._show_amount()
        self._look()
        self.ready(self.kind if line is None else self.amount)

    @classmethod
    def ask(
        cls,
        office: Office,
        line: Line | None = None,
        parent: QWidget | None = None,
        *,
        kind: LineKind = LineKind.dibao,
        amount: Decimal | None = None,
    ) -> Line | None:
        """The line as it was kept; None where the officer thought better of it."""
        dialog = cls(office, line, parent, kind=kind, amount=amount)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        day = self.day.value()
        field = self.area if self._is_area() else self.amount
        amount = field.value()
        if day is None:
            self.day.setFocus()
            return "请填写从哪天起执行。"
        if amount is None:
            field.setFocus()
            return "请填写标准的数额。"
        if not self.source.value():
            self.source.setFocus()
        line = Line(
            kind=self.kind.value() or LineKind.dibao,
            place=self.place.value(),
            from_day=day,
            amount=amount,
            source=self.source.value(),
            id=self._line.id if self._line else None,
        )
        try:
            settings.record_line(self._office, line)
        except OfficeError as error:
            return error.said
        self.kept = line
        return ""

    def _is_area(self) -> bool:
        return self.kind.value() is LineKind.floor_area_per_head

    def _show_amount(self) -> None:
        self.grid.show_field(self.amount, not self._is_area())
        self.grid.show_field(self.area, self._is_area())

    def _look(self) -> None:
        same = next(
            (
                x
                for x in self._known
                if (x.kind, x.place, x.from_day) == (self.kind.value(), self.place.value(), self.day.value())
                and (self._line is None or x.id != self._line.id)
            ),
            None,
        )
        self.hint.setVisible(same is not None)
        if same is not None:
            self.hint.setText(
                f"已有一条 {same.place} {day_words(same.from_day)}起执行的同类标准（{figures(same.amount)}），保存后会被这一条替换。"
            )
