"""A second start: the first window comes forward; where another session writes, one may look and ask for the pen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.casework import intake, pen, printing, privacy, safekeeping
from desktop.casework.office import Office
from desktop.casework.settings import bureau, record_bureau
from desktop.domain.masking import Sensitive
from desktop.store.errors import ReadOnlyError, TakenError
from desktop.ui.dialogs.taken import Choice, ask_what_then
from desktop.ui.single import Single, name_of
from desktop.ui.window import Next, Window
from tests.conftest import Clock, make_household
from tests.gui.hands import Officer

SECOND = (
    "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; a = QApplication([]);"
    "from desktop.ui.single import Single; sys.exit(0 if Single.claim(Path(sys.argv[1])) is None else 7)"
)


def started(folder: Path) -> subprocess.Popen[bytes]:
    """A second program for that office: it ends with 0 where it found the first one, with 7 where it is the first."""
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder)], stderr=subprocess.DEVNULL)


def ended(qtbot: QtBot, program: subprocess.Popen[bytes]) -> int:
    qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
    return program.returncode


def test_a_second_start_brings_the_first_window_forward_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first = Single.claim(tmp_path)
    assert first is not None
    window = QLineEdit()
    qtbot.addWidget(window)
    window.showMinimized()
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = started(tmp_path)
    assert ended(qtbot, second) == 0
    qtbot.waitUntil(lambda: not window.isMinimized())
    first.close()
    assert ended(qtbot, started(tmp_path)) == 7


def test_another_office_is_another_place(qtbot: QtBot, tmp_path: Path) -> None:
    first = Single.claim(tmp_path / "a")
    assert first is not None
    assert ended(qtbot, started(tmp_path / "b")) == 7
    first.close()


def test_a_place_left_by_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    left = QLocalServer()
    assert left.listen(name_of(tmp_path))
    path = Path(left.fullServerName())
    if path.exists():  # where places are files: one that nobody listens at
        left.close()
        path.touch()
    first = Single.claim(tmp_path)
    assert first is not None
    first.close()
    QCoreApplication.processEvents()


def test_the_name_of_the_place_tells_nothing(tmp_path: Path) -> None:
    assert str(tmp_path.name) not in name_of(tmp_path)
    assert name_of(tmp_path) != name_of(tmp_path / "other")


@contextmanager
def reading(folder: Path, resources: Path, clock: Clock) -> Generator[tuple[Office, str]]:
    with app.opened_to_read(folder, resources, clock) as found:
        yield found


@pytest.fixture
def folder(office: Office) -> Path:
    """The folder of the office of the tests, which nobody has open."""
    office.store.close()
    return office.folder


def test_the_second_one_is_told_who_writes_and_may_choose(officer: Officer) -> None:
    holder = "林晓舟（电脑 PC-1）"
    officer.will_say("只读查看", "稍后再试", "退出")
    assert [ask_what_then(holder) for _ in range(3)] == [Choice.read, Choice.again, Choice.leave]
    assert holder in officer.heard[0]


def test_reading_shows_what_is_written_meanwhile_and_writes_nothing(
    folder: Path, resources: Path, clock: Clock, tmp_path: Path
) -> None:
    with app.opened(folder, resources, clock) as writer:
        with pytest.raises(TakenError) as taken, app.opened(folder, resources, clock):
            pass
        assert taken.value.holder
        with reading(folder, resources, clock) as (reader, as_of):
            assert as_of == ""
            record_bureau(writer, replace(bureau(writer), phone="0000-7654321"))
            assert bureau(reader).phone == "0000-7654321"
            with pytest.raises(ReadOnlyError, match="只读查看"):
                record_bureau(reader, bureau(reader))
            home = intake.record_household(writer, make_household())
            with pytest.raises(ReadOnlyError, match="只读查看"):
                privacy.reveal(reader, home.id or 0, Sensitive.phone, 1)
            with pytest.raises(ReadOnlyError, match="只读查看"):
                printing.print_consent(reader, None, tmp_path / "告知同意书.pdf")
            assert not list(tmp_path.glob("*.pdf"))


def test_the_pen_is_asked_for_put_off_and_handed_over(
    qtbot: QtBot, folder: Path, resources: Path, clock: Clock
) -> None:
    with app.opened(folder, resources, clock) as writer:
        mine = Window(writer)
        qtbot.addWidget(mine)
        mine.show()
        with reading(folder, resources, clock) as (reader, _):
            theirs = Window(reader)
            qtbot.addWidget(theirs)
            theirs.read_only("林晓舟（电脑 PC-1）")
            theirs.show()
            band = theirs.reading
            assert band is not None
            assert "林晓舟（电脑 PC-1） 正在使用" in band.said.text()
            mine.asked.look()
            assert not mine.asked.isVisible()
            band.ask_button.click()
            mine.asked.look()
            assert mine.asked.isVisible()
            assert f"{reader.user.name}（电脑 " in mine.asked.said.text()
            mine.asked.later.click()
            band.look()
            assert "稍后再交出" in band.said.text()
            mine.asked.look()
            assert not mine.asked.isVisible()
            band.ask_button.click()
            mine.asked.look()
            mine.asked.hand.click()
            qtbot.waitUntil(lambda: not mine.isVisible())
            band.look()
            assert not band.write_button.isVisible(), "the file is still held"
            writer.store.close()
            note = pen.asked(reader)
            assert note is not None
            theirs.close()
            assert pen.asked(reader) is None


def test_once_the_folder_is_free_one_click_opens_it_for_writing(
    qtbot: QtBot, folder: Path, resources: Path, clock: Clock
) -> None:
    with reading(folder, resources, clock) as (reader, _):
        window = Window(reader)
        qtbot.addWidget(window)
        window.read_only("林晓舟（电脑 PC-1）")
        window.show()
        band = window.reading
        assert band is not None
        band.look()
        assert "已经交出" in band.said.text()
        band.write_button.click()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert window.next is Next.write


def test_where_the_file_cannot_be_read_beside_the_writer_the_newest_backup_is_shown(
    folder: Path, resources: Path, clock: Clock
) -> None:
    with app.opened(folder, resources, clock) as office:
        made = safekeeping.back_up(office).backup
    (folder / app.DATABASE).write_bytes(b"\0" * 4096)
    with reading(folder, resources, clock) as (reader, as_of):
        assert as_of == f"{made.day.year}年{made.day.month}月{made.day.day}日"
        assert bureau(reader).name == "示例市总工会"
        assert reader.folder == folder
