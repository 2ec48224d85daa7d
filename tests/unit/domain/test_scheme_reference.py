"""The reference of the scheme file names every kind and key an author may write."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from desktop.domain.condition import ROUNDINGS
from desktop.domain.conditions import KINDS
from desktop.domain.every import Every
from desktop.domain.household import ExpenseKind, IncomeKind
from desktop.domain.lunar import Festival
from desktop.domain.scheme_header import Combine, SchemeKind, TriggerKind
from desktop.domain.standards import LineKind

TEXT = (Path(__file__).parents[3] / "resources" / "manual" / "scheme-file.md").read_text("utf-8")


def test_every_kind_of_condition_stands_in_the_reference() -> None:
    missing = [kind for kind in KINDS if f"`{kind}`" not in TEXT]
    assert missing == []


def test_every_word_of_the_code_lists_stands_in_the_reference() -> None:
    lists = (Festival, LineKind, SchemeKind, Combine)
    missing = [str(word) for listed in lists for word in listed if f"`{word}`" not in TEXT]
    assert missing == []
    words = TEXT.replace("`", " ").replace('"', " ").split()
    missing = [
        str(word)
        for listed in (IncomeKind, ExpenseKind, Every, TriggerKind)
        for word in listed
        if not any(str(word) in w for w in words)
    ]
    assert missing == []


def test_every_way_of_rounding_stands_in_the_reference() -> None:
    assert [way for way in ROUNDINGS if f"`{way}`" not in TEXT] == []


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL))
def test_every_example_of_the_reference_is_well_written(block: str) -> None:
    assert tomllib.loads(block)
