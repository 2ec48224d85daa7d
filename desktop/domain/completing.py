"""Bringing what is missing (补齐材料): one letter names all of it, the clock stops, and goes on when everything is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain import course
from desktop.domain.application import Application, State, StepKind
from desktop.domain.case_event import Happened
from desktop.domain.course import Ground, Hand, OutOfTurnError
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.lacking import (
    CasePaper,
    LackingLetter,
    as_printed,
    could_have_been_said,
    missing,
    name_printed,
)

WAYS = ("当面交给", "电话告知", "邮寄", "短信、微信", "请村（居）委会转交")
"""How a letter reaches the applicant, as offered."""


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A step whose due day moved."""

    label: str
    was: date | None
    now: date | None

    @property
    def said(self) -> str:
        """Before and after, to be read aloud."""
        was, now = (day_words(d) if d else "没有期限" for d in (self.was, self.now))
        return f"「{self.label}」{was} → {now}"


@dataclass(frozen=True, kw_only=True)
class Told:
    """How the applicant is told: when, by when to bring it, in which way, and who signed for it."""

    on: date
    bring_by: date
    how: str = ""
    received_by: str = ""
    because: str = ""
    """Why something is asked for that could have been asked for the first time."""


def expect_open(case: Application) -> None:
    """Raises OutOfTurnError where the case is decided or ended, so that its papers stay as they are."""
    if case.state not in (State.open, State.returned):
        raise OutOfTurnError(f"申请 {case.number} 已经决定或办结，材料不能再改。")


def may_record(case: Application, paper: CasePaper) -> bool:
    """Whether it can still be recorded that the paper came: once the case is approved only what a later step asks for."""
    if case.state is not State.approved:
        return case.state in (State.open, State.returned)
    decided = case.step(StepKind.decide)
    step = next((s for s in case.steps if paper.at and s.plan == paper.at), None)
    return step is not None and (decided is None or step.position > decided.position)


def expect_complete(case: Application, papers: Sequence[CasePaper]) -> None:
    """Raises OfficeError that names what the step that waits lacks: all papers at the acceptance, its own at any other."""
    step = case.current
    if step is None:
        return
    taken = step.kind is StepKind.accept
    lacking = [p for p in missing(papers) if taken or (p.at and p.at == step.plan)]
    if not lacking:
        return
    named = "、".join(p.name for p in lacking)
    raise OfficeError(
        f"还缺 {len(lacking)} 项材料，不能{'受理' if taken else f'完成「{step.label}」'}：{named}。"
        "请在「材料」里登记收到，或者「一次性告知」申请人；本案确实不需要的，写明原因免交。"
    )


def told(
    case: Application,
    hand: Hand,
    papers: Sequence[CasePaper],
    before: Sequence[LackingLetter],
    telling: Told,
) -> tuple[Application, LackingLetter]:
    """The case with its clock stopped, and the letter that names all that is missing; it has no number yet.

    Raises OfficeError where nothing is missing, a day cannot be, or something is asked for late without a reason.
    """
    expect_open(case)
    lacking = missing(papers)
    if not lacking:
        raise OfficeError("没有缺少的材料，不用告知。要申请人另外补什么，请先在「材料」里添加。")
    _expect_days(case, telling, hand.on)
    late = could_have_been_said(lacking, before)
    if late and not telling.because.strip():
        raise OfficeError(
            f"{'、'.join(late)}：{day_words(before[0].told_on)}第一次告知时没有提到。材料应当一次性告知，"
            "不能让申请人多跑。确需再补的，请写明原因。"
        )
    names = "、".join(p.name for p in lacking)
    words = f"一次性告知，缺 {len(lacking)} 项：{names}。请于{day_words(telling.bring_by)}前补齐"
    if late:
        words += f"。第一次告知没有提到的原因：{telling.because.strip()}"
    at = replace(hand, on=telling.on)
    stopped = case.paused is not None
    case = course.noted(case, Happened.lacking_told, at, words) if stopped else course.paused(case, at, words)
    letter = LackingLetter(
        application_id=case.id or 0,
        told_on=telling.on,
        papers=tuple(as_printed(p) for p in lacking),
        bring_by=telling.bring_by,
        told_by=hand.by.strip(),
        how=telling.how.strip(),
        received_by=telling.received_by.strip(),
    )
    return case, letter


def gone_on(
    case: Application,
    ground: Ground,
    hand: Hand,
    papers: Sequence[CasePaper],
    letters: Sequence[LackingLetter],
) -> tuple[Application, tuple[LackingLetter, ...]]:
    """Where the clock stands and all that was told of is in: the case with its clock going, and the letters answered.

    The clock goes on from the day the last paper came, or was found not to be needed. What nobody told the applicant
    of does not keep it standing.
    """
    waiting = tuple(x for x in letters if x.supplied_on is None)
    names = {name_printed(line) for letter in waiting for line in letter.papers}
    told_of = [p for p in papers if name_printed(as_printed(p)) in names]
    if case.paused is None or not waiting or missing(told_of):
        return case, ()
    came = [p.received_on for p in told_of if p.received_on is not None and not p.waived]
    last = hand.on if any(p.waived for p in told_of) else max(came, default=hand.on)
    on = max(last, case.paused.since)
    numbers = "、".join(x.number for x in waiting)
    case = course.resumed(case, ground, replace(hand, on=on), f"{numbers} 告知的材料已补齐，恢复计时")
    return case, tuple(replace(x, supplied_on=on) for x in waiting)


def given_up(
    case: Application, ground: Ground, hand: Hand, letters: Sequence[LackingLetter], because: str
) -> Application:
    """Ended because the papers were not brought by their day; as the plan says (视为放弃), or for a reason given."""
    waiting = [x for x in letters if x.supplied_on is None and x.bring_by is not None]
    letter = waiting[-1] if waiting else None
    if letter is None or letter.bring_by is None or case.paused is None:
        raise OutOfTurnError("这份申请没有在等补正的材料。")
    if hand.on <= letter.bring_by:
        raise OutOfTurnError(f"补齐期限是{day_words(letter.bring_by)}，还没有过。")
    rule = ground.scheme.bring
    if not rule.given_up and not because.strip():
        raise OfficeError("方案没有写逾期不补齐就算放弃。请先问清申请人，写明他的意思再结束。")
    words = f"告知书 {letter.number} 要求{day_words(letter.bring_by)}前补齐，没有补齐"
    if rule.given_up:
        words += f"，视为放弃{f'〔依据：{rule.source}〕' if rule.source else ''}"
    return course.withdrawn(case, hand, "。".join(x for x in (words, because.strip()) if x))


def moved(before: Application, after: Application) -> tuple[Moved, ...]:
    """The steps whose due day is another one now."""
    return tuple(
        Moved(label=now.label, was=was.due, now=now.due)
        for was, now in zip(before.steps, after.steps, strict=True)
        if was.due != now.due
    )


def _expect_days(case: Application, telling: Told, today: date) -> None:
    if telling.on > today:
        raise OfficeError(f"告知日期{day_words(telling.on)}还没有到，请改正。")
    earliest = max([case.applied_on, *(p.until for p in case.pauses if p.until is not None)])
    if telling.on < earliest:
        raise OfficeError(f"告知日期不能早于{day_words(earliest)}。请改正。")
    if telling.bring_by <= telling.on:
        raise OfficeError("补齐期限要在告知以后，请改正。")
