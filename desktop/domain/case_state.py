"""How a case stands, in a word (申请状态): what was never taken is 不予受理, not 不予批准."""

from __future__ import annotations

from desktop.domain.application import Application, ApplicationLine
from desktop.domain.words import word

TURNED_AWAY = "不予受理"


def state_word(case: Application | ApplicationLine) -> str:
    """The word for where a case stands."""
    return TURNED_AWAY if case.turned_away else word(case.state)
