"""Looking at what is covered (查看完整信息): allowed by role, and written in the log before it is shown."""

from __future__ import annotations

from desktop.casework import intake
from desktop.casework.deeds import record
from desktop.casework.office import Office
from desktop.domain.days import day_words
from desktop.domain.household import WHOLE_HOUSEHOLD, Household
from desktop.domain.masking import Sensitive
from desktop.domain.person import Illness, Member
from desktop.domain.trail import Act
from desktop.domain.words import word


def reveal(office: Office, household_id: int, what: Sensitive, whose: int = WHOLE_HOUSEHOLD) -> str:
    """The full value as it is on file, of one member or (0) of the household and all its members; the look is logged.

    Raises NotAllowedError where the user's roles do not reach, StoreError where the look cannot be logged: then
    nothing may be shown.
    """
    household = intake.household(office, household_id)
    member = household.member(whose)
    about = f"{household.head.name}（{household.number}）{member.name if member else '全家'}的{word(what)}"
    record(office, Act.reveal, about, subject="household", subject_id=household_id)
    people = (member,) if member else household.members
    return "；".join(x for x in _values(household, what, people, whose) if x)


def _values(household: Household, what: Sensitive, people: tuple[Member, ...], whose: int) -> tuple[str, ...]:
    match what:
        case Sensitive.id_number:
            return tuple(m.id_number for m in people)
        case Sensitive.born:
            return tuple(day_words(m.born) if m.born else "" for m in people)
        case Sensitive.phone:
            return tuple(m.phone for m in people)
        case Sensitive.illness:
            return tuple(x for m in people for x in (word(m.health), *map(_illness_words, m.illnesses)))
        case Sensitive.certificate:
            return tuple(c.number for c in household.certificates if whose in (c.whose, WHOLE_HOUSEHOLD))
        case Sensitive.card_number:
            return (household.card_number,)
        case Sensitive.address:
            return (household.address, household.hukou_place)
        case Sensitive.contact:
            return (household.other_contact,)


def _illness_words(illness: Illness) -> str:
    return " ".join(x for x in (word(illness.disease), illness.name, illness.hospital) if x)
