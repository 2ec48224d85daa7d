"""A unit of the tree (单位), found by typing a part of its name, its initials or its number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.unit import Unit, UnitKind, full_name
from desktop.ui.fields.choice import sounds
from desktop.ui.fields.seek import SeekBox

NONE_YET = "请先在「单位人员」页登记单位"
UNSET = "未填（键入几个字来找）"


class UnitBox(SeekBox[int]):
    """All units that are not closed, each with those above it; of some kinds only, where asked."""

    def __init__(
        self,
        units: Sequence[Unit],
        chosen: int | None = None,
        kinds: Collection[UnitKind] = frozenset(UnitKind),
        parent: QWidget | None = None,
    ) -> None:
        self._known = {u.id: u for u in units if u.id is not None}
        self._kinds = kinds
        fit = self._fitting(chosen)
        super().__init__(UNSET if fit else NONE_YET, "键入单位名称的几个字或拼音首字母，回车选第一个", parent)
        self.offer(fit, chosen)
        self.setEnabled(bool(fit))

    def set_value(self, value: int | None) -> None:
        """Choose a unit; one that was closed since is offered too where it is the chosen one."""
        if value is not None and value not in self._values and value in self._known:
            self.offer(self._fitting(value), value)
            self.setEnabled(True)
        super().set_value(value)

    def _fitting(self, chosen: int | None) -> list[tuple[int, str, str]]:
        found = [
            (id, full_name(u, self._known), " ".join((*sounds(u.name), u.code)))
            for id, u in self._known.items()
            if id == chosen or (u.kind in self._kinds and u.closed_on is None)
        ]
        return sorted(found, key=lambda x: x[1])
