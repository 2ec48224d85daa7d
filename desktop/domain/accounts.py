"""Who works at the office (用户), in which roles (角色), and which roles one person may not have in one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.application import StepKind


class Role(StrEnum):
    handler = "handler"
    reviewer = "reviewer"
    approver = "approver"
    manager = "manager"
    auditor = "auditor"
    """Looks at everything and changes nothing."""


@dataclass(frozen=True, kw_only=True)
class User:
    """Somebody who may sign in. A name is never given to somebody else later."""

    name: str
    roles: frozenset[Role]
    active: bool = True
    id: int | None = None

    def has(self, *roles: Role) -> bool:
        """Whether the user has one of the roles."""
        return not self.roles.isdisjoint(roles)


EVERY_ROLE = frozenset(Role)

INCOMPATIBLE: tuple[tuple[Role, Role], ...] = (
    (Role.handler, Role.approver),
    (Role.reviewer, Role.approver),
)
"""What one person may not be in one and the same case (不相容岗位)."""

STEP_ROLES: Mapping[StepKind, Role] = {
    StepKind.accept: Role.handler,
    StepKind.survey: Role.handler,
    StepKind.appraisal: Role.handler,
    StepKind.exam: Role.handler,
    StepKind.review: Role.reviewer,
    StepKind.decide: Role.approver,
    StepKind.confirm: Role.approver,
}
"""As what somebody acts who signs a step; steps that only carry out what was decided bind nobody."""


def clashing(role: Role) -> frozenset[Role]:
    """The roles that whoever acts in `role` may not have had in the same case."""
    return frozenset(b if a is role else a for a, b in INCOMPATIBLE if role in (a, b))
