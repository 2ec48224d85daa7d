"""Closing an archive (撤档封存) and taking it up again (恢复在档): both only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import keeping
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.retention import KeptLine, due_on
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.panels import Words

if TYPE_CHECKING:
    from desktop.casework.office import Office

CLOSING = ("已脱困", "迁出本地", "本人去世", "转由其他单位帮扶", "本人要求退出", "重复建档")
RETURNING = ("返困，重新申请", "撤档有误", "本人要求查阅、更正")


class SealDialog(EntryDialog):
    """Says beforehand what closing means and how long the archive is kept."""

    def __init__(self, office: Office, household: Household, parent: QWidget | None = None) -> None:
        super().__init__("撤档封存", parent, take="撤档封存", width=600)
        self._office, self._household = office, household
        years = keeping.years(office)
        until = day_words(due_on(office.today(), years))
        said = (
            f"{household.head.name} 的档案 {household.number} 撤档后不再出现在名单、搜索和方案核对里，只能查看、不能修改。"
            f"封存 {years} 年，{until}起可以由两人办理销毁；这之前随时可以恢复在档。"
        )
        self.body.column.insertWidget(0, Words(said, "band-warned"))
        self.reason = TextChoice(CLOSING)
        self.grid.add("撤档原因(&R) *", self.reason)
        self.ready(self.reason)

    @classmethod
    def ask(cls, office: Office, household: Household, parent: QWidget | None = None) -> bool:
        """Whether the archive was closed."""
        return shown(cls(office, household, parent))

    def wrong(self) -> str:
        try:
            keeping.seal(self._office, self._household.id or 0, self.reason.value())
        except OfficeError as error:
            self.reason.setFocus()
            return error.said
        return ""


class ReopenDialog(EntryDialog):
    """Takes an archive up again as it was."""

    def __init__(self, office: Office, line: KeptLine, parent: QWidget | None = None) -> None:
        super().__init__("恢复在档", parent, take="恢复在档", width=560)
        self._office, self._line = office, line
        closed = day_words(line.sealed_on)
        said = f"{line.name}　{line.number}\n{closed}撤档（{line.because}）。恢复后和撤档前一样，可以修改和办理。"
        self.body.column.insertWidget(0, Words(said, "band-told"))
        self.reason = TextChoice(RETURNING)
        self.grid.add("恢复原因(&R) *", self.reason)
        self.ready(self.reason)

    @classmethod
    def ask(cls, office: Office, line: KeptLine, parent: QWidget | None = None) -> bool:
        """Whether the archive was taken up again."""
        return shown(cls(office, line, parent))

    def wrong(self) -> str:
        try:
            keeping.reopen(self._office, self._line.id, self.reason.value())
        except OfficeError as error:
            self.reason.setFocus()
            return error.said
        return ""
