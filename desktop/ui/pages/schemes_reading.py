"""One scheme on screen: what it says, its worked examples, and the passages of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from desktop.casework import settings
from desktop.casework.assessment import SchemeCard
from desktop.domain.condition import Condition
from desktop.domain.example_words import tried_lines
from desktop.domain.examples import ExampleResult, run_examples
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_lint import OPEN_DATE, lint, unexplained
from desktop.domain.scheme_parts import Parameter
from desktop.domain.scheme_words import Reading, in_force_told, place_of
from desktop.domain.standards import LINE_WORDS, LineKind, line_name
from desktop.domain.words import word
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Scrolled, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.verdict_sheet import VerdictSheet, award_words

if TYPE_CHECKING:
    from desktop.casework.office import Office


GAPS = "原文的空缺和程序的读法"
LACKING = "还缺什么才能用"
SHOWN = 7
"""Examples in sight at once."""


class Part(Scrolled):
    """A tab of the scheme; `fill` builds it anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=16)

    def clear(self) -> None:
        """Take everything out."""
        while self.column.count():
            self.column.takeAt(0)
        for child in self.inside.children():
            if isinstance(child, QWidget):
                child.hide()
                child.deleteLater()
        self.verticalScrollBar().setValue(0)


Lacking = Parameter | LineKind
"""A figure that must be filled in or recorded before the scheme runs."""


class ContentPart(Part):
    """方案内容: what is lacking, where the plan has gaps, for whom, how much, how it goes, steps and papers.

    With `cure`, what is lacking stands there with a button that asks for it.
    """

    def __init__(
        self, parent: QWidget | None = None, *, cure: Callable[[Lacking], object] | None = None
    ) -> None:
        super().__init__(parent)
        self._cure = cure
        self.cures: dict[str, QPushButton] = {}
        """The buttons beside what is lacking, by the name of the parameter or the kind of the line."""

    def show_card(self, card: SchemeCard, notice_days: int) -> None:
        """Read this scheme."""
        self.clear()
        scheme = card.scheme
        reading = Reading(scheme, card.parameters)
        about = Card()
        about.add(Words(scheme.title, "heading"))
        plans = f"依据：方案第 {'、'.join(str(n) for n in scheme.plans)} 篇" if scheme.plans else ""
        for text in (
            "　".join(x for x in (scheme.issuer, scheme.reference) if x),
            f"帮扶对象：{scheme.audience}" if scheme.audience else "",
            "　".join(x for x in (plans, in_force_told(scheme)) if x),
            f"适用：{'、'.join(word(x) for x in scheme.offices)}" if scheme.offices else "",
        ):
            if text:
                about.add(Words(text))
        self.add(about)
        self.cures = {}
        if card.lacking:
            self.add(self._lacking(card))
        if scheme.notes:
            self.add(_list_card(GAPS, scheme.notes))
        for number, group in enumerate(scheme.groups, 1):
            heading = f"第 {number} 类：{group.label}" if len(scheme.groups) > 1 else f"帮扶谁：{group.label}"
            people = Card(heading)
            if len(group.require) > 1:
                people.add(Words("须同时符合：", "faint"))
            self._conditions(people, group.require, reading)
            if group.note:
                people.add(Words(f"注：{group.note}", "faint"))
            self.add(people)
        if scheme.exclusions:
            out = Card("有下列情形之一的，不予帮扶")
            self._conditions(out, scheme.exclusions, reading)
            self.add(out)
        for heading, lines in reading.header(notice_days):
            self.add(_list_card(heading, lines))
        self.add(self._given(scheme, reading))
        for heading, lines in reading.conduct():
            self.add(_list_card(heading, lines))
        self.add(self._steps(scheme, reading, notice_days))
        if scheme.papers:
            self.add(_list_card("要交的材料", [reading.paper(p) for p in scheme.papers]))
        self.column.addStretch()

    def _lacking(self, card: SchemeCard) -> Card:
        listed = Card(LACKING)
        wanted: list[tuple[Lacking, str, str, str]] = [
            *((p, p.name, _told(p), f"填写{p.label}") for p in card.unset),
            *(
                (kind, str(kind), f"{card.place}的{LINE_WORDS[kind]}：没有登记", f"登记{line_name(kind)}")
                for kind in card.unrecorded
            ),
        ]
        for number, (thing, name, told, deed) in enumerate(wanted, 1):
            words = Words(f"{number}. {told}")
            if self._cure is None:
                listed.add(words)
                continue
            cure = self._cure
            button = push(f"{deed[:2]}…", lambda cure=cure, thing=thing: cure(thing), picture="edit")
            button.setAccessibleName(deed)
            self.cures[name] = button
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(words, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            listed.add(row)
        return listed

    def _conditions(self, card: Card, conditions: Sequence[Condition], reading: Reading) -> None:
        for number, condition in enumerate(conditions, 1):
            card.add(Words(f"（{number}）{condition.clause}"))
            card.add(_indented(f"程序核对：{reading.condition(condition)}", "faint"))
            if condition.source:
                card.add(_indented(f"依据：{place_of(condition.source)}", "faint"))

    def _given(self, scheme: Scheme, reading: Reading) -> Card:
        given = Card("帮扶什么")
        for award in scheme.awards:
            head, *rest = reading.award(award)
            given.add(Words(head))
            for line in rest:
                given.add(_indented(line))
            if award.source:
                given.add(_indented(f"依据：{place_of(award.source)}", "faint"))
        for text in (*reading.ceilings(), *reading.payments()):
            given.add(Words(text))
        if not scheme.awards and not scheme.payments:
            given.add(Words("这个方案不发钱物，只定人选或任务。"))
        return given

    def _steps(self, scheme: Scheme, reading: Reading, notice_days: int) -> Card:
        card = Card("怎么办理")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, head in enumerate(("步骤", "谁办", "期限")):
            grid.addWidget(Words(head, "faint", wrap=False), 0, column)
        for row, step in enumerate(scheme.steps, 1):
            due = reading.due(step, notice_days)
            for column, text in enumerate((f"{row}. {step.label}", step.who or "—", due)):
                grid.addWidget(Words(text), row, column, Qt.AlignmentFlag.AlignTop)
        for column, stretch in enumerate((2, 2, 5)):
            grid.setColumnStretch(column, stretch)
        card.add(grid)
        return card


class ExamplesPart(Scrolled):
    """算例: cases with known results that come with the scheme; each is judged afresh and compared.

    With `try_out`, the chosen one can be gone on with: it is told the example's name.
    """

    def __init__(
        self, parent: QWidget | None = None, *, try_out: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(parent, margin=16)
        self.results: tuple[ExampleResult, ...] = ()
        self.band = Words(kind="band-good")
        self.model: RowsModel[ExampleResult] = RowsModel(_example_columns())
        self.table: Table[ExampleResult] = Table(self.model, "这个方案没有带算例。")
        self.table.setAccessibleName("算例")
        self.about = Card()
        self.name, self.tried = Words("", "heading"), Words()
        self.about.add(self.name)
        self.about.add(self.tried)
        if try_out is not None:
            go_on = push("用这个算例试算(&U)…", lambda: try_out(self._chosen()), picture="check")
            self.about.column.addWidget(go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.problems = Words(kind="band-bad")
        self.sheet = VerdictSheet()
        self._tried: dict[str, tuple[str, ...]] = {}
        for part in (self.band, self.table, self.about, self.problems, self.sheet):
            self.add(part)
        self.column.addStretch()
        self.table.chosen.connect(self._show_result)

    def show_results(self, results: tuple[ExampleResult, ...], scheme: Scheme) -> None:
        """Show how the examples of the scheme came out."""
        self.results = results
        self._tried = {example.name: tried_lines(scheme, example) for example in scheme.examples}
        self.model.show(results)
        wrong = sum(not r.passed for r in results)
        if not results:
            self.band.become("band-warned", "这个方案没有带算例，程序无法自己检验。")
        elif wrong:
            self.band.become(
                "band-bad",
                f"✘ {len(results)} 个算例里有 {wrong} 个没有通过：方案文件可能改错了。改正以前请不要用它核对。",
            )
        else:
            self.band.become(
                "band-good", f"✔ {len(results)} 个算例全部通过：按它们的事实重新核对，结论和预期一致。"
            )
        self.table.setFixedHeight(self.table.height_for(min(max(len(results), 1), SHOWN)))
        self._show_result(None)
        if results:
            self.table.choose(0)

    def _chosen(self) -> str:
        result = self.table.line()
        return result.name if result is not None else ""

    def _show_result(self, result: ExampleResult | None) -> None:
        tried = self._tried.get(result.name, ()) if result is not None else ()
        self.about.setVisible(result is not None)
        self.name.setText(f"{'✔' if result.passed else '✘'} {result.name}" if result is not None else "")
        self.tried.setText("\n".join(tried))
        self.tried.setVisible(bool(tried))
        self.problems.setVisible(result is not None and not result.passed)
        self.problems.setText("\n".join(result.problems) if result is not None else "")
        self.sheet.show_verdict(result.verdict if result is not None else None)


class PassagesPart(Part):
    """原文: the passages of the plan the scheme rests on, word for word."""

    def show_scheme(self, scheme: Scheme) -> None:
        """Show this scheme's passages."""
        self.clear()
        if not scheme.passages:
            self.add(Words("这个方案文件没有摘录原文。", "band-warned"))
        garbled = [g for g in lint(scheme) if g.kind != OPEN_DATE]
        unsaid = {g.passage for g in unexplained(scheme)}
        for passage in scheme.passages:
            card = Card()
            card.add(Words(passage.where, "faint"))
            card.add(Words(passage.text))
            here = [g for g in garbled if g.passage == passage.id]
            for said in dict.fromkeys(g.said for g in here):
                card.add(Words(f"！{said}", "band-warned" if passage.id in unsaid else "faint"))
            self.add(card)
        self.add(Words(f"方案文件 {scheme.file}，版本 {scheme.edition}", "faint"))
        self.column.addStretch()


def examples_of(office: Office, scheme: Scheme) -> tuple[ExampleResult, ...]:
    """How the examples come out by this office's calendar."""
    return run_examples(scheme, settings.calendar(office))


def _example_columns() -> list[Column[ExampleResult]]:
    return [
        Column(
            title="结果",
            text=lambda x: "✔ 通过" if x.passed else "✘ 没有通过",
            width=112,
            kind=lambda x: "green" if x.passed else "red",
        ),
        Column(title="算例", text=lambda x: x.name, width=120, stretch=True),
        Column(title="结论", text=lambda x: word(x.verdict.outcome) if x.verdict else "—", width=78),
        Column(
            title="帮扶内容",
            text=lambda x: award_words(x.verdict) if x.verdict else "",
            width=130,
            stretch=True,
        ),
    ]


def _told(parameter: Parameter) -> str:
    unit = f"（{parameter.unit}）" if parameter.unit else ""
    return f"{parameter.label}{unit}{f'：{parameter.meaning}' if parameter.meaning else ''}"


def _list_card(heading: str, lines: Sequence[str]) -> Card:
    card = Card(heading)
    for number, line in enumerate(lines, 1):
        card.add(Words(f"{number}. {line}"))
    return card


def _indented(text: str, kind: str = "") -> Words:
    words = Words(text, kind)
    words.setContentsMargins(28, 0, 0, 0)
    return words
