"""Random checks (随机抽查) anyone can draw again: the same names and the same seed always give the same sample.

How it is drawn: of every name the SHA-256 of "seed + line feed + name" in UTF-8 is taken; the names are put in the order
of these hashes (hexadecimal, small ones first), and the first ones are the sample, as many as the share asks, rounded up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

from desktop.domain.condition import Names
from desktop.domain.condition_reading import passage_text
from desktop.domain.dated_parameters import ParameterType, read_parameter
from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import Part


@dataclass(frozen=True, kw_only=True)
class Check:
    """A share of the cases that is checked at random."""

    id: str
    percent: Decimal
    percent_parameter: str = ""
    """The parameter that says how much, where the plan leaves it blank; `percent` is 0 until it is filled in."""
    who: str = ""
    at_least: int = 1
    at: str = ""
    """Id of the step before whose end the check is held; empty: it bars nobody."""
    source: str = ""

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parameters without which it can still be judged who qualifies."""
        return (self.percent_parameter,) if self.percent_parameter else ()

    def settled(self, parameters: Mapping[str, Decimal]) -> Check:
        """The check with what the office filled in."""
        name = self.percent_parameter
        if name not in parameters:
            return self
        return replace(self, percent=parameters[name], percent_parameter="")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What was drawn, in the order of the draw, with the words that let anyone draw it again."""

    chosen: tuple[str, ...]
    of: int
    seed: str
    because: str


def mark_of(name: str, seed: str) -> str:
    """The hash a name is drawn by, as anyone can reckon it again."""
    return sha256(f"{seed}\n{name}".encode()).hexdigest()


def order(names: Iterable[str], seed: str) -> tuple[str, ...]:
    """The names in the order of the draw."""
    return tuple(sorted(names, key=lambda name: mark_of(name, seed)))


def count_of(percent: Decimal, of: int, at_least: int = 1) -> int:
    """How many of so many make the share: rounded up, at least as many as named, at most all."""
    share = int((of * percent / 100).to_integral_value(ROUND_CEILING))
    return min(of, max(share, at_least))


def draw(check: Check, names: Iterable[str], seed: str) -> Sample:
    """The sample of these names under this seed. Raises OfficeError without a seed or with a name twice."""
    listed = list(names)
    if not seed.strip():
        raise OfficeError("抽查没有种子。请填写一个事先约定的种子，例如公示当天的日期或会议当场抽出的数字。")
    if len(set(listed)) < len(listed):
        raise OfficeError("抽查名单里有重复的编号，不能抽取。请先去掉重复。")
    chosen = order(listed, seed)[: count_of(check.percent, len(listed), check.at_least)]
    percent = f"{check.percent.normalize():f}%" if check.percent else f" {check.at_least} 件"
    words = f"共 {len(listed)} 件，按不低于 {percent} 抽查 {len(chosen)} 件，种子「{seed}」，任何人用同一名单和种子可以重抽核对"
    return Sample(chosen=chosen, of=len(listed), seed=seed, because=words)


def read_check(part: Part, names: Names) -> Check:
    """One random check: id, percent = 30, who, at_least."""
    blank, percent = "", Decimal(0)
    if isinstance(part.raw("percent"), dict):
        blank = read_parameter(part, "percent", names.types, ParameterType.number)
    else:
        percent = part.number("percent")
        if not 0 < percent <= 100:
            raise part.wrong("percent", f"{percent}% 不是比例", "请写 1 到 100。")
    check = Check(
        id=part.text("id"),
        percent=percent,
        percent_parameter=blank,
        who=part.text("who", ""),
        at_least=part.whole("at_least", 1),
        at=part.text("at", ""),
        source=passage_text(part, names),
    )
    part.done()
    return check
