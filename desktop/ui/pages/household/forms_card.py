"""表格 of a household: every paper that can be filled in from its file, what the office uses first on top; blank ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import household_papers
from desktop.casework.office import PaperForm
from desktop.domain.household_papers import BLANK, WHAT_FOR
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.household.bind import bind_one
from desktop.ui.pages.household.draft import Draft
from desktop.ui.papers import print_from, save_spreadsheet_from, spreadsheet_asked

if TYPE_CHECKING:
    from desktop.casework.office import Office

HEAD = 8
"""Pixels by which the heading is taller than a row: no bar for the sake of these."""


class FormsCard(Card):
    """Prints what stands on file, not what is being typed."""

    def __init__(self, office: Office, news: News, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__("表格", parent)
        self._office, self._news, self._draft = office, news, draft
        self.model: RowsModel[PaperForm] = RowsModel(_columns())
        self.table: Table[PaperForm] = Table(self.model, "")
        self.table.setAccessibleName("表格")
        self.print_button = push("预览、打印(&P)", self.print, picture="print", kind="primary", key="Return")
        self.save_button = push("存为电子表格(&E)…", self.save, picture="export")
        self.blank_button = push("空白表(&K)", self.print_blank)
        self.bind_button = push("一户一档装订(&Z)…", self.bind, picture="save")
        self.add(self.table)
        self.add(Bar((self.print_button, self.save_button, self.blank_button), (self.bind_button,)))
        self.add(
            Words(
                "表格照已保存的档案填写，不清楚的空着；要签字的不遮号码，打印会记入操作记录。"
                "一户一档把全部表格、核对结论、申请、走访、收据和扫描件装订成一个 PDF。",
                "faint",
            )
        )
        self.table.opened.connect(lambda: self.print())
        self.table.chosen.connect(lambda: self.enable())
        self.model.show(household_papers.offered(office))
        self.table.setFixedHeight(self.table.height_for(len(self.model.lines())) + HEAD)
        self.table.choose(0)
        self.enable()

    def enable(self) -> None:
        """What can be done now: before the first saving there is only the blank form."""
        form = self.table.line()
        on_file = self._draft.household.id is not None
        self.print_button.setEnabled(on_file and form is not None)
        self.save_button.setEnabled(on_file and form is not None)
        self.blank_button.setEnabled(form is not None and form.id in BLANK)
        self.bind_button.setEnabled(on_file)

    def print(self) -> None:
        """Fill the chosen form in and show it."""
        form, home = self.table.line(), self._draft.kept
        office, household_id = self._office, home.id
        if form is None or household_id is None:
            return
        print_from(
            self,
            office,
            f"{form.title} {home.head.name}",
            lambda path, progress, cancelled: household_papers.print_households(
                office, form.id, [household_id], path, progress, cancelled
            ),
        )

    def save(self) -> None:
        """Write the chosen form as a spreadsheet where the officer wants it."""
        form, home = self.table.line(), self._draft.kept
        office, household_id = self._office, home.id
        if form is None or household_id is None:
            return
        name = f"{form.title} {home.head.name}"
        chosen = spreadsheet_asked(self, office, name)
        if chosen is not None:
            save_spreadsheet_from(
                self,
                self._news,
                chosen,
                name,
                lambda path, progress, cancelled: household_papers.print_households(
                    office, form.id, [household_id], path, progress, cancelled
                ),
            )

    def print_blank(self) -> None:
        """Show the chosen form with nothing filled in, to hand out."""
        form, office = self.table.line(), self._office
        if form is not None and form.id in BLANK:
            print_from(
                self,
                office,
                f"{form.title}（空白）",
                lambda path, progress, cancelled: household_papers.print_blank(
                    office, form.id, path, progress, cancelled
                ),
            )

    def bind(self) -> None:
        """Bind the whole file into one PDF."""
        household_id = self._draft.kept.id
        if household_id is not None:
            bind_one(self, self._office, household_id, self._news.said.emit)


def _columns() -> list[Column[PaperForm]]:
    return [
        Column(title="表格", text=lambda x: x.title, width=270),
        Column(title="用途", text=lambda x: WHAT_FOR[x.id], width=300, stretch=True),
    ]
