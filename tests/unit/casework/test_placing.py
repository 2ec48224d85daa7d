"""Places (名额评定): ranked by the plan's figures, ties decided by a person, substitutes move up, nobody else goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.casework import (
    approval,
    assessment,
    deciding,
    intake,
    meeting_papers,
    meetings,
    placing,
    settings,
)
from desktop.casework.applying import apply
from desktop.casework.gates import GateError
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.case_event import Happened
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.meeting import MeetingKind
from desktop.domain.places_round import PlacesRound, decided
from desktop.domain.ranking import Standing
from desktop.domain.scheme_reading import parse_scheme
from desktop.store.library import Library

D = Decimal
Builder = Callable[..., Household]
TEXT = """
id = "few"
title = "名额少"
[[parameters]]
name = "places"
label = "本次名额"
optional = true
[[groups]]
id = "a"
label = "家庭"
[[groups.require]]
clause = "有人口"
kind = "compare"
fact = "household_size"
at_least = 1
[[awards]]
kind = "ask"
label = "慰问"
[[rankings]]
id = "round"
label = "评名额"
by = [
  { key = "income", label = "人均月收入", order = "low", fact = "net_income_per_head" },
  { key = "score", label = "困难打分" },
]
places = { parameter = "places" }
substitutes = 2
tie = "ask"
tie_rule = "并列的由评定小组定"
at = "decide"
PRIVATE
[[steps]]
kind = "accept"
[[steps]]
kind = "decide"
"""


def with_places(office: Office, places: int = 2, private: str = "") -> Office:
    scheme = parse_scheme(TEXT.replace("PRIVATE", private), "few.toml")
    made = replace(office, library=Library(schemes=(*office.library.schemes, scheme)))
    settings.record_parameter(made, "few", "places", D(places), "会议决定")
    return made


@pytest.fixture
def few(office: Office) -> Office:
    return with_places(office)


def waiting(office: Office, household: Household, scheme: str = "few") -> Application:
    kept = assessment.assess(office, intake.record_household(office, household).id or 0, scheme)
    case = apply(office, kept.id or 0, "", "生活困难")
    return approval.complete_step(office, case.id or 0, "属实", "林晓舟")


def some(office: Office, household: Builder, **monthly: str) -> dict[str, Application]:
    return {name: waiting(office, household(name, monthly=money)) for name, money in monthly.items()}


def begun(office: Office, cases: dict[str, Application], **scores: int) -> PlacesRound:
    rows = placing.candidates(office, "few", "round", [c.id or 0 for c in cases.values()])
    rows = tuple(replace(r, values={**r.values, "score": D(scores.get(r.applicant, 5))}) for r in rows)
    return placing.begin(office, "few", "round", rows, placing.rankables(office)[0].places)


def outcomes(round: PlacesRound) -> dict[str, str]:
    return {r.applicant: str(r.outcome) for r in round.rows}


def approve(office: Office, case: Application) -> Application:
    return deciding.approve(office, case.id or 0, D(800), (), "同意", "周审批")


FOUR = {"甲一": "1200", "乙二": "1400", "丙三": "1600", "丁四": "1800", "戊五": "2000"}


def test_the_lowest_incomes_have_the_places_and_only_they_go_on(few: Office, household: Builder) -> None:
    cases = some(few, household, **FOUR)
    with pytest.raises(GateError, match="「评名额」还没有评定，本案还没有名额"):
        approve(few, cases["甲一"])
    found = placing.rankables(few)[0]
    assert (found.scheme_id, found.places, found.blank, len(found.waiting)) == ("few", 2, "", 5)
    round = begun(few, cases)
    assert round.rows[0].values["income"] == D(600)
    assert outcomes(round) == {
        "甲一": "chosen", "乙二": "chosen", "丙三": "substitute", "丁四": "substitute", "戊五": "out"
    }  # fmt: skip
    with pytest.raises(GateError, match="MC2026-0001）还没有确定"):
        approve(few, cases["甲一"])
    settled = placing.settle(few, round.id or 0, "", "评定小组")
    assert settled.settled_on == few.today()
    assert approve(few, cases["甲一"]).state is State.approved
    with pytest.raises(GateError, match="本案是递补，还没有轮到"):
        approve(few, cases["丙三"])
    with pytest.raises(
        GateError, match=r"没有评上：第 5 名：人均月收入 1000，困难打分 5。请按「不予批准」办理"
    ):
        approve(few, cases["戊五"])
    told = approval.application(few, cases["甲一"].id or 0).events
    assert next(e.words for e in told if e.kind is Happened.ranked) == (
        "名额评定 MC2026-0001「评名额」：入选（第 1 名：人均月收入 600，困难打分 5）"
    )


def test_who_has_no_place_is_refused_in_words_and_substitutes_wait(few: Office, household: Builder) -> None:
    cases = some(few, household, **FOUR)
    round = placing.settle(few, begun(few, cases).id or 0, "", "评定小组")
    done = placing.refuse_rest(few, round.id or 0, "周审批")
    assert [c.applicant for c in done] == ["戊五"]
    assert done[0].decision_reason == (
        "「评名额」名额 2 个，未入选（第 5 名：人均月收入 1000，困难打分 5）（MC2026-0001）。"
    )
    assert [c.applicant for c in placing.refuse_rest(few, round.id or 0, "周审批", substitutes=True)] == [
        "丙三",
        "丁四",
    ]
    with pytest.raises(OfficeError, match="没有还要办理不予批准的申请"):
        placing.refuse_rest(few, round.id or 0, "周审批", substitutes=True)


def test_one_who_withdraws_makes_room_for_the_next_and_it_is_said(few: Office, household: Builder) -> None:
    cases = some(few, household, **FOUR)
    round = placing.settle(few, begun(few, cases).id or 0, "", "评定小组")
    after, said = placing.withdraw(few, round.id or 0, cases["甲一"].id or 0, "已迁往外地", "评定小组")
    assert said == "甲一 退出，由 丙三 递补"
    assert outcomes(after)["丙三"] == "chosen"
    assert approve(few, cases["丙三"]).state is State.approved
    with pytest.raises(GateError, match="没有评上"):
        approve(few, cases["甲一"])
    _, said = placing.withdraw(few, round.id or 0, cases["丁四"].id or 0, "不再需要", "评定小组")
    assert said == "丁四 退出，名额不变"
    _, said = placing.withdraw(few, round.id or 0, cases["乙二"].id or 0, "不再需要", "评定小组")
    assert said == "乙二 退出，没有递补的人，名额空出"


def test_a_tie_over_the_last_place_is_decided_by_a_person_with_a_reason(
    few: Office, household: Builder, tmp_path: Path
) -> None:
    cases = some(few, household, 甲一="1200", 乙二="1400", 丙三="1400")
    round = begun(few, cases)
    assert outcomes(round) == {"甲一": "chosen", "乙二": "tied", "丙三": "tied"}
    assert "最后 1 个名额有 2 人并列：并列的由评定小组定" in round.words
    with pytest.raises(OfficeError, match="乙二、丙三 并列待定。并列的由评定小组定"):
        placing.settle(few, round.id or 0, "", "评定小组")
    one, two = cases["乙二"].id or 0, cases["丙三"].id or 0
    both = decided(decided(round, one, Standing.chosen), two, Standing.chosen)
    placing.change(few, both)
    with pytest.raises(OfficeError, match="名额 2 个，入选了 3 人"):
        placing.settle(few, round.id or 0, "都困难", "评定小组")
    none = decided(decided(round, one, Standing.out), two, Standing.out)
    placing.change(few, none)
    with pytest.raises(OfficeError, match="只入选了 1 人，还有人可以入选"):
        placing.settle(few, round.id or 0, "都不困难", "评定小组")
    placing.change(few, decided(decided(round, one, Standing.chosen), two, Standing.substitute))
    with pytest.raises(OfficeError, match="请写明理由"):
        placing.settle(few, round.id or 0, " ", "评定小组")
    sitting = meetings.Sitting(
        kind=MeetingKind.approval, title="二月审批会", day=few.today(), host="周审批", recorder="林晓舟",
        present=("周审批",), signers=("周审批",),
    )  # fmt: skip
    other = some(few, household, 已五="900")["已五"]
    alone = begun(few, {"已五": other})
    placing.settle(few, alone.id or 0, "", "评定小组")
    held = meetings.hold(few, sitting, [meetings.Point(application_id=other.id or 0, amount=D(800))])
    assert [m.number for m in placing.sittings(few, round)] == [held.number]
    settled = placing.settle(few, round.id or 0, "乙二家有重病人", "评定小组", held.id)
    out = tmp_path / "评定.pdf"
    assert meeting_papers.print_places(few, settled.id or 0, out) == ()
    text = "".join("".join(page.extract_text() for page in PdfReader(out).pages).split())
    for said in (
        "名额评定记录",
        "乙二家有重病人",
        "二月审批会",
        held.number,
        "并列的由评定小组定",
        "递补2人",
    ):
        assert said in text
    assert outcomes(settled) == {"甲一": "chosen", "乙二": "chosen", "丙三": "substitute"}
    assert settled.because == "乙二家有重病人"
    with pytest.raises(OfficeError, match="已于2026年3月2日确定，不能再改"):
        placing.change(few, round)


def test_who_lacks_a_figure_is_not_ranked_and_holds_the_round_up(few: Office, household: Builder) -> None:
    cases = some(few, household, 甲一="1200", 乙二="1400")
    rows = placing.candidates(few, "few", "round", [c.id or 0 for c in cases.values()])
    round = placing.begin(few, "few", "round", rows, 2)
    with pytest.raises(OfficeError, match="甲一、乙二 缺数据，没有排名"):
        placing.settle(few, round.id or 0, "", "评定小组")


def test_a_case_stands_in_one_round_only_and_only_once_it_waits_there(
    few: Office, household: Builder
) -> None:
    cases = some(few, household, 甲一="1200")
    begun(few, cases)
    with pytest.raises(OfficeError, match="已在名额评定 MC2026-0001 里"):
        begun(few, cases)
    kept = assessment.assess(few, intake.record_household(few, household("早来的")).id or 0, "few")
    early = apply(few, kept.id or 0, "", "生活困难")
    with pytest.raises(OfficeError, match="还没有办到评定的那一步"):
        begun(few, {"早来的": early})


def test_without_a_number_of_places_nothing_is_ranked_and_nobody_held_up(
    office: Office, household: Builder
) -> None:
    open_ = with_places(office)
    settings.record_parameter(open_, "few", "places", None, "")
    cases = some(open_, household, 甲一="1200")
    found = placing.rankables(open_)[0]
    assert (found.places, found.blank) == (None, "本次名额")
    assert approve(open_, cases["甲一"]).state is State.approved


def test_a_private_ranking_tells_no_rank_to_anybody(office: Office, household: Builder) -> None:
    school = with_places(office, 1, "private = true")
    cases = some(school, household, 甲一="1200", 乙二="1400")
    round = placing.settle(school, begun(school, cases).id or 0, "", "级组老师")
    with pytest.raises(GateError) as stopped:
        approve(school, cases["乙二"])
    assert "名" not in stopped.value.said.replace("名额评定", "").replace("评名额", "")
    done = placing.refuse_rest(school, round.id or 0, "周审批", substitutes=True)[0]
    assert done.decision_reason == "「评名额」名额 1 个，经评定未列入（MC2026-0001）。"
    told = next(e.words for e in done.events if e.kind is Happened.ranked)
    assert told == "名额评定 MC2026-0001「评名额」：递补"


@pytest.mark.parametrize("private", [False, True])
def test_minutes_print_ranks_but_never_those_kept_to_the_office(
    office: Office, household: Builder, tmp_path: Path, private: bool
) -> None:
    school = with_places(office, 2, "private = true" if private else "")
    cases = some(school, household, 甲一="1200", 乙二="1400")
    placing.settle(school, begun(school, cases).id or 0, "", "级组老师")
    sitting = meetings.Sitting(
        kind=MeetingKind.approval,
        title="三月审批会",
        day=school.today(),
        host="周审批",
        recorder="林晓舟",
        present=("周审批", "孙局长"),
        signers=("周审批",),
    )
    points = [meetings.Point(application_id=c.id or 0, amount=D(800)) for c in cases.values()]
    held = meetings.hold(school, sitting, points)
    out = tmp_path / "纪要.pdf"
    assert meeting_papers.print_meeting(school, held.id or 0, out) == ()
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "评名额" in text
    assert ("第 1 名" in text) is not private
    assert ("名次只供内部使用" in text) is private
