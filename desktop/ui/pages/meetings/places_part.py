"""名额评定: rounds of places with everyone's figures and rank; ties are decided by a person, substitutes move up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.casework import meeting_papers, placing
from desktop.casework.safety import why_not
from desktop.domain.places_round import PlaceRow, PlacesRound
from desktop.domain.ranking import STANDING_WORDS, RankingRule, Standing
from desktop.domain.trail import Act
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.dialogs.opinion import OpinionDialog, Question
from desktop.ui.dialogs.places import PlaceRowDialog, PlacesDialog
from desktop.ui.dialogs.settle_places import SettlePlacesDialog
from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Empty
from desktop.ui.models.columns import Column
from desktop.ui.pages.meetings.two_lists import TwoLists
from desktop.ui.papers import print_paper

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


class PlacesPart(TwoLists[PlacesRound, PlaceRow]):
    """Until a round is settled its figures change; afterwards only who withdraws, and who comes after."""

    def __init__(self, page: Page) -> None:
        self._page, self._office, self._news = page, page.office, page.news
        self._rule: RankingRule | None = None
        self.add = push("开始评定(&N)…", self.new, picture="add", kind="primary", key="Ctrl+N")
        self.edit = push("填数据、定并列(&E)…", self.change, picture="edit", key="F2")
        self.settle = push("确定名额(&D)…", self.settle_round)
        self.leave = push("退出评定(&T)…", self.withdraw_row)
        self.first = push("由其先递补(&X)…", self.put_first)
        self.paper = push("打印评定记录(&P)", self.print, picture="print", key="Ctrl+P")
        self.refuse = push("未评上的不予批准(&R)…", self.refuse_rest, kind="danger")
        super().__init__(
            "名额评定",
            (self.add, self.edit, self.settle, self.leave, self.first, self.paper, self.refuse),
            _columns(),
            self._cases(),
            Empty(
                "还没有评定名额",
                "名额比符合条件的人少时，按方案写明的数据排列：并列的由评定人决定，落选的说明理由，有人退出时依次递补。",
                (("开始评定…", self.new),),
            ),
        )
        self.below.opened.connect(lambda: self.change())
        self.below.chosen.connect(lambda: self._usable())
        self.table.inserted.connect(self.new)

    def load(self, chosen: int | None = None) -> None:
        """Show every round, the latest first."""
        here = self.table.line()
        wanted = chosen if chosen is not None else here.id if here else None
        row = max(self.below.currentIndex().row(), 0)
        lines = placing.all_rounds(self._office)
        self.show_held(lines, next((n for n, r in enumerate(lines) if r.id == wanted), 0))
        if self.cases.lines():
            self.below.choose(min(row, len(self.cases.lines()) - 1))

    def chosen_changed(self) -> None:
        """Show everybody in the chosen round, in the order of their ranks."""
        held = self.table.line()
        self._rule = None
        if held is not None:
            with telling(self):
                self._rule = placing.rule_of(self._office, held)
        self.cases.show(held.rows if held else ())
        words = list(held.words) if held else []
        if self._rule is not None and self._rule.private:
            words.append("名次只供内部使用，不公布、不打印")
        if held is not None and held.because:
            words.append(f"并列的处理：{held.because}")
        self.said.setText("；".join(words))
        self._usable()

    def new(self) -> None:
        """Begin a round over the cases that wait for one."""
        if not self._may(Act.rank_places):
            return
        with telling(self):
            if not any(r.waiting for r in placing.rankables(self._office)):
                tell_error(
                    self,
                    "现在没有要评定名额的申请。方案写明名额评定、申请办到那一步的，才能评定。",
                    heading="没有名单",
                )
                return
            round = PlacesDialog.ask(self._office, self)
            if round is not None:
                self._news.said.emit(f"已开始评定 {round.number}「{round.label}」，还没有确定")
                self.load(round.id)
                self.below.setFocus()

    def change(self) -> None:
        """Fill in the figures of the chosen case, or decide its tie."""
        round, row, rule = self.table.line(), self.below.line(), self._rule
        if round is None or row is None or rule is None:
            return
        if round.settled_on is not None:
            tell_error(
                self,
                f"{round.number} 已经确定，不能再改数据。有人退出的，请办「退出评定」。",
                heading="已经确定",
            )
            return
        if not self._may(Act.rank_places):
            return
        with telling(self):
            made = PlaceRowDialog.ask(rule, round, row, self)
            if made is not None:
                placing.change(self._office, made)
                self.load(round.id)
                self.below.setFocus()

    def settle_round(self) -> None:
        """The round stands from now on."""
        round = self.table.line()
        if round is None or not self._may(Act.settle_places):
            return
        said = SettlePlacesDialog.ask_settled(round, placing.sittings(self._office, round), self)
        if said is not None:
            with telling(self):
                placing.settle(self._office, round.id or 0, said.words, said.by, said.meeting_id)
                self._done(round, f"{round.number} 已确定，未评上的可以办理不予批准")

    def withdraw_row(self) -> None:
        """The chosen one gives the place up."""
        round, row = self.table.line(), self.below.line()
        if round is None or row is None or not self._may(Act.settle_places):
            return
        said = OpinionDialog.ask(
            Question(
                title=f"{row.applicant} 退出评定",
                told="退出的人空出的名额，由名次最前的递补；退出不等于撤回申请。",
                label="原因(&Y) *",
                needed="请写明退出的原因。",
                who="登记人(&N) *",
                take="退出评定",
            ),
            self,
        )
        if said is not None:
            with telling(self):
                _, words = placing.withdraw(
                    self._office, round.id or 0, row.application_id, said.words, said.by
                )
                self._done(round, words)

    def put_first(self) -> None:
        """Of substitutes with the same rank, the chosen one comes first."""
        round, row = self.table.line(), self.below.line()
        if round is None or row is None or not self._may(Act.settle_places):
            return
        said = OpinionDialog.ask(
            Question(
                title=f"由 {row.applicant} 先递补",
                label="理由(&Y) *",
                needed="请写明为什么由其先递补。",
                who="确定的人或机构(&N) *",
            ),
            self,
        )
        if said is not None:
            with telling(self):
                words = f"{said.words}（{said.by}）"
                placing.put_first(self._office, round.id or 0, row.application_id, words)
                self._done(round, f"由 {row.applicant} 先递补")

    def refuse_rest(self) -> None:
        """Refuse everybody who got no place, in one go."""
        round = self.table.line()
        if round is None or not self._may(Act.refuse):
            return
        waiting = len(round.having(Standing.substitute))
        both = bool(waiting) and confirm(
            self,
            f"还有 {waiting} 人递补。名额都已落实、不再递补的，一并办理不予批准；还可能有人退出的，递补的先留着。",
            yes="递补的也办",
            no="只办未评上的",
            heading="递补的怎么办",
        )
        said = OpinionDialog.ask(
            Question(
                title="未评上的不予批准",
                told="每个人的理由由程序按名额和数据写好，印在告知书上。",
                label="说明(&Y)",
                who="审批人(&N) *",
                take="不予批准",
            ),
            self,
        )
        if said is not None:
            with telling(self):
                done = placing.refuse_rest(self._office, round.id or 0, said.by, said.words, both)
                self._done(round, f"已办理不予批准 {len(done)} 件，可以打印告知书")

    def print(self) -> None:
        """The record of the round, with its ties and how they were decided."""
        held = self.table.line()
        if held is not None:
            print_paper(
                self._page,
                f"名额评定记录 {held.number}",
                lambda out, progress, cancelled: meeting_papers.print_places(
                    self._office, held.id or 0, out, progress, cancelled
                ),
            )

    def _done(self, round: PlacesRound, words: str) -> None:
        self._news.said.emit(words)
        for row in round.rows:
            self._news.case_changed.emit(row.application_id)
        self.load(round.id)
        self.below.setFocus()

    def _usable(self) -> None:
        """Only what can be done now can be pressed."""
        round, row = self.table.line(), self.below.line()
        settled = round is not None and round.settled_on is not None
        self.edit.setEnabled(round is not None and row is not None and not settled)
        self.settle.setEnabled(round is not None and not settled)
        self.leave.setEnabled(settled and row is not None and not row.withdrawn)
        substitute = row is not None and row.outcome is Standing.substitute
        self.first.setEnabled(settled and substitute)
        self.refuse.setEnabled(settled)
        self.paper.setEnabled(round is not None)

    def _may(self, act: Act) -> bool:
        said = why_not(self._office, act)
        if said:
            tell_error(self, said, heading="不能办理")
        return not said

    def _cases(self) -> list[Column[PlaceRow]]:
        return [
            Column(title="名次", text=lambda r: "—" if r.rank is None else f"{r.rank}", width=60, right=True),
            Column(title="申请人", text=lambda r: r.applicant, width=168, stretch=True),
            Column(title="申请编号", text=lambda r: r.number, width=120),
            Column(title="岗位", text=lambda r: r.post, width=110),
            Column(
                title="结果",
                text=lambda r: STANDING_WORDS[r.outcome],
                width=110,
                kind=lambda r: "warned" if r.outcome in (Standing.tied, Standing.unknown) else "",
            ),
            Column(title="依据", text=lambda r: r.because, width=280, stretch=True),
        ]


def _columns() -> list[Column[PlacesRound]]:
    return [
        Column(title="编号", text=lambda r: r.number, width=120),
        Column(title="日期", text=lambda r: r.day.isoformat(), width=104),
        Column(title="方案", text=lambda r: r.scheme_title, width=180, stretch=True),
        Column(title="评定", text=lambda r: r.label, width=150, stretch=True),
        Column(title="名额", text=_places, width=110, right=True),
        Column(title="参加", text=lambda r: f"{len(r.rows)} 人", width=72, right=True),
        Column(
            title="状态",
            text=lambda r: f"{r.settled_on.isoformat()} 确定" if r.settled_on else "还没有确定",
            width=140,
            kind=lambda r: "" if r.settled_on else "warned",
        ),
    ]


def _places(round: PlacesRound) -> str:
    if round.posts is not None:
        return f"招聘 {round.posts} 人"
    return "—" if round.places is None else f"{round.places} 个"
