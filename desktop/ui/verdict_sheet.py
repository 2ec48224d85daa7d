"""The verdict sheet (核对结论), clause by clause: what it asks, the passage, the fact, the line, what would change it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.days import day_words
from desktop.domain.income import yuan
from desktop.domain.verdict import Finding, Goods, Outcome, Verdict
from desktop.domain.words import word
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Words, rule

MARKS = {Outcome.eligible: "✔", Outcome.ineligible: "✘", Outcome.incomplete: "？"}
KINDS = {Outcome.eligible: "band-good", Outcome.ineligible: "band-bad", Outcome.incomplete: "band-warned"}
_FINDING = {True: ("✔ 符合", "fine"), False: ("✘ 不符合", "bad"), None: ("？ 不清楚", "warned")}
_EXCLUSION = {True: ("✔ 未触及", "fine"), False: ("✘ 触及", "bad"), None: ("？ 不清楚", "warned")}


class VerdictSheet(QWidget):
    """Shows one verdict; every word of it can be copied. Where facts are filled in beside it, it leads to what is missing."""

    wanted = Signal(str)
    """A missing fact is to be filled in: its id."""

    def __init__(
        self,
        verdict: Verdict | None = None,
        groups: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
        leads: bool = False,
    ) -> None:
        super().__init__(parent)
        self._leads = leads
        self.verdict: Verdict | None = None
        self.groups: dict[str, str] = {}
        self._cards: dict[Hashable, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        if verdict is not None:
            self.show_verdict(verdict, groups)

    def show_verdict(self, verdict: Verdict | None, groups: Mapping[str, str] | None = None) -> None:
        """Show this verdict instead; None empties the sheet. `groups` gives the words for the scheme's groups."""
        self.verdict = verdict
        self.groups = dict(groups or {})
        while self._column.count():
            self._column.takeAt(0)
        before, self._cards = self._cards, {}
        for key, make in self._wanted_cards(verdict) if verdict is not None else ():
            card = before.pop(key, None) or make()  # what says the same stays: typing must not flicker
            self._cards[key] = card
            self._column.addWidget(card)
        for card in before.values():
            card.hide()
            card.deleteLater()

    def _wanted_cards(self, verdict: Verdict) -> Iterator[tuple[Hashable, Callable[[], QWidget]]]:
        """Each card of the sheet, with all it shows as its key."""
        shown = (verdict.outcome, verdict.scheme_title, verdict.summary, *_award_lines(verdict))
        yield ("outcome", shown), partial(_outcome, verdict)
        if verdict.missing:
            go = self.wanted.emit if self._leads else None
            yield ("missing", verdict.missing), partial(_missing, verdict, go)
        for heading, findings in _grouped(verdict, self.groups):
            yield (heading, tuple(findings)), partial(_clauses, heading, findings)
        if verdict.notes:
            yield ("notes", verdict.notes), partial(_notes, verdict.notes)

    def as_text(self) -> str:
        """The whole sheet as plain text, for copying."""
        return "" if self.verdict is None else verdict_text(self.verdict, self.groups)


def outcome_words(outcome: Outcome) -> str:
    """The outcome as mark and word: ✔ 符合, ✘ 不符合, ？ 缺材料."""
    return f"{MARKS[outcome]} {word(outcome)}"


def award_words(verdict: Verdict) -> str:
    """What the plan would give: amount, goods, or neither."""
    parts = [_amount(verdict)]
    parts += [goods_words(goods) for goods in verdict.goods]
    return "、".join(x for x in parts if x)


def _amount(verdict: Verdict) -> str:
    """The amount; by the month, or as the span a person decides in, where the plan gives it so."""
    monthly = "每月 " if verdict.monthly is not None else ""
    if verdict.amount is not None:
        return f"{monthly}{yuan(verdict.amount)} 元"
    if verdict.amount_at_least is not None and verdict.amount_at_most:
        return f"{monthly}{yuan(verdict.amount_at_least)}—{yuan(verdict.amount_at_most)} 元，由审批人确定"
    return ""


def goods_words(goods: Goods) -> str:
    """Goods as name, count, unit and worth."""
    worth = f"（折合 {yuan(goods.value)} 元）" if goods.value is not None else ""
    return f"{goods.name} {goods.count.normalize():f} {goods.unit}{worth}"


def verdict_text(verdict: Verdict, groups: Mapping[str, str] | None = None) -> str:
    """A verdict as lines of plain text."""
    lines = [
        f"{verdict.scheme_title}　{outcome_words(verdict.outcome)}　{day_words(verdict.on)}",
        verdict.summary,
    ]
    if award := award_words(verdict):
        lines.append(f"拟给予：{award}　{verdict.amount_because}")
    lines += [
        f"缺：{m.label}（{'、'.join(m.papers)}）" if m.papers else f"缺：{m.label}" for m in verdict.missing
    ]
    for heading, findings in _grouped(verdict, groups or {}):
        lines.append(heading)
        for finding in findings:
            lines.append(f"{_said(finding)[0]}　{finding.clause}：{finding.because}　〔{finding.source}〕")
            if finding.change:
                lines.append(f"　　怎样会改变：{finding.change}")
    return "\n".join([*lines, *(f"须注意：{note}" for note in verdict.notes)])


def _grouped(verdict: Verdict, groups: Mapping[str, str]) -> list[tuple[str, list[Finding]]]:
    """The findings under their headings: exclusions first where one is touched or unclear, else after
    what concerns all and the group that decided; the other groups last."""
    labels = dict(groups)
    if verdict.group:
        labels.setdefault(verdict.group, verdict.group_label)

    clear = all(f.holds for f in verdict.findings if f.excludes)

    def heading(finding: Finding) -> str:
        if finding.excludes:
            return "排除条件（触及一项就不能享受）"
        if not finding.group:
            return "共同条件"
        return f"认定条件：{labels.get(finding.group) or finding.group}"

    def rank(finding: Finding) -> tuple[int, str]:
        if finding.excludes:
            return (2 if clear else -1, "")
        return (0, "") if not finding.group else (1 if finding.group == verdict.group else 3, finding.group)

    def weight(finding: Finding) -> int:
        return {False: 0, None: 1, True: 2}[finding.holds] if finding.excludes else 0

    ordered = sorted(verdict.findings, key=lambda f: (*rank(f), weight(f)))
    return [(name, list(group)) for name, group in groupby(ordered, key=heading)]


def _outcome(verdict: Verdict) -> QWidget:
    card = Card()
    band = Words(outcome_words(verdict.outcome), KINDS[verdict.outcome])
    band.setProperty("scale", "big")
    title = Words(verdict.scheme_title, "heading")
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(band, 0)
    row.addWidget(title, 1)
    card.add(row)
    card.add(Words(verdict.summary))
    facts = QGridLayout()
    facts.setHorizontalSpacing(12)
    facts.setColumnStretch(1, 1)
    for label, text in _award_lines(verdict):
        if text:
            at = facts.rowCount()
            facts.addWidget(Words(label, "faint", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(Words(text), at, 1)
    card.add(facts)
    return card


def _award_lines(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    return (
        ("类别", verdict.group_label),
        ("拟给予", award_words(verdict)),
        ("算法", verdict.amount_because),
        ("核对日期", day_words(verdict.on)),
    )


def _notes(notes: tuple[str, ...]) -> QWidget:
    card = Card("方案原文须注意")
    for note in notes:
        card.add(Words(f"· {note}"))
    return card


def _missing(verdict: Verdict, go: Callable[[str], object] | None) -> QWidget:
    card = Card(f"还缺 {len(verdict.missing)} 项（一次性告知）")
    for number, missing in enumerate(verdict.missing, 1):
        papers = f"　需提供：{'、'.join(missing.papers)}" if missing.papers else ""
        words = Words(f"{number}. {missing.label}{papers}")
        if go is None:
            card.add(words)
            continue
        button = push("去填", lambda fact=missing.fact: go(fact), kind="small")
        button.setAccessibleName(f"去填：{missing.label}")
        row = QHBoxLayout()
        row.addWidget(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.add(row)
    return card


def _clauses(heading: str, findings: list[Finding]) -> QWidget:
    card = Card(heading)
    for number, finding in enumerate(findings):
        if number:
            card.add(rule())
        card.add(_clause(finding))
    return card


def _said(finding: Finding) -> tuple[str, str]:
    return (_EXCLUSION if finding.excludes else _FINDING)[finding.holds]


def _clause(finding: Finding) -> QWidget:
    said, kind = _said(finding)
    frame = QFrame()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, 92)
    grid.setColumnStretch(2, 1)
    mark = Words(said, kind, wrap=False)
    clause = Words(finding.clause)
    for words in (mark, clause):
        words.setProperty("strong", True)
    grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(clause, 0, 1, 1, 2)
    grid.addWidget(Words(finding.because), 1, 1, 1, 2)
    row = 2
    for label, text in (
        ("事实", finding.fact),
        ("标准", finding.line),
        ("差距", finding.margin),
        ("依据", finding.source),
        ("怎样会改变", finding.change),
    ):
        if text:
            grid.addWidget(Words(label, "faint", wrap=False), row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(text), row, 2)
            row += 1
    return frame
