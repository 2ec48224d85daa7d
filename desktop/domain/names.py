"""Names of people (姓名): cleaned as they are entered, and spelled in pinyin for search and order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from desktop.domain.halfwidth import halfwidth

DOT = "\u00b7"
"""The one dot inside a name (间隔号) that 民委发〔2016〕33号 allows."""
LONGEST = 50
LONGEST_SEARCH = 200
"""Characters of a search that are looked for: a page pasted in is more than a data file can be asked for."""

LOOK_ALIKES = "\u2022\u2027\u2219\u22c5\u30fb\uff65\u16eb\u0387\u2e31"
_DOTTED = str.maketrans(dict.fromkeys(LOOK_ALIKES, DOT))
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\ue000-\uf8ff\U00020000-\U0003ffff"
_FULL_STOP = re.compile(rf"(?<=[{_HAN}])\s*[.。｡]+\s*(?=[{_HAN}])")
_AROUND_DOT = re.compile(rf"\s*{DOT}[\s{DOT}]*")
_HAN_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_LOST = re.compile("[\ufffd\ud800-\udfff□〓]|锟斤|斤拷|烫烫|[?？]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RADICAL = re.compile("[\u2f00-\u2fd5]")

# Family names that pypinyin reads as the everyday word, tone as a digit. Of two readings the commoner stands here.
_SURNAMES = {
    entry[0]: entry[2:]
    for entry in (
        "曾:zeng1 单:shan4 仇:qiu2 解:xie4 查:zha1 区:ou1 盖:ge3 朴:piao2 任:ren2 华:hua4 葛:ge3 燕:yan1 乐:yue4 卜:bu3 "
        "缪:miao4 隗:wei3 翟:zhai2 都:du1 那:na1 员:yun4 贠:yun4 种:chong2 繁:po2 秘:bi4 句:gou1 召:shao4 洗:xian3 折:she2 "
        "撒:sa4 祭:zhai4 过:guo1 观:guan4 角:jue2 覃:qin2 么:yao1 阚:kan4 占:zhan1 哈:ha3 藏:zang1 炅:gui4 能:nai4 於:yu1 "
        "要:yao1 干:gan1 薄:bo2 乜:nie4 长:chang2 佴:nai4"
    ).split()
}
# Two-character ones that are not read as their characters are one by one.
_DOUBLE_SURNAMES = {
    "万俟": ("mo4", "qi2"),
    "尉迟": ("yu4", "chi2"),
    "澹台": ("tan2", "tai2"),
    "令狐": ("ling2", "hu2"),
    "诸葛": ("zhu1", "ge3"),
    "单于": ("chan2", "yu2"),
    "长孙": ("zhang3", "sun1"),
    "乐正": ("yue4", "zheng4"),
    "宰父": ("zai3", "fu3"),
    "那拉": ("na4", "la1"),
}
# Nobody's name says dou, ceng or bo with these, wherever they stand: 阿布都, 阿卜杜拉.
_IN_NAMES = {"都": "du1", "卜": "bu3", "曾": "zeng1"}

_TONES = {0x0304: "1", 0x0301: "2", 0x030C: "3", 0x0300: "4"}


def normalise_name(text: str) -> str:
    """The name as it is kept: one kind of dot, no invisible characters, no stray spaces."""
    name = halfwidth(_SURROGATE.sub("\ufffd", text))
    name = "".join(
        " " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf")
    )
    name = unicodedata.normalize("NFC", _RADICAL.sub(lambda m: unicodedata.normalize("NFKC", m[0]), name))
    name = _AROUND_DOT.sub(DOT, _FULL_STOP.sub(DOT, name.translate(_DOTTED)))
    return " ".join(_HAN_GAP.sub("", name).split()).strip(DOT)


def pieces_sought(search: str) -> tuple[tuple[str, ...], ...]:
    """The pieces of a search in lower case: each as it was typed and, where that differs, as a name is kept."""
    return tuple(
        tuple(dict.fromkeys(way for way in (piece, normalise_name(piece).lower()) if way))
        for piece in dict.fromkeys(words_sought(search.lower()))
    )


def words_sought(search: str) -> list[str]:
    """The words of a search as they were typed; of what somebody pasted in by mistake, those of its beginning."""
    return _SURROGATE.sub("\ufffd", search[:LONGEST_SEARCH].replace("\0", " ")).split()


def name_problems(text: str) -> tuple[str, ...]:
    """What keeps the name from being shown or printed rightly, each with its cure."""
    problems: list[str] = []
    name = normalise_name(text)
    if not name:
        return ("姓名是空的。请对照证件填写。",)
    if private := sorted(set(_PRIVATE.findall(name))):
        codes = "、".join(f"U+{ord(c):04X}" for c in private)
        problems.append(
            f"姓名里有旧系统自造的字（{codes}），别的电脑显示不出。请对照证件改用标准字重新录入。"
        )
    if _LOST.search(name):
        problems.append("姓名里有丢失的字（显示为方框或乱码）。请对照证件重新录入。")
    if len(name) > LONGEST:
        problems.append(f"姓名有 {len(name)} 个字，最多 {LONGEST} 个。请对照证件核对。")
    return tuple(problems)


def initials(name: str) -> str:
    """Lower-case first letters, one for each Chinese character and each Latin word: 曾小明 is zxm."""
    return spell(name)[0]


def full_pinyin(name: str) -> str:
    """Lower-case pinyin without tones or gaps: 曾小明 is zengxiaoming."""
    return spell(name)[1]


def sort_key(name: str) -> str:
    """Text that puts names in dictionary order when compared plainly: by pinyin, tone, then character."""
    return spell(name)[2]


@lru_cache(maxsize=4096)
def spell(name: str) -> tuple[str, str, str]:
    """Initials, full pinyin and sort key of a name, worked out in one go."""
    firsts: list[str] = []
    letters: list[str] = []
    order: list[str] = []
    in_word = False
    for character, reading in _readings(normalise_name(name)):
        if reading:
            sound = reading.rstrip("12345")
            firsts.append(sound[0])
            letters.append(sound)
            order.append(f" {reading}{character}")
            in_word = False
        elif (small := unicodedata.normalize("NFD", character)[0].lower()).isalnum() and small.isascii():
            if not in_word:
                firsts.append(small)
                order.append(" ")
            letters.append(small)
            order.append(small)
            in_word = True
        else:
            # 0x7E sorts behind every letter: what nobody can read comes last.
            order.append(f" ~{character}" if character.isalnum() or ord(character) > 0xFF else "")
            in_word = in_word and character == "'"
    return "".join(firsts), "".join(letters), "".join(order).strip()


def _readings(name: str) -> Iterator[tuple[str, str]]:
    """Each character with its pinyin and tone digit, or with nothing where it has none."""
    # Here, not at the top: pypinyin takes a sixth of a second to import, and the window does not wait for it.
    # Its dictionaries and not lazy_pinyin, which takes twice as long: a roster has tens of thousands of names.
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    surname = _DOUBLE_SURNAMES.get(name[:2]) or (_SURNAMES.get(name[:1], ""),)
    if DOT in name or not surname[0]:  # 阿依古丽·买买提 has no family name in front.
        surname = ()
    yield from zip(name, surname, strict=False)
    at = len(surname)
    while at < len(name):
        # 王朝阳 is 王 + 朝阳 and not a dynasty: the first character never joins a phrase, unless there is no family name.
        longest = 4 if at or DOT in name else 1
        run = next((r for n in range(longest, 1, -1) if (r := name[at : at + n]) in PHRASES_DICT), name[at])
        sounds = [s[0] for s in PHRASES_DICT[run]] if len(run) > 1 else [PINYIN_DICT.get(ord(run), "")]
        for character, sound in zip(run, sounds, strict=True):
            yield character, _IN_NAMES.get(character) or _digit_tone(sound.partition(",")[0])
        at += len(run)


@lru_cache(maxsize=2048)
def _digit_tone(sound: str) -> str:
    """lǚ as lv3: the letters anyone can type, then the tone."""
    # The diaeresis of ü, the hat of ê, then the four tones as the decomposed letter carries them.
    parts = unicodedata.normalize("NFD", sound).replace("u\u0308", "v").replace("\u0302", "")
    letters = parts.translate(dict.fromkeys(_TONES))
    return letters + "".join(_TONES[mark] for mark in map(ord, parts) if mark in _TONES)
