"""ID numbers: whole and told. Every number is made up for the test or printed in the standard."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.identity import (
    IdKind,
    check_digit,
    check_id,
    luhn_ok,
)
from desktop.domain.person import Sex

TODAY = date(2026, 11, 23)


def made(region: str, born: str, sequence: str) -> str:
    first_17 = f"{region}{born}{sequence}"
    return first_17 + check_digit(first_17)


residents = st.builds(
    made,
    st.sampled_from(["110105", "440301", "500222", "650102"]),
    st.dates(date(1910, 1, 1), date(2025, 12, 31)).map("{:%Y%m%d}".format),
    st.integers(0, 999).map("{:03}".format),
)


@pytest.mark.parametrize(
    ("number", "kind", "born", "sex"),
    [
        ("11010519491231002X", IdKind.resident, date(1949, 12, 31), Sex.female),
        ("34052419800101001X", IdKind.resident, date(1980, 1, 1), Sex.male),
        ("810000199408230021", IdKind.hk_mo_tw, date(1994, 8, 23), Sex.female),
        ("830000199201300022", IdKind.hk_mo_tw, date(1992, 1, 30), Sex.female),
        ("911124198108030024", IdKind.foreign, date(1981, 8, 3), Sex.female),
    ],
)
def test_a_right_number_tells_kind_birth_and_sex(number: str, kind: IdKind, born: date, sex: Sex) -> None:
    check = check_id(number, TODAY)
    assert (check.number, check.kind, check.born, check.sex) == (number, kind, born, sex)
    assert check.ok
    assert check.warnings == ()


def test_a_number_of_the_abolished_county_is_taken_without_a_word() -> None:
    assert check_id(made("500222", "19700315", "042"), TODAY).warnings == ()


def test_a_wrong_check_digit_is_an_error() -> None:
    check = check_id("110105194912310021", TODAY)
    assert not check.ok
    assert "校验码不符" in check.errors[0]


@given(residents, st.integers(0, 17), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_noticed(number: str, place: int, digit: str) -> None:
    wrong = number[:place] + digit + number[place + 1 :]
    assert check_id(wrong, TODAY).ok is (wrong == number)


@given(residents, st.integers(0, 15))
def test_two_neighbouring_digits_swapped_are_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert check_id(swapped, TODAY).ok is (swapped == number)


def test_a_fifteen_digit_number_is_upgraded_and_its_text_kept() -> None:
    check = check_id("110105491231002", TODAY)
    assert check.kind is IdKind.resident_15
    assert check.text == "110105491231002"
    assert check.number == "11010519491231002X"
    assert check.born == date(1949, 12, 31)
    assert check.ok


@given(residents.filter(lambda n: n[6:8] == "19" and n[14:17] < "996"))
def test_dropping_to_fifteen_digits_and_upgrading_gives_the_number_back(number: str) -> None:
    assert check_id(number[:6] + number[8:17], TODAY).number == number


@pytest.mark.parametrize("sequence", ["996", "997", "998", "999"])
def test_the_sequences_kept_for_centenarians_mean_the_eighteenth_century_digits(sequence: str) -> None:
    check = check_id(f"110105891231{sequence}", TODAY)
    assert check.born == date(1889, 12, 31)
    assert check.ok
    assert "136 岁" in check.warnings[0]


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
        "\u202d11010519491231002X\u202c",
        "\ufeff11010519491231002X\t",
        "110105\u300019491231002ｘ",
    ],
)
def test_spaces_hyphens_width_and_case_do_not_matter(typed: str) -> None:
    check = check_id(typed, TODAY)
    assert check.number == "11010519491231002X"
    assert check.text == typed
    assert check.ok


def test_the_earlier_card_of_foreigners_has_three_letters_and_twelve_digits() -> None:
    check = check_id("can110081080310", TODAY)
    assert (check.kind, check.number, check.born) == (IdKind.foreign_old, "CAN110081080310", None)
    assert check.ok


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "没有填写"),
        ("  ", "没有填写"),
        ("11010519491231002", "这里是 17 位"),
        ("1101051949123100200", "这里是 19 位"),
        ("4.40301E+17", "后三位可能已丢失"),
        ("4.403011990010113e+17", "后三位可能已丢失"),
        ("440301********1234", "遮住"),
        ("1101051949123100ZX", "不该出现的「Z」"),
        ("无", "不该出现的「无」"),
        ("1101051949X2310021", "X 只能在最后一位"),
        ("٤٤٠٣٠١١٩٩٠٠١٠١١٢٣٤", "不该出现"),
        ("<script>alert(1)</script>", "不该出现"),
    ],
)
def test_a_misshapen_number_is_an_error_that_says_how_to_mend_it(typed: str, why: str) -> None:
    check = check_id(typed, TODAY)
    assert check.kind is None
    assert len(check.errors) == 1
    assert why in check.errors[0]
    assert "请" in check.errors[0]


def test_a_birth_date_that_does_not_exist_is_an_error() -> None:
    check = check_id(made("110105", "19990230", "002"), TODAY)
    assert check.born is None
    assert check.errors == ("身份证号里的出生日期 1999-02-30 不存在。请对照证件核对第 7 到 14 位。",)
    assert not check_id("110105990230002", TODAY).ok, "and so with 15 digits"


def test_a_birth_date_after_today_is_an_error_and_today_is_not() -> None:
    tomorrow, today = made("110105", "20261124", "002"), made("110105", "20261123", "002")
    assert "在今天之后" in check_id(tomorrow, TODAY).errors[0]
    assert check_id(today, TODAY).ok


def test_more_than_a_hundred_and_twenty_years_is_only_a_warning() -> None:
    check = check_id("440524188001010014", TODAY)
    assert check.ok
    assert "146 岁" in check.warnings[0]
    assert check_id(made("110105", "19061123", "002"), TODAY).warnings == (), "120 today"
    assert check_id(made("110105", "19051123", "002"), TODAY).warnings != (), "121 today"


@pytest.mark.parametrize("region", ["000000", "100000", "160000", "740000", "010105"])
def test_an_unknown_region_is_only_a_warning(region: str) -> None:
    check = check_id(made(region, "19800101", "001"), TODAY)
    assert check.ok
    assert f"开头的 {region[:2]}" in check.warnings[0]


def test_sex_birth_and_age_on_file_that_disagree_are_warnings() -> None:
    check = check_id("11010519491231002X", TODAY, sex=Sex.male, born=date(1949, 12, 13), age=60)
    assert check.ok
    sex, born, age = check.warnings
    assert "显示性别为女，表中写的是男" in sex
    assert "1949年12月31日，表中写的是 1949年12月13日" in born
    assert "推算为 76 岁，表中写的是 60 岁" in age


def test_sex_birth_and_age_on_file_that_agree_say_nothing() -> None:
    assert (
        check_id("11010519491231002X", TODAY, sex=Sex.female, born=date(1949, 12, 31), age=76).warnings == ()
    )


@pytest.mark.parametrize(("age", "doubted"), [(74, True), (75, False), (77, False), (78, True)])
def test_an_age_one_year_off_is_nominal_age_or_an_old_list_and_not_doubted(age: int, doubted: bool) -> None:
    assert bool(check_id("11010519491231002X", TODAY, age=age).warnings) is doubted


@given(st.text(max_size=24) | st.text("0123456789Xx- ", max_size=24))
def test_any_text_is_judged_without_failing(typed: str) -> None:
    check = check_id(typed, TODAY)
    assert check.text == typed
    assert check.ok == (check.errors == ())
    assert check.kind is not None or check.errors


def test_the_sentences_never_repeat_the_whole_number() -> None:
    for number in ("110105194912310021", "440524188001010014", made("990105", "20991231", "002")):
        check = check_id(number, TODAY, sex=Sex.male, born=date(1980, 1, 1), age=1)
        assert check.errors or check.warnings
        assert all(number not in said for said in (*check.errors, *check.warnings))


def test_bank_cards_are_tried_by_luhn() -> None:
    assert luhn_ok("6222020200012345670")
    assert luhn_ok("6222 0202 0001 2345 670")
    assert not luhn_ok("6222020200012345671")
    for nonsense in ("", "0", "abc", "6222x", "٦٢٢٢"):
        assert not luhn_ok(nonsense)


@given(st.text("0123456789", min_size=15, max_size=18), st.integers(0, 18), st.sampled_from("0123456789"))
def test_luhn_takes_exactly_one_last_digit_and_notices_a_slip(body: str, place: int, digit: str) -> None:
    right = [body + d for d in "0123456789" if luhn_ok(body + d)]
    assert len(right) == 1
    card = right[0]
    place = min(place, len(card) - 1)
    wrong = card[:place] + digit + card[place + 1 :]
    assert luhn_ok(wrong) is (wrong == card)
