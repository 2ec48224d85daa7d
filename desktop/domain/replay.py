"""A decision run again (复现): the same inputs must give the same decision, and where they do not, it says what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import cast

from desktop.domain.application import Application, State
from desktop.domain.approvable import Ruling
from desktop.domain.exam import plain
from desktop.domain.facts import Facts
from desktop.domain.money import figures
from desktop.domain.payout import Form
from desktop.domain.trail import Entry
from desktop.domain.verdict import Finding, Goods, Outcome, Verdict
from desktop.domain.words import word

NOTHING = Facts()
_DECIDED = ("state", "approved_amount", "decided_on", "decided_by")
"""What the log must say as the file says it."""
_LABELS = {
    "outcome": "结论",
    "group_label": "对象类别",
    "groups": "计入的类别（编号）",
    "amount": "金额",
    "amount_at_most": "最多",
    "amount_at_least": "最少",
    "monthly": "起止月份",
    "tiers": "分档",
    "shares": "资金分担",
    "decided_by": "审批机关",
    "form": "发放方式",
    "goods": "实物",
}
"""The parts of a verdict that decide; the others are words about them."""


@dataclass(frozen=True, kw_only=True)
class ReplayLine:
    """One thing looked at: what it was at the decision and what it is when run again."""

    label: str
    then: str
    now: str
    same: bool


@dataclass(frozen=True, kw_only=True)
class Replay:
    """All that was looked at."""

    number: str
    lines: tuple[ReplayLine, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return all(line.same for line in self.lines)

    @property
    def said(self) -> str:
        """The result in one sentence."""
        if self.same:
            return f"{self.number}：用当时的家庭情况、方案文本、标准和参数重新核对，结果与当时的决定一致（{len(self.lines)} 项）。"
        wrong = "、".join(line.label for line in self.lines if not line.same)
        return f"{self.number}：重新核对的结果与当时的决定不一致：{wrong}。请打印本页并联系管理员查明原因。"


def compare(
    case: Application,
    then: Verdict,
    now: Verdict,
    text_whole: bool,
    ruling: Ruling | None,
    logged: Sequence[Entry],
    facts: Facts = NOTHING,
) -> Replay:
    """The kept verdict beside the one run again, the decision beside what the verdict allows, and the file beside the log.

    `facts` are those the check was made on: a score among them is what the examination was recorded with.
    """
    lines = [
        ReplayLine(
            label="方案文本",
            then=f"{then.scheme_title}（{then.edition[:8]}）",
            now="与当时逐字相同" if text_whole else "已被改动",
            same=text_whole,
        ),
        *_verdicts(then, now),
        *_findings(then.findings, now.findings),
    ]
    if case.state is State.approved and ruling is not None:
        given = _given(case)
        beyond = ruling.refused if case.override is None else ""
        allowed = beyond or (
            "一事一议，另有签字" if case.override and ruling.refused else "在核对结论允许的范围内"
        )
        lines.append(ReplayLine(label="批准数额", then=given, now=allowed, same=not beyond))
    lines += _examined(case, facts)
    lines += _logged(case, logged)
    return Replay(number=case.number, lines=tuple(lines))


def _verdicts(then: Verdict, now: Verdict) -> Iterator[ReplayLine]:
    for name, label in _LABELS.items():
        old, new = getattr(then, name), getattr(now, name)
        if old or new or name == "outcome":
            yield ReplayLine(label=label, then=_told(name, old), now=_told(name, new), same=old == new)


def _told(name: str, value: object) -> str:
    """A part of a verdict in words; the form of handing over is kept by its code."""
    if name == "form" and value in {str(form) for form in Form}:
        return word(Form(str(value)))
    return _plain(value)


def _findings(then: Sequence[Finding], now: Sequence[Finding]) -> Iterator[ReplayLine]:
    """The clauses one by one; their words may be put otherwise by a later program, what they came to may not."""
    for n in range(max(len(then), len(now))):
        old = then[n] if n < len(then) else None
        new = now[n] if n < len(now) else None
        same = (
            old is not None
            and new is not None
            and (old.clause, old.holds, old.group) == (new.clause, new.holds, new.group)
        )
        clause = (old or new or Finding(clause="", holds=None, because="")).clause
        yield ReplayLine(label=clause, then=_found(old), now=_found(new), same=same)


def _examined(case: Application, facts: Facts) -> Iterator[ReplayLine]:
    """The scores as they were recorded, beside those the decision rests on."""
    for step in case.steps:
        exam = step.record.exam
        if exam is None or exam.score is None or exam.fact not in facts:
            continue
        judged = facts.number(exam.fact)
        yield ReplayLine(
            label=f"「{step.label}」成绩",
            then=f"登记 {plain(exam.score)} 分",
            now=f"核对用 {facts.told(exam.fact)}",
            same=judged == exam.score,
        )


def _logged(case: Application, logged: Sequence[Entry]) -> Iterator[ReplayLine]:
    """What the chained log last said of the decision, beside what the file says."""
    last: dict[str, str] = {}
    for entry in logged:
        for change in entry.changes:
            last[change.field] = change.new
    for name, label in zip(_DECIDED, ("状态", "批准金额", "决定日期", "决定人"), strict=True):
        kept = getattr(case, name)
        said, told = last.get(name, ""), _as_logged(kept)
        if said or told:
            yield ReplayLine(
                label=f"操作记录里的{label}",
                then=_in_words(name, said),
                now=_in_words(name, told),
                same=_equal(said, told),
            )


def _equal(said: str, told: str) -> bool:
    try:
        return Decimal(said) == Decimal(told)
    except ArithmeticError:
        return said == told


def _in_words(name: str, said: str) -> str:
    return word(State(said)) if name == "state" and said in State.__members__ else said


def _as_logged(value: object) -> str:
    return "" if value is None else str(value)


def _found(finding: Finding | None) -> str:
    if finding is None:
        return "（没有这一条）"
    holds = {True: "成立", False: "不成立", None: "缺材料"}[finding.holds]
    return f"{holds}：{finding.because}" if finding.because else holds


def _given(case: Application) -> str:
    parts = [f"{figures(case.approved_amount)} 元"] if case.approved_amount else []
    return "、".join([*parts, *(_goods(g) for g in case.approved_goods)])


def _goods(goods: Goods) -> str:
    return f"{goods.name} {goods.count.normalize():f} {goods.unit}"


def _plain(value: object) -> str:
    match value:
        case None | "" | ():
            return "无"
        case Decimal():
            return f"{figures(value)} 元"
        case tuple():
            return "、".join(_plain(x) for x in cast("tuple[object, ...]", value))
        case Goods():
            return _goods(value)
        case _ if hasattr(value, "__dataclass_fields__"):
            told: Mapping[str, object] = {f.name: getattr(value, f.name) for f in fields(value)}  # pyright: ignore[reportArgumentType]  # a dataclass, as just asked
            return "，".join(_plain(x) for x in told.values() if x not in (None, "", ()))
        case _:
            return _word(value)


def _word(value: object) -> str:
    return word(value) if isinstance(value, Outcome) else str(value)
