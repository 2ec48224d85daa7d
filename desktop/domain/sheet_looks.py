"""What cells look like (看内容): ID numbers, phones, cards, days, names, each told by its shape alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from desktop.domain.halfwidth import halfwidth, plain_number
from desktop.domain.sheet_cells import Value

_ID = re.compile(r"\d{17}[\dXx]|\d{15}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_CARD = re.compile(r"[3-9]\d{15,18}")
_DAY = re.compile(r"(?:19|20)\d{2}[-./年]?\d{1,2}(?:[-./月]?\d{1,2}日?)?")
_NAME = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,12}·[\u4e00-\u9fff]{1,12}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PEOPLES = ("汉", "回", "满", "壮", "苗", "彝", "藏", "畲")
_RELATIONS = frozenset(
    "本人 户主 丈夫 妻子 配偶 儿子 女儿 父亲 母亲 祖父 祖母 长子 次子 长女 次女 孙子 孙女".split()
)


def _text(value: Value) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return plain_number(str(value)) if isinstance(value, str | int) else ""


def _is_day(value: Value) -> bool:
    return isinstance(value, date | datetime) or bool(_DAY.fullmatch(halfwidth(str(value)).strip()))


def _is_name(value: Value) -> bool:
    text = value.strip() if isinstance(value, str) else ""
    return bool(_NAME.fullmatch(text)) and ("·" in text or text[:1] in _SURNAMES) and text not in _RELATIONS


def _is_id(value: Value) -> bool:
    return bool(_ID.fullmatch(_text(value)))


def _is_phone(value: Value) -> bool:
    return bool(_MOBILE.fullmatch(_text(value)))


def _is_card(value: Value) -> bool:
    return bool(_CARD.fullmatch(_text(value)))


def _is_sex(value: Value) -> bool:
    return value in ("男", "女")


def _is_relation(value: Value) -> bool:
    return value in _RELATIONS


def _is_ethnicity(value: Value) -> bool:
    return isinstance(value, str) and (value in _PEOPLES or (value.endswith("族") and len(value) < 6))


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and len(value) > 6 and any(mark in value for mark in "路街村号镇")


LOOKS: tuple[tuple[str, Callable[[Value], bool]], ...] = (
    ("id_number", _is_id),
    ("phone", _is_phone),
    ("card_number", _is_card),
    ("sex", _is_sex),
    ("relation", _is_relation),
    ("ethnicity", _is_ethnicity),
    ("name", _is_name),
    ("born", _is_day),
    ("address", _is_address),
)
"""What a column of the head's may be, and whether a cell looks like it; asked in this order."""
