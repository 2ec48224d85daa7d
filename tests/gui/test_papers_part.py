"""The papers of a household as the officer works with them: listed, shown, bound; scans described, dropped, pasted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import attachments, binding, household_papers, intake, settings
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import OfficeKind
from desktop.domain.household import Household
from desktop.ui.dialogs.attach import AttachDialog, guess_whose
from desktop.ui.dialogs.preview import Preview
from desktop.ui.news import News
from desktop.ui.pages.household import bind
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.forms_card import FormsCard
from desktop.ui.pages.household.papers_part import PapersPart
from desktop.ui.pages.households import Households
from desktop.ui.papers import save_spreadsheet_from
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer
from tests.gui.keys import come_back

Build = Callable[..., Household]


@pytest.fixture
def home(office: Office, household: Build) -> Household:
    return intake.record_household(office, household())


@pytest.fixture
def detail(qtbot: QtBot, office: Office, home: Household) -> Detail:
    page = Stage(qtbot, office, Households).page
    assert isinstance(page, Households)
    page.open(home.id or 0)
    assert page.detail is not None
    return page.detail


@pytest.fixture
def papers(detail: Detail) -> PapersPart:
    detail.tabs.setCurrentWidget(detail.papers)
    return detail.papers


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "#336699").save(out, "JPEG")
    return out.getvalue()


def test_what_the_kind_of_office_uses_first_stands_first(
    qtbot: QtBot, office: Office, household: Build
) -> None:
    bureau = settings.bureau(office)
    for kind, first in (
        (OfficeKind.union, "困难职工档案表"),
        (OfficeKind.school, "家庭经济困难学生认定申请表"),
        (OfficeKind.township, "入户调查表"),
    ):
        settings.record_bureau(office, replace(bureau, kind=kind))
        card = FormsCard(office, News(), Draft(household()))
        qtbot.addWidget(card)
        assert card.model.lines()[0].title == first
        assert len(card.model.lines()) == 9


def test_a_paper_is_shown_and_a_blank_one_needs_no_saved_file(
    qtbot: QtBot, papers: PapersPart, officer: Officer, office: Office, home: Household, household: Build
) -> None:
    seen: list[str] = []

    def look(preview: Preview) -> None:
        seen.append(preview.windowTitle())
        preview.close()

    officer.will_do(carefully(look))
    papers.forms.table.choose(2)
    papers.forms.print_button.click()
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert home.head.name in seen[0]
    assert "授权书" in seen[0]
    fresh = FormsCard(office, News(), Draft(replace(household(), id=None)))
    qtbot.addWidget(fresh)
    assert not fresh.print_button.isEnabled()
    assert not fresh.bind_button.isEnabled()
    assert fresh.blank_button.isEnabled()
    titles = [form.title for form in fresh.model.lines()]
    fresh.table.choose(titles.index("档案封面"))
    assert not fresh.blank_button.isEnabled()
    officer.will_do(carefully(look))
    papers.forms.blank_button.click()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert "空白" in seen[1]


def test_a_paper_goes_into_a_spreadsheet(
    qtbot: QtBot, papers: PapersPart, office: Office, home: Household, tmp_path: Path
) -> None:
    news = News()
    said: list[str] = []
    news.said.connect(said.append)
    save_spreadsheet_from(
        papers,
        news,
        tmp_path / "档案表",
        "档案表",
        lambda path, progress, cancelled: household_papers.print_households(
            office, "archive_form", [home.id or 0], path, progress, cancelled
        ),
    )
    qtbot.waitUntil(lambda: bool(said))
    sheet = openpyxl.load_workbook(tmp_path / "档案表.xlsx").worksheets[0]
    assert home.head.name in {str(cell.value) for row in sheet.iter_rows() for cell in row}


def test_the_whole_file_is_bound_and_what_could_not_be_is_told(
    qtbot: QtBot, papers: PapersPart, officer: Officer, office: Office, home: Household, tmp_path: Path
) -> None:
    attachments.attach_bytes(office, home.id or 0, PaperKind.photo, "家.jpg", jpeg())
    attachments.attach_bytes(office, home.id or 0, PaperKind.other, "录音.mp3", b"ID3")
    said: list[str] = []
    bind.bind_to(papers, office, home.id or 0, tmp_path / "一户一档", said.append)
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert officer.heard == ["未能装订：其他　录音.mp3（不是图片或 PDF）"]
    pages = len(PdfReader(tmp_path / "一户一档.pdf").pages)
    assert said == [f"已装订 {pages} 页：{tmp_path / '一户一档.pdf'}，这份文件没有加密，用完请删除。"]


def test_many_are_bound_into_a_folder_and_a_failing_one_is_told(
    qtbot: QtBot, papers: PapersPart, officer: Officer, office: Office, home: Household, tmp_path: Path
) -> None:
    said: list[str] = []
    bind.bind_into(papers, office, [home.id or 0, 4711], tmp_path, said.append)
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert said[0].startswith("已装订 1 户：")
    assert officer.heard[0].startswith("第 2 户：")
    assert [p.name for p in tmp_path.glob("*.pdf")] == [binding.suggested_name(office, home.id or 0)]


def test_an_attachment_gets_its_day_and_person_and_both_can_be_put_right(
    papers: PapersPart, officer: Officer, office: Office, home: Household
) -> None:
    kept = attachments.attach_bytes(office, home.id or 0, PaperKind.other, "扫描.jpg", jpeg())
    papers.load()
    papers.table.choose(0)

    def fill(dialog: AttachDialog) -> None:
        dialog.kind.set_value(PaperKind.diagnosis)
        dialog.dated.set_value(date(2030, 1, 1))
        dialog.accept()
        assert dialog.trouble.text().startswith("材料日期还没有到")
        dialog.dated.set_value(date(2026, 1, 5))
        dialog.whose.set_value(2)
        dialog.accept()

    officer.will_do(carefully(fill))
    papers.change_button.click()
    (line,) = papers.model.lines()
    assert (line.id, line.kind, line.dated, line.whose) == (kept.id, PaperKind.diagnosis, date(2026, 1, 5), 2)
    shown = [column.text(line) for column in papers.model.columns[:3]]
    assert shown == ["诊断证明", home.members[1].name, "2026-01-05"]


def test_a_name_in_the_file_name_says_whose_it_is(home: Household) -> None:
    child = home.members[1]
    assert guess_whose([f"{child.name}身份证.jpg", f"{child.name}学籍.jpg"], home) == child.ordinal
    assert guess_whose([f"{child.name}身份证.jpg", "户口簿.jpg"], home) == 0


def test_files_dropped_and_pictures_pasted_anywhere_on_the_record_are_taken_in(
    qtbot: QtBot, detail: Detail, officer: Officer, tmp_path: Path
) -> None:
    (tmp_path / "户口簿.jpg").write_bytes(jpeg())
    assert detail.tabs.currentWidget() is detail.basics
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "户口簿.jpg"))])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(30, 90).toPoint(), copy, data, left, plain)
    QApplication.sendEvent(detail.tabs, entering)
    assert entering.isAccepted()
    officer.will_do(carefully(lambda dialog: dialog.accept()))
    QApplication.sendEvent(detail.tabs, QDropEvent(QPointF(30, 90), copy, data, left, plain))
    qtbot.waitUntil(lambda: len(detail.papers.model.lines()) == 1)
    assert detail.tabs.currentWidget() is detail.papers
    assert detail.papers.model.lines()[0].kind is PaperKind.hukou_book

    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    detail.tabs.setCurrentWidget(detail.members)

    def photo(dialog: AttachDialog) -> None:
        dialog.kind.set_value(PaperKind.photo)
        dialog.accept()

    officer.will_do(carefully(photo))
    come_back(qtbot)
    detail.tabs.tabBar().setFocus()
    qtbot.keyClick(detail.tabs.tabBar(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(detail.papers.model.lines()) == 2)


def test_text_on_the_clipboard_stays_text_on_the_other_pages(detail: Detail, officer: Officer) -> None:
    QGuiApplication.clipboard().setText("文字")
    detail.tabs.setCurrentWidget(detail.basics)
    detail.papers.paste()
    assert officer.heard == []
