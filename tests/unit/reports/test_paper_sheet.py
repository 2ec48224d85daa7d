"""Text on its way to paper: one door, and what does not pass it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.sheet import Cell, Row, Section, Sheet, as_text, clean


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("张三\u202e四", "张三四"),
        ("a\x00b\x1fc\x7fd\x9fe", "abcde"),
        ("零\u200b宽\ufeff字\u2060符", "零宽字符"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("表\t格", "表 格"),
        ("半\ud800个", "半个"),
        ("标\U000e0041签", "标签"),
        ("𬱖㛃𠅤𰻞䶮龘·阿", "𬱖㛃𠅤𰻞䶮龘·阿"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_controls_and_bidi_marks_are_dropped_and_the_rest_is_kept(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


def test_a_sheet_as_text_shows_cells_feet_amounts_and_sides() -> None:
    section = Section(
        columns=(50, 50),
        side="申请人",
        rows=(Row(cells=("姓名", Cell(text="张\n三", foot="签字"))), Row(cells=(Decimal("1234.5"), ""))),
    )
    text = as_text(Sheet(title="表", left="左", right="右", sections=(section,), notes=("注",)))
    assert text.splitlines() == [
        "# 表",
        "左 >> 右",
        "",
        "[申请人]",
        "| 姓名 | 张 / 三 ⟨签字⟩ |",
        "| 1,234.50 |  |",
        "",
        "| 注 |",
    ]
