"""The lint of plans' texts: garbled figures are found and told, clean ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.scheme_lint import lint, lint_text, unexplained
from desktop.store.library import load_schemes

SCHEMES = {s.id: s for s in load_schemes(Path(__file__).parents[3] / "resources" / "schemes").schemes}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("当地最低生活保障1、5—1、6倍(918元—979元含)以内", "enumeration_comma", "可能是 1.5—1.6倍"),
        ("不超过标准的1、5倍", "decimal_comma", "可能是 1.5倍"),
        ("家庭人均月收入在低保标准倍(目前低保标准为810元)以内", "no_multiple", "倍数漏印了"),
        ("在低保标准　倍以内", "no_multiple", "倍数漏印了"),
        ("在低保标准的 倍以内", "no_multiple", "倍数漏印了"),
        ("已筹措送温暖资金91.500元", "thousands_dot", "可能是 91500 元"),
        ("各级工会组织筹措20.000元", "thousands_dot", "可能是 20000 元"),
        ("一次性救助XX元", "letters", "数字被字母代替了"),
        ("补助xx元", "letters", "数字被字母代替了"),
        ("3倍(x元含)以内", "letters", "数字被字母代替了"),
        ("高于3倍(c元含)", "letters", "数字被字母代替了"),
        ("每户[ ]元", "blank", "数字空着没有填"),
        ("每户____元", "blank", "数字空着没有填"),
        ("20xx年1月30日前", "open_date", "没有写全"),
        ("报名时间为xx月xx日", "open_date", "没有写全"),
        ("活动实际参加人数20xx以上", "letters", "数字被字母代替了"),
        ("每户2O0元", "mixed_digits", "夹着字母"),
        ("在6~2倍之间", "descending", "前后颠倒"),
    ],
)
def test_a_garbled_figure_is_found_and_told(text: str, kind: str, words: str) -> None:
    found = list(lint_text(text, "第一条"))
    assert kind in [g.kind for g in found]
    hit = next(g for g in found if g.kind == kind)
    assert words in hit.said
    assert hit.said.startswith("第一条「…")


@pytest.mark.parametrize(
    "text",
    [
        "家庭人均月收入在低保标准2倍(目前低保标准为810元)以内",
        "补助标准控制在当地低保月保障标准的2-10倍",
        "个人负担5000元以上的,累计不超过1万元",
        "由市级人民政府公布,第1、2条标准",
        "每人每月补助900元;工作年限20-29年的",
        "比例不低于30%,标准的1.3倍",
        "下拨资金1,234.50元",
        "(一)救助对象。1.急难型 2.支出型",
        "在1.5—1.6倍以内",
    ],
)
def test_a_clean_text_is_left_alone(text: str) -> None:
    assert list(lint_text(text, "第一条")) == []


@given(st.text(alphabet="0123456789.、—-~元倍户低保标准xX[] 　", max_size=60))
def test_no_text_upsets_the_lint(text: str) -> None:
    for garbled in lint_text(text, "第一条"):
        assert garbled.said.endswith("。")


def test_the_known_traps_of_the_plans_are_found() -> None:
    kinds = {id: {g.kind for g in lint(SCHEMES[id])} for id in ("plan-03", "plan-04", "plan-07")}
    assert "no_multiple" in kinds["plan-03"]
    assert "letters" in kinds["plan-04"]
    assert {"enumeration_comma", "letters"} <= kinds["plan-07"]


@pytest.mark.parametrize("id", SCHEMES)
def test_every_garbled_threshold_is_spoken_of_in_the_notes_or_left_blank(id: str) -> None:
    assert [g.said for g in unexplained(SCHEMES[id])] == []
