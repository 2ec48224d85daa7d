"""Wrong passwords, kept beside the keys (登录记录.json) so that waiting is not dodged by starting the program anew.

A try is counted before it is checked. A clock turned back makes the wait begin again from now. Where the file cannot be
written (full disk, read-only stick) the office still opens: what defends a copied file is the cost of a try alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop.domain.passwords import Miss, wait_after
from desktop.store.errors import StoreError
from desktop.store.whole_file import write_whole

NAME = "登录记录.json"
MOST_UNTOLD, MOST_NAMES, LONGEST_NAME = 1000, 200, 50


@dataclass(frozen=True)
class Count:
    """Misses in a row under one name, and when the last one was."""

    misses: int
    last: datetime


@dataclass(frozen=True)
class MissRecord:
    """The record of one office; every change gives a new one, `keep` puts it on the disk."""

    folder: Path
    counts: Mapping[str, Count] = field(default_factory=dict[str, Count])
    untold: tuple[Miss, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> MissRecord:
        """The record as it was kept; an empty one where none can be read."""
        try:
            plain = json.loads((folder / NAME).read_bytes())
            counts = {
                str(name): Count(int(entry["misses"]), _moment(entry["last"]))
                for name, entry in plain["counts"].items()
            }
            untold = tuple(Miss(str(entry["name"]), _moment(entry["at"])) for entry in plain["untold"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(folder)
        return cls(folder, counts, untold)

    def keep(self) -> None:
        """Puts the record on the disk where that is possible."""
        plain: dict[str, Any] = {
            "counts": {
                name: {"misses": count.misses, "last": count.last.isoformat()}
                for name, count in self.counts.items()
            },
            "untold": [{"name": miss.name, "at": miss.at.isoformat()} for miss in self.untold],
        }
        with suppress(StoreError):
            write_whole(self.folder / NAME, json.dumps(plain, ensure_ascii=True, indent=1).encode("ascii"))

    def wait(self, name: str, now: datetime) -> int:
        """Seconds until the next try under this name is taken."""
        count = self.counts.get(_short(name))
        if count is None:
            return 0
        whole = wait_after(count.misses)
        passed = (now - count.last).total_seconds()
        return whole if passed < 0 else max(0, math.ceil(whole - passed))

    def turned_back(self, name: str, now: datetime) -> bool:
        """Whether the clock says it is before the last miss."""
        count = self.counts.get(_short(name))
        return count is not None and now < count.last

    def from_now(self, name: str, now: datetime) -> MissRecord:
        """The wait under this name begins again now."""
        count = self.counts[_short(name)]
        return self._with(_short(name), Count(count.misses, now))

    def missed(self, name: str, now: datetime) -> MissRecord:
        """One more miss under this name."""
        short = _short(name)
        before = self.counts.get(short)
        counted = self._with(short, Count((before.misses if before else 0) + 1, now))
        untold = (*self.untold, Miss(short, now))[-MOST_UNTOLD:]
        return MissRecord(self.folder, counted.counts, untold)

    def told(self) -> MissRecord:
        """The misses have been handed over to whoever logs them."""
        return MissRecord(self.folder, self.counts)

    def cleared(self) -> MissRecord:
        """Nobody has to wait any more."""
        return MissRecord(self.folder, {}, self.untold)

    def cleared_of(self, name: str) -> MissRecord:
        """This name need not wait any more; its earlier misses are still to be told."""
        counts = {each: count for each, count in self.counts.items() if each != _short(name)}
        return MissRecord(self.folder, counts, self.untold)

    def _with(self, name: str, count: Count) -> MissRecord:
        counts = {**self.counts, name: count}
        if len(counts) > MOST_NAMES:
            # invented names come and go; those missed most often stay
            kept = sorted(counts, key=lambda each: counts[each].misses)[-MOST_NAMES:]
            counts = {each: counts[each] for each in kept}
        return MissRecord(self.folder, counts, self.untold)


def _short(name: str) -> str:
    return name.strip()[:LONGEST_NAME]


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
