"""The record of an objection on paper (异议登记和处理表): what it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.application import Notice
from desktop.domain.bureau import Bureau
from desktop.domain.objection import Objection


@dataclass(frozen=True, kw_only=True)
class ObjectionPaper:
    """One objection with the notice and the case it was raised against; kept in the office, never hung."""

    bureau: Bureau
    objection: Objection
    notice: Notice
    case_number: str
    applicant: str
    scheme_title: str
    printed_on: date
    trail: str = ""
    """Where the log stood when it was printed: its last number and code, for the foot."""
