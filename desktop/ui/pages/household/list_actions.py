"""What is done with the lines that are chosen (对所选办理): copied, exported, moved to a state, tagged, printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.casework import household_papers, list_copies, many, running_help, standing, units
from desktop.casework.list_copies import NAME
from desktop.domain.listing import HouseholdLine
from desktop.domain.standing import FileState
from desktop.domain.unit import full_name
from desktop.domain.views import ListPaper
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.change_standing import ChangeStanding
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.panels import Words
from desktop.ui.pages.household.chosen_lines import ChosenLines
from desktop.ui.pages.household.list_columns import BY_KEY, text_of
from desktop.ui.papers import print_from, spreadsheet_asked
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

FEW = 500
"""So many lines are copied at once; more, with a window that shows how far it is."""


class Actions(QObject):
    """Works on the lines that are chosen in the list, whether they are on the screen or not."""

    def __init__(self, office: Office, listing: ChosenLines) -> None:
        super().__init__(listing)
        self._office, self._listing = office, listing

    def menu(self, parent: QWidget) -> QMenu:
        """All of it, for a right click and for the button."""
        menu = QMenu(parent)
        chosen = self._listing.chosen_count()
        some = chosen > 0
        for text, deed, ready in (
            ("打开(&O)\t回车", self._listing.open_current, chosen == 1),
            ("", None, True),
            ("全选，共 {0:,} 户(&A)\tCtrl+A", self._listing.choose_all, True),
            ("复制(&C)\tCtrl+C", self.copy, some),
            ("复制完整号码和地址(&W)…", lambda: self.copy(whole=True), some),
            ("导出为 Excel(&X)…", self.export, some),
            ("导出完整号码和地址(&Y)…", lambda: self.export(whole=True), some),
            ("打印名单(&M)…", self.print_list, some),
            ("", None, True),
            ("变更档案状态(&S)…", self.change_state, some),
            ("设置建档单位(&U)…", self.set_unit, some),
            ("加标签(&T)…", self.add_tag, some),
            ("去掉标签(&R)…", self.remove_tag, some),
            ("打印表格(&P)…", self.print, some),
            ("一户一档装订成 PDF(&B)…", self.bind, some),
            ("", None, True),
            ("选择列(&L)…", self._listing.choose_columns, True),
        ):
            if deed is None:
                menu.addSeparator()
                continue
            action = menu.addAction(text.format(self._listing.total()))
            action.setEnabled(ready)
            action.triggered.connect(lambda _=False, deed=deed: deed())
        return menu

    def pop_up(self, place: QPoint) -> None:
        """Show the menu there."""
        menu = self.menu(self._listing)
        menu.exec(place)  # pyright: ignore[reportUnknownMemberType]  # a stub leaves a list's kind out
        menu.deleteLater()

    def copy(self, *, whole: bool = False) -> None:
        """The chosen lines to the clipboard with their headings, as a spreadsheet takes them."""

        def fill(rows: Sequence[Sequence[str]]) -> None:
            lines = ["\t".join(row) for row in (self._heads(), *rows)]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._listing.said.emit(f"已复制 {len(rows):,} 户（含标题行），可以粘贴到表格里。")

        self._send_out("复制列表", whole, fill)

    def export(self, *, whole: bool = False) -> None:
        """The chosen lines to a workbook."""
        where = spreadsheet_asked(self._listing, self._office, NAME)
        if where is not None:
            self.export_to(where, whole=whole)

    def export_to(self, out: Path, *, whole: bool = False) -> None:
        """The chosen lines to that workbook."""
        office = self._office

        def write(rows: Sequence[Sequence[str]]) -> None:
            paper = self._paper(rows, whole)
            work(
                self._listing.window(),
                "正在导出名单",
                lambda progress, cancelled: list_copies.export(office, paper, out, progress, cancelled),
                lambda _: self._listing.said.emit(f"已导出 {len(rows):,} 户：{out.name}"),
            )

        self._send_out("导出列表", whole, write)

    def print_list(self) -> None:
        """The chosen lines on paper, covered as shown; what is too wide for one page goes on beside it."""
        office, listing = self._office, self._listing

        def write(rows: Sequence[Sequence[str]]) -> None:
            paper = self._paper(rows, whole=False)

            def draw(out: Path, progress: Progress, cancelled: Cancelled) -> tuple[str, ...]:
                list_copies.export(office, paper, out, progress, cancelled)
                return ()

            print_from(listing, office, NAME, draw)

        self._send_out("打印列表", whole=False, take=write)

    def change_state(self) -> None:
        """Move the chosen files to another state; those that may not come to stand there are told."""
        ids = self._listing.chosen_ids()
        told = f"变更所选 {len(ids):,} 户的档案状态。不能直接改的会留下不动，并说明原因。"
        entry = ChangeStanding.ask(
            "\n".join(x for x in (told, running_help.before_closing(self._office, ids)) if x),
            tuple(FileState),
            self._office.today(),
            self._listing.window(),
        )
        if entry is not None:
            self._do("正在变更档案状态", lambda p, c: standing.change_many(self._office, ids, entry, p, c))

    def set_unit(self) -> None:
        """Put the chosen archives under one unit."""
        ids = self._listing.chosen_ids()
        dialog = _PickUnit(self._office, len(ids), self._listing.window())
        if shown(dialog):
            unit = dialog.unit.value()
            self._do("正在设置建档单位", lambda p, c: many.set_unit(self._office, ids, unit, p, c))

    def add_tag(self) -> None:
        """Give the chosen archives a tag."""
        self._tag("加标签", "加上", many.add_tag)

    def remove_tag(self) -> None:
        """Take a tag off the chosen archives."""
        self._tag("去掉标签", "去掉", many.remove_tag)

    def print(self) -> None:
        """Print a paper of each chosen household into one file."""
        office, ids = self._office, self._listing.chosen_ids()
        dialog = _PickPaper(office, len(ids), self._listing.window())
        if not ids or not shown(dialog):
            return
        form_id = dialog.paper.value() or ""
        print_from(
            self._listing,
            office,
            office.forms[form_id].title,
            lambda out, progress, cancelled: household_papers.print_households(
                office, form_id, ids, out, progress, cancelled
            ),
        )

    def bind(self) -> None:
        """Bind the whole file of each chosen household into a PDF of its own."""
        from desktop.ui.pages.household.bind import bind_many

        bind_many(self._listing, self._office, self._listing.chosen_ids(), self._listing.said.emit)

    def _tag(self, title: str, verb: str, change: Callable[..., many.Done]) -> None:
        ids = self._listing.chosen_ids()
        dialog = _PickTag(
            title, f"给所选 {len(ids):,} 户{verb}这个标签。", self._listing.tags(), self._listing.window()
        )
        if shown(dialog):
            name = dialog.tag.value()
            self._do(f"正在{title}", lambda p, c: change(self._office, ids, name, p, c))

    def _do(self, title: str, job: Callable[[Progress, Cancelled], many.Done]) -> None:
        def done(found: many.Done) -> None:
            changed, left = found
            said = f"已办 {changed:,} 户" + (f"，{len(left):,} 户没有办成" if left else "")
            self._listing.said.emit(said)
            if left:
                names = {x.id: x for x in list_copies.lines_of(self._office, [u.household_id for u in left])}
                told = [(_called(names.get(u.household_id)), u.said) for u in left]
                Stayed.tell(self._listing.window(), f"{said}：", told)
            self._listing.changed.emit()
            self._listing.refresh()

        def stopped() -> None:
            self._listing.said.emit("已停下，一户也没有改")

        work(self._listing.window(), title, job, done, stopped=stopped)

    def _send_out(self, how: str, whole: bool, take: Callable[[Sequence[Sequence[str]]], None]) -> None:
        """Logs that the chosen lines go out, reads them, and hands over their texts as the columns stand."""
        office, keys = self._office, self._listing.shown_keys()
        count = self._listing.chosen_count()
        reason = ""
        if not count:
            return
        if whole:
            if all(BY_KEY[key].whole is None for key in keys):
                tell(
                    self._listing.window(),
                    "现在显示的列里没有遮盖的号码和地址，直接复制或导出就可以。",
                    heading="没有遮盖的列",
                )
                return
            reason = ReasonDialog.ask(
                self._listing.window(),
                title="带出完整的号码和地址",
                told=f"{how} {count:,} 户，证件号码、电话、住址不遮盖。操作记录里会写明是谁、什么时候、为什么。",
                hint="例如：报上级审批，要求完整证件号码",
                take="确定",
            )
            if not reason:
                return
        with telling(self._listing.window()):
            list_copies.note_going_out(office, how, count, self._heads(), whole, reason)
            ids = self._listing.chosen_ids()

            def read(progress: Progress, cancelled: Cancelled) -> list[list[str]]:
                rows: list[list[str]] = []
                for start in range(0, len(ids), FEW):
                    if cancelled():
                        raise many.StoppedError("已停下，没有复制或导出。")
                    for line in list_copies.lines_of(office, ids[start : start + FEW]):
                        texts = (text_of(key, line, whole=whole) for key in keys)
                        rows.append([" ".join(text.split()) for text in texts])
                    progress(start, len(ids))
                return rows

            if len(ids) <= FEW:
                take(read(lambda _made, _all: None, lambda: False))
            else:
                work(self._listing.window(), "正在读取名单", read, take)

    def _paper(self, rows: Sequence[Sequence[str]], whole: bool) -> ListPaper:
        told = "号码和地址完整" if whole else "号码和地址已遮盖"
        return ListPaper(title=NAME, told=told, heads=self._heads(), widths=self._listing.widths(), rows=rows)

    def _heads(self) -> list[str]:
        return [BY_KEY[key].column.title for key in self._listing.shown_keys()]


def _called(line: HouseholdLine | None) -> str:
    return f"{line.number} {line.name}" if line else "（已不在名单里）"


class _PickUnit(EntryDialog):
    def __init__(self, office: Office, count: int, parent: QWidget | None = None) -> None:
        super().__init__("设置建档单位", parent, take="设置", width=560)
        by_id = {u.id: u for u in units.all_units(office) if u.id is not None and u.closed_on is None}
        named = sorted((full_name(u, by_id), key) for key, u in by_id.items())
        self.unit: PickBox[int] = PickBox([(key, name) for name, key in named], unset="不属于任何单位")
        self.body.column.insertWidget(0, Words(f"所选 {count:,} 户都归到这个单位。", "band-told"))
        self.grid.add("建档单位(&U)", self.unit, wide=True)
        self.ready(self.unit)


class _PickTag(EntryDialog):
    def __init__(self, title: str, told: str, tags: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=480)
        self.tag = TextChoice(tags)
        self.body.column.insertWidget(0, Words(told, "band-told"))
        self.grid.add("标签(&T) *", self.tag, wide=True)
        self.ready(self.tag)

    def wrong(self) -> str:
        return "" if self.tag.value() else "请填写标签，例如「重点关注」。"


class _PickPaper(EntryDialog):
    def __init__(self, office: Office, count: int, parent: QWidget | None = None) -> None:
        super().__init__("打印表格", parent, take="打印", width=520)
        offered = [(form.id, form.title) for form in household_papers.offered(office)]
        self.paper: PickBox[str] = PickBox(offered, offered[0][0], unset=None)
        self.body.column.insertWidget(0, Words(f"所选 {count:,} 户每户一份，合成一个文件。", "band-told"))
        self.grid.add("表格(&B)", self.paper, wide=True)
        self.ready(self.paper)
