"""Opening one archive (打开档案): the file, what stands beside it and what was left half typed, in one look at the data."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework import running_help, staff
from desktop.casework.office import Office
from desktop.domain.attachment import Attachment
from desktop.domain.consent import Standing, standing
from desktop.domain.half_typed import HalfTyped
from desktop.domain.household import Household
from desktop.domain.kin import Kin
from desktop.domain.retention import KeptLine
from desktop.store import assessments, attachments, consents, drafts, households, retention
from desktop.store.database import Session


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands beside a file, and is kept apart from it; of a new one there is nothing yet."""

    consent: Standing | None = None
    kept: KeptLine | None = None
    """Where the archive stands once it was put away."""
    attachments: tuple[Attachment, ...] = ()
    verdicts: int = 0
    """How many were kept."""
    help: str = ""
    """What goes on, in a line."""
    kin: tuple[Kin, ...] = ()
    """Who in it is one of the staff or a near relative of one."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file as it is opened."""

    household: Household
    beside: Beside = Beside()
    half: HalfTyped | None = None
    """What whoever is signed in left half typed in it."""


def opened(office: Office, household_id: int) -> Opened:
    """The file and all that is told around it. Raises MissingError, and DestroyedError where only the number is left."""
    with office.store.read() as session:
        household = households.get(session, household_id)
        return Opened(
            household=household,
            beside=_beside(session, office, household, household_id),
            half=drafts.of_household(session, office.user.name, household_id),
        )


def beside(office: Office, household: Household) -> Beside:
    """What stands beside that file now."""
    if household.id is None:
        return Beside()
    with office.store.read() as session:
        return _beside(session, office, household, household.id)


def _beside(session: Session, office: Office, household: Household, household_id: int) -> Beside:
    return Beside(
        consent=standing(consents.of_household(session, household_id)),
        kept=retention.line(session, household_id, office.today()),
        attachments=tuple(attachments.of_household(session, household_id)),
        verdicts=assessments.count(session, household_id),
        help=running_help.told(session, household_id),
        kin=staff.kin_of(session, household),
    )
