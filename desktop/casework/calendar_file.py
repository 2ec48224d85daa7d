"""The office's due days as a calendar file (.ics) for a telephone or Outlook: whole days, names covered, each with a reminder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.casework.deeds import expect_allowed, record
from desktop.casework.due_days import due_days
from desktop.casework.office import Office
from desktop.domain.dated import KIND_WORDS, NAMING_WORDS, Dated, DatedKind, Naming
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.store import trail
from desktop.store.whole_file import write_whole

AHEAD = timedelta(days=366)
"""How far the file reaches."""
SUFFIX = ".ics"
REMIND = timedelta(hours=-15)
"""From the beginning of the day: at nine in the morning of the day before."""
_BEGINNING = date(1990, 1, 1)
_SOME_TIME = datetime(2020, 1, 1)


@dataclass(frozen=True)
class Written:
    """What went into the file."""

    path: Path
    counts: tuple[tuple[DatedKind, int], ...]

    @property
    def said(self) -> str:
        """The sentence for the officer."""
        told = "、".join(f"{KIND_WORDS[kind]} {n} 项" for kind, n in self.counts)
        return f"已导出日历 {self.path.name}：{told}。"


def suggested_name(today: date) -> str:
    """What the file is called unless the officer says otherwise."""
    return f"帮扶日历-{today.isoformat()}{SUFFIX}"


def export_calendar(office: Office, out: Path, naming: Naming = Naming.masked) -> Written:
    """Writes everything that is due, overdue things too, up to a year from now.

    Logged before it is written. Raises OfficeError where nothing is due, StoreError where the file cannot be written.
    """
    expect_allowed(office, Act.export)
    if out.suffix.lower() != SUFFIX:
        raise OfficeError(f"日历文件的名字要以 {SUFFIX} 结尾，例如 {suggested_name(office.today())}。")
    found = due_days(office, _BEGINNING, office.today() + AHEAD)
    if not found:
        raise OfficeError("现在没有要办的日程：没有待办的申请、公示、走访，也没有渐退期满的家庭。")
    counts = tuple((kind, n) for kind in DatedKind if (n := sum(x.kind is kind for x in found)))
    written = Written(out, counts)
    content = calendar_bytes(found, naming, _mark(office), office.now(), office.today())
    record(office, Act.export, f"导出日历文件 {out.name}，共 {len(found)} 项（{NAMING_WORDS[naming]}）")
    write_whole(out, content)
    return written


def calendar_bytes(found: Iterable[Dated], naming: Naming, mark: str, now: datetime, today: date) -> bytes:
    """The file's content (RFC 5545). `mark` tells this office's things from those of any other."""
    from icalendar import Alarm, Calendar, Event  # reading its time zones takes a moment: not at every start

    calendar: Any = Calendar()
    calendar.add("prodid", "-//帮扶台账//bangfu//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "帮扶台账")
    for one in found:
        event: Any = Event()
        event.add("uid", f"{one.key}@{mark}.bangfu")
        event.add("dtstamp", now)
        # a calendar takes an event for newer than its own only where the number is higher
        event.add("sequence", int((now.replace(tzinfo=None) - _SOME_TIME).total_seconds()) // 60)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.told(naming))
        event.add("description", _described(one))
        event.add("categories", [KIND_WORDS[one.kind]])
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        if one.day > today:
            alarm: Any = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", one.told(naming))
            alarm.add("trigger", REMIND)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _described(one: Dated) -> str:
    lines = ["在帮扶台账里办理。" + (f"编号 {one.number}。" if one.number else "")]
    if one.estimated:
        lines.append(f"日期是估算：{one.day.year} 年的放假安排还没有登记。")
    return "\n".join(lines)


def _mark(office: Office) -> str:
    """The beginning of the log's first code: the office's own, whatever it is called later."""
    with office.store.read() as session:
        first = trail.entries(session, limit=1, newest_first=False)
    return first[0].hash[:16] if first else "office"
