"""经济状况核对 on a household: choose a scheme, see the verdict clause by clause, go on to an application."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework import assessment as means
from desktop.casework import library, settings, stating
from desktop.domain.assessment import Assessment
from desktop.domain.bureau import OfficeKind
from desktop.domain.days import day_words
from desktop.domain.discretion import discreet
from desktop.domain.editions import Edition
from desktop.domain.fact import FactType
from desktop.domain.facts import FACTS, parse_facts
from desktop.domain.filing import too_little_known
from desktop.domain.scheme_header import SchemeKind
from desktop.domain.stated import stated_in
from desktop.domain.verdict import Outcome
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.state_facts import StateFactsDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.news import News
from desktop.ui.pages.household.asking import whose_options
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.sections import Part
from desktop.ui.pages.page import Go
from desktop.ui.pages.scheme_search import sought_in
from desktop.ui.verdict_sheet import VerdictSheet, outcome_words

if TYPE_CHECKING:
    from desktop.casework.office import Office

NEVER = "还没有核对过"
MARGIN = 12
"""Pixels above a verdict that was brought into sight."""


class CheckPart(Part):
    """核对: under one scheme, for one member; the verdict is kept with everything it was decided from."""

    def __init__(
        self,
        office: Office,
        news: News,
        go: Go,
        draft: Draft,
        save_first: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, parent)
        self._office, self._news, self._go, self._save_first = office, news, go, save_first
        self._cards: dict[str, means.SchemeCard] = {}
        self._kept: list[Assessment] = []
        self._count = 0
        self.assessment: Assessment | None = None

    def build(self) -> None:
        self.scheme: SeekBox[str] = SeekBox("请选择方案", "可以直接输入名称、篇号或拼音首字母来找")
        self.applicant: PickBox[int] = PickBox((), unset=None)
        self.earlier: PickBox[int] = PickBox((), unset=NEVER)
        self.check = push("核对并留存(&K)", self.assess, picture="checklist", kind="primary", key="Ctrl+J")
        self.try_out = push("试算，不留存(&T)", self.try_now)
        self.why_not = Words(kind="band-warned")
        self.to_scheme = push("去「方案」页填写(&F)", self._open_scheme)
        self.apply = push("据此提出申请(&P)", self._apply, picture="applications", kind="primary")
        self.copy = push("复制结论(&Y)", self._copy)
        self.state_facts = push("补充事实(&U)…", self.say_facts, picture="edit")
        self.band = Words(kind="band-told")
        self.sheet = VerdictSheet()
        card = Card()
        grid = FieldGrid(2)
        grid.add("方案", self.scheme, wide=True)
        grid.add("申请人", self.applicant)
        grid.add("已有结论", self.earlier)
        card.add(grid)
        stopped = QHBoxLayout()
        stopped.addWidget(self.why_not, 1)
        stopped.addWidget(self.to_scheme, 0, Qt.AlignmentFlag.AlignTop)
        card.add(stopped)
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addWidget(self.try_out)
        row.addStretch()
        card.add(row)
        below = QHBoxLayout()
        below.addWidget(self.apply)
        below.addWidget(self.state_facts)
        below.addWidget(self.copy)
        below.addStretch()
        self.add(card)
        self.add(self.band)
        self.add(below)
        self.add(self.sheet)
        self.column.addStretch(1)
        self.scheme.changed.connect(self._choose_scheme)
        self.earlier.changed.connect(self._choose_earlier)
        self.draft.changed.connect(self._show_people)
        self._show_people()
        self.load()

    def state(self) -> str:
        return str(self._count) if self._count else ""

    def tell(self, verdicts: int) -> None:
        """So many were kept; before the tab is shown nothing else of them is wanted."""
        self._count = verdicts
        self.state_changed.emit()

    def load(self) -> None:
        """Ask for the schemes and the verdicts on this household as they are now, once the tab was shown."""
        if not self._built:
            return
        household_id = self.draft.household.id
        chosen = self.scheme.value()
        self._cards = {card.scheme.id: card for card in means.schemes(self._office)}
        kind, today = settings.bureau(self._office).kind, self._office.today()
        out = {e.id: e for e in library.all_editions(self._office) if not e.in_force(today)}
        self.scheme.offer(
            [
                (card.scheme.id, _shown(card, kind, out.get(card.scheme.id)), sought_in(card.scheme))
                for card in _offered(self._cards, kind, out)
            ],
            chosen,
        )
        self._kept = means.assessments_of(self._office, household_id) if household_id else []
        self._count = len(self._kept)
        self.earlier.set_options(
            [
                (x.id or 0, f"{day_words(x.on)} {word(x.verdict.outcome)}　{x.verdict.scheme_title}")
                for x in self._kept
            ],
            self.assessment.id if self.assessment else None,
            f"共 {len(self._kept)} 次，选一次来看" if self._kept else NEVER,
        )
        self.state_changed.emit()
        self._choose_scheme()
        self._show_sheet(self.assessment)

    def assess(self) -> None:
        """Check and keep the verdict; unsaved changes are saved first."""
        if not self.scheme.settle():
            return
        scheme = self.scheme.value()
        if scheme is None or not self._save_first():
            return
        with telling(self):
            household_id = self.draft.household.id
            if household_id is None:
                return
            self.assessment = means.assess(
                self._office, household_id, scheme, applicant=self.applicant.value()
            )
            self._show_checked(self.assessment)

    def say_facts(self) -> None:
        """Say what the archive has no field for, and check anew with it; asked again while an answer leads to more."""
        scheme = self.scheme.value()
        if scheme is None or not self.scheme.settle() or not self._save_first():
            return
        household_id, who = self.draft.household.id, self.applicant.value()
        if household_id is None or who is None:
            return
        with telling(self):
            open_ = stating.statable(self._office, self.draft.household, scheme, who)
            if not open_.questions:
                self._news.said.emit("没有要补充的：所问的事实档案里都有，或者要在档案里登记。")
                return
            said = StateFactsDialog.ask(open_.questions, open_.before, self._office.today(), self)
            if said is None:
                return
            self.assessment = means.assess(
                self._office, household_id, scheme, applicant=who, stated=stating.say(self._office, said)
            )
            self._show_checked(self.assessment)

    def _show_checked(self, kept: Assessment) -> None:
        self.load()
        self._news.said.emit(f"核对完成：{outcome_words(kept.verdict.outcome)}，结论已留存")
        # the verdict stands at the top, and Page Down reads on instead of changing the scheme
        first = next((b for b in (self.apply, self.state_facts, self.copy) if b.isEnabled()), self.copy)
        first.setFocus()
        self.inside.adjustSize()
        self.verticalScrollBar().setValue(self.band.y() - MARGIN)

    def try_now(self) -> None:
        """Show what the check would say of the file as it stands on the screen; nothing is kept."""
        if not self.scheme.settle():
            return
        scheme = self.scheme.value()
        if scheme is None:
            return
        with telling(self):
            verdict = means.try_out(
                self._office, self.draft.household, scheme, applicant=self.applicant.value()
            )
            self.earlier.set_value(None)  # so that an earlier verdict can be chosen again
            self.assessment = None
            self._show_sheet(None)
            self.sheet.show_verdict(discreet(verdict, self.draft.household), self._groups(scheme))
            self.copy.show()
            self.band.become("band-warned", "试算结果：按屏幕上现在的内容计算，没有留存，不能据此提出申请。")
            self.band.show()

    def _show_people(self) -> None:
        household = self.draft.household
        chosen = self.applicant.value()
        known = chosen is not None and household.member(chosen) is not None
        self.applicant.set_options(
            whose_options(household, whole=False), chosen if known else household.head.ordinal
        )

    def _choose_scheme(self) -> None:
        card = self._cards.get(self.scheme.value() or "")
        ready = card is not None and card.runnable
        self.check.setEnabled(ready)
        self.try_out.setEnabled(ready)
        self.why_not.setText("" if card is None else card.why_not)
        stopped = card is not None and not card.runnable
        self.why_not.setVisible(stopped)
        self.to_scheme.setVisible(stopped)

    def _choose_earlier(self) -> None:
        chosen = self.earlier.value()
        self.assessment = next((x for x in self._kept if x.id == chosen), None)
        self._show_sheet(self.assessment)

    def _show_sheet(self, kept: Assessment | None) -> None:
        self.sheet.show_verdict(
            discreet(kept.verdict, kept.household) if kept else None,
            self._groups(kept.scheme_id) if kept else None,
        )
        self.band.setVisible(kept is not None)
        self.copy.setVisible(kept is not None)
        self.apply.setVisible(kept is not None)
        self.state_facts.setVisible(kept is not None and _open_to_say(kept))
        if kept is None:
            return
        incomplete = kept.verdict.outcome is Outcome.incomplete
        card = self._cards.get(kept.scheme_id)
        too_little = too_little_known(kept.verdict, card.scheme) if card else incomplete
        self.apply.setEnabled(not too_little)
        latest = self.draft.household.version == kept.household.version
        self.band.become(
            "band-told" if latest else "band-warned",
            f"{day_words(kept.on)}按当时的档案、方案和标准作出的结论，已留存。"
            + ("" if latest else "此后档案有改动，需要时请重新核对。")
            + (
                "补齐所缺材料并重新核对后，才能提出申请；档案里没有登记处的，请点「补充事实」。"
                if too_little
                else "还不知道的，提出申请以后在案件里「重新核对」补上。"
                if incomplete
                else ""
            ),
        )

    def _groups(self, scheme_id: str) -> dict[str, str]:
        card = self._cards.get(scheme_id)
        return {group.id: group.label for group in card.scheme.groups} if card else {}

    def _open_scheme(self) -> None:
        self._go("schemes", self.scheme.value())

    def _apply(self) -> None:
        if self.assessment is not None:
            self._go("applications", self.assessment)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sheet.as_text())
        self._news.said.emit("结论已复制")


def _open_to_say(kept: Assessment) -> bool:
    """Whether something is missing that may be said at a check, or was said at this one."""
    missing = (FACTS[m.fact].type for m in kept.verdict.missing)
    return any(t is not FactType.people for t in missing) or bool(stated_in(parse_facts(kept.facts)))


def _offered(
    cards: Mapping[str, means.SchemeCard], kind: OfficeKind, out_of_force: Collection[str]
) -> list[means.SchemeCard]:
    """The schemes for people, those for this kind of office first, of those what is in force first, relief first."""
    people = [card for card in cards.values() if card.scheme.kind is not SchemeKind.units]
    relief = SchemeKind.relief
    return sorted(
        people,
        key=lambda c: (not _ours(c, kind), c.scheme.id in out_of_force, c.scheme.kind is not relief),
    )


def _ours(card: means.SchemeCard, kind: OfficeKind) -> bool:
    return not card.scheme.offices or kind in card.scheme.offices


def _shown(card: means.SchemeCard, kind: OfficeKind, out_of_force: Edition | None) -> str:
    """The title, with what stands against using it here."""
    said = [] if _ours(card, kind) else [f"{'、'.join(word(x) for x in card.scheme.offices)}用"]
    said += [] if out_of_force is None else [f"现在不施行：{out_of_force.days}"]
    said += [] if card.runnable else [f"待填 {card.lacking} 项"]
    return f"{card.scheme.title}（{'，'.join(said)}）" if said else card.scheme.title
