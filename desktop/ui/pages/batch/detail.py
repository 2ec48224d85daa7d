"""One batch open (一次发放): who got what, who has signed; closing and cancelling it, printing its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from desktop.casework import relief
from desktop.casework.payout_papers import PaperMissing, papers_missing
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.money import figures, in_words
from desktop.domain.payout import Batch, Form, PayoutLine
from desktop.domain.words import word
from desktop.ui.dialogs.cancel_batch import CancelBatch
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.dialogs.prepare_batch import some_names
from desktop.ui.dialogs.sign import ProxyDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import OneLine, Words
from desktop.ui.models.find import FindBox
from desktop.ui.news import News
from desktop.ui.pages.batch.lines import SignRows, SignTable, line_columns
from desktop.ui.pages.batch.words import is_open, state_told
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office


class Detail(QWidget):
    """Every tick is kept at once."""

    closed = Signal()
    changed = Signal()
    """Money or signatures changed."""
    print_sheet_asked = Signal()
    print_receipts_asked = Signal(object)
    """list[int] of lines, or None for all."""
    save_sheet_asked = Signal()
    save_receipts_asked = Signal(object)

    def __init__(self, office: Office, news: News, batch_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.batch: Batch = relief.batch(office, batch_id)
        self.back = push("返回(&B)", self.closed.emit, picture="back", key="Esc")
        self.name = OneLine(kind="heading")
        self.about = OneLine(kind="faint")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(170)
        self.sum = Words()
        self.sum.setProperty("strong", True)
        self.state = Words(kind="band-told")
        self.day = DayEdit(office.today(), office.today())
        self.day.setFixedWidth(190)
        self.day.setAccessibleName("签收日期")
        self.proxy = push("代领(&D)…", self.sign_by_proxy, picture="edit", key="Return")
        self.all = push("其余都已签收(&A)…", self.sign_rest, picture="checklist")
        self.closing = push("办结(&J)", self.close_batch, kind="primary", picture="check")
        self.cancel = push("撤销(&U)…", self.cancel_batch, kind="danger")
        self.print_button = push("打印签收表(&P)", self.print_sheet_asked.emit, picture="print", key="Ctrl+P")
        self.receipts_button = push("打印收据(&R)", picture="print")
        self.save_button = push("另存(&X)", picture="export")
        self.receipts_button.setMenu(
            self._menu(
                ("全部收据(&A)", lambda: self.print_receipts_asked.emit(None)),
                ("选中的收据(&S)", lambda: self._with_chosen(self.print_receipts_asked.emit)),
            )
        )
        self.save_button.setMenu(
            self._menu(
                ("签收表(&P)…", self.save_sheet_asked.emit),
                ("全部收据(&A)…", lambda: self.save_receipts_asked.emit(None)),
                ("选中的收据(&S)…", lambda: self._with_chosen(self.save_receipts_asked.emit)),
            )
        )
        self.model = SignRows(line_columns(self.batch))
        self.table = SignTable(self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(8)
        self.seek = FindBox(
            self.table,
            self.model,
            lambda x: x.receiver,
            lambda x: f"{x.receipt_number} {x.id_number} {x.phone} {x.address}",
            "找领取人",
        )
        self.signing = (Words("签收日期", wrap=False), self.day, self.proxy, self.all)
        inside.addWidget(self.state)
        inside.addWidget(Bar(self.signing, (self.seek,)))
        inside.addWidget(self.table, 1)
        inside.addWidget(
            Bar(
                (self.print_button, self.receipts_button, self.save_button),
                (self.cancel, self.closing),
            )
        )
        layout.addLayout(inside, 1)
        self.model.asked.connect(self._tick)
        self.table.opened.connect(self._open_line)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self.refresh()

    def start(self) -> None:
        """Put the cursor on the first line nobody has signed."""
        unsigned = (n for n, line in enumerate(self.batch.lines) if line.signed_on is None)
        self.table.setFocus()
        self.table.choose(next(unsigned, 0))

    def refresh(self) -> None:
        """Show the batch as it is kept now, on the same line."""
        self.batch = relief.batch(self._office, self.batch.id or 0)
        row = self.table.currentIndex().row()
        scroll = self.table.verticalScrollBar().value()
        self.model.locked = not is_open(self.batch)
        self.model.show(self.batch.lines)
        self.table.verticalScrollBar().setValue(scroll)
        if row >= 0:
            self.table.choose(min(row, len(self.batch.lines) - 1))
        self._show()

    def sign_by_proxy(self) -> None:
        """Somebody else took it for the chosen receiver."""
        line = self.table.line()
        if line is None:
            tell_error(self, "请先在名单里选中一位领取人。", heading="还没有选中")
        elif is_open(self.batch):
            self._open_line(line)

    def sign_rest(self) -> None:
        """All who are left have signed on paper."""
        waiting = [line for line in self.batch.lines if line.signed_on is None]
        day = self._day()
        if day is None or not waiting:
            return
        if not confirm(
            self,
            f"把还没有签收的 {len(waiting)} 人都记为 {day_words(day)} 本人签收吗？\n"
            "请先对照纸质签收表，确认每个人都已亲笔签字。有人代领的，请先用「代领」登记。",
            yes="都已签字，登记(&Y)",
            danger=True,
        ):
            return

        batch_id = self.batch.id or 0
        work(
            self.window(),
            "正在登记签收",
            lambda _progress, _cancelled: relief.sign_rest(self._office, batch_id, day),
            self._signed_rest,
            failed=self._failed,
        )

    def close_batch(self) -> None:
        """Close the batch; refused while anyone has not signed."""
        batch_id = self.batch.id or 0
        if self.batch.unsigned:
            self._close(batch_id)
            return
        work(
            self.window(),
            "正在核对发放材料",
            lambda _progress, _cancelled: papers_missing(self._office, batch_id),
            lambda lacking: self._close(batch_id) if self._sure(lacking) else None,
        )

    def _sure(self, lacking: Sequence[PaperMissing]) -> bool:
        said = f"办结「{self.batch.title}」吗？\n办结后签收记录不能再改，各份申请记为已发放。"
        if lacking:
            listed = "\n".join(f"「{p.name}」：{some_names(p.whose)}" for p in lacking)
            said += f"\n\n下面的材料还没有登记收到。可以先办结，收到后在申请的「材料」里登记。\n{listed}"
        return confirm(self, said, yes="办结(&Y)")

    def _close(self, batch_id: int) -> None:
        work(
            self.window(),
            "正在办结",
            lambda _progress, _cancelled: relief.close_batch(self._office, batch_id),
            self._closed,
        )

    def cancel_batch(self) -> None:
        """Cancel the batch; refused once anyone has signed."""
        signed = len(self.batch.lines) - self.batch.unsigned
        if signed:
            tell_error(
                self,
                f"已有 {signed} 人签收，不能整批撤销。误勾的，请先取消签收；确实已经领走的，这次发放不能撤销。",
                heading="不能撤销",
            )
            return
        kept = CancelBatch.ask(self._office, self.batch, self)
        if kept is not None:
            self.refresh()
            self._news.said.emit(f"已撤销 {kept.number}，{figures(kept.total)} 元冲回「{kept.fund_name}」")
            self.changed.emit()
            self._news.case_changed.emit(None)

    def chosen_ids(self) -> list[int]:
        """The chosen lines."""
        return [line.id or 0 for line in self.table.chosen_lines()]

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("kind", "strip")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.about)
        names.addWidget(self.sum)
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 8, 16, 8)
        top.setSpacing(12)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        top.addWidget(self.bar)
        return head

    def _menu(self, *entries: tuple[str, Callable[[], object]]) -> QMenu:
        menu = QMenu(self)
        for text, slot in entries:
            _add(menu, text, slot)
        return menu

    def _with_chosen(self, ask: Callable[[list[int]], object]) -> None:
        if self.chosen_ids():
            ask(self.chosen_ids())
        else:
            tell_error(self, "请先在名单里选中要打印收据的人，按住 Ctrl 可选多位。", heading="还没有选中")

    def _day(self) -> date | None:
        day = self.day.value()
        if day is None:
            self.day.setFocus()
            tell_error(self, self.day.problem() or "请先填写签收日期。", heading="签收日期")
        return day

    def _tick(self, row: int, signed: bool) -> None:
        line = self.model.line_at(row)
        if line is None:
            return
        if signed:
            self._sign(row, line)
        else:
            self._unsign(row, line)

    def _sign(self, row: int, line: PayoutLine) -> None:
        day = self._day()
        if day is None:
            return
        with telling(self):
            relief.sign_line(self._office, line.id or 0, day)
            self._put(row, replace(line, signed_on=day, proxy_name="", proxy_relation="", proxy_reason=""))
            self._news.said.emit(f"{line.receiver} 已签收（{day_words(day)}）")

    def _unsign(self, row: int, line: PayoutLine) -> None:
        if line.proxy_name and not confirm(
            self,
            f"{line.receiver} 由 {line.proxy_name} 代领。取消签收会去掉代领人、关系和原因，要取消吗？",
            yes="取消签收(&Y)",
            no="保留(&N)",
            danger=True,
        ):
            return
        with telling(self):
            relief.unsign_line(self._office, line.id or 0)
            self._put(row, replace(line, signed_on=None, proxy_name="", proxy_relation="", proxy_reason=""))
            self._news.said.emit(f"已取消 {line.receiver} 的签收")

    def _put(self, row: int, line: PayoutLine) -> None:
        self.model.put(row, line)
        self.batch = replace(self.batch, lines=self.model.lines())
        self._show()
        self.changed.emit()

    def _open_line(self, line: PayoutLine) -> None:
        day = self.day.value() or self._office.today()
        if is_open(self.batch) and ProxyDialog.ask(self._office, line, day, self):
            self.refresh()
            self._news.said.emit(f"已登记 {line.receiver} 的代领")
            self.changed.emit()
            self.table.setFocus()

    def _signed_rest(self, made: int) -> None:
        self.refresh()
        self._news.said.emit(f"已登记 {made} 人签收")
        self.changed.emit()
        self.table.setFocus()

    def _failed(self, error: OfficeError) -> None:
        self.refresh()
        self.changed.emit()
        tell_error(self, error.said)

    def _closed(self, batch: Batch) -> None:
        self.refresh()
        self._news.said.emit(f"已办结 {batch.number} {batch.title}")
        self.changed.emit()
        self._news.case_changed.emit(None)

    def _show(self) -> None:
        batch = self.batch
        count, signed = len(batch.lines), len(batch.lines) - batch.unsigned
        self.name.say(f"{batch.number}　{batch.title}")
        facts = (
            f"{word(batch.form)}发放",
            f"{day_words(batch.day)}",
            batch.place,
            f"资金：{batch.fund_name}（{batch.fund_source}）",
        )
        self.about.say("　".join(x for x in facts if x))
        what = "物资价值" if batch.form is Form.goods else "合计"
        self.sum.setText(f"{count} 人，{what} {figures(batch.total)} 元　大写：{in_words(batch.total)}")
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(signed)
        ready = "，可以办结" if is_open(batch) and not batch.unsigned else ""
        self.bar.setFormat(f"已签 {signed}/{count}{ready}")
        opened = is_open(batch)
        for widget in self.signing:
            widget.setVisible(opened)
        self.state.setVisible(not opened)
        reason = f"，原因：{batch.cancel_reason}" if batch.cancelled_on is not None else ""
        self.state.become(
            "band-warned" if batch.cancelled_on is not None else "band-good",
            f"{state_told(batch)}{reason}。签收记录不能再改，表格仍可打印。",
        )
        self.all.setEnabled(batch.unsigned > 0)
        self.closing.setVisible(opened)
        self.cancel.setVisible(opened)
        self.closing.setToolTip("" if batch.unsigned == 0 else f"还有 {batch.unsigned} 人没有签收")


def _add(menu: QMenu, text: str, slot: Callable[[], object]) -> None:
    action = QAction(text, menu)
    action.triggered.connect(lambda: slot())
    menu.addAction(action)
