"""The words of the code lists as rosters write them: the current ones, the older ones, and their many spellings.

Lists are read by label, never by number: the numbers differ from system to system.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from desktop.casework.roster_values import BLANKS, NONE_WORDS, NOTHING, Read, Reader, text_of
from desktop.domain import words
from desktop.domain.household import Cause, Hardship, Housing
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
from desktop.store.spreadsheets import Value

ILL = "ill"
"""因病: an illness, but the word does not say whose."""

_CODE_NOISE = dict.fromkeys(map(ord, " \t\r\n()[]【】〔〕/\\、,.。·-—_:;\"'*"))

E = TypeVar("E", bound=StrEnum)


def code_key(text: str) -> str:
    """A word of a code list without spaces, brackets, strokes and a leading number: 下(待)岗 and 3.下待岗 agree."""
    key = unicodedata.normalize("NFKC", text).translate(_CODE_NOISE).upper()
    return key.lstrip("0123456789") or key


def coded(
    lists: Iterable[type[E]],
    aliases: dict[E, str],
    silent: str = "",
    guess: Callable[[str], Read | None] | None = None,
) -> Reader:
    """A reader for code lists by their words and by older ones.

    An alias with ~ before it loses detail: the text is kept in the remark. The words in `silent` say nothing.
    `guess` is asked last.
    """
    table: dict[str, Read] = {code_key(blank): NOTHING for blank in silent.split()}
    for kind in lists:
        for value, label in words.choices(kind):
            table[code_key(label)] = Read(value)
    for value, others in aliases.items():
        for other in others.split():
            exact = other.removeprefix("~")
            table[code_key(exact)] = Read(value, remark="" if other == exact else exact)

    def read(value: Value) -> Read:
        text = text_of(value)
        if text.upper() in BLANKS:
            return NOTHING
        found = table.get(code_key(text)) or (guess(text) if guess else None)
        if found is not None:
            return Read(found.value, remark=text) if found.remark else found
        return Read(
            remark=text, warning=f"「{text}」不在代码表里，这一项按未填处理，原文已记入备注。", strange=text
        )

    return read


def listed(known: Iterable[str], aliases: dict[str, str], silent: str = "") -> Reader:
    """A reader for code lists kept as plain text; what is not on the list is kept as it is, with a warning."""
    table = {code_key(name): Read(name) for name in known}
    table.update({code_key(blank): NOTHING for blank in silent.split()})
    for name, others in aliases.items():
        table.update({code_key(other): Read(name) for other in others.split()})

    def read(value: Value) -> Read:
        text = text_of(value)
        if text.upper() in BLANKS:
            return NOTHING
        found = table.get(code_key(text))
        return found or Read(text, warning=f"「{text}」不在代码表里，已照原文登记，请核对。", strange=text)

    return read


_GONE = {
    "已故": Leaving.died,
    "去世": Leaving.died,
    "已去世": Leaving.died,
    "死亡": Leaving.died,
    "已死亡": Leaving.died,
    "病故": Leaving.died,
    "失踪": Leaving.missing,
    "离异": Leaving.divorced,
    "离婚": Leaving.divorced,
}
"""What a school's form writes for the health of a parent who is listed, but does not count."""


def _guess_health(text: str) -> Read | None:
    if gone := _GONE.get(code_key(text)):
        return Read(gone)
    if text.endswith("癌") or "恶性肿瘤" in text:
        return Read(Health.cancer, remark=text)
    return Read(Health.blood, remark=text) if "白血病" in text else None


read_sex = coded([Sex], {Sex.male: "男性 M 先生", Sex.female: "女性 F 女士"})
read_relation = coded(
    [Relation],
    {
        Relation.head: "户主 申请人 自己",
        Relation.husband: "夫 老公",
        Relation.wife: "妻 老婆",
        Relation.spouse: "爱人 夫妻",
        Relation.son: "子 儿 长子 次子 三子 大儿子 二儿子 小儿子 独子 独生子 ~养子 ~继子",
        Relation.daughter: "女 长女 次女 三女 大女儿 二女儿 小女儿 独女 独生女 ~养女 ~继女",
        Relation.father: "父 爸爸 ~养父 ~继父",
        Relation.mother: "母 妈妈 ~养母 ~继母",
        Relation.grandfather: "爷爷 ~外祖父 ~外公 ~姥爷",
        Relation.grandmother: "奶奶 ~外祖母 ~外婆 ~姥姥",
        Relation.grandchild: "孙子 孙女 祖孙 ~外孙 ~外孙子 ~外孙女",
        Relation.sibling: "兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄妹 姐弟",
        Relation.son_in_law: "",
        Relation.daughter_in_law: "儿媳妇",
        Relation.parent_in_law: "公公 婆婆 岳父 岳母 公婆",
        Relation.other: "其它",
    },
)
_EMPLOYMENT = {
    EmploymentState.at_work: "在职 上岗 在业 就业 正式在职 在编 在岗职工 在职职工 已就业",
    EmploymentState.laid_off: "下岗 待岗 下岗待岗 下岗职工",
    EmploymentState.unemployed: "失业 无业 待业 未就业 失业无业 无工作",
    EmploymentState.retired: "离退休 已退休 退休职工 ~病退 ~退职",
    EmploymentState.sick_leave: "病假 长期病假 长病假",
    EmploymentState.early_retired: "内部退养",
    EmploymentState.migrant_worker: "进城务工 务工 外出务工 打工",
    EmploymentState.unable: "丧失劳动能力 完全丧失劳动能力",
    EmploymentState.other: "其它 ~灵活就业 ~务农 ~个体 ~个体经营 ~自由职业",
}
_SCHOOLING = {
    Schooling.preschool: "学龄前 幼儿 幼儿园 学前儿童",
    Schooling.primary: "小学生",
    Schooling.junior: "初中生",
    Schooling.senior: "高中生",
    Schooling.vocational: "中职 中专 中技 技校 职高 中职生 中专生 职业高中 技工学校",
    Schooling.university: "大学 本科 本科生 大专 专科 大专生 专科生 高职 在校大学生",
    Schooling.postgraduate: "硕士 博士 硕士研究生 博士研究生",
}
read_employment = coded([EmploymentState], _EMPLOYMENT)
read_standing: Reader = coded([EmploymentState, Schooling], {**_EMPLOYMENT, **_SCHOOLING})
read_worker_kind = coded(
    [EmploymentState], {**_EMPLOYMENT, EmploymentState.at_work: "正式在职 在职 ~劳务派遣 ~合同工 ~临时工"}
)
read_health = coded(
    [Health],
    {
        Health.good: "健康 正常 好 健康良好",
        Health.cancer: "癌症 癌",
        Health.cardiovascular: "心血管疾病 ~心脏病 ~冠心病",
        Health.cerebrovascular: "脑血管疾病 ~脑梗 ~脑梗死 ~脑卒中 ~中风 ~脑出血",
        Health.end_stage_kidney: "尿毒症 ~肾衰竭 ~肾功能衰竭",
        Health.mental: "精神疾病 ~精神分裂症",
        Health.liver: "~肝硬化 ~乙肝",
        Health.tumour: "肿瘤",
        Health.spine: "~腰椎病 ~颈椎病 ~腰椎间盘突出",
        Health.hypertension: "高血压",
        Health.lung: "~尘肺 ~尘肺病",
        Health.minor: "~慢性病 ~小病（或轻残） ~小病",
        Health.alzheimer: "~阿尔茨海默病 ~老年痴呆",
        Health.parkinson: "~帕金森病",
        Health.disabled: "~残疾人 ~肢体残疾",
    },
    guess=_guess_health,
)
read_marriage = coded(
    [Marriage],
    {
        Marriage.married: "有配偶 初婚 ~再婚 ~复婚",
        Marriage.divorced: "离婚 离婚未再婚",
        Marriage.widowed: "丧偶未再婚",
    },
)
read_hukou = coded(
    [Hukou],
    {
        Hukou.urban: "非农 非农业户口 非农户口 城镇 城镇户口 城镇居民 居民",
        Hukou.rural: "农业户口 农村 农村户口 农户",
        Hukou.converted: "农转非 农转居户口",
    },
)
read_housing = coded(
    [Housing],
    {
        Housing.self_built: "自建",
        Housing.commercial: "~自购房 ~房改房 ~购买商品房",
        Housing.affordable: "经适房",
        Housing.price_limited: "限价房",
        Housing.employer_rented: "单位公房 承租公房",
        Housing.public_rented: "廉租房 公租房 公共租赁住房 廉租住房",
        Housing.rented: "租住 租赁 出租房 租赁房 市场租房",
        Housing.none: "无 没有",
        Housing.other: "其它 ~借住",
    },
)
_HARDSHIP = {
    Hardship.deep: "深度困难职工 深度困难家庭 深度困难户",
    Hardship.relative: "相对困难职工 相对困难家庭 相对困难户",
    Hardship.accidental: "意外致困户 意外致困职工 意外致困家庭",
    Hardship.on_dibao: "享受低保 低保 低保家庭 低保职工 已享受低保",
    Hardship.near_dibao: "边缘户 低保边缘 低保边缘家庭 低保边缘职工",
}
read_hardship = coded([Hardship], _HARDSHIP)
_CAUSES: dict[Cause, str] = {
    Cause.own_illness: "本人患大病 本人疾病 本人患病",
    Cause.family_illness: "供养直系亲属大病 家属患病 亲属大病 供养亲属大病 家庭成员大病 家人大病 子女大病",
    Cause.disability: "因残 本人残疾 ~家属残疾",
    Cause.disaster: "遭受自然灾害 因灾 灾害 ~意外灾害",
    Cause.accident: "遭受意外事故 意外 突发意外 因意外",
    Cause.schooling: "因学 子女就学 子女入学 子女教育",
    Cause.job_loss: "失业 下岗 ~有劳动能力而未就业 ~未就业",
    Cause.low_income: "收入低 低收入",
    Cause.no_insurance: "~未参加社会保险 ~社会保险待遇落实不到位",
    Cause.unable_to_work: "丧失劳动能力",
    Cause.single_parent: "单亲家庭",
    Cause.other: "其它 其他原因",
}


def _guess_cause(text: str) -> Read | None:
    return Read(ILL) if code_key(text) in {"因病", "患重特大疾病", "疾病", "大病", "患病"} else None


read_cause = coded([Cause], _CAUSES, guess=_guess_cause)


def read_causes(value: Value) -> Read:
    """Several causes in one cell."""
    found: list[Cause] = []
    left: list[str] = []
    for text in re.split(r"[、,，;；/\s]+", text_of(value)):
        read = read_cause(text)
        if isinstance(read.value, Cause):
            found.append(read.value)
        elif text and text.upper() not in BLANKS and text not in NONE_WORDS:
            left.append(text)
    kept = "、".join(left)
    warning = f"「{kept}」不在代码表里，原文已记入备注。" if kept else ""
    return Read(tuple(dict.fromkeys(found)) or None, warning=warning, remark=kept)


def read_standard_met(value: Value) -> Read:
    """The county sheet's 困难标准: whole sentences; kept, and understood only where they name one category."""
    text = text_of(value)
    if text.upper() in BLANKS:
        return NOTHING
    exact = read_hardship(text)
    if exact.value:
        return exact
    named = {kind for kind, sign in _STANDARD_SIGNS if sign in text}
    if len(named) == 1:
        return Read(named.pop(), remark=text)
    return Read(remark=text, warning="从「困难标准」看不出困难类别，原文已记入备注。请在档案里选择类别。")


_STANDARD_SIGNS = (
    (Hardship.deep, "深度困难"),
    (Hardship.relative, "相对困难"),
    (Hardship.accidental, "意外致困"),
    (Hardship.on_dibao, "享受低保"),
    (Hardship.on_dibao, "享受最低生活保障"),
    (Hardship.near_dibao, "低保边缘"),
)

_YES = frozenset("是 有 对 Y YES TRUE √ ✓ ✔ 1 已参加 已参保 参保 参加 已进入 进入 已加入".split())
_NO = frozenset("否 无 没有 不是 不 N NO FALSE × ✗ X 0 未参加 未参保 未进入 不参加 未加入".split())
_INSURANCE = ("医保", "新农合", "医疗保险", "合作医疗", "公费医疗")


def read_yes_no(value: Value) -> Read:
    """是 or 否; empty stays unknown."""
    if isinstance(value, bool):
        return Read(value)
    text = text_of(value)
    key = unicodedata.normalize("NFKC", text).upper()
    if key in _YES:
        return Read(True)
    if key in _NO:
        return Read(False)
    if key in BLANKS:
        return NOTHING
    return Read(
        remark=text,
        warning=f"「{text}」不是「是」或「否」，这一项按未填处理，原文已记入备注。",
        strange=text,
    )


def read_insured(value: Value) -> Read:
    """Whether a person is in the health insurance; naming one (居民医保) means yes."""
    text = text_of(value)
    if any(sign in text for sign in _INSURANCE) and not text.startswith(("未", "无", "没", "不")):
        return Read(True, remark=text)
    return read_yes_no(value)


_DISABILITIES = {
    **{label: kind for kind, label in words.choices(DisabilityKind)},
    "语言": DisabilityKind.speech,
    "聋": DisabilityKind.hearing,
    "盲": DisabilityKind.sight,
    "低视力": DisabilityKind.sight,
}
_GRADE = re.compile(r"([一二三四1-4])级")
_GRADES = {"一": 1, "二": 2, "三": 3, "四": 4}
_DEGREES = (("极重度", 1), ("重度", 2), ("中度", 3), ("轻度", 4))
_ABLE = frozenset({"无", "否", "没有", "无残疾", "健康", "非残疾", "不是", "良好"})


def read_disability(value: Value) -> Read:
    """Kind and grade out of one cell: 肢体二级, 二级肢体残疾, 听力残疾（一级）, 视力一级盲, 智力重度."""
    text = text_of(value)
    if text in _ABLE or text.upper() in BLANKS:
        return NOTHING
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    kinds = {kind for sign, kind in _DISABILITIES.items() if sign in folded}
    found = [_GRADES.get(g) or int(g) for g in _GRADE.findall(folded)]
    if not found:
        found = [grade for degree, grade in _DEGREES if degree in folded][:1]
    grade = min(found, default=None)
    if "低视力" in folded and grade and grade <= 2:
        grade += 2  # the older list: 一级盲, 二级盲, 一级低视力, 二级低视力
    if not kinds and grade is None:
        return Read(remark=text, warning=f"从「{text}」看不出残疾类别和等级，原文已记入备注。")
    kind = DisabilityKind.multiple if len(kinds) > 1 else next(iter(kinds), None)
    return Read((kind, grade), remark=text if len(kinds) > 1 or len(found) > 1 else "")


_ETHNIC = {f"{name}": name.removesuffix("族") for name in words.ETHNICITIES}
read_ethnicity = listed((*words.ETHNICITIES, "其他", "外国血统中国籍人士"), {**_ETHNIC, "其他": "其它"})
read_political = listed(
    (*words.POLITICAL, *"民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 无党派人士".split()),
    {
        "中共党员": "党员 共产党员",
        "中共预备党员": "预备党员",
        "共青团员": "团员",
        "群众": "无 普通群众 无党派",
        "其他": "其它",
    },
)
read_model_worker = listed(
    words.MODEL_WORKER,
    {
        "非劳模": "无 否 非 不是",
        "全国劳模": "国家级劳模 全国级劳模",
        "省（部）级劳模": "省级劳模 部级劳模 省劳模",
        "地市级劳模": "市级劳模 市劳模 地级劳模",
    },
)
read_employer_kind = listed(
    words.EMPLOYER_KINDS,
    {
        "国有机关/事业单位": "机关 事业单位 机关事业单位 国家机关 行政机关 党政机关 行政事业单位",
        "国有企业": "国企 国有",
        "集体企业": "集体",
        "民营/私营/个体企业": "民营企业 私营企业 民营 私营 个体 个体企业 非公企业 民企",
        "其他": "其它",
    },
    "无",
)
read_employer_state = listed(
    words.EMPLOYER_STATES,
    {
        "正常": "正常经营 正常生产 生产正常 良好 正常运行",
        "亏损企业": "亏损",
        "改制企业": "改制",
        "关闭破产企业": "关闭 破产 关闭破产 已破产",
    },
    "无",
)
_OLD_INDUSTRIES = (
    "农林牧渔业 金融保险业 社会服务业 科技 文化 体育 宗教 医疗卫生 军队 国家机关 纺织 冶金 煤炭 机电 电子仪表 化工 国防 城建 精工 财贸 医药系统 其他"
).split()
read_industry = listed((*words.INDUSTRIES, *_OLD_INDUSTRIES), {"其他": "其它"}, "无")
