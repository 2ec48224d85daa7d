"""Planning visits (新建走访计划): choose households, visitors and days; look at the proposal, move entries; keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework import accounts, intake, settings, visiting
from desktop.domain.days import day_words
from desktop.domain.household import Hardship
from desktop.domain.listing import HouseholdLine, HouseholdQuery, HouseholdSort
from desktop.domain.masking import mask_address
from desktop.domain.visit import Purpose, Round, Visit
from desktop.domain.words import word
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import confirm, tell_error
from desktop.ui.dialogs.move_visits import MoveVisits
from desktop.ui.fields.bar import Bar
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import ChoiceBox
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on
from desktop.ui.fields.panels import Empty, Scrolled, Words
from desktop.ui.fields.text import SearchBox, TextLine
from desktop.ui.models.columns import Column
from desktop.ui.models.table import Table
from desktop.ui.models.ticked import TickedModel, large_ticks
from desktop.ui.pages.round.board import Board, plan_columns
from desktop.ui.pages.round.words import next_workday
from desktop.ui.work import Cancelled, Progress, work

if TYPE_CHECKING:
    from desktop.casework.office import Office

SPAN = 5
"""Working days proposed for a plan."""


class PlanRound(QDialog):
    """Two steps: what is to be visited, then the plan by day. Nothing is kept before 保存计划."""

    def __init__(
        self, office: Office, household_ids: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建走访计划")
        self._office = office
        self.kept: Round | None = None
        self.choose = ChooseHomes(office, household_ids)
        self.arrange = Arrange(office)
        self.steps = QStackedWidget()
        self.steps.addWidget(self.choose)
        self.steps.addWidget(self.arrange)
        self.trouble = Words(kind="band-bad")
        self.trouble.hide()
        self.back = push("上一步(&B)", self.go_back, picture="left")
        self.on = push("下一步：安排日期(&G)", self.propose, kind="primary", key="Ctrl+Return")
        self.keep = push("保存计划(&S)", self.save, kind="primary", picture="save", key="Ctrl+Return")
        self.leave = push("取消(&C)", self.reject, key="Esc")
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.on)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.trouble)
        layout.addLayout(row)
        self.choose.model.ticks_changed.connect(self._look)
        for sequence in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(sequence), self).activated.connect(self.go_on)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.seek)
        room = self.screen().availableGeometry()
        self.resize(min(1120, room.width() - 40), min(740, room.height() - 60))
        self._show_step(0)
        self.choose.search.setFocus()

    @classmethod
    def ask(
        cls, office: Office, household_ids: Sequence[int] = (), parent: QWidget | None = None
    ) -> Round | None:
        """The plan as it was kept; None where the officer thought better of it."""
        dialog = cls(office, household_ids, parent)
        return dialog.kept if shown(dialog) else None

    def seek(self) -> None:
        """Seek another household, while they are chosen."""
        if self.steps.currentIndex() == 0:
            self.choose.search.setFocus()
            self.choose.search.selectAll()

    def go_on(self) -> None:
        """Whatever the primary button of this step does."""
        if self.steps.currentIndex() == 0:
            self.propose()
        else:
            self.save()

    def go_back(self) -> None:
        """Choose again; the proposal is made anew afterwards."""
        if not self.arrange.changed or confirm(
            self,
            "回到上一步会丢掉这里改过的日期和走访人，之后重新安排。要回去吗？",
            yes="回上一步(&Y)",
            danger=True,
        ):
            self._show_step(0)

    def propose(self) -> None:
        """Let the program share the households out over the days."""
        problem = self.choose.problem()
        self._say(problem)
        if problem:
            return
        asked = self.choose.value()
        ids = self.choose.model.ticked()

        def job(_progress: Progress, _cancelled: Cancelled) -> Round:
            return visiting.propose_round(
                self._office,
                asked.title,
                asked.purpose,
                ids,
                (self.choose.first.value(), self.choose.second.value()),
                asked.first_day,
                asked.last_day,
            )

        work(self, "正在安排走访", job, self._show_proposal, failed=lambda error: self._say(error.said))

    def save(self) -> None:
        """Keep the plan as it stands and close."""
        plan = self.arrange.plan()
        if not plan.visits:
            self._say("计划里没有走访了。请回上一步重新选择家庭。")
            return

        def done(kept: Round) -> None:
            self.kept = kept
            super(PlanRound, self).accept()

        work(
            self,
            "正在保存计划",
            lambda _progress, _cancelled: visiting.record_round(self._office, plan),
            done,
        )

    def _show_proposal(self, plan: Round) -> None:
        self.arrange.show_plan(plan)
        self._show_step(1)
        self.arrange.board.table.setFocus()

    def _show_step(self, number: int) -> None:
        self.steps.setCurrentIndex(number)
        self.back.setVisible(number == 1)
        self.on.setVisible(number == 0)
        self.keep.setVisible(number == 1)
        self._say("")

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _look(self) -> None:
        self._say("")

    def reject(self) -> None:
        if self.steps.currentIndex() == 0 or confirm(
            self, "计划还没有保存，关闭后要重新安排。要关闭吗？", yes="不保存，关闭(&Y)", danger=True
        ):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Enter opens a line or goes on to the next field, and never takes the plan by accident
        super().keyPressEvent(event)


class ChooseHomes(QWidget):
    """Which households, by whom, when: the first step."""

    def __init__(
        self, office: Office, household_ids: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._query = HouseholdQuery()
        today = office.today()
        calendar = settings.calendar(office)
        self._calendar = calendar
        first = next_workday(calendar, today, 1)
        last = calendar.add_workdays(first, SPAN - 1)
        self._own_title = False
        self.purpose = ChoiceBox(Purpose, Purpose.inquiry, unset=None)
        self.title = TextLine(_title(Purpose.inquiry, first), longest=60)
        self.first = TextLine(accounts.signer(office), longest=30)
        self.second = TextLine("", "与走访人一同去的人", longest=30)
        self.first_day, self.last_day = DayEdit(today, first), DayEdit(today, last)
        self.told = Words(kind="band-told")
        grid = FieldGrid(1)
        grid.add("走访目的(&P)", self.purpose)
        grid.add("计划名称(&T) *", self.title)
        grid.add("走访人一(&A) *", self.first)
        grid.add("走访人二(&E) *", self.second)
        grid.add("从哪天(&D) *", self.first_day)
        grid.add("到哪天(&U) *", self.last_day)
        self.grid = grid
        fields = Scrolled(margin=0)
        fields.add(grid)
        fields.add(self.told)
        fields.column.addStretch()
        enter_moves_on(fields.inside)
        self.search = SearchBox("姓名、证件号后几位、电话、地址、单位、编号或拼音首字母")
        self.hardship = ChoiceBox(Hardship, unset="全部困难类别")
        self.hardship.setMinimumContentsLength(9)
        self.hardship.setAccessibleName("困难类别")
        self.model = TickedModel(
            _columns(),
            lambda offset, limit: intake.find_households(office, self._query, offset, limit),
            lambda line: line.id,
        )
        self.table: Table[HouseholdLine] = Table(self.model, "没有符合条件的家庭。换几个字再找。")
        self.table.setAccessibleName("选择家庭")
        self.table.show_order(self._query.sort, descending=False)
        large_ticks(self.table)
        self.all = push("", self.tick_all)
        self.none = push("全部取消勾选(&N)", lambda: self.model.tick(self.model.ticked(), False))
        self.chosen = Words(kind="heading", wrap=False)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.hardship)
        ticks = Bar((self.all, self.none), (self.chosen,))
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(ticks)
        column.addWidget(self.table, 1)
        column.addWidget(Words("空格或双击勾选一户；换搜索条件，已勾选的不会丢。", "faint"))
        self.empty = Empty("还没有家庭档案", "先到「档案」导入名册或新建家庭，再来安排走访。")
        self.stack = QStackedWidget()
        self.stack.addWidget(listed)
        self.stack.addWidget(self.empty)
        fields.setFixedWidth(340)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.stack, 1)
        layout.addWidget(fields)
        self.search.asked.connect(self._find)
        self.search.down.connect(self.table.setFocus)
        self.hardship.changed.connect(lambda: self._ask(replace(self._query, hardship=self.hardship.value())))
        self.model.sorted_by.connect(self._sort)
        self.model.ticks_changed.connect(self._tell)
        self.table.opened.connect(self._turn)
        self.title.changed.connect(self._keep_title)
        self.purpose.changed.connect(self._name)
        for field in (self.first_day, self.last_day):
            field.changed.connect(self._name)
            field.changed.connect(self._tell)
        self.model.tick(household_ids)
        self._load()

    def problem(self) -> str:
        """What keeps the program from proposing a plan; the cursor goes there."""
        found = self.grid.problems()
        if found:
            found[0][1].setFocus()
            return "\n".join(said for said, _ in found)
        if not self.model.ticked():
            self.table.setFocus()
            return "请先在名单里勾选要走访的家庭。"
        for field, name in ((self.first_day, "从哪天"), (self.last_day, "到哪天")):
            if field.value() is None:
                field.setFocus()
                return f"请填写{name}走访。"
        if not self.title.value():
            self.title.setFocus()
            return "请填写计划名称。"
        if not self.first.value() or not self.second.value():
            (self.second if self.first.value() else self.first).setFocus()
            return "走访要两人一组，请填写两名走访人。"
        return ""

    def value(self) -> Round:
        """The plan without its visits, as far as the fields say."""
        today = self._office.today()
        return Round(
            title=self.title.value(),
            purpose=self.purpose.value() or Purpose.inquiry,
            first_day=self.first_day.value() or today,
            last_day=self.last_day.value() or today,
        )

    def tick_all(self) -> None:
        """Tick all households that were found, whatever page they are on."""
        self.model.tick(intake.household_ids(self._office, self._query))

    def _find(self, text: str) -> None:
        self._ask(replace(self._query, search=text))

    def _ask(self, query: HouseholdQuery) -> None:
        if query != self._query:
            self._query = query
            self._load()

    def _sort(self, column: str, descending: bool) -> None:
        self._ask(replace(self._query, sort=HouseholdSort(column), descending=descending))

    def _load(self) -> None:
        self.model.reload()
        plain = HouseholdQuery(sort=self._query.sort, descending=self._query.descending)
        self.stack.setCurrentIndex(1 if self._query == plain and not self.model.total() else 0)
        self._tell()

    def _turn(self, line: HouseholdLine) -> None:
        self.model.tick([line.id], line.id not in self.model.ticked())

    def _keep_title(self) -> None:
        self._own_title = True

    def _name(self) -> None:
        day = self.first_day.value()
        if not self._own_title and day is not None:
            self.title.set_value(_title(self.purpose.value() or Purpose.inquiry, day))

    def _tell(self) -> None:
        total, chosen = self.model.total(), len(self.model.ticked())
        found = "全部" if self._query.search == "" and self._query.hardship is None else "找到的"
        self.all.setText(f"勾选{found} {total:,} 户(&Q)")
        self.all.setEnabled(total > 0)
        self.none.setEnabled(chosen > 0)
        self.chosen.setText(f"已勾选 {chosen:,} 户")
        self.told.setText(self._pace(chosen))

    def _pace(self, chosen: int) -> str:
        first, last = self.first_day.value(), self.last_day.value()
        if first is None or last is None or last < first:
            return "填好起止日期后，程序会把走访平均安排到每个工作日，住得近的排在一起。"
        days = self._calendar.workdays_between(first, last) + self._calendar.is_workday(first)
        span = f"{day_words(first)}至{day_words(last)}"
        if not days:
            return f"{span}没有工作日，走访会排在休息日。"
        pace = f"，每天约 {-(-chosen // days)} 户" if chosen else ""
        missing = self._calendar.missing_years(first, last)
        guess = f"\n{missing[0]} 年的放假安排还没有登记，按周一至周五估算。" if missing else ""
        return f"{span}有 {days} 个工作日{pace}。住得近的会排在一起。{guess}"


class Arrange(QWidget):
    """The plan by day, to be moved about: the second step."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = settings.calendar(office)
        self._today = office.today()
        self._plan = Round(title="", purpose=Purpose.inquiry, first_day=self._today, last_day=self._today)
        self.changed = False
        self.heading = Words(kind="heading", wrap=False)
        self.board = Board(self._today, plan_columns(), "计划里没有走访了。请回上一步重新选择家庭。")
        self.change = push("改期、换人(&M)…", self.board.ask_move, picture="edit", key="F2")
        self.remove = push("移出计划(&R)", self._remove_chosen, picture="delete", key="Del")
        row = Bar((self.heading,), (self.board.seek, self.board.calendar_button, self.change, self.remove))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(row)
        layout.addWidget(self.board, 1)
        layout.addWidget(
            Words(
                "Alt+↑、Alt+↓ 把选中的走访挪到前、后一个工作日；按住 Shift 或 Ctrl 可选多行；也可拖到日历上。",
                "faint",
            )
        )
        self.board.moved.connect(self._move)
        self.board.move_asked.connect(self._ask)
        self.board.opened.connect(lambda: self.board.ask_move())
        self.board.removed.connect(self._remove)

    def show_plan(self, plan: Round) -> None:
        """Show a fresh proposal."""
        self.changed = False
        self._plan = plan
        self._show()
        self.board.table.choose(0)

    def plan(self) -> Round:
        """The plan as it stands; its span covers all its visits."""
        days = [v.day for v in self._plan.visits]
        return replace(
            self._plan,
            first_day=min([self._plan.first_day, *days]),
            last_day=max([self._plan.last_day, *days]),
        )

    def _move(self, visits: list[Visit], day: date) -> None:
        self._change({v.household_id: replace(v, day=day) for v in visits})

    def _ask(self, visits: list[Visit]) -> None:
        moved = MoveVisits.ask(visits, self._today, self._calendar, self)
        if moved is not None:
            self._change(
                {
                    v.household_id: replace(v, day=moved.day or v.day, visitors=moved.visitors or v.visitors)
                    for v in visits
                }
            )

    def _change(self, changed: dict[int, Visit]) -> None:
        self.changed = True
        kept = (changed.get(v.household_id, v) for v in self._plan.visits)
        self._plan = replace(self._plan, visits=tuple(kept))
        self._show()

    def _remove_chosen(self) -> None:
        self._remove(self.board.selected())

    def _remove(self, visits: list[Visit]) -> None:
        if not visits:
            tell_error(self, "请先在名单里选中要移出的走访。", heading="还没有选中")
            return
        row = self.board.table.currentIndex().row()
        gone = {v.household_id for v in visits}
        self.changed = True
        self._plan = replace(
            self._plan, visits=tuple(v for v in self._plan.visits if v.household_id not in gone)
        )
        self._show()
        if self._plan.visits:
            self.board.table.choose(min(row, len(self._plan.visits) - 1))

    def _show(self) -> None:
        plan = self.plan()
        days = len({v.day for v in plan.visits})
        self.heading.setText(f"{plan.title}：{len(plan.visits)} 户，{days} 天")
        self.board.show_visits(plan.visits, plan.first_day, plan.last_day, self._calendar)


def _title(purpose: Purpose, day: date) -> str:
    return f"{day.year} 年 {day.month} 月{word(purpose)}"


def _columns() -> list[Column[HouseholdLine]]:
    return [
        Column(title="户主", text=lambda x: x.name, width=140, sort=HouseholdSort.head_name, stretch=True),
        Column(title="困难类别", text=lambda x: word(x.hardship), width=108, sort=HouseholdSort.hardship),
        Column(title="地址", text=lambda x: mask_address(x.address), width=200, stretch=True),
        Column(title="单位", text=lambda x: x.employer, width=150, sort=HouseholdSort.employer, stretch=True),
        Column(title="编号", text=lambda x: x.number, width=118, sort=HouseholdSort.number),
    ]
