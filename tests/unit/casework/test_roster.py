"""Headings and cells of rosters: many spellings, one meaning; nothing guessed, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.casework.roster import RosterReader
from desktop.casework.roster_rows import Draft, Severity
from desktop.casework.roster_values import (
    Read,
    read_amount,
    read_area,
    read_card,
    read_count,
    read_day,
    read_id,
    read_name,
    read_phone,
    read_postcode,
    text_of,
)
from desktop.casework.roster_words import (
    ILL,
    read_cause,
    read_causes,
    read_disability,
    read_employer_kind,
    read_employment,
    read_ethnicity,
    read_hardship,
    read_health,
    read_housing,
    read_hukou,
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
from desktop.domain.household import Cause, Hardship, Household, Housing, Income, IncomeKind, Period
from desktop.domain.person import (
    DisabilityKind,
    EmploymentState,
    Health,
    Hukou,
    Leaving,
    Marriage,
    Relation,
    Schooling,
    Sex,
)
from desktop.domain.sheet_heading import Heading, Layout, find_heading
from desktop.store.spreadsheets import Area, Value
from tests.samples.make_roster import COUNTY, HEAD, MEMBER, card_number, id_number

TODAY = date(2026, 11, 23)
HUSBAND = id_number(date(1980, 5, 6), True, 901)
WIFE = id_number(date(1982, 7, 8), False, 902)
CHILD = id_number(date(2012, 9, 10), False, 904)


def heading(*rows: Sequence[str], merged: Sequence[Area] = ()) -> Heading:
    """The heading of a sheet that begins with these rows."""
    found = find_heading([list(row) for row in rows], merged)
    assert found is not None
    return found


def labels(found: Heading) -> list[str]:
    """What the columns are taken for, in their order."""
    return [column.label for column in found.columns]


# --- headings -------------------------------------------------------------------------------------------------


def test_the_union_sheet_is_known_column_by_column() -> None:
    names = [*HEAD, *(f"家庭成员{n}{name}" for n in range(1, 6) for name in MEMBER)]
    found = heading(names)
    assert len(names) == 42 + 45
    assert labels(found) == names
    assert found.unknown == ()
    assert found.layout is Layout.union


def test_the_county_sheet_is_known_column_by_column() -> None:
    found = heading(COUNTY)
    assert len(found.columns) == 13
    assert found.unknown == ()
    assert found.layout is Layout.county


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("婚姻状况", "婚姻状态"),
        ("企业状况", "企业状态"),
        ("医保状况", "是否进入医保"),
        ("手机号", "手机号码"),
        ("联系电话", "手机号码"),
        ("身份证", "身份证号"),
        ("*身份证号码", "身份证号"),
        ("身份证号码（必填）", "身份证号"),
        ("公民身份号码", "身份证号"),
        (" 家 庭\n住 址 ", "家庭住址"),
        ("本人月平均收入\n(元)", "本人月平均收入"),
        ("本人月平均收入（元）", "本人月平均收入"),
        ("建筑面积（㎡）", "建筑面积"),
        ("＊健康状况", "健康状况"),
        ("主要致困原因(限选一项)", "主要致困原因"),
        ("户口所在地行政区划", "户口所在地"),
        ("家庭人数", "家庭人口"),
        ("家庭成员数", "家庭人口"),
        ("参加工作时间：", "工作时间"),
        ("银行帐号", "银行卡号"),
        ("家庭成员（1）姓名", "家庭成员1姓名"),
        ("家庭成员一姓名", "家庭成员1姓名"),
        ("家庭成员２身份证号码", "家庭成员2身份证号"),
        ("成员3-与户主关系", "家庭成员3关系"),
        ("第2位家庭成员月收入", "家庭成员2月收入"),
        ("家庭成员姓名1", "家庭成员1姓名"),
        ("关系4", "家庭成员4关系"),
        ("家庭成员5单位/学校", "家庭成员5单位或学校"),
    ],
)
def test_a_heading_is_known_under_its_other_names(written: str, label: str) -> None:
    assert labels(heading(["建档人", written])) == ["建档人", label]


def test_a_heading_under_a_title_and_on_two_merged_levels_is_read_together() -> None:
    found = heading(
        ["2026年困难职工家庭成员情况表", "", "", "", "", "", ""],
        ["填报单位：示例", "", "", "", "", "", ""],
        ["姓名", "身份证号", "家庭成员1", "", "家庭成员2", "", "建档人"],
        ["", "", "姓名", "关系", "姓名", "关系", ""],
        ["甲", HUSBAND, "乙", "妻子", "", "", ""],
        merged=[(0, 0, 0, 6), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 5), (2, 6, 3, 6)],
    )
    assert found.row == 3
    assert labels(found) == [
        "姓名",
        "身份证号",
        "家庭成员1姓名",
        "家庭成员1关系",
        "家庭成员2姓名",
        "家庭成员2关系",
        "建档人",
    ]


def test_two_levels_are_read_where_nobody_merged_the_cells() -> None:
    found = heading(
        ["姓名", "身份证号", "家庭成员1", "", "家庭成员2", "", "建档人"],
        ["", "", "姓名", "关系", "姓名", "关系", ""],
    )
    assert labels(found)[2:] == ["家庭成员1姓名", "家庭成员1关系", "家庭成员2姓名", "家庭成员2关系", "建档人"]


def test_one_group_over_all_members_numbers_them_by_turn() -> None:
    found = heading(
        ["姓名", "身份证号", "家庭主要成员", "", "", ""],
        ["", "", "姓名", "关系", "姓名", "关系"],
        merged=[(0, 2, 0, 5)],
    )
    assert labels(found)[2:] == ["家庭成员1姓名", "家庭成员1关系", "家庭成员2姓名", "家庭成员2关系"]


def test_only_the_first_column_of_a_member_may_bear_the_number() -> None:
    found = heading(
        ["姓名", "性别", "身份证号", "家庭成员1姓名", "关系", "性别", "身份证号", "家庭成员2姓名", "关系"]
    )
    assert labels(found)[3:] == [
        "家庭成员1姓名",
        "家庭成员1关系",
        "家庭成员1性别",
        "家庭成员1身份证号",
        "家庭成员2姓名",
        "家庭成员2关系",
    ]


def test_unknown_and_repeated_headings_are_listed() -> None:
    found = heading(["序号", "姓名", "身份证号", "星座", "姓名", "导入结果"])
    assert found.unknown == ("星座", "姓名（重复的列，只用前面一列）")
    assert found.result_column == 5


def test_missing_columns_are_named() -> None:
    assert heading(["姓名", "性别", "民族"]).missing == ("身份证号",)


# --- words of the code lists ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (read_sex, "男性", Sex.male),
        (read_hardship, "深度困难", Hardship.deep),
        (read_hardship, "享受低保", Hardship.on_dibao),
        (read_hardship, "低保户", Hardship.on_dibao),
        (read_hardship, "边缘户", Hardship.near_dibao),
        (read_hardship, "意外致困户", Hardship.accidental),
        (read_health, "癌症", Health.cancer),
        (read_health, "尿毒症", Health.end_stage_kidney),
        (read_health, "胃癌", Health.cancer),
        (read_health, "健康", Health.good),
        (read_employment, "下(待)岗", EmploymentState.laid_off),
        (read_employment, "下（待）岗", EmploymentState.laid_off),
        (read_employment, "下岗", EmploymentState.laid_off),
        (read_employment, "待岗", EmploymentState.laid_off),
        (read_employment, "失业", EmploymentState.unemployed),
        (read_employment, "无业", EmploymentState.unemployed),
        (read_employment, "失(无)业", EmploymentState.unemployed),
        (read_employment, "离退休", EmploymentState.retired),
        (read_standing, "大学生", Schooling.university),
        (read_standing, "中专", Schooling.vocational),
        (read_standing, "内退", EmploymentState.early_retired),
        (read_worker_kind, "劳务派遣", EmploymentState.at_work),
        (read_relation, "长子", Relation.son),
        (read_relation, "爱人", Relation.spouse),
        (read_relation, "岳母", Relation.parent_in_law),
        (read_relation, "外公", Relation.grandfather),
        (read_marriage, "离婚", Marriage.divorced),
        (read_hukou, "城镇", Hukou.urban),
        (read_housing, "廉租房", Housing.public_rented),
        (read_housing, "无", Housing.none),
        (read_ethnicity, "维吾尔", "维吾尔族"),
        (read_political, "党员", "中共党员"),
        (read_model_worker, "省部级劳模", "省（部）级劳模"),
        (read_model_worker, "无", "非劳模"),
        (read_employer_kind, "国企", "国有企业"),
        (read_cause, "6.患重特大疾病", ILL),
        (read_cause, "下岗失业", Cause.job_loss),
        (read_cause, "供养直系亲属大病", Cause.family_illness),
        (read_cause, "遭受自然灾害", Cause.disaster),
        (read_causes, "子女上学、残疾", (Cause.schooling, Cause.disability)),
        (read_yes_no, "√", True),
        (read_yes_no, "否", False),
        (read_yes_no, True, True),
        (read_yes_no, 0.0, False),
        (read_insured, "居民医保", True),
        (read_insured, "未参保", False),
    ],
)
def test_words_old_and_new_are_understood(read: Any, text: Value, value: object) -> None:
    found: Read = read(text)
    assert found.value == value
    assert not found.warning
    assert not found.error


@pytest.mark.parametrize(
    "read",
    [read_hardship, read_health, read_employment, read_relation, read_marriage, read_housing, read_cause],
)
def test_an_unknown_word_stays_unknown_and_is_kept(read: Any) -> None:
    found: Read = read("稀奇古怪")
    assert found.value is None
    assert found.remark == "稀奇古怪"
    assert "稀奇古怪" in found.warning


def test_a_code_number_is_never_taken_for_a_word() -> None:
    assert read_hardship(1.0).value is None
    assert read_hardship("2").warning


def test_a_word_that_loses_detail_keeps_it_in_the_remark() -> None:
    assert read_relation("外孙女") == Read(Relation.grandchild, remark="外孙女")
    assert read_health("肝硬化") == Read(Health.liver, remark="肝硬化")


@pytest.mark.parametrize("blank", ["", "  ", "-", "—", "/", "不详", "N/A"])
def test_a_placeholder_says_nothing(blank: str) -> None:
    for read in (read_hardship, read_yes_no, read_amount, read_day, read_phone, read_count):
        assert read(blank) == Read()


@pytest.mark.parametrize(
    ("text", "kind", "grade"),
    [
        ("肢体二级", DisabilityKind.limb, 2),
        ("二级肢体残疾", DisabilityKind.limb, 2),
        ("听力残疾（一级）", DisabilityKind.hearing, 1),
        ("肢体2级", DisabilityKind.limb, 2),
        ("视力一级盲", DisabilityKind.sight, 1),
        ("一级低视力", DisabilityKind.sight, 3),
        ("智力重度", DisabilityKind.intellect, 2),
        ("听力四级轻度", DisabilityKind.hearing, 4),
        ("言语一级极重度", DisabilityKind.speech, 1),
        ("精神", DisabilityKind.mental, None),
        ("三级", None, 3),
        ("视力一级、肢体三级", DisabilityKind.multiple, 1),
    ],
)
def test_a_disability_is_parted_into_kind_and_grade(
    text: str, kind: DisabilityKind | None, grade: int | None
) -> None:
    assert read_disability(text).value == (kind, grade)


def test_no_disability_is_no_disability() -> None:
    assert read_disability("无") == Read()
    assert read_disability("有").warning


@pytest.mark.parametrize(
    ("text", "hardship"),
    [
        ("家庭月人均收入低于当地最低生活保障标准，符合深度困难职工条件", Hardship.deep),
        ("已享受低保待遇的职工家庭", Hardship.on_dibao),
        ("家庭人均收入低于低保标准 1.5 倍", None),
    ],
)
def test_the_county_standard_is_understood_only_where_it_names_a_category(
    text: str, hardship: Hardship | None
) -> None:
    found = read_standard_met(text)
    assert found.value is hardship
    assert found.remark == text
    assert bool(found.warning) == (hardship is None)


# --- days, amounts, numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        date(1990, 2, 3),
        datetime(1990, 2, 3, 0, 0),
        32907.0,
        "32907",
        19900203.0,
        "19900203",
        "1990-02-03",
        "1990-2-3",
        "1990/2/3",
        "1990.2.3",
        "1990. 2. 3",
        "1990年2月3日",
        "1990年02月03号",
        "１９９０年２月３日",
        "1990-02-03 00:00:00",
        "1990/2/3 8:30",
        " 1990-02-03 ",
    ],
)
def test_a_day_is_read_in_all_its_shapes(written: Value) -> None:
    assert read_day(written) == Read(date(1990, 2, 3))


@pytest.mark.parametrize("written", ["1998.07", "1998年7月", "1998-7", "199807", 1998.07, 199807.0])
def test_a_month_alone_is_told_apart_from_a_day(written: Value) -> None:
    assert read_day(written) == Read((1998, 7))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-02-30", "2 月没有 30 日"),
        ("1990-13-01", "没有第 13 个月"),
        ("九十年代", "看不懂"),
        (1990.1, "分不清是 1 月还是 10 月"),
        ("1990", "看不懂"),
        (3.5, "不是日期"),
        (float("inf"), "不是日期"),
        (float("nan"), "不是日期"),
        ("0000.05", "没有写到哪一天"),
        (True, "看不懂"),
    ],
)
def test_what_is_no_day_is_an_error(written: Value, said: str) -> None:
    assert said in read_day(written).error


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (3500.0, "3500"),
        (0.0, "0"),
        (1234.56, "1234.56"),
        (0.1 + 0.2, "0.30"),
        ("3,500.00", "3500.00"),
        ("￥1234.5", "1234.50"),
        ("3500元", "3500.00"),
        ("无", "0"),
        ("３５００", "3500.00"),
    ],
)
def test_an_amount_is_exact(written: Value, amount: str) -> None:
    assert read_amount(written).value == Decimal(amount)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1e309", "科学记数法"),
        (float("inf"), "太大"),
        (float("nan"), "太大"),
        (1e12, "太大"),
        (-5.0, "负数"),
        ("-5", "负数"),
        (12.345, "超过两位"),
        ("12.345", "超过两位"),
        ("约三百多", "不是金额"),
        ("#REF!", "不是金额"),
        (date(2026, 1, 1), "应填金额"),
        (True, "应填金额"),
    ],
)
def test_what_is_no_amount_is_an_error(written: Value, said: str) -> None:
    found = read_amount(written)
    assert found.value is None
    assert said in found.error


@pytest.mark.parametrize(
    ("written", "area"),
    [(63.2, "63.2"), (60.0, "60"), ("63.2㎡", "63.2"), ("63.2 平方米", "63.2"), ("60平", "60")],
)
def test_an_area_is_read_with_its_unit(written: Value, area: str) -> None:
    assert str(read_area(written).value) == area


@pytest.mark.parametrize("band", ["≤20", "20-50㎡", "（20，50]", ">70", "50以下"])
def test_a_band_is_no_area_and_is_kept(band: str) -> None:
    found = read_area(band)
    assert found.value is None
    assert found.remark == band
    assert "范围" in found.warning


@pytest.mark.parametrize(
    "written", [3.3019919800506e17, 330199198005069012, "3.30199E+17", "3.3019919800506E17"]
)
def test_a_number_cell_of_16_digits_has_lost_its_last_ones(written: Value) -> None:
    assert "身份证号在表格里是数字格式，后三位可能已丢失，请按原件以文本重填" in read_id(written).error
    assert "银行卡号在表格里是数字格式，后三位可能已丢失" in read_card(written).error


def test_an_old_number_of_15_digits_survives_as_a_number() -> None:
    assert read_id(330199800506901.0) == Read("330199800506901")


def test_a_card_may_have_gaps_and_must_fit_luhn() -> None:
    card = card_number(7)
    assert read_card(f"{card[:4]} {card[4:8]}-{card[8:]}") == Read(card)
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert read_card(wrong).value == wrong
    assert "校验不符" in read_card(wrong).warning


def test_names_keep_rare_characters_and_one_kind_of_dot() -> None:
    assert read_name("李𬱖") == Read("李𬱖")
    assert read_name("陈䶮").value == "陈䶮"
    assert read_name("古丽巴哈尔•艾山江").value == "古丽巴哈尔·艾山江"
    assert read_name(" 赵　明 ").value == "赵明"
    assert "自造的字" in read_name("王\ue123").warning
    assert read_name("<b>王</b>").value == "<b>王</b>"


def test_a_phone_typed_as_a_number_keeps_its_digits() -> None:
    assert read_phone(19900001234.0) == Read("19900001234")
    assert read_phone("0571-00001234") == Read("0571-00001234")
    assert read_phone("1234").warning


def test_a_postcode_typed_as_a_number_gets_its_zero_back() -> None:
    assert read_postcode(10099.0) == Read("010099")
    assert read_postcode("31009").warning


def test_text_loses_invisible_characters_only() -> None:
    assert text_of(" 示例路\n1 号\u202e ") == "示例路 1 号"
    assert text_of("=1+1") == "=1+1"
    assert text_of("𬱖\ue123") == "𬱖\ue123"


# --- rows -----------------------------------------------------------------------------------------------------

COLUMNS = [*HEAD, *(f"家庭成员{n}{name}" for n in range(1, 6) for name in MEMBER)]
GOOD: dict[str, Value] = {"姓名": "吴练习", "身份证号": HUSBAND, "性别": "男", "工作状态": "在岗"}


def read(**cells: Value) -> Draft:
    """One row of the union sheet, a good one with these cells changed."""
    row: dict[str, Value] = {**GOOD, **cells}
    draft = RosterReader(heading(COLUMNS), TODAY).read([row.get(name, "") for name in COLUMNS], 2)
    assert draft is not None
    return draft


def kept(**cells: Value) -> Household:
    """The household of such a row, which must have no errors."""
    draft = read(**cells)
    assert draft.household is not None, draft.problems
    return draft.household


def said(draft: Draft, severity: Severity) -> list[str]:
    """The problems of that kind, with their columns."""
    return [p.sentence for p in draft.problems if p.severity is severity]


WIFE_CELLS: dict[str, Value] = {
    "家庭成员1姓名": "郑练习",
    "家庭成员1关系": "妻子",
    "家庭成员1身份证号": WIFE,
    "家庭成员1身份": "退休",
    "家庭成员1月收入": 1200.0,
}


def test_a_row_becomes_a_household_with_its_members() -> None:
    household = kept(
        **WIFE_CELLS,
        家庭成员3姓名="吴小练",
        家庭成员3关系="女儿",
        家庭成员3身份证号=CHILD,
        家庭成员3身份="初中",
        本人月平均收入=2000.0,
        残疾类别="肢体三级",
        建筑面积=66.6,
        主要致困原因="子女上学",
        编号="KN-1",
    )
    head, wife, child = household.members
    assert [m.ordinal for m in household.members] == [1, 2, 3]
    assert (head.relation, head.sex, head.born) == (Relation.head, Sex.male, date(1980, 5, 6))
    assert (head.disability, head.disability_grade) == (DisabilityKind.limb, 3)
    assert (wife.relation, wife.employment, wife.sex) == (Relation.wife, EmploymentState.retired, Sex.female)
    assert (child.schooling, child.employment, child.born) == (Schooling.junior, None, date(2012, 9, 10))
    assert household.incomes == (
        Income(kind=IncomeKind.wage, amount=Decimal(2000), whose=1),
        Income(kind=IncomeKind.pension, amount=Decimal(1200), whose=2),
    )
    assert (household.number, household.cause, household.floor_area) == (
        "KN-1",
        Cause.schooling,
        Decimal("66.6"),
    )


def test_an_empty_cell_stays_unknown() -> None:
    household = kept()
    assert household.incomes == ()
    assert household.single_parent is None
    assert household.head.health is None
    assert household.floor_area is None


def test_no_income_is_known_as_none() -> None:
    assert kept(本人月平均收入=0.0).incomes == (Income(kind=IncomeKind.none, amount=Decimal(0), whose=1),)
    assert kept(家庭年度总收入="无").incomes == (
        Income(kind=IncomeKind.none, amount=Decimal(0), period=Period.year),
    )


def test_a_total_beyond_the_items_becomes_undivided_income_with_the_figures() -> None:
    draft = read(**WIFE_CELLS, 本人月平均收入=2000.0, 家庭年度总收入=40000.0)
    assert draft.household is not None
    last = draft.household.incomes[-1]
    assert (last.kind, last.amount, last.whose, last.period) == (
        IncomeKind.undivided,
        Decimal(1600),
        0,
        Period.year,
    )
    assert "40000.00" in last.remark
    assert "38400.00" in last.remark
    (warning,) = said(draft, Severity.warning)
    assert "40000.00 元，各项合计全年 38400.00 元，多出 1600.00 元" in warning


def test_a_total_below_the_items_changes_nothing_and_is_told() -> None:
    draft = read(本人月平均收入=2000.0, 家庭年度总收入=20000.0)
    assert draft.household is not None
    assert len(draft.household.incomes) == 1
    assert "少于各项合计全年 24000.00 元，相差 4000.00 元" in said(draft, Severity.warning)[0]


def test_a_total_that_agrees_is_silent() -> None:
    draft = read(
        **WIFE_CELLS, 本人月平均收入=2000.0, 家庭年度总收入=38400.0, 家庭人口=2.0, 家庭月人均收入=1600.0
    )
    assert draft.problems == []


def test_stated_people_and_income_per_head_are_held_against_the_row() -> None:
    draft = read(**WIFE_CELLS, 本人月平均收入=2000.0, 家庭人口=4.0, 家庭月人均收入=3000.0)
    people, per_head = said(draft, Severity.warning)
    assert "写的是 4 人，名册列出的有 2 人" in people
    assert "38400.00 ÷ 2 人 ÷ 12 = 1600.00 元" in per_head


def test_an_income_per_head_for_the_stated_people_is_told_once_only() -> None:
    draft = read(**WIFE_CELLS, 本人月平均收入=2000.0, 家庭人口=4.0, 家庭月人均收入=800.0)
    assert len(draft.problems) == 1


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"姓名": ""}, "姓名", "没有填写姓名"),
        ({"身份证号": ""}, "身份证号", "没有填写身份证号"),
        ({"身份证号": "无"}, "身份证号", "没有填写身份证号"),
        ({"身份证号": HUSBAND[:-1] + ("1" if HUSBAND[-1] != "1" else "2")}, "身份证号", "校验码不符"),
        ({"身份证号": HUSBAND[:-1]}, "身份证号", "17 位"),
        ({"身份证号": 330199198005069012.0}, "身份证号", "后三位可能已丢失"),
        ({"银行卡号": 6.2e18}, "银行卡号", "后三位可能已丢失"),
        ({"本人月平均收入": 12.345}, "本人月平均收入", "超过两位"),
        ({"建档日期": "2026-02-30"}, "建档日期", "没有 30 日"),
        ({"家庭人口": "两三个"}, "家庭人口", "不是人数"),
        ({"家庭成员1月收入": "-5", "家庭成员1姓名": "甲"}, "家庭成员1月收入", "负数"),
        ({"家庭成员1身份证号": WIFE}, "家庭成员1姓名", "没有姓名"),
        ({"家庭成员1姓名": "甲", "家庭成员1身份证号": HUSBAND}, "家庭成员1身份证号", "与户主相同"),
    ],
)
def test_an_error_keeps_the_row_out_and_names_its_cell(
    cells: dict[str, Value], column: str, words: str
) -> None:
    draft = read(**cells)
    assert draft.household is None
    (error,) = [p for p in draft.problems if p.severity is Severity.error]
    assert error.column_label == column
    assert words in error.said
    assert error.row == 2
    assert COLUMNS[error.column - 1] == column


def test_two_members_cannot_share_a_number() -> None:
    cells: dict[str, Value] = {"家庭成员2姓名": "乙", "家庭成员2关系": "女儿", "家庭成员2身份证号": WIFE}
    draft = read(**WIFE_CELLS, **cells)
    assert "的身份证号与同一户的 " in said(draft, Severity.error)[0]


def test_sex_and_birth_that_disagree_with_the_number_are_warnings() -> None:
    draft = read(性别="女", 出生日期="1981-05-06")
    assert draft.household is not None
    assert [p.column_label for p in draft.problems] == ["身份证号", "身份证号"]


def test_a_birth_month_is_completed_from_the_number() -> None:
    draft = read(出生日期="1980.05")
    assert draft.household is not None
    assert draft.household.head.born == date(1980, 5, 6)
    assert draft.problems == []


def test_a_month_of_beginning_work_is_kept_with_its_first_day_and_told() -> None:
    draft = read(工作时间="1998.07")
    assert draft.household is not None
    assert draft.household.head.started_work == date(1998, 7, 1)
    assert "没有写到日" in said(draft, Severity.warning)[0]


def test_a_15_digit_number_is_kept_as_18_digits() -> None:
    household = kept(身份证号=HUSBAND[:6] + HUSBAND[8:17])
    assert household.head.id_number == HUSBAND


def test_the_head_listed_among_the_members_is_not_doubled() -> None:
    draft = read(家庭成员1姓名="吴练习", 家庭成员1关系="本人", 家庭成员1身份证号=HUSBAND, 家庭人口=1.0)
    assert draft.household is not None
    assert len(draft.household.members) == 1
    assert "不重复登记" in said(draft, Severity.warning)[0]


def test_a_member_filled_with_strokes_is_nobody() -> None:
    cells = {f"家庭成员2{name}": mark for name, mark in zip(MEMBER, "无-/无—无无无无", strict=True)}
    draft = read(**WIFE_CELLS, **cells)
    assert draft.household is not None
    assert len(draft.household.members) == 2
    assert draft.problems == []


def test_a_member_of_whom_only_an_unknown_word_is_told_is_not_dropped_in_silence() -> None:
    assert "没有姓名" in said(read(家庭成员2关系="干亲"), Severity.error)[0]


def test_words_no_field_holds_go_to_the_remark() -> None:
    household = kept(
        困难类别="一般困难",
        建筑面积="≤20",
        家庭成员1姓名="甲",
        家庭成员1关系="外婆",
        家庭成员1身份证号=WIFE,
    )
    assert household.remark == "困难类别：一般困难；建筑面积：≤20"
    assert household.members[1].remark == "关系：外婆"


def test_a_parent_whose_health_is_said_to_be_dead_is_listed_and_not_counted() -> None:
    cells = {**WIFE_CELLS, "家庭成员1关系": "父亲", "家庭成员1健康状况": "已故"}
    father = kept(**cells).members[1]
    assert (father.health, father.left_by, father.lives_here) == (None, Leaving.died, False)
    assert "不计入共同生活的人口" in "".join(said(read(**cells), Severity.warning))
    assert kept(**{**cells, "家庭成员1健康状况": "离异"}).members[1].left_by is Leaving.divorced


def test_an_illness_that_does_not_say_whose_is_settled_by_the_health_columns() -> None:
    assert kept(主要致困原因="因病", 健康状况="恶性肿瘤").cause is Cause.own_illness
    ill = {**WIFE_CELLS, "家庭成员1健康状况": "恶性肿瘤"}
    assert kept(主要致困原因="因病", 健康状况="良好", **ill).cause is Cause.family_illness
    assert "没有说明是谁" in said(read(主要致困原因="因病"), Severity.warning)[0]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"编号": "合计", "家庭年度总收入": 100.0},
        {"编号": "填表人：周敏", "姓名": "审核人：何立"},
        {"编号": "注：以上情况属实"},
        {"姓名": "姓名", "身份证号": "身份证号"},
        {"编号": 1.0, "姓名": 3.0, "身份证号": 7.0},
        {"导入结果": "未导入"},
    ],
)
def test_rows_that_are_no_household_are_passed_over(row: dict[str, Value]) -> None:
    columns = [*COLUMNS, "导入结果"]
    reader = RosterReader(heading(columns), TODAY)
    assert reader.read([row.get(name, "") for name in columns], 9) is None


def test_the_county_sheet_takes_its_income_as_a_yearly_total() -> None:
    cells: dict[str, Value] = {
        "职工姓名": "吴练习",
        "性别": "男",
        "年龄": 46.0,
        "身份证": HUSBAND,
        "家庭人数": 1.0,
        "家庭收入": 24000.0,
        "职工身份": "劳务派遣",
        "困难标准": "符合相对困难职工条件",
        "致困原因": "因灾",
        "说明": "房屋受损",
    }
    draft = RosterReader(heading(COUNTY), TODAY).read([cells.get(name, "") for name in COUNTY], 3)
    assert draft is not None
    assert draft.problems == []
    household = draft.household
    assert household is not None
    (income,) = household.incomes
    assert (income.kind, income.amount, income.period) == (IncomeKind.undivided, Decimal(24000), Period.year)
    assert household.hardship is Hardship.relative
    assert household.cause is Cause.disaster
    assert household.head.employment is EmploymentState.at_work
    assert "说明：房屋受损" in household.remark
    assert "职工身份：劳务派遣" in household.remark


def test_an_age_that_disagrees_with_the_number_is_told() -> None:
    cells: dict[str, Value] = {"职工姓名": "吴练习", "身份证": HUSBAND, "年龄": 60.0}
    draft = RosterReader(heading(COUNTY), TODAY).read([cells.get(name, "") for name in COUNTY], 3)
    assert draft is not None
    assert "46 岁，表中写的是 60 岁" in said(draft, Severity.warning)[0]


ANY_CELL = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(
        ["无", "-", "是", "1e309", "-5", "12.345", "2026-02-30", "肢体二级", "本人", HUSBAND, "＝1+1", "<b>"]
    ),
)


@given(st.lists(ANY_CELL, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_whatever_stands_in_the_cells_ends_in_a_household_or_in_words(row: list[Value]) -> None:
    draft = RosterReader(heading(COLUMNS), TODAY).read(row, 2)
    if draft is not None:
        assert (draft.household is None) == any(p.severity is Severity.error for p in draft.problems)
        for problem in draft.problems:
            assert problem.said
            assert 1 <= problem.column <= len(COLUMNS)


@given(st.lists(st.lists(ANY_CELL, min_size=3, max_size=12), max_size=6))
def test_whatever_stands_in_the_first_rows_can_be_searched_for_a_heading(rows: list[list[Value]]) -> None:
    found = find_heading(rows, [(0, 0, 1, 2), (1, 1, 30, 40)])
    assert found is None or found.columns
