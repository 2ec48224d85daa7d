"""A survey at home: two go, or one says why; the day can be; something was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import OfficeError
from desktop.domain.home_survey import expect_sound, survey_words
from desktop.domain.step_record import Survey

TODAY = date(2026, 3, 6)
SOUND = Survey(surveyors=("林晓舟", "高示范"), day=date(2026, 3, 4), at_home="陈练习", found="住房一间，属实")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"surveyors": ()}, "要两人一起去"),
        ({"surveyors": ("林晓舟", " ")}, "要两人一起去"),
        ({"surveyors": ("林晓舟",)}, "只有一人去的，请写明原因"),
        ({"surveyors": ("林晓舟", "林 晓舟")}, "同一个人"),
        ({"day": date(2026, 3, 7)}, "还没有到"),
        ({"day": date(2026, 3, 1)}, "早于收到申请的 2026年3月2日"),
        ({"found": "  "}, "看到的情况"),
    ],
)
def test_what_does_not_hold_is_refused(wrong: dict[str, object], said: str) -> None:
    expect_sound(SOUND, TODAY, date(2026, 3, 2))
    with pytest.raises(OfficeError, match=said):
        expect_sound(replace(SOUND, **wrong), TODAY, date(2026, 3, 2))  # type: ignore[arg-type]


def test_one_alone_says_why_and_it_is_read_aloud() -> None:
    alone = replace(SOUND, surveyors=("林晓舟",), alone_because="大雪封路，另一人未能到达", photos=(1, 2))
    expect_sound(alone, TODAY)
    assert survey_words(alone) == (
        "2026年3月4日，林晓舟 入户调查（一人前往，原因：大雪封路，另一人未能到达），陈练习 在家。住房一间，属实　照片 2 张"
    )
