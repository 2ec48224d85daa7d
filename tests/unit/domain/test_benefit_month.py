"""What is to be paid for a month: from the month it begins, at the amount in force, to the month it ends in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain import benefit_rules
from desktop.domain.benefit import Benefit, BenefitChange, Change
from desktop.domain.benefit_month import due_in
from desktop.domain.benefit_rules import Decided

BEGUN = Benefit(
    id=3,
    application_id=1,
    household_id=1,
    scheme_id="one",
    scheme_title="示例低保",
    receiver="陈练习",
    starts_on=date(2026, 4, 1),
    amount=Decimal(620),
    changes=(
        BenefitChange(
            change=Change.begun,
            day=date(2026, 4, 1),
            decided_on=date(2026, 3, 20),
            because="批准",
            after=Decimal(620),
        ),
    ),
)
RAISED = benefit_rules.changed(
    BEGUN,
    Decided(
        change=Change.raised,
        decided_on=date(2026, 9, 28),
        because="收入减少",
        by="周审批",
        amount=Decimal(820),
    ),
)
ENDED = benefit_rules.changed(
    RAISED, Decided(change=Change.ended, decided_on=date(2026, 12, 9), because="超过标准", by="周审批")
)
FADING = benefit_rules.changed(
    RAISED,
    Decided(
        change=Change.fading,
        decided_on=date(2026, 12, 9),
        because="就业增收",
        by="周审批",
        fading_months=2,
    ),
)


@pytest.mark.parametrize(
    ("benefit", "month", "amount", "because"),
    [
        (BEGUN, (2026, 3), None, ""),
        (BEGUN, (2026, 4), 620, "2026年4月1日起发"),
        (BEGUN, (2026, 5), 620, ""),
        (RAISED, (2026, 9), 620, ""),
        (RAISED, (2026, 10), 820, "本月起增发，原来 620.00 元"),
        (RAISED, (2026, 11), 820, ""),
        (ENDED, (2026, 12), 820, "最后一个月"),
        (ENDED, (2027, 1), None, ""),
        (FADING, (2026, 12), 820, ""),
        (FADING, (2027, 2), 820, "渐退期内，发到 2027年2月28日"),
        (FADING, (2027, 3), None, ""),
        (replace(BEGUN, per=""), (2026, 5), None, ""),
    ],
)
def test_who_is_due_how_much_for_a_month(
    benefit: Benefit, month: tuple[int, int], amount: int | None, because: str
) -> None:
    found = due_in([benefit], *month)
    assert [(x.amount, x.because) for x in found] == ([] if amount is None else [(Decimal(amount), because)])


def test_a_change_of_a_day_within_the_month_counts_from_the_next_one() -> None:
    lowered = benefit_rules.changed(
        BEGUN,
        Decided(
            change=Change.lowered,
            decided_on=date(2026, 6, 1),
            because="收入增加",
            by="周审批",
            amount=Decimal(400),
            from_day=date(2026, 6, 15),
        ),
    )
    assert [due_in([lowered], 2026, m)[0].amount for m in (5, 6, 7)] == [620, 620, 400]
