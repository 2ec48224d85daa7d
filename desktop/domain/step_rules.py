"""What a step asks besides its due day (办理要求): signatures, attendance, copies, and what an objection does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.domain.application import StepKind
from desktop.domain.dated_parameters import NO_TYPES, Types
from desktop.domain.due import Due
from desktop.domain.due_reading import read_due
from desktop.domain.facts import FACTS
from desktop.domain.policy_text import Part
from desktop.domain.ranking import RANKED_BY

NO_GROUPS: Mapping[str, str] = {}
SPARED = (
    StepKind.survey,
    StepKind.appraisal,
    StepKind.exam,
    StepKind.review,
    StepKind.confirm,
    StepKind.report,
)
"""Kinds of steps that a plan may spare some kind of people."""


@dataclass(frozen=True, kw_only=True)
class Objection:
    """What an objection does: back to a step, which is due anew, and perhaps a new public notice after it."""

    back_to: str
    due: Due | None = None
    again: bool = True
    """Whether the notice hangs once more."""


@dataclass(frozen=True, kw_only=True)
class Exempt:
    """Who does not go through a step, and why, in the plan's words."""

    groups: tuple[str, ...]
    say: str


@dataclass(frozen=True, kw_only=True)
class StepRules:
    """The demands of a step; nothing written asks for nothing."""

    role: str = ""
    """In what capacity it is done, as the plan says it."""
    signatures: int = 0
    """So many different people sign."""
    attendance: Fraction | None = None
    """The share of the members that must be there."""
    majority: Fraction | None = None
    """The share of those present that must agree; two thirds where nothing is written."""
    copies: int = 1
    optional: bool = False
    """Held or left out as the office sees fit (视情); what is left out says why."""
    objection: Objection | None = None
    score: str = ""
    """The fact that the score of an examination is; empty: the score is none."""
    full_marks: Decimal = Decimal(100)
    """Of an examination."""
    exempt: Exempt | None = None

    def told(self) -> str:
        """The demands in words."""
        said = [
            f"由{self.role}办理" if self.role else "",
            f"须 {self.signatures} 人分别签字" if self.signatures else "",
            f"到会人数不少于应到的 {self.attendance}" if self.attendance else "",
            f"到会人数的 {self.majority} 以上同意为通过" if self.majority else "",
            f"一式 {self.copies} 份" if self.copies > 1 else "",
            "可以视情不办，不办的写明原因" if self.optional else "",
            f"成绩记作「{FACTS[self.score].label}」，满分 {self.full_marks.normalize():f} 分"
            if self.score
            else "",
            self._objection_words() if self.objection else "",
        ]
        return "；".join(x for x in said if x)

    def _objection_words(self) -> str:
        again = "，并重新公示" if self.objection is not None and self.objection.again else ""
        return f"有异议的退回重新调查核实{again}"

    def quorum(self, members: int) -> int:
        """How many of so many members must be there."""
        if self.attendance is None:
            return 0
        return -(-members * self.attendance.numerator // self.attendance.denominator)


def read_step_rules(
    part: Part,
    steps: Mapping[str, str],
    types: Types = NO_TYPES,
    groups: Mapping[str, str] = NO_GROUPS,
    kind: StepKind = StepKind.review,
) -> StepRules:
    """role, signatures = 2, attendance = "2/3", majority = "2/3", copies = 3, objection = { back_to = "survey", due = { workdays = 10 } }.

    Of an examination also score = "written_score", full_marks = 100. Where somebody may be spared a step,
    exempt = { groups = ["doctors"], say = "…" }.
    """
    examined = kind is StepKind.exam
    objection = part.part("objection")
    exempt = part.part("exempt") if kind in SPARED else None
    return StepRules(
        role=part.text("role", ""),
        signatures=part.whole("signatures", 0),
        attendance=_read_share(part, "attendance"),
        majority=_read_share(part, "majority"),
        copies=part.whole("copies", 1),
        optional=part.flag("optional", False),
        objection=_read_objection(objection, steps, types) if objection else None,
        score=_read_score(part) if examined and part.has("score") else "",
        full_marks=_read_full_marks(part) if examined and part.has("full_marks") else Decimal(100),
        exempt=_read_exempt(exempt, groups) if exempt else None,
    )


def _read_score(part: Part) -> str:
    fact = part.one_of("score", FACTS, part.text("score"))
    if fact.type not in RANKED_BY:
        raise part.wrong("score", f"「{fact.label}」不是数", "请换成一个数字的事实。")
    return fact.id


def _read_full_marks(part: Part) -> Decimal:
    full = part.number("full_marks")
    if full <= 0:
        raise part.wrong("full_marks", f"满分 {full} 分不行", "请写大于 0 的数。")
    return full


def _read_exempt(part: Part, groups: Mapping[str, str]) -> Exempt:
    found = part.texts("groups")
    for id in found:
        part.one_of("groups", groups, id)
    if not found:
        raise part.wrong("groups", "没有写哪几类人不办", '请写 groups = ["类别编号"]。')
    exempt = Exempt(groups=found, say=part.text("say"))
    part.done()
    return exempt


def _read_share(part: Part, name: str) -> Fraction | None:
    if not part.has(name):
        return None
    text = part.text(name)
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise part.wrong(name, f"「{text}」不是比例", '请写成 "2/3"。') from None
    if not 0 < share <= 1:
        raise part.wrong(name, f"「{text}」不在 0 到 1 之间", '请写成 "2/3"。')
    return share


def _read_objection(part: Part, steps: Mapping[str, str], types: Types) -> Objection:
    due_part = part.part("due")
    due = read_due(due_part, types) if due_part else None
    if due_part is not None and due is not None:
        due_part.done()
        if due.after:
            raise due_part.wrong("after", "异议的期限从提出异议起算", "请去掉 after。")
    objection = Objection(
        back_to=part.one_of("back_to", steps, part.text("back_to")), due=due, again=part.flag("again", True)
    )
    part.done()
    return objection
