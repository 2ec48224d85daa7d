"""How a household stands to being on file, from all it ever signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.consent import Consent, ConsentState, standing

FIRST = Consent(
    household_id=1, given_on=date(2025, 1, 5), given_by="陈练习", relation="本人", publication=True, id=1
)
SECOND = replace(FIRST, given_on=date(2026, 1, 5), publication=False, id=2)


def test_without_a_signature_there_is_no_consent() -> None:
    found = standing([])
    assert found.state is ConsentState.missing
    assert not found.publication
    assert "还没有登记" in found.said


def test_the_latest_signature_counts_for_publication() -> None:
    assert standing([FIRST]).publication
    for both in ([FIRST, SECOND], [SECOND, FIRST]):
        found = standing(both)
        assert found.state is ConsentState.given
        assert not found.publication
        assert "2026年1月5日起有效，陈练习（本人）签字；不同意公示姓名" in found.said


def test_taken_back_it_is_no_consent_any_more() -> None:
    found = standing([replace(FIRST, withdrawn_on=date(2026, 2, 1))])
    assert found.state is ConsentState.withdrawn
    assert not found.publication
    assert "2026年2月1日撤回" in found.said
    again = standing([replace(FIRST, withdrawn_on=date(2026, 2, 1)), SECOND])
    assert again.state is ConsentState.given
