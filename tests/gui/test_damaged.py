"""A damaged data file: the ways out in their order, restoring, salvaging, and the silent watch."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import DATABASE, open_unlocked
from desktop.casework import intake, logbook, safekeeping
from desktop.casework.office import Office
from desktop.casework.safety import Turn
from desktop.domain.listing import HouseholdQuery
from desktop.domain.names import sort_key
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.store.database import raw_connection
from desktop.ui.collector import Rest
from desktop.ui.dialogs.damaged import Damaged
from desktop.ui.dialogs.salvaged import SalvagedSheet
from desktop.ui.watch import Watch
from desktop.ui.window import Next, Window
from tests.conftest import Clock, make_household
from tests.gui.cases import carefully
from tests.gui.hands import Officer
from tests.gui.keys import clashes

MOMENT = datetime(2026, 3, 2, 4, tzinfo=UTC)
HEAD = b"\xff" * 100


@pytest.fixture
def office(office: Office, clock: Clock) -> Office:
    """The office whose moments, too, are those of the clock that stands still."""
    return replace(office, now=lambda: datetime.combine(clock.day, time(4), UTC))


@pytest.fixture
def dialog(qtbot: QtBot, office: Office) -> Callable[[], Damaged]:
    """The dialog on the office's folder, with nothing open in it."""

    def made() -> Damaged:
        office.store.close()
        report = safekeeping.damage_report(office.folder, None)
        found = Damaged(office.folder, None, office.today(), lambda: MOMENT, report)
        qtbot.addWidget(found)
        with qtbot.waitActive(found):
            found.show()
        return found

    return made


def _whole(folder: Path) -> None:
    """Folds the log of the engine into the file."""
    with closing(raw_connection(folder / DATABASE)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _behead(office: Office) -> None:
    office.store.close()
    _whole(office.folder)
    with (office.folder / DATABASE).open("r+b") as file:
        file.write(HEAD)


def _tear_page_of(office: Office, name: str) -> None:
    """Overwrites the page on which a household stands."""
    office.store.close()
    _whole(office.folder)
    path = office.folder / DATABASE
    data = bytearray(path.read_bytes())
    # The log names people too; only the household's own row holds the key that names are ordered by.
    row = (name + sort_key(name)).encode()
    place = data.find(row)
    assert place > 0
    page = place // 4096
    data[page * 4096 : (page + 1) * 4096] = b"\x5a" * 4096
    path.write_bytes(bytes(data))


def test_the_ways_out_stand_in_their_order_and_none_erases(
    dialog: Callable[[], Damaged], office: Office
) -> None:
    intake.record_household(office, make_household())
    safekeeping.back_up(office)
    _behead(office)
    found = dialog()
    texts = [b.text() for b in found.findChildren(QPushButton) if b.isVisible()]
    order = ["恢复到最近的备份", "抢救还能读出的数据", "打开数据文件夹", "退出"]
    places = [next(n for n, text in enumerate(texts) if text.startswith(word)) for word in order]
    assert places == sorted(places)
    assert not any(word in text for text in texts for word in ("清空", "删除", "重新开始", "新建"))
    assert found.restore.hasFocus()
    assert "有损坏" in found.said.text()
    assert "1 户，今天" in found.best.text()
    assert clashes(found) == []


def test_the_newest_backup_is_restored_and_the_damaged_file_kept(
    qtbot: QtBot,
    dialog: Callable[[], Damaged],
    office: Office,
    officer: Officer,
    clock: Clock,
    resources: Path,
) -> None:
    intake.record_household(office, make_household("陈练习"))
    made = safekeeping.back_up(office).backup
    _behead(office)
    found = dialog()
    officer.will_say("恢复", "知道了")
    found.restore.click()
    qtbot.waitUntil(lambda: found.mended is not None)
    assert "1 户" in officer.heard[0]
    assert "原来的数据另存在" in officer.heard[1]
    mended = found.mended
    assert mended is not None
    assert mended.restored is not None
    assert (mended.restored.set_aside / DATABASE).read_bytes()[:100] == HEAD
    again = open_unlocked(office.folder, resources, clock)
    try:
        Turn(None, mended, "数据文件有损坏").note(again)
        assert intake.count_households(again, HouseholdQuery()) == 1
        line = logbook.find_entries(again, TrailQuery(acts=(Act.restore,)), 0, 1).lines[0]
        assert made.name in line.about
        assert logbook.prove(again).sound
    finally:
        again.store.close()


def test_without_a_backup_the_stick_is_asked_for_and_its_copies_are_offered(
    qtbot: QtBot, dialog: Callable[[], Damaged], office: Office, officer: Officer, tmp_path: Path
) -> None:
    stick, empty = tmp_path / "U盘", tmp_path / "空"
    stick.mkdir()
    empty.mkdir()
    safekeeping.record_plan(office, replace(safekeeping.plan(office), second_place=str(stick)))
    intake.record_household(office, make_household())
    safekeeping.back_up(office)
    shutil.rmtree(office.folder / "备份")
    _behead(office)
    found = dialog()
    assert not found.restore.isEnabled()
    assert found.elsewhere.hasFocus()
    assert found.best.text() == "这台电脑上没有找到可用的备份。"
    found.look_in(empty)
    qtbot.waitUntil(lambda: len(officer.heard) == 1)
    assert "没有找到别的可用备份" in officer.heard[0]
    found.look_in(stick)
    qtbot.waitUntil(found.restore.isEnabled)
    assert "1 户" in found.best.text()


def test_what_can_be_read_is_salvaged_and_what_was_lost_is_named(
    qtbot: QtBot,
    dialog: Callable[[], Damaged],
    office: Office,
    officer: Officer,
    clock: Clock,
    resources: Path,
) -> None:
    for number in range(60):
        intake.record_household(office, make_household(f"陈练习{number}", remark="住院" * 200))
    safekeeping.back_up(office)
    _tear_page_of(office, "陈练习41")
    found = dialog()
    seen: list[Any] = []

    def agree(sheet: SalvagedSheet) -> None:
        seen.append([line.name for line in sheet.model.lines()])
        assert "读出了" in sheet.said.text()
        sheet.use.click()

    officer.will_do(carefully(agree))
    officer.will_say("知道了")
    found.salvage.click()
    qtbot.waitUntil(lambda: found.mended is not None, timeout=20_000)
    assert any(name.startswith("陈练习") for name in seen[0])
    mended = found.mended
    assert mended is not None
    assert mended.salvaged is not None
    again = open_unlocked(office.folder, resources, clock)
    try:
        Turn(None, mended, "数据文件有损坏").note(again)
        left = intake.count_households(again, HouseholdQuery())
        assert 0 < left <= 60
        assert _logged_salvage(again)
    finally:
        again.store.close()


def _logged_salvage(office: Office) -> bool:
    return bool(logbook.find_entries(office, TrailQuery(acts=(Act.salvage,)), 0, 1).lines)


def test_salvaged_data_that_are_not_wanted_lie_beside(
    qtbot: QtBot, dialog: Callable[[], Damaged], office: Office, officer: Officer
) -> None:
    intake.record_household(office, make_household("陈练习", remark="住院" * 2000))
    safekeeping.back_up(office)
    _tear_page_of(office, "陈练习")
    before = (office.folder / DATABASE).read_bytes()
    found = dialog()
    officer.will_do(lambda sheet: sheet.reject())
    found.salvage.click()
    qtbot.waitUntil(lambda: bool(officer.heard), timeout=20_000)
    assert "没有换上抢救出来的数据" in officer.heard[0]
    assert found.mended is None
    assert list((office.folder / "抢救").glob(f"*/{DATABASE}"))
    assert (office.folder / DATABASE).read_bytes() == before


def test_leaving_changes_nothing(dialog: Callable[[], Damaged], office: Office) -> None:
    safekeeping.back_up(office)
    _behead(office)
    before = (office.folder / DATABASE).read_bytes()
    found = dialog()
    found.leave.click()
    assert found.result() == QDialog.DialogCode.Rejected
    assert found.mended is None
    assert (office.folder / DATABASE).read_bytes() == before


# --- the watch ---


def test_the_watch_says_nothing_when_all_is_well_and_keeps_the_day(qtbot: QtBot, office: Office) -> None:
    told: list[Any] = []
    assert safekeeping.full_check_due(office)
    watch = Watch(office, later=0)
    watch.damaged.connect(told.append)
    qtbot.waitUntil(lambda: not safekeeping.full_check_due(office))
    watch.stop()
    assert told == []


def test_the_watch_tells_of_damage_and_the_window_closes_to_mend_it(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    with closing(raw_connection(office.folder / DATABASE)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("INSERT INTO tag (household_id, position, name) VALUES (999, 1, '无主')")
    window = Window(office)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    watch = Watch(office, window, later=0)
    watch.damaged.connect(window.tell_damage)
    officer.will_say("关闭窗口并处理")
    qtbot.waitUntil(lambda: not window.isVisible())
    watch.stop()
    assert window.next is Next.mend
    assert "有损坏" in officer.heard[0]
    assert "不会删除" in officer.heard[0]


def test_the_collector_rests_until_the_last_reason_is_gone() -> None:
    assert gc.isenabled()
    watch, job = Rest(), Rest()
    assert not gc.isenabled()
    watch.over()
    watch.over()
    assert not gc.isenabled()
    job.over()
    assert gc.isenabled()
