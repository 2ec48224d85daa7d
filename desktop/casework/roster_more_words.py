"""The words of a school's sheet, of contracts and papers, as rosters write them; and amounts in 万元."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.casework.roster_values import NOTHING, Read, Reader, read_count, read_day, text_of
from desktop.casework.roster_words import code_key, coded, read_yes_no
from desktop.domain.halfwidth import halfwidth
from desktop.domain.person import (
    ContractTerm,
    Disease,
    Education,
    EmploymentForm,
    Illness,
    Joining,
    Leaving,
    PersonKind,
    Schooling,
    SchoolKind,
)
from desktop.domain.sheet_cells import Value
from desktop.domain.sheet_targets import FLAG
from desktop.domain.standing import FileLevel
from desktop.domain.student import ScoreBand, StudentFlag, StudentLevel, WeakFamily

_FAR_TOO_MUCH = Decimal(10_000_000)
_NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:万元|万)?")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:年|级|学年)?(?:\D.*)?")
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LONG = re.compile(r"(\d|[一二三四五六七八九])年?制?")

read_kind = coded(
    [PersonKind],
    {
        PersonKind.worker: "在职职工 困难职工 工人",
        PersonKind.migrant_worker: "困难农民工 进城务工人员",
        PersonKind.staff: "教师 教职员工",
        PersonKind.student: "大学生 学生 在校大学生 研究生",
        PersonKind.pupil: "中小学生 小学生 中学生 幼儿 初中生 高中生 在校生",
        PersonKind.resident: "居民 村民 社区居民",
        PersonKind.wanderer: "流浪人员 流浪乞讨",
    },
)
read_employment_form = coded(
    [EmploymentForm],
    {
        EmploymentForm.regular: "正式 正式工 在编 合同制 合同工 全日制",
        EmploymentForm.dispatched: "派遣 派遣工 劳务工",
        EmploymentForm.seasonal: "临时 临时工 季节工 非全日制",
        EmploymentForm.self_employed: "个体 自由职业 新就业形态",
    },
)
read_contract_term = coded(
    [ContractTerm],
    {
        ContractTerm.half_year: "半年",
        ContractTerm.one_year: "1年 一年",
        ContractTerm.two_years: "2年",
        ContractTerm.three_years: "3年",
        ContractTerm.four_years: "4年",
        ContractTerm.five_years: "5年 五年 五年及以上",
        ContractTerm.open_ended: "长期 无固定 无固定期",
    },
)
read_education = coded(
    [Education],
    {
        Education.none: "文盲 半文盲 未上学",
        Education.primary: "小学毕业",
        Education.junior: "初中毕业",
        Education.senior: "高中毕业",
        Education.vocational: "中专 中技 职高 技校 中职 中职中技",
        Education.college: "专科 大学专科 高职",
        Education.bachelor: "大学 大学本科 学士",
        Education.postgraduate: "硕士 博士 硕士研究生 博士研究生",
    },
)
read_schooling = coded(
    [Schooling],
    {
        Schooling.preschool: "学龄前 幼儿园",
        Schooling.primary: "小学生",
        Schooling.junior: "初中生",
        Schooling.senior: "高中生 普通高中",
        Schooling.vocational: "中职 中专 中技 技校 职高",
        Schooling.university: "大学 本科 专科 大专 高职 高校",
        Schooling.postgraduate: "硕士 博士",
    },
)
read_school_kind = coded([SchoolKind], {SchoolKind.public: "公办", SchoolKind.private: "民办 民办学校"})
read_joining = coded([Joining], {Joining.married_in: "结婚 婚嫁", Joining.moved_in: "迁来"})
read_leaving = coded(
    [Leaving], {Leaving.died: "去世 已故 病故", Leaving.divorced: "离婚", Leaving.married_out: "出嫁"}
)
read_file_level = coded(
    [FileLevel],
    {
        FileLevel.national: "全国 国家级 全总级",
        FileLevel.provincial: "省",
        FileLevel.city: "市级 地市",
        FileLevel.county: "县级 区级 区县",
        FileLevel.grassroots: "基层级",
    },
)
read_student_level = coded(
    [StudentLevel],
    {
        StudentLevel.severe: "特困 特殊困难 家庭经济特别困难 重度困难 一档 特别困难学生",
        StudentLevel.hard: "家庭经济困难 比较困难 较困难 二档 困难学生",
        StudentLevel.ordinary: "家庭经济一般困难 三档 一般困难学生",
        StudentLevel.none: "不困难学生 否 未认定",
    },
)
read_band = coded(
    [ScoreBand],
    {
        ScoreBand.excellent: "优 A",
        ScoreBand.good: "良 B",
        ScoreBand.fair: "中 C",
        ScoreBand.pass_: "合格 D",
        ScoreBand.struggling: "不及格 差 待提高 E",
    },
)
_read_weak = coded(
    [WeakFamily],
    {
        WeakFamily.left_behind: "留守 留守儿童",
        WeakFamily.single_parent: "单亲",
        WeakFamily.poor: "贫困 困难家庭 经济困难",
        WeakFamily.disabled: "残疾 重病 残疾家庭 重病家庭",
        WeakFamily.migrant: "随迁 随迁子女 进城务工",
    },
)
_read_disease = coded(
    [Disease],
    {
        Disease.cancer: "癌症 癌 恶性肿瘤",
        Disease.stroke: "脑中风 脑卒中 ~脑梗 ~脑出血",
        Disease.kidney_failure: "尿毒症 肾功能衰竭 肾衰竭",
        Disease.severe_hepatitis: "重型肝炎",
        Disease.severe_heart_disease: "~心脏病 ~冠心病",
        Disease.severe_psychosis: "精神病 ~精神分裂症",
    },
    guess=lambda text: Read(Disease.cancer) if "癌" in text or "白血病" in text else None,
)


def read_illness(value: Value) -> Read:
    """A named illness: kept with its own name under the kind it belongs to."""
    text = text_of(value)
    if text in ("无", "健康", "良好", "否", "没有"):
        return NOTHING
    found = _read_disease(value)
    if found.value is None:
        return found
    return Read((Illness(disease=found.value, name=text),))


def read_weak_families(value: Value) -> Read:
    """The kinds of families a school keeps an eye on, several in one cell."""
    found: set[WeakFamily] = set()
    strange: list[str] = []
    for part in re.split(r"[、,，;；/\s]+", text_of(value)):
        read = _read_weak(part)
        if read.value:
            found.add(read.value)
        elif read.strange:
            strange.append(part)
    if strange:
        said = f"「{'、'.join(strange)}」不在代码表里，原文已记入备注。"
        return Read(frozenset(found) or None, warning=said, remark="、".join(strange), strange=strange[0])
    return Read(frozenset(found) or None)


def read_year(value: Value) -> Read:
    """A year, alone or as the beginning of a day: 2021, 2021级, 2021年9月."""
    text = text_of(value)
    if found := _YEAR.fullmatch(halfwidth(text)):
        return Read(int(found[1]))
    read = read_day(value)
    if read.value is None:
        return read
    day: date | tuple[int, int] = read.value
    return Read(day[0] if isinstance(day, tuple) else day.year)


def read_length(value: Value) -> Read:
    """How many years a school takes: 4, 四年, 3年制."""
    text = "".join(halfwidth(text_of(value)).split()).removesuffix(".0")
    if found := _LONG.fullmatch(text):
        return Read(_HAN.get(found[1]) or int(found[1]))
    return read_count(value)


def read_tags(value: Value) -> Read:
    """Tags, several in one cell."""
    return Read(tuple(x for x in re.split(r"[、,，;；/\s]+", text_of(value)) if x) or None)


def read_vehicle(value: Value) -> Read:
    """Whether there is a car: 是, 否, or the car itself."""
    read = read_yes_no(value)
    return Read(text_of(value)) if read.strange else read


def in_unit(reader: Reader, factor: Decimal) -> Reader:
    """The reader for a column whose amounts are written in 万元 or the like."""
    if factor == 1:
        return reader

    def read(value: Value) -> Read:
        if isinstance(value, bool):
            return reader(value)
        if isinstance(value, float | int):
            amount = Decimal(repr(value)) if value == value and abs(value) < 1e12 else None
        else:
            found = _NUMBER.fullmatch("".join(halfwidth(text_of(value)).split()))
            amount = Decimal(found[1].replace(",", "")) if found else None
        if amount is None:
            return reader(value)
        in_yuan = amount * factor
        if in_yuan > _FAR_TOO_MUCH:
            return Read(
                error=f"这一列的单位是万元，「{text_of(value)}」合 {in_yuan:,.0f} 元，像是按元填写的。请核对单位。"
            )
        return reader(float(in_yuan))

    return read


def own(reader: Reader, words: Mapping[str, str]) -> Reader:
    """The reader with an office's own words for what is on the list: 一般户 for 相对困难."""
    if not words:
        return reader

    def read(value: Value) -> Read:
        return reader(words.get(code_key(text_of(value)), value))

    return read


FLAG_READERS: Mapping[str, Reader] = {f"{FLAG}{flag}": read_yes_no for flag in StudentFlag}
