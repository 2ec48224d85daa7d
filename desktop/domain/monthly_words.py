"""Help by the month, read aloud (按月享受): from which month it begins and with which it ends."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.condition_words import ConditionWords
from desktop.domain.dated_parameters import BlankMonth
from desktop.domain.entitlement import Begin, End, Terms
from desktop.domain.facts import FACTS
from desktop.domain.months import Month


def terms_words(terms: Terms, words: ConditionWords) -> str:
    """The start and stop rules of a monthly award in one sentence."""
    ends = "；".join(_end(end, words) for end in terms.ends)
    return f"按月发：{'，'.join(_begin(terms.begin, words))}；{ends or '原文没有写明发到哪个月'}"


def _month(month: Month | BlankMonth, words: ConditionWords) -> str:
    return words.parameter(month.parameter) if isinstance(month, BlankMonth) else month.words


def _begin(begin: Begin, words: ConditionWords) -> Iterator[str]:
    match begin.kind:
        case "month" if begin.month is not None:
            yield f"从 {_month(begin.month, words)}起"
        case "month_after_age" if begin.women:
            yield f"男满 {begin.age} 周岁、女满 {begin.women} 周岁的次月起"
        case "month_after_age":
            yield f"满 {begin.age} 周岁的次月起"
        case "month_after":
            yield f"从{FACTS[begin.fact].label}的次月起"
        case _:
            yield f"从{FACTS[begin.fact].label}的当月起"
    if begin.not_before is not None:
        yield f"最早从 {_month(begin.not_before, words)}起，以前的不补发"


def _end(end: End, words: ConditionWords) -> str:
    if end.kind == "month" and end.month is not None:
        return f"发到 {_month(end.month, words)}（含）"
    if end.kind == "months":
        more = f"{end.count}—{end.at_most} 个月，由审批人确定" if end.at_most > end.count else ""
        return f"共发 {more or f'{end.count} 个月'}"
    return f"发到{FACTS[end.fact].label}的当月（含）"
