"""Scans on their way into a bound file: read in another process, given back as pages alone."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, RectangleObject, TextStringObject

from desktop.casework.limits import Limits
from desktop.domain.errors import OfficeError
from desktop.scan_guard import ScanGuard
from reports.scan_drawings import UnboundError
from tests.unit import hostile_scans as hostile


@pytest.fixture
def guard() -> Iterator[ScanGuard]:
    made = ScanGuard()
    yield made
    made.close()


def test_a_scan_comes_back_as_its_pages_and_nothing_else(guard: ScanGuard) -> None:
    writer = PdfWriter(io.BytesIO(hostile.pdf(2)))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_uri(0, "http://127.0.0.1:9/", RectangleObject((0, 0, 90, 90)))
    writer.root_object[NameObject("/Lang")] = TextStringObject("秘密")
    out = io.BytesIO()
    writer.write(out)
    assert b"JavaScript" in out.getvalue()
    clean = guard.cleaned(out.getvalue)
    assert [p.mediabox[2:] for p in PdfReader(io.BytesIO(clean)).pages] == [[300, 300]] * 2
    for bad in (b"JavaScript", b"/URI", b"127.0.0.1", b"/Lang"):
        assert bad not in clean
    photo = hostile.jpeg()
    (page,) = PdfReader(io.BytesIO(guard.cleaned(lambda: photo))).pages
    assert page.images[0].image is not None
    assert page.images[0].image.size == (90, 60)
    assert guard.pages_of(hostile.pdf(5)) == 5


def test_a_bad_one_is_named_and_the_next_one_is_read(guard: ScanGuard) -> None:
    for data, reason in (
        (hostile.claims_all(), "图片太大"),
        (hostile.cut(hostile.jpeg(900, 600)), "文件损坏"),
        (b"PK\x03\x04", "不是图片或 PDF"),
    ):
        with pytest.raises(UnboundError, match=reason):
            guard.cleaned(lambda data=data: data)
        assert guard.pages_of(data) == 0
    assert guard.pages_of(hostile.jpeg()) == 1

    def lost() -> bytes:
        raise OfficeError("丢了")

    with pytest.raises(OfficeError, match="丢了"):
        guard.cleaned(lost)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded exactly there")
def test_one_that_takes_too_much_ends_its_process_and_not_the_binding() -> None:
    guard = ScanGuard(Limits(memory=450 << 20, silence=30, total=60))
    try:
        side = 8_000
        with pytest.raises(UnboundError, match="内存太多"):
            guard.cleaned(lambda: hostile.png(side, side, bytes((side * 4 + 1) * side), kind=6))
        assert guard.pages_of(hostile.jpeg()) == 1
    finally:
        guard.close()
