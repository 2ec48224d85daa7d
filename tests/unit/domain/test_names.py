"""Names: kept whole, cleaned of what cannot be seen, spelled as people are called."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain import names
from desktop.domain.names import (
    full_pinyin,
    initials,
    name_problems,
    normalise_name,
    pieces_sought,
    sort_key,
    spell,
)

RARE = ("𬱖", "㛃", "𠅤", "𰻞", "䶮", "龘")


@pytest.mark.parametrize(
    "dot", ["·", "•", "‧", "∙", "⋅", "・", "･", ".", "．", "。", "\u0387", "..", "· •", " · ", "··"]
)
def test_every_look_alike_dot_becomes_the_one_the_rules_allow(dot: str) -> None:
    assert normalise_name(f"阿依古丽{dot}买买提") == "阿依古丽\u00b7买买提"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 王　伟 ", "王伟"),
        ("王\n伟", "王伟"),
        ("王\u202e伟\u202c", "王伟"),
        ("\ufeff王\u200b伟\u2066\x00\x7f", "王伟"),
        ("Ｊｏｈｎ　 Ｓｍｉｔｈ", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("⾼明", "高明"),
        ("e\u0301va", "éva"),
        ("·王伟·", "王伟"),
        ("吕𬱖 㛃", "吕𬱖㛃"),
        ("<b>王</b>", "<b>王</b>"),
        ("' OR 1=1 --", "' OR 1=1 --"),
    ],
)
def test_a_name_is_cleaned_and_otherwise_left_alone(typed: str, kept: str) -> None:
    assert normalise_name(typed) == kept


@pytest.mark.parametrize(
    "name", [*RARE, *(f"王{c}明" for c in RARE), "爨", "曾", "阿卜杜热西提·买买提艾力", "甲" * 25]
)
def test_rare_single_and_long_names_stay_as_they_are(name: str) -> None:
    assert normalise_name(name) == name
    assert name_problems(name) == ()


@given(st.text(max_size=30) | st.text("王伟⾼·•.。 \u3000\u202e\ud842e\u0301Ａx'", max_size=12))
def test_cleaning_twice_changes_nothing_more_and_leaves_nothing_invisible(typed: str) -> None:
    once = normalise_name(typed)
    assert normalise_name(once) == once
    assert once == once.strip()
    once.encode("utf-8")
    assert not any(c in once for c in "\n\t\u202e\u200b\ufeff\u3000")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "姓名是空的"),
        ("\u200b \u202e", "姓名是空的"),
        ("王\ue123", "U+E123"),
        ("王\U000f0001", "U+F0001"),
        ("王\ufffd", "丢失的字"),
        ("王□", "丢失的字"),
        ("甲" * 51, "最多 50 个"),
    ],
)
def test_what_cannot_be_shown_rightly_is_told_with_its_cure(name: str, why: str) -> None:
    (problem,) = name_problems(name)
    assert why in problem
    assert "请对照证件" in problem


def test_half_a_character_is_told_and_can_still_be_stored() -> None:
    torn = "王" + chr(0xD842)
    assert "丢失的字" in name_problems(torn)[0]
    assert normalise_name(torn) == "王\ufffd"


def test_markup_in_a_name_is_text_and_no_problem() -> None:
    assert name_problems('<img src="/etc/hostname">') == ()
    assert name_problems("甲" * 50) == ()


@pytest.mark.parametrize(
    ("name", "first", "pinyin"),
    [
        ("曾小明", "zxm", "zengxiaoming"),
        ("单小田", "sxt", "shanxiaotian"),
        ("仇英", "qy", "qiuying"),
        ("解晓东", "xxd", "xiexiaodong"),
        ("查文", "zw", "zhawen"),
        ("区小妹", "oxm", "ouxiaomei"),
        ("盖丽", "gl", "geli"),
        ("朴信", "px", "piaoxin"),
        ("任华", "rh", "renhua"),
        ("缪伟", "mw", "miaowei"),
        ("翟志", "zz", "zhaizhi"),
        ("王朝阳", "wzy", "wangzhaoyang"),
        ("诸葛明", "zgm", "zhugeming"),
        ("令狐安", "lha", "linghuan"),
        ("尉迟敏", "ycm", "yuchimin"),
        ("万俟明", "mqm", "moqiming"),
        ("长孙娜", "zsn", "zhangsunna"),
        ("长青", "cq", "changqing"),
        ("单于小明", "cyxm", "chanyuxiaoming"),
        ("澹台月", "tty", "tantaiyue"),
        ("乐正天", "yzt", "yuezhengtian"),
        ("欧阳修", "oyx", "ouyangxiu"),
        ("吕𬱖", "ld", "lvdi"),
        ("李㛃", "lj", "lijie"),
        ("王𰻞", "wb", "wangbiang"),
        ("王长生", "wcs", "wangchangsheng"),
        ("王曾", "wz", "wangzeng"),
        ("阿卜杜拉·买买提", "abdlmmt", "abudulamaimaiti"),
        ("解放·买买提", "jfmmt", "jiefangmaimaiti"),
        ("John Smith", "js", "johnsmith"),
        ("O'Brien", "o", "obrien"),
        ("Éva Müller", "em", "evamuller"),
        ("王Amy", "wa", "wangamy"),
        ("王\ue000明", "wm", "wangming"),
        ("", "", ""),
    ],
)
def test_names_are_spelled_as_people_are_called(name: str, first: str, pinyin: str) -> None:
    assert initials(name) == first
    assert full_pinyin(name) == pinyin


def test_every_entry_of_the_surname_table_corrects_the_dictionary() -> None:
    from pypinyin import Style, lazy_pinyin

    for surname, reading in names._SURNAMES.items():
        assert len(surname) == 1
        assert lazy_pinyin(surname, style=Style.TONE3) != [reading], f"{surname} needs no entry"
        assert full_pinyin(f"{surname}明") == f"{reading[:-1]}ming"


@given(
    st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="都卜曾"),
        min_size=1,
        max_size=2,
    )
)
@example("长生")
@example("绿")
def test_given_names_are_read_as_pypinyin_reads_them(name: str) -> None:
    from pypinyin import Style, lazy_pinyin

    read = [tone for _, tone in names._readings(f"王{name}")][1:]
    theirs = lazy_pinyin(name, style=Style.TONE3, errors=lambda unread: "\0".join("?" * len(unread)))
    assert "\0".join(tone or "?" for tone in read) == "\0".join(theirs).replace("ê", "e")


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("  ", ()),
        ("张三", (("张三",),)),
        ("GL 100%_路", (("gl",), ("100%_路",))),
        ("古丽•买买提", (("古丽•买买提", "古丽·买买提"),)),
        ("⾼明 １１０", (("⾼明", "高明"), ("１１０", "110"))),
        ("\u200b", (("\u200b",),)),
        ("张\x00三 张 三", (("张",), ("三",))),
        ("\ud800", (("\ufffd",),)),
        ("x" * 60_000, (("x" * 200,),)),
    ],
)
def test_a_search_looks_for_what_was_typed_and_for_the_name_it_means(
    typed: str, pieces: tuple[tuple[str, ...], ...]
) -> None:
    assert pieces_sought(typed) == pieces


def test_names_sort_by_pinyin_then_tone_then_character() -> None:
    mixed = [
        "曾明",
        "李安",
        "里安",
        "李明",
        "黎明",
        "连安",
        "单小田",
        "王伟",
        "王伟民",
        "王魏",
        "赵一",
        "\ue000明",
    ]
    assert sorted(mixed, key=sort_key) == [
        "黎明",
        "李安",
        "李明",
        "里安",
        "连安",
        "单小田",
        "王伟",
        "王伟民",
        "王魏",
        "曾明",
        "赵一",
        "\ue000明",
    ]


@given(st.text(max_size=12) | st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x323AF), max_size=6))
def test_any_name_can_be_spelled(name: str) -> None:
    first, pinyin, key = spell(name)
    assert (first, pinyin, key) == (initials(name), full_pinyin(name), sort_key(name))
    assert pinyin.isascii()
    assert pinyin == pinyin.lower()
    assert len(first) <= len(pinyin)
    assert key == sort_key(normalise_name(name))


def test_pinyin_is_loaded_only_when_a_name_is_spelled() -> None:
    asked = "import sys, desktop.domain.names as n; assert 'pypinyin' not in sys.modules; n.spell('王'); assert 'pypinyin' in sys.modules"
    subprocess.run([sys.executable, "-c", asked], check=True)
