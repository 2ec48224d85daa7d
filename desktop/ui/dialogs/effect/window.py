"""The window: a figure, a slider, what it does to the roster, whom it concerns, and keeping it in the end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop.casework import settings
from desktop.casework.effect import Figure, Inquiries, Inquiry
from desktop.casework.effect_paper import Compared
from desktop.domain.census import Going, Standing
from desktop.domain.effect import Cost, Moved, moved
from desktop.domain.errors import OfficeError
from desktop.domain.scheme_words import plain_number
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.effect.curve import Curve, Point
from desktop.ui.dialogs.effect.handing_out import HandingOut
from desktop.ui.dialogs.effect.lists import Line, Lists
from desktop.ui.dialogs.effect.scale import Scale, scale_for
from desktop.ui.dialogs.effect.summary import Summary
from desktop.ui.dialogs.effect.verdicts import Verdicts
from desktop.ui.dialogs.line import LineDialog
from desktop.ui.dialogs.message import tell_fault, telling
from desktop.ui.dialogs.parameter import MOST, PLACES, ParameterDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.latest import Latest
from desktop.ui.news import News
from desktop.ui.theme import colour

if TYPE_CHECKING:
    from desktop.casework.office import Office

SETTLED = 250
"""Milliseconds the figure must stand still before the households are listed."""
DRAWN = 25
"""So many values the curve is drawn through."""
LEAP = 10
"""Steps of the slider to a press of Page Up or Page Down."""


BESIDE = 720
"""From this width figures and curve stand beside each other."""
MOVING, DRAWING = "moving", "drawing"
"""What an answer is for: the value chosen, or a point of the curve."""


@dataclass(frozen=True)
class _Answer:
    what: str
    name: str
    """Of which figure."""
    value: Decimal
    before: tuple[Standing, Cost] | None
    standing: Standing
    cost: Cost


class _Slider(QSlider):
    """A slider that shows when the keys are its own."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class EffectWindow(QDialog):
    """Nothing is written while the figure moves; 保存 asks for the source first."""

    def __init__(
        self,
        office: Office,
        news: News,
        asks: Inquiries,
        inquiry: Inquiry,
        first: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"改一个数会影响多少户——{inquiry.card.scheme.title}")
        self._office, self._news, self._asks, self.inquiry = office, news, asks, inquiry
        self._scale = Scale(Decimal(0), Decimal(1), 1)
        self._before: tuple[Standing, Cost] | None = None
        self._after: tuple[Decimal, Standing, Cost] | None = None
        self._points: dict[Decimal, Point] = {}
        figures = inquiry.figures()
        chosen = next((n for n, f in enumerate(figures) if f.name == first), 0)
        self.figure: PickBox[int] = PickBox(_named(figures), chosen, unset=None)
        self.number = NumberEdit("", places=PLACES, most=MOST)
        self.unit = Words("", wrap=False)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setMinimumSize(220, 34)
        self.slider.setAccessibleName("拖动改数")
        self.told = Words("", "faint")
        self.trouble = Words("", "band-warned")
        self.summary = Summary()
        self.curve = Curve()
        self.lists = Lists()
        self.state = Words("", "faint", wrap=False)
        self.keep = push("保存这个数(&S)…", self.save, kind="primary", key="Ctrl+S")
        self.back = push("回到现在的数(&R)", self.reset)
        self.leave = push("关闭(&C)", self.reject, key="Esc")
        self.handing_out = HandingOut(office, news, self, self.compared)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._latest = Latest(self)
        self._latest.answered.connect(self._answered)
        self._latest.failed.connect(self._failed)
        self._latest.idle.connect(self._draw_on)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED)
        self._settle.timeout.connect(self._list)
        self._lay_out()
        self.figure.changed.connect(self._begin)
        self.slider.valueChanged.connect(self._slid)
        self.number.changed.connect(self._typed)
        self.number.edit.installEventFilter(self)
        self.lists.opened.connect(self._open)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        room = self.screen().availableGeometry()
        self.resize(min(1060, room.width() - 30), min(860, room.height() - 50))
        self._begin()
        self.slider.setFocus()

    # ---- which figure, and where it stands

    def chosen(self) -> Figure:
        """The figure that is moved."""
        return self.inquiry.figures()[self.figure.value() or 0]

    def value(self) -> Decimal | None:
        """The value it is tried with."""
        return self.number.value()

    def compared(self) -> Compared | None:
        """What stands on the screen beside what it was; None where there is nothing to compare with yet."""
        before, after = self._before, self._after
        if before is None or after is None or before[0].totals is not after[1].totals:
            return None
        return Compared(self.inquiry, self.chosen(), after[0], before, after[1:])

    def reset(self) -> None:
        """Back to the figure as it stands."""
        value = self.chosen().value
        self._place(self._scale.least if value is None else value)
        self.slider.setFocus()

    def _begin(self) -> None:
        """Another figure is to be moved: everything begins anew."""
        figure = self.chosen()
        parameter = figure.parameter
        bounds = (parameter.minimum, parameter.maximum) if parameter is not None else (None, None)
        self._scale = scale_for(figure.value, *bounds)
        self._before = self._after = None
        self._points = {}
        self.unit.setText(figure.unit)
        now = "还没有填" if figure.value is None else f"{plain_number(figure.value)} {figure.unit}".strip()
        meaning = f"　{parameter.meaning}" if parameter is not None and parameter.meaning else ""
        self.told.setText(f"现在：{now}{meaning}")
        self.curve.span(self._scale.least, self._scale.most, figure.value, figure.unit)
        self.lists.clear_lines()
        self.handing_out.look()
        self.back.setEnabled(figure.value is not None)
        stands = self.inquiry.stands(figure)
        self.trouble.setText(stands)
        self.trouble.setVisible(bool(stands))
        for part in (self.number, self.slider, self.summary, self.curve, self.lists, self.keep):
            part.setEnabled(not stands)
        self.slider.blockSignals(True)
        self.slider.setRange(0, self._scale.steps)
        self.slider.setSingleStep(1)
        self.slider.setPageStep(LEAP)
        self.slider.blockSignals(False)
        if not stands:
            self._place(self._scale.least if figure.value is None else figure.value)

    def _place(self, value: Decimal) -> None:
        """Stand at a value, on the slider and in the field alike."""
        self.number.set_value(value)
        self.slider.blockSignals(True)
        self.slider.setValue(self._scale.position(value))
        self.slider.blockSignals(False)
        self._moved(value)

    def _slid(self, position: int) -> None:
        value = self._scale.value(position)
        self.number.set_value(value)
        self._moved(value)

    def _typed(self) -> None:
        value = self.number.value()
        if value is None:
            return
        self.slider.blockSignals(True)
        self.slider.setValue(self._scale.position(value))
        self.slider.blockSignals(False)
        self._moved(value)

    # ---- what it does

    def _moved(self, value: Decimal) -> None:
        self.curve.choose(value)
        self.state.setText("正在算……")
        self._ask(MOVING, value)

    def _ask(self, what: str, value: Decimal) -> None:
        """Off this thread: the roster with that value, and as it stands, where that is not known yet."""
        inquiry, figure = self.inquiry, self.chosen()
        known = self._before

        def question(going: Going) -> _Answer:
            new = inquiry.standing(figure, value, going)
            cost = inquiry.prices.cost(new)
            old = known
            if figure.value is not None and (old is None or old[0].totals is not new.totals):
                standing = inquiry.standing()
                old = (standing, inquiry.prices.cost(standing))
            return _Answer(what, figure.name, value, old, new, cost)

        self._latest.ask(what, question)

    def _answered(self, key: object, answer: object) -> None:
        if not isinstance(answer, _Answer) or answer.name != self.chosen().name:
            return
        if answer.before is not None:
            self._before = answer.before
        self._points[answer.value] = Point(answer.value, answer.cost.together, answer.cost.eligible)
        self.curve.show_points(tuple(self._points.values()))
        if answer.what == DRAWING:
            return
        self.trouble.hide()
        self._after = (answer.value, answer.standing, answer.cost)
        self.summary.show_costs(self._before[1] if self._before else None, answer.cost, self._whom())
        self.state.setText(f"共试算 {len(answer.standing):,} 户")
        self.handing_out.look()
        self._settle.start()

    def _failed(self, key: object, error: Exception) -> None:
        if isinstance(error, OfficeError):
            self.state.setText("")
            self.trouble.setText(error.said)
            self.trouble.show()
        else:
            tell_fault(self, error)

    def _whom(self) -> Moved | None:
        if self._before is None or self._after is None:
            return None
        if self._before[0].totals is not self._after[1].totals:
            return None  # a point of the curve began the sums anew; the next answer brings both
        return moved(self._before[0], self._after[1])

    def _draw_on(self) -> None:
        """While nothing else is asked, one more point of the curve."""
        scale = self._scale
        if self._after is None or not self.curve.isEnabled():
            return
        places = {round(n * scale.steps / (DRAWN - 1)) for n in range(DRAWN)}
        wanted = next((scale.value(p) for p in sorted(places) if scale.value(p) not in self._points), None)
        if wanted is not None:
            self._ask(DRAWING, wanted)

    def _list(self) -> None:
        whom, value = self._whom(), self.value()
        if whom is None or self._before is None or self._after is None:
            if self._before is not None and self._after is not None and value is not None:
                self._moved(value)  # the sums were begun anew in between: both are asked again
            return
        with telling(self):
            self.lists.show_moved(self._office, self._before[0], self._after[1], whom)

    def _open(self, line: object) -> None:
        if not isinstance(line, Line) or self._after is None:
            return
        figure = self.chosen()
        with telling(self):
            before = None
            if figure.value is not None:
                before = self.inquiry.verdict(self._office, line.id)
            after = self.inquiry.verdict(self._office, line.id, figure, self._after[0])
            groups = {g.id: g.label for g in self.inquiry.card.scheme.groups}
            shown(Verdicts(f"{line.number}　{line.name}", before, after, groups, self))

    # ---- keeping it

    def save(self) -> None:
        """Ask for the source, then keep the figure; verdicts already decided stay as they are."""
        value = self.value()
        if value is None or not self.keep.isEnabled():
            return
        figure = self.chosen()
        if figure.line is not None:
            kept = LineDialog.ask(self._office, None, self, kind=figure.line.kind, amount=value) is not None
        else:
            kept = self._keep_parameter(figure, value)
        if kept:
            self._news.settings_changed.emit()
            self._news.said.emit(f"已保存：{self.inquiry.card.scheme.title}「{figure.label}」")
            self._renew()

    def _keep_parameter(self, figure: Figure, value: Decimal) -> bool:
        scheme, parameter = self.inquiry.card.scheme, figure.parameter
        assert parameter is not None
        filled = ParameterDialog.ask(scheme, parameter, value, parent=self)
        if filled is None:
            return False
        with telling(self):
            settings.record_parameter(self._office, scheme.id, parameter.name, filled.value, filled.source)
            return True
        return False

    def _renew(self) -> None:
        """The figures as they stand now; the roster itself is at hand."""
        with telling(self):
            name = self.chosen().name
            self.inquiry = self._asks.about(self.inquiry.card.scheme.id)
            figures = self.inquiry.figures()
            chosen = next((n for n, f in enumerate(figures) if f.name == name), 0)
            self.figure.set_options(_named(figures), chosen)
            self._begin()

    # ---- the look, and keys

    def _lay_out(self) -> None:
        top = QGridLayout()
        top.setHorizontalSpacing(10)
        top.setVerticalSpacing(6)
        for row, (title, field) in enumerate(
            (("改哪个数(&P)", self.figure), ("改成(&V)", self.number), ("拖动(&D)", self.slider))
        ):
            label = QLabel(title)
            label.setBuddy(field)
            top.addWidget(label, row, 0)
            top.addWidget(field, row, 1)
        top.addWidget(self.unit, 1, 2)
        top.addWidget(self.told, 3, 1, 1, 2)
        top.setColumnStretch(1, 1)
        self._middle.setSpacing(20)
        self._middle.addWidget(self.summary, 3)
        self._middle.addWidget(self.curve, 2)
        body = Scrolled(margin=18)
        body.add(top)
        body.add(self.trouble)
        body.add(self._middle)
        body.add(Words("涉及的家庭（回车看改前改后的结论和理由）", "heading"))
        body.add(self.lists, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(18, 8, 18, 12)
        buttons.addWidget(self.state, 1)
        buttons.setSpacing(8)
        out = self.handing_out
        for button in (out.paper, out.spreadsheet, self.back, self.keep, self.leave):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(body, 1)
        layout.addLayout(buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, up and down move by a step, Page Up and Page Down by ten."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: LEAP, Qt.Key.Key_PageDown: -LEAP}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.slider.setValue(self.slider.value() + step)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Enter in a field must not close the window
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the curve stands below the figures."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(way)

    def done(self, result: int) -> None:
        self._latest.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._latest.close()
        super().closeEvent(event)


def _named(figures: tuple[Figure, ...]) -> list[tuple[int, str]]:
    return [(n, f"{'参数' if f.parameter else '标准'}：{f.label}") for n, f in enumerate(figures)]
