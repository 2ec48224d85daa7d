"""Who works here: the first user, those who join and leave, and the passwords that go with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.casework import accounts, door
from desktop.casework.deeds import NotAllowedError
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.errors import OfficeError
from desktop.domain.trail import Act
from desktop.store import trail
from desktop.store.keys import WrongPasswordError
from tests.conftest import Locked

SECOND = "桂花糕配龙井 77"
THIRD = "江边放风筝 2026"


def _now() -> datetime:
    return datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_the_first_user_does_everything_until_others_join(real_office: Office) -> None:
    assert real_office.user == User(id=1, name="林晓舟", roles=accounts.ALONE)
    assert [u.name for u in accounts.users(real_office)] == ["林晓舟"]


def test_who_joins_signs_in_with_their_own_password_and_reaches_the_same_data(
    real_office: Office, locked_office: Locked
) -> None:
    joined = accounts.record_user(
        real_office, User(name=" 周审批 ", roles=frozenset({Role.approver})), SECOND
    )
    assert joined.name == "周审批"
    came = door.unlock(real_office.folder, "周审批", SECOND, _now)
    assert came.key == locked_office.unlocked.key
    assert came.user_id == joined.id
    assert accounts.whoever(real_office.store, came.user_id) == joined


def test_who_leaves_comes_in_no_more_and_may_come_back(real_office: Office) -> None:
    joined = accounts.record_user(real_office, User(name="周审批", roles=frozenset({Role.approver})), SECOND)
    gone = accounts.record_user(real_office, replace(joined, active=False))
    with pytest.raises(WrongPasswordError):
        door.unlock(real_office.folder, "周审批", SECOND, _now)
    with pytest.raises(accounts.LeftError, match="已停用"):
        accounts.whoever(real_office.store, gone.id)
    with pytest.raises(OfficeError, match="初始密码"):
        accounts.record_user(real_office, replace(gone, active=True))
    accounts.record_user(real_office, replace(gone, active=True), THIRD)
    assert door.unlock(real_office.folder, "周审批", THIRD, _now).user_id == joined.id


def test_what_cannot_be_is_refused_and_leaves_no_password(real_office: Office) -> None:
    me = real_office.user
    wrong: list[tuple[User, str, str]] = [
        (User(name="", roles=frozenset({Role.handler})), SECOND, "姓名"),
        (User(name="周审批", roles=frozenset()), SECOND, "岗位"),
        (User(name="林晓舟", roles=frozenset({Role.handler})), SECOND, "已经有名为"),
        (User(name="周审批", roles=frozenset({Role.handler})), "", "初始密码"),
        (User(name="周审批", roles=frozenset({Role.handler})), "12345678", "密码"),
        (replace(me, active=False), "", "管理员"),
        (replace(me, roles=frozenset({Role.handler})), "", "管理员"),
        (replace(me, name="林小舟"), "", "不能改名"),
    ]
    for user, password, said in wrong:
        with pytest.raises(OfficeError, match=said):
            accounts.record_user(real_office, user, password)
    assert accounts.users(real_office) == [me]
    assert door.names(real_office.folder) == ((1, "林晓舟"),)


def test_only_a_manager_changes_users(real_office: Office) -> None:
    joined = accounts.record_user(real_office, User(name="周审批", roles=frozenset({Role.approver})), SECOND)
    theirs = replace(real_office, user=joined)
    with pytest.raises(NotAllowedError, match="管理"):
        accounts.record_user(theirs, User(name="甲乙", roles=frozenset({Role.handler})), THIRD)
    with pytest.raises(OfficeError, match="管理员"):
        accounts.reset_password(theirs, 1, THIRD)
    with pytest.raises(NotAllowedError, match="管理"):
        accounts.new_recovery_code(theirs)


def test_passwords_are_changed_and_reset(real_office: Office, locked_office: Locked) -> None:
    with pytest.raises(WrongPasswordError):
        accounts.change_password(real_office, "不是这个密码 1", SECOND)
    accounts.change_password(real_office, locked_office.password, SECOND)
    assert door.unlock(real_office.folder, "林晓舟", SECOND, _now).key == locked_office.unlocked.key
    joined = accounts.record_user(real_office, User(name="周审批", roles=frozenset({Role.approver})), SECOND)
    accounts.reset_password(real_office, joined.id or 0, THIRD)
    assert door.unlock(real_office.folder, "周审批", THIRD, _now).user_id == joined.id


def test_a_new_code_opens_and_the_old_one_no_more(real_office: Office, locked_office: Locked) -> None:
    code = accounts.new_recovery_code(real_office)
    with pytest.raises(OfficeError, match="恢复码"):
        door.recover(real_office.folder, locked_office.code, "林晓舟", SECOND, _now)
    assert door.recover(real_office.folder, code, "林晓舟", SECOND, _now).key == locked_office.unlocked.key


def test_the_log_tells_who_came_who_failed_and_every_change_of_roles(real_office: Office) -> None:
    with pytest.raises(WrongPasswordError):
        door.unlock(real_office.folder, "林晓舟", "猜一个密码 123", _now)
    accounts.signed_in(real_office)
    accounts.signed_in(real_office)
    joined = accounts.record_user(real_office, User(name="周审批", roles=frozenset({Role.approver})), SECOND)
    accounts.record_user(real_office, replace(joined, roles=frozenset({Role.approver, Role.auditor})))
    with real_office.store.read() as session:
        told = trail.entries(session, newest_first=False)
        assert trail.verify(session).sound
    acts = [e.act for e in told]
    assert acts.count(Act.fail_to_sign_in) == 1
    assert acts.count(Act.sign_in) == 2
    failed = next(e for e in told if e.act == Act.fail_to_sign_in)
    assert "林晓舟" in failed.about
    assert "2026-03-02T01:00:00" in failed.about
    last = told[-1]
    assert last.act == Act.record_user
    assert [(c.old, c.new) for c in last.changes] == [("approver", "approver、auditor")]
    assert SECOND not in str(told)


def test_the_practice_office_has_neither_users_nor_passwords(office: Office) -> None:
    assert office.key is None
    with pytest.raises(OfficeError, match="练习办公室"):
        accounts.record_user(office, User(name="甲乙", roles=frozenset({Role.handler})), SECOND)
    with pytest.raises(OfficeError, match="练习办公室"):
        accounts.change_password(office, "", SECOND)
    with pytest.raises(OfficeError, match="练习办公室"):
        accounts.new_recovery_code(office)
