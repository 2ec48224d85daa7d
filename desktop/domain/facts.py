"""The vocabulary a scheme may ask about (事实): each fact with its label, type and unit; an absent one is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, cast

from desktop.domain.days import day_words, parse_day
from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    ExpenseKind,
    Hardship,
    Household,
    Housing,
    Property,
    PropertyKind,
    Topic,
)
from desktop.domain.income import income_sheet
from desktop.domain.money import MAX_YUAN, figures, parse_yuan
from desktop.domain.person import (
    Disease,
    EmploymentState,
    Health,
    Hukou,
    Member,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.policy_text import kind_of, near
from desktop.domain.standards import LINE_WORDS, LineKind
from desktop.domain.words import choices, word, yes_no

FactValue = Decimal | int | bool | str | date | frozenset[str]
"""Money and numbers are exact decimals, counts whole numbers, choice sets frozen sets of their English words."""


class FactType(StrEnum):
    money = "money"
    quotient = "quotient"
    """Yuan per head: a quotient, so it may have more than two decimals."""
    number = "number"
    whole = "whole"
    yes_no = "yes_no"
    choice = "choice"
    choices = "choices"
    text = "text"
    texts = "texts"
    day = "day"


TYPE_WORDS = {
    FactType.money: "金额",
    FactType.quotient: "金额（可有多位小数）",
    FactType.number: "数字",
    FactType.whole: "整数",
    FactType.yes_no: "是或否",
    FactType.choice: "选一项",
    FactType.choices: "选多项",
    FactType.text: "文字",
    FactType.texts: "文字列表",
    FactType.day: "日期",
}

NUMERIC = frozenset({FactType.money, FactType.quotient, FactType.number, FactType.whole})
SETS = frozenset({FactType.choice, FactType.choices, FactType.texts})


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing a scheme may ask: what it is called, what it may be, and what usually proves it."""

    id: str
    label: str
    type: FactType
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    """For choices: the English word in the file → 中文."""
    proofs: tuple[str, ...] = ()

    @property
    def measure(self) -> str:
        """The unit a figure of this fact is read with."""
        return "元" if self.type in (FactType.money, FactType.quotient) else self.unit


def _fact(
    id: str, label: str, type: FactType, unit: str = "", kind: type[StrEnum] | None = None, proofs: str = ""
) -> Fact:
    listed = {str(value): words for value, words in choices(kind)} if kind else {}
    return Fact(id=id, label=label, type=type, unit=unit, choices=listed, proofs=tuple(proofs.split()))


_M, _Q, _C, _Y, _S = FactType.money, FactType.quotient, FactType.whole, FactType.yes_no, FactType.choices

FACTS: Mapping[str, Fact] = {
    fact.id: fact
    for fact in (
        _fact("household_size", "家庭人口", _C, "人", None, "户口簿"),
        _fact("gross_income_per_head", "家庭人均月收入", _Q, "元/人·月", None, "家庭收入证明"),
        _fact(
            "net_income_per_head",
            "扣除必要自付费用后的家庭人均月收入",
            _Q,
            "元/人·月",
            None,
            "家庭收入证明 医疗、就学等支出票据",
        ),
        _fact("yearly_income", "家庭全年收入", _M, "元/年", None, "家庭收入证明"),
        _fact("rigid_yearly_spending", "家庭全年刚性支出", _M, "元/年", None, "医疗、就学等支出票据"),
        _fact("yearly_self_paid_medical", "年个人自付和自费医疗费", _M, "元/年", None, "医药费票据复印件"),
        _fact("household_certificates", "家庭持有的有效证件", _S, "", CertificateKind, "证件复印件"),
        _fact("household_diseases", "家庭成员所患疾病", _S, "", Disease, "病情诊断证明（病历、出院小结）"),
        _fact("causes", "致困原因", _S, "", Cause, "困难申请书"),
        _fact("hardship", "困难类别", FactType.choice, "", Hardship, "困难职工档案"),
        _fact("single_parent", "单亲家庭", _Y, "", None, "户口簿 离婚证或配偶死亡证明"),
        _fact("zero_employment", "零就业家庭", _Y, "", None, "失业登记证明"),
        _fact("homes_count", "住宅套数", _C, "套", None, "不动产登记查询结果"),
        _fact("housing", "住房类型", FactType.choice, "", Housing, "房产证或租房合同"),
        _fact("floor_area_per_head", "人均住房建筑面积", FactType.number, "平方米", None, "房产证或租房合同"),
        _fact("vehicles_count", "机动车辆数", _C, "辆", None, "车辆登记查询结果"),
        _fact("savings", "存款及有价证券", _M, "元", None, "经济状况核对结果"),
        _fact("runs_business", "拥有商业店铺或雇用他人经营", _Y, "", None, "工商登记查询结果"),
        _fact("costly_schooling", "子女读高收费私立学校或自费出国留学", _Y, "", None, "子女就读学校证明"),
        _fact("schooling_stages", "家庭成员在读学段", _S, "", Schooling, "子女就读学校证明"),
        _fact("tags", "档案标签", FactType.texts),
        _fact("applicant_age", "申请人年龄", _C, "岁", None, "身份证"),
        _fact("applicant_sex", "申请人性别", FactType.choice, "", Sex, "身份证"),
        _fact("applicant_relation", "申请人与户主关系", FactType.choice, "", Relation, "户口簿"),
        _fact("applicant_certificates", "申请人持有的有效证件", _S, "", CertificateKind, "证件复印件"),
        _fact("applicant_diseases", "申请人所患疾病", _S, "", Disease, "患病诊断证明书"),
        _fact("applicant_employment", "申请人工作状态", FactType.choice, "", EmploymentState, "单位证明"),
        _fact("applicant_in_service", "申请人在职", _Y, "", None, "单位证明"),
        _fact("applicant_hukou", "申请人户口类型", FactType.choice, "", Hukou, "户口簿"),
        _fact("hukou_place", "户口所在地", FactType.text, "", None, "户口簿"),
        _fact("employer", "工作单位", FactType.text, "", None, "单位证明"),
        _fact(
            "applicant_self_paid_medical",
            "申请人报销补偿后个人负担的医疗费",
            _M,
            "元/年",
            None,
            "医疗费用发票复印件 补偿结算单",
        ),
        _fact("applicant_in_hospital", "申请人患病住院", _Y, "", None, "住院证明"),
        _fact(
            "transferred_without_certificate", "转院治疗而没有转院证明", _Y, "", None, "转院证明或未转院说明"
        ),
        _fact("aid_received_this_year", "本年度已享受本方案救助金额", _M, "元", None, "本年度救助发放记录"),
        _fact("received_on", "申请材料收到日期", FactType.day),
    )
}
"""Every fact there is, by its id."""

BY_LABEL: Mapping[str, Fact] = {fact.label: fact for fact in FACTS.values()}

YES_TAGS = {
    "applicant_in_hospital": ({"住院"}, {"未住院"}),
    "transferred_without_certificate": ({"转院无证明"}, {"未转院", "转院有证明"}),
}
"""Facts the archive has no field for: the tags that say 是, the tags that say 否. No tag: unknown."""

ORIGINS = ("origins", "依据")


@dataclass(frozen=True)
class Facts(Mapping[str, FactValue]):
    """What is known, by fact id, each with where it comes from. What is not in it is unknown."""

    values_by_id: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    origins: Mapping[str, str] = field(default_factory=dict[str, str])

    def __getitem__(self, key: str) -> FactValue:
        return self.values_by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_id)

    def __len__(self) -> int:
        return len(self.values_by_id)

    def number(self, id: str) -> Decimal | None:
        """A figure, or None where it is unknown."""
        value = self.values_by_id.get(id)
        if isinstance(value, Decimal):
            return value
        return Decimal(value) if isinstance(value, int) else None

    def yes(self, id: str) -> bool | None:
        """Yes or no, or None where it is unknown."""
        value = self.values_by_id.get(id)
        return value if isinstance(value, bool) else None

    def chosen(self, id: str) -> frozenset[str] | None:
        """What is chosen; a single choice counts as a set of one; None where it is unknown."""
        value = self.values_by_id.get(id)
        if isinstance(value, frozenset):
            return value
        return frozenset({value}) if isinstance(value, str) else None

    def day(self, id: str) -> date | None:
        """A day, or None where it is unknown."""
        value = self.values_by_id.get(id)
        return value if isinstance(value, date) else None

    def told(self, id: str) -> str:
        """The value in office words with its unit; 未登记 where it is unknown."""
        value = self.values_by_id.get(id)
        return "未登记" if value is None else told(FACTS[id], value)

    def evidence(self, id: str) -> str:
        """Label, value and where the value comes from."""
        origin = self.origins.get(id, "")
        return f"{FACTS[id].label}：{self.told(id)}{f'（{origin}）' if origin else ''}"

    def having(self, **values: FactValue | None) -> Facts:
        """The same facts with some set anew; None makes one unknown."""
        kept = {k: v for k, v in self.values_by_id.items() if k not in values}
        kept.update({k: v for k, v in values.items() if v is not None})
        origins = {k: v for k, v in self.origins.items() if k not in values}
        return replace(self, values_by_id=kept, origins=origins)

    def written(self) -> dict[str, Any]:
        """As the facts file writes them; `parse_facts` gives the same facts back."""
        plain: dict[str, Any] = {id: _written(value) for id, value in self.values_by_id.items()}
        return plain | ({ORIGINS[0]: dict(self.origins)} if self.origins else {})


def told(fact: Fact, value: FactValue) -> str:
    """A value in office words with its unit."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, frozenset):
        # In the order of the forms, so that the same set always reads the same.
        order = list(fact.choices) or sorted(value)
        return "、".join(fact.choices.get(c, c) for c in order if c in value) or "没有"
    if isinstance(value, Decimal):
        return f"{figure(fact, value)} {fact.measure}"
    if isinstance(value, int):
        return f"{value} {fact.unit}"
    return day_words(value) if isinstance(value, date) else fact.choices.get(value, value)


def figure(fact: Fact, value: Decimal) -> str:
    """A figure as it is read for this fact: yuan with two decimals, others as they are."""
    if fact.type in (FactType.money, FactType.quotient):
        return figures(value)
    if fact.type is FactType.whole:
        return f"{value.normalize():f}"
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"


def _written(value: FactValue) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


# ---- from a facts file


@dataclass(frozen=True, kw_only=True)
class FactsFile:
    """A facts file: the facts, and, where it gives them, the place, the lines and the parameters to judge by."""

    facts: Facts
    place: str = ""
    standards: Mapping[LineKind, Decimal] = field(default_factory=dict[LineKind, Decimal])
    parameters: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])


def parse_facts_file(content: object) -> FactsFile:
    """A facts file read and checked; besides facts it may hold 地区, 标准 and 参数."""
    table = dict(_table(content, "事实文件"))
    place = _taken(table, "place", "地区")
    standards = _taken(table, "standards", "标准")
    parameters = _taken(table, "parameters", "参数")
    if place is not None and not isinstance(place, str):
        raise OfficeError(f'事实文件的「地区」应是文字，现在是{kind_of(place)}。请写地名，例如 "示例市"。')
    lines: dict[LineKind, Decimal] = {}
    for key, value in _table(standards, "「标准」").items():
        lines[_line_kind(key)] = _money(f"标准「{key}」", value)
    return FactsFile(
        facts=parse_facts(table),
        place=place or "",
        standards=lines,
        parameters={
            key: _quotient(f"参数「{key}」", value) for key, value in _table(parameters, "「参数」").items()
        },
    )


def parse_facts(content: object) -> Facts:
    """Facts from a flat mapping of fact id or 中文 label to value; null is unknown, an unknown key an error."""
    table = dict(_table(content, "事实文件"))
    origins = _table(_taken(table, *ORIGINS), "「依据」")
    values: dict[str, FactValue] = {}
    for key, raw in table.items():
        fact = _named(key)
        if fact.id in values:
            raise OfficeError(f"「{fact.label}」（{fact.id}）写了两次。请只留一处。")
        if raw is not None:
            values[fact.id] = read_value(fact, raw)
    return Facts(values, {_named(key).id: str(text) for key, text in origins.items()})


def read_value(fact: Fact, raw: object) -> FactValue:
    """A typed value checked against what the fact may be."""
    name = f"「{fact.label}」"
    match fact.type:
        case FactType.money:
            return _money(name, raw)
        case FactType.quotient | FactType.number:
            return _quotient(name, raw)
        case FactType.whole:
            return _count(name, raw)
        case FactType.yes_no:
            return _yes(name, raw)
        case FactType.choice:
            return _choice(fact, raw)
        case FactType.choices | FactType.texts:
            return frozenset(_choice(fact, item) for item in _items(raw))
        case FactType.day:
            return _day(name, raw)
        case FactType.text:
            return _text(name, raw)


def _named(key: str) -> Fact:
    fact = FACTS.get(key) or BY_LABEL.get(key.strip())
    if fact is None:
        hint = near(key, FACTS) or near(key, BY_LABEL)
        raise OfficeError(f"没有名为「{key}」的事实。{hint}可用的名称见手册「事实文件的写法」。")
    return fact


def _money(name: str, raw: object) -> Decimal:
    try:
        return parse_yuan(_plain_figure(name, raw))
    except OfficeError as error:
        raise OfficeError(f"{name}：{error.said}") from error


def _quotient(name: str, raw: object) -> Decimal:
    text = halfwidth(_plain_figure(name, raw)).strip().replace(",", "").removesuffix("元")
    if not _FIGURE.fullmatch(text):
        raise OfficeError(f"{name}：「{text[:40]}」不是能用的数字。请写成 1650 或 1650.5，不能小于 0。")
    if Decimal(text) > MAX_YUAN:
        raise OfficeError(f"{name}：「{text[:40]}」太大，最多 {figures(MAX_YUAN)}。请检查是否多写了数字。")
    return Decimal(text)


_FIGURE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,40})?")


def _plain_figure(name: str, raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise OfficeError(f'{name}应是数字，现在是{kind_of(raw)}。请写成 1650 或 "1650.50"。')
    if isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) < 30:
        return f"{raw:f}"
    return str(raw)


def _count(name: str, raw: object) -> int:
    text = halfwidth(raw).strip() if isinstance(raw, str) else raw
    if isinstance(text, Decimal | float) and text == text and abs(text) < 10**6 and text == int(text):
        text = int(text)
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 6:
        text = int(text)
    if isinstance(text, bool) or not isinstance(text, int) or not 0 <= text < 10**6:
        raise OfficeError(f"{name}应是 0 或更大的整数，现在是{kind_of(raw)}。请改成整数。")
    return text


def _yes(name: str, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip() in ("是", "否"):
        return raw.strip() == "是"
    raise OfficeError(f"{name}应是「是」或「否」（true 或 false），现在是{kind_of(raw)}。不知道请写 null。")


def _choice(fact: Fact, raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise OfficeError(f"「{fact.label}」应是文字，现在是{kind_of(raw)}。请加上引号。")
    text = raw.strip()
    if fact.type is FactType.texts or text in fact.choices:
        return text
    for value, words in fact.choices.items():
        if words == text:
            return value
    listed = "、".join(fact.choices.values())
    raise OfficeError(f"「{fact.label}」没有「{text}」这一项。可以写：{listed}。")


def _items(raw: object) -> list[object]:
    return cast("list[object]", raw) if isinstance(raw, list) else [raw]


def _day(name: str, raw: object) -> date:
    if type(raw) is date:
        return raw
    if not isinstance(raw, str):
        raise OfficeError(f'{name}应是日期，现在是{kind_of(raw)}。请写成 "2026-02-03"。')
    try:
        return parse_day(raw)
    except OfficeError as error:
        raise OfficeError(f"{name}：{error.said}") from error


def _text(name: str, raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise OfficeError(f"{name}应是文字，现在是{kind_of(raw)}。不知道请写 null。")
    return raw.strip()


def _table(raw: object, name: str) -> Mapping[str, object]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise OfficeError(f'{name}应是一组「名称: 值」，现在是{kind_of(raw)}。请写成 {{"家庭人口": 3}}。')
    return cast("Mapping[str, object]", raw)


def _taken(table: dict[str, object], *names: str) -> object:
    found = [name for name in names if name in table]
    if len(found) > 1:
        raise OfficeError(f"「{found[0]}」和「{found[1]}」是同一项，写了两次。请只留一处。")
    return table.pop(found[0]) if found else None


def _line_kind(key: str) -> LineKind:
    for kind, words in LINE_WORDS.items():
        short = words.split("（")[0]
        if key in (kind.value, words, short, short.removesuffix("标准")):
            return kind
    names = "、".join(words.split("（")[0] for words in LINE_WORDS.values())
    raise OfficeError(f"没有名为「{key}」的标准。可以写：{names}。")


# ---- from the archive


def facts_of(
    household: Household,
    applicant: int,
    on: date,
    *,
    aid_received_this_year: Decimal | None = None,
    received_on: date | None = None,
) -> Facts:
    """What the archive knows on that day, for the member who applies.

    What was given before under the scheme, and when the papers came in, stand outside the archive: they are handed in.
    """
    member = household.member(applicant)
    if member is None:
        raise OfficeError(f"档案 {household.number} 里没有第 {applicant} 号家庭成员。请重新选择申请人。")
    found = _Found()
    _money_facts(household, applicant, on, found)
    _property_facts(household, found)
    _people_facts(household, on, found)
    _certificate_facts(household, applicant, on, found)
    _disease_facts(household, member, found)
    _applicant_facts(household, member, on, found)
    _tag_facts(household, on, found)
    found.put("aid_received_this_year", aid_received_this_year, "按已批准的申请累计")
    found.put("received_on", received_on)
    return Facts(found.values, found.origins)


class _Found:
    """Facts as they are gathered from an archive."""

    def __init__(self) -> None:
        self.values: dict[str, FactValue] = {}
        self.origins: dict[str, str] = {}

    def put(self, id: str, value: FactValue | None, origin: str = "") -> None:
        """Keeps the fact, unless it is unknown."""
        if value is None or value == "":
            return
        self.values[id] = value
        if origin:
            self.origins[id] = origin


def _money_facts(household: Household, applicant: int, on: date, found: _Found) -> None:
    sheet = income_sheet(household, on)
    found.put("household_size", len(household.counted) or None)
    found.put("yearly_income", sheet.yearly_income)
    found.put("rigid_yearly_spending", sheet.rigid_yearly_spending)
    if sheet.income_per_head is not None:
        found.put("gross_income_per_head", sheet.income_per_head, sheet.gross_sum)
    if sheet.net_income_per_head is not None:
        found.put("net_income_per_head", sheet.net_income_per_head, sheet.net_sum)
    if not household.known(Topic.expenses):
        return
    bills = _medical_bills(household, on)
    whose = max(bills, key=lambda n: bills[n]) if bills else applicant
    dearest = bills.get(whose, Decimal(0))
    origin = f"{household.owner_name(whose)}，近 12 个月" if dearest else "没有医疗支出"
    if len(bills) > 1:
        origin += "，取自付最多的一人"
    found.put("yearly_self_paid_medical", dearest, origin)
    alone = len(household.members) == 1
    own = bills.get(applicant, Decimal(0)) + (bills.get(0, Decimal(0)) if alone else 0)
    found.put(
        "applicant_self_paid_medical", own, f"{household.owner_name(applicant)}，近 12 个月医疗自付合计"
    )


def _medical_bills(household: Household, on: date) -> dict[int, Decimal]:
    """What each one (0: nobody named) paid for illness in the 12 months, by the rules of the income sheet."""
    ill = [e for e in household.expenses if e.kind is ExpenseKind.illness]
    bills: dict[int, Decimal] = {}
    for whose in dict.fromkeys(e.whose for e in ill):
        own = replace(household, incomes=(), expenses=tuple(e for e in ill if e.whose == whose))
        bills[whose] = income_sheet(own, on).rigid_yearly_spending or Decimal(0)
    return bills


def _property_facts(household: Household, found: _Found) -> None:
    if household.known(Topic.homes):
        found.put("homes_count", *_counted(household, PropertyKind.home))
    if household.known(Topic.vehicles):
        found.put("vehicles_count", *_counted(household, PropertyKind.vehicle))
    if household.known(Topic.savings):
        sums = [p.value for p in household.properties if p.kind is PropertyKind.savings and not p.exempt]
        known = [value for value in sums if value is not None]
        if len(known) == len(sums):
            found.put("savings", sum(known, Decimal(0)))
    if household.known(Topic.business):
        shops = [
            p
            for p in household.properties
            if p.kind in (PropertyKind.business, PropertyKind.other_building) and not p.exempt
        ]
        found.put("runs_business", bool(shops), "、".join(p.description or word(p.kind) for p in shops))
    found.put("housing", _plain(household.housing))
    if household.floor_area is not None and household.counted:
        found.put("floor_area_per_head", household.floor_area / len(household.counted))


def _counted(household: Household, kind: PropertyKind) -> tuple[int, str]:
    all_of: list[Property] = [p for p in household.properties if p.kind is kind]
    exempt = [p for p in all_of if p.exempt]
    origin = f"另有 {len(exempt)} 项不计入：{'、'.join(p.description or word(kind) for p in exempt)}"
    return len(all_of) - len(exempt), origin if exempt else ""


def _people_facts(household: Household, on: date, found: _Found) -> None:
    causes = {str(c) for c in (household.cause, *household.other_causes) if c is not None}
    found.put("causes", frozenset(causes) or None)
    found.put("hardship", _plain(household.hardship))
    found.put("single_parent", household.single_parent)
    found.put("zero_employment", household.zero_employment)
    at_school = [m for m in household.members if m.schooling is not None]
    unclear = [m for m in household.members if m.schooling is None and _may_be_at_school(m, on)]
    if not unclear:
        found.put("schooling_stages", frozenset(str(m.schooling) for m in at_school))
    costly = [m for m in household.members if m.school_kind in _COSTLY]
    if costly:
        named = "、".join(f"{m.name}：{word(m.school_kind)}" for m in costly)
        found.put("costly_schooling", True, named)
    elif not unclear and all(m.school_kind is not None for m in at_school):
        found.put("costly_schooling", False, "" if at_school else "没有在读成员")


_COSTLY = (SchoolKind.private_costly, SchoolKind.abroad_own_cost)
_MAY_STUDY = frozenset(
    {Relation.son, Relation.daughter, Relation.grandchild, Relation.sibling, Relation.other}
)
_SCHOOL_AGES = range(3, 26)


def _may_be_at_school(member: Member, on: date) -> bool:
    """Whether someone without a school on file could well have one: then it is unknown, not none."""
    if member.relation not in _MAY_STUDY or member.employment is not None:
        return False
    age = member.age_on(on)
    return age is None or age in _SCHOOL_AGES


def _certificate_facts(household: Household, applicant: int, on: date, found: _Found) -> None:
    if not household.known(Topic.certificates):
        return
    own = [c for c in household.certificates if c.whose in (0, applicant)]
    for id, held in (("household_certificates", household.certificates), ("applicant_certificates", own)):
        valid = frozenset(str(c.kind) for c in held if c.valid_on(on))
        found.put(id, valid, "；".join(_certificate_words(household, c, on) for c in held))


def _certificate_words(household: Household, certificate: Certificate, on: date) -> str:
    name = f"{household.owner_name(certificate.whose)} {word(certificate.kind)}"
    if certificate.valid_on(on):
        until = certificate.expires_on
        return f"{name}，有效期至 {until.isoformat()}" if until else name
    if certificate.issued_on is not None and certificate.issued_on > on:
        return f"{name}，{certificate.issued_on.isoformat()} 起才生效，不计"
    expired = certificate.expires_on
    return f"{name}，已于 {expired.isoformat() if expired else ''} 到期，不计"


_HEALTH_TELLS = {
    Health.cancer: Disease.cancer,
    Health.end_stage_kidney: Disease.kidney_failure,
    Health.coma: Disease.other_serious,
    Health.paralysis: Disease.other_serious,
    Health.alzheimer: Disease.other_serious,
    Health.parkinson: Disease.other_serious,
    Health.motor_neuron: Disease.other_serious,
}
"""Health words of the archive form that name a serious disease beyond doubt."""

_HEALTH_FINE = frozenset({Health.good, Health.minor})


def _disease_facts(household: Household, member: Member, found: _Found) -> None:
    checked = household.known(Topic.illnesses)
    of_all = {m.ordinal: _diseases(m, checked) for m in household.counted}
    own = of_all.get(member.ordinal) if member.lives_here else _diseases(member, checked)
    found.put("applicant_diseases", own, _disease_words([member]))
    gathered = frozenset(d for diseases in of_all.values() if diseases for d in diseases)
    if checked or all(diseases is not None for diseases in of_all.values()):
        found.put("household_diseases", gathered, _disease_words(household.counted))


def _diseases(member: Member, checked: bool) -> frozenset[str] | None:
    listed = {str(i.disease) for i in member.illnesses}
    told = _HEALTH_TELLS.get(member.health) if member.health else None
    if told is not None:
        listed.add(str(told))
    if listed or checked or member.health in _HEALTH_FINE:
        return frozenset(listed)
    return None


def _disease_words(members: tuple[Member, ...] | list[Member]) -> str:
    told = [
        f"{m.name}：{'、'.join(i.name or word(i.disease) for i in m.illnesses) or word(m.health)}"
        for m in members
        if m.illnesses or m.health in _HEALTH_TELLS
    ]
    return "；".join(told)


_IN_SERVICE = frozenset({EmploymentState.at_work, EmploymentState.sick_leave, EmploymentState.migrant_worker})


def _applicant_facts(household: Household, member: Member, on: date, found: _Found) -> None:
    found.put("applicant_age", member.age_on(on))
    found.put("applicant_sex", _plain(member.sex))
    found.put("applicant_relation", str(member.relation))
    found.put("applicant_employment", _plain(member.employment))
    if member.employment not in (None, EmploymentState.other):
        found.put("applicant_in_service", member.employment in _IN_SERVICE, word(member.employment))
    found.put("applicant_hukou", _plain(member.hukou))
    found.put("hukou_place", household.hukou_place)
    found.put("employer", member.employer)


def _tag_facts(household: Household, on: date, found: _Found) -> None:
    current = frozenset(
        t.name
        for t in household.tags
        if (t.since is None or t.since <= on) and (t.until is None or on <= t.until)
    )
    found.put("tags", current)
    for id, (yes, no) in YES_TAGS.items():
        said, denied = current & yes, current & no
        if bool(said) != bool(denied):
            found.put(id, bool(said), f"档案标签「{'、'.join(sorted(said or denied))}」")


def _plain(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)
