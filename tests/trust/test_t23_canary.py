"""T23: no ID number, card, illness, phone, name or address gets out of the encrypted file but where the officer sends it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.trust import canary
from tests.trust.canary import CANARIES, CHOSEN, OFFICE, Hit, hits
from tests.trust.conftest import Figures

PAPER = "审批表.pdf"
ROOT = Path(__file__).parents[2]
SHARED = (Path("/var/tmp"), Path("/dev/shm"))
"""Where a program might leave something beside the places its surroundings name."""


@dataclass(frozen=True)
class Used:
    """A home in which the whole program was used, and what it said while it was."""

    root: Path
    said: bytes
    code: int
    began: float

    def everything(self) -> Iterator[Path]:
        """Every file the program may have written, but not what the officer chose."""
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and CHOSEN not in path.relative_to(self.root).parts[:1]:
                yield path
        for place in SHARED:
            for path in place.glob("*") if place.is_dir() else ():
                if path.is_file() and path.stat().st_mtime >= self.began:
                    yield path


def used(root: Path, *arguments: str) -> Used:
    """Runs a program in a home of its own: nothing of it is where the rest of this machine lives."""
    surroundings = {
        name: str(root / folder)
        for name, folder in {
            "HOME": "home",
            "USERPROFILE": "home",
            "TMPDIR": "tmp",
            "TMP": "tmp",
            "TEMP": "tmp",
            "SQLITE_TMPDIR": "tmp",
            "XDG_CONFIG_HOME": "config",
            "XDG_CACHE_HOME": "cache",
            "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "runtime",
            "APPDATA": "config",
            "LOCALAPPDATA": "data",
        }.items()
    }
    for folder in set(surroundings.values()):
        Path(folder).mkdir(mode=0o700)
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, **surroundings, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Used(root, done.stdout, done.returncode, began)


def got_out(used: Used) -> list[Hit]:
    """Every canary outside the files the officer chose."""
    found = list(hits("what the program said", used.said))
    for path in used.everything():
        where = str(path.relative_to(used.root)) if path.is_relative_to(used.root) else str(path)
        found += hits(where, path.read_bytes())
        found += hits(f"the name of {where}", where.encode())
    return found


@pytest.mark.parametrize("end", ["closed", "killed", "fault"])
def test_without_a_window_nothing_gets_out(tmp_path: Path, end: str, long_run: bool, figure: Figures) -> None:
    if end == "fault" and not long_run:
        pytest.skip("its words are told in the other two as well")
    found = used(tmp_path, "tests.trust.canary", str(tmp_path), end)
    assert found.code == {"closed": 0, "killed": -9, "fault": 1}[end], found.said.decode(errors="replace")[
        -3000:
    ]
    out = got_out(found)
    files = len(list(found.everything()))
    figure(f"{end}: canaries in {files} files and what was said", len(out), 0)
    assert out == []
    assert b"IntegrityError" in found.said, "the fault was told"
    if end == "killed":
        assert (tmp_path / OFFICE / "bangfu.db-wal").stat().st_size > 0
    assert any(p.is_relative_to(tmp_path / OFFICE / "备份") for p in found.everything())
    _expect_to_be_found_where_chosen(found)


def test_through_the_window_nothing_gets_out(tmp_path: Path, figure: Figures) -> None:
    found = used(tmp_path, "tests.trust.canary_window", str(tmp_path))
    assert found.code == 0, found.said.decode(errors="replace")[-3000:]
    out = got_out(found)
    figure(f"window: canaries in {len(list(found.everything()))} files and what was said", len(out), 0)
    assert out == []
    paper = tmp_path / CHOSEN / PAPER
    assert {"name", "ID number"} <= {h.canary for h in hits(str(paper), paper.read_bytes())}


def _expect_to_be_found_where_chosen(used: Used) -> None:
    """The same eyes see the canaries in the papers: they are not blind."""
    seen = {
        hit.canary
        for path in (used.root / CHOSEN).rglob("*")
        if path.is_file() and "U 盘" not in path.parts
        for hit in hits(str(path), path.read_bytes())
    }
    assert seen >= {"ID number", "ID number of a roster", "phone", "name", "address", "illness"}
    stick = [p for p in (used.root / CHOSEN / "U 盘").rglob("*") if p.is_file()]
    assert stick
    assert [hit for p in stick for hit in hits(str(p), p.read_bytes())] == [], "a stick is lost easily"


def test_the_eyes_see_every_canary_in_every_spelling() -> None:
    for name, text in CANARIES.items():
        for spelling, content in canary._spellings(text).items():
            found = list(hits("here", b"\0\1" + content + b"\2"))
            assert Hit(name, spelling, "here") in found
    assert list(hits("here", os.urandom(1 << 20))) == []


def test_the_eyes_see_into_a_plain_data_file(tmp_path: Path) -> None:
    from desktop.casework import intake
    from tests.trust import offices

    offices.found(tmp_path, None)
    office = offices.at_work(tmp_path, None)
    intake.record_household(office, canary.household())
    seen = {h.canary for p in tmp_path.iterdir() for h in hits(p.name, p.read_bytes())}
    office.store.close()
    assert seen >= {"ID number", "phone", "name", "address", "illness", "bank card", "name in pinyin"}
