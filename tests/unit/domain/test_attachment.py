"""What an attachment is called and how it can be shown, by its own bytes."""

from __future__ import annotations

import pytest

from desktop.domain.attachment import Look, clean_name, file_name, look_of, size_words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("身份证.pdf", "身份证.pdf"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("a\x00b\n c.pdf", "ab c.pdf"),
        ("  ", "未命名"),
        ("../x.pdf", "../x.pdf"),
    ],
)
def test_names_are_cleaned_text(name: str, shown: str) -> None:
    assert clean_name(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = clean_name("名" * 300 + ".pdf")
    assert len(shown) == 120
    assert shown.endswith("…​.pdf".replace("​", ""))


@pytest.mark.parametrize(
    ("shown", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON.pdf", "_CON.pdf"),
        ("诊断.pdf...", "诊断.pdf"),
        ("..", "附件"),
        ("C:\\a.pdf", "C__a.pdf"),
    ],
)
def test_a_copy_gets_a_name_that_leads_nowhere(shown: str, safe: str) -> None:
    assert file_name(shown) == safe


@pytest.mark.parametrize(
    ("data", "look"),
    [
        (b"%PDF-1.7 ...", Look.pdf),
        (b"\xff\xd8\xff\xe0", Look.image),
        (b"\x89PNG\r\n\x1a\n", Look.image),
        (b"RIFF\x00\x00\x00\x00WEBP", Look.image),
        (b"PK\x03\x04", Look.none),
        (b"MZ", Look.none),
    ],
)
def test_how_it_is_shown_is_told_by_its_bytes(data: bytes, look: Look) -> None:
    assert look_of(data) is look


def test_sizes_are_told_in_words() -> None:
    assert size_words(1) == "1 KB"
    assert size_words(3 << 20) == "3.0 MB"
