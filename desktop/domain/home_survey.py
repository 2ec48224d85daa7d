"""A survey at home (入户调查): what makes it hold, and its words."""

from __future__ import annotations

from datetime import date

from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.names import normalise_name
from desktop.domain.step_record import Survey

LEAST = 2
"""So many go together; one alone says why."""


def expect_sound(survey: Survey, today: date, not_before: date | None = None) -> None:
    """Raises OfficeError where nobody went, one went alone without a reason, the day cannot be, or nothing was found."""
    names = [normalise_name(n) for n in survey.surveyors]
    if not names or not all(names):
        raise OfficeError("请填写调查人，入户调查要两人一起去。")
    if len(set(names)) < len(names):
        raise OfficeError("两名调查人填成了同一个人，请改正；只有一人去的，第二人空着并写明原因。")
    if len(names) < LEAST and not survey.alone_because.strip():
        raise OfficeError("入户调查要两人一起去。只有一人去的，请写明原因，表格上要印出来。")
    if survey.day > today:
        raise OfficeError(f"入户日期 {day_words(survey.day)}还没有到，请改正。")
    if not_before is not None and survey.day < not_before:
        raise OfficeError(
            f"入户日期 {day_words(survey.day)}早于收到申请的 {day_words(not_before)}，请核对日期。"
        )
    if not survey.found.strip():
        raise OfficeError("请写明入户看到的情况：住房、成员、收入和支出，和申请说的是否一致。")


def survey_words(survey: Survey) -> str:
    """The visit as it is read aloud: when, who went, who was there, what was found."""
    went = f"{day_words(survey.day)}，{'、'.join(survey.surveyors)} 入户调查"
    place = f"，地点：{survey.place}" if survey.place else ""
    there = f"，{survey.at_home} 在家" if survey.at_home else ""
    alone = f"（一人前往，原因：{survey.alone_because}）" if survey.alone_because else ""
    photos = f"　照片 {len(survey.photos)} 张" if survey.photos else ""
    return f"{went}{alone}{place}{there}。{survey.found.strip()}{photos}"
