"""The dialog for a student's file (学生信息): what the school's recognition form asks, flags with 是, 否 or 未知."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.household import Household
from desktop.domain.masking import Sensitive, mask_words
from desktop.domain.person import Member, PersonKind
from desktop.domain.student import WRITTEN, ScoreBand, Student, StudentFlag, StudentLevel, WeakFamily
from desktop.domain.unit import Unit, UnitKind, full_name
from desktop.domain.words import choices
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.fields.choice import ChoiceBox, PickBox, TriState
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.fields.ticks import Ticks
from desktop.ui.pages.household.asking import given, together, whose_options
from desktop.ui.pages.household.unit_box import UnitBox

WRITTEN_LABELS = {
    "disaster": "遭受自然灾害",
    "accident": "突发意外事件",
    "weak_labour": "成员劳动能力弱",
    "unemployment": "成员失业",
    "debts": "欠债情况",
    "other_facts": "其他情况",
    "aided": "本学年已获资助",
    "statement": "申请认定理由",
}
ABOVE = {"school": UnitKind.school, "department": UnitKind.faculty, "grade": UnitKind.grade}
"""Which unit above a class fills which field."""


class StudentDialog(ListEntry[Student]):
    """One student's file, about one member of the household."""

    def __init__(
        self,
        household: Household,
        student: Student | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
        *,
        units: Sequence[Unit] = (),
    ) -> None:
        super().__init__("新增学生信息" if student is None else "学生信息", parent, columns=2, width=900)
        self._household = household
        self._units: Mapping[int, Unit] = {u.id: u for u in units if u.id is not None}
        now = student or Student(whose=_likely(household))
        self.whose: PickBox[int] = PickBox(whose_options(household, whole=False), now.whose, unset=None)
        self.class_id = UnitBox(units, now.class_id, kinds=frozenset({UnitKind.class_}))
        self.texts = {
            name: TextLine(getattr(now, name), longest=60 if name == "student_number" else 200)
            for name in ("school", "department", "grade", "class_name", "student_number", "native_place")
        }
        self.boards = TriState(now.boards)
        self.level, self.level_on = ChoiceBox(StudentLevel, now.level), DayEdit(today, now.level_on)
        self.band = ChoiceBox(ScoreBand, now.band)
        self.flags = {flag: TriState(now.flag(flag)) for flag in StudentFlag}
        self.weak = Ticks([(w.value, text) for w, text in choices(WeakFamily)], [w.value for w in now.weak])
        self.written = {name: TextLine(getattr(now, name), longest=500) for name in WRITTEN}
        cover = together(curtain, Sensitive.student, now.whose, student is None)
        self.covers: dict[str, Any] = {name: cover(field, mask_words) for name, field in self.written.items()}
        self._lay_out()
        self.class_id.changed.connect(self._take_from_class)
        self.ready(self.whose)

    def _lay_out(self) -> None:
        self.grid.add("学生", self.whose)
        self.grid.add("班级（从单位选）", self.class_id)
        for name, label in (
            ("school", "学校"),
            ("department", "院系、专业"),
            ("grade", "年级"),
            ("class_name", "班级名称"),
            ("student_number", "学号"),
            ("native_place", "籍贯"),
        ):
            self.grid.add(label, self.texts[name])
        self.grid.add("住校", self.boards)
        self.grid.add("成绩档次", self.band)
        self.grid.add("困难等级", self.level)
        self.grid.add("认定日期", self.level_on)
        special, family = FieldGrid(2), FieldGrid(1)
        for flag, text in choices(StudentFlag):
            special.add(text, self.flags[flag])
        family.add("五类家庭", self.weak, wide=True)
        for name, label in WRITTEN_LABELS.items():
            family.add(label, self.covers[name], wide=True)
        self.body.add(Words("特殊群体类型（没有问过的留「未知」）", "heading"))
        self.body.add(special)
        self.body.add(Words("家庭情况", "heading"))
        self.body.add(family)
        self._grids = (self.grid, special, family)

    def entry(self) -> Student:
        return self.student()

    def student(self) -> Student:
        """The student's file as entered."""
        said = {flag: field.value() for flag, field in self.flags.items()}
        return Student(
            whose=given(self.whose.value()),
            class_id=self.class_id.value(),
            boards=self.boards.value(),
            flags=frozenset(f for f, value in said.items() if value is True),
            flags_denied=frozenset(f for f, value in said.items() if value is False),
            weak=frozenset(WeakFamily(w) for w in self.weak.value()),
            band=self.band.value(),
            level=self.level.value(),
            level_on=self.level_on.value(),
            **{name: field.value() for name, field in self.texts.items()},
            **{name: field.value() for name, field in self.covers.items()},
        )

    def problems(self) -> list[tuple[str, QWidget]]:
        return [found for grid in self._grids for found in grid.problems()]

    def _take_from_class(self) -> None:
        """A class chosen among the units tells its school and grade, where nothing is written there yet."""
        here = self._units.get(self.class_id.value() or 0)
        if here is None:
            return
        told = {"class_name": here.name}
        while here is not None:
            told |= {name: here.name for name, kind in ABOVE.items() if here.kind is kind}
            here = self._units.get(here.parent_id) if here.parent_id is not None else None
        for name, text in told.items():
            if not self.texts[name].value():
                self.texts[name].set_value(text)


def _likely(household: Household) -> int:
    """Whose file it will be: the first member at school who has none."""
    known = {s.whose for s in household.students}
    free = [m for m in household.members if m.ordinal not in known]
    return next((m.ordinal for m in free if _at_school(m)), (free or [household.head])[0].ordinal)


def _at_school(member: Member) -> bool:
    return member.schooling is not None or member.kind in (PersonKind.student, PersonKind.pupil)


def class_words(student: Student, units: Mapping[int, Unit]) -> str:
    """Where a student is: the class among the units, else as it is written."""
    unit = units.get(student.class_id or 0)
    if unit is not None:
        return full_name(unit, units)
    return " ".join(x for x in (student.school, student.department, student.grade, student.class_name) if x)
