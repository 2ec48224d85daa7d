"""Workbooks and PDF files that open only with a password; locked in memory, nothing plain reaches the disk."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path
from typing import Any

from desktop.store.whole_file import write_whole


def write(path: Path, plain: bytes, password: str) -> None:
    """Locks a workbook (.xlsx) or a PDF file with the password and writes it whole. Raises StoreError."""
    lock = _locked_workbook if path.suffix == ".xlsx" else _locked_pdf
    write_whole(path, lock(plain, password))


def _locked_workbook(plain: bytes, password: str) -> bytes:
    """Agile encryption, AES-256, as spreadsheet programs since 2010 read it."""
    office_files: Any = import_module("msoffcrypto.format.ooxml")
    out = io.BytesIO()
    office_files.OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    return out.getvalue()


def _locked_pdf(plain: bytes, password: str) -> bytes:
    """AES-256 as PDF 2.0 has it."""
    pdf: Any = import_module("pypdf")
    writer = pdf.PdfWriter(clone_from=pdf.PdfReader(io.BytesIO(plain)))
    writer.encrypt(user_password=password, owner_password=password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
