"""T22: many threads look at an encrypted office at once, and none fails or sees half a deed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from sqlalchemy import text

from desktop.store.database import Database
from tests.trust import offices
from tests.trust.conftest import Figures

KEY = bytes(range(32))
THREADS = 24


def test_threads_read_while_one_writes(tmp_path: Path, long_run: bool, figure: Figures) -> None:
    each = 1200 if long_run else 200
    offices.found(tmp_path, KEY)
    office = offices.at_work(tmp_path, KEY)
    faults: list[BaseException] = []
    seen: set[int] = set()
    stop = threading.Event()

    def look() -> None:
        try:
            for _ in range(each):
                seen.add(_balance_in_fen(office.store))
        except BaseException as error:
            faults.append(error)

    def move() -> None:
        from decimal import Decimal

        from desktop.casework import relief
        from desktop.domain.payout import Fund

        try:
            first = relief.record_fund(office, Fund(name="甲", source="自筹"), Decimal("100.00"))
            while not stop.is_set():
                relief.receive_money(office, first.id or 0, Decimal("1.00"), offices.DAY, "到账")
        except BaseException as error:
            faults.append(error)

    writer = threading.Thread(target=move)
    readers = [threading.Thread(target=look) for _ in range(THREADS)]
    start = time.perf_counter()
    for thread in (writer, *readers):
        thread.start()
    for thread in readers:
        thread.join()
    seconds = time.perf_counter() - start
    stop.set()
    writer.join()
    figure("threads × reads beside a writer", f"{THREADS} × {each:,} in {seconds:.1f} s", "no fault")
    figure("faults", len(faults), 0)
    assert faults == []
    # Every look saw whole deeds: the entries of the log and those of the fund go together.
    assert seen == {0}
    office.store.close()


def _balance_in_fen(store: Database) -> int:
    """How far the fund's entries and those of the log are apart in one look at the file."""
    with store.read() as session:
        booked = session.scalar(text("SELECT count(*) FROM fund_entry")) or 0
        logged = session.scalar(
            text(
                "SELECT count(*) FROM trail WHERE act='receive_money' OR (act='record_fund' AND changes LIKE '%amount%')"
            )
        )
        return booked - (logged or 0)
