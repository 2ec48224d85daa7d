"""Taking papers in (收进附件): where their bytes come from, and keeping them with what was said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from desktop.casework import attachments
from desktop.ui.dialogs.attach import Described

if TYPE_CHECKING:
    from desktop.casework.office import Office

Source = tuple[str, Callable[[], bytes] | Path]
"""A shown name, and the file it is in or what gives its bytes."""


def keep(
    office: Office, household_id: int, said: Described, name: str, source: Callable[[], bytes] | Path
) -> None:
    """Keep one file or picture."""
    if isinstance(source, Path):
        attachments.attach(office, household_id, said.kind, source, said.dated, said.whose)
    else:
        attachments.attach_bytes(office, household_id, said.kind, name, source(), said.dated, said.whose)


def png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(held.data())
