"""Tests of trust: each measures something, and the run ends with one table of what was measured."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from desktop.casework.door import Unlocked
from desktop.casework.office import Office
from tests.trust import offices, story

LONG = "long"
"""What BANGFU_TRUST says where the long versions are wanted (`make trust`)."""
WRITTEN = "out/trust.jsonl"


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, and what it may be at most (or must be at least)."""

    test: str
    name: str
    value: str
    limit: str


Figures = Callable[[str, object, object], None]
_FIGURES = pytest.StashKey[list[Figure]]()


def long_wanted() -> bool:
    """Whether this run was asked for the long versions."""
    return os.environ.get("BANGFU_TRUST", "") == LONG


@pytest.fixture(scope="session")
def long_run() -> bool:
    """Whether the long versions run: a thousand kills instead of fifty."""
    return long_wanted()


@dataclass(frozen=True)
class Template:
    """An office to be copied, and what opens it."""

    folder: Path
    unlocked: Unlocked

    @property
    def key(self) -> bytes:
        """What its data file is encrypted with."""
        return self.unlocked.key

    def copied(self, folder: Path) -> Path:
        """A copy of the office in a new folder."""
        return Path(shutil.copytree(self.folder, folder))


@pytest.fixture(scope="session")
def encrypted_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An encrypted office as the program founds it, with nothing on file."""
    folder = tmp_path_factory.mktemp("encrypted") / "办公室"
    return Template(folder, offices.found_with_password(folder))


@pytest.fixture(scope="session")
def populated_template(encrypted_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The same with some weeks of casework in it: households, cases, notices, batches and their log."""
    folder = encrypted_template.copied(tmp_path_factory.mktemp("populated") / "办公室")
    with offices.opened(folder, encrypted_template.key) as office:
        deque(islice(story.casework(office, Random(1)), 240), maxlen=0)
    return Template(folder, encrypted_template.unlocked)


@pytest.fixture
def encrypted_office(encrypted_template: Template, tmp_path: Path) -> Iterator[Office]:
    """An encrypted office of one's own, open for its first user."""
    with offices.opened(encrypted_template.copied(tmp_path / "办公室"), encrypted_template.key) as office:
        yield office


@pytest.fixture
def populated_office(populated_template: Template, tmp_path: Path) -> Iterator[Office]:
    """A populated, encrypted office of one's own, open for its first user."""
    with offices.opened(populated_template.copied(tmp_path / "办公室"), populated_template.key) as office:
        yield office


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figures:
    """Keeps a figure for the table: its name, what was measured, and its limit. It judges nothing: tests assert."""
    figures = request.config.stash.setdefault(_FIGURES, [])
    test = trust_test(request.path)

    def keep(name: str, value: object, limit: object) -> None:
        figures.append(Figure(test, name, _words(value), _words(limit)))

    return keep


def trust_test(path: Path) -> str:
    """Which of T1 to T28 a file is about, by its name."""
    found = re.match(r"test_t(\d\d)_", path.name)
    return f"T{int(found[1])}" if found else path.stem


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the table; the long run keeps it as a file, too."""
    figures = sorted(config.stash.get(_FIGURES, []), key=_place)
    if not figures:
        return
    names = max(len(f.name) for f in figures)
    values = max(len(f.value) for f in figures)
    terminalreporter.section("figures of trust")
    for f in figures:
        terminalreporter.write_line(f"{f.test:<4} {f.name:<{names}}  {f.value:>{values}}  (limit {f.limit})")
    if long_wanted():
        kept = config.rootpath / WRITTEN
        kept.parent.mkdir(exist_ok=True)
        with kept.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(f), ensure_ascii=False) + "\n" for f in figures)


def _place(figure: Figure) -> tuple[int, str]:
    number = figure.test.removeprefix("T")
    return (int(number) if number.isdecimal() else 99, figure.name)


def _words(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
