"""Checking an open case again with what became known since (重新核对)."""

from __future__ import annotations

from desktop.casework import accounts, rechecking, stating
from desktop.domain.application import State
from desktop.ui.dialogs.message import confirm, telling
from desktop.ui.dialogs.state_facts import StateFactsDialog
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet


def recheck(sheet: CaseSheet) -> None:
    """Ask what is still unknown, check by the file as it stands now, and let the decision rest on that."""
    office = sheet.office
    with telling(sheet):
        open_ = rechecking.open_facts(office, sheet.id)
        said = None
        if open_.questions:
            answers = StateFactsDialog.ask(open_.questions, open_.before, office.today(), sheet)
            if answers is None:
                return
            said = stating.say(office, answers)
        elif not confirm(
            sheet,
            "按现在的档案、标准重新核对本案，以后的审批以新的结论为准。原来的结论仍留存。",
            yes="重新核对(&Y)",
            heading="重新核对",
        ):
            return
        sheet.do(
            lambda: rechecking.recheck(office, sheet.id, accounts.signer(office), said),
            lambda done: f"{done.applicant} 的申请已重新核对，审批以新的结论为准",
        )


def _open(seen: Seen) -> bool:
    step = seen.step
    unsigned = step is not None and not step.record.signatures
    return seen.case.state in (State.open, State.returned) and unsigned


ACTIONS: tuple[Action, ...] = (
    Action("recheck", "重新核对(&O)…", recheck, _open, Place.more, picture="check"),
)
