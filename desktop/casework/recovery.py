"""The recovery sheet (恢复码单) at work: printed, read back and sealed; used, and then to be replaced."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from desktop.casework.deeds import deed, may, record
from desktop.casework.office import Office
from desktop.casework.printing import form_named
from desktop.domain.recovery import RecoveryPaper, Sealed
from desktop.domain.trail import Act
from desktop.store import settings, trail

FORM = "recovery_sheet"


@contextmanager
def printed_sheet(office: Office, code: str) -> Generator[Path]:
    """The sheet as a PDF in a folder of its own that nobody else may read; gone from the disk when the block ends."""
    form = form_named(office, FORM)
    with office.store.read() as session:
        bureau = settings.bureau(session)
    paper = RecoveryPaper(bureau=bureau, code=code, made_by=office.user.name, printed_on=office.today())
    record(office, Act.print_paper, f"{form.title} 1 份")
    folder = Path(tempfile.mkdtemp(prefix="bangfu-"))
    try:
        path = folder / f"{form.title}.pdf"
        office.press([form.sheet(paper)], path)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seal(office: Office) -> None:
    """Notes that the sheet in force was read back from paper and goes into its envelope."""
    with deed(office, Act.seal_recovery_code) as session:
        settings.put_sealed(session, Sealed(on=office.today(), by=office.user.name))


def sealed(office: Office) -> Sealed | None:
    """When the sheet in force was sealed, and by whom; None where that is still to be done."""
    with office.store.read() as session:
        return settings.sealed(session)


def used(office: Office) -> None:
    """Notes that the office was opened by its code: the envelope is open now, so another sheet is wanted."""
    with deed(office, Act.use_recovery_code) as session:
        trail.note(session, "", None, office.user.name)
        settings.unseal(session)


def may_renew(office: Office) -> bool:
    """Whether the user may print a new code."""
    return office.key is not None and may(office, Act.new_recovery_code)
