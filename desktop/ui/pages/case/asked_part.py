"""申请内容: what was asked for, by whom, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.domain.application import Agent
from desktop.domain.days import day_words
from desktop.domain.masking import mask_id, mask_phone
from desktop.domain.words import word
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.pages.case.decided_words import first_aid_told, level_told, override_told
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet
from desktop.ui.pages.case.words import decision_told, notice_told, proposed

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class AskedPart(Scrolled):
    """The facts of an application."""

    TITLE: ClassVar[str] = "申请内容"

    def __init__(self, page: Page, sheet: CaseSheet) -> None:
        super().__init__(margin=18)
        self.facts = FieldGrid(2)
        self._card = Card("申请和决定")
        self.add(self._card)
        self.column.addStretch()

    def show_case(self, seen: Seen) -> None:
        """Show what was asked for and decided."""
        case = seen.case
        self._card.column.removeWidget(self.facts)
        self.facts.hide()
        self.facts.deleteLater()
        self.facts = FieldGrid(2)
        for label, text, wide in (
            ("申请人", case.applicant, False),
            ("申请编号", case.number, False),
            ("申请日期", day_words(case.applied_on), False),
            ("方案", case.scheme_title, False),
            ("谁提出", word(case.origin), False),
            ("事由", case.cause, False),
            ("收件编号", case.filing, False),
            ("代办人", _agent(case.agent), True),
            ("对象类别", seen.kept.verdict.group_label, False),
            ("核定帮扶", proposed(seen), False),
            ("申请理由", case.reason or "（没有填写）", True),
            ("逾期受理的原因", case.late_because, True),
            ("先行救助", first_aid_told(case, seen.today), True),
            ("公示", notice_told(case), True),
            ("决定", decision_told(seen), True),
            ("审批机关", level_told(case), True),
            ("一事一议", override_told(case), True),
            ("决定理由", case.decision_reason, True),
        ):
            if text:
                words = Words(text)
                words.setContentsMargins(0, 7, 0, 0)
                self.facts.add(label, words, wide)
        self._card.add(self.facts)


def _agent(agent: Agent | None) -> str:
    """Who applied for them, with number and telephone covered."""
    if agent is None:
        return ""
    known = (
        f"{agent.name}（{agent.relation}）",
        f"身份证 {mask_id(agent.id_number)}" if agent.id_number else "",
        f"电话 {mask_phone(agent.phone)}" if agent.phone else "",
        agent.because,
    )
    return "，".join(x for x in known if x)
