"""What stands in a roster's cells: text, names, days, amounts, areas, ID and card numbers.

Every reader takes one cell and gives a Read: the value, and what the officer should know of it. Nothing is
guessed: what is not understood stays unknown, and its text is kept for the remark.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from desktop.domain.days import FIRST_YEAR, LAST_YEAR, day_words, parse_day
from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth
from desktop.domain.identity import luhn_ok
from desktop.domain.masking import mask_contact
from desktop.domain.money import MAX_YUAN, parse_yuan
from desktop.domain.names import name_problems, normalise_name
from desktop.store.spreadsheets import Value


@dataclass(frozen=True, slots=True)
class Read:
    """One cell as it was understood; `remark` is text that no field can hold."""

    value: Any = None
    error: str = ""
    warning: str = ""
    remark: str = ""
    strange: str = ""
    """The word that is on no code list: an office may say what it means."""


Reader = Callable[[Value], Read]
NOTHING = Read()

LOST_DIGITS = 1e15
"""From 16 digits on, a number cell has lost its last ones."""

BLANKS = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "N/A", "NA", "不详", "未知", "待补", "待查", "暂缺", "空"}
)
NONE_WORDS = frozenset({"无", "没有", "暂无", "无收入", "零"})
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_PLAIN_NAME = re.compile("[\u4e00-\u9fff]{1,25}")
_SEVERAL = re.compile(
    r"(?:^|(?<=[、,，;；/]))[\u4e00-\u9fff·]{2,}(?=[、,，;；/])|(?<=[、,，;；/])[\u4e00-\u9fff·]{2,}$"
)
_GARBLED = re.compile("锟斤|斤拷|烫烫")
_MOBILE = re.compile(r"1[3-9]\d{7,11}")
_AREA = re.compile(r"(\d+(?:\.\d+)?)(?:m2|m\^2|平方米|平方|平米|平)?")
_COUNT = re.compile(r"(\d{1,3})(?:\.0+)?[人口岁周岁]{0,2}")
_TIME = re.compile(r"(.{8,11}?)[ T]+\d{1,2}:\d{2}.*")
_MONTH = re.compile(r"(\d{4})(?:年(\d{1,2})月?|[-./](\d{1,2})|(\d{2}))")
_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(3654, 73051)
"""Excel's numbers for the days from 1910 to 2099."""


def text_of(value: Value) -> str:
    """A cell as text: one line, no invisible characters; whole numbers without a decimal point."""
    if isinstance(value, str):
        text = value.strip()
        if not text.isprintable():
            text = "".join(
                " " if c.isspace() else c
                for c in text
                if c.isspace() or unicodedata.category(c) not in _UNSEEN
            )
            text = " ".join(text.split())
        return text
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return str(value)


_UNSEEN = ("Cc", "Cf", "Cs")


def has_lost_digits(value: Value) -> bool:
    """Whether this is a number cell too long to have kept its last digits."""
    return isinstance(value, float | int) and not isinstance(value, bool) and abs(value) >= LOST_DIGITS


def lost_digits(what: str) -> Read:
    """What is said of such a cell."""
    return Read(
        error=f"{what}在表格里是数字格式，后三位可能已丢失，请按原件以文本重填（把单元格改为文本格式，再逐位输入）。"
    )


def read_text(value: Value) -> Read:
    """Free text."""
    text = text_of(value)
    return NOTHING if text.upper() in BLANKS else Read(text)


def read_remark(value: Value) -> Read:
    """Free text that goes to the remark as it is."""
    text = text_of(value)
    return NOTHING if text.upper() in BLANKS else Read(remark=text)


def read_name(value: Value) -> Read:
    """A person's name."""
    text = text_of(value)
    if _PLAIN_NAME.fullmatch(text) and text not in NONE_WORDS and not _GARBLED.search(text):
        return Read(text)
    name = normalise_name(text)
    if not name or name in BLANKS or name in NONE_WORDS:
        return NOTHING
    if several := _SEVERAL.findall(name):
        return Read(
            error=f"一格里写了 {len(several)} 个人的姓名（{'、'.join(several)}）。请一人填一格，各填各的身份证号和关系。"
        )
    return Read(name, warning="；".join(name_problems(name)))


def read_id(value: Value) -> Read:
    """The text of an ID number; a number cell that has lost digits is an error."""
    return _number_text(value, "身份证号")


def read_card(value: Value) -> Read:
    """A bank card or account number."""
    read = _number_text(value, "银行卡号")
    if read.error or not read.value:
        return read
    number = re.sub(r"[\s\-]", "", halfwidth(read.value))
    if number in NONE_WORDS:
        return NOTHING
    if not number.isdigit():
        return Read(number, warning=f"银行卡号「{mask_contact(number)}」里有数字以外的字，请对照卡片核对。")
    if 16 <= len(number) <= 19 and not luhn_ok(number):
        return Read(number, warning="银行卡号最后一位与前面对不上（校验不符）。如是存折账号可不理会，否则请对照卡片核对。")  # fmt: skip
    if not 8 <= len(number) <= 30:
        return Read(number, warning=f"银行卡号有 {len(number)} 位，一般为 16 到 19 位，请对照卡片核对。")
    return Read(number)


def read_certificate(value: Value) -> Read:
    """The number of a paper, or of a pupil: as it is written."""
    return _number_text(value, "号码")


def _number_text(value: Value, what: str) -> Read:
    if isinstance(value, str) and value.isdigit() and value.isascii():
        return Read(value)
    if has_lost_digits(value):
        return lost_digits(what)
    text = text_of(value)
    if _SCIENTIFIC.fullmatch(halfwidth(text)):
        return lost_digits(what)
    return NOTHING if text.upper() in BLANKS or text in NONE_WORDS else Read(text)


def read_phone(value: Value) -> Read:
    """A phone number, several of them, or a landline."""
    text = halfwidth(text_of(value))
    if text.upper() in BLANKS or text in NONE_WORDS:
        return NOTHING
    digits = sum(c.isdigit() for c in text)
    if _MOBILE.fullmatch(text) and len(text) != 11:
        return Read(text, warning=f"手机号有 {len(text)} 位，应为 11 位：「{mask_contact(text)}」。请核对。")
    if digits >= 7 and (digits != 11 or text[0] in "01+(" or not text.isdigit()):
        return Read(text)
    return Read(text, warning=f"「{mask_contact(text)}」不像电话号码，请核对。")


def read_postcode(value: Value) -> Read:
    """A postcode; a number cell has lost its leading zero."""
    if isinstance(value, float) and value.is_integer() and 0 < value < 1_000_000:
        return Read(f"{int(value):06d}")
    text = halfwidth(text_of(value))
    if text.upper() in BLANKS or text in NONE_WORDS:
        return NOTHING
    if len(text) == 6 and text.isdigit():
        return Read(text)
    return Read(text, warning=f"邮政编码「{text}」不是 6 位数字，请核对。")


def read_amount(value: Value) -> Read:
    """An amount in yuan: exact to the fen, not negative, and 无 is a known 0."""
    if isinstance(value, str):
        text = text_of(value)
        if text in NONE_WORDS:
            return Read(Decimal(0))
        if text.upper() in BLANKS:
            return NOTHING
        try:
            return Read(parse_yuan(text))
        except OfficeError as trouble:
            return Read(error=trouble.said)
    if isinstance(value, bool) or not isinstance(value, float | int):
        return Read(
            error=f"这里应填金额，现在是「{text_of(value)}」。请把单元格改为常规或数值格式，填写数字。"
        )
    if value != value or abs(value) > MAX_YUAN:
        return Read(error=f"金额「{value:g}」太大。请检查是否多写了数字。")
    if value < 0:
        return Read(error=f"金额「{value:g}」是负数。金额不能小于 0，请改填 0 或正数。")
    if value == int(value):
        return Read(Decimal(int(value)))
    if abs(value - round(value, 2)) > 1e-6:
        return Read(error=f"金额「{value!r}」的小数超过两位。金额只到分，请改成两位小数。")
    return Read(Decimal(f"{value:.2f}"))


def read_rough_amount(value: Value) -> Read:
    """An amount that is only compared, such as a computed average: any number of decimals."""
    if isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value < MAX_YUAN:
        return Read(Decimal(repr(value)))
    return read_amount(value)


def read_count(value: Value) -> Read:
    """A number of people or years."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        if 0 <= value < 1000 and value == int(value):
            return Read(int(value))
        return Read(error=f"「{value:g}」不是人数或岁数，请填写整数。")
    text = halfwidth(text_of(value))
    if text.upper() in BLANKS:
        return NOTHING
    found = _COUNT.fullmatch(text)
    return Read(int(found[1])) if found else Read(error=f"「{text}」不是人数或岁数，请填写整数。")


def read_area(value: Value) -> Read:
    """Square metres; a band (≤20) is no area and goes to the remark."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        if not 0 <= value < 100_000:
            return Read(error=f"建筑面积「{value:g}」不合理，请填写平方米数。")
        return Read(Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0)
    text = text_of(value)
    if text.upper() in BLANKS or text in NONE_WORDS:
        return NOTHING
    folded = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    found = _AREA.fullmatch(folded)
    if found:
        return read_area(float(found[1]))
    if any(c.isdigit() for c in folded):
        return Read(
            remark=text, warning=f"「{text}」是范围，不能当作确切面积，已记入备注。请入户时量实面积。"
        )
    return Read(remark=text, warning=f"「{text}」不是面积，已记入备注。")


def read_day(value: Value) -> Read:
    """A day, whether Excel holds it as a date, a number, or text of any usual shape.

    A year and month alone give the pair (year, month), for the caller to complete.
    """
    if isinstance(value, datetime):
        return Read(value.date())
    if isinstance(value, date):
        return Read(value)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _day_of_number(value)
    text = halfwidth(text_of(value)).strip()
    if text.upper() in BLANKS or text in NONE_WORDS:
        return NOTHING
    if timed := _TIME.fullmatch(text):
        text = timed[1]
    bare = "".join(text.split())
    month = _MONTH.fullmatch(bare)
    if month and FIRST_YEAR <= int(month[1]) <= LAST_YEAR:
        number = int(month[2] or month[3] or month[4])
        if 1 <= number <= 12:
            return Read((int(month[1]), number))
    if bare.isdecimal() and int(bare) in _SERIALS:
        return Read(_EXCEL_DAY_0 + timedelta(days=int(bare)))
    try:
        return Read(parse_day(text))
    except OfficeError as trouble:
        return Read(error=trouble.said)


def _day_of_number(value: float) -> Read:
    if not math.isfinite(value):
        return Read(error=f"「{value:g}」不是日期。请按年月日填写，例如 1990-02-03。")
    if value == int(value):
        if 19_000_000 < value < 22_000_000 or 190_000 < value < 220_000:
            return read_day(str(int(value)))
        if int(value) in _SERIALS:
            return Read(_EXCEL_DAY_0 + timedelta(days=int(value)))
    elif 1900 < value < 2100:
        year, part = f"{value:.4f}".rstrip("0").split(".")
        if len(part) == 1:
            return Read(
                error=f"日期「{value:g}」分不清是 {int(part)} 月还是 {int(part) * 10} 月。请写全，例如 {year}-{int(part):02d}-01。"
            )
        return read_day(f"{year}.{part}")
    elif math.floor(value) in _SERIALS:
        return Read(_EXCEL_DAY_0 + timedelta(days=math.floor(value)))
    return Read(error=f"「{value:g}」不是日期。请按年月日填写，例如 1990-02-03。")


def month_words(month: tuple[int, int]) -> str:
    """A month for a message: 1990年7月."""
    return day_words(date(month[0], month[1], 1)).removesuffix("1日")
