"""Workbooks built to hurt whoever opens them: small files that claim, unfold into or point to very much."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlwt

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "lol">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10)  # &b; is ten times &a;, and so on
        for n in range(9)
    )
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE l [<!ENTITY j SYSTEM "file:///etc/hostname">]>'
FETCHED = b'<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd">'

Parts = dict[str, bytes]


def roster_parts() -> Parts:
    """The parts of a small sound roster."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "身份证号", "性别"])
    sheet.append(["甲", "330199198005069012", "男"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return _with_shared_texts(parts)


def _with_shared_texts(parts: Parts) -> Parts:
    """The texts moved into a part of their own, as Excel keeps them."""
    texts: list[bytes] = []

    def moved(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si>" + found[1] + b"</si>")
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    parts[SHEET] = re.sub(rb't="inlineStr"><is>(.*?)</is>', moved, parts[SHEET])
    parts[TEXTS] = b"<sst " + MAIN + b">" + b"".join(texts) + b"</sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/' + TEXTS.encode() + b'" ContentType="' + kind + b'"/></Types>'
    )
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts[LINKS] = parts[LINKS].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="' + relation + b'" Target="sharedStrings.xml"/></Relationships>',
    )
    return parts


def packed(path: Path, parts: Parts, level: int = 6) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The roster with one part changed."""
    parts = roster_parts()
    parts[part] = change(parts[part])
    return packed(path, parts)


def with_cells(path: Path, cells: bytes) -> Path:
    """The roster with more cells in its sheet, written as XML."""
    return changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>"))


def ratio(path: Path) -> Path:
    """2 MB that unfold into 170 MB of rows."""
    row = b'<row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c></row>'
    return with_cells(path, row * ((170 << 20) // len(row)))


def size(path: Path) -> Path:
    """Parts that each unfold to less than is looked at closely, and together to 210 MB."""
    parts = roster_parts()
    blank = b"<x>" + b" " * ((15 << 20) - 7) + b"</x>"
    parts.update({f"xl/worksheets/more{n}.xml": blank for n in range(14)})
    return packed(path, parts, 1)


def lying(path: Path) -> Path:
    """A sheet whose stated size and checksum are those of its harmless beginning."""
    parts = roster_parts()
    honest = parts[SHEET]
    row = b'<row r="3"><c r="A3"><v>1</v></c></row>'
    parts[SHEET] = honest + row * ((400 << 20) // len(row))
    content = bytearray(packed(path, parts).read_bytes())
    name = SHEET.encode()
    for signature, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = next(
            m.start()
            for m in re.finditer(re.escape(signature), content)
            if content[m.start() : m.start() + 46 + len(name)].endswith(name)
            or content[m.start() : m.start() + 30 + len(name)].endswith(name)
        )
        struct.pack_into("<I", content, start + at, zlib.crc32(honest))
        struct.pack_into("<I", content, start + at + 8, len(honest))
    path.write_bytes(content)
    return path


def last_cell(path: Path) -> Path:
    """Something in the last cell a sheet can have."""
    return with_cells(path, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def last_cell_in_small_letters(path: Path) -> Path:
    """The same, written as no program writes it."""
    return with_cells(path, b'<row r="3"><c r = "xfd1048576"><v>1</v></c></row>')


def far_beyond(path: Path) -> Path:
    """A cell beyond what a sheet can have."""
    return with_cells(path, b'<row r="4294967295"><c r="ZZZZZZ4294967295"><v>1</v></c></row>')


def last_cell_elsewhere(path: Path) -> Path:
    """The last cell in a part that does not bear the name of a part of XML."""
    parts = roster_parts()
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.png"] = parts.pop(SHEET).replace(b"</sheetData>", far)
    parts[LINKS] = parts[LINKS].replace(b"sheet1.xml", b"sheet1.png")
    return packed(path, parts)


def same_name_twice(path: Path) -> Path:
    """Two sheets of one name in the package, the one with the last cell first."""
    parts = roster_parts()
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    packed(path, parts)
    content = path.read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            if name == SHEET:
                package.writestr("xl/worksheets/sheet9.xml", part.replace(b"</sheetData>", far))
            package.writestr(name, part)
    content = path.read_bytes().replace(b"xl/worksheets/sheet9.xml", SHEET.encode())
    path.write_bytes(content)
    return path


def claimed_size(path: Path) -> Path:
    """A sheet that says it reaches to the last cell, and does not."""
    return changed(
        path, SHEET, lambda xml: re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1:XFD1048576"', xml)
    )


def merged_all_over(path: Path) -> Path:
    """One merged area over the whole sheet, and many more of them."""
    area = b'<mergeCell ref="A1:XFD1048576"/>'
    merged = b'<mergeCells count="20000">' + area * 20_000 + b"</mergeCells>"
    return changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merged))


def many_parts(path: Path) -> Path:
    """More parts than anybody's workbook has."""
    return packed(path, {**roster_parts(), **{f"xl/media/{n}": b"" for n in range(60_000)}}, 1)


def nested(path: Path) -> Path:
    """Elements within elements, a million deep."""
    deep = b"<a>" * 1_000_000 + b"</a>" * 1_000_000
    return changed(path, BOOK, lambda xml: xml.replace(b"</sheets>", b"</sheets>" + deep))


def before_root(mark: bytes) -> Callable[[bytes], bytes]:
    """Puts a document type in front of the root element."""
    return lambda xml: re.sub(rb"^(<\?xml[^>]*\?>)?", lambda found: found[0] + mark, xml, count=1)


def laughs_in_the_sheet(path: Path) -> Path:
    """A billion laughs, one of which is a name."""
    parts = roster_parts()
    parts[SHEET] = before_root(LAUGHS)(parts[SHEET]).replace(b"</sheetData>", b"&j;</sheetData>")
    return packed(path, parts)


def laughs_in_the_texts(path: Path) -> Path:
    """A billion laughs among the texts of the cells."""
    parts = roster_parts()
    parts[TEXTS] = before_root(LAUGHS)(parts[TEXTS]).replace("甲".encode(), b"&j;")
    return packed(path, parts)


def laughs_in_the_book(path: Path) -> Path:
    """A billion laughs in the list of sheets."""
    return changed(path, BOOK, before_root(LAUGHS))


def laughs_in_the_links(path: Path) -> Path:
    """A billion laughs in the links between the parts."""
    return changed(path, LINKS, before_root(LAUGHS))


def laughs_in_wide_letters(path: Path) -> Path:
    """The same, two bytes a letter."""
    return changed(
        path,
        TEXTS,
        lambda xml: (
            b"\xff\xfe"
            + re.sub(rb"^<\?xml[^>]*\?>", b"", xml)
            .decode()
            .join((f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS.decode()}', ""))
            .encode("utf-16-le")
        ),
    )


def a_file_from_outside(path: Path) -> Path:
    """A name that is to be the content of a file of this computer."""
    parts = roster_parts()
    parts[TEXTS] = before_root(OUTSIDE)(parts[TEXTS]).replace("甲".encode(), b"&j;")
    return packed(path, parts)


def something_from_the_net(path: Path) -> Path:
    """A document type that is to be fetched."""
    return changed(path, TEXTS, before_root(FETCHED))


def old_and_far(path: Path) -> Path:
    """An old workbook of fifty sheets, each with its first and its last cell filled."""
    book = xlwt.Workbook()
    for n in range(50):
        sheet = book.add_sheet(f"s{n}")
        sheet.write(0, 0, 1)
        sheet.write(65_535, 255, 1)
    book.save(str(path))
    return path


def old_and_countless(path: Path) -> Path:
    """An old workbook that claims four thousand million texts."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(20):
        sheet.write(row, 0, f"文字{row}")
    book.save(str(path))
    content = bytearray(path.read_bytes())
    at = content.index(b"\xfc\x00")
    while struct.unpack_from("<I", content, at + 8)[0] != 20:
        at = content.index(b"\xfc\x00", at + 1)
    struct.pack_into("<II", content, at + 4, 0xFFFFFFF0, 0xFFFFFFF0)
    path.write_bytes(content)
    return path
