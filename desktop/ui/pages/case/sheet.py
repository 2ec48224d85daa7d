"""An open case, as its buttons, papers and parts know it: what is open, and what deeds are done with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop.casework import accounts, staff
from desktop.casework.duties import SamePerson, same_person
from desktop.domain.accounts import Role
from desktop.domain.application import Application
from desktop.domain.assessment import Assessment
from desktop.ui.dialogs.opinion import OpinionDialog, Question, Signed
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.page import Page


class CaseSheet(QWidget):
    """One application. The frame that shows it says how a deed is done, and how the sheet looks afterwards."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.office, self.news, self.go = page.office, page.news, page.go
        self.decider = ""
        """Who decided last, offered again for the next case."""
        self.kin = ""
        """The staff who are related to the household, in a sentence each."""
        self.seen: Seen | None = None

    @property
    def now(self) -> QWidget:
        """The card of what can be done now, for the part that shows it."""
        raise NotImplementedError

    # ---- what is open

    @property
    def case(self) -> Application | None:
        """The case that is open."""
        return None if self.seen is None else self.seen.case

    @property
    def assessment(self) -> Assessment | None:
        """The check it rests on."""
        return None if self.seen is None else self.seen.kept

    @property
    def id(self) -> int:
        """Its id; 0 where none is open."""
        return (self.case.id or 0) if self.case is not None else 0

    @property
    def applicant(self) -> str:
        """Whose it is."""
        return self.case.applicant if self.case is not None else ""

    def open_household(self) -> None:
        """Open the household's file."""
        if self.case is not None:
            self.go("households", self.case.household_id)

    # ---- what deeds are done with

    def ask(self, question: Question) -> Signed | None:
        """Words and a name; whoever signs for this office stands there already. None where the officer thought better of it."""
        by = question.by or ("" if question.signed else accounts.signer(self.office))
        return OpinionDialog.ask(replace(question, by=by, names=question.names or self.names()), self)

    def ask_and_do(self, question: Question, deed: Callable[[str, str], object], said: str) -> None:
        """Ask for words and a name, do it with them and say so; nothing where the officer thought better of it."""
        given = self.ask(question)
        if given is not None:
            self.do(lambda: deed(given.words, given.by), said)

    def deciding(self) -> str:
        """Who decides, as far as that is known: where several sign in, whoever does."""
        if self.decider or len([u for u in accounts.users(self.office) if u.active]) < 2:
            return self.decider
        return self.office.user.name if self.office.user.has(Role.approver) else ""

    def together(self, by: str, role: Role = Role.approver) -> SamePerson | None:
        """Whether this person has done in this case, or has in the household, what does not go with that role."""
        return same_person(self.office, self.id, role, by) if self.id else None

    def names(self) -> tuple[str, ...]:
        """Who may sign or go out for this office, offered while a name is typed."""
        return staff.names_at_work(self.office)

    def do(self, deed: Callable[[], object], said: str | Callable[[Application], str]) -> None:
        """Do it, show what came of it, and say so; what the office refuses is told, and nothing changes."""

    def refresh(self) -> None:
        """Show the application as it is kept now."""

    def turn_to(self, title: str) -> None:
        """Show the part of that title, with the cursor in it."""
