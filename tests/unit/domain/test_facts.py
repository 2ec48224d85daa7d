"""Facts: what the archive knows, what a facts file may say, and that unknown stays unknown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.archive_facts import facts_of
from desktop.domain.errors import OfficeError
from desktop.domain.facts import (
    BY_LABEL,
    FACTS,
    TYPE_WORDS,
    Facts,
    FactType,
    People,
    Receipts,
    parse_facts,
    parse_facts_file,
)
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.person import (
    Disease,
    EmploymentState,
    Health,
    Illness,
    Member,
    Relation,
    Schooling,
    SchoolKind,
)
from desktop.domain.standards import LineKind

ON = date(2026, 3, 2)
HEAD = Member(ordinal=1, name="周一舟", employment=EmploymentState.at_work, born=date(1980, 5, 1))
WIFE = Member(ordinal=2, name="吴二禾", relation=Relation.wife)
SON = Member(
    ordinal=3,
    name="周三山",
    relation=Relation.son,
    born=date(2012, 9, 1),
    schooling=Schooling.junior,
    school_kind=SchoolKind.public,
)
MANUAL = Path(__file__).parents[3] / "resources" / "manual" / "facts.md"


def home(*members: Member, **fields: object) -> Household:
    return replace(Household(members=members or (HEAD, WIFE, SON)), **fields)  # pyright: ignore[reportArgumentType] -- tests name fields freely


def ill(amount: str, whose: int, paid_on: date = date(2026, 1, 1), reimbursed: str = "0") -> Expense:
    return Expense(
        kind=ExpenseKind.illness,
        amount=Decimal(amount),
        reimbursed=Decimal(reimbursed),
        whose=whose,
        paid_on=paid_on,
    )


# ---- unknown stays unknown


def test_an_archive_with_names_only_knows_next_to_nothing() -> None:
    facts = facts_of(Household(members=(Member(ordinal=1, name="周一舟"),)), 1, ON)
    assert set(facts) == {
        "household_size",
        "applicant_relation",
        "schooling_stages",
        "costly_schooling",
        "tags",
    }


@pytest.mark.parametrize(
    ("topic", "fact", "value"),
    [
        (Topic.homes, "homes_count", 0),
        (Topic.vehicles, "vehicles_count", 0),
        (Topic.savings, "savings", Decimal(0)),
        (Topic.business, "runs_business", False),
        (Topic.certificates, "applicant_certificates", frozenset[str]()),
        (Topic.certificates, "household_certificates", frozenset[str]()),
        (Topic.illnesses, "household_diseases", frozenset[str]()),
        (Topic.expenses, "yearly_self_paid_medical", Decimal(0)),
        (Topic.expenses, "rigid_yearly_spending", Decimal(0)),
    ],
)
def test_an_empty_list_is_known_only_once_it_was_checked(topic: Topic, fact: str, value: object) -> None:
    assert fact not in facts_of(home(), 1, ON)
    assert facts_of(home(verified_none=frozenset({topic})), 1, ON)[fact] == value


def test_net_income_is_unknown_until_the_spending_was_asked_about() -> None:
    wages = (Income(kind=IncomeKind.wage, amount=Decimal(3000)),)
    facts = facts_of(home(incomes=wages), 1, ON)
    assert facts["gross_income_per_head"] == 1000
    assert "net_income_per_head" not in facts


def test_the_income_fact_spells_out_its_sum() -> None:
    facts = facts_of(home(incomes=(Income(kind=IncomeKind.wage, amount=Decimal(3000)),)), 1, ON)
    assert facts.origins["gross_income_per_head"] == (
        "人均月收入 = 全年收入 36000.00 ÷ 3 人 ÷ 12 个月 = 1000.00 元"
    )


def test_a_child_without_a_school_on_file_leaves_the_schooling_open() -> None:
    child = replace(SON, schooling=None, school_kind=None)
    assert "costly_schooling" not in facts_of(home(HEAD, child), 1, ON)
    grown = replace(child, born=date(1990, 1, 1))
    assert facts_of(home(HEAD, grown), 1, ON)["costly_schooling"] is False


def test_a_pupil_whose_kind_of_school_nobody_asked_leaves_it_open() -> None:
    assert "costly_schooling" not in facts_of(home(HEAD, replace(SON, school_kind=None)), 1, ON)
    assert facts_of(home(HEAD, SON), 1, ON)["costly_schooling"] is False


@pytest.mark.parametrize("kind", [SchoolKind.private_costly, SchoolKind.abroad_own_cost])
def test_one_costly_school_is_enough_even_beside_an_unknown_one(kind: SchoolKind) -> None:
    other = replace(SON, ordinal=4, name="周四水", school_kind=None)
    facts = facts_of(home(HEAD, replace(SON, school_kind=kind), other), 1, ON)
    assert facts["costly_schooling"] is True
    assert "周三山" in facts.origins["costly_schooling"]


# ---- sums and lists


def test_the_dearest_patient_counts_not_the_sum_of_all() -> None:
    household = home(expenses=(ill("8000", 1), ill("9000", 2, reimbursed="500"), ill("3000", 2)))
    facts = facts_of(household, 1, ON)
    assert facts["yearly_self_paid_medical"] == Decimal(11500)
    assert "吴二禾" in facts.origins["yearly_self_paid_medical"]
    assert facts["applicant_self_paid_medical"] == Decimal(8000)


def test_bills_older_than_twelve_months_do_not_count() -> None:
    household = home(expenses=(ill("8000", 1, date(2025, 3, 2)), ill("100", 1, date(2025, 3, 3))))
    assert facts_of(household, 1, ON)["yearly_self_paid_medical"] == Decimal(100)


def test_a_shop_that_counts_is_a_business_and_an_exempt_one_is_not() -> None:
    shop = Property(kind=PropertyKind.other_building, description="临街门面")
    assert facts_of(home(properties=(shop,)), 1, ON)["runs_business"] is True
    assert facts_of(home(properties=(replace(shop, exempt=True),)), 1, ON)["runs_business"] is False


def test_an_exempt_home_is_not_counted_and_is_named() -> None:
    homes = (
        Property(kind=PropertyKind.home),
        Property(kind=PropertyKind.home, exempt=True, description="泥砖祖屋，不住人"),
    )
    facts = facts_of(home(properties=homes), 1, ON)
    assert facts["homes_count"] == 1
    assert "泥砖祖屋" in facts.origins["homes_count"]


def test_savings_without_a_value_stay_unknown() -> None:
    assert "savings" not in facts_of(home(properties=(Property(kind=PropertyKind.savings),)), 1, ON)


def test_only_certificates_valid_on_the_day_count() -> None:
    held = (
        Certificate(kind=CertificateKind.dibao, expires_on=date(2026, 3, 1)),
        Certificate(kind=CertificateKind.near_dibao, expires_on=ON),
        Certificate(kind=CertificateKind.disability, whose=2),
        Certificate(kind=CertificateKind.social_relief, issued_on=date(2026, 3, 3)),
    )
    facts = facts_of(home(certificates=held), 1, ON)
    assert facts["household_certificates"] == {"near_dibao", "disability"}
    assert facts["applicant_certificates"] == {"near_dibao"}
    assert "已于2026年3月1日到期，不计" in facts.origins["household_certificates"]


def test_the_health_word_names_a_disease_only_where_there_is_no_doubt() -> None:
    def diseases(health: Health) -> object:
        return facts_of(home(replace(HEAD, health=health)), 1, ON).get("applicant_diseases")

    assert diseases(Health.cancer) == {"cancer"}
    assert diseases(Health.end_stage_kidney) == {"kidney_failure"}
    assert diseases(Health.good) == frozenset()
    assert diseases(Health.cardiovascular) is None


def test_one_relatives_disease_is_the_households_not_the_applicants() -> None:
    sick = replace(WIFE, illnesses=(Illness(disease=Disease.stroke),))
    facts = facts_of(home(HEAD, sick), 1, ON)
    assert facts["household_diseases"] == {"stroke"}
    assert facts["applicant_diseases"] == frozenset()


def test_causes_gather_the_main_and_the_other_ones() -> None:
    facts = facts_of(home(cause=Cause.own_illness, other_causes=(Cause.schooling,)), 1, ON)
    assert facts["causes"] == {"own_illness", "schooling"}


@pytest.mark.parametrize(
    ("tags", "value"),
    [
        (("转院无证明",), True),
        (("未转院",), False),
        (("转院有证明",), False),
        ((), None),
        (("未转院", "转院无证明"), None),
    ],
)
def test_tags_tell_what_the_archive_has_no_field_for(tags: tuple[str, ...], value: bool | None) -> None:
    household = home(tags=tuple(Tag(name=t) for t in tags))
    assert facts_of(household, 1, ON).get("transferred_without_certificate") is value


def test_a_tag_that_lapsed_says_nothing() -> None:
    household = home(tags=(Tag(name="住院", until=date(2026, 3, 1)),))
    assert "applicant_in_hospital" not in facts_of(household, 1, ON)


@pytest.mark.parametrize(
    ("state", "value"),
    [
        (EmploymentState.at_work, True),
        (EmploymentState.sick_leave, True),
        (EmploymentState.retired, False),
        (EmploymentState.other, None),
        (None, None),
    ],
)
def test_in_service_follows_the_state_of_work(state: EmploymentState | None, value: bool | None) -> None:
    assert facts_of(home(replace(HEAD, employment=state)), 1, ON).get("applicant_in_service") is value


def test_what_stands_outside_the_archive_is_handed_in() -> None:
    facts = facts_of(home(), 1, ON, aid_received_this_year=Decimal(500), received_on=ON)
    assert facts["aid_received_this_year"] == 500
    assert facts["received_on"] == ON


def test_an_applicant_who_is_not_in_the_household_is_refused() -> None:
    with pytest.raises(OfficeError, match="没有第 9 号家庭成员"):
        facts_of(home(), 9, ON)


def test_a_member_who_lives_elsewhere_does_not_count_per_head() -> None:
    household = home(HEAD, replace(WIFE, lives_here=False))
    assert facts_of(household, 1, ON)["household_size"] == 1


# ---- the facts file


def test_facts_are_named_by_id_or_by_label_and_null_is_unknown() -> None:
    facts = parse_facts(
        json.loads(
            '{"家庭人口": "3", "gross_income_per_head": "１,６５０.５", "homes_count": null, "单亲家庭": "否"}'
        )
    )
    assert dict(facts) == {
        "household_size": 3,
        "gross_income_per_head": Decimal("1650.5"),
        "single_parent": False,
    }


def test_choices_may_be_written_in_chinese_and_alone() -> None:
    facts = parse_facts({"causes": ["本人大病", "schooling"], "applicant_certificates": "低保证"})
    assert facts["causes"] == {"own_illness", "schooling"}
    assert facts["applicant_certificates"] == {"dibao"}


def test_an_empty_list_in_the_file_says_there_is_none() -> None:
    assert parse_facts({"applicant_certificates": []})["applicant_certificates"] == frozenset()


def test_an_unknown_key_names_what_was_probably_meant() -> None:
    with pytest.raises(OfficeError) as caught:
        parse_facts({"homes_cuont": 1})
    assert "homes_cuont" in caught.value.said
    assert "homes_count" in caught.value.said


def test_a_fact_written_twice_is_refused() -> None:
    with pytest.raises(OfficeError, match="写了两次"):
        parse_facts({"homes_count": 1, "住宅套数": 2})


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("savings", "1e309"),
        ("savings", "-5"),
        ("savings", "12.345"),
        ("savings", "NaN"),
        ("savings", "true"),
        ("savings", '"一千"'),
        ("gross_income_per_head", "1e309"),
        ("gross_income_per_head", "-0.01"),
        ("gross_income_per_head", "NaN"),
        ("gross_income_per_head", '"1_650"'),
        ("gross_income_per_head", '"1e3"'),
        ("gross_income_per_head", "[1650]"),
        ("homes_count", "1.5"),
        ("homes_count", "-1"),
        ("homes_count", "true"),
        ("homes_count", "1e309"),
        ("runs_business", '"可能"'),
        ("runs_business", "1"),
        ("causes", '["懒"]'),
        ("causes", "[1]"),
        ("received_on", '"2026-02-30"'),
        ("received_on", "20260130"),
        ("hukou_place", '""'),
        ("hardship", '"很困难"'),
    ],
)
@pytest.mark.parametrize("exact", [True, False])
def test_a_value_of_the_wrong_kind_is_refused_by_name(key: str, text: str, exact: bool) -> None:
    raw = json.loads(text, parse_float=Decimal if exact else None)
    with pytest.raises(OfficeError) as caught:
        parse_facts({key: raw})
    assert FACTS[key].label in caught.value.said


@pytest.mark.parametrize("content", [[], "x", 3])
def test_a_facts_file_that_is_no_table_is_refused(content: object) -> None:
    with pytest.raises(OfficeError, match="应是一组"):
        parse_facts(content)


def test_a_facts_file_may_bring_its_own_place_lines_and_parameters() -> None:
    read = parse_facts_file(
        {
            "地区": "示例市",
            "标准": {"低保标准": 612},
            "参数": {"hardship_multiple": "2.5"},
            "家庭人口": 3,
        }
    )
    assert read.place == "示例市"
    assert read.standards == {LineKind.dibao: Decimal(612)}
    assert read.parameters == {"hardship_multiple": Decimal("2.5")}
    assert dict(read.facts) == {"household_size": 3}


def test_a_line_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(OfficeError, match="没有名为「房价」的标准"):
        parse_facts_file({"标准": {"房价": 612}})


money = st.decimals(min_value=0, max_value=10**9, places=2)
quotients = st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=20)
values = {
    FactType.money: money,
    FactType.quotient: quotients,
    FactType.number: quotients,
    FactType.whole: st.integers(0, 1000),
    FactType.yes_no: st.booleans(),
    FactType.day: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    FactType.text: st.sampled_from(["示例市", "东桥镇"]),
    FactType.texts: st.frozensets(st.sampled_from(["未转院", "住院"])),
    FactType.receipts: st.lists(
        st.tuples(st.dates(date(1900, 1, 1), date(2100, 1, 1)), money), max_size=3
    ).map(lambda bills: Receipts(tuple(bills))),
    FactType.people: st.lists(st.integers(0, 99), max_size=3).map(
        lambda ages: People(tuple(Facts({"applicant_age": age}) for age in ages))
    ),
}


@given(st.data())
def test_facts_written_and_read_back_are_the_same_facts(data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(FACTS))))
    drawn: dict[str, object] = {}
    for id in chosen:
        fact = FACTS[id]
        if fact.type is FactType.choice:
            drawn[id] = data.draw(st.sampled_from(sorted(fact.choices)))
        elif fact.type is FactType.choices:
            drawn[id] = data.draw(st.frozensets(st.sampled_from(sorted(fact.choices))))
        else:
            drawn[id] = data.draw(values[fact.type])
    facts = Facts(drawn, dict.fromkeys(list(drawn)[:2], "来自档案"))  # pyright: ignore[reportArgumentType] -- drawn by type above
    assert parse_facts(json.loads(json.dumps(facts.written()))) == facts


def test_an_income_of_many_decimals_survives_being_written_down() -> None:
    wages = (Income(kind=IncomeKind.wage, amount=Decimal("5000.01"), period=Period.year),)
    facts = facts_of(
        home(replace(HEAD), *(replace(WIFE, ordinal=n) for n in range(2, 8)), incomes=wages), 1, ON
    )
    assert parse_facts(json.loads(json.dumps(facts.written()))) == facts


# ---- the vocabulary and its manual


def test_labels_name_one_fact_each() -> None:
    assert len(BY_LABEL) == len(FACTS)
    assert not BY_LABEL.keys() & FACTS.keys()
    reserved = {"place", "地区", "standards", "标准", "parameters", "参数", "origins", "依据"}
    assert not reserved & (BY_LABEL.keys() | FACTS.keys())


def test_the_manual_lists_every_fact_with_its_label_type_and_unit() -> None:
    rows = [
        tuple(cell.strip().strip("`") for cell in line.strip().strip("|").split("|"))
        for line in MANUAL.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    listed = {row[0]: row[1:4] for row in rows if row[0] in FACTS}
    assert listed == {fact.id: (fact.label, TYPE_WORDS[fact.type], fact.unit) for fact in FACTS.values()}


def test_the_manual_lists_every_choice() -> None:
    text = MANUAL.read_text("utf-8")
    for fact in FACTS.values():
        for value, words in fact.choices.items():
            assert f"`{value}` {words}" in text, (fact.id, value)


def test_the_manual_lists_every_tag_that_tells_a_fact() -> None:
    text = MANUAL.read_text("utf-8")
    for fact in FACTS.values():
        for tag in fact.tags:
            assert f"「{tag}」" in text, (fact.id, tag)


def test_no_tag_says_two_things() -> None:
    kinds = {"household_kinds", "applicant_kinds"}
    tags = [tag for fact in FACTS.values() if fact.id not in kinds for tag in fact.tags]
    assert len(tags) == len(set(tags))
