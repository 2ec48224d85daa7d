"""The condition that help was not yet received (只享受一次): for an event, in a year, at a festival, from a fund, ever."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.condition import Case, Condition, Judged, Kind, Names, unknown
from desktop.domain.lunar import FESTIVAL_WORDS, Festival
from desktop.domain.policy_text import Part


def judge_once(condition: Condition, case: Case) -> Judged:
    """Not yet received: for this event, in this year, ever, from this fund, at this festival."""
    had = case.facts.chosen(condition.fact)
    if had is None:
        return unknown(condition.fact)
    keys: set[str] = set()
    match condition.unit:
        case "event":
            event = case.facts.get("event")
            if not isinstance(event, str):
                return unknown("event")
            keys, said = {event}, f"事件「{event}」"
        case "year":
            keys, said = {f"{case.on.year}年"}, f"{case.on.year}年"
        case "festival":
            name = FESTIVAL_WORDS[Festival(condition.word)].split("（")[0]
            keys, said = {f"{name}-{case.on.year}"}, f"{case.on.year}年{name}"
        case "fund":
            keys, said = {condition.word, f"{condition.word}-{case.on.year}"}, f"「{condition.word}」"
        case _:
            keys, said = set(had), "本方案"
    hit = had & keys
    return Judged(
        holds=not hit,
        because=f"{said}已享受过（{'、'.join(sorted(hit))}），每{_PER_WORDS[condition.unit]}只享受一次"
        if hit
        else f"{said}没有享受过，每{_PER_WORDS[condition.unit]}一次",
        fact=case.facts.evidence(condition.fact),
        line=f"每{_PER_WORDS[condition.unit]}一次",
        flip=f"{said}{'没有' if hit else '已经'}享受过",
    )


_PER_WORDS = {"event": "事件", "year": "年", "festival": "个节日", "fund": "项基金", "lifetime": "人终身"}


def _read_once(part: Part, names: Names, kind: str, clause: str, source: str) -> Condition:
    per = part.text("per")
    part.one_of("per", _PER_WORDS, per)
    word = ""
    if per == "fund":
        word = part.text("fund")
    if per == "festival":
        word = part.choice("festival", Festival)
    counted = part.text("counted", "household")
    part.one_of("counted", {"person": "", "household": ""}, counted)
    return Condition(
        kind=kind, clause=clause, source=source, fact="aided", unit=per, word=word, counted=counted
    )


ONCE_KINDS: Mapping[str, Kind] = {
    "once": Kind(_read_once, judge_once),
}
"""The kind of condition about help already received."""
