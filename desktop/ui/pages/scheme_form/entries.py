"""A field of the form for each type the vocabulary knows (字段): what it shows, and what it gives back for the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from desktop.domain.facts import FACTS, Fact
from desktop.domain.money import parse_yuan
from desktop.domain.scheme_draft import TO_FILL
from desktop.domain.scheme_shape import FieldShape, FieldType
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.gathered import Gathered
from desktop.ui.fields.lines import LinesBox
from desktop.ui.fields.money import MoneyEdit
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.fields.ticks import Ticks
from desktop.ui.pages.scheme_form.either import UNWRITTEN, OfFact, OrWord
from desktop.ui.pages.scheme_form.entry import Around, Entry, grow
from desktop.ui.pages.scheme_form.figure import FigureEdit
from desktop.ui.pages.scheme_form.named_day import NamedDayEdit, month_day
from desktop.ui.pages.scheme_form.own import Offer, fact_offers
from desktop.ui.pages.scheme_form.written import RawEdit

LONGEST = 2000
MANY = 12
"""From so many choices on one finds them by typing."""


def entry(shape: FieldShape, value: object, around: Around) -> Entry:
    """The field for that shape, showing the value; one that holds something else is shown as it is written.

    What is still to be filled in stands empty, with the words of the template as a hint.
    """
    hint = value.removeprefix(TO_FILL) if isinstance(value, str) and value.startswith(TO_FILL) else None
    if hint is not None:
        value = None
    if not _fits(shape, value):
        return _raw(value)
    made = _MAKERS[shape.type](shape, value, around)
    if hint is not None and isinstance(made.widget, TextLine | TextBox):
        made.widget.setPlaceholderText(f"还没有写：{hint}" if hint else "还没有写")
    return made


# ---- texts


def _text(shape: FieldShape, value: object, around: Around) -> Entry:
    line = TextLine(str(value or ""), longest=LONGEST)
    return Entry(line, lambda: line.value() or None)


def _long_text(shape: FieldShape, value: object, around: Around) -> Entry:
    box = TextBox(str(value or ""), lines=2)
    grow(box)
    return Entry(box, lambda: box.value() or None)


def _texts(shape: FieldShape, value: object, around: Around) -> Entry:
    box = LinesBox(_strings(value), lines=2)
    grow(box)
    return Entry(box, lambda: list(box.texts()) or None)


# ---- figures and days


class _MonthDay(TextLine):
    """A day of every year, as people write it: 12-31, 12月31日, 12.31."""

    def written(self) -> str | None:
        """As the file writes it; None where nothing is written."""
        return month_day(self.value())

    def problem(self) -> str:
        return "请写月和日，如 12-31。" if self.value() and self.written() is None else ""


def _number(shape: FieldShape, value: object, around: Around) -> Entry:
    if shape.unit == "元":
        money = MoneyEdit()
        money.set_value(_decimal(value))
        return Entry(money, lambda: _plain(money.value()))
    edit = NumberEdit(shape.unit, _decimal(value), places=6, most=99_999_999_999)
    return Entry(edit, lambda: _plain(edit.value()))


def _whole(shape: FieldShape, value: object, around: Around) -> Entry:
    edit = NumberEdit(shape.unit, _decimal(value), places=0, most=100_000)
    return Entry(edit, lambda: _plain(edit.value()))


class _Wholes(TextLine):
    """Whole numbers with commas between them."""

    def wholes(self) -> list[int]:
        """The numbers; empty where one is none."""
        pieces = self.value().replace("、", ",").replace("，", ",").split(",")
        kept = [p.strip() for p in pieces if p.strip()]
        return [int(p) for p in kept] if all(p.isdecimal() for p in kept) else []

    def problem(self) -> str:
        return "请只写整数，中间用逗号隔开，如 1，15。" if self.value() and not self.wholes() else ""


def _wholes(shape: FieldShape, value: object, around: Around) -> Entry:
    line = _Wholes("，".join(str(n) for n in cast("list[int]", value or [])), "如 1，15")
    return Entry(line, lambda: line.wholes() or None)


def _day(shape: FieldShape, value: object, around: Around) -> Entry:
    edit = DayEdit(around.today, cast("date | None", value))
    return Entry(edit, edit.value)


# ---- choices


def _flag(shape: FieldShape, value: object, around: Around) -> Entry:
    box: PickBox[bool] = PickBox([(True, "是"), (False, "否")], unset=UNWRITTEN)
    box.set_value(cast("bool | None", value))
    return Entry(box, box.value)


def _choice(shape: FieldShape, value: object, around: Around) -> Entry:
    offers = [(v, words, v) for v, words in shape.choices.items()]
    return _one(shape, value, offers, "请选择" if shape.required else UNWRITTEN, seek=len(offers) > MANY)


def _choices(shape: FieldShape, value: object, around: Around) -> Entry:
    if shape.choices:
        return _several(shape.choices.items(), value)
    either = OfFact(_strings(value), around)
    return Entry(either, lambda: list(either.value()) or None, again=either.again)


def _fact(shape: FieldShape, value: object, around: Around) -> Entry:
    return _one(shape, value, fact_offers(_known(shape)), "输入名称找事实", seek=True)


def _known(shape: FieldShape) -> Mapping[str, Fact]:
    return {k: f for k, f in FACTS.items() if not shape.facts or f.type in shape.facts}


def _facts(shape: FieldShape, value: object, around: Around) -> Entry:
    known = _known(shape)
    gathered = Gathered("输入名称找事实，回车加上", "输入事实名称的一部分，或拼音首字母")
    gathered.offer(fact_offers(known), _strings(value))
    return Entry(gathered, lambda: list(gathered.value()) or None)


def _parameter(shape: FieldShape, value: object, around: Around) -> Entry:
    return _one(shape, value, around.own.parameters, _none(around.own.parameters, "参数"), seek=True)


def _passage(shape: FieldShape, value: object, around: Around) -> Entry:
    return _one(shape, value, around.own.passages, _none(around.own.passages, "原文摘录"), seek=True)


def _group(shape: FieldShape, value: object, around: Around) -> Entry:
    offers = (*around.own.groups, ("", "一类也不是", ""))
    return _one(shape, value, offers, UNWRITTEN, seek=False)


def _groups(shape: FieldShape, value: object, around: Around) -> Entry:
    return _several([(id, shown) for id, shown, _ in around.own.groups], value)


def _defined(shape: FieldShape, value: object, around: Around) -> Entry:
    return _one(shape, value, around.own.defined, _none(around.own.defined, "公用条件"), seek=True)


def _figure(shape: FieldShape, value: object, around: Around) -> Entry:
    edit = FigureEdit(around.own, _unit(shape, around), value, shape.facts)
    return Entry(edit, edit.value, again=lambda now: edit.measure(_unit(shape, now)))


def _unit(shape: FieldShape, around: Around) -> str:
    return shape.unit or (around.fact.measure if around.fact is not None else "")


def _month_day(shape: FieldShape, value: object, around: Around) -> Entry:
    line = _MonthDay(str(value or ""), "如 12-31")
    return Entry(line, lambda: None if line.problem() else line.written())


def _month(shape: FieldShape, value: object, around: Around) -> Entry:
    line = TextLine(str(value or ""), "如 2026-01", 7)
    return Entry(line, lambda: line.value() or None)


def _named_day(shape: FieldShape, value: object, around: Around) -> Entry:
    edit = NamedDayEdit(around.own, around.today, value)
    return Entry(edit, edit.value)


def _step(shape: FieldShape, value: object, around: Around) -> Entry:
    besides = [(v, words, v) for v, words in shape.choices.items()]
    return _one(shape, value, [*besides, *around.own.steps], UNWRITTEN, seek=False)


def _award(shape: FieldShape, value: object, around: Around) -> Entry:
    return _one(shape, value, around.own.awards, _none(around.own.awards, "取了编号的帮扶"), seek=False)


def _as_written(shape: FieldShape, value: object, around: Around) -> Entry:
    """A number or a day, or the one word that may stand for it."""
    if (shape.key, shape.unit) in _OR_WORD:
        word, told = _OR_WORD[(shape.key, shape.unit)]
        inner = _number if shape.unit == "元" else _whole
        if value == word or value is None or _fits(replace(shape, type=FieldType.number), value):
            return OrWord.entry(
                inner(shape, None if value == word else value, around), "写一个数", word, told, value
            )
    of_step = shape.type is FieldType.raw and shape.key in [id for id, _, _ in around.own.steps]
    if of_step and (value in (None, NONE) or type(value) is date):
        made = _day(shape, None if value == NONE else value, around)
        return OrWord.entry(made, "写一个日期", NONE, "没有期限", value)
    return _raw(value)


NONE = "none"
_OR_WORD = {("amount", "元"): (NONE, "由人定"), ("notice", "天"): ("office", "按本单位设置")}


_MAKERS: Mapping[FieldType, Callable[[FieldShape, object, Around], Entry]] = {
    FieldType.text: _text,
    FieldType.long_text: _long_text,
    FieldType.texts: _texts,
    FieldType.number: _number,
    FieldType.whole: _whole,
    FieldType.wholes: _wholes,
    FieldType.day: _day,
    FieldType.flag: _flag,
    FieldType.choice: _choice,
    FieldType.choices: _choices,
    FieldType.fact: _fact,
    FieldType.facts: _facts,
    FieldType.parameter: _parameter,
    FieldType.passage: _passage,
    FieldType.group: _group,
    FieldType.groups: _groups,
    FieldType.defined: _defined,
    FieldType.figure: _figure,
    FieldType.raw: _as_written,
    FieldType.month_day: _month_day,
    FieldType.month: _month,
    FieldType.named_day: _named_day,
    FieldType.step: _step,
    FieldType.award: _award,
}


# ---- parts of them


def _one(shape: FieldShape, value: object, offers: Iterable[Offer], unset: str, seek: bool) -> Entry:
    """One of several; a value that is not offered is offered too, so that nothing is lost by looking at it."""
    listed = list(offers)
    chosen = value if isinstance(value, str) else None
    if chosen is not None and chosen not in [v for v, _, _ in listed]:
        listed.append((chosen, f"{chosen}（没有这一项）", chosen))
    box: PickBox[str]
    if seek:
        box = SeekBox(unset, "输入一部分或拼音首字母来找")
        box.offer(listed, chosen)
    else:
        # what must be chosen and is cannot be taken back to nothing
        box = PickBox(
            [(v, shown) for v, shown, _ in listed], chosen, unset=None if shape.required and chosen else unset
        )
    return Entry(box, box.value)


def _several(options: Iterable[tuple[str, str]], value: object) -> Entry:
    ticks = Ticks(options, _strings(value))
    return Entry(ticks, lambda: list(ticks.value()) or None)


def _raw(value: object) -> Entry:
    edit = RawEdit(value)
    return Entry(edit, edit.value)


def _none(offers: tuple[Offer, ...], what: str) -> str:
    return UNWRITTEN if offers else f"还没有{what}，请先在左边添加"


def _fits(shape: FieldShape, value: object) -> bool:
    """Whether the field of that type can show the value without losing any of it."""
    if value is None:
        return True
    match shape.type:
        case FieldType.texts | FieldType.choices | FieldType.facts | FieldType.groups:
            return isinstance(value, list) and all(
                isinstance(v, str) and "\n" not in v and v == v.strip() and v
                for v in cast("list[object]", value)
            )
        case FieldType.wholes:
            return isinstance(value, list) and all(_is_whole(v) for v in cast("list[object]", value))
        case FieldType.number:
            if isinstance(value, str):  # facts may be written so: "979.00"
                return bool(re.fullmatch(r"\d+(\.\d{1,2})?", value))
            return _is_number(value) and (shape.unit != "元" or _is_yuan(cast("int | Decimal", value)))
        case FieldType.whole:
            return _is_whole(value)
        case FieldType.day:
            return type(value) is date
        case FieldType.flag:
            return isinstance(value, bool)
        case FieldType.figure | FieldType.raw | FieldType.named_day:
            return True
        case FieldType.text:
            return isinstance(value, str) and "\n" not in value
        case _:
            return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0


def _is_yuan(value: int | Decimal) -> bool:
    return Decimal(value) == round(Decimal(value), 2) and parse_yuan(str(value)) == value


def _decimal(value: object) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | Decimal | str) else None


def _plain(number: Decimal | None) -> object | None:
    """A figure as an office would type it: whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else number.normalize()


def _strings(value: object) -> list[str]:
    return [str(v) for v in cast("list[object]", value)] if isinstance(value, list) else []
