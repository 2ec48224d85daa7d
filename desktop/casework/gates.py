"""What must be behind a case before a step is done (把关): the random check and the place that the plan asks for there."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.application import Application
from desktop.domain.errors import OfficeError
from desktop.domain.ranking import RankingRule, Standing
from desktop.domain.sampling import Check
from desktop.domain.scheme import Scheme
from desktop.store import draws, places, settings
from desktop.store.database import Session

WHERE = "请到「会议和抽查」办理。"


class GateError(OfficeError):
    """The plan asks for something first."""


def in_the_way(session: Session, case: Application, scheme: Scheme, elsewhere: bool = False) -> str:
    """What the step that waits still wants in this case; nothing where nothing stands in the way.

    `elsewhere` says that another level decides: its random check is its own.
    """
    here = step_id(case, scheme)
    values = office_values(session, scheme)
    conduct = scheme.conduct.settled(values)
    if not here:
        return ""
    for check in conduct.checks:
        if check.at == here and not elsewhere and (said := _unchecked(session, case, check)):
            return said
    for rule in conduct.rankings:
        if rule.at == here and all(name in values for name in rule.parameters):
            said = _no_place(session, case, rule)
            if said:
                return said
    return ""


def expect_passed(session: Session, case: Application, scheme: Scheme, elsewhere: bool = False) -> None:
    """Raises GateError with what stands in the way."""
    said = in_the_way(session, case, scheme, elsewhere)
    if said:
        raise GateError(f"{case.applicant} 的申请 {case.number}：{said}")


def office_values(session: Session, scheme: Scheme) -> dict[str, Decimal]:
    """The scheme's parameters as the office has them now: how many places there are is said after the check."""
    filled = settings.parameters(session).get(scheme.id, {})
    return scheme.values({name: entry.value for name, entry in filled.items()})


def step_id(case: Application, scheme: Scheme) -> str:
    """The id in the scheme of the step that waits; nothing where none does."""
    step = case.current
    if step is None or not 1 <= step.position <= len(scheme.steps):
        return ""
    return scheme.steps[step.position - 1].id


def _unchecked(session: Session, case: Application, check: Check) -> str:
    held = draws.of_case(session, case.id or 0, check.id)
    if not held:
        share = f"不低于 {check.percent.normalize():f}%" if check.percent else "一定比例"
        return f"办这一步以前要随机抽查{share}，本案还没有进过抽查名单。{WHERE}"
    mine = held[0].case(case.id or 0)
    if mine is None or not mine.chosen:
        return ""
    if mine.sound is None:
        return f"抽查 {held[0].number} 抽中了本案，还没有登记抽查结果。{WHERE}"
    if not mine.sound:
        return f"抽查 {held[0].number} 不属实：{mine.found}。请退回补正，核实后重新登记抽查结果，或按「不予批准」办理。"
    return ""


def _no_place(session: Session, case: Application, rule: RankingRule) -> str:
    held = places.of_case(session, case.id or 0, rule.id)
    if not held:
        return f"「{rule.label}」还没有评定，本案还没有名额。{WHERE}"
    round = held[0]
    mine = next(row for row in round.rows if row.application_id == case.id)
    if round.settled_on is None:
        return f"「{rule.label}」（{round.number}）还没有确定，本案还没有名额。{WHERE}"
    match mine.outcome:
        case Standing.chosen | Standing.exempt:
            return ""
        case Standing.substitute:
            return f"「{rule.label}」（{round.number}）中本案是递补，还没有轮到。有人退出后才能办。"
        case _:
            because = "" if rule.private else f"：{mine.because}"
            return f"「{rule.label}」（{round.number}）没有评上{because}。请按「不予批准」办理。"
