"""The page of safety: backups and rehearsals, users and their roles, the log and its proof."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.app import DATABASE
from desktop.casework import accounts, door, intake, logbook, safekeeping
from desktop.casework.agenda import agenda
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.backup import Backup, Why
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.store.database import Database, raw_connection
from desktop.ui.dialogs.copy_password import CopyPassword
from desktop.ui.dialogs.rehearsal import RehearsalSheet
from desktop.ui.dialogs.restore import RestoreBackup
from desktop.ui.dialogs.user import ResetPassword, UserDialog
from desktop.ui.models.table import Table
from desktop.ui.pages.safety.page import Safety
from desktop.ui.window import Next, Window
from tests.conftest import TODAY, Clock, make_household
from tests.gui.cases import Stage, carefully
from tests.gui.hands import Officer, write
from tests.gui.keys import clashes, press

CONTROL = Qt.KeyboardModifier.ControlModifier
PASSWORD = "晨光里的老槐树下"


class Desk(Stage):
    """The page of safety on a stage."""

    page: Safety

    def __post_init__(self) -> None:
        super().__post_init__()
        self.wanted: list[tuple[Backup, str]] = []
        self.news.restore_wanted.connect(self.want)

    def want(self, backup: Backup, reason: str) -> None:
        self.wanted.append((backup, reason))

    def cells(self, table: Table[Any]) -> list[list[str]]:
        model = table.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def office(office: Office, clock: Clock) -> Office:
    """The office whose moments, too, are those of the clock that stands still."""
    return replace(office, now=lambda: datetime.combine(clock.day, time(4), UTC))


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[..., Desk]:
    def made(used: Office = office) -> Desk:
        return Desk(qtbot, used, Safety)

    return made


def _logged(office: Office, *acts: Act) -> list[str]:
    return [x.about for x in logbook.find_entries(office, TrailQuery(acts=acts), 0, 20).lines]


# --- backups ---


def test_an_office_without_a_backup_is_told_so_and_makes_one(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    stage = desk()
    part = stage.page.backups
    assert part.headline.text() == "还没有可用的备份。请现在点「立即备份」。"
    assert part.make.hasFocus()
    assert not part.restore.isEnabled()
    part.make.click()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said == ["已备份：0 户，打开核对过"]
    assert "（手动备份），0 户，今天。" in part.headline.text()
    assert str(office.folder / "备份") in part.where.text()
    row = stage.cells(part.table)[0]
    assert (row[1], row[2], row[5]) == ("手动备份", "0", "已验证")
    assert _logged(office, Act.back_up)


def test_an_old_backup_and_a_stick_that_is_out_are_said_in_words(
    desk: Callable[[], Desk], office: Office, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    plan = safekeeping.plan(office)
    safekeeping.record_plan(office, replace(plan, second_place=str(stick)))
    made = safekeeping.back_up(office).backup
    clock.day = made.day + timedelta(days=9)
    stage = desk()
    part = stage.page.backups
    assert "9 天前" in part.headline.text()
    assert "已经超过 7 天" in part.headline.text()
    assert part.lines[0].text().startswith(f"✔ 第二备份位置：{stick}。那里最新的一份是")
    for path in sorted(stick.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    stick.rmdir()
    stage.page.refresh()
    assert "U 盘没有插" in part.lines[0].text()
    clock.day = made.day - timedelta(days=2)
    stage.page.refresh()
    assert "请核对这台电脑的日期" in part.headline.text()


def test_a_rehearsal_tells_every_difference_and_is_logged(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    intake.record_household(office, make_household("陈练习"))
    made = safekeeping.back_up(office).backup
    intake.record_household(office, make_household("王后来"))
    stage = desk()
    seen: list[list[list[str]]] = []

    def look(dialog: RehearsalSheet) -> None:
        seen.append(stage.cells(dialog.table))
        assert "现有数据没有改动" in dialog.more.text()
        dialog.accept()

    officer.will_do(carefully(look))
    stage.page.backups.drill.click()
    qtbot.waitUntil(lambda: bool(seen))
    rows = {row[0]: row[1:] for row in seen[0]}
    assert seen[0][0] == ["家庭档案", "2", "1", "现在多 1"]
    assert rows["标准"] == ["1", "1", "相同"]
    assert _logged(office, Act.drill) == [f"{made.name}：成功"]
    qtbot.waitUntil(lambda: "做过，今天" in "".join(w.text() for w in stage.page.backups.lines))


def test_a_backup_that_was_damaged_is_found_by_the_rehearsal_and_not_restored(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    made = safekeeping.back_up(office).backup
    with (made.folder / DATABASE).open("r+b") as file:
        file.seek(5000)
        file.write(b"damage")
    stage = desk()
    said: list[str] = []

    def look(dialog: RehearsalSheet) -> None:
        said.append(dialog.said.text())
        assert not dialog.table.isVisible()
        dialog.accept()

    officer.will_do(carefully(look))
    stage.page.backups.restore.click()
    qtbot.waitUntil(lambda: bool(said))
    assert "这份备份不能用" in said[0]
    assert stage.wanted == []


def test_a_restore_wants_a_reason_and_the_words_typed(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    intake.record_household(office, make_household("陈练习"))
    made = safekeeping.back_up(office).backup
    stage = desk()
    refused: list[str] = []

    def agree(dialog: RestoreBackup) -> None:
        assert "另存为一份「恢复前」备份" in dialog.steps.text()
        dialog.accept()
        refused.append(dialog.trouble.text())
        dialog.reason.setText("误删")
        dialog.typed.setText("恢复 2 户")
        dialog.accept()
        refused.append(dialog.trouble.text())
        dialog.typed.setText("恢复1户")
        dialog.accept()

    officer.will_do(carefully(agree))
    stage.page.backups.restore.click()
    qtbot.waitUntil(lambda: bool(stage.wanted))
    assert refused[0] == "请写明恢复的原因，会写进操作记录。"
    assert "请输入「恢复 1 户」" in refused[1]
    assert [(b.name, reason) for b, reason in stage.wanted] == [(made.name, "误删")]


def test_who_may_not_restore_is_told_who_may(
    desk: Callable[..., Desk], office: Office, officer: Officer
) -> None:
    safekeeping.back_up(office)
    handler = replace(office, user=User(name="赵一鸣", roles=frozenset({Role.handler})))
    stage = desk(handler)
    stage.page.backups.restore.click()
    stage.page.backups.password.click()
    assert len(officer.heard) == 2
    assert "「恢复备份」要由有管理岗位的人办理，赵一鸣 没有这个岗位" in officer.heard[0]
    assert "「修改备份设置」要由有管理岗位的人办理" in officer.heard[1]
    assert stage.wanted == []


def test_the_second_place_must_lie_elsewhere(
    desk: Callable[[], Desk], office: Office, officer: Officer, tmp_path: Path
) -> None:
    stage = desk()
    inside = office.folder / "里面"
    inside.mkdir()
    stage.page.backups.record_place(str(inside))
    assert "不能在办公室自己的文件夹里" in officer.heard[0]
    stick = tmp_path / "U盘"
    stick.mkdir()
    stage.page.backups.record_place(str(stick))
    assert safekeeping.plan(office).second_place == str(stick)
    safekeeping.back_up(office)
    stage.page.refresh()
    assert "那里最新的一份是" in stage.page.backups.lines[0].text()


def test_the_password_of_the_copy_is_written_twice(
    desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    stage = desk()
    told: list[str] = []

    def enter(dialog: CopyPassword) -> None:
        dialog.password.edit.setText("守着老槐树的人")
        dialog.again.edit.setText("守着老槐树")
        dialog.accept()
        told.append(dialog.trouble.text())
        for field in (dialog.password, dialog.again):
            field.edit.setText("短")
        dialog.accept()
        told.append(dialog.trouble.text())
        for field in (dialog.password, dialog.again):
            field.edit.setText("守着老槐树的老人")
        dialog.accept()

    officer.will_do(carefully(enter))
    stage.page.backups.password.click()
    assert "不一样" in told[0]
    assert "至少要 8 位" in told[1]
    assert safekeeping.plan(office).copy_password == "守着老槐树的老人"
    assert "守着老槐树" not in str(_logged(office, Act.plan_backups))
    assert any("副本密码：已设" in w.text() for w in stage.page.backups.lines)


def test_a_full_check_says_that_all_is_well_or_tells_of_damage(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    intake.record_household(office, make_household())
    stage = desk()
    stage.page.backups.check.click()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said[0].startswith("数据文件完好。")
    found: list[Any] = []
    stage.news.damaged.connect(found.append)
    with closing(raw_connection(office.folder / DATABASE)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("INSERT INTO tag (household_id, position, name) VALUES (999, 1, '无主')")
    stage.page.backups.check.click()
    qtbot.waitUntil(lambda: bool(found))
    assert not found[0].sound


# --- users ---


@pytest.fixture(scope="session")
def encrypted(tmp_path_factory: pytest.TempPathFactory, resources: Path) -> tuple[Path, door.Unlocked]:
    """A real office as it is founded: encrypted, with one user, and the key."""
    folder = tmp_path_factory.mktemp("encrypted") / "office"
    bureau = Bureau(name="示例市总工会", kind=OfficeKind.union, place="示例市", officer="林晓舟")
    app.found(folder, bureau, None, resources, lambda: TODAY, password=PASSWORD)
    return folder, door.unlock(folder, "林晓舟", PASSWORD, app.utc_now)


@pytest.fixture
def staffed(
    tmp_path: Path, encrypted: tuple[Path, door.Unlocked], resources: Path, clock: Clock
) -> Iterator[Office]:
    """An office with passwords and one user, who may do everything but audit."""
    template, unlocked = encrypted
    folder = Path(shutil.copytree(template, tmp_path / "staffed"))
    made = app.open_unlocked(folder, resources, clock, unlocked)
    yield made
    made.store.close()


def test_the_practice_office_explains_instead_of_listing_users(desk: Callable[[], Desk]) -> None:
    stage = desk()
    stage.page.show_item("users")
    assert stage.page.users.stack.currentWidget() is stage.page.users.empty
    assert (
        stage.page.users.empty.said.text() == "练习办公室不设密码，也不分用户：打开就能试，数据都是虚构的。"
    )


def test_a_user_joins_with_a_password_changes_roles_and_is_stopped(
    qtbot: QtBot, desk: Callable[..., Desk], staffed: Office, officer: Officer
) -> None:
    stage = desk(staffed)
    stage.page.show_item("users")
    part = stage.page.users
    assert "不能既经办又审批，也不能既审核又审批" in part.rule.text()

    def join(dialog: UserDialog) -> None:
        dialog.name.setText("赵一鸣")
        dialog.name.changed.emit()
        dialog.roles.boxes[Role.reviewer].setChecked(True)
        for field in (dialog.password.first, dialog.password.again):
            field.edit.setText("院子里一棵会开花的树")
            field.changed.emit()
        dialog.accept()

    officer.will_do(join)
    stage.page.new()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said == ["已保存用户 赵一鸣：经办、审核"]
    assert stage.cells(part.table) == [
        ["林晓舟", "经办、审核、审批、管理", "在用"],
        ["赵一鸣", "经办、审核", "在用"],
    ]
    assert door.names(staffed.folder) == ((1, "林晓舟"), (2, "赵一鸣"))

    def change(dialog: UserDialog) -> None:
        assert not dialog.password.first.isVisible()
        dialog.roles.boxes[Role.reviewer].setChecked(False)
        dialog.accept()

    part.table.choose(1)
    officer.will_do(change)
    stage.page.edit()
    qtbot.waitUntil(lambda: len(stage.said) == 2)
    part.table.choose(1)
    officer.will_say("停用")
    part.stop.click()
    assert stage.said[-1] == "赵一鸣 已停用"
    assert [row[2] for row in stage.cells(part.table)] == ["在用", "已停用"]
    assert door.names(staffed.folder) == ((1, "林晓舟"),)
    line = logbook.find_entries(staffed, TrailQuery(acts=(Act.record_user,)), 1, 1).lines[0]
    assert [(c.field, c.old, c.new) for c in line.changes] == [("岗位", "经办、审核", "经办")]


def test_the_last_manager_cannot_be_stopped(
    desk: Callable[..., Desk], staffed: Office, officer: Officer
) -> None:
    stage = desk(staffed)
    stage.page.show_item("users")
    stage.page.users.table.choose(0)
    officer.will_say("停用", "知道了")
    stage.page.users.stop.click()
    assert "至少要有一名在用的管理员" in officer.heard[-1]
    assert accounts.users(staffed)[0].active


def test_a_forgotten_password_is_reset_by_the_manager_and_logged_without_it(
    qtbot: QtBot, desk: Callable[..., Desk], staffed: Office, officer: Officer
) -> None:
    accounts.record_user(
        staffed, User(name="赵一鸣", roles=frozenset({Role.handler})), "院子里一棵会开花的树"
    )
    stage = desk(staffed)
    stage.page.show_item("users")
    stage.page.users.table.choose(1)

    def reset(dialog: ResetPassword) -> None:
        for field in (dialog.password.first, dialog.password.again):
            field.edit.setText("院外另一棵会开花的树")
            field.changed.emit()
        dialog.accept()

    officer.will_do(reset)
    stage.page.users.reset.click()
    qtbot.waitUntil(lambda: bool(stage.said))
    assert "赵一鸣 的密码已重设" in stage.said[0]
    assert door.unlock(staffed.folder, "赵一鸣", "院外另一棵会开花的树", staffed.now).user_id == 2
    line = logbook.find_entries(staffed, TrailQuery(acts=(Act.change_password,)), 0, 1).lines[0]
    assert "开花" not in str(line)


def test_who_may_not_change_users_sees_them_and_who_may(desk: Callable[..., Desk], staffed: Office) -> None:
    handler = replace(staffed, user=User(name="赵一鸣", roles=frozenset({Role.handler})))
    stage = desk(handler)
    stage.page.show_item("users")
    part = stage.page.users
    assert "「修改用户和岗位」要由有管理岗位的人办理" in part.barred.text()
    assert not any(b.isEnabled() for b in (part.add, part.edit, part.stop, part.reset, part.code))
    assert len(stage.cells(part.table)) == 1


# --- the log ---


def test_the_log_shows_the_head_filters_and_the_change_in_words(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    kept = intake.record_household(office, make_household("陈练习"))
    intake.record_household(office, replace(kept, address="示例市示例区新村 8 号", remark="搬家"))
    intake.record_household(office, make_household("王旁人"))
    stage = desk()
    stage.page.show_item("trail")
    part = stage.page.trail
    end = logbook.head(office)
    assert part.head.text() == f"操作记录第 {end.seq} 条　校验码 {end.code}"
    assert stage.cells(part.table)[0][3:5] == ["登记档案", "DA2026-0002 王旁人"]
    part.seek.setText("搬家")
    part.seek.returnPressed.emit()
    assert part.total.text() == "共 1 条"
    rows = {row[0]: row[1:] for row in stage.cells(cast("Table[Any]", part.change_table))}
    assert rows["备注"] == ["（空）", "搬家"]
    assert "新村 8 号" not in str(rows)
    part.seek.setText("")
    part.seek.returnPressed.emit()
    part.act.set_value(Act.found_office)
    assert part.total.text() == "共 2 条"


def test_a_household_s_own_record_is_shown_and_left_again(desk: Callable[[], Desk], office: Office) -> None:
    kept = intake.record_household(office, make_household("陈练习"))
    intake.record_household(office, make_household("王旁人"))
    stage = desk()
    stage.page.show_item(("trail", kept.id))
    part = stage.page.trail
    assert part.only.whole() == f"只看这一户的记录：{kept.number} 陈练习"
    assert [row[4] for row in stage.cells(part.table)] == [f"{kept.number} 陈练习"]
    part.everything.click()
    assert not part.only.isVisible()
    assert part.model.total() == 4


def test_the_log_is_proved_with_a_code_from_paper_by_keys(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office
) -> None:
    intake.record_household(office, make_household("陈练习"))
    end = logbook.head(office)
    intake.record_household(office, make_household("王旁人"))
    stage = desk()
    stage.page.show_item("trail")
    part = stage.page.trail
    part.number.setFocus()
    write(part.number, str(end.seq))
    press(qtbot, Qt.Key.Key_Return)
    assert part.code.hasFocus()
    write(part.code, end.code.lower())
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.result.isVisible())
    assert part.result.text().startswith("核验通过")
    assert "对得上" in part.result.text()
    assert part.result.property("kind") == "band-good"
    assert stage.cells(part.table)[0][3] == "核验操作记录"


def test_a_tampered_log_is_told_with_what_to_do(
    qtbot: QtBot, desk: Callable[[], Desk], office: Office, officer: Officer
) -> None:
    intake.record_household(office, make_household("陈练习"))
    with closing(raw_connection(office.folder / DATABASE)) as raw:
        for trigger in raw.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {trigger[0]}")
        raw.execute("UPDATE trail SET user_name='别人' WHERE seq=2")
    stage = desk()
    stage.page.show_item("trail")
    part = stage.page.trail
    part.verify.click()
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert part.result.property("kind") == "band-bad"
    assert part.result.text().startswith("核验没有通过")
    assert "第 2 条的内容被改动过" in officer.heard[0]
    assert "怎么办：" in officer.heard[0]


def test_half_a_code_is_refused_with_where_it_stands(desk: Callable[[], Desk], officer: Officer) -> None:
    stage = desk()
    stage.page.show_item("trail")
    stage.page.trail.number.setText("12")
    stage.page.trail.verify.click()
    assert "页脚" in officer.heard[0]
    stage.page.trail.code.setText("ABC")
    stage.page.trail.verify.click()
    assert "校验码是 10 位字母和数字" in officer.heard[1]


# --- the whole window ---


def test_the_tabs_turn_by_keys_and_no_letter_is_there_twice(
    qtbot: QtBot, desk: Callable[..., Desk], staffed: Office
) -> None:
    stage = desk(staffed)
    page = stage.page
    seen: list[str] = []
    for _ in range(page.tabs.count()):
        assert clashes(page) == []
        seen.append(page.tabs.tabText(page.tabs.currentIndex()))
        page.setFocus()
        page.begin()
        press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert seen == ["备份与恢复", "用户", "操作记录", "档案保管"]
    assert page.tabs.currentIndex() == 0


def test_the_window_opens_the_page_by_ctrl_0_and_closes_for_a_restore(qtbot: QtBot, office: Office) -> None:
    made = safekeeping.back_up(office, Why.by_hand).backup
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    press(qtbot, Qt.Key.Key_0, CONTROL)
    assert window.current == "safety"
    assert window.side.buttons["safety"].toolTip() == "Ctrl+0"
    window.news.restore_wanted.emit(made, "误删")
    assert not window.isVisible()
    assert window.next is Next.restore
    assert window.wish is not None
    assert (window.wish.backup.name, window.wish.reason) == (made.name, "误删")


def test_lines_copied_from_a_list_stand_in_the_log(qtbot: QtBot, office: Office) -> None:
    for name in ("陈练习", "王旁人"):
        intake.record_household(office, make_household(name))
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("households")
    table = next(t for t in window.page().findChildren(Table) if t.isVisible())
    table.setFocus()
    table.choose(0)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    assert "陈练习" in QApplication.clipboard().text()
    line = logbook.find_entries(office, TrailQuery(acts=(Act.export,)), 0, 1).lines[0]
    assert line.about == f"复制列表「{table.accessibleName()}」1 行"
    assert line.reason.startswith("含列：")
    assert "陈练习" not in line.about + line.reason
    assert QApplication.focusWidget() is table


def test_nothing_is_copied_where_nothing_can_be_logged(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    intake.record_household(office, make_household("陈练习"))
    looking = replace(office, store=Database(office.store.path, read_only=True))
    window = Window(looking)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    QApplication.clipboard().setText("原来的")
    window.go("households")
    table = next(t for t in window.page().findChildren(Table) if t.isVisible())
    table.setFocus()
    table.choose(0)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    assert "只读查看" in officer.heard[0]
    assert QApplication.clipboard().text() == "原来的"
    looking.store.close()


def test_a_household_leads_to_its_own_record(qtbot: QtBot, office: Office) -> None:
    kept = intake.record_household(office, make_household("陈练习"))
    intake.record_household(office, make_household("王旁人"))
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("households", kept.id)
    button = next(b for b in window.page().findChildren(QPushButton) if b.text().startswith("这一户的记录"))
    button.click()
    page = window.page()
    assert isinstance(page, Safety)
    assert page.trail.only.whole() == f"只看这一户的记录：{kept.number} 陈练习"
    assert page.trail.model.total() == 1


def test_the_home_page_reminds_of_the_monthly_drill_until_it_is_done(staffed: Office, clock: Clock) -> None:
    def reminded() -> bool:
        return any(x.page == "safety" and "演练" in x.text for x in agenda(staffed).next_steps)

    intake.record_household(staffed, make_household())
    assert not reminded()
    made = safekeeping.back_up(staffed).backup
    assert reminded()
    assert safekeeping.rehearse(staffed, made).works
    assert not reminded()
    clock.day += timedelta(days=31)
    assert reminded()


def test_who_is_not_in_the_restored_data_is_told_and_signs_in_as_somebody_else(staffed: Office) -> None:
    with pytest.raises(accounts.LeftError) as caught:
        accounts.whoever(staffed.store, 99)
    assert "可能刚恢复过较早的备份" in caught.value.said
