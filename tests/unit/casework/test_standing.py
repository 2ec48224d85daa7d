"""Where a file stands: what may follow what, with day and reason, and never by typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.casework import assessment, history, intake, standing, watchlists
from desktop.casework.office import Office
from desktop.casework.standing import StandingError
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.standing import CLOSED, NEXT, FileState, StandingEntry
from desktop.domain.watchlist import WatchList
from desktop.store import standing as store
from tests.conftest import TODAY, Clock
from tests.unit.casework.conftest import apply_for


@pytest.fixture
def home(office: Office, household: Callable[..., Household]) -> int:
    return intake.record_household(office, household()).id or 0


def _to(state: FileState, day: date = TODAY, **more: str) -> StandingEntry:
    until = date(2026, 9, 2) if state is FileState.fading else None
    return StandingEntry(state=state, since=day, because="复核", fade_until=until, **more)


def test_a_file_fades_and_is_closed_with_every_reason_on_record(
    office: Office, home: int, clock: Clock
) -> None:
    standing.change_standing(office, home, _to(FileState.fading))
    assert watchlists.watch_list(office, WatchList.fading_ends, 5) == ()
    assert [x.household_id for x in watchlists.watch_list(office, WatchList.fading_ends, 6)] == [home]
    clock.day = date(2026, 9, 3)
    moved = standing.change_standing(office, home, _to(FileState.out_of_hardship, clock.day))
    assert (moved.state, moved.state_since) == (FileState.out_of_hardship, clock.day)
    assert watchlists.watch_list(office, WatchList.fading_ends) == ()
    told = [(e.state, e.because, e.by) for e in standing.standing_of(office, home)]
    assert told == [
        (FileState.fading, "复核", office.user.name),
        (FileState.out_of_hardship, "复核", office.user.name),
    ]
    assert standing.standing_counts(office) == {FileState.out_of_hardship: 1}


def test_typing_never_moves_a_file(office: Office, home: int) -> None:
    opened = intake.household(office, home)
    typed = replace(opened, state=FileState.cancelled, state_since=TODAY, remark="改了备注")
    kept = intake.record_household(office, typed)
    assert (kept.state, kept.state_since, kept.remark) == (FileState.on_file, None, "改了备注")


def test_a_file_that_came_from_another_unit_says_so(office: Office, home: int) -> None:
    came = _to(FileState.on_file, other_unit=" 示例市第三机床厂 ")
    kept = standing.change_standing(office, home, came)
    assert (kept.state, kept.state_since) == (FileState.on_file, TODAY)
    assert [e.told for e in standing.standing_of(office, home)] == ["复核；转入自 示例市第三机床厂"]
    standing.change_standing(office, home, _to(FileState.moved_out, other_unit="示例县总工会"))
    standing.change_standing(office, home, _to(FileState.on_file, other_unit="示例县总工会"))
    assert [e.told for e in standing.standing_of(office, home)][1:] == [
        "复核；转到 示例县总工会",
        "复核；转入自 示例县总工会",
    ]
    history.take_back(office, history.steps(office).lines[0].id)
    assert intake.household(office, home).state is FileState.moved_out


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (StandingEntry(state=FileState.cancelled, since=TODAY, because=" "), "请写明原因"),
        (_to(FileState.cancelled, date(2026, 3, 3)), "还没有到"),
        (_to(FileState.moved_out), "请写明转到哪个单位"),
        (StandingEntry(state=FileState.fading, since=TODAY, because="增收"), "渐退到哪一天"),
        (
            StandingEntry(state=FileState.fading, since=TODAY, because="增收", fade_until=TODAY),
            "应在开始日期之后",
        ),
        (_to(FileState.on_file), "已经是「在档」"),
        (_to(FileState.applied), "不能直接改为「申请建档」"),
    ],
)
def test_what_may_not_be_is_said_and_nothing_moves(
    office: Office, home: int, entry: StandingEntry, said: str
) -> None:
    with pytest.raises(StandingError, match=said):
        standing.change_standing(office, home, entry)
    assert standing.standing_of(office, home) == ()
    assert intake.household(office, home).state is FileState.on_file


def test_many_move_at_once_and_those_that_stay_are_named(
    office: Office, household: Callable[..., Household]
) -> None:
    first, second = household(), household()
    second = replace(second, members=(replace(second.members[0], id_number=""), *second.members[1:]))
    ids = [intake.record_household(office, h).id or 0 for h in (first, second)]
    standing.change_standing(office, ids[0], _to(FileState.cancelled))
    moved, left = standing.change_many(office, [*ids, *ids], _to(FileState.withdrawn))
    assert moved == 1
    assert [(x.household_id, "不能直接改为「退档」" in x.said) for x in left] == [(ids[0], True)]
    assert intake.household(office, ids[1]).state is FileState.withdrawn


def test_moving_many_tells_how_far_it_is_and_stopping_leaves_all_as_they_were(
    office: Office, household: Callable[..., Household]
) -> None:
    ids = [intake.record_household(office, household(f"户{n}")).id or 0 for n in range(4)]
    told: list[tuple[int, int]] = []
    before = len(history.steps(office).lines)
    with pytest.raises(StandingError, match="一户也没有变更"):
        standing.change_many(
            office,
            ids,
            _to(FileState.withdrawn),
            lambda made, all_: told.append((made, all_)),
            lambda: len(told) == 3,
        )
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert standing.standing_counts(office) == {FileState.on_file: 4}
    assert [standing.standing_of(office, i) for i in ids] == [()] * 4
    assert len(history.steps(office).lines) == before
    moved, left = standing.change_many(
        office, ids, _to(FileState.withdrawn), lambda made, all_: told.append((made, all_))
    )
    assert (moved, left, told[-1]) == (4, (), (4, 4))


def test_a_file_with_an_open_case_is_not_closed(office: Office, home: int) -> None:
    case = apply_for(office, intake.household(office, home))
    with pytest.raises(StandingError, match=f"申请 {case.number} 还没有办结"):
        standing.change_standing(office, home, _to(FileState.cancelled))
    assert standing.change_standing(office, home, _to(FileState.fading)).state is FileState.fading


def test_a_closed_file_gets_no_new_application_until_it_is_on_file_again(office: Office, home: int) -> None:
    kept = intake.household(office, home)
    assessment.assess(office, home, "plan-07")
    standing.change_standing(office, home, _to(FileState.out_of_hardship))
    with pytest.raises(OfficeError, match=r"自2026年3月2日起为「脱困」，不再受理新的申请.*改回「在档」"):
        apply_for(office, kept)
    standing.change_standing(office, home, _to(FileState.on_file))
    assert apply_for(office, intake.household(office, home)).number


def test_a_closed_file_is_put_on_no_pay_list(office: Office, home: int) -> None:
    with office.store.read() as session:
        store.expect_open(session, home)
    standing.change_standing(office, home, _to(FileState.withdrawn))
    with office.store.read() as session, pytest.raises(store.ClosedFileError, match="不再受理"):
        store.expect_open(session, home)


def test_a_change_of_state_is_taken_back_whole(office: Office, home: int) -> None:
    standing.change_standing(office, home, _to(FileState.fading))
    step = history.last_own(office)
    assert step is not None
    history.take_back(office, step.id)
    back = intake.household(office, home)
    assert (back.state, back.state_since) == (FileState.on_file, None)
    assert standing.standing_of(office, home) == ()
    assert watchlists.watch_list(office, WatchList.fading_ends, 60) == ()
    standing.change_standing(office, home, _to(FileState.cancelled))
    assert intake.household(office, home).state is FileState.cancelled


def test_files_are_listed_by_where_they_stand_a_page_at_a_time(
    office: Office, household: Callable[..., Household]
) -> None:
    ids = [intake.record_household(office, household(f"户{n}")).id or 0 for n in range(5)]
    standing.change_many(office, ids[1:4], _to(FileState.fading))
    page = standing.files(office, [FileState.fading], 1, 1)
    assert (page.total, [(x.name, x.since, x.because) for x in page.lines]) == (3, [("户2", TODAY, "复核")])
    everything = standing.files(office, list(FileState), 0, 10)
    assert [(x.name, x.because) for x in everything.lines][:2] == [("户0", ""), ("户1", "复核")]
    assert standing.ids_of(office, [FileState.fading]) == tuple(ids[1:4])
    assert standing.called(office, ids[:1])[ids[0]].endswith(" 户0")


@given(st.lists(st.sampled_from(list(FileState)), max_size=12))
def test_from_every_state_there_is_a_way_back_on_file_and_none_repeats(path: list[FileState]) -> None:
    here = FileState.on_file
    for wanted in path:
        if wanted in NEXT[here]:
            assert wanted is not here
            here = wanted
        assert here is FileState.on_file or FileState.on_file in NEXT[here]
    assert all(FileState.fading not in NEXT[closed] for closed in CLOSED)
