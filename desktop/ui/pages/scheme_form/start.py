"""Beginning a new scheme (新写一个方案): from the blank template, from a copy, or going on with what was not finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import aside
from desktop.casework.drafting import Draft, open_draft, unfinished
from desktop.domain.errors import OfficeError
from desktop.domain.names import initials
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import TextLine

if TYPE_CHECKING:
    from desktop.casework.office import Office

BLANK, COPY, GO_ON = "blank", "copy", "go_on"
LONGEST_ID = 64


@dataclass(frozen=True)
class Begun:
    """What to write on, with a text that was typed and not saved when the program stopped."""

    draft: Draft
    aside: str = ""


@dataclass(frozen=True)
class Left:
    """Something that was begun and not finished."""

    label: str
    open: Callable[[], Begun]


class StartDialog(EntryDialog):
    """Asks for where to begin, the title and the number; `begun` is what to write on."""

    def __init__(self, office: Office, from_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("新写一个方案", parent, take="开始写", width=640)
        self._office = office
        self.begun: Begun | None = None
        self._left = left_over(office)
        ways = [(BLANK, "空白样板"), (COPY, "照抄一个已有的方案")]
        if self._left:
            ways.append((GO_ON, f"接着写没写完的（{len(self._left)}）"))
        self.way: PickBox[str] = PickBox(
            ways, COPY if from_id else GO_ON if self._left else BLANK, unset=None
        )
        self.base: SeekBox[str] = SeekBox("请选择照抄哪个", "可以直接输入名称、编号或拼音首字母来找")
        self.base.offer(
            [(s.id, s.title, f"{s.id} {initials(s.title)} {s.issuer}") for s in office.library.schemes],
            from_id or None,
        )
        self.left: PickBox[int] = PickBox([(n, one.label) for n, one in enumerate(self._left)], 0, unset=None)
        self.title = TextLine("", "照文件的标题写", 100)
        self.number = TextLine("", "英文字母、数字和连字符，如 town-heating-2026", LONGEST_ID)
        self.grid.add("从哪里开始(&B)", self.way)
        self.grid.add("照抄哪个(&F) *", self.base)
        self.grid.add("接着写哪个(&G) *", self.left)
        self.grid.add("方案名称(&T) *", self.title)
        self.grid.add("方案编号(&N) *", self.number)
        self.told = Words(
            "编号就是文件名，存了以后不要再改，也不能和别的方案重复。随程序来的方案不会被改动：照抄出来的是本单位自己的一份。",
            "faint",
        )
        self.body.add(self.told)
        self._proposed = ""
        self.way.changed.connect(self._show)
        self.title.changed.connect(self._propose)
        self._show()
        self.ready(self.title if from_id else self.way)

    @classmethod
    def ask(cls, office: Office, from_id: str = "", parent: QWidget | None = None) -> Begun | None:
        """What to write on; None where the officer thought better of it."""
        dialog = cls(office, from_id, parent)
        return dialog.begun if shown(dialog) else None

    def wrong(self) -> str:
        way = self.way.value()
        self.base.take_first()
        base = self.base.value() if way == COPY else None
        if way != GO_ON:
            for missing, field, said in (
                (way == COPY and base is None, self.base, "请选择照抄哪个方案。"),
                (not self.title.value(), self.title, "请填写方案名称。"),
                (not self.number.value(), self.number, "请填写方案编号。"),
            ):
                if missing:
                    field.setFocus()
                    return said
        try:
            self.begun = self._left[self.left.value() or 0].open() if way == GO_ON else self._fresh(base)
        except OfficeError as error:
            self.number.setFocus()
            return error.said
        return ""

    def _fresh(self, base: str | None) -> Begun:
        wanted = self.number.value()
        if wanted.casefold() in _taken(self._office):
            raise OfficeError(f"编号「{wanted}」已经有别的方案在用。请换一个编号。")
        return Begun(
            open_draft(
                self._office,
                None,
                from_id=base or "",
                blank=base is None,
                new_id=wanted,
                title=self.title.value(),
            )
        )

    def _show(self) -> None:
        way = self.way.value()
        self.grid.show_field(self.base, way == COPY)
        self.grid.show_field(self.left, way == GO_ON)
        for part in (self.title, self.number):
            self.grid.show_field(part, way != GO_ON)
        self.told.setVisible(way != GO_ON)
        self.grow()

    def _propose(self) -> None:
        """A number made of the initials and the year, until the officer writes one."""
        if self.number.value() != self._proposed:
            return
        letters = "".join(ch for ch in initials(self.title.value()) if ch.isascii() and ch.isalnum())[:24]
        self._proposed = (
            free_number(self._office, f"{letters}-{self._office.today().year}") if letters else ""
        )
        self.number.set_value(self._proposed)


def free_number(office: Office, wish: str) -> str:
    """The number wished for, with a figure behind it where it is taken."""
    taken, number, count = _taken(office), wish, 1
    while number.casefold() in taken:
        count += 1
        number = f"{wish}-{count}"
    return number


def left_over(office: Office) -> tuple[Left, ...]:
    """What was begun and not finished: kept as a draft, or not saved at all when the program stopped."""
    lost = {one.id: one for one in aside.aside(office)}
    drafts = {one.id: one for one in unfinished(office)}
    found: list[Left] = []
    for id in (*lost, *(id for id in drafts if id not in lost)):
        title = (lost[id].title if id in lost else drafts[id].title) or "（没有名称）"
        state = "没来得及保存" if id in lost else "草稿"
        found.append(Left(f"{title}（{id}，{state}）", lambda id=id: _open(office, id)))
    return tuple(found)


def _open(office: Office, id: str) -> Begun:
    """Open what was left over; a text that was never saved is written over a blank one of its number."""
    text = next((one.text for one in aside.aside(office) if one.id == id), "")
    known = {h.id for h in office.library.headings} | {one.id for one in unfinished(office)}
    draft = open_draft(office, id) if id in known else open_draft(office, None, blank=True, new_id=id)
    return Begun(draft, text)


def _taken(office: Office) -> set[str]:
    numbers = (*(h.id for h in office.library.headings), *(one.id for one in unfinished(office)))
    return {number.casefold() for number in numbers}
