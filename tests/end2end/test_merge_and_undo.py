"""Two files of one person become one, by keys alone; the next day, after a restart, it is taken back, and done again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt

from desktop.app import Places
from desktop.casework import duplicates, history, intake
from desktop.domain.household import Household, Income, IncomeKind
from desktop.domain.listing import HouseholdQuery
from desktop.domain.retention import Kept
from desktop.domain.trail import Act
from desktop.ui.dialogs.merge import LEFT, RIGHT, MergeDialog
from tests.conftest import make_household
from tests.end2end.person import Person, Story

NAME = "古丽巴哈尔·艾山江二"


def test_a_merge_and_its_undo_by_keys_with_a_restart_between(person: Person, home: Places) -> None:
    kept: dict[int, Household] = {}
    person.use(home, merge(person, kept), practice=True)
    person.use(home, take_back_the_next_day(person, kept), practice=True)
    person.use(home, do_it_again(person, kept), practice=True)
    assert not person.clashes


def files(me: Person) -> dict[int, Household]:
    """All files on file of that name."""
    found = [x.id for x in intake.find_households(me.office, HouseholdQuery(search=NAME)).lines]
    return {i: intake.household(me.office, i) for i in found}


def taken(dialog: MergeDialog) -> dict[str, bool]:
    """What stands on either side, and whether its radio button is on."""
    cells = [
        dialog.model.index(row, column) for row in range(dialog.model.rowCount()) for column in (LEFT, RIGHT)
    ]
    return {str(c.data()): c.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked for c in cells}


def same(one: dict[int, Household], other: dict[int, Household]) -> bool:
    return {i: replace(h, version=0) for i, h in one.items()} == {
        i: replace(h, version=0) for i, h in other.items()
    }


def merge(me: Person, kept: dict[int, Household]) -> Story:
    one = make_household(NAME, address="示例市雪山路 1 号")
    pension = Income(kind=IncomeKind.pension, amount=Decimal(900), whose=1)
    intake.record_household(me.office, one)
    other = replace(one, incomes=(pension,), bank="示例银行", remark="老名册")
    head = replace(other.head, employer="示例第二纺织厂")
    intake.record_household(me.office, replace(other, members=(head, *other.members[1:])))
    kept.update(files(me))
    assert len(kept) == 2
    yield me.press("Ctrl+2", "Ctrl+Shift+M")
    yield me.wait(lambda: me.title() == "查重合并" and NAME in me.screen(), "compared")
    lines = duplicates.find(me.office)
    at = next(n for n, x in enumerate(lines) if NAME in x.one)
    yield me.press(*(["Down"] * at), "Return")
    yield me.wait(lambda: me.title() == "合并档案", "side by side")
    me.sees("姓名相同、电话相同、住址相同", "≠ 不一样", "＋ 一边有", "示例机械厂", "示例第二纺织厂")
    dialog = me.the(MergeDialog)
    assert {"示例机械厂": True, "示例第二纺织厂": False}.items() <= taken(dialog).items()
    assert "199****1234" not in me.screen(), "what is the same is not listed"
    words = [d.word for d in dialog.comparison.differences]
    yield me.press(*(["Down"] * words.index("单位")), "Right")
    me.sees("单位：取右边")
    assert {"示例机械厂": False, "示例第二纺织厂": True}.items() <= taken(dialog).items()
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: "合并这两份档案？" in me.screen(), "asked")
    yield me.press("Alt+Y")
    yield me.wait(lambda: me.title() == "查重合并" and NAME not in me.screen(), "merged")
    yield me.press("Esc")
    (made,) = files(me).values()
    assert (made.head.employer, made.bank) == ("示例第二纺织厂", "示例银行")
    assert [x.kind for x in made.incomes] == [IncomeKind.wage, IncomeKind.pension]
    assert "可在操作历史里撤销" in me.window().status.whole()
    kept[0] = made


def take_back_the_next_day(me: Person, kept: dict[int, Household]) -> Story:
    assert len(files(me)) == 1
    yield me.press("Ctrl+2", "Ctrl+Z")
    yield me.wait(lambda: "撤销这一步" in me.screen() and "合并档案" in me.screen(), "shown what it is")
    me.sees(NAME, "都恢复成这一步之前的样子")
    yield me.press("Alt+U")
    yield me.wait(lambda: "已撤销：合并档案" in me.window().status.whole(), "taken back")
    assert same(files(me), {i: h for i, h in kept.items() if i})
    assert not intake.household_ids(me.office, HouseholdQuery(kept=Kept.sealed))


def do_it_again(me: Person, kept: dict[int, Household]) -> Story:
    yield me.press("Ctrl+2", "Ctrl+Shift+Z")
    yield me.wait(lambda: me.title() == "操作历史", "history")
    assert history.steps(me.office).lines[0].act == Act.take_back
    me.sees("撤销「合并档案", "已撤销")
    yield me.press("Alt+U")
    yield me.wait(lambda: "重做这一步" in me.screen(), "shown what it is")
    yield me.press("Alt+U")
    yield me.wait(lambda: "恢复「合并档案" in me.screen(), "done again")
    yield me.press("Esc")
    (made,) = files(me).values()
    assert replace(made, version=0) == replace(kept[0], version=0)
