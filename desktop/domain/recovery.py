"""What the recovery sheet (恢复码单) is printed from, and the words its steps share with the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.bureau import Bureau

FROM_BACKUP = "从备份恢复"
"""The button of the first window that opens an office out of a backup."""
BY_CODE = "忘记密码"
"""The button beside the password that asks for the code instead."""


@dataclass(frozen=True)
class Sealed:
    """That the recovery sheet in force was printed, read back and put in its envelope: when, and by whom."""

    on: date
    by: str


@dataclass(frozen=True, kw_only=True)
class RecoveryPaper:
    """The sheet to be sealed in an envelope: the only other way to the data when every password is lost."""

    bureau: Bureau
    code: str
    """In groups of four with dashes."""
    made_by: str
    printed_on: date
