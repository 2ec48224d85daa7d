"""A resolution case by case (一事一议): why, by whom, in which minutes; nobody signs who handled it or is a near relative."""

from __future__ import annotations

from dataclasses import replace

from desktop.casework.duties import may_not_sign
from desktop.casework.office import Office
from desktop.domain.application import Application, Override
from desktop.domain.authority import DISCUSSED
from desktop.domain.errors import OfficeError
from desktop.domain.names import normalise_name
from desktop.store.database import Session

FEWEST = 2
"""So many people sign at least."""


class UnresolvedError(OfficeError):
    """The resolution does not hold: a reason, a signature or the minutes are missing, or somebody may not sign."""


def expect_resolved(office: Office, session: Session, case: Application, override: Override) -> Override:
    """The resolution with its texts trimmed. Raises UnresolvedError that says what is missing, or who may not sign."""
    names = [name.strip() for name in override.signed_by if name.strip()]
    because, meeting = override.because.strip(), override.meeting.strip()
    if not because:
        raise UnresolvedError(f"「{DISCUSSED}」请写明理由，审批表上要印出来。")
    if len({normalise_name(name) for name in names}) < max(FEWEST, len(names)):
        raise UnresolvedError(f"「{DISCUSSED}」至少由 {FEWEST} 个不同的人签字，每人只写一次。请补齐签字人。")
    if not meeting:
        raise UnresolvedError(f"「{DISCUSSED}」请填写会议纪要编号，审批表上要印出来。")
    barred = may_not_sign(office, session, case, names)
    if barred:
        raise UnresolvedError(f"{barred}「{DISCUSSED}」要由别人签字。")
    return replace(override, because=because, signed_by=tuple(names), meeting=meeting)


def resolved_words(override: Override) -> str:
    """The resolution in a sentence, for the opinion and the paper."""
    return f"{DISCUSSED}（{override.meeting}）：{override.because}；签字人：{'、'.join(override.signed_by)}"
