"""Sheets onto paper: A4 pages of vector lines and text that can be selected, searched and copied.

Text goes through one PDF font object for each typeface (Type 0, two-byte codes), with our own ToUnicode
table: reportlab's own tells wrong characters beyond U+FFFF, and cuts a line into pieces of 256-character fonts.
No string ever reaches reportlab's paragraph markup.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfdoc

from desktop.domain.errors import OfficeError
from reports.fonts import MISSING_MARK, Chain, FontSet, Typeface
from reports.lines import LineBreaker
from reports.page import Page
from reports.pages import compose
from reports.saving import save
from reports.sheet import Face, Sheet, clean

THIN, THICK = 0.5, 1.1


class PrintingCancelledError(OfficeError):
    """The officer stopped it; nothing was written."""

    def __init__(self) -> None:
        super().__init__("已取消打印，没有写出文件。")


@dataclass(frozen=True)
class PrintResult:
    """What was written. `missing_glyphs` are the characters no typeface has (缺字), printed as 〓."""

    pages: int
    missing_glyphs: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """A warning to be read to the officer; empty where every character was printed."""
        if not self.missing_glyphs:
            return ""
        listed = "、".join(f"{c}（U+{ord(c):04X}）" for c in self.missing_glyphs)
        return f"缺字：{listed} 不在字体里，纸上印作「{MISSING_MARK}」。请在打印后手写补上，并核对姓名用字。"


def write(
    sheets: Sequence[Sheet],
    out: Path,
    fonts: FontSet,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PrintResult:
    """Print the sheets into one PDF file; the old file stays until the new one is whole."""
    data, result = render(sheets, fonts, progress, cancelled)
    save(out, data)
    return result


def render(
    sheets: Sequence[Sheet],
    fonts: FontSet,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[bytes, PrintResult]:
    """The PDF file as bytes. Equal sheets give equal bytes: no clock, no author."""
    total = sum(len(section.rows) for sheet in sheets for section in sheet.sections)
    done = 0

    def page_done(rows: int) -> None:
        nonlocal done
        if cancelled is not None and cancelled():
            raise PrintingCancelledError
        done = min(done + rows, total)
        if progress is not None:
            progress(done, total)

    breaker = LineBreaker(fonts)
    paper = _Paper(fonts, clean(sheets[0].title) if sheets else "")
    for number, sheet in enumerate(sheets, 1):
        pages = compose(sheet, breaker, page_done)
        for page in pages:
            paper.draw(page)
        if sheet.both_sides and len(pages) % 2 and number < len(sheets):
            paper.draw(Page(pages[-1].width, pages[-1].height))
    data = paper.finish()
    return data, PrintResult(paper.count, tuple(sorted(paper.missing)))


def drawn(pages: Iterable[Page], fonts: FontSet, title: str) -> tuple[bytes, PrintResult]:
    """Pages that were laid out already, as the bytes of one PDF file."""
    paper = _Paper(fonts, clean(title))
    for page in pages:
        paper.draw(page)
    data = paper.finish()
    return data, PrintResult(paper.count, tuple(sorted(paper.missing)))


class _Paper:
    """The PDF document being written."""

    def __init__(self, fonts: FontSet, title: str) -> None:
        self.document = pdfdoc.PDFDocument(compression=1, invariant=1, lang="zh-CN")
        self.document.info = _TitleOnly(title)
        self.font_names = pdfdoc.PDFDictionary({})
        self.missing: set[str] = set()
        self.count = 0
        self._fonts: dict[Typeface, _EmbeddedFont] = {}
        self._inks = {face: _Ink(fonts.chain(face), self) for face in Face}

    def font(self, typeface: Typeface) -> _EmbeddedFont:
        """The font object of a typeface in this document; made when first asked for."""
        font = self._fonts.get(typeface)
        if font is None:
            font = self._fonts[typeface] = _EmbeddedFont(
                typeface, f"F{len(self._fonts) + 1}", self.font_names
            )
            self.document.delayedFonts.append(font)
        return font

    def draw(self, page: Page) -> None:
        stream = pdfdoc.PDFStream()
        stream.filters = [pdfdoc.PDFZCompress]
        stream.content = "\n".join(self._commands(page))
        resources = pdfdoc.PDFResourceDictionary()
        resources.Font = self.document.Reference(self.font_names, "fonts")
        made = pdfdoc.PDFPage()
        made.MediaBox = pdfdoc.PDFArray([0, 0, round(page.width, 2), round(page.height, 2)])
        made.Contents = stream
        made.Resources = resources
        self.document.addPage(made)
        self.count += 1

    def finish(self) -> bytes:
        """The whole file."""
        return self.document.GetPDFData(None)

    def _commands(self, page: Page) -> list[str]:
        commands: list[str] = []
        for thickness, boxes in ((THIN, page.boxes), (THICK, page.frames)):
            if boxes:
                commands.append(f"{thickness} w")
                commands += [f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re" for x, y, w, h in boxes]
                commands.append("S")
        if page.inked:
            # one filling for all, so that no hair of white shows between neighbours
            commands += [f"{x:.3f} {y:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in page.inked]
            commands.append("f")
        for x, y, to_x in page.cuts:
            commands.append(f"q {THIN} w [4 3] 0 d {x:.2f} {y:.2f} m {to_x:.2f} {y:.2f} l S Q")
        if page.texts:
            commands.append("BT")
            spaced = 0.0
            inks = self._inks
            current = None
            for x, y, size, face, text, spacing in page.texts:
                ink = inks[face]
                if face is not current:
                    commands.append(ink.choose)
                    current = face
                if spacing != spaced:
                    # the text matrix scales by the size, and so what is added between characters
                    commands.append(f"{spacing / size:.5f} Tc")
                    spaced = spacing
                commands.append(f"{size} 0 0 {size} {x:.2f} {y:.2f} Tm <{text.translate(ink)}> Tj")
            commands.append("ET")
        return commands


class _Ink(dict[int, str]):
    """Character code → what to write in the PDF: two bytes in hex, or a switch to another font and back."""

    def __init__(self, chain: Chain, paper: _Paper) -> None:
        super().__init__()
        self._chain = chain
        self._paper = paper
        self._own = chain.typefaces[0]
        self._choose = ""

    @property
    def choose(self) -> str:
        """Selects the font; its size comes with the text matrix."""
        if not self._choose:
            self._choose = f"/{self._paper.font(self._own).name} 1 Tf"
        return self._choose

    def __missing__(self, code: int) -> str:
        character = chr(code)
        home = self._chain.home(character)
        if home is None:
            self._paper.missing.add(character)
            character, home = MISSING_MARK, self._own
        font = self._paper.font(home)
        written = font.code(character)
        if home is not self._own:
            written = f"> Tj /{font.name} 1 Tf <{written}> Tj {self.choose} <"
        self[code] = written
        return written


class _EmbeddedFont:
    """One typeface in one document, cut down to the characters used."""

    def __init__(self, typeface: Typeface, name: str, names: pdfdoc.PDFDictionary) -> None:
        self.typeface = typeface
        self.name = name
        self._names = names
        self._codes: dict[str, int] = {}

    def code(self, character: str) -> str:
        """The two bytes that stand for the character, in hex."""
        return f"{self._codes.setdefault(character, len(self._codes) + 1):04X}"

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 (reportlab asks for it by this name)
        """Add the font to the document; reportlab calls it when all pages are drawn."""
        face = self.typeface.face
        characters = [0, *map(ord, self._codes)]
        base = f"BANGFU+{face.name.decode('ascii')}"
        with self.typeface.lock:
            descriptor = face.addSubsetObjects(document, base, characters)
        inner = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": descriptor,
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([face.getCharWidth(c) for c in characters])]),
                "CIDToGIDMap": self._stream(document, _glyph_numbers(face.charToGlyph, characters), "map"),
            }
        )
        outer = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(inner, f"inner:{self.name}")]),
                "ToUnicode": self._stream(document, to_unicode("".join(self._codes)).encode("ascii"), "text"),
            }
        )
        self._names.dict[self.name] = document.Reference(outer, f"font:{self.name}")

    def _stream(self, document: pdfdoc.PDFDocument, content: bytes, use: str) -> object:
        stream = pdfdoc.PDFStream()
        stream.content = content
        stream.filters = [pdfdoc.PDFZCompress]
        return document.Reference(stream, f"{use}:{self.name}")


def to_unicode(characters: str) -> str:
    """The table a reader copies text by: code 1, 2, 3 … → the character in UTF-16, also beyond U+FFFF."""
    entries = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(characters, 1)
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _glyph_numbers(glyphs: dict[int, int], characters: list[int]) -> bytes:
    """Code → glyph of the subset, which reportlab numbers in the order in which glyphs first appear."""
    numbers = {0: 0}
    return b"".join(struct.pack(">H", numbers.setdefault(glyphs.get(c, 0), len(numbers))) for c in characters)


class _TitleOnly(pdfdoc.PDFInfo):
    """Document information that names the paper and nobody."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(self.title)}).format(document)
