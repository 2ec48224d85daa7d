"""Values made quickly are those the class itself makes."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest

from desktop.domain.household import Household
from desktop.domain.person import Member, Relation
from desktop.domain.quickly import quickly

MEMBER: dict[str, object] = {"ordinal": 2, "name": "乙练习", "relation": Relation.son, "phone": "19900000001"}


def test_a_value_made_quickly_is_the_same_value() -> None:
    quick, slow = quickly(Member, **MEMBER), Member(**MEMBER)  # type: ignore[arg-type]
    assert quick == slow
    assert vars(quick) == vars(slow)
    assert replace(quick, name="丙") == replace(slow, name="丙")
    assert pickle.loads(pickle.dumps(quick)) == slow  # noqa: S301  # our own bytes
    house = quickly(Household, members=(quick,))
    assert house == Household(members=(slow,))
    assert {f.name for f in fields(house)} == vars(house).keys()


def test_it_stays_frozen() -> None:
    with pytest.raises(AttributeError):
        quickly(Member, **MEMBER).name = "别人"  # type: ignore[misc]
