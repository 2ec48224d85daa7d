"""What an officer waits for in the window of a large office: each step until it is painted, in processor time, as JSON."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

IDLE = 1.5
"""Seconds an officer looks at the first page before going to the list."""
LOOK = 1.0
"""Seconds an officer looks at the list, or at an opened file, before going on."""
OPENED = 15
"""Households that are opened, spread over the whole list."""


def main(folder: str, key: str = "", hurry: str = "") -> None:
    """Opens the office's window, works in it, and prints the middle of the seconds each step took.

    `hurry`, in seconds, is how long the first page is looked at; then only the list is opened.
    """
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.casework import intake
    from desktop.casework.door import Unlocked
    from desktop.domain.listing import HouseholdQuery, HouseholdSort
    from desktop.ui.pages.households import Households
    from desktop.ui.theme import dress
    from desktop.ui.window import Window
    from tests.bench.many import TODAY

    application = QApplication([])
    home = app.places()
    dress(application, home.resources)
    unlocked = Unlocked(bytes.fromhex(key), None) if key else None
    taken: dict[str, list[float]] = {}

    with app.opened(Path(folder), home.resources, lambda: TODAY, unlocked) as office:
        window = Window(office)
        window.resize(1366, 768)
        window.show()

        def settle() -> None:
            for _ in range(6):
                application.processEvents()

        def step(what: str, deed: Callable[[], object]) -> None:
            begun = time.process_time()
            deed()
            window.repaint()
            taken.setdefault(what, []).append(time.process_time() - begun)

        def look(seconds: float, what: str) -> None:
            """Let time pass; what is made ready meanwhile, turn by turn, is a step of its own."""
            longest, until = 0.0, time.monotonic() + seconds
            while time.monotonic() < until:
                begun = time.process_time()
                application.processEvents()
                longest = max(longest, time.process_time() - begun)
                time.sleep(0.002)
            taken.setdefault(f"the longest turn while {what} is looked at", []).append(longest)

        settle()
        look(float(hurry or IDLE), "the desk")
        step(f"opening the list {hurry or IDLE} s after the start", lambda: window.go("households"))
        if hurry:
            window.close()
            print(json.dumps({what: times[0] for what, times in taken.items()}))
            return
        ids = intake.household_ids(office, HouseholdQuery())
        page = window.page()
        assert isinstance(page, Households)
        listing = page.listing
        settle()
        for _ in range(3):
            step("scrolling to the end", listing.table.scrollToBottom)
            settle()
            step("scrolling to the start", listing.table.scrollToTop)
            settle()
        for _ in range(3):
            for sort in HouseholdSort:
                step(
                    f"sorting by {sort.value}",
                    lambda sort=sort: listing.model.sorted_by.emit(sort.value, False),
                )
                settle()
            for typed in ("zw", "和平里", "没有这个人"):
                step(f"searching: {typed}", lambda typed=typed: listing.search.asked.emit(typed))
                settle()
            listing.clear_filters()
            settle()

        def opened(wanted: int, how: str) -> None:
            step(f"opening a household until it is seen{how}", lambda: page.open(wanted))
            begun = time.process_time()
            settle()
            taken.setdefault(f"the rest of it{how}", []).append(time.process_time() - begun)

        for number in range(OPENED):
            look(LOOK, "the list")
            opened(ids[number * len(ids) // OPENED], "")
            assert page.detail is not None
            for part in (page.detail.tabs.check, page.detail.tabs.papers):
                step(
                    f"its tab {type(part).__name__}",
                    lambda part=part: page.detail and page.detail.tabs.setCurrentWidget(part),
                )
                settle()
            look(LOOK, "a file")
            step("back to the list", page.detail.leave)
            settle()
        for number in range(OPENED):
            opened(ids[(2 * number + 1) * len(ids) // (2 * OPENED)], ", one right after another")
            assert page.detail is not None
            page.detail.leave()
            settle()
        window.close()
    print(json.dumps({what: statistics.median(times) for what, times in taken.items()}))


main(*sys.argv[1:])
