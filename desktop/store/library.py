"""The policy library (方案库): the scheme files of some folders, each parsed when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.editions import Heading, read_heading
from desktop.domain.errors import OfficeError
from desktop.domain.examples import ExampleResult, run_examples
from desktop.domain.policy_text import SchemeError, near
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme

__all__ = [
    "DRAFT",
    "OWN_SCHEMES",
    "BrokenScheme",
    "ExampleResult",
    "Library",
    "load_schemes",
    "parse_text",
    "read_file",
    "read_plain",
    "run_examples",
]

OWN_SCHEMES = "方案"
"""The folder of an office that holds its own schemes."""
DRAFT = ".draft.toml"
"""How the file of an unfinished scheme ends; it is no scheme yet."""
BLANK = "scheme.toml"
"""The blank scheme among the templates that came with the program."""
MAX_BYTES = 1_000_000
"""A policy file is a few pages of text; anything larger is something else."""


@dataclass(frozen=True, kw_only=True)
class BrokenScheme:
    """A scheme file that could not be read, with the sentence that says why."""

    file: str
    said: str


class Library:
    """All schemes of some folders, and the files that could not be read; a broken one never keeps the rest away.

    Nothing is read before it is asked for. A number that stood in an earlier file already counts as broken: a later
    folder overrides nothing.
    """

    def __init__(
        self, *folders: Path, schemes: Iterable[Scheme] = (), broken: Iterable[BrokenScheme] = ()
    ) -> None:
        self._folders = folders
        self._given = tuple(_File(scheme.file, Heading.of(scheme), scheme) for scheme in schemes)
        self._unread = tuple(_File(one.file, None, one) for one in broken)
        self._files: tuple[_File, ...] | None = None

    def reload(self) -> None:
        """Reads the folders anew from now on."""
        self._files = None

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """Every scheme that can be read; the first asking takes as long as parsing them all."""
        return tuple(found for _, found in self._sorted() if isinstance(found, Scheme))

    @property
    def broken(self) -> tuple[BrokenScheme, ...]:
        """The files that could not be read."""
        return tuple(found for _, found in self._sorted() if isinstance(found, BrokenScheme))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The first lines of every file that has a number, whether or not the rest can be read: told in a moment."""
        found: dict[str, Heading] = {}
        for file in self._shelf():
            if file.heading is not None:
                found.setdefault(file.heading.id, file.heading)
        return tuple(found.values())

    @property
    def replaced(self) -> Mapping[str, str]:
        """Of each edition that replaces another one: which."""
        return {h.id: h.replaces for h in self.headings if h.replaces}

    def blank(self) -> str:
        """The text of the blank scheme that lies beside the shipped ones; raises OfficeError where there is none."""
        for folder in self._folders:
            path = folder.parent / "templates" / BLANK
            if path.is_file():
                return read_plain(path)
        raise OfficeError("找不到空白方案的样板，程序文件可能不全。请重新安装程序，或从已有的方案开始。")

    def find(self, id: str) -> Scheme | None:
        """The scheme of that id, if it is there and can be read."""
        files = (f for f in self._shelf() if f.heading is not None and f.heading.id == id)
        return next((found for f in files if isinstance(found := f.parsed(), Scheme)), None)

    def scheme(self, id: str) -> Scheme:
        """The scheme of that id; raises OfficeError that names what there is."""
        found = self.find(id)
        if found is not None:
            return found
        tried = (
            f.parsed()
            for f in self._shelf()
            if f.name == f"{id}.toml" or (f.heading is not None and f.heading.id == id)
        )
        said = next((one.said for one in tried if isinstance(one, BrokenScheme)), "")
        known = [h.id for h in self.headings if h.id != id]
        hint = near(id, known) or f"现有方案：{'、'.join(known) or '（没有）'}。"
        raise OfficeError(f"方案库里没有「{id}」。{said or hint}")

    def _shelf(self) -> tuple[_File, ...]:
        files = self._files
        if files is None:
            paths = (path for folder in self._folders for path in _files(folder))
            files = self._files = (*self._given, *self._unread, *(_opened(path) for path in paths))
        return files

    def _sorted(self) -> list[tuple[_File, Scheme | BrokenScheme]]:
        """Every file with what it states; the second one of a number counts as broken."""
        files = [(file, file.parsed()) for file in self._shelf()]
        first: dict[str, str] = {}
        for n, (file, found) in enumerate(files):
            if isinstance(found, BrokenScheme):
                continue
            if found.id in first:
                error = SchemeError(
                    file.name,
                    "「id」",
                    f"编号「{found.id}」已被 {first[found.id]} 使用",
                    "请给这个方案换一个编号。",
                )
                files[n] = (file, BrokenScheme(file=file.name, said=error.said))
            else:
                first[found.id] = file.name
        return files


@dataclass
class _File:
    """One file of the library: its first lines, and what it states once it was parsed."""

    name: str
    heading: Heading | None
    found: Scheme | BrokenScheme | None = None
    text: str = field(default="", repr=False)

    def parsed(self) -> Scheme | BrokenScheme:
        """What it states, parsed the first time; two threads that ask at once get the same."""
        found = self.found
        if found is None:
            try:
                found = parse_text(self.text, self.name)
            except OfficeError as error:
                found = BrokenScheme(file=self.name, said=error.said)
            self.found = found
        return found


def load_schemes(*folders: Path) -> Library:
    """The library of these folders; a file is parsed when it is first asked for."""
    return Library(*folders)


def _opened(path: Path) -> _File:
    try:
        text = read_plain(path)
    except SchemeError as error:
        return _File(path.name, None, BrokenScheme(file=path.name, said=error.said))
    return _File(path.name, read_heading(text), text=text)


def read_file(path: Path) -> Scheme:
    """One scheme file; raises SchemeError that names file, place and cure."""
    return parse_text(read_plain(path), path.name)


def parse_text(text: str, file: str) -> Scheme:
    """The scheme a text states; raises SchemeError, also where its parts stand too deep in one another to be read."""
    try:
        return parse_scheme(text, file)
    except RecursionError as error:
        raise SchemeError(file, "", "层次太深，读不下去", "请对照样板检查。") from error


def read_plain(path: Path) -> str:
    """The text of a scheme file or of a plan; raises SchemeError where it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SchemeError(path.name, "", "文件太大，不像方案文件", "请检查是否放错了文件。")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SchemeError(
            path.name, "", "不是 UTF-8 编码的文字", "请用记事本打开，另存为 UTF-8 编码后再试。"
        ) from error
    except OSError as error:
        raise SchemeError(
            path.name, "", f"读不出来（{error.strerror}）", "请检查文件是否存在、有无权限。"
        ) from error


def _files(folder: Path) -> Iterable[Path]:
    found = sorted(folder.glob("*.toml")) if folder.is_dir() else ()
    return [path for path in found if not path.name.endswith(DRAFT)]
