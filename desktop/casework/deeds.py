"""Doing something (办理): the role is checked, the transaction begun, and who did what written in the log with it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.trail import ALLOWED, Act, Deed
from desktop.domain.words import word
from desktop.store import trail
from desktop.store.database import Session


class NotAllowedError(OfficeError):
    """The user's roles do not reach."""


@contextmanager
def deed(office: Office, act: Act, reason: str = "") -> Generator[Session]:
    """One transaction that writes, done by the office's user: kept whole with its entries in the log, or undone whole.

    Raises NotAllowedError where the user lacks the role, StoreError where the file cannot be written.
    """
    expect_allowed(office, act)
    with office.store.begin(doing(office, act, reason)) as session:
        yield session


def record(
    office: Office,
    act: Act,
    about: str,
    reason: str = "",
    *,
    subject: str = "",
    subject_id: int | None = None,
) -> None:
    """Writes into the log that something was done which changes no data: a print, a look at a full number, a drill."""
    with deed(office, act, reason) as session:
        trail.note(session, subject, subject_id, about)


def doing(office: Office, act: Act, reason: str = "") -> Deed:
    """The deed as the store wants it: who, what, when, why."""
    return Deed(act=act, user=office.user.name, at=office.now(), reason=reason.strip())


def may(office: Office, act: Act) -> bool:
    """Whether the office's user may do that."""
    return not office.store.read_only and office.user.has(*ALLOWED[act])


def expect_allowed(office: Office, act: Act) -> None:
    """Raises NotAllowedError, naming who could, where the office's user may not do that."""
    if not office.user.has(*ALLOWED[act]):
        roles = "、".join(word(role) for role in sorted(ALLOWED[act]))
        raise NotAllowedError(
            f"「{word(act)}」要由有{roles}岗位的人办理，{office.user.name} 没有这个岗位。请换人登录，或请管理员调整岗位。"
        )
