"""A policy revised: what was granted under the older edition counts under the newer, and old verdicts stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, assessment, deciding, intake, trying
from desktop.casework.effect import Inquiries
from desktop.casework.headless import desk_of, judge
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.try_out import Attempt
from desktop.domain.verdict import Outcome
from desktop.store.library import Library
from tests.conftest import Clock

TEXT = """
id = "{id}"
title = "救助办法"
{head}
[[groups]]
id = "a"
label = "家庭"
{once}
[[groups.require]]
clause = "人口不少于 {size} 人"
kind = "compare"
fact = "household_size"
at_least = {size}
[[awards]]
kind = "range"
label = "临时救助"
minimum = 0
maximum = {most}
{ceiling}
[[steps]]
kind = "accept"
[[steps]]
kind = "decide"
"""
CEILING = """
[[ceilings]]
clause = "全年不超过 1000 元"
yuan = 1000
fact = "aid_received_this_year"
schemes = [{schemes}]
"""


def scheme(
    id: str, replaces: str = "", once: str = "", ceiling: str = "", size: int = 1, most: int = 900
) -> Scheme:
    head = f'replaces = "{replaces}"' if replaces else ""
    once = f'once = {{ per = "{once}" }}' if once else ""
    text = TEXT.format(id=id, head=head, once=once, ceiling=ceiling, size=size, most=most)
    return parse_scheme(text, f"{id}.toml")


def having(office: Office, *schemes: Scheme) -> Office:
    return replace(office, library=Library(schemes=schemes))


def waiting(office: Office, household_id: int, id: str) -> Application:
    kept = assessment.assess(office, household_id, id)
    assert kept.verdict.outcome is Outcome.eligible, kept.verdict.summary
    case = applying.apply(office, kept.id or 0, "", "生活困难")
    return approval.complete_step(office, case.id or 0, "属实", "林晓舟")


def approved(office: Office, household_id: int, id: str, yuan: int) -> None:
    case = waiting(office, household_id, id)
    done = deciding.approve(office, case.id or 0, Decimal(yuan), (), "同意", "周审批")
    assert done.state is State.approved


def outcome(office: Office, household_id: int, id: str) -> Outcome:
    one = assessment.assess(office, household_id, id).verdict.outcome
    assert dict(assessment.try_out_all(office, id))[household_id].outcome is one
    return one


@pytest.fixture
def kept(office: Office, household: Callable[..., Household]) -> int:
    return intake.record_household(office, household()).id or 0


def test_once_a_year_holds_over_all_editions(office: Office, kept: int, clock: Clock) -> None:
    old = scheme("old", once="year")
    approved(having(office, old), kept, "old", 100)
    revised = having(office, old, scheme("new", "old", "year"), scheme("newest", "new", "year"))
    assert [outcome(revised, kept, id) for id in ("old", "new", "newest")] == [Outcome.ineligible] * 3
    alone = having(office, scheme("new", once="year"))
    assert outcome(alone, kept, "new") is Outcome.eligible, (
        "another scheme that replaces nothing counts for itself"
    )
    clock.day = date(2027, 1, 4)
    assert outcome(revised, kept, "newest") is Outcome.eligible


def test_the_older_file_may_be_gone_and_still_counts(office: Office, kept: int) -> None:
    approved(having(office, scheme("old", once="lifetime")), kept, "old", 100)
    revised = having(office, scheme("new", "old", "lifetime"))
    assert outcome(revised, kept, "new") is Outcome.ineligible


@pytest.mark.parametrize(("first", "second"), [("old", "new"), ("new", "old")])
def test_a_ceiling_is_filled_by_either_edition(office: Office, kept: int, first: str, second: str) -> None:
    ceiling = CEILING.format(schemes="")
    revised = having(office, scheme("old", ceiling=ceiling), scheme("new", "old", ceiling=ceiling))
    approved(revised, kept, first, 700)
    verdict = assessment.assess(revised, kept, second).verdict
    assert verdict.amount_at_most == 300
    assert dict(assessment.try_out_all(revised, second))[kept].amount_at_most == 300


def test_a_ceiling_that_names_the_older_edition_counts_the_newer_one_too(office: Office, kept: int) -> None:
    other = scheme("other", ceiling=CEILING.format(schemes='"old"'))
    revised = having(office, scheme("old"), scheme("new", "old"), other)
    approved(revised, kept, "new", 700)
    assert assessment.assess(revised, kept, "other").verdict.amount_at_most == 300


def test_a_case_that_waits_is_held_to_what_the_other_edition_gave_meanwhile(
    office: Office, kept: int
) -> None:
    ceiling = CEILING.format(schemes="")
    revised = having(office, scheme("old", ceiling=ceiling), scheme("new", "old", ceiling=ceiling))
    late = waiting(revised, kept, "old")
    approval.withdraw(revised, late.id or 0, "先办新版", "林晓舟")
    late = waiting(revised, kept, "new")
    with pytest.raises(OfficeError, match="已有一份未办结的申请"):
        waiting(revised, kept, "old")
    deciding.approve(revised, late.id or 0, Decimal(800), (), "同意", "周审批")
    assert assessment.assess(revised, kept, "old").verdict.amount_at_most == 200


def test_an_old_verdict_is_replayed_unchanged_after_a_revision(office: Office, kept: int) -> None:
    first = having(office, scheme("old", most=900))
    done = assessment.assess(first, kept, "old")
    case = applying.apply(first, done.id or 0, "", "生活困难")
    revised = having(office, scheme("old", most=100, size=9), scheme("new", "old", size=9, most=50))
    assert assessment.replay(revised, done.id or 0) == done.verdict
    gone = having(office, scheme("new", "old", size=9, most=50))
    assert assessment.replay(gone, done.id or 0) == done.verdict
    case = approval.complete_step(gone, case.id or 0, "属实", "林晓舟")
    deciding.approve(gone, case.id or 0, Decimal(900), (), "同意", "周审批")
    assert assessment.assess(revised, kept, "new").verdict.outcome is Outcome.ineligible
    assert assessment.replay(gone, done.id or 0) == done.verdict


def begun(id: str, replaces: str, from_day: date) -> Scheme:
    text = TEXT.format(
        id=id, head=f'replaces = "{replaces}"\nfrom = {from_day}', once="", ceiling="", size=1, most=900
    )
    return parse_scheme(text, f"{id}.toml")


CHANGE = date(2026, 7, 1)
DAY_BEFORE = date(2026, 6, 30)


@pytest.mark.parametrize("way", ["check", "screen", "all", "try-out", "effect", "cli"])
def test_from_the_day_the_newer_edition_begins_the_older_one_is_refused_by_name(
    office: Office, kept: int, clock: Clock, way: str
) -> None:
    revised = having(office, scheme("old"), begun("new", "old", CHANGE))

    def outcome_on(id: str, day: date) -> Outcome:
        clock.day = day
        match way:
            case "check":
                return assessment.assess(revised, kept, id).verdict.outcome
            case "screen":
                return assessment.try_out(revised, intake.household(revised, kept), id).outcome
            case "all":
                return dict(assessment.try_out_all(revised, id))[kept].outcome
            case "try-out":
                ground = trying.ground(revised, id)
                facts = trying.facts_of_household(revised, intake.household(revised, kept), id, day, 1)
                return ground.verdict(Attempt(on=day, facts=facts)).outcome
            case "effect":
                return Inquiries(revised).about(id).standing().outcome_of(0)
            case _:
                return judge(desk_of(revised), id, {"household_size": 3}, day).outcome

    assert outcome_on("old", DAY_BEFORE) is Outcome.eligible
    with pytest.raises(OfficeError, match=r"施行到2026年6月30日止.*编号 new"):
        outcome_on("old", CHANGE)
    assert outcome_on("new", CHANGE) is Outcome.eligible


def test_an_application_under_the_older_edition_is_taken_only_for_papers_that_came_in_time(
    office: Office, kept: int, clock: Clock
) -> None:
    clock.day = DAY_BEFORE
    done = assessment.assess(having(office, scheme("old")), kept, "old")
    revised = having(office, begun("new", "old", CHANGE))
    clock.day = CHANGE
    assert assessment.replay(revised, done.id or 0) == done.verdict
    with pytest.raises(OfficeError, match="编号 new"):
        applying.apply(revised, done.id or 0, "", "生活困难")
    case = applying.apply(revised, done.id or 0, "", "生活困难", received=DAY_BEFORE)
    case = approval.complete_step(revised, case.id or 0, "属实", "林晓舟")
    done_case = deciding.approve(revised, case.id or 0, Decimal(500), (), "同意", "周审批")
    assert done_case.state is State.approved
    assert assessment.replay(revised, done.id or 0) == done.verdict
