"""The dialog for a guardian (监护人): a member of the household, or somebody from outside."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.household import WHOLE_HOUSEHOLD, Guardian, Household
from desktop.domain.masking import Sensitive, mask_id, mask_phone
from desktop.domain.names import normalise_name
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.fields.choice import PickBox, TextChoice
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.identity import IdNumberEdit
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.household.asking import covering, given, together, whose_options

RELATIONS = (
    "父亲",
    "母亲",
    "祖父",
    "祖母",
    "外祖父",
    "外祖母",
    "兄姐",
    "其他亲属",
    "村（居）委会",
    "民政部门",
)
OUTSIDE = 0
GROWN_UP = 18


class GuardianDialog(ListEntry[Guardian]):
    """Who answers for a minor, or for somebody who cannot answer for themselves."""

    def __init__(
        self,
        household: Household,
        guardian: Guardian | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新增监护人" if guardian is None else "修改监护人", parent, width=600)
        now = guardian or Guardian(whose=_likely(household, today))
        people = whose_options(household, whole=False)
        self.whose: PickBox[int] = PickBox(people, now.whose, unset=None)
        self.member: PickBox[int] = PickBox([*people, (OUTSIDE, "不在这一户的人")], now.member, unset=None)
        self.relation = TextChoice(RELATIONS, now.relation)
        self.name = TextLine(now.name, longest=60)
        self.phone = TextLine(now.phone, longest=30)
        self.id_number = IdNumberEdit(today, now.id_number)
        self.employer = TextLine(now.employer)
        if guardian is None:
            phone = together(curtain, Sensitive.phone, WHOLE_HOUSEHOLD, new=True)
            number = together(curtain, Sensitive.id_number, WHOLE_HOUSEHOLD, new=True)
            self.covers = {
                "phone": phone(self.phone, mask_phone),
                "id_number": number(self.id_number, mask_id),
            }
        else:
            cover = covering(curtain, WHOLE_HOUSEHOLD)
            self.covers = {
                "phone": cover(self.phone, mask_phone, Sensitive.phone),
                "id_number": cover(self.id_number, mask_id, Sensitive.id_number),
            }
        self.grid.add("被监护人", self.whose)
        self.grid.add("监护人", self.member)
        self.grid.add("关系", self.relation)
        self.grid.add("姓名", self.name)
        self.grid.add("联系电话", self.covers["phone"])
        self.grid.add("证件号码", self.covers["id_number"])
        self.grid.add("工作单位", self.employer)
        self.member.changed.connect(self._adapt)
        self._adapt()
        self.ready(self.whose)

    def entry(self) -> Guardian:
        return self.guardian()

    def guardian(self) -> Guardian:
        """The guardian as entered; of a member nothing is written twice."""
        member: int = given(self.member.value())
        outside = member == OUTSIDE
        return Guardian(
            whose=given(self.whose.value()),
            member=member,
            relation=self.relation.value(),
            name=normalise_name(self.name.value()) if outside else "",
            phone=self.covers["phone"].value() if outside else "",
            id_number=self.covers["id_number"].value() if outside else "",
            employer=self.employer.value() if outside else "",
        )

    def wrong(self) -> str:
        entered = self.guardian()
        if entered.member == entered.whose:
            return "监护人不能是本人，请另选。"
        if entered.member == OUTSIDE and not entered.name:
            return "请填写监护人的姓名。"
        return ""

    def _adapt(self) -> None:
        outside = self.member.value() == OUTSIDE
        for field in (self.name, self.covers["phone"], self.covers["id_number"], self.employer):
            self.grid.show_field(field, outside)
        self.grow()


def _likely(household: Household, today: date) -> int:
    """Whom a guardian is wanted for: the first minor who has none, else the first member."""
    guarded = {g.whose for g in household.guardians}
    for m in household.members:
        age = m.age_on(today)
        if age is not None and age < GROWN_UP and m.ordinal not in guarded:
            return m.ordinal
    return household.members[-1].ordinal
