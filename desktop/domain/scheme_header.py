"""What a scheme says about itself: of what kind it is, what sets it off, when it is reviewed, how it fades, who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.condition import Condition, Names, choice_words
from desktop.domain.condition_reading import passage_text
from desktop.domain.conditions import read_condition
from desktop.domain.dated_parameters import BlankDay, MonthDay, ParameterType, read_parameter
from desktop.domain.due import Due
from desktop.domain.due_reading import read_due, read_month_day
from desktop.domain.every import Every
from desktop.domain.fact import Fact
from desktop.domain.fact_list import FACTS
from desktop.domain.lunar import FESTIVAL_WORDS, Festival, next_festival
from desktop.domain.named_days import Window, read_window
from desktop.domain.policy_text import Part
from desktop.domain.upon import Upon


class SchemeKind(StrEnum):
    """What a scheme is: relief in the narrow sense, or one of the others that use the same steps and lists."""

    relief = "relief"
    collection = "collection"
    retention = "retention"
    selection = "selection"
    tutoring = "tutoring"
    units = "units"


SCHEME_KIND_WORDS: Mapping[SchemeKind, str] = {
    SchemeKind.relief: "救助慰问",
    SchemeKind.collection: "募集发放",
    SchemeKind.retention: "控辍保学",
    SchemeKind.selection: "招聘选拔",
    SchemeKind.tutoring: "学困生辅导",
    SchemeKind.units: "单位结对",
}


class Combine(StrEnum):
    """What happens to one person in several groups."""

    first = "first"
    """The first fitting one counts, by priority."""
    all = "all"
    """Each fitting one counts, once."""


class TriggerKind(StrEnum):
    date = "date"
    period = "period"
    festival = "festival"
    age = "age"
    alert = "alert"
    event = "event"


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """What sets the scheme off: a day of the year, a span, a festival, an age reached, an alert, an event."""

    kind: TriggerKind
    say: str = ""
    month_day: MonthDay | BlankDay | None = None
    window: Window | None = None
    festival: Festival | None = None
    age: int = 0
    alerts: frozenset[str] = frozenset()
    announced: str = ""
    """The parameter in which the office registers the day an alert was announced."""
    lifted: str = ""
    """The parameter for its last day; while that is blank it stays in force."""
    event: str = ""
    """What the event is called that such an alert makes."""
    source: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        own = tuple(p for p in (self.announced, self.lifted) if p)
        own += (self.month_day.parameter,) if isinstance(self.month_day, BlankDay) else ()
        return own + (self.window.parameters if self.window else ())

    def settled(self, parameters: Mapping[str, Decimal]) -> Trigger:
        """The same with the days the office filled in; those still blank stay so."""
        day, window = self.month_day, self.window
        if isinstance(day, BlankDay) and day.parameter in parameters:
            filled = day.settled(parameters)
            day = filled if isinstance(filled, tuple) else (filled.month, filled.day)
        return replace(self, month_day=day, window=window and window.settled(parameters))

    def next_day(self, since: date) -> date | None:
        """The next day it falls on; None where no calendar tells, or a day is still blank."""
        if self.parameters:
            return None
        if self.festival is not None:
            return next_festival(self.festival, since)
        if isinstance(self.month_day, tuple):
            day = date(since.year, *self.month_day)
            return day if day >= since else date(since.year + 1, *self.month_day)
        if self.window is not None:
            first, last = self.window.days(since)
            if since <= last:
                return max(first, since)
            if isinstance(self.window.since, tuple):
                return date(first.year + 1, *self.window.since)
        return None

    @property
    def plain(self) -> str:
        """What sets it off, to be read aloud."""
        match self.kind:
            case TriggerKind.date if isinstance(self.month_day, BlankDay):
                said = self.month_day.plain
            case TriggerKind.date if isinstance(self.month_day, tuple):
                said = f"每年 {self.month_day[0]} 月 {self.month_day[1]} 日"
            case TriggerKind.period if self.window:
                said = self.window.plain
            case TriggerKind.festival if self.festival:
                said = FESTIVAL_WORDS[self.festival]
            case TriggerKind.age:
                said = f"年满 {self.age} 周岁"
            case TriggerKind.alert:
                said = f"发布{choice_words(ALERTS, self.alerts)}"
            case _:
                said = "事件发生"
        return f"{said}：{self.say}" if self.say else said


ALERTS: Fact = FACTS["alerts"]


@dataclass(frozen=True, kw_only=True)
class Review:
    """How often those who receive help are looked at again (定期核查), and for whom that holds."""

    every: Every
    label: str
    when: Condition | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Fading:
    """How help fades out (渐退) once the conditions are no longer met: so many months, or a span a person decides in."""

    months: int
    at_most: int
    label: str
    when: Condition | None = None
    source: str = ""


UPON_WORDS: Mapping[Upon, str] = {
    Upon.lacking: "材料不齐时",
    Upon.approved: "批准以后",
    Upon.refused: "不予批准以后",
    Upon.changed: "待遇增发、减发、停发以后",
    Upon.fading: "进入渐退以后",
    Upon.ended: "终止以后",
}


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who must be told what, and by when."""

    who: str
    what: str
    upon: Upon | None = None
    """What in a case makes it necessary; None: nothing in a single case does."""
    within: Due | None = None
    written: bool = False
    source: str = ""


def read_triggers(part: Part, names: Names) -> tuple[Trigger, ...]:
    """[[triggers]]: what sets the scheme off."""
    return tuple(_read_trigger(p, names) for p in part.parts("triggers"))


def _read_trigger(part: Part, names: Names) -> Trigger:
    kind = part.choice("kind", TriggerKind)
    alerts = part.texts("alerts") if kind is TriggerKind.alert else ()
    for alert in alerts:
        part.one_of("alerts", ALERTS.choices, alert)
    if kind is TriggerKind.alert and not alerts:
        raise part.absent("alerts", 'alerts = ["heat_orange"]')
    announced = _read_announced(part, "announced", names) if kind is TriggerKind.alert else ""
    trigger = Trigger(
        kind=kind,
        announced=announced,
        lifted=_read_announced(part, "lifted", names) if announced else "",
        event=part.text("event") if announced else "",
        say=part.text("say", ""),
        month_day=_read_day(part, names) if kind is TriggerKind.date else None,
        window=read_window(part, names.types) if kind is TriggerKind.period else None,
        festival=part.choice("festival", Festival) if kind is TriggerKind.festival else None,
        age=part.whole("age") if kind is TriggerKind.age else 0,
        alerts=frozenset(alerts),
        source=passage_text(part, names),
    )
    part.done()
    return trigger


def _read_announced(part: Part, key: str, names: Names) -> str:
    """The parameter that holds a day the office registers."""
    if not part.has(key):
        return ""
    days = {name: name for name, kind in names.types.items() if kind is ParameterType.date}
    return part.one_of(key, days, part.text(key))


def _read_day(part: Part, names: Names) -> MonthDay | BlankDay:
    if isinstance(part.raw("month_day"), dict):
        name = read_parameter(part, "month_day", names.types, ParameterType.month_day)
        return BlankDay(parameter=name, yearly=True)
    return read_month_day(part, "month_day")


def read_reviews(part: Part, names: Names) -> tuple[Review, ...]:
    """[[reviews]]: how often those helped are looked at again."""
    found: list[Review] = []
    for p in part.parts("reviews"):
        source = passage_text(p, names)
        found.append(
            Review(every=p.choice("every", Every), label=p.text("label"), when=_when(p, names), source=source)
        )
        p.done()
    return tuple(found)


def read_fading(part: Part, names: Names) -> Fading | None:
    """[fading]: how help fades out."""
    p = part.part("fading")
    if p is None:
        return None
    months = p.whole("months")
    at_most = p.whole("at_most", months)
    if not 1 <= months <= at_most <= 60:
        raise p.wrong("months", "月数不对", "请写 1 到 60 之间的整数；at_most 不能少于 months。")
    fading = Fading(
        months=months,
        at_most=at_most,
        label=p.text("label"),
        when=_when(p, names),
        source=passage_text(p, names),
    )
    p.done()
    return fading


def read_told(part: Part, names: Names) -> tuple[Telling, ...]:
    """[[told]]: who is told what, and by when."""
    found: list[Telling] = []
    for p in part.parts("told"):
        within = p.part("within")
        due = read_due(within, names.types) if within is not None else None
        if within is not None:
            within.done()
        found.append(
            Telling(
                who=p.text("who"),
                what=p.text("what"),
                upon=p.choice("upon", Upon) if p.has("upon") else None,
                within=due,
                written=p.flag("written", False),
                source=passage_text(p, names),
            )
        )
        p.done()
    return tuple(found)


def _when(part: Part, names: Names) -> Condition | None:
    when = part.part("when")
    return read_condition(when, names, top=False) if when is not None else None
