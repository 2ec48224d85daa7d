"""Attachments (附件): scans and photographs of a household's papers, and what they may be called.

What a file was called outside is only text here: it is shown, never used as a path.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LARGEST = 50 << 20
"""Bytes one attachment may have."""
MOST_PIXELS = 120_000_000
"""Of one picture; more is refused before it is unpacked."""
PICTURES = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")
"""The kinds of picture the program unpacks, by the names Pillow has for them."""
LONGEST_NAME = 120
_LONGEST_FILE_NAME = 80


class PaperKind(StrEnum):
    """What kind of paper was scanned."""

    identity_card = "identity_card"
    hukou_book = "hukou_book"
    dibao = "dibao"
    disability = "disability"
    diagnosis = "diagnosis"
    income = "income"
    authorisation = "authorisation"
    consent = "consent"
    archive_form = "archive_form"
    """The archive itself on paper (档案表), signed."""
    application = "application"
    survey = "survey"
    commitment = "commitment"
    contract = "contract"
    schooling = "schooling"
    bill = "bill"
    bank_card = "bank_card"
    photo = "photo"
    other = "other"


class Look(StrEnum):
    """How the program can show it: as a picture, as pages, or not at all."""

    image = "image"
    pdf = "pdf"
    none = "none"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One scan or photograph on file; its bytes lie under a random name."""

    household_id: int
    kind: PaperKind
    shown_name: str
    stored: str
    sha256: str
    size: int
    added_on: date
    added_by: str
    removed_on: date | None = None
    dated: date | None = None
    """The paper's own date."""
    whose: int = 0
    """The member it is about; 0: the household."""
    id: int | None = None


def clean_name(name: str) -> str:
    """The name as it is shown: no control, bidi or other invisible characters, one line, at most 120 characters."""
    shown = "".join(" " if c.isspace() else c for c in name if c.isspace() or not _invisible(c))
    shown = " ".join(shown.split())
    if len(shown) <= LONGEST_NAME:
        return shown or "未命名"
    ending = _ending(shown)
    return shown[: LONGEST_NAME - len(ending) - 1] + "…" + ending


def file_name(shown: str) -> str:
    """The name a copy may be given on any system; it never leads into another folder."""
    name = "".join("_" if c in '\\/:*?"<>|' or _invisible(c) else c for c in clean_name(shown))
    ending = _ending(name)
    stem = name[: len(name) - len(ending)].strip(" .")[:_LONGEST_FILE_NAME].strip(" .")
    if not stem.strip("_. "):
        stem = "附件"
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return stem + ending


def look_of(data: bytes) -> Look:
    """How the bytes can be shown, by their own beginning, whatever the name says."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Look.pdf
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")):
        return Look.image
    return Look.image if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else Look.none


def size_words(size: int) -> str:
    """How large it is: 86 KB, 1.2 MB."""
    return f"{size / (1 << 20):,.1f} MB" if size >= 1 << 20 else f"{-(-size // 1024):,} KB"


# What Windows keeps for devices, with any ending.
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])")
_ENDING = re.compile(r"\.[0-9A-Za-z]{1,8}$")


def _ending(name: str) -> str:
    found = _ENDING.search(name)
    return found[0] if found and found.start() > 0 else ""


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
