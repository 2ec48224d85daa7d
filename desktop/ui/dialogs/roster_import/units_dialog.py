"""Words for units nobody knows (对应单位): each is a unit on file, or is taken in as new below one parent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.sheet_import import StrangeUnit
from desktop.domain.unit import Unit, full_name
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import sounds
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.fields.seek import SeekBox

NEW = 0
"""What stands for a unit to be taken in."""
LATER = "先不归到单位"
AT_THE_TOP = "没有上级（放在最上面一级）"
MOST = 100


class UnitsDialog(QDialog):
    """Each strange word with the units it may mean; what is left alone goes to the remark."""

    def __init__(
        self,
        words: Sequence[StrangeUnit],
        units: Sequence[Unit],
        below: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`below`: the parent of new units, where it was said before."""
        super().__init__(parent)
        self.setWindowTitle("对应单位")
        self.words = tuple(words[:MOST])
        self.fields: list[SeekBox[int]] = []
        known = {u.id: u for u in units if u.id is not None}
        open_ = [
            (id, full_name(u, known), " ".join((*sounds(u.name), u.code, u.short_name)))
            for id, u in known.items()
            if u.closed_on is None
        ]
        open_.sort(key=lambda x: x[1])
        self.below: SeekBox[int] = SeekBox(AT_THE_TOP, "键入单位名称的几个字或拼音首字母")
        self.below.offer(open_, below)
        self.below.setAccessibleName("新单位的上级")
        inside = Scrolled(margin=0)
        inside.column.setSpacing(6)
        for word in self.words:
            box: SeekBox[int] = SeekBox(LATER, "键入单位名称的几个字或拼音首字母，或选「作为新单位登记」")
            first = [x for x in open_ if x[0] in word.likely]
            rest = [x for x in open_ if x[0] not in word.likely]
            box.offer([*first, (NEW, f"＋ 作为新单位登记「{word.text}」", "xdw xinjian"), *rest])
            if word.new:
                box.set_value(NEW)
            box.setAccessibleName(f"{word.text} 是哪个单位")
            box.setMinimumContentsLength(18)
            self.fields.append(box)
            several = f"，可能是 {len(word.likely)} 个" if word.likely else "，已撤销" if word.closed else ""
            inside.add(Words(f"{word.label}「{word.text}」，{word.count} 户{several}"))
            inside.add(box)
            inside.column.addSpacing(8)
        inside.column.addStretch(1)
        self.all_new = push("没选的都作为新单位(&N)", self._take_rest_as_new)
        place = QHBoxLayout()
        place.setSpacing(10)
        called = Words("新单位的上级(&P)", wrap=False)
        called.setBuddy(self.below)
        place.addWidget(called)
        place.addWidget(self.below, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.all_new)
        buttons.addStretch()
        buttons.addWidget(push("按这样归单位(&Y)", self.accept, kind="primary", key="Ctrl+Return"))
        buttons.addWidget(push("取消(&X)", self.reject, key="Esc"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(
            Words(
                "下面的叫法在单位名录里找不到，或者不止一个。选定是哪个单位，程序会记住；作为新单位登记的，导入时才建，"
                "撤销这次导入时一并移除；不选的，原文记入备注。"
            )
        )
        layout.addWidget(inside, 1)
        layout.addLayout(place)
        layout.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(860, room.width() - 40), min(600, room.height() - 60))
        if self.fields:
            self.fields[0].setFocus()

    def chosen(self) -> dict[str, int | None]:
        """Which words mean which unit on file, and which a new one (None)."""
        pairs = zip(self.words, self.fields, strict=True)
        said = {word.text: value for word, box in pairs if (value := box.value()) is not None}
        return {text: None if value == NEW else value for text, value in said.items()}

    def _take_rest_as_new(self) -> None:
        for word, box in zip(self.words, self.fields, strict=True):
            if box.value() is None and not word.likely and not word.closed:
                box.set_value(NEW)
