"""表格与附件 of a household: its papers, whether it agreed to be on file, its scans, and closing the archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QTabWidget, QWidget

from desktop.casework import attachments, opening, printing
from desktop.casework.opening import Beside
from desktop.casework.safety import why_not
from desktop.domain.attachment import Attachment, size_words
from desktop.domain.consent import ConsentState, Standing
from desktop.domain.retention import KeptLine
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.ui.dialogs.attach import AttachDialog
from desktop.ui.dialogs.attachment_view import look_at
from desktop.ui.dialogs.consent import SCANS, RecordConsent, WithdrawConsent
from desktop.ui.dialogs.message import confirm, tell, telling
from desktop.ui.dialogs.seal import SealDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.forms_card import FormsCard
from desktop.ui.pages.household.kept_words import kept_words
from desktop.ui.pages.household.sections import Part
from desktop.ui.pages.household.taking_in import Source, keep, png
from desktop.ui.papers import print_from
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

BANDS = {
    ConsentState.missing: "band-warned",
    ConsentState.given: "band-good",
    ConsentState.withdrawn: "band-bad",
}
NEW = "这是一份新档案，保存以后才能打印表格、登记同意、添加附件；空白表现在就可以打印。"
EMPTY = "还没有附件。点「添加附件」选文件，或把扫描件拖到这里，或按 Ctrl+V 粘贴截图。"
SHORTEST, LONGEST = 3, 8


class PapersPart(Part):
    """Everything here is kept at once, not with 保存: papers are facts, not drafts."""

    sealed = Signal()
    """The archive was closed."""
    _record: QTabWidget | None = None
    """The pages of the record it is one of."""

    def __init__(self, office: Office, news: News, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._office, self._news = office, news
        self.standing: Standing | None = None
        self.kept: KeptLine | None = None
        """Where the archive stands once it was put away."""
        self._files: tuple[Attachment, ...] = ()
        self.setAcceptDrops(True)
        self._listen(self)

    def build(self) -> None:
        self.consent = Words()
        self.sheet = push("打印告知同意书(&U)", self.print_sheet, picture="print")
        self.record = push("登记同意(&G)…", self.record_consent, picture="checklist", kind="primary")
        self.withdraw = push("撤回(&W)…", self.withdraw_consent)
        self.forms = FormsCard(self._office, self._news, self.draft)
        self.model: RowsModel[Attachment] = RowsModel(self._columns())
        self.table: Table[Attachment] = Table(self.model, EMPTY)
        self.table.setAccessibleName("附件")
        self.add_button = push("添加附件(&A)…", self.choose_files, picture="add", key="Ins")
        self.view_button = push("查看(&V)", self.view_chosen, picture="search", key="Return")
        self.change_button = push("改说明(&Y)…", self.describe_chosen, picture="edit", key="F2")
        self.save_button = push("另存为(&X)…", self.save_chosen, picture="save")
        self.remove_button = push("移除(&D)", self.remove_chosen, picture="delete", key="Del")
        self.keeping = Words()
        self.seal_button = push("撤档封存(&H)…", self.seal, kind="danger")
        first = Card("告知同意")
        first.add(self.consent)
        first.add(Bar((self.record, self.sheet, self.withdraw)))
        second = Card("附件")
        second.add(self.table)
        second.add(
            Bar(
                (self.add_button, self.view_button, self.change_button, self.save_button),
                (self.remove_button,),
            )
        )
        second.add(
            Words(
                "在这份档案的任何一页，都可以把文件拖进来，或按 Ctrl+V 粘贴截图、文件。查看和另存都会记入操作记录；另存出去的文件没有加密，用完请删除。",
                "faint",
            )
        )
        third = Card("档案保管")
        third.add(self.keeping)
        third.add(Bar((self.seal_button,)))
        for card in (self.forms, first, second, third):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.add(card)
        self.column.addStretch(1)
        self.table.opened.connect(lambda: self.view_chosen())
        self.table.removed.connect(lambda: self.remove_chosen())
        self.table.inserted.connect(self.choose_files)
        self.table.chosen.connect(lambda: self._enable())
        self.draft.changed.connect(self._enable)
        self._show()

    def state(self) -> str:
        if self.standing is None or self.standing.state is ConsentState.missing:
            return "？"
        if self.standing.state is ConsentState.withdrawn:
            return "已撤回"
        return str(len(self._files)) if self._files else "✔"

    def edit(self) -> None:
        self.describe_chosen()

    def load(self) -> None:
        """Ask for consent, attachments and standing as they are now."""
        self.tell(opening.beside(self._office, self.draft.kept))

    def tell(self, beside: Beside) -> None:
        """Show this consent, these attachments and where the archive stands."""
        self.standing, self.kept, self._files = beside.consent, beside.kept, beside.attachments
        if self._built:
            self._show()
        self.state_changed.emit()

    def _show(self) -> None:
        row = self.table.currentIndex().row()
        self.model.show(self._files)
        if self.standing is None:
            self.consent.become("band-told", NEW)
        else:
            told = f"{word(self.standing.state)}：{self.standing.said}"
            self.consent.become(BANDS[self.standing.state], told)
        if self._files:
            self.table.choose(max(0, min(row, len(self._files) - 1)))
        self.table.setFixedHeight(self.table.height_for(min(max(len(self._files), SHORTEST), LONGEST)))
        self.table.say_when_empty(EMPTY if self.kept is None else "没有附件。")
        self._show_keeping()
        self._enable()

    def print_sheet(self) -> None:
        """Print the consent sheet with what is known of the household."""
        home = self.draft.kept
        office, household_id = self._office, home.id
        print_from(
            self,
            office,
            f"告知同意书 {home.head.name}",
            lambda path, progress, cancelled: printing.print_consent(
                office, household_id, path, progress, cancelled
            ),
        )

    def record_consent(self) -> None:
        """Ask what stands on the signed paper."""
        if RecordConsent.ask(self._office, self.draft.kept, self):
            self._changed("已登记告知同意")

    def withdraw_consent(self) -> None:
        """Record that the consent was taken back."""
        if WithdrawConsent.ask(self._office, self.draft.kept, self):
            self._changed("已登记撤回同意")

    def choose_files(self) -> None:
        """Ask for files to add."""
        if not self._may_add():
            return
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择要添加的扫描件或照片", "", SCANS)
        self.add_files([Path(x) for x in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Ask what kind of paper they are, then keep them."""
        self._take_in([(p.name, p) for p in paths])

    def paste(self) -> None:
        """Add the picture, or the files, on the clipboard."""
        if not self._may_add():
            return
        content = QGuiApplication.clipboard().mimeData()
        if not self.isVisible() and not content.hasImage() and not content.hasUrls():
            return  # on another page of the record, where text may be meant
        files = [Path(u.toLocalFile()) for u in content.urls() if u.isLocalFile()]
        if files:
            self.add_files(files)
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            tell(self, "剪贴板里没有图片。请先截图或复制图片，再按 Ctrl+V。", "没有可粘贴的图片")
            return
        name = f"粘贴的图片 {self._office.today().isoformat()}.png"
        self._take_in([(name, lambda: png(image))])

    def view_chosen(self) -> None:
        """Look at the chosen attachment here; nothing is written to the disk."""
        line = self.table.line()
        if line is not None:
            look_at(self._office, line, self, self._failed)

    def describe_chosen(self) -> None:
        """Put right what kind of paper the chosen attachment is, its day, and whose it is."""
        line = self.table.line()
        if line is None or not self.change_button.isEnabled():
            return
        said = AttachDialog.ask([line.shown_name], self.draft.kept, self._office.today(), line, parent=self)
        if said is not None:
            with telling(self):
                attachments.describe(self._office, line.id or 0, said.kind, said.dated, said.whose)
                self._changed("已修改附件说明")

    def save_chosen(self) -> None:
        """Write a plain copy where the officer wants it."""
        line = self.table.line()
        if line is None:
            return
        with telling(self):
            suggested = Path.home() / attachments.suggested_name(self._office, line.id or 0)
            chosen, _ = QFileDialog.getSaveFileName(self, "另存附件", str(suggested))
            if chosen:
                self.save_to(line, Path(chosen))

    def save_to(self, line: Attachment, out: Path) -> None:
        """Write a plain copy to that file."""
        with telling(self):
            attachments.save_as(self._office, line.id or 0, out)
            self._news.said.emit(f"已另存为 {out}，这个文件没有加密，用完请删除")

    def remove_chosen(self) -> None:
        """Take the chosen attachment off, after asking."""
        line = self.table.line()
        if line is None or not self.remove_button.isEnabled():
            return
        question = (
            f"移除{word(line.kind)}「{line.shown_name}」吗？\n文件会从办公室里删掉，只有以前的备份里还有。"
        )
        if confirm(self, question, yes="移除(&R)", danger=True):
            with telling(self):
                attachments.detach(self._office, line.id or 0)
                self._changed("已移除附件")

    def seal(self) -> None:
        """Close the archive, with a reason."""
        if self.draft.dirty:
            tell(self, "档案还有没保存的修改。请先保存（Ctrl+S）或放弃修改，再撤档封存。", "请先保存")
            return
        home = self.draft.kept
        if SealDialog.ask(self._office, home, self):
            self._changed(
                f"{home.head.name}（{home.number}）已撤档封存，在「安全」→「档案保管」里可以查看和恢复"
            )
            self._news.household_changed.emit(home.id)
            self.sealed.emit()

    def _take_in(self, sources: Sequence[Source]) -> None:
        if not sources or not self._may_add():
            return
        self.ensure()
        if self._record is not None:
            self._record.setCurrentWidget(self)
        names = [name for name, _ in sources]
        said = AttachDialog.ask(names, self.draft.kept, self._office.today(), parent=self)
        if said is None:
            return
        office, household_id = self._office, self.draft.household.id or 0

        def job(progress: Progress, cancelled: Cancelled) -> int:
            for n, (name, source) in enumerate(sources):
                if cancelled():
                    return n
                progress(n, len(sources))
                keep(office, household_id, said, name, source)
            return len(sources)

        work(self.window(), "正在添加附件", job, self._added, stopped=self.load, failed=self._failed)

    def _added(self, count: int) -> None:
        self._changed(f"已添加 {count} 份附件")
        self.table.choose(len(self.model.lines()) - 1)
        self.table.setFocus()

    def _failed(self, error: Exception) -> None:
        self.load()
        with telling(self):
            raise error

    def _changed(self, said: str) -> None:
        self.load()
        self._news.said.emit(said)

    def _show_keeping(self) -> None:
        if self.kept is None:
            self.keeping.become(
                "faint",
                "在档。脱困、迁出、去世等不再帮扶的，撤档封存：只存不改，名单和搜索里不再出现，期满由两人销毁。",
            )
        else:
            self.keeping.become("band-warned", kept_words(self.kept))

    def _may_add(self) -> bool:
        on_file = self.draft.household.id is not None
        return on_file and self.kept is None and not why_not(self._office, Act.attach)

    def _enable(self) -> None:
        self.forms.enable()
        on_file = self.draft.household.id is not None
        changeable = on_file and self.kept is None
        chosen = self.table.line() is not None
        given = self.standing is not None and self.standing.state is ConsentState.given
        self.sheet.setEnabled(on_file)
        for button, act, usable in (
            (self.record, Act.record_consent, changeable),
            (self.withdraw, Act.record_consent, on_file and given),
            (self.add_button, Act.attach, changeable),
            (self.view_button, Act.view_attachment, chosen),
            (self.change_button, Act.attach, changeable and chosen),
            (self.save_button, Act.export, chosen),
            (self.remove_button, Act.detach, changeable and chosen),
            (self.seal_button, Act.seal_household, changeable),
        ):
            said = why_not(self._office, act)
            button.setEnabled(usable and not said)
            if said:
                button.setToolTip(said)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange:
            self._settle()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._record:
            if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
                self.dropEvent(event)
                return True
            if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
                self.dragEnterEvent(event)
                return event.isAccepted()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Once it is a page of the record, what is dropped or pasted on any page of the record comes here."""
        above = self.parentWidget()
        record = above.parentWidget() if above is not None else None
        if isinstance(record, QTabWidget) and self._record is None:
            self._record = record
            record.setAcceptDrops(True)
            record.installEventFilter(self)
            self._paste_key.setEnabled(False)  # two that listen for the same key would be deaf
            self._paste_key.deleteLater()
            self._listen(record)

    def _listen(self, where: QWidget) -> None:
        self._paste_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), where)
        self._paste_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._paste_key.activated.connect(self.paste)

    def _columns(self) -> list[Column[Attachment]]:
        def whose(line: Attachment) -> str:
            return self.draft.kept.owner_name(line.whose)

        return [
            Column(title="材料", text=lambda x: word(x.kind), width=124),
            Column(title="所属人", text=whose, width=104),
            Column(title="材料日期", text=lambda x: x.dated.isoformat() if x.dated else "", width=118),
            Column(title="名称", text=lambda x: x.shown_name, width=200, stretch=True),
            Column(title="大小", text=lambda x: size_words(x.size), width=88, right=True),
            Column(title="添加日期", text=lambda x: x.added_on.isoformat(), width=118),
            Column(title="添加人", text=lambda x: x.added_by, width=96),
        ]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may_add() and any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])
