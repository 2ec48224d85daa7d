"""T14: whoever gets at the file with another tool cannot change the log unseen, and the check says what was done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop.app import DATABASE
from desktop.casework.office import Office
from desktop.domain.trail import START, Change, Entry, Fault, Head, Proof
from desktop.store import trail
from desktop.store.database import DriverError, raw_connection
from tests.trust import offices, story
from tests.trust.conftest import Figures

KEY = bytes(range(32))
VERBS = 60
COLUMNS = "seq, at, user_name, act, subject, subject_id, about, changes, reason, prev, hash"
Anchors = list[tuple[str, int, str]]
Tamper = Callable[[Any], object]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Head, Head]:
    """An office with a log, the head of its log half way, and the one at the end; `older` beside it is the half."""
    folder = tmp_path_factory.mktemp("written")
    offices.found(folder, KEY)
    office = offices.at_work(folder, KEY)
    work = story.casework(office, Random(14))
    list(islice(work, VERBS // 2))
    half = offices.head_of(office)
    office.store.close()
    (folder / "older").write_bytes((folder / DATABASE).read_bytes())
    office = offices.at_work(folder, KEY)
    list(islice(story.casework(office, Random(15)), VERBS // 2))
    end = offices.head_of(office)
    office.store.close()
    return folder, half, end


@pytest.fixture
def path(written: tuple[Path, Head, Head], tmp_path: Path) -> Path:
    """The data file, to be tampered with."""
    return Path(shutil.copy(written[0] / DATABASE, tmp_path / DATABASE))


@pytest.fixture
def anchors(written: tuple[Path, Head, Head]) -> Anchors:
    """The codes on two signed papers."""
    _, half, end = written
    return [("签收表", half.seq, half.code), ("月报", end.seq, end.code)]


def test_an_untouched_log_is_sound(path: Path, anchors: Anchors) -> None:
    proof = _checked(path, anchors)
    assert proof.sound
    assert proof.entries == anchors[-1][1] > VERBS
    assert proof.head.code == anchors[-1][2]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE trail SET reason='别的' WHERE seq=7", "DELETE FROM trail WHERE seq=7", "DELETE FROM trail"],
)
def test_the_engine_itself_refuses_to_change_the_log(path: Path, statement: str) -> None:
    connection = raw_connection(path, KEY)
    with pytest.raises(DriverError, match="never changed"):
        connection.execute(statement)
    connection.close()
    assert _checked(path, []).sound


def _edit(connection: Any) -> None:
    connection.execute("UPDATE trail SET about='别的人' WHERE seq=7")


def _edit_and_reckon_anew(connection: Any) -> None:
    entry = replace(_entries(connection)[6], user="别人")
    _put(connection, replace(entry, hash=entry.reckoned()))


def _back_date(connection: Any) -> None:
    connection.execute("UPDATE trail SET at='2020-01-01T00:00:00+00:00' WHERE seq=7")


def _delete(connection: Any) -> None:
    connection.execute("DELETE FROM trail WHERE seq BETWEEN 7 AND 9")


def _delete_and_close_ranks(connection: Any) -> None:
    connection.execute("DELETE FROM trail WHERE seq=7")
    connection.execute("UPDATE trail SET seq=seq-1 WHERE seq>7")
    connection.execute("UPDATE trail_state SET seq=seq-1")


def _insert(connection: Any) -> None:
    entries = _entries(connection)
    connection.execute("UPDATE trail SET seq=-seq-1 WHERE seq>=7")
    connection.execute("UPDATE trail SET seq=-seq WHERE seq<0")
    connection.execute("UPDATE trail_state SET seq=seq+1")
    forged = replace(entries[6], about="从来没有的事", prev=entries[5].hash)
    _put(connection, replace(forged, hash=forged.reckoned()))


def _insert_before_all(connection: Any) -> None:
    forged = replace(_entries(connection)[0], seq=0)
    _put(connection, replace(forged, hash=forged.reckoned()))


def _swap(connection: Any) -> None:
    for move in ("seq=-7 WHERE seq=7", "seq=7 WHERE seq=8", "seq=8 WHERE seq=-7"):
        connection.execute(f"UPDATE trail SET {move}")


def _replace_past_the_triggers(connection: Any) -> None:
    entry = replace(_entries(connection)[6], about="别的人")
    _put(connection, entry)


def _cut_the_tail(connection: Any) -> None:
    connection.execute("DELETE FROM trail WHERE seq>(SELECT max(seq) FROM trail)-3")


def _append_without_the_program(connection: Any) -> None:
    last = _entries(connection)[-1]
    forged = replace(last, seq=last.seq + 1, prev=last.hash)
    _put(connection, replace(forged, hash=forged.reckoned()))


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_edit, [(Fault.altered, 7)]),
        (_edit_and_reckon_anew, [(Fault.altered, 8)]),
        (_back_date, [(Fault.altered, 7)]),
        (_delete, [(Fault.missing, 7)]),
        (_delete_and_close_ranks, [(Fault.out_of_order, 7)]),
        (_insert, [(Fault.out_of_order, 8)]),
        (_insert_before_all, [(Fault.out_of_order, 0)]),
        (_swap, [(Fault.out_of_order, 7), (Fault.out_of_order, 8)]),
        (_replace_past_the_triggers, [(Fault.altered, 7)]),
        (_cut_the_tail, [(Fault.cut, -2)]),
        (_append_without_the_program, [(Fault.altered, 1)]),
    ],
)
def test_tampering_is_found_without_anything_from_outside(
    path: Path, tamper: Tamper, found: list[tuple[Fault, int]], written: tuple[Path, Head, Head]
) -> None:
    _tampered(path, tamper)
    proof = _checked(path, [])
    # A number of nothing or less counts from the end of the log as it was.
    at = [
        (fault, seq if seq > 1 or fault is Fault.out_of_order else written[2].seq + seq)
        for fault, seq in found
    ]
    assert [(f.fault, f.seq) for f in proof.findings[: len(at)]] == at
    assert all(str(f.seq) in f.said for f in proof.findings)


def test_a_tail_cut_with_the_files_own_note_of_it_is_told_by_the_paper(path: Path, anchors: Anchors) -> None:
    def cut(connection: Any) -> None:
        _cut_the_tail(connection)
        seq, hash_ = connection.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
        connection.execute("UPDATE trail_state SET seq=?, hash=?", (seq, hash_))

    _tampered(path, cut)
    assert _checked(path, []).sound
    (finding,) = _checked(path, anchors).findings
    assert (finding.fault, finding.seq) == (Fault.older_copy, anchors[-1][1])
    assert "月报" in finding.said


def test_an_older_copy_of_the_file_is_told_by_the_paper(
    written: tuple[Path, Head, Head], path: Path, anchors: Anchors
) -> None:
    shutil.copy(written[0] / "older", path)
    assert _checked(path, anchors[:1]).sound
    (finding,) = _checked(path, anchors).findings
    assert (finding.fault, finding.seq) == (Fault.older_copy, anchors[-1][1])
    assert "旧副本" in finding.said


def test_a_log_written_anew_by_who_knows_how_is_told_by_the_paper(path: Path, anchors: Anchors) -> None:
    def write_anew(connection: Any) -> None:
        entries = _entries(connection)
        before = entries[5].hash
        for entry in entries[6:]:
            forged = replace(entry, user="别人", prev=before)
            before = forged.reckoned()
            _put(connection, replace(forged, hash=before))
        connection.execute("UPDATE trail_state SET hash=?", (before,))

    _tampered(path, write_anew)
    assert _checked(path, []).sound
    findings = _checked(path, anchors).findings
    assert [(f.fault, f.seq) for f in findings] == [(Fault.foreign, seq) for _, seq, _ in anchors]


def test_a_log_taken_out_whole_is_told_by_the_paper(path: Path, anchors: Anchors) -> None:
    def empty(connection: Any) -> None:
        connection.execute("DELETE FROM trail")
        connection.execute("DELETE FROM trail_state")

    _tampered(path, empty)
    assert [f.fault for f in _checked(path, anchors).findings] == [Fault.older_copy] * 2


def test_a_long_log_is_checked_in_reasonable_time(tmp_path: Path, long_run: bool, figure: Figures) -> None:
    many = 200_000 if long_run else 20_000
    offices.found(tmp_path, KEY)
    connection = raw_connection(tmp_path / DATABASE, KEY)
    first = _entries(connection)
    connection.execute("BEGIN")
    rows = [_row(e) for e in _more(first[-1], many - len(first))]
    connection.executemany(f"INSERT INTO trail ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    connection.execute("UPDATE trail_state SET seq=?, hash=?", (rows[-1][0], rows[-1][-1]))
    connection.execute("COMMIT")
    connection.close()
    start = time.process_time()  # What else runs on the machine is no fault of the log's.
    proof = _checked(tmp_path / DATABASE, [])
    seconds = time.process_time() - start
    figure(
        f"a log of {many:,} entries checked, seconds of the processor", round(seconds, 2), "200,000 in 15 s"
    )
    assert proof.sound
    assert proof.entries == many
    assert seconds < 15
    connection = raw_connection(tmp_path / DATABASE, KEY)
    connection.execute("DROP TRIGGER trail_no_update")
    connection.execute("UPDATE trail SET reason='别的' WHERE seq=?", (many // 2,))
    connection.close()
    assert [(f.fault, f.seq) for f in _checked(tmp_path / DATABASE, []).findings] == [
        (Fault.altered, many // 2)
    ]


def _tampered(path: Path, tamper: Tamper) -> None:
    """What somebody does with another tool and the key: the triggers are the first to go."""
    connection = raw_connection(path, KEY)
    connection.execute("DROP TRIGGER trail_no_update")
    connection.execute("DROP TRIGGER trail_no_delete")
    before = connection.execute(f"SELECT {COLUMNS} FROM trail ORDER BY seq").fetchall()
    tamper(connection)
    assert connection.execute(f"SELECT {COLUMNS} FROM trail ORDER BY seq").fetchall() != before
    connection.close()


def _checked(path: Path, anchors: Anchors) -> Proof:
    office: Office = offices.at_work(path.parent, KEY)
    try:
        return offices.proof_of(office, anchors)
    finally:
        office.store.close()


def _entries(connection: Any) -> list[Entry]:
    rows = connection.execute(f"SELECT {COLUMNS} FROM trail ORDER BY seq")
    return [trail._made(*row) for row in rows]


def _put(connection: Any, entry: Entry) -> None:
    connection.execute(f"REPLACE INTO trail ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", _row(entry))


def _row(entry: Entry) -> Sequence[Any]:
    return trail._row(entry)


def _more(last: Entry, many: int) -> Iterator[Entry]:
    for n in range(last.seq + 1, last.seq + 1 + many):
        entry = replace(
            last,
            seq=n,
            subject_id=n,
            about=f"DA2026-{n:06d} 陈练习",
            changes=(Change("remark", "", f"第 {n} 次谈话"), Change("incomes.1.amount", "1800", "2500")),
            prev=last.hash,
        )
        last = replace(entry, hash=entry.reckoned())
        yield last


def test_the_first_entry_stands_on_nothing(path: Path) -> None:
    connection = raw_connection(path, KEY)
    first = _entries(connection)[0]
    connection.close()
    assert (first.seq, first.prev) == (1, START)
