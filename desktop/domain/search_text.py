"""What a search looks through (查找文字): as it is kept, and once more in the plain form that one character has for all its kinds.

Nothing here is ever shown or kept as a name: 張曉峯 is found by 张晓峰 and stays 張曉峯.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import import_module
from typing import Any

from desktop.domain.household import Household
from desktop.domain.names import DOT, LOOK_ALIKES, pieces_sought, spell
from desktop.domain.person import Member

EDITION = 1
"""Goes up when texts are put together otherwise; those of an earlier one are made anew."""

_ALIKE = (
    "高髙 吴吳呉 吕呂 温溫 黄黃 峰峯 群羣 村邨 哲喆 坤堃 升昇陞 苏甦 钟锺鍾鐘 镕鎔 强強彊 德徳悳 吉𠮷 崎﨑 济済 广広 泽沢 "
    "龙竜 边辺邉 斋斎 岛嶋 略畧 棋碁 仙僊 迹跡 考攷 修脩 咏詠 炼鍊 杰傑 秋秌 草艸 和咊龢 野埜 泉洤 胜勝 丘邱 晰晳 "
    "晖暉煇 辉輝 焕煥 烟煙菸 韵韻 秘祕 概槩 携攜擕 麻蔴 侠俠 凭凴 弦絃 笋筍 瑰瓌 昆崑崐 仑崙 淼渺 同仝 宁寧甯 娴嫻嫺 "
    "婵嬋 姗姍 娘孃 妆妝粧 檐簷 厨廚 厩廄 众眾衆 冰氷 凉涼 减減 净淨 决決 况況 双雙 周週賙 布佈 占佔 采採埰 岳嶽 志誌 "
    "伙夥 才纔 冬鼕 谷穀 里裏裡 面麵 松鬆 余馀餘 云雲 征徵 范範 姜薑 后後 干乾幹 系係繫 沈瀋 郁鬱 表錶 制製 家傢 曲麯 舍捨"
).split()
"""Kinds of one character that a registry, an old file and a keyboard write differently; the first stands for all."""


class _Plain(dict[int, str]):
    """The plain form of each character, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__({ord(c): kinds[0] for kinds in _ALIKE for c in kinds})
        self.update(dict.fromkeys(map(ord, DOT + LOOK_ALIKES), ""))
        self._simplified: Any = None

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character).lower()
        if code > 0x2E7F and not character.isspace():
            if self._simplified is None:
                # Here, not at the top: its tables take a moment to read, and most searches are typed in plain characters.
                opencc: Any = import_module("opencc")
                self._simplified = opencc.OpenCC("t2s")
            plain = "".join(self.get(ord(c), c) for c in str(self._simplified.convert(plain)))
        self[code] = plain
        return plain


_PLAIN = _Plain()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text in plain characters, character by character: a piece of it folds to a piece of what it folds to."""
    if text.isascii():
        return text.lower()
    return text.translate(_PLAIN)


def search_text(household: Household) -> str:
    """Everything the search box may find a household by, in lower case, each on a line of its own."""
    head = household.head
    told = [household.number, household.address, head.employer]
    for m in household.members:
        told += [m.name, m.id_number, m.phone]
    lines = [line.lower() for line in told if line]
    lines += [plain for line in told if line and (plain := fold(line)) != line.lower()]
    for m in household.members:
        lines += spellings(m)
    lines += [s.student_number.lower() for s in household.students if s.student_number]
    return "\n".join(("", *dict.fromkeys(lines), ""))


def spellings(member: Member) -> list[str]:
    """Initials and full pinyin of a member's name, as it was put right or else as names are read."""
    words = member.reading.lower().translate(_BARE).split()
    if words:
        return ["".join(w[0] for w in words), "".join(words)] if len(words) > 1 else words
    firsts, letters, _ = spell(member.name)
    return [x for x in (firsts, letters) if x]


_BARE = {
    **{
        ord(tone): plain
        for plain, tones in zip("aeiouv", ("āáǎà", "ēéěè", "īíǐì", "ōóǒò", "ūúǔù", "üǖǘǚǜ"), strict=True)
        for tone in tones
    },
    **dict.fromkeys(map(ord, "12345'’-"), " "),
}


def ways_sought(search: str) -> tuple[tuple[str, ...], ...]:
    """The pieces of a search in lower case: each as it was typed, as a name is kept, and in plain characters."""
    return tuple(
        tuple(dict.fromkeys((*ways, *filter(None, (fold(ways[0]),))))) for ways in pieces_sought(search)
    )
