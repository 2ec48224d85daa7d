"""What else of a scheme can be tried with no case at hand (试算：走访、抽查、值班、物资): the year from a day on, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.domain.conduct import Conduct
from desktop.domain.days import day_words
from desktop.domain.repeats import Roster
from desktop.domain.sampling import Check, count_of
from desktop.domain.stock import Stock, check_stock
from desktop.domain.visit_duties import Duty, periods

AHEAD = timedelta(days=365)
SHOWN = 12
"""Periods of one duty that are named; the rest are counted."""
CASES = (10, 50, 100, 500)
"""Numbers of cases for which a random check is worked out."""


def conduct_tried(conduct: Conduct, on: date) -> list[tuple[str, list[str]]]:
    """Under headings: when visits are due, how many are drawn for a check, duty days, and how the stock adds up; of a conduct that is settled."""
    found = [(f"走访：{x.label}", _BLANK if x.blanks else list(_duty(x, on))) for x in conduct.visits]
    found += [
        ("抽查", _BLANK) if x.blanks else (f"抽查 {x.percent.normalize():f}%", list(_check(x)))
        for x in conduct.checks
    ]
    found += [(f"值班：{x.label}", _BLANK if x.blanks else list(_roster(x, on))) for x in conduct.rosters]
    found += [(f"物资：{x.label}", _BLANK if x.blanks else list(_stock(x))) for x in conduct.stock]
    return found


_BLANK = ["原文空着的数还没有填，现在算不出。请在左边「试填的数」里填上。"]


def untried(conduct: Conduct) -> tuple[str, ...]:
    """What the scheme has and the window cannot try, each in a sentence."""
    said: list[str] = []
    if any(duty.capacities for duty in conduct.visits):
        said.append("一个人该结几户、有没有结多结少，这里不能试；算例里试过的，在「方案」页的「算例」里看。")
    if conduct.visits:
        said.append("走访做了几次、还差几次，要有走访登记才算得出，这里只列期限。")
    if conduct.parcels is not None:
        said.append("打包和装车这里不能试；怎样打包写在「方案」页。")
    return tuple(said)


def _duty(duty: Duty, on: date) -> Iterator[str]:
    due = periods(duty, on, on + AHEAD)
    for period in due[:SHOWN]:
        yield f"{period.name}：走访 {duty.times} 次，最晚{day_words(period.last)}"
    if len(due) > SHOWN:
        yield f"……一年内共 {len(due)} 期"
    if not due:
        yield "一年内没有要走访的日子。"


def _check(check: Check) -> Iterator[str]:
    counted = "；".join(f"{of} 件抽 {count_of(check.percent, of, check.at_least)} 件" for of in CASES)
    yield f"{counted}。{f'由{check.who}抽查。' if check.who else ''}"


def _roster(roster: Roster, on: date) -> Iterator[str]:
    days = roster.days(on, on + AHEAD)
    at = f"，{roster.at:%H:%M}" if roster.at else ""
    if days:
        yield f"一年内 {len(days)} 天，第一天{day_words(days[0])}，最后一天{day_words(days[-1])}{at}"
    else:
        yield "一年内没有值班的日子。"


def _stock(stock: Stock) -> Iterator[str]:
    check = check_stock(stock)
    yield f"共 {stock.total.normalize():,f} {stock.unit}，分完余 {check.left.normalize():,f} {stock.unit}"
    yield from check.problems
