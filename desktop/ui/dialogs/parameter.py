"""Filling in a figure the plan leaves out (填写参数): the value, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.dated_parameters import PARAMETER_WORDS, WRITTEN, ParameterType, written
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Parameter
from desktop.domain.scheme_words import plain_number
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine

MOST = 99_999_999_999
PLACES = 6


@dataclass(frozen=True)
class Filled:
    """A figure with its source; no value empties it."""

    value: Decimal | None
    source: str


class ParameterDialog(EntryDialog):
    """What the figure is for, the value and its source."""

    def __init__(
        self,
        scheme: Scheme,
        parameter: Parameter,
        value: Decimal | None,
        source: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("修改参数" if value is not None else "填写参数", parent, take="保存", width=640)
        self._parameter = parameter
        told = [f"{scheme.title}", f"「{parameter.label}」{parameter.meaning}"]
        quoted = next((p.quoted for p in scheme.passages if p.id == parameter.passage), parameter.passage)
        if quoted:
            told.append(f"原文：{quoted}")
        if parameter.value is not None:
            told.append(f"方案写明 {parameter.told(parameter.value)}；填在这里的以本单位的为准。")
        told.append(bounds_told(parameter))
        self.told = Words("\n".join(x for x in told if x), "band-told")
        self.body.column.insertWidget(0, self.told)
        kind = parameter.type
        self.is_day = kind is not ParameterType.number
        self.value_edit = NumberEdit(parameter.unit, None if self.is_day else value, places=PLACES, most=MOST)
        typed = written(kind, value) if value is not None else ""
        self.day_edit = TextLine(typed if self.is_day else "", f"例如 {WRITTEN[kind]}", 20)
        self._edit = self.day_edit if self.is_day else self.value_edit
        self.source = TextLine(source, "文号、会议纪要或通知名称", 200)
        self.grid.add(f"{PARAMETER_WORDS[kind] if self.is_day else '数值'}(&V)", self._edit, wide=True)
        self.grid.add("依据(&S)", self.source, wide=True)
        self.body.add(Words("清空数值再保存，就恢复为「未填」。已经作出的核对结论不受影响。", "faint"))
        self.ready(self._edit)

    @classmethod
    def ask(
        cls,
        scheme: Scheme,
        parameter: Parameter,
        value: Decimal | None,
        source: str = "",
        parent: QWidget | None = None,
    ) -> Filled | None:
        """The figure; None where the officer thought better of it."""
        dialog = cls(scheme, parameter, value, source, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Filled(dialog.value(), dialog.source.value())

    def value(self) -> Decimal | None:
        """What was filled in, a day as the figure that is kept; raises OfficeError for what is no day."""
        if not self.is_day:
            return self.value_edit.value()
        typed = self.day_edit.value()
        return self._parameter.read(typed) if typed else None

    def wrong(self) -> str:
        try:
            value = self.value()
            if value is None:
                return ""
            self._parameter.fitting(value)
        except OfficeError as error:
            self._edit.setFocus()
            return error.said
        if not self.source.value():
            self.source.setFocus()
            return "请填写依据：这个数是哪份文件或哪次会议定的。"
        return ""


def bounds_told(parameter: Parameter) -> str:
    """Between which figures the value must lie."""
    low, high = parameter.minimum, parameter.maximum
    told = [
        f"不小于 {plain_number(low)}" if low is not None else "",
        f"不大于 {plain_number(high)}" if high is not None else "",
    ]
    said = "、".join(x for x in told if x)
    return f"应{said}。" if said else ""
