"""Choosing the archive to fill in from (照哪一户填): found by name, number or initials; then which member applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework import intake, trying
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdLine, HouseholdQuery, HouseholdSort
from desktop.domain.words import word
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.household.asking import whose_options

if TYPE_CHECKING:
    from desktop.casework.office import Office

SHOWN = 50
"""Archives listed at once; the search narrows them."""
ROWS = 7


@dataclass(frozen=True)
class Picked:
    """An archive, and who of it applies."""

    household: Household
    applicant: int


class PickHouseholdDialog(EntryDialog):
    """Search, a short list, and the applicant."""

    def __init__(self, office: Office, sensitive: bool, parent: QWidget | None = None) -> None:
        super().__init__("照一户档案填", parent, take="照这户填", width=720)
        self._office = office
        self.household: Household | None = None
        self.search_box = SearchBox("姓名、档案编号、电话或拼音首字母")
        self.model: RowsModel[HouseholdLine] = RowsModel(
            [
                Column(title="档案编号", text=lambda x: x.number, width=130),
                Column(title="户主", text=lambda x: x.name, width=130, stretch=True),
                Column(title="人口", text=lambda x: str(x.members), width=64),
                Column(title="困难类别", text=lambda x: word(x.hardship), width=120),
            ]
        )
        self.table: Table[HouseholdLine] = Table(
            self.model, "没有找到这样的档案。换个词再找；还没有档案的，请先到「档案」页建立。"
        )
        self.table.setAccessibleName("档案")
        self.table.setFixedHeight(self.table.height_for(ROWS))
        self.applicant: PickBox[int] = PickBox((), unset=None)
        self.count = Words("", "faint")
        self.grid.add("找档案(&F)", self.search_box, wide=True)
        self.grid.add("档案(&D)", self.table, wide=True)
        self.grid.add("", self.count, wide=True)
        self.grid.add("申请人(&A)", self.applicant, wide=True)
        if sensitive:
            self.body.add(
                Words("本方案要看病情、出生日期或住址：照档案填就是查看，会记入操作记录。", "band-warned")
            )
        self.search_box.asked.connect(lambda: self._list())
        self.search_box.down.connect(self.table.setFocus)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda: self.accept())
        self._list()
        self.ready(self.search_box)

    @classmethod
    def ask(cls, office: Office, sensitive: bool, parent: QWidget | None = None) -> Picked | None:
        """The archive and the applicant; None where the officer thought better of it."""
        dialog = cls(office, sensitive, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        household, applicant = dialog.household, dialog.applicant.value()
        dialog.deleteLater()
        if not accepted or household is None or applicant is None:
            return None
        return Picked(household, applicant)

    def wrong(self) -> str:
        return "" if self.household is not None else "请先选一户档案。"

    def _list(self) -> None:
        with telling(self):
            query = HouseholdQuery(
                search=self.search_box.value(), sort=HouseholdSort.changed, descending=True
            )
            found = intake.find_households(self._office, query, 0, SHOWN)
            self.model.show(found.lines)
            more = f"，只列出 {SHOWN} 户，请写得再具体些" if found.total > SHOWN else ""
            self.count.setText(f"共 {found.total} 户{more}")
            if found.lines:
                self.table.choose(0)
            else:
                self._choose(None)

    def _choose(self, line: HouseholdLine | None) -> None:
        self.household = None
        if line is not None:
            with telling(self):
                self.household = trying.household(self._office, line.id)
        chosen = self.household
        self.applicant.set_options(
            whose_options(chosen, whole=False) if chosen is not None else (),
            chosen.head.ordinal if chosen is not None else None,
        )
