"""What tests of papers may ask for: the fonts, read once, and the text of a PDF as a reader would copy it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reports import pdf
from reports.fonts import FontSet
from reports.sheet import Sheet
from tests.unit.reports.paper_reading import texts_of


@pytest.fixture(scope="session")
def fonts(resources: Path) -> FontSet:
    """The typefaces that come with the program."""
    return FontSet.load(resources / "fonts")


@pytest.fixture
def page_texts(fonts: FontSet) -> Callable[[Sheet], list[str]]:
    """Prints a sheet and reads every page back."""

    def read(sheet: Sheet) -> list[str]:
        data, _ = pdf.render([sheet], fonts)
        return texts_of(data)

    return read
