"""A case from its beginning to its end (办理经过): what happened, in its order; papers made for it; steps still to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.application import Application, State, Step
from desktop.domain.case_event import CaseEvent, Happened, lateness
from desktop.domain.exam import exam_words
from desktop.domain.home_survey import survey_words
from desktop.domain.votes import vote_figures
from desktop.domain.words import word


class Standing(StrEnum):
    """What a line of the story is."""

    done = "done"
    now = "now"
    late = "late"
    """It waits, and its day has passed."""
    later = "later"
    never = "never"
    """It will not be done any more."""
    refused = "refused"
    back = "back"
    """Something went back, stands still, or did not pass."""
    said = "said"
    """It happened, and is no step."""
    paper = "paper"


@dataclass(frozen=True, kw_only=True)
class PaperMade:
    """A paper of the case that was printed or kept as a spreadsheet."""

    title: str
    on: date
    by: str
    times: int = 1
    kept: bool = False
    """Kept as a spreadsheet, not printed."""


@dataclass(frozen=True, kw_only=True)
class StoryLine:
    """One line of it, in the words it is shown in."""

    title: str
    standing: Standing
    on: date | None = None
    by: str = ""
    recorded_by: str = ""
    """Who was signed in, where that is somebody else."""
    words: tuple[str, ...] = ()
    late: int = 0
    """How many days after its due day it was done."""
    step: Step | None = None
    """The step itself: one still to come, or one done before histories were kept."""


STEP_DONE = (
    Happened.done,
    Happened.skipped,
    Happened.exempted,
    Happened.taken_down,
    Happened.approved,
    Happened.refused,
    Happened.paid,
)
"""What ends a step."""
_BACK = (
    Happened.returned,
    Happened.reopened,
    Happened.objected,
    Happened.lacking_told,
    Happened.voted_down,
    Happened.missed,
    Happened.not_accepted,
)


def story(case: Application, papers: Sequence[PaperMade], today: date) -> tuple[StoryLine, ...]:
    """The whole story. Steps done before histories were kept stand first, as they are."""
    told = {e.step for e in case.events}
    before = [s for s in case.steps if s.done_on is not None and s.label not in told]
    lines = [_old(case, s) for s in before]
    lines += _happened(case, papers)
    lines += [_to_come(case, s, today) for s in case.steps if s.done_on is None]
    return tuple(lines)


def _happened(case: Application, papers: Sequence[PaperMade]) -> list[StoryLine]:
    lines: list[StoryLine] = []
    times: Counter[str] = Counter()
    waiting = sorted(papers, key=lambda p: p.on)
    latest = {e.step: e for e in case.events if e.kind in STEP_DONE}
    for event in case.events:
        while waiting and waiting[0].on < event.on:
            lines.append(_paper(waiting.pop(0)))
        ended = event.kind in STEP_DONE
        times[event.step] += ended
        step = next((s for s in case.steps if s.label == event.step), None)
        record = _recorded(step) if step is not None and latest.get(event.step) is event else ()
        lines.append(_event(event, times[event.step] if ended else 0, record))
    return [*lines, *map(_paper, waiting)]


def _event(event: CaseEvent, time: int, record: tuple[str, ...]) -> StoryLine:
    words, late = lateness(event)
    again = f"（第 {time} 次）" if time > 1 else ""
    kind = "" if event.kind is Happened.done else word(event.kind)
    title = "：".join(x for x in (event.step, kind) if x) or word(event.kind)
    standing = Standing.done if event.kind in STEP_DONE else Standing.said
    if event.kind is Happened.refused:
        standing = Standing.refused
    elif event.kind in _BACK:
        standing = Standing.back
    return StoryLine(
        title=f"{title}{again}",
        standing=standing,
        on=event.on,
        by=event.by,
        recorded_by=event.recorded_by if event.recorded_by not in event.by.split("、") else "",
        words=tuple(x for x in (words, *record) if x),
        late=late,
    )


def _recorded(step: Step) -> tuple[str, ...]:
    """What the step left behind besides its opinion."""
    survey, vote, exam = step.record.survey, step.record.vote, step.record.exam
    left = (
        survey_words(survey) if survey else "",
        vote_figures(vote) if vote else "",
        exam_words(exam) if exam and not step.record.skipped_because else "",
    )
    return tuple(x for x in left if x)


def _old(case: Application, step: Step) -> StoryLine:
    last = max((s.position for s in case.steps if s.done_on is not None), default=0)
    ended = case.state is State.refused and step.position == last
    return StoryLine(
        title=f"{step.position}. {step.label}",
        standing=Standing.refused if ended else Standing.done,
        on=step.done_on,
        by=step.by,
        words=tuple(x for x in (step.opinion,) if x),
        step=step,
    )


def _to_come(case: Application, step: Step, today: date) -> StoryLine:
    if case.state in (State.refused, State.withdrawn):
        standing = Standing.never
    elif step != case.current:
        standing = Standing.later
    else:
        late = step.due is not None and step.due < today and case.paused is None
        standing = Standing.late if late and case.state is not State.returned else Standing.now
    again = f"（第 {step.times} 次办理）" if step.times > 1 else ""
    # what was said at it while it waits (sent back, not passed) stands in the events already
    said = step.opinion if not any(e.step == step.label for e in case.events) else ""
    return StoryLine(
        title=f"{step.position}. {step.label}{again}",
        standing=standing,
        words=tuple(x for x in (said,) if x),
        step=step,
    )


def _paper(paper: PaperMade) -> StoryLine:
    did = "另存" if paper.kept else "打印"
    times = f" {paper.times} 次" if paper.times > 1 else ""
    return StoryLine(
        title=f"{did}「{paper.title}」{times}", standing=Standing.paper, on=paper.on, by=paper.by
    )
