"""What is covered: it keeps what tells people apart and shows nothing of the rest. Every number is made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.masking import (
    COMPOUND_SURNAMES,
    COVER,
    Sensitive,
    mask_address,
    mask_born,
    mask_card,
    mask_contact,
    mask_id,
    mask_illness,
    mask_phone,
    mask_place,
    mask_words,
    masked,
    masked_fields,
    public_name,
)
from desktop.domain.person import Disease, Health
from desktop.domain.words import word

COVERS: list[Callable[[str], str]] = [
    mask_id,
    mask_card,
    mask_phone,
    mask_contact,
    mask_address,
    mask_place,
    mask_words,
    public_name,
]
texts = st.one_of(
    st.text(max_size=40),
    st.text("0123456789Xx*-— ()＋０９ab@.村路三栋号组（，张欧阳·", max_size=30),
)


@pytest.mark.parametrize(
    ("number", "covered"),
    [
        ("440301199001011234", "440301********1234"),
        ("44030119900101123X", "440301********123X"),
        ("440301900101123", "440301******123"),
        ("CAN110081080310", "CAN110*******10"),
        ("44030119900101123", "440301********123"),
        ("44030119900101", "440301********"),
        ("4403011990010112345", "440301*********2345"),
        ("E12345678", "*********"),
        (" 440301199001011234 ", "440301********1234"),
        ("", ""),
    ],
)
def test_an_id_number_hides_the_birth_date(number: str, covered: str) -> None:
    assert mask_id(number) == covered


@pytest.mark.parametrize(
    ("number", "covered"),
    [
        ("6222020200012341234", "6222 **** **** 1234"),
        ("6222 0202 0001 1234", "6222 **** **** 1234"),
        ("６２２２０２０２０００１１２３４", "6222 **** **** 1234"),
        ("12345678", "********"),
        ("", ""),
    ],
)
def test_a_card_shows_its_first_and_last_four(number: str, covered: str) -> None:
    assert mask_card(number) == covered


@pytest.mark.parametrize(
    ("number", "covered"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138 **** 5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("+86 13812345678", "+86 1******5678"),
        ("0755-12345678", "0755-****5678"),
        ("(0755)12345678", "(0755)****5678"),
        ("0755-1234567", "0755-****567"),
        ("010-12345678", "010-****5678"),
        ("02112345678", "021****5678"),
        ("12345678", "****5678"),
        ("1234567", "****567"),
        ("110", "***"),
        ("13812345678、13900004321", "138****5678、139****4321"),
        ("", ""),
    ],
)
def test_a_telephone_number_hides_its_middle(number: str, covered: str) -> None:
    assert mask_phone(number) == covered


def test_other_contacts_keep_their_words_and_lose_accounts() -> None:
    assert mask_contact("邻居王姐 13812345678") == "邻居王姐 138****5678"
    assert mask_contact("微信 wang_xiaoming88") == "微信 w****"
    assert (
        mask_contact("邮箱 wang@example.com，QQ 88887777")
        == "邮箱 w****,QQ".replace("QQ", "Q****") + " ****7777"
    )


@pytest.mark.parametrize(
    ("address", "covered"),
    [
        ("示例省示例市东湖区莲花街道景田社区3栋502", "示例省示例市东湖区莲花街道景田社区****"),
        ("示例市东湖区景田社区三栋五零二室", "示例市东湖区景田社区****"),
        ("示例市东湖区北环路幸福小区 12 栋 502", "示例市东湖区北环路幸福小区****"),
        ("示例市东湖区北环路88号", "示例市东湖区北环路****"),
        ("示例市东湖区８８号", "示例市东湖区****"),
        ("示例县东风镇红星村六组", "示例县东风镇红星村****"),
        ("示例县东风镇红星村第五村民小组", "示例县东风镇红星村****"),
        ("示例市科技8号路2栋（公交5路终点）", "示例市****"),
        ("示例市三栋五零二室（靠近菜场路）", "示例市****"),
        ("示例区和平里 3 号", "示例区和平里****"),
        ("电机厂宿舍三栋", "电机厂宿舍****"),
        ("电机厂三栋", "****"),
        ("兴业大厦五零二", "****"),
        ("示例市东湖区", "示例市东湖区"),
        ("", ""),
    ],
)
def test_an_address_ends_at_its_community_village_or_road(address: str, covered: str) -> None:
    assert mask_address(address) == covered


def test_a_workplace_stays_where_either_may_stand() -> None:
    assert mask_place("示例市第二机械厂") == "示例市第二机械厂"
    assert mask_place("示例市人民路小学") == "示例市人民路小学"
    assert mask_place("示例市北环路88号") == "示例市北环路****"
    assert mask_place("") == ""


def test_of_the_birth_date_the_year_is_told() -> None:
    assert mask_born(date(1990, 1, 2)) == "1990-**-**"
    assert mask_born(None) == ""
    assert masked("members.1.born", "1990-01-02") == "1990-**-**"


def test_an_illness_is_told_without_its_name() -> None:
    assert mask_illness(Disease.cancer) == "重病"
    assert mask_illness(Disease.ordinary) == "疾病"
    assert mask_illness(Health.hypertension) == "慢性病"
    assert mask_illness(Health.good) == "良好"
    assert mask_illness(None) == ""
    for illness in (*Disease, *(h for h in Health if h not in (Health.good, Health.disabled))):
        assert mask_illness(illness) in ("重病", "慢性病", "疾病")
        assert word(illness) not in mask_illness(illness)


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳明月", "欧阳**"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("阿依古丽·买买提", "阿依古丽·*"),
        ("阿依古丽•买买提", "阿依古丽·*"),
        ("John Smith", "John *"),
        ("张", "*"),
        ("", ""),
        ("𬱖三丰", "𬱖**"),
    ],
)
def test_a_public_name_keeps_the_family_name(name: str, covered: str) -> None:
    assert public_name(name) == covered
    assert public_name(name, minor=True) == covered


def test_a_whole_name_is_for_grown_up_people() -> None:
    assert public_name("张三丰", whole=True) == "张三丰"
    assert public_name("张三丰", minor=True, whole=True) == "张**"


def test_every_sensitive_field_has_its_cover_and_others_stay() -> None:
    assert masked("id_number", "440301199001011234") == "440301********1234"
    assert masked("members.2.id_number", "440301199001011234") == "440301********1234"
    assert masked("members.1.illnesses.2.name", "肺腺癌") == COVER
    assert masked("members.1.illnesses.2.disease", Disease.cancer) == "重病"
    assert masked("members.1.illnesses.2.disease", "肺腺癌") == COVER
    assert masked("members.1.health", Health.cancer) == "重病"
    assert masked("certificates.1.number", "44030119900101123443") == "440301**********3443"
    assert masked("members.1.name", "张三丰") == "张三丰"
    assert masked("number", "2026-0001") == "2026-0001"
    assert masked("employer", "示例厂") == "示例厂"
    for cover in masked_fields.values():
        assert cover("") == ""


def test_every_sensitive_kind_has_its_word() -> None:
    assert all(word(kind) for kind in Sensitive)


@pytest.mark.parametrize("cover", COVERS)
@given(text=texts)
def test_covering_twice_changes_nothing(cover: Callable[[str], str], text: str) -> None:
    assert cover(cover(text)) == cover(text)


@pytest.mark.parametrize("cover", [mask_id, mask_card, mask_phone, mask_contact, mask_words])
@given(number=st.text("0123456789", min_size=1, max_size=40))
def test_of_a_number_at_most_ten_signs_show_and_four_are_hidden(
    cover: Callable[[str], str], number: str
) -> None:
    shown = re.sub(r"[* ]", "", cover(number))
    assert len(shown) <= 10
    assert len(shown) <= max(0, len(number) - 4)


@given(number=st.text("0123456789X", min_size=14, max_size=30))
def test_an_id_number_keeps_its_length_and_never_shows_the_birth_date(number: str) -> None:
    covered = mask_id(number)
    assert len(covered) == len(number)
    if len(number) != 15:
        assert covered[6:14] == "********"
        assert number[6:14] not in covered
    assert covered[6:12] == "******"


@given(
    head=st.sampled_from(["示例市东湖区景田社区", "示例县红星村", "示例市北环路", "示例镇", ""]),
    house=st.text("0123456789", min_size=1, max_size=4),
    tail=st.text("栋单元室路村社区镇楼0123456789", max_size=12),
)
def test_no_house_number_shows(head: str, house: str, tail: str) -> None:
    assert mask_address(f"{head}{house}{tail}") == head + COVER


@given(
    text=st.text("邻居王姐电话微信 ，；", max_size=10),
    number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    behind=st.sampled_from(["", "（儿子）", "，下午打", " 王姐"]),
)
def test_a_mobile_among_words_hides_its_middle(text: str, number: str, behind: str) -> None:
    for cover in (mask_phone, mask_contact):
        assert f"{number[:3]}****{number[-4:]}" in cover(f"{text}{number}{behind}")
        assert number not in cover(f"{text}{number}{behind}")


@given(
    surname=st.sampled_from(["张", "王", *sorted(COMPOUND_SURNAMES)]),
    given_name=st.text("明月小红军", min_size=2, max_size=3),
)
def test_no_given_name_shows(surname: str, given_name: str) -> None:
    covered = public_name(surname + given_name)
    assert covered == surname + "*" * len(given_name)


@given(first=st.text("阿依古丽", min_size=1, max_size=5), second=st.text("买提江", min_size=1, max_size=5))
def test_behind_the_dot_nothing_shows(first: str, second: str) -> None:
    assert public_name(f"{first}·{second}") == f"{first}·*"
