"""Money as it is typed, counted and written."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.errors import OfficeError
from desktop.domain.money import MAX_YUAN, fen, figures, in_words, parse_yuan

MAX_FEN = 9_999_999_999_999
amounts = st.integers(0, MAX_FEN) | st.integers(0, 10**7)
gappy = st.text("00015", min_size=1, max_size=13).map(int)
"""Amounts full of zeros, where 零 is easily put wrong."""


def of_fen(n: int) -> Decimal:
    return Decimal(n).scaleb(-2)


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("0", "0"),
        ("1234.5", "1234.50"),
        (" 1,234.50 元 ", "1234.50"),
        ("¥1234", "1234"),
        ("￥１，２３４．５０", "1234.50"),
        ("人民币 100 元整", "100"),
        ("88圆正", "88"),
        ("007", "7"),
        ("0.05", "0.05"),
        ("99,999,999,999.99", "99999999999.99"),
        ("1\u00a0234", "1234"),
    ],
)
def test_an_amount_is_read_as_offices_type_it(typed: str, yuan: str) -> None:
    assert parse_yuan(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1e309", "科学记数法"),
        ("1E5", "科学记数法"),
        ("-5", "负数"),
        ("－５", "负数"),
        ("¥-5", "负数"),
        ("−5", "负数"),
        ("12.345", "小数超过两位"),
        ("91.500元", "千位分隔"),
        ("1.5万元", "15000"),
        ("100000000000", "太大"),
        ("9" * 400, "太大"),
        ("abc", "不是金额"),
        ("NaN", "不是金额"),
        ("Infinity", "不是金额"),
        ("1,23", "不是金额"),
        ("1.", "不是金额"),
        (".5", "不是金额"),
        ("5 6 7 元元", "不是金额"),
        ("三百", "不是金额"),
        ("٣٠٠", "不是金额"),
        ("10²", "不是金额"),
        ("<b>5</b>", "不是金额"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_value_the_reason_and_the_cure(typed: str, why: str) -> None:
    with pytest.raises(OfficeError) as refusal:
        parse_yuan(typed)
    said = refusal.value.said
    assert why in said
    assert f"「{typed[:40]}" in said
    assert said.endswith("。")
    assert any(cure in said for cure in ("请改", "请写", "请只填", "请换算", "请检查"))
    assert len(said) < 120


@pytest.mark.parametrize("typed", ["", "   ", "\u3000\t"])
def test_an_empty_amount_is_refused_and_says_what_to_write(typed: str) -> None:
    with pytest.raises(OfficeError, match="金额是空的。请填写数字"):
        parse_yuan(typed)


@given(st.text(max_size=30))
def test_any_text_is_either_an_amount_in_range_or_a_refusal(typed: str) -> None:
    try:
        amount = parse_yuan(typed)
    except OfficeError:
        return
    assert 0 <= amount <= MAX_YUAN
    assert fen(amount) >= 0


@given(amounts)
def test_what_is_printed_in_figures_can_be_typed_again(n: int) -> None:
    assert parse_yuan(figures(of_fen(n))) == of_fen(n)
    assert parse_yuan(f"¥{figures(of_fen(n))}元") == of_fen(n)


@given(st.integers(-MAX_FEN, MAX_FEN))
def test_fen_and_yuan_turn_into_each_other_without_loss(n: int) -> None:
    assert fen(of_fen(n)) == n


@pytest.mark.parametrize(
    "amount",
    [
        "0.001",
        "12.345",
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
        "1e309",
        "1e999999",
        "1e-999999",
        "1." + "0" * 40 + "1",
    ],
)
def test_an_amount_that_is_not_whole_fen_is_not_rounded_but_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="not"):
        fen(Decimal(amount))


def test_trailing_zeros_beyond_the_fen_do_no_harm() -> None:
    assert fen(Decimal("12.34000")) == 1234


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("1234.5", "1,234.50"),
        ("0", "0.00"),
        ("-0.001", "0.00"),
        ("-1234.5", "-1,234.50"),
        ("0.125", "0.13"),
        ("0.135", "0.14"),
        ("99999999999.99", "99,999,999,999.99"),
    ],
)
def test_figures_show_two_decimals_and_thousands_apart(amount: str, printed: str) -> None:
    assert figures(Decimal(amount)) == printed


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        # 支付结算办法, its own examples.
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        # Our own.
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("0.55", "伍角伍分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("10.05", "壹拾元零伍分"),
        ("11", "壹拾壹元整"),
        ("20300.2", "贰万零叁佰元贰角"),
        ("100200", "壹拾万零贰佰元整"),
        ("1000500.5", "壹佰万零伍佰元伍角"),
        ("10001000.30", "壹仟万壹仟元叁角"),
        ("100010000", "壹亿零壹万元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("100000001", "壹亿零壹元整"),
        ("3000000000", "叁拾亿元整"),
        ("99999999999.99", "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals_follow_the_payment_rules(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


def test_zheng_after_jiao_is_written_only_where_the_office_asks() -> None:
    assert in_words(Decimal("1409.5"), zheng_after_jiao=True) == "壹仟肆佰零玖元伍角整"
    assert in_words(Decimal("0.5"), zheng_after_jiao=True) == "伍角整"
    assert in_words(Decimal("5"), zheng_after_jiao=True) == "伍元整"
    assert in_words(Decimal("325.04"), zheng_after_jiao=True) == "叁佰贰拾伍元零肆分"


def test_a_receipt_knows_no_negative_amount_and_no_part_of_a_fen() -> None:
    for amount in ("-0.01", "-5", "0.001"):
        with pytest.raises(ValueError):  # noqa: PT011 - two different sentences, both for developers
            in_words(Decimal(amount))


@given(amounts | gappy)
@example(10000000)
def test_capitals_agree_with_cn2an_where_both_follow_one_rule(n: int) -> None:
    """They part twice: we write 零叁角贰分 after 0 元 (both are legal), and 零 for an empty 万 group (壹亿零壹仟)."""
    ours = in_words(of_fen(n))
    yuan, part = divmod(n, 100)
    if yuan and yuan % 10 == 0 and part > 9 and part % 10:
        ours = ours.replace("元零", "元")
    if yuan >= 10**8 and yuan // 10**4 % 10**4 == 0 and yuan % 10**4 >= 1000:
        ours = ours.replace("亿零", "亿")
    assert ours == cn2an.an2cn(str(of_fen(n)), "rmb")


@given(amounts | gappy, st.booleans())
def test_capitals_read_back_give_the_same_amount_and_never_two_zeros(n: int, zheng: bool) -> None:
    words = in_words(of_fen(n), zheng_after_jiao=zheng)
    assert _read_back(words) == n
    assert "零零" not in words
    assert words.endswith("整") == (n % 100 == 0 or (zheng and n % 10 == 0))


def _read_back(words: str) -> int:
    """Slow and simple: adds up what each unit stands for."""
    worth = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = fen_part = 0
    for sign in words:
        if sign in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(sign)
        elif sign in worth:
            group, digit = group + digit * worth[sign], 0
        elif sign in "万亿":
            group, digit = group + digit, 0
            total = (total + group) * 10**8 if sign == "亿" else total + group * 10**4
            group = 0
        elif sign == "元":
            total, group, digit = total + group + digit, 0, 0
        elif sign in "角分":
            fen_part, digit = fen_part + digit * (10 if sign == "角" else 1), 0
    return total * 100 + fen_part
