"""What a roster costs: single sums, sums by the month over the months due, goods, and what is left to a person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.amounts import Total
from desktop.domain.effect import Price, price, sum_words
from desktop.domain.months import Entitlement, Month
from desktop.domain.verdict import Goods

ON = date(2026, 3, 2)


def total(amount: str | None, **more: object) -> Total:
    value = None if amount is None else Decimal(amount)
    given = {"at_most": value, "because": "", "goods": ()} | more
    return Total(amount=value, **given)  # pyright: ignore[reportArgumentType] -- tests name fields freely


@pytest.mark.parametrize(
    ("granted", "wanted"),
    [
        (total("1000.50"), Price(100050, 0, 100050, 0, open=False)),
        (total(None), Price(0, 0, 0, 0, open=True)),
        (total("310", monthly=Entitlement(first=Month(2026, 1))), Price(0, 31000, 372000, 0, open=False)),
        (
            total("310", monthly=Entitlement(first=Month(2026, 5), last=Month(2026, 6))),
            Price(0, 31000, 62000, 0, open=False),
        ),
        (total("310", monthly=Entitlement(last=Month(2026, 2))), Price(0, 31000, 0, 0, open=True)),
        (
            total(None, goods=(Goods(name="米", value=Decimal(80)), Goods(name="油"))),
            Price(0, 0, 0, 8000, open=False),
        ),
    ],
)
def test_what_one_sum_costs(granted: Total, wanted: Price) -> None:
    assert price(granted, ON) == wanted


@pytest.mark.parametrize(
    ("granted", "said"),
    [
        (total("1000.5"), "1,000.50 元"),
        (total("310", monthly=Entitlement(first=Month(2026, 1))), "310.00 元/月"),
        (total(None), "数额待定"),
        (total(None, at_least=Decimal(0), at_most=Decimal(0)), "数额待定"),
        (total(None, at_least=Decimal(100), at_most=Decimal(200)), "100.00 至 200.00 元，由审批人确定"),
        (total(None, goods=(Goods(name="米", unit="袋"),)), "米 1 袋"),
        (total(None, goods=(Goods(name="米", unit="袋", value=Decimal(80)),)), "米 1 袋（约值 80.00 元）"),
    ],
)
def test_a_sum_in_a_few_words(granted: Total, said: str) -> None:
    assert sum_words(granted) == said
