"""材料: the papers asked for in a case as a checklist with their scans, and the letters that named what was missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.casework import accounts, attachments, case_papers, lacking
from desktop.casework.case_papers import Recorded
from desktop.domain.application import State, StepKind
from desktop.domain.attachment import Attachment
from desktop.domain.completing import may_record
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.lacking import CasePaper, LackingLetter, missing
from desktop.ui.dialogs.attach import AttachDialog
from desktop.ui.dialogs.attachment_view import look_at
from desktop.ui.dialogs.case_paper import CasePaperDialog
from desktop.ui.dialogs.consent import SCANS
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.pages.case import lacking_deeds, papers
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page

EMPTY = "方案没有列出要交的材料。要申请人补什么，按 Ins 添加。"
SHORTEST, LONGEST = 3, 12


class PapersPart(Scrolled):
    """What is ticked here is kept at once."""

    TITLE: ClassVar[str] = lacking_deeds.PAPERS

    def __init__(self, page: Page, sheet: CaseSheet) -> None:
        super().__init__(margin=18)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self._page, self._sheet, self._office = page, sheet, page.office
        self._seen: Seen | None = None
        self._scans: dict[int, Attachment] = {}
        self.told = Words(kind="band-told")
        self.model: RowsModel[CasePaper] = RowsModel(self._columns())
        self.table: Table[CasePaper] = Table(self.model, EMPTY)
        self.table.setAccessibleName("材料清单")
        self.came = push("收到(&I)", self.receive, picture="check", kind="primary", key="Space")
        self.all_came = push("全部收到(&U)", self.receive_all)
        self.change = push("登记(&E)…", self.change_chosen, picture="edit", key="Return")
        self.add_one = push("添加材料(&F)…", self.add_paper, picture="add", key="Ins")
        self.view = push("看扫描件(&O)", self.view_scan, picture="search")
        self.letters_model: RowsModel[LackingLetter] = RowsModel(_LETTERS)
        self.letters: Table[LackingLetter] = Table(self.letters_model, "还没有告知过。")
        self.letters.setAccessibleName("一次性告知")
        self.tell = push("一次性告知(&K)…", lambda: lacking_deeds.tell_missing(sheet), kind="primary")
        self.sign = push("登记签收(&X)…", lambda: lacking_deeds.record_receipt(sheet, self.letters.line()))
        self.print_letter = push(
            "打印告知书(&Z)", lambda: papers.print_lacking(sheet, self.letters.line()), picture="print"
        )
        first, second = Card("材料清单"), Card("一次性告知")
        first.add(self.told)
        first.add(self.table)
        first.add(Bar((self.came, self.all_came, self.change, self.add_one), (self.view,)))
        second.add(self.letters)
        second.add(Bar((self.tell, self.sign, self.print_letter)))
        for card in (first, second):
            self.add(card)
        self.column.addStretch()
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda: self.change_chosen())
        self.table.inserted.connect(self.add_paper)
        self.table.chosen.connect(lambda: self._enable())
        self.letters.chosen.connect(lambda: self._enable())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.receive)

    def show_case(self, seen: Seen) -> None:
        """Show the papers and letters of this case."""
        self._seen = seen
        case = seen.case
        self._scans = {a.id or 0: a for a in attachments.attachments_of(self._office, case.household_id)}
        listed = case_papers.papers_of(self._office, case.id or 0)
        told = lacking.letters_of(self._office, case.id or 0)
        row = self.table.currentIndex().row()
        self.model.show(listed)
        self.letters_model.show(told)
        if listed:
            self.table.choose(max(0, min(row, len(listed) - 1)))
        if told:
            self.letters.choose(len(told) - 1)
        self.told.become(*_standing(seen, listed, told))
        self._enable()
        self._fit()

    # ---- what can be done

    def receive(self) -> None:
        """Tick the chosen paper as having come in today, or take the tick off."""
        paper = self.table.line()
        if paper is None or not self.came.isEnabled():
            return
        day = None if paper.received_on else self._office.today()
        self._keep([replace(paper, received_on=day, waived=False)])

    def receive_all(self) -> None:
        """Tick all that is still lacking as having come in today."""
        today = self._office.today()
        self._keep([replace(p, received_on=today) for p in self._lacking()])

    def change_chosen(self) -> None:
        """Ask for the day, the scan, what is wrong, or why it is not needed."""
        paper = self.table.line()
        if paper is not None and self.change.isEnabled():
            self._ask(paper)

    def add_paper(self) -> None:
        """Ask for a paper besides those of the plan."""
        if self.add_one.isEnabled():
            self._ask(None)

    def view_scan(self) -> None:
        """Look at the scan of the chosen paper."""
        scan = self._scan(self.table.line())
        if scan is not None:
            look_at(self._office, scan, self, self._failed)

    def _ask(self, paper: CasePaper | None) -> None:
        made = CasePaperDialog.ask(
            paper, list(self._scans.values()), self._office.today(), self._add_scan, self
        )
        if made is not None:
            self._keep([made])
        elif self._seen is not None:
            self.show_case(self._seen)  # a scan may have been added

    def _keep(self, changed: Sequence[CasePaper]) -> None:
        if not changed:
            return
        with telling(self):
            by = accounts.signer(self._office)
            self._show(case_papers.record_papers(self._office, self._sheet.id, changed, by))

    def _show(self, recorded: Recorded) -> None:
        self._sheet.refresh()
        self._page.news.case_changed.emit(self._sheet.id)
        self.table.setFocus()
        if recorded.moved:
            listed = "\n".join(m.said for m in recorded.moved)
            tell(self, f"告知的材料都已补齐，恢复计时。各步期限顺延：\n{listed}", "材料补齐，恢复计时")

    def _add_scan(self, parent: QWidget) -> Attachment | None:
        seen = self._seen
        if seen is None:
            return None
        chosen, _ = QFileDialog.getOpenFileName(parent, "选择这份材料的扫描件或照片", "", SCANS)
        return self.take_in(Path(chosen), parent) if chosen else None

    def take_in(self, path: Path, parent: QWidget) -> Attachment | None:
        """Keep a file as an attachment of the household, once it was said what it is."""
        seen = self._seen
        if seen is None:
            return None
        said = AttachDialog.ask([path.name], seen.kept.household, self._office.today(), parent=parent)
        kept: Attachment | None = None
        if said is not None:
            with telling(parent):
                kept = attachments.attach(
                    self._office, seen.case.household_id, said.kind, path, said.dated, said.whose
                )
                self._scans[kept.id or 0] = kept
        return kept

    def _failed(self, error: OfficeError) -> None:
        with telling(self):
            raise error

    # ---- showing it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()  # once the tables have their width too

    def _fit(self) -> None:
        """The tables as high as their lines, up to a dozen, and the words above them whole."""
        self.told.setMinimumHeight(max(0, self.told.heightForWidth(self.told.width())))
        tables: tuple[tuple[Table[CasePaper] | Table[LackingLetter], int, int], ...] = (
            (self.table, len(self.model.lines()), SHORTEST),
            (self.letters, len(self.letters_model.lines()), 1),
        )
        for table, count, least in tables:
            table.setFixedHeight(table.height_for(min(max(count, least), LONGEST)))

    def _enable(self) -> None:
        seen = self._seen
        open_ = seen is not None and seen.case.state in (State.open, State.returned)
        paper, letter = self.table.line(), self.letters.line()
        lacks = bool(missing(self.model.lines()))
        usable_one = seen is not None and paper is not None and may_record(seen.case, paper)
        for button, usable in (
            (self.came, usable_one),
            (self.all_came, bool(self._lacking())),
            (self.change, usable_one),
            (self.add_one, open_),
            (self.view, self._scan(paper) is not None),
            (self.tell, seen is not None and lacks and lacking_deeds.may_tell(seen)),
            (self.sign, letter is not None),
            (self.print_letter, letter is not None),
        ):
            button.setEnabled(usable)
        received = paper is not None and paper.received_on is not None
        self.came.setText("取消收到(&I)" if received else "收到(&I)")

    def _lacking(self) -> list[CasePaper]:
        """What is lacking and can be ticked off now."""
        seen = self._seen
        return [p for p in missing(self.model.lines()) if seen is not None and may_record(seen.case, p)]

    def _scan(self, paper: CasePaper | None) -> Attachment | None:
        return None if paper is None else self._scans.get(paper.attachment_id or 0)

    def _columns(self) -> tuple[Column[CasePaper], ...]:
        said: Callable[[CasePaper], str] = lambda p: getattr(self._scan(p), "shown_name", "")  # noqa: E731
        return (
            Column(title="材料", text=lambda p: p.name, width=200, stretch=True),
            Column(title="份数", text=lambda p: f"{p.copies} 份", width=62),
            Column(title="收到没有", text=_state, width=172, kind=_kind),
            Column(title="备注", text=lambda p: p.remark, width=150),
            Column(title="扫描件", text=said, width=110),
        )


def _state(paper: CasePaper) -> str:
    if paper.waived:
        return "免交"
    if paper.received_on is not None:
        return f"{day_words(paper.received_on)}收到"
    if paper.later:
        return f"到「{paper.later}」一步交"
    return "还缺" if paper.required else "没有交（不是必须）"


def _kind(paper: CasePaper) -> str:
    return "bad" if paper.lacking else ""


def _standing(seen: Seen, listed: Sequence[CasePaper], told: Sequence[LackingLetter]) -> tuple[str, str]:
    """How the papers stand, and in which colour."""
    lacks = missing(listed)
    came = sum(p.received_on is not None for p in listed)
    free = sum(p.waived for p in listed)
    later = sum(bool(p.later) and not p.waived and p.received_on is None for p in listed)
    said = (f"，免交 {free} 项" if free else "") + (f"，{later} 项以后才交" if later else "")
    count = f"共 {len(listed)} 项，收到 {came} 项{said}，还缺 {len(lacks)} 项。"
    waiting = [x for x in told if x.supplied_on is None]
    if not listed:
        return "band-told", EMPTY
    if seen.case.paused is not None and waiting and waiting[-1].bring_by is not None:
        letter, by = waiting[-1], waiting[-1].bring_by
        over = f"，已过 {(seen.today - by).days} 天" if by < seen.today else ""
        said = f"{count}\n{day_words(letter.told_on)}已一次性告知（{letter.number}），{day_words(by)}前补齐{over}。"
        return ("band-bad" if over else "band-warned"), f"{said}停表中，全部收到后自动恢复计时。"
    if lacks and seen.case.state is State.approved:
        return "band-warned", f"{count}收到后在这里登记；本案不需要的，登记时写明原因。"
    if lacks:
        before = "受理前" if seen.at is StepKind.accept else "办完这一步前"
        return "band-warned", f"{count}{before}请补齐，或者一次性告知申请人；本案不需要的，登记时写明原因。"
    return "band-good", f"{count}{'现在该交的都齐了' if later else '材料齐全'}。"


_LETTERS: tuple[Column[LackingLetter], ...] = (
    Column(title="编号", text=lambda x: x.number, width=112),
    Column(title="告知日期", text=lambda x: day_words(x.told_on), width=116),
    Column(title="所缺材料", text=lambda x: f"{len(x.papers)} 项", width=80),
    Column(title="补齐期限", text=lambda x: day_words(x.bring_by) if x.bring_by else "", width=116),
    Column(title="告知方式", text=lambda x: x.how, width=96),
    Column(title="签收人", text=lambda x: x.received_by or "还没有签", width=96),
    Column(
        title="补齐日期", text=lambda x: day_words(x.supplied_on) if x.supplied_on else "还没有", width=116
    ),
)
