"""Units by what people call them (单位的叫法): full name, short name, number, or the way down to it, A/B.

A name that fits several units fits none: whoever asks is told which they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.unit import Unit, UnitKind, full_name

_PARTS = re.compile(r"\s*(?:[/\\>›»→|]|--?|—+|–)\s*")
_SIGNS = re.compile(r"[\s()\[\]{}【】〔〕〈〉《》「」\"'·、,，.。]+")
_HAN = "零一二三四五六七八九"
_NUMERAL = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("(?:基层)?工会(?:联合会|委员会)?", ""),
    ("(?:有限责任|股份有限|有限)?公司", ""),
    ("社区(?:居民委员会|居委会)?|居民委员会|居委会", "社区"),
    ("村(?:民委员会|委会)?", "村"),
    ("街道(?:办事处|办)?", "街道"),
    ("(镇|乡)(?:人民)?政府", r"\1"),
    ("年?级", "级"),
    ("班级?", "班"),
)
_ENDING = tuple((re.compile(f"(?<=.)(?:{words})$"), put) for words, put in _ENDINGS)
_KINDS = ("社区", "街道", "村", "镇", "乡", "级", "班")
_PLACE = re.compile(r".*[省市区县州盟旗]$")
_INSIDE = re.compile(r".*(?:街道|镇|乡)$")

Kinds = Collection[UnitKind]
ANY: Kinds = frozenset(UnitKind)


@dataclass(frozen=True)
class Named:
    """One word for a unit, and of which kinds what bears it may be."""

    text: str
    kinds: Kinds = ANY


@dataclass(frozen=True)
class Found:
    """The unit meant, or the several that may be."""

    unit_id: int | None = None
    several: tuple[int, ...] = ()


NOBODY = Found()


class UnitNames:
    """The units of an office, ready to be found by what a sheet calls them; those that are closed are not."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units: Mapping[int, Unit] = {u.id: u for u in units if u.id is not None}
        self.kinds = frozenset(u.kind for u in self.units.values() if u.closed_on is None)
        self._above = {i: self._chain(i) for i in self.units}
        self._exact: dict[str, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._given: dict[str, list[int]] = {}
        self._ways: dict[str, list[int]] = {}
        self._short: dict[str, list[int]] = {}
        self._bare: dict[str, list[int]] = {}
        for i, unit in self.units.items():
            if unit.closed_on is None:
                self._index(i, unit)

    def full(self, unit_id: int) -> str:
        """Its name with those above it."""
        return full_name(self.units[unit_id], self.units)

    def called(self, text: str) -> tuple[int, ...]:
        """The units that bear this name, number or way down; of what fits best only."""
        whole = plain_unit(text)
        if not whole:
            return ()
        parts = parts_of(text)
        short = _shortened(whole)
        tries: tuple[Callable[[], Iterable[int]], ...] = (
            lambda: self._exact.get(whole, ()),
            lambda: self._codes.get(whole, ()),
            lambda: self._given.get(whole, ()),
            lambda: self._ways.get(whole, ()),
            lambda: self.below([Named(p) for p in parts]) if len(parts) > 1 else (),
            lambda: self._short.get(short, ()),
            lambda: self._ways.get(short, ()),
            lambda: self._bare.get(short, ()),
            lambda: self._ending(short),
        )
        return next((tuple(dict.fromkeys(found)) for look in tries if (found := look())), ())

    def below(self, names: Sequence[Named]) -> tuple[int, ...]:
        """The units called by the last of these names that stand, somewhere, below those called by the others."""
        *upper, last = names
        found = [i for i in self.called(last.text) if self.units[i].kind in last.kinds]
        for name in reversed(upper):
            if not found:
                return ()
            above = {i for i in self.called(name.text) if self.units[i].kind in name.kinds}
            if above:
                found = [i for i in found if above.intersection(self._above[i])]
            else:  # nobody is called so: only what needs nothing of that kind above it can be meant
                found = [
                    i for i in found if not any(self.units[a].kind in name.kinds for a in self._above[i])
                ]
        return tuple(found)

    def find(self, names: Sequence[Named]) -> Found:
        """The one unit meant by these names, from the top down."""
        found = self.below(names)
        return Found(found[0]) if len(found) == 1 else Found(None, found)

    def _chain(self, unit_id: int) -> tuple[int, ...]:
        """All above it, the nearest first."""
        found: list[int] = []
        here = self.units[unit_id].parent_id
        while here is not None and here in self.units and here not in found and here != unit_id:
            found.append(here)
            here = self.units[here].parent_id
        return tuple(found)

    def _index(self, unit_id: int, unit: Unit) -> None:
        name = plain_unit(unit.name)
        self._exact.setdefault(name, []).append(unit_id)
        if unit.code.strip():
            self._codes.setdefault(plain_unit(unit.code), []).append(unit_id)
        given = plain_unit(unit.short_name)
        if given:
            self._given.setdefault(given, []).append(unit_id)
        short = _shortened(name)
        self._short.setdefault(short, []).append(unit_id)
        if (bare := _bare(short)) != short:
            self._bare.setdefault(bare, []).append(unit_id)
        ways = {name, short, given} - {""}
        for above in self._above[unit_id]:
            upper = plain_unit(self.units[above].name)
            own = plain_unit(self.units[above].short_name)
            uppers = {upper, _shortened(upper), _bare(_shortened(upper)), own} - {""}
            ways = {u + w for u in uppers for w in ways}
            for way in ways:
                self._ways.setdefault(way, []).append(unit_id)

    def _ending(self, short: str) -> list[int]:
        """Units whose name is the other without the place before it: 第三机床厂, 示例市第三机床厂."""
        found: list[int] = []
        for known, ids in (*self._short.items(), *self._ways.items()):
            longer, end = (short, known) if len(short) > len(known) else (known, short)
            if len(end) < 2 or not longer.endswith(end):
                continue
            place = longer[: -len(end)]
            if _PLACE.fullmatch(place):
                found += ids
            elif _INSIDE.fullmatch(place):  # a unit that stands below another place is another one
                found += [i for i in ids if not self._above[i]]
        return found


def parts_of(text: str) -> list[str]:
    """The names on the way down to a unit: A/B."""
    return [p for p in _PARTS.split(unicodedata.normalize("NFKC", text).strip()) if p]


def plain_unit(text: str) -> str:
    """A name by which units are told apart: without gaps, signs and full-width forms."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _shortened(name: str) -> str:
    """Without what may be left out at its end, numerals as digits."""
    for ending, put in _ENDING:
        name = ending.sub(put, name)
    return _NUMERAL.sub(lambda found: str(_number(found[0])), name)


def _bare(short: str) -> str:
    """Without the word for what kind of place it is."""
    return next((short.removesuffix(k) for k in _KINDS if short.endswith(k) and len(short) > len(k)), short)


def _number(han: str) -> int:
    tens, ten, ones = han.rpartition("十")
    return (_HAN.index(tens) if tens else 1) * 10 * bool(ten) + (_HAN.index(ones) if ones else 0)
