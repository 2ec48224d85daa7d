"""Printed papers read back."""

from __future__ import annotations

import pypdfium2


def texts_of(data: bytes) -> list[str]:
    """The text of every page of a PDF file."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
