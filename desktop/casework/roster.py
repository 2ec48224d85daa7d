"""A roster's rows made into households: one row, one household, with everything that is doubtful about it.

An error keeps the row out; a warning goes in with it. What no field can hold goes to the remark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop.casework.roster_more import extras_of, income_by_head
from desktop.casework.roster_readers import reader_of
from desktop.casework.roster_rows import Draft, Person, Severity, SheetRow, UnitWords
from desktop.casework.roster_sums import compare_sums, incomes_of
from desktop.casework.roster_twins import say_who_stands_twice
from desktop.casework.roster_values import (
    BLANKS,
    NONE_WORDS,
    Read,
    Reader,
    has_lost_digits,
    lost_digits,
    month_words,
    text_of,
)
from desktop.casework.roster_words import ILL
from desktop.domain.days import day_words
from desktop.domain.household import Cause, Household
from desktop.domain.identity import check_id
from desktop.domain.person import EmploymentState, Health, Leaving, Member, Relation, Schooling, Sex
from desktop.domain.quickly import quickly
from desktop.domain.sheet_heading import Heading, plain
from desktop.domain.sheet_targets import KIN, SCHOOLING, UNITS, who_of
from desktop.domain.words import word
from desktop.store.spreadsheets import Value

TAKEN = "已导入"
"""How a returned copy marks the rows that went in."""

_PERSON = frozenset(
    "sex ethnicity political_status phone health employer employer_kind employer_state industry model_worker "
    "marriage hukou insured kind employment_form contract_term union_member education school_kind enrolled_year "
    "school_years major reading traits without_id lives_here joined_by left_by illnesses".split()
)
_DAYS = "contract_on contract_until joined_on left_on".split()
_HOUSEHOLD = frozenset(
    "number hardship address hukou_place postcode other_contact housing floor_area single_parent self_help "
    "zero_employment bank bank_branch card_number filed_by reviewed_by entered_by level wants plan account_holder".split()
)
_FOOTERS = tuple(
    "合计 总计 小计 填表 制表 填报 经办 审核 负责人 单位负责人 单位盖章 注: 注： 备注 说明 填写说明".split()
)
_NOBODY = BLANKS | NONE_WORDS


class RosterReader:
    """Reads the rows below one heading."""

    def __init__(
        self,
        heading: Heading,
        today: date,
        own_words: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """`own_words` are an office's own for what code lists call otherwise: by the column's key, then the word."""
        self._today = today
        self._filled: dict[tuple[tuple[int | str, ...], ...], frozenset[tuple[int, str]]] = {}
        self._result = heading.result_column
        self._layout = heading.layout
        self._columns = {(c.slot, c.key): c for c in heading.columns}
        self._slots = sorted({c.slot for c in heading.columns if c.slot})
        self._name_at = self._columns[0, "name"].index
        self._has_id = (0, "id_number") in self._columns
        self._id_at = self._columns[0, "id_number" if self._has_id else "name"].index
        self._headings = {plain(c.heading) for c in heading.columns if c.key in ("name", "id_number")}
        readers = {c: reader_of(c, own_words or {}) for c in heading.columns}
        memos: dict[Reader, dict[str, Read]] = {}
        self._plan = tuple(
            (
                slot,
                min(c.index for c in columns),
                max(c.index for c in columns) + 1,
                tuple(
                    (c, c.index, c.key, reader, memos.setdefault(reader, {}), dict[float, Read]())
                    for c, reader in columns.items()
                ),
            )
            for slot in (0, *self._slots)
            for columns in ({c: readers[c] for c in heading.columns if c.slot == slot},)
        )

    def read(self, row: Sequence[Value], number: int) -> Draft | None:
        """The household of one row, or None where the row holds none (blank, a sum, a note, a repeated heading)."""
        if not any(row) or self._is_no_household(row):
            return None
        mark = text_of(row[self._result]) if self._result is not None and self._result < len(row) else ""
        sheet_row = SheetRow(number, self._columns)
        for slot, first, after, columns in self._plan:
            if not any(row[first:after]) or (slot and self._says_nobody(slot, row[first:after], row)):
                continue
            values = sheet_row.values[slot] = {}
            for column, index, key, reader, memo, sums in columns:
                value = row[index]
                if value == "":
                    continue
                if isinstance(value, str):  # the same few words fill most columns: each is looked at once
                    read = memo.get(value)
                    if read is None:
                        memo[value] = read = reader(value)
                elif type(value) is float:  # amounts and counts are often the same too
                    read = sums.get(value)
                    if read is None:
                        read = reader(value)
                        if not read.error and has_lost_digits(value):
                            read = lost_digits(column.label)
                        sums[value] = read
                else:
                    read = reader(value)
                    if not read.error and has_lost_digits(value):
                        read = lost_digits(column.label)
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

    def _draft(self, row: SheetRow, taken: bool) -> Draft:
        head = row.values.setdefault(0, {})
        name = head.get("name", "")
        headless = not (
            name or "id_number" in head or row.has_error(0, "name") or row.has_error(0, "id_number")
        )
        headless = headless and any(row.values.get(slot) for slot in self._slots)
        if headless:
            row.error(
                self._columns[0, "name"],
                "这一户没有户主（本人）的姓名和身份证号，只有家庭成员。请补上户主，或把成员移到他们户主的那一行。",
            )
        elif not name and not row.has_error(0, "name"):
            row.error(self._columns[0, "name"], "没有填写姓名。请对照证件填写。")
        people: list[Person] = []
        members = {0: self._head(row, head, people, headless)}
        for slot in self._slots:
            values = row.values.get(slot, {})
            if (values or row.remarks.get(slot)) and (
                member := self._member(row, slot, values, len(members) + 1, people, head)
            ):
                members[slot] = member
        say_who_stands_twice(row, people, members)
        if "unit" in head:  # then the others only say where they live
            for key in UNITS[1:]:
                if key in head:
                    row.remark(0, self._columns[0, key], head[key])
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
            self._filled_in(row, members),
            unit=self._unit_words(head, UNITS[:1] if "unit" in head else UNITS),
            schooling=self._unit_words(head, SCHOOLING),
        )

    def _unit_words(self, head: dict[str, Any], keys: Sequence[str]) -> UnitWords | None:
        """By which words the row names a unit, from the top down."""
        words = tuple((key, head[key]) for key in keys if key in head)
        return UnitWords(words, self._columns[0, words[-1][0]]) if words else None

    def _filled_in(self, row: SheetRow, members: Mapping[int, Member]) -> frozenset[tuple[int, str]]:
        """What the row told, by member; most rows of a sheet fill the same cells."""
        told = tuple((member.ordinal, *row.values.get(slot, ())) for slot, member in members.items())
        found = self._filled.get(told)
        if found is None:
            found = frozenset((ordinal, key) for ordinal, *keys in told for key in keys)
            self._filled[told] = found
        return found

    def _head(self, row: SheetRow, head: dict[str, Any], people: list[Person], headless: bool) -> Member:
        checked = self._checked(row, 0, head, people)
        lacking = self._has_id and not headless and not {"id_number", "without_id"} & head.keys()
        if lacking and not row.has_error(0, "id_number"):
            row.error(self._columns[0, "id_number"], "没有填写身份证号。请对照证件填写 18 位号码。")
        kind = head.get("worker_kind")
        if "school" in head:
            checked.setdefault("employer", head["school"])
        return quickly(
            Member,
            ordinal=1,
            name=head.get("name", ""),
            relation=Relation.head,
            employment=head.get("employment") or kind,
            schooling=head.get("schooling"),
            started_work=self._day(row, 0, head, "started_work", None),
            **checked,
        )

    def _member(
        self,
        row: SheetRow,
        slot: int,
        values: dict[str, Any],
        ordinal: int,
        people: list[Person],
        head: dict[str, Any],
    ) -> Member | None:
        label = who_of(slot)
        name = values.get("name", "")
        if not name and row.has_error(slot, "name"):
            return None
        if not name:
            own = [c for c in self._columns.values() if c.slot == slot]
            told = next((c for c in own if c.key in values), own[0])
            at = self._columns.get((slot, "name"), told)
            row.error(at, f"{label}填了「{told.label}」，却没有姓名。请补上姓名，或清空这位成员的各项。")
            return None
        relation = values.get("relation") or self._kin(slot, values)
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
        elif relation is None and slot in KIN and not row.has_problem(slot, "relation"):
            row.warn(
                at, f"没有写 {name} 是儿子还是女儿，也没有性别和身份证号，先按「其他」登记，请在档案里改正。"
            )
        elif relation is None and not row.has_problem(slot, "relation"):
            row.warn(at, f"{label} {name} 没有填写与户主的关系，先按「其他」登记。")
        if not checked["id_number"] and not row.has_error(slot, "id_number"):
            id_at = self._columns.get((slot, "id_number")) or self._columns[slot, "name"]
            row.warn(id_at, f"{label} {name} 没有身份证号，核对家庭经济状况时要用，请补登。")
        standing = values.get("standing")
        return quickly(
            Member,
            ordinal=ordinal,
            name=name,
            relation=relation or Relation.other,
            employment=standing if isinstance(standing, EmploymentState) else None,
            schooling=standing if isinstance(standing, Schooling) else values.get("schooling"),
            remark="；".join(row.remarks.get(slot, ())),
            **checked,
        )

    def _kin(self, slot: int, values: Mapping[str, Any]) -> Relation | None:
        """What somebody is to the head whom the headings name as a relative."""
        kin = KIN.get(slot)
        if kin is None or kin.relation is not None:
            return kin and kin.relation
        sex = values.get("sex") or check_id(values.get("id_number", ""), self._today).sex
        return {Sex.male: Relation.son, Sex.female: Relation.daughter}.get(sex) if sex else None

    def _checked(
        self, row: SheetRow, slot: int, values: dict[str, Any], people: list[Person]
    ) -> dict[str, Any]:
        """The fields all people share, with the ID number judged against sex, birth date and age."""
        fields = {key: value for key, value in values.items() if key in _PERSON}
        fields["id_number"] = ""
        if isinstance(gone := fields.get("health"), Leaving):
            del fields["health"]
            fields = {"left_by": gone, "lives_here": False, **fields}
            row.warn(
                self._columns[slot, "health"],
                f"健康状况写的是「{word(gone)}」：{values.get('name', '')} 照样列出，不计入共同生活的人口；"
                "离开的日期请在档案里补上。",
            )
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
            number = checked.number if checked.kind else ""  # what is no number at all is nobody's
            fields["id_number"] = number
            people.append(Person(number, values.get("name", ""), column))
            if not checked.errors:
                told = checked.born
                fields.setdefault("sex", checked.sex)
        fields["born"] = self._day(row, slot, values, "born", told) or told
        for key in _DAYS:
            if key in values:
                fields[key] = self._day(row, slot, values, key, None)
        return fields

    def _day(
        self, row: SheetRow, slot: int, values: dict[str, Any], key: str, told: date | None
    ) -> date | None:
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
                f"表中写的是 {month_words(month)}，身份证号里是{day_words(told)}。请核对哪一处有误。",
            )
        else:
            row.warn(
                column, f"「{month_words(month)}」没有写到日，先按{day_words(first)}登记，请对照原件补全。"
            )
        return first

    def _household(self, row: SheetRow, head: dict[str, Any], slots: dict[int, Member]) -> Household:
        members = tuple(slots.values())
        incomes = incomes_of(row, slots, self._layout)
        compare_sums(row, members, incomes, self._layout)
        if not incomes and (reckoned := income_by_head(row, len(members))):
            incomes.append(reckoned)
        more = extras_of(row, slots)
        if "verified_on" in head:
            more["verified_on"] = self._day(row, 0, head, "verified_on", None)
        return quickly(
            Household,
            members=members,
            cause=self._cause(row, head, members),
            other_causes=head.get("other_causes", ()),
            incomes=tuple(incomes),
            filed_on=self._day(row, 0, head, "filed_on", None),
            remark="；".join(row.remarks.get(0, ())),
            **more,
            **{key: value for key, value in head.items() if key in _HOUSEHOLD},
            **(
                {"hardship": head["standard_met"]}
                if "standard_met" in head and "hardship" not in head
                else {}
            ),
        )

    def _cause(self, row: SheetRow, head: dict[str, Any], members: Sequence[Member]) -> Cause | None:
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
