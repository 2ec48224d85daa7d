"""What is to be done (工作台): due today, overdue, notices ending, visits planned, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from desktop.casework import case_reminders, noticing, safekeeping
from desktop.casework.due_days import review_begun
from desktop.casework.first_aid import late_in
from desktop.casework.office import Office
from desktop.domain.application import ApplicationLine, Notice, State, StepKind
from desktop.domain.calendar import WorkCalendar
from desktop.domain.listing import ApplicationQuery, HouseholdQuery
from desktop.domain.objection import Objection
from desktop.domain.standards import LineKind
from desktop.domain.telling import ToldLine
from desktop.domain.visit import Visit
from desktop.domain.year_days import missing_year
from desktop.store import (
    cases,
    handing,
    household_list,
    lacking,
    notices,
    payouts,
    retention,
    reviews,
    settings,
    standing,
    tellings,
    visits,
)
from desktop.store.estimates import estimated_cases

SOON = timedelta(days=7)
NAMED = 3


@dataclass(frozen=True)
class Advice:
    """Something to do next, with the page where it is done."""

    text: str
    page: str
    item: str = ""
    """Which part of that page; its first one where empty."""


@dataclass(frozen=True)
class Agenda:
    """Everything the home page shows."""

    overdue: tuple[ApplicationLine, ...]
    due_today: tuple[ApplicationLine, ...]
    due_soon: tuple[ApplicationLine, ...]
    estimated: frozenset[int]
    """Applications whose due day is only an estimate."""
    notices_ending: tuple[Notice, ...]
    """Notices still hanging whose last day is today, past, or within a week."""
    visits_planned: tuple[Visit, ...]
    """Visits not made yet, planned up to a week from now."""
    unsigned_batches: tuple[tuple[str, int], ...]
    """Open batches with how many lines nobody signed for."""
    untold: tuple[ToldLine, ...]
    """Decisions somebody must still be told, due within a week or at no set day; not where the step of telling is listed."""
    households: int
    open_cases: int
    awaiting_payout: int
    next_steps: tuple[Advice, ...]


def agenda(office: Office) -> Agenda:
    """What the office has to do as of today."""
    today = office.today()
    open_states = (State.open, State.returned)
    with office.store.read() as session:
        due = cases.browse(session, ApplicationQuery(states=open_states, due_until=today + SOON), 0, 200)
        approved = cases.browse(
            session, ApplicationQuery(states=(State.approved,), due_until=today + SOON), 0, 200
        )
        due += [line for line in approved if line.step_kind is not None]
        due = [line for line in due if not line.hangs]
        hanging = [
            n for n, _, _ in notices.everything(session) if n.closed_on is None and n.until <= today + SOON
        ]
        planned = visits.unmade(session, today + SOON)
        signed = payouts.signatures(session)
        unsigned = [
            (b.number, signed[b.id or 0][0] - signed[b.id or 0][1])
            for b in payouts.batches(session)
            if b.closed_on is None and b.cancelled_on is None
        ]
        at_telling = {line.id for line in due if line.step_kind is StepKind.tell}
        untold = [
            t for t in tellings.waiting(session, today + SOON) if t.told.application_id not in at_telling
        ]
        count = household_list.count(session, HouseholdQuery())
        waiting = cases.count(session, ApplicationQuery(states=open_states))
        unpaid = len(handing.awaiting_payout(session))
        unmade = len(late_in(session, today))
        unbrought = lacking.count_overdue(session, today)
        for_notice = notices.count_unposted(session)
        reminders = noticing.reminders(session, today)
        place = settings.bureau(session).place
        has_dibao = any(
            x.kind is LineKind.dibao for x in settings.standards(session).lines if x.place == place
        )
        estimated = estimated_cases(session)
        known = WorkCalendar({**office.calendars, **settings.year_lists(session)})
        funds = len(payouts.funds(session))
        expired = len(retention.due(session, today))
        fading = len(standing.fading_until(session, today + SOON))
        unreviewed = reviews.count_waiting(session, today.year) if review_begun(session, today) else 0
        asked_after = case_reminders.reminders(session, today)
        unsealed = office.key is not None and settings.sealed(session) is None
    next_steps: list[Advice] = []
    if unsealed:
        next_steps.append(
            Advice(
                "恢复码单还没有封存：密码全忘时只有它能打开办公室。请由管理员打印、核对并封存。", "recovery"
            )
        )
    if not has_dibao:
        next_steps.append(Advice(f"先登记 {place} 的低保标准和执行日期，核对家庭收入要用。", "settings"))
    wanted_year = missing_year(known, today)
    if wanted_year is not None:
        next_steps.append(
            Advice(
                f"{wanted_year} 年的放假安排还没有登记，期限暂按周一至周五估算。请把国务院办公厅的通知粘贴进来。",
                "calendar",
                str(wanted_year),
            )
        )
    if count == 0:
        next_steps.append(Advice("还没有家庭档案。导入名册，或新建第一户。", "households"))
    elif waiting == 0 and unpaid == 0:
        next_steps.append(Advice("选择一户核对经济状况，符合的提出申请。", "households"))
    drill = safekeeping.drill_due(office) if count and office.key is not None else ""
    if drill and safekeeping.backups_of(office):
        next_steps.append(Advice(drill, "safety"))
    if expired:
        next_steps.append(
            Advice(
                f"有 {expired} 份撤档封存的档案保管期已满，请两人办理销毁，打印销毁清册。",
                "safety",
                "keeping",
            )
        )
    if fading:
        next_steps.append(
            Advice(
                f"有 {fading} 户渐退已到期或一周内到期，请办理脱困；仍有困难的改回在档。",
                "standing",
                "lists:fading_ends",
            )
        )
    if unreviewed:
        next_steps.append(Advice(f"今年还有 {unreviewed:,} 户没有年度复审。", "standing", "yearly"))
    if unmade:
        next_steps.append(
            Advice(f"有 {unmade} 份先行救助的申请过了补办手续的期限，请抓紧办到决定。", "applications")
        )
    if unbrought:
        next_steps.append(
            Advice(
                f"有 {unbrought} 份申请过了补齐材料的期限还没有补齐，请问清申请人，登记补齐或者结束。",
                "applications",
            )
        )
    next_steps += _of_notices(reminders)
    next_steps += [Advice(x.text, x.page, x.item) for x in asked_after]
    if for_notice:
        next_steps.append(Advice(f"有 {for_notice} 份申请等待公示。", "notices"))
    if unpaid:
        next_steps.append(Advice(f"有 {unpaid} 份已批准的申请等待发放。", "payouts"))
        if not funds:
            next_steps.append(Advice("还没有登记资金。先登记资金来源和到账金额。", "funds"))
    return Agenda(
        overdue=tuple(x for x in due if x.due is not None and x.due < today),
        due_today=tuple(x for x in due if x.due == today),
        due_soon=tuple(x for x in due if x.due is not None and x.due > today),
        estimated=estimated,
        notices_ending=tuple(hanging),
        visits_planned=tuple(planned),
        unsigned_batches=tuple((number, n) for number, n in unsigned if n),
        untold=tuple(untold),
        households=count,
        open_cases=waiting,
        awaiting_payout=unpaid,
        next_steps=tuple(next_steps),
    )


def _of_notices(found: noticing.Reminders) -> list[Advice]:
    """What notices and objections to them call for."""
    said: list[str] = []
    if found.unsettled:
        said.append(f"有 {len(found.unsettled)} 件公示异议还没有核实（{_numbers(found.unsettled)}）。")
    if found.unanswered:
        said.append(
            f"有 {len(found.unanswered)} 件公示异议已核实，还没有答复异议人（{_numbers(found.unanswered)}）。"
        )
    if found.to_take_down:
        said.append(f"公示 {_numbers(found.to_take_down)} 已到期，请取下、登记、结束公示。")
    return [Advice(text, "notices") for text in said]


def _numbers(found: Sequence[Notice | Objection]) -> str:
    """Their numbers; of many only the first ones."""
    shown = "、".join(x.number for x in found[:NAMED])
    return shown if len(found) <= NAMED else f"{shown} 等"
