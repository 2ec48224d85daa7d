"""Notices: what they show, where they hang, photographs of that, and taking them down."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.casework import (
    approval,
    consents,
    intake,
    keeping,
    notice_photos,
    noticing,
    printing,
    rechecking,
)
from desktop.casework.deeds import deed
from desktop.casework.keeping import Second
from desktop.casework.office import Office
from desktop.domain.application import Application, Notice
from desktop.domain.consent import Consent
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.notice_allowed import allowed_names
from desktop.domain.notice_look import Names, NoticeLook, Shown, places_in, unit_words
from desktop.domain.notice_standing import Standing, standing, standing_words
from desktop.domain.retention import confirmation
from desktop.domain.trail import Act
from desktop.store import attachment_files, attachments, attachments_kept, cases
from tests.conftest import Clock
from tests.unit.casework.conftest import objected_to, to_notice, waiting_for_notice

Builder = Callable[..., Household]
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)
PLACES = "单位公告栏、和平社区公示栏\n职工服务中心大厅"


@pytest.fixture
def hung(office: Office, three: list[Application], clock: Clock) -> Notice:
    return noticing.post_notice(office, [c.id or 0 for c in three], clock.day, 5, PLACES)


def names_on(office: Office, notice: Notice) -> list[str]:
    with office.store.read() as session:
        return [e.name for e in printing.notice_paper(office, session, notice.id or 0).entries]


def agree(office: Office, case: Application) -> None:
    given = Consent(
        household_id=case.household_id,
        given_on=office.today(),
        given_by=case.applicant,
        relation="本人",
        publication=True,
    )
    consents.record_consent(office, given)


def employ(office: Office, case: Application, employer: str) -> None:
    """The head of the household works there now."""
    home = intake.household(office, case.household_id)
    first, *others = home.members
    intake.record_household(office, replace(home, members=(replace(first, employer=employer), *others)))


# --- what it shows ---


def test_whole_names_stand_there_only_of_those_who_agreed(
    office: Office,
    three: list[Application],
    clock: Clock,
) -> None:
    agree(office, three[1])
    notice = noticing.post_notice(office, [c.id or 0 for c in three], clock.day, 5, "公告栏")
    assert names_on(office, notice) == ["陈**", "王小明", "赵**"]
    agree(office, three[0])
    assert names_on(office, notice) == ["陈**", "王小明", "赵**"], "as it was hung"


def test_a_rule_that_is_named_lets_all_names_stand_whole(
    office: Office,
    three: list[Application],
    clock: Clock,
) -> None:
    ids = [c.id or 0 for c in three]
    with pytest.raises(OfficeError, match="依据的文件和条款"):
        noticing.post_notice(office, ids, clock.day, 5, "公告栏", NoticeLook(names=Names.named))
    look = NoticeLook(names=Names.named, basis="示例市救助办法第八条")
    notice = noticing.post_notice(office, ids, clock.day, 5, "公告栏", look)
    assert names_on(office, notice) == ["陈练习", "王小明", "赵大力"]
    assert noticing.notices(office)[0].notice.look == look


def test_no_names_or_covered_ones_and_columns_left_out(
    office: Office,
    three: list[Application],
    clock: Clock,
) -> None:
    for case in three:
        agree(office, case)
    covered = NoticeLook(names=Names.covered, columns=(Shown.award,))
    first = noticing.post_notice(office, [three[0].id or 0], clock.day, 5, "公告栏", covered)
    assert names_on(office, first) == ["陈**"]
    with office.store.read() as session:
        (entry,) = printing.notice_paper(office, session, first.id or 0).entries
    assert (entry.employer, entry.category) == ("", "")
    assert entry.award
    none = NoticeLook(names=Names.numbers)
    second = noticing.post_notice(office, [three[1].id or 0], clock.day, 5, "公告栏", none)
    assert names_on(office, second) == [three[1].number]
    with pytest.raises(OfficeError, match="至少勾选一栏"):
        noticing.post_notice(office, [three[2].id or 0], clock.day, 5, "", NoticeLook(columns=()))


def test_what_it_says_stays_when_the_case_is_checked_anew(
    office: Office, three: list[Application], clock: Clock
) -> None:
    case = three[0]
    employ(office, case, "旧单位")
    rechecking.recheck(office, case.id or 0, "林晓舟")
    first = noticing.post_notice(office, [case.id or 0], clock.day, 5, "公告栏")
    with office.store.read() as session:
        before = printing.notice_paper(office, session, first.id or 0).entries
    assert before[0].employer == "旧单位"
    objected_to(office, first, case.id or 0, "金额有误")
    employ(office, case, "新单位")
    rechecking.recheck(office, case.id or 0, "林晓舟")
    with deed(office, Act.assess) as session:  # the plan's own figure was put right
        now = cases.get(session, case.id or 0)
        cases.put(session, replace(now, proposed=Decimal("123.45")))
    with office.store.read() as session:
        assert printing.notice_paper(office, session, first.id or 0).entries == before
    again = noticing.post_notice(
        office,
        [to_notice(office, approval.application(office, case.id or 0)).id or 0],
        clock.day,
        5,
        "公告栏",
    )
    with office.store.read() as session:
        (entry,) = printing.notice_paper(office, session, again.id or 0).entries
    assert entry.employer == "新单位"
    assert "123.45" in entry.award


def test_where_a_scheme_forbids_public_ranking_nobody_is_named(office: Office) -> None:
    assert allowed_names(office.library.scheme("plan-30")) == (Names.numbers,)
    assert allowed_names(office.library.scheme("plan-10")) == (Names.numbers,)
    assert Names.agreed in allowed_names(office.library.scheme("plan-07"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("示例机械厂", "示例机械厂"),
        ("第18中学", "第18中学"),
        ("示例机械厂 19900001234", "示例机械厂 ****"),
        ("示例厂0000-7654321转", "示例厂****转"),
        ("44030119791123911X", "****"),
    ],
)
def test_numbers_written_into_a_unit_are_covered(text: str, shown: str) -> None:
    assert unit_words(text) == shown


def test_places_are_told_apart() -> None:
    assert places_in(PLACES) == ("单位公告栏", "和平社区公示栏", "职工服务中心大厅")
    assert places_in(" 、公告栏；公告栏\n") == ("公告栏",)


# --- where it hangs ---


def test_each_place_is_kept_and_told_without_its_photograph(hung: Notice) -> None:
    assert [p.place for p in hung.postings] == ["单位公告栏", "和平社区公示栏", "职工服务中心大厅"]
    assert hung.place == "单位公告栏、和平社区公示栏、职工服务中心大厅"
    assert len(hung.without_photo) == 3


def test_a_photograph_is_kept_for_its_place_and_another_takes_its_room(office: Office, hung: Notice) -> None:
    first = notice_photos.add_photo_bytes(office, hung.id or 0, 1, "社区\u202e公示.png", PICTURE)
    assert first.shown_name == "社区公示.png"
    kept = noticing.notices(office)[0].notice
    assert [p.photo for p in kept.postings] == ["", "社区公示.png", ""]
    assert notice_photos.photo(office, hung.id or 0, 1) == PICTURE
    second = notice_photos.add_photo_bytes(office, hung.id or 0, 1, "新.png", PICTURE + b"\0")
    assert notice_photos.photo(office, hung.id or 0, 1) == PICTURE + b"\0"
    assert not attachment_files.path_of(office.folder, first.stored).exists()
    assert attachment_files.path_of(office.folder, second.stored).exists()


def test_what_is_no_picture_is_refused_and_nothing_is_left(office: Office, hung: Notice) -> None:
    with pytest.raises(OfficeError, match="不是照片"):
        notice_photos.add_photo_bytes(office, hung.id or 0, 0, "公示.pdf", b"%PDF-1.7 ...")
    with pytest.raises(OfficeError, match="空的"):
        notice_photos.add_photo_bytes(office, hung.id or 0, 0, "空.png", b"")
    with pytest.raises(OfficeError, match="没有这个张贴地点"):
        notice_photos.add_photo_bytes(office, hung.id or 0, 9, "公示.png", PICTURE)
    assert noticing.notices(office)[0].notice == hung


def test_a_photograph_is_never_swept_away_as_nobodys(office: Office, hung: Notice) -> None:
    kept = notice_photos.add_photo_bytes(office, hung.id or 0, 0, "公示.png", PICTURE)
    path = attachment_files.path_of(office.folder, kept.stored)
    os.utime(path, (0, 0))
    with office.store.read() as session:
        in_use = attachments.in_use(session)
    assert kept.stored in in_use
    assert f"{kept.stored[:2]}/{kept.stored}" in attachments_kept.names_in(office.folder), (
        "every backup has it"
    )
    assert attachment_files.sweep(office.folder, in_use, office.now().timestamp()) == 0
    assert path.exists()


def test_in_a_real_office_it_lies_there_encrypted(real_office: Office, household: Builder) -> None:
    office = replace(real_office, today=lambda: date(2026, 1, 12))
    case = waiting_for_notice(office, household, "陈练习")
    notice = noticing.post_notice(office, [case.id or 0], date(2026, 1, 12), 5, "公告栏")
    kept = notice_photos.add_photo_bytes(office, notice.id or 0, 0, "公示.png", PICTURE)
    lying = attachment_files.path_of(office.folder, kept.stored).read_bytes()
    assert PICTURE[:8] not in lying
    assert notice_photos.photo(office, notice.id or 0, 0) == PICTURE


def test_photographs_go_when_the_last_archive_is_destroyed(
    office: Office,
    three: list[Application],
    clock: Clock,
) -> None:
    notice = noticing.post_notice(office, [c.id or 0 for c in three[:2]], clock.day, 5, "公告栏")
    photo = notice_photos.add_photo_bytes(office, notice.id or 0, 0, "陈练习公示.png", PICTURE)
    path = attachment_files.path_of(office.folder, photo.stored)
    for case in three[:2]:
        approval.withdraw(office, case.id or 0, "不申请了", "林晓舟")
        keeping.seal(office, case.household_id, "脱困")
    for number, case in enumerate(three[:2]):
        clock.day = date(2040 + number, 1, 1)
        keeping.destroy(office, [case.household_id], Second("周见证"), confirmation(1), "保管期满")
        assert path.exists() is (number == 0)
    left = noticing.notices(office)[0].notice
    assert [p.photo for p in left.postings] == [""]


# --- taking it down ---


def test_taking_down_is_recorded_for_each_place(office: Office, hung: Notice, clock: Clock) -> None:
    with pytest.raises(OfficeError, match="2026年1月18日起才能取下"):
        noticing.take_down(office, hung.id or 0, [0], hung.until, "林晓舟")
    clock.day = hung.until + timedelta(1)
    assert standing_words(hung, clock.day) == "该取下了（3 处）"
    some = noticing.take_down(office, hung.id or 0, [0, 2], clock.day, "林晓舟")
    assert (some.up, some.taken_down_on) == ((1,), None)
    with pytest.raises(OfficeError, match="已经取下过"):
        noticing.take_down(office, hung.id or 0, [0], clock.day, "林晓舟")
    clock.day += timedelta(1)
    down = noticing.take_down(office, hung.id or 0, [1], clock.day, "钱跑腿")
    assert (down.taken_down_on, down.taken_down_by) == (clock.day, "林晓舟、钱跑腿")
    assert standing(down, clock.day) is Standing.to_end
    ended = noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟").notice
    assert standing_words(ended, clock.day) == "已结束，无异议"


def test_an_ended_notice_that_still_hangs_is_told(office: Office, hung: Notice, clock: Clock) -> None:
    clock.day = hung.until + timedelta(1)
    ended = noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟").notice
    assert standing_words(ended, clock.day) == "已结束，没有全部取下（3 处）"


def test_a_photograph_is_taken_from_a_file(office: Office, hung: Notice, tmp_path: Path) -> None:
    file = tmp_path / "张贴.png"
    file.write_bytes(PICTURE)
    assert notice_photos.add_photo(office, hung.id or 0, 2, file).position == 2
    assert noticing.notices(office)[0].notice.postings[2].photo == "张贴.png"
