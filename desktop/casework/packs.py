"""Packs of schemes handed on and taken in (方案包): all parsed and all examples run first; taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.casework.deeds import deed, expect_allowed, record
from desktop.casework.library import reload
from desktop.casework.office import Office
from desktop.domain.calendar import WorkCalendar
from desktop.domain.errors import OfficeError
from desktop.domain.examples import ExampleResult, run_examples
from desktop.domain.scheme import Scheme
from desktop.domain.trail import Act
from desktop.store import packs, trail
from desktop.store.library import Library, parse_text
from desktop.store.packs import ENDING, Packed
from desktop.store.whole_file import write_whole

__all__ = ["ENDING", "Tried", "export", "look", "packed", "take_in"]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One scheme of a pack, tried: how its examples came out, and why it cannot be taken in."""

    name: str
    """What the file is called in the pack."""
    scheme: Scheme | None = None
    results: tuple[ExampleResult, ...] = ()
    known: bool = False
    """Whether the office has it already, word for word."""
    problem: str = ""
    beside: Scheme | None = None
    """What stands in the library in its place: the scheme of that number, or the edition it replaces."""

    @property
    def passed(self) -> int:
        """How many examples came out as expected."""
        return sum(1 for r in self.results if r.passed)

    @property
    def said(self) -> str:
        """How it came out, in one line."""
        if self.problem or self.scheme is None:
            return f"✘ {self.name}：{self.problem}"
        told = f"{self.scheme.id} {self.scheme.title}：算例 {self.passed}/{len(self.results)}"
        return f"· {told}，已有，内容相同" if self.known else f"✔ {told}"


def export(office: Office, ids: Sequence[str], out: Path) -> tuple[Scheme, ...]:
    """Writes schemes into one pack, logged as an export; never over another file."""
    schemes, data = packed(office.library, ids, out)
    told = "、".join(s.id for s in schemes)
    record(office, Act.export, f"方案包「{out.name}」，{len(schemes)} 个方案：{told}")
    write_whole(out, data)
    return schemes


def packed(library: Library, ids: Sequence[str], out: Path) -> tuple[tuple[Scheme, ...], bytes]:
    """The schemes of those numbers and the bytes of their pack; raises OfficeError where it could not be written there."""
    if out.suffix.lower() != ENDING:
        raise OfficeError(f"方案包的文件名应以 {ENDING} 结尾，现在是 {out.name}。")
    if out.exists():
        raise OfficeError(f"文件 {out} 已经有了，没有覆盖。请换一个文件名。")
    schemes = tuple(library.scheme(id) for id in dict.fromkeys(ids))
    return schemes, packs.pack(schemes)


def look(office: Office, path: Path) -> tuple[Tried, ...]:
    """Every scheme of a pack, read and its examples run; nothing is kept. Raises OfficeError where it is no pack."""
    calendar = WorkCalendar(office.calendars)
    tried: list[Tried] = []
    for one in packs.unpack(path):
        taken = [t.scheme for t in tried if t.scheme is not None]
        tried.append(_tried(one, office, taken, calendar))
    if not tried:
        raise OfficeError(f"方案包「{path.name}」里一个方案也没有。")
    return tuple(tried)


def take_in(office: Office, path: Path) -> tuple[Tried, ...]:
    """Takes the schemes of a pack into the office's folder; the library has them at once.

    Nothing is taken in where one file is broken or one example fails: `problem` then says why.
    """
    expect_allowed(office, Act.take_in_schemes)
    tried = look(office, path)
    new = [t.scheme for t in tried if t.scheme is not None and not t.known]
    if any(t.problem for t in tried) or not new:
        return tried
    told = "；".join(f"{s.id} {s.title}（{s.edition}）" for s in new)
    kept = False
    try:
        with deed(office, Act.take_in_schemes) as session:
            trail.note(session, "", None, f"方案包「{path.name}」，{len(new)} 个方案：{told}")
            packs.keep(office.folder, new)
            kept = True
    except BaseException:
        if kept:
            packs.forget(packs.own_file(office.folder, s) for s in new)
        raise
    reload(office)
    return tried


def _tried(one: Packed, office: Office, before: Sequence[Scheme], calendar: WorkCalendar) -> Tried:
    try:
        scheme = parse_text(one.text, one.name)
        results = run_examples(scheme, calendar)
    except OfficeError as error:
        return Tried(name=one.name, problem=error.said)
    except RecursionError:
        return Tried(name=one.name, problem="条件的层次太深，核对不了。请向对方核实。")
    found = (h for h in office.library.headings if h.id.casefold() == scheme.id.casefold())
    same = [s for h in found if (s := office.library.find(h.id)) is not None]
    known = bool(same) and same[0].edition == scheme.edition
    return Tried(
        name=one.name,
        scheme=scheme,
        results=results,
        known=known,
        problem="" if known else _problem(scheme, results, same, before),
        beside=same[0] if same else office.library.find(scheme.replaces),
    )


def _problem(
    scheme: Scheme, results: Sequence[ExampleResult], same: Sequence[Scheme], before: Sequence[Scheme]
) -> str:
    failed = [f"算例「{r.name}」没有通过：{'；'.join(r.problems)}" for r in results if not r.passed]
    if failed:
        return "\n  ".join(failed)
    if not results:
        return f"方案「{scheme.title}」没有算例，核对得对不对无从知道。请向对方要带算例的方案。"
    if same:
        return f"编号「{scheme.id}」本单位已经有了，内容不同：{same[0].title}。请让对方换一个编号，旧方案不会被覆盖。"
    if any(s.id.casefold() == scheme.id.casefold() for s in before):
        return f"编号「{scheme.id}」在方案包里出现了两次。请让对方换一个编号。"
    return ""
