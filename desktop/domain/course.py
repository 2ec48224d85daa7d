"""The course of a case (办理流转): what may follow what. Each function gives the case after one thing happened, or refuses.

No step is passed over but those the plan itself leaves to discretion; what was done stays in `events`, also when it is done
again. Due days run from what was really done, and stand still while papers are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.domain import procedure
from desktop.domain.application import (
    Application,
    FirstAid,
    Notice,
    Override,
    Pause,
    State,
    Step,
    StepKind,
)
from desktop.domain.calendar import WorkCalendar
from desktop.domain.case_event import CaseEvent, Happened, late_words
from desktop.domain.days import day_words
from desktop.domain.due import Stop
from desktop.domain.errors import OfficeError
from desktop.domain.exam import exam_words, what_to_do
from desktop.domain.filing import begun_words
from desktop.domain.money import figures
from desktop.domain.names import normalise_name
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import StepPlan
from desktop.domain.step_record import Exam, Signature, StepRecord, Vote
from desktop.domain.step_rules import StepRules
from desktop.domain.verdict import Goods

OWN_WAY = (StepKind.notice, StepKind.decide, StepKind.pay)
"""Steps that are not simply ticked off."""


class OutOfTurnError(OfficeError):
    """A step was tried that is not the one that waits."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a course goes by: the edition the case was checked under, the working days, and the office's own figures."""

    scheme: Scheme
    calendar: WorkCalendar
    notice_days: int
    parameters: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])

    def plan_of(self, step: Step) -> StepPlan | None:
        """What the scheme says of a step."""
        if 1 <= step.position <= len(self.scheme.steps):
            return self.scheme.steps[step.position - 1]
        return None

    def rules_of(self, step: Step) -> StepRules:
        """What the scheme asks of a step besides its due day."""
        plan = self.plan_of(step)
        return StepRules() if plan is None else plan.rules


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who did something and when: `by` stands on the paper, `recorded_by` was signed in."""

    on: date
    by: str
    recorded_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What is approved, in yuan or in goods, and by which level."""

    amount: Decimal | None = None
    goods: tuple[Goods, ...] = ()
    opinion: str = ""
    alone_because: str = ""
    decided_at: str = ""
    reference: str = ""
    override: Override | None = None


def begun(case: Application, ground: Ground, hand: Hand) -> Application:
    """The case with its steps and their due days."""
    steps = procedure.steps(
        ground.scheme,
        case.applied_on,
        ground.calendar,
        ground.notice_days,
        parameters=ground.parameters,
    )
    return _told(replace(case, steps=steps), Happened.applied, hand, begun_words(case))


def noted(case: Application, kind: Happened, hand: Hand, words: str) -> Application:
    """The case with something in its history that changes nothing else."""
    return _told(case, kind, hand, words, case.current)


def redated(case: Application, hand: Hand, words: str) -> Application:
    """The case whose due days were reckoned by other holidays, with what moved; it is about no single step."""
    return _told(case, Happened.redated, hand, words)


def declined(case: Application, hand: Hand, reason: str) -> Application:
    """Not taken (不予受理), with reasons the applicant can be told; the step of acceptance stays undone.

    Only while nothing was done with it yet, and nobody was helped at once.
    """
    step = waiting(case)
    if case.first_aid is not None:
        raise OutOfTurnError("已经先行救助，不能不予受理。请补办手续，办到决定为止。")
    if step.kind is not StepKind.accept or any(s.done_on is not None for s in case.steps):
        raise OutOfTurnError("这份申请已经受理，不能再不予受理。不符合条件的请按「不予批准」办理。")
    if not reason.strip():
        raise OfficeError("不予受理必须写明理由，通知书上要印出来。")
    if not hand.by.strip():
        raise OfficeError("请填写经办人姓名。")
    said = f"{day_words(hand.on)}不予受理（{hand.by.strip()}）：{reason.strip()}"
    case = _with_step(case, replace(step, opinion=_joined(step, said)))
    case = _told(case, Happened.not_accepted, hand, reason.strip(), step)
    return replace(
        case,
        state=State.refused,
        decision_reason=reason.strip(),
        decided_on=hand.on,
        decided_by=hand.by.strip(),
    )


def done(
    case: Application, ground: Ground, hand: Hand, opinion: str = "", record: StepRecord | None = None
) -> Application:
    """The step that waits is done; where several must sign it, it is done with the last signature.

    Raises OutOfTurnError for a notice, a decision and a payment, which have ways of their own.
    """
    step = waiting(case)
    if step.kind in OWN_WAY:
        raise OutOfTurnError(f"现在该办的是「{step.label}」，请用它自己的按钮办理。")
    # what was recorded at the step goes on; the signatures of those who signed before stay with it
    kept = step.record if record is None else replace(record, signatures=step.record.signatures)
    if kept.vote is not None and not kept.vote.passed:
        raise OutOfTurnError(
            f"「{step.label}」评议没有通过，不能完成。可以另行评议，或退回补正，或按「不予批准」办理。"
        )
    if step.kind is StepKind.exam:
        expect_sat(ground, step, kept.exam)
    return _finished(case, ground, hand, step, opinion, kept)


def missed(case: Application, ground: Ground, hand: Hand, exam: Exam, words: str) -> Application:
    """An examination was missed: that is kept, and its step waits on."""
    step = expect(case, StepKind.exam)
    said = "；".join(x for x in (exam_words(exam).rstrip("。"), words.strip()) if x)
    kept = replace(
        step,
        record=replace(step.record, exam=exam),
        opinion=_joined(step, f"{day_words(hand.on)} {said}"),
    )
    return _told(_with_step(case, kept), Happened.missed, hand, said, step)


def voted_down(case: Application, hand: Hand, vote: Vote, words: str) -> Application:
    """An appraisal did not pass: the vote is kept, and its step waits on."""
    step = expect(case, StepKind.appraisal)
    said = f"{day_words(hand.on)} {words.strip()}"
    kept = replace(step, record=replace(step.record, vote=vote), opinion=_joined(step, said))
    return _told(_with_step(case, kept), Happened.voted_down, hand, words.strip(), step)


def skipped(case: Application, ground: Ground, hand: Hand, because: str, exempt: bool = False) -> Application:
    """A step is left out, with the reason: the plan leaves it to discretion, or does not ask it of this kind of people.

    Whether the plan's exemption fits is for the caller to say. Raises OutOfTurnError for any other step.
    """
    step = waiting(case)
    rules = ground.rules_of(step)
    exempt = exempt and rules.exempt is not None
    if not rules.optional and not exempt:
        raise OutOfTurnError(f"方案没有写「{step.label}」可以视情不办，不能跳过。")
    if not because.strip():
        raise OfficeError(f"不办「{step.label}」请写明原因，审批表上要印出来。")
    record = replace(step.record, skipped_because=because.strip(), exempt=exempt)
    happened = Happened.exempted if exempt else Happened.skipped
    return _ticked(case, ground, hand, step, f"未办：{because.strip()}", record, happened)


def returned(
    case: Application, ground: Ground, hand: Hand, reason: str, back_to: int | None = None
) -> Application:
    """Sent back for rework, to this step or an earlier one, which is then done again; not a refusal."""
    if not reason.strip():
        raise OfficeError("退回时请写明要补正什么，申请人和经办人要照着补。")
    step = waiting(case)
    if case.state is State.approved:
        raise OutOfTurnError("这份申请已经批准，不能再退回补正。")
    target = step.position if back_to is None else back_to
    if not 1 <= target <= step.position:
        raise OutOfTurnError(f"只能退回到「{step.label}」或它以前的步骤。")
    said = f"{day_words(hand.on)} {hand.by} 退回补正：{reason.strip()}"
    case = _again(case, target, said, step.position)
    if target < step.position and (hung := case.step(StepKind.notice)) and hung.position >= target:
        case = replace(case, notice=None)
    goal = next(s for s in case.steps if s.position == target)
    to = "" if target == step.position else f"，退到「{goal.label}」"
    case = _told(replace(case, state=State.returned), Happened.returned, hand, f"{reason.strip()}{to}", step)
    return reckoned(case, ground)


def resubmitted(case: Application, ground: Ground, hand: Hand, note: str) -> Application:
    """A returned case is taken up again at the step it was returned to."""
    step = case.current
    if case.state is not State.returned or step is None:
        raise OutOfTurnError("这份申请没有被退回，不需要重新提交。")
    words = note.strip() or "已补齐"
    said = f"{day_words(hand.on)} {hand.by} 补正后重新提交：{words}"
    case = _with_step(case, replace(step, opinion=_joined(step, said)))
    return reckoned(_told(replace(case, state=State.open), Happened.resubmitted, hand, words, step), ground)


def paused(case: Application, hand: Hand, because: str) -> Application:
    """The clock stands still from that day, because something was asked for."""
    step = waiting(case)
    if case.state is State.approved:
        raise OutOfTurnError("这份申请已经批准，不再等材料。")
    pause = Pause(since=hand.on, because=because.strip())
    case = replace(case, pauses=(*case.pauses, pause))
    return _told(case, Happened.lacking_told, hand, because.strip(), step)


def resumed(case: Application, ground: Ground, hand: Hand, words: str) -> Application:
    """What was asked for came: the clock goes on, and due days are put off by the time it stood."""
    pause = case.paused
    if pause is None or case.state is not State.open:
        raise OutOfTurnError("这份申请没有停表，不需要恢复。")
    if hand.on < pause.since:
        raise OfficeError(f"补齐日期不能早于告知日期{day_words(pause.since)}。请改正日期。")
    pauses = (*(p for p in case.pauses if p is not pause), replace(pause, until=hand.on))
    case = _told(replace(case, pauses=pauses), Happened.supplied, hand, words, case.current)
    return reckoned(case, ground)


def posted(case: Application, ground: Ground, hand: Hand, notice: Notice) -> Application:
    """It hangs on a public notice, and what follows runs from its end.

    Raises OutOfTurnError where that is not the step that waits, or it hangs already.
    """
    step = expect_unposted(case)
    words = f"公示 {notice.number}，{day_words(notice.posted_on)}至{day_words(notice.until)}"
    return reckoned(_told(replace(case, notice=notice), Happened.posted, hand, words, step), ground)


def notice_over(case: Application, ground: Ground, hand: Hand, words: str) -> Application:
    """The notice was taken down without an objection that holds: its step is done."""
    step = expect(case, StepKind.notice)
    notice = case.notice
    if notice is None:
        raise OutOfTurnError(f"{case.applicant} 的申请还没有公示。")
    if hand.on <= notice.until:
        raise OutOfTurnError(f"公示 {notice.number} 要挂到{day_words(notice.until)}，还不能结束。")
    return _ticked(case, ground, hand, step, words, step.record, Happened.taken_down)


def objected(
    case: Application, ground: Ground, hand: Hand, words: str, raised: date | None = None
) -> Application:
    """An objection holds: back to the step the plan names, and a new notice after it.

    Where the plan names none, back to the first survey or review. The plan's time runs from the day it was raised; from
    today where none is said.
    """
    step = expect(case, StepKind.notice)
    plan = ground.plan_of(step)
    rule = None if plan is None else plan.rules.objection
    ids = [p.id for p in ground.scheme.steps]
    back = next(
        (s.position for s in case.steps if s.kind in (StepKind.survey, StepKind.review)),
        case.steps[0].position,
    )
    if rule is not None:
        back = ids.index(rule.back_to) + 1
    target = min(back, step.position)
    goal = next(s for s in case.steps if s.position == target)
    then = "再次公示"
    if rule is not None and not rule.again and target < step.position:
        then = "不再公示"
        case = _ticked(case, ground, hand, step, words, step.record, Happened.objected)
        case = _again(case, target, words, step.position - 1)
    else:
        case = replace(_again(case, target, words, step.position), notice=None)
    if rule is not None and plan is not None:
        case = replace(case, reopened_at=plan.id, reopened_on=raised or hand.on)
    case = _told(case, Happened.reopened, hand, f"{words}。退到「{goal.label}」重新办理，{then}", step)
    return reckoned(case, ground)


def aided(case: Application, hand: Hand, aid: FirstAid) -> Application:
    """Help is given at once; every step must still be made up for. Raises OutOfTurnError once it is decided."""
    if case.state is not State.open or case.current is None:
        raise OutOfTurnError("只有办理中的申请可以先行救助。")
    if case.first_aid is not None:
        raise OutOfTurnError(f"{day_words(case.first_aid.on)}已经先行救助过，不能再来一次。")
    if not aid.amount and not aid.goods:
        raise OfficeError("请填写先行救助的金额或实物。")
    if not aid.because.strip():
        raise OfficeError("先行救助请写明紧急情况，补办手续时要印出来。")
    if aid.papers_by < aid.on:
        raise OfficeError("补办手续的期限不能早于先行救助的日期。")
    given = [f"{figures(aid.amount)} 元"] if aid.amount else []
    given += [f"{g.name} {g.count.normalize():f} {g.unit}" for g in aid.goods]
    words = f"先行救助 {'、'.join(given)}：{aid.because.strip()}；{day_words(aid.papers_by)}前补办手续"
    return _told(replace(case, first_aid=aid), Happened.aided_first, hand, words, case.current)


def below_first_aid(case: Application, amount: Decimal | None) -> str:
    """Why a sum cannot be approved that is less than what was given at once; nothing where it can."""
    given = (case.first_aid.amount if case.first_aid is not None else None) or Decimal(0)
    return f"已先行救助 {figures(given)} 元，批准金额不能少于它。" if given > (amount or 0) else ""


def approved(case: Application, ground: Ground, hand: Hand, grant: Grant) -> Application:
    """Approved at the step of decision; where several must sign, with the last signature, all for the same sum."""
    step = expect(case, StepKind.decide)
    _expect_named(hand)
    if not grant.amount and not grant.goods and ground.scheme.grants:
        raise OfficeError("请填写批准的金额或实物。")
    if short := below_first_aid(case, grant.amount):
        raise OfficeError(short)
    if step.record.signatures and (case.approved_amount, case.approved_goods) != (grant.amount, grant.goods):
        first = step.record.signatures[0]
        had = figures(case.approved_amount or Decimal(0))
        raise OutOfTurnError(
            f"{first.name} 签字同意的是 {had} 元，与现在填写的不一致。请核对后按同一数额签字。"
        )
    alone = "；".join(dict.fromkeys(x for x in (case.alone_because, grant.alone_because) if x))
    case = replace(
        case,
        approved_amount=grant.amount,
        approved_goods=grant.goods,
        decided_at=grant.decided_at,
        reference=grant.reference,
        override=grant.override,
        alone_because=alone,
    )
    case = _finished(case, ground, hand, step, grant.opinion or "同意", step.record, Happened.approved)
    if case.current == next(s for s in case.steps if s.position == step.position):
        return case  # others have to sign yet
    return replace(
        case,
        state=State.approved,
        decided_on=hand.on,
        decided_by=_signers(case, step.position) or hand.by.strip(),
        decision_reason=grant.opinion.strip(),
    )


def refused(
    case: Application, ground: Ground, hand: Hand, reason: str, alone_because: str = ""
) -> Application:
    """Refused with reasons the applicant can be told; possible at any step before the decision."""
    if not reason.strip():
        raise OfficeError("不予批准必须写明理由，告知书上要印出来。")
    _expect_named(hand)
    step = expect_undecided(case)
    case = _ticked(case, ground, hand, step, "不予批准", step.record, Happened.refused, reason.strip())
    return replace(
        case,
        state=State.refused,
        approved_amount=None,
        approved_goods=(),
        decided_at="",
        reference="",
        override=None,
        decision_reason=reason.strip(),
        decided_on=hand.on,
        decided_by=hand.by.strip(),
        alone_because=alone_because,
    )


def withdrawn(case: Application, hand: Hand, reason: str) -> Application:
    """Ended at the applicant's wish before a decision."""
    step = case.current
    if step is None or case.state is State.approved:
        raise OutOfTurnError("这份申请已经决定或办结，不能撤回。")
    if case.first_aid is not None:
        raise OutOfTurnError("已经先行救助，不能撤回。请补办手续，办到决定为止。")
    words = reason.strip() or "申请人撤回"
    said = f"{day_words(hand.on)}撤回（{hand.by}）：{words}"
    case = _with_step(case, replace(step, opinion=_joined(step, said)))
    ended = tuple(p if p.until else replace(p, until=max(p.since, hand.on)) for p in case.pauses)
    case = replace(case, pauses=ended, state=State.withdrawn)
    return _told(case, Happened.withdrawn, hand, words, step)


def paid(case: Application, ground: Ground, hand: Hand, words: str) -> Application:
    """Everything approved was handed over: the step of payment is done."""
    step = expect(case, StepKind.pay)
    return _ticked(case, ground, hand, step, words, step.record, Happened.paid)


def told(case: Application, ground: Ground, hand: Hand, words: str, last: bool) -> Application:
    """Somebody was told what was decided; with the last one the step of telling is done, where it waits."""
    if case.state not in (State.approved, State.refused):
        raise OutOfTurnError(f"申请 {case.number} 还没有作出决定，没有可告知的。")
    step = case.current
    if last and step is not None and step.kind is StepKind.tell:
        return _ticked(case, ground, hand, step, words, step.record, Happened.told)
    return _told(case, Happened.told, hand, words, step)


def reckoned(case: Application, ground: Ground) -> Application:
    """The case with the due days of all steps still to be done, reckoned from what was really done."""
    ended = case.state in (State.refused, State.withdrawn)
    if ended or not case.steps or len(case.steps) != len(ground.scheme.steps):
        return case
    anew = procedure.steps(
        ground.scheme,
        case.applied_on,
        ground.calendar,
        ground.notice_days,
        case.steps,
        ground.parameters,
        stops(case.pauses),
        _reopened(case),
        _hanging(case),
    )
    return replace(
        case,
        steps=tuple(
            replace(was, due=now.due, rule=now.rule) if was.done_on is None else was
            for was, now in zip(case.steps, anew, strict=True)
        ),
    )


def stops(pauses: Sequence[Pause]) -> tuple[Stop, ...]:
    """The spans the clock stood still in; one that still runs puts nothing off yet."""
    return tuple(Stop(since=p.since, until=p.until) for p in pauses if p.until is not None)


def waiting(case: Application) -> Step:
    """The step that waits. Raises OutOfTurnError where there is none, it was sent back, or the clock stands still."""
    step = case.current
    if step is None:
        raise OutOfTurnError(f"申请 {case.number} 已经办结，没有要办的步骤。")
    if case.state is State.returned:
        raise OutOfTurnError(f"申请 {case.number} 已退回补正，请补正后先「重新提交」。")
    if case.paused is not None:
        raise OutOfTurnError(
            f"申请 {case.number} 正在等补正材料（{day_words(case.paused.since)}起停表），请先登记「材料补齐」。"
        )
    return step


def expect(case: Application, kind: StepKind) -> Step:
    """The step that waits, which must be of that kind. Raises OutOfTurnError."""
    if case.current is None:
        raise OutOfTurnError(f"申请 {case.number}（{case.applicant}）已经办结。")
    step = waiting(case)
    if step.kind is not kind:
        raise OutOfTurnError(f"申请 {case.number}（{case.applicant}）现在该办的是「{step.label}」。")
    return step


def expect_sat(ground: Ground, step: Step, exam: Exam | None) -> None:
    """Raises OutOfTurnError where nobody said how the examination went, or it was missed."""
    if exam is None:
        raise OutOfTurnError(f"「{step.label}」是考试，请登记考试日期、是否参加和成绩。")
    if not exam.present:
        raise OutOfTurnError(what_to_do(step.label, ground.rules_of(step)))


def expect_unposted(case: Application) -> Step:
    """The step of the notice that waits to be hung. Raises OutOfTurnError where another waits, or it hangs already."""
    step = expect(case, StepKind.notice)
    if case.notice is not None and case.notice.closed_on is None:
        raise OutOfTurnError(f"{case.applicant} 的申请已在公示 {case.notice.number} 中。")
    return step


def expect_undecided(case: Application) -> Step:
    """The step that waits in a case not decided yet. Raises OutOfTurnError."""
    step = waiting(case)
    if case.state is State.approved:
        raise OutOfTurnError("这份申请已经批准，不能再改为不予批准。")
    return step


def signatures_wanted(case: Application, ground: Ground) -> int:
    """How many people have to sign the step that waits before it is done; none where it takes only one."""
    step = case.current
    return 0 if step is None else max(0, ground.rules_of(step).signatures - len(step.record.signatures))


def _finished(
    case: Application,
    ground: Ground,
    hand: Hand,
    step: Step,
    opinion: str,
    record: StepRecord,
    happened: Happened = Happened.done,
) -> Application:
    wanted = ground.rules_of(step).signatures
    if wanted <= 1:
        return _ticked(case, ground, hand, step, opinion, record, happened)
    _expect_named(hand)
    signed = {normalise_name(s.name) for s in step.record.signatures}
    if normalise_name(hand.by) in signed:
        raise OutOfTurnError(f"{hand.by.strip()} 已经签过字。「{step.label}」须 {wanted} 个不同的人签字。")
    mine = Signature(name=hand.by.strip(), on=hand.on, recorded_by=hand.recorded_by, opinion=opinion.strip())
    record = replace(record, signatures=(*step.record.signatures, mine))
    if len(record.signatures) < wanted:
        said = f"{day_words(hand.on)} {mine.name}：{mine.opinion or '同意'}"
        case = _with_step(case, replace(step, record=record, opinion=_joined(step, said)))
        left = wanted - len(record.signatures)
        return _told(case, Happened.signed, hand, f"{mine.opinion or '同意'}（还须 {left} 人签字）", step)
    everyone = replace(hand, by="、".join(s.name for s in record.signatures))
    return _ticked(case, ground, everyone, step, opinion, record, happened)


def _ticked(
    case: Application,
    ground: Ground,
    hand: Hand,
    step: Step,
    opinion: str,
    record: StepRecord,
    happened: Happened,
    words: str = "",
) -> Application:
    said = _joined(step, opinion.strip()) if opinion.strip() else step.opinion
    on_time = None if step.due is None else hand.on <= step.due
    signed = replace(
        step,
        done_on=hand.on,
        by=hand.by.strip(),
        opinion=said,
        recorded_by=hand.recorded_by,
        record=replace(record, on_time=on_time),
    )
    late = "" if on_time is not False or step.due is None else late_words((hand.on - step.due).days)
    case = _told(_with_step(case, signed), happened, hand, f"{words or opinion.strip()}{late}", step)
    return reckoned(case, ground)


def _again(case: Application, target: int, said: str, until: int) -> Application:
    """The case with the steps from `target` to `until` to be done again; the first of them says why."""
    steps = tuple(
        replace(
            s,
            done_on=None,
            by="",
            recorded_by="",
            record=StepRecord(),
            times=s.times + (s.done_on is not None or s.position == until),
            opinion=_joined(s, said) if s.position == target else s.opinion,
        )
        if target <= s.position <= until
        else s
        for s in case.steps
    )
    return replace(
        case,
        steps=steps,
        approved_amount=None,
        approved_goods=(),
        decided_at="",
        reference="",
        override=None,
        alone_because="",
    )


def _reopened(case: Application) -> procedure.Reopened | None:
    if not case.reopened_at or case.reopened_on is None:
        return None
    return procedure.Reopened(at=case.reopened_at, on=case.reopened_on)


def _hanging(case: Application) -> Step | None:
    """The step of a notice that hangs, due on the day after its last one; None where none hangs."""
    step, notice = case.current, case.notice
    if step is None or step.kind is not StepKind.notice or notice is None or notice.closed_on is not None:
        return None
    words = f"公示 {notice.number} 从{day_words(notice.posted_on)}挂到{day_words(notice.until)}，次日取下、登记结果"
    return replace(step, due=notice.until + timedelta(days=1), rule=words)


def _signers(case: Application, position: int) -> str:
    step = next(s for s in case.steps if s.position == position)
    return "、".join(s.name for s in step.record.signatures)


def _expect_named(hand: Hand) -> None:
    if not hand.by.strip():
        raise OfficeError("请填写审批人姓名。")


def _told(case: Application, kind: Happened, hand: Hand, words: str, step: Step | None = None) -> Application:
    event = CaseEvent(
        kind=kind,
        on=hand.on,
        words=words,
        step=step.label if step else "",
        by=hand.by.strip(),
        recorded_by=hand.recorded_by,
    )
    return replace(case, events=(*case.events, event))


def _with_step(case: Application, step: Step) -> Application:
    return replace(case, steps=tuple(step if s.position == step.position else s for s in case.steps))


def _joined(step: Step, said: str) -> str:
    return f"{step.opinion}\n{said}" if step.opinion else said
