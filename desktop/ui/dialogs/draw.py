"""A random check (随机抽取、登记抽查结果): the list, the seed that was drawn on the spot, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import accounts, drawing
from desktop.casework.drawing import Drawable
from desktop.domain.application import ApplicationLine
from desktop.domain.drawn import DrawHeld, DrawnCase
from desktop.domain.errors import OfficeError
from desktop.domain.sampling import count_of
from desktop.ui.case_words import award_told
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import large_ticks

if TYPE_CHECKING:
    from desktop.casework.office import Office

ROWS = 7
HOW = "名单定下以后再抽种子：日期后面接一个当场抽出的数字（例如掷骰子、抽号码球），事先谁也不知道。"


class DrawDialog(EntryDialog):
    """Which rule, which cases, the seed, who drew and who saw it."""

    def __init__(
        self, office: Office, parent: QWidget | None = None, rules: Sequence[Drawable] | None = None
    ) -> None:
        super().__init__("随机抽取", parent, take="抽取", columns=2, width=860)
        self._office = office
        self.kept: DrawHeld | None = None
        found = [d for d in (drawing.drawables(office) if rules is None else rules) if d.waiting]
        self.rule: PickBox[int] = PickBox(
            [(n, f"{d.title}　{d.words}") for n, d in enumerate(found)], 0 if found else None
        )
        self._rules = found
        self.told = Words(HOW, "band-told")
        self.body.column.insertWidget(0, self.told)
        self.seed = TextLine(drawing.proposed_seed(office), "例如 2026-03-02-7351", 60)
        self.drawn_by = TextLine(accounts.signer(office), "", 40)
        self.witness = TextLine("", "在场看着抽的人", 40)
        self.grid.add("抽查规则(&R) *", self.rule, wide=True)
        self.grid.add("种子(&S) *", self.seed, wide=True)
        self.grid.add("抽取人(&N) *", self.drawn_by)
        self.grid.add("见证人(&W) *", self.witness)
        self.model: RowsModel[ApplicationLine] = RowsModel(_columns(), checkable=True)
        self.table: Table[ApplicationLine] = Table(self.model)
        self.table.setAccessibleName("抽查名单")
        large_ticks(self.table)
        self.table.setFixedHeight(self.table.height_for(ROWS))
        self.count = Words(kind="faint")
        self.body.add(Words("名单：等待这一步、还没有抽过的申请，按空格勾选", "heading"))
        self.body.add(self.table)
        self.body.add(self.count)
        self.rule.currentIndexChanged.connect(lambda: self._look())
        self.model.dataChanged.connect(lambda: self._count())
        self._look()
        self.ready(self.seed)

    @classmethod
    def ask(
        cls, office: Office, parent: QWidget | None = None, rules: Sequence[Drawable] | None = None
    ) -> DrawHeld | None:
        """The draw as kept; None where the officer thought better of it."""
        dialog = cls(office, parent, rules)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        rule = self._rule()
        if rule is None:
            return "请选择抽查规则。"
        try:
            self.kept = drawing.hold(
                self._office,
                rule.scheme_id,
                rule.check.id,
                [line.id for line in self.model.ticked()],
                self.seed.value(),
                self.drawn_by.value(),
                self.witness.value(),
            )
        except OfficeError as error:
            return error.said
        return ""

    def _rule(self) -> Drawable | None:
        n = self.rule.value()
        return None if n is None else self._rules[n]

    def _look(self) -> None:
        rule = self._rule()
        self.model.show(sorted(rule.waiting, key=lambda x: x.number) if rule else ())
        self.model.tick_all()
        if rule and rule.waiting:
            self.table.choose(0)
        self._count()

    def _count(self) -> None:
        rule = self._rule()
        if rule is None:
            self.count.setText("")
            return
        of = len(self.model.ticked())
        drawn = count_of(rule.check.percent, of, rule.check.at_least) if of else 0
        so_far = f"{rule.so_far}。" if rule.so_far else ""
        self.count.setText(f"名单 {of} 件，要抽 {drawn} 件。{so_far}")


class FoundDialog(EntryDialog):
    """What the check of one drawn case found."""

    def __init__(
        self, office: Office, held: DrawHeld, case: DrawnCase, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"抽查结果　{case.applicant}　{case.name}", parent, take="登记", width=620)
        self._office, self._held, self._case = office, held, case
        self.kept: DrawHeld | None = None
        self.sound: PickBox[bool] = PickBox([(True, "属实"), (False, "不属实")], case.sound)
        self.found = TextBox(case.found, "到哪里、找谁、核实了什么、结果如何", 4)
        self.by = TextLine(case.checked_by or accounts.signer(office), "去核实的人", 40)
        self.told = Words("不属实的不能批准：请退回补正，核实后重新登记结果；或者不予批准。", "band-told")
        self.body.column.insertWidget(0, self.told)
        self.grid.add("结果(&R) *", self.sound, wide=True)
        self.grid.add("核实情况(&Y) *", self.found, wide=True)
        self.grid.add("核实人(&N) *", self.by, wide=True)
        self.ready(self.sound)

    @classmethod
    def ask(
        cls, office: Office, held: DrawHeld, case: DrawnCase, parent: QWidget | None = None
    ) -> DrawHeld | None:
        """The draw with the finding kept; None where the officer thought better of it."""
        dialog = cls(office, held, case, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        sound = self.sound.value()
        if sound is None:
            self.sound.setFocus()
            return "请选择属实或者不属实。"
        try:
            self.kept = drawing.record_check(
                self._office,
                self._held.id or 0,
                self._case.application_id,
                sound,
                self.found.value(),
                self.by.value(),
            )
        except OfficeError as error:
            return error.said
        return ""


def _columns() -> list[Column[ApplicationLine]]:
    return [
        Column(title="申请编号", text=lambda x: x.number, width=150),
        Column(title="申请人", text=lambda x: x.applicant, width=120),
        Column(title="提出日期", text=lambda x: x.applied_on.isoformat(), width=110),
        Column(
            title="拟救助", text=lambda x: award_told(x.amount, x.goods, x.monthly), width=160, stretch=True
        ),
    ]
