"""Bringing papers that were told of as missing (补正材料): by when, and what happens where they are not brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.calendar import WorkCalendar
from desktop.domain.condition import Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.policy_text import Part


@dataclass(frozen=True, kw_only=True)
class BringRule:
    """What a plan says of missing papers; nothing written leaves the days to the office, and the end to a person."""

    workdays: int = 0
    """Within so many working days; 0: the office's own number."""
    given_up: bool = False
    """Whether an application whose papers are not brought counts as given up (视为放弃)."""
    source: str = ""

    @property
    def words(self) -> str:
        """The rule in words; nothing where the plan says nothing."""
        within = f"告知后 {self.workdays} 个工作日内补齐" if self.workdays else ""
        end = "逾期没有补齐的视为放弃" if self.given_up else ""
        return "，".join(x for x in (within, end) if x)

    def bring_by(self, told_on: date, office_workdays: int, calendar: WorkCalendar) -> date:
        """The last day, counted from the day after the telling."""
        return calendar.add_workdays(told_on, self.workdays or office_workdays)


def read_bring(part: Part, names: Names) -> BringRule:
    """[bring]: workdays = 10, given_up = true."""
    p = part.part("bring")
    if p is None:
        return BringRule()
    rule = BringRule(
        workdays=p.whole("workdays", 0), given_up=p.flag("given_up", False), source=passage_text(p, names)
    )
    if not rule.words:
        raise p.wrong("", "workdays 和 given_up 至少要写一样", "请补上，或者删去 [bring]。")
    p.done()
    return rule
