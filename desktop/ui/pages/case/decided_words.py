"""How a case was decided, and what was given before that, in words (审批机关、一事一议、先行救助)."""

from __future__ import annotations

from datetime import date

from desktop.domain.application import Application, State
from desktop.domain.days import day_words
from desktop.ui.case_words import award_told, due_words


def level_told(case: Application) -> str:
    """At which level it was decided, under which number; nothing where the plan knows no levels."""
    if not case.decided_at:
        return ""
    return f"{case.decided_at}，批复 {case.reference}" if case.reference else case.decided_at


def override_told(case: Application) -> str:
    """The resolution case by case; nothing where there was none."""
    made = case.override
    if made is None:
        return ""
    return f"{made.because}。签字人：{'、'.join(made.signed_by)}；纪要 {made.meeting}"


def first_aid_owed(case: Application, today: date) -> str:
    """By when the steps are made up for after help at once; nothing where none was given, or it is decided."""
    aid = case.first_aid
    if aid is None or case.state not in (State.open, State.returned):
        return ""
    due = due_words(aid.papers_by, today)
    return f"已先行救助 {award_told(aid.amount, aid.goods)}，{day_words(aid.papers_by)}前补办手续，{due}。"


def first_aid_told(case: Application, today: date) -> str:
    """What was given at once, and by when its papers are made up for; said aloud where that day is past."""
    aid = case.first_aid
    if aid is None:
        return ""
    told = f"{day_words(aid.on)} {aid.by} 决定先行救助 {award_told(aid.amount, aid.goods)}：{aid.because}"
    until = f"；{day_words(aid.papers_by)}前补办手续"
    late = case.state in (State.open, State.returned) and today > aid.papers_by
    return f"{told}{until}{f'，已逾期 {(today - aid.papers_by).days} 天' if late else ''}"
