"""The import wizard's window: from step to step, with everything long done off the GUI thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import importing, sheet_import
from desktop.casework.history import Taken, WorkedOnError
from desktop.casework.importing import ImportResult, Preview
from desktop.casework.sheet_import import Pasted, Source
from desktop.casework.units import all_units
from desktop.domain.errors import OfficeError
from desktop.domain.sheet_mapping import SheetPlan
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm, tell, tell_error, telling
from desktop.ui.dialogs.roster_import.choose_page import ChoosePage
from desktop.ui.dialogs.roster_import.columns_page import ColumnsPage
from desktop.ui.dialogs.roster_import.doubts_page import DoubtsPage
from desktop.ui.dialogs.roster_import.first_look import Found, first_look
from desktop.ui.dialogs.roster_import.kept_dialog import KeptDialog
from desktop.ui.dialogs.roster_import.look_page import LookPage
from desktop.ui.dialogs.roster_import.result_page import ResultPage
from desktop.ui.dialogs.roster_import.sheet_page import SheetPage
from desktop.ui.dialogs.roster_import.units_dialog import UnitsDialog
from desktop.ui.dialogs.roster_import.words_dialog import WordsDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Words
from desktop.ui.news import News
from desktop.ui.work import Work, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

FILES = "电子表格 (*.xlsx *.xls *.xlsm *.xlsb *.ods *.et);;所有文件 (*)"
CHOOSE, SHEET, COLUMNS, LOOK, DOUBTS, RESULT = range(6)
STEPS = ("1 选择", "2 工作表和表头", "3 栏目对应", "4 查看结果再导入", "5 核定疑似重复", "6 完成")


class RosterImport(QDialog):
    """Six steps, of which those that need nobody are passed over; nothing is kept before 导入."""

    def __init__(self, office: Office, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.source: Source | None = None
        self.preview: Preview | None = None
        self.taken: ImportResult | None = None
        self.running: Work | None = None
        self._name = ""
        self.setWindowTitle("导入表格")
        self.setAcceptDrops(True)
        self.steps = [Words(text, "faint", wrap=False) for text in STEPS]
        self.choose_page, self.sheet_page, self.columns_page = ChoosePage(), SheetPage(), ColumnsPage()
        self.look_page, self.doubts_page, self.result_page = LookPage(), DoubtsPage(), ResultPage()
        self.stack = QStackedWidget()
        for page in (
            self.choose_page,
            self.sheet_page,
            self.columns_page,
            self.look_page,
            self.doubts_page,
            self.result_page,
        ):
            self.stack.addWidget(page)
        self.back = push("上一步(&B)", self.go_back, picture="back", key="Alt+Left")
        self.take = push("下一步(&I)", self.go_on, kind="primary", key="Ctrl+Return")
        self.leave = push("关闭(&X)", self.reject, key="Esc")
        self._lay_out()
        self._connect()
        room = self.screen().availableGeometry()
        self.resize(min(1180, room.width() - 30), min(780, room.height() - 50))
        self.turn(CHOOSE)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 10)
        head.setSpacing(22)
        for words in self.steps:
            head.addWidget(words)
        head.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 14)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.choose_page.choose.clicked.connect(lambda: self.choose())
        self.choose_page.paste.clicked.connect(lambda: self.paste())
        self.sheet_page.changed.connect(lambda: self._show_step())
        self.columns_page.changed.connect(lambda: self._show_step())
        self.columns_page.keep_asked.connect(self.keep_sheet)
        self.columns_page.kept_asked.connect(lambda: shown(KeptDialog(self._office, self)))
        self.look_page.correct_asked.connect(self.correct)
        self.look_page.words_asked.connect(self.say_words)
        self.look_page.units_asked.connect(self.say_units)
        self.doubts_page.settled_now.connect(lambda: self._show_step())
        self.result_page.give_back.clicked.connect(lambda: self.give_back())
        self.result_page.take_back_asked.connect(lambda: self.take_back())
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.choose_page)
        paste.activated.connect(self.paste)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.go_on)

    # --- the steps --------------------------------------------------------------------------------------------------

    def turn(self, step: int) -> None:
        """Show one of the steps."""
        self.stack.setCurrentIndex(step)
        self._show_step()
        (
            self.choose_page.choose,
            self.sheet_page.sheet,
            self.columns_page.table,
            self.look_page.table,
            self.doubts_page.table,
            self.result_page.table,
        )[step].setFocus()

    def _show_step(self) -> None:
        step = self.stack.currentIndex()
        for number, words in enumerate(self.steps):
            words.become("heading" if number == step else "faint", STEPS[number])
        self.back.setVisible(step in (SHEET, COLUMNS, LOOK, DOUBTS))
        self.take.setVisible(step not in (CHOOSE, RESULT))
        self.leave.setText("完成(&X)" if step == RESULT else "关闭(&X)")
        text, ready = self._next_step(step)
        self.take.setText(text)
        self.take.setEnabled(ready)

    def _next_step(self, step: int) -> tuple[str, bool]:
        if step == SHEET:
            return "下一步：栏目对应(&I)", self.sheet_page.plan is not None
        if step == COLUMNS:
            plan = self.columns_page.plan
            return "下一步：查看结果(&I)", plan is not None and not plan.missing
        preview = self.preview
        if preview is None:
            return "下一步(&I)", False
        if step == LOOK and preview.doubts:
            return f"下一步：核定 {len(preview.doubts)} 行(&I)", True
        settled = self.doubts_page.settled.values() if preview.doubts else ()
        more = sum(s.verdict is not importing.Verdict.skip for s in settled)
        count = len(preview.good) + more
        return (f"导入 {count} 户(&I)", True) if count else ("没有可导入的行", False)

    def go_on(self) -> None:
        """The next step, or the taking in."""
        step = self.stack.currentIndex()
        if step == CHOOSE:
            self.choose()
        elif step == RESULT:
            self.accept()
        elif not self.take.isEnabled():
            return
        elif step == SHEET and self.sheet_page.plan is not None:
            self._show_columns(self.sheet_page.plan)
            self.turn(COLUMNS)
        elif step == COLUMNS and self.columns_page.plan is not None:
            self.look(self.columns_page.plan)
        elif step == LOOK and self.preview is not None and self.preview.doubts:
            self.turn(DOUBTS)
        else:
            self.take_in()

    def go_back(self) -> None:
        """The step before."""
        step = self.stack.currentIndex()
        if step in (SHEET, COLUMNS, LOOK, DOUBTS):
            self.turn(step - 1)

    # --- what is brought in -----------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file, then look at it."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选择表格", "", FILES)
        if chosen:
            self.look_at(Path(chosen))

    def paste(self) -> None:
        """Take the rows on the clipboard."""
        if self.stack.currentIndex() != CHOOSE:
            return
        with telling(self):
            self.look_at(Pasted(QGuiApplication.clipboard().text()))

    def look_at(self, source: Source) -> None:
        """Look at the sheets; go straight to the rows where every column is known, else ask what they are."""
        office = self._office
        name = "粘贴的内容" if isinstance(source, Pasted) else source.name
        self.running = work(
            self,
            f"正在读取「{name}」",
            lambda progress, cancelled: first_look(office, source, progress, cancelled),
            self._show_found,
            failed=lambda error: tell_error(self, error.said, heading="这个文件不能导入"),
        )

    def _show_found(self, found: Found) -> None:
        self.source = found.source
        self.sheet_page.show_glance(found.glance, found.best)
        if found.preview is not None and found.plan is not None:
            self.columns_page.show_plan(found.plan, found.name)
            self._show_preview(found.preview)
        else:
            self.turn(SHEET)

    def _show_columns(self, plan: SheetPlan) -> None:
        now = self.columns_page.plan
        if now is not None and (now.sheet, now.signature, now.last) == (
            plan.sheet,
            plan.signature,
            plan.last,
        ):
            return  # what was put right by hand stays when somebody goes back and on again
        with telling(self):
            self.columns_page.show_plan(*sheet_import.recalled(self._office, plan))

    def look(self, plan: SheetPlan, keep: bool = False) -> None:
        """Read all rows off the GUI thread and show each with its verdict."""
        office, source = self._office, self.source
        if source is None:
            return
        self.running = work(
            self,
            "正在逐行查看",
            lambda progress, cancelled: sheet_import.look(office, source, plan, progress, cancelled),
            lambda preview: self._show_preview(preview, keep),
            failed=lambda error: tell_error(self, error.said, heading="这张表不能导入"),
        )

    def _show_preview(self, preview: Preview, keep: bool = False) -> None:
        self.preview = preview
        unknown = sum(not u.new for u in sheet_import.strange_units(preview))
        self.look_page.show_preview(preview, len(sheet_import.strange_words(preview)), unknown, keep)
        self.doubts_page.show_doubts(
            preview.doubts, lambda row: sheet_import.as_same(self._office, preview, row)
        )
        self.turn(LOOK)

    # --- putting right ----------------------------------------------------------------------------------------------

    def correct(self, row: int, column: int, text: str) -> None:
        """Put one cell right, and look at its row again."""
        preview = self.preview
        if preview is not None:
            self.running = work(
                self,
                "正在重新核对",
                lambda _progress, _cancelled: sheet_import.correct(self._office, preview, row, column, text),
                lambda found: self._show_preview(found, keep=True),
            )

    def say_words(self) -> None:
        """Ask what the office's own words mean, and look again."""
        preview = self.preview
        if preview is None or preview.plan is None:
            return
        dialog = WordsDialog(sheet_import.strange_words(preview), self)
        if not shown(dialog) or not (meanings := dialog.meanings()):
            return
        with telling(self):
            self.columns_page.plan = sheet_import.with_words(self._office, preview.plan, meanings)
            self.look(self.columns_page.plan, keep=True)

    def say_units(self) -> None:
        """Ask which units the words nobody knows mean, and lay the rows among them again."""
        preview = self.preview
        if preview is None:
            return
        orders, strange = preview.placing.orders, sheet_import.strange_units(preview)
        dialog = UnitsDialog(strange, all_units(self._office), orders.parent, self)
        if not shown(dialog):
            return
        chosen, below = dialog.chosen(), dialog.below.value()
        self.running = work(
            self,
            "正在归单位",
            lambda _progress, _cancelled: sheet_import.with_units(self._office, preview, chosen, below),
            lambda found: self._show_preview(found, keep=True),
        )

    def keep_sheet(self, name: str) -> None:
        """Remember what the columns are."""
        plan = self.columns_page.plan
        if plan is not None:
            with telling(self):
                kept = sheet_import.keep_sheet(self._office, plan, name)
                tell(self, f"已记住「{kept.name}」。下次导入同样表头的表，自动按这个对应。")

    # --- taking in --------------------------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Take in the good rows off the GUI thread; all of them, or on a cancel none."""
        preview = self.preview
        if preview is None or not self.take.isEnabled():
            return
        if preview.already_imported and not confirm(
            self, f"{preview.already_imported}\n仍要再导入一次吗？", yes="仍要导入(&I)", danger=True
        ):
            return
        settled = dict(self.doubts_page.settled)
        self.running = work(
            self,
            "正在导入",
            lambda progress, cancelled: importing.take_in(
                self._office, preview, progress, cancelled, settled
            ),
            self._show_result,
            stopped=lambda: self._news.said.emit("已取消导入，没有写入任何内容"),
        )

    def _show_result(self, result: ImportResult) -> None:
        assert self.preview is not None
        self.taken = result
        self.result_page.show_result(result, self.preview)
        self.turn(RESULT)
        self._news.household_changed.emit(None)
        self._news.said.emit(f"已导入 {result.taken} 户")

    def take_back(self) -> None:
        """Take the whole import back, after asking; where somebody worked on a row since, say which."""
        result = self.taken
        if result is None or result.step_id is None:
            return
        units = "，新建的单位没有别的用处的一并移除" if result.units else ""
        said = f"撤销这次导入：{result.taken + result.updated} 户恢复到导入之前的样子{units}。确定吗？"
        if not confirm(self, said, yes="撤销导入(&Y)", danger=True):
            return
        self._undo(result.step_id, rest=False)

    def _undo(self, step_id: int, rest: bool) -> None:
        self.running = work(
            self,
            "正在撤销",
            lambda _progress, _cancelled: sheet_import.take_back(self._office, step_id, rest=rest),
            self._show_taken_back,
            failed=lambda error: self._not_taken_back(error, step_id),
        )

    def _not_taken_back(self, error: OfficeError, step_id: int) -> None:
        if isinstance(error, WorkedOnError) and error.left:
            if confirm(self, error.said, yes=f"只撤销其余 {error.left} 户(&Y)", danger=True):
                self._undo(step_id, rest=True)
            return
        tell_error(self, error.said)

    def _show_taken_back(self, taken: Taken) -> None:
        self.result_page.show_taken_back(taken.said, whole=not taken.left)
        self._news.household_changed.emit(None)
        self._news.said.emit(taken.said)

    def give_back(self) -> None:
        """Save the copy of the workbook in which the bad rows carry their reasons."""
        if self.preview is None:
            return
        suggested = importing.suggested_copy(self.preview.path)
        chosen, _ = QFileDialog.getSaveFileName(self, "导出退回表", str(suggested), "Excel 工作簿 (*.xlsx)")
        if chosen:
            self.give_back_to(Path(chosen))

    def give_back_to(self, out: Path) -> None:
        """Write that copy to this place."""
        preview = self.preview
        outcomes = self.taken.outcomes if self.taken else ()
        if preview is not None:
            self.running = work(
                self,
                "正在写退回表",
                lambda _progress, cancelled: importing.give_back(
                    self._office, preview, out, cancelled, outcomes
                ),
                self.result_page.show_copy,
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentIndex() == CHOOSE and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.look_at(Path(urls[0].toLocalFile()))
