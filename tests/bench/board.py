"""The board of applications with hundreds of open cases: each step until it is painted, in processor time, as JSON."""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from desktop.casework import applying, assessment, settings
from desktop.casework import intake as households
from desktop.casework.deeds import deed
from desktop.domain.application import Application, Pause, State
from desktop.domain.case_board import Lane
from desktop.domain.household import Cause
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.store import cases
from tests.bench.many import TODAY, Filled, filled_office
from tests.conftest import make_household

PLAN = "plan-03"
OFF = (-20, -3, -1, 0, 1, 2, 5, 9, 30)
"""Days from today on which steps are due."""


def office_with_cases(folder: Path, count: int) -> Filled:
    """An office of so many open cases, spread over all steps, some sent back and some standing still."""
    filled = filled_office(folder, count)
    office = filled.open()
    ids = households.household_ids(office, HouseholdQuery())
    settings.record_parameter(office, PLAN, "hardship_multiple", Decimal(2), "测速")
    home = households.record_household(office, make_household("测速一", cause=Cause.own_illness))
    kept = assessment.assess(office, home.id or 0, PLAN)
    first = applying.apply(office, kept.id or 0, "", "")
    names = [households.household(office, i).head.name for i in ids]
    dice = random.Random(7)
    with deed(office, Act.apply) as session:
        for owner, name in zip(ids, names, strict=True):
            cases.put(session, _case(replace(first, household_id=owner, applicant=name), dice))
    office.store.close()
    return filled


def _case(first: Application, dice: random.Random) -> Application:
    at = dice.randrange(len(first.steps))
    steps = tuple(
        replace(s, done_on=TODAY, by="林晓舟")
        if s.position <= at
        else replace(s, due=TODAY + timedelta(dice.choice(OFF)))
        for s in first.steps
    )
    state = State.approved if at > 4 else dice.choice((State.open,) * 9 + (State.returned,))
    case = replace(first, id=None, number="", steps=steps, events=(), state=state)
    if state is State.open and dice.random() < 0.08:
        case = replace(case, pauses=(Pause(since=TODAY - timedelta(4)),))
    return case


def main(folder: str, key: str) -> None:
    """Opens the board, works on it, and prints seconds by step."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.casework import board as casework
    from desktop.casework.door import Unlocked
    from desktop.ui.pages.applications import Applications
    from desktop.ui.pages.board.filters import Due
    from desktop.ui.theme import dress
    from desktop.ui.window import Window

    application = QApplication([])
    home = app.places()
    dress(application, home.resources)
    taken: dict[str, list[float]] = {}
    with app.opened(
        Path(folder), home.resources, lambda: TODAY, Unlocked(bytes.fromhex(key), None)
    ) as office:
        window = Window(office)
        window.resize(1366, 768)
        window.show()

        def settle() -> None:
            for _ in range(6):
                application.processEvents()

        def step(what: str, deed: Callable[[], object]) -> None:
            begun = time.process_time()
            deed()
            application.processEvents()
            window.repaint()
            taken.setdefault(what, []).append(time.process_time() - begun)
            settle()

        settle()
        step("the board, opened until it is seen", lambda: window.go("applications"))
        page = window.page()
        assert isinstance(page, Applications)
        board = page.board
        for _ in range(5):
            step("reading the cards", lambda: casework.board(office))
            step("the board asked anew", board.refresh)
        fullest = max(board.lanes.values(), key=lambda c: len(c.list.cards.cards)).list
        for _ in range(5):
            step("scrolling a lane to its end", fullest.scrollToBottom)
            step("scrolling a lane to its start", fullest.scrollToTop)
            step(
                "scrolling the board across",
                lambda: board.area.ensureWidgetVisible(board.lanes[Lane.returned]),
            )
            step("and back", lambda: board.area.ensureWidgetVisible(board.lanes[Lane.accept]))
            step("narrowing to what is late", lambda: board.filters.due.set_value(Due.late))
            step("all again", board.filters.reset)
            for letters in ("zw", "王", "没有这个人", ""):
                board.search.setText(letters)
                step("searching by letters", lambda letters=letters: board.search.asked.emit(letters))
        board.start()
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left)
        for n in range(40):
            focused = application.focusWidget()
            assert focused is not None
            step("an arrow key", lambda n=n, focused=focused: QTest.keyClick(focused, keys[n % 4]))
        cards = board.shown()
        for card in cards[:: max(len(cards) // 8, 1)]:
            step("a case opened from its card", lambda card=card: page.open(card.id))
            step("and back to the board", page.show_list)
        window.close()
    print(json.dumps({what: statistics.median(times) for what, times in taken.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
