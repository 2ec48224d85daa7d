"""Random checks (随机抽查): at least the plan's share, drawn so that anyone can draw again, and no way around a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import approval, assessment, deciding, drawing, intake, levels
from desktop.casework.applying import apply
from desktop.casework.gates import GateError
from desktop.casework.office import Office
from desktop.domain import sampling
from desktop.domain.application import Application, State
from desktop.domain.authority import Reply
from desktop.domain.case_event import Happened
from desktop.domain.drawn import DrawHeld, agrees, redrawn
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from tests.unit.casework.test_deciding import TEXT, with_scheme

D = Decimal
Builder = Callable[..., Household]
CHECK = """
[[checks]]
id = "county"
percent = 30
at_least = 2
who = "县民政局"
at = "decide"
[[steps]]
kind = "accept"
"""
SEED = "2026-03-02-7351"


@pytest.fixture
def county(office: Office) -> Office:
    """A county's office that must check at least three in ten, and two at least, before it decides."""
    made = with_scheme(office, text=TEXT.replace('[[steps]]\nkind = "accept"\n', CHECK, 1))
    levels.record_own_levels(made, "levels", ["县民政局", "乡镇"])
    return made


def waiting(office: Office, household: Household) -> Application:
    kept = assessment.assess(office, intake.record_household(office, household).id or 0, "levels")
    case = apply(office, kept.id or 0, "", "生活困难")
    return approval.complete_step(office, case.id or 0, "属实", "林晓舟")


@pytest.fixture
def ten(county: Office, household: Builder) -> list[Application]:
    return [waiting(county, household(f"陈练{n}")) for n in "一二三四五六七八九十"]


def drawn(office: Office, cases: list[Application], seed: str = SEED) -> DrawHeld:
    ids = [c.id or 0 for c in cases]
    return drawing.hold(office, "levels", "county", ids, seed, "周审批", "赵监督")


def approve(office: Office, case: Application) -> Application:
    return deciding.approve(office, case.id or 0, D(1000), (), "同意", "周审批")


def test_the_share_is_drawn_and_anyone_draws_the_same(county: Office, ten: list[Application]) -> None:
    held = drawn(county, ten)
    assert (held.number, len(held.cases), len(held.chosen)) == ("CC2026-0001", 10, 3)
    expected = sampling.order([c.number for c in ten], SEED)[:3]
    assert redrawn(held) == expected
    assert {c.name for c in held.chosen} == set(expected)
    assert agrees(held)
    assert drawing.draw(county, held.id or 0) == held
    assert (
        drawing.drawn_from_file(D(30), [f" {c.name} " for c in reversed(held.cases)], SEED).chosen == expected
    )
    meddled = replace(held, cases=tuple(replace(c, chosen=not c.chosen) for c in held.cases))
    assert not agrees(meddled)


def test_nothing_is_approved_that_was_in_no_draw(county: Office, ten: list[Application]) -> None:
    with pytest.raises(GateError, match="不低于 30%，本案还没有进过抽查名单"):
        approve(county, ten[0])
    assert "还没有进过抽查名单" in deciding.to_decide(county, ten[0].id or 0).in_the_way
    held = drawn(county, ten[:5])
    with pytest.raises(GateError, match="还没有进过抽查名单"):
        approve(county, ten[9])
    free = next(c for c in held.cases if not c.chosen)
    assert (
        deciding.approve(county, free.application_id, D(1000), (), "同意", "周审批").state is State.approved
    )


def test_a_drawn_case_waits_for_its_finding_and_an_unsound_one_is_not_approved(
    county: Office, ten: list[Application]
) -> None:
    held = drawn(county, ten)
    case = approval.application(county, held.chosen[0].application_id)
    with pytest.raises(GateError, match="CC2026-0001 抽中了本案，还没有登记抽查结果"):
        approve(county, case)
    drawing.record_check(county, held.id or 0, case.id or 0, False, "家中另有商铺出租", "赵监督")
    with pytest.raises(GateError, match="不属实：家中另有商铺出租。请退回补正"):
        approve(county, case)
    approval.return_for_rework(county, case.id or 0, "补交租金流水", "周审批", 1)
    approval.resubmit(county, case.id or 0, "", "林晓舟")
    approval.complete_step(county, case.id or 0, "已补", "林晓舟")
    with pytest.raises(GateError, match="不属实"):
        approve(county, case)
    drawing.record_check(county, held.id or 0, case.id or 0, True, "商铺已出售，租金已停", "赵监督")
    done = approve(county, case)
    assert done.state is State.approved
    told = [e.words for e in done.events if e.kind in (Happened.drawn, Happened.checked)]
    assert told == [
        f"抽查 CC2026-0001：抽中（名单 10 件，种子「{SEED}」）",
        "抽查 CC2026-0001：不属实。家中另有商铺出租",
        "抽查 CC2026-0001：属实。商铺已出售，租金已停",
    ]
    with pytest.raises(OfficeError, match="已经决定，抽查结果不能再改"):
        drawing.record_check(county, held.id or 0, case.id or 0, False, "再改", "赵监督")


def test_nobody_draws_until_the_result_pleases(county: Office, ten: list[Application]) -> None:
    drawn(county, ten[:4])
    with pytest.raises(OfficeError, match="已在抽查 CC2026-0001 的名单里，不能重复抽取"):
        drawn(county, ten, "2026-03-02-1")
    with pytest.raises(OfficeError, match="写上当场抽出的数字"):
        drawn(county, ten[4:], drawing.proposed_seed(county))
    with pytest.raises(OfficeError, match="种子"):
        drawn(county, ten[4:], " ")
    with pytest.raises(OfficeError, match="应是两个人"):
        drawing.hold(county, "levels", "county", [ten[5].id or 0], SEED, "周审批", "周审批")
    with pytest.raises(OfficeError, match="没有抽中这份申请"):
        held = drawing.all_draws(county)[0]
        other = next(c for c in held.cases if not c.chosen)
        drawing.record_check(county, held.id or 0, other.application_id, True, "属实", "赵监督")


def test_cases_that_join_later_are_drawn_by_themselves_and_the_year_is_told(
    county: Office, ten: list[Application], household: Builder
) -> None:
    first = drawing.drawables(county)[0]
    assert (first.scheme_id, len(first.waiting), first.so_far) == ("levels", 10, "")
    drawn(county, ten)
    late = waiting(county, household("晚来的"))
    again = drawing.drawables(county)[0]
    assert [line.number for line in again.waiting] == [late.number]
    assert again.so_far == "2026 年共抽查 1 次，名单 10 件，抽中 3 件，占 30.0%（不低于 30%）"
    assert (
        len(drawn(county, [late], "2026-03-02-2").chosen) == 1
    )  # at least two, but never more than there are
    assert "名单 11 件，抽中 4 件，占 36.4%" in drawing.drawables(county)[0].so_far


def test_only_cases_that_wait_for_the_check_are_drawn(county: Office, household: Builder) -> None:
    kept = assessment.assess(county, intake.record_household(county, household()).id or 0, "levels")
    early = apply(county, kept.id or 0, "", "生活困难")
    assert drawing.drawables(county)[0].waiting == ()
    with pytest.raises(OfficeError, match="还没有办到要抽查的那一步"):
        drawn(county, [early])


def test_what_another_level_decides_that_level_checks(county: Office, ten: list[Application]) -> None:
    levels.record_own_levels(county, "levels", ["乡镇"])
    reply = Reply(number="示民批〔2026〕18 号", on=county.today())
    done = deciding.approve(county, ten[0].id or 0, D(6000), (), "同意", "孙局长", reply=reply)
    assert (done.state, done.decided_at) == (State.approved, "县民政局")


def test_plan_nine_is_drawn_at_its_confirmation(office: Office) -> None:
    found = {d.scheme_id: d for d in drawing.drawables(office)}
    assert found["plan-09"].words == "县级人民政府民政部门抽查不低于 30%，至少 1 件"
    assert set(found) == {"plan-09"}
