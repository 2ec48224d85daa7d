"""Looking at what is covered (查看完整信息): allowed by role, and written in the log before it is shown."""

from __future__ import annotations

from desktop.casework import intake
from desktop.casework.deeds import record
from desktop.casework.office import Office
from desktop.domain.days import day_words
from desktop.domain.household import WHOLE_HOUSEHOLD, Guardian, Household
from desktop.domain.masking import Sensitive
from desktop.domain.person import Illness, Member
from desktop.domain.student import student_words
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
            return tuple(m.id_number for m in (*people, *_guardians(household, whose)))
        case Sensitive.born:
            return tuple(day_words(m.born) if m.born else "" for m in people)
        case Sensitive.phone:
            return tuple(m.phone for m in (*people, *_guardians(household, whose)))
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
        case Sensitive.debt:
            mine = (d for d in household.debts if whose in (d.whose, WHOLE_HOUSEHOLD))
            return tuple(" ".join(x for x in (d.creditor, d.remark) if x) for d in mine)
        case Sensitive.student:
            mine = (s for s in household.students if whose in (s.whose, WHOLE_HOUSEHOLD))
            return tuple(text for s in mine for text in student_words(s))
        case Sensitive.traits:
            return tuple(m.traits for m in people)


def _guardians(household: Household, whose: int) -> tuple[Guardian, ...]:
    """Those from outside who look after them: on file with the household, not among its members."""
    return tuple(g for g in household.guardians if whose == WHOLE_HOUSEHOLD and not g.member)


def _illness_words(illness: Illness) -> str:
    return " ".join(x for x in (word(illness.disease), illness.name, illness.hospital) if x)
