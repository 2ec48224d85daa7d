"""The manual's table of the schemes says as many schemes and worked examples as there are."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.domain.scheme_reading import parse_scheme

RESOURCES = Path(__file__).parents[2] / "resources"
MANUAL = RESOURCES / "manual" / "schemes.md"
_ROW = re.compile(r"\| \d+ \| `(plan-[^`]+)` \|")


def test_the_table_counts_the_examples_of_every_scheme() -> None:
    schemes = [parse_scheme(p.read_text("utf-8"), p.name) for p in (RESOURCES / "schemes").glob("*.toml")]
    counted = {scheme.id: len(scheme.examples) for scheme in schemes}
    text = MANUAL.read_text("utf-8")
    told: dict[str, int] = {}
    for line in text.splitlines():
        row = _ROW.match(line)
        if row is not None:
            told[row[1]] = int(line.split("|")[7])
    assert {i: counted.get(i) for i in told} == told
    assert set(counted) <= set(told)
    blanks = sum(len(scheme.unset({})) for scheme in schemes)
    assert f"库里有 {len(counted)} 个方案，{sum(counted.values())} 个算例，{blanks} 处空白" in text
