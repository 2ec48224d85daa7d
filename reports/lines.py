"""Text into lines, as Chinese is set: break between any two characters, but never before 、。） or after （."""

from __future__ import annotations

import re
from typing import NamedTuple

from reports.fonts import FontSet
from reports.sheet import Face, clean

NO_START = "、。，．：；！？…—～·）〕】》〉」』”’％‰℃〗｝］!%),.:;?]}"
NO_END = "（〔【《〈「『“‘〖｛［([{￥¥＄$№#□■"

# What stays in one piece: numbers, Latin words, masked numbers; or one character of any other kind,
# with the signs that may not be parted from it.
_PIECE = re.compile(
    f"[{re.escape(NO_END)}]*"
    r"(?: +|[0-9A-Za-z\u00c0-\u024f*+&/@_='’.,:%#-]*[0-9A-Za-z\u00c0-\u024f*+&/@_='#-]|.)"
    f"[{re.escape(NO_START)}]*",
    re.DOTALL,
)


class Line(NamedTuple):
    """One line of text with its width in points."""

    text: str
    width: float
    last: bool
    """The last of its paragraph."""


class LineBreaker:
    """Breaks texts into lines and remembers them: the labels of 447 forms are measured once."""

    def __init__(self, fonts: FontSet) -> None:
        self._chains = {face: fonts.chain(face) for face in Face}
        self._known: dict[tuple[str, Face, float, float, float], tuple[Line, ...]] = {}

    def width(self, text: str, face: Face, size: float) -> float:
        """The width of a text in points."""
        return self._chains[face].width(text) * size

    def lines(self, text: str, face: Face, size: float, room: float, indent: float = 0) -> tuple[Line, ...]:
        """The lines of a text no wider than the room in points; the indent is in characters."""
        key = (text, face, size, room, indent)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._broken(clean(text), face, size, room, indent))
        return found

    def _broken(self, text: str, face: Face, size: float, room: float, indent: float) -> list[Line]:
        if not text:
            return []
        ems = max(room / size, 1.0)
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            start = "　" * int(indent) if indent and paragraph else ""
            width = self._chains[face].width(start + paragraph)
            if width <= ems:
                lines.append(Line(start + paragraph, width * size, True))
                continue
            broken = self._greedy(start + paragraph, face, ems)
            lines += [Line(line, width * size, False) for line, width in broken[:-1]]
            lines.append(Line(broken[-1][0], broken[-1][1] * size, True))
        return lines

    def _greedy(self, paragraph: str, face: Face, ems: float) -> list[tuple[str, float]]:
        chain = self._chains[face]
        done: list[tuple[str, float]] = []
        line = ""
        for piece in self._pieces(paragraph, face, ems):
            if line and chain.width((line + piece).rstrip(" ")) > ems:
                line = line.rstrip(" ")
                done.append((line, chain.width(line)))
                line = piece.lstrip(" ")
            else:
                line += piece
        line = line.rstrip(" ")
        done.append((line, chain.width(line)))
        return done

    def _pieces(self, paragraph: str, face: Face, ems: float) -> list[str]:
        """What may not be broken; a piece wider than a whole line falls into its characters."""
        width = self._chains[face].width
        pieces: list[str] = []
        for piece in _PIECE.findall(paragraph):
            if width(piece.rstrip(" ")) <= ems:
                pieces.append(piece)
                continue
            core = piece.rstrip(NO_START)
            tail = piece[len(core) - 1 :] if core else ""
            if tail and width(tail) <= ems:
                pieces += [*core[:-1], tail]
            else:
                pieces += piece
        return pieces
