"""Passwords: which ones the office takes, and how long one waits after wrong ones."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from desktop.domain.errors import OfficeError

SHORTEST = 8
FREE_MISSES = 5
LONGEST_WAIT = 60

_COMMON = frozenset(
    "12345678 123456789 1234567890 11111111 88888888 66666666 00000000 password passw0rd password1 password123 "
    "qwertyui qwerty123 qwertyuiop asdfghjk asdfghjkl zxcvbnm1 1qaz2wsx 1q2w3e4r q1w2e3r4 qazwsxedc abc12345 abcd1234 "
    "a1234567 a12345678 aa123456 aa12345678 woaini123 woaini520 woaini1314 5201314520 admin123 admin888 admin1234 "
    "administrator iloveyou 11223344 12341234 123123123 147258369 123654789 987654321 gonghui123 bangfu123".split()
)


class WeakPasswordError(OfficeError):
    """The new password is too easy to guess; `said` tells why."""


class WrongPasswordError(OfficeError):
    """Name or password is wrong; the same for a name nobody has."""

    def __init__(self) -> None:
        super().__init__("姓名或密码不对。请看看大写锁定（Caps Lock）和输入法是否关了，再输一次。")


class WaitError(OfficeError):
    """Too many wrong passwords: the next try is taken after so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"密码连续输错多次，请等 {seconds} 秒再试。真的想不起来，可以用封存的恢复码单重设密码。"
        )
        self.seconds = seconds


@dataclass(frozen=True)
class Miss:
    """One wrong password: under which name, and when (UTC)."""

    name: str
    at: datetime


def normal(password: str) -> str:
    """The password as it is reckoned with: full-width letters of a Chinese keyboard are the plain ones."""
    return unicodedata.normalize("NFKC", password)


def check_strength(name: str, password: str) -> None:
    """Raises WeakPasswordError unless the password may be used by this person."""
    word = normal(password).casefold()
    if len(word) < SHORTEST:
        raise WeakPasswordError(
            f"密码至少要 {SHORTEST} 位，现在是 {len(word)} 位。可以用一句自己记得住的话。"
        )
    if name and word == normal(name).casefold():
        raise WeakPasswordError("密码不能就是姓名。请换一个别人猜不到的。")
    if len(set(word)) == 1:
        raise WeakPasswordError("密码不能全是同一个字。请换一个别人猜不到的。")
    if {ord(b) - ord(a) for a, b in pairwise(word)} in ({1}, {-1}):
        raise WeakPasswordError("密码不能是连着的数字或字母（如 12345678）。请换一个别人猜不到的。")
    if word in _COMMON:
        raise WeakPasswordError("这个密码太常见，别人一猜就中。请换一个。")


def wait_after(misses: int) -> int:
    """Seconds to wait after so many wrong passwords in a row: none for five, then 1, 2, 4 … 60."""
    return 0 if misses <= FREE_MISSES else min(2 ** min(misses - FREE_MISSES - 1, 6), LONGEST_WAIT)
