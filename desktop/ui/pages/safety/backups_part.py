"""备份与恢复: how safe the data are, the list of backups, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.casework import safekeeping
from desktop.casework.safety import backups_folder, safety, why_not
from desktop.domain.backup import WHY_WORDS, Backup, Health, Made, Rehearsal
from desktop.domain.safety import Safety, Said, moment, size_words, state_words, time_words
from desktop.domain.trail import Act
from desktop.ui.dialogs.message import confirm, tell, tell_error, telling
from desktop.ui.dialogs.rehearsal import RehearsalSheet
from desktop.ui.dialogs.restore import RestoreBackup
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

BANDS = {"good": "band-good", "warned": "band-warned", "bad": "band-bad", "told": "band-told"}
LINES = {"good": "fine", "warned": "warned", "bad": "bad", "told": "faint"}
MARKS = {"good": "✔ ", "warned": "! ", "bad": "✘ ", "told": "　"}


class BackupsPart(QWidget):
    """Says in words how things stand before it offers anything."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.state: Safety | None = None
        self.headline = Words(kind="band-told")
        self.where = Words(kind="faint")
        self.lines = [Words() for _ in range(4)]
        self.make = push("立即备份(&B)", self.back_up, picture="save", kind="primary")
        self.drill = push("恢复演练(&D)", self.rehearse, picture="checklist")
        self.restore = push("恢复这份备份(&R)…", self.restore_chosen, kind="danger")
        self.place = push("第二备份位置(&S)…", self.choose_place, picture="export")
        self.password = push("副本密码(&P)…", self.set_password, picture="edit")
        self.check = push("全面体检(&C)", self.full_check, picture="search")
        self.open = push("打开备份文件夹(&O)", self.open_folder, picture="open")
        self.model: RowsModel[Backup] = RowsModel(_columns())
        self.table: Table[Backup] = Table(
            self.model, "还没有备份。关闭程序时会自动备份，也可以现在点「立即备份」。"
        )
        self.table.setAccessibleName("备份")
        self.table.setMinimumHeight(self.table.height_for(3))
        card = Card()
        card.add(self.headline)
        card.add(self.where)
        for line in self.lines:
            card.add(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(10)
        layout.addWidget(card)
        layout.addWidget(Bar((self.make, self.drill), (self.restore,)))
        layout.addWidget(self.table, 1)
        layout.addWidget(Bar((self.place, self.password, self.check, self.open)))
        self.table.chosen.connect(lambda: self._look())
        self.table.opened.connect(lambda: self.rehearse())

    def load(self) -> None:
        """Look at the backups anew."""
        chosen = self.table.line()
        state = safety(self._office)
        self.state = state
        self.headline.become(BANDS[state.headline.mood], state.headline.text)
        self.where.setText(f"放在：{backups_folder(self._office)}")
        said = [state.second_said, *state.others]
        for line, words in zip(self.lines, [*said, *[None] * (len(self.lines) - len(said))], strict=True):
            line.setVisible(words is not None)
            if words is not None:
                _show(line, words)
        self.model.show(state.backups)
        names = [b.name for b in state.backups]
        if names:
            self.table.choose(names.index(chosen.name) if chosen and chosen.name in names else 0)
        self._look()

    def begin(self) -> None:
        """Take the keyboard."""
        (self.table if self.model.lines() else self.make).setFocus()

    def back_up(self) -> None:
        """Make a backup now."""
        if self._forbidden(Act.back_up):
            return
        office = self._office
        work(
            self.window(),
            "正在备份",
            lambda _progress, _cancelled: safekeeping.back_up(office),
            self._made,
        )

    def rehearse(self) -> None:
        """Try out restoring the chosen backup; nothing is changed."""
        backup = self._chosen()
        if backup is not None and not self._forbidden(Act.drill):
            self._rehearse(backup, self._show_rehearsal)

    def restore_chosen(self) -> None:
        """Put the chosen backup in place, after a rehearsal and a confirmation that is typed."""
        backup = self._chosen()
        if backup is None or self._forbidden(Act.restore):
            return
        if not backup.good:
            tell_error(self, f"这份备份{state_words(backup)}不能用来恢复，请另选一份「已验证」的。")
            return
        self._rehearse(backup, self._agree)

    def choose_place(self) -> None:
        """Choose where each backup is copied to as well."""
        if self._forbidden(Act.plan_backups):
            return
        with telling(self):
            plan = safekeeping.plan(self._office)
            if plan.second_place and confirm(
                self,
                f"现在的第二备份位置是：{plan.second_place}\n要不再往那里复制，还是换一个文件夹？",
                yes="不再复制(&N)",
                no="换一个文件夹(&C)…",
                heading="第二备份位置",
            ):
                self.record_place("")
                return
            chosen = QFileDialog.getExistingDirectory(
                self, "选择 U 盘或另一块硬盘上的文件夹", plan.second_place
            )
            if chosen:
                self.record_place(chosen)

    def record_place(self, place: str) -> None:
        """Keep that folder as the second place; an empty one ends the copying."""
        with telling(self):
            plan = safekeeping.plan(self._office)
            safekeeping.record_plan(
                self._office, replace(plan, second_place=str(Path(place)) if place else "")
            )
            self.load()
            self._news.said.emit(
                f"以后的备份都会复制一份到 {place}，现在点「立即备份」先复制一份"
                if place
                else "不再往第二个位置复制备份"
            )

    def set_password(self) -> None:
        """Set the password of the index of archives, or take it away."""
        from desktop.ui.dialogs.copy_password import CopyPassword

        if self._forbidden(Act.plan_backups):
            return
        with telling(self):
            if CopyPassword.ask(self._office, self):
                self.load()
                self._news.said.emit("已更改副本密码，下次备份起用")

    def full_check(self) -> None:
        """Check every page of the data file."""
        office = self._office
        work(
            self.window(),
            "正在全面体检",
            lambda _progress, _cancelled: safekeeping.full_check(office),
            self._checked,
        )

    def open_folder(self) -> None:
        """Show the folder of backups in the system's file manager."""
        folder = backups_folder(self._office)
        if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            tell_error(self, f"没有能打开文件夹的程序，或还没有备份。备份放在：\n{folder}")

    def _rehearse(self, backup: Backup, done: Callable[[Rehearsal], None]) -> None:
        office = self._office
        work(
            self.window(),
            "正在演练恢复",
            lambda _progress, _cancelled: safekeeping.rehearse(office, backup),
            done,
        )

    def _show_rehearsal(self, found: Rehearsal) -> None:
        RehearsalSheet.show_found(found, self)
        self.load()
        self.table.setFocus()

    def _agree(self, found: Rehearsal) -> None:
        if not found.works:
            self._show_rehearsal(found)
            return
        reason = RestoreBackup.ask(found, self)
        self.load()
        if reason:
            self._news.restore_wanted.emit(found.backup, reason)

    def _made(self, made: Made) -> None:
        self.load()
        self.table.choose(0)
        backup = made.backup
        if made.said or not backup.good:
            tell(self, "\n".join(made.said) or state_words(backup), heading="备份做好了，但有事要办")
        else:
            self._news.said.emit(f"已备份：{backup.households} 户，打开核对过")

    def _checked(self, found: Health) -> None:
        self.load()
        if found.sound:
            self._news.said.emit(f"{found.said}用时 {time_words(found.seconds)}")
        else:
            self._news.damaged.emit(found)

    def _chosen(self) -> Backup | None:
        backup = self.table.line()
        if backup is None:
            tell_error(self, "请先在列表里选中一份备份。", heading="还没有选中")
        return backup

    def _forbidden(self, act: Act) -> bool:
        said = why_not(self._office, act)
        if said:
            tell_error(self, said, heading="不能办理")
        return bool(said)

    def _look(self) -> None:
        chosen = self.table.line()
        self.drill.setEnabled(chosen is not None)
        self.restore.setEnabled(chosen is not None)


def _show(line: Words, said: Said) -> None:
    line.become(LINES[said.mood], MARKS[said.mood] + said.text)


def _columns() -> list[Column[Backup]]:
    return [
        Column(title="时间", text=moment, width=158),
        Column(title="因为", text=lambda b: WHY_WORDS[b.why], width=112),
        Column(title="户数", text=lambda b: str(b.households) if b.counts else "", width=72, right=True),
        Column(title="大小", text=lambda b: size_words(b.size) if b.size else "", width=92, right=True),
        Column(title="索引", text=lambda b: "有" if b.plain_copy else "", width=60),
        Column(
            title="可用吗",
            text=state_words,
            width=150,
            stretch=True,
            kind=lambda b: "green" if b.good else "red",
        ),
        Column(title="名称", text=lambda b: b.name, width=230),
    ]
