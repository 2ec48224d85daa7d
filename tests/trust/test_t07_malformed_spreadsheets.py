"""T7: damaged and hostile workbooks. The window's process survives all of them, and each failure is one sentence."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.casework.giving_back import marked_apart
from desktop.casework.importing import (
    ImportCancelledError,
    give_back,
    preview_for,
    preview_roster,
    take_in,
)
from desktop.casework.limits import Limits
from desktop.casework.office import Office
from desktop.casework.reading import Reader, read_apart
from desktop.casework.roster_sheet import read_roster
from desktop.domain.errors import OfficeError
from desktop.store.marked_copies import CellNote, Marks, marked_copy
from tests.samples.make_roster import UNION_XLSX
from tests.trust import readers
from tests.trust.conftest import Figures
from tests.trust.damage import ALL, damaged_files

DAY = date(2026, 3, 2)
SHORT, LONG = 100, 1_500
CALM = Limits(memory=512 << 20)
SILENT = Limits(silence=1.5)
ENDLESS = Limits(total=4)


def assert_one_sentence(said: str, name: str) -> None:
    """Said in Chinese, in one line: which file, and what to do about it; nothing of how the program is built."""
    assert f"「{name}" in said
    assert "请" in said
    assert said.endswith("。")
    assert "\n" not in said
    assert len(said) < 200
    assert not re.search(r"Error|Exception|Traceback|panic|None|0x|\.py|\.rs", said), said


def test_every_damaged_workbook_is_read_as_it_was_or_refused_in_one_sentence(
    tmp_path: Path, long_run: bool, figure: Figures
) -> None:
    files = list(damaged_files(LONG if long_run else SHORT))
    for file in files:
        (tmp_path / file.name).write_bytes(file.content)
    whole = {path: outcome.digest for path, outcome in zip(ALL, readers.read_many(ALL, DAY), strict=True)}
    assert all(whole.values())
    died: list[Path] = []
    refused = unlike = 0
    slowest = 0.0
    outcomes = readers.read_many([tmp_path / file.name for file in files], DAY)
    for file, outcome in zip(files, outcomes, strict=True):
        slowest = max(slowest, outcome.seconds)
        if outcome.died:
            died.append(tmp_path / file.name)
        elif outcome.said:
            refused += 1
            assert_one_sentence(outcome.said, file.name)
        elif outcome.digest != whole[file.source]:
            unlike += 1
            assert not file.sealed, f"{file.name} ({file.kind}) was read, and not as it was"
    for path in died:
        with pytest.raises(OfficeError) as told:
            read_apart(path, DAY)
        assert_one_sentence(told.value.said, path.name)
    assert refused > len(files) / 2
    figure("damaged workbooks read or refused in a sentence", len(files), f"{len(files)} of {len(files)}")
    figure("of these: refused", refused, "all the others are read")
    figure("of these: the reading process died, and it was told", len(died), "the window lives on")
    figure(
        "of these: .xls, which has no checksums, read unlike the sample", unlike, "shown row by row before"
    )
    figure("slowest damaged workbook (s)", slowest, 20)


def test_a_roster_read_apart_is_the_roster(figure: Figures) -> None:
    costs: list[float] = []
    for path in ALL:
        began = time.perf_counter()
        here = read_roster(path, DAY)
        between = time.perf_counter()
        apart = read_apart(path, DAY)
        costs.append((time.perf_counter() - between) - (between - began))
        assert apart == here
    figure("a process of its own costs (s, 60 rows)", max(costs), 0.7)


def broken_off(said: str) -> bool:
    return "读到一半就中断了" in said


def too_large(said: str) -> bool:
    return "512 MB 以上的内存" in said


def limits_for(reader: Reader) -> Limits:
    """Short ones where time is what runs out, so that a busy computer is never taken for a hanging reader."""
    if reader in (readers.hang, readers.half_a_message):
        return SILENT
    return ENDLESS if reader is readers.dawdle else CALM


def too_slow(said: str) -> bool:
    return "1.5 秒没有进展" in said


def too_long(said: str) -> bool:
    return "4 秒还没有读完" in said


@pytest.fixture
def nothing_left(tmp_path: Path) -> Iterator[None]:
    """Afterwards no process, no thread, no open pipe and not one byte on the disk is left of the reading."""
    threads = set(threading.enumerate())
    before = descriptors()
    yield
    gc.collect()
    assert active_children() == []
    assert set(threading.enumerate()) <= threads
    assert descriptors() <= before + 1  # the tracker that Python itself starts with the first process
    assert [p.name for p in tmp_path.iterdir() if p.stat().st_size] == ["名册.xlsx"]
    assert zombies() == []


def descriptors() -> int:
    """How many files and pipes this process has open; 0 where that cannot be told."""
    return len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0  # noqa: PTH208


def zombies() -> list[str]:
    """Children of ours that ended and were not waited for."""
    if sys.platform != "linux":
        return []
    found: list[str] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state == "Z" and int(parent) == os.getpid():
            found.append(stat.parent.name)
    return found


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A sound roster, whatever its reader does."""
    path = tmp_path / "名册.xlsx"
    path.write_bytes(UNION_XLSX.read_bytes())
    return path


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize(
    ("reader", "tells"),
    [
        (readers.leave, broken_off),
        (readers.crash, broken_off),
        (readers.devour, too_large),
        (readers.hang, too_slow),
        (readers.dawdle, too_long),
        (readers.babble, broken_off),
        (readers.half_a_message, too_slow),
        (readers.bait, broken_off),
        (readers.something_else, broken_off),
        pytest.param(
            readers.write_a_file,
            broken_off,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux can forbid it"),
        ),
        (readers.stumble, broken_off),
    ],
    ids=lambda value: value.__name__,
)
def test_whatever_becomes_of_the_reading_process_one_sentence_tells_it(
    roster: Path, reader: Reader, tells: Callable[[str], bool], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OfficeError) as told:
        read_apart(roster, DAY, limits=limits_for(reader), reader=reader)
    assert_one_sentence(told.value.said, roster.name)
    assert tells(told.value.said), told.value.said
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("nothing_left")
def test_a_sentence_of_the_reader_comes_through_word_for_word(roster: Path) -> None:
    with pytest.raises(OfficeError) as told:
        read_apart(roster, DAY, reader=readers.complain)
    assert told.value.said == "这是另一个进程里说的话，一个字也不能少。"


@pytest.mark.usefixtures("nothing_left")
def test_a_cancel_ends_a_reading_that_hangs(roster: Path) -> None:
    asked: list[float] = []

    def cancelled() -> bool:
        asked.append(time.monotonic())
        return asked[-1] - asked[0] > 0.3

    with pytest.raises(ImportCancelledError):
        read_apart(roster, DAY, cancelled=cancelled, reader=readers.hang)
    assert asked[-1] - asked[0] < 3


@pytest.mark.usefixtures("nothing_left")
def test_progress_comes_through_the_pipe(roster: Path) -> None:
    told: list[tuple[int, int]] = []
    read_apart(roster, DAY, lambda done, of: told.append((done, of)))
    assert told[0] == (0, 0)
    assert told[-1][0] == told[-1][1] > 0


@pytest.mark.usefixtures("nothing_left")
def test_a_process_that_cannot_be_started_is_told(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import util

    def refused(*_: Any) -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(util, "spawnv_passfds", refused)
    with pytest.raises(OfficeError) as told:
        read_apart(roster, DAY)
    assert "安全软件" in told.value.said
    assert_one_sentence(told.value.said, roster.name)


def test_the_office_reads_what_comes_from_outside_in_another_process(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.casework import roster_sheet

    def must_not(*_: Any) -> None:
        raise AssertionError("opened in the office's own process")

    monkeypatch.setattr(roster_sheet, "Book", must_not)
    found = preview_for(office, UNION_XLSX)
    assert len(found.rows) == 60
    with pytest.raises(AssertionError):
        preview_roster(UNION_XLSX, DAY, lambda _: {})


def test_the_reading_process_knows_neither_the_data_file_nor_the_window(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as told:
        read_apart(UNION_XLSX, DAY, reader=readers.loaded)
    names = told.value.said.split()
    assert "desktop.casework.reading" in names
    assert not {n.partition(".")[0] for n in names} & {"sqlalchemy", "sqlcipher3", "PySide6", "reportlab"}


# --- the copy that is given back is made there too -----------------------------------------------------------------


def marks_for(path: Path) -> Marks:
    """One reason, for the first row."""
    return Marks(
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        sheet="困难职工名册",
        header_row=4,
        result_column=None,
        result_title="导入结果",
        notes=(CellNote(5, 7, "原因"),),
        results={5: "未导入：原因"},
    )


@pytest.mark.usefixtures("nothing_left")
def test_a_copy_marked_apart_is_the_copy(roster: Path) -> None:
    apart = openpyxl.load_workbook(io.BytesIO(marked_apart(roster, marks_for(roster))))
    here = openpyxl.load_workbook(io.BytesIO(marked_copy(roster, marks_for(roster))))
    assert apart.sheetnames == here.sheetnames
    for one, other in zip(apart.worksheets, here.worksheets, strict=True):
        assert list(one.values) == list(other.values)
    assert apart["困难职工名册"]["G5"].comment.text == here["困难职工名册"]["G5"].comment.text


def test_the_office_marks_what_came_from_outside_in_another_process(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.store import marked_copies

    preview = preview_for(office, UNION_XLSX)
    take_in(office, preview)

    def must_not(*_: Any) -> None:
        raise AssertionError("opened in the office's own process")

    monkeypatch.setattr(marked_copies, "Book", must_not)
    give_back(office, preview, tmp_path / "退回.xlsx")
    assert "未导入" in str(list(openpyxl.load_workbook(tmp_path / "退回.xlsx").worksheets[0].values))
    assert [p.name for p in tmp_path.glob("退回*")] == ["退回.xlsx"]


@pytest.mark.usefixtures("nothing_left")
@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (Limits(memory=16 << 20), "内存|中断"),
        (Limits(silence=0.2, total=9), "没有进展"),
        (Limits(answer=99), "中断"),
    ],
)
def test_a_marking_that_fails_is_one_sentence_and_leaves_no_half_a_copy(
    roster: Path, limits: Limits, word: str
) -> None:
    with pytest.raises(OfficeError) as told:
        marked_apart(roster, marks_for(roster), limits=limits)
    assert told.value.said.startswith("退回表没有写成")
    assert re.search(word, told.value.said)
    assert_one_sentence(told.value.said, roster.name)


def test_no_copy_is_made_by_way_of_a_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    assert marked_copy(UNION_XLSX, marks_for(UNION_XLSX)).startswith(b"PK")
