"""Archives destroyed (销毁): all that is known of their people taken away for good, and the numbered lists that tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update

from desktop.domain.masking import public_name
from desktop.domain.retention import GONE, DestroyedLine, Destruction
from desktop.store import (
    attachments,
    consents,
    history,
    households,
    joint_words,
    notices,
    numbers,
    trail,
)
from desktop.store.database import Session
from desktop.store.errors import MissingError
from desktop.store.pieces import pieces
from desktop.store.rows.archives import (
    DestructionRow,
    DoubtRow,
    IgnoredRow,
    NotSameRow,
    ReviewRow,
    StandingRow,
)
from desktop.store.rows.benefits import BenefitChangeRow, BenefitRow
from desktop.store.rows.cases import (
    ApplicationRow,
    AssessmentRow,
    CaseEventRow,
    CasePaperRow,
    LackingRow,
    StepRow,
    TellingRow,
)
from desktop.store.rows.history import DraftRow
from desktop.store.rows.households import CertificateRow, HouseholdRow, SearchRow, TagRow
from desktop.store.rows.means import DebtRow, ExpenseRow, IncomeRow, PropertyRow
from desktop.store.rows.notices import ObjectionRow
from desktop.store.rows.payouts import PayoutLineRow
from desktop.store.rows.people import GuardianRow, IllnessRow, MemberRow, StudentRow
from desktop.store.rows.visits import VisitRow

SUBJECT = "destruction"
CHILDREN = (
    IllnessRow,
    MemberRow,
    SearchRow,
    IncomeRow,
    ExpenseRow,
    PropertyRow,
    CertificateRow,
    DebtRow,
    GuardianRow,
    StudentRow,
    TagRow,
    StandingRow,
    ReviewRow,
    IgnoredRow,
    DoubtRow,
)
"""What stands beneath a household and goes with it, whole."""
_BLANK: dict[str, Any] = {
    "name": GONE,
    "people": 0,
    **dict.fromkeys(
        "name_key id_number phone employer address hukou_place postcode other_contact bank bank_branch card_number "
        "filed_by reviewed_by entered_by remark sealed_because account_holder wants plan".split(),
        "",
    ),
    **dict.fromkeys(
        "hardship cause housing floor_area single_parent self_help zero_employment filed_on income_per_head "
        "net_income_per_head unit_id level verified_on state_since".split(),
        None,
    ),
    "other_causes": [],
    "verified_none": [],
}


def destroy(
    session: Session, household_ids: Sequence[int], destruction: Destruction
) -> tuple[Destruction, list[str]]:
    """Takes away all that is known of these people; gives the numbered list and the files that must go after the commit.

    What stays of a household is its number; of its applications and payouts numbers, days and amounts.
    """
    ids = list(dict.fromkeys(household_ids))
    number = numbers.next_numbers(session, numbers.DESTRUCTION, destruction.day.year)[0]
    listed: list[DestroyedLine] = []
    stored: list[str] = []
    for some in pieces(ids):
        for row in session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(some))):
            assert row.sealed_on is not None
            masked = public_name(row.name)
            listed.append(DestroyedLine(number=row.number, name=masked, sealed_on=row.sealed_on))
            told = {"list": number}
            trail.note(session, households.SUBJECT, row.id, f"{row.number} {masked}", None, told)
        session.expire_all()
        stored += _forget(session, some, destruction.day)
    listed.sort(key=lambda x: x.number)
    row = DestructionRow(
        number=number,
        day=destruction.day,
        first=destruction.first,
        second=destruction.second,
        witness=destruction.witness,
        years=destruction.years,
        reason=destruction.reason,
        lines=[{**asdict(x), "sealed_on": x.sealed_on.isoformat()} for x in listed],
    )
    session.add(row)
    session.flush()
    told = {"households": str(len(listed)), "second": destruction.second}
    trail.note(session, SUBJECT, row.id, f"销毁清册 {number}", None, told)
    return _destruction(row), stored


def destructions(session: Session) -> list[Destruction]:
    """All lists of what was destroyed, the latest first."""
    return [
        _destruction(r) for r in session.scalars(select(DestructionRow).order_by(DestructionRow.id.desc()))
    ]


def destruction(session: Session, destruction_id: int) -> Destruction:
    """One list. Raises MissingError."""
    row = session.get(DestructionRow, destruction_id)
    if row is None:
        raise MissingError("这份销毁清册")
    return _destruction(row)


def _forget(session: Session, ids: Sequence[int], day: date) -> list[str]:
    called = joint_words.names_of(session, ids)
    for child in CHILDREN:
        session.execute(delete(child).where(child.household_id.in_(ids)))
    history.forget(session, ids, called)
    for side in (NotSameRow.one_id, NotSameRow.other_id):
        session.execute(delete(NotSameRow).where(side.in_(ids)))
    session.execute(delete(DraftRow).where(DraftRow.kind == "household", DraftRow.subject_id.in_(ids)))
    consents.forget(session, ids)
    session.execute(update(AssessmentRow).where(AssessmentRow.household_id.in_(ids)).values(snapshot=""))
    mine = select(ApplicationRow.id).where(ApplicationRow.household_id.in_(ids)).scalar_subquery()
    session.execute(update(StepRow).where(StepRow.application_id.in_(mine)).values(opinion="", record={}))
    for child in (CaseEventRow, CasePaperRow, LackingRow, ObjectionRow, TellingRow):
        session.execute(delete(child).where(child.application_id.in_(mine)))
    stored = attachments.forget(session, ids)  # after the papers of cases that name them
    joint_words.forget(session, ids, called)
    benefits = select(BenefitRow.id).where(BenefitRow.household_id.in_(ids)).scalar_subquery()
    session.execute(
        update(BenefitChangeRow).where(BenefitChangeRow.benefit_id.in_(benefits)).values(because="")
    )
    session.execute(
        update(BenefitRow)
        .where(BenefitRow.household_id.in_(ids))
        .values(receiver=GONE, starts_because="", ended_because="", group_label="")
    )
    session.execute(
        update(ApplicationRow)
        .where(ApplicationRow.household_id.in_(ids))
        .values(
            applicant=GONE,
            reason="",
            decision_reason="",
            alone_because="",
            cause="",
            more={},
            search=func.lower(ApplicationRow.number),
        )
    )
    session.execute(
        update(PayoutLineRow)
        .where(PayoutLineRow.household_id.in_(ids))
        .values(
            receiver=GONE,
            id_number="",
            address="",
            phone="",
            bank="",
            card_number="",
            proxy_name="",
            proxy_relation="",
            proxy_reason="",
        )
    )
    session.execute(
        update(VisitRow).where(VisitRow.household_id.in_(ids)).values(found="", wishes="", safety="")
    )
    session.execute(
        update(HouseholdRow)
        .where(HouseholdRow.id.in_(ids))
        .values(**_BLANK, destroyed_on=day, changed_on=day, version=HouseholdRow.version + 1)
    )
    return stored + notices.forget(session)


def _destruction(row: DestructionRow) -> Destruction:
    return Destruction(
        id=row.id,
        number=row.number,
        day=row.day,
        first=row.first,
        second=row.second,
        witness=row.witness,
        years=row.years,
        reason=row.reason,
        lines=tuple(
            DestroyedLine(number=x["number"], name=x["name"], sealed_on=date.fromisoformat(x["sealed_on"]))
            for x in row.lines
        ),
    )
