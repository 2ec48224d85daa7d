"""A means check as it was decided and kept: the verdict with everything it was decided from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.domain.household import Household
from desktop.domain.standards import Line
from desktop.domain.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One kept verdict. Running the check again on these values must give the same verdict."""

    household: Household
    applicant: int
    """Ordinal of the member the check was made for."""
    scheme_id: str
    edition: str
    on: date
    place: str
    facts: Mapping[str, Any]
    """The facts as the facts file writes them."""
    lines: tuple[Line, ...] = ()
    parameters: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    verdict: Verdict
    id: int | None = None

    @property
    def household_id(self) -> int:
        """The archive it belongs to."""
        return self.household.id or 0
