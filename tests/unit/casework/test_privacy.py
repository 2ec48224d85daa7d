"""Looking at what is covered: allowed by role, logged before it is told, and the log itself holds nothing whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.casework import intake, privacy
from desktop.casework.deeds import NotAllowedError
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.household import Certificate, CertificateKind, Household, Topic
from desktop.domain.masking import Sensitive
from desktop.domain.person import Disease, Health, Illness
from desktop.domain.trail import Act
from desktop.store import trail

ID, CARD, PHONE, ADDRESS = "11010519491231002X", "6222020200012345670", "19912345678", "示例市和平社区3栋502"


@pytest.fixture
def kept(office: Office, household: Callable[..., Household]) -> Household:
    """A household with something of every sensitive kind."""
    made = household(
        address=ADDRESS,
        card_number=CARD,
        other_contact="邻居 19912340000",
        certificates=(Certificate(kind=CertificateKind.disability, whose=1, number=f"{ID}43"),),
        verified_none=frozenset(Topic) - {Topic.certificates, Topic.illnesses},
    )
    head = replace(
        made.members[0],
        id_number=ID,
        phone=PHONE,
        health=Health.cancer,
        illnesses=(Illness(disease=Disease.cancer, name="肺腺癌", hospital="示例市人民医院"),),
    )
    return intake.record_household(office, replace(made, members=(head, *made.members[1:])))


def entries(office: Office, **which: Any) -> list[Any]:
    with office.store.read() as session:
        return trail.entries(session, **which)


@pytest.mark.parametrize(
    ("what", "whose", "told"),
    [
        (Sensitive.id_number, 1, ID),
        (Sensitive.born, 1, "1949"),
        (Sensitive.phone, 1, PHONE),
        (Sensitive.illness, 1, "肺腺癌"),
        (Sensitive.certificate, 1, f"{ID}43"),
        (Sensitive.card_number, 0, CARD),
        (Sensitive.address, 0, ADDRESS),
        (Sensitive.contact, 0, "邻居 19912340000"),
    ],
)
def test_a_look_is_told_in_full_and_logged_without_it(
    office: Office, kept: Household, what: Sensitive, whose: int, told: str
) -> None:
    assert told in privacy.reveal(office, kept.id or 0, what, whose)
    entry = entries(office)[0]
    assert (entry.act, entry.user, entry.subject_id) == (Act.reveal, office.user.name, kept.id)
    assert kept.number in entry.about
    assert told not in entry.about


def test_the_head_of_whom_nothing_is_on_file_has_nothing_to_tell(office: Office, kept: Household) -> None:
    assert privacy.reveal(office, kept.id or 0, Sensitive.phone, 2) == ""


def test_who_may_not_look_is_told_nothing_and_nothing_is_logged(office: Office, kept: Household) -> None:
    auditor = replace(office, user=User(id=None, name="周审计", roles=frozenset({Role.auditor})))
    before = len(entries(office))
    with pytest.raises(NotAllowedError):
        privacy.reveal(auditor, kept.id or 0, Sensitive.id_number, 1)
    assert len(entries(office)) == before


def test_the_log_of_a_recorded_household_holds_no_sensitive_value(office: Office, kept: Household) -> None:
    told = "\n".join(repr(entry) for entry in entries(office))
    for secret in (ID, CARD, PHONE, "3栋502", "肺腺癌", "人民医院", "19912340000", str(date(1949, 12, 31))):
        assert secret not in told
    for covering in (
        "110105********002X",
        "6222 **** **** 5670",
        "199****5678",
        "示例市和平社区****",
        "重病",
    ):
        assert covering in told
