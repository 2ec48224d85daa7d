"""Staff and helpers (工作人员、结对干部) and the register of their near relatives (近亲属备案)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.identity import check_id
from desktop.domain.kin import SELF, Kin
from desktop.domain.list_papers import KinEntry
from desktop.domain.names import normalise_name
from desktop.domain.staff import Relative, Staff
from desktop.domain.trail import Act
from desktop.store import accounts, households, kin, staff
from desktop.store.database import Session
from desktop.store.errors import DestroyedError


class StaffError(OfficeError):
    """Somebody who cannot be kept as they are."""


@dataclass(frozen=True, kw_only=True)
class KinLine:
    """One hit of the register in the whole office."""

    household_id: int
    number: str
    head: str
    kin: Kin


def all_staff(office: Office) -> tuple[Staff, ...]:
    """Everybody, those who left too, with their near relatives."""
    with office.store.read() as session:
        return tuple(staff.everybody(session))


def names_at_work(office: Office) -> tuple[str, ...]:
    """Who may sign or go out for the office: those of the staff who work here, then who signs in; each name once."""
    with office.store.read() as session:
        known = [s.name for s in staff.everybody(session) if s.works and s.left_on is None]
        known += [u.name for u in accounts.active(session)]
    return tuple(dict.fromkeys(known))


def record_staff(office: Office, one: Staff) -> Staff:
    """Keeps one of the staff with all near relatives. Raises StaffError with what is wrong and where."""
    tidied = _tidied(office, one)
    with deed(office, Act.record_staff) as session:
        for other in staff.everybody(session):
            if other.id != tidied.id and tidied.id_number and other.id_number == tidied.id_number:
                raise StaffError(
                    f"身份证号已登记在 {other.name} 名下，同一个人不能登记两次。请打开 {other.name} 修改。"
                )
        return staff.put(session, tidied)


def kin_in(office: Office, household_id: int) -> tuple[Kin, ...]:
    """Who in this household is one of the staff or a near relative of one; the sure hits first."""
    with office.store.read() as session:
        try:
            return kin_of(session, households.get(session, household_id))
        except DestroyedError:
            return ()


def kin_of(session: Session, household: Household) -> tuple[Kin, ...]:
    """Who in this household is one of the staff or a near relative of one; the sure hits first."""
    everybody = staff.everybody(session)
    found = kin.settled(session, [household], everybody) if everybody else {}
    return found.get(household.id or 0, ())


def kin_everywhere(office: Office) -> tuple[KinLine, ...]:
    """All hits of the register among the archives on file, by archive number."""
    with office.store.read() as session:
        everybody = [s for s in staff.everybody(session) if s.left_on is None]
        people = [(s.name, s.id_number) for s in everybody]
        people += [(r.name, r.id_number) for s in everybody for r in s.relatives]
        like = staff.members_like(session, [n for _, n in people], [name for name, _ in people])
        numbers = {m.household_id: m.number for m in like}
        homes = households.get_many(session, list(numbers))
        hits = kin.settled(session, homes, everybody)
        return tuple(
            KinLine(household_id=h.id or 0, number=h.number, head=h.head.name, kin=hit)
            for h in homes
            for hit in hits.get(h.id or 0, ())
        )


def kin_entries(office: Office) -> tuple[KinEntry, ...]:
    """All hits as the register on paper shows them, with the applications that are not finished."""
    lines = kin_everywhere(office)
    posts = {s.id: s.post for s in all_staff(office)}
    with office.store.read() as session:
        return tuple(
            KinEntry(
                staff=x.kin.staff_name,
                post=posts.get(x.kin.staff_id, ""),
                relation=x.kin.relation or "近亲属",
                member=x.kin.member_name,
                number=x.number,
                head=x.head,
                sure=not x.kin.open,
                cases="、".join(kin.unfinished(session, x.household_id)),
            )
            for x in lines
        )


def settle_kin(office: Office, line: KinLine, same: bool, because: str) -> None:
    """Keeps what was found when somebody asked whether a member is the relative. Raises StaffError without a reason."""
    because = because.strip()
    if not because:
        raise StaffError("请写明怎么核对的，例如「已问本人，是同名的另一个人」。")
    with deed(office, Act.ignore_finding, because) as session:
        kin.settle(
            session,
            line.household_id,
            f"{line.number} {line.head}",
            line.kin,
            same,
            because,
            office.user.name,
            office.today(),
        )


def _tidied(office: Office, one: Staff) -> Staff:
    name = normalise_name(one.name)
    if not name:
        raise StaffError("请填写姓名。")
    if one.left_on is not None and one.left_on > office.today():
        raise StaffError(f"{name} 的离岗日期{day_words(one.left_on)}还没有到，请照实填写。")
    return replace(
        one,
        name=name,
        id_number=_number(office, name, one.id_number),
        post=one.post.strip(),
        phone=one.phone.strip(),
        remark=one.remark.strip(),
        relatives=tuple(_relative(office, name, r) for r in one.relatives),
    )


def _relative(office: Office, of: str, relative: Relative) -> Relative:
    name = normalise_name(relative.name)
    if not name:
        raise StaffError(f"{of} 的一名近亲属没有姓名，请填写，或删去这一行。")
    relation = relative.relation.strip()
    if relation in ("", SELF):
        raise StaffError(f"请填写 {name} 与 {of} 的关系，例如「配偶」「父亲」「儿媳」。")
    return replace(
        relative,
        name=name,
        relation=relation,
        id_number=_number(office, name, relative.id_number),
        remark=relative.remark.strip(),
    )


def _number(office: Office, name: str, id_number: str) -> str:
    if not id_number.strip():
        return ""
    checked = check_id(id_number, office.today())
    if checked.errors:
        raise StaffError(f"{name} 的身份证号有误：{'；'.join(checked.errors)}")
    return checked.number
