"""The office's own particulars, standards, scheme parameters and calendar (设置)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.ground import calendar_of, hand
from desktop.casework.office import Office, Progress
from desktop.casework.redating import Redated, redate
from desktop.domain.bureau import Bureau
from desktop.domain.calendar import WorkCalendar, YearList
from desktop.domain.errors import OfficeError
from desktop.domain.standards import Line
from desktop.domain.trail import Act
from desktop.store import settings as kept


def bureau(office: Office) -> Bureau:
    """The office's own particulars."""
    with office.store.read() as session:
        return kept.bureau(session)


def record_bureau(office: Office, value: Bureau) -> None:
    """Keeps the office's particulars. Raises OfficeError where name or place is empty."""
    value = replace(value, name=value.name.strip(), place=value.place.strip(), officer=value.officer.strip())
    if not value.name:
        raise OfficeError("请填写单位名称，公示和签收表上要用。")
    if not value.place:
        raise OfficeError("请填写所在地（县、区），用来查对当地的低保标准。")
    if not 1 <= value.notice_days <= 60:
        raise OfficeError(f"公示天数应在 1 至 60 天之间，填的是 {value.notice_days}。")
    if not 1 <= value.bring_workdays <= 60:
        raise OfficeError(f"补齐材料的期限应在 1 至 60 个工作日之间，填的是 {value.bring_workdays}。")
    with deed(office, Act.record_bureau) as session:
        kept.put_bureau(session, value)


def found(office: Office, value: Bureau, dibao: Line | None) -> None:
    """Writes a new office's particulars and its first standard into an empty data file, both or neither."""
    with deed(office, Act.found_office) as session:
        kept.put_bureau(session, value)
        if dibao is not None:
            kept.put_line(session, dibao)


def lines(office: Office) -> tuple[Line, ...]:
    """All published lines on file, by kind, place and day."""
    with office.store.read() as session:
        return kept.standards(session).lines


def record_line(office: Office, line: Line) -> None:
    """Keeps a published line; its source must be named."""
    if line.amount <= 0:
        raise OfficeError("标准数额应大于 0。")
    if not line.place.strip():
        raise OfficeError("请填写这项标准适用的地方（县、区）。")
    if not line.source.strip():
        raise OfficeError("请填写这项标准的文件依据（文号或通知名称），核对结论上要写明。")
    with deed(office, Act.record_line) as session:
        kept.put_line(session, line)


def delete_line(office: Office, line_id: int) -> None:
    """Takes a published line off the list; verdicts already decided keep the figure they used."""
    with deed(office, Act.delete_line) as session:
        kept.delete_line(session, line_id)


def record_parameter(office: Office, scheme_id: str, name: str, value: Decimal | None, source: str) -> None:
    """Fills a scheme's parameter, or empties it. Raises OfficeError outside the scheme's bounds."""
    scheme = office.library.scheme(scheme_id)
    parameter = scheme.parameter(name)
    if value is not None:
        value = parameter.fitting(value)
    with deed(office, Act.record_parameter) as session:
        kept.put_parameter(session, scheme_id, name, value, source, office.today())


def calendar(office: Office) -> WorkCalendar:
    """The working-day calendar: the lists that came with the program, and over them the office's own."""
    with office.store.read() as session:
        return calendar_of(office, session)


def year_list(office: Office, year: int) -> YearList:
    """The holiday list of a year, empty where there is none yet."""
    with office.store.read() as session:
        own = kept.year_lists(session)
    empty = YearList(year=year, rest={}, work={}, source="")
    return own.get(year) or office.calendars.get(year) or empty


def record_year(office: Office, value: YearList, progress: Progress | None = None) -> tuple[Redated, ...]:
    """Keeps a year's holiday list, and reckons anew what is due by it; tells which due days of open cases moved.

    The list has checked its own days. Raises OfficeError where it is empty.
    """
    if not value.rest:
        raise OfficeError(f"{value.year} 年还没有填放假日期。请照国务院办公厅通知填写后再保存。")
    with deed(office, Act.record_year) as session:
        before = calendar_of(office, session)
        kept.put_year_list(session, value)
        return redate(session, before, calendar_of(office, session), hand(office, ""), progress)
