"""A restore in the real program, by keys alone: rehearsed, agreed to in writing, and the window opens again on it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.app import DATABASE, Places
from desktop.casework import intake, logbook, safekeeping
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.store.database import raw_connection
from desktop.ui.dialogs.damaged import Damaged
from desktop.ui.dialogs.restore import RestoreBackup
from desktop.ui.pages.safety.page import Safety
from tests.conftest import make_household
from tests.end2end.person import Person, Story


def test_a_backup_is_made_rehearsed_and_restored_by_keys_alone(person: Person, home: Places) -> None:
    person.use(home, restore_by_keys(person), practice=True)
    assert not person.clashes


def restore_by_keys(me: Person) -> Story:
    yield to_window(me)
    before = intake.count_households(me.office, HouseholdQuery())
    yield me.press("Ctrl+0")
    assert me.window().current == "safety"
    yield me.press("Alt+B")
    yield me.wait(lambda: "打开核对过" in me.window().status.whole(), "backed up")
    intake.record_household(me.office, make_household("王误录"))
    yield me.press("F5")
    me.sees("最近一次可用的备份", "手动备份")
    yield me.press("Alt+D")
    yield me.wait(lambda: me.title() == "恢复演练", "rehearsed")
    me.sees("演练成功", "家庭档案", "现在多 1", "已写进操作记录")
    yield me.press("Return")
    yield me.press("Alt+R")
    yield me.wait(lambda: me.title() == "恢复这份备份", "asked")
    me.sees("窗口先关闭", "现在的数据不会丢", f"恢复 {before} 户")
    yield me.fill("恢复的原因", "误录了一户")
    yield me.press("Ctrl+Return")
    me.sees("确认的文字不对")
    old = me.window()
    yield me.fill("确认", f"恢复{before}户")
    dialog = me.the(RestoreBackup)
    assert dialog.reason.value() == "误录了一户"
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: me.title() == "恢复好了", "restored")
    me.sees("已恢复到", f"{before} 户", "原来的数据另存在")
    yield me.press("Return")
    yield me.wait(lambda: me.title().endswith("（练习）") and me.window() is not old, "again")
    assert intake.count_households(me.office, HouseholdQuery()) == before
    assert not intake.find_households(me.office, HouseholdQuery(search="王误录"), 0, 1).lines
    noted = logbook.find_entries(me.office, TrailQuery(acts=(Act.restore,)), 0, 1).lines[0]
    assert noted.reason == "误录了一户"
    kept = [b for b in safekeeping.backups_of(me.office) if "恢复前" in b.name]
    assert [b.households for b in kept] == [before + 1]


def to_window(me: Person) -> Story:
    yield me.wait(lambda: me.title().endswith("（练习）"), "window")


def test_a_damaged_file_at_start_is_restored_by_keys_alone(person: Person, home: Places) -> None:
    counted: list[int] = []
    person.use(home, back_up(person, counted), practice=True)
    database = home.practice / DATABASE
    _damage(database)
    person.use(home, mend(person, counted[0]), practice=True)
    aside = list((home.practice / "损坏的数据").iterdir())
    assert len(aside) == 1
    assert (aside[0] / DATABASE).read_bytes()[:100] == b"\xff" * 100
    assert not person.clashes


def back_up(me: Person, counted: list[int]) -> Story:
    yield to_window(me)
    counted.append(intake.count_households(me.office, HouseholdQuery()))
    yield me.press("Ctrl+0", "Alt+B")
    yield me.wait(lambda: "打开核对过" in me.window().status.whole(), "backed up")
    page = me.window().page()
    assert isinstance(page, Safety)
    assert page.backups.model.lines()


def mend(me: Person, households: int) -> Story:
    yield me.wait(lambda: me.title() == "数据文件有损坏", "damaged")
    dialog = me.the(Damaged)
    assert "恢复到最近的备份" in me.where()
    me.sees(
        "最近一份可用的备份", f"{households} 户", "不会删除", "抢救还能读出的数据", "打开数据文件夹", "退出"
    )
    assert "清空" not in me.screen()
    assert dialog.report.best is not None
    yield me.press("Alt+R")
    yield me.wait(lambda: me.title() == "恢复备份", "rehearsed")
    me.sees("演练成功", "损坏的文件会另外保存")
    yield me.press("Alt+Y")
    yield me.wait(lambda: me.title() == "恢复好了", "restored")
    yield me.press("Return")
    yield to_window(me)
    assert intake.count_households(me.office, HouseholdQuery()) == households
    noted = logbook.find_entries(me.office, TrailQuery(acts=(Act.restore,)), 0, 1).lines[0]
    assert noted.reason == "数据文件有损坏"
    assert logbook.prove(me.office).sound


def _damage(path: Path) -> None:
    with closing(raw_connection(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.write(b"\xff" * 100)
