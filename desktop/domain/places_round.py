"""A round of places as it was held (名额评定): everyone who stood for one, their figures, rank, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from desktop.domain.errors import OfficeError
from desktop.domain.ranking import STANDING_WORDS, Candidate, RankingRule, Standing, Tie, places_of, rank


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """One who stood for a place."""

    application_id: int
    number: str = ""
    applicant: str = ""
    post: str = ""
    """For which post, where places are given by post."""
    values: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    exempt: bool = False
    withdrawn: bool = False
    rank: int | None = None
    standing: Standing = Standing.unknown
    because: str = ""
    decided: Standing | None = None
    """What whoever decides made of a tie, or of an unranked one; None where the rank stands."""

    @property
    def outcome(self) -> Standing:
        """How it came out in the end."""
        if self.withdrawn:
            return Standing.withdrawn
        return self.decided or self.standing

    @property
    def in_(self) -> bool:
        """Whether it has a place, by rank or without one."""
        return self.outcome in (Standing.chosen, Standing.exempt)


@dataclass(frozen=True, kw_only=True)
class PlacesRound:
    """One round under one ranking rule of a scheme."""

    scheme_id: str
    scheme_title: str
    rule_id: str
    label: str
    day: date
    places: int | None = None
    posts: int | None = None
    seed: str = ""
    words: tuple[str, ...] = ()
    rows: tuple[PlaceRow, ...] = ()
    meeting_id: int | None = None
    because: str = ""
    """Why ties were decided as they were."""
    settled_on: date | None = None
    settled_by: str = ""
    number: str = ""
    id: int | None = None

    def having(self, standing: Standing) -> tuple[PlaceRow, ...]:
        """Who came out so, in the order of the ranking."""
        return tuple(row for row in self.rows if row.outcome is standing)

    def row(self, application_id: int) -> PlaceRow | None:
        """The row of that case; None where it did not stand."""
        return next((row for row in self.rows if row.application_id == application_id), None)


def ranked(rule: RankingRule, round: PlacesRound) -> PlacesRound:
    """The round with everyone in the order of their figures. Raises OfficeError where nobody said how many places."""
    posts = {row.post for row in round.rows}
    if rule.per_post and len(posts) > 1:
        raise OfficeError(
            f"「{rule.label}」按岗位评定，一次只评一个岗位。请分开评定：{'、'.join(sorted(posts))}。"
        )
    by_number = {row.number: row for row in round.rows}
    found = rank(
        rule,
        [
            Candidate(id=row.number, values=row.values, exempt=row.exempt, withdrawn=row.withdrawn)
            for row in round.rows
        ],
        places_of(rule, round.places, round.posts),
        round.seed,
    )
    rows = [replace(by_number[r.id], rank=r.rank, standing=r.standing, because=r.because) for r in found.rows]
    freed = [replace(r, decided=None) if not _open(r, rule) else r for r in rows]
    return replace(round, rows=tuple(freed), words=found.words)


def _open(row: PlaceRow, rule: RankingRule) -> bool:
    """Whether somebody decides how that row came out: a tie, a missing figure."""
    return row.standing in (Standing.tied, Standing.unknown)


def decided(round: PlacesRound, application_id: int, standing: Standing | None) -> PlacesRound:
    """The round with what was decided of one who is tied, or cannot be ranked."""
    row = round.row(application_id)
    if row is None or row.standing not in (Standing.tied, Standing.unknown):
        raise OfficeError("只有并列待定的和缺数据的，才由评定人决定；其余按名次。")
    if standing not in (None, Standing.chosen, Standing.substitute, Standing.out):
        raise OfficeError("评定人只能决定入选、递补或者不入选。")
    rows = tuple(replace(r, decided=standing) if r is row else r for r in round.rows)
    return replace(round, rows=rows)


def expect_settled(rule: RankingRule, round: PlacesRound, because: str) -> None:
    """Raises OfficeError that says what is still open in the round, or what is missing."""
    if not round.rows:
        raise OfficeError("评定名单是空的。请先勾选参加评定的申请。")
    tied = round.having(Standing.tied)
    if tied:
        names = "、".join(row.applicant for row in tied)
        how = "请填写抽签的种子" if rule.tie is Tie.draw else "请逐个确定入选、递补或者不入选"
        raise OfficeError(f"{names} 并列待定。{rule.tie_rule or '原文没有规定并列怎么办'}。{how}。")
    unknown = round.having(Standing.unknown)
    if unknown:
        names = "、".join(row.applicant for row in unknown)
        raise OfficeError(f"{names} 缺数据，没有排名。请补齐数据，或者确定不入选。")
    places = places_of(rule, round.places, round.posts)
    chosen = len(round.having(Standing.chosen))
    if chosen > places and rule.tie is not Tie.all:
        raise OfficeError(f"名额 {places} 个，入选了 {chosen} 人。请减少入选的人。")
    running = [r for r in round.rows if r.standing in (Standing.tied, Standing.chosen, Standing.substitute)]
    if chosen < min(places, len(running)):
        raise OfficeError(f"名额 {places} 个，只入选了 {chosen} 人，还有人可以入选。请确定入选的人。")
    if any(row.decided for row in round.rows) and not because.strip():
        raise OfficeError("并列或缺数据的由人决定时，请写明理由，评定记录上要印出来。")


def withdrawn(round: PlacesRound, application_id: int, because: str) -> tuple[PlacesRound, str]:
    """One gives the place up: the first substitute moves up. The round, and what came of it as a sentence.

    Raises OfficeError where several substitutes are tied: a person says first which of them is next.
    """
    row = round.row(application_id)
    if row is None or row.withdrawn:
        raise OfficeError("这份申请不在本次评定里，或者已经退出。")
    if not because.strip():
        raise OfficeError("退出评定请写明原因。")
    had = row.in_
    out = replace(row, withdrawn=True, because=f"{row.because}；退出：{because.strip()}")
    rows = tuple(out if r is row else r for r in round.rows)
    if not had:
        return replace(round, rows=rows), f"{row.applicant} 退出，名额不变"
    waiting = [r for r in rows if r.outcome is Standing.substitute]
    if not waiting:
        return replace(round, rows=rows), f"{row.applicant} 退出，没有递补的人，名额空出"
    first = waiting[0]
    if len([r for r in waiting if r.rank == first.rank]) > 1:
        names = "、".join(r.applicant for r in waiting if r.rank == first.rank)
        raise OfficeError(f"递补的 {names} 名次相同。请先确定由谁递补，再办退出。")
    moved = replace(
        first, decided=Standing.chosen, because=f"{first.because}；{row.applicant} 退出，依次递补"
    )
    rows = tuple(moved if r is first else r for r in rows)
    return replace(round, rows=rows), f"{row.applicant} 退出，由 {first.applicant} 递补"


def next_chosen(round: PlacesRound, application_id: int) -> PlacesRound:
    """The round with one of the tied substitutes put before the others."""
    row = round.row(application_id)
    if row is None or row.outcome is not Standing.substitute or row.rank is None:
        raise OfficeError("只能在递补的人里确定由谁先递补。")
    equals = [r for r in round.rows if r.outcome is Standing.substitute and r.rank == row.rank]
    after = [replace(r, rank=row.rank + 1) for r in equals if r is not row]
    at = min(round.rows.index(r) for r in equals)
    rest = [r for r in round.rows if r not in equals]
    return replace(round, rows=(*rest[:at], row, *after, *rest[at:]))


def unranked(round: PlacesRound) -> PlacesRound:
    """The round as it may be shown where ranks are kept to the office: who came out how, by number, and no figure."""
    rows = sorted(round.rows, key=lambda r: r.number)
    bare = tuple(replace(r, rank=None, values={}, because="", standing=r.outcome, decided=None) for r in rows)
    return replace(round, rows=bare, words=("名次只供内部使用，不公布",))


def row_words(row: PlaceRow, private: bool) -> str:
    """How one came out, in words; the rank and the figures only where they may be told."""
    word = STANDING_WORDS[row.outcome]
    return word if private or not row.because else f"{word}（{row.because}）"
