"""T20: a number of 16 digits or more in a number cell has lost its last ones. Its row stays out, and we write texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from desktop.casework.importing import RosterRow, preview_roster, write_back
from tests.samples.make_roster import COUNTY, card_number, id_number
from tests.trust.conftest import Figures

DAY = date(2026, 3, 2)
LOST = "后三位可能已丢失"
PERSON = id_number(date(1980, 5, 6), True, 901)
CARD = card_number(7)
COLUMNS = (
    "姓名 身份证号 银行卡号 编号 手机号码 其他联系方式 家庭住址 工作单位 家庭成员1姓名 家庭成员1关系 家庭成员1身份证号"
).split()


def sound() -> dict[str, Any]:
    """A row with nothing wrong."""
    child = id_number(date(2012, 5, 6), False, 902)
    return {
        "姓名": "甲",
        "身份证号": PERSON,
        "银行卡号": CARD,
        "手机号码": "19900001234",
        "家庭成员1姓名": "乙",
        "家庭成员1关系": "女儿",
        "家庭成员1身份证号": child,
    }


def new(path: Path, row: dict[str, Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(COLUMNS)
    sheet.append([row.get(column) for column in COLUMNS])
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def old(path: Path, row: dict[str, Any]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for at, column in enumerate(COLUMNS):
        sheet.write(0, at, column)
        if column in row:
            sheet.write(1, at, row[column])
    book.save(str(path.with_suffix(".xls")))
    return path.with_suffix(".xls")


def only_row(path: Path) -> RosterRow:
    (row,) = preview_roster(path, DAY, lambda _: {}).rows
    return row


LOSSES: list[tuple[str, object]] = [
    ("身份证号", 440301199001011234),
    ("身份证号", 4.40301199001011e17),
    ("身份证号", "4.40301E+17"),
    ("身份证号", "4.40301199001011E+17"),
    ("身份证号", "４.４０３０１Ｅ＋１７"),
    ("家庭成员1身份证号", 440301199001011234),
    ("银行卡号", 6222021234567890123),
    ("银行卡号", 6222021234567890),
    ("银行卡号", 1_000_000_000_000_000),
    ("银行卡号", "6.22202E+18"),
    ("编号", 440301199001011234),
    ("手机号码", 1990000123419900),
    ("其他联系方式", 1990000123419900001),
    ("家庭住址", 440301199001011234),
    ("工作单位", 1_000_000_000_000_001),
]
"""Cells a spreadsheet has already eaten from, each in its column."""


@pytest.mark.parametrize("write", [new, old])
def test_the_same_row_as_text_is_taken_whole(write: Callable[..., Path], tmp_path: Path) -> None:
    row = only_row(write(tmp_path / "名册", sound()))
    assert row.errors == ()
    assert row.household is not None
    assert row.household.head.id_number == PERSON
    assert row.household.card_number == CARD


@pytest.mark.parametrize("write", [new, old])
@pytest.mark.parametrize(("column", "value"), LOSSES)
def test_a_number_that_lost_digits_keeps_its_row_out(
    write: Callable[..., Path], column: str, value: object, tmp_path: Path
) -> None:
    row = only_row(write(tmp_path / "名册", {**sound(), column: value}))
    assert row.household is None
    (told,) = (problem for problem in row.errors if LOST in problem.said)
    assert told.column_label == column
    assert "文本" in told.said


def test_not_one_of_them_is_taken(tmp_path: Path, figure: Figures) -> None:
    rows = [only_row(new(tmp_path / "名册", {**sound(), column: value})) for column, value in LOSSES]
    taken = sum(row.household is not None for row in rows)
    figure(f"of {len(rows)} numbers that lost digits, taken", taken, 0)
    assert taken == 0


@pytest.mark.parametrize("write", [new, old])
def test_a_number_of_fifteen_digits_has_lost_nothing(write: Callable[..., Path], tmp_path: Path) -> None:
    row = only_row(write(tmp_path / "名册", {**sound(), "银行卡号": 622202123456789}))
    assert not [problem for problem in row.problems if LOST in problem.said]
    assert row.household is not None
    assert row.household.card_number == "622202123456789"


def test_the_county_s_sheet_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(COUNTY)
    values = {"职工姓名": "甲", "性别": "男", "身份证": PERSON, "银行卡": 6222021234567890123}
    sheet.append([values.get(column) for column in COUNTY])
    book.save(tmp_path / "名册.xlsx")
    row = only_row(tmp_path / "名册.xlsx")
    assert row.household is None
    assert [LOST in problem.said for problem in row.errors] == [True]


def test_in_the_copy_given_back_the_number_typed_anew_stays_text(tmp_path: Path) -> None:
    path = new(tmp_path / "名册", {**sound(), "身份证号": 440301199001011234})
    copy = write_back(preview_roster(path, DAY, lambda _: {}), tmp_path / "退回.xlsx")
    sheet = openpyxl.load_workbook(copy).active
    assert sheet is not None
    assert sheet["B2"].number_format == "@"
    assert LOST in sheet["B2"].comment.text
    card = sheet["C2"]
    assert (card.value, card.data_type, card.quotePrefix) == (CARD, "s", True)
