"""Trying a scheme out (试算): facts on the left, on the right what the check says of them while one types; nothing is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.casework import trying
from desktop.domain.condition import Case
from desktop.domain.condition_words import ConditionWords
from desktop.domain.conduct_words import ranking_words
from desktop.domain.dossier import TrialPaper
from desktop.domain.errors import OfficeError
from desktop.domain.facts import FACTS
from desktop.domain.means import UnsetParametersError
from desktop.domain.names import initials
from desktop.domain.ranking import RankingRule
from desktop.domain.scheme_header import SCHEME_KIND_WORDS, SchemeKind
from desktop.domain.scheme_parts import Example
from desktop.domain.standards import NoLineError
from desktop.domain.try_out import Attempt, assumed, of_example
from desktop.domain.try_out_conduct import conduct_tried, untried
from desktop.domain.verdict import Verdict
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import telling
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Scrolled, Words
from desktop.ui.fields.seek import SeekBox
from desktop.ui.fields.text import PAUSE
from desktop.ui.news import News
from desktop.ui.pages.reading_keys import take_key
from desktop.ui.pages.try_out.dates import ConductPart, DatesPart
from desktop.ui.pages.try_out.form import Form
from desktop.ui.pages.try_out.pick_household import PickHouseholdDialog
from desktop.ui.pages.try_out.ranking import RankingCard
from desktop.ui.papers import print_from, save_spreadsheet_from, spreadsheet_asked
from desktop.ui.verdict_sheet import VerdictSheet

if TYPE_CHECKING:
    from desktop.casework.office import Office

FIELDS = 460
"""So wide the questions are at most held: from there they scroll sideways."""
CHANGED = "，之后改过"
NOT_KEPT = "试算：边填边看结果，不留存，也不是决定。"


def open_try_out(
    office: Office, news: News, scheme_id: str, parent: QWidget | None = None, example: str = ""
) -> None:
    """Try this scheme out until the window is closed, begun with a worked example of that name where one is given."""
    with telling(parent):
        window = TryOut(office, news, scheme_id, parent, example)
        if example and window.examples.value() is None:
            window.deleteLater()
            raise OfficeError(f"方案「{window.scheme.title}」没有名为「{example}」的算例。")
        shown(window)


class TryOut(QDialog):
    """The form, the verdict, the dates, and rankings where the scheme has them."""

    def __init__(
        self,
        office: Office,
        news: News,
        scheme_id: str,
        parent: QWidget | None = None,
        example: str = "",
    ) -> None:
        super().__init__(parent)
        self._office, self._news = office, news
        self.ground = trying.ground(office, scheme_id)
        self.scheme = self.ground.card.scheme
        self.setWindowTitle(f"试算：{self.scheme.title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.verdict: Verdict | None = None
        self.filled_from = ""
        self.form = Form(self.ground, office.today())
        self.examples: SeekBox[str] = SeekBox("选一个算例，照它填", "可以直接输入几个字或拼音首字母来找")
        self.examples.setAccessibleName("照一个算例填")
        self.examples.setMinimumContentsLength(18)
        self.examples.offer([(x.name, x.name, initials(x.name)) for x in self.scheme.examples])
        self.take_household = push("照一户档案填(&H)…", self.fill_from_household, picture="households")
        self.empty = push("清空(&R)", self.clear, picture="refresh", key="Ctrl+R")
        self.paper = push("打印试算单(&P)", self.print, picture="print", kind="primary", key="Ctrl+P")
        self.spreadsheet = push("存为表格(&X)…", self.save_spreadsheet, picture="export")
        self.leave = push("关闭(&C)", self.close, key="Esc")
        self.state = Words(NOT_KEPT, "band-told")
        self.trouble = Words(kind="band-warned")
        self.trouble.hide()
        self.to_blank = push("去试填(&T)", self.form.go_to_blank, kind="primary")
        self.to_blank.hide()
        self.sheet = VerdictSheet(leads=True)
        self.found = Scrolled(margin=12)
        self.dates = DatesPart(self.ground)
        self.conduct = ConductPart(self.ground)
        words = ConditionWords(self.scheme, self.ground.card.parameters)
        self.rankings = {
            rule.id: RankingCard(rule, ranking_words(rule, words)) for rule in self.scheme.conduct.rankings
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.judge)
        self.form.changed.connect(self._changed)
        self.examples.changed.connect(self._example_chosen)
        self.sheet.wanted.connect(self.form.go_to)
        for keys, deed in (
            ("Ctrl+P", self.print),
            ("Ctrl+R", self.clear),
            ("Ctrl+PgDown", lambda: self._turn(1)),
            ("Ctrl+PgUp", lambda: self._turn(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        for ranking in self.rankings.values():
            ranking.fill((), None, self._places(ranking.rule, self.form.attempt()))
        self.examples.set_value(example or None)
        if self.examples.value() is None:
            self.judge()
        self._begin()

    def judge(self) -> None:
        """Work everything out anew from what is filled in."""
        self._pause.stop()
        attempt = self.form.attempt()
        said, blank = self._problems(), False
        verdict: Verdict | None = None
        try:
            verdict = self.ground.verdict(attempt)
        except UnsetParametersError as error:
            names = "、".join(f"「{p.label}」" for p in error.unset)
            said.append(f"原文没有写明 {names}，现在还不能试算。请在左边「试填的数」里填一个数。")
            blank = True
        except NoLineError as error:
            said.append(f"{error.said}只是试算，也可以在左边「试填的数」里填一个数。")
            blank = True
        except OfficeError as error:
            said.append(error.said)
        self.to_blank.setVisible(blank)
        self.trouble.setText("\n".join(said))
        self.trouble.setVisible(bool(said))
        self._show(verdict)
        self.dates.show_attempt(attempt)
        self.conduct.show_attempt(attempt)

    def fill_from_household(self) -> None:
        """Ask which archive, and fill in what it tells of what is asked."""
        picked = PickHouseholdDialog.ask(self._office, self.ground.looks_below, self)
        if picked is None:
            return
        with telling(self):
            attempt = self.form.attempt()
            facts = trying.facts_of_household(
                self._office,
                picked.household,
                self.scheme.id,
                attempt.on,
                picked.applicant,
                attempt.received,
            )
            self.examples.set_value(None)
            self.form.place.set_value(self.ground.bureau.place)
            self.form.fill_facts(facts)
            number = picked.household.number
            self._filled(f"档案 {number} ")
            self._news.said.emit(f"已照档案 {number} 填入 {len(facts)} 项")

    def fill_from_example(self, name: str) -> None:
        """Fill in what a worked example of that name gives."""
        example = next(x for x in self.scheme.examples if x.name == name)
        attempt = of_example(self.scheme, example)
        self.form.fill(attempt)
        self._rank_as(example, attempt)
        self._filled(f"算例「{name}」")

    def clear(self) -> None:
        """Everything unknown again."""
        self.examples.set_value(None)
        self.form.clear()
        for ranking in self.rankings.values():
            ranking.fill((), None, self._places(ranking.rule, self.form.attempt()))
        self._filled("")
        self._begin()

    def paper_of(self) -> TrialPaper:
        """What would be printed. Raises OfficeError where there is no verdict to print."""
        self.judge()
        if self.verdict is None:
            raise OfficeError(f"还没有试算结果，不能打印。{self.trouble.text()}")
        attempt = self.form.attempt()
        return TrialPaper(
            bureau=self.ground.bureau,
            title=self.scheme.title,
            reference="　".join(x for x in (self.scheme.issuer, self.scheme.reference) if x),
            edition=self.scheme.edition,
            on=attempt.on,
            received=attempt.received,
            place=attempt.place,
            filled_from=self.filled_from,
            facts=self.form.told(),
            assumed=self.form.figures.told(),
            verdict=self.verdict,
            groups={g.id: g.label for g in self.scheme.groups},
            steps=self.dates.steps,
            printed_on=self._office.today(),
        )

    def print(self) -> None:
        """Write the trial sheet and show it."""
        with telling(self):
            paper = self.paper_of()
            print_from(
                self,
                self._office,
                self._name(),
                lambda path, progress, cancelled: trying.print_trial(
                    self._office, paper, path, progress, cancelled
                ),
            )

    def save_spreadsheet(self) -> None:
        """Write the trial sheet as a spreadsheet."""
        with telling(self):
            paper = self.paper_of()
            chosen = spreadsheet_asked(self, self._office, self._name())
            if chosen is None:
                return
            save_spreadsheet_from(
                self,
                self._news,
                chosen,
                self._name(),
                lambda path, progress, cancelled: trying.print_trial(
                    self._office, paper, path, progress, cancelled
                ),
            )

    def _name(self) -> str:
        return f"试算单 {self.scheme.title}"

    def _problems(self) -> list[str]:
        found = [said for said, _ in self.form.problems()]
        if not found:
            return []
        return [f"有 {len(found)} 处还填得不对，先当作不知道来算：", *found]

    def _show(self, verdict: Verdict | None) -> None:
        if verdict == self.verdict and verdict is not None:
            return
        self.verdict = verdict
        bar = self.found.verticalScrollBar()
        at = bar.value()
        self.found.setUpdatesEnabled(False)
        self.sheet.show_verdict(verdict, {g.id: g.label for g in self.scheme.groups})
        self.found.inside.adjustSize()
        bar.setValue(at)
        self.found.setUpdatesEnabled(True)

    def _changed(self) -> None:
        if self.filled_from and not self.filled_from.endswith(CHANGED):
            self.filled_from += CHANGED
            self._say_state()
        self._pause.start()

    def _filled(self, source: str) -> None:
        self.filled_from = f"{source}填入" if source else ""
        self._say_state()
        self.judge()

    def _say_state(self) -> None:
        self.state.setText(f"{NOT_KEPT}事实照{self.filled_from}。" if self.filled_from else NOT_KEPT)

    def _example_chosen(self) -> None:
        name = self.examples.value()
        line = self.examples.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # a long name is read from its beginning
        if name is not None:
            with telling(self):
                self.fill_from_example(name)

    def _rank_as(self, example: Example, attempt: Attempt) -> None:
        hoped = {one.id: one for one in example.expect.more.rankings}
        for id, card in self.rankings.items():
            candidates = example.given.candidates if id in hoped else ()
            card.fill(candidates, hoped.get(id), self._places(card.rule, attempt))
        shown = next((self.rankings[id] for id in hoped if id in self.rankings), None)
        if shown is not None and example.expect.outcome is None:
            self.tabs.setCurrentIndex(self._at["评定名次"])

    def _places(self, rule: RankingRule, attempt: Attempt) -> Decimal | None:
        """So many places as the plan or the figures assumed say; None where nobody has said."""
        values = self.scheme.values(self.ground.parameters(attempt))
        if rule.places is None or any(name not in values for name in rule.parameters):
            return None
        case = Case(attempt.facts, assumed(self.ground.standards, attempt), attempt.place, attempt.on, values)
        return case.figure(rule.places, FACTS["household_size"]).value

    def _begin(self) -> None:
        if not self.form.go_to_blank() and self.ground.asked:
            self.form.go_to(self.ground.asked[0].fact.id)
        self.form.verticalScrollBar().setValue(0)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _lay_out(self) -> None:
        kind = self.scheme.kind
        self._at: dict[str, int] = {}
        self.found.add(self.state)
        if kind is not SchemeKind.relief:
            self.found.add(
                Words(
                    f"这是{SCHEME_KIND_WORDS[kind]}方案，不是救助：结论说的是这个人或单位在不在方案里，该做什么。",
                    "faint",
                )
            )
        row = QHBoxLayout()
        row.addWidget(self.trouble, 1)
        row.addWidget(self.to_blank, 0, Qt.AlignmentFlag.AlignTop)
        self.found.add(row)
        self.found.add(self.sheet)
        self.found.column.addStretch(1)
        parts: list[tuple[str, QWidget]] = [("试算结果", self.found), ("步骤和日期", self.dates)]
        if self.rankings:
            ranked = Scrolled(margin=12)
            for card in self.rankings.values():
                ranked.add(card)
            ranked.column.addStretch(1)
            parts.append(("评定名次", ranked))
        conduct = self.scheme.conduct
        if conduct_tried(conduct, self._office.today()) or untried(conduct):
            parts.append(("走访、抽查和物资", self.conduct))
        else:
            self.conduct.setParent(self)
            self.conduct.hide()
        for title, part in parts:
            self._at[title] = self.tabs.addTab(part, title)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        bar = self.form.verticalScrollBar().sizeHint().width()
        self.form.setMinimumWidth(min(self.form.inside.minimumSizeHint().width() + bar + 4, FIELDS))
        self.tabs.setMinimumWidth(330)
        splitter.addWidget(self.form)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 6)
        example = QLabel("算例(&E)")
        example.setBuddy(self.examples)
        top = QVBoxLayout()
        top.setContentsMargins(14, 10, 14, 4)
        top.setSpacing(8)
        top.addWidget(
            Bar(
                (example, self.examples, self.take_household, self.empty),
                (self.paper, self.spreadsheet, self.leave),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)
        room = self.screen().availableGeometry()
        self.resize(min(1240, room.width() - 40), min(840, room.height() - 60))
        # PySide's stubs leave the list's element type out
        cast("Any", splitter).setSizes([self.width() * 5 // 11, self.width() * 6 // 11])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if take_key(event, self, self.tabs.currentWidget()):
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
