"""How help is handed over (发放方式): in what form, to whose account, who signs, and when that way counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.condition import Case, Condition, Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.conditions import judge, read_condition
from desktop.domain.payout import Form
from desktop.domain.policy_text import Part


class Account(StrEnum):
    """Whose account or hands it goes to."""

    own = "own"
    household = "household"
    hospital = "hospital"
    institution = "institution"
    school = "school"
    unit = "unit"


ACCOUNT_WORDS = {
    Account.own: "本人",
    Account.household: "本户",
    Account.hospital: "医院",
    Account.institution: "供养机构",
    Account.school: "学校",
    Account.unit: "所在单位",
}


@dataclass(frozen=True, kw_only=True)
class Pay:
    """One way of handing over."""

    form: Form
    to: str
    source: str = ""
    account: Account = Account.own
    signed_by: tuple[str, ...] = ()
    """Who signs for it, each a different person."""
    when: Condition | None = None
    groups: frozenset[str] = frozenset()


def pay_for(ways: Sequence[Pay], group: str, case: Case) -> Pay | None:
    """The first way that fits the case; one whose condition is not known to hold is not taken."""
    for way in ways:
        if way.groups and group not in way.groups:
            continue
        if way.when is None or judge(way.when, case).holds:
            return way
    return None


def pay_words(way: Pay) -> str:
    """A way of handing over as it stands behind an amount."""
    signed = f"，须由{'、'.join(way.signed_by)}签字" if way.signed_by else ""
    return f"{way.to}{signed}"


def read_pay(part: Part, names: Names) -> Pay:
    """One way of handing over: form, to, account, signed_by, when, groups."""
    groups = part.texts("groups")
    for group in groups:
        part.one_of("groups", names.groups, group)
    when = part.part("when")
    pay = Pay(
        form=part.choice("form", Form),
        to=part.text("to"),
        source=passage_text(part, names),
        account=part.choice("account", Account) if part.has("account") else Account.own,
        signed_by=part.texts("signed_by"),
        when=read_condition(when, names, top=False) if when else None,
        groups=frozenset(groups),
    )
    part.done()
    return pay
