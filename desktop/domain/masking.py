"""What is covered (脱敏): how numbers, addresses, illnesses and names look where not everyone should read them whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from desktop.domain.halfwidth import halfwidth, plain_number
from desktop.domain.names import DOT, normalise_name
from desktop.domain.person import Disease, Health
from desktop.domain.student import WRITTEN


class Sensitive(StrEnum):
    """The kinds of fact that stay covered until someone asks for them."""

    id_number = "id_number"
    card_number = "card_number"
    born = "born"
    """With region and last four of the ID number the birth date would give the whole of it."""
    phone = "phone"
    address = "address"
    """Where the household lives, and where it is registered (户口所在地)."""
    contact = "contact"
    """Other ways to reach the household: numbers and accounts among words."""
    illness = "illness"
    """Named diseases, hospitals, health and disability."""
    certificate = "certificate"
    """Certificate numbers: the one of a disability holds the ID number."""
    debt = "debt"
    """Whom the household owes and what is written about it."""
    student = "student"
    """What a student or a school wrote about the family: words, grades, circumstances."""
    traits = "traits"
    """What a person without name or number is told by."""


COVER = "****"
"""Stands for words and parts whose length is nobody's business."""


def mask_id(number: str) -> str:
    """The number with the birth date covered: 440301********1234. What is too short to have one is covered whole."""
    number = number.strip()
    if len(number) < 14:
        return "*" * len(number)
    if len(number) == 15:  # the old numbers: birth date of six digits; foreigners' ones end in two more
        return _covered(number, 6, 2 if number[:3].isalpha() else 3)
    return _covered(number, 6, min(4, len(number) - 14))


def mask_card(number: str) -> str:
    """The bank card as first four and last four, whatever its length: 6222 **** **** 1234."""
    digits = plain_number(number)
    return f"{digits[:4]} **** **** {digits[-4:]}" if len(digits) >= 12 else "*" * len(digits)


def mask_phone(number: str) -> str:
    """Every telephone number in the text with its middle covered: 138****5678, 0755-****5678, ****5678."""
    return _PHONE.sub(lambda found: _covered_phone(found[0]), halfwidth(number).strip())


def mask_contact(text: str) -> str:
    """Words stay; telephone numbers lose their middle, accounts and addresses of the net all but the first letter."""
    return mask_phone(_ACCOUNT.sub(_covered_account, halfwidth(text)))


def mask_address(text: str) -> str:
    """The address down to its community, village or road; what comes behind, and any house number, is covered."""
    text = text.strip()
    stop = _HOUSE.search(halfwidth(text))
    before = text[: stop.start()] if stop else text
    end = max((before.rfind(mark) + len(mark) for mark in _PLACES if mark in before), default=0)
    return text if end == len(text) else text[:end] + COVER


def mask_place(text: str) -> str:
    """A workplace as it is, an address covered: for columns that hold either (单位或地址)."""
    return text if _WORKPLACE.search(text.strip()) else mask_address(text)


def mask_born(born: date | None) -> str:
    """The year alone: 1990-**-**."""
    return f"{born.year:04d}-**-**" if born else ""


def mask_illness(illness: Disease | Health | None) -> str:
    """How bad it is, without its name: 重病, 慢性病, 疾病; health that is good and 残疾 are told."""
    return "" if illness is None else _ILLNESS_WORDS[illness]


def mask_words(text: str) -> str:
    """Nothing but that something is written."""
    return COVER if text.strip() else ""


def public_name(name: str, minor: bool = False, *, whole: bool = False) -> str:
    """The name for a public list: 张*, 张**, 欧阳**, 阿依古丽·*; `whole` where a rule demands it, but never a minor's."""
    name = normalise_name(name)
    if whole and not minor:
        return name
    for gap in (DOT, " "):
        if gap in name:
            return f"{name.split(gap)[0]}{gap}*"
    kept = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else min(1, len(name) - 1)
    return name[: max(kept, 0)] + "*" * (len(name) - max(kept, 0))


def masked(path: str, value: str) -> str:
    """The value of a field as it may be shown and logged; `path` leads to it: phone, members.2.illnesses.1.name."""
    names = [part for part in path.split(".") if not part.isdecimal()]
    cover = masked_fields.get(".".join(names[-2:])) or masked_fields.get(names[-1])
    return cover(value) if cover else value


def _mask_health(value: str) -> str:
    return mask_illness(Health(value)) if value in Health.__members__ else mask_words(value)


def _mask_day(value: str) -> str:
    return f"{value[:4]}-**-**" if value else ""


def _mask_disease(value: str) -> str:
    return mask_illness(Disease(value)) if value in Disease.__members__ else mask_words(value)


masked_fields: Mapping[str, Callable[[str], str]] = {
    "id_number": mask_id,
    "card_number": mask_card,
    "phone": mask_phone,
    "other_contact": mask_contact,
    "address": mask_address,
    "hukou_place": mask_address,
    "born": _mask_day,
    "health": _mask_health,
    "disability": mask_words,
    "disease": _mask_disease,
    "hospital": mask_words,
    "illnesses.name": mask_words,
    "certificates.number": mask_id,
    "creditor": mask_words,
    "debts.remark": mask_words,
    "traits": mask_words,
    **{f"students.{name}": mask_words for name in WRITTEN},
}
"""How each sensitive field of the archive is covered, by its name; where the name alone is too common, after its list's."""

COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 "
    "呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 单于 那拉 叶赫 纳兰 完颜 达奚 贺兰 淳于 公输 即墨".split()
)
"""Family names of two characters (复姓)."""

# A star counts as a digit, so that what is covered once stays as it is.
_PHONE = re.compile(r"[0-9*](?:[ \-‐‑–—()]{0,2}[0-9*])*")
_DIGITS = re.compile(r"[0-9*]")
_ACCOUNT = re.compile(r"[A-Za-z0-9_.@*+-]*[A-Za-z@][A-Za-z0-9_.@*+-]*")
_HOUSE = re.compile(
    r"[0-9A-Za-z*#（(【\[，,；;、]"
    r"|第?[零〇一二两三四五六七八九十百甲乙丙丁]+(?:号|栋|幢|座|单元|室|楼|层|弄|组|队|户|房|院|排)"
    r"|第?[零〇一二两三四五六七八九十百]*村民|[零〇一二三四五六七八九]{3,}"
)
_PLACES = (
    "社区 小区 居委会 村委会 村 街道 镇 乡 路 街 大道 巷 里 坊 园 苑 胡同 宿舍 公寓 庄 屯 寨 嘎查 苏木 农场 林场 牧场 "
    "省 市 区 县 旗 州 盟".split()
)
_WORKPLACE = re.compile(
    "[厂校所局队站店会部处社委]$|(?:公司|集团|中学|小学|大学|学院|医院|法院|中心|政府|幼儿园)$"
)
_ILLNESS_WORDS: Mapping[Disease | Health, str] = {
    **dict.fromkeys(Disease, "重病"),
    Disease.ordinary: "疾病",
    **dict.fromkeys(Health, "重病"),
    Health.good: "良好",
    Health.disabled: "残疾",
    Health.minor: "疾病",
    **dict.fromkeys(
        (Health.diabetes, Health.hypertension, Health.spine, Health.lung, Health.liver), "慢性病"
    ),
}


def _covered_phone(number: str) -> str:
    """Head and last four of a number stay, at least four digits between are covered; separators stay."""
    places = [found.start() for found in _DIGITS.finditer(number)]
    digits = "".join(number[at] for at in places)
    head = 0
    if len(digits) >= 10 and digits[0] == "0":
        head = 3 if digits[1] in "12" else 4  # 010 and 02x; all other area codes have four
    elif len(digits) >= 11:
        head = 3
    tail = max(0, min(4, len(digits) - head - 4))
    hidden = places[head : len(places) - tail]
    return "".join("*" if at in hidden else sign for at, sign in enumerate(number))


def _covered_account(found: re.Match[str]) -> str:
    return (found[0][0] if found[0][0].isalpha() else "") + COVER


def _covered(number: str, head: int, tail: int) -> str:
    return f"{number[:head]}{'*' * (len(number) - head - tail)}{number[len(number) - tail :]}"
