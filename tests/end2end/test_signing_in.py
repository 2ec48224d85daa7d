"""An encrypted office in the real program, by keys alone: founded, closed, signed in to, locked, handed on, recovered."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop.app import DATABASE, Places
from desktop.casework import accounts, recovery
from desktop.domain.accounts import Role, User
from desktop.store import trail
from desktop.store.encrypting import is_plain
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.recover import Recover
from desktop.ui.dialogs.recovery_code import RecoveryCode
from desktop.ui.dialogs.sign_in import SignIn
from desktop.ui.window import Window
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
    yield me.wait(lambda: me.title().endswith("帮扶台账"), "window")


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
    assert me.window().user is not None
    assert not me.window().user.code.isEnabled()
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
