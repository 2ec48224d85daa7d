"""Money: yuan as they are typed, counted in fen, and written in figures and in capitals (大写)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth

MAX_YUAN = Decimal("99999999999.99")
"""The largest amount anyone may type: a hundred thousand million yuan less a fen."""

_FEN = Decimal("0.01")
_AMOUNT = re.compile(r"(?P<yuan>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?")
_SCIENTIFIC = re.compile(r"[0-9.]+[eE][+-]?[0-9]+")
_SHOWN = 40

_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def parse_yuan(text: str) -> Decimal:
    """The amount a person typed, in yuan; refuses with a sentence what is no amount."""
    plain = "".join(halfwidth(text).split())
    if not plain:
        raise OfficeError("金额是空的。请填写数字，例如 1234.50；没有金额请填 0。")
    shown = f"金额「{_shortened(text)}」"
    bare = re.sub(r"^(?:人民币)?[¥]?", "", plain)
    bare = re.sub(r"[元圆][整正]?$", "", bare)
    if bare.startswith(("-", "−", "–", "—")):
        raise OfficeError(f"{shown}是负数。金额不能小于 0，请改填 0 或正数。")
    if _SCIENTIFIC.fullmatch(bare):
        raise OfficeError(f"{shown}是科学记数法。请写出全部数字，例如 1234.50。")
    if bare.endswith(("万", "千", "亿")):
        raise OfficeError(f"{shown}用了「{bare[-1]}」作单位。请换算成元再填，例如 1.5 万元填 15000。")
    amount = _AMOUNT.fullmatch(bare)
    if amount is None:
        raise OfficeError(f"{shown}不是金额。请只填数字，例如 1234.50。")
    if len(amount["part"] or "") > 2:
        raise OfficeError(f"{shown}的小数超过两位。金额只到分，请改成两位小数；若「.」是千位分隔，请去掉。")
    whole = amount["yuan"].replace(",", "").lstrip("0") or "0"
    if len(whole) > 11:
        raise OfficeError(f"{shown}太大。最多填 {figures(MAX_YUAN)} 元，请检查是否多写了数字。")
    return Decimal(f"{whole}.{(amount['part'] or '').ljust(2, '0')}")


def fen(amount: Decimal) -> int:
    """The amount in whole fen; raises ValueError where it does not come out even."""
    if not amount.is_finite() or amount.adjusted() > 15:
        raise ValueError(f"not an amount of money: {amount}")
    rounded = amount.quantize(_FEN)
    if rounded != amount:
        raise ValueError(f"not whole fen: {amount}")
    return int(rounded.scaleb(2))


def figures(amount: Decimal) -> str:
    """The amount as it is printed: thousands apart, two decimals, half a fen rounded up."""
    rounded = amount.quantize(_FEN, rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,.2f}"


def in_words(amount: Decimal, zheng_after_jiao: bool = False) -> str:
    """The amount in capitals (大写) without 人民币; raises ValueError for a negative one or parts of a fen.

    支付结算办法 lets 整 go after 角; 会计基础工作规范 asks for it: then say `zheng_after_jiao`.
    Where the 元 digit is 0 and 角 follows, both ways are legal; 零 is written when 分 follows too (零叁角贰分).
    """
    total = fen(amount)
    if total < 0:
        raise ValueError(f"a receipt knows no negative amount: {amount}")
    yuan, jiao, last = total // 100, total // 10 % 10, total % 10
    words = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not last:
        return f"{words or '零元'}整"
    if words and ((not jiao and last) or (yuan % 10 == 0 and jiao and last)):
        words += "零"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    if last:
        words += f"{_DIGITS[last]}分"
    elif zheng_after_jiao:
        words += "整"
    return words


def _whole(number: int) -> str:
    """A number above 0 in capitals: the biggest unit it reaches, then the rest, with 零 over a gap."""
    if number < 10:
        return _DIGITS[number]
    size, unit = next(
        (size, unit)
        for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
        if number >= size
    )
    head, rest = divmod(number, size)
    if not rest:
        return f"{_whole(head)}{unit}"
    gap = "零" if rest < size // 10 else ""
    return f"{_whole(head)}{unit}{gap}{_whole(rest)}"


def _shortened(text: str) -> str:
    stripped = text.strip()
    return stripped if len(stripped) <= _SHOWN else f"{stripped[:_SHOWN]}…"
