"""make bench: our time beside the raw cost of the same work, as a ratio, and its growth from one size to the next."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop import app
from desktop.casework import (
    assessment,
    duplicates,
    importing,
    intake,
    plausible,
    safekeeping,
    watchlists,
)
from desktop.domain.listing import HouseholdQuery
from desktop.domain.verdict import Outcome
from desktop.domain.watchlist import WatchList
from desktop.store import trail
from desktop.store.database import raw_connection
from tests.bench import archive, binder, board, census, paper, rosters
from tests.bench.many import TODAY, Filled, filled_office

SIZES = (0, 1_000, 10_000, 100_000)
SEARCHES = ("zw", "和平里", "990012", "示例第12厂", "0319", "没有这个人")
IMPORTED = 10_000
WIZARD = (3_000, 30_000)
ASSESSED = 10_000
LISTED = 10_000
STARTS = 5
OPEN_CASES = (200, 2_000)
HURRY = "0.3"
"""Seconds after which somebody quick opens the list."""


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints the table."""
    print(f"{'what':<44}{'ours s':>10}{'raw s':>10}{'ratio':>8}{'growth':>9}")
    with tempfile.TemporaryDirectory() as folder:
        offices = {n: filled_office(Path(folder) / str(n), n) for n in sizes}
        _starts(offices)
        _openings(Path(folder), offices)
        _safekeeping(offices)
        _searches(offices)
        _assessments(offices)
        _effects(offices)
        _duplicates(offices)
        _import(Path(folder))
        _papers(Path(folder))
        _board(Path(folder))
        full = {n: filled_office(Path(folder) / f"full-{n}", n, full=True) for n in sizes if n}
        _lists(full)
        _archive(full)


def _row(what: str, ours: float, raw: float | None = None, before: float | None = None) -> None:
    ratio = f"{ours / raw:8.2f}" if raw else f"{'':8}"
    growth = f"{ours / before:8.2f}x" if before else ""
    print(
        f"{what:<44}{ours:10.4f}{raw if raw is not None else float('nan'):10.4f}{ratio}{growth:>9}",
        flush=True,
    )


def _median(deed: Callable[[], object], times: int = 5) -> float:
    taken: list[float] = []
    for _ in range(times):
        begun = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _starts(offices: dict[int, Filled]) -> None:
    """Cold start to a painted, usable window, beside an empty Qt window in the same kind of process."""
    raw = _median(lambda: _process("tests.bench.start", ""), STARTS)
    before: float | None = None
    for count, filled in offices.items():
        arguments = (str(filled.folder), filled.key.hex() if filled.key else "")
        _process("tests.bench.start", *arguments)  # the first one ends with a backup
        ours = _median(lambda arguments=arguments: _process("tests.bench.start", *arguments), STARTS)
        _row(f"start to usable window, {count} households", ours, raw, before)
        before = ours


def _openings(folder: Path, offices: dict[int, Filled]) -> None:
    """Opening and closing an encrypted office with its key at hand, beside the same office kept plain."""
    resources = app.places().resources
    before: float | None = None

    def opened(filled: Filled) -> None:
        with app.opened(filled.folder, resources, lambda: TODAY, filled.unlocked):
            pass

    for count, filled in offices.items():
        plain = filled_office(folder / f"plain-{count}", count, plain=True)
        for each in (filled, plain):
            opened(each)
        ours, raw = (_median(lambda each=each: opened(each), 9) for each in (filled, plain))
        _row(f"opening with a key at hand, {count} households", ours, raw, before)
        before = ours


def _safekeeping(offices: dict[int, Filled]) -> None:
    """A backup, reopened, checked and counted, beside copying the file; the log proved, beside hashing its text."""
    before: float | None = None
    for count, filled in offices.items():
        office = filled.open()
        ours = _median(lambda office=office: safekeeping.back_up(office), 3)
        office.store.close()
        copy = filled.folder / "copy"
        raw = _median(lambda filled=filled, copy=copy: _copied(filled.folder / app.DATABASE, copy), 3)
        copy.unlink()
        _row(f"backup, checked and counted, {count} households", ours, raw, before)
        before = ours
    before = None
    for filled in offices.values():
        office = filled.open()
        with office.store.read() as session:
            ours = _median(lambda session=session: trail.verify(session), 3)
            texts = [e.about.encode() for e in trail.entries(session)]
        raw = _median(lambda texts=texts: [hashlib.sha256(t).digest() for t in texts], 3)
        office.store.close()
        _row(f"proving a log of {len(texts)} entries", ours, raw, before)
        before = ours


def _copied(path: Path, copy: Path) -> None:
    shutil.copy(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _process(module: str, *arguments: str) -> None:
    _told(module, *arguments)


def _told(module: str, *arguments: str) -> str:
    """What one process says, run as an installed program has it: with its bytecode at hand after the first start."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    bytecode = str(Path(tempfile.gettempdir()) / "bangfu-bench-bytecode")
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        env={**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": bytecode},
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _searches(offices: dict[int, Filled]) -> None:
    """A keystroke in the search box to the first page of rows and their number, beside the bare scan."""
    before: float | None = None
    for count, filled in offices.items():
        if not count:
            continue
        office = filled.open()
        connection = raw_connection(filled.folder / app.DATABASE, filled.key)

        def ours() -> None:
            for typed in SEARCHES:
                intake.find_households(office, HouseholdQuery(search=typed), 0, 100)  # noqa: B023

        def raw() -> None:
            for typed in SEARCHES:
                connection.execute(  # noqa: B023
                    "SELECT household_id FROM household_search WHERE instr(text, ?) > 0", (typed,)
                ).fetchall()

        ours()
        spent, bare = _median(ours) / len(SEARCHES), _median(raw) / len(SEARCHES)
        _row(f"search keystroke to rows, {count} households", spent, bare, before)
        before = spent
        connection.close()


def _assessments(offices: dict[int, Filled]) -> None:
    """Judging every household on file with reasons, beside fetching the same rows raw."""
    before: float | None = None
    for count, filled in offices.items():
        if not count or count > ASSESSED:
            continue
        office = filled.open()
        connection = raw_connection(filled.folder / app.DATABASE, filled.key)

        def ours() -> int:
            verdicts = assessment.try_out_all(office, "plan-07")  # noqa: B023
            return sum(v.outcome is Outcome.eligible for _, v in verdicts)

        def raw() -> None:
            for table in (
                "household",
                "member",
                "illness",
                "income",
                "expense",
                "property",
                "certificate",
                "tag",
            ):
                connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: B023

        spent, bare = _median(ours, 3), _median(raw, 3)
        _row(f"assessing {count} households with reasons", spent, bare, before)
        before = spent
        connection.close()


def _effects(offices: dict[int, Filled]) -> None:
    """A figure moved over the whole roster, beside the same rule in OpenFisca where an interpreter for it is named."""
    before: census.Measured | None = None
    for count, filled in offices.items():
        if not count:
            continue
        office = filled.open()
        ours = census.measure(office)
        office.store.close()
        raw = census.openfisca(count) or {}
        rows = (
            ("roster into columns, from the file", ours.reading, before and before.reading, "built"),
            ("first answer of the whole roster", ours.first, before and before.first, "first"),
            ("one step of a parameter", ours.step.middle, before and before.step.middle, "step"),
            (
                "one step of a published line",
                ours.line_step.middle,
                before and before.line_step.middle,
                "step",
            ),
        )
        for what, spent, earlier, beside in rows:
            _row(f"{what}, {count}", spent, raw.get(beside), earlier)
        before = ours


def _duplicates(offices: dict[int, Filled]) -> None:
    """Every pair of files worth a look in the whole office, beside fetching the same people raw."""
    before: float | None = None
    for count, filled in offices.items():
        if not count:
            continue
        office = filled.open()
        connection = raw_connection(filled.folder / app.DATABASE, filled.key)
        people = (
            "SELECT m.household_id, m.ordinal, m.relation, m.name, m.id_number, m.born, m.phone, h.address "
            "FROM member m JOIN household h ON h.id = m.household_id"
        )
        ours = _median(lambda office=office: duplicates.find(office), 3)
        raw = _median(lambda c=connection, people=people: c.execute(people).fetchall(), 3)
        connection.close()
        office.store.close()
        _row(f"looking for duplicates among {count} households", ours, raw, before)
        before = ours


def _import(folder: Path) -> None:
    """A roster of 10,000 rows to households on file, beside reading it and inserting the same rows raw."""
    book = rosters.write(folder / "roster.xlsx", IMPORTED)
    filled = filled_office(folder / "import", 0)
    target = filled.open()
    gc.disable()  # as the window's worker does
    begun = time.perf_counter()
    preview = importing.preview_for(target, book)
    shown = time.perf_counter()
    result = importing.take_in(target, preview)
    ours = time.perf_counter() - begun
    gc.enable()
    assert result.taken == IMPORTED, result
    reading = rosters.read_raw(book)
    inserting = rosters.insert_raw(target.store.path, folder / "raw.db", filled.key)
    _row(f"preview of a roster of {IMPORTED} rows", shown - begun, reading)
    _row(f"import of {IMPORTED} rows (preview and taking in)", ours, reading + inserting)
    before: rosters.Looked | None = None
    for count in WIZARD:
        found = rosters.measure(folder, count)
        _row(f"wizard: a sheet of {count} rows looked at", found.look, found.raw, before and before.look)
        _row(
            f"wizard: the same, all on file ({count})", found.again, found.raw_again, before and before.again
        )
        _row(f"wizard: one cell put right ({count} rows)", found.correct, None, before and before.correct)
        before = found


def _lists(full: dict[int, Filled]) -> None:
    """Every file looked through for what does not go together, and all lists people ask for, beside fetching the rows raw."""
    whole: float | None = None
    lists: float | None = None
    gc.disable()  # as the window's worker does
    for count, filled in full.items():
        office = filled.open()
        connection = raw_connection(filled.folder / app.DATABASE, filled.key)

        def fetched() -> None:
            for table in ("household", *archive.RELATED[:-1]):
                connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: B023

        raw = _median(fetched, 3)
        ours = _median(lambda office=office: plausible.look_through(office), 3)
        _row(f"plausibility of {count} households", ours, raw, whole)
        listed = _median(lambda office=office: [watchlists.watch_list(office, w) for w in WatchList], 3)
        _row(f"all {len(WatchList)} watch lists of {count} households", listed, raw, lists)
        whole, lists = ours, listed
        connection.close()
        office.store.close()
    gc.enable()


def _archive(full: dict[int, Filled]) -> None:
    """The list with all that hangs on its households, beside the bare SQL of each step, then in the window."""
    for count, filled in full.items():
        if count < LISTED:
            continue
        steps, rows, peak = archive.measure(filled)
        print(f"-- the list of {count} households with {rows} rows beside them; at most {peak} MiB taken")
        for step in steps:
            _row(step.what, step.ours, step.raw)
        worst = max(steps, key=lambda s: s.ours - s.raw)
        print(f"-- most of our own: {(worst.ours - worst.raw) * 1000:.0f} ms, {worst.what}", flush=True)
        print("-- the same in the window until it is painted, in processor time")
        key = filled.key.hex() if filled.key else ""
        for hurry in ((HURRY,), ()):
            told = _told("tests.bench.seen", str(filled.folder), key, *hurry)
            for what, spent in json.loads(told.splitlines()[-1]).items():
                _row(what, spent)


def _board(folder: Path) -> None:
    """The board of applications with two hundred open cases, and with two thousand."""
    before: dict[str, float] = {}
    for count in OPEN_CASES:
        filled = board.office_with_cases(folder / f"board-{count}", count)
        told = _told("tests.bench.board", str(filled.folder), filled.key.hex() if filled.key else "")
        spent: dict[str, float] = json.loads(told.splitlines()[-1])
        print(f"-- the board of {count} open cases in the window until it is painted, in processor time")
        for what, ours in spent.items():
            _row(what, ours, None, before.get(what))
        before = spent


def _papers(folder: Path) -> None:
    for what, ours, raw in paper.measure(folder):
        _row(what, ours, raw)
    for what, ours, raw in binder.measure():
        _row(what, ours, raw)


if __name__ == "__main__":
    main(tuple(int(x) for x in sys.argv[1:]) or SIZES)
