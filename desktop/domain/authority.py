"""Who may decide (审批权限): by the amount, level by level; above every level it is discussed case by case (一事一议)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.award import YUAN
from desktop.domain.condition import Bound, Case, Condition, Names, Side, parameters_of
from desktop.domain.condition_measures import meets
from desktop.domain.condition_reading import passage_text, read_figure
from desktop.domain.conditions import judge, read_condition
from desktop.domain.money import figures
from desktop.domain.policy_text import Part

DISCUSSED = "一事一议"
ANY_SUM = "不论数额，"


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level and how far it may go; without a limit it may decide any sum."""

    who: str
    limit: Bound | None = None
    groups: frozenset[str] = frozenset()
    when: Condition | None = None
    """What must hold for this level to decide at all."""
    source: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        limit = parameters_of(self.limit.figure) if self.limit else ()
        return limit + (self.when.parameters if self.when else ())


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The paper by which another level decided (批复): its number, and the day it bears."""

    number: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Competence:
    """Who decides a sum, and why; nobody yet where the sum is open."""

    who: str = ""
    because: str = ""


def levels_of(levels: Sequence[Level]) -> tuple[str, ...]:
    """The names of the levels, each once, from the lowest up."""
    return tuple(dict.fromkeys(level.who for level in levels))


def who_decides(levels: Sequence[Level], amount: Decimal | None, group: str, case: Case) -> Competence:
    """The first level, from the lowest, that may decide the sum."""
    fitting = [level for level in levels if not level.groups or group in level.groups]
    if not fitting:
        return Competence()
    if amount is None:
        if (only := fitting[0]).limit is None and only.when is None:
            return Competence(who=only.who, because=f"{ANY_SUM}由{only.who}审批")
        return Competence(because="数额没有确定，还不知道由哪一级审批")
    passed: list[str] = []
    for level in fitting:
        asked = judge(level.when, case) if level.when else None
        if asked is not None and asked.holds is None:
            return Competence(because=f"{asked.because}，还不知道由哪一级审批")
        if asked is not None and not asked.holds:
            passed.append(f"{asked.because}，不由{level.who}审批")
            continue
        if level.limit is None:
            return _decides(level.who, amount, passed)
        limit = case.figure(level.limit.figure, YUAN)
        side = "含" if level.limit.side is Side.at_most else "不含"
        if meets(amount, level.limit.side, limit.value):
            return _decides(level.who, amount, [*passed, f"{level.who}可批到 {limit.words} 元（{side}）"])
        passed.append(f"超出{level.who}的 {limit.words} 元（{side}）")
    return _decides(DISCUSSED, amount, passed)


def _decides(who: str, amount: Decimal, passed: list[str]) -> Competence:
    why = "，".join([f"{figures(amount)} 元", *passed])
    return Competence(
        who=who, because=f"{why}，由{who}审批" if who != DISCUSSED else f"{why}，须「{DISCUSSED}」"
    )


def read_level(part: Part, names: Names) -> Level:
    """One level of authority: who, at_most = 5000 or below = 5000, or no limit; when it decides at all."""
    groups, when = part.texts("groups"), part.part("when")
    for group in groups:
        part.one_of("groups", names.groups, group)
    written = [side for side in (Side.at_most, Side.below) if part.has(side)]
    if len(written) > 1:
        raise part.wrong("", "上限写了两种", "请在 at_most（含）和 below（不含）中只写一种。")
    limit = Bound(written[0], read_figure(part, written[0], names)) if written else None
    level = Level(
        who=part.text("who"),
        limit=limit,
        groups=frozenset(groups),
        when=read_condition(when, names, top=False) if when else None,
        source=passage_text(part, names),
    )
    part.done()
    return level
