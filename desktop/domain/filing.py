"""How an application comes in (提出申请): by whom, on which day, for what cause, and with which papers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.application import Agent, Application, Origin
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.identity import check_id
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import SchemeKind
from desktop.domain.verdict import Outcome, Verdict

RELATIONS = (
    "配偶",
    "父母",
    "子女",
    "兄弟姐妹",
    "其他亲属",
    "村（居）民委员会",
    "所在单位",
    "社会组织",
    "邻居、同事",
)
"""What an agent is to the applicant, as offered; others can be typed."""
BODIES = ("村（居）民委员会", "所在单位", "社会组织")
"""Agents that are no single person, so that no ID number is asked of them."""


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What an application is begun with, under one scheme or several."""

    applicant: str = ""
    """Empty: the member the check was made for."""
    reason: str = ""
    received: date | None = None
    """The day it came in; None: today."""
    origin: Origin = Origin.applicant
    agent: Agent | None = None
    cause: str | None = None
    """What it is asked for; None: as each check tells it."""
    funds: frozenset[str] = frozenset()
    """Of a scheme that holds several funds side by side, those asked for: each becomes a case, and is its cause."""
    late_because: str = ""
    brought: frozenset[str] | None = None
    """Names of the papers that came with it; None: all that are asked for."""


def agent_of(filing: Filing, today: date) -> Agent | None:
    """The agent as kept, where somebody applies for another. Raises OfficeError for what is lacking or cannot be."""
    if filing.origin is not Origin.agent:
        return None
    given = filing.agent or Agent(name="")
    agent = Agent(
        name=given.name.strip(),
        relation=given.relation.strip(),
        id_number=given.id_number.strip(),
        phone=given.phone.strip(),
        because=given.because.strip(),
    )
    wanted = [
        ("代办人姓名", agent.name),
        ("与申请人的关系", agent.relation),
        ("身份证号", agent.id_number or agent.relation in BODIES),
        ("电话", agent.phone),
        ("代办的原因", agent.because),
    ]
    lacking = "、".join(f"「{name}」" for name, value in wanted if not value)
    if lacking:
        raise OfficeError(f"代为申请要写明谁代办、为什么，还没有填写{lacking}。请补上。")
    if agent.id_number:
        checked = check_id(agent.id_number, today)
        if not checked.ok:
            raise OfficeError(f"代办人的身份证号不对：{checked.errors[0]}请核对后改正。")
        agent = replace(agent, id_number=checked.number)
    return agent


def too_little_known(verdict: Verdict, scheme: Scheme) -> bool:
    """Whether something must be known first before an application can be filed.

    Who applies for a post files before the examinations; what comes of them is said when the case is checked again.
    """
    return verdict.outcome is Outcome.incomplete and scheme.kind is not SchemeKind.selection


def expect_reason(filing: Filing) -> None:
    """Raises OfficeError where the office applies of its own motion and does not say how it found out."""
    if filing.origin is Origin.office and not filing.reason.strip():
        raise OfficeError("主动发现的请写明怎么发现的、有什么困难，审批表上要印出来。")


def begun_words(case: Application) -> str:
    """How a case began, for its history."""
    day = day_words(case.applied_on)
    match case.origin:
        case Origin.agent if case.agent is not None:
            said = f"{case.agent.name}（{case.agent.relation}）代 {case.applicant} 提出申请：{case.agent.because}；收到日期 {day}"
        case Origin.office:
            said = f"本单位主动发现，为 {case.applicant} 提出申请，日期 {day}"
        case _:
            said = f"{case.applicant} 提出申请，收到日期 {day}"
    late = f"；逾期受理的原因：{case.late_because}" if case.late_because else ""
    return said + late


def refusals_told(refused: Collection[tuple[str, str]], asked: int) -> str:
    """Why nothing was kept where some of several schemes refuse: each scheme with its reason."""
    if asked == 1:
        return next(said for _, said in refused)
    listed = "\n".join(f"《{title}》：{said}" for title, said in refused)
    return f"{asked} 个方案里有 {len(refused)} 个不能提出，所以一份也没有提出：\n{listed}\n请去掉不能提出的方案，或者改正后再提出。"
