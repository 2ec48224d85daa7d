"""Consent of a household (告知同意): told what is kept of it, and agreed; the paper for it; withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.casework import attachments as attaching
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.consent import Consent, Standing, standing
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.names import normalise_name
from desktop.domain.trail import Act
from desktop.store import attachment_files, cases, consents, households, retention
from desktop.store.database import Session

_NAMED = 8


def record_consent(office: Office, consent: Consent, scan: Path | None = None) -> Consent:
    """Keeps that somebody of a household signed the consent, with the scan of the paper where there is one.

    Raises OfficeError where it is not said who signed and when, or the day has not come yet.
    """
    signed = replace(
        consent,
        given_by=normalise_name(consent.given_by),
        relation=consent.relation.strip(),
        remark=consent.remark.strip(),
    )
    if not signed.given_by:
        raise OfficeError("请填写签字人姓名：本人签的写本人，代签的写代签人。")
    if not signed.relation:
        raise OfficeError("请填写签字人与户主的关系，例如「本人」「配偶」「监护人」。")
    if signed.given_on > office.today():
        raise OfficeError(f"签字日期{day_words(signed.given_on)}还没有到。请照纸上的日期填写。")
    if scan is None:
        with deed(office, Act.record_consent) as session:
            return _put(session, signed)
    written = attaching.taken_in(
        office,
        Act.record_consent,
        signed.household_id,
        PaperKind.consent,
        scan.name,
        attachment_files.taken_from(scan),
    )
    with deed(office, Act.record_consent) as session:
        kept = attaching.put(session, written)
        return _put(session, replace(signed, attachment_id=kept.id))


def withdraw_consent(office: Office, household_id: int, day: date, reason: str = "") -> Standing:
    """Keeps that a household took its consent back; what was done before stays right."""
    if day > office.today():
        raise OfficeError(f"撤回日期{day_words(day)}还没有到。")
    with deed(office, Act.record_consent, reason) as session:
        living = [c for c in consents.of_household(session, household_id) if c.withdrawn_on is None]
        if not living:
            raise OfficeError("这户没有有效的告知同意，不需要撤回。")
        if day < max(c.given_on for c in living):
            raise OfficeError("撤回日期早于签字日期，请照实填写。")
        owner = households.called(households.get(session, household_id))
        for one in living:
            consents.withdraw(session, one.id or 0, day, owner)
        return standing(consents.of_household(session, household_id))


def consents_of(office: Office, household_id: int) -> list[Consent]:
    """All consents of a household, the latest first."""
    with office.store.read() as session:
        return consents.of_household(session, household_id)


def standing_of(office: Office, household_id: int) -> Standing:
    """How a household stands: no consent, given, or withdrawn."""
    return standing(consents_of(office, household_id))


def unpublished(office: Office, application_ids: Sequence[int]) -> str:
    """A sentence naming the households that did not agree to publication, before a notice is posted; else nothing."""
    with office.store.read() as session:
        found = [cases.get(session, i) for i in application_ids]
        known = consents.standings(session, [c.household_id for c in found])
    names = list(dict.fromkeys(c.applicant for c in found if not known[c.household_id].publication))
    if not names:
        return ""
    shown = "、".join(names[:_NAMED]) + (f"等 {len(names)} 户" if len(names) > _NAMED else "")
    return (
        f"{shown}还没有登记「同意公示」。公开个人信息要取得本人单独同意（《个人信息保护法》第二十五条），"
        "法律、法规明文要求公示的除外。请先请他们在告知同意书上勾选并登记，或确认这次公示有法定依据。"
    )


def _put(session: Session, consent: Consent) -> Consent:
    retention.expect_active(session, [consent.household_id])
    owner = households.called(households.get(session, consent.household_id))
    return consents.put(session, consent, owner)
