"""Help at once (先行救助): within the limits, payable before the decision, never paid twice, papers asked for in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.casework import (
    agenda,
    applying,
    approval,
    assessment,
    deciding,
    first_aid,
    intake,
    levels,
    relief,
)
from desktop.casework.deeds import deed
from desktop.casework.duties import SamePersonError
from desktop.casework.levels import HigherLevelError
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome
from desktop.store import trail
from desktop.store.rows.cases import ApplicationRow
from tests.conftest import Clock
from tests.unit.casework.test_deciding import TEXT, with_scheme

D = Decimal
Builder = Callable[..., Household]
RICE = Goods(name="大米", count=D(4), unit="袋", value=D(400))
BECAUSE = "房屋失火，今晚无处可住"


@pytest.fixture
def town(office: Office) -> Office:
    """A township's office whose plan has a step between acceptance and decision, and pays at the end."""
    text = TEXT.replace(
        '[[steps]]\nkind = "decide"', '[[steps]]\nkind = "review"\n[[steps]]\nkind = "decide"'
    )
    made = with_scheme(office, text=f'{text}\n[[steps]]\nkind = "pay"\n')
    levels.record_own_levels(made, "levels", ["乡镇"])
    relief.record_fund(made, Fund(name="临时救助", source="县财政"), D(30000))
    return made


@pytest.fixture
def case(town: Office, household: Builder) -> Application:
    kept = assessment.assess(town, intake.record_household(town, household()).id or 0, "levels")
    made = applying.apply(town, kept.id or 0, "", "失火")
    return approval.complete_step(town, made.id or 0, "属实", "林晓舟")


def aid(
    office: Office, case: Application, yuan: int | None, *goods: Goods, days: int | None = None
) -> Application:
    sum = None if yuan is None else D(yuan)
    return first_aid.aid_first(office, case.id or 0, sum, goods, BECAUSE, "周审批", days)


def owed(office: Office) -> list[tuple[str, Decimal | None, tuple[Goods, ...]]]:
    return [(x.number, x.amount, x.goods) for x in relief.awaiting_payout(office)]


def paid(office: Office, case: Application, form: Form = Form.cash) -> Batch:
    made = relief.prepare_batch(office, "先行救助", 1, form, [case.id or 0], office.today())
    relief.sign_rest(office, made.id or 0, office.today())
    return relief.close_batch(office, made.id or 0)


def decided(office: Office, case: Application, yuan: int, *goods: Goods) -> Application:
    approval.complete_step(office, case.id or 0, "属实", "赵审核")
    return deciding.approve(office, case.id or 0, D(yuan), goods, "同意", "周审批")


def test_it_is_paid_at_once_and_at_the_decision_only_the_rest(town: Office, case: Application) -> None:
    helped = aid(town, case, 2000)
    assert helped.first_aid is not None
    assert helped.state is State.open
    assert owed(town) == [(case.number, D(2000), ())]
    paid(town, case)
    assert owed(town) == []
    with pytest.raises(OfficeError, match="还没有批准，或者已经在另一次发放里"):
        paid(town, case)
    with pytest.raises(OfficeError, match=r"已先行救助 2,000\.00 元，批准金额不能少于它"):
        decided(town, case, 1999)
    deciding.approve(town, case.id or 0, D(3000), (), "同意", "周审批")
    assert owed(town) == [(case.number, D(1000), ())]
    paid(town, case)
    assert owed(town) == []
    done = approval.application(town, case.id or 0)
    assert done.current is None
    assert relief.funds(town)[0].balance == D(27000)


def test_what_was_not_paid_before_the_decision_is_paid_whole_after_it(
    town: Office, case: Application
) -> None:
    aid(town, case, 2000)
    made = relief.prepare_batch(town, "先行救助", 1, Form.cash, [case.id or 0], town.today())
    decided(town, case, 3000)
    assert owed(town) == [(case.number, D(1000), ())]
    relief.cancel_batch(town, made.id or 0, "改日发放")
    assert owed(town) == [(case.number, D(3000), ())]
    paid(town, case)
    assert owed(town) == []


def test_goods_given_at_once_are_not_given_again(town: Office, case: Application) -> None:
    aid(town, case, None, RICE)
    assert owed(town) == [(case.number, None, (RICE,))]
    paid(town, case, Form.goods)
    more = replace(RICE, count=D(10), value=D(1000))
    decided(town, case, 500, more, Goods(name="棉被", value=D(150)))
    left = replace(RICE, count=D(6), value=D("600.00"))
    assert owed(town) == [(case.number, D(500), (left, Goods(name="棉被", value=D(150))))]
    paid(town, case, Form.goods)
    assert owed(town) == [(case.number, D(500), ())]


def test_it_keeps_within_the_limits_of_the_plan_and_of_this_office(
    town: Office, case: Application, household: Builder
) -> None:
    with pytest.raises(HigherLevelError, match="由县民政局审批"):
        aid(town, case, 5001)
    with pytest.raises(OfficeError, match="先行救助只能在权限和封顶以内"):
        aid(town, case, 20001)
    with pytest.raises(SamePersonError, match="林晓舟 已办过本案"):
        first_aid.aid_first(town, case.id or 0, D(100), (), BECAUSE, "林晓舟")
    for days in (0, 61):
        with pytest.raises(OfficeError, match="1 至 60 个工作日"):
            aid(town, case, 100, days=days)
    assert approval.application(town, case.id or 0).first_aid is None


def test_it_counts_under_the_ceiling_from_that_day_but_not_against_its_own_case(
    town: Office, case: Application
) -> None:
    aid(town, case, 5000)
    verdict = assessment.assess(town, case.household_id, "levels").verdict
    assert verdict.amount_at_most == 15000
    strict = deciding.to_decide(town, case.id or 0).approvable
    assert strict.ruling(D(5000)).refused == ""
    decided(town, case, 5000)
    assert assessment.assess(town, case.household_id, "levels").verdict.amount_at_most == 15000


def test_a_refusal_after_it_leaves_it_counted_and_nothing_more_to_pay(
    town: Office, case: Application
) -> None:
    aid(town, case, 5000)
    deciding.refuse(town, case.id or 0, "核实后不符合", "周审批")
    assert owed(town) == []
    verdict = assessment.assess(town, case.household_id, "levels").verdict
    assert (verdict.outcome, verdict.amount_at_most) == (Outcome.eligible, D(15000))


def test_the_papers_are_asked_for_in_time(town: Office, case: Application, clock: Clock) -> None:
    assert first_aid.aidable(town, case.id or 0).papers_by == date(
        2026, 3, 16
    )  # ten working days from Monday 2 March
    helped = aid(town, case, 1000, days=5)
    assert helped.first_aid is not None
    assert helped.first_aid.papers_by == date(2026, 3, 9)
    assert first_aid.aidable(town, case.id or 0).days == 5  # the office's own from now on
    clock.day = date(2026, 3, 9)
    assert first_aid.late(town) == []
    clock.day += timedelta(1)
    assert [(x.number, x.papers_by) for x in first_aid.late(town)] == [(case.number, date(2026, 3, 9))]
    assert any("1 份先行救助的申请过了补办手续的期限" in x.text for x in agenda.agenda(town).next_steps)
    decided(town, case, 1000)
    assert first_aid.late(town) == []


def test_nobody_is_helped_at_once_twice_or_without_a_reason(town: Office, case: Application) -> None:
    with pytest.raises(OfficeError, match="请写明紧急情况"):
        first_aid.aid_first(town, case.id or 0, D(100), (), " ", "周审批")
    with pytest.raises(OfficeError, match="请填写先行救助的金额或实物"):
        aid(town, case, None)
    aid(town, case, 100)
    with pytest.raises(OfficeError, match="已经先行救助过"):
        aid(town, case, 100)


def test_what_was_given_at_once_to_a_destroyed_archive_breaks_no_count(
    town: Office, case: Application, household: Builder
) -> None:
    aid(town, case, 1000)
    deciding.refuse(town, case.id or 0, "核实后不符合", "周审批")
    with deed(town, Act.destroy_households) as session:
        row = session.get(ApplicationRow, case.id)
        assert row is not None
        row.more = {}  # what destroying leaves of it
        trail.note(session, "destruction", None, "试")
    other = intake.record_household(town, household("别家"))
    assert assessment.assess(town, other.id or 0, "levels").verdict.outcome is Outcome.eligible
    assert len(dict(assessment.try_out_all(town, "levels"))) == 2
