"""Cheap keys for tests: what a try costs there is next to nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from desktop.store.keys import Cost

CHEAP = Cost(memory_kib=8, rounds=1, lanes=1)
NAME, PASSWORD = "林晓舟", "春天来了花都开了"
WRONG = "秋天来了叶都落了"


@dataclass
class Watch:
    """A clock in UTC that moves only when it is told to."""

    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 1, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Memory:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]
