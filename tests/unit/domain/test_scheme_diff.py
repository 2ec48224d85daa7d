"""Two schemes side by side: what differs is told in office words, and nothing that differs is passed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.scheme import Scheme
from desktop.domain.scheme_diff import UNSAID, Change, Difference, differences
from desktop.domain.scheme_reading import parse_scheme
from desktop.store.library import load_schemes

SCHEMES = {s.id: s for s in load_schemes(Path(__file__).parents[3] / "resources" / "schemes").schemes}
OLD = SCHEMES["plan-03"]


def _edited(*changes: tuple[str, str]) -> Scheme:
    """Plan 3 with pieces of its text replaced, as a new edition would have it."""
    text = OLD.text
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return parse_scheme(text, "plan-03.toml")


def _one(*changes: tuple[str, str]) -> Difference:
    found = differences(OLD, _edited(*changes))
    assert len(found) == 1, [d.said for d in found]
    return found[0]


@pytest.mark.parametrize("id", sorted(SCHEMES))
def test_a_scheme_beside_itself_shows_nothing(id: str) -> None:
    assert differences(SCHEMES[id], SCHEMES[id]) == ()


@pytest.mark.parametrize("id", sorted(SCHEMES))
def test_what_one_way_is_new_is_gone_the_other_way(id: str) -> None:
    there, back = differences(OLD, SCHEMES[id]), differences(SCHEMES[id], OLD)
    assert {(d.part, d.name) for d in there if d.change is Change.added} == {
        (d.part, d.name) for d in back if d.change is Change.gone
    }
    assert {(d.part, d.name, d.old, d.new) for d in there if d.change is Change.changed} == {
        (d.part, d.name, d.new, d.old) for d in back if d.change is Change.changed and d.field != UNSAID
    } | {(d.part, d.name, d.old, d.new) for d in there if d.field == UNSAID}


def test_a_comment_says_nothing() -> None:
    assert differences(OLD, _edited(("[[papers]]", "# 注\n\n[[papers]]"))) == ()


def test_a_bound_that_moved_is_told_under_its_group_with_both_figures() -> None:
    found = _one(("above = 10000\n", "above = 12000\n"))
    assert found.part == "对象类别 · 大病困难职工 · 条件"
    assert found.name == "年个人自付和自费医疗费累计超过 10000 元"
    assert (found.field, found.old, found.new) == (
        "核对",
        "年个人自付和自费医疗费 高于 10,000.00 元（不含）",
        "年个人自付和自费医疗费 高于 12,000.00 元（不含）",
    )
    assert " → " in found.said


def test_an_open_bound_made_closed_is_told() -> None:
    found = _one(("above = 10000\n", "at_least = 10000\n"))
    assert (found.old[-4:], found.new[-3:]) == ("（不含）", "（含）")


def test_header_parameter_step_paper_and_example_are_told_by_their_sides() -> None:
    new = _edited(
        ('issuer = "学校工会"', 'issuer = "示例大学工会"'),
        ("maximum = 5", "maximum = 4"),
        ("due = { month_end = 12,", "due = { month_end = 11,"),
        ('name = "家庭收入证明"\n', 'name = "家庭收入证明"\ncopies = 2\n'),
        ("gross_income_per_head = 4000", "gross_income_per_head = 4100"),
    )
    told = {(d.part, d.name, d.field): (d.old, d.new) for d in differences(OLD, new)}
    assert told[("抬头", "制发单位", "")] == ("学校工会", "示例大学工会")
    assert told[("参数", "困难职工家庭人均月收入的低保倍数", "最大")] == ("5 倍", "4 倍")
    due = told[("步骤", "分级审定", "期限")]
    assert due[0].startswith("12 月底前")
    assert due[1].startswith("11 月底前")
    assert "一式 2 份" in told[("材料", "家庭收入证明", "内容")][1]
    example = ("算例", "收入高，在职，家属患恶性肿瘤：在职患重病职工", "家庭人均月收入")
    assert told[example] == ("4,000.00 元", "4,100.00 元")
    assert len(told) == 5


def test_what_came_and_what_went_is_told_with_its_words() -> None:
    text = '[[papers]]\nname = "户口簿（户号）、市民卡银行卡号"\npassage = "papers"\n'
    gone = _one((text, ""))
    assert (gone.change, gone.part) == (Change.gone, "材料")
    assert gone.said.startswith("删去「户口簿")
    added = _one((text, text + '\n[[papers]]\nname = "住房证明"\ncopies = 3\n'))
    assert added.said == "新增「住房证明」：住房证明 一式 3 份"
    exclusion = (
        '[[exclude]]\nclause = "在职的不能申报"\nkind = "is"\nfact = "applicant_in_service"\nvalue = true\n'
    )
    out = _one(("[[awards]]", f"{exclusion}\n[[awards]]"))
    assert (out.change, out.part, out.new) == (Change.added, "排除情形", "申请人在职：是")


def test_another_order_of_steps_is_told() -> None:
    tell = '[[steps]]\nkind = "tell"\nlabel = "告知结果"\nwho = "基层工会"\nrule = "原文没有写明期限"\n\n'
    pay = '[[papers]]\nname = "家庭收入证明"'
    found = _one((tell, ""), (pay, f"{tell}{pay}"))
    assert (found.name, found.part) == ("先后次序", "步骤")
    assert found.old.endswith("告知结果、走访慰问发放、报送统计表")
    assert found.new.endswith("走访慰问发放、报送统计表、告知结果")


def test_how_it_goes_is_told_in_its_own_words() -> None:
    old = SCHEMES["plan-07"]
    new = parse_scheme(old.text.replace("substitutes = 2\n", "substitutes = 3\n"), "plan-07.toml")
    (found,) = differences(old, new)
    assert (found.part, found.name, found.field) == ("其他办理要求", "名额怎么评定", "内容")
    assert found.old.replace("2", "3") == found.new.replace("2", "3")
    assert found.old != found.new


def test_what_the_words_do_not_tell_is_still_told_as_different() -> None:
    old = SCHEMES["plan-07"]
    (ranking,) = old.conduct.rankings
    other = replace(ranking, source=f"{ranking.source}（另一句）")
    found = differences(old, replace(old, conduct=replace(old.conduct, rankings=(other,))))
    assert [(d.part, d.name, d.field) for d in found] == [("其他办理要求", "名额怎么评定", UNSAID)]
    assert "请对照两个文件" in found[0].new
