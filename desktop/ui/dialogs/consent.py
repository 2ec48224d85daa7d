"""Recording a signed consent (登记同意) and taking one back (撤回)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.casework import consents
from desktop.domain.consent import Consent
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.fields.text import TextBox, TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office

RELATIONS = ("本人", "配偶", "监护人", "子女", "父母", "委托代理人")
SCANS = "扫描件和照片 (*.pdf *.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp);;所有文件 (*)"


class RecordConsent(EntryDialog):
    """What stands on the signed paper, as it stands there."""

    def __init__(self, office: Office, household: Household, parent: QWidget | None = None) -> None:
        super().__init__("登记告知同意", parent, take="登记", width=640)
        self._office, self._household = office, household
        self._scan: Path | None = None
        self.body.column.insertWidget(
            0, Words("请照签了字的告知同意书填写，纸上没有勾选的不要替他选。", "band-told")
        )
        self.given_on = DayEdit(office.today(), office.today())
        self.given_by = TextLine(household.head.name, "在纸上签字的人", 60)
        self.relation = TextChoice(RELATIONS, "本人")
        self.publication: PickBox[bool] = PickBox(
            ((True, "同意公示"), (False, "不同意公示")), unset="请照纸上选择"
        )
        self.scan_name = OneLine("还没有选（可以以后再补到附件里）", "faint")
        self.choose = push("选择扫描件(&F)…", self.choose_scan, picture="open")
        self.remark = TextBox("", "例如不同意转账，改领现金", 2)
        self.remark.setMaximumHeight(80)
        self.grid.add("签字日期(&D) *", self.given_on)
        self.grid.add("签字人(&N) *", self.given_by)
        self.grid.add("与户主关系(&R) *", self.relation)
        self.grid.add("能否公示(&P) *", self.publication)
        scan = QWidget()
        row = QHBoxLayout(scan)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choose)
        row.addWidget(self.scan_name, 1)
        self.grid.add("扫描件", scan)
        self.grid.add("备注(&M)", self.remark)
        self.ready(self.given_on)

    @classmethod
    def ask(cls, office: Office, household: Household, parent: QWidget | None = None) -> bool:
        """Whether a consent was recorded."""
        return shown(cls(office, household, parent))

    def choose_scan(self) -> None:
        """Choose the scan of the signed paper."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选择告知同意书的扫描件", "", SCANS)
        if chosen:
            self.take_scan(Path(chosen))

    def take_scan(self, path: Path) -> None:
        """Use this file as the scan."""
        self._scan = path
        self.scan_name.say(path.name)

    def wrong(self) -> str:
        day, publication = self.given_on.value(), self.publication.value()
        if day is None:
            self.given_on.setFocus()
            return "请照纸上填写签字日期。"
        if publication is None:
            self.publication.setFocus()
            return "请选择是否同意公示姓名；纸上没有勾的，选「不同意公示」。"
        try:
            consents.record_consent(
                self._office,
                Consent(
                    household_id=self._household.id or 0,
                    given_on=day,
                    given_by=self.given_by.value(),
                    relation=self.relation.value(),
                    publication=publication,
                    remark=self.remark.value(),
                ),
                self._scan,
            )
        except OfficeError as error:
            return error.said
        return ""


class WithdrawConsent(EntryDialog):
    """From which day, and why; says what it means."""

    def __init__(self, office: Office, household: Household, parent: QWidget | None = None) -> None:
        super().__init__("撤回告知同意", parent, take="登记撤回", width=600)
        self._office, self._household = office, household
        self.body.column.insertWidget(
            0,
            Words(
                f"{household.head.name} 撤回后，以前办的事不受影响；以后不能再公示、核对或发放，除非另有法定依据。"
                "要求删除的，请在办结后撤档封存，按期销毁。",
                "band-warned",
            ),
        )
        self.day = DayEdit(office.today(), office.today())
        self.reason = TextLine("", "例如本人书面要求", 100)
        self.grid.add("撤回日期(&D) *", self.day)
        self.grid.add("原因(&R)", self.reason)
        self.ready(self.day)

    @classmethod
    def ask(cls, office: Office, household: Household, parent: QWidget | None = None) -> bool:
        """Whether the consent was taken back."""
        return shown(cls(office, household, parent))

    def wrong(self) -> str:
        day = self.day.value()
        if day is None:
            self.day.setFocus()
            return "请填写撤回日期。"
        try:
            consents.withdraw_consent(self._office, self._household.id or 0, day, self.reason.value())
        except OfficeError as error:
            return error.said
        return ""
