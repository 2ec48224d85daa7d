"""A scheme file edited path by path: what is not touched stays letter for letter, and no comment gets lost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import scheme_shape
from desktop.domain.calendar import WorkCalendar
from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_layout import layout
from desktop.domain.scheme_sheet import SchemeSheet

RESOURCES = Path(__file__).parents[3] / "resources"
WHOLE = Path(__file__).parents[2] / "policy" / "whole.toml"
FILES = [*sorted((RESOURCES / "schemes").glob("*.toml")), WHOLE, RESOURCES / "templates" / "scheme.toml"]
TEMPLATE = (RESOURCES / "templates" / "scheme.toml").read_text("utf-8")
Where = tuple[str | int, ...]


def sheet(text: str = TEMPLATE) -> SchemeSheet:
    return SchemeSheet.of(text, "试.toml")


def everywhere(s: SchemeSheet, path: Where = ()) -> list[Where]:
    """Every table of the file, each behind the one it stands in."""
    inner = [p for child in s.children(path) for p in everywhere(s, child)]
    return [path, *inner]


# ---- nothing changed


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_that_is_not_changed_is_the_same_to_the_last_byte(path: Path) -> None:
    text = path.read_text("utf-8")
    assert sheet(text).text == text
    assert layout(text).text == text
    assert layout(text.replace("\n", "\r\n")).text == text.replace("\n", "\r\n")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_table_of_every_scheme_is_found_and_none_of_its_keys_is_unknown(path: Path) -> None:
    s = sheet(path.read_text("utf-8"))
    found = everywhere(s)
    assert {p: s.unknown(p) for p in found if s.unknown(p)} == {}
    headers = [b.path for b in layout(s.text).blocks]
    assert set(headers) <= set(found)
    assert all(s.content(p) or p[-1] in ("facts", "expect") for p in found)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_value_put_elsewhere_and_put_back_leaves_the_file_as_it_was(path: Path) -> None:
    text = path.read_text("utf-8")
    s = sheet(text)
    for table in everywhere(s):
        for key, value in s.content(table).items():
            if (*table, key) in {p[: len(table) + 1] for p in s.children(table)}:
                continue
            s.put((*table, key), other(value))
            assert s.value((*table, key)) == other(value)
            s.put((*table, key), value)
            assert s.text == text
        if len(table) > 1 and table[0] in ("groups", "awards", "examples"):
            break  # one of each is enough: the rest is written alike


def other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value + " 另"
    if isinstance(value, date):
        return value.replace(year=value.year + 1)
    if isinstance(value, int | Decimal):
        return value + 1
    if isinstance(value, list):
        return [*value[:-1], "另"]
    assert isinstance(value, dict)
    return 7


def test_an_unticked_field_ticked_again_at_once_stands_where_it_stood() -> None:
    text = TEMPLATE.replace("priority = 1", "priority = 1   # 先后")
    s = sheet(text)
    s.put(("groups", 0, "priority"), None)
    assert s.value(("groups", 0, "priority")) is None
    s.put(("groups", 0, "priority"), 1)
    assert s.text == text


# ---- values


def test_what_stands_there_is_given_as_plain_values() -> None:
    s = sheet(
        'id = "a"\nfrom = 2026-01-02\nplans = [1, 15]\n[[awards]]\nyuan = 0.60\n[awards.when]\nkind = "is"\n'
    )
    assert s.value(("from",)) == date(2026, 1, 2)
    assert s.value(("awards", 0, "yuan")) == Decimal("0.60")
    assert s.value(("awards", 0, "when")) == {"kind": "is"}
    assert (s.value(("awards", 1)), s.value(("id", "x")), s.value(("plans", 9))) == (None, None, None)
    assert s.content(("plans",)) == {}
    with pytest.raises(SchemeError, match="写法有误"):
        sheet('id = "a\n')


def test_a_value_keeps_its_comment_its_place_and_its_manner() -> None:
    s = sheet('id   =  \'a\'   # 编号\ntitle = """多\n行"""\nplans = [\n  1, # 一\n  15, # 十五\n]\n')
    s.put(("id",), "b")
    s.put(("title",), "又\n多行")
    s.put(("plans",), [1, 2, 15])
    assert s.text == (
        'id   =  \'b\'   # 编号\ntitle = """又\n多行"""\nplans = [\n  1, # 一\n  2,\n  15, # 十五\n]\n'
    )


def test_a_new_value_stands_where_the_vocabulary_has_it() -> None:
    s = sheet()
    s.put(("from",), date(2026, 5, 1))
    lines = s.text.splitlines()
    assert lines[lines.index('reference = "【待填】文号"') + 1] == "from = 2026-05-01"
    s.put(("groups", 0, "once", "per"), "year")
    assert 'once = { per = "year" }\n\n[[groups.require]]' in s.text
    s.put(("examples", 0, "facts", "pupil"), True)
    assert "gross_income_per_head = 1620\npupil = true\n" in s.text
    s.put(("examples", 0, "expect", "deadlines", "notice"), "none")
    assert 'deadlines = { notice = "none" }' in s.text


@pytest.mark.parametrize(
    "value",
    ['引号"和\\反斜', "多\n行", "'", '"""', "制表\t", "", "\x07", True, 0, Decimal("0.10"), Decimal("1E+3")],
    ids=repr,
)
def test_any_value_comes_back_as_it_was_put(value: Any) -> None:
    s = sheet()
    for path in (("title",), ("groups", 0, "require", 0, "at_most"), ("examples", 0, "standards", "dibao")):
        s.put(path, value)
        assert s.value(path) == value
        assert type(s.value(path)) is type(value) or isinstance(value, Decimal)
    s.put(("notes",), [value, value] if isinstance(value, str) else [])
    assert sheet(s.text).text == s.text


# ---- tables


def test_tables_come_and_go_where_the_vocabulary_has_them() -> None:
    s = sheet()
    assert s.add(("income",), {"window": 6}) == ("income",)
    assert s.text.index("[income]") > s.text.index("[[parameters]]")
    assert s.text.index("[income]") < s.text.index("# ---- 对象类别")
    assert s.add(("groups",), scheme_shape.sample(("groups",)), 0) == ("groups", 0)
    assert s.value(("groups", 1, "id")) == "hardship"
    assert s.text.index("# ---- 对象类别") < s.text.index('id = "group"')
    s.add(("groups", 1, "require"), scheme_shape.sample(("groups", 0, "require"), "is"))
    assert [s.value((*p, "kind")) for p in s.children(("groups", 1))] == ["compare", "is"]
    s.remove(("groups", 0))
    s.remove(("income",))
    s.remove(("groups", 0, "require", 1))
    assert s.text == TEMPLATE
    s.remove(("papers", 0))
    assert s.value(("papers",)) is None
    assert "# ---- 材料" in s.text


def test_conditions_inside_conditions_are_tables_like_any_other() -> None:
    s = sheet()
    s.put(("awards", 0, "when"), {"kind": "any", "of": [{"kind": "is", "fact": "pupil"}]})
    s.add(("awards", 0, "when", "of"), {"kind": "is", "fact": "clergy"})
    s.add(("awards", 0, "when", "of"), {"kind": "all", "of": [{"kind": "is", "fact": "on_file"}]}, 0)
    assert s.move(("awards", 0, "when", "of", 0), 5) == ("awards", 0, "when", "of", 2)
    assert s.copy(("awards", 0, "when", "of", 2, "of", 0)) == ("awards", 0, "when", "of", 2, "of", 1)
    s.put(("awards", 0, "when", "of", 2, "of", 1, "value"), False)
    assert s.value(("awards", 0, "when")) == {
        "kind": "any",
        "of": [
            {"kind": "is", "fact": "pupil"},
            {"kind": "is", "fact": "clergy"},
            {
                "kind": "all",
                "of": [{"kind": "is", "fact": "on_file"}, {"kind": "is", "fact": "on_file", "value": False}],
            },
        ],
    }
    for _ in range(3):
        s.remove(("awards", 0, "when", "of", 0))
    assert s.value(("awards", 0, "when")) == {"kind": "any"}


def test_a_copy_gets_names_of_its_own() -> None:
    s = sheet()
    assert s.copy(("groups", 0)) == ("groups", 1)
    assert s.value(("groups", 1, "id")) == "hardship-2"
    assert s.copy(("groups", 0)) == ("groups", 1)
    assert [s.value(("groups", n, "id")) for n in range(3)] == ["hardship", "hardship-3", "hardship-2"]
    s.copy(("examples", 0))
    assert s.value(("examples", 1, "name")) == "人均正好等于 2 倍 1620 元：符合 2"
    assert s.value(("examples", 1, "facts")) == s.value(("examples", 0, "facts"))
    s.copy(("steps", 2))
    assert (s.value(("steps", 3, "kind")), s.value(("steps", 3, "id"))) == ("notice", "notice-2")
    s.copy(("parameters", 0))
    assert s.value(("parameters", 1, "name")) == "income_multiple-2"
    with pytest.raises(SchemeError, match="没有任何条件") as told:
        s.scheme()
    assert told.value.path == ("parameters", 1)


def test_a_table_moves_as_far_as_there_is_room_and_the_heading_stays() -> None:
    s = sheet()
    assert s.move(("steps", 0), -1) == ("steps", 0)
    assert s.text == TEMPLATE
    assert s.move(("steps", 0), 2) == ("steps", 2)
    assert [s.value(("steps", n, "kind")) for n in range(3)] == ["survey", "notice", "accept"]
    assert s.text.index("# ---- 步骤") < s.text.index('kind = "survey"')
    assert s.move(("steps", 2), -2) == ("steps", 0)
    assert s.text == TEMPLATE
    assert s.move(("examples", 2), -9) == ("examples", 0)
    assert s.text.index("# ---- 算例") < s.text.index("收入没有登记")
    assert s.content(("examples", 0, "expect"))["verdict"] == "incomplete"


def test_a_table_turned_into_another_kind_keeps_what_both_know() -> None:
    s = sheet()
    s.turn(("groups", 0, "require", 0), "is")
    assert s.content(("groups", 0, "require", 0)).keys() == {"clause", "kind", "fact"}
    s.turn(("awards", 0), "fixed")
    assert s.content(("awards", 0)) == {"kind": "fixed", "label": "【待填】帮扶项目", "passage": "amount"}


def test_a_word_the_vocabulary_does_not_have_is_shown_and_kept() -> None:
    s = sheet(TEMPLATE.replace("priority = 1", "priority = 1\npriorty = 2"))
    assert s.unknown(("groups", 0)) == {"priorty": 2}
    s.put(("groups", 0, "label"), "困难职工")
    assert "priorty = 2" in s.text
    assert s.unknown(("examples", 0, "facts")) == {}


# ---- comments

_MARK = re.compile(r"# c-[\w.]+")


def marked(text: str) -> str:
    """The text with a comment at every table, named after the table: above, behind the header, within, below."""
    out: list[str] = []
    for block in layout(text).blocks:
        name = ".".join(str(k) for k in block.path) or "file"
        body = "".join(e.text for e in block.entries)
        if block.header:
            header = block.header.rstrip("\n")
            out.append(f"{block.loose}\n# c-{name}.loose\n\n# c-{name}.above\n{header} # c-{name}.header\n")
        else:
            out.append(block.loose)
        out.append(re.sub(r"^(\w+ = [^\[{\n]*)$", rf"\1 # c-{name}.entry", body, count=1, flags=re.M))
        out.append(f"# c-{name}.below\n")
    return "".join(out)


MARKED = marked(TEMPLATE)
SMALL = [*FILES[:1], WHOLE]


@pytest.mark.parametrize(
    "where", [("groups", 0, "require"), ("groups", 5, "require"), ("groups", 0, "require", 0, "of")]
)
def test_nothing_is_added_inside_what_was_taken_out(where: Where) -> None:
    s = sheet()
    while s.content(("groups", 0)):
        s.remove(("groups", 0))
    before = s.text
    with pytest.raises(OfficeError, match="已经删去"):
        s.add(where, {"kind": "is", "clause": "新"})
    with pytest.raises(OfficeError, match="已经删去"):
        s.put((*where[:2], "label"), "新名")
    assert s.text == before


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    kinds = st.sampled_from(["add", "remove", "move", "copy", "put", "drop", "inner"])
    return draw(
        st.lists(st.tuples(kinds, st.integers(0, 10_000), st.integers(-3, 3)), min_size=1, max_size=8)
    )


@given(edits(), st.sampled_from([MARKED, marked(WHOLE.read_text("utf-8"))]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_edit_loses_a_comment_of_a_table_it_does_not_touch(
    wanted: list[tuple[str, int, int]], text: str
) -> None:
    s = sheet(text)
    gone: set[str] = set()
    for kind, choice, by in wanted:
        tables = everywhere(s)[1:]
        path = tables[choice % len(tables)]
        before = set(_MARK.findall(s.text))
        inside = set(_MARK.findall(part_of(s, path)))
        match kind:
            case "add" if isinstance(path[-1], int):
                s.add(path[:-1], scheme_shape.sample(path[:-1]), path[-1] + by)
            case "inner" if not s.content(("groups", 0)):
                with pytest.raises(OfficeError, match="已经删去"):
                    s.add(("groups", 0, "require"), {"kind": "is", "clause": "新"}, by)
            case "inner":
                s.add(("groups", 0, "require"), {"kind": "is", "clause": "新"}, by)
            case "remove":
                kept = heading(s, path)
                s.remove(path)
                gone |= inside - kept
            case "move" if isinstance(path[-1], int):
                s.move(path, by)
            case "copy" if isinstance(path[-1], int):
                s.copy(path)
            case "put":
                s.put((*path, "label"), f"新名 {by}")
            case "drop":
                keys = [k for k, v in s.content(path).items() if isinstance(v, str | int)]
                if keys:
                    s.put((*path, keys[choice % len(keys)]), None)
                    gone |= {m for m in inside if m.endswith(".entry")}
            case _:
                pass
        lost = before - set(_MARK.findall(s.text)) - gone
        assert not lost, (kind, path, by)
        if not s.children(()):
            break


def heading(s: SchemeSheet, path: Where) -> set[str]:
    """The comments above a table that are about the file."""
    return set(_MARK.findall(next((b.loose for b in layout(s.text).blocks if b.path == path), "")))


def part_of(s: SchemeSheet, path: Where) -> str:
    """The text of a table with all inside it."""
    return "".join(b.text for b in layout(s.text).blocks[1:] if b.path[: len(path)] == path)


def test_comments_stay_at_their_table_when_others_move() -> None:
    s = sheet(MARKED)
    s.move(("steps", 0), 3)
    s.remove(("steps", 1))
    s.add(("steps",), {"kind": "report"}, 0)
    for block in layout(s.text).blocks:
        kind = s.value((*block.path, "kind")) if block.path[:1] == ("steps",) else None
        old = {"accept": 0, "survey": 1, "decide": 3, "tell": 4, "pay": 5}.get(str(kind))
        if old is not None:
            own = set(_MARK.findall(block.attached + block.header + "".join(e.text for e in block.entries)))
            assert own == {f"# c-steps.{old}.{w}" for w in ("above", "header", "entry", "below")}


# ---- what is wrong


def test_problems_lead_to_the_field_and_examples_that_come_out_otherwise_are_told() -> None:
    plan = (RESOURCES / "schemes" / "plan-19.toml").read_text("utf-8")
    s = sheet(plan)
    calendar = WorkCalendar({})
    assert s.problems(calendar) == ()
    s.put(("examples", 2, "expect", "verdict"), "ineligible")
    (problem,) = s.problems(calendar)
    assert problem.path == ("examples", 2)
    assert "结论应为「不符合」" in problem.said
    assert s.problems() == ()
    s.put(("groups", 1, "require", 0, "fact"), "staff_stat")
    (problem,) = s.problems(calendar)
    assert problem.path == ("groups", 1, "require", 0, "fact")
    assert "staff_state" in problem.said


def test_what_is_still_to_be_filled_in_is_a_problem_with_its_place() -> None:
    found = {p.path: p.said for p in sheet().problems(WorkCalendar({}))}
    assert ("title",) in found
    assert ("passages", 1, "text") in found
    assert found[("groups", 0, "label")].startswith("「第 1 类 【待填】对象类别」的「名称」还没有写")
    assert ("notes", 0) in found
