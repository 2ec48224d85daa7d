"""All that can be done with an open case, in the order of the buttons."""

from __future__ import annotations

from desktop.domain.application import State
from desktop.domain.application import StepKind as Kind
from desktop.domain.course import OWN_WAY
from desktop.domain.exam import exempt_by
from desktop.domain.trail import Act
from desktop.ui.pages.case import (
    decision_deeds,
    lacking_deeds,
    papers,
    recheck_deed,
    replay_deeds,
    step_deeds,
    telling_deeds,
)
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.seen import Seen


def _ordinary(seen: Seen) -> bool:
    if (seen.at is Kind.tell and telling_deeds.stub_due(seen)) or _spared(seen):
        return False
    return seen.at is not None and seen.at not in OWN_WAY


def _spared(seen: Seen) -> bool:
    """Whether the plan does not ask the step that waits of this kind of people."""
    return seen.undecided and exempt_by(seen.rules, seen.kept.verdict) is not None


def _complete(seen: Seen) -> str:
    label = seen.step.label.replace("&", "&&") if seen.step is not None else ""
    did = "签字" if seen.rules.signatures > 1 else "登记" if seen.at is Kind.exam else "完成"
    return f"{did}「{label}」(&D)…"


def _notice(seen: Seen) -> str:
    hanging = seen.case.notice is not None and seen.case.notice.closed_on is None
    return "查看公示(&N)" if hanging else "去张贴公示(&N)"


def _returned(seen: Seen) -> bool:
    return seen.case.state is State.returned


ACTIONS: tuple[Action, ...] = (
    *lacking_deeds.ACTIONS,
    *telling_deeds.ACTIONS,
    Action(
        "complete",
        _complete,
        step_deeds.complete,
        _ordinary,
        Place.main,
        picture="check",
        act=Act.complete_step,
    ),
    Action(
        "spare",
        "按方案不办这一步(&D)…",
        step_deeds.skip,
        _spared,
        Place.main,
        picture="right",
    ),
    Action(
        "approve",
        lambda seen: "批准(&A)…" if seen.case.ends_benefit is None else "决定终止(&A)…",
        decision_deeds.approve,
        lambda seen: seen.at is Kind.decide and seen.case.state is State.open,
        Place.main,
        picture="check",
        usable=lambda seen: seen.approvable,
        act=Act.approve,
    ),
    Action(
        "to_notice",
        _notice,
        step_deeds.to_notice,
        lambda seen: seen.at is Kind.notice,
        Place.main,
        picture="notices",
    ),
    Action(
        "to_payout",
        "去发放签收(&Y)",
        step_deeds.to_payout,
        lambda seen: seen.at is Kind.pay,
        Place.main,
        picture="payouts",
    ),
    Action(
        "resubmit",
        "重新提交(&S)…",
        step_deeds.resubmit,
        _returned,
        Place.main,
        picture="right",
    ),
    Action(
        "print_refusal",
        "打印不予批准告知书(&G)",
        papers.print_refusal,
        lambda seen: seen.case.state is State.refused and not papers.turned_away(seen),
        Place.main,
        picture="print",
    ),
    Action(
        "skip",
        "视情不办(&V)…",
        step_deeds.skip,
        lambda seen: seen.undecided and seen.rules.optional and not _spared(seen),
    ),
    Action(
        "send_back",
        "退回补正(&T)…",
        step_deeds.send_back,
        lambda seen: seen.undecided,
        act=Act.return_case,
    ),
    Action(
        "refuse",
        "不予批准(&R)…",
        decision_deeds.refuse,
        lambda seen: seen.undecided and seen.case.ends_benefit is None,
        kind="danger",
        act=Act.refuse,
    ),
    Action(
        "refuse_ending",
        "不予终止(&R)…",
        decision_deeds.refuse,
        lambda seen: seen.undecided and seen.case.ends_benefit is not None,
        kind="danger",
        act=Act.refuse,
    ),
    Action(
        "aid_first",
        "先行救助(&E)…",
        decision_deeds.aid_first,
        lambda seen: seen.undecided and seen.eligible and seen.case.first_aid is None,
        Place.more,
        act=Act.aid_first,
    ),
    *recheck_deed.ACTIONS,
    Action(
        "withdraw",
        "撤回(&W)…",
        step_deeds.withdraw,
        lambda seen: seen.case.state in (State.open, State.returned) and seen.step is not None,
        act=Act.withdraw,
    ),
    *replay_deeds.ACTIONS,
)
