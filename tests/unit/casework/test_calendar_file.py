"""The calendar file: what is due is in it, read back by a calendar's own eyes, and nobody's name stands in it whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from desktop.casework import approval, intake, standing, visiting
from desktop.casework.calendar_file import calendar_bytes, export_calendar, suggested_name
from desktop.casework.deeds import deed
from desktop.casework.due_days import due_days
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.dated import Dated, DatedKind, Naming
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.standing import FileState, StandingEntry
from desktop.domain.trail import Act
from desktop.domain.visit import Purpose
from desktop.store import cases, trail
from desktop.store.errors import StoreError
from desktop.store.rows.benefits import BenefitRow
from tests.conftest import Clock
from tests.unit.casework.conftest import apply_for

Builder = Callable[..., Household]
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def due_on(office: Office, case: Application, day: date, rule: str = "") -> None:
    """Let the step that waits be due that day."""
    step = case.current
    assert step is not None
    with deed(office, Act.record_household) as session:
        steps = tuple(
            replace(s, due=day, rule=rule) if s.position == step.position else s for s in case.steps
        )
        cases.put(session, replace(case, steps=steps))


@pytest.fixture
def busy(office: Office, eligible: Household, household: Builder, clock: Clock) -> Application:
    """An office with an application, a visit planned and aid that fades out."""
    case = apply_for(office, eligible)
    due_on(office, case, date(2026, 1, 20))
    other = intake.record_household(office, household("欧阳示例"))
    plan = visiting.propose_round(
        office, "春访", Purpose.warmth, [other.id or 0], ("林晓舟", "赵一鸣"), clock.day, clock.day
    )
    visiting.record_round(office, plan)
    fading = StandingEntry(
        state=FileState.fading, since=clock.day, because="增收", fade_until=clock.day + timedelta(60)
    )
    standing.change_standing(office, other.id or 0, fading)
    return approval.application(office, case.id or 0)


def events(path: Path) -> dict[str, Any]:
    """The events of a file by their UID, as the library of calendars reads them."""
    calendar: Any = Calendar.from_ical(path.read_bytes())
    return {str(e["UID"]): e for e in calendar.walk("VEVENT")}


def test_everything_due_is_gathered_in_order_with_where_it_is_done(
    office: Office, busy: Application, clock: Clock
) -> None:
    found = due_days(office, clock.day, clock.day + timedelta(90))
    assert [(x.kind, x.day, x.page) for x in found] == [
        (DatedKind.visit, date(2026, 1, 12), "visits"),
        (DatedKind.step, date(2026, 1, 20), "applications"),
        (DatedKind.fading, date(2026, 3, 13), "households"),
    ]
    assert found[1].number == busy.number
    assert found[1].item == busy.id
    assert not found[1].estimated
    assert [x.kind for x in due_days(office, date(2026, 1, 20), date(2026, 1, 20))] == [DatedKind.step]


def test_a_day_in_a_year_without_holidays_on_file_is_an_estimate(
    office: Office, busy: Application, tmp_path: Path, clock: Clock
) -> None:
    due_on(office, busy, date(2027, 1, 5), "5 个工作日内；2027 年放假安排未登记，按周一至周五估算")
    (late,) = (x for x in due_days(office, clock.day, date(2027, 2, 1)) if x.kind is DatedKind.step)
    assert late.estimated
    export_calendar(office, tmp_path / "a.ics")
    (event,) = (e for uid, e in events(tmp_path / "a.ics").items() if uid.startswith("step"))
    assert "2027 年的放假安排还没有登记" in str(event["DESCRIPTION"])
    due_on(office, busy, date(2027, 1, 5), "每年 1 月 5 日前")
    assert not any(x.estimated for x in due_days(office, clock.day, date(2027, 2, 1))), "a fixed day is sure"


def test_the_file_is_read_back_whole(office: Office, busy: Application, tmp_path: Path, clock: Clock) -> None:
    out = tmp_path / suggested_name(office.today())
    written = export_calendar(office, out)
    assert written.said == "已导出日历 帮扶日历-2026-01-12.ics：申请到期 1 项、走访 1 项、渐退期满 1 项。"
    found = events(out)
    assert len(found) == 3
    (step,) = (e for uid, e in found.items() if uid.startswith("step"))
    assert step["DTSTART"].dt == date(2026, 1, 20)
    assert step["DTEND"].dt == date(2026, 1, 21), "a whole day ends where the next begins"
    assert step["DTSTART"].params["VALUE"] == "DATE"
    assert busy.number in str(step["SUMMARY"])
    (alarm,) = step.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-15), "nine in the morning of the day before"
    assert str(step["CLASS"]) == "PRIVATE"
    (visit,) = (e for uid, e in found.items() if uid.startswith("visit"))
    assert not visit.walk("VALARM"), "nobody is reminded of what is due today or late"


def test_reviews_are_due_too_those_of_benefits_and_the_year_s(
    office: Office, busy: Application, clock: Clock
) -> None:
    def kept(state: str, day: date) -> None:
        with deed(office, Act.record_household) as session:
            row = BenefitRow(
                application_id=busy.id,
                household_id=busy.household_id,
                scheme_id="plan-07",
                scheme_title="示例方案",
                receiver="陈练习",
                starts_on=date(2026, 1, 1),
                per="month",
                group="",
                next_review=day,
                review_label="半年复核",
                state=state,
            )
            session.add(row)
            trail.note(session, "benefit", None, "示例", None, {"state": state})

    kept("ended", date(2026, 7, 11))
    kept("running", date(2026, 7, 10))
    (review,) = (x for x in due_days(office, clock.day, date(2026, 12, 31)) if x.kind is DatedKind.review)
    assert (review.day, review.page, review.item, review.told(Naming.masked)) == (
        date(2026, 7, 10),
        "benefits",
        2,  # the second that was kept: it is looked at again there, not on its application
        f"待遇复核：半年复核　陈**（{busy.number}）",
    )
    assert not [x for x in due_days(office, clock.day, date(2026, 12, 31)) if x.kind is DatedKind.yearly]
    clock.day = date(2026, 10, 8)
    (yearly,) = (x for x in due_days(office, clock.day, date(2026, 12, 31)) if x.kind is DatedKind.yearly)
    assert yearly.told(Naming.masked) == "年度复审：还有 2 户"
    assert (yearly.day, yearly.page, yearly.item) == (date(2026, 12, 31), "standing", "yearly")


@pytest.mark.parametrize("naming", list(Naming))
def test_no_name_stands_whole_in_the_file(
    office: Office, busy: Application, tmp_path: Path, naming: Naming
) -> None:
    export_calendar(office, tmp_path / "a.ics", naming)
    text = (tmp_path / "a.ics").read_text("utf-8").replace("\r\n ", "")
    assert "陈练习" not in text
    assert "欧阳示例" not in text
    assert "和平里" not in text
    assert ("陈**" in text) is (naming is Naming.masked)
    assert ("欧阳**" in text) is (naming is Naming.masked)
    assert busy.number in text


def test_the_file_is_utf8_and_no_line_is_longer_than_75_bytes(tmp_path: Path) -> None:
    long = Dated(
        kind=DatedKind.step,
        day=date(2026, 3, 9),
        id=7,
        what="镇（街道）审核" * 12,
        number="SQ2026-0007",
        name="𬱖练习",
    )
    content = calendar_bytes([long], Naming.masked, "abc", NOW, date(2026, 3, 2))
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")  # no character is cut in two
    read: Any = Calendar.from_ical(content)
    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == f"申请到期：{'镇（街道）审核' * 12}　𬱖**（SQ2026-0007）"
    assert read.errors == []
    assert event.errors == []
    assert str(read["VERSION"]) == "2.0"


def test_signs_that_mean_something_in_such_files_come_back_as_they_were() -> None:
    odd = Dated(kind=DatedKind.step, day=date(2026, 3, 9), id=7, what="核实;收入,支出\\BEGIN:VEVENT\n第二行")
    read: Any = Calendar.from_ical(calendar_bytes([odd], Naming.masked, "abc", NOW, date(2026, 3, 2)))
    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == "申请到期：核实;收入,支出\\BEGIN:VEVENT\n第二行"


def test_the_same_thing_keeps_its_uid_and_a_later_export_counts_as_newer(
    office: Office, busy: Application, tmp_path: Path
) -> None:
    export_calendar(office, tmp_path / "a.ics")
    due_on(office, busy, date(2026, 1, 27))
    later = replace(office, now=lambda: office.now() + timedelta(hours=1))
    export_calendar(later, tmp_path / "b.ics")
    before, after = events(tmp_path / "a.ics"), events(tmp_path / "b.ics")
    assert before.keys() == after.keys()
    (uid,) = (u for u in after if u.startswith("step"))
    assert (before[uid]["DTSTART"].dt, after[uid]["DTSTART"].dt) == (date(2026, 1, 20), date(2026, 1, 27))
    assert int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"])


def test_an_export_is_logged_with_what_it_names(office: Office, busy: Application, tmp_path: Path) -> None:
    export_calendar(office, tmp_path / "a.ics", Naming.numbers)
    with office.store.read() as session:
        last = trail.entries(session, limit=1)[0]
    assert last.act == Act.export
    assert last.about == "导出日历文件 a.ics，共 3 项（不含姓名，只有编号）"


def test_an_office_with_nothing_due_gets_no_empty_file(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="现在没有要办的日程"):
        export_calendar(office, tmp_path / "a.ics")
    assert list(tmp_path.glob("*.ics")) == []


def test_another_ending_or_a_folder_that_is_gone_is_told(
    office: Office, busy: Application, tmp_path: Path
) -> None:
    with pytest.raises(OfficeError, match=r"以 \.ics 结尾"):
        export_calendar(office, tmp_path / "a.txt")
    with pytest.raises(StoreError):
        export_calendar(office, tmp_path / "gone" / "a.ics")
