"""How help that goes on begins, changes, fades and ends (待遇起止): each change from a day, with its reason.

Help by the month is given for whole months: what is decided in a month takes effect on the first day of the next one unless
another day is said, and the last month is given in full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.domain.application import Application, StepKind
from desktop.domain.approvable import Approvable
from desktop.domain.benefit import Benefit, BenefitChange, BenefitState, Change
from desktop.domain.conditions import judge
from desktop.domain.days import day_words
from desktop.domain.due import month_end
from desktop.domain.errors import OfficeError
from desktop.domain.every import EVERY_MONTHS, EVERY_WORDS
from desktop.domain.money import figures
from desktop.domain.months import Month
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import Fading, Review
from desktop.domain.scheme_parts import StepPlan
from desktop.domain.verdict import Outcome, Verdict

OF_COURSE = "原文没有写从哪个月起发，暂按决定的次月，请按当地规程核对"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What a new check of somebody who gets help suggests, to be read aloud; a person decides."""

    change: Change
    because: str
    amount: Decimal | None = None
    """The new amount in yuan, where it changes."""
    months: tuple[int, int] = (0, 0)
    """For fading: from so many months to so many."""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What was decided of somebody's help, when, by whom and why."""

    change: Change
    decided_on: date
    because: str
    by: str
    from_day: date | None = None
    """The first day of the next month where none is said."""
    amount: Decimal | None = None
    fading_months: int = 0
    assessment_id: int | None = None
    application_id: int | None = None


def first_of_next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def begun(case: Application, left: Approvable) -> Benefit | None:
    """The benefit an approval begins; None where the plan gives its help once.

    It goes on where the plan says from which month to which, looks at it again from time to time, or pays from a month on.
    """
    verdict, scheme = left.verdict, left.scheme
    goes_on = verdict.monthly is not None or scheme.reviews or _pays_from_month(scheme) is not None
    if not goes_on or case.decided_on is None or case.id is None:
        return None
    starts_on, because = _start(case.decided_on, verdict, scheme)
    last = verdict.monthly.last if verdict.monthly is not None else None
    review = _review(left)
    first = BenefitChange(
        change=Change.begun,
        day=starts_on,
        decided_on=case.decided_on,
        because=f"申请 {case.number} 批准",
        after=case.approved_amount,
        by=case.decided_by,
        assessment_id=case.assessment_id,
    )
    return Benefit(
        application_id=case.id,
        household_id=case.household_id,
        scheme_id=case.scheme_id,
        scheme_title=case.scheme_title,
        receiver=case.applicant,
        starts_on=starts_on,
        starts_because=because,
        amount=case.approved_amount,
        per="month" if case.approved_amount and _by_month(verdict, scheme) else "",
        group=verdict.group,
        group_label=verdict.group_label,
        review_every=review.every if review else None,
        review_label=review.label if review else "",
        next_review=months_on(starts_on, EVERY_MONTHS[review.every]) if review else None,
        ends_on=month_end(last.year, last.number) if last is not None else None,
        changes=(first,),
    )


def advised(benefit: Benefit, left: Approvable) -> Advice:
    """What a check made now suggests: more, less, the same, fading, or an end."""
    verdict = left.verdict
    if verdict.outcome is Outcome.incomplete:
        wanted = "、".join(m.label for m in verdict.missing)
        raise OfficeError(f"还缺材料：{wanted}。请补齐后重新核对，再复核待遇。")
    if verdict.outcome is Outcome.eligible:
        return _advised_amount(benefit, verdict)
    fading = fading_of(left)
    if fading is not None and benefit.state is BenefitState.running:
        span = (
            f"{fading.months}" if fading.months == fading.at_most else f"{fading.months} 至 {fading.at_most}"
        )
        return Advice(
            change=Change.fading,
            because=f"{verdict.summary}按方案「{fading.label}」，可以再享受 {span} 个月。",
            months=(fading.months, fading.at_most),
        )
    return Advice(change=Change.ended, because=verdict.summary)


def fading_of(left: Approvable) -> Fading | None:
    """How the plan lets it fade, where it does in this case."""
    fading = left.scheme.fading
    if fading is None:
        return None
    holds = True if fading.when is None else judge(fading.when, left.case).holds
    return fading if holds else None


def changed(benefit: Benefit, decided: Decided) -> Benefit:
    """The benefit after a decision. Raises OfficeError for what cannot be: an end before its start, a rise that is none."""
    if benefit.state is BenefitState.ended:
        on = f"于{day_words(benefit.ends_on)}" if benefit.ends_on else ""
        raise OfficeError(f"{benefit.receiver} 的待遇已{on}终止，不能再改。")
    if not decided.because.strip():
        raise OfficeError("请写明理由，告知书上要印出来。")
    day = decided.from_day or first_of_next_month(decided.decided_on)
    if day < benefit.starts_on:
        raise OfficeError(f"执行日期不能早于起发日期{day_words(benefit.starts_on)}。请改正日期。")
    after = _after(benefit, decided)
    entry = BenefitChange(
        change=decided.change,
        day=day,
        decided_on=decided.decided_on,
        because=decided.because.strip(),
        before=benefit.amount,
        after=after,
        by=decided.by.strip(),
        assessment_id=decided.assessment_id,
        application_id=decided.application_id,
    )
    made = replace(benefit, amount=after, changes=(*benefit.changes, entry))
    if decided.assessment_id is not None and benefit.review_every is not None:
        made = replace(made, next_review=months_on(decided.decided_on, EVERY_MONTHS[benefit.review_every]))
    match decided.change:
        case Change.fading:
            if decided.fading_months < 1:
                raise OfficeError("请填写渐退几个月。")
            until = months_on(day, decided.fading_months) - timedelta(days=1)
            return replace(made, state=BenefitState.fading, fading_until=until, ends_on=until)
        case Change.ended:
            return replace(
                made,
                state=BenefitState.ended,
                ends_on=day - timedelta(days=1),
                ended_because=decided.because.strip(),
                next_review=None,
                fading_until=None,
                amount=benefit.amount,
            )
        case Change.resumed:
            if benefit.state is not BenefitState.fading:
                raise OfficeError("只有渐退中的待遇可以恢复。")
            return replace(made, state=BenefitState.running, fading_until=None, ends_on=None)
        case _:
            return made


def moved(benefit: Benefit, starts_on: date, because: str) -> Benefit:
    """The benefit with another first day; its first review moves with it."""
    review = months_on(starts_on, EVERY_MONTHS[benefit.review_every]) if benefit.review_every else None
    if benefit.ends_on is not None and benefit.ends_on < starts_on:
        raise OfficeError(f"起发日期不能晚于止发日期{day_words(benefit.ends_on)}。请改正日期。")
    return replace(benefit, starts_on=starts_on, starts_because=because.strip(), next_review=review)


def day_after(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)


def due_words(benefit: Benefit, today: date) -> str:
    """What is to be done about it next, and when."""
    if benefit.state is BenefitState.ended:
        return (
            f"已于 {day_words(benefit.ends_on)}终止：{benefit.ended_because}" if benefit.ends_on else "已终止"
        )
    if benefit.state is BenefitState.fading and benefit.fading_until is not None:
        left = (benefit.fading_until - today).days
        said = f"渐退至 {day_words(benefit.fading_until)}"
        return f"{said}，已到期，请办理终止" if left < 0 else f"{said}，还有 {left} 天"
    if benefit.next_review is None:
        return "原文没有写多久复核一次"
    every = EVERY_WORDS[benefit.review_every] if benefit.review_every else ""
    late = (today - benefit.next_review).days
    said = f"下次复核 {day_words(benefit.next_review)}（{every}）"
    return f"{said}，已超过 {late} 天" if late > 0 else said


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month (民法典 202)."""
    month = Month.of(day).plus(months)
    end = month_end(month.year, month.number)
    return end.replace(day=min(day.day, end.day))


def _by_month(verdict: Verdict, scheme: Scheme) -> bool:
    """Whether the amount is one month's: so it is where months are reckoned, or the plan pays it out by the month."""
    pays = (p for p in scheme.steps if p.kind is StepKind.pay)
    return (
        verdict.monthly is not None
        or any("按月" in p.label or "每月" in p.label for p in pays)
        or (_pays_from_month(scheme) is not None)
    )


def _pays_from_month(scheme: Scheme) -> StepPlan | None:
    """The step of payment that begins with a month."""
    return next(
        (p for p in scheme.steps if p.kind is StepKind.pay and p.due and p.due.kind == "month_after"), None
    )


def _start(decided_on: date, verdict: Verdict, scheme: Scheme) -> tuple[date, str]:
    if verdict.monthly is not None and verdict.monthly.first is not None:
        first = verdict.monthly.first
        return date(first.year, first.number, 1), verdict.monthly.because
    pay = _pays_from_month(scheme)
    if pay is not None and pay.due is not None:
        month = Month.of(decided_on).plus(pay.due.count)
        said = f"从确认之日的{'次月' if pay.due.count == 1 else f'第 {pay.due.count} 个月'}起"
        return date(month.year, month.number, 1), "；".join(x for x in (said, pay.source) if x)
    return first_of_next_month(decided_on), OF_COURSE


def _review(left: Approvable) -> Review | None:
    """The review that holds for this case; where several do, the most frequent."""
    holding = [r for r in left.scheme.reviews if r.when is None or judge(r.when, left.case).holds]
    return min(holding, key=lambda r: EVERY_MONTHS[r.every], default=None)


def _advised_amount(benefit: Benefit, verdict: Verdict) -> Advice:
    had, now = benefit.amount, verdict.amount
    if benefit.state is BenefitState.fading:
        return Advice(change=Change.resumed, because=f"{verdict.summary}重新符合条件，可以恢复。", amount=now)
    if now is None or had is None or now == had:
        return Advice(change=Change.kept, because=verdict.summary, amount=had)
    change = Change.raised if now > had else Change.lowered
    more = "多" if now > had else "少"
    words = f"{verdict.summary}按现在的情况每月 {figures(now)} 元，比原来的 {figures(had)} 元{more} {figures(abs(now - had))} 元。"
    return Advice(change=change, because=words, amount=now)


def _after(benefit: Benefit, decided: Decided) -> Decimal | None:
    had, now = benefit.amount, decided.amount
    if decided.change is Change.raised and (now is None or (had is not None and now <= had)):
        raise OfficeError(f"增发后的金额要多于原来的 {figures(had or Decimal(0))} 元。请改正金额。")
    if decided.change is Change.lowered and (now is None or had is None or not 0 < now < had):
        raise OfficeError(f"减发后的金额要少于原来的 {figures(had or Decimal(0))} 元；不再发的请选「终止」。")
    if decided.change in (Change.raised, Change.lowered):
        return now
    return now if decided.change is Change.resumed and now is not None else had
