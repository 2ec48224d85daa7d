"""Finding two files of one person, settling that they are not, and putting them together; which can be taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework import (
    consents,
    duplicates,
    history,
    intake,
    keeping,
    logbook,
    visiting,
)
from desktop.casework.office import Office
from desktop.domain.consent import Consent
from desktop.domain.errors import OfficeError
from desktop.domain.household import Expense, ExpenseKind, Household, Income, IncomeKind
from desktop.domain.likeness import Likeness
from desktop.domain.listing import HouseholdQuery
from desktop.domain.merging import Side
from desktop.domain.person import Disease, Illness, Member, Relation
from desktop.domain.visit import Purpose, Round, Visit
from desktop.store.destroying import CHILDREN
from desktop.store.errors import StaleError
from desktop.store.merging import MOVED
from desktop.store.rows.base import Row
from desktop.store.rows.households import HouseholdRow
from tests.unit.casework.conftest import apply_for
from tests.unit.casework.test_history import newest, now, same

Build = Callable[..., Household]
BORN = date(1975, 4, 5)


def twin(office: Office, build: Build, phone: str = "19900001234", **changes: object) -> Household:
    """Another file of 陈练习, without a number, from an old list."""
    member = Member(ordinal=1, name="陈练习", relation=Relation.head, phone=phone, born=BORN, remark="老名册")
    father = Member(
        ordinal=2, name="陈老汉", relation=Relation.father, illnesses=(Illness(disease=Disease.stroke),)
    )
    values: dict[str, object] = {
        "members": (member, father),
        "incomes": (Income(kind=IncomeKind.pension, amount=Decimal(900), whose=2),),
        "expenses": (Expense(kind=ExpenseKind.illness, amount=Decimal(5000), whose=2),),
        "bank": "示例银行",
        "verified_none": frozenset(),
        **changes,
    }
    return intake.record_household(office, build(**values))


def settled_line(office: Office) -> duplicates.DoubtLine:
    (line,) = duplicates.find(office)
    return line


def test_two_files_of_one_person_are_found_and_told_why(office: Office, household: Build) -> None:
    one = intake.record_household(office, household())
    other = twin(office, household)
    line = settled_line(office)
    assert (line.kind, line.one, line.other) == (
        Likeness.likely,
        f"{one.number} 陈练习",
        f"{other.number} 陈练习",
    )
    assert line.doubt.reasons == ("陈练习：姓名相同、电话相同、住址相同",)


def test_what_was_settled_stays_settled_until_the_figures_change(office: Office, household: Build) -> None:
    intake.record_household(office, household())
    other = twin(office, household)
    with pytest.raises(OfficeError, match="怎么核实的"):
        duplicates.settle(office, settled_line(office), "  ")
    duplicates.settle(office, settled_line(office), "父子同名，已入户核实")
    assert duplicates.find(office) == []
    changed = now(office, other)
    intake.record_household(office, replace(changed, remark="与比对无关"))
    assert duplicates.find(office) == []
    changed = now(office, other)
    head = replace(changed.head, ethnicity="汉族", phone="19900001234", born=None)
    intake.record_household(office, replace(changed, members=(head, *changed.members[1:])))
    assert len(duplicates.find(office)) == 1


def test_a_merge_takes_what_was_chosen_and_keeps_the_rest_of_both(office: Office, household: Build) -> None:
    one = intake.record_household(office, household())
    other = twin(office, household)
    compared = duplicates.compare(office, one.id or 0, other.id or 0)
    by_word = {(d.group, d.word): d for d in compared.differences}
    assert by_word["本人", "出生日期"].suggested is Side.right
    assert by_word["本人", "出生日期"].right == "1975-04-05"
    assert by_word["本人", "出生日期"].right_covered == "1975-**-**"
    wage = next(d for d in compared.differences if d.left.startswith("工资"))
    made = duplicates.merge(office, compared, {wage.key: Side.right})
    assert made.id == one.id
    assert made.number == one.number
    assert [m.name for m in made.members] == ["陈练习", "陈小习", "陈老汉"]
    assert (made.head.born, made.head.employer, made.bank) == (BORN, "示例机械厂", "示例银行")
    assert [(x.kind, x.whose) for x in made.incomes] == [(IncomeKind.pension, 3)]
    assert [(x.kind, x.whose) for x in made.expenses] == [(ExpenseKind.illness, 3)]
    assert made.members[2].illnesses == (Illness(disease=Disease.stroke),)
    assert not [t for t in made.verified_none if made._entries(t)], "what has entries is not told to be empty"  # pyright: ignore[reportPrivateUsage]
    line = keeping.standing(office, other.id or 0)
    assert line is not None
    assert line.because == f"并入 {one.number}"
    assert intake.household(office, other.id or 0).number == other.number
    assert [x.id for x in intake.find_households(office, HouseholdQuery()).lines] == [one.id]
    assert history.steps(office).lines[0].said == f"合并档案 {other.number} 陈练习 → {one.number} 陈练习"


def visited(office: Office, household: Household) -> None:
    planned = Round(
        title="摸底",
        purpose=Purpose.inquiry,
        first_day=office.today(),
        last_day=office.today(),
        visits=(
            Visit(
                household_id=household.id or 0,
                household_name=household.head.name,
                day=office.today(),
                visitors=("林晓舟", "王同事"),
            ),
        ),
    )
    visiting.record_round(office, planned)


def both_with_everything(office: Office, build: Build) -> tuple[Household, Household]:
    one = intake.record_household(office, build(address="示例市示例区和平里 3 号"))
    other = twin(office, build)
    apply_for(office, other, "plan-07")
    visited(office, other)
    consents.record_consent(
        office,
        Consent(
            household_id=other.id or 0,
            given_on=office.today(),
            given_by="陈练习",
            relation="本人",
            publication=True,
        ),
    )
    return one, other


def counts(office: Office, household_id: int) -> dict[str, int]:
    from desktop.store import merging

    with office.store.read() as session:
        return merging.hanging(session, household_id)


def test_applications_visits_and_consents_go_over_and_come_back(office: Office, household: Build) -> None:
    one, other = both_with_everything(office, household)
    hung = counts(office, other.id or 0)
    assert hung == {"申请": 1, "核对结论": 1, "走访": 1, "告知同意": 1}
    merged = duplicates.merge(office, duplicates.compare(office, one.id or 0, other.id or 0), {})
    assert counts(office, one.id or 0) == hung
    assert counts(office, other.id or 0) == {}
    told = [e.about for e in logbook.of_household(office, one.id or 0)]
    assert f"{other.number} 陈练习" in told, "the history of the other goes along"
    step = newest(office)
    history.take_back(office, step)
    assert counts(office, other.id or 0) == hung
    assert counts(office, one.id or 0) == {}
    assert same(now(office, one), one)
    assert now(office, other) == other
    assert keeping.standing(office, other.id or 0) is None
    assert {x.id for x in intake.find_households(office, HouseholdQuery(search="陈练习")).lines} == {
        one.id,
        other.id,
    }
    history.take_back(office, newest(office))
    assert same(now(office, one), merged)
    assert counts(office, one.id or 0) == hung
    assert keeping.standing(office, other.id or 0) is not None
    history.take_back(office, step)
    assert same(now(office, one), one)


def test_a_merge_is_not_taken_back_when_the_case_went_on(office: Office, household: Build) -> None:
    one, other = both_with_everything(office, household)
    duplicates.merge(office, duplicates.compare(office, one.id or 0, other.id or 0), {})
    step = newest(office)
    visited(office, one)
    before = now(office, one)
    with pytest.raises(history.WorkedOnError, match="走访"):
        history.take_back(office, step)
    with pytest.raises(history.WorkedOnError):
        history.take_back(office, step, rest=True)
    assert now(office, one) == before
    assert keeping.standing(office, other.id or 0) is not None


def test_a_file_saved_since_it_was_compared_is_not_overwritten(office: Office, household: Build) -> None:
    one = intake.record_household(office, household())
    other = twin(office, household)
    compared = duplicates.compare(office, one.id or 0, other.id or 0)
    intake.record_household(office, replace(other, remark="刚改过"))
    with pytest.raises(StaleError):
        duplicates.merge(office, compared, {})
    assert keeping.standing(office, other.id or 0) is None


def test_after_a_merge_the_number_of_either_leads_to_the_one_that_stays(
    office: Office, household: Build
) -> None:
    first, second = "11010519491231002X", "110105194912310046"
    one = household()
    one = intake.record_household(
        office, replace(one, members=(replace(one.head, id_number=first), *one.members[1:]))
    )
    other = household(phone="19900009999") if False else household()
    other = intake.record_household(
        office, replace(other, members=(replace(other.head, id_number=second), *other.members[1:]))
    )
    assert settled_line(office).kind is Likeness.new_id
    duplicates.merge(office, duplicates.compare(office, one.id or 0, other.id or 0), {})
    assert intake.on_file(office, [first, second]) == {first: one.number, second: one.number}
    intake.record_household(office, replace(now(office, one), remark="还能保存"))
    wrong = household("王练习")
    with pytest.raises(OfficeError, match=one.number):
        intake.record_household(
            office, replace(wrong, members=(replace(wrong.head, id_number=second), *wrong.members[1:]))
        )


def test_a_double_worker_family_becomes_one_file(office: Office, household: Build) -> None:
    his, hers = "11010519491231002X", "110105194912310046"
    husband = Member(ordinal=1, name="张三", relation=Relation.head, id_number=his)
    wife = Member(ordinal=2, name="李四", relation=Relation.wife, id_number=hers, phone="19900000002")
    one = intake.record_household(office, household(members=(husband, wife), incomes=()))
    mother = Member(ordinal=3, name="李母", relation=Relation.mother)
    other = intake.record_household(
        office,
        household(
            members=(
                replace(wife, ordinal=1, relation=Relation.head, phone="", employer="示例学校"),
                replace(husband, ordinal=2, relation=Relation.husband),
                mother,
            ),
            incomes=(Income(kind=IncomeKind.wage, amount=Decimal(2500), whose=1),),
        ),
    )
    assert settled_line(office).kind is Likeness.married_heads
    made = duplicates.merge(office, duplicates.compare(office, one.id or 0, other.id or 0), {})
    assert [(m.name, m.relation) for m in made.members] == [
        ("张三", Relation.head),
        ("李四", Relation.wife),
        ("李母", Relation.other),
    ]
    assert made.members[1].phone == "19900000002"
    assert made.members[1].employer == "示例学校"
    assert "与李四的关系：母亲" in made.members[2].remark
    assert [(x.amount, x.whose) for x in made.incomes] == [(Decimal(2500), 2)]


def test_reopening_the_file_put_away_ends_the_merge(office: Office, household: Build) -> None:
    one = intake.record_household(office, household())
    other = twin(office, household)
    duplicates.merge(office, duplicates.compare(office, one.id or 0, other.id or 0), {})
    step = newest(office)
    keeping.reopen(office, other.id or 0, "撤档有误")
    with pytest.raises(history.WorkedOnError, match="后来又变动过"):
        history.take_back(office, step)


def test_both_applied_for_the_same_is_told_before(office: Office, household: Build) -> None:
    one, other = both_with_everything(office, household)
    apply_for(office, one, "plan-07")
    (warning,) = duplicates.compare(office, one.id or 0, other.id or 0).warnings
    assert "两份档案都申请过" in warning


def test_everything_that_hangs_on_a_household_goes_over_or_is_part_of_it() -> None:
    known = {row.__tablename__ for row in (*CHILDREN, *(kind for kind, _ in MOVED), HouseholdRow)}
    hanging = {
        table.name
        for table in Row.metadata.tables.values()
        for column in table.c
        if column.name == "household_id"
    }
    assert hanging - known == {"history_part"}


def test_looking_at_both_uncovered_is_logged(office: Office, household: Build) -> None:
    one = intake.record_household(office, household())
    other = twin(office, household)
    compared = duplicates.compare(office, one.id or 0, other.id or 0)
    duplicates.reveal(office, compared)
    for file in (one, other):
        assert "合并比对的全部内容" in logbook.of_household(office, file.id or 0)[0].about
