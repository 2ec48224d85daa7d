"""Where a public notice stands on a day (公示到哪一步): hanging, to be taken down, to be ended, over."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from desktop.domain.application import Notice


class Standing(Enum):
    """Where a notice stands."""

    to_come = "还没张贴"
    hanging = "公示中"
    last_day = "今天到期"
    to_take_down = "该取下了"
    to_end = "已取下，待结束"
    ended_up = "已结束，没有全部取下"
    closed = "已结束"


TO_DO = (Standing.to_take_down, Standing.to_end, Standing.ended_up)
"""The notice is over, but something is still to be done with it."""


def standing(notice: Notice, today: date) -> Standing:
    """Where a notice stands on that day."""
    if notice.closed_on is not None:
        return Standing.ended_up if notice.up else Standing.closed
    if today < notice.posted_on:
        return Standing.to_come
    if today > notice.until:
        return Standing.to_take_down if notice.up else Standing.to_end
    return Standing.last_day if today == notice.until else Standing.hanging


def standing_words(notice: Notice, today: date) -> str:
    """Where it stands, with the days that are left, the places to be cleared, or how it came out."""
    found = standing(notice, today)
    if found is Standing.hanging:
        return f"{found.value}，还有 {(notice.until - today).days} 天"
    if found in (Standing.to_take_down, Standing.ended_up):
        return f"{found.value}（{len(notice.up)} 处）"
    if found is Standing.closed:
        return f"{found.value}，{notice.objections}" if notice.objections else found.value
    return found.value


def take_down_on(notice: Notice) -> date:
    """The day it is taken down: the one after its last."""
    return notice.until + timedelta(days=1)
