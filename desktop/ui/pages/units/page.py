"""单位人员: one tab each for units, staff and helpers, and near relatives among the households on file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.pages.parts_page import Part, PartsPage
from desktop.ui.pages.units.kin_part import KinPart
from desktop.ui.pages.units.staff_part import StaffPart
from desktop.ui.pages.units.units_part import UnitsPart

if TYPE_CHECKING:
    from desktop.casework.office import Office


class UnitsPagePart(Part, Protocol):
    """What every tab here can do besides."""

    def new(self) -> None:
        """Ctrl+N: one more, where one can be added."""
        ...

    def change(self) -> None:
        """F2: change the chosen one."""
        ...

    def print(self) -> None:
        """Ctrl+P: print what is shown, where there is a paper of it."""
        ...


class Units(PartsPage[UnitsPagePart]):
    """Three parts; what is chosen in one is changed and printed by the keys of the window."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.units = UnitsPart(office, news)
        self.staff = StaffPart(office, news)
        self.kin = KinPart(office, news, go)
        self.hold(units=("单位", self.units), staff=("工作人员", self.staff), kin=("近亲属", self.kin))

    def show_item(self, item: object) -> None:
        """A part by its name, or ("staff", id): that person."""
        if isinstance(item, tuple):
            name, staff_id = cast("tuple[str, int]", item)
            self.turn_to(name)
            self.staff.show_person(staff_id)
        else:
            self.turn_to(item)
        self.begin()

    def new(self) -> None:
        self.part().new()

    def edit(self) -> None:
        self.part().change()

    def print(self) -> None:
        self.part().print()
