"""Scans taken into a binder: upright, whole, without what strangers hid in them; what is broken is refused."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from desktop.domain.binder import Binder, BoundPaper, BoundScan
from reports import binder
from reports.catalogue import forms
from reports.fonts import FontSet
from reports.scan_drawings import UnboundError, times
from reports.scans import pages_of, take_in, without_notes
from tests.unit.reports import paper_samples as samples

RED, BLUE = (255, 0, 0), (0, 0, 255)


def picture(size: tuple[int, int] = (80, 60), mode: str = "RGB") -> Image.Image:
    """Blue, with a red quarter at the top left."""
    image = Image.new("RGB", size, BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=RED)
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **told: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **told)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    """A photo the camera says is to be turned."""
    exif = Image.Exif()
    exif[274] = orientation
    exif[270] = "在某某村"
    return saved(picture(), "JPEG", exif=exif, quality=95)


def bound(data: bytes, fonts: FontSet) -> tuple[bytes, Image.Image]:
    """The bound file, and the page the scan stands on."""
    whole = Binder(
        file=samples.file_paper(0), papers=(), scans=(BoundScan(title="扫描件", load=lambda: data),)
    )
    made, told = binder.render(whole, fonts)
    assert told.left_out == ()
    page = pypdfium2.PdfDocument(made)[2].render(scale=1).to_pil().convert("RGB")
    return made, page


def corner(page: Image.Image) -> set[str]:
    """In which quarters of what is drawn red stands."""
    pixels = page.load()
    assert pixels is not None
    drawn = [
        (x, y, pixels[x, y])
        for x in range(0, page.width, 4)
        for y in range(0, page.height - 40, 4)
        if max(pixels[x, y]) - min(pixels[x, y]) > 150  # pyright: ignore[reportArgumentType] (a colour of three)
    ]
    middle_x = (min(x for x, _, _ in drawn) + max(x for x, _, _ in drawn)) / 2
    middle_y = (min(y for _, y, _ in drawn) + max(y for _, y, _ in drawn)) / 2
    return {
        ("top" if y < middle_y else "bottom") + ("left" if x < middle_x else "right")
        for x, y, colour in drawn
        if colour[0] > 200 and colour[2] < 90 and abs(x - middle_x) > 12 and abs(y - middle_y) > 12  # pyright: ignore[reportIndexIssue, reportOptionalSubscript, reportOperatorIssue]
    }


@pytest.mark.parametrize(
    ("orientation", "where", "upright"),
    [
        (1, "topleft", False),
        (2, "topright", False),
        (3, "bottomright", False),
        (4, "bottomleft", False),
        (5, "topleft", True),
        (6, "topright", True),
        (7, "bottomright", True),
        (8, "bottomleft", True),
    ],
)
def test_a_photo_stands_as_the_camera_meant_it(
    orientation: int, where: str, upright: bool, fonts: FontSet
) -> None:
    _, page = bound(turned(orientation), fonts)
    assert (page.height > page.width) == upright
    assert corner(page) == {where}


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("PNG", "RGB", {}),
        ("PNG", "P", {}),
        ("PNG", "RGBA", {}),
        ("GIF", "RGB", {}),
        ("BMP", "RGB", {}),
        ("TIFF", "RGB", {}),
        ("WEBP", "RGB", {"lossless": True}),
        ("JPEG", "RGB", {"progressive": True, "quality": 95}),
        ("JPEG", "CMYK", {"quality": 95}),
    ],
)
def test_pictures_of_every_kind_keep_their_colours(
    kind: str, mode: str, options: dict[str, Any], fonts: FontSet
) -> None:
    _, page = bound(saved(picture(mode=mode), kind, **options), fonts)
    assert corner(page) == {"topleft"}


def test_a_tiff_of_several_pages_becomes_as_many() -> None:
    more = [picture(), picture((40, 80))]
    assert pages_of(saved(picture(), "TIFF", save_all=True, append_images=more)) == 3
    assert pages_of(saved(picture(), "GIF", save_all=True, append_images=more)) == 1


def test_grey_and_black_and_white_scans_are_taken_in() -> None:
    for mode in ("L", "1"):
        for kind in ("PNG", "TIFF"):
            assert pages_of(saved(picture(mode=mode), kind)) == 1


def test_where_and_when_a_photo_was_taken_is_not_carried_along(fonts: FontSet) -> None:
    photo = turned(6)
    assert b"Exif" in photo
    assert b"Exif" not in without_notes(photo)
    made, _ = bound(photo, fonts)
    assert b"Exif" not in made


def form_pdf(rotate: int = 0) -> bytes:
    """One page with a script, a link and a visible stamp."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 300)
    look = DecodedStreamObject()
    look.set_data(b"1 0 0 rg 0 0 10 10 re f")
    look[NameObject("/Type")], look[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject([FloatObject(x) for x in (0, 0, 10, 10)])
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    stamp = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): ArrayObject([FloatObject(x) for x in (0, 150, 100, 300)]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),  # pyright: ignore[reportPrivateUsage]
            NameObject("/A"): action,
        }
    )
    content = DecodedStreamObject()
    content.set_data(b"0 0 1 rg 0 0 200 300 re f")
    page[NameObject("/Contents")] = writer._add_object(content)  # pyright: ignore[reportPrivateUsage]
    page[NameObject("/Annots")] = ArrayObject([stamp])
    page[NameObject("/AA")] = action
    page.rotate(rotate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rotate", "where"), [(0, "topleft"), (90, "topright"), (180, "bottomright"), (270, "bottomleft")]
)
def test_a_turned_page_stands_upright_with_its_stamp_and_without_its_scripts(
    rotate: int, where: str, fonts: FontSet
) -> None:
    made, page = bound(form_pdf(rotate), fonts)
    assert (page.height > page.width) == (rotate in (0, 180))
    assert corner(page) == {where}
    reader = PdfReader(io.BytesIO(made))
    everything = "".join(str(reader.get_object(n)) for n in range(1, len(reader.xref[0]) + 1))
    assert "JavaScript" not in everything
    assert not [p for p in reader.pages if "/Annots" in p or "/AA" in p]


def encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(form_pdf()))
    writer.encrypt(user, "owner")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_only_forbids_changing_is_bound_one_with_a_password_is_not() -> None:
    assert pages_of(encrypted("")) == 1
    with pytest.raises(UnboundError, match="设了密码"):
        take_in(PdfWriter(), encrypted("secret"))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        form_pdf()[:150],
        saved(picture((900, 900)), "JPEG")[:1500],
        saved(picture((900, 900)), "PNG")[:600],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"GIF89a" + b"\xff" * 20,
        b"",
        b"plain words",
    ],
)
def test_what_is_broken_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnboundError, match=r"损坏|没有页|不是图片"):
        take_in(PdfWriter(), data)
    assert pages_of(data) == 0


def test_matrices_are_applied_one_after_the_other() -> None:
    assert times((2, 0, 0, 3, 1, 1), (0, 1, -1, 0, 5, 7)) == (0, 2, -3, 0, 4, 8)


def test_a_long_file_is_numbered_across_and_its_contents_go_on(fonts: FontSet) -> None:
    sheet = forms()["commitment"].sheet(samples.household_paper())
    papers = tuple(BoundPaper(title=f"承诺书 {n}", sheets=(sheet,)) for n in range(90))
    made, told = binder.render(Binder(file=samples.file_paper(0), papers=papers, scans=()), fonts)
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) == told.pages == 90 + 1 + 4
    assert [line.first for line in told.lines] == list(range(6, 96))
    assert all(f"档案第 {n} 页　共 95 页" in text for n, text in enumerate(texts[1:], 2))
    assert "卷内目录（续）" in texts[2]
    assert len(PdfReader(io.BytesIO(made)).outline) == 92


def test_a_rare_name_is_bound_and_copies_out(fonts: FontSet) -> None:
    scan = BoundScan(
        title=f"照片 {samples.RARE}.jpg", whose=samples.RARE, load=lambda: saved(picture(), "JPEG")
    )
    made, told = binder.render(Binder(file=samples.file_paper(0), papers=(), scans=(scan,)), fonts)
    assert told.missing_glyphs == ()
    text = pypdfium2.PdfDocument(made)[1].get_textpage().get_text_bounded()
    assert samples.RARE in text.replace("\r\n", "")
