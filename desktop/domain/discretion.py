"""A verdict as the screen shows it (核对结论，遮盖病情): the reasons stay, the names of the household's illnesses do not."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.household import Household
from desktop.domain.masking import COVER, mask_illness
from desktop.domain.person import Health
from desktop.domain.verdict import Finding, Verdict
from desktop.domain.words import word


def discreet(verdict: Verdict, household: Household) -> Verdict:
    """The verdict with what this household suffers from told as 重病, 慢性病 or 疾病; the plan's own words stay."""
    covered = _covered_words(household)
    return replace(
        verdict,
        findings=tuple(_discreet_finding(finding, covered) for finding in verdict.findings),
        amount_because=_without(verdict.amount_because, covered),
        summary=_without(verdict.summary, covered),
    )


def _discreet_finding(finding: Finding, covered: dict[str, str]) -> Finding:
    return replace(
        finding,
        because=_without(finding.because, covered),
        fact=_without(finding.fact, covered),
        margin=_without(finding.margin, covered),
        change=_without(finding.change, covered),
    )


def _covered_words(household: Household) -> dict[str, str]:
    """What names an illness of this household, and what stands for it; the longest first."""
    found: dict[str, str] = {}
    for member in household.members:
        if member.health not in (None, Health.good, Health.minor, Health.disabled):
            found[word(member.health)] = mask_illness(member.health)
        for illness in member.illnesses:
            found[word(illness.disease)] = mask_illness(illness.disease)
            if illness.name.strip():
                found[illness.name.strip()] = COVER
            if illness.hospital.strip():
                found[illness.hospital.strip()] = COVER
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _without(text: str, covered: dict[str, str]) -> str:
    for name, covering in covered.items():
        text = text.replace(name, covering)
    return text
