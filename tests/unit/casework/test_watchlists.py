"""The lists people ask for: who stands on which, at the edges, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from desktop.casework import attachments, intake, standing, watchlists, yearly
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.household import Certificate, CertificateKind, Household
from desktop.domain.person import Leaving, Member, Relation, Schooling, Sex
from desktop.domain.review import Suggestion
from desktop.domain.standing import FileState, StandingEntry
from desktop.domain.watchlist import WatchList
from tests.conftest import TODAY, Clock
from tests.unit.casework.conftest import apply_for

Make = Callable[..., Household]


@pytest.fixture
def keep(office: Office) -> Callable[[Household], Household]:
    return lambda household: intake.record_household(office, household)


def _told(office: Office, which: WatchList, months: int | None = None) -> list[tuple[str, str]]:
    return [(w.name, w.because) for w in watchlists.watch_list(office, which, months)]


def _named(make: Make, name: str, **member: Any) -> Household:
    made = make(name)
    return replace(made, members=(replace(made.members[0], **member), *made.members[1:]))


def test_unchanged_for_a_year_to_the_day(
    office: Office, clock: Clock, household: Make, keep: Callable[[Household], Household]
) -> None:
    clock.day = date(2025, 3, 2)
    keep(household("甲"))
    clock.day = date(2025, 3, 3)
    keep(household("乙"))
    clock.day = TODAY
    assert _told(office, WatchList.unchanged) == [("甲", "自2025年3月2日起没有修改过")]
    assert len(_told(office, WatchList.unchanged, 11)) == 2


def test_never_aided_and_not_visited(
    office: Office, household: Make, keep: Callable[[Household], Household]
) -> None:
    home = keep(household("甲"))
    apply_for(office, home)
    assert _told(office, WatchList.never_aided) == [("甲", "2026年3月2日建档以来没有批准过帮扶")]
    assert _told(office, WatchList.not_visited) == [("甲", "还没有走访过")]


def test_certificates_that_end_and_those_that_did(
    office: Office, household: Make, keep: Callable[[Household], Household]
) -> None:
    for n, ends in enumerate((date(2026, 6, 2), date(2026, 6, 3), date(2026, 3, 1))):
        certificate = Certificate(kind=CertificateKind.dibao, expires_on=ends)
        keep(replace(household(f"户{n}"), certificates=(certificate,)))
    assert _told(office, WatchList.certificates_end) == [
        ("户0", "低保证将于2026年6月2日到期"),
        ("户2", "低保证已于2026年3月1日到期"),
    ]


def test_children_who_finish_school(
    office: Office, household: Make, keep: Callable[[Household], Household]
) -> None:
    def child(name: str, entered: int, years: int | None, **more: Any) -> Member:
        return Member(
            ordinal=2,
            name=name,
            relation=Relation.son,
            schooling=Schooling.university,
            enrolled_year=entered,
            school_years=years,
            **more,
        )

    gone = {"left_on": date(2026, 1, 1), "left_by": Leaving.moved_out}
    sons = (
        child("今年", 2022, 4),
        child("去年", 2021, 4),
        child("明年", 2023, 4),
        child("不知", 2020, None),
        child("走了", 2022, 4, **gone),
    )
    for son in sons:
        made = household(f"{son.name}家")
        keep(replace(made, members=(made.members[0], son)))
    assert [b for _, b in _told(office, WatchList.graduating)] == [
        "今年 将于 2026 年毕业",
        "去年 应已于 2025 年毕业",
    ]


def test_sixty_for_men_fifty_five_for_women_to_the_day(
    office: Office, household: Make, keep: Callable[[Household], Household]
) -> None:
    numbers = count()
    for name, sex, born in (
        ("今日满", Sex.male, date(1966, 3, 2)),
        ("明日满", Sex.male, date(1966, 3, 3)),
        ("半年满", Sex.male, date(1966, 9, 2)),
        ("半年后", Sex.male, date(1966, 9, 3)),
        ("女将满", Sex.female, date(1971, 5, 1)),
        ("女六十", Sex.female, date(1966, 5, 1)),
    ):
        keep(_named(household, name, sex=sex, born=born, phone=f"1990000{next(numbers):04d}"))
    assert [w for w, _ in _told(office, WatchList.turning_sixty)] == ["明日满", "半年满", "女将满"]
    assert "1971年5月1日出生，2026 年满 55 周岁" in _told(office, WatchList.turning_sixty)[-1][1]


def test_one_person_in_two_files_stands_on_both(
    office: Office, household: Make, keep: Callable[[Household], Household]
) -> None:
    first = keep(_named(household, "陈远山", id_number="110101198001010010"))
    wife = Member(ordinal=3, name="陈远山", relation=Relation.husband, id_number="110101198001010010")
    other = household("何云")
    second = keep(replace(other, members=(*other.members, wife)))
    assert _told(office, WatchList.in_two_files) == [
        ("陈远山", f"陈远山 同时在档案 {second.number} 里"),
        ("何云", f"陈远山 同时在档案 {first.number} 里"),
    ]
    left = replace(second.members[-1], left_on=TODAY, left_by=Leaving.divorced)
    keep(replace(second, members=(*second.members[:-1], left)))
    assert _told(office, WatchList.in_two_files) == []


def test_paper_signed_before_the_file_was_changed(
    office: Office, clock: Clock, household: Make, keep: Callable[[Household], Household]
) -> None:
    home = keep(household("甲"))
    attachments.attach_bytes(office, home.id or 0, PaperKind.archive_form, "档案表.pdf", b"%PDF-1")
    assert _told(office, WatchList.paper_differs) == []
    clock.day = date(2026, 3, 5)
    keep(replace(home, remark="搬家"))
    assert _told(office, WatchList.paper_differs) == [
        ("甲", "纸质档案表是2026年3月2日的，电子档案2026年3月5日又改过，请重新打印签字")
    ]


def test_fading_that_ends_and_reviews_not_made(
    office: Office, household: Make, keep: Callable[[Household], Household]
) -> None:
    home = keep(household("甲"))
    assert _told(office, WatchList.not_reviewed) == [("甲", "2026 年还没有复审")]
    fading = StandingEntry(state=FileState.fading, since=TODAY, because="增收", fade_until=date(2026, 4, 2))
    standing.change_standing(office, home.id or 0, fading)
    assert _told(office, WatchList.fading_ends) == [("甲", "渐退到2026年4月2日为止")]
    yearly.review(office, home.id or 0, 2026, Suggestion.same, "", {})
    assert _told(office, WatchList.not_reviewed) == []


def test_closed_files_stand_on_no_list(
    office: Office, clock: Clock, household: Make, keep: Callable[[Household], Household]
) -> None:
    clock.day = date(2024, 3, 2)
    certificate = Certificate(kind=CertificateKind.dibao, expires_on=TODAY)
    home = keep(replace(household("甲"), certificates=(certificate,)))
    clock.day = TODAY
    assert {w for w in WatchList if watchlists.watch_list(office, w)} == {
        WatchList.unchanged,
        WatchList.never_aided,
        WatchList.not_visited,
        WatchList.certificates_end,
        WatchList.not_reviewed,
    }
    entry = StandingEntry(state=FileState.cancelled, since=TODAY, because="死亡")
    standing.change_standing(office, home.id or 0, entry)
    assert not any(watchlists.watch_list(office, w) for w in WatchList)
