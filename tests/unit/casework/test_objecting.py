"""The objection desk: received while the notice hangs, settled with reasons, and only its own case goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.casework import agenda, approval, noticing, objecting
from desktop.casework.office import Office
from desktop.domain.application import Application, Notice, State, StepKind
from desktop.domain.case_event import Happened
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.objection import Finding, Objection
from tests.conftest import Clock
from tests.unit.casework.conftest import to_notice
from tests.unit.reports.paper_reading import texts_of


@pytest.fixture
def hung(office: Office, three: list[Application], clock: Clock) -> Notice:
    return noticing.post_notice(office, [c.id or 0 for c in three], clock.day, 5, "公告栏")


def raise_one(office: Office, notice: Notice, case: Application, **said: object) -> Objection:
    one = Objection(
        notice_id=notice.id or 0,
        application_id=case.id or 0,
        day=office.today(),
        words="邻居反映名下有商铺",
        raised_by="钱邻居",
        contact="0000-7654321",
        received_by="林晓舟",
    )
    return objecting.receive(office, replace(one, **said))


def now(office: Office, case: Application) -> Application:
    return approval.application(office, case.id or 0)


def waits_for(office: Office, case: Application) -> StepKind | None:
    step = now(office, case).current
    return None if step is None else step.kind


def test_an_objection_is_kept_with_its_number_and_stands_in_the_timeline_without_who_raised_it(
    office: Office, three: list[Application], hung: Notice
) -> None:
    kept = raise_one(office, hung, three[1])
    assert kept.number == "YY2026-0001"
    assert objecting.objections_to(office, hung.id or 0) == [kept]
    event = now(office, three[1]).events[-1]
    assert event.kind is Happened.objected
    assert "YY2026-0001：邻居反映名下有商铺" in event.words
    assert "钱邻居" not in event.words


def test_whoever_raises_it_may_stay_unnamed_but_words_and_who_took_it_are_wanted(
    office: Office, three: list[Application], hung: Notice
) -> None:
    assert raise_one(office, hung, three[0], raised_by="", contact="").raised_by == ""
    with pytest.raises(OfficeError, match="写明异议的内容"):
        raise_one(office, hung, three[0], words=" ")
    with pytest.raises(OfficeError, match="接收异议的人"):
        raise_one(office, hung, three[0], received_by="")
    with pytest.raises(OfficeError, match="早于张贴日期"):
        raise_one(office, hung, three[0], day=hung.posted_on - timedelta(1))
    with pytest.raises(OfficeError, match="还没有到"):
        raise_one(office, hung, three[0], day=office.today() + timedelta(1))


def test_upheld_only_its_case_goes_back_and_the_others_go_on(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    one = raise_one(office, hung, three[1])
    clock.day = date(2026, 1, 14)
    settled = objecting.settle(office, one.id or 0, Finding.upheld, "查明属实", clock.day, "周核实")
    assert (settled.finding, settled.settled_by, settled.settled_on) == (Finding.upheld, "周核实", clock.day)
    back = now(office, three[1])
    assert back.notice is None
    assert back.current is not None
    assert back.current.kind in (StepKind.survey, StepKind.review, StepKind.accept)
    assert "YY2026-0001 成立：查明属实" in back.current.opinion
    assert [e.kind for e in back.events[-2:]] == [Happened.objection_settled, Happened.reopened]
    clock.day = hung.until + timedelta(1)
    ended = noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟")
    assert ended.waiting == ()
    assert ended.notice.objections == "异议 1 件：成立 1 件"
    assert [waits_for(office, three[n]) for n in (0, 2)] == [StepKind.decide] * 2
    names = [line.applicant for line in noticing.notice_cases(office, hung.id or 0)]
    assert names == ["陈练习", "王小明", "赵大力"]
    again = to_notice(office, now(office, three[1]))
    anew = noticing.post_notice(office, [again.id or 0], clock.day, 5, "公告栏")
    assert anew.number == "GS2026-0002"


def test_rejected_or_withdrawn_the_case_goes_on_and_the_answer_is_kept(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    first, second = (
        raise_one(office, hung, three[0]),
        raise_one(office, hung, three[1], raised_by="", contact=""),
    )
    for one, finding in ((first, Finding.rejected), (second, Finding.withdrawn)):
        with pytest.raises(OfficeError, match="理由"):
            objecting.settle(office, one.id or 0, finding, " ", clock.day, "周核实")
        objecting.settle(office, one.id or 0, finding, "商铺是同名的人的", clock.day, "周核实")
    with pytest.raises(OfficeError, match="已核实"):
        objecting.settle(office, first.id or 0, Finding.upheld, "又改", clock.day, "周核实")
    answered = objecting.answer(office, first.id or 0, clock.day)
    assert answered.answered_on == clock.day
    with pytest.raises(OfficeError, match="匿名"):
        objecting.answer(office, second.id or 0, clock.day)
    clock.day = hung.until + timedelta(1)
    ended = noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟").notice
    assert ended.objections == "异议 2 件：不成立 1 件，撤回 1 件"
    assert {waits_for(office, c) for c in three} == {StepKind.decide}
    words = [s.opinion for s in now(office, three[0]).steps if s.kind is StepKind.notice]
    assert words == [f"公示{day_words(hung.posted_on)}至{day_words(hung.until)}，异议 1 件：不成立 1 件"]


def test_a_notice_is_not_ended_for_a_case_whose_objection_is_open(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    one = raise_one(office, hung, three[0])
    clock.day = hung.until + timedelta(1)
    ended = noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟")
    assert ended.waiting == ("陈练习（YY2026-0001）",)
    assert [waits_for(office, c) for c in three] == [StepKind.notice, StepKind.decide, StepKind.decide]
    assert ended.notice.objections == "异议 1 件：未核实 1 件"
    with pytest.raises(OfficeError, match="还有异议没有核实（YY2026-0001）"):
        noticing.post_notice(office, [three[0].id or 0], clock.day, 5, "公告栏")
    clock.day += timedelta(2)
    objecting.settle(office, one.id or 0, Finding.rejected, "没有商铺", clock.day, "周核实")
    assert waits_for(office, three[0]) is StepKind.decide
    line = noticing.notices(office)[0]
    assert (line.notice.objections, line.open_objections) == ("异议 1 件：不成立 1 件", 0)


def test_where_all_wait_for_objections_the_notice_is_not_ended_and_it_is_said_which(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    for case in three:
        raise_one(office, hung, case)
    clock.day = hung.until + timedelta(1)
    with pytest.raises(
        OfficeError, match="陈练习（YY2026-0001）、王小明（YY2026-0002）、赵大力（YY2026-0003）"
    ):
        noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟")
    assert noticing.notices(office)[0].notice.closed_on is None


def test_an_ended_notice_takes_no_objection_nor_does_a_case_that_went_back(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    one, other = raise_one(office, hung, three[0]), raise_one(office, hung, three[0])
    objecting.settle(office, one.id or 0, Finding.upheld, "属实", clock.day, "周核实")
    step = waits_for(office, three[0])
    objecting.settle(office, other.id or 0, Finding.upheld, "也属实", clock.day, "周核实")
    assert waits_for(office, three[0]) is step
    with pytest.raises(OfficeError, match="不在公示"):
        raise_one(office, hung, three[0])
    clock.day = hung.until + timedelta(1)
    noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟")
    with pytest.raises(OfficeError, match="不再收公示异议"):
        raise_one(office, hung, three[1])


def test_a_withdrawn_case_leaves_its_objection_to_be_settled_alone(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    one = raise_one(office, hung, three[0])
    approval.withdraw(office, three[0].id or 0, "不申请了", "林晓舟")
    objecting.settle(office, one.id or 0, Finding.upheld, "属实", clock.day, "周核实")
    assert now(office, three[0]).state is State.withdrawn


def test_the_desk_knows_what_is_open_and_what_comes_down(
    office: Office, three: list[Application], hung: Notice, clock: Clock
) -> None:
    one = raise_one(office, hung, three[0])
    told = [a.text for a in agenda.agenda(office).next_steps if a.page == "notices"]
    assert told == ["有 1 件公示异议还没有核实（YY2026-0001）。"]
    objecting.settle(office, one.id or 0, Finding.rejected, "没有商铺", clock.day, "周核实")
    told = [a.text for a in agenda.agenda(office).next_steps if a.page == "notices"]
    assert told == ["有 1 件公示异议已核实，还没有答复异议人（YY2026-0001）。"]
    objecting.answer(office, one.id or 0, clock.day)
    clock.day = hung.until
    assert not [a for a in agenda.agenda(office).next_steps if a.page == "notices"]
    clock.day = hung.until + timedelta(1)
    told = [a.text for a in agenda.agenda(office).next_steps if a.page == "notices"]
    assert told == [f"公示 {hung.number} 已到期，请取下、登记、结束公示。"]
    noticing.take_down(office, hung.id or 0, [0], clock.day, "林晓舟")
    noticing.close_notice(office, hung.id or 0, clock.day, "林晓舟")
    assert not [a for a in agenda.agenda(office).next_steps if a.page == "notices"]


def test_the_record_is_printed_with_what_came_of_it(
    office: Office, three: list[Application], hung: Notice, clock: Clock, tmp_path: Path
) -> None:
    one = raise_one(office, hung, three[0])
    objecting.settle(office, one.id or 0, Finding.rejected, "商铺登记在同名的人名下", clock.day, "周核实")
    objecting.print_objection(office, one.id or 0, tmp_path / "异议.pdf")
    words = "".join("".join(texts_of((tmp_path / "异议.pdf").read_bytes())).split())
    for said in (
        "YY2026-0001",
        "陈练习",
        "钱邻居",
        "0000-7654321",
        "商铺登记在同名的人名下",
        "周核实",
        "GS2026-0001",
    ):
        assert said in words, said
