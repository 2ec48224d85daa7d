"""The recovery code (恢复码): twenty characters on paper that open the office when every password is lost.

Crockford's base32 without I, L, O and U. Eighteen characters carry 90 random bits; the last two are check characters
of a Reed–Solomon code over 32 symbols, so that every single slip and every two slips are noticed, and one slip or one
swap of neighbours can be told by its group.
"""

from __future__ import annotations

from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 20, 4
RANDOM_BITS = (LENGTH - 2) * 5

_READ_AS = {"O": "0", "I": "1", "L": "1"}
_BETWEEN = frozenset(" -_–—‐‑−ー─·.,/\n\r\t")


class MistypedCodeError(OfficeError):
    """What was typed is no recovery code; the group it went wrong in, where that can be told."""

    def __init__(self, said: str, group: int | None = None) -> None:
        super().__init__(said)
        self.group = group


def code_of(bits: int) -> str:
    """The code that carries these 90 random bits, in groups: ABCD-EFGH-JKMN-PQRS-TVWX."""
    if not 0 <= bits < 1 << RANDOM_BITS:
        raise ValueError("a recovery code carries 90 bits")
    symbols = [bits >> shift & 31 for shift in range(RANDOM_BITS - 5, -1, -5)]
    first, second = _syndromes(symbols)
    # the two check symbols make both sums zero
    last = _times(second ^ _times(first, _power(18)), _inverse(_power(18) ^ _power(19)))
    return grouped("".join(ALPHABET[symbol] for symbol in (*symbols, first ^ last, last)))


def grouped(code: str) -> str:
    """The code in groups of four with dashes."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """The code as it stands on the paper, from whatever way it was typed. Raises MistypedCodeError."""
    plain = halfwidth(typed).upper()
    code = ""
    for character in plain:
        character = _READ_AS.get(character, character)
        if character in _BETWEEN:
            continue
        if character not in ALPHABET:
            group = min(len(code) // GROUP, LENGTH // GROUP - 1) + 1
            raise MistypedCodeError(
                f"恢复码第 {group} 组里的「{character}」不是恢复码用的字。恢复码只有数字和英文字母（没有 I、L、O、U），"
                "请对照恢复码单重新输入这一组。",
                group,
            )
        code += character
    if len(code) != LENGTH:
        raise _wrong_length(plain, len(code))
    symbols = [ALPHABET.index(character) for character in code]
    if any(_syndromes(symbols)):
        raise _mistyped(code, _slip(symbols))
    return grouped(code)


def _wrong_length(plain: str, found: int) -> MistypedCodeError:
    parts = "".join("-" if character in _BETWEEN else character for character in plain).split("-")
    parts = [part for part in parts if part]
    odd = [number for number, part in enumerate(parts, 1) if len(part) != GROUP]
    said = f"恢复码应有 {LENGTH} 位（5 组，每组 4 位），现在输入了 {found} 位"
    if len(parts) == LENGTH // GROUP and len(odd) == 1:
        wrong = parts[odd[0] - 1]
        return MistypedCodeError(
            f"{said}：第 {odd[0]} 组「{wrong}」是 {len(wrong)} 位。请对照恢复码单重新输入这一组。", odd[0]
        )
    return MistypedCodeError(f"{said}。请对照恢复码单，看看哪一组多了或少了。")


def _mistyped(code: str, group: int | None) -> MistypedCodeError:
    if group is None:
        return MistypedCodeError(
            "恢复码输错了，不止一处，说不准是哪一组。请对照恢复码单，从第 1 组起重新核对。"
        )
    typed = grouped(code).split("-")[group - 1]
    return MistypedCodeError(
        f"恢复码输错了，很可能在第 {group} 组（现在是「{typed}」）。请对照恢复码单重新输入这一组。", group
    )


def _slip(symbols: list[int]) -> int | None:
    """The group in which one slip, or one swap of neighbours, explains what was typed."""
    first, second = _syndromes(symbols)
    if first and second:
        place = (_LOG[second] - _LOG[first]) % 31
        return place // GROUP + 1 if place < LENGTH else None
    groups: set[int] = set()
    if not first:
        for place in range(LENGTH - 1):
            moved = symbols[place] ^ symbols[place + 1]
            if _times(moved, _power(place) ^ _power(place + 1)) == second:
                groups |= {place // GROUP + 1, (place + 1) // GROUP + 1}
    return groups.pop() if len(groups) == 1 else None


def _syndromes(symbols: list[int]) -> tuple[int, int]:
    """Both sums that are zero for a true code."""
    first = second = 0
    for place, symbol in enumerate(symbols):
        first ^= symbol
        second ^= _times(symbol, _power(place))
    return first, second


def _field() -> list[int]:
    """The powers of 2 in the field of 32 elements, whose polynomial is x⁵ + x² + 1."""
    powers = [1]
    while len(powers) < 31:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 32 else doubled)
    return powers


_POWERS = _field()
_LOG = {value: exponent for exponent, value in enumerate(_POWERS)}


def _power(exponent: int) -> int:
    return _POWERS[exponent % 31]


def _times(a: int, b: int) -> int:
    return _power(_LOG[a] + _LOG[b]) if a and b else 0


def _inverse(a: int) -> int:
    return _power(-_LOG[a])
