"""Handing out: no fund is overdrawn, no line is forgotten, nothing is erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.casework import relief
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import Application, State, Step, StepKind
from desktop.domain.assessment import Assessment
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.payout import Form, Fund
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome, Verdict
from desktop.store import assessments, cases, households
from tests.conftest import TODAY

Builder = Callable[..., Household]


@pytest.fixture
def fund(office: Office) -> Fund:
    return relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), Decimal("3000.00"))


@pytest.fixture
def approved(office: Office, household: Builder) -> Callable[..., Application]:
    """Puts an approved application on file, as if it had gone all the way."""

    plan = office.library.scheme("plan-07")

    def make(name: str, amount: str = "1000.00", goods: tuple[Goods, ...] = ()) -> Application:
        with deed(office, Act.record_household) as session:
            kept = households.put(session, household(name), TODAY)
            verdict = Verdict(
                outcome=Outcome.eligible,
                scheme_id="plan-07",
                scheme_title="试",
                edition=plan.edition,
                on=TODAY,
            )
            judged = assessments.put(
                session,
                Assessment(
                    household=kept,
                    applicant=1,
                    scheme_id="plan-07",
                    edition=plan.edition,
                    on=TODAY,
                    place="示例市",
                    facts={},
                    verdict=verdict,
                ),
                plan.text,
            )
            return cases.put(
                session,
                Application(
                    household_id=kept.id or 0,
                    assessment_id=judged.id or 0,
                    scheme_id="plan-07",
                    scheme_title="试",
                    applicant=name,
                    applied_on=TODAY,
                    state=State.approved,
                    approved_amount=Decimal(amount) if amount else None,
                    approved_goods=goods,
                    decided_on=TODAY,
                    steps=(Step(position=1, kind=StepKind.pay, label="发放"),),
                ),
            )

    return make


def test_a_batch_takes_its_sum_out_of_the_fund(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    ids = [approved(n).id or 0 for n in ("甲", "乙")]
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, ids, TODAY)
    assert batch.total == Decimal("2000.00")
    assert [x.receipt_number for x in batch.lines] == ["SJ2026-0001", "SJ2026-0002"]
    (left,) = relief.funds(office)
    assert (left.received, left.paid, left.balance) == (Decimal(3000), Decimal(2000), Decimal(1000))
    assert relief.awaiting_payout(office) == []


def test_a_fund_cannot_be_overdrawn(office: Office, fund: Fund, approved: Callable[..., Application]) -> None:
    ids = [approved(n).id or 0 for n in ("甲", "乙", "丙", "丁")]
    with pytest.raises(OfficeError, match=r"还差 1,000\.00 元"):
        relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, ids, TODAY)
    assert relief.batches(office) == []
    assert relief.funds(office)[0].balance == Decimal(3000)
    assert len(relief.awaiting_payout(office)) == 4


def test_an_application_is_paid_once(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    case = approved("甲")
    relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, [case.id or 0], TODAY)
    with pytest.raises(OfficeError, match="已经在另一次发放里"):
        relief.prepare_batch(office, "再来", fund.id or 0, Form.cash, [case.id or 0], TODAY)


def test_a_batch_closes_only_when_all_have_signed(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    ids = [approved(n).id or 0 for n in ("甲", "乙")]
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, ids, TODAY)
    first, second = (x.id or 0 for x in batch.lines)
    relief.sign_line(office, first, TODAY)
    with pytest.raises(OfficeError, match="还有 1 人没有签收：乙"):
        relief.close_batch(office, batch.id or 0)
    with pytest.raises(OfficeError, match="代领要写全"):
        relief.sign_line(office, second, TODAY, "丙")
    relief.sign_line(office, second, TODAY, "丙", "妻子", "住院")
    closed = relief.close_batch(office, batch.id or 0)
    assert closed.closed_on == TODAY
    assert closed.lines[1].proxy_name == "丙"
    with pytest.raises(OfficeError, match="办结"):
        relief.unsign_line(office, first)
    with office.store.read() as session:
        done = cases.get(session, ids[0])
    assert done.steps[0].done_on == TODAY
    assert done.current is None


def test_cancelling_books_the_money_back_and_keeps_both_entries(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    case = approved("甲")
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, [case.id or 0], TODAY)
    with pytest.raises(OfficeError, match="原因"):
        relief.cancel_batch(office, batch.id or 0, "")
    relief.cancel_batch(office, batch.id or 0, "金额有误")
    amounts = [e.amount for e in relief.fund_entries(office, fund.id or 0)]
    assert amounts == [Decimal(3000), Decimal(-1000), Decimal(1000)]
    assert relief.funds(office)[0].balance == Decimal(3000)
    assert [x.applicant for x in relief.awaiting_payout(office)] == ["甲"]


def test_goods_take_their_worth_out_of_the_fund(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    goods = (Goods(name="大米", count=Decimal(2), unit="袋", value=Decimal("180.50")),)
    case = approved("甲", "", goods)
    with pytest.raises(OfficeError, match="没有现金"):
        relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, [case.id or 0], TODAY)
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.goods, [case.id or 0], TODAY)
    assert batch.lines[0].goods == goods
    assert relief.funds(office)[0].balance == Decimal("2819.50")


def test_a_transfer_needs_an_account(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    case = approved("甲")
    with pytest.raises(OfficeError, match="开户银行"):
        relief.prepare_batch(office, "春节", fund.id or 0, Form.transfer, [case.id or 0], TODAY)
    with deed(office, Act.record_household) as session:
        kept = households.get(session, case.household_id)
        households.put(session, replace(kept, bank="示例银行", card_number="6222020200012345670"), TODAY)
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.transfer, [case.id or 0], TODAY)
    assert batch.lines[0].card_number == "6222020200012345670"


def test_a_fund_has_one_name_and_a_source(office: Office, fund: Fund) -> None:
    with pytest.raises(OfficeError, match="已经有名为"):
        relief.record_fund(office, Fund(name="送温暖", source="财政"), Decimal(1))
    with pytest.raises(OfficeError, match="来源"):
        relief.record_fund(office, Fund(name="别的", source=" "), Decimal(1))
    assert relief.receive_money(office, fund.id or 0, Decimal("0.01"), TODAY, "").balance == Decimal(
        "3000.01"
    )


def test_money_and_goods_of_one_application_may_go_out_apart(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    goods = (Goods(name="大米", unit="袋", value=Decimal(100)),)
    case = approved("甲", "500.00", goods)
    money = relief.prepare_batch(office, "钱", fund.id or 0, Form.cash, [case.id or 0], TODAY)
    assert money.total == Decimal(500)
    (owed,) = relief.awaiting_payout(office)
    assert (owed.amount, owed.goods) == (None, goods)
    with pytest.raises(OfficeError, match="没有现金"):
        relief.prepare_batch(office, "再来", fund.id or 0, Form.cash, [case.id or 0], TODAY)
    things = relief.prepare_batch(office, "物", fund.id or 0, Form.goods, [case.id or 0], TODAY)
    assert relief.awaiting_payout(office) == []
    relief.cancel_batch(office, things.id or 0, "还没有到货")
    assert relief.sign_rest(office, money.id or 0, TODAY) == 1
    relief.close_batch(office, money.id or 0)
    with office.store.read() as session:
        assert cases.get(session, case.id or 0).current is not None
    things = relief.prepare_batch(office, "物", fund.id or 0, Form.goods, [case.id or 0], TODAY)
    relief.sign_rest(office, things.id or 0, TODAY)
    relief.close_batch(office, things.id or 0)
    with office.store.read() as session:
        assert cases.get(session, case.id or 0).current is None


def test_all_who_are_left_sign_at_once_and_proxies_stay(
    office: Office, fund: Fund, approved: Callable[..., Application]
) -> None:
    ids = [approved(n).id or 0 for n in ("甲", "乙", "丙")]
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.cash, ids, TODAY)
    relief.sign_line(office, batch.lines[0].id or 0, TODAY, "丁", "妻子", "住院")
    assert relief.sign_rest(office, batch.id or 0, TODAY) == 2
    after = relief.batch(office, batch.id or 0)
    assert after.unsigned == 0
    assert [x.proxy_name for x in after.lines] == ["丁", "", ""]
    assert relief.sign_rest(office, batch.id or 0, TODAY) == 0
    with pytest.raises(OfficeError, match="还没有到"):
        relief.sign_rest(office, batch.id or 0, TODAY.replace(year=2030))
