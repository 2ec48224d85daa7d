"""Planning and recording visits (走访)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.casework.settings import calendar
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.domain.visit import Purpose, Round, Visit
from desktop.store import households, retention, visits


def propose_round(
    office: Office,
    title: str,
    purpose: Purpose,
    household_ids: Sequence[int],
    visitors: tuple[str, str],
    first_day: date,
    last_day: date,
) -> Round:
    """A plan that shares the households out evenly over the working days of the span, neighbours together.

    Kept nowhere until it is recorded. Raises OfficeError where no household, no day or no second visitor is given.
    """
    names = tuple(v.strip() for v in visitors)
    if not household_ids:
        raise OfficeError("请先选择要走访的家庭。")
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        raise OfficeError("走访要两人一组，请填写两名不同的走访人。")
    if last_day < first_day:
        raise OfficeError("结束日期早于开始日期，请改正。")
    days = [first_day + timedelta(n) for n in range((last_day - first_day).days + 1)]
    known = calendar(office)
    open_days = [d for d in days if known.is_workday(d)] or days
    with office.store.read() as session:
        retention.expect_active(session, household_ids)
        found = [
            h
            for start in range(0, len(household_ids), 500)
            for h in households.get_many(session, household_ids[start : start + 500])
        ]
    found.sort(key=lambda h: (h.address, h.number))
    planned = tuple(
        Visit(
            household_id=h.id or 0,
            household_name=h.head.name,
            address=h.address,
            phone=h.head.phone,
            members=len(h.counted),
            day=open_days[n * len(open_days) // len(found)],
            visitors=names,
            purpose=purpose,
        )
        for n, h in enumerate(found)
    )
    return Round(
        title=title.strip() or "走访计划",
        purpose=purpose,
        first_day=first_day,
        last_day=last_day,
        visits=planned,
    )


def record_round(office: Office, round_: Round) -> Round:
    """Keeps a plan with its visits."""
    if not round_.visits:
        raise OfficeError("计划里没有走访，没有保存。")
    with deed(office, Act.plan_visits) as session:
        retention.expect_active(session, [v.household_id for v in round_.visits])
        return visits.put_round(session, round_)


def rounds(office: Office) -> list[Round]:
    """All plans, the latest first, without their visits."""
    with office.store.read() as session:
        return visits.rounds(session)


def progress(office: Office) -> dict[int, tuple[int, int]]:
    """How many visits each plan has, and how many were made."""
    with office.store.read() as session:
        return visits.progress(session)


def round_of(office: Office, round_id: int) -> Round:
    """A plan with its visits in order of day. Raises MissingError."""
    with office.store.read() as session:
        return visits.get_round(session, round_id)


def move_visit(office: Office, visit_id: int, day: date, visitors: tuple[str, ...] | None = None) -> Visit:
    """Puts a visit that was not made yet on another day, or with other visitors."""
    with deed(office, Act.move_visit) as session:
        visit = visits.get(session, visit_id)
        retention.expect_active(session, [visit.household_id])
        if visit.made_on is not None:
            raise OfficeError(
                f"对 {visit.household_name} 的走访已于{day_words(visit.made_on)}完成，不能改期。"
            )
        return visits.put(session, replace(visit, day=day, visitors=visitors or visit.visitors))


def record_visit(
    office: Office,
    visit_id: int,
    made_on: date,
    visitors: Sequence[str],
    found: str,
    wishes: str = "",
    safety: str = "",
) -> Visit:
    """Keeps what was found on a visit that was made. Raises OfficeError with fewer than two visitors or nothing found."""
    names = tuple(v.strip() for v in visitors if v.strip())
    if len(set(names)) < 2:
        raise OfficeError("走访要两人一组，请填写两名走访人。")
    if not found.strip():
        raise OfficeError("请写明走访时看到的情况。")
    if made_on > office.today():
        raise OfficeError(f"走访日期{day_words(made_on)}还没有到，走访之后再登记。")
    with deed(office, Act.record_visit) as session:
        visit = visits.get(session, visit_id)
        retention.expect_active(session, [visit.household_id])
        return visits.put(
            session,
            replace(
                visit,
                made_on=made_on,
                visitors=names,
                found=found.strip(),
                wishes=wishes.strip(),
                safety=safety.strip(),
            ),
        )
