"""Scans and photographs onto A4: what strangers made goes in as drawings only, never as pages with scripts or links.

A page of a PDF becomes a form, drawn with its stamps and filled fields; a picture goes in as it is where PDF knows its
compression (JPEG, most PNG), unpacked else. What cannot be read whole is refused with the reason.
"""

from __future__ import annotations

import io
import logging
import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from PIL import Image, ImageSequence
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from desktop.domain.attachment import MOST_PIXELS, PICTURES, Look, look_of
from reports.scan_drawings import AS_IT_IS, Drawing, Matrix, ScanPage, UnboundError, lay, times

MOST_PAGES = 2000
_HIDDEN = 2 | 32
"""Flags of an annotation that is not shown."""
_TURNED: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""How the unit square of a picture is turned so that it stands upright, by the camera's word for it (EXIF)."""
_ORIENTATION = 274


logging.getLogger("pypdf").addHandler(
    logging.NullHandler()
)  # what it thinks of a stranger's file is no output of ours


def take_in(writer: PdfWriter, data: bytes) -> list[ScanPage]:
    """The pages of a scan, their contents put into the writer. Raises UnboundError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            match look_of(data):
                case Look.pdf:
                    return _pdf(writer, data)
                case Look.image:
                    return list(_picture(writer, data))
                case Look.none:
                    raise UnboundError("不是图片或 PDF")
    except (UnboundError, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise UnboundError("图片太大") from error
    except Exception as error:  # what strangers made may break a reader in any way
        raise UnboundError("文件损坏") from error


def cleaned(data: bytes) -> bytes:
    """The scan as a PDF of its pages alone, as large as they are and drawn as they are. Raises UnboundError."""
    writer = PdfWriter()
    for scan in take_in(writer, data):
        page = writer.add_blank_page(scan.width, scan.height)
        lay(writer, page, scan, AS_IT_IS)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pages_of(data: bytes) -> int:
    """How many pages a scan has; 0 where it cannot be bound."""
    try:
        return len(take_in(PdfWriter(), data))
    except UnboundError:
        return 0


# PDF


def _pdf(writer: PdfWriter, data: bytes) -> list[ScanPage]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnboundError("设了密码")
    pages = list(reader.pages)
    if not pages:
        raise UnboundError("里面没有页")
    if len(pages) > MOST_PAGES:
        raise UnboundError(f"超过 {MOST_PAGES} 页")
    contents = [_content(page) for page in pages]  # all is read before anything is put in
    return [_page(writer, page, content) for page, content in zip(pages, contents, strict=True)]


def _content(page: Any) -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()


def _page(writer: PdfWriter, page: Any, content: bytes) -> ScanPage:
    left, bottom, right, top = _box(page)
    form = _form(writer, content, (left, bottom, right, top), page.get("/Resources"))
    turn: Matrix
    width, height = right - left, top - bottom
    match int(page.rotation) % 360:
        case 90:
            turn, width, height = (0, -1, 1, 0, -bottom, right), height, width
        case 180:
            turn = (-1, 0, 0, -1, right, top)
        case 270:
            turn, width, height = (0, 1, -1, 0, top, -left), height, width
        case _:
            turn = (1, 0, 0, 1, -left, -bottom)
    drawings = [Drawing(form, turn)]
    for annotation in _entries(page.get("/Annots")):
        drawn = _stamp(writer, annotation)
        if drawn is not None:
            drawings.append(Drawing(drawn.thing, times(drawn.at, turn)))
    return ScanPage(width, height, tuple(drawings))


def _box(page: Any) -> tuple[float, float, float, float]:
    media, crop = page.mediabox, page.cropbox
    left, right = sorted((max(media.left, crop.left), min(media.right, crop.right)))
    bottom, top = sorted((max(media.bottom, crop.bottom), min(media.top, crop.top)))
    found = tuple(float(x) for x in (left, bottom, right, top))
    if not all(map(math.isfinite, found)) or found[2] - found[0] < 1 or found[3] - found[1] < 1:
        raise UnboundError("页面大小不对")
    return cast("tuple[float, float, float, float]", found)


def _form(
    writer: PdfWriter, content: bytes, box: tuple[float, float, float, float], resources: Any
) -> IndirectObject:
    plain = DecodedStreamObject()
    plain.set_data(content)
    form = plain.flate_encode()
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = _numbers(box)
    kept = None if resources is None else resources.get_object().clone(writer)
    form[NameObject("/Resources")] = DictionaryObject() if kept is None else _pointed(kept)
    return writer._add_object(form)  # pyright: ignore[reportPrivateUsage] (pypdf has no public way)


def _stamp(writer: PdfWriter, annotation: Any) -> Drawing | None:
    """A stamp, a note or a filled field as it looks; nothing of what it does."""
    if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") in ("/Link", "/Popup"):
        return None
    if int(annotation.get("/F", 0)) & _HIDDEN:
        return None
    looks = _value(_value(annotation.get("/AP"), "/N"))
    if isinstance(looks, DictionaryObject) and not isinstance(looks, StreamObject):
        looks = _value(looks, str(annotation.get("/AS", "/Off")))
    if not isinstance(looks, StreamObject) or "/BBox" not in looks or "/Rect" not in annotation:
        return None
    x1, y1, x2, y2 = _corners(annotation["/Rect"])
    matrix = cast("Matrix", tuple(float(x) for x in _entries(looks.get("/Matrix")))) or AS_IT_IS
    a, b, c, d = _corners(looks["/BBox"])
    points = [_moved(matrix, x, y) for x in (a, c) for y in (b, d)]
    left, low = min(x for x, _ in points), min(y for _, y in points)
    wide, tall = max(x for x, _ in points) - left, max(y for _, y in points) - low
    if wide <= 0 or tall <= 0:
        return None
    across, up = (x2 - x1) / wide, (y2 - y1) / tall
    place = (across, 0.0, 0.0, up, x1 - left * across, y1 - low * up)
    form = _form(writer, looks.get_data(), (a, b, c, d), looks.get("/Resources"))
    return Drawing(form, times(matrix, place))


def _entries(found: Any) -> list[Any]:
    found = _value(found)
    return [_value(x) for x in found] if isinstance(found, ArrayObject) else []


def _value(found: Any, key: str = "") -> Any:
    found = found.get_object() if found is not None else None
    if not key:
        return found
    inner = found.get(key) if isinstance(found, DictionaryObject) else None
    return None if inner is None else inner.get_object()


def _corners(box: Any) -> tuple[float, float, float, float]:
    a, b, c, d = (float(x) for x in _entries(box))
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _moved(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


# pictures


def _picture(writer: PdfWriter, data: bytes) -> Iterator[ScanPage]:
    with Image.open(io.BytesIO(data), formats=PICTURES) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise UnboundError("图片太大")
        if image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB"):
            space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
            turned = image.getexif().get(_ORIENTATION, 1)
            image.draft("L", (width // 8, height // 8))
            image.load()  # a cut-off one is told here, at an eighth of the cost
            thing = _image(writer, without_notes(data), width, height, space, 8, "/DCTDecode")
            yield _upright(thing, width, height, turned)
            return
        if image.format == "PNG" and (packed := _png(data)) is not None:
            yield _upright(_packed(writer, packed), width, height, 1)
            return
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if number >= MOST_PAGES or frame.width * frame.height > MOST_PIXELS:
                raise UnboundError("图片太大")
            yield _unpacked(writer, frame)
            if image.format not in ("TIFF",):
                return


def _unpacked(writer: PdfWriter, frame: Image.Image) -> ScanPage:
    turned = frame.getexif().get(_ORIENTATION, 1)
    width, height = frame.size
    if frame.mode not in ("1", "L", "RGB"):
        seen = frame.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        frame = Image.alpha_composite(white, seen).convert("RGB")
    space = "/DeviceRGB" if frame.mode == "RGB" else "/DeviceGray"
    depth = 1 if frame.mode == "1" else 8
    packed = zlib.compress(frame.tobytes(), 6)
    return _upright(
        _image(writer, packed, width, height, space, depth, "/FlateDecode"), width, height, turned
    )


def _upright(thing: IndirectObject, width: int, height: int, turned: int) -> ScanPage:
    turn = _TURNED.get(turned, AS_IT_IS)
    if turned in (5, 6, 7, 8):
        width, height = height, width
    return ScanPage(width, height, (Drawing(thing, times(turn, (width, 0, 0, height, 0, 0))),))


def _image(
    writer: PdfWriter, packed: bytes, width: int, height: int, space: Any, depth: int, filter_: str
) -> IndirectObject:
    stream = StreamObject()
    stream._data = packed  # pyright: ignore[reportPrivateUsage] (already compressed: set_data would lose its filter)
    for key, value in (
        ("/Type", NameObject("/XObject")),
        ("/Subtype", NameObject("/Image")),
        ("/Width", NumberObject(width)),
        ("/Height", NumberObject(height)),
        ("/ColorSpace", NameObject(space) if isinstance(space, str) else space),
        ("/BitsPerComponent", NumberObject(depth)),
        ("/Filter", NameObject(filter_)),
    ):
        stream[NameObject(key)] = value
    return writer._add_object(stream)  # pyright: ignore[reportPrivateUsage]


@dataclass(frozen=True)
class _Png:
    """A PNG whose rows PDF can read as they are."""

    width: int
    height: int
    depth: int
    colours: int
    palette: bytes
    packed: bytes


def _png(data: bytes) -> _Png | None:
    """The PNG as it is packed; None where it is interlaced or lets something shine through."""
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if interlaced or kind not in (0, 2, 3) or depth == 16:
        return None
    palette, parts, at = b"", list[bytes](), 8
    while at + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        part = data[at + 8 : at + 8 + size]
        if name == b"tRNS":
            return None
        if name == b"PLTE":
            palette = part
        elif name == b"IDAT":
            parts.append(part)
        at += size + 12
    colours = 3 if kind == 2 else 1
    packed = b"".join(parts)
    expected = height * (1 + (width * colours * depth + 7) // 8)
    reading = zlib.decompressobj()
    if len(reading.decompress(packed, expected + 1)) != expected:
        raise UnboundError("文件损坏")
    if kind == 3 and not palette:
        raise UnboundError("文件损坏")
    return _Png(width, height, depth, colours, palette if kind == 3 else b"", packed)


def _packed(writer: PdfWriter, png: _Png) -> IndirectObject:
    space: Any = "/DeviceRGB" if png.colours == 3 else "/DeviceGray"
    if png.palette:
        table = DecodedStreamObject()
        table.set_data(png.palette)
        kept = writer._add_object(table)  # pyright: ignore[reportPrivateUsage]
        names = (NameObject("/Indexed"), NameObject("/DeviceRGB"), NumberObject(len(png.palette) // 3 - 1))
        space = ArrayObject([*names, kept])
    thing = _image(writer, png.packed, png.width, png.height, space, png.depth, "/FlateDecode")
    parameters = {
        "/Predictor": 15,
        "/Colors": png.colours,
        "/BitsPerComponent": png.depth,
        "/Columns": png.width,
    }
    cast("StreamObject", thing.get_object())[NameObject("/DecodeParms")] = DictionaryObject(
        {NameObject(k): NumberObject(v) for k, v in parameters.items()}
    )
    return thing


def without_notes(data: bytes) -> bytes:
    """A JPEG without what the camera wrote into it: place, time, thumbnails; as it is where its parts are not plain."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        size = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xDA:
            return b"".join((*kept, data[at:]))
        if mark == 0xFF or 0xD0 <= mark <= 0xD9:
            return data
        if not (0xE1 <= mark <= 0xED or mark in (0xEF, 0xFE)):  # 0xEE tells how colours are to be read
            kept.append(data[at : at + size])
        at += size
    return data


def _numbers(values: tuple[float, ...]) -> ArrayObject:
    return ArrayObject([FloatObject(x) for x in values])


def _pointed(thing: Any) -> Any:
    """The pointer to a thing of the writer where it has one, else the thing itself."""
    pointer = getattr(thing, "indirect_reference", None)
    return thing if pointer is None else pointer
