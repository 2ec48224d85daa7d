"""Searching everywhere (全局查找): what was found, of which kind, where it opens, and which characters matched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.names import spell
from desktop.domain.search_text import fold, ways_sought


class Found(StrEnum):
    """The groups of what is found, in the order they are shown."""

    person = "person"
    unit = "unit"
    staff = "staff"
    application = "application"
    notice = "notice"
    batch = "batch"
    scheme = "scheme"
    page = "page"


FOUND_WORDS = {
    Found.person: "家庭和人员",
    Found.unit: "单位",
    Found.staff: "工作人员",
    Found.application: "申请",
    Found.notice: "公示",
    Found.batch: "发放",
    Found.scheme: "方案",
    Found.page: "页面和操作",
}

Span = tuple[int, int]
"""From which character to which, the last one left out."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found: its two lines with what matched in each, and the page and item that open it."""

    kind: Found
    title: str
    detail: str
    page: str
    item: object = None
    title_marks: tuple[Span, ...] = ()
    detail_marks: tuple[Span, ...] = ()


def marks(text: str, search: str) -> tuple[Span, ...]:
    """Which characters of a text a search means, as typed, in plain characters or by their pinyin."""
    spans: list[Span] = []
    folded, places = _folded(text)
    for ways in ways_sought(search):
        for way in ways:
            at = folded.find(way)
            if at >= 0:
                spans.append((places[at], places[at + len(way) - 1] + 1))
                break
        else:
            spans += _spelled(text, ways[0])
    return joined(spans)


def answers(text: str, search: str, *also: str) -> bool:
    """Whether a short text holds every piece of a search: itself, its pinyin, or what else it is known by."""
    if not search.strip():
        return False
    firsts, letters, _ = spell(text)
    told = "\n".join((text.lower(), fold(text), firsts, letters, *(a.lower() for a in also)))
    return all(any(way in told for way in ways) for ways in ways_sought(search))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch made one."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return tuple(found)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in plain characters, and from which character each of them comes."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in fold(character):
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def _spelled(text: str, piece: str) -> list[Span]:
    """The characters whose initials or pinyin the piece is."""
    if not piece.isascii():
        return []
    sounds = [spell(text[:1])[1], *(spell(f"一{c}")[1][2:] for c in text[1:])] if text else []
    whole = spell(text)[1]
    if "".join(sounds) != whole:  # a phrase or a family name is read otherwise than its characters
        sounds = _cut(text, whole, sounds)
    firsts = "".join(s[:1] for s in sounds)
    at = firsts.find(piece)
    if at >= 0 and len(firsts) == len(text):
        return [(at, at + len(piece))]
    for begin in range(len(text)):
        said = ""
        for end in range(begin, len(text)):
            said += sounds[end]
            if said.startswith(piece):
                return [(begin, end + 1)]
    return []


def _cut(text: str, whole: str, sounds: list[str]) -> list[str]:
    """The first character takes what the others leave of the whole reading."""
    rest = "".join(sounds[1:])
    if rest and whole.endswith(rest):
        return [whole[: len(whole) - len(rest)], *sounds[1:]]
    return [whole, *("" for _ in text[1:])]
