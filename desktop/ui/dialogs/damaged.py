"""The data file is damaged (数据损坏): what was found, and the ways out, the safest first. Nothing is ever erased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework import safekeeping
from desktop.casework.safety import Mended
from desktop.domain.backup import (
    WHY_WORDS,
    Backup,
    DamageReport,
    Rehearsal,
    Restored,
    SalvageReport,
)
from desktop.domain.safety import age_words, moment, restored_words, salvage_words
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm, tell, tell_error
from desktop.ui.dialogs.salvaged import SalvagedSheet
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Fold, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.work import work

TOLD = (
    "损坏的文件不会删除，也不会被改动：恢复或抢救前先另存到「损坏的数据」文件夹。请不要自己修改数据文件夹。"
)


class Damaged(QDialog):
    """Works on a folder whose lock the caller holds and whose data file nobody has open."""

    def __init__(
        self,
        folder: Path,
        key: bytes | None,
        today: date,
        now: Callable[[], datetime],
        report: DamageReport,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("数据文件有损坏")
        self._folder, self._key, self._today, self._now = folder, key, today, now
        self.report = report
        self.mended: Mended | None = None
        self.said = Words(report.health.said, "band-bad")
        self.best = Words()
        self.model: RowsModel[Backup] = RowsModel(_columns(today))
        self.table: Table[Backup] = Table(
            self.model, "没有找到可用的备份。插上存有备份的 U 盘，点「从 U 盘找备份」。"
        )
        self.table.setAccessibleName("可用的备份")
        self.table.setFixedHeight(self.table.height_for(4))
        self.restore = push("恢复到最近的备份(&R)", self.restore_chosen, kind="primary", picture="check")
        self.elsewhere = push("从 U 盘找备份(&U)…", self.look_elsewhere, picture="open")
        self.salvage = push("抢救还能读出的数据(&S)", self.salvage_rest, picture="search")
        self.folder_button = push("打开数据文件夹(&O)", self.open_folder, picture="open")
        self.leave = push("退出(&Q)", self.reject)
        body = Scrolled(margin=24)
        body.add(Words("数据文件有损坏", "title"))
        body.add(self.said)
        body.add(self.best)
        body.add(self.table)
        body.add(Words(TOLD, "faint"))
        if report.health.details:
            body.add(Fold("技术细节（报告问题时请附上）", Words("\n".join(report.health.details), "faint")))
        body.column.addStretch(1)
        ways = QVBoxLayout()
        ways.setContentsMargins(24, 8, 24, 18)
        ways.setSpacing(8)
        for row in ((self.restore, self.elsewhere), (self.salvage, self.folder_button, None, self.leave)):
            line = QHBoxLayout()
            for button in row:
                if button is None:
                    line.addStretch()
                else:
                    line.addWidget(button)
            if None not in row:
                line.addStretch()
            ways.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body, 1)
        layout.addLayout(ways)
        room = self.screen().availableGeometry()
        self.resize(min(780, room.width() - 40), min(640, room.height() - 60))
        self.table.chosen.connect(lambda: self._look())
        self.table.opened.connect(lambda: self.restore_chosen())
        self._offer(report.offered)
        (self.restore if report.best else self.elsewhere).setFocus()

    @classmethod
    def ask(
        cls,
        folder: Path,
        key: bytes | None,
        today: date,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> Mended | None:
        """What was done; None where the officer left. The caller holds the folder's lock."""
        dialog = cls(folder, key, today, now, safekeeping.damage_report(folder, key), parent)
        return dialog.mended if shown(dialog) else None

    def restore_chosen(self) -> None:
        """Try the chosen backup out, then put it in place."""
        backup = self.table.line()
        if backup is None:
            tell_error(self, "没有可用的备份。请插上存有备份的 U 盘，点「从 U 盘找备份」，或试试「抢救」。")
            return
        work(
            self,
            "正在演练恢复",
            lambda _progress, _cancelled: safekeeping.rehearse_folder(self._folder, backup, self._key),
            self._rehearsed,
        )

    def look_elsewhere(self) -> None:
        """Look for backups in another folder."""
        chosen = QFileDialog.getExistingDirectory(self, "选择 U 盘或存有备份的文件夹")
        if chosen:
            self.look_in(Path(chosen))

    def look_in(self, place: Path) -> None:
        """Offer the backups in that place, too."""
        work(
            self,
            "正在找备份",
            lambda _progress, _cancelled: safekeeping.damage_report(self._folder, self._key, [place]),
            lambda report: self._found(report, place),
        )

    def salvage_rest(self) -> None:
        """Read what can be read into a new file beside the damaged one."""
        work(
            self,
            "正在抢救数据",
            lambda _progress, _cancelled: safekeeping.salvage_folder(self._folder, self._key, self._now),
            self._salvaged,
        )

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            tell_error(self, f"系统没有打开文件夹的程序。文件夹在：\n{self._folder}")

    def _rehearsed(self, found: Rehearsal) -> None:
        if not found.works:
            tell_error(self, f"{found.said}请在列表里另选一份。", heading="这份备份不能用")
            return
        backup = found.backup
        if not confirm(
            self,
            f"{found.said}\n恢复到 {moment(backup)} 的样子吗？那以后办理的业务需要重新录入。\n"
            "损坏的文件会另外保存，以后还可以从中抢救。",
            yes="恢复(&Y)",
            no="先不恢复(&N)",
            heading="恢复备份",
        ):
            return
        work(
            self,
            "正在恢复，请不要断电",
            lambda _progress, _cancelled: safekeeping.restore_folder(
                self._folder, backup, self._key, self._now
            ),
            self._restored,
        )

    def _restored(self, restored: Restored) -> None:
        tell(self, "\n".join(restored_words(restored)), heading="恢复好了")
        self.mended = Mended(restored=restored)
        self.accept()

    def _salvaged(self, report: SalvageReport) -> None:
        if not SalvagedSheet.agree(report, self):
            tell(
                self,
                f"没有换上抢救出来的数据，它保存在：{report.path}\n{salvage_words(report)}",
                heading="抢救出来的数据已保存",
            )
            return
        work(
            self,
            "正在换上抢救出来的数据",
            lambda _progress, _cancelled: safekeeping.use_salvaged(
                self._folder, report, self._key, self._now
            ),
            lambda aside: self._used(report, aside),
        )

    def _used(self, report: SalvageReport, aside: Path) -> None:
        tell(self, f"已换上抢救出来的数据。损坏的文件保存在：{aside}", heading="抢救好了")
        self.mended = Mended(salvaged=report)
        self.accept()

    def _found(self, report: DamageReport, place: Path) -> None:
        before = len(self.report.offered)
        self.report = report
        self._offer(report.offered)
        if len(report.offered) == before:
            tell(
                self, f"在 {place} 里没有找到别的可用备份。请确认是存备份的 U 盘，选 U 盘本身或里面的文件夹。"
            )
        self.restore.setFocus()

    def _offer(self, offered: Sequence[Backup]) -> None:
        self.model.show(offered)
        if offered:
            best = offered[0]
            self.best.setText(
                f"最近一份可用的备份：{moment(best)}，{best.households} 户，{age_words(best.day, self._today)}。"
            )
            self.table.choose(0)
        else:
            self.best.setText("这台电脑上没有找到可用的备份。")
        self._look()

    def _look(self) -> None:
        self.restore.setEnabled(self.table.line() is not None)
        first = self.table.currentIndex().row() <= 0
        self.restore.setText("恢复到最近的备份(&R)" if first else "恢复到选中的备份(&R)")


def _columns(today: date) -> list[Column[Backup]]:
    return [
        Column(title="时间", text=moment, width=158),
        Column(title="多久以前", text=lambda b: age_words(b.day, today), width=110),
        Column(title="户数", text=lambda b: str(b.households), width=72, right=True),
        Column(title="因为", text=lambda b: WHY_WORDS[b.why], width=110),
        Column(title="在哪里", text=lambda b: str(b.folder.parent), width=200, stretch=True),
    ]
