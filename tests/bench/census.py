"""The whole roster under one scheme: reading it, the first answer, a step of the slider; beside OpenFisca where it is at hand.

The rule is that of plan 3: income per head within so many times the line, and hit by one of the causes listed.
OpenFisca is no part of the program: `BANGFU_OPENFISCA` names an interpreter that can import it, for the comparison only.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.casework import settings
from desktop.casework.effect import Inquiries
from desktop.casework.office import Office
from desktop.domain.verdict import Outcome
from desktop.ui.collector import Rest

SCHEME, PARAMETER = "plan-03", "hardship_multiple"
STEPS = 21
OPENFISCA = "BANGFU_OPENFISCA"


@dataclass(frozen=True)
class Timed:
    """Seconds: the least and the middle of several."""

    least: float
    middle: float


@dataclass(frozen=True)
class Measured:
    """What one roster took."""

    reading: float
    first: float
    step: Timed
    line_step: Timed
    eligible: int


def measure(office: Office) -> Measured:
    """Reads the roster as the window does, asks once, then moves a parameter and a published line step by step."""
    settings.record_parameter(office, SCHEME, PARAMETER, Decimal("1.5"), "测速")
    rest = Rest()  # as while a job runs beside the window
    begun = time.perf_counter()
    inquiry = Inquiries(office).about(SCHEME)
    read = time.perf_counter()
    standing = inquiry.standing()
    first = time.perf_counter()
    figures = {f.name: f for f in inquiry.figures()}
    steps = _steps(lambda n: inquiry.standing(figures[PARAMETER], Decimal("1.5") + Decimal(n) / 50))
    lines = _steps(lambda n: inquiry.standing(figures["dibao"], Decimal(800 + 10 * n)))
    rest.over()
    return Measured(read - begun, first - read, steps, lines, standing.count(Outcome.eligible))


def _steps(step: Callable[[int], object]) -> Timed:
    taken: list[float] = []
    for n in range(1, STEPS + 1):
        begun = time.perf_counter()
        step(n)
        taken.append(time.perf_counter() - begun)
    return Timed(min(taken), statistics.median(taken))


def openfisca(households: int) -> dict[str, float] | None:
    """The same rule on as many households of three in OpenFisca, in its own process; None where it is not at hand."""
    interpreter = os.environ.get(OPENFISCA)
    if not interpreter:
        return None
    script = Path(__file__).with_name("openfisca_rule.py")
    ran = subprocess.run(
        [interpreter, str(script), str(households), str(STEPS)], capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)
