"""Trying a round of places (试排名次): who stands for them, with the figures they are ranked by, and how they come out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from desktop.domain.errors import OfficeError
from desktop.domain.expected import RankingHoped
from desktop.domain.ranking import STANDING_WORDS, Candidate, Ranking, RankingRule, Tie, places_of, rank
from desktop.ui.fields.buttons import push
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.number import NumberEdit
from desktop.ui.fields.panels import Card, Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.try_out.rows import Line

SEED = "试算"


class Standing(Line):
    """One candidate: a name, and a figure for each thing ranked by."""

    def __init__(self, rule: RankingRule, parent: QWidget | None = None) -> None:
        super().__init__("人", parent)
        self.name = TextLine(hint="姓名或编号", longest=60)
        self.name.setAccessibleName("姓名或编号")
        self.figures: dict[str, NumberEdit] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name, 2, Qt.AlignmentFlag.AlignTop)
        for key in rule.by:
            edit = NumberEdit("", places=4, most=99_999_999)
            edit.edit.setPlaceholderText(key.label)
            edit.setAccessibleName(key.label)
            edit.changed.connect(self.changed)
            self.figures[key.name] = edit
            row.addWidget(edit, 2, Qt.AlignmentFlag.AlignTop)
        self.exempt, self.withdrawn = QCheckBox("免测"), QCheckBox("退出")
        self.exempt.setVisible(bool(rule.exempt))
        for box in (self.exempt, self.withdrawn):
            box.toggled.connect(self.changed)
            row.addWidget(box)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.name)
        self.name.changed.connect(self.changed)

    def candidate(self) -> Candidate | None:
        """Who stands here; None where the row is still empty."""
        known = {name: edit.value() for name, edit in self.figures.items()}
        values = {name: value for name, value in known.items() if value is not None}
        if not self.name.value():
            return None
        return Candidate(
            id=self.name.value(),
            values=values,
            exempt=self.exempt.isChecked(),
            withdrawn=self.withdrawn.isChecked(),
        )

    def show_candidate(self, one: Candidate) -> None:
        """Show this one."""
        self.name.set_value(one.id)
        for name, edit in self.figures.items():
            edit.set_value(one.values.get(name))
        self.exempt.setChecked(one.exempt)
        self.withdrawn.setChecked(one.withdrawn)


class RankingCard(Card):
    """One round of places: how many, who stands, and the ranking as it changes."""

    changed = Signal()

    def __init__(self, rule: RankingRule, told: str, parent: QWidget | None = None) -> None:
        super().__init__(rule.label, parent)
        self.rule = rule
        self.rows: list[Standing] = []
        self.places, self.posts = (NumberEdit(unit, places=0, most=100_000) for unit in ("名", "个岗位"))
        self.seed = TextLine(SEED, longest=60)
        self.result = Words()
        self.trouble = Words(kind="band-warned")
        self.add(Words(told, "faint"))
        grid = FieldGrid(1)
        grid.add("名额", self.places)
        if rule.per_post:
            grid.add("岗位数", self.posts)
        if rule.tie is Tie.draw:
            grid.add("抽签种子", self.seed)
        self.add(grid)
        self._table = QGridLayout()
        self._table.setVerticalSpacing(4)
        self.add(self._table)
        self.more = push("加一人", self.add_row, picture="add")
        self.more.setAccessibleName(f"{rule.label}：加一人")
        below = QHBoxLayout()
        below.addWidget(self.more)
        below.addStretch()
        self.add(below)
        self.add(self.trouble)
        self.add(self.result)
        for field in (self.places, self.posts, self.seed):
            field.changed.connect(self.rank)
        self.rank()

    def add_row(self) -> Standing:
        """An empty row below the others, to begin in."""
        row = self._append()
        row.setFocus()
        self.rank()
        return row

    def fill(
        self, candidates: Sequence[Candidate], hoped: RankingHoped | None, places: Decimal | None
    ) -> None:
        """Show these candidates for so many places."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        self.places.set_value(Decimal(hoped.places) if hoped and hoped.places is not None else places)
        self.posts.set_value(Decimal(hoped.posts) if hoped and hoped.posts is not None else None)
        self.seed.set_value(hoped.seed if hoped and hoped.seed else SEED)
        for one in candidates:
            self._append().show_candidate(one)
        self.rank()

    def ranked(self) -> Ranking | None:
        """How they come out. Raises OfficeError where that cannot be said; None while nobody stands."""
        standing = [c for row in self.rows if (c := row.candidate()) is not None]
        if not standing:
            return None
        places, posts = self.places.value(), self.posts.value()
        number = places_of(
            self.rule,
            None if places is None else int(places),
            None if posts is None else int(posts),
        )
        return rank(self.rule, standing, number, self.seed.value())

    def rank(self) -> None:
        """Work it out anew."""
        said, lines = "", list[str]()
        try:
            ranking = self.ranked()
        except OfficeError as error:
            said = error.said
        else:
            if ranking is None:
                lines = ["还没有人参评：点「加一人」，或照一个算例填。"]
            else:
                lines = [
                    f"{f'第 {row.rank} 名' if row.rank else '　'}　{row.id}　{STANDING_WORDS[row.standing]}　{row.because}"
                    for row in ranking.rows
                ]
                lines += ranking.words
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        self.result.setText("\n".join(lines))
        self.result.setVisible(bool(lines))
        self.changed.emit()

    def _append(self) -> Standing:
        row = Standing(self.rule)
        self.rows.append(row)
        self._table.addWidget(row, self._table.rowCount(), 0)
        row.changed.connect(self.rank)
        row.gone.connect(lambda: self._take_out(row))
        enter_moves_on(row)
        return row

    def _take_out(self, row: Standing) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.more.setFocus()
        self.rank()
