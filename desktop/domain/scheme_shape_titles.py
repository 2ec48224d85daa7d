"""What a table of a scheme file is called in a list of its parts: 第 2 类 困难职工, 条件 家庭人口不低于 3（含）."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from desktop.domain.condition_words import SIDES
from desktop.domain.days import day_words
from desktop.domain.due_reading import read_due
from desktop.domain.errors import OfficeError
from desktop.domain.fact_list import FACTS
from desktop.domain.policy_text import Part, Path
from desktop.domain.scheme_shape_places import kind_of, place
from desktop.domain.standards import LINE_WORDS

LONGEST = 40
"""Characters of what a title says besides its number."""
_SAYING = (
    "title",
    "label",
    "name",
    "clause",
    "say",
    "where",
    "who",
    "to",
    "what",
    "key",
    "rank",
    "id",
    "duty",
)
"""The keys whose text tells a table from its likes, the first one written counts."""
_STANDARDS = {str(kind): words.split("（")[0] for kind, words in LINE_WORDS.items()}
_CHOICES = {code: words for fact in FACTS.values() for code, words in fact.choices.items()}


def title_of(path: Path, content: Mapping[str, object]) -> str:
    """What the table at a path is called, told from what stands in it; one that says nothing yet has its number."""
    slot, node = place(path)
    kind = kind_of(path, content)
    said = _text(content, *_SAYING) or (_condition(content) if slot.node == "condition" else "")
    if not said and slot.node.endswith("due"):
        said = _due(content)
    if not said and "of" in content:
        said = _listed(content["of"])
    said = (said or node.kinds.get(kind, "")).replace("\n", " ")
    said = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
    last = path[-1] if path else ""
    if slot.node == "condition":
        head = slot.each or slot.label
    else:
        head = f"第 {last + 1} {slot.each}" if isinstance(last, int) else slot.label
    return f"{head} {said}".strip()


def _text(content: Mapping[str, object], *keys: str) -> str:
    for key in keys:
        value = content.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _due(content: Mapping[str, object]) -> str:
    """A due rule as the plan would say it; nothing while it cannot be read."""
    if content.get("notice") == "office":  # how many days that is only the office knows
        return "公示（天数按本单位设置）"
    try:
        return read_due(Part("", "", content)).plain("上一步", 0)
    except (OfficeError, AttributeError, TypeError):
        return ""


def _condition(content: Mapping[str, object]) -> str:
    """A condition that has no words of the plan: what it looks at, in few words."""
    fact = FACTS.get(_text(content, "fact"))
    label = fact.label if fact is not None else ""
    bounds = [SIDES[side].format(_figure(content[side])) for side in SIDES if side in content]
    match content.get("kind"):
        case "is":
            return f"{label}：{'否' if content.get('value') is False else '是'}" if label else ""
        case "has_any" | "place" | "text":
            return f"{label}：{_listed(content.get('of'))}" if label else ""
        case "has_all":
            return f"{label}，都有：{_listed(content.get('of'))}" if label else ""
        case "has_none":
            return f"{label}，没有：{_listed(content.get('of'))}" if label else ""
        case "age":
            return f"年龄{'，'.join(bounds)}周岁" if bounds else ""
        case "see":
            return f"引用「{_text(content, 'id')}」"
        case _:
            return f"{label}{'，'.join(bounds)}" if label and bounds else ""


def _listed(value: object) -> str:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return "、".join(_CHOICES.get(item, item) for item in items if isinstance(item, str))


def _figure(value: object) -> str:
    """A figure of the plan in few words."""
    if isinstance(value, Mapping):
        table = cast("Mapping[str, object]", value)
        times = table.get("multiple")
        many = f"的 {_figure(times)} 倍" if times is not None else ""
        if standard := _text(table, "standard"):
            return f"{_STANDARDS.get(standard, standard)}{many}"
        if named := _text(table, "fact"):
            return f"{FACTS[named].label if named in FACTS else named}{many}"
        if named := _text(table, "line", "parameter"):
            return f"「{named}」{many}"
        return "几个数里取高的" if "highest" in table else "几个数里取低的"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return day_words(value) if isinstance(value, date) else str(value)
