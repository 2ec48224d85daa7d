"""Making a batch (新建发放): from which fund, in what form, when; the sum is held against the balance while it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework import approval, intake, relief
from desktop.domain.application import ApplicationLine, State, StepKind
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures, in_words
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.words import choices
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

NAMED = 8
"""People named before 等."""


@dataclass(frozen=True)
class Sorted:
    """Who is in the batch, and who is left for another one, with the reason."""

    taken: tuple[ApplicationLine, ...]
    left: tuple[tuple[str, tuple[str, ...]], ...]


class PrepareBatch(EntryDialog):
    """People the form does not fit are named and stay on the waiting list; a fund cannot be overdrawn."""

    def __init__(
        self,
        office: Office,
        lines: Sequence[ApplicationLine],
        funds: Sequence[Fund],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新建发放", parent, take="建立发放", width=720)
        self._office, self._lines = office, tuple(lines)
        self._funds = {fund.id or 0: fund for fund in funds}
        self._accounts: dict[int, bool] = {}
        self._before: dict[int, str] = {}
        self.kept: Batch | None = None
        today = office.today()
        self.title = TextLine("", f"例如 {today.year} 年春节送温暖", 60)
        self.fund: PickBox[int] = PickBox(
            [(f.id or 0, f"{f.name}（结余 {figures(f.balance)} 元）") for f in funds],
            funds[0].id if len(funds) == 1 else None,
            unset="请选择从哪笔资金发放",
        )
        self.form: PickBox[Form] = PickBox(choices(Form), self._likely_form(), unset=None)
        self.day = DayEdit(today, today)
        self.place = TextLine("", "例如工会二楼会议室；转账可不填", 60)
        self.sum = Words(kind="band-told")
        self.left_out = Words(kind="band-warned")
        self.grid.add("发放名称(&T) *", self.title)
        self.grid.add("资金(&F) *", self.fund)
        self.grid.add("形式(&M) *", self.form)
        self.grid.add("发放日期(&D) *", self.day)
        self.grid.add("地点(&L)", self.place)
        self.body.add(self.sum)
        self.body.add(self.left_out)
        self.sorted = Sorted((), ())
        self.form.changed.connect(self._sort)
        self.fund.changed.connect(self._tell)
        self._sort()
        self.ready(self.title)

    @classmethod
    def ask(
        cls,
        office: Office,
        lines: Sequence[ApplicationLine],
        funds: Sequence[Fund],
        parent: QWidget | None = None,
    ) -> Batch | None:
        """The batch as it was made; None where the officer thought better of it."""
        dialog = cls(office, lines, funds, parent)
        return dialog.kept if shown(dialog) else None

    def total(self) -> Decimal:
        """What the batch would take from its fund."""
        return sum((self._worth(line) for line in self.sorted.taken), Decimal(0))

    def wrong(self) -> str:
        if not self.title.value():
            self.title.setFocus()
            return "请填写发放名称，签收表和收据上要印出来。"
        fund = self._funds.get(self.fund.value() or 0)
        if fund is None:
            self.fund.setFocus()
            return "请选择从哪笔资金发放。"
        if self.day.value() is None:
            self.day.setFocus()
            return "请填写发放日期。"
        if not self.sorted.taken:
            self.form.setFocus()
            return "这种形式没有人可以发放，请换一种形式，或回到名单重新勾选。"
        if self.total() > fund.balance:
            self.fund.setFocus()
            return "资金不够，不能发放。请换一笔资金、减少发放对象，或先到「资金物资」登记到账。"
        return ""

    def accept(self) -> None:
        problems = self.problems()
        said = "\n".join(said for said, _ in problems) or self.wrong()
        if problems:
            problems[0][1].setFocus()
        self._say(said)
        if said:
            return
        title, fund_id, form = self.title.value(), self.fund.value() or 0, self.form.value() or Form.cash
        ids, day, place = [line.id for line in self.sorted.taken], self.day.value(), self.place.value()

        def job(_progress: Progress, _cancelled: Cancelled) -> Batch:
            return relief.prepare_batch(
                self._office, title, fund_id, form, ids, day or self._office.today(), place
            )

        def done(batch: Batch) -> None:
            self.kept = batch
            QDialog.accept(self)

        work(self, "正在建立发放", job, done, failed=lambda error: self._say(error.said))

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _likely_form(self) -> Form:
        """As the plans say, where they name one way for money; else cash, or goods where there is no money."""
        if not any(line.amount for line in self._lines):
            return Form.goods
        named = {form for id in {line.scheme_id for line in self._lines} for form in self._forms_of(id)}
        return next(iter(named)) if len(named) == 1 and Form.goods not in named else Form.cash

    def _forms_of(self, scheme_id: str) -> set[Form]:
        try:
            return {way.form for way in self._office.library.scheme(scheme_id).payments}
        except OfficeError:
            return set()  # its policy file was taken out since

    def _worth(self, line: ApplicationLine) -> Decimal:
        if self.form.value() is Form.goods:
            return sum((g.value for g in line.goods if g.value is not None), Decimal(0))
        return line.amount or Decimal(0)

    def _sort(self) -> None:
        """Part those the form fits from those it does not."""
        taken: list[ApplicationLine] = []
        left: dict[str, list[str]] = {}
        for line in self._lines:
            why = self._why_not(line)
            if why:
                left.setdefault(why, []).append(line.applicant)
            else:
                taken.append(line)
        self.sorted = Sorted(tuple(taken), tuple((why, tuple(names)) for why, names in left.items()))
        self._tell()

    def _why_not(self, line: ApplicationLine) -> str:
        form = self.form.value()
        if form is Form.goods and not line.goods:
            return "批准的是现金，没有实物"
        if form is not Form.goods and not line.amount:
            return "批准的是实物，没有现金"
        before = self._step_before(line)
        if before:
            return f"要先办「{before}」"
        if form is Form.transfer and not self._has_account(line):
            return "档案里没有开户银行或银行卡号"
        return ""

    def _step_before(self, line: ApplicationLine) -> str:
        if line.state is not State.approved or line.step_kind in (None, StepKind.pay):
            return ""  # help at once waits for no step
        if line.id not in self._before:
            # a step that waits keeps the money back only where the scheme has a payment step after it
            case = approval.application(self._office, line.id)
            self._before[line.id] = line.step if case.step(StepKind.pay) is not None else ""
        return self._before[line.id]

    def _has_account(self, line: ApplicationLine) -> bool:
        if line.household_id not in self._accounts:
            try:
                household = intake.household(self._office, line.household_id)
            except OfficeError:
                return False
            self._accounts[line.household_id] = bool(household.bank and household.card_number)
        return self._accounts[line.household_id]

    def _tell(self) -> None:
        total, fund = self.total(), self._funds.get(self.fund.value() or 0)
        goods = self.form.value() is Form.goods
        name = "物资价值合计" if goods else "合计"
        said = [
            f"本次发放 {len(self.sorted.taken)} 人，{name} {figures(total)} 元（大写 {in_words(total)}）。"
        ]
        short = fund is not None and total > fund.balance
        if fund is not None and short:
            said.append(
                f"结余只有 {figures(fund.balance)} 元，还差 {figures(total - fund.balance)} 元，不能发放。"
            )
        elif fund is not None:
            said.append(f"发放后这笔资金结余 {figures(fund.balance - total)} 元。")
        if goods and any(g.value is None for line in self.sorted.taken for g in line.goods):
            said.append("有的物资没有填价值，不从资金里扣。")
        self.sum.become("band-bad" if short else "band-told", "\n".join(said))
        both = [x.applicant for x in self.sorted.taken if x.amount and x.goods]
        notes = [f"{some_names(names)}{why}，这次不发，仍留在待发放里。" for why, names in self.sorted.left]
        if both:
            other = "现金" if goods else "实物"
            notes.append(
                f"{some_names(both)}还批准了{other}：这次只发{name}，{other}仍留在待发放里，请另建一次发放。"
            )
        self.left_out.setText("\n".join(notes))
        self.left_out.setVisible(bool(notes))
        self.take.setEnabled(not short)


def some_names(names: Sequence[str]) -> str:
    """The first of them, and how many there are where there are more."""
    more = f" 等 {len(names)} 人" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more
