"""Damaged workbooks, made from our own samples: the same ones for the same number every time."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.store.old_workbooks import SIGNATURE
from tests.samples.make_roster import COUNTY_XLSX, UNION_XLS, UNION_XLSX

Dice = random.Random
Parts = dict[str, bytes]
ZIP = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Damaged:
    """One damaged file: what was done to which sample."""

    name: str
    kind: str
    source: Path
    content: bytes
    sealed: bool
    """Whether checksums cover what was damaged: the file reads as it was, or not at all."""


def damaged_files(count: int, seed: int = 7) -> Iterator[Damaged]:
    """So many damaged files, every kind in its turn."""
    kinds = tuple(KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        how, sources, sealed = KINDS[kind]
        dice = random.Random(seed * 1_000_003 + number)
        source = sources[number // len(kinds) % len(sources)]
        content = how(source, dice)
        yield Damaged(f"{number:04}{source.suffix}", kind, source, content, sealed)


@cache
def plain(source: Path) -> bytes:
    """The sample as it is."""
    return source.read_bytes()


@cache
def _parts(source: Path) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(source) as package:
        return tuple((name, package.read(name)) for name in package.namelist())


def packed(parts: Parts) -> bytes:
    """The parts in a package whose checksums are right."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def flipped(content: bytes, dice: Dice, count: int) -> bytes:
    """Some bits the other way round."""
    changed = bytearray(content)
    for _ in range(count):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _one_bit(source: Path, dice: Dice) -> bytes:
    return flipped(plain(source), dice, 1)


def _many_bits(source: Path, dice: Dice) -> bytes:
    return flipped(plain(source), dice, dice.randint(2, 200))


def _directory_bits(source: Path, dice: Dice) -> bytes:
    """Bits of the list of parts at the end of the package."""
    content = plain(source)
    at = content.index(b"PK\x01\x02")
    return content[:at] + flipped(content[at:], dice, dice.randint(1, 6))


def _cut(source: Path, dice: Dice) -> bytes:
    content = plain(source)
    return content[: dice.randrange(9, len(content))]


def _hole(source: Path, dice: Dice) -> bytes:
    """A stretch of zeros, as a bad sector leaves it."""
    content = plain(source)
    at, size = dice.randrange(len(content)), dice.choice((64, 512, 4096))
    return content[:at] + bytes(min(size, len(content) - at)) + content[at + size :]


def _shifted(source: Path, dice: Dice) -> bytes:
    """Bytes lost or put in between, as a transfer in text mode does."""
    content = plain(source)
    at = dice.randrange(9, len(content))
    if dice.random() < 0.5:
        return content[:at] + dice.randbytes(dice.randint(1, 40)) + content[at:]
    return content[:at] + content[at + dice.randint(1, 40) :]


def _swapped_parts(source: Path, dice: Dice) -> bytes:
    parts = dict(_parts(source))
    one, other = dice.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return packed(parts)


def _lost_part(source: Path, dice: Dice) -> bytes:
    parts = dict(_parts(source))
    del parts[dice.choice(sorted(parts))]
    return packed(parts)


def _wrong_types(source: Path, dice: Dice) -> bytes:
    """Content types handed to the wrong parts."""
    parts = dict(_parts(source))
    types = parts[CONTENT_TYPES].split(b'ContentType="')
    rest = types[1:]
    dice.shuffle(rest)
    parts[CONTENT_TYPES] = b'ContentType="'.join([types[0], *rest])
    return packed(parts)


def _damaged_part(source: Path, dice: Dice) -> bytes:
    """Bits of one part, packed again so that its checksum is right."""
    parts = dict(_parts(source))
    name = dice.choice(sorted(parts))
    parts[name] = flipped(parts[name], dice, dice.randint(1, 30))
    return packed(parts)


def _cut_part(source: Path, dice: Dice) -> bytes:
    parts = dict(_parts(source))
    name = dice.choice(sorted(parts))
    parts[name] = parts[name][: dice.randrange(len(parts[name]))]
    return packed(parts)


def _noise_part(source: Path, dice: Dice) -> bytes:
    parts = dict(_parts(source))
    parts[dice.choice(sorted(parts))] = dice.randbytes(dice.randint(1, 5000))
    return packed(parts)


def _noise(source: Path, dice: Dice) -> bytes:
    """Random bytes behind the right signature."""
    return (SIGNATURE if source == UNION_XLS else ZIP) + dice.randbytes(dice.randint(0, 20_000))


def _old_header(source: Path, dice: Dice) -> bytes:
    """Bits of the header of an old compound file."""
    content = plain(source)
    return SIGNATURE + flipped(content[8:512], dice, dice.randint(1, 8)) + content[512:]


def _old_records(source: Path, dice: Dice) -> bytes:
    """Whole bytes among the records of an old workbook."""
    changed = bytearray(plain(source))
    for _ in range(dice.randint(1, 20)):
        changed[dice.randrange(512, len(changed))] = dice.randrange(256)
    return bytes(changed)


NEW, OLD, ALL = (UNION_XLSX, COUNTY_XLSX), (UNION_XLS,), (UNION_XLSX, COUNTY_XLSX, UNION_XLS)
KINDS: dict[str, tuple[Callable[[Path, Dice], bytes], tuple[Path, ...], bool]] = {
    "one bit": (_one_bit, NEW, True),
    "many bits": (_many_bits, NEW, True),
    "bits of the directory": (_directory_bits, NEW, True),
    "cut off": (_cut, NEW, True),
    "a hole": (_hole, NEW, True),
    "shifted": (_shifted, NEW, True),
    "wrong content types": (_wrong_types, NEW, True),
    "parts swapped": (_swapped_parts, NEW, False),
    "a part lost": (_lost_part, NEW, False),
    "a damaged part": (_damaged_part, NEW, False),
    "a part cut off": (_cut_part, NEW, False),
    "a part of noise": (_noise_part, NEW, False),
    "noise": (_noise, ALL, False),
    "old: one bit": (_one_bit, OLD, False),
    "old: many bits": (_many_bits, OLD, False),
    "old: header": (_old_header, OLD, False),
    "old: records": (_old_records, OLD, False),
    "old: cut off": (_cut, OLD, False),
    "old: a hole": (_hole, OLD, False),
    "old: shifted": (_shifted, OLD, False),
}
"""What can be done to a file: how, to which samples, and whether checksums cover it."""
