"""Household archives come out of the data file as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Hardship,
    Household,
    Housing,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.listing import HouseholdQuery, HouseholdSort
from desktop.domain.person import (
    DisabilityKind,
    Disease,
    EmploymentState,
    Health,
    Hukou,
    Illness,
    Marriage,
    Member,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.trail import Act
from desktop.store import household_list, households
from desktop.store.database import raw_connection
from desktop.store.errors import MissingError, StaleError
from tests.conftest import TODAY, make_household

FULL = Household(
    members=(
        Member(
            ordinal=1,
            name="𬱖䶮·古丽",
            id_number="11010519491231002X",
            sex=Sex.female,
            born=date(1949, 12, 31),
            ethnicity="维吾尔族",
            political_status="群众",
            phone="19900005678",
            health=Health.cancer,
            illnesses=(
                Illness(
                    disease=Disease.cancer, name="肺癌", diagnosed_on=date(2025, 5, 1), hospital="示例医院"
                ),
                Illness(disease=Disease.ordinary, name="高血压"),
            ),
            disability=DisabilityKind.limb,
            disability_grade=2,
            employment=EmploymentState.sick_leave,
            employer="示例机械厂",
            employer_kind="国有企业",
            employer_state="亏损企业",
            industry="制造业",
            started_work=date(1970, 1, 1),
            model_worker="非劳模",
            marriage=Marriage.married,
            hukou=Hukou.urban,
            insured=True,
            remark="",
        ),
        Member(
            ordinal=3,
            name="子",
            relation=Relation.son,
            schooling=Schooling.university,
            school_kind=SchoolKind.public,
            lives_here=False,
        ),
    ),
    number="旧-007",
    hardship=Hardship.accidental,
    cause=Cause.own_illness,
    other_causes=(Cause.schooling, Cause.disability),
    address="示例市示例区 100%_路 1 号",
    hukou_place="示例市",
    postcode="000000",
    other_contact="0000-7654321",
    housing=Housing.commercial,
    floor_area=Decimal("56.78"),
    single_parent=False,
    self_help=None,
    zero_employment=True,
    bank="示例银行",
    bank_branch="示例支行",
    card_number="6222020200012345670",
    incomes=(Income(kind=IncomeKind.wage, amount=Decimal("1234.56"), whose=1, received_on=date(2026, 1, 1)),),
    expenses=(
        Expense(
            kind=ExpenseKind.illness,
            amount=Decimal("30000.01"),
            reimbursed=Decimal("12000.00"),
            whose=1,
            period=Period.once,
            paid_on=date(2025, 12, 1),
            remark="住院",
        ),
    ),
    properties=(
        Property(kind=PropertyKind.home, description="自住", area=Decimal("56.78")),
        Property(kind=PropertyKind.vehicle, description="残疾代步车", exempt=True, value=Decimal("3000.00")),
    ),
    certificates=(
        Certificate(
            kind=CertificateKind.dibao, number="D1", issued_on=date(2025, 1, 1), expires_on=date(2026, 12, 31)
        ),
    ),
    tags=(Tag(name="重点关注", since=date(2026, 1, 1)),),
    verified_none=frozenset({Topic.savings, Topic.business}),
    filed_by="甲",
    reviewed_by="乙",
    entered_by="丙",
    filed_on=date(2026, 1, 2),
    remark="第一行\n第二行",
)


def test_everything_on_file_comes_back_as_it_was(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        kept = households.put(session, FULL, TODAY)
    with office.store.read() as session:
        assert kept.id is not None
        assert households.get(session, kept.id) == kept
    assert kept == replace(FULL, id=kept.id, version=1)


def test_a_change_replaces_what_hung_on_the_household(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        kept = households.put(session, FULL, TODAY)
        changed = households.put(session, replace(kept, expenses=(), members=kept.members[:1]), TODAY)
        assert households.get(session, kept.id or 0) == changed
        assert changed.expenses == ()
        assert changed.version == 2


def test_saving_over_somebody_elses_change_is_refused(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        first = households.put(session, make_household(), TODAY)
        households.put(session, replace(first, remark="别处"), TODAY)
    with pytest.raises(StaleError, match="F5"), deed(office, Act.record_household) as session:
        households.put(session, replace(first, remark="这里"), TODAY)
    with office.store.read() as session:
        assert households.get(session, first.id or 0).remark == "别处"


def test_a_household_that_is_not_there_is_said_so(office: Office) -> None:
    with pytest.raises(MissingError, match="F5"), office.store.read() as session:
        households.get(session, 99)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("𬱖", True),
        ("古丽", True),
        ("002X", True),
        ("002x", True),
        ("5678", True),
        ("gl", True),
        ("100%_路", True),
        ("%", True),
        ("机械厂", True),
        ("旧-007", True),
        ("古丽 机械", True),
        ("_x", False),
        ("%%", False),
        ("' OR 1=1 --", False),
        ("不存在", False),
    ],
)
def test_the_search_box_finds_text_as_text(office: Office, typed: str, found: bool) -> None:
    with deed(office, Act.record_household) as session:
        households.put(session, FULL, TODAY)
        households.put(session, make_household("王另一", address="别处"), TODAY)
        names = [x.name for x in household_list.browse(session, HouseholdQuery(search=typed), 0, 10).lines]
        assert ("𬱖䶮·古丽" in names) is found
        assert household_list.count(session, HouseholdQuery(search=typed)) == len(names)


def test_names_sort_by_pinyin_and_pages_do_not_overlap(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        for name in ("张三", "安一", "曾二", "李四", "单五"):
            households.put(session, make_household(name), TODAY)
        query = HouseholdQuery(sort=HouseholdSort.head_name)
        pages = [household_list.browse(session, query, offset, 2).lines for offset in (0, 2, 4)]
        assert [x.name for page in pages for x in page] == ["安一", "李四", "单五", "曾二", "张三"]
        back = household_list.browse(session, replace(query, descending=True), 0, 10).lines
        assert [x.name for x in back] == ["张三", "曾二", "单五", "李四", "安一"]


def test_filters_narrow_the_list(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        households.put(session, FULL, TODAY)
        households.put(session, make_household("王另一"), TODAY)
        for query in (
            HouseholdQuery(hardship=Hardship.accidental),
            HouseholdQuery(cause=Cause.own_illness),
            HouseholdQuery(certificate=CertificateKind.dibao),
            HouseholdQuery(tag="重点关注"),
        ):
            page = household_list.browse(session, query, 0, 10)
            assert [x.name for x in page.lines] == ["𬱖䶮·古丽"]
            assert page.total == 1
            searched = household_list.browse(session, replace(query, search="示例"), 0, 10)
            assert searched.total == len(searched.lines) == 1
            assert household_list.count(session, query) == 1


def test_numbers_are_never_given_twice(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        first = households.put_many(session, [make_household("一"), make_household("二")], TODAY)
        assert [h.number for h in first] == ["DA2026-0001", "DA2026-0002"]
    with pytest.raises(RuntimeError), deed(office, Act.record_household) as session:
        households.put(session, make_household("三"), TODAY)
        raise RuntimeError
    with deed(office, Act.record_household) as session:
        assert households.put(session, make_household("四"), TODAY).number == "DA2026-0003"


def test_who_is_on_file_is_found_by_id_number(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        kept = households.put(session, FULL, TODAY)
        assert households.on_file(session, ["11010519491231002X", ""]) == {"11010519491231002X": "旧-007"}
        assert households.on_file(session, ["11010519491231002X"], besides=kept.id) == {}
        assert households.taken_numbers(session, ["旧-007", "新-1"]) == {"旧-007"}


def test_numbers_a_roster_brought_along_are_passed_over(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        households.put(session, make_household("甲", number="DA2026-0001"), TODAY)
        households.put(session, make_household("乙", number="DA2026-0003"), TODAY)
        kept = households.put_many(session, [make_household("丙"), make_household("丁")], TODAY)
        assert [h.number for h in kept] == ["DA2026-0002", "DA2026-0004"]


@pytest.mark.on_file
def test_a_word_that_is_in_no_code_list_is_no_silent_blank(office: Office) -> None:
    with deed(office, Act.record_household) as session:
        kept = households.put(session, make_household("曾小明"), TODAY)
    connection = raw_connection(office.store.path, office.key)
    connection.execute("UPDATE household SET hardship = 'no_such_word'")
    connection.close()
    with office.store.read() as session, pytest.raises(ValueError, match="no_such_word"):
        households.get(session, kept.id or 0)
