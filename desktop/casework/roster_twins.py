"""Two of one family whom a row may have mixed up (双胞胎): one number for both is a fault, one name is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.casework.roster_rows import Person, SheetRow
from desktop.domain.person import Member


def say_who_stands_twice(row: SheetRow, people: Sequence[Person], members: Mapping[int, Member]) -> None:
    """One number for two people of a family is a fault, one name for two is doubtful."""
    numbers: dict[str, str] = {}
    for person in people:
        slot = person.column.slot
        if not person.id_number or not slot or slot not in members:
            continue  # whoever bears the head's number was told of already
        if person.id_number in numbers:
            other = numbers[person.id_number]
            row.error(
                person.column,
                f"{person.name} 的身份证号与同一户的 {other} 相同，双胞胎的号码也各不相同，请对照证件核对。",
            )
        numbers.setdefault(person.id_number, person.name)
    names: set[str] = set()
    for slot, member in members.items():
        if slot and member.name in names:
            at = row.columns.get((slot, "name"))
            if at is not None and not row.has_error(slot, "id_number"):
                row.warn(at, f"同一户里已有一位 {member.name}，请核对是不是写了两遍，或者确实同名。")
        names.add(member.name)
