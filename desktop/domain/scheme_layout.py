"""The text of a scheme file cut into its tables (文件的分段): headers, lines and the comments that belong to them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from desktop.domain.policy_text import Path


@dataclass(frozen=True)
class Entry:
    """One `key = value` with what stands behind it on its line, or comments and blank lines between two of them."""

    text: str
    keys: tuple[str, ...] = ()
    """The key, in its parts where it has dots; () for comments and blank lines."""


@dataclass(frozen=True)
class Block:
    """One table as it is written: what stands above it, its header, its lines. The first one has no header."""

    path: Path
    loose: str = ""
    """Comments and blank lines above, parted from the header by a blank line: about the file, not about this table."""
    attached: str = ""
    """Comments right above the header."""
    header: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        """As it stands in the file."""
        return f"{self.loose}{self.attached}{self.header}{''.join(e.text for e in self.entries)}"

    def holding(self, entries: Iterable[Entry]) -> Block:
        """The same table with other lines."""
        return replace(self, entries=tuple(entries))


@dataclass(frozen=True)
class Layout:
    """A whole file: its tables in their order, and the comments behind the last one."""

    blocks: tuple[Block, ...]
    tail: str = ""

    @property
    def text(self) -> str:
        """The file."""
        return f"{''.join(b.text for b in self.blocks)}{self.tail}"


def layout(text: str) -> Layout:
    """A text that is TOML, cut up; put together again it is the same to the last character."""
    blocks: list[Block] = []
    lists: dict[Path, int] = {}
    waiting: list[tuple[str, str]] = []
    block = Block(())
    for kind, piece in _pieces(text):
        if kind == "header":
            own, loose, attached = _parted(waiting, first=not block.entries and not block.header)
            blocks.append(block.holding((*block.entries, *own)))
            block = Block(_path(piece, lists), loose, attached, piece)
            waiting = []
        elif kind == "entry":
            between = [Entry(p) for _, p in waiting]
            block = block.holding((*block.entries, *between, Entry(piece, _keys(piece))))
            waiting = []
        else:
            waiting.append((kind, piece))
    own, loose, attached = _parted(waiting, first=False)
    blocks.append(block.holding((*block.entries, *own)))
    return Layout(tuple(blocks), loose + attached)


def _parted(waiting: Sequence[tuple[str, str]], first: bool) -> tuple[list[Entry], str, str]:
    """What stands between two tables: what belongs to the one above, to the file, and to the one below."""
    blanks = [n for n, (kind, _) in enumerate(waiting) if kind == "blank"]
    begin = blanks[0] if blanks and not first else 0
    end = blanks[-1] + 1 if blanks else 0
    own = [Entry(piece) for _, piece in waiting[:begin]]
    loose = "".join(piece for _, piece in waiting[begin:end])
    return own, loose, "".join(piece for _, piece in waiting[max(begin, end) :])


def _path(header: str, lists: dict[Path, int]) -> Path:
    """Where the table of a header stands; `lists` counts the tables of each list so far."""
    found: Any = tomllib.loads(header)
    keys: list[str] = []
    while found:
        if isinstance(found, list):
            found = cast("list[Any]", found)[0]
            continue
        key, found = next(iter(cast("dict[str, Any]", found).items()))
        keys.append(key)
    path: Path = ()
    for n, key in enumerate(keys, 1):
        path = (*path, key)
        if n == len(keys) and header.lstrip().startswith("[["):
            lists[path] = lists.get(path, 0) + 1
        if path in lists:
            path = (*path, lists[path] - 1)
    return path


def _keys(entry: str) -> tuple[str, ...]:
    """The key of an entry in its parts."""
    at = _key_end(entry)
    found: Any = tomllib.loads(f"{entry[:at]}= 0")
    keys: list[str] = []
    while isinstance(found, dict):
        key, found = next(iter(cast("dict[str, Any]", found).items()))
        keys.append(key)
    return tuple(keys)


def _key_end(entry: str) -> int:
    at = 0
    while entry[at] != "=":
        at = _quoted(entry, at) if entry[at] in "\"'" else at + 1
    return at


# ---- lines


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Blank lines, comments, headers and entries, each with its line end."""
    at = 0
    while at < len(text):
        end = _line_end(text, at)
        head = text[at:end].strip()
        if not head:
            kind = "blank"
        elif head.startswith("#"):
            kind = "comment"
        elif head.startswith("["):
            kind = "header"
        else:
            kind, end = "entry", _entry_end(text, at)
        yield kind, text[at:end]
        at = end


def _entry_end(text: str, at: int) -> int:
    """Behind the line on which an entry ends: strings and brackets are closed."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            at = _quoted(text, at)
            continue
        if sign == "#":
            at = _line_end(text, at) - 1 if "\n" in text[at:] else len(text)
            continue
        depth += (sign in "[{") - (sign in "]}")
        at += 1
        if sign == "\n" and depth <= 0:
            return at
    return at


def _quoted(text: str, at: int) -> int:
    """Behind the string that begins there."""
    mark = text[at]
    fence = mark * 3 if text.startswith(mark * 3, at) else mark
    at += len(fence)
    while not text.startswith(fence, at):
        at += 2 if mark == '"' and text[at] == "\\" else 1
    at += len(fence)
    # A closing fence of three may stand behind one or two more of the same mark.
    while len(fence) == 3 and text.startswith(mark, at):
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
