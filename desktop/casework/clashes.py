"""The rows of a roster held against each other and against what is on file (查重): who stands in two places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.casework.roster_rows import Draft, Person, Problem, Severity
from desktop.domain.household import Household
from desktop.domain.likeness import Figure, address_key, may_be
from desktop.domain.person import Relation
from desktop.store import households
from desktop.store.sheet_matches import OnFile


@dataclass(frozen=True)
class Matches:
    """Whom the rows may mean on file; without it, whoever is on file keeps the row out."""

    archives: Mapping[str, int] = field(default_factory=dict[str, int])
    """Archives by the ID number of their head; none that is put away."""
    members: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """Archive number and head by the ID number of another member."""
    namesakes: Mapping[str, Sequence[OnFile]] = field(default_factory=dict[str, Sequence[OnFile]])
    """Heads on file by name."""


@dataclass(frozen=True)
class OnFileAlready:
    """What was found on file about the people and numbers of a roster."""

    heads: Mapping[str, str] = field(default_factory=dict[str, str])
    """Archive numbers by the ID number of their head, those put away too."""
    used: frozenset[str] = frozenset()
    """Archive numbers that are taken."""
    matches: Matches | None = None

    def and_also(self, more: OnFileAlready) -> OnFileAlready:
        """Both together."""
        mine, theirs = self.matches or Matches(), more.matches or Matches()
        matches = Matches(
            {**mine.archives, **theirs.archives},
            {**mine.members, **theirs.members},
            {**mine.namesakes, **theirs.namesakes},
        )
        return OnFileAlready({**self.heads, **more.heads}, self.used | more.used, matches)


@dataclass(frozen=True)
class Doubt:
    """Somebody on file who may be the same person, and why."""

    on_file: OnFile
    because: str


class Places:
    """Which rows bear the same ID number or archive number: those a change of one of them touches."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self._rows: dict[str, tuple[int, ...]] = {}
        for draft in drafts:
            self._add(draft)

    def changed(self, gone: Iterable[Draft], come: Iterable[Draft]) -> Places:
        """The places after some rows were read anew."""
        made = Places()
        made._rows = dict(self._rows)
        for draft in gone:
            for mark in _marks(draft):
                made._rows[mark] = tuple(n for n in made._rows.get(mark, ()) if n != draft.number)
        for draft in come:
            made._add(draft)
        return made

    def beside(self, drafts: Iterable[Draft]) -> set[int]:
        """The numbers of the rows that bear one of these rows' marks, themselves too."""
        found: set[int] = set()
        for draft in drafts:
            found.add(draft.number)
            for mark in _marks(draft):
                found.update(self._rows.get(mark, ()))
        return found

    def bearing(self, id_numbers: Iterable[str]) -> set[int]:
        """The numbers of the rows that name one of these people."""
        return {n for id_number in id_numbers for n in self._rows.get(id_number, ())}

    def _add(self, draft: Draft) -> None:
        for mark in _marks(draft):
            self._rows[mark] = (*self._rows.get(mark, ()), draft.number)


class Clashes:
    """Finds people and archive numbers that stand in two places."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        known: OnFileAlready,
    ) -> None:
        self._on_file = on_file = known.heads
        self._used = known.used
        self._matches = known.matches
        self._heads: dict[str, Draft] = {}
        self._members: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        for draft in drafts:
            head = draft.head
            if head and head.id_number:
                self._heads.setdefault(head.id_number, draft)
            if draft.taken and head and head.id_number in on_file:
                continue  # an earlier import took it in
            for person in draft.people:
                if person.id_number and person.column.slot:
                    self._members.setdefault(person.id_number, draft.number)
            if draft.household and draft.household.number:
                self._numbers.setdefault(draft.household.number, draft.number)

    def of(self, draft: Draft) -> Iterator[Problem]:
        """What clashes on this row."""
        for person in draft.people:
            said, severity = self._person(draft, person) if person.id_number else ("", Severity.warning)
            if said:
                column = person.column
                yield Problem(
                    column.label, said, severity, draft.number + column.down, column.place + 1, column.key
                )
        if self._number_clash(draft) and draft.number_column and self.archive_of(draft) is None:
            column, said = draft.number_column, f"{self._number_clash(draft)}，改由程序编号，原编号记入备注。"
            yield Problem(column.label, said, Severity.warning, draft.number, column.place + 1, column.key)

    def household_of(self, draft: Draft) -> Household | None:
        """The household, without its archive number where another one bears it: that keeps nobody out."""
        if draft.household and self._number_clash(draft):
            return renumbered(draft.household)
        return draft.household

    def archive_of(self, draft: Draft) -> int | None:
        """The archive the row brings up to date, where updating is wanted and the head is on file."""
        if self._matches is None or draft.head is None:
            return None
        return self._matches.archives.get(draft.head.id_number)

    def doubt_of(self, draft: Draft) -> Doubt | None:
        """Somebody on file whom the row may mean although no ID number says so."""
        if self._matches is None or draft.household is None or self.archive_of(draft) is not None:
            return None
        for one in self._matches.namesakes.get(draft.name, ()):
            elsewhere = self._heads.get(one.id_number) if one.id_number else None
            if one.sealed or elsewhere is not None:
                continue
            if because := may_be(_figure_told(draft.household), _figure_of(one)):
                return Doubt(one, because)
        return None

    def _person(self, draft: Draft, person: Person) -> tuple[str, Severity]:
        is_head = not person.column.slot
        archive = self._on_file.get(person.id_number)
        if archive and not (is_head and self.archive_of(draft) is not None):
            who = "" if is_head else f"{person.name} 的"
            if archive.endswith(households.SEALED):
                return (f"{who}身份证号已建有档案 {archive}，不要另建一份。", Severity.error)
            return (
                f"{who}身份证号已在档（档案编号 {archive}），一个人不能有两份档案。请打开该档案修改，或核对身份证号。",
                Severity.error,
            )
        first = self._heads.get(person.id_number, draft)
        if first is not draft:
            where = f"第 {first.number} 行" + (f"（{first.name}）" if first.name else "")
            if is_head:
                said = f"身份证号与{where}相同，重复登记。请删去一行，或核对身份证号。"
                return said, Severity.error
            said = f"{person.name} 同时是{where}的本人。一户只建一份档案，请核对是否应合为一户。"
            return said, Severity.warning
        if is_head and not archive and self._matches and person.id_number in self._matches.members:
            number, head = self._matches.members[person.id_number]
            said = f"{person.name} 已是档案 {number}（{head}）的家庭成员。一户只建一份档案，请核对是否应合为一户。"
            return said, Severity.warning
        row = draft.number if is_head else self._members.get(person.id_number, draft.number)
        if row != draft.number:
            return f"{person.name} 在第 {row} 行也列为家庭成员，请核对属于哪一户。", Severity.warning
        return "", Severity.warning

    def _number_clash(self, draft: Draft) -> str:
        number = draft.household.number if draft.household else ""
        if not number:
            return ""
        if number in self._used:
            return f"编号 {number} 已被别的档案使用"
        row = self._numbers.get(number, draft.number)
        return f"编号 {number} 与第 {row} 行相同" if row != draft.number else ""


def _marks(draft: Draft) -> Iterator[str]:
    """By what a row may clash with another."""
    for person in draft.people:
        if person.id_number:
            yield person.id_number
    if draft.household and draft.household.number:
        yield f"#{draft.household.number}"


def renumbered(household: Household) -> Household:
    """The household to be numbered by the program, its former number kept in the remark."""
    remark = "；".join(filter(None, (f"原编号 {household.number}", household.remark)))
    return replace(household, number="", remark=remark)


def _figure_told(told: Household) -> Figure:
    head = told.head
    return Figure(
        0,
        head.ordinal,
        Relation.head,
        head.name,
        head.id_number,
        head.born,
        head.phone,
        address_key(told.address),
    )


def _figure_of(one: OnFile) -> Figure:
    return Figure(
        one.household_id,
        1,
        Relation.head,
        one.name,
        one.id_number,
        one.born,
        one.phone,
        address_key(one.address),
    )
