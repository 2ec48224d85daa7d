"""Keeping archives and letting go of them (档案保管): closing, taking up again, and destruction by two persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.casework import door, safekeeping
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.office import Office
from desktop.domain.accounts import User
from desktop.domain.backup import Why
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.listing import Page
from desktop.domain.names import normalise_name
from desktop.domain.retention import (
    LONGEST,
    SHORTEST,
    Destruction,
    Kept,
    KeptLine,
    confirmation,
    confirmed,
)
from desktop.domain.trail import Act
from desktop.store import accounts, attachment_files, destroying, retention
from desktop.store.errors import StoreError
from desktop.store.wiping import wipe


@dataclass(frozen=True)
class Second:
    """The second person at a destruction: a user with their password, or a witness (监销人) named in writing."""

    name: str
    password: str = ""


@dataclass(frozen=True)
class Destroyed:
    """A destruction that was carried out, and sentences about what is left to do."""

    destruction: Destruction
    said: tuple[str, ...] = ()


def years(office: Office) -> int:
    """How many years this office keeps archives after closing them."""
    with office.store.read() as session:
        return retention.years(session)


def record_years(office: Office, value: int) -> None:
    """Keeps how long archives are kept. Raises OfficeError outside 1 to 100."""
    if not SHORTEST <= value <= LONGEST:
        raise OfficeError(f"保管年限应在 {SHORTEST} 至 {LONGEST} 年之间，困难职工档案按规定不少于 10 年。")
    with deed(office, Act.record_bureau) as session:
        retention.put_years(session, value)


def standing(office: Office, household_id: int) -> KeptLine | None:
    """Where an archive stands that was put away; None while it is simply on file."""
    with office.store.read() as session:
        return retention.line(session, household_id, office.today())


def seal(office: Office, household_id: int, reason: str) -> None:
    """Closes an archive and puts it away (撤档封存). Refused while anything of it is unfinished."""
    if not reason.strip():
        raise OfficeError("请写明撤档的原因，例如「已脱困」「迁出本地」「本人去世」。")
    with deed(office, Act.seal_household, reason) as session:
        retention.expect_active(session, [household_id])
        unfinished = retention.obstacles(session, household_id)
        if unfinished:
            raise OfficeError(f"还不能撤档：{'；'.join(unfinished)}。请先办结，再撤档封存。")
        retention.seal(session, household_id, office.today(), reason.strip())


def reopen(office: Office, household_id: int, reason: str) -> None:
    """Takes an archive up again as it was put away (恢复在档)."""
    if not reason.strip():
        raise OfficeError("请写明恢复在档的原因，例如「返困，重新申请」。")
    with deed(office, Act.reopen_household, reason) as session:
        retention.reopen(session, household_id)


def kept_away(
    office: Office, search: str = "", states: Sequence[Kept] = (), offset: int = 0, limit: int = 100
) -> Page[KeptLine]:
    """One page of the archives put away, the earliest closed first, with the length of the whole."""
    with office.store.read() as session:
        return retention.kept_away(session, office.today(), search, states, offset, limit)


def due(office: Office) -> list[int]:
    """The archives whose time has come to be destroyed."""
    with office.store.read() as session:
        return retention.due(session, office.today())


def seconds(office: Office) -> list[User]:
    """Who may be the second person by their password; empty where a witness must be named in writing."""
    if office.key is None:
        return []
    with office.store.read() as session:
        return [u for u in accounts.active(session) if u.id != office.user.id]


def destroy(
    office: Office, household_ids: Sequence[int], second: Second, typed: str, reason: str
) -> Destroyed:
    """Destroys archives that are due, by two persons, after a backup; gives the list to print and sign.

    Raises OfficeError where one is not due, the confirmation was not typed, or the second person is not proven.
    """
    ids = list(dict.fromkeys(household_ids))
    expect_allowed(office, Act.destroy_households)
    today = office.today()
    if not ids:
        raise OfficeError("请先勾选要销毁的档案。")
    if not reason.strip():
        raise OfficeError("请写明销毁的依据，例如「保管期满，经单位负责人批准」。")
    if not confirmed(typed, len(ids)):
        raise OfficeError(f"确认的字没有输对。请在框里输入「{confirmation(len(ids))}」。")
    with office.store.read() as session:
        found = retention.lines_of(session, ids, today)
        keep = retention.years(session)
    if len(found) != len(ids):
        raise OfficeError("勾选的档案里有在档的，不能销毁。请先撤档封存，保管期满后再销毁。")
    early = next((x for x in found if x.state is not Kept.due), None)
    if early is not None:
        raise OfficeError(
            f"档案 {early.number} 已经销毁过。请按 F5 刷新。"
            if early.state is Kept.destroyed
            else f"档案 {early.number} 要保管到{day_words(early.due_on)}的前一天，现在还不能销毁。"
        )
    witness = _expect_second(office, second)
    _back_up_first(office)
    with deed(office, Act.destroy_households, reason) as session:
        now = {x.id: x.state for x in retention.lines_of(session, ids, today)}
        if any(now.get(i) is not Kept.due for i in ids):
            raise OfficeError("勾选的档案刚刚在别处变动过，没有销毁。请按 F5 刷新后重新勾选。")
        kept, stored = destroying.destroy(
            session,
            ids,
            Destruction(
                day=today,
                first=office.user.name,
                second=normalise_name(second.name),
                witness=witness,
                reason=reason.strip(),
                lines=(),
                years=keep,
            ),
        )
    return Destroyed(kept, _cleared(office, stored))


def destructions(office: Office) -> list[Destruction]:
    """All lists of what was destroyed, the latest first."""
    with office.store.read() as session:
        return destroying.destructions(session)


def _expect_second(office: Office, second: Second) -> bool:
    """Whether the second person is a witness on paper only. Raises OfficeError where nobody proved to be there."""
    others = seconds(office)
    name = normalise_name(second.name)
    if not name:
        raise OfficeError("销毁要两人在场。请选第二人，或写明监销人姓名。")
    if name == office.user.name:
        raise OfficeError(f"{name} 是现在登录的人。销毁要两人在场，第二人必须是另一个人。")
    if not others:
        return True
    if name not in {u.name for u in others}:
        raise OfficeError(f"「{name}」不是本办公室在用的用户。请从名单里选第二人，由本人输入密码。")
    door.unlock(office.folder, name, second.password, office.now)
    return False


def _back_up_first(office: Office) -> None:
    """A good backup of the present state; nothing is destroyed without one, however few they are."""
    if not safekeeping.changed_since_backup(office):
        return
    made = safekeeping.back_up(office, Why.mass_change)
    if not made.backup.good:
        raise OfficeError("销毁前的备份没有做好，没有销毁任何档案。" + "".join(made.said))


def _cleared(office: Office, stored: Sequence[str]) -> tuple[str, ...]:
    said: list[str] = []
    left = attachment_files.delete(office.folder, stored)
    if left:
        said.append(
            f"有 {len(left)} 个附件文件正被别的程序占用，没有删掉；关闭占用的程序后，下次添加附件时会自动清理。"
        )
    try:
        wipe(office.store.path, office.key)
    except StoreError as error:
        said.append(f"档案已经销毁，但数据文件里的残留还没有清理干净（{error.said}）下次销毁时会再清理。")
    return tuple(said)
