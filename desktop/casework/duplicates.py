"""Files about the same people (查重合并): found, settled as not the same, or put together; that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.casework.deeds import deed, record
from desktop.casework.intake import tidied
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.likeness import Doubt, Likeness, Sureness, doubts
from desktop.domain.merging import Difference, Side, differences, merged, new_ordinals
from desktop.domain.trail import Act
from desktop.store import duplicates, household_names, households, merging, retention
from desktop.store.errors import StaleError

Cancelled = Callable[[], bool]


@dataclass(frozen=True, kw_only=True)
class DoubtLine:
    """One pair of the list, with how both are called."""

    doubt: Doubt
    one: str
    other: str

    @property
    def kind(self) -> Likeness:
        """What they may have to do with each other."""
        return self.doubt.kind

    @property
    def sureness(self) -> Sureness:
        """How sure that is."""
        return self.doubt.sureness


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two files side by side, as they were read."""

    left: Household
    """The one that stays."""
    right: Household
    """The one that is put away."""
    differences: tuple[Difference, ...]
    left_hanging: str
    right_hanging: str
    """What hangs on them, in words."""
    warnings: tuple[str, ...]


def find(office: Office) -> list[DoubtLine]:
    """Every pair of files worth a look that was not settled on the same figures, the surest first."""
    with office.store.read() as session:
        people = duplicates.people(session)
        settled = duplicates.settled(session)
        found = [d for d in doubts(people) if settled.get((d.one, d.other)) != d.figures]
        called = household_names.names(session, sorted({i for d in found for i in (d.one, d.other)}))
    return [DoubtLine(doubt=d, one=" ".join(called[d.one]), other=" ".join(called[d.other])) for d in found]


def settle(office: Office, line: DoubtLine, because: str) -> None:
    """Remembers that the two are not the same; they are doubted anew when what was compared changes."""
    if not because.strip():
        raise OfficeError("请写明怎么核实的，例如「两人同名，已电话核实」。")
    with deed(office, Act.settle_duplicate, because) as session:
        about = f"{line.one} 与 {line.other}"
        duplicates.settle(session, line.doubt, about, because.strip(), office.user.name, office.today())


def compare(office: Office, kept_id: int, other_id: int) -> Comparison:
    """Both files side by side. Raises MissingError, and SealedError where one was put away."""
    with office.store.read() as session:
        retention.expect_active(session, [kept_id, other_id])
        left, right = households.get_many(session, [kept_id, other_id])
        hanging = [merging.hanging(session, i) for i in (kept_id, other_id)]
        ours, theirs = (merging.schemes_applied(session, i) for i in (kept_id, other_id))
    twice = [f"两份档案都申请过{ours[s]}、{theirs[s]}" for s in ours if s in theirs]
    warnings = [f"{'；'.join(twice)}。合并后请核对有没有重复享受。"] if twice else []
    return Comparison(
        left=left,
        right=right,
        differences=differences(left, right),
        left_hanging=_hanging_words(hanging[0]),
        right_hanging=_hanging_words(hanging[1]),
        warnings=tuple(warnings),
    )


def reveal(office: Office, comparison: Comparison) -> None:
    """Writes into the log that both files were looked at uncovered; only then they may be shown so."""
    for household in (comparison.left, comparison.right):
        about = f"{household.head.name}（{household.number}）合并比对的全部内容"
        record(office, Act.reveal, about, subject="household", subject_id=household.id)


def merge(office: Office, comparison: Comparison, picks: dict[str, Side], reason: str = "") -> Household:
    """Puts both files together as chosen: one stays, the other is put away as 并入, and keeps its number.

    Applications, visits, payouts, consents, attachments and states go over. It can be taken back as one step.
    Raises StaleError where one of them was saved since, UnfitError where what was chosen cannot be one household.
    """
    left, right = comparison.left, comparison.right
    if left.id is None or right.id is None or left.id == right.id:
        raise OfficeError("请选两份不同的档案合并。")
    made = tidied(office, merged(left, right, picks))
    with deed(office, Act.merge_households, reason) as session:
        retention.expect_active(session, [left.id, right.id])
        other = households.get(session, right.id)
        if other.version != right.version:
            raise StaleError(f"{right.head.name} 的档案")
        _expect_free_number(households.on_file(session, [made.head.id_number], besides=left.id), right, made)
        return merging.merge(session, made, other, new_ordinals(left, right), office.today())


def _expect_free_number(taken: dict[str, str], right: Household, made: Household) -> None:
    for archive in taken.values():
        if archive != right.number:
            raise OfficeError(f"{made.head.name} 的身份证号还建有第三份档案 {archive}，请先合并那一份。")


def _hanging_words(found: dict[str, int]) -> str:
    return "、".join(f"{words} {number}" for words, number in found.items()) or "没有申请、走访等记录"


def kinds(lines: Sequence[DoubtLine]) -> dict[Likeness, int]:
    """How many pairs of each kind."""
    return {kind: sum(line.kind is kind for line in lines) for kind in Likeness}
