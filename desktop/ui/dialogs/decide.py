"""The decision (审批): what is approved, in money, goods or both, with the opinion and the name of who decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.casework.deciding import ToDecide
from desktop.casework.duties import SamePerson
from desktop.domain.accounts import Role
from desktop.domain.application import Application, Override
from desktop.domain.approvable import Ruling, outside
from desktop.domain.authority import Reply
from desktop.domain.course import below_first_aid
from desktop.domain.money import figures, in_words
from desktop.domain.verdict import Goods, Verdict
from desktop.domain.words import word
from desktop.ui.dialogs.decide_more import LevelPart, ResolutionPart, signed_words
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.fields.goods import GoodsRows
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine

Rule = Callable[[Decimal | None], Ruling]
"""Told an amount; whether it may be approved and which level decides it."""
Together = Callable[[str], SamePerson | None]
"""Told who decides; what that person has done in the case that does not go with it."""
ALONE = "为什么仍由其办理 *"
NEEDED = "请写明为什么仍由其办理，这句话会印在审批表上。例如：单位只有一名工作人员，已报上级工会备案。"


class Alone:
    """What is asked of a person who handled the case and decides it too: why, or to leave it to somebody else."""

    def __init__(
        self, dialog: EntryDialog, by: TextLine, together: Together, role: Role = Role.approver
    ) -> None:
        self._dialog, self._by, self._together, self._role = dialog, by, together, role
        self.found: SamePerson | None = None
        self.told = Words(kind="band-warned")
        self.because = TextLine(hint="会印在审批表上", longest=120)
        column = dialog.body.column
        column.insertWidget(column.indexOf(dialog.grid) + 1, self.told)
        dialog.grid.add(ALONE, self.because, wide=True)
        by.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """See whether the name that stands there goes with deciding."""
        name = self._by.value()
        self.found = self._together(name) if name else None
        said = self.found.said if self.found else ""
        if self.found and self.found.others:
            said += f"请由 {'、'.join(self.found.others)} 登录办理。"
        elif self.found:
            said += f"本单位没有别人能{word(self._role)}的，请在上面写明原因。"
        self.told.setText(said)
        self.told.setVisible(bool(said))
        self._dialog.grid.show_field(self.because, self.found is not None and not self.found.others)
        self._dialog.grow()

    def wrong(self) -> str:
        """Why this person may not decide it; nothing where they may."""
        if self.found is None:
            return ""
        if self.found.others:
            self._by.setFocus()
            name = self._by.value()
            if name in self.found.others:
                return f"现在登录的人办过本案，不能代 {name} {word(self._role)}。请由 {name} 本人登录办理。"
            return f"请由 {'、'.join(self.found.others)} 登录办理，{name} 不能{word(self._role)}这份申请。"
        if not self.because.value():
            self.because.setFocus()
            return NEEDED
        return ""

    def value(self) -> str:
        """The reason; nothing where two people do it."""
        return self.because.value() if self.found is not None and not self.found.others else ""


@dataclass(frozen=True)
class Refusal:
    """Why it was refused, and by whom."""

    words: str
    by: str
    alone_because: str = ""


class RefuseDialog(OpinionDialog):
    """The reason for the applicant, or the words of a review, and the name."""

    def __init__(
        self, question: Question, parent: QWidget | None, together: Together, role: Role = Role.approver
    ) -> None:
        super().__init__(question, parent)
        self.alone = Alone(self, self.by, together, role)

    @classmethod
    def decide(
        cls, question: Question, parent: QWidget | None, together: Together, role: Role = Role.approver
    ) -> Refusal | None:
        """What was decided; None where the officer thought better of it."""
        dialog = cls(question, parent, together, role)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return Refusal(dialog.words.value(), dialog.by.value(), dialog.alone.value())

    def wrong(self) -> str:
        return super().wrong() or self.alone.wrong()


@dataclass(frozen=True)
class Approval:
    """What was approved, and by whom."""

    amount: Decimal | None
    goods: tuple[Goods, ...]
    opinion: str
    by: str
    alone_because: str = ""
    """Why one person both handled and decided it."""
    reply: Reply | None = None
    override: Override | None = None
    own_levels: tuple[str, ...] | None = None


class ApproveDialog(EntryDialog):
    """Amount with its capitals, goods line by line, opinion and name."""

    def __init__(
        self,
        case: Application,
        verdict: Verdict,
        by: str = "",
        parent: QWidget | None = None,
        together: Together = lambda _by: None,
        rule: Rule | None = None,
        kin: str = "",
        asked: ToDecide | None = None,
    ) -> None:
        self._ends = bool(asked and asked.approvable.scheme.ends)
        self._grants = asked is None or asked.approvable.scheme.grants
        title, take = ("决定终止", "决定终止") if self._ends else ("批准申请", "批准")
        super().__init__(title, parent, take=take, width=720)
        self._case, self._verdict, self._given, self._asked = case, verdict, rule, asked
        told = [f"{case.applicant}　{case.number}　{case.scheme_title}", verdict.amount_because]
        if verdict.amount_at_least:
            told.append(f"最少应批准 {figures(verdict.amount_at_least)} 元。")
        if verdict.amount_at_most is not None:
            told.append(f"最多可批准 {figures(verdict.amount_at_most)} 元。")
        if case.first_aid is not None and case.first_aid.amount:
            told.append(
                f"已先行救助 {figures(case.first_aid.amount)} 元：批准金额包括它，批准以后只补发其余部分。"
            )
        if self._ends:
            told += [
                verdict.summary,
                "这里的「符合」是指符合终止的条件。决定以后，待遇从下个月起终止，书面告知理由。",
            ]
        self.told = Words("\n".join(x for x in told if x), "band-told")
        self.body.column.insertWidget(0, self.told)
        self.kin = Words(kin, "band-warned")
        self.kin.setVisible(bool(kin))
        self.body.column.insertWidget(1, self.kin)
        self.gate = Words(asked.in_the_way if asked else "", "band-bad")
        self.gate.setVisible(bool(self.gate.text()))
        self.body.column.insertWidget(2, self.gate)
        self.signed = Words(signed_words(asked) if asked else "", "band-told")
        self.signed.setVisible(bool(self.signed.text()))
        self.body.column.insertWidget(3, self.signed)
        self.level = LevelPart(self, asked, lambda: self._tell()) if asked else None
        self.resolution = ResolutionPart(self) if asked else None
        begun = bool(asked and asked.signed)
        self.amount = MoneyEdit(case.approved_amount if begun else case.proposed)
        self.capitals = Words(kind="faint")
        self.decider = Words(kind="faint")
        self.goods = GoodsRows(case.approved_goods if begun else case.goods)
        self.opinion = TextBox("同意终止" if self._ends else "同意", "审批意见", 2)
        self.opinion.setFixedHeight(self.opinion.minimumHeight())
        self.by = TextLine(by, "作出决定的人", 40)
        money = QWidget()
        column = QVBoxLayout(money)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.amount)
        column.addWidget(self.capitals)
        column.addWidget(self.decider)
        money.setFocusProxy(self.amount)
        self.grid.add("批准金额(&A)", money, wide=True)
        self.grid.add("实物", self.goods, wide=True)
        for field in (money, self.goods):
            self.grid.show_field(field, self._grants)
        for part in (self.level, self.resolution):
            if part is not None:
                part.lay_out()
        self.grid.add("审批意见(&Y)", self.opinion, wide=True)
        self.grid.add("审批人(&N) *", self.by, wide=True)
        self.alone = Alone(self, self.by, together)
        self.amount.changed.connect(self._tell)
        self.goods.changed.connect(self._tell)
        self._tell()
        known = not self._grants or case.proposed is not None or case.goods
        self.ready(self.by if known else self.amount)

    @classmethod
    def ask(
        cls,
        case: Application,
        verdict: Verdict,
        by: str = "",
        parent: QWidget | None = None,
        together: Together = lambda _by: None,
        rule: Rule | None = None,
        kin: str = "",
        asked: ToDecide | None = None,
    ) -> Approval | None:
        """What was approved; None where the officer thought better of it."""
        dialog = cls(case, verdict, by, parent, together, rule, kin, asked)
        return dialog.value() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def value(self) -> Approval:
        """What the fields say."""
        ruling = self._ruling(self.amount.value())
        return Approval(
            self.amount.value() or None,
            self.goods.value(),
            self.opinion.value(),
            self.by.value(),
            self.alone.value(),
            self.level.reply(ruling) if self.level else None,
            self.resolution.value(ruling) if self.resolution else None,
            self.level.own_levels() if self.level else None,
        )

    def wrong(self) -> str:
        if self.amount.problem():
            self.amount.setFocus()
            return f"批准金额：{self.amount.problem()}"
        if self._grants and not self.amount.value() and not self.goods.value():
            self.amount.setFocus()
            return "请填写批准的金额或实物，至少一样。"
        if short := below_first_aid(self._case, self.amount.value()):
            self.amount.setFocus()
            return short
        if self.gate.text():
            return self.gate.text()
        ruling = self._ruling(self.amount.value())
        if ruling.refused and not (self.resolution and ruling.discuss):
            self.amount.setFocus()
            return f"按方案{ruling.refused}"
        for part in (self.level, self.resolution):
            if part is not None and (said := part.wrong(ruling)):
                return said
        if not self.by.value():
            self.by.setFocus()
            return "请填写审批人姓名，审批表上要写明是谁决定的。"
        return self.alone.wrong()

    def _ruling(self, amount: Decimal | None) -> Ruling:
        if self._asked is not None:
            return self._asked.approvable.ruling(amount, self.goods.value())
        return self._given(amount) if self._given else Ruling(refused=outside(self._verdict, amount))

    def _tell(self) -> None:
        amount = self.amount.value()
        self.capitals.setText("" if amount is None else f"大写：人民币{in_words(amount)}")
        self.capitals.setVisible(amount is not None)
        ruling = Ruling() if self.amount.problem() else self._ruling(amount)
        told = f"审批权限：{ruling.because}。" if ruling.because and not ruling.refused else ""
        self.decider.setText(told)
        self.decider.setVisible(bool(told))
        for part in (self.level, self.resolution):
            if part is not None:
                part.look(ruling)
        self.grow()
