"""Parameters that are days and months: kept as figures, read and told as days, usable wherever a plan leaves one blank."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain import means, procedure
from desktop.domain.calendar import WorkCalendar
from desktop.domain.dated_parameters import ParameterType, encoded, told, written
from desktop.domain.errors import OfficeError
from desktop.domain.examples import run_examples
from desktop.domain.facts import Facts, FactValue, parse_facts_file
from desktop.domain.months import Month
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_words import Reading
from desktop.domain.standards import Standards
from desktop.domain.stock import check_stock
from desktop.domain.verdict import Outcome
from desktop.domain.visit_duties import Helped, owed

D = Decimal
DATE, YEARLY, MONTH = ParameterType.date, ParameterType.month_day, ParameterType.month
CALENDAR = WorkCalendar({})


@pytest.mark.parametrize(
    ("kind", "raw", "value", "words", "typed"),
    [
        (DATE, date(2026, 12, 30), 20261230, "2026年12月30日", "2026-12-30"),
        (DATE, "2026年1月2日", 20260102, "2026年1月2日", "2026-01-02"),
        (YEARLY, "12-30", 1230, "每年 12 月 30 日", "12-30"),
        (YEARLY, "1月5日", 105, "每年 1 月 5 日", "01-05"),
        (MONTH, "2026-01", 202601, "2026年1月", "2026-01"),
        (MONTH, "２０２６年１２月", 202612, "2026年12月", "2026-12"),
    ],
)
def test_a_day_is_kept_as_a_figure_and_told_as_a_day(
    kind: ParameterType, raw: object, value: int, words: str, typed: str
) -> None:
    assert encoded(kind, raw) == value
    assert told(kind, D(value)) == words
    assert written(kind, D(value)) == typed
    assert encoded(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (DATE, "2026-02-30"),
        (DATE, "12-30"),
        (YEARLY, "02-29"),
        (YEARLY, "13-01"),
        (YEARLY, "2026-12-30"),
        (MONTH, "2026-13"),
        (MONTH, "1月"),
        (MONTH, 202601),
        (DATE, True),
    ],
)
def test_what_is_no_such_day_is_refused(kind: ParameterType, raw: object) -> None:
    with pytest.raises(OfficeError):
        encoded(kind, raw)


TEXT = """
id = "days"
title = "日子都空着"
[[parameters]]
name = "start_month"
label = "计发起始月"
type = "month"
[[parameters]]
name = "cut"
label = "去世截止日期"
type = "date"
[[parameters]]
name = "first_day"
label = "活动开始"
type = "month_day"
[[parameters]]
name = "last_day"
label = "活动结束"
type = "month_day"
[[parameters]]
name = "deadline"
label = "初审期限"
type = "date"
[[parameters]]
name = "working"
label = "审核工作日"
[[parameters]]
name = "visits_a_term"
label = "每半年家访次数"
[[parameters]]
name = "pieces"
label = "物资总数"
optional = true
[[groups]]
id = "a"
label = "老人"
[[groups.require]]
clause = "截止日期以前没有去世"
kind = "not"
of = [{ kind = "day_within", fact = "died_on", until = { parameter = "cut" } }]
[[groups.require]]
clause = "在活动期间"
kind = "day_within"
from = { parameter = "first_day" }
until = { parameter = "last_day" }
[[awards]]
kind = "fixed"
label = "补助"
yuan = 100
[awards.monthly]
start = { month_after_age = 60, born = "applicant_born", not_before = { parameter = "start_month" } }
[[steps]]
kind = "accept"
due = { window = { from = { parameter = "first_day" }, to = { parameter = "last_day" } } }
[[steps]]
kind = "review"
due = { date = { parameter = "deadline" } }
[[steps]]
kind = "decide"
due = { workdays = { parameter = "working" } }
[[visits]]
id = "home"
label = "家访"
every = "half_year"
times = { parameter = "visits_a_term" }
[[rosters]]
id = "water"
label = "送水"
window = { from = { parameter = "first_day" }, to = { parameter = "last_day" } }
[[stock]]
id = "goods"
label = "物资"
unit = "件"
total = { parameter = "pieces" }
handed = [{ to = "甲", receivers = { parameter = "visits_a_term" }, each = 200 }]
[[examples]]
name = "都填了"
on = 2026-01-10
received = 2026-01-10
parameters = { start_month = "2024-07", cut = 2022-12-31, first_day = "12-05", last_day = "03-05", deadline = 2026-02-10, working = 5, visits_a_term = 2, pieces = 400 }
[examples.facts]
died_on = 2023-05-01
applicant_born = 1960-03-01
[examples.expect]
verdict = "eligible"
amount = 100
monthly = { first = "2024-07" }
deadlines = { accept = 2026-03-05, review = 2026-02-10, decide = 2026-02-17 }
rosters = [ { id = "water", since = 2025-12-01, until = 2026-03-31, count = 91 } ]
stock = { goods = 0 }
visits = [ { id = "home", since = 2026-01-01, on = 2026-01-10, lacking = [2] } ]
"""
FILLED = {
    "start_month": D(202407),
    "cut": D(20221231),
    "first_day": D(1205),
    "last_day": D(305),
    "deadline": D(20260210),
    "working": D(5),
    "visits_a_term": D(2),
}
SCHEME = parse_scheme(TEXT, "days.toml")


def test_the_worked_example_uses_every_blank_day() -> None:
    assert [r.problems for r in run_examples(SCHEME, CALENDAR)] == [()]


@pytest.mark.parametrize("name", FILLED)
def test_each_blank_stops_the_check_and_is_asked_for_by_name(name: str) -> None:
    filled = {k: v for k, v in FILLED.items() if k != name}
    assert [p.name for p in SCHEME.unset(filled)] == [name]
    with pytest.raises(means.UnsetParametersError, match=SCHEME.parameter(name).label):
        means.check(Facts(), SCHEME, Standards(), "示例市", date(2026, 1, 10), filled)


def checked(on: date, **facts: FactValue) -> means.Verdict:
    known = Facts({"died_on": date(2024, 1, 1), "applicant_born": date(1960, 3, 1), **facts})
    return means.check(known, SCHEME, Standards(), "示例市", on, FILLED)


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (date(2025, 12, 4), Outcome.ineligible),
        (date(2025, 12, 5), Outcome.eligible),
        (date(2026, 3, 5), Outcome.eligible),
        (date(2026, 3, 6), Outcome.ineligible),
    ],
)
def test_a_yearly_window_of_parameters_takes_in_both_ends(on: date, outcome: Outcome) -> None:
    assert checked(on).outcome is outcome


def test_a_date_that_is_a_parameter_is_a_bound_like_any_other() -> None:
    on = date(2026, 1, 10)
    assert checked(on, died_on=date(2022, 12, 31)).outcome is Outcome.ineligible
    assert checked(on, died_on=date(2023, 1, 1)).outcome is Outcome.eligible


def test_the_month_that_is_a_parameter_begins_the_payments() -> None:
    monthly = checked(date(2026, 1, 10)).monthly
    assert monthly is not None
    assert monthly.first == Month(2024, 7)
    young = checked(date(2026, 1, 10), applicant_born=date(1965, 3, 1)).monthly
    assert young is not None
    assert young.first == Month(2025, 4)


def test_a_step_whose_day_is_blank_says_so_and_is_never_guessed() -> None:
    bare = procedure.steps(SCHEME, date(2026, 1, 10), CALENDAR, 5)
    assert [s.due for s in bare] == [None, None, None]
    assert "请先填写参数「初审期限」" in bare[1].rule
    made = procedure.steps(SCHEME, date(2026, 1, 10), CALENDAR, 5, parameters=FILLED)
    assert [s.due for s in made] == [date(2026, 3, 5), date(2026, 2, 10), date(2026, 2, 17)]


def test_a_visit_is_due_as_often_as_the_office_says() -> None:
    (duty,) = SCHEME.conduct.visits
    made = [Helped(day=date(2026, 1, 5))]
    (standing,) = owed(duty.settled(FILLED), made, date(2026, 1, 1), date(2026, 1, 10))
    assert standing.lacking == 1
    (open_one,) = owed(duty, made, date(2026, 1, 1), date(2026, 1, 10))
    assert open_one.lacking == 0


def test_stock_is_checked_once_its_figures_are_there() -> None:
    (stock,) = SCHEME.conduct.stock
    assert check_stock(stock.settled(FILLED)).problems == ("还有数量没有填写，不能核对合计",)
    assert check_stock(stock.settled({**FILLED, "pieces": D(400)})).right
    assert check_stock(stock.settled({**FILLED, "pieces": D(500)})).left == 100


def test_it_is_read_aloud_with_what_was_filled_in_and_with_what_is_blank() -> None:
    bare, full = Reading(SCHEME, {}), Reading(SCHEME, {**FILLED, "pieces": D(400)})
    steps = SCHEME.steps
    assert bare.due(steps[1], 5) == "期限：【待填：初审期限】"
    assert full.due(steps[1], 5) == "2026年2月10日前（含当日）"
    assert "12 月 5 日到 3 月 5 日" in full.due(steps[0], 5)
    assert any("最早从 【待填：计发起始月】起" in line for line in bare.award(SCHEME.awards[0]))
    assert any("最早从 2024年7月起" in line for line in full.award(SCHEME.awards[0]))
    window = SCHEME.groups[0].require[1]
    assert bare.condition(window) == "核对日期在 【待填日期】至【待填日期】（含）之内"
    assert full.condition(window) == "核对日期在 12 月 5 日至次年 3 月 5 日（含）之内"
    assert bare.condition(SCHEME.groups[0].require[0]).endswith("去世日期在 【待填日期】（含）以前之内")
    duty = dict(bare.conduct())["走访和结对"][0]
    assert "每半年 【待填：每半年家访次数】 次" in duty
    assert "每半年 2 次" in dict(full.conduct())["走访和结对"][0]
    assert "送水：12 月 5 日到次年 3 月 5 日" in dict(full.conduct())["按日子轮着做的事"][0]
    assert "【待填：物资总数】" in dict(bare.conduct())["物资从哪里来，分到哪里去"][0]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('date = { parameter = "deadline" }', 'date = { parameter = "working" }', "不是日期"),
        ('workdays = { parameter = "working" }', 'workdays = { parameter = "cut" }', "不是数字"),
        ('type = "month"', 'type = "moon"', "没有「moon」"),
        ('type = "month"', 'type = "month"\nminimum = 1', "日期和月份没有上下限"),
        ('type = "month"', 'type = "month"\nvalue = "2026-13"', "应是月份，写成 2026-01"),
        ('until = { parameter = "last_day" }', 'until = { parameter = "cut" }', "起止两头的写法不一样"),
        ('start_month = "2024-07"', "start_month = 7", "应是月份"),
    ],
)
def test_a_slip_is_named(right: str, wrong: str, said: str) -> None:
    assert right in TEXT
    with pytest.raises(OfficeError, match=said):
        parse_scheme(TEXT.replace(right, wrong, 1), "days.toml")


def test_what_is_filled_in_must_be_such_a_day() -> None:
    start = SCHEME.parameter("start_month")
    assert start.read("2026年1月") == 202601
    assert start.told(D(202601)) == "2026年1月"
    for value in (D(202613), D(7), D("202601.5")):
        with pytest.raises(OfficeError, match="计发起始月"):
            start.fitting(value)
    with pytest.raises(OfficeError, match="写成 2026-01"):
        start.read("明年")


def test_a_facts_file_gives_days_as_they_are_written() -> None:
    given = parse_facts_file({"参数": {"a": "2026-12-30", "b": "12-30", "c": "2026-01", "d": 5}})
    assert given.parameters == {"a": 20261230, "b": 1230, "c": 202601, "d": 5}
