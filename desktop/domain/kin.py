"""Near relatives of the staff among the people on file (近亲属): who they are, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.household import Household
from desktop.domain.names import normalise_name
from desktop.domain.staff import Staff


@dataclass(frozen=True, kw_only=True)
class Kin:
    """A member of a household who is one of the staff, or a near relative of one."""

    staff_id: int
    staff_name: str
    relation: str
    """What they are to the one of the staff; 本人 where they are the same."""
    ordinal: int
    member_name: str
    sure: bool
    """By the same ID number; else by the name alone, to be asked."""
    asked: bool = False
    """Somebody asked, and they are the same although only the name tells."""

    @property
    def open(self) -> bool:
        """Whether it is still to be asked."""
        return not self.sure and not self.asked

    @property
    def said(self) -> str:
        """The hit as a sentence to read aloud."""
        if self.relation == SELF:
            who = f"{self.member_name} 就是本单位工作人员"
        else:
            who = f"{self.member_name} 是工作人员 {self.staff_name} 的{self.relation or '近亲属'}"
        if self.open:
            return f"{who}？只是姓名相同，请核对"
        return f"{who}（{'身份证号一致' if self.sure else '已核对'}）"


SELF = "本人"
DECLARED = "近亲属备案："
"""How the reason begins where somebody decides although a near relative is in the household; it stands on the paper."""


def kin_of(household: Household, staff: Iterable[Staff]) -> tuple[Kin, ...]:
    """Every member who is one of the staff still in office or a near relative of one; the sure ones first.

    Where both sides have an ID number and the numbers differ, an equal name is no hit.
    """
    found: list[Kin] = []
    for one in staff:
        if one.id is None or one.left_on is not None:
            continue
        people = [(SELF, one.name, one.id_number)]
        people += [(r.relation, r.name, r.id_number) for r in one.relatives]
        for relation, name, id_number in people:
            for member in household.members:
                same = _same(name, id_number, member.name, member.id_number)
                if same is not None:
                    found.append(
                        Kin(
                            staff_id=one.id,
                            staff_name=one.name,
                            relation=relation,
                            ordinal=member.ordinal,
                            member_name=member.name,
                            sure=same,
                        )
                    )
    return tuple(sorted(found, key=lambda k: not k.sure))


def _same(name: str, id_number: str, other_name: str, other_id: str) -> bool | None:
    """True: the same ID number; False: only the name, with a number missing; None: not the same."""
    if id_number and other_id:
        return True if id_number.upper() == other_id.upper() else None
    return False if name and normalise_name(name) == normalise_name(other_name) else None
