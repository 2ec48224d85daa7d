"""Who decides (审批权限): the level by the sum, its paper where it is another's, resolutions case by case, several hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, assessment, deciding, intake, levels, printing, staff
from desktop.casework.deeds import deed
from desktop.casework.duties import SamePersonError
from desktop.casework.levels import HigherLevelError, OwnLevelError
from desktop.casework.office import Office
from desktop.casework.resolving import UnresolvedError
from desktop.domain.accounts import Role, User
from desktop.domain.application import Application, Override, State, StepKind
from desktop.domain.authority import Reply, who_decides
from desktop.domain.condition import Case
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts
from desktop.domain.household import Household
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.staff import Relative, Staff
from desktop.domain.standards import Standards
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome
from desktop.store import accounts as kept_accounts
from desktop.store.library import Library
from tests.conftest import Clock

D = Decimal
Builder = Callable[..., Household]
TEXT = """
id = "levels"
title = "临时救助"
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
label = "临时救助"
[[ceilings]]
clause = "全家全年不超过 2 万元"
yuan = 20000
fact = "household_aid_this_year"
counted = "household"
discuss = true
[[authority]]
who = "乡镇"
at_most = 5000
[[authority]]
who = "县民政局"
at_most = 20000
[[steps]]
kind = "accept"
[[steps]]
kind = "decide"
SIGN
"""
RESOLVED = Override(because="一家两人住院", signed_by=("孙局长", "钱书记"), meeting="县民纪要〔2026〕3 号")
REPLY = Reply(number="示民批〔2026〕18 号", on=date(2026, 3, 2))


def with_scheme(office: Office, sign: str = "", text: str = TEXT) -> Office:
    scheme = parse_scheme(text.replace("SIGN", sign), "levels.toml")
    return replace(office, library=Library(schemes=(*office.library.schemes, scheme)))


@pytest.fixture
def town(office: Office) -> Office:
    """A township's office under the scheme of three levels."""
    made = with_scheme(office)
    levels.record_own_levels(made, "levels", ["乡镇"])
    return made


def waiting(office: Office, household: Household, scheme: str = "levels") -> Application:
    kept = assessment.assess(office, household.id or 0, scheme)
    case = applying.apply(office, kept.id or 0, "", "生活困难")
    return approval.complete_step(office, case.id or 0, "属实", "林晓舟")


def yuan(office: Office, case: Application, sum: int, by: str = "周审批", **more: object) -> Application:
    return deciding.approve(office, case.id or 0, D(sum), (), "同意", by, **more)  # pyright: ignore[reportArgumentType]


def test_the_plan_of_three_levels_says_for_every_sum_who_decides(office: Office) -> None:
    """Plan 31: up to 5,000 the township, up to 20,000 the county, above it is discussed."""
    scheme = office.library.scheme("plan-31")
    case = Case(Facts({}), Standards(), "示例市", date(2026, 3, 2), {})
    found = {
        sum: who_decides(scheme.conduct.authority, D(sum), "temporary", case).who
        for sum in ("5000", "5000.01", "20000", "20000.01")
    }
    assert found == {
        "5000": "乡镇人民政府（街道办事处）",
        "5000.01": "县级民政部门",
        "20000": "县级民政部门",
        "20000.01": "一事一议",
    }


def test_the_office_says_once_which_level_it_is(office: Office, household: Builder) -> None:
    fresh = with_scheme(office)
    kept = intake.record_household(fresh, household())
    case = waiting(fresh, kept)
    assert levels.levels(fresh, "levels") == levels.Levels(names=("乡镇", "县民政局"), own=None)
    with pytest.raises(OwnLevelError, match="「乡镇」、「县民政局」"):
        yuan(fresh, case, 3000)
    done = yuan(fresh, case, 3000, own_levels=("乡镇",))
    assert (done.state, done.decided_at, done.reference) == (State.approved, "乡镇", "")
    assert levels.levels(fresh, "levels").own == ("乡镇",)
    assert yuan(fresh, waiting(fresh, kept), 3000).decided_at == "乡镇"
    with pytest.raises(OfficeError, match="没有「省厅」这一级"):
        levels.record_own_levels(fresh, "levels", ["省厅"])


def test_what_another_level_decides_needs_that_levels_paper_and_bears_its_day(
    town: Office, household: Builder, clock: Clock
) -> None:
    case = waiting(town, intake.record_household(town, household()))
    with pytest.raises(
        HigherLevelError, match=r"超出乡镇的 5,000\.00 元（含）.*由县民政局审批，本单位不能自行批准"
    ):
        yuan(town, case, 5001)
    with pytest.raises(HigherLevelError):
        yuan(town, case, 5001, reply=Reply(number="  ", on=clock.day))
    with pytest.raises(OfficeError, match="还没有到"):
        yuan(town, case, 5001, reply=replace(REPLY, on=clock.day + timedelta(1)))
    with pytest.raises(OfficeError, match="早于上一步办完的2026年3月2日"):
        yuan(town, case, 5001, reply=replace(REPLY, on=clock.day - timedelta(1)))
    clock.day += timedelta(3)
    done = yuan(town, case, 5001, by="孙局长", reply=REPLY)
    assert (done.decided_at, done.reference) == ("县民政局", "示民批〔2026〕18 号")
    assert (done.decided_on, done.decided_by) == (date(2026, 3, 2), "孙局长")
    decided = done.step(StepKind.decide)
    assert decided is not None
    assert "县民政局批复 示民批〔2026〕18 号（2026年3月2日）" in decided.opinion


def test_goods_of_unknown_worth_cannot_slip_below_a_limit(town: Office, household: Builder) -> None:
    case = waiting(town, intake.record_household(town, household()))
    goods = Goods(name="轮椅", count=D(3))
    with pytest.raises(OfficeError, match="请写明合计价值"):
        deciding.approve(town, case.id or 0, None, (goods,), "同意", "周审批")
    with pytest.raises(HigherLevelError):
        deciding.approve(town, case.id or 0, D(3000), (replace(goods, value=D(2001)),), "同意", "周审批")
    done = deciding.approve(town, case.id or 0, D(3000), (replace(goods, value=D(2000)),), "同意", "周审批")
    assert done.decided_at == "乡镇"


def test_above_every_level_only_a_resolution_passes(town: Office, household: Builder) -> None:
    case = waiting(town, intake.record_household(town, household()))
    with pytest.raises(OfficeError, match=r"须「一事一议」.*填写「一事一议」的理由、签字人和会议纪要编号"):
        yuan(town, case, 20001)
    for missing, said in (
        ({"because": " "}, "请写明理由"),
        ({"meeting": ""}, "请填写会议纪要编号"),
        ({"signed_by": ("孙局长",)}, "至少由 2 个不同的人签字"),
        ({"signed_by": ("孙局长", " 孙局长 ")}, "至少由 2 个不同的人签字"),
        ({"signed_by": ("孙局长", "林晓舟")}, "林晓舟 已办过本案的「受理」"),
    ):
        with pytest.raises(UnresolvedError, match=said):
            yuan(town, case, 20001, override=replace(RESOLVED, **missing))
    done = yuan(town, case, 20001, override=RESOLVED)
    assert (done.decided_at, done.override) == ("一事一议", RESOLVED)
    step = done.step(StepKind.decide)
    assert step is not None
    assert "一事一议（县民纪要〔2026〕3 号）：一家两人住院；签字人：孙局长、钱书记" in step.opinion
    assert printing.dossier(town, case.id or 0).application.override == RESOLVED


def test_nobody_signs_a_resolution_for_a_near_relative(town: Office, household: Builder) -> None:
    child = Relative(name="陈小习", relation="女儿")
    staff.record_staff(town, Staff(name="孙局长", relatives=(child,)))
    case = waiting(town, intake.record_household(town, household()))
    with pytest.raises(UnresolvedError, match=r"陈小习 是工作人员 孙局长 的女儿.*孙局长 不能签字"):
        yuan(town, case, 20001, override=RESOLVED)
    assert approval.application(town, case.id or 0).state is State.open


def test_a_ceiling_that_may_be_discussed_is_passed_by_a_resolution_and_by_nothing_else(
    town: Office, household: Builder
) -> None:
    kept = intake.record_household(town, household())
    first, second = waiting(town, kept), None
    yuan(town, first, 19000, reply=REPLY)
    second = waiting(town, kept)
    with pytest.raises(OfficeError, match=r"最多可以批准 1,000\.00 元"):
        yuan(town, second, 2000)
    done = yuan(town, second, 2000, override=RESOLVED)
    assert (done.decided_at, done.override) == ("乡镇", RESOLVED)


def test_where_the_ceiling_is_full_already_the_check_fails_and_only_a_resolution_helps(
    town: Office, household: Builder
) -> None:
    kept = intake.record_household(town, household())
    yuan(town, waiting(town, kept), 20000, reply=REPLY)
    case = waiting(town, kept)
    left = deciding.approvable(town, case.id or 0)
    assert (left.verdict.outcome, left.by_resolution) == (Outcome.ineligible, True)
    assert deciding.by_resolution(town, case.id or 0)
    with pytest.raises(OfficeError, match=r"已到封顶线.*确需救助的须「一事一议」"):
        yuan(town, case, 2000)
    done = yuan(town, case, 2000, override=RESOLVED)
    assert (done.state, done.override) == (State.approved, RESOLVED)


def test_no_resolution_helps_whoever_does_not_qualify_otherwise(office: Office, household: Builder) -> None:
    strict = with_scheme(office, text=TEXT.replace("at_least = 1", "at_least = 9"))
    case = waiting(strict, intake.record_household(strict, household()))
    assert not deciding.by_resolution(strict, case.id or 0)
    with pytest.raises(OfficeError, match="核对结论是「不符合」，不能批准"):
        yuan(strict, case, 100, override=RESOLVED)


def test_a_resolution_nobody_needs_is_not_kept(town: Office, household: Builder) -> None:
    case = waiting(town, intake.record_household(town, household()))
    assert yuan(town, case, 100, override=RESOLVED).override is None


def test_a_resolution_does_not_help_where_the_plan_knows_none(office: Office, household: Builder) -> None:
    strict = with_scheme(office, text=TEXT.replace("discuss = true\n", ""))
    levels.record_own_levels(strict, "levels", ["乡镇"])
    kept = intake.record_household(strict, household())
    yuan(strict, waiting(strict, kept), 19000, reply=REPLY)
    case = waiting(strict, kept)
    with pytest.raises(
        OfficeError, match=r"最多可以批准 1,000\.00 元，填写的 2,000\.00 元超过了它。请改正金额。"
    ):
        yuan(strict, case, 2000, override=RESOLVED)


def test_where_two_must_sign_the_case_is_decided_with_the_second_name(
    office: Office, household: Builder
) -> None:
    two = with_scheme(office, "signatures = 2")
    levels.record_own_levels(two, "levels", ["乡镇"])
    case = waiting(two, intake.record_household(two, household()))
    assert deciding.to_decide(two, case.id or 0).wanted == 2
    half = yuan(two, case, 3000)
    assert half.state is State.open
    asked = deciding.to_decide(two, case.id or 0)
    assert ([s.name for s in asked.signed], asked.wanted) == (["周审批"], 1)
    with pytest.raises(OfficeError, match="周审批 已经签过字"):
        yuan(two, case, 3000)
    with pytest.raises(OfficeError, match=r"周审批 签字同意的是 3,000\.00 元"):
        yuan(two, case, 2000, by="孙局长")
    with pytest.raises(SamePersonError, match="林晓舟 已办过本案"):
        yuan(two, case, 3000, by="林晓舟")
    done = yuan(two, case, 3000, by="孙局长")
    assert (done.state, done.decided_by) == (State.approved, "周审批、孙局长")


def test_a_near_relative_is_no_second_signer_and_the_first_ones_reason_stays(
    office: Office, household: Builder
) -> None:
    two = with_scheme(office, "signatures = 2")
    levels.record_own_levels(two, "levels", ["乡镇"])
    staff.record_staff(two, Staff(name="孙局长", relatives=(Relative(name="陈小习", relation="女儿"),)))
    case = waiting(two, intake.record_household(two, household()))
    deciding.approve(two, case.id or 0, D(3000), (), "同意", "林晓舟", "单位只有两人")
    with pytest.raises(SamePersonError, match="要回避，孙局长 不能审批"):
        yuan(two, case, 3000, by="孙局长")
    done = yuan(two, case, 3000, by="周审批")
    assert done.alone_because == "单位只有两人"


def test_where_several_sign_in_each_signs_with_an_account_of_their_own(
    office: Office, household: Builder
) -> None:
    two = with_scheme(office, "signatures = 2")
    levels.record_own_levels(two, "levels", ["乡镇"])
    case = waiting(two, intake.record_household(two, household()))
    with deed(two, Act.record_user) as session:
        users = [
            kept_accounts.put(session, User(name=name, roles=frozenset({Role.approver})), two.today())
            for name in ("周审批", "孙局长")
        ]
    first, second = (replace(two, user=user) for user in users)
    yuan(first, case, 3000)
    with pytest.raises(SamePersonError, match=r"周审批 已经登记过一个签字.*请由 孙局长 登录办理"):
        yuan(first, case, 3000, by="孙局长")
    assert yuan(second, case, 3000, by="孙局长").state is State.approved


def test_what_was_signed_for_is_forgotten_when_the_case_goes_back(office: Office, household: Builder) -> None:
    two = with_scheme(office, "signatures = 2")
    levels.record_own_levels(two, "levels", ["乡镇"])
    case = waiting(two, intake.record_household(two, household()))
    yuan(two, case, 3000)
    back = approval.return_for_rework(two, case.id or 0, "数额再议", "周审批", 1)
    assert (back.approved_amount, back.decided_at, back.alone_because) == (None, "", "")
