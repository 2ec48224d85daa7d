"""Consent at work: recorded with its scan, taken back, and asked for before a notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.casework import attachments, consents, intake, printing
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.consent import Consent, ConsentState
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from tests.conftest import TODAY
from tests.unit.casework.conftest import apply_for


@pytest.fixture
def home(office: Office, household: Callable[..., Household]) -> int:
    return intake.record_household(office, household()).id or 0


def _signed(home: int, day: date = TODAY, publication: bool = True) -> Consent:
    return Consent(
        household_id=home, given_on=day, given_by="陈练习", relation="本人", publication=publication
    )


def test_a_consent_is_kept_with_its_scan(office: Office, home: int, tmp_path: Path) -> None:
    scan = tmp_path / "同意书.pdf"
    scan.write_bytes(b"%PDF-1.7")
    assert consents.standing_of(office, home).state is ConsentState.missing
    kept = consents.record_consent(office, _signed(home), scan)
    (paper,) = attachments.attachments_of(office, home)
    assert (paper.kind, paper.id) == (PaperKind.consent, kept.attachment_id)
    assert consents.standing_of(office, home).publication
    # The scan proves the consent: its file stays even when it is taken off the list.
    attachments.detach(office, paper.id or 0)
    assert list((office.folder / "附件").rglob(paper.stored))


def test_taken_back_it_holds_no_more(office: Office, home: int) -> None:
    consents.record_consent(office, _signed(home))
    with pytest.raises(OfficeError, match="还没有到"):
        consents.withdraw_consent(office, home, date(2026, 3, 3))
    assert consents.withdraw_consent(office, home, TODAY, "本人要求").state is ConsentState.withdrawn
    with pytest.raises(OfficeError, match="没有有效的告知同意"):
        consents.withdraw_consent(office, home, TODAY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"given_by": " "}, "签字人姓名"),
        ({"relation": ""}, "关系"),
        ({"given_on": date(2026, 3, 3)}, "还没有到"),
    ],
)
def test_who_signed_and_when_must_be_said(
    office: Office, home: int, changes: dict[str, object], said: str
) -> None:
    from dataclasses import replace

    with pytest.raises(OfficeError, match=said):
        consents.record_consent(office, replace(_signed(home), **changes))  # pyright: ignore
    assert consents.consents_of(office, home) == []


def test_before_a_notice_those_who_did_not_agree_are_named(office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible)
    assert "陈练习还没有登记「同意公示」" in consents.unpublished(office, [case.id or 0])
    day = office.today()
    consents.record_consent(office, _signed(eligible.id or 0, day, publication=False))
    assert "陈练习" in consents.unpublished(office, [case.id or 0])
    consents.record_consent(office, _signed(eligible.id or 0, day))
    assert consents.unpublished(office, [case.id or 0]) == ""


def test_the_sheet_is_printed_for_a_household_and_blank(office: Office, home: int, tmp_path: Path) -> None:
    for household_id in (home, None):
        out = tmp_path / f"{household_id}.pdf"
        assert printing.print_consent(office, household_id, out) == ()
        assert out.read_bytes().startswith(b"%PDF")
