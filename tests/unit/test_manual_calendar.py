"""What the chapter on the calendar shows is read as it says."""

from __future__ import annotations

import re
from datetime import date

import pytest

from desktop import app, cli
from desktop.domain.holiday_notice import read_notice
from desktop.ui.dialogs.holiday_notice import ASIDE, READ, SETTLED, WAITS

CHAPTER = (app.places().resources / "manual" / "calendar.md").read_text("utf-8")
NOTICE, LINES = re.findall(r"```text\n(.*?)```", CHAPTER, re.DOTALL)


def test_the_notice_of_the_chapter_is_read_whole() -> None:
    read = read_notice(NOTICE)
    assert (read.year, read.waiting) == (2027, ())
    made = read.year_list()
    assert len(made.rest) == 10
    assert list(made.work) == [date(2027, 1, 31), date(2027, 2, 14)]


def test_the_lines_of_the_chapter_are_read_whole() -> None:
    read = read_notice(LINES, 2027)
    assert read.waiting == ()
    assert read.year_list().work == {date(2027, 4, 25): "劳动节调休"}


@pytest.mark.parametrize("word", [ASIDE, READ, SETTLED, WAITS])
def test_every_word_of_the_result_is_explained(word: str) -> None:
    assert f"| {word} |" in CHAPTER


@pytest.mark.parametrize("command", re.findall(r"^bangfu (.+?)(?:\s+#.*)?$", CHAPTER, re.MULTILINE))
def test_the_commands_of_the_chapter_are_known(command: str) -> None:
    chosen = cli.parser().parse_args(command.split())
    assert chosen.file.name == "日程.ics"
