"""The list of help that goes on (在享待遇名单): search, filters, a page at a time; what is to be looked at soonest stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import benefits
from desktop.casework.benefit_round import REACH
from desktop.domain.benefit import Benefit, BenefitQuery, BenefitState
from desktop.domain.days import day_words
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import TickedModel, large_ticks
from desktop.ui.pages.benefits.words import STATE_COLOURS, amount_told, next_colour, next_told

if TYPE_CHECKING:
    from desktop.casework.office import Office

GOING_ON = (BenefitState.running, BenefitState.fading)


class Show(Enum):
    """Which of them are listed."""

    going_on = "在享（含渐退中）"
    due = "待复核和渐退到期"
    fading = "渐退中"
    ended = "已终止"
    all = "全部"


class BenefitList(QWidget):
    """All help that goes on, as asked for; Space ticks what is to be reviewed together."""

    opened = Signal(int)
    many_asked = Signal()
    cases_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.query = BenefitQuery(states=GOING_ON)
        self.search = SearchBox("领取人、申请编号或拼音首字母")
        self.show_box: PickBox[Show] = PickBox([(s, s.value) for s in Show], Show.going_on, unset=None)
        self.scheme: PickBox[str] = PickBox((), unset="全部方案")
        self.clear = push("清除(&L)", self.clear_filters)
        self.many = push("勾选的一并复核(&J)…", lambda: self.many_asked.emit(), picture="checklist")
        self.tick_due = push("勾选待复核的(&A)", self.tick_all_due)
        self.untick = push("取消勾选(&U)", self.tick_none)
        self.found, self.ticked = Words("", "faint", wrap=False), Words("", wrap=False)
        self.model: TickedModel[Benefit] = TickedModel(
            self._columns(),
            lambda offset, limit: benefits.find_benefits(office, self.query, offset, limit),
            lambda b: b.id or 0,
        )
        self.table: Table[Benefit] = Table(self.model, "没有符合条件的待遇。换几个字再找，或点「清除」。")
        self.table.setAccessibleName("在享待遇名单")
        large_ticks(self.table)
        self.empty = Empty(
            "还没有按月发放或定期复核的待遇",
            "低保、特困供养这类持续发放的方案，申请批准以后自动出现在这里，到期会提醒复核。一次性的帮扶不在这里。",
            (("到「申请审批」看看", lambda: self.cases_asked.emit()),),
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 2)
        for label, box, stretch in (("显示", self.show_box, 1), ("方案", self.scheme, 2)):
            top.addWidget(box, stretch)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(182)
            box.setAccessibleName(label)
            box.changed.connect(self._filter)
        top.addWidget(self.clear)
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(top)
        inner.addWidget(Bar((self.many, self.tick_due, self.untick), (self.ticked,)))
        inner.addWidget(self.table, 1)
        inner.addWidget(
            Bar((self.found,), (Words("空格勾选　回车或双击打开　Ctrl+F 查找", "faint", wrap=False),))
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.addWidget(self.stack)
        self.search.asked.connect(self._seek)
        self.search.down.connect(self._to_table)
        self.table.opened.connect(self._open)
        self.model.ticks_changed.connect(self._show_ticks)

    def refresh(self) -> None:
        """Ask anew, and stay on the same row as far as it is still there."""
        row = self.table.currentIndex().row()
        with telling(self):
            self.scheme.blockSignals(True)
            self.scheme.set_options(benefits.schemes(self._office), self.scheme.value())
            self.scheme.blockSignals(False)
            self._load()
        if row >= 0 and self.model.total():
            self.table.choose(min(row, self.model.total() - 1))

    def start(self) -> None:
        """Put the cursor where work begins."""
        if self.model.total():
            self.table.setFocus()
        else:
            self.search.setFocus()

    def want(self, shown: Show) -> None:
        """List these."""
        self.show_box.set_value(shown)
        self._filter()

    def clear_filters(self) -> None:
        """List again all that goes on."""
        for box in (self.show_box, self.scheme, self.search):
            box.blockSignals(True)
        self.show_box.set_value(Show.going_on)
        self.scheme.set_value(None)
        self.search.reset()
        for box in (self.show_box, self.scheme, self.search):
            box.blockSignals(False)
        self._ask(BenefitQuery(states=GOING_ON))
        self.search.setFocus()

    def tick_all_due(self) -> None:
        """List what is to be reviewed, with a tick before each."""
        self.want(Show.due)
        found = (self.model.line_at(n) for n in range(self.model.total()))
        self.model.tick([b.id or 0 for b in found if b is not None and b.state is BenefitState.running])

    def tick_none(self) -> None:
        """Take all ticks off."""
        self.model.tick(self.model.ticked(), False)

    def _open(self, line: Benefit) -> None:
        self.opened.emit(line.id or 0)

    def _seek(self, text: str) -> None:
        self._ask(replace(self.query, search=text))

    def _filter(self) -> None:
        shown = self.show_box.value() or Show.all
        states = {
            Show.going_on: GOING_ON,
            Show.due: GOING_ON,
            Show.fading: (BenefitState.fading,),
            Show.ended: (BenefitState.ended,),
            Show.all: (),
        }
        until = self._office.today() + timedelta(days=REACH.days) if shown is Show.due else None
        self._ask(
            replace(self.query, states=states[shown], scheme_id=self.scheme.value() or "", due_until=until)
        )

    def _ask(self, query: BenefitQuery) -> None:
        if query != self.query:
            self.query = query
            with telling(self):
                self._load()

    def _load(self) -> None:
        self.model.reload()
        total = self.model.total()
        unfiltered = self.query == BenefitQuery(states=GOING_ON)
        nothing = total == 0 and benefits.count_benefits(self._office, BenefitQuery()) == 0
        self.stack.setCurrentIndex(1 if nothing else 0)
        self.clear.setEnabled(not unfiltered)
        self.found.setText(f"在享 {total:,} 项" if unfiltered else f"找到 {total:,} 项")
        self._show_ticks()

    def _show_ticks(self) -> None:
        count = len(self.model.ticked())
        self.ticked.setText(f"已勾选 {count:,} 项" if count else "")
        self.many.setEnabled(count > 0)
        self.untick.setEnabled(count > 0)

    def _to_table(self) -> None:
        if self.model.total():
            self.table.setFocus()
            self.table.choose(0)

    def _columns(self) -> list[Column[Benefit]]:
        today = self._office.today
        return [
            Column(title="领取人", text=lambda b: b.receiver, width=190, stretch=True),
            Column(title="方案", text=lambda b: b.scheme_title, width=180, stretch=True),
            Column(title="对象类别", text=lambda b: b.group_label, width=120, stretch=True),
            Column(title="金额", text=lambda b: amount_told(b.amount, b.per), width=164, right=True),
            Column(title="从哪天起", text=lambda b: day_words(b.starts_on), width=126),
            Column(
                title="下一步",
                text=lambda b: next_told(b, today()),
                width=252,
                kind=lambda b: next_colour(b, today()),
            ),
            Column(
                title="状态", text=lambda b: word(b.state), width=84, kind=lambda b: STATE_COLOURS[b.state]
            ),
        ]
