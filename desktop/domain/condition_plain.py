"""Conditions about what is simply so (是否、地区、文字类条件): yes or no, a place, a text."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.condition import Case, Condition, Judged, Kind, Names, unknown
from desktop.domain.condition_reading import read_fact
from desktop.domain.fact import FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.halfwidth import halfwidth
from desktop.domain.policy_text import Part


def judge_is(condition: Condition, case: Case) -> Judged:
    """A yes-or-no fact as expected."""
    value = case.facts.yes(condition.fact)
    if value is None:
        return unknown(condition.fact)
    label = FACTS[condition.fact].label
    origin = case.facts.origins.get(condition.fact, "")
    return Judged(
        holds=value is condition.expected,
        because=f"{label}：{'是' if value else '否'}{f'（{origin}）' if origin else ''}",
        fact=case.facts.evidence(condition.fact),
        line="是" if condition.expected else "否",
        flip=f"「{label}」为{'否' if value else '是'}",
    )


def judge_place(condition: Condition, case: Case) -> Judged:
    """A place that is one of those listed, or lies in one: 滨湖区 takes in 无锡市滨湖区某街道."""
    text = case.facts.get(condition.fact)
    if not isinstance(text, str):
        return unknown(condition.fact)
    label = FACTS[condition.fact].label
    listed = [case.place if t == HERE else t for t in condition.texts]
    own = plain_place(text)
    holds = any(plain_place(t) in own for t in listed)
    wider = [t for t in listed if own and own != plain_place(t) and plain_place(t).startswith(own)]
    if not holds and wider:
        return Judged(
            holds=None,
            because=f"{label}只写到「{text}」，不能判断是否在{'、'.join(wider)}",
            fact=case.facts.evidence(condition.fact),
            line="、".join(listed),
            flip=f"{label}写到更细一级后才能判断",
            unknown=(condition.fact,),
        )
    return Judged(
        holds=holds,
        because=f"{label}：{text}，{'在' if holds else '不在'}所列地区（{'、'.join(listed)}）",
        fact=case.facts.evidence(condition.fact),
        line="、".join(listed),
        flip=f"{label}{'不在' if holds else '在'}{'、'.join(listed)}",
    )


HERE = "本地"
"""Stands for the place the check is made for."""


def plain_place(text: str) -> str:
    """A place without blanks and marks, so that two ways of writing it agree."""
    return "".join(ch for ch in halfwidth(text) if ch.isalnum())


def judge_text(condition: Condition, case: Case) -> Judged:
    """A text that is exactly one of those listed, blanks and full-width forms aside."""
    text = case.facts.get(condition.fact)
    if not isinstance(text, str):
        return unknown(condition.fact)
    label = FACTS[condition.fact].label
    listed = "、".join(condition.texts)
    holds = plain_place(text) in {plain_place(t) for t in condition.texts}
    return Judged(
        holds=holds,
        because=f"{label}：{text}，{'在' if holds else '不在'}所列（{listed}）之内",
        fact=case.facts.evidence(condition.fact),
        line=listed,
        flip=f"{label}{'不是' if holds else '是'}{listed}{'' if holds else '之一'}",
    )


def _read_is(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, frozenset({FactType.yes_no}))
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, expected=part.flag("value", True))


_TEXT = frozenset({FactType.text})


def _read_texts(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    fact = read_fact(part, _TEXT)
    texts = part.texts("of")
    if not texts or any(not plain_place(t) for t in texts):
        raise part.wrong("of", "没有填写", '请列出至少一个，写成 of = ["示例市"]；本地写 "本地"。')
    return Condition(kind=kind, clause=clause, source=source, fact=fact.id, texts=texts)


PLAIN_KINDS: Mapping[str, Kind] = {
    "is": Kind(_read_is, judge_is),
    "place": Kind(_read_texts, judge_place),
    "text": Kind(_read_texts, judge_text),
}
"""The kinds of condition about a yes or no, a place or a text."""
