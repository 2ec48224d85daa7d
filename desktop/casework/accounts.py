"""Who works here (用户与岗位): the first user, those who join and leave, and what they may do."""

from __future__ import annotations

from dataclasses import replace

from desktop.casework import door
from desktop.casework.deeds import deed, record
from desktop.casework.office import Office
from desktop.domain.accounts import EVERY_ROLE, Role, User
from desktop.domain.errors import OfficeError
from desktop.domain.names import normalise_name
from desktop.domain.trail import Act
from desktop.store import accounts, settings, trail
from desktop.store.database import Database
from desktop.store.errors import MissingError

FIRST = 1
ALONE = frozenset({Role.handler, Role.reviewer, Role.approver, Role.manager})
"""The roles of an office's first user: everything that is done, until others join."""


class LeftError(OfficeError):
    """Somebody who no longer works here."""


def whoever(store: Database, user_id: int | None) -> User:
    """Who is at work: the user of that id, or, in an office without users, its officer with every role.

    Raises LeftError where the user was taken off the list.
    """
    with store.read() as session:
        if user_id is not None:
            try:
                user = accounts.get(session, user_id)
            except MissingError:
                raise LeftError(
                    "这份数据里还没有您的用户（可能刚恢复过较早的备份）。请由当时已有的用户登录，再由管理员重新添加您。"
                ) from None
            if not user.active:
                raise LeftError(f"{user.name} 已停用，不能登录。请由管理员恢复，或换人登录。")
            return user
        try:
            officer = settings.bureau(session).officer
        except MissingError:  # A file that is just being founded.
            officer = ""
        return User(name=officer or "经办人", roles=EVERY_ROLE)


def signer(office: Office) -> str:
    """Whose name stands under what is done now: who is signed in, or the officer where nobody signs in."""
    if office.user.id is not None:
        return office.user.name
    with office.store.read() as session:
        return settings.bureau(session).officer


def found_first(office: Office, name: str) -> User:
    """Makes the office's first user, whose password slot is number 1."""
    with deed(office, Act.found_office) as session:
        return accounts.put(session, User(name=name, roles=ALONE), office.today())


def users(office: Office) -> list[User]:
    """Everybody who may sign in or once might."""
    with office.store.read() as session:
        return accounts.everybody(session)


def record_user(office: Office, user: User, password: str = "") -> User:
    """Keeps a user, new or changed. A new one, or one who comes back, needs a first password.

    Raises OfficeError where the name is taken or nobody would be left to manage the office.
    """
    name = normalise_name(user.name)
    if not name:
        raise OfficeError("请填写用户姓名，办理记录和表格上要用。")
    if not user.roles:
        raise OfficeError(f"请为 {name} 至少选一个岗位。")
    if office.key is None:
        raise OfficeError("练习办公室不设密码，也不分用户。请在本单位的办公室里设置。")
    with deed(office, Act.record_user) as session:
        before = None if user.id is None else accounts.get(session, user.id)
        others = [u for u in accounts.everybody(session) if u.id != user.id]
        if any(u.name == name for u in others):
            raise OfficeError(
                f"已经有名为「{name}」的用户（停用的也算）。同名的人请加上部门，如「{name}（办公室）」。"
            )
        if before is not None and before.name != name and _has_signed(office, before.name):
            raise OfficeError(
                f"{before.name} 已经办理过业务，不能改名，否则操作记录对不上。请停用后新建用户。"
            )
        managers = [u for u in (*others, replace(user, name=name)) if u.active and Role.manager in u.roles]
        if not managers:
            raise OfficeError("至少要有一名在用的管理员，否则没有人能调整岗位和恢复备份。")
        joins = user.active and (before is None or not before.active)
        if joins and not password:
            raise OfficeError(f"请为 {name} 设置初始密码，本人首次登录后再修改。")
        kept = accounts.put(session, replace(user, name=name), office.today())
        assert kept.id is not None
        # The slot goes last: when it cannot be written the transaction is undone.
        if joins:
            door.set_password(office.folder, office.key, kept.id, name, password)
        elif not kept.active and before is not None and before.active:
            door.remove_user(office.folder, kept.id)
        elif before is not None and before.name != name:
            door.rename_user(office.folder, kept.id, name)
        return kept


def reset_password(office: Office, user_id: int, password: str) -> None:
    """Gives a user who forgot it a new password; done by a manager."""
    assert office.key is not None
    with deed(office, Act.change_password) as session:
        if not office.user.has(Role.manager):
            raise OfficeError("重设他人的密码要由管理员办理。")
        user = accounts.get(session, user_id)
        trail.note(session, accounts.SUBJECT, user_id, user.name)
        door.set_password(office.folder, office.key, user_id, user.name, password)


def change_password(office: Office, old: str, new: str) -> None:
    """Changes the password of whoever is signed in. Raises WrongPasswordError for a wrong old one."""
    if office.key is None or office.user.id is None:
        raise OfficeError("练习办公室不设密码。")
    with deed(office, Act.change_password) as session:
        trail.note(session, accounts.SUBJECT, office.user.id, office.user.name)
        door.change_password(office.folder, office.key, office.user.id, office.user.name, old, new)


def new_recovery_code(office: Office) -> str:
    """A new recovery code; the old sheet is worthless from then on, and the new one not sealed yet."""
    if office.key is None:
        raise OfficeError("练习办公室不加密，没有恢复码。")
    with deed(office, Act.new_recovery_code) as session:
        trail.note(session, "", None, "恢复码")
        settings.unseal(session)
        return door.new_code(office.folder, office.key)


def signed_in(office: Office) -> None:
    """Writes into the log who signed in, and which tries had failed since the last time."""
    for miss in door.take_misses(office.folder):
        record(office, Act.fail_to_sign_in, f"{miss.name}（{miss.at.isoformat(timespec='seconds')}）")
    record(office, Act.sign_in, office.user.name)


def _has_signed(office: Office, name: str) -> bool:
    with office.store.read() as session:
        return trail.count(session, users=[name]) > 0
