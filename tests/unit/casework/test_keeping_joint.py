"""What was settled of several cases together names people too: it lets go of those whose archive is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.casework import deciding, keeping, levels, meetings, placing
from desktop.casework.keeping import Second
from desktop.casework.meetings import Point
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.household import Household
from desktop.domain.meeting import MeetingKind, Result
from desktop.domain.retention import GONE
from tests.conftest import Clock
from tests.unit.casework.test_deciding import TEXT, with_scheme
from tests.unit.casework.test_meetings import sat, waiting
from tests.unit.casework.test_placing import begun, some, with_places

Builder = Callable[..., Household]
LATER = date(2036, 3, 3)


@pytest.fixture
def town(office: Office) -> Office:
    made = with_scheme(office, text=TEXT)
    levels.record_own_levels(made, "levels", ["乡镇"])
    return made


def applied(office: Office, household: Builder, name: str, spouse: str) -> Application:
    home = household(name)
    return waiting(office, replace(home, members=(home.members[0], replace(home.members[1], name=spouse))))


def turned_down(case: Application, words: str) -> Point:
    return Point(application_id=case.id or 0, result=Result.failed, words=words)


def destroyed(office: Office, clock: Clock, case: Application) -> None:
    """Puts the archive of that case away and destroys it when its time has come."""
    today, clock.day = clock.day, date(2026, 3, 2)
    keeping.seal(office, case.household_id, "已脱困")
    clock.day = LATER
    keeping.destroy(office, [case.household_id], Second("吴监督"), "销毁 1 户", "期满")
    clock.day = today


def test_minutes_lose_the_names_of_the_destroyed_and_go_with_the_last(
    town: Office, household: Builder, clock: Clock
) -> None:
    one = applied(town, household, "金丝雀甲", "金丝雀乙")
    other = applied(town, household, "王大山", "李小河")
    said = "金丝雀甲患病，其妻金丝雀乙无业。王大山、李小河都在住院，比金丝雀甲更急。"
    held = meetings.hold(
        town,
        sat(MeetingKind.approval, minutes=said),
        [turned_down(one, "材料不实"), turned_down(other, "同金丝雀甲一并报")],
    )
    destroyed(town, clock, one)
    kept = meetings.meeting(town, held.id or 0)
    assert kept.minutes == said.replace("金丝雀甲", GONE).replace("金丝雀乙", GONE)
    assert [i.applicant for i in kept.items] == [GONE, "王大山"]
    assert [i.words for i in kept.items] == ["", f"同{GONE}一并报"]
    destroyed(town, clock, other)
    last = meetings.meeting(town, held.id or 0)
    assert (last.minutes, last.title, last.present) == ("", held.title, held.present)


def test_a_meeting_that_had_nothing_to_do_with_them_stays_as_it_is(
    town: Office, household: Builder, clock: Clock
) -> None:
    one = applied(town, household, "王大", "李小河")
    other = applied(town, household, "王大山", "赵大力")
    deciding.refuse(town, one.id or 0, "收入超过标准", "周审批")
    held = meetings.hold(
        town, sat(MeetingKind.approval, minutes="王大山住院。"), [turned_down(other, "收入高")]
    )
    destroyed(town, clock, one)
    assert meetings.meeting(town, held.id or 0) == held


def test_a_round_of_places_forgets_who_gave_the_place_up(
    office: Office, household: Builder, clock: Clock
) -> None:
    few = with_places(office, 1)
    cases = some(few, household, 金丝雀甲="1000.00", 王大山="1200.00")
    round = begun(few, cases)
    placing.settle(few, round.id or 0, "金丝雀甲家里更难", "周审批")
    placing.withdraw(few, round.id or 0, cases["金丝雀甲"].id or 0, "已找到工作", "周审批")
    before = placing.round_(few, round.id or 0)
    assert "金丝雀甲" in before.because + "".join(r.because for r in before.rows)
    deciding.refuse(few, cases["金丝雀甲"].id or 0, "退出", "周审批")
    destroyed(few, clock, cases["金丝雀甲"])
    after = placing.round_(few, round.id or 0)
    assert after.because == f"{GONE}家里更难"
    other = after.row(cases["王大山"].id or 0)
    assert other is not None
    assert other.because.endswith(f"{GONE} 退出，依次递补")
    assert "金丝雀" not in repr(after)
