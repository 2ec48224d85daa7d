"""An alert the office registers is known of every household while it is in force, and no longer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain import means
from desktop.domain.announced import with_announced
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, FactValue
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Standards
from desktop.domain.verdict import Outcome

D = Decimal
TEXT = """
id = "alerts"
title = "预警期间"
combine = "all"
[[parameters]]
name = "heat_on"
label = "高温预警发布日"
type = "date"
optional = true
[[parameters]]
name = "heat_off"
label = "高温预警解除日"
type = "date"
optional = true
[[parameters]]
name = "outbreak_on"
label = "疫情通告日"
type = "date"
optional = true
[[groups]]
id = "heat"
label = "高温"
once = { per = "event" }
[[groups.require]]
clause = "高温期间"
kind = "has_any"
fact = "alerts"
of = ["heat_orange"]
[[triggers]]
kind = "alert"
alerts = ["heat_orange"]
announced = "heat_on"
lifted = "heat_off"
event = "高温"
[[triggers]]
kind = "alert"
alerts = ["outbreak"]
announced = "outbreak_on"
event = "疫情"
[[awards]]
kind = "fixed"
label = "慰问"
yuan = 200
[[steps]]
kind = "accept"
"""
SCHEME = parse_scheme(TEXT, "alerts.toml")
HEAT = {"heat_on": D(20260612)}
LIFTED = {**HEAT, "heat_off": D(20260630)}


def known(on: date, parameters: dict[str, Decimal], **facts: FactValue) -> tuple[object, object]:
    told = with_announced(Facts(facts), SCHEME, parameters, on)
    return told.get("alerts"), told.get("event")


@pytest.mark.parametrize(
    ("on", "parameters", "alerts", "event"),
    [
        (date(2026, 6, 12), {}, None, None),
        (date(2026, 6, 11), HEAT, set[str](), None),
        (date(2026, 6, 12), HEAT, {"heat_orange"}, "高温-2026-06-12"),
        (date(2026, 12, 31), HEAT, {"heat_orange"}, "高温-2026-06-12"),
        (date(2026, 6, 30), LIFTED, {"heat_orange"}, "高温-2026-06-12"),
        (date(2026, 7, 1), LIFTED, set[str](), None),
        # Two at once: which event it is, somebody has to say.
        (date(2026, 6, 20), {**HEAT, "outbreak_on": D(20260615)}, {"heat_orange", "outbreak"}, None),
    ],
)
def test_an_alert_is_in_force_from_its_day_to_the_day_it_is_lifted(
    on: date, parameters: dict[str, Decimal], alerts: set[str] | None, event: str | None
) -> None:
    assert known(on, parameters) == (alerts, event)


def test_what_is_known_of_the_household_stays() -> None:
    assert known(date(2026, 6, 12), HEAT, alerts=frozenset({"outbreak"}), event="第1号通告") == (
        {"outbreak"},
        "第1号通告",
    )


def test_the_check_goes_by_it_and_gives_once_for_an_event() -> None:
    on = date(2026, 6, 20)

    def outcome(aided: frozenset[str], parameters: dict[str, Decimal]) -> Outcome:
        facts = with_announced(Facts({"aided": aided}), SCHEME, parameters, on)
        return means.check(facts, SCHEME, Standards(), "示例市", on, parameters).outcome

    assert outcome(frozenset(), {}) is Outcome.incomplete
    assert outcome(frozenset(), HEAT) is Outcome.eligible
    assert outcome(frozenset({"高温-2026-06-12"}), HEAT) is Outcome.ineligible
    assert outcome(frozenset({"高温-2025-06-12"}), HEAT) is Outcome.eligible


def test_an_alert_is_registered_as_a_date_and_named() -> None:
    for right, wrong in (
        ('announced = "heat_on"', 'announced = "nobody"'),
        ('event = "高温"\n', ""),
        (
            'name = "heat_on"\nlabel = "高温预警发布日"\ntype = "date"',
            'name = "heat_on"\nlabel = "高温预警发布日"',
        ),
    ):
        assert right in TEXT
        with pytest.raises(OfficeError):
            parse_scheme(TEXT.replace(right, wrong), "alerts.toml")
