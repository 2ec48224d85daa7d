"""What the papers of a household must say, and what they must leave to the pen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.dossier import HouseholdPaper
from desktop.domain.household import Cause, Guardian, Hardship, Household
from desktop.domain.person import Leaving, Member, Relation
from desktop.domain.student import StudentFlag
from desktop.domain.words import word
from reports.catalogue import forms
from reports.sheet import Sheet, as_text
from tests.unit.reports import paper_samples as samples

SIGNED = ("archive_form", "archive_form_old", "home_survey", "check_authorisation", "commitment")


def text_of(form: str, subject: object) -> str:
    return as_text(forms()[form].sheet(subject))


def with_home(home: Household) -> HouseholdPaper:
    return replace(samples.household_paper(), household=home)


def large_home() -> Household:
    """A household of fourteen, among them long names and one beyond U+FFFF, with a long remark."""
    plain = samples.archived_household()
    more = tuple(
        Member(
            ordinal=n,
            name=samples.LONG_NAME if n == 10 else samples.RARE if n == 11 else f"林第{n}",
            relation=Relation.sibling,
            id_number="440524198001010014",
            born=date(1990, 1, n),
            employer="清河县东门街道办事处公益性岗位开发服务中心",
        )
        for n in range(10, 21)
    )
    return replace(
        plain, members=(*plain.members[:3], *more), remark="备注" * 300, address="清河县" + "很长的地名" * 12
    )


def test_the_commitment_is_left_to_the_hand_and_only_known_flags_are_ticked() -> None:
    text = text_of("student_recognition", samples.student_paper())
    box = next(line for line in text.splitlines() if "学生本人（或监护人）签字" in line)
    assert box.startswith("|  ⟨")
    assert f"| {word(StudentFlag.dibao)} | ■是　□否 |" in text
    assert f"{word(StudentFlag.orphan)} | □是　■否 |" in text
    assert text.count("■") == 4  # two flags, boarding, and the note that explains the sign
    assert "| 林建国 | 46 | 父亲 |" in text
    blank = text_of("student_recognition", samples.student_paper(blank=True))
    assert blank.count("■") == 1
    assert blank.count("□是　□否") == len(StudentFlag) + 1


def test_every_adult_signs_for_themselves_and_guardians_for_the_others() -> None:
    home = samples.archived_household()
    lines = text_of("check_authorisation", with_home(home)).splitlines()
    adults = lines[lines.index(next(x for x in lines if "成年成员" in x and "未" not in x)) + 1 :]
    assert adults[0].startswith("| 林建国 | 户主 | 440524198001010014 |  |")
    assert adults[1].startswith("| 王秀兰 | 妻子 |")
    assert any("| 林小雨 | 女儿 | 810000199408230021 | 监护人：林建国（父亲） |" in x for x in lines)
    assert not any("林大川" in x for x in lines)  # died before
    guarded = replace(home, guardians=(*home.guardians, Guardian(whose=2, name="王大姐", relation="姐姐")))
    lines = text_of("check_authorisation", with_home(guarded)).splitlines()
    assert any("| 王秀兰 | 妻子 |" in x and "监护人：王大姐（姐姐）" in x for x in lines)


def test_two_visitors_and_one_of_the_family_sign_the_survey() -> None:
    text = text_of("home_survey", samples.household_paper())
    assert all(x in text for x in ("调查人一（签字）", "调查人二（签字）", "在场家庭成员"))
    assert "林建国 每月 1,350.00" in text
    assert "| 车辆、大型农机具 | 已核实，没有 |" in text
    assert "| 经营、养殖 |  |" in text  # nobody asked: never 没有


def test_the_old_sheet_speaks_the_old_words() -> None:
    home = replace(
        samples.archived_household(),
        hardship=Hardship.near_dibao,
        cause=Cause.job_loss,
        other_causes=(Cause.schooling,),
    )
    text = text_of("archive_form_old", with_home(home))
    assert "□低保户　■低保边缘户　□意外致困户" in text
    assert "■3 下岗失业" in text
    assert "尿毒症" in text
    assert "终末期肾病" not in text
    now = text_of("archive_form_old", samples.household_paper())
    assert "□低保户　□低保边缘户　□意外致困户　（现登记为深度困难）" in now
    assert "深度困难" in text_of("archive_form", samples.household_paper())


def test_the_new_sheet_tells_who_has_left_and_what_is_unknown_stays_empty() -> None:
    text = text_of("archive_form", samples.household_paper())
    assert "已离开家庭：林大川（死亡，2025-11-02）" in text
    assert "| 是否单亲 |  |" in text
    assert "肢体残疾二级" in text
    blank = text_of("archive_form", samples.household_paper(blank=True))
    assert "0.00" not in blank
    assert "在档" not in blank


@pytest.mark.parametrize("form", SIGNED)
def test_a_large_household_is_printed_whole(form: str, page_texts: Callable[[Sheet], list[str]]) -> None:
    home = large_home()
    pages = page_texts(forms()[form].sheet(with_home(home)))
    whole = "".join("".join(pages).split()).replace("\ufffe", "").replace("\x02", "")
    for member in home.members:
        assert "".join(member.name.split()) in whole, member.name
    if form.startswith("archive"):
        assert whole.count("备注备注") >= 140
        assert "附页1" in whole


@pytest.mark.parametrize("form", SIGNED)
def test_what_is_signed_carries_the_code_of_the_log(
    form: str, page_texts: Callable[[Sheet], list[str]]
) -> None:
    dated = replace(samples.household_paper(), trail=samples.TRAIL)
    assert all(samples.TRAIL in page for page in page_texts(forms()[form].sheet(dated)))


def test_a_person_without_a_name_is_still_on_the_sheet() -> None:
    home = replace(
        samples.HOUSEHOLD,
        members=(
            *samples.HOUSEHOLD.members,
            Member(ordinal=9, name="", traits="左手有疤", relation=Relation.other),
        ),
    )
    lines = text_of("archive_form", with_home(home)).splitlines()
    assert any(line.startswith("| 3 | 左手有疤 | 其他 |") for line in lines)


def test_the_contents_say_what_could_not_be_bound() -> None:
    text = text_of("file_contents", samples.file_paper())
    assert "| 1 | 困难职工档案表 | 林建国 | 2026-03-01 | 3—4 | 2 |" in text
    assert "| 4 | 诊断证明　出院小结.pdf | 林建国 | 2026-03-04 |  |  | 未能装订：设了密码 |" in text
    assert "共 4 件 6 页" in text_of("file_cover", samples.file_paper())


def test_a_notice_for_the_file_says_that_it_is_an_extract() -> None:
    text = text_of("public_notice", replace(samples.notice_paper(1), extract=True))
    assert "只列本户一行" in text
    assert "拟对下列家庭给予帮扶" in text
    assert "下列 1 户" in text_of("public_notice", samples.notice_paper(1))


def test_a_parent_who_died_is_named_on_the_recognition_form_and_not_counted() -> None:
    paper = samples.student_paper()
    assert paper.household is not None
    mother = replace(paper.household.members[1], left_by=Leaving.died, left_on=date(2025, 11, 2))
    others = tuple(mother if m.ordinal == mother.ordinal else m for m in paper.household.members)
    text = text_of("student_recognition", replace(paper, household=replace(paper.household, members=others)))
    (line,) = (x for x in text.splitlines() if mother.name in x and "母亲" in x)
    assert "已故" in line
    assert "林大川" not in text  # a grandfather who died


def test_who_has_left_signs_no_consent() -> None:
    paper = replace(samples.consent_paper(), household=samples.archived_household())
    text = text_of("consent", paper)
    assert samples.archived_household().members[1].name in text
    assert "林大川" not in text
