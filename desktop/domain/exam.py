"""Examinations of a selection (考试：笔试、面试): who sat it with which score, who missed it, and whom the plan does not examine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.application import Step
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.step_record import Exam
from desktop.domain.step_rules import Exempt, StepRules
from desktop.domain.verdict import Verdict

PLACES = 2
"""So many decimals a score has at most."""


def expect_sound(exam: Exam, rules: StepRules, today: date, not_before: date | None = None) -> None:
    """Raises OfficeError where the day cannot be, or the score is missing, too fine or beyond full marks."""
    if exam.day > today:
        raise OfficeError(f"考试日期{day_words(exam.day)}还没有到，请改正。")
    if not_before is not None and exam.day < not_before:
        raise OfficeError(f"考试日期{day_words(exam.day)}早于报名的{day_words(not_before)}，请核对日期。")
    if not exam.present:
        if exam.score is not None:
            raise OfficeError("缺考的没有成绩。请去掉成绩，或改为「参加」。")
        return
    score = exam.score
    if score is None:
        raise OfficeError("请填写成绩；没有参加的选「缺考」。")
    exponent = score.as_tuple().exponent
    if not score.is_finite() or (isinstance(exponent, int) and -exponent > PLACES):
        raise OfficeError(f"成绩 {score} 最多写两位小数，请改正。")
    if not 0 <= score <= rules.full_marks:
        raise OfficeError(f"成绩 {plain(score)} 分不在 0 到满分 {plain(rules.full_marks)} 分之间，请改正。")


def exam_words(exam: Exam) -> str:
    """The examination as it is read aloud: when, where, the score or that it was missed."""
    sat = (
        f"参加，成绩 {plain(exam.score)} 分（满分 {plain(exam.full_marks)} 分）"
        if exam.present and exam.score is not None
        else "缺考"
    )
    said = "，".join(x for x in (day_words(exam.day), exam.place, sat) if x)
    return f"{said}。{exam.remark.strip()}"


def missed_words(step: Step) -> str:
    """Why somebody who missed the examination that waits does not go on, as the applicant is told; nothing otherwise."""
    exam = step.record.exam
    if exam is None or exam.present:
        return ""
    return f"{day_words(exam.day)}的「{step.label}」缺考，没有成绩，不能进入下一环节。"


def what_to_do(label: str, rules: StepRules) -> str:
    """What an officer can do about a case whose examination was missed."""
    ways = ["按「不予批准」办理，理由已经带出", "登记错了或者另行补考的，重新登记"]
    if rules.optional:
        ways.append("方案写明可以视情不办的，写明原因不办这一步")
    return f"「{label}」登记为缺考，不能办下一步。可以{'；'.join(ways)}。"


def exempt_by(rules: StepRules, verdict: Verdict) -> Exempt | None:
    """The plan's exemption, where it fits everybody the verdict still leaves the applicant to be; None otherwise."""
    possible = verdict.possible_groups
    if rules.exempt is None or not possible or not possible <= frozenset(rules.exempt.groups):
        return None
    return rules.exempt


def plain(score: Decimal) -> str:
    """A score without idle zeros."""
    return f"{score.normalize():f}"
