"""What is done about telling a decision (告知): the letter, and how it reached whom it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.casework import accounts, benefits, telling
from desktop.domain.application import State, StepKind
from desktop.domain.days import day_words
from desktop.domain.telling import Told
from desktop.domain.upon import Upon
from desktop.ui.dialogs.deliver import DeliverDialog
from desktop.ui.pages.benefits.letters import print_adjustment, print_ending
from desktop.ui.pages.case import papers
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet

TELLING = "告知"
"""The title of the part with all that must be told."""


def untold(told: Sequence[Told]) -> list[Told]:
    """What nobody was told yet: what is due first on top, and what wants a stub before what does not."""
    left = [t for t in told if t.told_on is None]
    return sorted(left, key=lambda t: (t.due is None, t.due, not t.written))


def record(sheet: CaseSheet, told: Told | None = None) -> None:
    """Ask how somebody was told, the most urgent one unless it is said who."""
    seen = sheet.seen
    if seen is None or not (left := untold(seen.told)):
        return
    one = told or left[0]
    said = DeliverDialog.ask(
        one,
        sheet.office.today(),
        accounts.signer(sheet.office),
        sheet.names(),
        letter_of(sheet, one),
        sheet,
    )
    if said is not None:
        sheet.do(
            lambda: telling.tell(sheet.office, one.id or 0, said),
            f"{seen.case.applicant}：{day_words(said.on)}已告知{one.who}",
        )


def letter_of(sheet: CaseSheet, told: Told) -> Callable[[], object] | None:
    """What makes the letter for this; None where there is none."""
    match told.upon:
        case Upon.refused:
            return lambda: papers.print_refusal(sheet)
        case Upon.approved:
            return lambda: papers.print_approval_letter(sheet)
        case Upon.ended:
            return lambda: print_ended(sheet)
        case Upon.changed | Upon.fading if told.change is not None:
            return lambda: print_adjusted(sheet, told)
        case _:
            return None


def print_ended(sheet: CaseSheet) -> None:
    """Make the letter that the help this case began, or was about, has come to its end."""
    begun = benefits.benefit_of(sheet.office, sheet.id)
    if sheet.case is not None and sheet.case.ends_benefit is not None:
        papers.print_ending(sheet)
    elif begun is not None:
        print_ending(sheet.page, begun)


def print_adjusted(sheet: CaseSheet, told: Told) -> None:
    """Make the letter that the help this case began goes on otherwise."""
    begun = benefits.benefit_of(sheet.office, sheet.id)
    if begun is not None and told.change is not None:
        print_adjustment(sheet.page, begun, told.change)


def stub_due(seen: Seen) -> bool:
    """Whether somebody is still to be told on paper, so that ticking the step off does not do."""
    return any(t.written and t.told_on is None for t in seen.told)


def _to_tell(seen: Seen) -> bool:
    """Its own step of telling asks for words and a name, which does where nothing is told on paper."""
    if seen.case.state not in (State.approved, State.refused) or not untold(seen.told):
        return False
    step = seen.step
    later = step is not None and any(
        s.kind is StepKind.tell and s.done_on is None and s.position > step.position for s in seen.case.steps
    )  # the plan has something done before anybody is told
    return not later and (stub_due(seen) or seen.at is not StepKind.tell)


ACTIONS: tuple[Action, ...] = (
    Action("tell", "登记告知(&L)…", record, _to_tell, Place.main, picture="check"),
)
"""What can be done about telling."""
