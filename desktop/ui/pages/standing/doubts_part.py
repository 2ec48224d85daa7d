"""合理性核查: what does not go together in the files, by rule; looked at and let stand with a reason, or put right in the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import plausible
from desktop.casework.safety import why_not
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.plausible import Finding, rule_named
from desktop.domain.trail import Act
from desktop.ui.dialogs.measures import MeasuresDialog
from desktop.ui.dialogs.message import tell_error, telling
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty, Words
from desktop.ui.models.columns import Column
from desktop.ui.models.many import ManyTable
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.news import News
from desktop.ui.pages.page import Go
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

Counted = tuple[str, int]
"""A rule, or nothing for all of them, with how many findings it has."""
ALL = ("", "全部疑点")
READING = "正在读取上次核查的结果"
ALONE = 5_000
"""Milliseconds the page alone says that it reads, before a progress window does."""


class DoubtsPart(QWidget):
    """Rules on the left, findings on the right; the whole office is looked through when the officer says so."""

    def __init__(self, office: Office, news: News, go: Go, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._news, self._go = office, news, go
        self._found: tuple[Finding, ...] | None = None
        self._looked = ""
        self._reading = False
        self.run = push("核查全部档案(&R)", self.main, picture="checklist", kind="primary", key="F2")
        self.ignore_button = push("已核，忽略(&G)…", self.ignore)
        self.again_button = push("取消忽略(&U)", self.look_again, picture="back")
        self.limits = push("限额(&L)…", self.set_limits, picture="settings")
        self.with_ignored = QCheckBox("也列出已忽略的(&I)")
        self.summary = Words(kind="faint", wrap=False)
        self.counts: RowsModel[Counted] = RowsModel(
            [
                Column(title="规则", text=lambda x: _label(x[0]), width=200, stretch=True),
                Column(title="处", text=lambda x: f"{x[1]:,}", width=66, right=True),
            ]
        )
        self.rules: Table[Counted] = Table(self.counts)
        self.rules.setAccessibleName("核查规则")
        self.model: RowsModel[Finding] = RowsModel(_columns())
        self.table: ManyTable[Finding] = ManyTable(self.model, "没有发现疑点。")
        self.table.setAccessibleName("疑点")
        self.whole = Words(kind="band-told")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addWidget(
            Words("回车打开档案改正；Shift、Ctrl 或 Ctrl+A 选多条一起忽略；数字变了会重新列出", "faint")
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.rules)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 740])  # pyright: ignore[reportUnknownMemberType]
        self.empty = Empty(
            "还没有核查过",
            "程序按年龄与关系、收入与就业、类别与证件等规则查一遍在档的家庭，列出对不上的地方，由您核实后改正或忽略。",
            (("核查全部档案", self.main),),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self.empty)
        self.reading = Empty(f"{READING}……", "疑点多的，要等一两秒。")
        self.stack.addWidget(self.reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.setSpacing(8)
        layout.addWidget(
            Bar((self.run, self.ignore_button, self.again_button), (self.with_ignored, self.limits))
        )
        layout.addWidget(self.summary)
        layout.addWidget(self.stack, 1)
        self.rules.chosen.connect(self._show_rule)
        self.rules.opened.connect(self.table.setFocus)
        self.table.chosen.connect(self._look)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda: self._enable())
        self.with_ignored.toggled.connect(lambda: self._show())
        self._show()

    def load(self) -> None:
        """Show what was found, by whom and when; files that were opened since are looked at again."""
        if self._found is None:
            self._recall()
            return
        line = self.table.line()
        if line is not None:
            self._renew({line.household_id})
        else:
            self._show()

    def begin(self) -> None:
        """Take the keyboard."""
        (self.run if self._found is None else self.table if self.model.lines() else self.rules).setFocus()

    def main(self) -> None:
        """Look through every open file, off the GUI thread."""

        def done(found: tuple[Finding, ...]) -> None:
            self._found, self._looked = found, f"{day_words(self._office.today())}核查"
            self._show()
            self.begin()
            fresh = sum(f.ignored is None for f in found)
            self._news.said.emit(f"核查完毕，有 {fresh:,} 处要核实" if fresh else "核查完毕，没有要核实的")

        work(
            self.window(),
            "正在核查全部档案",
            lambda progress, cancelled: plausible.look_through(self._office, progress, cancelled),
            done,
        )

    def print(self) -> None:
        """There is no paper of this; the lines can be copied."""

    def ignore(self) -> None:
        """Let the chosen findings stand, with a reason."""
        chosen = [f for f in self.table.chosen_lines() if f.ignored is None]
        if not chosen or self._forbidden():
            return
        told = chosen[0].doubt.said if len(chosen) == 1 else f"{len(chosen)} 处疑点，用同一个理由忽略。"
        because = ReasonDialog.ask(
            self,
            title="已核，忽略",
            told=f"{told}\n忽略以后不再列出；有关数字改动了，会重新列出。",
            hint="核实的情况，例如：已看户口簿，出生日期无误",
            needed="请写明核实的情况。",
            take="忽略",
        )
        if because:
            with telling(self):
                plausible.ignore(self._office, chosen, because)
                self._news.said.emit(f"已忽略 {len(chosen)} 处，理由：{because}")
                self._renew({f.household_id for f in chosen})
                self.table.setFocus()

    def look_again(self) -> None:
        """Take back that the chosen findings may stand."""
        chosen = [f for f in self.table.chosen_lines() if f.ignored is not None]
        if not chosen or self._forbidden():
            return
        with telling(self):
            plausible.look_again(self._office, chosen)
            self._news.said.emit(f"已取消忽略 {len(chosen)} 处")
            self._renew({f.household_id for f in chosen})
            self.table.setFocus()

    def set_limits(self) -> None:
        """Set what the rules measure by, then look through again where that was done before."""
        said = why_not(self._office, Act.record_measures)
        if said:
            tell_error(self, said, heading="不能办理")
        elif MeasuresDialog.ask(self._office, self):
            self._news.said.emit("核查限额已保存")
            if self._found is not None:
                self.main()

    def _recall(self) -> None:
        """Read what was found last, off the GUI thread; the page says so meanwhile."""
        if self._reading:
            return
        self._reading = True
        self._show()

        def done(last: plausible.LastLook | None) -> None:
            self._reading = False
            if last is not None:
                self._found, self._looked = last.findings, _when(last)
            self._show()
            focus = QApplication.focusWidget()
            if focus is not None and self.isAncestorOf(focus):
                self.begin()

        def failed(error: OfficeError) -> None:
            self._reading = False
            self._show()
            tell_error(self, error.said)

        def job(_progress: Progress, _cancelled: Cancelled) -> plausible.LastLook | None:
            return plausible.last_look(self._office)

        work(self.window(), READING, job, done, failed=failed, patience=ALONE)

    def _forbidden(self) -> bool:
        said = why_not(self._office, Act.ignore_finding)
        if said:
            tell_error(self, said, heading="不能办理")
        return bool(said)

    def _renew(self, household_ids: set[int]) -> None:
        """Look at these files again and put what is found in the place of what was."""
        found = [f for f in self._found or () if f.household_id not in household_ids]
        for household_id in household_ids:
            with telling(self):
                found += plausible.doubts_of(self._office, household_id)
        self._found = tuple(sorted(found, key=lambda f: (f.doubt.rule, f.number, f.doubt.whose)))
        self._show()

    def _shown(self) -> list[Finding]:
        both = self.with_ignored.isChecked()
        return [f for f in self._found or () if both or f.ignored is None]

    def _show(self) -> None:
        told = self.reading if self._reading else self.empty
        self.stack.setCurrentIndex(0 if self._found is not None else self.stack.indexOf(told))
        here = self.rules.line()
        shown = self._shown()
        numbers = Counter(f.doubt.rule for f in shown)
        lines: list[Counted] = [("", len(shown)), *numbers.most_common()]
        self.counts.show(lines)
        wanted = here[0] if here else ""
        self.rules.choose(next((n for n, x in enumerate(lines) if x[0] == wanted), 0))
        files = len({f.household_id for f in shown})
        ignored = sum(f.ignored is not None for f in self._found or ())
        self.summary.setText(
            ""
            if self._found is None
            else f"{files:,} 户 {len(shown):,} 处　已忽略 {ignored:,} 处　{self._looked}　只提醒，不改动档案"
        )
        self._enable()

    def _show_rule(self, line: Counted | None) -> None:
        if line is None:
            return
        row = self.table.currentIndex().row()
        rule = line[0]
        self.model.show([f for f in self._shown() if rule in ("", f.doubt.rule)])
        if self.model.lines():
            self.table.choose(max(0, min(row, len(self.model.lines()) - 1)))
        self._enable()

    def _open(self, finding: Finding) -> None:
        self._go("households", finding.household_id)

    def _look(self, finding: Finding | None) -> None:
        said = finding.doubt.said if finding else ""
        if finding is not None and finding.ignored is not None:
            let = finding.ignored
            said += f"\n已忽略：{let.because}（{let.by}，{day_words(let.day)}）"
        self.whole.setText(said)
        self.whole.setVisible(bool(said))
        self._enable()

    def _enable(self) -> None:
        chosen = self.table.chosen_lines()
        self.ignore_button.setEnabled(any(f.ignored is None for f in chosen))
        self.again_button.setEnabled(any(f.ignored is not None for f in chosen))


def _when(last: plausible.LastLook) -> str:
    told = f"{day_words(last.on)} {last.by} 核查"
    return f"{told}，此后改动的档案很多，请重新核查" if last.changed else told


def _label(rule: str) -> str:
    return rule_named(rule).label if rule else ALL[1]


def _columns() -> list[Column[Finding]]:
    return [
        Column(title="档案编号", text=lambda f: f.number, width=140),
        Column(title="户主", text=lambda f: f.name, width=110),
        Column(title="疑点", text=lambda f: f.doubt.said, width=360, stretch=True),
        Column(
            title="处理",
            text=lambda f: f"已忽略：{f.ignored.because}" if f.ignored else "待核实",
            width=130,
            kind=lambda f: "faint" if f.ignored else "amber",
        ),
    ]
