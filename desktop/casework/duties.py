"""Who may decide what somebody else handled (不相容岗位): one person may not do both in one case.

Where an office has one account only, the names on the steps are held against each other, because there one person
records for all who sign on paper. Where several sign in, the accounts count as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.casework.office import Office
from desktop.domain.accounts import STEP_ROLES, Role, clashing
from desktop.domain.application import Application
from desktop.domain.errors import OfficeError
from desktop.domain.words import word
from desktop.store import accounts, cases
from desktop.store.database import Session


class SamePersonError(OfficeError):
    """The same person handled the case."""


@dataclass(frozen=True)
class SamePerson:
    """That a person did in this case what does not go with what they are about to do."""

    said: str
    others: tuple[str, ...]
    """Who could do it instead; where there is somebody, there is no way around."""


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
    return alone_because.strip()


def _found(office: Office, session: Session, case: Application, role: Role, by: str) -> SamePerson | None:
    users = accounts.active(session)
    several = len(users) > 1
    barred = clashing(role)
    handled: dict[str, str] = {}
    for step in case.steps:
        if step.done_on is not None and STEP_ROLES.get(step.kind) in barred:
            handled.setdefault(step.by, step.label)
            if several:
                handled.setdefault(step.recorded_by, step.label)
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


def _did(case: Application, name: str) -> str:
    kinds = (STEP_ROLES.get(s.kind) for s in case.steps if name in (s.by, s.recorded_by) and s.done_on)
    return word(next((k for k in kinds if k is not None), Role.handler))
