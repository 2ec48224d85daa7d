"""操作记录: who did what and when, what stood there before, and the check that nobody tampered with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.casework import intake, logbook
from desktop.domain.errors import OfficeError
from desktop.domain.listing import Page as Lines
from desktop.domain.trail import Act
from desktop.domain.trail_words import EntryLine, Proved, Told, TrailQuery, head_words, proof_words
from desktop.ui.dialogs.message import tell, tell_error, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, PickBox
from desktop.ui.fields.panels import Card, OneLine, Words
from desktop.ui.fields.text import SearchBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.paged import PagedModel
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office


SHOWN = 3
"""Sentences that find room above the list."""


class TrailPart(QWidget):
    """The newest entries first; below them the chosen one in full."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.household: int | None = None
        self.head = Words(kind="figure", wrap=False)
        self.head.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.number = TextLine(hint="条号，如 1234", longest=20)
        self.number.setFixedWidth(140)
        self.number.setAccessibleName("纸上的条号")
        self.code = TextLine(hint="校验码，如 ABCDE-FGH23", longest=20)
        self.code.setFixedWidth(220)
        self.code.setAccessibleName("纸上的校验码")
        self.verify = push("核验(&V)", self.prove, picture="check", kind="primary")
        self.result = Words(kind="band-told")
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.result.hide()
        self.seek = SearchBox("找姓名、编号、内容")
        self.seek.setMinimumWidth(200)
        self.act: ChoiceBox[Act] = ChoiceBox(Act, unset="全部操作")
        self.act.setAccessibleName("做了什么")
        self.user: PickBox[str] = PickBox((), unset="所有人")
        self.user.setAccessibleName("谁做的")
        self.only = OneLine(kind="chip")
        self.only.setMinimumWidth(220)
        self.everything = push("看全部(&A)", lambda: self.show_household(None))
        self.total = Words(kind="faint", wrap=False)
        self.model: PagedModel[EntryLine] = PagedModel(_columns(), self._fetch)
        self.table: Table[EntryLine] = Table(self.model, "没有找到这样的记录。")
        self.table.setAccessibleName("操作记录")
        self.table.setMinimumHeight(self.table.height_for(3))
        self.detail = Words()
        self.reason = Words()
        self.changes: RowsModel[Told] = RowsModel(_change_columns())
        self.change_table: Table[Told] = Table(self.changes)
        self.change_table.setAccessibleName("改动")
        self.change_table.setMinimumHeight(self.change_table.height_for(1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(self._proof())
        layout.addWidget(Bar((self.seek, self.act, self.user, self.total), (self.everything,)))
        layout.addWidget(self.only)
        layout.addWidget(self._split(), 1)
        self.seek.asked.connect(self.reload)
        self.seek.down.connect(self.table.setFocus)
        self.act.changed.connect(self.reload)
        self.user.changed.connect(self.reload)
        self.table.chosen.connect(self._show)
        self.code.returnPressed.connect(self.prove)
        self.number.returnPressed.connect(self.code.setFocus)
        self.show_household(None, reload=False)

    def load(self) -> None:
        """Show the log as it is now."""
        end = logbook.head(self._office)
        self.head.setText(head_words(end) if end.seq else "还没有操作记录")
        self.user.set_options([(name, name) for name in logbook.who(self._office)], self.user.value())
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask for the entries anew."""
        with telling(self):
            self.model.reload()
            self.total.setText(f"共 {self.model.total():,} 条")
            if self.model.total():
                self.table.choose(0)
            else:
                self._show(None)

    def begin(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def show_household(self, household_id: int | None, reload: bool = True) -> None:
        """Only what was done about this household; None for everything."""
        self.household = household_id
        name = ""
        if household_id is not None:
            with telling(self):
                found = intake.household(self._office, household_id)
                name = f"{found.number} {found.head.name}"
        self.only.say(f"只看这一户的记录：{name}" if household_id is not None else "")
        self.only.setVisible(household_id is not None)
        self.everything.setVisible(household_id is not None)
        if reload:
            self.seek.reset()
            self.act.set_value(None)
            self.user.set_value(None)
            self.load()

    def prove(self) -> None:
        """Go through the whole log, with the code from paper where one was typed."""
        try:
            typed = self._typed()
        except OfficeError as error:
            tell_error(self, error.said, heading="请再看一眼纸上的页脚")
            return
        office = self._office
        work(
            self.window(),
            "正在核验操作记录",
            lambda _progress, _cancelled: logbook.prove(office, typed),
            self._proved,
        )

    def _typed(self) -> list[tuple[str, int, str]]:
        number, code = self.number.value(), self.code.value()
        if not number and not code:
            return []
        if not number or not code:
            (self.code if number else self.number).setFocus()
            raise OfficeError(
                "条号和校验码要一起填，都印在签收表、公示、走访登记表的页脚。不核对纸张的，两栏都留空。"
            )
        return [logbook.typed_anchor(number, code)]

    def _proved(self, proof: Proved) -> None:
        words = proof_words(proof)
        shown = words[:SHOWN] if proof.sound else words[:1]
        self.result.become("band-good" if proof.sound else "band-bad", "\n".join(shown))
        self.result.show()
        self.load()
        self._news.said.emit(words[0])
        self.verify.setFocus()
        if not proof.sound:
            tell_error(self, "\n".join(words), heading="核验没有通过")
        elif len(words) > SHOWN:
            tell(self, "\n".join(words), heading="核验通过")

    def _fetch(self, offset: int, limit: int) -> Lines[EntryLine]:
        return logbook.find_entries(self._office, self._query(), offset, limit)

    def _query(self) -> TrailQuery:
        act, user = self.act.value(), self.user.value()
        return TrailQuery(
            acts=(act,) if act is not None else (),
            users=(user,) if user is not None else (),
            search=self.seek.value(),
            household_id=self.household,
        )

    def _show(self, line: EntryLine | None) -> None:
        if line is None:
            self.detail.setText("")
            self.reason.hide()
            self.changes.show(())
            self.change_table.hide()
            return
        self.detail.setText(
            f"第 {line.seq} 条　{line.when}　{line.user}　{line.act}　{line.about}　校验码 {line.code}"
        )
        self.reason.setText(f"原因、说明：{line.reason}")
        self.reason.setVisible(bool(line.reason))
        self.changes.show(line.changes)
        self.change_table.setVisible(bool(line.changes))

    def _proof(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.head)
        row.addWidget(Words("现在的末条，可抄进值班记录本。", "faint"), 1)
        card.add(row)
        card.add(Bar((Words("纸上印的（可不填）", wrap=False), self.number, self.code, self.verify)))
        card.add(self.result)
        return card

    def _split(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.detail)
        column.addWidget(self.reason)
        column.addWidget(self.change_table, 100)
        column.addStretch(1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split


def _columns() -> list[Column[EntryLine]]:
    return [
        Column(title="条号", text=lambda e: str(e.seq), width=76, right=True),
        Column(title="时间", text=lambda e: e.when[:-3], width=152),
        Column(title="谁", text=lambda e: e.user, width=96),
        Column(title="做了什么", text=lambda e: e.act, width=128),
        Column(title="对象", text=lambda e: e.about, width=190, stretch=True),
        Column(title="改动、原因", text=lambda e: e.brief, width=260, stretch=True),
    ]


def _change_columns() -> list[Column[Told]]:
    return [
        Column(title="项目", text=lambda t: t.field, width=210),
        Column(title="原来", text=lambda t: t.old or "（空）", width=190, stretch=True),
        Column(title="改为", text=lambda t: t.new or "（空）", width=190, stretch=True),
    ]
