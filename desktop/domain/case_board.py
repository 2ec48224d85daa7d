"""Open cases by the step they wait at (看板): one card each, in lanes, with how pressing its due day is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.accounts import STEP_ROLES, Role
from desktop.domain.application import State, StepKind
from desktop.domain.calendar import WorkCalendar


class Lane(StrEnum):
    """Where a card lies: by the kind of its step, or apart because it waits for somebody else."""

    accept = "accept"
    survey = "survey"
    appraisal = "appraisal"
    exam = "exam"
    review = "review"
    notice = "notice"
    decide = "decide"
    confirm = "confirm"
    tell = "tell"
    pay = "pay"
    halted = "halted"
    """The clock stands still until papers come."""
    returned = "returned"


LANE_TITLES: Mapping[Lane, str] = {
    Lane.accept: "受理",
    Lane.survey: "调查",
    Lane.appraisal: "评议",
    Lane.exam: "考试",
    Lane.review: "审核",
    Lane.notice: "公示",
    Lane.decide: "审批",
    Lane.confirm: "确认、上报",
    Lane.tell: "告知",
    Lane.pay: "发放",
    Lane.halted: "等补正（停表）",
    Lane.returned: "退回补正",
}

_KINDS: Mapping[StepKind, Lane] = {kind: Lane(kind) for kind in StepKind if kind is not StepKind.report} | {
    StepKind.report: Lane.confirm
}


class Pressing(StrEnum):
    """How pressing a card is."""

    late = "late"
    today = "today"
    soon = "soon"
    later = "later"
    none = "none"
    """No due day, or the clock stands still."""


SOON = 2
"""Working days left from which on a due day is pressing."""


@dataclass(frozen=True)
class DueSaid:
    """A due day in words, and how pressing it is."""

    words: str
    pressing: Pressing


@dataclass(frozen=True, kw_only=True)
class Card:
    """One open case on the board."""

    id: int
    number: str
    applicant: str
    scheme_id: str
    scheme_title: str
    state: State
    kind: StepKind
    step: str
    who: str = ""
    """Who does that step, as the plan says it."""
    due: date | None = None
    estimated: bool = False
    """The due day hangs on a year whose holidays are not on file."""
    paused_since: date | None = None
    returned_on: date | None = None
    hangs_until: date | None = None
    """It hangs on a public notice until that day."""
    unit_id: int | None = None
    aided: bool = False
    """Help was given before the papers."""
    said: DueSaid = DueSaid("", Pressing.none)

    @property
    def lane(self) -> Lane:
        """Where it lies."""
        if self.state is State.returned:
            return Lane.returned
        return Lane.halted if self.paused_since is not None else _KINDS[self.kind]

    @property
    def role(self) -> Role:
        """As what somebody acts who does its step."""
        return STEP_ROLES.get(self.kind, Role.handler)


def due_said(card: Card, today: date, calendar: WorkCalendar) -> DueSaid:
    """已逾期 3 天, 今天到期, 还有 2 个工作日, 停表 4 天; 估算 where the year's holidays are not on file."""
    if card.state is State.returned:
        return _waited("已退回", card.returned_on, today)
    if card.paused_since is not None:
        return _waited("停表", card.paused_since, today)
    if card.due is None:
        return DueSaid("没有写明期限", Pressing.none)
    guess = "（估算）" if card.estimated else ""
    left = (card.due - today).days
    if left < 0:
        return DueSaid(f"已逾期 {-left} 天{guess}", Pressing.late)
    if left == 0:
        return DueSaid(f"今天到期{guess}", Pressing.today)
    if card.hangs_until is not None:
        day = card.hangs_until
        return DueSaid(f"公示到 {day.month}月{day.day}日{guess}", Pressing.later)
    worked = calendar.workdays_between(today, card.due)
    words = f"还有 {worked} 个工作日" if worked else f"还有 {left} 天，都是休息日"
    return DueSaid(words + guess, Pressing.soon if worked <= SOON else Pressing.later)


@dataclass(frozen=True, kw_only=True)
class BoardFilter:
    """Which cards are shown."""

    search: str = ""
    scheme_id: str = ""
    who: str = ""
    role_of: frozenset[Role] | None = None
    """Only steps somebody of these roles does."""
    pressing: frozenset[Pressing] | None = None
    units: frozenset[int] | None = None

    def takes(self, card: Card, found_by: str) -> bool:
        """Whether a card is shown; `found_by` is what it is found by, in small letters."""
        return (
            (not self.scheme_id or card.scheme_id == self.scheme_id)
            and (not self.who or card.who == self.who)
            and (self.role_of is None or card.role in self.role_of)
            and (self.pressing is None or card.said.pressing in self.pressing)
            and (self.units is None or card.unit_id in self.units)
            and all(piece in found_by for piece in self.search.lower().split())
        )


def by_lane(cards: Iterable[Card]) -> dict[Lane, list[Card]]:
    """The cards of every lane, the most pressing first."""
    found: dict[Lane, list[Card]] = {lane: [] for lane in Lane}
    for card in cards:
        found[card.lane].append(card)
    for lane, its in found.items():
        since = lane in (Lane.halted, Lane.returned)
        its.sort(key=lambda c: ((c.returned_on or c.paused_since if since else c.due) or date.max, c.number))
    return found


def _waited(word: str, since: date | None, today: date) -> DueSaid:
    days = (today - since).days if since is not None else 0
    return DueSaid(f"{word} {days} 天" if days > 0 else word, Pressing.none)
