"""The yearly review (年度复审): what became of a household since the last one, and what that suggests, with reasons.

A suggestion decides nothing: it names figures and leaves the word to whoever reviews.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.days import day_words
from desktop.domain.household import Household
from desktop.domain.income import income_sheet, yuan
from desktop.domain.person import EmploymentState, Leaving, Member
from desktop.domain.review import Difference, Suggestion
from desktop.domain.words import word


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A suggestion with its reasons as sentences, and what is missing to be surer."""

    suggestion: Suggestion
    reasons: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """What a review measures by; an office sets its own."""

    line: Decimal | None
    """低保 line in yuan a month; None where it is not recorded."""
    multiple: Decimal = Decimal(2)
    """Net income per head above so many lines is no hardship any more (相对困难 ends at 2)."""
    marked: Decimal = Decimal(20)
    """A change of income per head by so many hundredths counts."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A household then and now."""

    before: Household | None
    """None where it was not on file then."""
    after: Household
    was_on: date
    on: date
    differences: tuple[Difference, ...] = field(default=())


def compared(before: Household | None, after: Household, was_on: date, on: date) -> Turn:
    """The household then and now, with all that differs and matters to a review."""
    found = () if before is None else tuple(_differences(before, after, was_on, on))
    return Turn(before=before, after=after, was_on=was_on, on=on, differences=found)


def advice(turn: Turn, by: Yardstick) -> Advice:
    """What the turn suggests. Unknown income gives no suggestion, but what is missing."""
    gone = _nobody_left(turn.after, turn.on)
    if gone:
        return Advice(suggestion=Suggestion.stop, reasons=(gone,))
    net = income_sheet(turn.after, turn.on).net_income_per_head
    missing = list[str]()
    if net is None:
        missing.append("收入或刚性支出没有登记齐，算不出人均月净收入")
    if by.line is None:
        missing.append("低保标准没有登记，无从比较")
    if net is not None and by.line is not None:
        limit = by.line * by.multiple
        if net > limit:
            said = f"人均月净收入 {yuan(net)} 元，高于低保标准 {yuan(by.line)} 元的 {by.multiple} 倍 {yuan(limit)} 元"
            return Advice(suggestion=Suggestion.stop, reasons=(said,))
    worse, better = _weighed(turn, by)
    if net is None and not worse and not better:
        return Advice(suggestion=Suggestion.unknown, reasons=(), missing=tuple(missing))
    if worse and not better:
        return Advice(suggestion=Suggestion.more, reasons=tuple(worse), missing=tuple(missing))
    if better and not worse:
        return Advice(suggestion=Suggestion.less, reasons=tuple(better), missing=tuple(missing))
    if worse:
        both = (*(f"变差：{x}" for x in worse), *(f"好转：{x}" for x in better))
        return Advice(suggestion=Suggestion.same, reasons=both, missing=tuple(missing))
    calm = "与上次相比没有明显变化" if turn.before is not None else "上次没有档案可比，按现状继续"
    return Advice(suggestion=Suggestion.same, reasons=(calm,), missing=tuple(missing))


def _nobody_left(household: Household, on: date) -> str:
    head = household.head
    if head.left_on is not None and head.left_on <= on and not household.on(on).counted:
        because = word(head.left_by) if head.left_by else "离开"
        return f"户主 {head.name} 已于{day_words(head.left_on)}{because}，家里没有其他共同生活的人"
    return ""


_EARNING = {EmploymentState.at_work, EmploymentState.migrant_worker}


def _weighed(turn: Turn, by: Yardstick) -> tuple[list[str], list[str]]:
    worse, better = list[str](), list[str]()
    if turn.before is None:
        return worse, better
    then = income_sheet(turn.before, turn.was_on).net_income_per_head
    now = income_sheet(turn.after, turn.on).net_income_per_head
    if then is not None and now is not None:
        change = abs(now - then) * 100
        if change >= then * by.marked and change:
            said = f"人均月净收入 {yuan(then)} 元 → {yuan(now)} 元"
            (better if now > then else worse).append(said)
    was = {m.ordinal: m for m in turn.before.members}
    for member in turn.after.members:
        _weigh_member(was.get(member.ordinal), member, turn, worse, better)
    return worse, better


def _weigh_member(
    was: Member | None, member: Member, turn: Turn, worse: list[str], better: list[str]
) -> None:
    if was is None:
        return
    new = [i for i in member.illnesses if i.disease not in {x.disease for x in was.illnesses}]
    if new:
        worse.append(f"{member.name} 新患{'、'.join(word(i.disease) for i in new)}")
    if member.disability is not None and was.disability is None:
        worse.append(f"{member.name} 新评为{word(member.disability)}残疾")
    earned, earns = was.employment in _EARNING, member.employment in _EARNING
    left = member.left_on is not None and member.left_on <= turn.on
    if earned and left and not (was.left_on is not None and was.left_on <= turn.was_on):
        because = word(member.left_by) if member.left_by else "离开"
        worse.append(f"有收入的 {member.name} 已{because}")
    elif earned and not earns and member.employment is not None and not left:
        worse.append(f"{member.name} 由{_said(was.employment)}变为{_said(member.employment)}")
    elif earns and not earned and was.employment is not None:
        better.append(f"{member.name} 由{_said(was.employment)}变为{_said(member.employment)}")
    if was.schooling is not None and member.schooling is None and not left:
        better.append(f"{member.name} 已不在读")


# ---- differences


def _differences(before: Household, after: Household, was_on: date, on: date) -> Iterator[Difference]:
    then, now = income_sheet(before, was_on), income_sheet(after, on)
    people = (len(before.on(was_on).counted), len(after.on(on).counted))
    pairs: Sequence[tuple[str, str, str]] = (
        ("困难类别", _said(before.hardship), _said(after.hardship)),
        ("主要致困原因", _said(before.cause), _said(after.cause)),
        ("共同生活人数", str(people[0]), str(people[1])),
        ("全年收入（元）", yuan(then.yearly_income), yuan(now.yearly_income)),
        ("刚性支出（元）", yuan(then.rigid_yearly_spending), yuan(now.rigid_yearly_spending)),
        ("人均月收入（元）", yuan(then.income_per_head), yuan(now.income_per_head)),
        ("人均月净收入（元）", yuan(then.net_income_per_head), yuan(now.net_income_per_head)),
        ("住房", _said(before.housing), _said(after.housing)),
        ("建筑面积（平方米）", _number(before.floor_area), _number(after.floor_area)),
        ("住址", before.address, after.address),
        ("有效证件", _certificates(before, was_on), _certificates(after, on)),
        ("欠债（元）", _owed(before), _owed(after)),
    )
    yield from (Difference(label=label, old=old, new=new) for label, old, new in pairs if old != new)
    yield from _people(before, after, was_on, on)


def _people(before: Household, after: Household, was_on: date, on: date) -> Iterator[Difference]:
    was = {m.ordinal: m for m in before.members}
    for member in after.members:
        old = was.pop(member.ordinal, None)
        if old is None:
            yield Difference(label=f"{member.name}", old="", new=f"新增（{word(member.relation)}）")
            continue
        told = (
            ("工作状态", _said(old.employment), _said(member.employment)),
            ("就学", _said(old.schooling), _said(member.schooling)),
            ("健康", _health(old), _health(member)),
            ("家庭关系", _presence(old, was_on), _presence(member, on)),
        )
        for label, then, now in told:
            if then != now:
                yield Difference(label=f"{member.name}的{label}", old=then, new=now)
    for gone in was.values():
        yield Difference(label=gone.name, old=word(gone.relation), new="已从档案删去")


def _presence(member: Member, on: date) -> str:
    if member.left_on is not None and member.left_on <= on:
        return word(member.left_by) if member.left_by is not Leaving.other and member.left_by else "已离开"
    return "共同生活" if member.lives_here else "不共同生活"


def _health(member: Member) -> str:
    told = [word(i.disease) for i in member.illnesses]
    told += [f"{word(member.disability)}残疾"] if member.disability else []
    return "、".join(told)


def _certificates(household: Household, on: date) -> str:
    return "、".join(dict.fromkeys(word(c.kind) for c in household.certificates if c.valid_on(on)))


def _owed(household: Household) -> str:
    return yuan(sum((d.amount for d in household.debts), Decimal(0))) if household.debts else ""


def _number(value: Decimal | None) -> str:
    return "" if value is None else yuan(value)


def _said(value: StrEnum | None) -> str:
    return "" if value is None else word(value)
