"""What a case page shows of its due days, for the stories through the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desktop.casework import approval
from desktop.domain.application import Application
from desktop.domain.days import day_words
from desktop.domain.listing import ApplicationQuery
from desktop.ui.pages.case.timeline import Timeline
from tests.end2end.person import Person
from tests.unit.casework.walking import Walk


def case_of(me: Person, name: str, scheme: str) -> Application:
    """The one application of that person under that scheme, as it is kept."""
    (found,) = approval.browse_applications(me.office, ApplicationQuery(search=name, scheme_id=scheme))
    return approval.application(me.office, found.id)


def on_page(me: Person, name: str, scheme: str) -> Walk:
    """The case that was just filed, to hold its due days against the plan."""
    return Walk(me.office, me.clock, case_of(me, name, scheme).id or 0)


def sees_due(me: Person, walk: Walk, **changed: str) -> None:
    """The due days are as the plan says, and the page that is open shows each of those still to come."""
    walk.due(**changed)
    (line,) = me.shown(Timeline)
    for step in walk.case.steps:
        if step.done_on is not None:
            continue
        row = line.row_of(step.label)
        words = "\n".join(x.text() for x in row.findChildren(QLabel))
        wanted = f"{day_words(step.due)}前" if step.due is not None else "没有写明期限"
        assert wanted in words, f"{step.label}: {wanted} is not shown:\n{words}"
