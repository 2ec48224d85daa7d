"""Adding attachments (添加附件): which files, what kind of paper they are, the paper's own day, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.attachment import Attachment, PaperKind
from desktop.domain.household import WHOLE_HOUSEHOLD, Household
from desktop.domain.words import choices
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words

SHOWN = 8


@dataclass(frozen=True)
class Described:
    """What the officer says of a paper."""

    kind: PaperKind
    dated: date | None = None
    whose: int = WHOLE_HOUSEHOLD


class AttachDialog(EntryDialog):
    """One kind, day and person for all files chosen together; guessed from their names where these say it."""

    def __init__(
        self,
        names: Sequence[str],
        household: Household,
        today: date,
        now: Attachment | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "添加附件" if now is None else "修改附件说明",
            parent,
            take="添加" if now is None else "保存",
            width=560,
        )
        told = "\n".join(names[:SHOWN]) + (f"\n…… 共 {len(names)} 个" if len(names) > SHOWN else "")
        self.body.column.insertWidget(0, Words(told, "band-told"))
        self._today = today
        people = [(m.ordinal, m.name or "（没有姓名）") for m in household.members]
        self.kind: PickBox[PaperKind] = PickBox(
            choices(PaperKind), now.kind if now else guess(names), unset="请选择"
        )
        self.whose: PickBox[int] = PickBox(
            [(WHOLE_HOUSEHOLD, "全家"), *people],
            now.whose if now else guess_whose(names, household),
            unset=None,
        )
        self.dated = DayEdit(today, now.dated if now else None)
        self.grid.add("是什么材料(&K) *", self.kind)
        self.grid.add("是谁的(&W)", self.whose)
        self.grid.add("材料日期(&D)", self.dated)
        if now is None:
            self.body.add(
                Words(
                    "材料日期照纸上写的填（出具、签字的日期），不清楚的空着。"
                    "文件会加密保存在办公室里，原来的文件不动。办完后请自行删除 U 盘、桌面上的那份。",
                    "faint",
                )
            )
        self.ready(self.kind)

    @classmethod
    def ask(
        cls,
        names: Sequence[str],
        household: Household,
        today: date,
        now: Attachment | None = None,
        parent: QWidget | None = None,
    ) -> Described | None:
        """What was said; None where the officer thought better of it."""
        dialog = cls(names, household, today, now, parent)
        kind = dialog.kind.value() if shown(dialog) else None
        if kind is None:
            return None
        return Described(kind, dialog.dated.value(), dialog.whose.value() or WHOLE_HOUSEHOLD)

    def wrong(self) -> str:
        if self.kind.value() is None:
            self.kind.setFocus()
            return "请选择是什么材料，以后好找。"
        dated = self.dated.value()
        if dated is not None and dated > self._today:
            self.dated.setFocus()
            return "材料日期还没有到。请照纸上的日期填写，不清楚的空着。"
        return ""


def guess(names: Sequence[str]) -> PaperKind | None:
    """The kind all the names speak of, if they do."""
    found = {next((kind for kind, said in choices(PaperKind) if said in name), None) for name in names}
    return found.pop() if len(found) == 1 else None


def guess_whose(names: Sequence[str], household: Household) -> int:
    """The member all the names speak of, if they do; else the whole household."""
    found = {
        next((m.ordinal for m in household.members if len(m.name) > 1 and m.name in name), WHOLE_HOUSEHOLD)
        for name in names
    }
    return found.pop() if len(found) == 1 else WHOLE_HOUSEHOLD
