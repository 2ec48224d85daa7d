"""Help at once, papers after (先行救助): what may be given before the steps are done, and by when they are made up for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.casework.assessment import left_to_decide, left_today
from desktop.casework.deeds import deed
from desktop.casework.duties import expect_another_person
from desktop.casework.granted import counted_schemes
from desktop.casework.ground import calendar_of, hand
from desktop.casework.levels import Levels, expect_level, levels_in
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.accounts import Role
from desktop.domain.application import Application, FirstAid
from desktop.domain.approvable import Approvable
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome
from desktop.store import assessments, cases, settings
from desktop.store.database import Session

MOST_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class Aidable:
    """What may be given at once in a case, and within how many working days its papers are usually made up for."""

    approvable: Approvable
    levels: Levels
    days: int
    papers_by: date


@dataclass(frozen=True, kw_only=True)
class Late:
    """A case whose papers for first aid are not made up for by the day they were to be."""

    application_id: int
    number: str
    applicant: str
    papers_by: date


def aidable(office: Office, application_id: int) -> Aidable:
    """What may be given at once in a case. Raises MissingError."""
    with office.store.read() as session:
        days = settings.first_aid_days(session)
        left = _left(office, session, cases.get(session, application_id))
        return Aidable(
            approvable=left,
            levels=levels_in(session, left.scheme),
            days=days,
            papers_by=calendar_of(office, session).add_workdays(office.today(), days),
        )


def papers_by(office: Office, days: int) -> date:
    """The last of so many working days from today. Raises OfficeError where that is no span."""
    with office.store.read() as session:
        return _papers_by(office, session, days)


def aid_first(
    office: Office,
    application_id: int,
    amount: Decimal | None,
    goods: Sequence[Goods],
    because: str,
    by: str,
    days: int | None = None,
    alone_because: str = "",
    *,
    own_levels: Sequence[str] | None = None,
) -> Application:
    """Gives help at once; it can be paid out now, and every step is made up for within so many working days.

    `own_levels` says for the first time which levels of the plan this office is. Raises OfficeError beyond what the plan
    gives or this office may decide alone, SamePersonError where whoever decides handled the case.
    """
    if not amount and not goods:
        raise OfficeError("请填写先行救助的金额或实物。")
    with deed(office, Act.aid_first, because) as session:
        case = cases.get(session, application_id)
        left = _left(office, session, case)
        if left.verdict.outcome is not Outcome.eligible:
            raise OfficeError(f"核对结论不是「符合」，不能先行救助：{left.verdict.summary}")
        ruling = left.ruling(amount, goods)
        most = left.verdict.amount_at_most
        if (ruling.refused and most is not None and (amount or 0) > most) or ruling.discuss:
            raise OfficeError(
                f"按方案{ruling.refused or ruling.discuss}先行救助只能在权限和封顶以内，请减少金额。"
            )
        if own_levels is not None:
            settings.put_own_levels(session, case.scheme_id, own_levels)
        expect_level(session, left.scheme, case, ruling, None, office.today())
        until = _papers_by(office, session, settings.first_aid_days(session) if days is None else days)
        if days is not None and days != settings.first_aid_days(session):
            settings.put_first_aid_days(session, days)
        alone = expect_another_person(office, session, case, Role.approver, by, alone_because)
        words = f"{because.strip()}（{alone}）" if alone and because.strip() else because.strip()
        if not by.strip():
            raise OfficeError("请填写作出先行救助决定的人。")
        aid = FirstAid(
            on=office.today(),
            because=words,
            by=by.strip(),
            papers_by=until,
            amount=amount or None,
            goods=tuple(goods),
        )
        return cases.put(session, course.aided(case, hand(office, by), aid))


def late(office: Office) -> list[Late]:
    """The cases given first aid whose papers should have been made up for by now, the longest overdue first."""
    with office.store.read() as session:
        return late_in(session, office.today())


def late_in(session: Session, today: date) -> list[Late]:
    """The same within a reading that is already begun."""
    found = [
        Late(
            application_id=case.id or 0,
            number=case.number,
            applicant=case.applicant,
            papers_by=case.first_aid.papers_by,
        )
        for case in cases.aided(session)
        if case.first_aid is not None and case.first_aid.papers_by < today
    ]
    return sorted(found, key=lambda x: (x.papers_by, x.number))


def _papers_by(office: Office, session: Session, days: int) -> date:
    if not 1 <= days <= MOST_DAYS:
        raise OfficeError(f"补办手续的期限应在 1 至 {MOST_DAYS} 个工作日之间，填的是 {days}。")
    return calendar_of(office, session).add_workdays(office.today(), days)


def _left(office: Office, session: Session, case: Application) -> Approvable:
    kept = assessments.get(session, case.assessment_id)
    text = assessments.edition_text(session, kept.edition)
    left = left_to_decide(kept, text)
    if counted_schemes(left.scheme, office.library.replaced):
        return left_today(office, session, kept, text, case.id)
    return left
