"""方案包: schemes handed on in one file, and a pack looked at whole before anything of it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.casework import packs, settings
from desktop.casework.packs import Tried
from desktop.domain.attachment import file_name
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_diff import differences
from desktop.domain.scheme_words import in_force_told
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.fields.text import SearchBox
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.scheme_search import answers
from desktop.ui.pages.schemes_compare import CompareDialog
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

FILES = f"方案包 (*{packs.ENDING});;所有文件 (*)"
TOLD = 8
"""Differences told in the list of what is new; the rest stands in the comparison."""


class ExportPack(QDialog):
    """Tick the schemes that go into the pack."""

    def __init__(self, schemes: Sequence[Scheme], chosen: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出方案包")
        self._schemes = tuple(schemes)
        self._ticked: set[str] = {chosen} if chosen else set()
        self.search_box = SearchBox("名称、机关、篇号或拼音首字母")
        self.model: RowsModel[Scheme] = RowsModel(
            [
                Column(title="方案", text=lambda s: s.title, width=300, stretch=True),
                Column(title="编号", text=lambda s: s.id, width=130),
                Column(title="发文单位", text=lambda s: s.issuer, width=160),
            ],
            checkable=True,
        )
        self.table: Table[Scheme] = Table(self.model, "没有找到这样的方案。可以换个词。")
        self.table.setAccessibleName("要导出的方案")
        self.count = Words("", "faint")
        self.take = push(
            "选择位置并导出(&E)…", self.accept, picture="export", kind="primary", key="Ctrl+Return"
        )
        leave = push("取消(&C)", self.reject, key="Esc")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(
            Words("选出要交给别处的方案，空格键打勾。每个方案连同原文、算例和注释一字不差地放进一个文件。")
        )
        layout.addWidget(self.search_box)
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.take)
        row.addWidget(leave)
        layout.addLayout(row)
        self.search_box.asked.connect(lambda: self._list())
        self.search_box.down.connect(lambda: self.table.setFocus())
        self.model.dataChanged.connect(lambda: self._tick())
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.take.click)
        room = self.screen().availableGeometry()
        self.resize(min(820, room.width() - 40), min(620, room.height() - 60))
        self._list()
        self.table.setFocus()

    def ids(self) -> tuple[str, ...]:
        """The numbers of the schemes ticked, in the order of the library."""
        return tuple(s.id for s in self._schemes if s.id in self._ticked)

    def _list(self) -> None:
        found = [s for s in self._schemes if answers(s, self.search_box.value())]
        self.model.show(found)
        self.model.tick([n for n, s in enumerate(found) if s.id in self._ticked])
        if found:
            self.table.choose(next((n for n, s in enumerate(found) if s.id in self._ticked), 0))
        self._count()

    def _tick(self) -> None:
        shown_here = {s.id for s in self.model.lines()}
        self._ticked = (self._ticked - shown_here) | {s.id for s in self.model.ticked()}
        self._count()

    def _count(self) -> None:
        self.count.setText(f"已选 {len(self._ticked)} 个")
        self.take.setEnabled(bool(self._ticked))


def export_pack(office: Office, news: News, chosen: str | None, parent: QWidget) -> Path | None:
    """Ask which schemes and where to, and write the pack; None where the officer thought better of it."""
    with telling(parent):
        dialog = ExportPack(office.library.schemes, chosen, parent)
        if not shown(dialog):
            return None
        ids = dialog.ids()
        name = office.library.scheme(ids[0]).title if len(ids) == 1 else f"{len(ids)} 个方案"
        wanted, _ = QFileDialog.getSaveFileName(
            parent,
            "导出方案包",
            str(Path.home() / f"{file_name(name)}{packs.ENDING}"),
            FILES,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not wanted:
            return None
        out = Path(wanted)
        out = out if out.suffix.lower() == packs.ENDING else out.with_name(f"{out.name}{packs.ENDING}")
        done = packs.export(office, ids, out)
        news.said.emit(f"已导出 {len(done)} 个方案：{out}")
        return out
    return None


class ImportPack(QDialog):
    """What a pack holds, how its examples came out, and what would be new; taken in whole or not at all."""

    def __init__(
        self, office: Office, path: Path, tried: Sequence[Tried], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._path = office, path
        self.tried = tuple(tried)
        self.kept: tuple[str, ...] = ()
        """The numbers of the schemes that were taken in."""
        self.setWindowTitle(f"导入方案包：{path.name}")
        self.band = Words(kind="band-good")
        self.model: RowsModel[Tried] = RowsModel(_columns(), self.tried)
        self.table: Table[Tried] = Table(self.model, "")
        self.table.setAccessibleName("方案包里的方案")
        self.about = Scrolled(margin=12)
        self.compare = push("和现有的逐项对照(&D)…", self.lay_beside, picture="checklist", key="Ctrl+D")
        self.take = push("", self.take_in, picture="import", kind="primary", key="Ctrl+Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.about)
        split.setStretchFactor(1, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.compare)
        row.addStretch()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.band)
        layout.addWidget(split, 1)
        layout.addLayout(row)
        self._say()
        self.table.chosen.connect(self._show)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.take.click)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.compare.click)
        room = self.screen().availableGeometry()
        self.resize(min(980, room.width() - 40), min(720, room.height() - 60))
        self.table.setMinimumHeight(self.table.height_for(min(len(self.tried), 5)))
        self.table.choose(next((n for n, t in enumerate(self.tried) if t.problem), 0))
        self.table.setFocus()

    def take_in(self) -> None:
        """Take the pack in, and close."""
        with telling(self):
            tried = packs.take_in(self._office, self._path)
            if any(t.problem for t in tried):  # it was exchanged for another file meanwhile
                self.tried = tried
                self.model.show(tried)
                self._say()
                self.table.choose(next(n for n, t in enumerate(tried) if t.problem))
                return
            self.kept = tuple(t.scheme.id for t in tried if t.scheme is not None and not t.known)
            self.accept()

    def lay_beside(self) -> None:
        """Lay the chosen scheme beside what stands in the library in its place."""
        one = self.table.line()
        if one is None or one.scheme is None or one.beside is None:
            return
        pairs = [
            ("library", f"{one.beside.title}（方案库里的 {one.beside.id}）", one.beside),
            ("pack", f"{one.scheme.title}（方案包里的 {one.scheme.id}）", one.scheme),
        ]
        days = settings.bureau(self._office).notice_days
        shown(CompareDialog(pairs, "library", "pack", days, self))

    def _say(self) -> None:
        wrong = sum(bool(t.problem) for t in self.tried)
        new = sum(not t.known and not t.problem for t in self.tried)
        if wrong:
            self.band.become(
                "band-bad",
                f"✘ {len(self.tried)} 个方案里有 {wrong} 个不能用，整个方案包一个也不导入。原因看下面；请转告给方案包的人。",
            )
        elif new:
            known = len(self.tried) - new
            also = f"，另有 {known} 个本单位已有，内容相同" if known else ""
            self.band.become("band-good", f"✔ 算例全部通过。可以导入 {new} 个方案{also}。")
        else:
            self.band.become("band-told", "里面的方案本单位都有了，内容一字不差，不用导入。")
        self.take.setText(f"导入 {new} 个方案(&I)" if new and not wrong else "不能导入")
        self.take.setEnabled(bool(new) and not wrong)
        self.take.setVisible(bool(new) or bool(wrong))
        self.leave.setText("取消(&C)" if self.take.isEnabled() else "关闭(&C)")

    def _show(self, one: Tried | None) -> None:
        while self.about.column.count():
            self.about.column.takeAt(0)
        for child in self.about.inside.children():
            if isinstance(child, QWidget):
                child.hide()
                child.deleteLater()
        self.compare.setVisible(one is not None and one.beside is not None and not one.known)
        if one is None:
            return
        scheme = one.scheme
        if one.problem:
            self.about.add(Words(one.problem, "band-bad"))
        if scheme is not None:
            card = Card(scheme.title)
            for text in (
                "　".join(x for x in (f"编号 {scheme.id}", scheme.issuer, scheme.reference) if x),
                f"帮扶对象：{scheme.audience}" if scheme.audience else "",
                in_force_told(scheme),
                f"版本 {scheme.edition}",
            ):
                if text:
                    card.add(Words(text))
            self.about.add(card)
            self.about.add(_compared(one, scheme))
            examples = Card(f"算例（{one.passed}/{len(one.results)}）")
            for result in one.results:
                examples.add(
                    Words(f"{'✔' if result.passed else '✘'} {result.name}", "" if result.passed else "bad")
                )
            self.about.add(examples)
        self.about.column.addStretch()


def import_pack(office: Office, news: News, parent: QWidget) -> None:
    """Ask for a pack, look at it off the GUI thread, and take it in where the officer says so."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "选择方案包", "", FILES)
    if chosen:
        look_at(office, news, Path(chosen), parent)


def look_at(office: Office, news: News, path: Path, parent: QWidget) -> None:
    """Look at a pack and show what it holds."""

    def done(tried: tuple[Tried, ...]) -> None:
        dialog = ImportPack(office, path, tried, parent)
        if shown(dialog):
            news.settings_changed.emit()
            news.said.emit(f"已导入 {len(dialog.kept)} 个方案：{'、'.join(dialog.kept)}")

    work(
        parent,
        f"正在打开「{path.name}」，逐个运行算例",
        lambda _progress, _cancelled: packs.look(office, path),
        done,
        failed=lambda error: tell_error(parent, error.said, heading="这个方案包不能导入"),
    )


def _compared(one: Tried, scheme: Scheme) -> Card:
    """What is new or different from what stands in the library."""
    beside = one.beside
    if beside is None:
        card = Card("和方案库比")
        card.add(Words("方案库里没有这个方案，导入后是新的一个。"))
        return card
    if one.known:
        card = Card("和方案库比")
        card.add(Words("方案库里已有，内容一字不差，不会重复导入。"))
        return card
    found = differences(beside, scheme)
    replaced = scheme.replaces == beside.id
    card = Card(f"和方案库里的「{beside.title}」（{beside.id}）比：{len(found)} 处不同")
    if replaced:
        card.add(Words("这是它的新版：导入后两版都在，旧的结论不变，以前批准过的照样计入。", "faint"))
    for difference in found[:TOLD]:
        card.add(Words(f"【{difference.part}】{difference.said}"))
    if len(found) > TOLD:
        card.add(Words(f"还有 {len(found) - TOLD} 处，请点「和现有的逐项对照」。", "faint"))
    return card


def _columns() -> list[Column[Tried]]:
    return [
        Column(title="结果", text=_result, width=104, kind=_colour),
        Column(title="方案", text=lambda t: t.scheme.title if t.scheme else t.name, width=160, stretch=True),
        Column(title="编号", text=lambda t: t.scheme.id if t.scheme else "—", width=124),
        Column(title="算例", text=lambda t: f"{t.passed}/{len(t.results)}" if t.scheme else "—", width=80),
        Column(title="和方案库比", text=_standing, width=150),
    ]


def _result(one: Tried) -> str:
    return "✘ 不能用" if one.problem else "· 已有" if one.known else "✔ 可以导入"


def _colour(one: Tried) -> str:
    return "red" if one.problem else "faint" if one.known else "green"


def _standing(one: Tried) -> str:
    if one.scheme is None:
        return "—"
    if one.known:
        return "内容相同"
    if one.beside is None:
        return "新方案"
    return f"{one.beside.id} 的新版" if one.scheme.replaces == one.beside.id else "编号相同，内容不同"
