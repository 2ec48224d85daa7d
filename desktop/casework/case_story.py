"""The story of a case (办理经过), with the papers that the log says were made for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.case_story import PaperMade, Standing, StoryLine, story
from desktop.domain.trail import Act
from desktop.store import accounts, cases, trail


def story_of(office: Office, case: Application) -> tuple[StoryLine, ...]:
    """What happened to a case, in its order, and what is still to come.

    Who was signed in is told only where several sign in: elsewhere it says nothing.
    """
    lines = story(case, papers_made(office, case.id or 0), office.today())
    with office.store.read() as session:
        several = len(accounts.active(session)) > 1
    if several:
        return lines
    return tuple(replace(x, recorded_by="", by="" if x.standing is Standing.paper else x.by) for x in lines)


def papers_made(office: Office, application_id: int) -> tuple[PaperMade, ...]:
    """The papers printed or kept for one case alone, by day; the same one on the same day counts up."""
    with office.store.read() as session:
        entries = trail.of_subject(session, cases.SUBJECT, application_id)
    made: Counter[tuple[date, str, str, bool]] = Counter()
    for entry in reversed(entries):
        found = _TITLE.match(entry.about)
        if entry.act in (Act.print_paper, Act.export) and found is not None:
            made[
                (
                    datetime.fromisoformat(entry.at).astimezone().date(),
                    found[1],
                    entry.user,
                    entry.act == Act.export,
                )
            ] += 1
    return tuple(
        PaperMade(on=on, title=title, by=by, kept=kept, times=times)
        for (on, title, by, kept), times in made.items()
    )


_TITLE = re.compile(r"(.+?) \d+ 份，")
