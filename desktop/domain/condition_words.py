"""A condition read as a person would read it (条件怎么说), with the figures this office filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.condition import Bound, Condition, Figure, Side, choice_words
from desktop.domain.dated_parameters import ParameterType
from desktop.domain.due import Due
from desktop.domain.fact import Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.facts import figure
from desktop.domain.lunar import FESTIVAL_WORDS, Festival
from desktop.domain.named_days import CHECK_DAY, NamedDay, Window
from desktop.domain.scheme import Scheme
from desktop.domain.standards import LINE_WORDS

SIDES: Mapping[Side, str] = {
    Side.at_least: "不低于 {}（含）",
    Side.above: "高于 {}（不含）",
    Side.at_most: "不高于 {}（含）",
    Side.below: "低于 {}（不含）",
    Side.equals: "正好是 {}",
}
_COUNTS: Mapping[Side, str] = {
    Side.at_least: "不少于 {} 项",
    Side.above: "多于 {} 项",
    Side.at_most: "不多于 {} 项",
    Side.below: "少于 {} 项",
    Side.equals: "正好 {} 项",
}
_ROUNDS = {
    "none": "",
    "down": "（舍去角分）",
    "up": "（角分进到元）",
    "half_up": "（四舍五入到元）",
    "jiao": "（四舍五入到角）",
    "fen": "（四舍五入到分）",
}
_YEARS = Fact(id="", label="周岁", type=FactType.whole, unit="周岁")
_PERCENT = Fact(id="", label="比例", type=FactType.number, unit="%")
_MONEY = FACTS["savings"]
_PER = {"event": "同一事件", "year": "同一年", "festival": "同一节日", "fund": "同一基金", "lifetime": "终身"}
_UNITS = {"years": "年", "months": "个月", "days": "天"}


def plain_number(value: Decimal) -> str:
    """A figure without needless noughts: 1.5, 2, 800."""
    return f"{value.normalize():f}"


@dataclass(frozen=True)
class ConditionWords:
    """Reads the conditions of one scheme aloud."""

    scheme: Scheme
    parameters: Mapping[str, Decimal]

    def said(self, condition: Condition) -> str:
        """What the program looks at to try a condition."""
        parts = [self.said(part) for part in condition.parts]
        fact = FACTS.get(condition.fact)
        if fact is not None and condition.kind not in ("member", "once"):
            return self._of_fact(condition, fact)
        match condition.kind:
            case "line" if condition.figure is not None:
                name = condition.word or self.figure(condition.figure, _MONEY)
                return f"{name} {self._bounds(condition, _MONEY)}"
            case "day_within" if condition.window is not None:
                return f"核对日期在 {self._window(condition.window)}之内"
            case "near_festival":
                name = FESTIVAL_WORDS[Festival(condition.word)]
                return f"核对日期在{name}前 {condition.number} 天至后 {condition.day} 天之内（含）"
            case "once":
                name = condition.word
                if condition.unit == "festival":
                    name = FESTIVAL_WORDS[Festival(name)].split("（")[0]
                whose = "，每名成员各算" if condition.counted == "person" else ""
                return f"{_PER[condition.unit]}{f'（{name}）' if name else ''}只享受一次{whose}，没有享受过"
            case "member":
                who = {"every": "每名家庭成员都", "none": "没有家庭成员"}.get(
                    condition.word, f"至少 {condition.number} 名家庭成员"
                )
                return f"{who}符合：{'，并且 '.join(parts)}"
            case "not_group":
                return f"不符合{self._groups(condition)}"
            case "in_group":
                return f"符合{self._groups(condition)}之一"
            case "applies_alone":
                return f"可以单独提出申请：{'，或者 '.join(parts)}"
            case "at_least_of":
                return f"至少符合 {condition.number} 条：{'；'.join(parts)}"
            case "not":
                return f"不属于：{parts[0]}"
            case "any":
                return "，或者 ".join(parts)
            case _:
                return "，并且 ".join(parts)

    def _of_fact(self, condition: Condition, fact: Fact) -> str:
        at = self._day(condition.at or CHECK_DAY)
        match condition.kind:
            case "compare" | "band":
                return f"{fact.label} {self._bounds(condition, fact)}"
            case "share":
                whole = FACTS[condition.other].label
                return f"{fact.label}占{whole}的比例 {self._bounds(condition, _PERCENT)}"
            case "has_any":
                return f"{fact.label}，有其中之一：{choice_words(fact, condition.choices)}"
            case "has_all":
                return f"{fact.label}，各项都有：{choice_words(fact, condition.choices)}"
            case "has_none":
                return f"{fact.label}，都没有：{choice_words(fact, condition.choices)}"
            case "count" if condition.count is not None:
                limit = plain_number(condition.count.figure.amount or Decimal(0))
                asked = _COUNTS[condition.count.side].format(limit)
                return f"{fact.label}，{asked}：{choice_words(fact, condition.choices)}"
            case "is":
                return f"{fact.label}：{'是' if condition.expected else '否'}"
            case "place":
                return f"{fact.label}在{'、'.join(condition.texts)}（下级地区也算）"
            case "text":
                return (
                    f"{fact.label}是{'、'.join(condition.texts)}{'之一' if len(condition.texts) > 1 else ''}"
                )
            case "age":
                owner = fact.label.removesuffix("出生日期")
                counted = "，生日次日起算" if condition.word == "day_after" else ""
                return f"{owner}年龄（{at}{counted}） {self._bounds(condition, _YEARS)}"
            case "elapsed":
                unit = Fact(id="", label="", type=FactType.whole, unit=_UNITS[condition.unit])
                return f"从{fact.label}到{at} {self._bounds(condition, unit)}"
            case "day_within" if condition.window is not None:
                return f"{fact.label}在 {self._window(condition.window)}之内"
            case "receipts" if condition.window is not None:
                return f"{self._window(condition.window)}的{fact.label}合计 {self._bounds(condition, _MONEY)}"
            case "filed_by":
                day = f"{condition.month} 月 {condition.day} 日" if condition.at is None else at
                return f"申请材料在 {day}前（含当日）交来"
            case _:
                return condition.clause

    def _window(self, window: Window) -> str:
        return window.settled(self.scheme.values(self.parameters)).plain

    def _day(self, at: NamedDay) -> str:
        return at.settled(self.scheme.values(self.parameters)).plain

    def due(self, due: Due, start: str, notice_days: int) -> str:
        """A due rule without dates; `start` names what the time runs from."""
        settled = due.settled(self.scheme.values(self.parameters))
        if settled is None:
            return f"期限：{'、'.join(self.parameter(name) for name in due.parameters)}"
        return settled.plain(start, notice_days)

    def _bounds(self, condition: Condition, fact: Fact) -> str:
        return "，并且 ".join(self.bound(b, fact) for b in condition.bounds)

    def bound(self, bound: Bound, fact: Fact) -> str:
        """One end of a comparison, open or closed as the plan has it."""
        return SIDES[bound.side].format(self.figure(bound.figure, fact))

    def figure(self, wanted: Figure, fact: Fact) -> str:
        """A figure of the plan in its unit: typed, filled in, or so many times a published line or a fact."""
        if wanted.amount is not None:
            return f"{figure(fact, wanted.amount)} {fact.measure}".strip()
        if wanted.parameter:
            return self.parameter(wanted.parameter, fact)
        name = self._source(wanted, fact)
        if wanted.multiple_parameter:
            name = f"{name}的 {self.parameter(wanted.multiple_parameter)} 倍"
        elif wanted.multiple is not None and wanted.multiple != 1:
            name = f"{name}的 {plain_number(wanted.multiple)} 倍"
        return f"{name}{_ROUNDS[wanted.round]}"

    def _source(self, wanted: Figure, fact: Fact) -> str:
        if wanted.among:
            listed = [self.figure(one, fact) for one in wanted.among]
            if len(listed) == 1:
                return listed[0]
            return f"（{'、'.join(listed)}中的{'较高者' if wanted.pick == 'highest' else '较低者'}）"
        if wanted.fact:
            return FACTS[wanted.fact].label
        name = LINE_WORDS[wanted.standard].split("（")[0] if wanted.standard is not None else ""
        return f"{name} ÷ 12 " if wanted.monthly else name

    def parameter(self, name: str, fact: Fact | None = None) -> str:
        """The figure filled in for a parameter, or that it is still to be filled in."""
        value = self.scheme.values(self.parameters).get(name)
        parameter = self.scheme.parameter(name)
        if value is None:
            return f"【待填：{parameter.label}】"
        if parameter.type is not ParameterType.number:
            return parameter.told(value)
        return f"{figure(fact, value)} {fact.measure}".strip() if fact is not None else plain_number(value)

    def _groups(self, condition: Condition) -> str:
        labels = {g.id: g.label for g in self.scheme.groups}
        return "、".join(f"「{labels.get(g, g)}」" for g in condition.groups)
