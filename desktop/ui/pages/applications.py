"""申请审批: the applications of the office, one of them open, from its beginning to the decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import applying, printing
from desktop.casework.board import Look, keep_look, look
from desktop.domain.assessment import Assessment
from desktop.domain.filing import too_little_known
from desktop.ui.dialogs.apply import ApplyDialog
from desktop.ui.dialogs.message import confirm, tell, tell_error, telling
from desktop.ui.dialogs.preview import show_paper
from desktop.ui.news import News
from desktop.ui.pages.applications_list import ApplicationList
from desktop.ui.pages.board.view import BoardView
from desktop.ui.pages.page import Go, Page
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.papers import file_name, printed

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.ui.pages.case.frame import CaseFrame


class Applications(Page):
    """The board or the list, as it was looked at last, and one application opened from it."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(office, news, go, parent)
        self.list = ApplicationList(office)
        self.board = BoardView(office)
        self._sheet: CaseFrame | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.board)
        self._front: ApplicationList | BoardView = self.board if look(office) is Look.board else self.list
        self.stack.setCurrentWidget(self._front)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.list.opened.connect(self.open)
        self.list.begin_asked.connect(self.new)
        self.list.printing_asked.connect(self.print_found)
        self.list.board_asked.connect(self.show_board)
        self.board.opened.connect(self.open)
        self.board.begin_asked.connect(self.new)
        self.board.list_asked.connect(self.find_in_list)
        news.case_changed.connect(self._hear)
        news.money_changed.connect(lambda: self._hear(None))

    def refresh(self) -> None:
        if self.sheet_shown():
            self.sheet.refresh()
        else:
            self._front.refresh()

    def begin(self) -> None:
        if self.sheet_shown():
            self.sheet.start()
        else:
            self._front.start()

    def show_item(self, item: object) -> None:
        if isinstance(item, Assessment):
            self.apply_from(item)
        elif isinstance(item, int):
            self.open(item)

    @property
    def sheet(self) -> CaseFrame:
        """The sheet of one application; made when the first one is opened."""
        if self._sheet is None:
            from desktop.ui.pages.case.frame import CaseFrame

            self._sheet = CaseFrame(self)
            self.stack.addWidget(self._sheet)
            self._sheet.closed.connect(self.show_list)
        return self._sheet

    def sheet_shown(self) -> bool:
        """Whether one application is open."""
        return self._sheet is not None and self.stack.currentWidget() is self._sheet

    def show_list(self) -> None:
        """Back to the board or the list, on the application that was open."""
        opened = self.sheet.id
        self.stack.setCurrentWidget(self._front)
        self._front.refresh()
        if self._front is self.list:
            self.list.table.setFocus()
        elif not self.board.choose(opened):
            self.board.start()

    def show_board(self) -> None:
        """Show the board from now on."""
        self._look_at(self.board, Look.board)

    def find_in_list(self, words: str) -> None:
        """Show the list from now on, with what these words find."""
        self._look_at(self.list, Look.list)
        if words:
            self.list.seek(words)

    def _look_at(self, front: ApplicationList | BoardView, chosen: Look) -> None:
        self._front = front
        keep_look(self.office, chosen)
        self.stack.setCurrentWidget(front)
        front.refresh()
        front.start()

    def open(self, application_id: int) -> None:
        """Show one application."""
        before = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.sheet)
        if not self.sheet.open(application_id):
            self.stack.setCurrentWidget(before)

    def apply_from(self, assessment: Assessment) -> None:
        """Begin an application from this verdict, and open it."""
        verdict = assessment.verdict
        if too_little_known(verdict, self.office.library.scheme(assessment.scheme_id)):
            lines = [f"{m.label}（{'、'.join(m.papers)}）" if m.papers else m.label for m in verdict.missing]
            listed = "\n".join(f"{n}. {text}" for n, text in enumerate(lines, 1))
            tell_error(
                self,
                f"还缺材料，不能提出申请：\n{listed}\n\n请一次告知申请人，补齐后在「档案」里重新核对。",
                heading="还缺材料",
            )
            return
        if assessment.id is None:
            return
        office, first = self.office, assessment.id
        with telling(self):
            others = applying.also_open_to(office, first)
            asked = ApplyDialog.ask(
                assessment,
                others,
                office.today(),
                lambda ids, filing: applying.prospects(office, ids, filing),
                self,
            )
            if asked is None:
                return
            made = applying.apply_together(office, asked.assessments, asked.filing)
            self.open(made[0].id or 0)
            for case in made:
                self.news.case_changed.emit(case.id)
            numbers = "、".join(case.number for case in made)
            together = f"，收件编号 {made[0].filing}" if made[0].filing else ""
            self.news.said.emit(f"{made[0].applicant} 的申请已提出，编号 {numbers}{together}")

    def search(self) -> None:
        if self.sheet_shown():
            self.show_list()
        self._front.search.setFocus()
        self._front.search.selectAll()

    def new(self) -> None:
        self.news.said.emit("申请从核对结论开始：打开一户，在「核对」里核对后点「据此提出申请」")
        self.go("households", None)

    def edit(self) -> None:
        line = self.list.table.line() if self._front is self.list else self.board.card()
        if self.sheet_shown():
            self.sheet.do_main()
        elif line is not None:
            self.open(line.id)

    def print(self) -> None:
        if self.sheet_shown():
            self.sheet.print_form.click()
        elif self._front is self.board:
            self.news.said.emit("批量打印审批表在名单里：先点「名单」，筛选好再打印")
        elif self.list.print_all.isEnabled():
            self.print_found()

    def print_found(self) -> None:
        """Make the approval forms of all that was found, into one file."""
        ids = list(self.list.found_ids())
        if not ids or not confirm(
            self,
            f"把列表里的 {len(ids)} 份申请审批表生成到一个文件里，再预览打印。",
            yes="生成(&Y)",
            heading="批量打印审批表",
        ):
            return
        name = f"申请审批表 {self.office.today().isoformat()} 共 {len(ids)} 份"
        out = printed(self.office) / f"{file_name(name)}.pdf"
        self.work(
            f"正在生成 {len(ids)} 份审批表",
            lambda progress, cancelled: printing.print_cases(
                self.office, printing.APPROVAL, ids, out, progress, cancelled
            ),
            lambda missing: self._show_paper(out, missing),
        )

    def _show_paper(self, out: Path, missing: tuple[str, ...]) -> None:
        if missing:
            tell(
                self,
                f"以下字程序自带的字体里没有，纸上会留空，请打印后手写补上：{'、'.join(missing)}",
                heading="有字打不出来",
            )
        show_paper(out, self)

    def _hear(self, application_id: object) -> None:
        """Something changed elsewhere, or here; what is not in sight is asked for when it is shown."""
        if not self.isVisible():
            return
        if not self.sheet_shown():
            self._front.refresh()
        elif application_id is None or self.sheet.id not in (0, application_id):
            self.sheet.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(event, self, None):
            super().keyPressEvent(event)
