"""随机抽查: every draw with its list; what the check found is written in here, and anyone can draw again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.casework import drawing, meeting_papers
from desktop.casework.safety import why_not
from desktop.domain.drawn import DrawHeld, DrawnCase, agrees, redrawn
from desktop.domain.trail import Act
from desktop.ui.dialogs.draw import DrawDialog, FoundDialog
from desktop.ui.dialogs.message import tell, tell_error, telling
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty
from desktop.ui.models.columns import Column
from desktop.ui.pages.meetings.two_lists import TwoLists
from desktop.ui.papers import print_paper

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class DrawsPart(TwoLists[DrawHeld, DrawnCase]):
    """A draw is never held again over the same cases; its list and seed never change."""

    def __init__(self, page: Page) -> None:
        self._page, self._office, self._news = page, page.office, page.news
        self.add = push("随机抽取(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.record = push("登记抽查结果(&E)…", self.change, picture="edit", key="F2")
        self.again = push("重抽核对(&R)", self.draw_again)
        self.paper = push("打印抽查记录(&P)", self.print, picture="print", key="Ctrl+P")
        super().__init__(
            "抽查",
            (self.add, self.record, self.again, self.paper),
            _columns(),
            _cases(),
            Empty(
                "还没有随机抽查",
                "方案写明抽查比例的，审批以前要从等待审批的申请里随机抽取。种子当场抽出，任何人用同一名单和种子都能抽出同样的结果。",
                (("随机抽取…", self.new),),
            ),
        )
        self.below.opened.connect(lambda: self.change())
        self.table.inserted.connect(self.new)

    def load(self, chosen: int | None = None) -> None:
        """Show every draw, the latest first."""
        here = self.table.line()
        wanted = chosen if chosen is not None else here.id if here else None
        lines = drawing.all_draws(self._office)
        self.show_held(lines, next((n for n, d in enumerate(lines) if d.id == wanted), 0))

    def chosen_changed(self) -> None:
        """Show the list of the chosen draw, those drawn first."""
        held = self.table.line()
        found = sorted(held.cases, key=lambda c: not c.chosen) if held else []
        self.cases.show(found)
        for button in (self.record, self.again, self.paper):
            button.setEnabled(held is not None)
        self.said.setText(held.because if held else "")
        if found:
            self.below.choose(0)

    def new(self) -> None:
        """Draw over the cases that wait."""
        if not self._may(Act.draw_check):
            return
        with telling(self):
            rules = drawing.drawables(self._office)
            if not any(d.waiting for d in rules):
                tell_error(
                    self,
                    "现在没有要列入抽查名单的申请。方案写明要抽查、申请办到那一步的，才能抽取。",
                    heading="没有名单",
                )
                return
            held = DrawDialog.ask(self._office, self, rules)
            if held is not None:
                self._news.said.emit(f"抽查 {held.number}：{held.because}")
                self._tell_cases(held)
                self.load(held.id)
                self.below.setFocus()

    def change(self) -> None:
        """Write down what the check of the chosen case found."""
        held, line = self.table.line(), self.below.line()
        if held is None or line is None or not self._may(Act.record_check):
            return
        if not line.chosen:
            tell_error(self, f"{line.applicant}（{line.name}）没有被抽中，不用登记结果。", heading="没有抽中")
            return
        with telling(self):
            kept = FoundDialog.ask(self._office, held, line, self)
            if kept is not None:
                left = len(kept.unchecked)
                self._news.said.emit(
                    f"已登记；{f'还有 {left} 件没有登记结果' if left else '抽中的都已登记结果'}"
                )
                self._tell_cases(kept)
                self.load(kept.id)
                self.below.setFocus()

    def draw_again(self) -> None:
        """Draw once more from the same list with the same seed, and tell whether it is the same."""
        held = self.table.line()
        if held is None:
            return
        names = "\n".join(redrawn(held))
        if agrees(held):
            tell(
                self,
                f"用名单上的 {len(held.cases)} 个编号和种子「{held.seed}」重抽，结果与记录一致：\n{names}",
                heading="重抽结果一致",
            )
        else:
            tell_error(
                self,
                f"用名单和种子「{held.seed}」重抽，结果与记录不一致，记录可能被改动过。重抽结果：\n{names}\n"
                "请到「安全」→「操作记录」核验。",
                heading="重抽结果不一致",
            )

    def print(self) -> None:
        """The record of the draw, with how anyone draws it again."""
        held = self.table.line()
        if held is not None:
            print_paper(
                self._page,
                f"抽查记录 {held.number}",
                lambda out, progress, cancelled: meeting_papers.print_draw(
                    self._office, held.id or 0, out, progress, cancelled
                ),
            )

    def _may(self, act: Act) -> bool:
        said = why_not(self._office, act)
        if said:
            tell_error(self, said, heading="不能办理")
        return not said

    def _tell_cases(self, held: DrawHeld) -> None:
        for case in held.cases:
            self._news.case_changed.emit(case.application_id)


def _columns() -> list[Column[DrawHeld]]:
    return [
        Column(title="编号", text=lambda d: d.number, width=120),
        Column(title="日期", text=lambda d: d.day.isoformat(), width=104),
        Column(title="方案", text=lambda d: d.scheme_title, width=200, stretch=True),
        Column(title="种子", text=lambda d: d.seed, width=150),
        Column(title="抽中", text=lambda d: f"{len(d.chosen)}／{len(d.cases)} 件", width=92, right=True),
        Column(
            title="结果",
            text=lambda d: f"{len(d.unchecked)} 件没有登记" if d.unchecked else "都已登记",
            width=120,
            kind=lambda d: "warned" if d.unchecked else "",
        ),
        Column(title="抽取人、见证人", text=lambda d: f"{d.drawn_by}、{d.witness}", width=150),
    ]


def _cases() -> list[Column[DrawnCase]]:
    return [
        Column(title="申请编号", text=lambda c: c.name, width=120),
        Column(title="申请人", text=lambda c: c.applicant, width=168, stretch=True),
        Column(title="抽取", text=lambda c: "抽中" if c.chosen else "未抽中", width=76),
        Column(title="抽查结果", text=_found, width=100, kind=lambda c: "bad" if c.sound is False else ""),
        Column(title="核实情况", text=lambda c: c.found, width=240, stretch=True),
        Column(title="核实人", text=lambda c: c.checked_by, width=90),
        Column(title="日期", text=lambda c: c.checked_on.isoformat() if c.checked_on else "", width=104),
    ]


def _found(case: DrawnCase) -> str:
    if not case.chosen:
        return "—"
    if case.sound is None:
        return "没有登记"
    return "属实" if case.sound else "不属实"
