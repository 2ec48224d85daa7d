"""What must be behind a case before a step is done (把关): the random check and the place that the plan asks for there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop.domain.application import Application
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.store.database import Session


class GateError(OfficeError):
    """The plan asks for something first."""


def in_the_way(
    session: Session,
    case: Application,
    scheme: Scheme,
    parameters: Mapping[str, Decimal],
    elsewhere: bool = False,
) -> str:
    """What the step that waits still wants in this case; nothing where nothing stands in the way.

    `elsewhere` says that another level decides: its random check is its own.
    """
    return ""


def expect_passed(
    session: Session,
    case: Application,
    scheme: Scheme,
    parameters: Mapping[str, Decimal],
    elsewhere: bool = False,
) -> None:
    """Raises GateError with what stands in the way."""
    said = in_the_way(session, case, scheme, parameters, elsewhere)
    if said:
        raise GateError(said)
