"""Votes of an appraisal meeting (民主评议表决): whether enough came, whether enough agreed, and both in words."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.errors import OfficeError
from desktop.domain.step_record import Vote
from desktop.domain.step_rules import StepRules

USUAL = Fraction(2, 3)
"""The share of those present that must agree, where the plan does not say."""


def counted(
    rules: StepRules,
    due: int,
    present: int,
    yes: int,
    no: int,
    abstain: int = 0,
    secret: bool = True,
    avoided: int = 0,
) -> Vote:
    """The vote with its result. Raises OfficeError where the figures do not go together, or too few came.

    Who leaves the room for a near relative came to the meeting, but does not vote.
    """
    if min(due, present, yes, no, abstain, avoided) < 0:
        raise OfficeError("人数和票数不能是负数，请改正。")
    if due < 1 or present < 1:
        raise OfficeError("请填写应到人数和实到人数。")
    if present > due:
        raise OfficeError(f"实到 {present} 人，比应到 {due} 人还多，请核对。")
    voting = present - avoided
    if yes + no + abstain != voting:
        who = f"实到 {present} 人" + (f"、回避 {avoided} 人后的 {voting} 人" if avoided else "")
        raise OfficeError(
            f"同意 {yes} 票、不同意 {no} 票、弃权 {abstain} 票，合计 {yes + no + abstain} 票，与{who}不符，请核对。"
        )
    quorum = rules.quorum(due)
    if present < quorum:
        raise OfficeError(
            f"应到 {due} 人，实到 {present} 人，不足应到的 {rules.attendance}（至少 {quorum} 人）。"
            "这次评议不能算数，请另外召集。"
        )
    return Vote(
        due=due,
        present=present,
        yes=yes,
        no=no,
        abstain=abstain,
        passed=yes >= wanted(rules, voting),
        secret=secret,
        avoided=avoided,
    )


def wanted(rules: StepRules, present: int) -> int:
    """How many of those present must agree."""
    share = rules.majority or USUAL
    return -(-present * share.numerator // share.denominator)


def vote_words(rules: StepRules, vote: Vote) -> str:
    """The vote as it is read aloud: who came, how they voted, and what it takes."""
    came = f"应到 {vote.due} 人，实到 {vote.present} 人"
    if rules.attendance is not None:
        came += f"（须不少于应到的 {rules.attendance}，即 {rules.quorum(vote.due)} 人）"
    if vote.avoided:
        came += f"，其中 {vote.avoided} 人回避、不投票"
    how = "无记名投票" if vote.secret else "举手表决"
    share = rules.majority or USUAL
    bar = f"到会人数的 {share}（{wanted(rules, vote.present - vote.avoided)} 票）"
    came_to = f"同意票达到{bar}，评议通过" if vote.passed else f"同意票不足{bar}，评议没有通过"
    return f"{came}；{how}：同意 {vote.yes} 票，不同意 {vote.no} 票，弃权 {vote.abstain} 票；{came_to}"


def vote_figures(vote: Vote) -> str:
    """Only the figures and the result, where the plan's shares are not at hand."""
    came_to = "通过" if vote.passed else "没有通过"
    how = "无记名投票" if vote.secret else "举手表决"
    return (
        f"应到 {vote.due} 人，实到 {vote.present} 人；{how}：同意 {vote.yes} 票，不同意 {vote.no} 票，"
        f"弃权 {vote.abstain} 票；{came_to}"
    )
