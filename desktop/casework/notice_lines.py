"""What a public notice says of one case (公示的一行): how it is called there, and of which unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from desktop.domain.application import Application, Notice
from desktop.domain.assessment import Assessment
from desktop.domain.notice_look import Names, unit_words
from desktop.domain.notice_names import notice_names
from desktop.store import units
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.notices import Hung


def called_on(
    notice: Notice, found: Sequence[Application], judged: Sequence[Assessment], said: Mapping[int, Hung]
) -> Sequence[str]:
    """How each case is called on a notice, as its look says and the consents were when it was hung."""
    if notice.look.names is Names.numbers:
        return [case.number for case in found]
    whole = {x.application_id for x in said.values() if x.whole}
    heads = [kept.household.head for kept in judged]
    return notice_names(heads, notice.posted_on, [case.id in whole for case in found])


def unit_on(session: Session, kept: Assessment) -> str:
    """The unit a household is known by: where its head works, else the village or unit its archive is kept under."""
    home = kept.household
    if not home.head.employer and home.unit_id is not None:
        with suppress(MissingError):
            return units.get(session, home.unit_id).name
    return unit_words(home.head.employer)
