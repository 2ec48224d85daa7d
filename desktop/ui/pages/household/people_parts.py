"""The tabs of people: 家庭成员 with their guardians, and 学生."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.casework.known import Known
from desktop.domain.days import day_words
from desktop.domain.form_plan import FormPlan
from desktop.domain.household import WHOLE_HOUSEHOLD, Guardian, Household
from desktop.domain.masking import Sensitive, mask_id, mask_illness, mask_phone
from desktop.domain.person import Member, Relation
from desktop.domain.student import Student, StudentFlag
from desktop.domain.words import word
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.dialogs.message import confirm, tell
from desktop.ui.fields.covered import Curtain, Lid
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.pages.household.draft import Draft, owned_by, without_member
from desktop.ui.pages.household.guardian_entry import GuardianDialog
from desktop.ui.pages.household.member_entry import MemberDialog
from desktop.ui.pages.household.sections import Part, Section, day_text
from desktop.ui.pages.household.student_entry import StudentDialog, class_words


class MembersPart(Part):
    """家庭成员."""

    def __init__(
        self,
        draft: Draft,
        today: date,
        curtain: Curtain,
        plan: FormPlan,
        known: Known,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, parent)
        self._today = today
        self._curtain = curtain
        self._plan = plan
        self._known = known

    def build(self) -> None:
        draft, today, curtain, plan, known = self.draft, self._today, self._curtain, self._plan, self._known
        self.lid = Lid(curtain, Sensitive.id_number, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[Member]] = [
            Column(title="姓名", text=lambda m: m.name or "（未填）", width=150, stretch=True),
            Column(title="关系", text=lambda m: word(m.relation), width=84),
            Column(title="性别", text=lambda m: word(m.sex), width=56),
            Column(title="年龄", text=lambda m: _age(m, today), width=70, right=True),
            Column(title="证件号码", text=self._id_number, width=190),
            Column(title="健康", text=lambda m: mask_illness(m.health), width=96),
            Column(title="工作或就读", text=_occupation, width=150, stretch=True),
            Column(title="同住", text=lambda m: _lives(m, today), width=150),
        ]
        self.section = Section(
            draft,
            "家庭成员",
            columns,
            lambda h: h.members,
            _put_members,
            lambda member: MemberDialog(
                draft.household, member, today, curtain, self, plan=plan, employers=known.employers
            ),
            self._may_remove,
            self.lid,
            also=_with_income,
            own=1,
        )
        self.guardians = Section(
            draft,
            "监护人",
            self._guardian_columns(),
            lambda h: h.guardians,
            lambda h, lines: replace(h, guardians=lines),
            lambda guardian: GuardianDialog(draft.household, guardian, today, curtain, self),
        )
        self.guardians.add_button.setText("添加监护人(&G)")
        self.guardians.edit_button.setText("修改(&M)")
        self.guardians.remove_button.setText("删除(&L)")
        self.add(self.section)
        self.count = Words("", "faint")
        self.add(self.count)
        self.add(Words("监护人", "heading"))
        self.add(self.guardians)
        self.column.addStretch(1)
        draft.changed.connect(self._show_count)
        self._show_count()

    def choose(self, ordinal: int) -> None:
        """Choose that member in the list."""
        self.ensure()
        rows = [n for n, member in enumerate(self.draft.household.members) if member.ordinal == ordinal]
        if rows:
            self.section.table.choose(rows[0])

    def edit(self) -> None:
        (self.guardians if self.guardians.table.hasFocus() else self.section).edit()

    def state(self) -> str:
        return str(len(self.draft.household.members))

    def _show_count(self) -> None:
        household = self.draft.household.on(self._today)
        self.count.setText(
            f"共 {len(household.members)} 人，共同生活 {len(household.counted)} 人；人均收入按共同生活人数计算。"
        )

    def _id_number(self, member: Member) -> str:
        return mask_id(member.id_number) if self.lid.shut else member.id_number

    def _may_remove(self, member: Member) -> bool:
        if member.relation is Relation.head:
            tell(self, "户主不能删除。户主变更时，请先修改户主信息，或新建一户。")
            return False
        owned = owned_by(self.draft.household, member.ordinal)
        also = f"\n名下的 {owned} 条收入、支出、证件等会一并删去。" if owned else ""
        return confirm(self, f"从这户删去 {member.name}？{also}", yes="删除(&D)", danger=True)

    def _guardian_columns(self) -> list[Column[Guardian]]:
        return [
            Column(
                title="被监护人",
                text=lambda g: self.draft.household.owner_name(g.whose),
                width=130,
                stretch=True,
            ),
            Column(title="监护人", text=self._guardian_name, width=150, stretch=True),
            Column(title="关系", text=lambda g: g.relation, width=96),
            Column(title="是否本户成员", text=lambda g: "是" if g.member else "否", width=110),
            Column(title="联系电话", text=self._guardian_phone, width=140),
            Column(title="工作单位", text=lambda g: g.employer, width=130, stretch=True),
        ]

    def _guardian_name(self, guardian: Guardian) -> str:
        return self.draft.household.owner_name(guardian.member) if guardian.member else guardian.name

    def _guardian_phone(self, guardian: Guardian) -> str:
        member = self.draft.household.member(guardian.member) if guardian.member else None
        return mask_phone(member.phone if member else guardian.phone)


class StudentsPart(Part):
    """学生: the school's file on each member who is a student."""

    def __init__(
        self, draft: Draft, today: date, curtain: Curtain, known: Known, parent: QWidget | None = None
    ) -> None:
        super().__init__(draft, parent)
        self._today = today
        self._curtain = curtain
        self._known = known

    def build(self) -> None:
        draft, today, curtain, known = self.draft, self._today, self._curtain, self._known
        units = {u.id: u for u in known.units if u.id is not None}
        columns: list[Column[Student]] = [
            Column(title="学生", text=lambda x: draft.household.owner_name(x.whose), width=130, stretch=True),
            Column(title="学校班级", text=lambda x: class_words(x, units), width=230, stretch=True),
            Column(title="困难等级", text=lambda x: word(x.level), width=100),
            Column(title="认定日期", text=lambda x: day_text(x.level_on), width=112),
            Column(title="特殊群体类型", text=_flags, width=220, stretch=True),
            Column(title="成绩档次", text=lambda x: word(x.band), width=96),
        ]
        self.section = Section(
            draft,
            "学生信息",
            columns,
            lambda h: h.students,
            lambda h, lines: replace(h, students=lines),
            lambda student: StudentDialog(draft.household, student, today, curtain, self, units=known.units),
        )
        self.add(self.section)
        self.add(Words("学生本人先在「家庭成员」里登记，再在这里填认定信息。没有问过的留「未知」。", "faint"))
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def state(self) -> str:
        return str(len(self.draft.household.students) or "")


def _flags(student: Student) -> str:
    return "、".join(word(f) for f in StudentFlag if f in student.flags)


def _with_income(household: Household, dialog: ListEntry[Member]) -> Household:
    return dialog.with_income(household) if isinstance(dialog, MemberDialog) else household


def _lives(member: Member, today: date) -> str:
    if member.left_on is not None and member.left_on <= today:
        because = word(member.left_by)
        return f"已离开（{because}）" if because else "已离开"
    if member.joined_on is not None and member.joined_on > today:
        return f"{day_words(member.joined_on)}起"
    return "是" if member.lives_here else "否，不计入"


def _put_members(household: Household, members: tuple[Member, ...]) -> Household:
    gone = {m.ordinal for m in household.members} - {m.ordinal for m in members}
    for ordinal in gone:
        household = without_member(household, ordinal)
    return replace(household, members=members)


def _age(member: Member, today: date) -> str:
    age = member.age_on(today)
    return "" if age is None else f"{age} 岁"


def _occupation(member: Member) -> str:
    return " ".join(x for x in (word(member.employment), word(member.schooling), member.employer) if x)
