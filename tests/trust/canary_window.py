"""Canaries in the real window: signed in, sought, looked at, uncovered, applied for, printed, kept (`… FOLDER`)."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.app import Places
from desktop.casework import applying, assessment, door, intake
from tests.conftest import Clock
from tests.end2end.person import Person, Story
from tests.end2end.reading import save_copy
from tests.trust import offices
from tests.trust.canary import CANARIES, CHOSEN, ID_NUMBER, PASSWORD, household
from tests.trust.test_t23_canary import PAPER


def prepare(home: Places) -> None:
    """An encrypted office with the household of canaries and its application."""
    app.found(home.office, offices.BUREAU, offices.DIBAO, home.resources, lambda: offices.DAY, PASSWORD)
    unlocked = door.unlock(home.office, offices.HANDLER.name, PASSWORD, app.utc_now)
    with app.opened(home.office, home.resources, lambda: offices.DAY, unlocked) as office:
        kept = intake.record_household(office, household())
        judged = assessment.assess(office, kept.id or 0, "plan-07")
        applying.apply(office, judged.id or 0, "", f"患{CANARIES['illness']}")


def day_at_the_desk(me: Person, chosen: Path) -> Story:
    """Signs in, seeks by every canary, opens the archive, uncovers, prints, keeps a copy, goes."""
    yield me.pick("姓名", offices.HANDLER.name)
    yield me.fill("密码", PASSWORD)
    yield me.press("Return")
    yield me.wait(lambda: me.title().endswith("帮扶台账"), "window")
    for sought in (ID_NUMBER, CANARIES["phone"], CANARIES["name in pinyin"], CANARIES["name"]):
        yield me.press("Ctrl+2", "Ctrl+F", "Ctrl+A")
        yield me.write(sought)
        yield me.press("Down")
        yield me.wait(lambda: "找到" in me.screen(), "found")
    yield me.press("Return")
    me.sees(CANARIES["name"])
    for _ in range(8):
        yield me.press("Ctrl+PgDown")
    yield me.press("Ctrl+C", "F9", "F9")
    yield me.press("Ctrl+4", "Ctrl+F", "Ctrl+A")
    yield me.write(CANARIES["name"])
    yield me.press("Down", "Return", "Ctrl+P")
    yield save_copy(me, chosen / PAPER)


def main() -> None:
    """Does it all in the home named on the command line."""
    root = Path(sys.argv[1])
    chosen = root / CHOSEN
    chosen.mkdir()
    home = app.places(root / "data" / "bangfu")
    prepare(home)
    qt = QApplication(sys.argv[:1])
    person = Person(qt, root / CHOSEN, Clock(offices.DAY))
    person.use(home, day_at_the_desk(person, chosen))
    QGuiApplication.clipboard().clear()


if __name__ == "__main__":
    main()
