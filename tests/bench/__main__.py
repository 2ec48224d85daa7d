"""make bench: our time beside the raw cost of the same work, as a ratio, and its growth from one size to the next."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop import app
from desktop.casework import assessment, importing, intake
from desktop.domain.listing import HouseholdQuery
from desktop.domain.verdict import Outcome
from desktop.store.database import raw_connection
from tests.bench import paper, rosters
from tests.bench.many import filled_office, open_office

SIZES = (0, 1_000, 10_000, 100_000)
SEARCHES = ("zw", "和平里", "990012", "示例第12厂", "0319", "没有这个人")
IMPORTED = 10_000
ASSESSED = 10_000
STARTS = 5


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints the table."""
    print(f"{'what':<44}{'ours s':>10}{'raw s':>10}{'ratio':>8}{'growth':>9}")
    with tempfile.TemporaryDirectory() as folder:
        offices = {n: filled_office(Path(folder) / str(n), n) for n in sizes}
        _starts(offices)
        _searches(offices)
        _assessments(offices)
        _import(Path(folder))
        _papers(Path(folder))


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


def _starts(offices: dict[int, Path]) -> None:
    """Cold start to a painted, usable window, beside an empty Qt window in the same kind of process."""
    raw = _median(lambda: _process("tests.bench.start", ""), STARTS)
    before: float | None = None
    for count, folder in offices.items():
        ours = _median(lambda folder=folder: _process("tests.bench.start", str(folder)), STARTS)
        _row(f"start to usable window, {count} households", ours, raw, before)
        before = ours


def _process(module: str, argument: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, argument],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
    )


def _searches(offices: dict[int, Path]) -> None:
    """A keystroke in the search box to the first page of rows and their number, beside the bare scan."""
    before: float | None = None
    for count, folder in offices.items():
        if not count:
            continue
        office = open_office(folder)
        connection = raw_connection(folder / app.DATABASE)

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


def _assessments(offices: dict[int, Path]) -> None:
    """Judging every household on file with reasons, beside fetching the same rows raw."""
    before: float | None = None
    for count, folder in offices.items():
        if not count or count > ASSESSED:
            continue
        office = open_office(folder)
        connection = raw_connection(folder / app.DATABASE)

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


def _import(folder: Path) -> None:
    """A roster of 10,000 rows to households on file, beside reading it and inserting the same rows raw."""
    book = rosters.write(folder / "roster.xlsx", IMPORTED)
    target = open_office(filled_office(folder / "import", 0))
    gc.disable()  # as the window's worker does
    begun = time.perf_counter()
    preview = importing.preview_for(target, book)
    shown = time.perf_counter()
    result = importing.take_in(target, preview)
    ours = time.perf_counter() - begun
    gc.enable()
    assert result.taken == IMPORTED, result
    reading = rosters.read_raw(book)
    inserting = rosters.insert_raw(target.store.path, folder / "raw.db")
    _row(f"preview of a roster of {IMPORTED} rows", shown - begun, reading)
    _row(f"import of {IMPORTED} rows (preview and taking in)", ours, reading + inserting)


def _papers(folder: Path) -> None:
    for what, ours, raw in paper.measure(folder):
        _row(what, ours, raw)


if __name__ == "__main__":
    main(tuple(int(x) for x in sys.argv[1:]) or SIZES)
