"""What a scheme runs on: published lines in force, missing or to come, and who set which figure from which paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework import assessment, figures, settings
from desktop.casework.figures import LineStanding
from desktop.casework.office import Office
from desktop.domain.accounts import EVERY_ROLE, User
from desktop.domain.errors import OfficeError
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Line, LineKind
from desktop.store.library import Library
from tests.conftest import Clock

PLAN, PARAMETER = "plan-03", "hardship_multiple"
D = Decimal


def line(kind: LineKind, day: date, yuan: str, **changes: object) -> Line:
    made = Line(kind=kind, place="示例市", from_day=day, amount=D(yuan), source=f"{day.year} 号文")
    return replace(made, **changes)


def standing(office: Office, kind: LineKind = LineKind.dibao) -> LineStanding:
    found = figures.figures(office, assessment.scheme_card(office, PLAN)).lines
    return next(x for x in found if x.kind is kind)


def fill(office: Office, value: str | None, source: str) -> None:
    settings.record_parameter(office, PLAN, PARAMETER, None if value is None else D(value), source)


def by(office: Office, name: str) -> Office:
    return replace(office, user=User(name=name, roles=EVERY_ROLE))


def test_a_line_stands_with_its_past_and_what_is_to_come(office: Office, clock: Clock) -> None:
    for day, yuan in ((date(2023, 7, 1), "700"), (date(2024, 7, 1), "750"), (date(2026, 7, 1), "880")):
        settings.record_line(by(office, "李录入"), line(LineKind.dibao, day, yuan))
    elsewhere = line(LineKind.dibao, date(2026, 1, 1), "1", place="别处")
    settings.record_line(office, elsewhere)
    one = standing(office)
    assert one.needed
    assert one.line is not None
    assert one.line.amount == 810
    assert [x.amount for x in one.earlier] == [750, 700]
    assert [x.amount for x in one.coming] == [880]
    assert one.recorded_by(one.earlier[0]) == "李录入"
    assert one.recorded_by(one.line) == office.user.name
    clock.day = date(2026, 7, 1)
    later = standing(office)
    assert later.line is not None
    assert later.line.amount == 880


def test_who_corrects_a_line_is_named_and_its_number_stays(office: Office) -> None:
    before = standing(office).line
    assert before is not None
    settings.record_line(by(office, "周更正"), replace(before, amount=D(820)))
    one = standing(office)
    assert one.line is not None
    assert (one.line.id, one.line.amount) == (before.id, D(820))
    assert one.recorded_by(one.line) == "周更正"
    again = replace(one.line, id=None, amount=D(830))
    settings.record_line(by(office, "王重填"), again)
    one = standing(office)
    assert one.line is not None
    assert (one.line.id, one.line.amount, one.earlier) == (before.id, D(830), ())
    assert one.recorded_by(one.line) == "王重填"


def test_a_parameter_tells_each_time_it_was_set_and_emptied(office: Office) -> None:
    card = assessment.scheme_card(office, PLAN)
    assert PARAMETER not in figures.figures(office, card).settings
    fill(by(office, "李录入"), "1.5", "甲文")
    fill(by(office, "周更正"), "2", "甲文")
    fill(office, None, "")
    fill(office, "2", "乙文")
    other = office.library.scheme("plan-04").parameters[0]
    settings.record_parameter(office, "plan-04", other.name, other.minimum or D(1), "丙文")
    told = figures.figures(office, card).settings[PARAMETER]
    assert [(s.by, s.value, s.source) for s in told] == [
        (office.user.name, "2", "乙文"),
        (office.user.name, "", ""),
        ("周更正", "2", "甲文"),
        ("李录入", "1.5", "甲文"),
    ]


def test_a_scheme_whose_line_nobody_recorded_is_not_runnable(office: Office) -> None:
    fill(office, "1.5", "甲文")
    card = assessment.scheme_card(office, PLAN)
    assert (card.runnable, card.unrecorded, card.why_not) == (True, (), "")
    found = standing(office).line
    assert found is not None
    settings.delete_line(office, found.id or 0)
    card = assessment.scheme_card(office, PLAN)
    assert (card.runnable, card.unrecorded, card.lacking) == (False, (LineKind.dibao,), 1)
    assert card.why_not == "示例市还没有登记「低保标准」。请到「方案」页的「参数和标准」登记后再核对。"
    with pytest.raises(OfficeError, match="还没有登记「低保标准」"):
        list(assessment.try_out_all(office, PLAN))
    assert next(c for c in assessment.schemes(office) if c.scheme.id == PLAN) == card
    fill(office, None, "")
    card = assessment.scheme_card(office, PLAN)
    assert card.lacking == 2
    assert "原文没有写明 「" in card.why_not
    assert "还没有登记「低保标准」" in card.why_not


def test_a_line_counts_from_its_first_day_on(office: Office, clock: Clock) -> None:
    fill(office, "1.5", "甲文")
    clock.day = date(2025, 6, 30)
    assert assessment.scheme_card(office, PLAN).unrecorded == (LineKind.dibao,)
    clock.day = date(2025, 7, 1)
    assert assessment.scheme_card(office, PLAN).runnable


def test_a_line_only_a_warning_looks_at_stops_nothing(office: Office) -> None:
    scheme = parse_scheme(
        """
id = "warned"
title = "提醒"
[[groups]]
id = "a"
label = "家庭"
[[groups.require]]
clause = "有人口"
kind = "compare"
fact = "household_size"
at_least = 1
[[warn]]
say = "收入低于最低工资"
clause = "低于最低工资"
kind = "compare"
fact = "gross_income_per_head"
below = { standard = "minimum_wage" }
[[awards]]
kind = "fixed"
label = "慰问金"
yuan = 100
[[steps]]
kind = "accept"
""",
        "warned.toml",
    )
    there = replace(office, library=Library(schemes=(scheme,)))
    card = assessment.scheme_card(there, "warned")
    assert card.runnable
    (one,) = figures.figures(there, card).lines
    assert (one.kind, one.needed, one.line) == (LineKind.minimum_wage, False, None)


def test_every_shipped_scheme_knows_the_lines_its_examples_need(office: Office) -> None:
    for scheme in office.library.schemes:
        given = {kind for example in scheme.examples for kind in example.standards}
        assert set(scheme.lines) <= given, scheme.id
        assert given <= {*scheme.lines, *scheme.lines_besides}, scheme.id
