"""What helps filling a form in: units to choose from, what was written lately, and the last archive that was opened."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.casework.office import Office
from desktop.domain.bureau import OfficeKind
from desktop.domain.household import Household
from desktop.domain.masking import COVER, mask_address
from desktop.domain.unit import Unit
from desktop.store import households, known, settings, units

COMMON_BANKS = "中国工商银行 中国农业银行 中国银行 中国建设银行 交通银行 中国邮政储蓄银行 农村信用社 农村商业银行 招商银行 中国光大银行".split()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a form offers while it is filled in."""

    kind: OfficeKind = OfficeKind.union
    units: tuple[Unit, ...] = ()
    banks: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Beginnings of addresses, down to the road: what comes behind is nobody else's business."""
    employers: tuple[str, ...] = ()
    people: tuple[str, ...] = field(default=())
    """Who opened, reviewed and entered archives."""


def known_to(office: Office) -> Known:
    """What this office's forms offer now; of the archives only the last few hundred are looked at."""
    with office.store.read() as session:
        lately = known.recent(session, _place)
        return Known(
            kind=settings.bureau(session).kind,
            units=tuple(units.everything(session)),
            banks=tuple(dict.fromkeys((*lately["bank"], *COMMON_BANKS))),
            branches=lately["bank_branch"],
            addresses=lately["address"],
            employers=lately["employer"],
            people=lately["people"],
        )


def last_opened(office: Office) -> Household | None:
    """The archive that was opened last."""
    with office.store.read() as session:
        found = known.last_id(session)
        return None if found is None else households.get(session, found)


def _place(address: str) -> str:
    return mask_address(address).removesuffix(COVER)
