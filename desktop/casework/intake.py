"""Opening and keeping household archives (建档)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.errors import OfficeError
from desktop.domain.household import MOST_OTHER_CAUSES, Cause, Household, IncomeKind
from desktop.domain.identity import check_id
from desktop.domain.listing import HouseholdLine, HouseholdQuery, Page
from desktop.domain.nameless import called_without_name
from desktop.domain.names import normalise_name
from desktop.domain.person import Member, PersonKind, Relation
from desktop.domain.standing import FileState
from desktop.domain.trail import Act
from desktop.domain.words import word
from desktop.store import household_list, households, imports, retention, settings


class UnfitError(OfficeError):
    """A household that cannot be kept as it is."""


def record_household(office: Office, household: Household) -> Household:
    """Keeps a household, new or changed, whole or not at all, and gives it back with number, id and version.

    Raises UnfitError with a sentence where something on it cannot be right, and StaleError where it was
    changed elsewhere.
    """
    today = office.today()
    household = tidied(office, household)
    with deed(office, Act.record_household) as session:
        if household.id is not None:
            retention.expect_active(session, [household.id])
            # Where a file stands is changed by verbs of its own, never by typing.
            stands = households.get(session, household.id)
            household = replace(household, state=stands.state, state_since=stands.state_since)
        head = household.head
        for archive in households.on_file(session, [head.id_number], besides=household.id).values():
            if archive.endswith(households.SEALED):
                raise UnfitError(
                    f"{head.name} 的身份证号已建有档案 {archive.removesuffix(households.SEALED)}，已撤档封存，"
                    "请恢复在档，不要另建一份：由管理员在「安全」→「档案保管」里办理。"
                )
            raise UnfitError(
                f"{head.name} 的身份证号已建有档案 {archive}，一个人不能有两份档案。"
                f"请打开 {archive} 修改，或核对身份证号。"
            )
        if (
            household.number
            and household.id is None
            and households.taken_numbers(session, [household.number])
        ):
            raise UnfitError(f"档案编号 {household.number} 已被使用，请换一个，或留空由程序编号。")
        if household.id is None and household.filed_on is None:
            officer = settings.bureau(session).officer
            household = replace(household, filed_on=today, entered_by=household.entered_by or officer)
        return households.put(session, household, today)


def household(office: Office, household_id: int) -> Household:
    """The whole household. Raises MissingError."""
    with office.store.read() as session:
        return households.get(session, household_id)


def find_households(
    office: Office, query: HouseholdQuery, offset: int = 0, limit: int = 100, total: int | None = None
) -> Page[HouseholdLine]:
    """One page of the list, with the length of the whole, which is not counted anew where `total` tells it."""
    with office.store.read() as session:
        return household_list.browse(session, query, offset, limit, total)


def count_households(office: Office, query: HouseholdQuery) -> int:
    """How many households the query finds."""
    with office.store.read() as session:
        return household_list.count(session, query)


def counts_by_state(office: Office, query: HouseholdQuery) -> dict[FileState, int]:
    """How many of those the query finds stand in each state."""
    with office.store.read() as session:
        return household_list.counts_by_state(session, query)


def household_ids(office: Office, query: HouseholdQuery) -> list[int]:
    """All households the query finds, in its order."""
    with office.store.read() as session:
        return household_list.ids(session, query)


def on_file(office: Office, id_numbers: Iterable[str]) -> dict[str, str]:
    """For which of these ID numbers an archive was opened already, with that archive's number."""
    with office.store.read() as session:
        return households.on_file(session, id_numbers)


def imported_before(office: Office, sha256: str) -> str:
    """A sentence about the last time the same workbook was taken in, or nothing."""
    with office.store.read() as session:
        return imports.before(session, sha256)


def numbers_in_use(office: Office, archive_numbers: Iterable[str]) -> set[str]:
    """Which of these archive numbers are taken."""
    with office.store.read() as session:
        return households.taken_numbers(session, archive_numbers)


def tags(office: Office) -> list[str]:
    """All tags in use."""
    with office.store.read() as session:
        return household_list.tags(session)


def tidied(office: Office, household: Household) -> Household:
    """The household as it may be kept. Raises UnfitError where something on it cannot be right."""
    members = tuple(_tidied_member(office, m) for m in household.members)
    if not members:
        raise UnfitError("档案里还没有人。请先填写户主姓名。")
    heads = [m for m in members if m.relation is Relation.head]
    if len(heads) != 1:
        raise UnfitError(f"一户应有一名「本人（户主）」，现在有 {len(heads)} 名。请在家庭成员里改正关系。")
    if len({m.ordinal for m in members}) != len(members):
        raise UnfitError("家庭成员的序号有重复，请删去重复的成员后再保存。")
    seen: dict[str, str] = {}
    for m in members:
        if m.id_number and m.id_number in seen:
            raise UnfitError(f"{seen[m.id_number]} 和 {m.name} 的身份证号相同，请核对。")
        seen[m.id_number] = m.name
    changed = replace(
        household,
        members=members,
        number=household.number.strip(),
        other_causes=_other_causes(household),
    )
    _check_money(changed)
    _check_people(changed)
    return changed


def _other_causes(household: Household) -> tuple[Cause, ...]:
    """次要致困原因: none twice, none that is the main one."""
    others = tuple(dict.fromkeys(c for c in household.other_causes if c is not household.cause))
    if len(others) > MOST_OTHER_CAUSES:
        said = "、".join(word(c) for c in others)
        raise UnfitError(f"次要致困原因最多选三项，现在有 {len(others)} 项（{said}），请去掉多余的。")
    return others


def _check_people(household: Household) -> None:
    """Everybody a guardian, a debt or a student's file speaks of is a member; who looks after whom is somebody else."""
    ordinals = {m.ordinal for m in household.members}
    for guardian in household.guardians:
        if guardian.whose not in ordinals or guardian.member not in {0, *ordinals}:
            raise UnfitError("有一名监护人或被监护人已从家庭成员里删去，请在「家庭成员」里改正监护人。")
        if guardian.member == guardian.whose:
            raise UnfitError(f"{household.owner_name(guardian.whose)} 的监护人不能是本人，请改正。")
        if not guardian.member and not normalise_name(guardian.name):
            raise UnfitError(f"{household.owner_name(guardian.whose)} 的监护人没有姓名，请填写。")
    if any(student.whose not in ordinals for student in household.students):
        raise UnfitError("有一份学生信息属于已删去的成员，请在「学生」里删去或改正。")
    for m in household.members:
        if m.joined_on is not None and m.left_on is not None and m.left_on < m.joined_on:
            raise UnfitError(f"{m.name} 离开家庭的日期早于加入的日期，请改正。")


def _tidied_member(office: Office, member: Member) -> Member:
    name = normalise_name(member.name) or called_without_name(member)
    if not name and member.kind is PersonKind.wanderer:
        raise UnfitError(
            f"第 {member.ordinal} 位成员没有姓名，也没有写特征。请在「特征」里写发现的日期、地点、性别和大约年龄。"
        )
    if not name:
        raise UnfitError(f"第 {member.ordinal} 位家庭成员没有姓名，请填写；确实不知道的写「不详」。")
    if not member.id_number.strip():
        return replace(member, name=name, id_number="")
    checked = check_id(member.id_number, office.today())
    if checked.errors:
        raise UnfitError(f"{name} 的身份证号有误：{'；'.join(checked.errors)}")
    return replace(
        member,
        name=name,
        id_number=checked.number,
        born=member.born or checked.born,
        sex=member.sex or checked.sex,
    )


def _check_money(household: Household) -> None:
    ordinals = {0, *(m.ordinal for m in household.members)}
    for entry in (*household.incomes, *household.expenses, *household.debts):
        if entry.amount < 0:
            raise UnfitError(f"金额不能是负数：{entry.amount}。")
        if entry.whose not in ordinals:
            raise UnfitError("有一笔收入、支出或欠债属于已删去的成员，请重新选择是谁的。")
    for income in household.incomes:
        if income.kind is IncomeKind.none and income.amount != 0:
            raise UnfitError("「无收入」一项的金额应为 0。")
    for expense in household.expenses:
        if not Decimal(0) <= expense.reimbursed <= expense.amount:
            raise UnfitError(f"报销 {expense.reimbursed} 元不能多于总额 {expense.amount} 元，请核对票据。")
