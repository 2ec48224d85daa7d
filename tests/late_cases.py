"""Cases whose due days hang on holidays that are not on file: a plan with working days, at the end of a year."""

from __future__ import annotations

from datetime import date

from desktop.casework import intake, library
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.calendar import YearList
from desktop.domain.household import Cause, Property, PropertyKind
from tests.conftest import Clock, make_household
from tests.unit.casework.conftest import apply_for

PLAN = "town-01"
CAME_IN = date(2026, 12, 28)
NEW_YEAR = YearList(
    2027,
    rest={date(2027, 1, 1): "元旦", date(2027, 1, 4): "元旦", date(2027, 1, 5): "元旦"},
    work={date(2027, 1, 9): "元旦调休"},
    source="虚构的通知",
)
"""An invented list: a check due by estimate on 12 January 2027 is due on the 13th by it."""


def keep_plan(office: Office) -> None:
    """A plan of the office's own that gives the check ten working days and the decision three more."""
    text = office.library.scheme("plan-07").text
    for before, after in (
        ('id = "plan-07"', f'id = "{PLAN}"'),
        (
            'rule = "原文没有写明期限"\npassage = "filing"',
            'due = { workdays = 10, after = "receipt" }\npassage = "filing"',
        ),
        ('rule = "原文没有写明期限，应在春节前定下"', "due = { workdays = 3 }"),
    ):
        assert before in text
        text = text.replace(before, after, 1)
    folder = office.folder / "方案"
    folder.mkdir(exist_ok=True)
    (folder / f"{PLAN}.toml").write_text(text, "utf-8")
    library.reload(office)


def late_case(office: Office, clock: Clock, name: str) -> Application:
    """An application that came in at the end of 2026, with 2027 not on file."""
    clock.day = CAME_IN
    home = make_household(
        name,
        "2500.00",
        cause=Cause.schooling,
        properties=(Property(kind=PropertyKind.home, description="自住"),),
    )
    return apply_for(office, intake.record_household(office, home), PLAN)
