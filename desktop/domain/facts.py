"""Facts (事实): what is known of a case, value by value; what is not there is unknown. Read strictly, written back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

from desktop.domain.dated_parameters import ParameterType, encoded
from desktop.domain.days import day_words, parse_day
from desktop.domain.errors import OfficeError
from desktop.domain.fact import NUMERIC, SETS, TYPE_WORDS, Fact, FactType
from desktop.domain.fact_list import BY_LABEL, FACTS
from desktop.domain.halfwidth import halfwidth
from desktop.domain.money import MAX_YUAN, figures, parse_yuan
from desktop.domain.policy_text import kind_of, near
from desktop.domain.standards import LINE_WORDS, LineKind
from desktop.domain.words import yes_no

__all__ = [
    "BY_LABEL",
    "FACTS",
    "NUMERIC",
    "SETS",
    "TYPE_WORDS",
    "Fact",
    "FactType",
    "FactValue",
    "Facts",
    "FactsFile",
    "People",
    "Receipts",
    "figure",
    "parse_facts",
    "parse_facts_file",
    "read_value",
    "told",
]


@dataclass(frozen=True)
class Receipts:
    """Bills, each with its day and what was paid."""

    bills: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True)
class People:
    """The members of a household one by one, each with the facts an applicant would have."""

    each: tuple[Facts, ...] = ()


FactValue = Decimal | int | bool | str | date | frozenset[str] | Receipts | People
"""Money and numbers are exact decimals, counts whole numbers, choice sets frozen sets of their English words."""


ORIGINS = ("origins", "依据")


@dataclass(frozen=True)
class Facts(Mapping[str, FactValue]):
    """What is known, by fact id, each with where it comes from. What is not in it is unknown."""

    values_by_id: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    origins: Mapping[str, str] = field(default_factory=dict[str, str])

    def __getitem__(self, key: str) -> FactValue:
        return self.values_by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_id)

    def __len__(self) -> int:
        return len(self.values_by_id)

    def number(self, id: str) -> Decimal | None:
        """A figure, or None where it is unknown."""
        value = self.values_by_id.get(id)
        if isinstance(value, Decimal):
            return value
        return Decimal(value) if isinstance(value, int) else None

    def yes(self, id: str) -> bool | None:
        """Yes or no, or None where it is unknown."""
        value = self.values_by_id.get(id)
        return value if isinstance(value, bool) else None

    def chosen(self, id: str) -> frozenset[str] | None:
        """What is chosen; a single choice counts as a set of one; None where it is unknown."""
        value = self.values_by_id.get(id)
        if isinstance(value, frozenset):
            return value
        return frozenset({value}) if isinstance(value, str) else None

    def day(self, id: str) -> date | None:
        """A day, or None where it is unknown."""
        value = self.values_by_id.get(id)
        return value if isinstance(value, date) else None

    def receipts(self, id: str) -> Receipts | None:
        """Dated bills, or None where they are unknown."""
        value = self.values_by_id.get(id)
        return value if isinstance(value, Receipts) else None

    def people(self, id: str) -> People | None:
        """The members one by one, or None where they are unknown."""
        value = self.values_by_id.get(id)
        return value if isinstance(value, People) else None

    def told(self, id: str) -> str:
        """The value in office words with its unit; 未登记 where it is unknown."""
        value = self.values_by_id.get(id)
        return "未登记" if value is None else told(FACTS[id], value)

    def evidence(self, id: str) -> str:
        """Label, value and where the value comes from."""
        origin = self.origins.get(id, "")
        return f"{FACTS[id].label}：{self.told(id)}{f'（{origin}）' if origin else ''}"

    def having(self, **values: FactValue | None) -> Facts:
        """The same facts with some set anew; None makes one unknown."""
        kept = {k: v for k, v in self.values_by_id.items() if k not in values}
        kept.update({k: v for k, v in values.items() if v is not None})
        origins = {k: v for k, v in self.origins.items() if k not in values}
        return replace(self, values_by_id=kept, origins=origins)

    def written(self) -> dict[str, Any]:
        """As the facts file writes them; `parse_facts` gives the same facts back."""
        plain: dict[str, Any] = {id: _written(value) for id, value in self.values_by_id.items()}
        return plain | ({ORIGINS[0]: dict(self.origins)} if self.origins else {})


def told(fact: Fact, value: FactValue) -> str:
    """A value in office words with its unit."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, frozenset):
        # In the order of the forms, so that the same set always reads the same.
        order = list(fact.choices) or sorted(value)
        return "、".join(fact.choices.get(c, c) for c in order if c in value) or "没有"
    if isinstance(value, Receipts):
        return "；".join(f"{day_words(day)} {figures(yuan)} 元" for day, yuan in value.bills) or "没有"
    if isinstance(value, People):
        return f"{len(value.each)} 人"
    if isinstance(value, Decimal):
        return f"{figure(fact, value)} {fact.measure}"
    if isinstance(value, int):
        return f"{value} {fact.unit}"
    return day_words(value) if isinstance(value, date) else fact.choices.get(value, value)


def figure(fact: Fact, value: Decimal) -> str:
    """A figure as it is read for this fact: yuan with two decimals, others as they are."""
    if fact.type in (FactType.money, FactType.quotient):
        return figures(value)
    if fact.type is FactType.whole:
        return f"{value.normalize():f}"
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"


def _written(value: FactValue) -> Any:
    if isinstance(value, Receipts):
        return [{"on": day.isoformat(), "yuan": f"{yuan:f}"} for day, yuan in value.bills]
    if isinstance(value, People):
        return [one.written() for one in value.each]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


# ---- from a facts file


@dataclass(frozen=True, kw_only=True)
class FactsFile:
    """A facts file: the facts, and, where it gives them, the place, the lines and the parameters to judge by."""

    facts: Facts
    place: str = ""
    standards: Mapping[LineKind, Decimal] = field(default_factory=dict[LineKind, Decimal])
    parameters: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])


def parse_facts_file(content: object) -> FactsFile:
    """A facts file read and checked; besides facts it may hold 地区, 标准 and 参数."""
    table = dict(_table(content, "事实文件"))
    place = _taken(table, "place", "地区")
    standards = _taken(table, "standards", "标准")
    parameters = _taken(table, "parameters", "参数")
    if place is not None and not isinstance(place, str):
        raise OfficeError(f'事实文件的「地区」应是文字，现在是{kind_of(place)}。请写地名，例如 "示例市"。')
    lines: dict[LineKind, Decimal] = {}
    for key, value in _table(standards, "「标准」").items():
        lines[_line_kind(key)] = _money(f"标准「{key}」", value)
    return FactsFile(
        facts=parse_facts(table),
        place=place or "",
        standards=lines,
        parameters={
            key: _parameter(f"参数「{key}」", value) for key, value in _table(parameters, "「参数」").items()
        },
    )


def parse_facts(content: object) -> Facts:
    """Facts from a flat mapping of fact id or 中文 label to value; null is unknown, an unknown key an error."""
    table = dict(_table(content, "事实文件"))
    origins = _table(_taken(table, *ORIGINS), "「依据」")
    values: dict[str, FactValue] = {}
    for key, raw in table.items():
        fact = _named(key)
        if fact.id in values:
            raise OfficeError(f"「{fact.label}」（{fact.id}）写了两次。请只留一处。")
        if raw is not None:
            values[fact.id] = read_value(fact, raw)
    return Facts(values, {_named(key).id: str(text) for key, text in origins.items()})


def read_value(fact: Fact, raw: object) -> FactValue:
    """A typed value checked against what the fact may be."""
    name = f"「{fact.label}」"
    match fact.type:
        case FactType.money:
            return _money(name, raw)
        case FactType.quotient | FactType.number:
            return _quotient(name, raw)
        case FactType.whole:
            return _count(name, raw)
        case FactType.yes_no:
            return _yes(name, raw)
        case FactType.choice:
            return _choice(fact, raw)
        case FactType.choices | FactType.texts:
            return frozenset(_choice(fact, item) for item in _items(raw))
        case FactType.day:
            return _day(name, raw)
        case FactType.text:
            return _text(name, raw)
        case FactType.receipts:
            return Receipts(tuple(_bill(name, item) for item in _items(raw)))
        case FactType.people:
            return People(tuple(_person(name, n, item) for n, item in enumerate(_items(raw), 1)))


def _named(key: str) -> Fact:
    fact = FACTS.get(key) or BY_LABEL.get(key.strip())
    if fact is None:
        hint = near(key, FACTS) or near(key, BY_LABEL)
        raise OfficeError(f"没有名为「{key}」的事实。{hint}可用的名称见手册「事实文件的写法」。")
    return fact


def _money(name: str, raw: object) -> Decimal:
    try:
        return parse_yuan(_plain_figure(name, raw))
    except OfficeError as error:
        raise OfficeError(f"{name}：{error.said}") from error


def _quotient(name: str, raw: object) -> Decimal:
    text = halfwidth(_plain_figure(name, raw)).strip().replace(",", "").removesuffix("元")
    if not _FIGURE.fullmatch(text):
        raise OfficeError(f"{name}：「{text[:40]}」不是能用的数字。请写成 1650 或 1650.5，不能小于 0。")
    if Decimal(text) > MAX_YUAN:
        raise OfficeError(f"{name}：「{text[:40]}」太大，最多 {figures(MAX_YUAN)}。请检查是否多写了数字。")
    return Decimal(text)


_FIGURE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,40})?")


def _parameter(name: str, raw: object) -> Decimal:
    """A figure; a day or month, written 2026-12-30, 12-30 or 2026-01, as the figure that stands for it."""
    for kind in (ParameterType.date, ParameterType.month_day, ParameterType.month):
        if isinstance(raw, date) or (isinstance(raw, str) and "-" in raw):
            try:
                return encoded(kind, raw)
            except OfficeError:
                continue
    return _quotient(name, raw)


def _plain_figure(name: str, raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise OfficeError(f'{name}应是数字，现在是{kind_of(raw)}。请写成 1650 或 "1650.50"。')
    if isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) < 30:
        return f"{raw:f}"
    return str(raw)


def _count(name: str, raw: object) -> int:
    text = halfwidth(raw).strip() if isinstance(raw, str) else raw
    if isinstance(text, Decimal | float) and text == text and abs(text) < 10**6 and text == int(text):
        text = int(text)
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 6:
        text = int(text)
    if isinstance(text, bool) or not isinstance(text, int) or not 0 <= text < 10**6:
        raise OfficeError(f"{name}应是 0 或更大的整数，现在是{kind_of(raw)}。请改成整数。")
    return text


def _yes(name: str, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip() in ("是", "否"):
        return raw.strip() == "是"
    raise OfficeError(f"{name}应是「是」或「否」（true 或 false），现在是{kind_of(raw)}。不知道请写 null。")


def _choice(fact: Fact, raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise OfficeError(f"「{fact.label}」应是文字，现在是{kind_of(raw)}。请加上引号。")
    text = raw.strip()
    if fact.type is FactType.texts or text in fact.choices:
        return text
    for value, words in fact.choices.items():
        if words == text:
            return value
    listed = "、".join(fact.choices.values())
    raise OfficeError(f"「{fact.label}」没有「{text}」这一项。可以写：{listed}。")


def _bill(name: str, raw: object) -> tuple[date, Decimal]:
    if not isinstance(raw, Mapping):
        raise OfficeError(
            f"{name}的每张应是一组，现在是{kind_of(raw)}。请写成 {{ on = 2025-11-05, yuan = 120.5 }}。"
        )
    bill = cast("Mapping[str, object]", raw)
    if set(bill) != {"on", "yuan"}:
        raise OfficeError(f"{name}的每张要写 on（日期）和 yuan（金额），不写别的。请改正。")
    return _day(name, bill["on"]), _money(name, bill["yuan"])


def _person(name: str, n: int, raw: object) -> Facts:
    try:
        one = parse_facts(raw)
    except OfficeError as error:
        raise OfficeError(f"{name}第 {n} 人：{error.said}") from error
    if any(isinstance(value, People) for value in one.values()):
        raise OfficeError(f"{name}第 {n} 人里又写了成员列表。请只写这个人自己的情况。")
    return one


def _items(raw: object) -> list[object]:
    return cast("list[object]", raw) if isinstance(raw, list) else [raw]


def _day(name: str, raw: object) -> date:
    if type(raw) is date:
        return raw
    if not isinstance(raw, str):
        raise OfficeError(f'{name}应是日期，现在是{kind_of(raw)}。请写成 "2026-02-03"。')
    try:
        return parse_day(raw)
    except OfficeError as error:
        raise OfficeError(f"{name}：{error.said}") from error


def _text(name: str, raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise OfficeError(f"{name}应是文字，现在是{kind_of(raw)}。不知道请写 null。")
    return raw.strip()


def _table(raw: object, name: str) -> Mapping[str, object]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise OfficeError(f'{name}应是一组「名称: 值」，现在是{kind_of(raw)}。请写成 {{"家庭人口": 3}}。')
    return cast("Mapping[str, object]", raw)


def _taken(table: dict[str, object], *names: str) -> object:
    found = [name for name in names if name in table]
    if len(found) > 1:
        raise OfficeError(f"「{found[0]}」和「{found[1]}」是同一项，写了两次。请只留一处。")
    return table.pop(found[0]) if found else None


def _line_kind(key: str) -> LineKind:
    for kind, words in LINE_WORDS.items():
        short = words.split("（")[0]
        if key in (kind.value, words, short, short.removesuffix("标准")):
            return kind
    names = "、".join(words.split("（")[0] for words in LINE_WORDS.values())
    raise OfficeError(f"没有名为「{key}」的标准。可以写：{names}。")
