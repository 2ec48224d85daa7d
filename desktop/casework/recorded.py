"""Facts the case itself tells (办理中登记的事实): scores of its examinations, ranks of the rounds it stood in. Nobody types them twice."""

from __future__ import annotations

from desktop.domain.application import Application
from desktop.domain.days import day_words
from desktop.domain.facts import Facts, FactValue
from desktop.domain.scheme import Scheme
from desktop.store import places
from desktop.store.database import Session


def recorded(session: Session, case: Application, scheme: Scheme) -> Facts:
    """What the case's own examinations and settled rounds tell, each with where it comes from."""
    values: dict[str, FactValue] = {}
    origins: dict[str, str] = {}
    for rule in scheme.conduct.rankings:
        held = places.of_case(session, case.id or 0, rule.id) if rule.rank_fact else []
        mine = held[0].row(case.id or 0) if held and held[0].settled_on is not None else None
        if mine is not None and mine.rank is not None:
            values[rule.rank_fact] = mine.rank
            origins[rule.rank_fact] = f"名额评定 {held[0].number}「{rule.label}」"
    told = scores(case)
    return Facts({**values, **told.values_by_id}, {**origins, **told.origins})


def scores(case: Application) -> Facts:
    """The scores of the examinations that were sat."""
    values: dict[str, FactValue] = {}
    origins: dict[str, str] = {}
    for step in case.steps:
        exam = step.record.exam
        if exam is not None and exam.fact and exam.score is not None and step.done_on is not None:
            values[exam.fact] = exam.score
            origins[exam.fact] = f"考试登记：{day_words(exam.day)}「{step.label}」"
    return Facts(values, origins)
