"""The list of households (档案名单): search, filters, sorting, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import intake
from desktop.domain.household import Cause, CertificateKind, Hardship
from desktop.domain.income import CENT
from desktop.domain.listing import HouseholdLine, HouseholdQuery, HouseholdSort
from desktop.domain.masking import mask_id, mask_phone
from desktop.domain.money import figures
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, PickBox
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PagedModel
from desktop.ui.models.table import Table

if TYPE_CHECKING:
    from desktop.casework.office import Office

ALL = "全部"


class Listing(QWidget):
    """All households, as asked for; numbers of people and cards are shown covered."""

    opened = Signal(int)
    new_asked = Signal()
    import_asked = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.query = HouseholdQuery()
        self.search = SearchBox("姓名、证件号后几位、电话、地址、单位、编号或拼音首字母")
        self.hardship = ChoiceBox(Hardship, unset=ALL)
        self.cause = ChoiceBox(Cause, unset=ALL)
        self.certificate = ChoiceBox(CertificateKind, unset=ALL)
        self.tag: PickBox[str] = PickBox((), unset=ALL)
        self.clear = push("清除条件(&L)", self.clear_filters)
        self.new_button = push(
            "新建家庭(&N)", lambda: self.new_asked.emit(), picture="add", kind="primary", key="Ctrl+N"
        )
        self.import_button = push(
            "导入名册(&I)…", lambda: self.import_asked.emit(), picture="import", key="Ctrl+I"
        )
        self.found = Words("", "faint", wrap=False)
        self.model = PagedModel(
            _columns(),
            lambda offset, limit: intake.find_households(office, self.query, offset, limit),
        )
        self.table: Table[HouseholdLine] = Table(
            self.model, "没有符合条件的家庭。换几个字再找，或点「清除条件」。"
        )
        self.table.setAccessibleName("家庭档案名单")
        self.empty = Empty(
            "还没有家庭档案",
            "手里有 Excel 名册的，按 Ctrl+I 导入；没有的，按 Ctrl+N 新建第一户。",
            (
                ("导入名册…", lambda: self.import_asked.emit()),
                ("新建家庭", lambda: self.new_asked.emit()),
            ),
        )
        self.stack = QStackedWidget()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.import_button)
        top.addWidget(self.new_button)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for label, box in (
            ("困难类别", self.hardship),
            ("致困原因", self.cause),
            ("证件", self.certificate),
            ("标签", self.tag),
        ):
            filters.addWidget(Words(label, wrap=False))
            filters.addWidget(box, 1)
            box.setAccessibleName(label)
            box.setMinimumContentsLength(2)
            box.changed.connect(self._filter)
        filters.addWidget(self.clear)
        below = QHBoxLayout()
        below.addWidget(self.found)
        below.addStretch()
        below.addWidget(Words("回车打开　Ctrl+F 查找　Ctrl+C 复制所选行", "faint", wrap=False))
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(filters)
        inner.addWidget(self.table, 1)
        inner.addLayout(below)
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 10)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)
        self.search.asked.connect(self._search)
        self.search.down.connect(self._to_table)
        self.model.sorted_by.connect(self._sort)
        self.table.opened.connect(self._open)
        shortcut = QShortcut(QKeySequence("Ctrl+I"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.import_asked.emit())

    def refresh(self) -> None:
        """Ask anew, and stay on the same line as far as there is one."""
        row = self.table.currentIndex().row()
        with telling(self):
            self.tag.set_options([(x, x) for x in intake.tags(self._office)], self.query.tag or None)
            self._load()
        if row >= 0 and self.model.total():
            self.table.choose(min(row, self.model.total() - 1))

    def clear_filters(self) -> None:
        """Show all households again."""
        for box in (self.hardship, self.cause, self.certificate, self.tag):
            box.blockSignals(True)
            box.set_value(None)
            box.blockSignals(False)
        self.search.blockSignals(True)
        self.search.reset()
        self.search.blockSignals(False)
        self._ask(HouseholdQuery(sort=self.query.sort, descending=self.query.descending))

    def _search(self, text: str) -> None:
        self._ask(replace(self.query, search=text))

    def _open(self, line: HouseholdLine) -> None:
        self.opened.emit(line.id)

    def _filter(self) -> None:
        self._ask(
            replace(
                self.query,
                hardship=self.hardship.value(),
                cause=self.cause.value(),
                certificate=self.certificate.value(),
                tag=self.tag.value() or "",
            )
        )

    def _sort(self, column: str, descending: bool) -> None:
        self._ask(replace(self.query, sort=HouseholdSort(column), descending=descending))

    def _ask(self, query: HouseholdQuery) -> None:
        if query != self.query:
            self.query = query
            with telling(self):
                self._load()

    def _load(self) -> None:
        self.model.reload()
        total = self.model.total()
        unfiltered = self.query == HouseholdQuery(sort=self.query.sort, descending=self.query.descending)
        self.stack.setCurrentIndex(1 if unfiltered and total == 0 else 0)
        self.clear.setEnabled(not unfiltered)
        self.found.setText(f"共 {total:,} 户" if unfiltered else f"找到 {total:,} 户")

    def _to_table(self) -> None:
        if self.model.total():
            self.table.setFocus()
            self.table.choose(0)


def _columns() -> list[Column[HouseholdLine]]:
    return [
        Column(title="编号", text=lambda x: x.number, width=126, sort=HouseholdSort.number),
        Column(title="户主", text=lambda x: x.name, width=150, sort="name", stretch=True),
        Column(title="证件号码", text=lambda x: mask_id(x.id_number), width=178),
        Column(title="人口", text=lambda x: str(x.members), width=70, sort=HouseholdSort.members, right=True),
        Column(title="困难类别", text=lambda x: word(x.hardship), width=108, sort=HouseholdSort.hardship),
        Column(
            title="人均月收入",
            text=lambda x: _income(x.income_per_head),
            width=120,
            sort=HouseholdSort.income_per_head,
            right=True,
        ),
        Column(
            title="人均净收入",
            text=lambda x: _income(x.net_income_per_head),
            width=120,
            sort=HouseholdSort.net_income_per_head,
            right=True,
        ),
        Column(title="单位", text=lambda x: x.employer, width=150, sort=HouseholdSort.employer, stretch=True),
        Column(title="电话", text=lambda x: mask_phone(x.phone), width=122),
        Column(title="致困原因", text=lambda x: word(x.cause), width=120),
        Column(title="更新", text=lambda x: x.changed_on.isoformat(), width=118, sort=HouseholdSort.changed),
    ]


def _income(amount: Decimal | None) -> str:
    return "不清楚" if amount is None else figures(amount.quantize(CENT, ROUND_HALF_UP))
