"""Who may decide what somebody else handled (不相容岗位、近亲属回避): one person may not do both in one case,
and nobody reviews or decides what a near relative is to get.

Where an office has one account only, the names on the steps are held against each other, because there one person
records for all who sign on paper. Where several sign in, the accounts count as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.casework.office import Office
from desktop.domain.accounts import STEP_ROLES, Role, User, clashing
from desktop.domain.application import Application, Step
from desktop.domain.errors import OfficeError
from desktop.domain.kin import DECLARED, Kin
from desktop.domain.names import normalise_name
from desktop.domain.words import word
from desktop.store import accounts, cases, households, kin
from desktop.store.database import Session


class SamePersonError(OfficeError):
    """The same person handled the case."""


@dataclass(frozen=True)
class SamePerson:
    """That a person did in this case what does not go with what they are about to do, or has a near relative in it."""

    said: str
    others: tuple[str, ...]
    """Who could do it instead; where there is somebody, there is no way around."""
    declared: str = ""
    """Which near relative it is, to be printed before the reason."""


def same_person(office: Office, application_id: int, role: Role, by: str) -> SamePerson | None:
    """Whether signing as `by` in that role would join what may not be joined in one case; None where all is well."""
    with office.store.read() as session:
        return _found(office, session, cases.get(session, application_id), role, by)


def expect_another_person(
    office: Office, session: Session, case: Application, role: Role, by: str, alone_because: str = ""
) -> str:
    """The reason to be printed where one person does both, nothing where two do. Raises SamePersonError."""
    found = _found(office, session, case, role, by)
    if found is None:
        return ""
    if found.others:
        raise SamePersonError(f"{found.said}请由 {'、'.join(found.others)} 登录办理。")
    if not alone_because.strip():
        raise SamePersonError(
            f"{found.said}本单位没有别人可以{word(role)}时，请写明原因（例如「单位只有一名工作人员，已报上级工会备案」），"
            "原因会印在审批表上。"
        )
    reason = alone_because.strip()
    return f"{found.declared}原因：{reason}" if found.declared else reason


def may_not_sign(office: Office, session: Session, case: Application, names: Sequence[str]) -> str:
    """Why one of these may not sign beside whoever decides: handled it, or a near relative; nothing where all may."""
    near = _near(session, case, Role.approver)
    handled = {normalise_name(n): label for n, label in _handled(case, Role.approver, several=False).items()}
    for name in names:
        known = normalise_name(name)
        if known in near:
            return f"{near[known].said.rstrip('。')}。近亲属的案子要回避，{name} 不能签字。"
        if known in handled:
            return f"{name} 已办过本案的「{handled[known]}」，不能再签字。"
    return ""


def expect_own_hand(office: Office, session: Session, step: Step) -> None:
    """Where several sign in, each signs with an account of their own, as long as somebody else could.

    Raises SamePersonError.
    """
    users = accounts.active(session)
    signed = {normalise_name(x) for s in step.record.signatures for x in (s.name, s.recorded_by)}
    if len(users) < 2 or normalise_name(office.user.name) not in signed:
        return
    others = [u.name for u in users if Role.approver in u.roles and normalise_name(u.name) not in signed]
    if others:
        raise SamePersonError(
            f"{office.user.name} 已经登记过一个签字，「{step.label}」要由不同的人各自签字。请由 {'、'.join(others)} 登录办理。"
        )


def _found(office: Office, session: Session, case: Application, role: Role, by: str) -> SamePerson | None:
    """What stands in the way: a near relative in the household weighs before the other."""
    users = accounts.active(session)
    several = len(users) > 1
    near = _near(session, case, role)
    signing = {by.strip(), office.user.name} if several else {by.strip()}
    mine = sorted(name for name in signing if normalise_name(name) in near)
    same = _same_hand(office, users, case, role, by)
    if not mine:
        if same is None or not near:
            return same
        left = tuple(name for name in same.others if normalise_name(name) not in near)
        return replace(same, others=left)
    hit = near[normalise_name(mine[0])]
    handled = _handled(case, role, several)
    others = tuple(
        u.name
        for u in users
        if several
        and role in u.roles
        and u.name not in signing
        and u.name not in handled
        and normalise_name(u.name) not in near
    )
    told = hit.said.rstrip("。")
    both = f"；经办、{word(role)}为同一人" if same else ""
    return SamePerson(
        f"{told}。近亲属的案子要回避，{mine[0]} 不能{word(role)}。"
        + ("只是同名的，请先在「单位人员」→「近亲属」里核对。" if hit.open else ""),
        others,
        f"{DECLARED}{told}{both}，已列入近亲属备案表。",
    )


def _near(session: Session, case: Application, role: Role) -> dict[str, Kin]:
    """Whose near relatives are in the household, by name; only reviewing and deciding are barred to them."""
    if role not in (Role.reviewer, Role.approver):
        return {}
    found: dict[str, Kin] = {}
    for hit in kin.of_household(session, households.get(session, case.household_id)):
        found.setdefault(normalise_name(hit.staff_name), hit)
    return found


def _same_hand(
    office: Office, users: Sequence[User], case: Application, role: Role, by: str
) -> SamePerson | None:
    several = len(users) > 1
    handled = _handled(case, role, several)
    signing = {by.strip(), office.user.name} if several else {by.strip()}
    both = sorted(name for name in signing if name and name in handled)
    if not both:
        return None
    name = both[0]
    others = tuple(u.name for u in users if role in u.roles and u.name not in handled) if several else ()
    return SamePerson(
        f"{name} 已办过本案的「{handled[name]}」，同一个人不能在一个案子里又{_did(case, name)}又{word(role)}。",
        others,
    )


def _handled(case: Application, role: Role, several: bool) -> dict[str, str]:
    """Who did what in this case that does not go with that role; by account too where several sign in."""
    barred = clashing(role)
    handled: dict[str, str] = {}
    for step in case.steps:
        if step.done_on is not None and STEP_ROLES.get(step.kind) in barred:
            for name in _hands(step):
                handled.setdefault(name, step.label)
            if several:
                handled.setdefault(step.recorded_by, step.label)
    return handled


def _hands(step: Step) -> tuple[str, ...]:
    """Everybody who did that step: one name, several who signed, those who went to the home."""
    survey = step.record.survey
    signed = tuple(s.name for s in step.record.signatures)
    return (step.by, *step.by.split("、"), *signed, *(survey.surveyors if survey else ()))


def _did(case: Application, name: str) -> str:
    kinds = (STEP_ROLES.get(s.kind) for s in case.steps if name in (*_hands(s), s.recorded_by) and s.done_on)
    return word(next((k for k in kinds if k is not None), Role.handler))
