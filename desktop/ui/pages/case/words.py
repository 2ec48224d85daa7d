"""What an open case is told in (申请详情的说法): where it stands, what was decided, who is to do what by when."""

from __future__ import annotations

from desktop.domain.application import Application, State, Step, StepKind
from desktop.domain.case_state import state_word
from desktop.domain.days import day_words
from desktop.domain.step_rules import StepRules
from desktop.domain.verdict import Outcome
from desktop.ui.case_words import award_told
from desktop.ui.pages.case.seen import Seen

UNSET = "数额由审批人确定"


def step_told(case: Application, step: Step) -> str:
    """Whose case it is, and by when and by whom the step is to be done."""
    parts = (
        f"{case.applicant}　{case.number}",
        f"{day_words(step.due)}前" if step.due else "",
        step.who and f"由 {step.who} 办理",
    )
    return "　".join(x for x in parts if x)


def signatures_told(rules: StepRules, step: Step) -> str:
    """Who signed already and how many are left, at a step that several sign."""
    if rules.signatures <= 1:
        return ""
    signed = step.record.signatures
    left = rules.signatures - len(signed)
    had = "、".join(f"{s.name}（{s.on.month}月{s.on.day}日）" for s in signed)
    done = f"已签字：{had}；" if had else ""
    return f"须 {rules.signatures} 个不同的人分别签字。{done}还须 {left} 人。"


def last_line(case: Application) -> str:
    """What was said last at the step that waits."""
    step = case.current
    return step.opinion.splitlines()[-1] if step is not None and step.opinion else ""


def state_told(seen: Seen) -> str:
    """Where the case stands, in a sentence or two."""
    case, step = seen.case, seen.case.current
    said = state_word(case)
    match case.state:
        case State.returned:
            return f"{said}。{last_line(case)}"
        case State.approved if case.ends_benefit is not None:
            return f"已决定终止待遇　{decided(case)}{'' if step is not None else '　全部步骤已办完。'}"
        case State.approved:
            rest = "" if step is not None else "　全部步骤已办完。"
            return f"{said}{_given(seen, '：')}　{decided(case)}{rest}"
        case State.refused:
            return f"{said}。{decided(case)}\n{case.decision_reason}"
        case State.withdrawn:
            last = [s.opinion.splitlines()[-1] for s in case.steps if s.opinion and s.done_on is None]
            return f"{said}。{last[0] if last else ''}"
        case State.open:
            if not seen.eligible:
                return f"{said}。{_not_eligible(seen)}"
            if case.ends_benefit is not None:
                return f"{said}。核对结论为「符合」：符合终止待遇的条件。"
            return f"{said}。核对结论为「符合」，{_proposed_words(seen)}。"


def _not_eligible(seen: Seen) -> str:
    """Why it cannot be approved as it stands, and what is to be done."""
    verdict = seen.kept.verdict
    if verdict.outcome is Outcome.incomplete:
        wanted = "、".join(m.label for m in verdict.missing)
        return f"核对时还不知道：{wanted}。知道以后在「更多办理」里「重新核对」，才能批准。"
    if seen.by_resolution:
        return "核对结论为「不符合」：封顶已经用完。确需批准的，须「一事一议」；否则按「不予批准」办理。"
    if seen.at is StepKind.accept:
        return (
            "核对结论为「不符合」，不能批准。不归本单位受理的按「不予受理」办理，受理了的按「不予批准」办理。"
        )
    return f"核对结论为「不符合」，不能批准，请按「{refusal(seen.case)}」办理。"


def monthly(seen: Seen) -> bool:
    """Whether the sum is one for every month."""
    return seen.kept.verdict.monthly is not None


def _given(seen: Seen, joint: str) -> str:
    """What was approved; nothing where the decision gives nobody anything, as when somebody is taken on."""
    amount, goods = seen.case.approved_amount, seen.case.approved_goods
    return f"{joint}{award_told(amount, goods, monthly(seen))}" if amount or goods else ""


def refusal(case: Application) -> str:
    """What deciding against it is called: help that runs on is 不予终止, all else 不予批准."""
    return "不予批准" if case.ends_benefit is None else "不予终止"


def proposed(seen: Seen) -> str:
    """What the check came to."""
    case = seen.case
    known = case.proposed is not None or bool(case.goods)
    return award_told(case.proposed, case.goods, monthly(seen)) if known else UNSET


def _proposed_words(seen: Seen) -> str:
    told = proposed(seen)
    return told if told == UNSET else f"核定：{told}"


def decided(case: Application) -> str:
    """When it was decided, and by whom."""
    day = day_words(case.decided_on) if case.decided_on else ""
    return "　".join(x for x in (day, case.decided_by) if x)


def notice_told(case: Application) -> str:
    """Its public notice: from when to when, where, and what came of it."""
    notice = case.notice
    if notice is None:
        return ""
    until = f"{notice.number}：{day_words(notice.posted_on)}张贴，公示到 {day_words(notice.until)}止"
    place = f"，{notice.place}" if notice.place else ""
    ended = f"；{day_words(notice.closed_on)}结束，{notice.objections}" if notice.closed_on else ""
    return until + place + ended


def decision_told(seen: Seen) -> str:
    """What was decided, when and by whom; nothing while it is open."""
    case = seen.case
    if case.state is State.approved and case.ends_benefit is not None:
        return f"终止待遇　{decided(case)}"
    if case.state is State.approved:
        return f"批准{_given(seen, ' ')}　{decided(case)}"
    return f"{state_word(case)}　{decided(case)}" if case.state is State.refused else ""
