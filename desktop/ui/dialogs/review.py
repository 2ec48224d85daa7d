"""The yearly review of one file after the other (年度复审): then and now, what that suggests, and the decision by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import running_help, yearly
from desktop.casework.yearly import ReviewCard
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.income import income_sheet, yuan
from desktop.domain.review import Difference, Suggestion
from desktop.domain.standing import NEXT, FileState, StandingEntry
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.change_standing import StateFields
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office

DECISIONS = (Suggestion.same, Suggestion.more, Suggestion.less, Suggestion.stop)
BANDS = {
    Suggestion.same: "band-good",
    Suggestion.more: "band-warned",
    Suggestion.less: "band-warned",
    Suggestion.stop: "band-bad",
    Suggestion.unknown: "band-told",
}
MOST_ROWS = 7


class ReviewDialog(EntryDialog):
    """One card after the other; every decision is kept at once, so leaving early loses nothing."""

    def __init__(
        self, office: Office, year: int, household_ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{year} 年度复审", parent, take="保存，下一户", width=860)
        self._office, self._year, self._ids = office, year, tuple(household_ids)
        self._at = 0
        self.made = 0
        self.card: ReviewCard | None = None
        self.head, self.about = Words(kind="heading"), Words(kind="faint")
        self.advice = Words()
        self.model: RowsModel[Difference] = RowsModel(_columns())
        self.table: Table[Difference] = Table(self.model)
        self.table.setAccessibleName("与上次相比的变化")
        self.compared = Words(kind="faint")
        self.decision: PickBox[Suggestion] = PickBox([(s, word(s)) for s in DECISIONS], unset="请选择")
        self.because = TextBox(hint="与建议一致的可以不写；不一致的写明理由", lines=2)
        self.because.setMaximumHeight(self.because.minimumHeight() + 16)
        column = self.body.column
        for place, widget in enumerate((self.about, self.advice, self.compared, self.table)):
            column.insertWidget(place, widget)
        self.grid.add("决定(&J) *", self.decision)
        closing = [s for s in FileState if s in NEXT[FileState.on_file]]
        self.state = StateFields(self.grid, closing, office.today())
        self.grid.add("理由(&Y)", self.because, wide=True)
        self.later = push("稍后再审(&L)", self.skip, key="Ctrl+Right")
        self.leave.setText("结束(&C)")
        self.body.column.insertWidget(0, Bar((self.head,), (self.later,)))
        self.decision.changed.connect(self._ask_state)
        self._show()
        self.ready(self.decision)
        self.resize(
            self.width(), min(max(self.height(), 640), self.screen().availableGeometry().height() - 60)
        )

    @classmethod
    def go_through(
        cls, office: Office, year: int, household_ids: Sequence[int], parent: QWidget | None = None
    ) -> int:
        """Reviews these files in turn until the last or until the officer ends it; how many were decided."""
        dialog = cls(office, year, household_ids, parent)
        shown(dialog)
        return dialog.made

    def accept(self) -> None:
        """Keep the decision and show the next file; what is wrong is said and nothing kept."""
        said = self._missing() or self._keep()
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        if not said:
            self.made += 1
            self.skip()

    def skip(self) -> None:
        """Go on to the next file; after the last one it is over."""
        self.trouble.hide()
        self._at += 1
        if self._at < len(self._ids):
            self._show()
            self.decision.setFocus()
        else:
            self.done(self.DialogCode.Accepted)

    def _missing(self) -> str:
        if self.decision.value() is None:
            self.decision.setFocus()
            return "请选择决定：继续、提高、降低或停止。"
        return self.state.wrong() if self.decision.value() is Suggestion.stop else ""

    def _keep(self) -> str:
        decision, card = self.decision.value(), self.card
        assert decision is not None
        assert card is not None
        because = self.because.value()
        entry = None
        if decision is Suggestion.stop:
            state = self.state.state.value()
            assert state is not None
            entry = StandingEntry(
                state=state,
                since=self._office.today(),
                because=because or "；".join(card.advice.reasons),
                fade_until=self.state.fade_until.value(),
                other_unit=self.state.other_unit.value(),
            )
        try:
            household_id = self._ids[self._at]
            yearly.review(self._office, household_id, self._year, decision, because, standing=entry)
        except OfficeError as error:
            self.because.setFocus()
            return error.said
        return ""

    def _show(self) -> None:
        try:
            card = yearly.review_card(self._office, self._ids[self._at], self._year)
        except OfficeError as error:
            self.trouble.setText(error.said)
            self.trouble.show()
            return
        self.card = card
        turn, advice = card.turn, card.advice
        home = turn.after
        self.head.setText(
            f"{home.head.name}　{home.number}　{word(home.state)}　（第 {self._at + 1} 户，共 {len(self._ids)} 户）"
        )
        sheet = income_sheet(home, turn.on)
        facts = (
            home.head.employer,
            word(home.hardship),
            f"主要致困原因：{word(home.cause)}" if home.cause else "",
            f"共同生活 {len(home.on(turn.on).counted)} 人",
            "人均月净收入不清楚"
            if sheet.net_income_per_head is None
            else f"人均月净收入 {yuan(sheet.net_income_per_head)} 元",
        )
        self.about.setText("　".join(x for x in facts if x))
        lines = [f"建议：{word(advice.suggestion)}", *advice.reasons]
        lines += [f"还缺：{x}" for x in advice.missing]
        if card.done is not None:
            done = card.done
            lines.append(f"{done.year} 年已于{day_words(done.day)}由 {done.by} 复审：{word(done.decision)}")
        lines += [
            x for x in (running_help.before_closing(self._office, self._ids[self._at : self._at + 1]),) if x
        ]
        self.advice.become(BANDS[advice.suggestion], "\n".join(lines))
        self.model.show(turn.differences)
        told = (
            f"与{day_words(turn.was_on)}的档案相比，有 {len(turn.differences)} 处变化"
            if turn.differences
            else f"与{day_words(turn.was_on)}的档案相比，没有变化"
        )
        self.compared.setText(told if turn.before is not None else "这是第一次复审，上次没有档案可比")
        self.table.setVisible(bool(turn.differences))
        self.table.setFixedHeight(self.table.height_for(min(len(turn.differences), MOST_ROWS)))
        suggested = advice.suggestion if advice.suggestion in DECISIONS else None
        self.decision.set_value(suggested)
        self.because.set_value("")
        self.state.empty()
        self._ask_state()
        last = self._at + 1 == len(self._ids)
        self.take.setText("保存，完成(&O)" if last else "保存，下一户(&O)")
        self.later.setVisible(not last)

    def _ask_state(self) -> None:
        self.state.show(self.decision.value() is Suggestion.stop)
        self.grow()


def told_change(difference: Difference) -> str:
    """The change in a word: 新增、没有了、增加、减少、改变."""
    if not difference.old:
        return "新增"
    if not difference.new:
        return "没有了"
    try:
        change = Decimal(difference.new.replace(",", "")) - Decimal(difference.old.replace(",", ""))
    except InvalidOperation:
        return "改变"
    return f"{'增加' if change > 0 else '减少'} {abs(change):f}"


def _columns() -> list[Column[Difference]]:
    return [
        Column(title="项目", text=lambda d: d.label, width=200),
        Column(title="上次", text=lambda d: d.old or "无", width=180, stretch=True),
        Column(title="现在", text=lambda d: d.new or "无", width=180, stretch=True),
        Column(title="变化", text=told_change, width=120, kind=lambda _: "amber"),
    ]
