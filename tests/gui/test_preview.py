"""The preview: the PDF file itself on the screen, on the printer and in another place."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import previews
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.paper_view import Paper
from desktop.ui.dialogs.preview import Preview, PrintRun, show_paper
from desktop.ui.fields.panels import OneLine
from tests.gui.hands import Officer


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Six A4 pages, each with a black square; the fourth lies across."""
    path = tmp_path / "走访登记表 <b>.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    painter = QPainter()
    for number in range(6):
        size = QSizeF(842, 595) if number == 3 else QSizeF(595, 842)
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
        if number == 0:
            painter.begin(writer)
        else:
            writer.newPage()
        painter.fillRect(100, 100, 200, 200, QColor("black"))
    painter.end()
    return path


def dark(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    )


def opened(qtbot: QtBot, pdf: Path) -> Preview:
    preview = Preview(pdf)
    qtbot.addWidget(preview)
    with qtbot.waitActive(preview):
        preview.show()
    return preview


def test_a_page_is_drawn_from_the_file_itself(pdf: Path) -> None:
    paper = Paper(pdf)
    assert len(paper) == 6
    assert paper.size(3).width() > paper.size(3).height()
    image = paper.image(0, 2.0)
    assert abs(image.width() - 1190) <= 2
    assert dark(image) > 1000
    paper.close()


def test_pages_turn_by_key_and_the_place_is_told(qtbot: QtBot, pdf: Path) -> None:
    preview = opened(qtbot, pdf)
    assert preview.place.text() == "第 1 页，共 6 页"
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.place.text() == "第 2 页，共 6 页"
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.place.text() == "第 6 页，共 6 页"
    qtbot.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.place.text() == "第 1 页，共 6 页"


def test_zoom_keeps_the_page_and_fits_the_width_again(qtbot: QtBot, pdf: Path) -> None:
    preview = opened(qtbot, pdf)
    fitted = preview.view.zoom()
    preview.turn(2)
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoom() > fitted
    assert preview.place.text() == "第 3 页，共 6 页"
    qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoom() == pytest.approx(fitted, rel=0.1)


def test_only_pages_in_sight_are_drawn(qtbot: QtBot, pdf: Path) -> None:
    preview = opened(qtbot, pdf)
    drawn: list[int] = []
    original = preview.paper.image

    class Watched(Paper):
        def image(self, number: int, scale: float) -> QImage:
            drawn.append(number)
            return original(number, scale)

    preview.view._paper = Watched(pdf)
    preview.view.set_zoom(1.0)
    preview.view.grab()
    assert 1 <= len(set(drawn)) <= 3


def test_the_pages_on_paper_are_the_pages_of_the_file(qtbot: QtBot, pdf: Path, tmp_path: Path) -> None:
    preview = opened(qtbot, pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))
    printer.setFromTo(2, 4)
    run = PrintRun(preview.paper, printer, preview)
    with qtbot.waitSignal(run.ended, timeout=20_000) as ended:
        pass
    assert ended.args == [3]
    boxes = [page.mediabox for page in pypdf.PdfReader(printed).pages]
    assert [box.width > box.height for box in boxes] == [False, False, True]
    paper = Paper(printed)
    for number in range(3):
        assert dark(paper.image(number, 1.0)) == pytest.approx(
            dark(preview.paper.image(number + 1, 1.0)), rel=0.1
        )
    paper.close()


def test_a_copy_goes_where_the_officer_wants_it(qtbot: QtBot, pdf: Path, tmp_path: Path) -> None:
    preview = opened(qtbot, pdf)
    preview.save_to(tmp_path / "副本")
    assert (tmp_path / "副本.pdf").read_bytes() == pdf.read_bytes()
    preview.save_to(pdf)
    with pytest.raises(OfficeError, match="没有存成"):
        preview.save_to(tmp_path / "没有这个文件夹" / "副本.pdf")


def test_a_broken_file_is_told_and_not_shown(qtbot: QtBot, tmp_path: Path, officer: Officer) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    show_paper(broken, parent)
    show_paper(tmp_path / "没有.pdf", parent)
    assert len(officer.heard) == 2
    assert "打不开" in officer.heard[0]


def test_a_paper_that_only_passes_is_gone_after_the_look_and_a_kept_one_is_not(
    pdf: Path, tmp_path: Path, officer: Officer
) -> None:
    passing = tmp_path / previews.PASSING / pdf.name
    passing.parent.mkdir()
    passing.write_bytes(pdf.read_bytes())
    seen: list[str] = []
    copy = tmp_path / "留一份.pdf"

    def look(preview: Preview) -> None:
        seen.extend(x.text() for x in preview.findChildren(OneLine))
        preview.save_to(copy)
        preview.close()

    officer.will_do(look, lambda preview: preview.close())
    show_paper(passing)
    assert not passing.exists()
    assert any("不留这份文件" in text for text in seen)
    assert copy.read_bytes() == pdf.read_bytes()
    show_paper(pdf)
    assert pdf.exists()


def test_papers_left_behind_in_an_encrypted_office_go_when_it_opens(office: Office) -> None:
    left = office.folder / previews.PASSING / "审批表.pdf"
    kept = office.folder / previews.KEPT / "审批表.pdf"
    for paper in (left, kept):
        paper.parent.mkdir()
        paper.write_bytes(b"%PDF")
    previews.forget_all(office.folder)
    assert not left.exists()
    assert kept.exists()
    assert previews.place(office) == kept.parent
