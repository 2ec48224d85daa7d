"""参数和标准: what a scheme runs on, with its day, its document, who set it, and what stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.casework.assessment import SchemeCard
from desktop.casework.figures import Figures, LineStanding, Setting
from desktop.casework.levels import Levels
from desktop.domain.days import day_words
from desktop.domain.money import figures
from desktop.domain.scheme_parts import Parameter
from desktop.domain.standards import Line, LineKind, line_name, line_unit
from desktop.domain.trail_words import moment_words
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Fold, Words
from desktop.ui.pages.schemes_reading import Part

LEVELS = "!levels"
"""What the button for the levels is called among the others."""
OPTIONAL = "只在提醒里用到：没有登记也能核对，结论里会说明没有比对。"


class ParametersPart(Part):
    """What the plan leaves to the office and the published lines it leans on, each with its button."""

    asked = Signal(object)
    """Parameter: it is to be filled in or changed."""
    line_asked = Signal(object, object)
    """LineKind, Line | None: that figure is to be corrected, or another one recorded."""
    levels_asked = Signal()
    """Which of the scheme's levels this office is, is to be said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        """By the name of the parameter, or the kind of the line that is to be recorded."""
        self.corrections: dict[LineKind, QPushButton] = {}

    def show_card(self, card: SchemeCard, known: Figures, levels: Levels | None = None) -> None:
        """Show this scheme's parameters and lines, and which of its levels this office is."""
        focused = next((name for name, button in self.buttons.items() if button.hasFocus()), "")
        self.clear()
        self.buttons, self.corrections = {}, {}
        self.add(_band(card, known))
        if known.lines:
            self.add(Words("公布的标准", "heading"))
        for standing in known.lines:
            self.add(self._line(standing))
        if card.scheme.parameters and known.lines:
            self.add(Words("本单位填写的参数", "heading"))
        for parameter in card.scheme.parameters:
            self.add(self._parameter(card, parameter, known.settings.get(parameter.name, ())))
        if levels is not None and levels.names:
            self.add(Words("本单位的审批级别", "heading"))
            self.add(self._levels(levels))
        self.column.addStretch()
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def focused(self) -> str:
        """The name of the parameter whose button has the focus."""
        lines = set(map(str, LineKind))
        return next((n for n, b in self.buttons.items() if b.hasFocus() and n not in lines | {LEVELS}), "")

    def first(self) -> QPushButton | None:
        """The button of the first thing that is lacking, else of the first parameter, else of the first line."""
        lines = set(map(str, LineKind))
        parameters = (b for name, b in self.buttons.items() if name not in lines | {LEVELS})
        lacking = (b for b in self.buttons.values() if b.property("kind") == "primary")
        return next(lacking, next(parameters, next(iter(self.buttons.values()), None)))

    def _levels(self, levels: Levels) -> QWidget:
        panel = Card()
        if levels.own is None:
            told = Words("没有填写（第一次批准时会问）", "warned")
        else:
            told = Words("、".join(levels.own) or "都不是，只上报")
        button = push("填写…" if levels.own is None else "修改…", self.levels_asked.emit, picture="edit")
        button.setAccessibleName("填写本单位的审批级别")
        self.buttons[LEVELS] = button
        panel.add(_row(Words("本单位是哪一级审批机关"), told, button))
        panel.add(Words(f"方案写明的级别，从低到高：{'、'.join(levels.names)}", "faint"))
        return panel

    def _line(self, standing: LineStanding) -> QWidget:
        panel, kind, line = Card(), standing.kind, standing.line
        name = line_name(kind)
        if line is None:
            told = Words("没有登记", "warned", wrap=False)
        else:
            told = Words(f"{figures(line.amount)} {line_unit(kind)}", "figure", wrap=False)
        record = push(
            "登记…" if line is None else "新标准…",
            lambda: self.line_asked.emit(kind, None),
            picture="add",
            kind="primary" if line is None and standing.needed else "",
        )
        record.setAccessibleName(f"登记{name}" if line is None else f"登记{name}的新标准")
        self.buttons[str(kind)] = record
        panel.add(_row(Words(f"{standing.place} {name}"), told))
        if line is not None:
            panel.add(Words(_line_told(line, standing), "faint"))
        for coming in standing.coming:
            panel.add(Words(f"以后：{_line_told(coming, standing, figure=True)}"))
        if not standing.needed:
            panel.add(Words(OPTIONAL, "faint"))
        if standing.earlier:
            told_before = [_line_told(x, standing, figure=True) for x in standing.earlier]
            panel.add(_folded(f"以前的标准（{len(told_before)}）", told_before))
        buttons = [record]
        if line is not None:
            correct = push("更正…", lambda: self.line_asked.emit(kind, line), picture="edit")
            correct.setAccessibleName(f"更正{name}")
            self.corrections[kind] = correct
            buttons.append(correct)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        panel.add(row)
        return panel

    def _parameter(self, card: SchemeCard, parameter: Parameter, past: Sequence[Setting]) -> QWidget:
        panel = Card()
        value = card.scheme.values(card.parameters).get(parameter.name)
        entry = card.filled.get(parameter.name)
        if value is None:
            told = Words("未填" if not parameter.optional else "未填（可以不填）", "warned", wrap=False)
        else:
            told = Words(parameter.told(value), "figure", wrap=False)
        button = push(
            "修改…" if value is not None else "填写…",
            lambda: self.asked.emit(parameter),
            picture="edit",
            kind="" if value is not None or parameter.optional else "primary",
        )
        button.setAccessibleName(f"{button.text().rstrip('…')}{parameter.label}")
        self.buttons[parameter.name] = button
        panel.add(_row(Words(parameter.label), told, button))
        origin = "" if value is None else "方案原文写明"
        now = past[:1] if entry is not None else ()
        if entry is not None:
            by = f"，填写人：{now[0].by}" if now else ""
            origin = f"本单位 {day_words(entry.set_on)}填写，依据：{entry.source or '没有写明'}{by}"
        quoted = next((p.quoted for p in card.scheme.passages if p.id == parameter.passage), "")
        for text in (origin, parameter.meaning, f"原文：{quoted}" if quoted else ""):
            if text:
                panel.add(Words(text, "faint"))
        before = past[len(now) :]
        if before:
            panel.add(_folded(f"以前填过的（{len(before)}）", [_set_told(s, parameter) for s in before]))
        return panel


def _band(card: SchemeCard, known: Figures) -> Words:
    """What is still lacking, or that nothing is."""
    if not card.scheme.parameters and not known.lines:
        return Words(
            "这个方案的数额、倍数和天数原文都写明了，没有要填的参数，也不用公布的标准。", "band-good"
        )
    if not card.lacking:
        return Words("✔ 要填的都填好了，要用的标准都登记了，可以核对。", "band-good")
    unset = "、".join(f"「{p.label}」" for p in card.unset)
    lines = "、".join(f"「{line_name(kind)}」" for kind in card.unrecorded)
    said = (f"还有 {len(card.unset)} 项没有填：{unset}。" if unset else "") + (
        f"{card.place}还没有登记{lines}。" if lines else ""
    )
    return Words(f"{said}填好以后才能核对。", "band-warned")


def _line_told(line: Line, standing: LineStanding, *, figure: bool = False) -> str:
    amount = f"{figures(line.amount)} {line_unit(line.kind)}，" if figure else ""
    by = standing.recorded_by(line)
    return (
        f"{amount}{day_words(line.from_day)}起执行，依据：{line.source or '没有写明'}"
        f"{f'，登记人：{by}' if by else ''}"
    )


def _set_told(one: Setting, parameter: Parameter) -> str:
    when = f"{moment_words(one.at)} {one.by}"
    if not one.value:
        return f"{when} 清空"
    return f"{when} 填写 {parameter.told(Decimal(one.value))}，依据：{one.source or '没有写明'}"


def _row(label: Words, told: Words, button: QPushButton | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(label, 1)
    row.addWidget(told)
    if button is not None:
        row.addWidget(button)
    return row


def _folded(heading: str, lines: Sequence[str]) -> Fold:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(12, 0, 0, 0)
    column.setSpacing(4)
    for line in lines:
        column.addWidget(Words(line, "faint"))
    return Fold(heading, inside)
