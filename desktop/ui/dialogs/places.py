"""A round of places (开始评定、填数据): under which rule, how many places, who stands, each one's figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.casework import placing
from desktop.casework.placing import Rankable
from desktop.domain.application import ApplicationLine
from desktop.domain.errors import OfficeError
from desktop.domain.places_round import PlaceRow, PlacesRound, decided
from desktop.domain.ranking import RankingRule, Standing, Tie
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.choice import PickBox
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.rows import RowsModel
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import large_ticks

if TYPE_CHECKING:
    from desktop.casework.office import Office

ROWS = 7


class PlacesDialog(EntryDialog):
    """Which rule, how many places, and who stands for one."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("开始名额评定", parent, take="排出名次", columns=2, width=860)
        self._office = office
        self.kept: PlacesRound | None = None
        self._rules = [r for r in placing.rankables(office) if r.waiting]
        self.rule: PickBox[int] = PickBox(
            [(n, f"{r.title}　{r.rule.label}") for n, r in enumerate(self._rules)],
            0 if self._rules else None,
        )
        self.told = Words(kind="band-told")
        self.body.column.insertWidget(0, self.told)
        self.places = NumberEdit("个", places=0, most=99_999)
        self.posts = NumberEdit("人", places=0, most=9_999)
        self.seed = TextLine("", "末位并列抽签用：日期加当场抽出的数字", 60)
        self.grid.add("评定规则(&R) *", self.rule, wide=True)
        self.grid.add("名额(&P) *", self.places)
        self.grid.add("本岗位招聘(&G) *", self.posts)
        self.grid.add("抽签种子(&S)", self.seed, wide=True)
        self.model: RowsModel[ApplicationLine] = RowsModel(_columns(), checkable=True)
        self.table: Table[ApplicationLine] = Table(self.model)
        self.table.setAccessibleName("参加评定的申请")
        large_ticks(self.table)
        self.table.setFixedHeight(self.table.height_for(ROWS))
        self.body.add(Words("参加评定的申请：按空格勾选", "heading"))
        self.body.add(self.table)
        self.rule.currentIndexChanged.connect(lambda: self._look())
        self._look()
        self.ready(self.places)

    @classmethod
    def ask(cls, office: Office, parent: QWidget | None = None) -> PlacesRound | None:
        """The round as kept; None where the officer thought better of it."""
        dialog = cls(office, parent)
        return dialog.kept if shown(dialog) else None

    def wrong(self) -> str:
        found = self._rankable()
        chosen = [line.id for line in self.model.ticked()]
        if found is None:
            return "请选择评定规则。"
        if not chosen:
            return "请先勾选参加评定的申请。"
        by_post = bool(found.rule.per_post)
        places, posts = self.places.value(), self.posts.value()
        if (posts if by_post else places) is None:
            (self.posts if by_post else self.places).setFocus()
            return "请填写本岗位招聘人数。" if by_post else "请填写名额。"
        try:
            self.kept = placing.begin(
                self._office,
                found.scheme_id,
                found.rule.id,
                placing.candidates(self._office, found.scheme_id, found.rule.id, chosen),
                None if by_post or places is None else int(places),
                int(posts) if by_post and posts is not None else None,
                self.seed.value(),
            )
        except OfficeError as error:
            return error.said
        return ""

    def _rankable(self) -> Rankable | None:
        n = self.rule.value()
        return None if n is None else self._rules[n]

    def _look(self) -> None:
        found = self._rankable()
        if found is None:
            return
        rule = found.rule
        by = "，再看".join(k.label for k in rule.by)
        typed = [k.label for k in rule.by if not k.fact]
        said = [f"按{by}排列"]
        said.append(f"每个岗位按招聘人数的 {rule.per_post} 倍" if rule.per_post else "")
        said.append(f"{'、'.join(typed)}由人填写，排出名次以后逐个填" if typed else "")
        said.append(rule.tie_rule)
        said.append(f"「{found.blank}」还没有填写，请在下面填" if found.blank else "")
        self.told.setText("；".join(x for x in said if x))
        self.grid.show_field(self.places, not rule.per_post)
        self.grid.show_field(self.posts, bool(rule.per_post))
        self.grid.show_field(self.seed, rule.tie is Tie.draw)
        if found.places is not None:
            self.places.set_value(Decimal(found.places))
        self.model.show(sorted(found.waiting, key=lambda x: x.number))
        self.model.tick_all()
        if found.waiting:
            self.table.choose(0)


class PlaceRowDialog(EntryDialog):
    """One candidate's figures; what becomes of a tie, or of somebody without a figure."""

    def __init__(
        self, rule: RankingRule, round: PlacesRound, row: PlaceRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{row.applicant}　{row.number}", parent, width=600)
        self._rule, self._round, self._row = rule, round, row
        self.made: PlacesRound | None = None
        self.fields = {
            key.name: NumberEdit("", row.values.get(key.name), places=4, most=99_999_999) for key in rule.by
        }
        for key in rule.by:
            self.grid.add(f"{key.label}", self.fields[key.name], wide=True)
        self.post = TextLine(row.post, "", 60)
        self.exempt = QCheckBox(rule.exempt or "不参加排名，直接进入")
        self.exempt.setChecked(row.exempt)
        if rule.per_post:
            self.grid.add("岗位(&G)", self.post, wide=True)
        if rule.exempt:
            self.grid.add("", self.exempt, wide=True)
        open_ = row.standing in (Standing.tied, Standing.unknown)
        self.outcome: PickBox[Standing] = PickBox(
            [(Standing.chosen, "入选"), (Standing.substitute, "递补"), (Standing.out, "不入选")], row.decided
        )
        if open_:
            what = rule.tie_rule or "原文没有规定并列怎么办，由评定人决定"
            self.grid.add("由评定人定(&D)", self.outcome, wide=True)
            self.grid.add(
                "",
                Words(
                    what
                    if row.standing is Standing.tied
                    else "缺数据的补齐以后再排；确实没有的，定为不入选。",
                    "faint",
                ),
                wide=True,
            )
        self.ready(next(iter(self.fields.values())))

    @classmethod
    def ask(
        cls, rule: RankingRule, round: PlacesRound, row: PlaceRow, parent: QWidget | None = None
    ) -> PlacesRound | None:
        """The round with that one changed; None where the officer thought better of it."""
        dialog = cls(rule, round, row, parent)
        return dialog.made if shown(dialog) else None

    def wrong(self) -> str:
        values = {name: value for name, f in self.fields.items() if (value := f.value()) is not None}
        post = self.post.value() if self._rule.per_post else self._row.post
        row = replace(self._row, values=values, exempt=self.exempt.isChecked(), post=post)
        rows = tuple(row if r is self._row else r for r in self._round.rows)
        made = replace(self._round, rows=rows)
        same = values == dict(self._row.values) and row.exempt == self._row.exempt
        try:
            if same and row.standing in (Standing.tied, Standing.unknown):
                made = decided(made, row.application_id, self.outcome.value())
        except OfficeError as error:
            return error.said
        self.made = made
        return ""


def _columns() -> list[Column[ApplicationLine]]:
    return [
        Column(title="申请编号", text=lambda x: x.number, width=150),
        Column(title="申请人", text=lambda x: x.applicant, width=140),
        Column(title="提出日期", text=lambda x: x.applied_on.isoformat(), width=120, stretch=True),
    ]
