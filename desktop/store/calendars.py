"""The holiday notices kept as files: one readable TOML file a year, and clear words where one is wrong."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from desktop.domain.calendar import YearList
from desktop.domain.days import day_words, parse_day
from desktop.domain.errors import OfficeError

_SHAPE = '每一天写成三行：[[rest]] 或 [[work]]、day = 2026-01-01、name = "元旦"'


def load_calendars(folder: Path) -> dict[int, YearList]:
    """Every year's list in the folder, by year; raises OfficeError that names the file and the cure."""
    if not folder.is_dir():
        raise OfficeError(f"找不到节假日安排的文件夹 {folder}。请重新安装程序，或恢复这个文件夹。")
    lists = [read_year(path) for path in sorted(folder.glob("*.toml"))]
    return {year_list.year: year_list for year_list in lists}


def read_year(path: Path) -> YearList:
    """One year's list; the file's name gives the year."""
    if not re.fullmatch(r"[12][0-9]{3}", path.stem):
        raise OfficeError(f"节假日文件 {path.name} 的名字不是年份。请改名为四位年份，例如 2026.toml。")
    content = _parsed(path)
    if unknown := sorted(content.keys() - {"source", "rest", "work"}):
        raise _wrong(
            path, f"有不认识的项「{'、'.join(unknown)}」", "只能有 source、rest、work，请删去或改正写法"
        )
    source = content.get("source", "")
    if not isinstance(source, str) or not source.strip():
        raise _wrong(path, "没有写明依据", '请在开头写 source = "通知名称和文号"')
    rest, work = _days(path, content, "rest"), _days(path, content, "work")
    try:
        return YearList(year=int(path.stem), rest=rest, work=work, source=source)
    except OfficeError as error:
        raise _wrong(path, error.said.rstrip("。"), "改好后保存") from None


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise _wrong(path, "打不开", "请检查文件是否还在、能否读取") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "不是 UTF-8 编码的文本", "请用记事本另存为 UTF-8 编码") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"第 {place[1]} 行" if place else "末尾"
        raise _wrong(path, f"{where}读不懂（写法不对，或日期不存在）", f"请改正这一行。{_SHAPE}") from error


def _days(path: Path, content: dict[str, Any], key: str) -> dict[date, str]:
    entries = content.get(key, [])
    if not isinstance(entries, list):
        raise _wrong(path, f"{key} 的写法不对", _SHAPE)
    days: dict[date, str] = {}
    for number, entry in enumerate(cast("list[Any]", entries), start=1):
        day, name = _entry(path, f"第 {number} 个 [[{key}]]", entry)
        if day in days:
            raise _wrong(path, f"{day_words(day)} 在 [[{key}]] 里写了两次", "请删去一处")
        days[day] = name
    return days


def _entry(path: Path, place: str, entry: Any) -> tuple[date, str]:
    if not isinstance(entry, dict):
        raise _wrong(path, f"{place} 的写法不对", _SHAPE)
    fields = cast("dict[str, Any]", entry)
    if unknown := sorted(fields.keys() - {"day", "name"}):
        raise _wrong(
            path, f"{place} 里有不认识的项「{'、'.join(unknown)}」", "只能有 day 和 name，请删去或改正写法"
        )
    day, name = fields.get("day"), fields.get("name")
    if isinstance(day, str):
        try:
            day = parse_day(day)
        except OfficeError as error:
            raise _wrong(path, f"{place} 的{error.said.rstrip('。')}", "改好后保存") from None
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _wrong(path, f"{place} 没有写日期 day，或写法不对", _SHAPE)
    if not isinstance(name, str) or not name.strip():
        raise _wrong(path, f"{place}（{day_words(day)}）没有写名称 name", _SHAPE)
    return day, name


def _wrong(path: Path, what: str, cure: str) -> OfficeError:
    return OfficeError(f"节假日文件 {path.name}：{what}。{cure}。")
