"""The copy that outlives the program (档案索引): all archives as a workbook and a PDF file, behind a password."""

from __future__ import annotations

from pathlib import Path

from desktop.casework.office import Office
from desktop.casework.printing import form_named
from desktop.domain.archive_index import IndexPaper
from desktop.store import archive_index, locked_copies, settings

FORM = "archive_index"
NAMES = ("档案索引.xlsx", "档案索引.pdf")


def write(office: Office, folder: Path, password: str) -> tuple[Path, ...]:
    """Writes the index into the folder, twice, each file whole and locked. Raises OfficeError."""
    with office.store.read() as session:
        paper = IndexPaper(
            bureau=settings.bureau(session),
            lines=archive_index.lines(session),
            printed_on=office.today(),
        )
    sheet = form_named(office, FORM).sheet(paper)
    written: list[Path] = []
    for name in NAMES:
        out = folder / name
        locked_copies.write(out, office.press.as_bytes([sheet], out.suffix), password)
        written.append(out)
    return tuple(written)
