"""Random checks (随机抽查): drawn over the cases that wait, so that anyone can draw them again, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.gates import office_values, step_id
from desktop.casework.granted import editions_of
from desktop.casework.ground import case_ground, hand
from desktop.casework.office import Office
from desktop.domain import course, sampling
from desktop.domain.application import Application, ApplicationLine, State
from desktop.domain.case_event import Happened
from desktop.domain.drawn import DrawHeld, DrawnCase, year_words
from desktop.domain.errors import OfficeError
from desktop.domain.listing import ApplicationQuery
from desktop.domain.sampling import Check
from desktop.domain.scheme import Scheme
from desktop.domain.trail import Act
from desktop.store import cases, draws
from desktop.store.database import Session

MANY = 5000


@dataclass(frozen=True, kw_only=True)
class Drawable:
    """A rule under which cases can be drawn now, with those that wait and were never drawn."""

    scheme_id: str
    title: str
    check: Check
    waiting: tuple[ApplicationLine, ...]
    so_far: str = ""
    """What the draws of this year come to, as a sentence."""

    @property
    def words(self) -> str:
        """The rule as it is read aloud."""
        who = f"{self.check.who}" if self.check.who else "本单位"
        return f"{who}抽查不低于 {self.check.percent.normalize():f}%，至少 {self.check.at_least} 件"


def drawables(office: Office) -> list[Drawable]:
    """Every check rule of the library's schemes that is held at a step, those with cases waiting first."""
    found: list[Drawable] = []
    with office.store.read() as session:
        for scheme in office.library.schemes:
            for check in _checks(session, scheme):
                if check.at:
                    found.append(_drawable(office, session, scheme, check))
    return sorted(found, key=lambda d: (not d.waiting, d.scheme_id))


def proposed_seed(office: Office) -> str:
    """What a seed begins with: the day; the number drawn at the meeting is written behind it."""
    return f"{office.today().isoformat()}-"


def hold(
    office: Office,
    scheme_id: str,
    check_id: str,
    application_ids: Sequence[int],
    seed: str,
    drawn_by: str,
    witness: str,
) -> DrawHeld:
    """Draws over these cases and keeps the list, the seed and who saw it.

    Raises OfficeError where a case does not wait for the check, was drawn before, or nobody witnessed it.
    """
    if not application_ids:
        raise OfficeError("请先勾选要列入抽查名单的申请。")
    if not drawn_by.strip() or not witness.strip():
        raise OfficeError("请填写抽取人和见证人，抽查记录上要印出来。")
    if drawn_by.strip() == witness.strip():
        raise OfficeError("抽取人和见证人应是两个人。")
    if seed.strip() == proposed_seed(office):
        raise OfficeError("请在日期后面写上当场抽出的数字，事先没有人知道的种子才公平。")
    with deed(office, Act.draw_check) as session:
        scheme = office.library.scheme(scheme_id)
        check = next((c for c in _checks(session, scheme) if c.id == check_id), None)
        if check is None:
            raise OfficeError(f"方案「{scheme.title}」没有这项抽查。")
        if check.percent_parameter:
            raise OfficeError(f"方案「{scheme.title}」的抽查比例还没有填写。请到「方案」页填写参数。")
        found = [cases.get(session, id) for id in application_ids]
        for case in found:
            _expect_drawable(office, session, case, check)
        sample = sampling.draw(check, [case.number for case in found], seed.strip())
        kept = draws.put(
            session,
            DrawHeld(
                scheme_id=scheme.id,
                scheme_title=scheme.title,
                check_id=check.id,
                day=office.today(),
                percent=check.percent,
                at_least=check.at_least,
                seed=seed.strip(),
                because=sample.because,
                drawn_by=drawn_by.strip(),
                witness=witness.strip(),
                cases=tuple(
                    DrawnCase(
                        application_id=case.id or 0,
                        name=case.number,
                        applicant=case.applicant,
                        chosen=case.number in sample.chosen,
                    )
                    for case in found
                ),
            ),
        )
        for case in found:
            came = "抽中" if case.number in sample.chosen else "未抽中"
            words = f"抽查 {kept.number}：{came}（名单 {sample.of} 件，种子「{kept.seed}」）"
            cases.put(session, course.noted(case, Happened.drawn, hand(office, drawn_by), words))
        return kept


def record_check(
    office: Office, draw_id: int, application_id: int, sound: bool, found: str, by: str
) -> DrawHeld:
    """Keeps what the check of a drawn case found; a finding is replaced only by a later one of another kind."""
    if not by.strip():
        raise OfficeError("请填写抽查核实的人。")
    if not found.strip():
        raise OfficeError("请写明核实了什么、结果如何，抽查记录上要印出来。")
    with deed(office, Act.record_check) as session:
        kept = draws.get(session, draw_id)
        mine = kept.case(application_id)
        if mine is None or not mine.chosen:
            raise OfficeError(f"抽查 {kept.number} 没有抽中这份申请，不用登记结果。")
        case = cases.get(session, application_id)
        if case.state not in (State.open, State.returned):
            raise OfficeError(f"申请 {case.number} 已经决定，抽查结果不能再改。")
        checked = replace(
            mine, checked_on=office.today(), checked_by=by.strip(), sound=sound, found=found.strip()
        )
        kept = draws.put(
            session,
            replace(
                kept, cases=tuple(checked if c.application_id == application_id else c for c in kept.cases)
            ),
        )
        words = f"抽查 {kept.number}：{'属实' if sound else '不属实'}。{found.strip()}"
        cases.put(session, course.noted(case, Happened.checked, hand(office, by), words))
        return kept


def all_draws(office: Office) -> list[DrawHeld]:
    """Every draw, the latest first."""
    with office.store.read() as session:
        return draws.all_draws(session)


def draw(office: Office, draw_id: int) -> DrawHeld:
    """A draw with its list. Raises MissingError."""
    with office.store.read() as session:
        return draws.get(session, draw_id)


def drawn_from_file(percent: Decimal, names: Sequence[str], seed: str, at_least: int = 1) -> sampling.Sample:
    """The sample that a list of numbers and a seed give, for anyone who wants to draw again without an office."""
    listed = [name.strip() for name in names if name.strip()]
    if not listed:
        raise OfficeError("名单里没有编号。请每行写一个编号，与抽查记录一致。")
    if not 0 < percent <= 100:
        raise OfficeError(f"抽查比例应在 1 到 100 之间，写的是 {percent}。")
    return sampling.draw(Check(id="file", percent=percent, at_least=at_least), listed, seed)


def _checks(session: Session, scheme: Scheme) -> tuple[Check, ...]:
    return scheme.conduct.settled(office_values(session, scheme)).checks


def _drawable(office: Office, session: Session, scheme: Scheme, check: Check) -> Drawable:
    query = ApplicationQuery(states=(State.open,), scheme_id=scheme.id)
    waiting = [
        line
        for line in cases.browse(session, query, 0, MANY)
        if line.paused_since is None and not draws.of_case(session, line.id, check.id)
    ]
    here = [line for line in waiting if _waits(office, session, cases.get(session, line.id), check)]
    schemes = sorted(editions_of(scheme, office.library.replaced))
    held = draws.in_year(session, schemes, check.id, office.today().year)
    return Drawable(
        scheme_id=scheme.id,
        title=scheme.title,
        check=check,
        waiting=tuple(here),
        so_far=year_words(held, office.today().year),
    )


def _waits(office: Office, session: Session, case: Application, check: Check) -> bool:
    return not check.at or step_id(case, case_ground(office, session, case).scheme) == check.at


def _expect_drawable(office: Office, session: Session, case: Application, check: Check) -> None:
    course.waiting(case)
    held = draws.of_case(session, case.id or 0, check.id)
    if held:
        raise OfficeError(
            f"申请 {case.number}（{case.applicant}）已在抽查 {held[0].number} 的名单里，不能重复抽取。"
        )
    if not _waits(office, session, case, check):
        raise OfficeError(f"申请 {case.number}（{case.applicant}）还没有办到要抽查的那一步。")
