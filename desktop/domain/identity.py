"""ID numbers (身份证件号码): are they whole, and what do they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul

from desktop.domain.days import day_words
from desktop.domain.halfwidth import plain_number
from desktop.domain.person import Sex
from desktop.domain.words import word


class IdKind(StrEnum):
    """Which document a number belongs to."""

    resident = "resident"
    resident_15 = "resident_15"
    """The old mainland number of 15 digits."""
    hk_mo_tw = "hk_mo_tw"
    """港澳台居民居住证."""
    foreign = "foreign"
    """外国人永久居留身份证 of 18 digits, since 2023-12-01."""
    foreign_old = "foreign_old"
    """The earlier one: three letters and 12 digits."""


@dataclass(frozen=True, kw_only=True)
class IdCheck:
    """What a number tells. Errors stop it from being taken; warnings only ask for a second look."""

    text: str
    """As it was typed."""
    number: str
    """As it is kept: plain, upper case, 15 digits made 18."""
    kind: IdKind | None = None
    born: date | None = None
    sex: Sex | None = None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the number may be taken."""
        return not self.errors


PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split()
)
"""First two digits in use. Codes further down were abolished and renamed too often to judge anyone by them."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_CENTENARIANS = frozenset({"996", "997", "998", "999"})
"""Sequence numbers of the 15-digit scheme kept for people born before 1900."""
_OLDEST = 120
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")


def check_id(
    text: str, today: date, sex: Sex | None = None, born: date | None = None, age: int | None = None
) -> IdCheck:
    """Judge a number by itself, and against sex, birth date and age where these are on file."""
    number = plain_number(text)
    kind = _kind(number)
    if kind is None:
        return IdCheck(text=text, number=number, errors=(_misshapen(number),))
    if kind is IdKind.foreign_old:
        return IdCheck(text=text, number=number, kind=kind)
    if kind is IdKind.resident_15:
        number = _upgraded(number)
    errors: list[str] = []
    if check_digit(number[:17]) != number[17]:
        errors.append("身份证号最后一位与前 17 位对不上（校验码不符），多半有一位抄错。请对照证件逐位核对。")
    told = _birth(number)
    if told is None:
        errors.append(
            f"身份证号里的出生日期 {number[6:10]}-{number[10:12]}-{number[12:14]} 不存在。请对照证件核对第 7 到 14 位。"
        )
    elif told > today:
        errors.append(f"身份证号里的出生日期 {day_words(told)} 在今天之后。请对照证件核对第 7 到 14 位。")
    told_sex = Sex.male if int(number[16]) % 2 else Sex.female
    return IdCheck(
        text=text,
        number=number,
        kind=kind,
        born=told,
        sex=told_sex,
        errors=tuple(errors),
        warnings=tuple(_doubts(number, kind, today, told, told_sex, sex, born, age)),
    )


def check_digit(first_17: str) -> str:
    """The 18th character that belongs to the first 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    return _CHECK[sum(map(mul, _WEIGHTS, map(int, first_17))) % 11]


def luhn_ok(number: str) -> bool:
    """Whether a bank card number's last digit fits (Luhn); spaces and hyphens are looked past."""
    digits = plain_number(number)
    if not re.fullmatch(r"[0-9]{2,}", digits):
        return False
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (doubled + sum(int(d) for d in digits[::-2])) % 10 == 0


def _kind(number: str) -> IdKind | None:
    if re.fullmatch(r"[0-9]{17}[0-9X]", number):
        if number.startswith("9"):
            return IdKind.foreign
        return IdKind.hk_mo_tw if number[:2] in ("81", "82", "83") else IdKind.resident
    if re.fullmatch(r"[0-9]{15}", number):
        return IdKind.resident_15
    return IdKind.foreign_old if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number) else None


def _misshapen(number: str) -> str:
    if not number:
        return "没有填写身份证号。请对照证件填写 18 位号码。"
    if _SCIENTIFIC.fullmatch(number):
        return "身份证号被表格软件当成了数字，后三位可能已丢失。请把单元格改为文本格式，对照证件重新录入。"
    if "*" in number:
        return "身份证号中间用 * 遮住了。请填写完整的 18 位号码。"
    if strange := sorted(set(re.sub(r"[0-9X]", "", number))):
        return f"身份证号里有不该出现的「{''.join(strange)[:10]}」。请对照证件填写：17 位数字加最后一位数字或 X。"
    if "X" in number[:-1]:
        return "身份证号的 X 只能在最后一位。请对照证件核对。"
    return f"身份证号应为 18 位（旧号 15 位），这里是 {len(number)} 位。请对照证件补齐或删去多余的字。"


def _upgraded(number: str) -> str:
    century = "18" if number[-3:] in _CENTENARIANS else "19"
    first_17 = f"{number[:6]}{century}{number[6:]}"
    return first_17 + check_digit(first_17)


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _doubts(
    number: str,
    kind: IdKind,
    today: date,
    told: date | None,
    told_sex: Sex,
    sex: Sex | None,
    born: date | None,
    age: int | None,
) -> list[str]:
    doubts: list[str] = []
    if kind is not IdKind.foreign and number[:2] not in PROVINCES:
        doubts.append(f"身份证号开头的 {number[:2]} 不是已知的省级代码。请对照证件核对前六位。")
    if sex is not None and sex is not told_sex:
        doubts.append(f"身份证号显示性别为{word(told_sex)}，表中写的是{word(sex)}。请核对哪一处有误。")
    if told is None or told > today:
        return doubts
    told_age = today.year - told.year - ((today.month, today.day) < (told.month, told.day))
    if told_age > _OLDEST:
        doubts.append(f"按身份证号推算已 {told_age} 岁。请对照证件核对第 7 到 14 位。")
    if born is not None and born != told:
        doubts.append(
            f"身份证号里的出生日期是 {day_words(told)}，表中写的是 {day_words(born)}。请核对哪一处有误。"
        )
    # One year of play: rosters count 虚岁, or were filled in before the last birthday.
    if age is not None and abs(age - told_age) > 1:
        doubts.append(f"按身份证号推算为 {told_age} 岁，表中写的是 {age} 岁。请核对哪一处有误。")
    return doubts
