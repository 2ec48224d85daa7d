"""The policy library (方案库): every scheme file of a folder, read once; a broken one is named and left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import OfficeError
from desktop.domain.examples import ExampleResult, run_examples
from desktop.domain.policy_text import SchemeError, near
from desktop.domain.scheme import Scheme, parse_scheme

__all__ = [
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
MAX_BYTES = 1_000_000
"""A policy file is a few pages of text; anything larger is something else."""


@dataclass(frozen=True, kw_only=True)
class BrokenScheme:
    """A scheme file that could not be read, with the sentence that says why."""

    file: str
    said: str


@dataclass(frozen=True, kw_only=True)
class Library:
    """All schemes of a folder, and the files that could not be read."""

    schemes: tuple[Scheme, ...] = ()
    broken: tuple[BrokenScheme, ...] = ()

    def scheme(self, id: str) -> Scheme:
        """The scheme of that id; raises OfficeError that names what there is."""
        for scheme in self.schemes:
            if scheme.id == id:
                return scheme
        said = "".join(b.said for b in self.broken if b.file == f"{id}.toml")
        known = [s.id for s in self.schemes]
        hint = near(id, known) or f"现有方案：{'、'.join(known) or '（没有）'}。"
        raise OfficeError(f"方案库里没有「{id}」。{said or hint}")


def load_schemes(*folders: Path) -> Library:
    """Every scheme file of the folders, by name; a broken one never keeps the rest from loading.

    A number that stood in an earlier file already counts as broken: a later folder overrides nothing.
    """
    schemes: dict[str, Scheme] = {}
    broken: list[BrokenScheme] = []
    for path in (path for folder in folders for path in _files(folder)):
        try:
            scheme = read_file(path)
            if scheme.id in schemes:
                raise SchemeError(
                    path.name,
                    "「id」",
                    f"编号「{scheme.id}」已被 {schemes[scheme.id].file} 使用",
                    "请给这个方案换一个编号。",
                )
        except OfficeError as error:
            broken.append(BrokenScheme(file=path.name, said=error.said))
        else:
            schemes[scheme.id] = scheme
    return Library(schemes=tuple(schemes.values()), broken=tuple(broken))


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
    return sorted(folder.glob("*.toml")) if folder.is_dir() else ()
