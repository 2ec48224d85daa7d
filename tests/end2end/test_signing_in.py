"""An encrypted office in the real program, by keys alone: founded, closed, signed in to, locked, handed on, recovered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop import app
from desktop.app import DATABASE, Places
from desktop.casework import accounts, door, intake, pen, recovery, safekeeping
from desktop.domain.accounts import Role, User
from desktop.domain.backup import BackupPlan
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.listing import HouseholdQuery
from desktop.store import trail
from desktop.store.encrypting import is_plain
from desktop.ui.dialogs.encrypt import EncryptOffice
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.recover import Recover
from desktop.ui.dialogs.recovery_code import RecoveryCode
from desktop.ui.dialogs.sign_in import SignIn
from desktop.ui.window import Window
from tests.conftest import make_household
from tests.end2end.person import Person, Story

PASSWORD, NEW, OTHERS = "hua kai le 2026", "xin de yi nian", "shen pi yong de"


def test_founded_closed_and_opened_again_with_the_password_alone(person: Person, home: Places) -> None:
    codes: list[str] = []
    person.use(home, found(person, codes))
    assert not is_plain(home.office / DATABASE)
    person.use(home, sign_in_after_a_slip(person))
    person.use(home, lock_and_go_on(person))
    person.use(home, hand_on(person))
    person.use(home, forget_and_recover(person, codes))
    assert not person.clashes


def found(me: Person, codes: list[str]) -> Story:
    yield me.press("Down", "Return")
    for label, text in (
        ("单位名称", "示例市总工会"),
        ("所在地", "示例市"),
        ("经办人", "林晓舟"),
        ("密码", PASSWORD),
        ("再输一遍", PASSWORD),
    ):
        yield me.fill(label, text)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: me.title() == "恢复码单", "founded")
    codes.append("-".join(words.text() for words in me.the(RecoveryCode).groups))
    yield me.press("Alt+P")
    yield me.wait(lambda: me.title().startswith("预览"), "preview")
    me.sees("不在电脑里留文件")
    assert "另存为" not in me.screen()
    yield me.press("Esc", "Alt+L")
    me.sees("以后再打印时会换一个新的恢复码")
    yield me.press("Alt+Y")
    yield me.wait(lambda: me.title().endswith("帮扶台账"), "window")
    me.sees("林晓舟（经办、审核、审批、管理）", "恢复码单还没有封存")
    assert recovery.sealed(me.office) is None
    assert me.office.user.id == accounts.FIRST


def sign_in(me: Person, password: str, name: str = "林晓舟") -> Story:
    me.sees("登录", "数据在：")
    assert "示例市总工会" not in me.screen()
    yield me.pick("姓名", name)
    yield me.fill("密码", password)
    yield me.press("Return")


def to_window(me: Person) -> Story:
    yield me.wait(lambda: "· 帮扶台账" in me.title(), "window")


def sign_in_after_a_slip(me: Person) -> Story:
    yield sign_in(me, "bu shi zhe ge")
    yield me.wait(lambda: "姓名或密码不对" in me.screen(), "wrong")
    assert not me.the(SignIn).password.value()
    yield sign_in(me, PASSWORD)
    yield to_window(me)
    with me.office.store.read() as session:
        acts = [entry.act for entry in trail.entries(session, limit=2)]
    assert sorted(acts) == ["fail_to_sign_in", "sign_in"]


def lock_and_go_on(me: Person) -> Story:
    """Locked in the middle of a dialog: nothing is seen, nothing is lost."""
    yield sign_in(me, PASSWORD)
    yield to_window(me)
    yield me.press("Ctrl+7", "Ctrl+N")
    yield me.write("half a name")
    dialog = me.the(EntryDialog)
    yield me.press("Ctrl+L")
    me.sees("已锁定", "林晓舟 的工作还在原处")
    window = me.window()
    assert window.lock.locked
    yield me.press("F9", "Ctrl+Return", "Esc")
    assert window.lock.locked
    yield me.write("bu shi zhe ge")
    yield me.press("Return")
    yield me.wait(lambda: "姓名或密码不对" in me.screen(), "wrong")
    yield me.write(PASSWORD)
    yield me.press("Return")
    yield me.wait(lambda: not window.lock.locked, "unlocked")
    assert me.top() is dialog
    assert "half a name" in [x.text() for x in dialog.findChildren(QLineEdit)]
    yield me.press("Esc")
    with me.office.store.read() as session:
        acts = [entry.act for entry in trail.entries(session, limit=2)]
    assert sorted(acts) == ["fail_to_sign_in", "sign_in"]


def hand_on(me: Person) -> Story:
    """Another user is made; at the lock somebody else takes over, who may not do everything."""
    yield sign_in(me, PASSWORD)
    yield to_window(me)
    accounts.record_user(me.office, User(name="周审批", roles=frozenset({Role.approver})), OTHERS)
    yield me.press("Ctrl+7", "Ctrl+N")
    yield me.write("half a name")
    yield me.press("Ctrl+L")
    yield me.tab_to("换人登录")
    yield me.press("Return")
    me.sees("打开着的对话框里还有未保存的内容", "不保存，换人登录")
    yield me.tab_to("不保存，换人登录")
    yield me.press("Return")
    yield me.wait(lambda: me.title().endswith("登录"), "sign in")
    assert not any(isinstance(w, Window) and w.isVisible() for w in me.app.topLevelWidgets())
    yield sign_in(me, OTHERS, "周审批")
    yield to_window(me)
    me.sees("周审批（审批）")
    menu = me.window().user
    assert menu is not None
    assert not menu.code.isEnabled()
    yield me.press("F10")
    yield me.wait(lambda: me.app.activePopupWidget() is not None, "menu")
    yield me.press("H")
    yield me.wait(lambda: me.title().endswith("登录"), "sign in")
    yield sign_in(me, PASSWORD)
    yield to_window(me)
    me.sees("林晓舟（经办")


def forget_and_recover(me: Person, codes: list[str]) -> Story:
    yield me.press("Alt+F")
    me.sees("取出恢复码单")
    yield me.press("Return")
    slip = ("B" if codes[0][1] != "B" else "C").join((codes[0][0], codes[0][2:]))
    yield me.write(slip.replace("-", ""))
    me.sees("很可能在第 1 组")
    yield me.press("Return")
    assert me.the(Recover).stack.currentIndex() == 1
    yield me.write(codes[0][:4].lower())
    me.sees("恢复码输入无误")
    yield me.press("Alt+N")
    yield me.pick("姓名", "林晓舟")
    yield me.fill("新密码", NEW)
    yield me.fill("再输一遍", NEW)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: "信封已经拆开" in me.screen(), "opened")
    yield me.press("Alt+Y")
    yield me.wait(lambda: me.title() == "恢复码单", "new code")
    codes.append("-".join(words.text() for words in me.the(RecoveryCode).groups))
    assert codes[0] != codes[1]
    sheet = me.the(RecoveryCode)
    yield me.press("Alt+N")
    yield me.write("0000")
    yield me.press("Return")
    me.sees("与恢复码不一致")
    yield me.press("Ctrl+A")
    yield me.write(codes[1].split("-")[sheet.group])
    yield me.press("Return")
    yield to_window(me)
    sealed = recovery.sealed(me.office)
    assert sealed is not None
    assert (sealed.by, sealed.on) == ("林晓舟", me.clock.day)
    assert "恢复码单还没有封存" not in me.screen()
    with me.office.store.read() as session:
        acts = {entry.act for entry in trail.entries(session, limit=4)}
    assert acts == {"sign_in", "use_recovery_code", "new_recovery_code", "seal_recovery_code"}


def test_on_another_pc_a_stick_and_the_sealed_code_open_the_office(
    person: Person, home: Places, tmp_path: Path, resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the recovery sheet tells to do, by keys alone, on a PC that never saw the office."""
    old, stick = tmp_path / "old", tmp_path / "stick"
    stick.mkdir()
    bureau = Bureau(name="示例市总工会", kind=OfficeKind.union, place="示例市", officer="林晓舟")
    code = app.found(old, bureau, None, resources, person.clock, PASSWORD)
    with app.opened(
        old, resources, person.clock, door.unlock(old, "林晓舟", PASSWORD, app.utc_now)
    ) as office:
        intake.record_household(office, make_household("董海燕"))
        safekeeping.record_plan(office, BackupPlan(second_place=str(stick)))
        safekeeping.back_up(office)
    old.rename(tmp_path / "gone")

    def chosen(*_: object) -> str:
        return str(stick)

    monkeypatch.setattr("desktop.ui.dialogs.first_start.QFileDialog.getExistingDirectory", chosen)
    person.use(home, put_back(person, code))
    assert not person.clashes


def put_back(me: Person, code: str) -> Story:
    yield me.press("Down", "Down", "Return", "Alt+F")
    me.sees("找到 1 份可用的备份")
    yield me.press("Alt+N")
    yield me.wait(lambda: me.title().endswith("登录"), "sign in")
    yield me.press("Alt+F", "Return")
    yield me.write(code.lower())
    yield me.press("Alt+N")
    yield me.fill("新密码", NEW)
    yield me.fill("再输一遍", NEW)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: "信封已经拆开" in me.screen(), "opened")
    steps = [x for x in me.done if x in ("Return", "Ctrl+Return", "Alt+N", "Alt+F")]
    assert len(steps) <= 8, "the sheet promises few steps"
    yield me.press("Alt+N")
    yield to_window(me)
    me.sees("恢复码单还没有封存")
    lines = intake.find_households(me.office, HouseholdQuery()).lines
    assert [line.name for line in lines] == ["董海燕"]
    with me.office.store.read() as session:
        acts = {entry.act for entry in trail.entries(session, limit=3)}
    assert acts == {"sign_in", "use_recovery_code", "restore"}


def test_an_office_of_version_0_1_is_given_a_password_and_encrypted(
    person: Person, home: Places, resources: Path
) -> None:
    home.office.mkdir(parents=True)
    shutil.copy(Path(__file__).parents[1] / "golden" / "databases" / "0001.db", home.office / DATABASE)
    assert is_plain(home.office / DATABASE)
    person.use(home, encrypt(person))
    assert not is_plain(home.office / DATABASE)
    person.use(home, sign_in_as_first(person))


def encrypt(me: Person) -> Story:
    me.sees("从这一版起，档案要加密保存")
    yield me.press("Return")
    name = me.the(EncryptOffice).name
    if not name.value():
        yield me.fill("姓名", "林晓舟")
    yield me.fill("密码", PASSWORD)
    yield me.fill("再输一遍", PASSWORD)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: me.title() == "恢复码单", "encrypted")
    yield me.press("Alt+L", "Alt+Y")
    yield me.wait(lambda: "没有加密" in me.screen(), "told of old backups")
    plain = [b for b in safekeeping.backups_of(me.office) if not b.encrypted]
    assert plain
    me.sees(*(b.name for b in plain))
    yield me.press("Return")
    yield to_window(me)
    assert intake.count_households(me.office, HouseholdQuery()) > 0
    assert me.office.user.id == accounts.FIRST
    assert me.office.key is not None


def sign_in_as_first(me: Person) -> Story:
    yield me.fill("密码", PASSWORD)
    yield me.press("Return")
    yield to_window(me)
    me.sees("（经办、审核、审批、管理）")


def test_while_another_session_writes_one_may_look_and_take_over_when_it_ends(
    person: Person, home: Places, resources: Path
) -> None:
    bureau = Bureau(name="示例市总工会", kind=OfficeKind.union, place="示例市", officer="林晓舟")
    app.found(home.office, bureau, None, resources, person.clock, PASSWORD)
    unlocked = door.unlock(home.office, "林晓舟", PASSWORD, app.utc_now)
    with ExitStack() as other:
        other.enter_context(app.opened(home.office, resources, person.clock, unlocked))
        person.use(home, look_and_take_over(person, other.close))


def look_and_take_over(me: Person, other_ends: Callable[[], None]) -> Story:
    yield sign_in(me, PASSWORD)
    yield me.wait(lambda: "正在使用这个办公室" in me.screen(), "taken")
    yield me.press("Alt+T")
    me.sees("正在使用这个办公室")
    yield me.press("Alt+V")
    yield to_window(me)
    me.sees("只读查看：", "请求编辑")
    assert me.office.store.read_only
    yield me.press("Alt+Z")
    me.sees("已请求编辑")
    assert pen.asked(me.office) is not None
    other_ends()
    yield me.wait(lambda: "已经交出" in me.screen(), "free")
    yield me.press("Alt+Z")
    yield me.wait(lambda: "只读查看" not in me.screen() and me.title().endswith("帮扶台账"), "writing")
    assert not me.office.store.read_only
    assert pen.asked(me.office) is None


SECOND = (
    "import sys; from pathlib import Path; from desktop.app import places, run_window;"
    "sys.exit(run_window(places(Path(sys.argv[1])), True))"
)


def test_a_second_start_of_the_program_ends_by_itself_and_shows_the_first_window(
    person: Person, home: Places
) -> None:
    person.use(home, start_again(person, home), practice=True)


def start_again(me: Person, home: Places) -> Story:
    me.window().showMinimized()
    second = subprocess.Popen(
        [sys.executable, "-c", SECOND, str(home.home)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield me.wait(lambda: second.poll() is not None, "the second one ended")
    said = second.communicate()
    assert second.returncode == 0, said
    assert not me.window().isMinimized()
