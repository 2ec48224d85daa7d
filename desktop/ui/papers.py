"""Writing a paper into the office's own folder and showing it (打印文件夹和预览)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.casework import previews
from desktop.domain.errors import OfficeError
from desktop.ui.dialogs.message import tell
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office
    from desktop.ui.news import News
    from desktop.ui.pages.page import Page

FOLDER = previews.KEPT
LONGEST = 60
"""Characters of a file's name; some systems count three bytes for each."""

Write = Callable[[Path, Progress, Cancelled], tuple[str, ...]]
"""Writes a paper to that file, tells how far it is; gives the characters no font could draw."""


def printed(office: Office) -> Path:
    """The folder the office's papers are written to before they are shown."""
    return previews.place(office)


def show_paper(path: Path, parent: QWidget) -> None:
    """Show the paper in its preview, which is not loaded before the first one."""
    from desktop.ui.dialogs import preview

    preview.show_paper(path, parent)


def file_name(name: str) -> str:
    """A title as a file may be called on any system."""
    kept = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in name)
    return kept[:LONGEST].strip(" .") or "表格"


def print_paper(page: Page, name: str, write: Write) -> None:
    """Write the paper off the GUI thread, then open its preview."""
    print_from(page, page.office, name, write)


def print_from(part: QWidget, office: Office, name: str, write: Write) -> None:
    """The same from a part of a page."""
    folder = printed(office)
    path = folder / f"{file_name(name)}.pdf"

    def job(progress: Progress, cancelled: Cancelled) -> tuple[str, ...]:
        _make(folder)
        return write(path, progress, cancelled)

    def done(missing: tuple[str, ...]) -> None:
        _tell_missing(part, missing)
        show_paper(path, part)

    work(part.window(), f"正在生成「{name}」", job, done)


def save_spreadsheet(page: Page, name: str, write: Write) -> None:
    """Ask where to, then write the paper there as a spreadsheet."""
    chosen = spreadsheet_asked(page, page.office, name)
    if chosen is not None:
        save_spreadsheet_to(page, chosen, name, write)


def spreadsheet_asked(part: QWidget, office: Office, name: str) -> Path | None:
    """The file a spreadsheet of that name is to be written to; None where the officer thought better of it."""
    folder = office.folder / FOLDER
    suggested = (folder if folder.is_dir() else office.folder) / f"{file_name(name)}.xlsx"
    chosen, _ = QFileDialog.getSaveFileName(part, "另存为电子表格", str(suggested), "Excel 工作簿 (*.xlsx)")
    return Path(chosen) if chosen else None


def save_spreadsheet_to(page: Page, path: Path, name: str, write: Write) -> None:
    """Write the paper to that file as a spreadsheet, and say where it is."""
    save_spreadsheet_from(page, page.news, path, name, write)


def save_spreadsheet_from(part: QWidget, news: News, path: Path, name: str, write: Write) -> None:
    """The same from a part of a page, or from a dialog."""
    target = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def done(missing: tuple[str, ...]) -> None:
        _tell_missing(part, missing)
        news.said.emit(f"已存为 {target}")

    work(
        part.window(),
        f"正在生成「{name}」",
        lambda progress, cancelled: write(target, progress, cancelled),
        done,
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OfficeError(
            f"不能建立文件夹「{folder}」：{error.strerror or error}。请检查磁盘空间和权限，或把同名的文件移开，再试一次。"
        ) from error


def _tell_missing(page: QWidget, missing: tuple[str, ...]) -> None:
    if missing:
        tell(
            page,
            f"以下字程序自带的字体里没有，纸上会留空，请打印后手写补上：{'、'.join(missing)}",
            heading="有字打不出来",
        )
