"""Looking at what strangers made: drawn in another process, refused in a clear sentence, and never the end of the program."""

from __future__ import annotations

import io
import sys

import pytest
from PIL import Image

from desktop.casework.limits import Limits
from desktop.casework.scan_pages import MOST_DRAWN, ScanPages
from desktop.domain.errors import OfficeError
from tests.unit import hostile_scans as hostile


def test_a_picture_and_a_pdf_come_as_pixels() -> None:
    red = io.BytesIO()
    Image.new("RGB", (96, 48), "red").save(red, "PNG")
    pages = ScanPages(red.getvalue(), "红.png")
    assert pages.sizes == ((72.0, 36.0),)
    found = pages.drawn(0, 0.5)
    pages.close()
    assert (found.width, found.height) == (36, 18)
    assert found.data[:3] == b"\x00\x00\xff"
    pages = ScanPages(hostile.pdf(3), "三页.pdf")
    found = pages.drawn(2, 1.0)
    pages.close()
    assert pages.sizes == ((300.0, 300.0),) * 3
    assert set(found.data[0::4]) | set(found.data[1::4]) | set(found.data[2::4]) == {255}


def test_a_photograph_stands_upright_and_a_tiff_shows_all_its_pages() -> None:
    image = Image.new("RGB", (200, 100), "white")
    image.putpixel((0, 0), (0, 0, 0))
    notes = Image.Exif()
    notes[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=notes)
    pages = ScanPages(out.getvalue(), "手机.jpg")
    pages.close()
    assert pages.sizes == ((75.0, 150.0),)
    out = io.BytesIO()
    image.save(out, "TIFF", save_all=True, append_images=[Image.new("RGB", (40, 40), "blue")])
    pages = ScanPages(out.getvalue(), "多页.tif")
    second = pages.drawn(1, 1.0)
    pages.close()
    assert len(pages.sizes) == 2
    assert second.data[:3] == b"\xff\x00\x00"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (hostile.claims_all(), r"360,000 万像素，超过 12,000 万"),
        (hostile.cut(hostile.jpeg(900, 600)), "图片不完整"),
        (hostile.cut(hostile.png(300, 300, bytes(range(256)) * 1056)), "图片不完整"),
        (b"MZ\x90\x00 this program cannot be run", "不是图片也不是 PDF"),
        (b"\xff\xd8\xff" + b"\x00" * 400, "图片不完整"),
        (b"GIF89a" + b"\xff" * 60, "图片不完整"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "图片不完整"),
        (b"II*\x00\xff\xff\xff\xff", "图片不完整"),
        (b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" * 50, "不是完整的 PDF|没有页"),
    ],
)
def test_what_is_broken_or_hostile_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(OfficeError, match=said) as told:
        ScanPages(data, "扫描.jpg")
    assert told.value.said.startswith("「扫描.jpg」")


def test_the_ending_of_the_name_decides_nothing() -> None:
    pages = ScanPages(hostile.pdf(), "其实是PDF.jpg")
    pages.close()
    assert len(pages.sizes) == 1


def test_a_pixel_with_two_hundred_megabytes_behind_it_does_no_harm() -> None:
    pages = ScanPages(hostile.unfolds(), "炸弹.png")
    assert pages.drawn(0, 2.0).width == 1
    pages.close()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded exactly there")
def test_what_takes_more_memory_than_there_is_room_for_is_refused() -> None:
    with pytest.raises(OfficeError, match="占用的内存太多"):
        ScanPages(hostile.wide(), "大图.png", Limits(memory=350 << 20, silence=20, total=60))


def test_a_page_without_end_is_drawn_in_as_many_pixels_as_may_be() -> None:
    pages = ScanPages(hostile.pdf(1, 14_400), "大页.pdf")
    found = pages.drawn(0, 3.0)
    pages.close()
    assert 0 < found.width * found.height <= MOST_DRAWN
    assert len(found.data) == found.width * found.height * 4
