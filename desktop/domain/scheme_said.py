"""What is wrong with a scheme, for the form (表格里怎么说): the same error as in the file, every key in the words of its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from desktop.domain.application import StepKind
from desktop.domain.fact_list import FACTS
from desktop.domain.policy_text import Path, SchemeError
from desktop.domain.scheme_shape_file import FILE, NODES
from desktop.domain.scheme_shape_parts import FieldShape, FieldType, Node
from desktop.domain.scheme_shape_places import has_table, kind_of, shape_at
from desktop.domain.scheme_shape_titles import title_of
from desktop.domain.scheme_sheet import SchemeSheet, place_words
from desktop.domain.words import word

_VALUE = r"\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"|[\w.…-]+"
_WRITTEN = re.compile(rf"(?:请补上，)?(?P<verb>请?写成|请?写|例如|)\s*(?P<key>[a-z_]+) = (?P<value>{_VALUE})")
_HEADER = re.compile(r"(?P<verb>请补上，写成|写成|写|)\s*\[\[?(?P<path>[a-z_.]+)\]\]?(?: 加下面几行)?")
_WORD = re.compile(r"(?P<open>「?)(?P<word>[A-Za-z][A-Za-z0-9_-]*)(?P<close>」?)(?P<gloss>（[^（）]*）)?")
_SAID_PLAINLY = {"true": "是", "false": "否"}
_TO_THE_FILE = (("请加上引号，写成", "请写成"), ("，不加引号、单位和逗号", ""), ("，不加引号", ""))
"""What only somebody who types the file itself can do."""
_ABSENT = re.compile(r"没有「[^」]*」")
_OFFERED = re.compile(r"可以写：(?P<names>[^。]*)。请改正。")
MOST_NAMED = 4
"""So many choices are named; where there are more, the field itself offers them."""
_PARTS = {
    FieldType.passage: "passages",
    FieldType.parameter: "parameters",
    FieldType.figure: "parameters",
    FieldType.group: "groups",
    FieldType.groups: "groups",
    FieldType.defined: "define",
    FieldType.award: "awards",
}
"""Among which parts of the scheme a field chooses."""
_FIRST = ("groups", "parameters", "define", "awards", "steps")
"""What a number stands for before anything else of the same number."""


def said_in_form(error: SchemeError, sheet: SchemeSheet) -> str:
    """The error's sentence with the place, the keys and the values as the form calls them."""
    words = _Words(sheet, error.path)
    if not error.cure:  # a whole sentence of the form's own
        return words.replaced(error.said)
    place = words.replaced(place_words(sheet, error.path))
    absent = _ABSENT.fullmatch(error.what)  # what was written and stands for nothing has no words
    what = f"{error.what}可选" if absent else words.replaced(error.what)
    return f"{place}{'：' if place else ''}{what}。{words.cure(error.cure)}"


def example_in_form(said: str, sheet: SchemeSheet) -> str:
    """What an example came out as, with the scheme's own numbers as what they stand for."""
    return _Words(sheet, ("examples",)).replaced(said)


@dataclass(frozen=True)
class _Words:
    """The words of one place in one scheme."""

    sheet: SchemeSheet
    path: Path

    def cure(self, said: str) -> str:
        """The cure as it is done in the form: nothing is typed with brackets and equals signs there."""
        for typed, done in _TO_THE_FILE:
            said = said.replace(typed, done)
        said = _OFFERED.sub(_few, said)
        said = _WRITTEN.sub(self._filled_in, _HEADER.sub(self._added, said))
        return self.replaced(said)

    def replaced(self, said: str) -> str:
        """Every key, kind, value and number that has words, in its words."""
        said = said.replace("（true 或 false）", "").replace("请写 null", "请留空")
        return _tight(_WORD.sub(self._told, said))

    def _told(self, found: re.Match[str]) -> str:
        name, gloss = found["word"], found["gloss"] or ""
        told = self.word(name)
        if told is None:
            return found[0]
        if gloss and (gloss[1:-1] in told or told in gloss):
            gloss = ""
        return f"{found['open'] or '「'}{told}{found['close'] or '」'}{gloss}"

    def _filled_in(self, found: re.Match[str]) -> str:
        """`写成 on = 2026-01-15` is a field to be filled in, with an example where that helps."""
        key, value = found["key"], found["value"]
        name = f"「{self.word(key) or key}」"
        plain = value.strip('"')
        example = f"，例如 {plain}" if re.fullmatch(r"[\d/:.-]+", plain) else ""
        begun = "请" if found[0].startswith("请") else ""
        if not found["verb"] and not begun:
            return f"{name}是「{self.word(plain) or plain}」" if plain.isalpha() else name
        if found["verb"].endswith("例如"):
            return f"例如 {plain}"
        if value in _SAID_PLAINLY:
            return f"{begun}把{name}选成「{_SAID_PLAINLY[value]}」"
        return f"{begun}填写{'' if key in self.path else name}{example}"

    def _added(self, found: re.Match[str]) -> str:
        """`[[groups]]` is a part to be put in."""
        key = found["path"].rpartition(".")[2]
        verb = "请添加" if found["verb"].startswith("请") else "添加" if found["verb"] else ""
        return f"{verb}「{self.word(key) or key}」"

    def word(self, name: str) -> str | None:
        """What a word of the file is called at this place; None where it is no word of the file."""
        if name in _SAID_PLAINLY:
            return _SAID_PLAINLY[name]
        return next((told for told in self._known(name) if told), None)

    def _known(self, name: str) -> Iterator[str | None]:
        field = self._field()
        if field is not None:
            yield field.choices.get(name)
            if field.type in _PARTS:
                yield self._own(name, _PARTS[field.type])
            if field.type in (FieldType.fact, FieldType.facts):
                yield FACTS[name].label if name in FACTS else None
        for table in self._tables():
            shape = shape_at(table, kind_of(table, self.sheet.content(table)))
            if (field is not None and field.key == shape.kind_key) or not field:
                yield shape.kinds.get(name)
            known = shape.field(name)
            yield known.label if known else None
            yield shape_at((*table, name)).label if name in shape.tables else None
            yield shape.kinds.get(name)
        yield self._own(name)
        yield FACTS[name].label if name in FACTS else None
        yield _everywhere().get(name)

    def _tables(self) -> Iterator[Path]:
        """The table the path leads into, and those around it."""
        for end in range(len(self.path), -1, -1):
            table = self.path[:end]
            if has_table(table) and (not table or isinstance(table[-1], int) or not shape_at(table).many):
                yield table

    def _field(self) -> FieldShape | None:
        table = next(self._tables())
        rest = self.path[len(table) :]
        shape = shape_at(table, kind_of(table, self.sheet.content(table)))
        return shape.field(rest[0]) if rest and isinstance(rest[0], str) else None

    def _own(self, name: str, part: str = "") -> str | None:
        """What the scheme itself has given that number, among one of its parts or anywhere."""
        whole = self.sheet.content(())
        for key in (part,) if part else (*_FIRST, *(k for k in whole if k not in _FIRST)):
            tables = whole.get(key)
            for n, table in enumerate(cast("list[Any]", tables) if isinstance(tables, list) else ()):
                if isinstance(table, dict) and name in _numbers(cast("Mapping[str, Any]", table)):
                    said = title_of((key, n), cast("Mapping[str, Any]", table))
                    return said if name not in said.split() else None
        return word(StepKind(name)) if not part and name in set(StepKind) else None


def _few(found: re.Match[str]) -> str:
    """Few choices are named, of many it is said that the field offers them."""
    count = found["names"].count("、") + 1
    return found[0] if count <= MOST_NAMED else "请在这一格里重新选。"


def _numbers(table: Mapping[str, Any]) -> tuple[object, ...]:
    return table.get("id"), table.get("name")


@cache
def _everywhere() -> Mapping[str, str]:
    """Every key, kind and value of the vocabulary, wherever it may stand; the first meaning counts."""
    found: dict[str, str] = {}
    nodes: tuple[Node, ...] = (FILE, *NODES.values())
    for node in nodes:
        for content in node.contents.values():
            for key, label in (
                *((f.key, f.label) for f in content.fields),
                *((s.key, s.label) for s in content.slots),
            ):
                found.setdefault(key, label)
    for node in nodes:
        for key, label in node.kinds.items():
            found.setdefault(key, label)
        if node.kind_key:
            found.setdefault(node.kind_key, "种类")
    for node in nodes:
        for content in node.contents.values():
            for field in content.fields:
                for key, label in field.choices.items():
                    found.setdefault(key, label)
    return found


def _tight(said: str) -> str:
    """Without the blanks that stood around an English word, and without a name quoted twice."""
    said = said.replace("「「", "「").replace("」」", "」")
    return re.sub(r"(?<=[^\x00-\x7f]) (?=「)|(?<=」) (?=[^\x00-\x7f])", "", said)
