"""Consent (告知同意): that a household was told what is kept of it and agreed, and whether it may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.days import day_words


class ConsentState(StrEnum):
    """How a household stands to being on file."""

    missing = "missing"
    given = "given"
    withdrawn = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One signed consent; a withdrawn one stays on file as proof."""

    household_id: int
    given_on: date
    given_by: str
    relation: str = ""
    """Of who signed, to the head of the household (本人, 监护人 …)."""
    publication: bool = False
    """Whether name and award may be published (公示)."""
    attachment_id: int | None = None
    withdrawn_on: date | None = None
    remark: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Standing:
    """What the consents of a household come to: the latest one counts."""

    state: ConsentState
    consent: Consent | None = None

    @property
    def publication(self) -> bool:
        """Whether name and award may be published."""
        return self.state is ConsentState.given and self.consent is not None and self.consent.publication

    @property
    def said(self) -> str:
        """The standing as a sentence for the household's page."""
        if self.consent is None:
            return "还没有登记告知同意。请打印告知同意书，请本人（或监护人）看过、签字后登记。"
        signed = (
            f"{self.consent.given_by}（{self.consent.relation}）"
            if self.consent.relation
            else self.consent.given_by
        )
        if self.state is ConsentState.withdrawn:
            day = day_words(self.consent.withdrawn_on or self.consent.given_on)
            return (
                f"已于{day}撤回同意（原由{signed}签字）。撤回以前办的事不受影响；"
                "以后要继续处理个人信息，请重新告知、重新登记。"
            )
        public = "同意公示姓名和帮扶金额" if self.consent.publication else "不同意公示姓名"
        return f"{day_words(self.consent.given_on)}起有效，{signed}签字；{public}。"


def standing(consents: Sequence[Consent]) -> Standing:
    """How a household stands, from all its consents, whatever their order."""
    if not consents:
        return Standing(ConsentState.missing)
    living = [c for c in consents if c.withdrawn_on is None]
    if living:
        return Standing(ConsentState.given, max(living, key=lambda c: (c.given_on, c.id or 0)))
    latest = max(consents, key=lambda c: (c.withdrawn_on or c.given_on, c.id or 0))
    return Standing(ConsentState.withdrawn, latest)
