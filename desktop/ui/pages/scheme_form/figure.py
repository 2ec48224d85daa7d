"""A figure of the plan (数额): typed, a parameter, so many times a published line, a line of the scheme or a fact."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.facts import FACTS, FactType
from desktop.domain.halfwidth import halfwidth
from desktop.domain.standards import LINE_WORDS, YEARLY, LineKind
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.pages.scheme_form.own import Own, fact_offers
from desktop.ui.pages.scheme_form.written import RawEdit

TYPED, PARAMETER, STANDARD, LINE, FACT, OTHER = "typed", "parameter", "standard", "line", "fact", "other"
WAYS = {
    TYPED: "一个数",
    PARAMETER: "参数（由办公室填）",
    STANDARD: "公布标准的几倍",
    LINE: "本方案标准线的几倍",
    FACT: "另一个事实的几倍",
    OTHER: "其他写法（取高、取低等）",
}
ROUNDS = {
    "none": "不取整",
    "down": "舍去角分",
    "up": "角分进到元",
    "half_up": "四舍五入到元",
    "jiao": "四舍五入到角",
    "fen": "四舍五入到分",
}
_PLAIN = {
    STANDARD: frozenset({"standard", "multiple", "per", "round"}),
    LINE: frozenset({"line", "multiple", "round"}),
    FACT: frozenset({"fact", "multiple", "round"}),
    PARAMETER: frozenset({"parameter"}),
}
"""What each way of writing may hold; anything else is shown as it is written."""


class FigureEdit(QWidget):
    """First how the figure is found, then the figure itself; `value()` is what stands in the file."""

    changed = Signal()

    def __init__(
        self,
        own: Own,
        unit: str,
        value: object = None,
        facts: frozenset[FactType] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._own = own
        self._facts = facts
        self.way: PickBox[str] = PickBox(
            [(w, told) for w, told in WAYS.items() if w != FACT or facts], unset="不写"
        )
        self.number = NumberEdit(unit, places=6, most=99_999_999_999)
        self.parameter: SeekBox[str] = SeekBox("选一个参数", "输入名称或首字母")
        self.parameter.offer(own.parameters)
        self.standard: PickBox[str] = PickBox(
            [(str(kind), LINE_WORDS[kind]) for kind in LineKind], unset="选一个标准"
        )
        self.line: PickBox[str] = PickBox([(id, shown) for id, shown, _ in own.lines], unset="选一条标准线")
        self.fact: SeekBox[str] = SeekBox("选一个事实", "输入名称或首字母")
        self.fact.offer(fact_offers({k: f for k, f in FACTS.items() if f.type in facts}))
        self.multiple = TextChoice([shown for _, shown, _ in own.parameters])
        line = self.multiple.lineEdit()
        assert line is not None
        line.setPlaceholderText("1")
        self.multiple.setToolTip("写一个数，如 1.5；或选一个参数。不写就是 1 倍")
        self.monthly = QCheckBox("按年公布，先除以 12")
        self.round: PickBox[str] = PickBox(ROUNDS.items(), "none", unset=None)
        self.raw = RawEdit()
        self._times = Words("的", wrap=False)
        self._fold = Words("倍", wrap=False)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.way, 2)
        for field in (self.number, self.parameter, self.standard, self.line, self.fact, self.raw):
            top.addWidget(field, 3)
        below = QHBoxLayout()
        below.setSpacing(6)
        for part in (self._times, self.multiple, self._fold, self.monthly, self.round):
            below.addWidget(part)
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(below)
        self.setFocusProxy(self.way)
        self.set_value(value)
        self.way.changed.connect(self._turned)
        for field in (self.number, self.parameter, self.line, self.fact, self.multiple, self.round, self.raw):
            field.changed.connect(self._said)
        self.standard.changed.connect(self._standard_turned)
        self.monthly.toggled.connect(lambda: self._said())

    def value(self) -> object | None:
        """What stands in the file; None where nothing is written, or not yet enough."""
        match self.way.value():
            case "typed":
                return _plain(self.number.value())
            case "parameter":
                return {"parameter": self.parameter.value()} if self.parameter.value() else None
            case "standard":
                return self._times_of("standard", self.standard.value())
            case "line":
                return self._times_of("line", self.line.value())
            case "fact":
                return self._times_of("fact", self.fact.value())
            case "other":
                return self.raw.value()
            case _:
                return None

    def measure(self, unit: str) -> None:
        """Say this unit behind a typed figure."""
        self.number.unit.setText(unit)

    def set_value(self, value: object) -> None:
        """Show what stands in the file."""
        way = _way_of(value, bool(self._facts))
        self.way.set_value(way)
        table = _table(value)
        if way == TYPED:
            self.number.set_value(Decimal(str(value)))
        self.parameter.set_value(_text(table.get("parameter")))
        self.standard.set_value(_text(table.get("standard")))
        self.line.set_value(_text(table.get("line")))
        self.fact.set_value(_text(table.get("fact")))
        multiple = table.get("multiple")
        if isinstance(multiple, str):
            self.multiple.set_value(self._own.name(self._own.parameters, multiple))
        else:
            self.multiple.set_value("" if multiple is None else str(multiple))
        self.monthly.setChecked(table.get("per") == "month")
        self.round.set_value(_text(table.get("round")) or "none")
        self.raw.set_value(value if way == OTHER else None)
        self._show()

    def problem(self) -> str:
        """What is wrong with the entry, or nothing."""
        way = self.way.value()
        if way == TYPED:
            return self.number.problem() or ("请写上数。" if self.number.value() is None else "")
        if way == OTHER:
            return self.raw.problem()
        if way in (STANDARD, LINE, FACT) and self._multiple() is None and self.multiple.value():
            return f"倍数「{self.multiple.value()}」不是数，也不是本方案的参数。请写 1.5 这样的数，或选一个参数。"
        return "请选好。" if way is not None and self.value() is None else ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for field, called in (
            (self.way, name),
            (self.number, f"{name}：数"),
            (self.parameter, f"{name}：参数"),
            (self.standard, f"{name}：标准"),
            (self.line, f"{name}：标准线"),
            (self.fact, f"{name}：事实"),
            (self.multiple, f"{name}：倍数"),
            (self.monthly, f"{name}：按年公布，先除以 12"),
            (self.round, f"{name}：取整"),
            (self.raw, f"{name}：其他写法"),
        ):
            field.setAccessibleName(called)

    def _multiple(self) -> object | None:
        typed = self.multiple.value()
        named = next((id for id, shown, _ in self._own.parameters if typed in (shown, id)), None)
        if named is not None:
            return named
        try:
            number = Decimal(halfwidth(typed))
        except InvalidOperation:
            return None
        return _plain(number) if number.is_finite() and number >= 0 else None

    def _times_of(self, key: str, chosen: str | None) -> dict[str, object] | None:
        if not chosen:
            return None
        table: dict[str, object] = {key: chosen}
        if key == "standard" and self.monthly.isChecked() and chosen in YEARLY:
            table["per"] = "month"
        multiple = self._multiple()
        if multiple is not None:
            table["multiple"] = multiple
        if self.round.value() not in (None, "none"):
            table["round"] = self.round.value()
        return table

    def _turned(self) -> None:
        self._show()
        self._said()

    def _standard_turned(self) -> None:
        if self.standard.value() not in YEARLY:
            self.monthly.setChecked(False)
        self._show()
        self._said()

    def _said(self) -> None:
        self.changed.emit()

    def _show(self) -> None:
        way = self.way.value()
        for field, its in (
            (self.number, TYPED),
            (self.parameter, PARAMETER),
            (self.standard, STANDARD),
            (self.line, LINE),
            (self.fact, FACT),
            (self.raw, OTHER),
        ):
            field.setVisible(way == its)
        times = way in (STANDARD, LINE, FACT)
        for part in (self._times, self.multiple, self._fold, self.round):
            part.setVisible(times)
        self.monthly.setVisible(way == STANDARD and self.standard.value() in YEARLY)


def _table(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _way_of(value: object, facts: bool) -> str | None:
    if value is None:
        return None
    if isinstance(value, dict):
        keys = set(cast("Mapping[str, object]", value))
        ways = (way for way, may in _PLAIN.items() if way in keys and keys <= may and (facts or way != FACT))
        return next(ways, OTHER)
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return TYPED if number else OTHER


def _plain(number: Decimal | None) -> object | None:
    """A figure as an office would type it: 600 and not 6E+2."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() and number.as_tuple().exponent == 0 else number


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
