"""The vocabulary as data has exactly what the readers of the scheme file read: no key more, no key less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import policy_text
from desktop.domain.award_kinds import KINDS as AWARDS
from desktop.domain.conditions import KINDS as CONDITIONS
from desktop.domain.due import DUE_KINDS
from desktop.domain.fact_list import FACTS
from desktop.domain.scheme_draft import TO_FILL
from desktop.domain.scheme_header import TriggerKind
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_shape import (
    FieldType,
    fact_field,
    has_table,
    kind_of,
    sample,
    shape_at,
    shape_of,
    title_of,
)
from desktop.domain.scheme_shape_file import FILE, NODES
from desktop.domain.scheme_shape_parts import Node
from desktop.domain.scheme_shape_places import place
from desktop.domain.scheme_sheet import SchemeSheet

RESOURCES = Path(__file__).parents[3] / "resources"
WHOLE = Path(__file__).parents[2] / "policy" / "whole.toml"
SHIPPED = sorted((RESOURCES / "schemes").glob("*.toml"))
VOCABULARY = Path(__file__).parents[2] / "policy" / "vocabulary.toml"
TEXTS = [p.read_text("utf-8") for p in (*SHIPPED, WHOLE, VOCABULARY, RESOURCES / "templates" / "scheme.toml")]
Where = tuple[str | int, ...]
Asked = dict[tuple[str, str, bool], set[str]]


def asked_for(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> tuple[Asked, list[str]]:
    """Which keys the readers ask for, by the table's node, its kind and whether it is an inner one; what was odd."""
    parts: list[policy_text.Part] = []
    made = policy_text.Part.__init__

    def noted(self: policy_text.Part, *args: Any, **named: Any) -> None:
        made(self, *args, **named)
        parts.append(self)

    monkeypatch.setattr(policy_text.Part, "__init__", noted)
    for text in texts:
        parse_scheme(text, "试.toml")
    found: Asked = {}
    odd: list[str] = []
    for part in parts:
        content: Mapping[str, object] = vars(part)["_content"]
        try:
            slot, node = place(part.path)
        except LookupError:
            odd.append(f"{part.path}")
            continue
        kind = kind_of(part.path, content)
        if node.names is not None:
            continue
        keys = found.setdefault((node_name(node), kind, bool(slot.extra)), set())
        keys |= vars(part)["_asked"]
    return found, odd


def node_name(node: Node) -> str:
    return next((name for name, one in NODES.items() if one is node), "file")


def known(node: str, kind: str) -> set[str]:
    """The keys the shape has for a table of a node and kind."""
    one = FILE if node == "file" else NODES[node]
    content = one.contents[kind]
    return {f.key for f in content.fields} | {s.key for s in content.slots}


EXTRA = {s.key: {f.key for f in s.extra} for s in FILE.contents[""].slots if s.extra}
REFUSED = {
    ("condition", "band"): {"equals"},
    **{("own_due", kind): {"after"} for kind in DUE_KINDS},
    **{("one_due", kind): {"after", "earliest"} for kind in DUE_KINDS},
}
"""Keys a reader asks for only to refuse them."""


def others_asked(node: str, kind: str) -> set[str]:
    """Of a kind told by a key: the readers look for the keys of the other kinds too, to say that there is only one."""
    one = FILE if node == "file" else NODES[node]
    return set(one.kinds) - {kind} if one.kinds and not one.kind_key else set()


def test_the_shape_has_every_key_the_readers_ask_for_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    found, odd = asked_for(monkeypatch, TEXTS)
    assert odd == []
    for (node, kind, _), keys in found.items():
        extra = set[str]().union(*EXTRA.values()) if node in ("condition", "figure") else set[str]()
        unshown = (
            keys - known(node, kind) - REFUSED.get((node, kind), set()) - others_asked(node, kind) - extra
        )
        assert unshown == set(), (node, kind)
    read: dict[tuple[str, str], set[str]] = {}
    for (node, kind, _), keys in found.items():
        read.setdefault((node, kind), set()).update(keys)
    for name, node in {"file": FILE, **NODES}.items():
        if node.names is not None or name == "bill":
            continue  # the officer names the keys, or the facts' own reader reads them
        for kind in node.contents:
            if node.kinds and not kind:
                continue
            unread = known(name, kind) - read.get((name, kind), set())
            assert unread == set(), (name, kind)


def test_every_kind_the_readers_know_has_its_words() -> None:
    def kinds(path: Where) -> set[str]:
        return set(shape_at(path).kinds)

    assert kinds(("groups", 0, "require")) == {*CONDITIONS, "see"}
    assert kinds(("awards",)) == set(AWARDS)
    assert kinds(("steps", 0, "due")) == set(DUE_KINDS)
    assert kinds(("triggers",)) == {str(k) for k in TriggerKind}
    for node in (FILE, *NODES.values()):
        assert all(re.search(r"[\u4e00-\u9fff]", words) for words in node.kinds.values())
        assert {k for k in node.contents if k} == set(node.kinds)


def places() -> Iterator[tuple[Where, str]]:
    """Every place for tables, with every kind that may stand there, two conditions deep."""

    def inside(path: Where, depth: int) -> Iterator[tuple[Where, str]]:
        _, node = place(path)
        for kind in node.contents:
            if node.kinds and not kind:
                continue
            yield path, kind
        seen: set[str] = set()
        for content in node.contents.values():
            for slot in content.slots:
                if slot.key not in seen and depth < 3:
                    seen.add(slot.key)
                    yield from inside((*path, slot.key, 0) if slot.many else (*path, slot.key), depth + 1)

    for slot in FILE.contents[""].slots:
        yield from inside((slot.key, 0) if slot.many else (slot.key,), 1)


PLACES = sorted(set(places()), key=str)


def test_every_field_is_told_in_office_words() -> None:
    for path, kind in [((), ""), *PLACES]:
        shape = shape_at(path, kind)
        assert re.search(r"[\u4e00-\u9fff]", shape.label), path
        keys = [f.key for f in shape.fields]
        assert len(keys) == len(set(keys)), (path, kind)
        for f in shape.fields:
            assert re.search(r"[\u4e00-\u9fff]", f.label), (path, kind, f.key)
            listed = f.type is FieldType.choice or (f.type is FieldType.choices and f.key != "of")
            assert bool(f.choices) is (listed or (f.type is FieldType.step and f.key == "after")), (
                path,
                f.key,
            )
            assert bool(f.facts) or f.type is not FieldType.fact, (path, f.key)
        if shape.kinds and shape.kind_key:
            assert shape.fields[0].key == shape.kind_key
            assert shape.fields[0].choices == shape.kinds
        elif kind and kind not in shape.tables:
            assert next(f.key for f in shape.fields if f.key not in EXTRA.get(shape.key, ())) == kind
        assert shape.many is isinstance(path[-1] if path else "", int)


def test_every_fact_has_a_field_for_its_value() -> None:
    for fact in FACTS.values():
        field = fact_field(fact)
        assert field.label == fact.label
        assert field.choices == fact.choices
        if field.type is FieldType.raw:
            assert has_table(("examples", 0, "facts", fact.id, 0))


def test_where_no_table_may_stand_it_is_said() -> None:
    with pytest.raises(LookupError):
        shape_at(("group",))
    assert not has_table(("groups", 0, "label"))
    assert not has_table(("groups", 0, "require", 0, "at_most"))
    assert shape_at(("groups", 0, "require", 0, "at_most"), "standard").field("multiple")
    assert shape_at(("awards", 0, "yuan")).kinds.keys() == {
        "parameter",
        "line",
        "standard",
        "highest",
        "lowest",
    }
    assert shape_at(("groups",)) == shape_at(("groups", 7))


def test_the_words_of_the_plan_must_stand_at_conditions_that_are_told_but_not_inside_others() -> None:
    def clause(path: Where, kind: str) -> bool:
        field = shape_at(path, kind).field("clause")
        assert field is not None
        return field.required

    assert clause(("groups", 0, "require", 0), "is")
    assert clause(("exclude", 0), "is")
    assert not clause(("groups", 0, "require", 0), "see")
    assert not clause(("groups", 0, "require", 0, "of", 0), "is")
    assert not clause(("warn", 0), "is")
    assert [f.key for f in shape_at(("define", 0), "is").fields][:3] == ["kind", "id", "clause"]


# ---- fresh tables

MINIMAL = """
id = "small"
title = "小方案"
[[passages]]
id = "p"
where = "第一条"
text = "原文"
[[groups]]
id = "g"
label = "一类"
[[groups.require]]
clause = "条件"
kind = "is"
fact = "pupil"
[[awards]]
kind = "ask"
label = "帮扶"
[[steps]]
kind = "accept"
[[examples]]
name = "算例"
on = 2026-03-02
[examples.expect]
"""


@pytest.mark.parametrize("key", [s.key for s in FILE.contents[""].slots])
def test_a_fresh_table_can_be_read_but_for_what_only_the_officer_knows(key: str) -> None:
    for path, kind in (p for p in PLACES if p[0][0] == key):
        try_fresh(path, kind)


def try_fresh(path: Where, kind: str) -> None:
    """A fresh table of that place and kind, put into a small scheme with all that stands around it."""
    sheet = SchemeSheet.of(MINIMAL, "小.toml")
    fresh = sample(path, kind)
    assert not figures_in(fresh)
    target = path[:-1] if isinstance(path[-1], int) else path
    surround(sheet, target)
    stood = sheet.add(target, fresh)
    assert sheet.unknown(stood) == {}
    assert title_of(stood, sheet.content(stood))
    said = next(iter(p for p in sheet.problems() if "【待填】）" not in p.said), None)
    if said is None or any(words in said.said for words in NOT_YET) or TO_FILL in str(sheet.value(said.path)):
        return
    # What is wrong is a field that must be filled in and stands empty, or the table says that it lacks one of several.
    if sheet.value(said.path) is None:
        table, key = said.path[:-1], said.path[-1]
        field = shape_of(table, sheet.content(table)).field(str(key))
        assert field is not None, said
        assert field.required or (key, field.type) in ONE_OF_SEVERAL, said
    else:
        assert any(words in said.said for words in LACKING), said


NOT_YET = ("没有任何条件或标准用到", "请先写 [[apply_alone]]")
"""What is said of a table that needs another one elsewhere."""
ONE_OF_SEVERAL = {
    ("from", FieldType.named_day),
    ("base", FieldType.award),
    ("yuan", FieldType.figure),
    ("receivers", FieldType.number),
}
"""Fields of which one must be written, whichever."""
LACKING = ("要有且只有一个", "要有一个下限", "界限没有写对", "每张要写 on", "至少要有两", "至少要写一样")
"""What is said where none of several is written."""


def surround(sheet: SchemeSheet, target: Where) -> None:
    """Puts the tables around a place where they are missing or of a kind that has no room for it."""
    for n in range(1, len(target)):
        outer, rest = target[:n], target[n:]
        if isinstance(rest[0], int):
            continue
        _, node = place(outer)
        roomy = [
            k
            for k, c in node.contents.items()
            if any(s.key == rest[0] for s in c.slots) and (k or not node.kinds)
        ]
        if not sheet.content(outer):
            listed = isinstance(outer[-1], int)
            sheet.add(outer[:-1] if listed else outer, sample(outer, roomy[0] if node.kinds else ""))
        elif node.kinds and kind_of(outer, sheet.content(outer)) not in roomy:
            fresh = {**sample(outer, roomy[0])}
            sheet.put(outer, fresh)


def figures_in(value: Any) -> bool:
    if isinstance(value, dict):
        return any(figures_in(v) for v in value.values())
    if isinstance(value, list):
        return any(figures_in(v) for v in value)
    return not isinstance(value, str | bool)


# ---- what tables are called


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ((), {"id": "a", "title": "爱心基金"}, "方案 爱心基金"),
        (("groups", 1), {"id": "g", "label": "困难职工"}, "第 2 类 困难职工"),
        (("groups", 0), {}, "第 1 类"),
        (("passages", 0), {"id": "p", "where": "第三条"}, "第 1 段原文 第三条"),
        (("steps", 2), {"kind": "notice"}, "第 3 步 公示"),
        (("steps", 2, "due"), {"notice": "office"}, "期限 公示（天数按本单位设置）"),
        (("steps", 2, "due"), {"notice": 5}, "期限 公示 5 天"),
        (("steps", 2, "due"), {"workdays": 5}, "期限 上一步的次日起 5 个工作日内"),
        (("steps", 2, "due"), {"workdays": TO_FILL}, "期限 几个工作日内"),
        (("awards", 0), {"kind": "ask", "label": "慰问金"}, "第 1 项帮扶 慰问金"),
        (("awards", 0, "rows", 0), {"of": ["aids"], "yuan": 1}, "第 1 档 艾滋病"),
        (("awards", 0, "monthly", "start"), {"month": "2026-01"}, "从哪个月起 固定的一个月"),
        (("exclude", 0), {"kind": "is", "clause": "有车的"}, "排除情形 有车的"),
        (
            ("groups", 0, "require", 0),
            {"kind": "compare", "fact": "household_size", "at_least": {"standard": "dibao", "multiple": Decimal("1.50")}},
            "条件 家庭人口不低于 低保标准的 1.5 倍（含）",
        ),
        (("awards", 0, "when", "of", 1), {"kind": "is", "fact": "pupil", "value": False}, "分条件 在校学生：否"),
        (("warn", 0), {"kind": "not"}, "提醒 不是下面这一条"),
        (("warn", 0), {"kind": "compare"}, "提醒 一个数和一个界限比"),
        (("income",), {"window": 6}, "收入口径"),
        (("examples", 0, "facts", "members", 1), {"pupil": True}, "第 2 名成员"),
    ],
)  # fmt: skip
def test_a_table_is_called_by_what_stands_in_it(path: Where, content: dict[str, Any], said: str) -> None:
    assert title_of(path, content) == said


def test_every_table_of_every_scheme_has_a_short_name() -> None:
    for text in TEXTS:
        sheet = SchemeSheet.of(text, "试.toml")
        waiting = [*sheet.children(())]
        while waiting:
            path = waiting.pop()
            title = title_of(path, sheet.content(path))
            assert 1 < len(title) < 60, path
            assert "\n" not in title
            waiting += sheet.children(path)
