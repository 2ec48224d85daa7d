"""How payouts are told on screen (发放的说法)."""

from __future__ import annotations

from desktop.casework.printing import award_words
from desktop.domain.days import day_words
from desktop.domain.payout import Batch, PayoutLine


def given(line: PayoutLine) -> str:
    """What a line hands over: 1,000.00 元, or 大米 2 袋."""
    return award_words(line.amount, line.goods) if line.amount or line.goods else "—"


def signed_told(line: PayoutLine) -> str:
    """Who signed and when, with the proxy's relation and reason."""
    if line.signed_on is None:
        return "未签收"
    if line.proxy_name:
        return f"{line.signed_on:%m-%d} 代领：{line.proxy_name}（{line.proxy_relation}），{line.proxy_reason}"
    return f"{line.signed_on:%m-%d} 本人签收"


def signed_colour(line: PayoutLine) -> str:
    """The colour that goes with the words."""
    if line.signed_on is None:
        return ""
    return "amber" if line.proxy_name else "green"


def state_told(batch: Batch) -> str:
    """Where a batch stands: 发放中, 已办结, 已撤销."""
    if batch.cancelled_on is not None:
        return f"已撤销 {day_words(batch.cancelled_on)}"
    if batch.closed_on is not None:
        return f"已办结 {day_words(batch.closed_on)}"
    return "发放中"


def is_open(batch: Batch) -> bool:
    """Whether signatures may still be ticked."""
    return batch.closed_on is None and batch.cancelled_on is None
