"""A roster's rows made into households: one row, one household, with everything that is doubtful about it.

An error keeps the row out; a warning goes in with it. What no field can hold goes to the remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop.casework.roster_headings import Column, Heading, Layout, plain
from desktop.casework.roster_values import (
    BLANKS,
    NONE_WORDS,
    Read,
    Reader,
    month_words,
    read_amount,
    read_area,
    read_card,
    read_count,
    read_day,
    read_id,
    read_name,
    read_phone,
    read_postcode,
    read_remark,
    read_rough_amount,
    read_text,
    text_of,
)
from desktop.casework.roster_words import (
    ILL,
    read_cause,
    read_causes,
    read_disability,
    read_employer_kind,
    read_employer_state,
    read_employment,
    read_ethnicity,
    read_hardship,
    read_health,
    read_housing,
    read_hukou,
    read_industry,
    read_insured,
    read_marriage,
    read_model_worker,
    read_political,
    read_relation,
    read_sex,
    read_standard_met,
    read_standing,
    read_worker_kind,
    read_yes_no,
)
from desktop.domain.household import Cause, Household, Income, IncomeKind, Period
from desktop.domain.identity import check_id
from desktop.domain.income import MONTHS, yuan
from desktop.domain.person import EmploymentState, Health, Member, Relation, Schooling
from desktop.store.spreadsheets import Value

TAKEN = "已导入"
"""How a returned copy marks the rows that went in."""

_READERS: dict[str, Reader] = {
    "number": read_text,
    "hardship": read_hardship,
    "name": read_name,
    "ethnicity": read_ethnicity,
    "sex": read_sex,
    "political_status": read_political,
    "id_number": read_id,
    "born": read_day,
    "age": read_count,
    "health": read_health,
    "disability": read_disability,
    "employment": read_employment,
    "worker_kind": read_worker_kind,
    "model_worker": read_model_worker,
    "housing": read_housing,
    "floor_area": read_area,
    "phone": read_phone,
    "postcode": read_postcode,
    "started_work": read_day,
    "industry": read_industry,
    "marriage": read_marriage,
    "hukou": read_hukou,
    "employer_kind": read_employer_kind,
    "employer_state": read_employer_state,
    "single_parent": read_yes_no,
    "monthly_income": read_amount,
    "other_income": read_amount,
    "yearly_income": read_amount,
    "family_income": read_amount,
    "people": read_count,
    "per_head": read_rough_amount,
    "insured": read_insured,
    "self_help": read_yes_no,
    "zero_employment": read_yes_no,
    "cause": read_cause,
    "other_causes": read_causes,
    "standard_met": read_standard_met,
    "explanation": read_remark,
    "card_number": read_card,
    "filed_on": read_day,
    "remark": read_remark,
    "relation": read_relation,
    "standing": read_standing,
}
_PERSON = (
    "sex ethnicity political_status phone health employer employer_kind employer_state industry model_worker "
    "marriage hukou insured"
).split()
_HOUSEHOLD = (
    "number hardship address hukou_place postcode other_contact housing floor_area single_parent self_help "
    "zero_employment bank bank_branch card_number filed_by reviewed_by entered_by"
).split()
_PENSIONED = (EmploymentState.retired, EmploymentState.veteran_retired)
_FOOTERS = (
    "合计",
    "总计",
    "小计",
    "填表",
    "制表",
    "填报",
    "经办",
    "审核",
    "负责人",
    "单位负责人",
    "单位盖章",
    "注:",
    "注：",
    "备注",
    "说明",
    "填写说明",
)
_NOBODY = BLANKS | NONE_WORDS
_ROUNDING = Decimal(1)
"""Rosters round the income per head to whole yuan."""


class Severity(StrEnum):
    """An error keeps the row out; a warning goes in with it."""

    error = "error"
    warning = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong or doubtful about one cell, in words; row and column count from 1."""

    column_label: str
    said: str
    severity: Severity
    row: int
    column: int

    @property
    def sentence(self) -> str:
        """The problem with the column it stands in."""
        return f"{self.column_label}：{self.said}"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a row names with an ID number, and the column it stands in (slot 0 is the worker)."""

    id_number: str
    name: str
    column: Column


@dataclass
class Draft:
    """One row on its way to becoming a household; `number` is the row of the sheet, from 1."""

    number: int
    name: str
    household: Household | None
    problems: list[Problem]
    taken: bool
    """Carries the mark of an earlier import."""
    people: list[Person]
    number_column: Column | None

    @property
    def head(self) -> Person | None:
        """The worker, where an ID number was given."""
        return next((p for p in self.people if not p.column.slot), None)


class RosterReader:
    """Reads the rows below one heading."""

    def __init__(self, heading: Heading, today: date) -> None:
        self._today = today
        self._result = heading.result_column
        self._layout = heading.layout
        self._columns = {(c.slot, c.key): c for c in heading.columns}
        self._slots = sorted({c.slot for c in heading.columns if c.slot})
        self._name_at = self._columns[0, "name"].index
        self._id_at = self._columns[0, "id_number"].index
        self._headings = {plain(c.heading) for c in heading.columns if c.key in ("name", "id_number")}
        memos: dict[Reader, dict[str, Read]] = {}
        self._plan = tuple(
            (
                slot,
                min(c.index for c in columns),
                max(c.index for c in columns) + 1,
                tuple(
                    (c, c.index, c.key, reader, memos.setdefault(reader, {})) for c, reader in columns.items()
                ),
            )
            for slot in (0, *self._slots)
            for columns in ({c: _READERS.get(c.key, read_text) for c in heading.columns if c.slot == slot},)
        )

    def read(self, row: Sequence[Value], number: int) -> Draft | None:
        """The household of one row, or None where the row holds none (blank, a sum, a note, a repeated heading)."""
        if not any(row) or self._is_no_household(row):
            return None
        mark = text_of(row[self._result]) if self._result is not None and self._result < len(row) else ""
        sheet_row = _Row(number, self._columns)
        for slot, first, after, columns in self._plan:
            if not any(row[first:after]) or (slot and self._says_nobody(slot, row[first:after], row)):
                continue
            values = sheet_row.values[slot] = {}
            for column, index, key, reader, memo in columns:
                value = row[index]
                if value == "":
                    continue
                if isinstance(value, str):  # the same few words fill most columns: each is looked at once
                    read = memo.get(value)
                    if read is None:
                        memo[value] = read = reader(value)
                else:
                    read = reader(value)
                if read.value is not None:
                    values[key] = read.value
                if read.error or read.warning or read.remark:
                    sheet_row.note(slot, column, read)
        if not any(sheet_row.values.values()) and not sheet_row.problems:
            return None
        return self._draft(sheet_row, mark.startswith(TAKEN))

    def _says_nobody(self, slot: int, cells: Sequence[Value], row: Sequence[Value]) -> bool:
        """Whether a member's cells are filled with 无 and strokes only."""
        name = self._columns.get((slot, "name"))
        if name and text_of(row[name.index]) not in _NOBODY:
            return False
        return all(text_of(cell) in _NOBODY for cell in cells)

    def _is_no_household(self, row: Sequence[Value]) -> bool:
        name, id_number = row[self._name_at], row[self._id_at]
        if isinstance(name, str) and isinstance(id_number, str) and name and id_number:
            return not id_number[0].isdigit() and {plain(name), plain(id_number)} <= self._headings
        if isinstance(name, float | int) and isinstance(id_number, float | int):
            return id_number - name == self._id_at - self._name_at  # columns numbered 1, 2, 3 …
        first = next((text_of(value) for value in row if value != ""), "")
        return "".join(first.split()).startswith(_FOOTERS)

    def _draft(self, row: _Row, taken: bool) -> Draft:
        head = row.values.setdefault(0, {})
        name = head.get("name", "")
        if not name and not row.has_error(0, "name"):
            row.error(self._columns[0, "name"], "没有填写姓名。请对照证件填写。")
        people: list[Person] = []
        members = {0: self._head(row, head, people)}
        for slot in self._slots:
            values = row.values.get(slot, {})
            if (values or row.remarks.get(slot)) and (
                member := self._member(row, slot, values, len(members) + 1, people, head)
            ):
                members[slot] = member
        seen: set[str] = set()
        for person in people:
            if person.column.slot in members and person.column.slot:
                if person.id_number in seen:
                    row.error(
                        person.column, f"{person.name} 的身份证号与同一户另一位成员相同，请对照证件核对。"
                    )
                seen.add(person.id_number)
        household = self._household(row, head, members)
        failed = any(p.severity is Severity.error for p in row.problems)
        return Draft(
            row.number,
            name,
            None if failed else household,
            row.problems,
            taken,
            people,
            self._columns.get((0, "number")),
        )

    def _head(self, row: _Row, head: dict[str, Any], people: list[Person]) -> Member:
        checked = self._checked(row, 0, head, people)
        if "id_number" not in head and not row.has_error(0, "id_number"):
            row.error(self._columns[0, "id_number"], "没有填写身份证号。请对照证件填写 18 位号码。")
        kind = head.get("worker_kind")
        return Member(
            ordinal=1,
            name=head.get("name", ""),
            relation=Relation.head,
            employment=head.get("employment") or kind,
            started_work=self._day(row, 0, head, "started_work", None),
            **checked,
        )

    def _member(
        self,
        row: _Row,
        slot: int,
        values: dict[str, Any],
        ordinal: int,
        people: list[Person],
        head: dict[str, Any],
    ) -> Member | None:
        label = f"家庭成员{slot}"
        name = values.get("name", "")
        if not name:
            own = [c for c in self._columns.values() if c.slot == slot]
            told = next((c for c in own if c.key in values), own[0])
            at = self._columns.get((slot, "name"), told)
            row.error(at, f"{label}填了「{told.label}」，却没有姓名。请补上姓名，或清空这位成员的各项。")
            return None
        relation = values.get("relation")
        before = next((p.id_number for p in people if not p.column.slot), "")
        checked = self._checked(row, slot, values, people)
        own = checked["id_number"] and checked["id_number"] == before
        at = self._columns.get((slot, "relation")) or self._columns[slot, "name"]
        if own and name != head.get("name"):
            row.error(self._columns[slot, "id_number"], f"{name} 的身份证号与户主相同，请对照证件核对。")
        elif own or (relation is Relation.head and name == head.get("name")):
            row.warn(at, f"{label}就是户主本人，不重复登记。")
            return None
        if relation is Relation.head:
            row.warn(
                at,
                f"{label}的关系写的是「本人」，名册的本人是 {head.get('name', '')}，先按「其他」登记，请核对。",
            )
            relation = None
        elif relation is None and not row.has_problem(slot, "relation"):
            row.warn(at, f"{label} {name} 没有填写与户主的关系，先按「其他」登记。")
        if not checked["id_number"] and not row.has_error(slot, "id_number"):
            id_at = self._columns.get((slot, "id_number")) or self._columns[slot, "name"]
            row.warn(id_at, f"{label} {name} 没有身份证号，核对家庭经济状况时要用，请补登。")
        standing = values.get("standing")
        return Member(
            ordinal=ordinal,
            name=name,
            relation=relation or Relation.other,
            employment=standing if isinstance(standing, EmploymentState) else None,
            schooling=standing if isinstance(standing, Schooling) else None,
            remark="；".join(row.remarks.get(slot, ())),
            **checked,
        )

    def _checked(self, row: _Row, slot: int, values: dict[str, Any], people: list[Person]) -> dict[str, Any]:
        """The fields all people share, with the ID number judged against sex, birth date and age."""
        fields = {key: values[key] for key in _PERSON if key in values}
        fields["id_number"] = ""
        if disability := values.get("disability"):
            fields["disability"], fields["disability_grade"] = disability
        told = None
        if text := values.get("id_number"):
            born = values.get("born")
            checked = check_id(
                text,
                self._today,
                sex=values.get("sex"),
                born=born if isinstance(born, date) else None,
                age=values.get("age"),
            )
            column = self._columns[slot, "id_number"]
            for said in checked.errors:
                row.error(column, said)
            for said in checked.warnings:
                row.warn(column, said)
            fields["id_number"] = checked.number
            people.append(Person(checked.number, values.get("name", ""), column))
            if not checked.errors:
                told = checked.born
                fields.setdefault("sex", checked.sex)
        fields["born"] = self._day(row, slot, values, "born", told) or told
        return fields

    def _day(self, row: _Row, slot: int, values: dict[str, Any], key: str, told: date | None) -> date | None:
        """A day of the row; a month alone is completed from what is known, else with its first day."""
        day: date | tuple[int, int] | None = values.get(key)
        if not isinstance(day, tuple):
            return day
        month = day
        if told and (told.year, told.month) == month:
            return told
        column = self._columns[slot, key]
        first = date(month[0], month[1], 1)
        if told:
            row.warn(
                column,
                f"表中写的是 {month_words(month)}，身份证号里是 {told.isoformat()}。请核对哪一处有误。",
            )
        else:
            row.warn(
                column, f"「{month_words(month)}」没有写到日，先按 {first.isoformat()} 登记，请对照原件补全。"
            )
        return first

    def _household(self, row: _Row, head: dict[str, Any], slots: dict[int, Member]) -> Household:
        members = tuple(slots.values())
        incomes = self._incomes(row, head, slots)
        self._compare_people(row, head, members, incomes)
        return Household(
            members=members,
            cause=self._cause(row, head, members),
            other_causes=head.get("other_causes", ()),
            incomes=tuple(incomes),
            filed_on=self._day(row, 0, head, "filed_on", None),
            remark="；".join(row.remarks.get(0, ())),
            **{key: head[key] for key in _HOUSEHOLD if key in head},
            **(
                {"hardship": head["standard_met"]}
                if "standard_met" in head and "hardship" not in head
                else {}
            ),
        )

    def _incomes(self, row: _Row, head: dict[str, Any], slots: dict[int, Member]) -> list[Income]:
        """Everyone's income, and what the yearly total holds beyond it."""
        incomes: list[Income] = []
        for slot, member in slots.items():
            amount: Decimal | None = row.values[slot].get("monthly_income")
            if amount is None:
                continue
            kind = IncomeKind.pension if member.employment in _PENSIONED else IncomeKind.wage
            incomes.append(
                Income(kind=kind if amount else IncomeKind.none, amount=amount, whose=member.ordinal)
            )
        other: Decimal | None = head.get("other_income")
        if other:
            incomes.append(
                Income(
                    kind=IncomeKind.other,
                    amount=other,
                    period=Period.year,
                    remark="名册「家庭其他非薪资年收入」",
                )
            )
        key = "yearly_income" if "yearly_income" in head else "family_income"
        total: Decimal | None = head.get(key)
        if total is not None and not row.has_amount_error():
            self._add_undivided(row, self._columns[0, key], total, incomes)
        return incomes

    def _add_undivided(self, row: _Row, column: Column, total: Decimal, incomes: list[Income]) -> None:
        items = _yearly(incomes)
        if not incomes and not total:
            incomes.append(Income(kind=IncomeKind.none, amount=total, period=Period.year))
        elif not incomes:
            incomes.append(
                Income(
                    kind=IncomeKind.undivided,
                    amount=total,
                    period=Period.year,
                    remark=f"名册「{column.label}」{yuan(total)} 元，没有分项",
                )
            )
            if self._layout is Layout.union:
                row.warn(
                    column, f"只有合计 {yuan(total)} 元，没有各人的收入，全部记为「未分项收入」，请入户核对。"
                )
        elif total > items:
            beyond = total - items
            said = f"名册「{column.label}」{yuan(total)} 元，各项合计全年 {yuan(items)} 元，多出 {yuan(beyond)} 元"
            incomes.append(Income(kind=IncomeKind.undivided, amount=beyond, period=Period.year, remark=said))
            row.warn(column, f"{said}，记为「未分项收入」，请入户核对来源。")
        elif total < items:
            row.warn(
                column,
                f"写的是 {yuan(total)} 元，少于各项合计全年 {yuan(items)} 元，相差 {yuan(items - total)} 元。"
                "已按各项登记，请核对。",
            )

    def _compare_people(
        self, row: _Row, head: dict[str, Any], members: Sequence[Member], incomes: Iterable[Income]
    ) -> None:
        """Says where the stated number of people or income per head does not agree with the row itself."""
        stated: int | None = head.get("people")
        if stated is not None and stated != len(members):
            column = self._columns[0, "people"]
            if self._layout is Layout.county and stated > len(members):
                said = f"写的是 {stated} 人，名册里只有本人。请补登其他 {stated - 1} 位成员，否则人均收入按 {len(members)} 人计算。"
            else:
                said = (
                    f"写的是 {stated} 人，名册列出的有 {len(members)} 人（含本人）。已按列出的登记，请核对。"
                )
            row.warn(column, said)
            row.remark(0, column, f"{stated}（名册列出 {len(members)} 人）")
        average: Decimal | None = head.get("per_head")
        listed = list(incomes)
        if average is None or not listed or row.has_amount_error():
            return
        total = _yearly(listed)
        own = total / len(members) / MONTHS
        by_stated = total / stated / MONTHS if stated else own
        if abs(average - own) > _ROUNDING and abs(average - by_stated) > _ROUNDING:
            row.warn(
                self._columns[0, "per_head"],
                f"写的是 {yuan(average)} 元，按登记的收入应为 {yuan(total)} ÷ {len(members)} 人 ÷ 12 = {yuan(own)} 元，请核对。",
            )

    def _cause(self, row: _Row, head: dict[str, Any], members: Sequence[Member]) -> Cause | None:
        """因病 is the worker's own illness or a family member's, as the health columns tell."""
        cause = head.get("cause")
        if cause != ILL:
            return cause
        sound = (None, Health.good)
        if members[0].health not in sound:
            return Cause.own_illness
        if any(m.health not in sound for m in members[1:]):
            return Cause.family_illness
        row.warn(
            self._columns[0, "cause"],
            "只写了因病，没有说明是谁，先按「本人大病」登记，请核对是本人还是家属。",
        )
        return Cause.own_illness


@dataclass
class _Row:
    """What was read of one row so far."""

    number: int
    columns: dict[tuple[int, str], Column]
    values: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    problems: list[Problem] = field(default_factory=list[Problem])
    remarks: dict[int, list[str]] = field(default_factory=dict[int, list[str]])

    def note(self, slot: int, column: Column, read: Read) -> None:
        """Keeps what a cell gave beside its value."""
        if read.error:
            self.error(column, read.error)
        elif read.warning:
            self.warn(column, read.warning)
        if read.remark:
            self.remark(slot, column, read.remark)

    def error(self, column: Column, said: str) -> None:
        self.problems.append(Problem(column.label, said, Severity.error, self.number, column.index + 1))

    def warn(self, column: Column, said: str) -> None:
        self.problems.append(Problem(column.label, said, Severity.warning, self.number, column.index + 1))

    def remark(self, slot: int, column: Column, text: str) -> None:
        """Keeps text that no field holds; a remark's own text stands alone, the rest with its column."""
        name = column.label.removeprefix(f"家庭成员{slot}")
        kept = text if column.key == "remark" else f"{name}：{text}"
        self.remarks.setdefault(slot, []).append(kept)

    def has_amount_error(self) -> bool:
        """Whether an amount is missing from the sums because it could not be read."""
        if not self.problems:
            return False
        amounts = {c.index + 1 for c in self.columns.values() if _READERS.get(c.key) is read_amount}
        return any(p.column in amounts and p.severity is Severity.error for p in self.problems)

    def has_problem(self, slot: int, key: str) -> bool:
        column = self.columns.get((slot, key))
        return column is not None and any(p.column == column.index + 1 for p in self.problems)

    def has_error(self, slot: int, key: str) -> bool:
        column = self.columns.get((slot, key))
        return column is not None and any(
            p.column == column.index + 1 and p.severity is Severity.error for p in self.problems
        )


def _yearly(incomes: Iterable[Income]) -> Decimal:
    total = Decimal(0)
    for income in incomes:
        total += income.amount * MONTHS if income.period is Period.month else income.amount
    return total
