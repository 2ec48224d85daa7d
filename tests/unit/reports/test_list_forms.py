"""The lists of the archive on paper, as they are worded."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reports.catalogue import forms
from reports.sheet import as_text
from tests.unit.reports import list_samples as samples

GOLDEN = Path(__file__).parents[2] / "golden" / "sheets"
UPDATE = "BANGFU_UPDATE_GOLDEN"
SUBJECTS: dict[str, tuple[str, object]] = {
    "watch_list": ("watch_list", samples.watch_paper()),
    "yearly_review": ("yearly_review", samples.yearly_paper()),
    "near_relatives": ("near_relatives", samples.kin_paper()),
    "household_list": ("household_list", samples.household_list()),
    "near_relatives_none": ("near_relatives", samples.kin_paper(0)),
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_list_says_what_its_golden_text_says(name: str) -> None:
    form, subject = SUBJECTS[name]
    text = as_text(forms()[form].sheet(subject))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get(UPDATE):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), f"run with {UPDATE}=1 to accept the change"


def test_the_year_is_summed_up_and_what_is_left_is_said() -> None:
    text = as_text(forms()["yearly_review"].sheet(samples.yearly_paper(8)))
    assert "已复审 8 户：继续 2 户　提高 2 户　降低 2 户　停止 2 户　尚未复审 8 户" in text
    done = replace(samples.yearly_paper(8), waiting=0)
    assert "尚未复审" not in as_text(forms()["yearly_review"].sheet(done))


def test_a_file_on_a_list_twice_counts_once() -> None:
    paper = samples.watch_paper()
    twice = replace(
        paper, lines=(*paper.lines, replace(paper.lines[0], because="低保证将于2026年4月1日到期"))
    )
    assert "共 4 户" in as_text(forms()["watch_list"].sheet(twice))
