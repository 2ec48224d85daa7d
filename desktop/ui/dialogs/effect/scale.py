"""The slider's range (滑块的范围): around the figure as it stands, in steps an office would take."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = 100
"""About so many steps from one end to the other."""
NICE = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Scale:
    """From a least to a most value, by steps."""

    least: Decimal
    step: Decimal
    steps: int

    @property
    def most(self) -> Decimal:
        """The value at the upper end."""
        return self.value(self.steps)

    def value(self, position: int) -> Decimal:
        """The value at a position."""
        return (self.least + self.step * position).normalize()

    def position(self, value: Decimal) -> int:
        """The position nearest to a value, within the range."""
        return max(0, min(self.steps, round((value - self.least) / self.step)))


def scale_for(value: Decimal | None, minimum: Decimal | None, maximum: Decimal | None) -> Scale:
    """Half to one and a half times the value, kept within the bounds; the value itself lies on a step."""
    middle = value if value else minimum or Decimal(0)
    low, high = (middle / 2, middle * 3 / 2) if middle > 0 else (Decimal(0), maximum or Decimal(100))
    if maximum is not None and high > maximum:
        high = maximum
    if minimum is not None and low < minimum:
        low = minimum
    if high <= low:
        high = low + (abs(low) or Decimal(1))
    step = _nice((high - low) / STEPS)
    start = value if value is not None else low
    below = int(((start - low) / step).to_integral_value(ROUND_FLOOR))
    above = int(((high - start) / step).to_integral_value(ROUND_FLOOR))
    return Scale(start - step * below, step, max(below + above, 1))


def _nice(rough: Decimal) -> Decimal:
    """The next step of 1, 2 or 5 that is not smaller."""
    ten = Decimal(10) ** int(rough.log10().to_integral_value(ROUND_FLOOR))
    wanted = next(n for n in NICE if n * ten >= rough)
    step = (wanted * ten).normalize()
    return step if step >= 1 else step.quantize(Decimal("0.000001"), ROUND_CEILING).normalize()
