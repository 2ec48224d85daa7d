"""Writing a scheme in a form (方案表格): its parts on the left, the chosen part on the right, what is wrong below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.casework import settings
from desktop.casework.drafting import Draft
from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import Path, SchemeError
from desktop.domain.scheme_said import said_in_form
from desktop.domain.scheme_shape import kind_of, sample, shape_at, title_of
from desktop.ui.dialogs.message import Keep, ask_to_keep, tell_error, telling
from desktop.ui.news import News
from desktop.ui.pages.scheme_form import branches
from desktop.ui.pages.scheme_form.adding import Adding, Option
from desktop.ui.pages.scheme_form.editing import Editing
from desktop.ui.pages.scheme_form.entry import Around
from desktop.ui.pages.scheme_form.frame import FormFrame
from desktop.ui.pages.scheme_form.keeping import Keeping
from desktop.ui.pages.scheme_form.looking import Look, look, table_of
from desktop.ui.pages.scheme_form.problems import Trouble
from desktop.ui.pages.scheme_form.safety import Safety
from desktop.ui.pages.scheme_form.tabs import EXAMPLES, FORM, READING, TEXT
from desktop.ui.pages.scheme_form.taking_over import outcome_to_take

if TYPE_CHECKING:
    from desktop.casework.office import Office

__all__ = ["EXAMPLES", "FORM", "READING", "TEXT", "SchemeForm"]

PAUSE = 350
"""Milliseconds without a change after which the whole is looked at."""


class SchemeForm(FormFrame):
    """One scheme being written; `kept` is the number it was saved under."""

    def __init__(
        self, office: Office, news: News, draft: Draft, aside: str = "", parent: QWidget | None = None
    ) -> None:
        """`aside` is a text that was typed and not saved when the program stopped."""
        super().__init__(office.today(), parent)
        self._office, self._draft = office, draft
        self._calendar = settings.calendar(office)
        self.kept: str | None = None
        self.editing = Editing(draft.sheet.text, draft.sheet.file, self)
        self.safety = Safety(office, self.editing, self)
        self.keeping = Keeping(office, news, draft, self.editing, self.safety)
        self.look = Look()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look_over)
        self._kinds: dict[Path, str] = {}
        """Kinds that were chosen and do not stand in the file yet."""
        self._connect()
        self._title()
        self._grow(())
        self.look_over()
        if aside:
            self.editing.write(aside)
        self.tree.setFocus()

    # ---- going about

    def go_to(self, path: Path, said: str = "") -> None:
        """Go to the field a path leads to, and say there what is wrong."""
        if self.editing.unreadable:
            self.tabs.setCurrentIndex(TEXT)
            self.text.edit.setFocus()
            return
        table, rest = table_of(path)
        while table and not self.tree.choose(table):
            table, rest = table[:-1], path[len(table) - 1 :]
        if not table:
            self.tree.choose(())
        self.tabs.setCurrentIndex(FORM)
        self.form.begin(str(rest[0]) if rest else "")
        if said:
            self.form.mark(rest, said)

    def add(self) -> None:
        """Put something in, where the tree stands."""
        self._settle()
        self._add(branches.options(self.editing.sheet, self.tree.path()))

    def copy(self) -> None:
        """The chosen part once more."""
        path = self.tree.path()
        if path and isinstance(path[-1], int):
            with telling(self):
                self.editing.copy(path)
                self.form.begin()
                self.say("已照抄一份，放在它后面。")

    def remove(self) -> None:
        """Take the chosen part out; it can be taken back."""
        path = self.tree.path()
        if not path or branches.is_list(path) or self.editing.sheet.value(path) is None:
            return
        title = title_of(path, self.editing.sheet.content(path))
        with telling(self):
            self.editing.remove(path)
            self.say(f"已删去「{title}」，按 Ctrl+Z 恢复。")
        self.tree.setFocus()

    def shift(self, by: int) -> None:
        """Move the chosen part among its like."""
        path = self.tree.path()
        if path and isinstance(path[-1], int):
            with telling(self):
                self.editing.move(path, by)

    def undo(self) -> None:
        """Take the last change back."""
        self._settle()
        self.editing.undo()

    def redo(self) -> None:
        """Make it again."""
        self.editing.redo()

    # ---- keeping

    def save(self) -> bool:
        """Save into the office's folder; what does not stand yet may be kept as unfinished. Whether it is kept."""
        self._settle()
        self.look_over()
        open_ones = self.form.problems()
        if open_ones:
            said, key = open_ones[0]
            self.form.begin(key)
            tell_error(self, f"{said} 请先改好，或把这一格清空。", heading="还不能保存")
            return False
        if self.editing.unreadable:
            tell_error(self, self.problems.troubles[0].said, heading="还不能保存")
            return False
        return self._keep_unfinished() if self.look.wrong else self._keep()

    def _keep(self) -> bool:
        try:
            scheme = self.keeping.keep()
        except OfficeError as error:
            said = error.said
            if isinstance(error, SchemeError):
                said = said_in_form(error, self.editing.sheet)
                self.go_to(error.path, said)
            tell_error(self, said)
            return False
        self.kept = scheme.id
        self._kept(f"已保存方案：{scheme.title}")
        return True

    def _keep_unfinished(self) -> bool:
        """Offer to keep what does not stand yet as a draft, which judges nobody."""
        wrong = self.look.wrong
        if not self.keeping.wants_unfinished(len(wrong), wrong[0].said, self):
            self._go_trouble(wrong[0])
            return False
        with telling(self):
            self.keeping.keep_unfinished()
            self._kept("已存成草稿，还没有放进方案库")
            return True
        return False

    def _kept(self, said: str) -> None:
        self.say(f"✔ {said}")
        self._title()

    def reject(self) -> None:
        """Esc goes from the form to the tree, and from the tree out."""
        if not self.tree.hasFocus() and self.isVisible():
            self.tree.setFocus()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settle()
        if self.editing.dirty:
            answer = ask_to_keep(self, f"方案「{self.heading.whole()}」")
            if answer is Keep.stay or (answer is Keep.save and not self.save()):
                event.ignore()
                return
        self.safety.forget()
        event.accept()
        QDialog.done(self, int(self.kept is not None))

    # ---- what is shown

    def look_over(self) -> None:
        """Look at the whole as it stands, and show what was found."""
        self._pause.stop()
        if self.editing.unreadable:
            return
        self.look = look(self.editing.sheet, self._calendar)
        self._list_problems()
        found = self.look
        wrong = [t.path for t in found.wrong]
        self.tree.mark(
            lambda path: any(w[: len(path)] == path if path else not table_of(w)[0] for w in wrong)
        )
        self._read()

    def _read(self, *, anew: bool = False) -> None:
        """Show the tab in front, as the scheme stands."""
        notice_days = settings.bureau(self._office).notice_days
        self.tabs.show_look(self.look, self.editing.text, notice_days, anew=anew)

    def _grow(self, chosen: Path) -> None:
        """Build the tree anew and show that part; it, or the part around it, is in the tree."""
        shown = branches.branches(self.editing.sheet)
        self.tree.show_branches(shown, chosen)
        if self.tree.path() != chosen:
            near = (table_of(chosen)[0], chosen[:1], ())
            next(path for path in near if self.tree.choose(path))
        self._show(self.tree.path())
        self._note_change()

    def _show(self, path: Path) -> None:
        """Show that part in the form."""
        self.editing.path = path
        self.editing.pause()
        sheet = self.editing.sheet
        listed = branches.is_list(path)
        some = bool(path) and not listed
        self.parts.allow(one=some and isinstance(path[-1], int), some=some)
        if listed or (sheet.value(path) is None and path):
            shape = shape_at(path)
            count = len([p for p in sheet.children(path[:-1]) if p[: len(path)] == path])
            told = f"已有 {count} 份，在左边选一份就能改。" if count else "还没有。按 Ctrl+Enter 添加。"
            self.form.show_list(path, shape.label, told, {"": shape.label})
            return
        content = sheet.content(path)
        title = title_of(path, content) if path else branches.HEAD
        self.form.show_table(
            path,
            shape_at(path, self._kind(path)),
            self._kind(path),
            title,
            lambda: Around.of(sheet, path, self._office.today()),
            sheet.unknown(path),
            branches.inside(sheet, path) if path else {},
        )
        self._mark()

    def _mark(self) -> None:
        """Say at the fields of the form what is wrong with them."""
        self.form.unmark()
        for trouble in self.look.wrong:
            table, rest = table_of(trouble.path)
            if table == self.form.path:
                self.form.mark(rest, trouble.said)

    def _list_problems(self) -> None:
        found = self.look
        self.problems.show_troubles(found.wrong, found.good)
        self._mark()

    def _turned(self) -> None:
        """Another tab is looked at."""
        self._settle()
        self.look_over()
        self._read(anew=True)
        if self.tabs.currentIndex() == TEXT:
            self.text.show_text(self.editing.text)

    def _title(self) -> None:
        content = self.editing.sheet.content(())
        title = str(content.get("title") or content.get("id") or "新方案")
        self.heading.say(title)
        self.setWindowTitle(f"{'* ' if self.editing.dirty else ''}写方案：{title}")
        self.back.setEnabled(self.editing.can_undo)
        self.again.setEnabled(self.editing.can_redo)

    # ---- what is done

    def _add(self, options: list[Option]) -> None:
        option = Adding.ask(options, self)
        if option is None:
            return
        with telling(self):
            if option.kind:
                last = self.editing.sheet.children(option.path[:-1])
                count = len([p for p in last if p[: len(option.path)] == option.path])
                at = count if option.at is None else option.at
                self._kinds[(*option.path, at) if shape_at(option.path).many else option.path] = option.kind
            self.editing.add(option.path, sample(option.path, option.kind), option.at)
        self.tabs.setCurrentIndex(FORM)
        self.form.begin()

    def _add_inside(self, path: Path, key: str) -> None:
        self._add(branches.kinds((*path, key) if key else path))

    def _put(self, path: Path, value: object) -> None:
        with telling(self):
            self.editing.put(path, value)

    def _turn_kind(self, path: Path, kind: str) -> None:
        """Another kind: what the new one does not know goes, what it must have comes."""
        if kind and kind != self._kind(path):
            self._kinds[path] = kind
            with telling(self):
                self.editing.turn(path, kind)
            self._show(path)
            self.form.begin(self.form.kind_key)

    def _kind(self, path: Path) -> str:
        """Of which kind a table is; where the file does not say so yet, of the one that was chosen."""
        return kind_of(path, self.editing.sheet.content(path)) or self._kinds.get(path, "")

    def _note_change(self) -> None:
        self._pause.start()
        self._title()

    def _field_changed(self, table: Path) -> None:
        if table and table in self.tree.paths():
            self.tree.rename(table, branches.line_of(self.editing.sheet, table))
        self._note_change()

    def _tables_changed(self, path: Path) -> None:
        self._grow(path)

    def _settle(self) -> None:
        """What was typed as text counts now."""
        if self.text.waiting:
            self.text.settle()

    def _unreadable(self, said: str) -> None:
        self._title()
        for part in (self.parts, self.form):
            part.setEnabled(not said)
        if said:
            self.problems.show_troubles((Trouble((), said),), "")
        else:
            self._note_change()

    def _go_trouble(self, trouble: Trouble) -> None:
        self.go_to(trouble.path, trouble.said)

    def _go_example(self, number: int) -> None:
        self.go_to(("examples", number))

    def _take_over(self, number: int) -> None:
        """What came out becomes what the example expects, after asking."""
        changes = outcome_to_take(self, self.editing.sheet, self.look, number, self._calendar)
        if changes:
            with telling(self):
                self.editing.put_several(("examples", number, "expect"), changes)
            self.look_over()

    # ---- how it hangs together

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show)
        self.tree.entered.connect(self._enter)
        self.parts.adding.connect(self.add)
        self.parts.copying.connect(self.copy)
        self.parts.removing.connect(self.remove)
        self.parts.moving.connect(self.shift)
        self.form.put.connect(self._put)
        self.form.kind_turned.connect(self._turn_kind)
        self.form.adding.connect(self._add_inside)
        self.problems.wanted.connect(self._go_trouble)
        self.examples.wanted.connect(self._go_example)
        self.examples.taking.connect(self._take_over)
        self.text.written.connect(self.editing.write)
        self.tabs.currentChanged.connect(lambda: self._turned())
        self.editing.field_changed.connect(self._field_changed)
        self.editing.tables_changed.connect(self._tables_changed)
        self.editing.broken.connect(self._unreadable)
        self.undoing.connect(self.undo)
        self.redoing.connect(self.redo)
        self.saving.connect(self.save)
        self.entered.connect(self.editing.pause)
        for sequence, deed in (
            ("Ctrl+Return", self.add),
            ("Ctrl+Enter", self.add),
            ("Ctrl+D", self.copy),
            ("Alt+Up", lambda: self.shift(-1)),
            ("Alt+Down", lambda: self.shift(1)),
            ("Ctrl+S", self.save),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("F8", self.problems.next),
            ("Ctrl+PgDown", lambda: self.tabs.turn(1)),
            ("Ctrl+PgUp", lambda: self.tabs.turn(-1)),
        ):
            self.by_key(sequence, deed)

    def _enter(self) -> None:
        self.tabs.setCurrentIndex(FORM)
        self.form.begin()
