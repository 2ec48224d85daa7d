"""First start (首次启动): the practice office, or a new office of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.safekeeping import backups_in
from desktop.domain.backup import WHY_WORDS, Backup
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.errors import OfficeError
from desktop.domain.recovery import FROM_BACKUP
from desktop.domain.standards import Line, LineKind
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import tell_error
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox, PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.fields.password import NewPassword
from desktop.ui.fields.text import TextLine
from desktop.ui.theme import icon
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.ui.dialogs.sign_in import Coming


@dataclass(frozen=True)
class Founding:
    """What was chosen: the practice office, or an office with its particulars and perhaps its 低保 line."""

    practice: bool
    bureau: Bureau | None = None
    dibao: Line | None = None
    password: str = ""
    """Of the officer, who is the first user."""
    backup: Backup | None = None
    """The office is not new: it is put back from here."""

    def __repr__(self) -> str:
        return f"Founding(practice={self.practice}, bureau={self.bureau}, dibao={self.dibao})"


class FirstStart(QDialog):
    """Two ways in; the second asks for what the papers and the means check need, and for a password.

    `found` makes the office, off the GUI thread; where it cannot, the entry stays to be mended.
    """

    def __init__(
        self, today: date, found: Callable[[Founding], Coming | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._found = found
        self.coming: Coming | None = None
        self.setWindowTitle("帮扶台账：首次启动")
        self.practice = _Way(
            "练习办公室",
            "用虚构的名册和家庭先试一遍，从导入到签收。\n数据单独存放，每页都有标记，不会和真实数据混在一起。",
        )
        self.office = _Way(
            "新建办公室",
            "开始登记本单位的真实档案，加密保存。\n需要单位名称、所在地和一个密码；低保标准可以以后再填。",
        )
        ways = QButtonGroup(self)
        for button in (self.practice, self.office):
            ways.addButton(button)
        self.restored = _Way(
            FROM_BACKUP,
            "换了电脑，或者原来的电脑坏了：用 U 盘上的备份打开原来的办公室。\n需要原来的密码，或者封存的恢复码单。",
        )
        ways.addButton(self.restored)
        self.practice.setChecked(True)
        self.look_for = push("选 U 盘或备份文件夹(&F)…", self.choose_folder, picture="open")
        self.found_there = Words(kind="band-told")
        self.backups: PickBox[Backup] = PickBox([], unset=None)
        self.name = TextLine(hint="如 示例市总工会，印在公示和签收表上")
        self.kind = ChoiceBox(OfficeKind, OfficeKind.union, unset=None)
        self.place = TextLine(hint="县、区或市，如 示例市；用来查对当地标准")
        self.officer = TextLine(hint="您的姓名，登录和表格上都用它", longest=30)
        self.phone = TextLine(hint="印在公示上，供反映情况", longest=30)
        self.dibao = MoneyEdit(unit="元 / 人·月")
        self.from_day = DayEdit(today)
        self.source = TextLine(hint="文号或通知名称")
        self.password = NewPassword(self.officer.value)
        self.officer.changed.connect(self.password.look)
        self.grid, self.password_grid, self.line_grid = FieldGrid(1), FieldGrid(1), FieldGrid(1)
        self.grid.add("单位名称 *", self.name)
        self.grid.add("单位类别 *", self.kind)
        self.grid.add("所在地 *", self.place)
        self.grid.add("经办人 *", self.officer)
        self.grid.add("联系电话", self.phone)
        self.password_grid.add("密码 *", self.password.first)
        self.password_grid.add("再输一遍 *", self.password.again)
        self.line_grid.add("低保标准", self.dibao)
        self.line_grid.add("执行日期", self.from_day)
        self.line_grid.add("文件依据", self.source)
        self.back = push("上一步(&B)", lambda: self.turn(0), picture="back")
        self.next = push("下一步(&N)", self.go_on, kind="primary", key="Ctrl+Return")
        self.next.setDefault(True)
        self.leave = push("退出(&Q)", self.reject)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._choice_page())
        self.stack.addWidget(self._office_page())
        self.stack.addWidget(self._backup_page())
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 18)
        row.setSpacing(8)
        row.addWidget(self.leave)
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack, 1)
        layout.addLayout(row)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.go_on)
        for button in (self.practice, self.office, self.restored):
            button.toggled.connect(lambda: self._name_button())
        enter_moves_on(self.stack)
        room = self.screen().availableGeometry()
        self.resize(min(720, room.width() - 40), min(620, room.height() - 60))
        self.turn(0)

    @classmethod
    def ask(
        cls, today: date, found: Callable[[Founding], Coming | None], parent: QWidget | None = None
    ) -> tuple[Founding, Coming | None] | None:
        """What the officer chose and founded, or None to leave the program."""
        dialog = cls(today, found, parent)
        return (dialog.founding(), dialog.coming) if shown(dialog) else None

    def founding(self) -> Founding:
        """The choice as entered."""
        if self.practice.isChecked():
            return Founding(practice=True)
        if self.restored.isChecked():
            return Founding(practice=False, backup=self.backups.value())
        place = self.place.value()
        bureau = Bureau(
            name=self.name.value(),
            kind=self.kind.value() or OfficeKind.union,
            place=place,
            officer=self.officer.value(),
            phone=self.phone.value(),
        )
        amount, day, password = self.dibao.value(), self.from_day.value(), self.password.value()
        if amount is None or day is None:
            return Founding(practice=False, bureau=bureau, password=password)
        line = Line(kind=LineKind.dibao, place=place, from_day=day, amount=amount, source=self.source.value())
        return Founding(practice=False, bureau=bureau, dibao=line, password=password)

    def problems(self) -> list[tuple[str, QWidget]]:
        """What is missing or wrong, with the field to go to."""
        found = [
            (f"请填写{label}。", field)
            for label, field in (
                ("单位名称", self.name),
                ("所在地", self.place),
                ("经办人姓名", self.officer),
            )
            if not field.value()
        ]
        found += [*self.grid.problems(), *self.password_grid.problems(), *self.line_grid.problems()]
        written = (self.dibao.edit.text(), self.from_day.edit.text(), self.source.value())
        if any(text.strip() for text in written) and not found:
            for label, field, text in zip(
                ("低保标准的数额", "执行日期", "文件依据"),
                (self.dibao, self.from_day, self.source),
                written,
                strict=True,
            ):
                if not text.strip():
                    found.append((f"填了低保标准的一部分，还缺{label}；暂时不知道的，三项都留空。", field))
        return found

    def turn(self, number: int) -> None:
        """Show the choice (0), the office's particulars (1) or the backups (2)."""
        self.stack.setCurrentIndex(number)
        self.back.setVisible(number > 0)
        self._name_button()
        chosen = next(way for way in (self.practice, self.office, self.restored) if way.isChecked())
        (chosen, self.name, self.look_for)[number].setFocus()

    def choose_folder(self) -> None:
        """Look through a stick or a folder for backups."""
        chosen = QFileDialog.getExistingDirectory(self, "选 U 盘或备份文件夹", "")
        if chosen:
            self.show_backups(Path(chosen))

    def show_backups(self, place: Path) -> None:
        """Offer the backups there, the newest first."""
        good = sorted((b for b in backups_in(place) if b.good), key=lambda b: b.counter, reverse=True)
        self.backups.set_options([(b, _backup_words(b)) for b in good], good[0] if good else None)
        self.backups.setVisible(bool(good))
        if good:
            self.found_there.become("band-good", f"找到 {len(good)} 份可用的备份，已选中最近的一份。")
            self.backups.setFocus()
        else:
            self.found_there.become(
                "band-warned", f"在 {place} 里没有找到可用的备份。请选 U 盘本身，或里面名为「备份」的文件夹。"
            )
        self.found_there.show()

    def go_on(self) -> None:
        """To the next step, or done."""
        if not self.next.isEnabled():
            return
        if self.practice.isChecked():
            self._make("正在准备练习办公室")
        elif self.stack.currentIndex() == 0:
            self.turn(2 if self.restored.isChecked() else 1)
        elif self.restored.isChecked():
            if self.backups.value() is None:
                tell_error(self, "请先选存有备份的 U 盘或文件夹。", heading="还不能开始")
                self.look_for.setFocus()
            else:
                self.accept()
        elif problems := self.problems():
            tell_error(self, "\n".join(said for said, _ in problems), heading="还不能开始")
            problems[0][1].setFocus()
        else:
            self._make("正在建立办公室")

    def _make(self, title: str) -> None:
        """Found what was chosen; a key for every office takes two or three seconds to make."""
        founding = self.founding()
        self.next.setEnabled(False)
        work(
            self,
            title,
            lambda _progress, _cancelled: self._found(founding),
            self._made,
            failed=self._refused,
        )

    def _made(self, coming: Coming | None) -> None:
        self.coming = coming
        self.accept()

    def _refused(self, error: OfficeError) -> None:
        self.next.setEnabled(True)
        tell_error(self, error.said, heading="还不能开始")

    def _name_button(self) -> None:
        if self.practice.isChecked():
            self.next.setText("进入练习办公室(&N)")
        else:
            last = "从这份备份打开(&N)" if self.restored.isChecked() else "建立办公室(&N)"
            self.next.setText(last if self.stack.currentIndex() else "下一步(&N)")

    def _choice_page(self) -> QWidget:
        page = Scrolled(margin=28)
        seal = QLabel()
        seal.setPixmap(icon("bangfu").pixmap(56, 56))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(seal)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words("欢迎使用帮扶台账", "title"))
        words.addWidget(Words("困难家庭的建档、核对、审批、走访和发放，都在这一台电脑上办理。", "faint"))
        head.addLayout(words, 1)
        page.add(head)
        page.column.addSpacing(8)
        page.add(Words("从哪里开始？", "heading"))
        page.add(self.practice)
        page.add(self.office)
        page.add(self.restored)
        page.add(Words("用方向键选择，回车继续。", "faint"))
        page.column.addStretch(1)
        return page

    def _office_page(self) -> QWidget:
        page = Scrolled(margin=24)
        office = Card("本单位")
        office.add(self.grid)
        key = Card("您的密码")
        key.add(
            Words("档案加密保存，以后打开办公室都要输入它。忘记时只有恢复码能打开，下一步就打印。", "faint")
        )
        key.add(self.password_grid)
        line = Card("当地低保标准")
        line.add(Words("核对家庭收入要用。现在不清楚可以留空，以后在「设置 → 标准」登记。", "faint"))
        line.add(self.line_grid)
        page.add(office)
        page.add(key)
        page.add(line)
        page.column.addStretch(1)
        return page

    def _backup_page(self) -> QWidget:
        page = Scrolled(margin=24)
        card = Card(FROM_BACKUP)
        card.add(Words("插好存有备份的 U 盘，选 U 盘本身，或里面「备份」文件夹。"))
        card.add(Bar((self.look_for,)))
        card.add(self.found_there)
        card.add(self.backups)
        card.add(Words("下一步要用做备份时的密码登录；忘了密码，就用封存的恢复码单。", "faint"))
        self.backups.setAccessibleName("备份")
        self.found_there.hide()
        self.backups.hide()
        page.add(card)
        page.column.addStretch(1)
        return page


def _backup_words(backup: Backup) -> str:
    at = backup.at.astimezone()
    return f"{at:%Y-%m-%d %H:%M}　{backup.households} 户　{WHY_WORDS[backup.why]}"


class _Way(QPushButton):
    """A large choice: Enter takes it and goes on."""

    def __init__(self, heading: str, said: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(said)
        title, text = Words(heading, "heading"), Words(said, "faint")
        for words in (title, text):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.addWidget(title)
        layout.addWidget(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.heightForWidth(width)
