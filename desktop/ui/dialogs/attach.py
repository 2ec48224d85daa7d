"""Adding attachments (添加附件): which files, and what kind of paper they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.attachment import PaperKind
from desktop.domain.words import choices
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words

SHOWN = 8


class AttachDialog(EntryDialog):
    """One kind for all files chosen together; guessed from their names where these say it."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("添加附件", parent, take="添加", width=560)
        told = "\n".join(names[:SHOWN]) + (f"\n…… 共 {len(names)} 个" if len(names) > SHOWN else "")
        self.body.column.insertWidget(0, Words(told, "band-told"))
        self.kind: PickBox[PaperKind] = PickBox(choices(PaperKind), guess(names), unset="请选择")
        self.grid.add("是什么材料(&K) *", self.kind)
        self.body.add(
            Words("文件会加密保存在办公室里，原来的文件不动。办完后请自行删除 U 盘、桌面上的那份。", "faint")
        )
        self.ready(self.kind)

    @classmethod
    def ask(cls, names: Sequence[str], parent: QWidget | None = None) -> PaperKind | None:
        """The kind; None where the officer thought better of it."""
        dialog = cls(names, parent)
        return dialog.kind.value() if shown(dialog) else None

    def wrong(self) -> str:
        if self.kind.value() is None:
            self.kind.setFocus()
            return "请选择是什么材料，以后好找。"
        return ""


def guess(names: Sequence[str]) -> PaperKind | None:
    """The kind all the names speak of, if they do."""
    found = {next((kind for kind, said in choices(PaperKind) if said in name), None) for name in names}
    return found.pop() if len(found) == 1 else None
