"""The typefaces papers are set in: Song, Hei, and a third for the rare characters of names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from desktop.domain.errors import OfficeError
from reports.sheet import Face

FILES = {
    Face.song: "NotoSerifSC-Regular.ttf",
    Face.hei: "NotoSansSC-Medium.ttf",
}
RARE = "BangfuRareHan.ttf"
MISSING_MARK = "〓"
"""Printed where no typeface has the character (缺字)."""


class Typeface:
    """One TrueType file, read when the first character is asked of it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lock = Lock()
        """Held while a subset is cut: reportlab's reader keeps its place in the file."""
        self._face: TTFontFace | None = None

    @property
    def face(self) -> TTFontFace:
        """What reportlab knows of the file."""
        with self.lock:
            if self._face is None:
                try:
                    self._face = TTFontFace(str(self.file))
                except (TTFError, OSError) as error:
                    raise OfficeError(
                        f"字体文件「{self.file.name}」读不出来，不能打印。请重新安装程序，或从安装包恢复这个文件。"
                    ) from error
            return self._face

    def width(self, character: str) -> float | None:
        """The character's width in parts of the type size, or None where the file does not have it."""
        face = self.face
        code = ord(character)
        return face.charWidths[code] / 1000 if face.charToGlyph.get(code) else None


class Chain:
    """A typeface and those that stand in for it, in order. Remembers where each character was found."""

    def __init__(self, typefaces: tuple[Typeface, ...]) -> None:
        self.typefaces = typefaces
        self.widths = _Widths(self)

    def home(self, character: str) -> Typeface | None:
        """The first typeface that has the character."""
        return next((face for face in self.typefaces if face.width(character) is not None), None)

    def width(self, text: str) -> float:
        """The width of a text in parts of the type size."""
        return sum(map(self.widths.__getitem__, text))


class _Widths(dict[str, float]):
    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> float:
        for face in self._chain.typefaces:
            width = face.width(character)
            if width is not None:
                break
        else:
            width = self[MISSING_MARK]
        self[character] = width
        return width


class FontSet:
    """The typefaces of one folder; nothing is read before it is needed."""

    def __init__(self, song: Typeface, hei: Typeface, rare: Typeface) -> None:
        self._chains = {Face.song: Chain((song, rare, hei)), Face.hei: Chain((hei, song, rare))}

    @classmethod
    def load(cls, folder: Path) -> FontSet:
        """The fonts in that folder; refuses with a sentence when a file is not there."""
        missing = [name for name in _names() if not (folder / name).is_file()]
        if missing:
            raise OfficeError(
                f"字体文件夹「{folder}」里缺少 {'、'.join(missing)}，不能打印。请重新安装程序，或从安装包恢复这些文件。"
            )
        return cls(
            Typeface(folder / FILES[Face.song]), Typeface(folder / FILES[Face.hei]), Typeface(folder / RARE)
        )

    def chain(self, face: Face) -> Chain:
        """The typeface with those that stand in for it."""
        return self._chains[face]


def _names() -> Iterator[str]:
    yield from FILES.values()
    yield RARE
