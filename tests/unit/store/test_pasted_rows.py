"""Rows pasted from a chat: cut at what nearly every line holds, or where each line has marks of its own, at any."""

from __future__ import annotations

import pytest

from desktop.domain.errors import OfficeError
from desktop.store.pasted_rows import rows_of


@pytest.mark.parametrize(
    "text",
    [
        "姓名\t电话\n张练习\t13900001111\n李练习\t13900002222",
        "姓名,电话\n张练习,13900001111\n李练习,13900002222",
        "姓名、电话\n张练习、13900001111\n李练习、13900002222",
        "姓名 电话\n张练习 13900001111\n李练习 13900002222",
        "姓名、电话\n张练习，13900001111\n李练习；13900002222",
        "姓名，电话\r\n\r\n张练习, 13900001111\r\n李练习 | 13900002222\r\n",
    ],
)
def test_lines_are_cut_into_the_same_cells(text: str) -> None:
    assert rows_of(text) == [["姓名", "电话"], ["张练习", "13900001111"], ["李练习", "13900002222"]]


def test_one_mark_that_every_line_holds_leaves_the_others_in_their_cells() -> None:
    assert rows_of("张练习,和平路、人民路口\n李练习,建设路") == [
        ["张练习", "和平路、人民路口"],
        ["李练习", "建设路"],
    ]


def test_nothing_to_cut_is_said() -> None:
    with pytest.raises(OfficeError, match="剪贴板里没有文字"):
        rows_of(" \n")
