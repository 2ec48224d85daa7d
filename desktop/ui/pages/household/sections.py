"""The lists of a household's file (家庭成员、收入、支出 …), each edited in place by a small dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Certificate,
    Expense,
    Household,
    Income,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.income import income_sheet, yuan
from desktop.domain.masking import Sensitive, mask_id, mask_illness, mask_words
from desktop.domain.person import Illness, Member, Relation
from desktop.domain.words import word
from desktop.ui.dialogs.message import confirm, tell
from desktop.ui.fields.buttons import push
from desktop.ui.fields.covered import Curtain, Lid, ShowButton
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.household.draft import (
    Draft,
    illnesses_of,
    owned_by,
    with_illnesses,
    without_member,
)
from desktop.ui.pages.household.entries import (
    CertificateDialog,
    ExpenseDialog,
    IllnessDialog,
    IncomeDialog,
    MemberDialog,
    PropertyDialog,
    TagDialog,
)

L = TypeVar("L")
Ask = Callable[[L | None], L | None]
"""Asks for a new entry (None), or for a change of one; None where the officer gives up."""

SHORTEST, LONGEST = 3, 9
"""Rows a section's table shows before it scrolls."""


class Section(QWidget, Generic[L]):
    """One list of the file: a table, its three buttons, and what it says when it is empty."""

    def __init__(
        self,
        draft: Draft,
        noun: str,
        columns: Sequence[Column[L]],
        read: Callable[[Household], tuple[L, ...]],
        write: Callable[[Household, tuple[L, ...]], Household],
        ask: Ask[L],
        may_remove: Callable[[L], bool] | None = None,
        lid: Lid | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._noun, self._read, self._write, self._ask = draft, noun, read, write, ask
        self._may_remove = may_remove
        self.model = RowsModel(columns, read(draft.household))
        self.table: Table[L] = Table(self.model, f"还没有登记{noun}。按 Insert 键或点「添加{noun}」。")
        self.table.setAccessibleName(noun)
        self.add_button = push(f"添加{noun}(&A)", self.add, picture="add", key="Ins")
        self.edit_button = push("修改(&E)", self.edit, picture="edit", key="F2")
        self.remove_button = push("删除(&D)", self.remove, picture="delete", key="Del")
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.edit_button)
        row.addWidget(self.remove_button)
        row.addStretch()
        self._lid = lid
        self.show_button = ShowButton(lid, "(&V)") if lid is not None else None
        if lid is not None and self.show_button is not None:
            row.addWidget(self.show_button)
            lid.turned.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table)
        layout.addLayout(row)
        self.table.opened.connect(self.edit)
        self.table.removed.connect(self.remove)
        self.table.inserted.connect(self.add)
        self.table.chosen.connect(self._enable)
        draft.changed.connect(self.show_lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._choose_one()
        self._fit()

    def add(self) -> None:
        """Ask for a new entry."""
        entry = self._ask(None)
        if entry is not None:
            self._draft.put(self._write(self._draft.household, (*self._read(self._draft.household), entry)))
            self.table.choose(self.model.rowCount() - 1)
            self.table.setFocus()

    def edit(self) -> None:
        """Change the chosen entry."""
        row, line = self.table.currentIndex().row(), self.table.line()
        if line is None:
            return
        entry = self._ask(line)
        if entry is not None:
            lines = list(self._read(self._draft.household))
            lines[row] = entry
            self._draft.put(self._write(self._draft.household, tuple(lines)))
            self.table.choose(row)
            self.table.setFocus()

    def remove(self) -> None:
        """Take the chosen entry off, after asking."""
        row, line = self.table.currentIndex().row(), self.table.line()
        if line is None:
            return
        said = "，".join(x for x in (c.text(line) for c in self.model.columns[:3]) if x)
        if self._may_remove is not None:
            if not self._may_remove(line):
                return
        elif not confirm(self, f"删除这条{self._noun}吗？\n{said}", yes="删除(&D)", danger=True):
            return
        lines = list(self._read(self._draft.household))
        if row < len(lines):
            del lines[row]
        self._draft.put(self._write(self._draft.household, tuple(lines)))
        self.table.choose(min(row, self.model.rowCount() - 1))
        self.table.setFocus()

    def show_lines(self) -> None:
        """Show the entries as they stand in the draft."""
        lines = self._read(self._draft.household)
        if lines != self.model.lines():
            row = self.table.currentIndex().row()
            self.model.show(lines)
            self._choose_one(row)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _turn(self) -> None:
        if rows := self.model.rowCount():
            last = self.model.index(rows - 1, self.model.columnCount() - 1)
            self.model.dataChanged.emit(self.model.index(0, 0), last)
        self._enable()

    def _choose_one(self, row: int = 0) -> None:
        if self.model.rowCount():
            self.table.choose(max(0, min(row, self.model.rowCount() - 1)))
        self._enable()

    def _fit(self) -> None:
        self.table.setFixedHeight(self.table.height_for(min(max(self.model.rowCount(), SHORTEST), LONGEST)))

    def _enable(self) -> None:
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(self.table.line() is not None)
        if self._lid is not None and self.show_button is not None:
            self.show_button.setVisible((self._lid.shut or self._lid.is_open) and bool(self.model.rowCount()))


class VerifiedNone(QCheckBox):
    """「已核实，没有…」: the difference between nothing and not asked. Off where there are entries."""

    def __init__(self, draft: Draft, topic: Topic, parent: QWidget | None = None) -> None:
        super().__init__(f"已核实，没有{word(topic)}", parent)
        self._draft, self._topic = draft, topic
        self.clicked.connect(self._tick)
        draft.changed.connect(self._show)
        self._show()

    def _tick(self, ticked: bool) -> None:
        topics = self._draft.household.verified_none
        self._draft.change(verified_none=topics | {self._topic} if ticked else topics - {self._topic})

    def _show(self) -> None:
        household = self._draft.household
        bare = replace(household, verified_none=household.verified_none - {self._topic})
        has_entries = bare.known(self._topic)
        if has_entries and self._topic in household.verified_none:
            self._draft.change(verified_none=bare.verified_none)
            return
        self.setEnabled(not has_entries)
        self.setToolTip("已有登记，不必勾选" if has_entries else "问过、查过，确实没有的才勾选；没问过的留空")
        self.setChecked(self._topic in household.verified_none)


class SumCard(Card):
    """The income arithmetic spelled out: what went into the sums, and what was left out and why."""

    def __init__(self, draft: Draft, today: date, parent: QWidget | None = None) -> None:
        super().__init__("算式", parent)
        self._draft, self._today = draft, today
        self.gross, self.net = Words(), Words()
        self.lines, self.left_out = Words("", "faint"), Words("", "warned")
        for words in (self.gross, self.net, self.lines, self.left_out):
            self.add(words)
        draft.changed.connect(self.show_sums)
        self.show_sums()

    def show_sums(self) -> None:
        """Work the sums out anew."""
        sheet = income_sheet(self._draft.household, self._today)
        self.gross.setText(sheet.gross_sum)
        self.net.setText(sheet.net_sum)
        self.net.setVisible(sheet.net_sum != sheet.gross_sum)
        self.lines.setText("\n".join(f"{n}. {line}" for n, line in enumerate(sheet.lines, 1)))
        self.lines.setVisible(bool(sheet.lines))
        self.left_out.setText("\n".join(f"未计入：{line}" for line in sheet.left_out))
        self.left_out.setVisible(bool(sheet.left_out))


class Part(Scrolled):
    """One tab of the file; `state` is told in the tab's title."""

    state_changed = Signal()

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        draft.changed.connect(self.state_changed)

    def state(self) -> str:
        """What stands beside the tab's word: how many entries, ✔ for checked and empty, ？ for not asked."""
        return ""

    def edit(self) -> None:
        """F2: change the chosen entry."""


class MembersPart(Part):
    """家庭成员."""

    def __init__(self, draft: Draft, today: date, curtain: Curtain, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.lid = Lid(curtain, Sensitive.id_number, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[Member]] = [
            Column(title="姓名", text=lambda m: m.name or "（未填）", width=150, stretch=True),
            Column(title="关系", text=lambda m: word(m.relation), width=84),
            Column(title="性别", text=lambda m: word(m.sex), width=56),
            Column(title="年龄", text=lambda m: _age(m, today), width=70, right=True),
            Column(title="证件号码", text=self._id_number, width=190),
            Column(title="健康", text=lambda m: mask_illness(m.health), width=96),
            Column(title="工作或就读", text=_occupation, width=150, stretch=True),
            Column(title="同住", text=lambda m: "是" if m.lives_here else "否，不计入", width=96),
        ]
        self.section = Section(
            draft,
            "家庭成员",
            columns,
            lambda h: h.members,
            _put_members,
            lambda member: MemberDialog.ask(draft.household, member, today, curtain, self),
            self._may_remove,
            self.lid,
        )
        self.add(self.section)
        self.count = Words("", "faint")
        self.add(self.count)
        self.column.addStretch(1)
        draft.changed.connect(self._show_count)
        self._show_count()

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return str(len(self.draft.household.members))

    def _show_count(self) -> None:
        household = self.draft.household
        self.count.setText(
            f"共 {len(household.members)} 人，共同生活 {len(household.counted)} 人；人均收入按共同生活人数计算。"
        )

    def _id_number(self, member: Member) -> str:
        return mask_id(member.id_number) if self.lid.shut else member.id_number

    def _may_remove(self, member: Member) -> bool:
        if member.relation is Relation.head:
            tell(self, "户主不能删除。户主变更时，请先修改户主信息，或新建一户。")
            return False
        owned = owned_by(self.draft.household, member.ordinal)
        also = f"\n名下的 {owned} 条收入、支出和证件会一并删去。" if owned else ""
        return confirm(self, f"从这户删去 {member.name}？{also}", yes="删除(&D)", danger=True)


class IncomesPart(Part):
    """收入."""

    def __init__(self, draft: Draft, today: date, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        columns: list[Column[Income]] = [
            Column(title="谁的", text=lambda x: draft.household.owner_name(x.whose), width=150, stretch=True),
            Column(title="种类", text=lambda x: word(x.kind), width=190),
            Column(title="金额（元）", text=lambda x: yuan(x.amount), width=120, right=True),
            Column(title="周期", text=lambda x: word(x.period), width=70),
            Column(title="收到日期", text=lambda x: _day(x.received_on), width=112),
            Column(title="备注", text=lambda x: x.remark, width=150, stretch=True),
        ]
        self.section = Section(
            draft,
            "收入",
            columns,
            lambda h: h.incomes,
            lambda h, lines: replace(h, incomes=lines),
            lambda income: IncomeDialog.ask(draft.household, income, today, self),
        )
        self.sums = SumCard(draft, today)
        self.add(self.section)
        self.add(Words("确实没有收入的，也请登记一条「无收入」，否则算作不清楚。", "faint"))
        self.add(self.sums)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return str(len(self.draft.household.incomes) or "？")


class ExpensesPart(Part):
    """刚性支出."""

    def __init__(self, draft: Draft, today: date, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        columns: list[Column[Expense]] = [
            Column(title="谁的", text=lambda x: draft.household.owner_name(x.whose), width=140, stretch=True),
            Column(title="种类", text=lambda x: word(x.kind), width=110),
            Column(title="总金额（元）", text=lambda x: yuan(x.amount), width=120, right=True),
            Column(title="已报销", text=lambda x: yuan(x.reimbursed), width=110, right=True),
            Column(title="自付", text=lambda x: yuan(x.self_paid), width=110, right=True),
            Column(title="周期", text=lambda x: word(x.period), width=64),
            Column(title="日期", text=lambda x: _day(x.paid_on), width=108),
            Column(title="备注", text=lambda x: x.remark, width=110, stretch=True),
        ]
        self.section = Section(
            draft,
            "支出",
            columns,
            lambda h: h.expenses,
            lambda h, lines: replace(h, expenses=lines),
            lambda expense: ExpenseDialog.ask(draft.household, expense, today, self),
        )
        self.none = VerifiedNone(draft, Topic.expenses)
        self.sums = SumCard(draft, today)
        self.add(self.section)
        self.add(self.none)
        self.add(self.sums)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return _state(self.draft.household, Topic.expenses, len(self.draft.household.expenses))


class PropertiesPart(Part):
    """财产: homes, vehicles, savings, businesses in one table, and a tick for each that was checked and is none."""

    TOPICS = (Topic.homes, Topic.vehicles, Topic.savings, Topic.business)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        columns: list[Column[Property]] = [
            Column(title="种类", text=lambda x: word(x.kind), width=220),
            Column(title="说明", text=lambda x: x.description, width=200, stretch=True),
            Column(
                title="面积（㎡）",
                text=lambda x: "" if x.area is None else f"{x.area:f}",
                width=100,
                right=True,
            ),
            Column(
                title="金额（元）",
                text=lambda x: "" if x.value is None else yuan(x.value),
                width=130,
                right=True,
            ),
            Column(title="是否计入", text=lambda x: "不计入" if x.exempt else "计入", width=90),
        ]
        self.section = Section(
            draft,
            "财产",
            columns,
            lambda h: h.properties,
            lambda h, lines: replace(h, properties=lines),
            lambda prop: PropertyDialog.ask(prop, self._next_kind(), self),
        )
        self.add(self.section)
        self.none = {topic: VerifiedNone(draft, topic) for topic in self.TOPICS}
        for pair in (self.TOPICS[:2], self.TOPICS[2:]):
            row = QHBoxLayout()
            for topic in pair:
                row.addWidget(self.none[topic], 1)
            self.add(row)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        household = self.draft.household
        asked = sum(household.known(topic) for topic in self.TOPICS)
        return "✔" if asked == len(self.TOPICS) else "？" if asked == 0 else f"{asked}/{len(self.TOPICS)}"

    def _next_kind(self) -> PropertyKind:
        kinds = (PropertyKind.home, PropertyKind.vehicle, PropertyKind.savings, PropertyKind.business)
        unknown = (k for k, t in zip(kinds, self.TOPICS, strict=True) if not self.draft.household.known(t))
        return next(unknown, PropertyKind.home)


class CertificatesPart(Part):
    """证件和标签."""

    def __init__(
        self,
        draft: Draft,
        today: date,
        known_tags: Callable[[], list[str]],
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, parent)
        self.lid = Lid(curtain, Sensitive.certificate, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[Certificate]] = [
            Column(title="证件", text=lambda x: word(x.kind), width=170),
            Column(
                title="持证人", text=lambda x: draft.household.owner_name(x.whose), width=130, stretch=True
            ),
            Column(title="编号", text=self._number, width=150, stretch=True),
            Column(title="发证日期", text=lambda x: _day(x.issued_on), width=112),
            Column(title="有效期至", text=lambda x: _day(x.expires_on) or "长期", width=112),
            Column(
                title="状态",
                text=lambda x: "有效" if x.valid_on(today) else "已失效",
                width=80,
                kind=lambda x: "" if x.valid_on(today) else "red",
            ),
        ]
        self.section = Section(
            draft,
            "证件",
            columns,
            lambda h: h.certificates,
            lambda h, lines: replace(h, certificates=lines),
            lambda certificate: CertificateDialog.ask(draft.household, certificate, today, curtain, self),
            lid=self.lid,
        )
        self.none = VerifiedNone(draft, Topic.certificates)
        tag_columns: list[Column[Tag]] = [
            Column(title="标签", text=lambda x: x.name, width=200, stretch=True),
            Column(title="起始日期", text=lambda x: _day(x.since), width=130),
            Column(title="截止日期", text=lambda x: _day(x.until) or "长期", width=130),
        ]
        self.tags = Section(
            draft,
            "标签",
            tag_columns,
            lambda h: h.tags,
            lambda h, lines: replace(h, tags=lines),
            lambda tag: TagDialog.ask(tag, known_tags(), today, self),
        )
        self.tags.add_button.setText("添加标签(&G)")
        self.tags.edit_button.setText("修改(&M)")
        self.tags.remove_button.setText("删除(&R)")
        self.add(Words("证件", "heading"))
        self.add(self.section)
        self.add(self.none)
        self.add(Words("标签", "heading"))
        self.add(self.tags)
        self.column.addStretch(1)

    def edit(self) -> None:
        (self.tags if self.tags.table.hasFocus() else self.section).edit()

    def _number(self, certificate: Certificate) -> str:
        return mask_id(certificate.number) if self.lid.shut else certificate.number

    def state(self) -> str:
        return _state(self.draft.household, Topic.certificates, len(self.draft.household.certificates))


class IllnessesPart(Part):
    """疾病."""

    def __init__(self, draft: Draft, today: date, curtain: Curtain, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self.lid = lid = Lid(curtain, Sensitive.illness, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[tuple[int, Illness]]] = [
            Column(title="患者", text=lambda x: draft.household.owner_name(x[0]), width=150, stretch=True),
            Column(title="病种", text=self._disease, width=190),
            Column(
                title="诊断病名",
                text=lambda x: mask_words(x[1].name) if lid.shut else x[1].name,
                width=170,
                stretch=True,
            ),
            Column(title="确诊日期", text=lambda x: _day(x[1].diagnosed_on), width=112),
            Column(
                title="诊断医院",
                text=lambda x: mask_words(x[1].hospital) if lid.shut else x[1].hospital,
                width=170,
                stretch=True,
            ),
        ]
        self.section = Section(
            draft,
            "疾病",
            columns,
            illnesses_of,
            with_illnesses,
            lambda illness: IllnessDialog.ask(draft.household, illness, today, curtain, self),
            lid=lid,
        )
        self.none = VerifiedNone(draft, Topic.illnesses)
        self.add(self.section)
        self.add(self.none)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def _disease(self, line: tuple[int, Illness]) -> str:
        return mask_illness(line[1].disease) if self.lid.shut else word(line[1].disease)

    def state(self) -> str:
        return _state(self.draft.household, Topic.illnesses, len(illnesses_of(self.draft.household)))


def _put_members(household: Household, members: tuple[Member, ...]) -> Household:
    gone = {m.ordinal for m in household.members} - {m.ordinal for m in members}
    for ordinal in gone:
        household = without_member(household, ordinal)
    return replace(household, members=members)


def _state(household: Household, topic: Topic, count: int) -> str:
    return str(count) if count else "✔" if household.known(topic) else "？"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _age(member: Member, today: date) -> str:
    age = member.age_on(today)
    return "" if age is None else f"{age} 岁"


def _occupation(member: Member) -> str:
    return " ".join(x for x in (word(member.employment), word(member.schooling), member.employer) if x)
