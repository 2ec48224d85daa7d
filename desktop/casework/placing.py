"""Fewer places than people who qualify (名额评定): a round is ranked, its ties decided, and it says who goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.casework.deciding import refused_in
from desktop.casework.deeds import deed
from desktop.casework.gates import office_values, step_id
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.casework.recorded import scores
from desktop.domain import course, places_round
from desktop.domain.application import Application, ApplicationLine, State
from desktop.domain.award import YUAN
from desktop.domain.case_event import Happened
from desktop.domain.condition import Case, parameters_of
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, parse_facts
from desktop.domain.listing import ApplicationQuery
from desktop.domain.meeting import Meeting
from desktop.domain.places_round import PlaceRow, PlacesRound, expect_settled, ranked, row_words
from desktop.domain.ranking import RankingRule, Standing
from desktop.domain.scheme import Scheme
from desktop.domain.standards import Standards
from desktop.domain.stated import with_stated
from desktop.domain.trail import Act
from desktop.store import assessments, cases, meetings, places
from desktop.store.database import Session

MANY = 5000
SITTINGS = 20
"""So many meetings are offered at most."""
POST = "post_applied"


@dataclass(frozen=True, kw_only=True)
class Rankable:
    """A ranking rule under which a round can be held, with the cases that wait for one."""

    scheme_id: str
    title: str
    rule: RankingRule
    waiting: tuple[ApplicationLine, ...]
    places: int | None = None
    """How many there are, where the plan or the office said so."""
    blank: str = ""
    """The parameter that says how many, where nobody filled it in yet."""
    step: str = ""
    """The label of the step it is held at."""


def rankables(office: Office) -> list[Rankable]:
    """Every ranking rule of the library's schemes, those with cases waiting first."""
    found: list[Rankable] = []
    with office.store.read() as session:
        for scheme in office.library.schemes:
            if scheme.conduct.rankings:
                lines = _open_lines(session, scheme)
                found += [_rankable(office, session, scheme, r, lines) for r in scheme.conduct.rankings]
    return sorted(found, key=lambda r: (not r.waiting, r.scheme_id))


def rule_of(office: Office, round: PlacesRound) -> RankingRule:
    """The rule a round is held under. Raises OfficeError where the scheme has it no more."""
    return _rule(office.library.scheme(round.scheme_id), round.rule_id)


def candidates(
    office: Office, scheme_id: str, rule_id: str, application_ids: Sequence[int]
) -> tuple[PlaceRow, ...]:
    """The cases as they would stand: their figures taken from their examinations and checks, where the rule says so."""
    rule = _rule(office.library.scheme(scheme_id), rule_id)
    with office.store.read() as session:
        return tuple(_candidate(office, session, rule, cases.get(session, id)) for id in application_ids)


def begin(
    office: Office,
    scheme_id: str,
    rule_id: str,
    rows: Sequence[PlaceRow],
    places: int | None = None,
    posts: int | None = None,
    seed: str = "",
) -> PlacesRound:
    """Opens a round over these cases and ranks them; nothing is settled yet."""
    scheme = office.library.scheme(scheme_id)
    rule = _rule(scheme, rule_id)
    with deed(office, Act.rank_places) as session:
        for row in rows:
            _expect_free(office, session, cases.get(session, row.application_id), rule)
        round = PlacesRound(
            scheme_id=scheme.id,
            scheme_title=scheme.title,
            rule_id=rule.id,
            label=rule.label,
            day=office.today(),
            places=places,
            posts=posts,
            seed=seed.strip(),
            rows=tuple(rows),
        )
        return _put(session, _checked(rule, round))


def change(office: Office, round: PlacesRound) -> PlacesRound:
    """Keeps other figures, places or decisions of a round that is not settled, ranked anew."""
    rule = rule_of(office, round)
    with deed(office, Act.rank_places) as session:
        kept = places.get(session, round.id or 0)
        _expect_open(kept)
        return _put(session, _checked(rule, replace(round, number=kept.number)))


def sittings(office: Office, round: PlacesRound) -> tuple[Meeting, ...]:
    """The meetings that may have decided its ties: all that were held since the round began, the latest first."""
    with office.store.read() as session:
        held = meetings.all_meetings(session)
    return tuple(m for m in held if m.day >= round.day)[:SITTINGS]


def settle(
    office: Office, round_id: int, because: str, by: str, meeting_id: int | None = None
) -> PlacesRound:
    """The round stands: who has a place goes on, and every case says how it came out; a meeting that decided ties is named.

    Raises OfficeError while something is open, and for a meeting that was held before the round began.
    """
    if not by.strip():
        raise OfficeError("请填写确定名额的人或机构。")
    with deed(office, Act.settle_places, because) as session:
        round = places.get(session, round_id)
        _expect_open(round)
        rule = rule_of(office, round)
        expect_settled(rule, round, because)
        if meeting_id is not None:
            meeting = meetings.get(session, meeting_id)
            if meeting.day < round.day:
                raise OfficeError(
                    f"会议 {meeting.number} 是{day_words(meeting.day)}开的，早于评定开始的{day_words(round.day)}。"
                )
        round = replace(
            round,
            because=because.strip(),
            settled_on=office.today(),
            settled_by=by.strip(),
            meeting_id=meeting_id,
        )
        for row in round.rows:
            _tell(office, session, round, row, rule, by)
        return _put(session, round)


def withdraw(
    office: Office, round_id: int, application_id: int, because: str, by: str
) -> tuple[PlacesRound, str]:
    """One gives the place up and the first substitute moves up; the round, and what came of it in a sentence."""
    with deed(office, Act.settle_places, because) as session:
        round = places.get(session, round_id)
        if round.settled_on is None:
            raise OfficeError(f"名额评定 {round.number} 还没有确定，请直接改名单。")
        after, words = places_round.withdrawn(round, application_id, because)
        rule = rule_of(office, round)
        for was, row in ((round.row(r.application_id), r) for r in after.rows):
            if was is not None and was.outcome is not row.outcome:
                _tell(office, session, after, row, rule, by)
        return _put(session, after), words


def put_first(office: Office, round_id: int, application_id: int, because: str) -> PlacesRound:
    """Says which of the tied substitutes is next."""
    if not because.strip():
        raise OfficeError("请写明为什么由其先递补，评定记录上要印出来。")
    with deed(office, Act.settle_places, because) as session:
        round = places.get(session, round_id)
        said = "；".join(x for x in (round.because, because.strip()) if x)
        return _put(session, replace(places_round.next_chosen(round, application_id), because=said))


def refuse_rest(
    office: Office, round_id: int, by: str, alone_because: str = "", substitutes: bool = False
) -> list[Application]:
    """Refuses everybody who got no place, with the reason; the substitutes too once nobody waits for a place any more."""
    with deed(office, Act.refuse) as session:
        round = places.get(session, round_id)
        if round.settled_on is None:
            raise OfficeError(f"名额评定 {round.number} 还没有确定，不能办理不予批准。")
        rule = rule_of(office, round)
        done: list[Application] = []
        for row in round.rows:
            case = cases.get(session, row.application_id)
            if row.in_ or case.state is not State.open or case.current is None:
                continue
            if row.outcome is Standing.substitute and not substitutes:
                continue
            done.append(
                refused_in(
                    office, session, row.application_id, refusal_words(round, row, rule), by, alone_because
                )
            )
        if not done:
            raise OfficeError("没有还要办理不予批准的申请。")
        return done


def refusal_words(round: PlacesRound, row: PlaceRow, rule: RankingRule) -> str:
    """Why somebody has no place, as the applicant is told: with the figures, unless ranks are kept to the office."""
    many = f"名额 {round.places} 个" if round.places is not None else "名额有限"
    if round.posts is not None and rule.per_post:
        many = f"本岗位招聘 {round.posts} 人，按 1:{rule.per_post} 确定人选"
    if rule.private:
        return f"「{round.label}」{many}，经评定未列入（{round.number}）。"
    return f"「{round.label}」{many}，{row_words(row, False)}（{round.number}）。"


def all_rounds(office: Office) -> list[PlacesRound]:
    """Every round, the latest first."""
    with office.store.read() as session:
        return places.all_rounds(session)


def round_(office: Office, round_id: int) -> PlacesRound:
    """A round with everyone in it. Raises MissingError."""
    with office.store.read() as session:
        return places.get(session, round_id)


def _rule(scheme: Scheme, rule_id: str) -> RankingRule:
    found = next((r for r in scheme.conduct.rankings if r.id == rule_id), None)
    if found is None:
        raise OfficeError(f"方案「{scheme.title}」没有这项名额评定。")
    return found


def _checked(rule: RankingRule, round: PlacesRound) -> PlacesRound:
    for name, value in (("名额", round.places), ("岗位招聘人数", round.posts)):
        if value is not None and value < 1:
            raise OfficeError(f"{name}应是 1 或更大的整数。")
    if rule.per_post and round.posts is None:
        raise OfficeError(f"「{rule.label}」按岗位评定，请填写本岗位招聘人数。")
    return ranked(rule, round)


def _expect_open(round: PlacesRound) -> None:
    if round.settled_on is not None:
        raise OfficeError(f"名额评定 {round.number} 已于{day_words(round.settled_on)}确定，不能再改。")


def _expect_free(office: Office, session: Session, case: Application, rule: RankingRule) -> None:
    course.waiting(case)
    if case.state is State.approved:
        raise OfficeError(f"{case.applicant} 的申请 {case.number} 已经批准，不用再评定。")
    if rule.at and step_id(case, case_ground(office, session, case).scheme) != rule.at:
        raise OfficeError(f"{case.applicant} 的申请 {case.number} 还没有办到评定的那一步。")
    held = places.of_case(session, case.id or 0, rule.id)
    if held:
        raise OfficeError(f"{case.applicant} 的申请 {case.number} 已在名额评定 {held[0].number} 里。")


def _put(session: Session, round: PlacesRound) -> PlacesRound:
    return places.put(session, round)


def _tell(
    office: Office, session: Session, round: PlacesRound, row: PlaceRow, rule: RankingRule, by: str
) -> None:
    words = f"名额评定 {round.number}「{round.label}」：{row_words(row, rule.private)}"
    case = cases.get(session, row.application_id)
    cases.put(session, course.noted(case, Happened.ranked, hand(office, by), words))


def _candidate(office: Office, session: Session, rule: RankingRule, case: Application) -> PlaceRow:
    facts = with_stated(scores(case), parse_facts(assessments.get(session, case.assessment_id).facts))
    ground = case_ground(office, session, case)
    by = {k.fact for k in rule.by if k.fact}
    known: Mapping[str, Decimal | None] = {k.name: facts.number(k.fact) for k in rule.by if k.fact}
    return PlaceRow(
        application_id=case.id or 0,
        number=case.number,
        applicant=case.applicant,
        post="、".join(sorted(facts.chosen(POST) or ())) if rule.per_post else "",
        values={name: value for name, value in known.items() if value is not None},
        exempt=any(s.record.exempt and ground.rules_of(s).score in by for s in case.steps),
    )


def _open_lines(session: Session, scheme: Scheme) -> list[ApplicationLine]:
    query = ApplicationQuery(states=(State.open,), scheme_id=scheme.id)
    return [line for line in cases.browse(session, query, 0, MANY) if line.paused_since is None]


def _rankable(
    office: Office, session: Session, scheme: Scheme, rule: RankingRule, lines: Sequence[ApplicationLine]
) -> Rankable:
    here: list[ApplicationLine] = []
    for line in lines:
        case = cases.get(session, line.id)
        if rule.at and step_id(case, case_ground(office, session, case).scheme) != rule.at:
            continue
        if not places.of_case(session, line.id, rule.id):
            here.append(line)
    values = office_values(session, scheme)
    blank = [name for name in parameters_of(rule.places) if name not in values]
    return Rankable(
        scheme_id=scheme.id,
        title=scheme.title,
        rule=rule,
        waiting=tuple(here),
        places=None if blank or rule.places is None else _places(office, scheme, rule, values),
        blank=scheme.parameter(blank[0]).label if blank else "",
        step=next((s.label for s in scheme.steps if s.id == rule.at), ""),
    )


def _places(office: Office, scheme: Scheme, rule: RankingRule, values: Mapping[str, Decimal]) -> int:
    assert rule.places is not None
    return int(Case(Facts({}), Standards(), "", office.today(), values).figure(rule.places, YUAN).value)
