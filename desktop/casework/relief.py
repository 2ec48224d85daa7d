"""Handing out money and goods (发放): funds, batches, signatures. A fund can never be overdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.application import Application, ApplicationLine, State, StepKind
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.payout import Batch, Form, Fund, FundEntry, PayoutLine
from desktop.domain.trail import Act
from desktop.store import cases, handing, households, payouts, settings, standing
from desktop.store.database import Session


class OverdrawnError(OfficeError):
    """More was to go out than the fund holds."""

    def __init__(self, fund: Fund, wanted: Decimal) -> None:
        super().__init__(
            f"资金「{fund.name}」结余 {fund.balance:,.2f} 元，本次要用 {wanted:,.2f} 元，"
            f"还差 {wanted - fund.balance:,.2f} 元。请减少发放对象，或先登记到账的资金。"
        )


@dataclass(frozen=True)
class BatchLine:
    """One row of the list of batches."""

    batch: Batch
    receivers: int
    signed: int


def record_fund(office: Office, fund: Fund, first_money: Decimal) -> Fund:
    """Opens a fund with its source and the money that came in."""
    if not fund.name.strip() or not fund.source.strip():
        raise OfficeError("请填写资金名称和来源，专款专用要分得清。")
    if first_money < 0:
        raise OfficeError("到账金额不能是负数。")
    day = fund.opened_on or office.today()
    with deed(office, Act.record_fund) as session:
        if payouts.fund_named(session, fund.name.strip()) is not None:
            raise OfficeError(
                f"已经有名为「{fund.name.strip()}」的资金，请换一个名称，或在原来那笔上登记到账。"
            )
        fund_id = payouts.put_fund(session, replace(fund, name=fund.name.strip(), opened_on=day))
        if first_money > 0:
            payouts.put_entry(session, fund_id, day, first_money, f"到账（{fund.source}）", None)
        return payouts.fund(session, fund_id)


def receive_money(office: Office, fund_id: int, amount: Decimal, day: date, reason: str) -> Fund:
    """Books money that came into a fund."""
    if amount <= 0:
        raise OfficeError("到账金额应大于 0。")
    with deed(office, Act.receive_money) as session:
        payouts.fund(session, fund_id)
        payouts.put_entry(session, fund_id, day, amount, reason.strip() or "到账", None)
        return payouts.fund(session, fund_id)


def funds(office: Office) -> list[Fund]:
    """All funds with what came in, what went out and what is left."""
    with office.store.read() as session:
        return payouts.funds(session)


def fund_entries(office: Office, fund_id: int) -> list[FundEntry]:
    """All movements of a fund in order."""
    with office.store.read() as session:
        return payouts.entries(session, fund_id)


def awaiting_payout(office: Office) -> list[ApplicationLine]:
    """Approved applications nothing was handed out for yet."""
    with office.store.read() as session:
        return handing.awaiting_payout(session)


def prepare_batch(
    office: Office,
    title: str,
    fund_id: int,
    form: Form,
    application_ids: Sequence[int],
    day: date,
    place: str = "",
) -> Batch:
    """Makes a batch with a numbered receipt for each receiver and takes its sum out of the fund, both or neither.

    Raises OverdrawnError where the fund does not hold enough, OfficeError where an application is not approved,
    is already being paid, lacks a bank account for transfer, or was promised nothing in this form.
    """
    if not application_ids:
        raise OfficeError("请先勾选要发放的人。")
    if not title.strip():
        raise OfficeError("请填写发放的名称，例如「2026 年春节送温暖」。")
    with deed(office, Act.prepare_batch) as session:
        fund = payouts.fund(session, fund_id)
        waiting = {line.id: line for line in handing.awaiting_payout(session)}
        lines: list[PayoutLine] = []
        for application_id in application_ids:
            case = cases.get(session, application_id)
            owed = waiting.get(application_id)
            if owed is None:
                raise OfficeError(
                    f"{case.applicant} 的申请 {case.number} 还没有批准，或者已经在另一次发放里。"
                )
            standing.expect_open(session, case.household_id)
            before = _unfinished_before_pay(case)
            if before:
                raise OfficeError(f"{case.applicant} 的申请 {case.number} 还要先办「{before}」，才能发放。")
            lines.append(_line(session, case, form, owed))
        batch = Batch(
            title=title.strip(),
            fund_id=fund_id,
            fund_name=fund.name,
            fund_source=fund.source,
            form=form,
            day=day,
            place=place.strip(),
            lines=tuple(lines),
        )
        if batch.total > fund.balance:
            raise OverdrawnError(fund, batch.total)
        kept = payouts.put_batch(session, batch)
        payouts.put_entry(session, fund_id, day, -batch.total, f"发放 {kept.number} {kept.title}", kept.id)
        return kept


def batches(office: Office) -> list[BatchLine]:
    """All batches, the latest first, with how many receivers signed."""
    with office.store.read() as session:
        counts = payouts.signatures(session)
        return [BatchLine(b, *counts.get(b.id or 0, (0, 0))) for b in payouts.batches(session)]


def batch(office: Office, batch_id: int) -> Batch:
    """A batch with its lines. Raises MissingError."""
    with office.store.read() as session:
        return payouts.get_batch(session, batch_id)


def sign_line(
    office: Office,
    line_id: int,
    signed_on: date,
    proxy_name: str = "",
    proxy_relation: str = "",
    proxy_reason: str = "",
) -> None:
    """Ticks off a line as signed by the receiver, or by a proxy with name, relation and reason."""
    proxy = (proxy_name.strip(), proxy_relation.strip(), proxy_reason.strip())
    if any(proxy) and not all(proxy):
        raise OfficeError("代领要写全：代领人姓名、与领取人关系、代领原因。")
    _expect_past(office, signed_on)
    with deed(office, Act.sign) as session:
        found = payouts.batch_of_line(session, line_id)
        _expect_open(found)
        payouts.sign(session, found, line_id, signed_on, *proxy)


def sign_rest(office: Office, batch_id: int, signed_on: date) -> int:
    """Ticks off every line of a batch that nobody signed yet as signed by its receiver; how many there were."""
    _expect_past(office, signed_on)
    with deed(office, Act.sign) as session:
        found = payouts.get_batch(session, batch_id)
        _expect_open(found)
        payouts.sign_unsigned(session, found, signed_on)
        return found.unsigned


def unsign_line(office: Office, line_id: int) -> None:
    """Takes a tick away that was set by mistake, while the batch is open."""
    with deed(office, Act.unsign) as session:
        found = payouts.batch_of_line(session, line_id)
        _expect_open(found)
        payouts.sign(session, found, line_id, None)


def close_batch(office: Office, batch_id: int, by: str = "") -> Batch:
    """Closes a batch whose lines are all signed, and ticks the payment step of each application."""
    today = office.today()
    with deed(office, Act.close_batch) as session:
        found = payouts.get_batch(session, batch_id)
        _expect_open(found)
        if found.unsigned:
            names = "、".join(line.receiver for line in found.lines if line.signed_on is None)
            raise OfficeError(f"还有 {found.unsigned} 人没有签收：{names}。全部签收后才能办结这次发放。")
        officer = by.strip() or (office.user.name if office.user.id else settings.bureau(session).officer)
        owed = {line.id for line in handing.awaiting_payout(session)}
        for line in found.lines:
            case = cases.get(session, line.application_id)
            step = case.current
            if step is not None and step.kind is StepKind.pay and case.id not in owed:
                ground = case_ground(office, session, case)
                words = f"发放 {found.number}，已签收"
                cases.put(session, course.paid(case, ground, hand(office, officer), words))
        payouts.change_batch(session, batch_id, closed_on=today)
        return payouts.get_batch(session, batch_id)


def cancel_batch(office: Office, batch_id: int, reason: str) -> Batch:
    """Cancels an open batch nobody signed on yet; its money flows back as an entry of its own."""
    if not reason.strip():
        raise OfficeError("撤销发放请写明原因，资金台账上要留痕。")
    today = office.today()
    with deed(office, Act.cancel_batch, reason) as session:
        found = payouts.get_batch(session, batch_id)
        _expect_open(found)
        if found.unsigned != len(found.lines):
            raise OfficeError("已有人签收，不能整批撤销。请先取消误勾的签收。")
        payouts.change_batch(session, batch_id, cancelled_on=today, cancel_reason=reason.strip())
        payouts.put_entry(
            session, found.fund_id, today, found.total, f"撤销发放 {found.number}：{reason.strip()}", batch_id
        )
        return payouts.get_batch(session, batch_id)


def _expect_past(office: Office, signed_on: date) -> None:
    if signed_on > office.today():
        raise OfficeError(f"签收日期{day_words(signed_on)}还没有到。")


def _expect_open(found: Batch) -> None:
    if found.closed_on is not None:
        raise OfficeError(f"发放 {found.number} 已于{day_words(found.closed_on)}办结，不能再改。")
    if found.cancelled_on is not None:
        raise OfficeError(f"发放 {found.number} 已于{day_words(found.cancelled_on)}撤销。")


def _unfinished_before_pay(case: Application) -> str:
    step = case.current
    if case.state is not State.approved or step is None or step.kind is StepKind.pay:
        return ""
    return step.label if case.step(StepKind.pay) is not None else ""


def _line(session: Session, case: Application, form: Form, owed: ApplicationLine) -> PayoutLine:
    household = households.get(session, case.household_id)
    amount, goods = owed.amount or Decimal(0), owed.goods
    if form is Form.goods:
        if not goods:
            raise OfficeError(
                f"{case.applicant} 待发放的是现金 {amount:,.2f} 元，没有实物，请改用现金或转账发放。"
            )
        amount = Decimal(0)
    elif amount == 0:
        raise OfficeError(f"{case.applicant} 待发放的是实物，没有现金，请改用实物发放。")
    else:
        goods = ()
    if form is Form.transfer and not (household.bank and household.card_number):
        raise OfficeError(f"{case.applicant} 的档案里没有开户银行和银行卡号，不能转账。请先在档案里补上。")
    return PayoutLine(
        application_id=case.id or 0,
        household_id=case.household_id,
        receiver=household.head.name,
        id_number=household.head.id_number,
        address=household.head.employer or household.address,
        phone=household.head.phone,
        bank=f"{household.bank} {household.bank_branch}".strip() if form is Form.transfer else "",
        card_number=household.card_number if form is Form.transfer else "",
        amount=amount,
        goods=goods,
    )
