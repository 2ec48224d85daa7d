"""What a worked example tries, read aloud: Chinese follows 应为 closely, figures stand apart."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.example_words import tried_lines
from desktop.domain.scheme_reading import parse_scheme

SCHEMES = sorted((Path(__file__).parents[3] / "resources" / "schemes").glob("*.toml"))


def test_no_stray_blank_stands_before_chinese_words() -> None:
    lines = [
        line
        for path in SCHEMES
        for scheme in [parse_scheme(path.read_text("utf-8"), path.name)]
        for example in scheme.examples
        for line in tried_lines(scheme, example)
    ]
    due = [line for line in lines if "应为" in line]
    assert len(due) > 20
    for line in due:
        came = line.rpartition("应为")[2]
        assert came.startswith(" ") == came.strip()[0].isdecimal(), line
    assert any("应为无" in line for line in due)
