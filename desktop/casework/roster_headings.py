"""The heading of a roster (名册表头): which column holds what, under the many names offices give it.

Columns are those of the union import sheet (42 and five members of nine) and of the county sheet (13).
Headings may stand on one level (家庭成员1姓名) or on two (家庭成员1 above 姓名), below a title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.store.spreadsheets import HEADING_ROWS, Area, Value


class Layout(StrEnum):
    """The two kinds of roster that are known."""

    union = "union"
    county = "county"


LAYOUT_LABELS = {
    Layout.union: "工会困难职工名册（每户一行，含家庭成员 1—5）",
    Layout.county: "县级困难职工表（每户一行，不含家庭成员）",
}
RESULT = "导入结果"
"""Heading of the column in which a returned copy says what became of each row."""

_HEAD: dict[str, tuple[str, str]] = {
    "number": ("编号", "职工编号 档案编号 档案号 困难职工编号"),
    "hardship": ("困难类别", "困难类型 困难状况 困难职工类别 困难程度"),
    "name": ("姓名", "职工姓名 本人姓名 申请人姓名 申请人 户主姓名 户主 困难职工姓名 姓名全称"),
    "ethnicity": ("民族", ""),
    "sex": ("性别", ""),
    "political_status": ("政治面貌", "政治面目"),
    "id_number": (
        "身份证号",
        "身份证 身份证号码 居民身份证号 居民身份证号码 公民身份号码 公民身份证号 公民身份证号码 身份号码 证件号 证件号码 "
        "身份证件号 身份证件号码 职工身份证号 职工身份证号码 本人身份证号 本人身份证号码 户主身份证号 户主身份证号码",
    ),
    "born": ("出生日期", "出生年月 出生年月日 生日 出生时间"),
    "age": ("年龄", "周岁"),
    "health": ("健康状况", "健康状态 身体状况 健康情况"),
    "disability": ("残疾类别", "疾病/残疾类别 残疾类型 残疾情况 残疾类别及等级 残疾类别等级 残疾等级 残疾类别/等级"),
    "employment": ("工作状态", "工作状况 就业状态 就业状况 在职状态 人员状态"),
    "worker_kind": ("职工身份", "用工形式 职工类别"),
    "model_worker": ("劳模类型", "劳模类别 劳模"),
    "housing": ("住房类型", "住房性质 住房情况 房屋类型 住房类别"),
    "floor_area": ("建筑面积", "住房面积 住房建筑面积 房屋面积 房屋建筑面积"),
    "phone": ("手机号码", "手机号 手机 联系电话 电话 电话号码 联系方式 本人电话 移动电话 联系手机 联系电话号码 本人手机号"),
    "other_contact": ("其他联系方式", "其它联系方式 其他联系电话 其他电话 固定电话 备用电话"),
    "postcode": ("邮政编码", "邮编"),
    "started_work": ("工作时间", "参加工作时间 参加工作年月 参加工作日期 入职时间 工作日期"),
    "industry": ("所属行业", "行业 所在行业"),
    "marriage": ("婚姻状态", "婚姻状况 婚姻情况 婚姻 婚否"),
    "hukou": ("户口类型", "户口性质 户籍性质 户籍类型 户口类别"),
    "address": ("家庭住址", "家庭地址 住址 现住址 家庭详细住址 家庭详细地址 居住地址 现居住地 现居住地址 地址 通讯地址"),
    "employer": ("工作单位", "单位 单位名称 所在单位 工作单位名称 所属单位"),
    "employer_kind": ("单位性质", "单位类型 单位类别"),
    "employer_state": ("企业状态", "企业状况 单位状况 单位状态"),
    "single_parent": ("是否单亲", "单亲 是否单亲家庭 单亲家庭"),
    "monthly_income": (
        "本人月平均收入",
        "本人月均收入 本人月收入 本人平均月收入 月平均收入 月均收入 月收入 职工月收入 本人月平均工资 本人月工资",
    ),
    "other_income": ("家庭其他非薪资年收入", "家庭其它非薪资年收入 其他非薪资年收入 家庭非薪资年收入"),
    "yearly_income": ("家庭年度总收入", "家庭年总收入 家庭全年总收入 家庭年收入 家庭总收入 年度总收入 家庭年度收入 全年家庭总收入"),
    "family_income": ("家庭收入", ""),
    "people": ("家庭人口", "家庭人数 家庭人口数 家庭成员数 家庭成员人数 人口数 人口 家庭总人口 共同生活人数"),
    "per_head": ("家庭月人均收入", "家庭人均月收入 月人均收入 人均月收入 家庭人均收入 家庭平均月收入"),
    "hukou_place": ("户口所在地", "户口所在地行政区划 户籍所在地 户籍地址 户口地址 户籍地 户口所在地区"),
    "insured": ("是否进入医保", "医保状况 医保状态 医保 是否参加医保 是否参保 医疗保险 参保情况 是否有医保 医保情况"),
    "self_help": ("是否有一定自救能力", "是否有自救能力 有无自救能力 自救能力 有一定自救能力"),
    "zero_employment": ("是否为零就业家庭", "是否零就业家庭 零就业家庭 零就业"),
    "cause": ("主要致困原因", "致困原因 困难原因 致贫原因 主要困难原因"),
    "other_causes": ("次要致困原因", "其他致困原因 其它致困原因"),
    "standard_met": ("困难标准", "符合困难标准 符合标准"),
    "explanation": ("说明", "情况说明 困难情况说明 困难说明"),
    "bank": ("开户银行", "开户行 银行名称 银行"),
    "bank_branch": ("支行名称", "开户支行 支行 开户行支行 开户支行名称"),
    "card_number": ("银行卡号", "银行卡 卡号 银行账号 银行帐号 银行卡账号 账号 帐号 银行账户 工资卡号"),
    "filed_by": ("建档人", "建档人姓名 登记人"),
    "reviewed_by": ("审核人", "审核人姓名"),
    "entered_by": ("录入人", "录入人姓名 录入员"),
    "filed_on": ("建档日期", "建档时间 登记日期 申报日期"),
    "remark": ("备注", "附注"),
}  # fmt: skip
_MEMBER: dict[str, tuple[str, str]] = {
    "name": ("姓名", "成员姓名 名字"),
    "relation": (
        "关系",
        "与户主关系 与本人关系 与职工关系 与申请人关系 称谓 与户主的关系 与本人的关系 与申请人的关系 家庭关系 成员关系",
    ),
    "sex": ("性别", ""),
    "ethnicity": ("民族", ""),
    "political_status": ("政治面貌", "政治面目"),
    "id_number": ("身份证号", "身份证 身份证号码 居民身份证号 居民身份证号码 公民身份号码 证件号码 证件号"),
    "born": ("出生日期", "出生年月 出生年月日 生日"),
    "age": ("年龄", ""),
    "health": ("健康状况", "健康状态 身体状况 健康情况"),
    "disability": ("残疾类别", "疾病/残疾类别 残疾情况 残疾类型"),
    "monthly_income": ("月收入", "月平均收入 月均收入 收入 个人月收入"),
    "standing": ("身份", "人员身份 成员身份 工作状态 就业状况 职业"),
    "employer": (
        "单位或学校",
        "工作单位 单位 单位/学校 工作单位或学校 工作单位/学校 学校 就读学校 学校或单位 单位学校 所在单位或学校",
    ),
    "insured": ("医保状况", "是否进入医保 医保 是否参保 医保状态"),
    "marriage": ("婚姻状况", "婚姻状态 婚姻"),
    "hukou": ("户口类型", "户口性质"),
    "phone": ("联系电话", "电话 手机号码 手机号 手机"),
    "remark": ("备注", ""),
}
_IGNORED = frozenset({"序号", "序", "行号", "NO.", "NO"})
_COUNTY_ONLY = frozenset({"worker_kind", "family_income", "standard_met", "explanation"})
_UNION_ONLY = frozenset({"hardship", "yearly_income", "health", "employment", "housing", "marriage", "hukou"})

_NUMERAL = r"[一二三四五六七八九十]{1,2}|\d{1,2}"
_NOTE = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_GROUP = re.compile(
    rf"(?:第(?P<before>{_NUMERAL})[位名个])?(?:家庭)?(?:主要)?(?:共同生活)?(?:家庭)?(?:成员|家属)(?:基本)?(?:情况|信息|资料)?"
    rf"(?P<after>{_NUMERAL})?[-_—.,:/|、·]*(?P<rest>.*)"
)
_NUMBERED = re.compile(rf"(?P<rest>.+?)(?P<number>{_NUMERAL})")
_DROPPED = dict.fromkeys(map(ord, "*★☆※●:?'\"`。;"))
_HAN_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True)
class Column:
    """One column that is understood: `slot` 0 is the worker, 1 and on the members."""

    index: int
    key: str
    slot: int
    label: str
    heading: str


@dataclass(frozen=True)
class Heading:
    """A heading found: its (lowest) row counted from 0, the columns, and what was not understood."""

    row: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    texts: tuple[str, ...]
    result_column: int | None = None

    @property
    def layout(self) -> Layout:
        """Which of the two sheets it is."""
        keys = {column.key for column in self.columns if column.slot == 0}
        members = any(column.slot for column in self.columns)
        county = len(keys & _COUNTY_ONLY) > len(keys & _UNION_ONLY)
        return Layout.county if county and not members else Layout.union

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns no roster can do without and that are not there."""
        keys = {column.key for column in self.columns if column.slot == 0}
        return tuple(_HEAD[key][0] for key in ("name", "id_number") if key not in keys)


def plain(text: str) -> str:
    """A heading without spaces, line breaks, required marks, notes in brackets and full-width forms."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    folded = _NOTE.sub(lambda note: note[1] if re.fullmatch(_NUMERAL, note[1]) else "", folded)
    return folded.translate(_DROPPED).upper()


def _lexicon(table: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {plain(name): key for key, (label, others) in table.items() for name in (label, *others.split())}


_HEAD_WORDS = _lexicon(_HEAD)
_MEMBER_WORDS = _lexicon(_MEMBER)


def find_heading(rows: Sequence[Sequence[Value]], merged: Sequence[Area]) -> Heading | None:
    """The heading among the first rows: the row (with the levels above it) that names the most columns."""
    levels = _levels(rows[:HEADING_ROWS], merged)
    best: Heading | None = None
    for row in range(len(levels)):
        found = _heading(levels, row)
        if best is None or len(found.columns) > len(best.columns):
            best = found
    return best if best and best.columns else None


@dataclass(frozen=True)
class _Cell:
    text: str
    area: Area


def _levels(rows: Sequence[Sequence[Value]], merged: Sequence[Area]) -> list[list[_Cell]]:
    """The first rows with every merged area filled with its text."""
    width = max((len(row) for row in rows), default=0)
    grid = [
        [
            _Cell(
                value.strip()
                if isinstance(value, str)
                else str(value)
                if not isinstance(value, float)
                else "",
                (r, c, r, c),
            )
            for c, value in enumerate((*row, *[""] * (width - len(row))))
        ]
        for r, row in enumerate(rows)
    ]
    for area in merged:
        top, left, bottom, right = area
        if top >= len(grid) or left >= width:
            continue
        cell = _Cell(grid[top][left].text, area)
        for r in range(top, min(bottom + 1, len(grid))):
            for c in range(left, min(right + 1, width)):
                grid[r][c] = cell
    return grid


def _heading(levels: list[list[_Cell]], row: int) -> Heading:
    columns: list[Column] = []
    unknown: list[str] = []
    texts: list[str] = []
    result: int | None = None
    taken: set[tuple[int, str]] = set()
    for index, cell in enumerate(levels[row]):
        leaf, group, certain = cell, "", False
        if row and not leaf.text and not _spans_columns(levels[row - 1][index]):
            leaf = levels[row - 1][index]  # a heading that stands on the upper level alone
        elif row:
            group, certain = _group_above(levels, row, index)
        if not leaf.text or leaf.area[3] - leaf.area[1] > 8:
            continue
        heading = f"{group} {leaf.text}" if group else leaf.text
        texts.append(" ".join(heading.split()))
        word = plain(leaf.text)
        if word == RESULT:
            result = index
            continue
        if word in _IGNORED:
            continue
        last = columns[-1] if columns else None
        found = _meaning(plain(group), certain, word, last, taken)
        if found is None or found in taken:
            again = "（重复的列，只用前面一列）" if found else ""
            unknown.append(texts[-1] + again)
            continue
        taken.add(found)
        slot, key = found
        label = f"家庭成员{slot}{_MEMBER[key][0]}" if slot else _HEAD[key][0]
        columns.append(Column(index, key, slot, label, texts[-1]))
    return Heading(row, tuple(columns), tuple(unknown), tuple(texts), result)


def _spans_columns(cell: _Cell) -> bool:
    return cell.area[3] > cell.area[1]


def _group_above(levels: list[list[_Cell]], row: int, index: int) -> tuple[str, bool]:
    """The member group a column stands under, and whether merged cells prove it.

    Where the group's cells are not merged, its name holds for the empty cells to its right.
    """
    for upper in range(row - 1, max(row - 3, -1), -1):
        cell = levels[upper][index]
        if cell.area == levels[row][index].area:
            continue
        if cell.text:
            return (cell.text, _spans_columns(cell)) if _is_group(cell.text) else ("", False)
        left = next((c for c in reversed(levels[upper][:index]) if c.text), None)
        if left and not _spans_columns(left) and _is_group(left.text):
            return left.text, False
    return "", False


def _is_group(text: str) -> bool:
    group = _GROUP.fullmatch(plain(text))
    return group is not None and not group["rest"]


def _meaning(
    group: str, certain: bool, word: str, last: Column | None, taken: set[tuple[int, str]]
) -> tuple[int, str] | None:
    """Slot and key of a column, from its group, its own words and the column before it."""
    if group and (found := _member(group + word, taken)):
        return found
    if certain:
        return None
    key = _HEAD_WORDS.get(word)
    own = _MEMBER_WORDS.get(word)
    if last and last.slot and own and (key is None or (0, key) in taken):
        # 家庭成员1姓名, 关系, 性别 …: only the first of a member's columns bears the number
        return last.slot + (own == "name" and (last.slot, own) in taken), own
    if key is not None:
        return 0, key
    return _member(word, taken)


def _member(word: str, taken: set[tuple[int, str]]) -> tuple[int, str] | None:
    """Slot and key of 家庭成员1姓名, 成员姓名1, 家庭成员姓名 (numbered by its turn) or 关系2."""
    group = _GROUP.fullmatch(word)
    rest = group["rest"] if group else word
    number = (group["before"] or group["after"]) if group else None
    if rest not in _MEMBER_WORDS and number is None and (numbered := _NUMBERED.fullmatch(rest)):
        rest, number = numbered["rest"], numbered["number"]
    key = _MEMBER_WORDS.get(rest)
    if key is None or (group is None and number is None):
        return None
    if number is None:
        return next(slot for slot in range(1, len(taken) + 2) if (slot, key) not in taken), key
    slot = int(number) if number.isdecimal() else sum(_HAN_NUMERALS[c] for c in number)
    return (slot, key) if 0 < slot <= 20 else None
