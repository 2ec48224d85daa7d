"""Telling once and completely what is missing (一次性告知): all of it with what is wanted of each, by when, and who signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.casework.lacking import Draft
from desktop.domain.completing import WAYS, Told
from desktop.domain.days import day_words
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.text import TextLine


@dataclass(frozen=True)
class Telling:
    """How the applicant is told, by whom, and what is wanted of single papers."""

    told: Told
    by: str
    wanted: dict[int, str]


class TellLackingDialog(EntryDialog):
    """What is missing stands on top, each paper with room for what is wanted of it."""

    def __init__(
        self,
        draft: Draft,
        today: date,
        drafted: Callable[[date], Draft],
        by: str,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("一次性告知", parent, take="告知并停表", width=720)
        self._today, self._drafted = today, drafted
        self._days = draft.bring_by
        self.body.column.insertWidget(
            0,
            Words(
                "下面列出的都会印在一份告知书上。材料要一次说全：还要申请人补别的，先取消，在「材料」里添加以后再告知。\n"
                "告知以后办理期限停止计算，补齐之日起接着算。",
                "band-told",
            ),
        )
        self.late = Words(kind="band-warned")
        self.body.column.insertWidget(1, self.late)
        self.late.setVisible(bool(draft.late))
        if draft.late and draft.first_told_on is not None:
            self.late.setText(
                f"{'、'.join(draft.late)}：{day_words(draft.first_told_on)}第一次告知时没有提到，本来应当一次说全。"
                "确需再补的，请写明原因，会记入办理经过。"
            )
        papers = Card(f"还缺 {len(draft.papers)} 项材料，各有什么要求")
        self.wanted: dict[int, TextLine] = {}
        for n, paper in enumerate(draft.papers, 1):
            line = TextLine(paper.remark, hint="如 复印件，盖单位公章，写明日期", longest=200)
            copies = f"（{paper.copies} 份）" if paper.copies > 1 else ""
            line.setAccessibleName(f"{paper.name}的要求")
            papers.add(Words(f"{n}. {paper.name}{copies}"))
            papers.add(line)
            self.wanted[paper.id or 0] = line
        self.body.column.insertWidget(2, papers)
        self.on = DayEdit(today, today)
        self.bring_by = DayEdit(today, draft.bring_by)
        self.rule = Words(draft.rule, "faint")
        self.how = TextChoice(WAYS, WAYS[0])
        self.by = TextChoice(names, by)
        self.received_by = TextLine(hint="签收人姓名，还没有签的空着", longest=50)
        self.because = TextLine(hint="为什么第一次没有说", longest=200)
        for label, field in (
            ("告知日期(&D) *", self.on),
            ("补齐期限(&Q) *", self.bring_by),
            ("", self.rule),
            ("告知方式(&H) *", self.how),
            ("告知人(&N) *", self.by),
            ("签收人(&S)", self.received_by),
            ("再补的原因(&B) *", self.because),
        ):
            self.grid.add(label, field, wide=True)
        self.grid.show_field(self.because, bool(draft.late))
        self.on.changed.connect(self._redraft)
        self.ready(next(iter(self.wanted.values()), self.on))

    @classmethod
    def ask(
        cls,
        draft: Draft,
        today: date,
        drafted: Callable[[date], Draft],
        by: str,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> Telling | None:
        """How it is told; None where the officer thought better of it."""
        dialog = cls(draft, today, drafted, by, names, parent)
        return dialog.value() if shown(dialog) else None

    def value(self) -> Telling:
        """What the fields say."""
        told = Told(
            on=self.on.value() or self._today,
            bring_by=self.bring_by.value() or self._days,
            how=self.how.value(),
            received_by=self.received_by.value(),
            because=self.because.value(),
        )
        return Telling(told, self.by.value(), {id: line.value() for id, line in self.wanted.items()})

    def wrong(self) -> str:
        on, bring_by = self.on.value(), self.bring_by.value()
        for field, missing, said in (
            (self.on, on is None, "请填写告知日期。"),
            (self.on, on is not None and on > self._today, "告知日期还没有到，请改正。"),
            (self.bring_by, bring_by is None, "请填写补齐期限。"),
            (
                self.bring_by,
                on is not None and bring_by is not None and bring_by <= on,
                "补齐期限要在告知以后。",
            ),
            (self.how, not self.how.value(), "请填写怎么告知的。"),
            (self.by, not self.by.value(), "请填写告知人。"),
            (
                self.because,
                not self.because.isHidden() and not self.because.value(),
                "请写明为什么第一次没有说。",
            ),
        ):
            if missing:
                field.setFocus()
                return said
        return ""

    def _redraft(self) -> None:
        """The last day follows the day it is told, unless it was set otherwise."""
        on = self.on.value()
        if on is None or on > self._today or self.bring_by.value() != self._days:
            return
        self._days = self._drafted(on).bring_by
        self.bring_by.set_value(self._days)
