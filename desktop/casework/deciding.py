"""The decision (审批): what may be approved and by whom, and refusals with reasons the applicant can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.casework.assessment import judged_today, left_to_decide
from desktop.casework.deeds import deed
from desktop.casework.duties import expect_another_person
from desktop.casework.granted import counted_schemes
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.accounts import Role
from desktop.domain.application import Application, StepKind
from desktop.domain.approvable import Approvable
from desktop.domain.assessment import Assessment
from desktop.domain.course import Grant
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import parse_scheme
from desktop.domain.trail import Act
from desktop.domain.verdict import Goods, Outcome
from desktop.store import assessments, cases
from desktop.store.database import Session


def approve(
    office: Office,
    application_id: int,
    amount: Decimal | None,
    goods: Sequence[Goods],
    opinion: str,
    by: str,
    alone_because: str = "",
) -> Application:
    """Approves at the step of decision, with the amount in yuan, the goods, or both.

    `alone_because` says why the person who handled the case also decides it, where nobody else can; it is printed.
    Raises SamePersonError without it.
    """
    if (amount is None or amount == 0) and not goods:
        raise OfficeError("请填写批准的金额或实物。")
    if amount is not None and amount < 0:
        raise OfficeError("批准金额不能是负数。")
    if not by.strip():
        raise OfficeError("请填写审批人姓名。")
    with deed(office, Act.approve) as session:
        case = cases.get(session, application_id)
        course.expect(case, StepKind.decide)
        kept = assessments.get(session, case.assessment_id)
        verdict = kept.verdict
        if verdict.outcome is not Outcome.eligible:
            raise OfficeError(
                "核对结论是「不符合」，不能批准。请按「不予批准」办理，或补充材料后重新核对申请。"
            )
        text = assessments.edition_text(session, kept.edition)
        ruling = left_to_decide(kept, text).ruling(amount)
        if ruling.refused:
            raise OfficeError(f"按方案{ruling.refused}请改正金额。")
        _expect_room(office, session, kept, text, amount)
        alone = expect_another_person(office, session, case, Role.approver, by, alone_because)
        said = "\n".join(x for x in (opinion.strip() or "同意", ruling.because if ruling.who else "") if x)
        grant = Grant(
            amount=amount, goods=tuple(goods), opinion=said, alone_because=alone, decided_at=ruling.who
        )
        decided = course.approved(case, case_ground(office, session, case), hand(office, by), grant)
        return cases.put(session, replace(decided, decision_reason=opinion.strip()))


def approvable(office: Office, application_id: int) -> Approvable:
    """What the verdict of an application leaves to whoever decides it. Raises MissingError."""
    with office.store.read() as session:
        kept = assessments.get(session, cases.get(session, application_id).assessment_id)
        return left_to_decide(kept, assessments.edition_text(session, kept.edition))


def _expect_room(
    office: Office, session: Session, kept: Assessment, text: str, amount: Decimal | None
) -> None:
    """Refuses what passes a ceiling that other approvals have filled since the check was made."""
    if not counted_schemes(parse_scheme(text, kept.scheme_id), office.library.replaced):
        return
    now = judged_today(office, session, kept, text)
    if now.outcome is Outcome.ineligible:
        raise OfficeError(f"核对以后又批准过别的帮扶，现在{now.summary}请重新核对，或按「不予批准」办理。")
    ruling = left_to_decide(replace(kept, verdict=now), text).ruling(amount)
    if ruling.refused:
        raise OfficeError(f"核对以后又批准过别的帮扶，现在{ruling.refused}请改正金额，或重新核对。")


def refuse(office: Office, application_id: int, reason: str, by: str, alone_because: str = "") -> Application:
    """Refuses, with reasons the applicant can be told; possible at any step before the decision."""
    with deed(office, Act.refuse, reason) as session:
        case = cases.get(session, application_id)
        course.expect_undecided(case)
        alone = expect_another_person(office, session, case, Role.approver, by, alone_because)
        ground = case_ground(office, session, case)
        return cases.put(session, course.refused(case, ground, hand(office, by), reason, alone))
