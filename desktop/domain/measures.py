"""What an office measures by where a rule leaves it room (核查限额): limits of the plausibility rules, and of the yearly review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.plausible import RULES


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure an office may set: its name, its words, what it is unless set, and between what bounds."""

    name: str
    label: str
    unit: str
    usual: Decimal
    least: Decimal
    most: Decimal
    places: int = 0


REVIEW_MEASURES: tuple[Measure, ...] = (
    Measure(
        name="multiple",
        label="人均月净收入高于低保标准几倍，建议停止",
        unit="倍",
        usual=Decimal(2),
        least=Decimal(1),
        most=Decimal(10),
        places=2,
    ),
    Measure(
        name="marked",
        label="人均月净收入变化百分之几，算明显变化",
        unit="%",
        usual=Decimal(20),
        least=Decimal(1),
        most=Decimal(100),
    ),
)
"""What the yearly review measures by."""

RULE_MEASURES: tuple[Measure, ...] = tuple(
    Measure(
        name=rule.id,
        label=rule.label,
        unit=rule.unit,
        usual=rule.limit,
        least=Decimal(1),
        most=Decimal(10_000_000) if rule.unit == "元" else Decimal(1000),
        places=2 if rule.unit == "元" else 1,
    )
    for rule in RULES
    if rule.limit is not None
)
"""What the plausibility rules measure by."""

MEASURES: Mapping[str, Measure] = {m.name: m for m in (*REVIEW_MEASURES, *RULE_MEASURES)}
"""All of them by name."""
