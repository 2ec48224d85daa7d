"""The holiday files that come with the program, and what is said about a broken one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.errors import OfficeError
from desktop.store.calendars import load_calendars

SHIPPED = Path(__file__).parents[3] / "resources" / "calendar"

GOOD = """
source = "虚构的通知"

[[rest]]
day = 2027-01-01
name = "元旦"
"""


@pytest.fixture(scope="module")
def shipped() -> WorkCalendar:
    return WorkCalendar(load_calendars(SHIPPED))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_the_shipped_years_agrees_with_chinesecalendar(shipped: WorkCalendar, year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    wrong = [d for d in days if d.year == year and shipped.is_workday(d) != chinese_calendar.is_workday(d)]
    assert wrong == []


def test_the_shipped_lists_name_their_notice_and_only_what_differs() -> None:
    lists = load_calendars(SHIPPED)
    assert sorted(lists) == [2024, 2025, 2026]
    assert {y: (len(x.rest), len(x.work)) for y, x in lists.items()} == {
        2024: (28, 8),
        2025: (28, 5),
        2026: (33, 6),
    }
    assert lists[2026].rest[date(2026, 2, 17)] == "春节"
    assert lists[2025].rest[date(2025, 10, 6)] == "中秋节"
    assert lists[2026].work[date(2026, 2, 14)] == "春节调休"
    assert all(f"{year}年部分节假日安排" in x.source for year, x in lists.items())


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-02-13", "2026-02-27"),
        ("2026-04-29", "2026-05-09"),
        ("2026-09-18", "2026-09-24"),
        ("2025-09-25", "2025-10-09"),
        ("2026-03-02", "2026-03-09"),
    ],
)
def test_five_working_days_across_holidays(shipped: WorkCalendar, start: str, end: str) -> None:
    assert shipped.add_workdays(date.fromisoformat(start), 5) == date.fromisoformat(end)
    assert shipped.workdays_between(date.fromisoformat(start), date.fromisoformat(end)) == 5


def test_a_deadline_across_new_year_without_next_years_list_is_estimated_and_told(
    shipped: WorkCalendar,
) -> None:
    received = date(2026, 12, 30)
    due = shipped.add_workdays(received, 5)
    assert due == date(2027, 1, 7)
    assert shipped.missing_years(received, due) == (2027,)


def written(folder: Path, text: str | bytes, name: str = "2027.toml") -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def test_a_file_an_office_wrote_by_hand_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + GOOD + '[[work]]\r\nday = "2027年2月6日"\r\nname = "春节调休"\r\n'
    year_list = load_calendars(written(tmp_path, text))[2027]
    assert year_list.rest == {date(2027, 1, 1): "元旦"}
    assert year_list.work == {date(2027, 2, 6): "春节调休"}
    assert year_list.source == "虚构的通知"


def test_other_files_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "old", "2026.toml.bak")
    assert list(load_calendars(written(tmp_path, GOOD))) == [2027]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (GOOD + "[[rest]\n", "第 7 行读不懂"),
        (GOOD + '[[rest]]\nday = 2027-02-30\nname = "春节"\n', "第 8 行读不懂"),
        (
            GOOD + '[[rest]]\nday = "2027-02-30"\nname = "春节"\n',
            "第 2 个 [[rest]] 的日期「2027-02-30」不存在",
        ),
        (GOOD + '[[rest]]\nday = 20270203\nname = "春节"\n', "第 2 个 [[rest]] 没有写日期 day"),
        (GOOD + '[[rest]]\nday = 2027-02-03T08:00:00\nname = "春节"\n', "没有写日期 day"),
        (GOOD + '[[rest]]\nname = "春节"\n', "没有写日期 day"),
        (GOOD + "[[rest]]\nday = 2027-02-03\n", "没有写名称 name"),
        (GOOD + '[[rest]]\nday = 2027-02-03\nname = " "\n', "没有写名称 name"),
        (GOOD + '[[rest]]\nday = 2027-02-03\nname = "春节"\ndays = 3\n', "不认识的项「days」"),
        (GOOD + '[[holiday]]\nday = 2027-02-03\nname = "春节"\n', "不认识的项「holiday」"),
        (GOOD + '[[rest]]\nday = 2027-01-01\nname = "元旦"\n', "2027年1月1日 在 [[rest]] 里写了两次"),
        (GOOD + '[[work]]\nday = 2027-02-05\nname = "春节调休"\n', "不是周末"),
        (GOOD + '[[work]]\nday = 2028-02-05\nname = "春节调休"\n', "不属于这一年"),
        ('source = "x"\nrest = 3\n', "rest 的写法不对"),
        ('source = "x"\nrest = [2027-01-01]\n', "第 1 个 [[rest]] 的写法不对"),
        ('[[rest]]\nday = 2027-01-01\nname = "元旦"\n', "没有写明依据"),
        ("source = 3\n", "没有写明依据"),
        ("source = 'x", "读不懂"),
        ("source = '节假日'".encode("gbk"), "不是 UTF-8"),
        (b"\x00\x01\x02", "读不懂"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_the_reason_and_the_cure(
    tmp_path: Path, text: str | bytes, why: str
) -> None:
    with pytest.raises(OfficeError) as refusal:
        load_calendars(written(tmp_path, text))
    said = refusal.value.said
    assert said.startswith("节假日文件 2027.toml：")
    assert why in said
    assert said.endswith("。")
    assert "。。" not in said


@pytest.mark.parametrize("name", ["2027 副本.toml", "27.toml", "calendar.toml"])
def test_a_file_not_named_for_a_year_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OfficeError, match="请改名为四位年份") as refusal:
        load_calendars(written(tmp_path, GOOD, name))
    assert name in refusal.value.said


def test_a_missing_folder_and_an_unreadable_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="找不到节假日安排的文件夹"):
        load_calendars(tmp_path / "none")
    (tmp_path / "2027.toml").mkdir()
    with pytest.raises(OfficeError, match=r"节假日文件 2027\.toml：打不开"):
        load_calendars(tmp_path)
