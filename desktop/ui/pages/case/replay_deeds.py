"""A decision run again from what was frozen with it (复现决定)."""

from __future__ import annotations

from desktop.casework import replaying
from desktop.domain.application import State
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.replay import ReplayDialog
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.papers import print_from


def replay(sheet: CaseSheet) -> None:
    """Run it again, note that in the log, and show line by line what came of it."""
    case, id = sheet.case, sheet.id
    if case is None:
        return
    with telling(sheet):
        found = replaying.replay_logged(sheet.office, id)
        dialog = ReplayDialog(
            found,
            lambda: print_from(
                dialog,
                sheet.office,
                f"决定复现记录 {case.number} {case.applicant}",
                lambda out, progress, cancelled: replaying.print_replay(
                    sheet.office, id, out, progress, cancelled
                ),
            ),
            sheet,
        )
        shown(dialog)


ACTIONS: tuple[Action, ...] = (
    Action(
        "replay",
        "复现决定(&F)",
        replay,
        lambda seen: seen.case.state in (State.approved, State.refused),
        Place.more,
    ),
)
"""What can be done to prove a decision."""
