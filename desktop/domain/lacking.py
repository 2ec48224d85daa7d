"""Papers asked for and papers missing (材料): a checklist per case, and the one letter that names all that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class CasePaper:
    """One paper asked for in a case, and the copy that came in."""

    name: str
    copies: int = 1
    groups: tuple[str, ...] = ()
    """Labels of the groups it is asked of; all of them where empty."""
    source: str = ""
    required: bool = True
    received_on: date | None = None
    attachment_id: int | None = None
    """Its scan among the household's attachments."""
    remark: str = ""
    """Why it is not needed here, or what is wrong with it."""
    waived: bool = False
    """Not needed in this case, for the reason in the remark."""
    id: int | None = None

    @property
    def lacking(self) -> bool:
        """Whether it must still be brought."""
        return self.required and not self.waived and self.received_on is None


@dataclass(frozen=True, kw_only=True)
class LackingLetter:
    """What an applicant was told to bring, once and completely (一次性告知书)."""

    application_id: int
    told_on: date
    papers: tuple[str, ...]
    """Each with what is wanted of it, as printed."""
    bring_by: date | None = None
    told_by: str = ""
    how: str = ""
    """Handed over, by telephone, posted …"""
    received_by: str = ""
    """Who signed the stub."""
    supplied_on: date | None = None
    number: str = ""
    id: int | None = None
