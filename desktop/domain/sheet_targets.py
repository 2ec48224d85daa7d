"""What a column of a roster may hold (栏目): every field of a household, its people and its students, and its many names.

The union import sheet (42 columns and five members of nine), the county sheet (13) and the student sheet are told by
these words; any other sheet is mapped onto them.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.person import Relation
from desktop.domain.student import StudentFlag

RELATION = "relation"
"""Of the worker's own columns: a sheet with one person a row, told apart by what they are to the head."""

_UNION: dict[str, tuple[str, str]] = {
    "number": ("编号", "职工编号 档案编号 档案号 困难职工编号"),
    "hardship": ("困难类别", "困难类型 困难状况 困难职工类别 困难程度"),
    "name": ("姓名", "职工姓名 本人姓名 申请人姓名 申请人 户主姓名 户主 困难职工姓名 姓名全称 学生姓名 教职工姓名"),
    "ethnicity": ("民族", ""),
    "sex": ("性别", ""),
    "political_status": ("政治面貌", "政治面目"),
    "id_number": (
        "身份证号",
        "身份证 身份证号码 居民身份证号 居民身份证号码 公民身份号码 公民身份证号 公民身份证号码 身份号码 证件号 证件号码 "
        "身份证件号 身份证件号码 职工身份证号 职工身份证号码 本人身份证号 本人身份证号码 户主身份证号 户主身份证号码 "
        "学生身份证号 学生身份证号码 学生身份证件号 学生身份证件号码",
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

EVERYBODY: dict[str, tuple[str, str]] = {
    "kind": ("人员类别", "人员类型 对象类别"),
    "employment_form": ("用工方式", "用工类型 用工性质"),
    "contract_on": ("劳动合同签订日期", "合同签订日期 合同签订时间 劳动合同签订时间 劳动合同签订/入伍时间 签订合同时间"),
    "contract_until": ("劳动合同到期日", "合同到期日 合同到期时间 合同终止日期 劳动合同到期时间"),
    "contract_term": ("合同期限", "劳动合同期限"),
    "union_member": ("是否工会会员", "工会会员 是否会员 是否入会"),
    "education": ("学历", "文化程度 当前学历 最高学历 受教育程度"),
    "schooling": ("在读学段", "学段 就读阶段 就学阶段 在校情况 就学状况 在读情况"),
    "school_kind": ("学校性质", "办学性质"),
    "enrolled_year": ("入学年份", "入学时间 入学年月 入学日期"),
    "school_years": ("学制", "年制 学制年限"),
    "major": ("专业", "所学专业 就读专业 专业名称"),
    "illnesses": ("患病名称", "所患疾病 病种 疾病名称 病名 大病病种 所患大病 患病种类"),
    "disability_number": ("残疾证号", "残疾证号码 残疾人证号 残疾人证号码"),
    "lives_here": ("是否共同生活", "共同生活"),
    "joined_on": ("成为家庭成员日期", "加入日期"),
    "joined_by": ("成为家庭成员原因", "加入原因"),
    "left_on": ("离开家庭日期", "离开日期"),
    "left_by": ("离开家庭原因", "离开原因"),
    "reading": ("姓名拼音", "拼音"),
    "traits": ("体貌特征", "特征"),
    "without_id": ("无证件原因", "无身份证原因 没有身份证的原因"),
}  # fmt: skip
"""Of any person."""

_MORE: dict[str, tuple[str, str]] = {
    RELATION: ("与户主关系", "关系 与户主的关系 家庭关系 成员关系 是户主的"),
    "household_no": ("户编号", "户号 家庭编号 户序号 户序"),
    "level": ("建档标准", "建档级别 档案级别"),
    "wants": ("帮扶需求", "救助需求 需求 主要需求 困难诉求"),
    "plan": ("帮扶计划", "帮扶措施 拟帮扶措施"),
    "account_holder": ("开户人", "户名 账户名 账户姓名 持卡人 开户人姓名 收款人"),
    "verified_on": ("最近核实日期", "核实日期 核查日期 核查时间"),
    "dibao_number": ("低保证号", "低保证号码 低保证编号 最低生活保障证号"),
    "near_dibao_number": ("低保边缘证号", "低保边缘证编号"),
    "destitute_number": ("特困供养证号", "特困证号 五保证号 五保供养证号"),
    "worker_card_number": ("特困职工证号", "特困职工救助证号 困难职工证号"),
    "medical_cost": ("年自付医疗费", "自付医疗费 医疗自付费用 年医疗自付 自付医疗费用 年医疗支出"),
    "schooling_cost": ("年教育支出", "子女教育支出 教育支出 学费支出 年学费"),
    "rigid_cost": ("家庭年必要支出", "年度必要支出 年刚性支出 家庭刚性支出 刚性支出 家庭年支出"),
    "debt": ("欠债金额", "负债金额 家庭负债 负债 家庭欠债 欠债 欠款金额"),
    "vehicle": ("车辆", "有无汽车 是否有车 家庭车辆 汽车"),
    "tags": ("标签", ""),
    "per_head_year": ("家庭人均年收入", "人均年收入 家庭年人均收入 年人均收入"),
    "unit": (
        "建档单位",
        "建档单位名称 建档单位编号 建档单位工会 基层工会 基层工会名称 所属工会 所在工会 单位工会 工会名称 隶属工会 归属单位 管理单位",
    ),
    "township": ("乡镇街道", "乡镇 街道 镇街 乡镇名称 街道名称 所属街道 所属乡镇 所在街道 所在乡镇 街道乡镇 镇(街道) 乡(镇)"),
    "village": (
        "村社区",
        "村（社区） 社区 村 村居 村委会 居委会 行政村 村名 村名称 社区名称 所属社区 所在社区 所属村 所在村 社区村 社区(村) 村(居) 社区居委会",
    ),
}  # fmt: skip
UNITS = ("unit", "township", "village")
"""What names the unit a household belongs to; a school's sheet names it with SCHOOLING."""
SCHOOLING = ("school", "department", "grade", "class_name")

FLAG = "flag_"
"""Before the name of a StudentFlag: one column of 是 / 否 for each."""
STUDENT: dict[str, tuple[str, str]] = {
    "school": ("学校", "学校名称 就读学校 所在学校 毕业学校"),
    "department": ("院系", "学院 系别 院（系） 所在院系 院系名称 所在学院"),
    "grade": ("年级", "所在年级 就读年级"),
    "class_name": ("班级", "所在班级 班 行政班 班级名称"),
    "student_number": ("学号", "学籍号 全国学籍号 学籍编号 学生编号 全国统一学籍号"),
    "native_place": ("籍贯", "生源地 祖籍"),
    "boards": ("是否住校", "住校 是否寄宿 寄宿 是否住宿"),
    "student_level": (
        "困难级别",
        "认定等级 困难等级 认定级别 认定档次 困难档次 认定结果 困难认定等级 贫困等级 家庭经济困难等级 困难认定级别",
    ),
    "level_on": ("认定时间", "认定日期 困难认定时间"),
    "statement": ("认定原因", "申请理由 认定理由 申请认定理由 困难认定原因"),
    "disaster": ("受灾情况", "自然灾害情况 遭受自然灾害情况 遭受自然灾害 近三年灾害损失 家庭遭受自然灾害情况"),
    "accident": ("意外事件", "突发意外事件 遭受突发意外事件 突发意外情况 近三年意外损失 家庭遭受突发意外事件"),
    "weak_labour": ("劳动能力弱情况", "成员因残疾、年迈而劳动能力弱情况 家庭成员因残疾年迈而劳动能力弱情况 劳动能力弱"),
    "unemployment": ("失业情况", "家庭成员失业情况"),
    "debts": ("欠债情况", "家庭欠债情况 负债情况"),
    "other_facts": ("其他影响情况", "其他情况 其它情况"),
    "aided": ("已获资助", "本学年已获资助情况 已获资助情况 受助情况 资助项目"),
    "band": ("学习成绩", "成绩 成绩等次 学习情况"),
    "weak": ("五类家庭", "家庭类型 薄弱家庭类型 关爱类别"),
    f"{FLAG}{StudentFlag.poor_on_record}": (
        "是否脱贫（建档立卡）家庭",
        "是否脱贫家庭 脱贫家庭 建档立卡 是否建档立卡 建档立卡家庭 是否建档立卡贫困家庭 建档立卡贫困家庭学生 脱贫家庭学生",
    ),
    f"{FLAG}{StudentFlag.unstable_out_of_poverty}": ("是否脱贫不稳定家庭", "脱贫不稳定 脱贫不稳定家庭 脱贫不稳定家庭学生 是否脱贫不稳定"),
    f"{FLAG}{StudentFlag.near_poverty}": ("是否边缘易致贫家庭", "边缘易致贫 边缘易致贫家庭 边缘易致贫家庭学生 是否边缘易致贫"),
    f"{FLAG}{StudentFlag.sudden_hardship}": ("是否突发严重困难家庭", "突发严重困难 突发严重困难家庭 突发严重困难户 是否突发严重困难 是否突发严重困难户"),
    f"{FLAG}{StudentFlag.dibao}": ("是否低保家庭", "是否低保 低保 低保家庭 最低生活保障家庭 最低生活保障家庭学生 是否最低生活保障家庭 城乡低保"),
    f"{FLAG}{StudentFlag.near_dibao}": ("是否低保边缘家庭", "低保边缘 低保边缘家庭 是否低保边缘"),
    f"{FLAG}{StudentFlag.destitute}": ("是否特困供养", "特困供养 特困供养学生 是否特困供养学生 特困 是否特困救助供养学生 特困救助供养"),
    f"{FLAG}{StudentFlag.orphan}": ("是否孤儿", "孤儿 是否孤残学生 孤残学生 是否孤儿或事实无人抚养 事实无人抚养儿童"),
    f"{FLAG}{StudentFlag.martyr_child}": ("是否烈士子女", "烈士子女"),
    f"{FLAG}{StudentFlag.disabled}": ("是否残疾学生", "残疾学生 家庭经济困难残疾学生 是否残疾 学生残疾"),
    f"{FLAG}{StudentFlag.disabled_parents}": ("是否残疾人子女", "残疾人子女 家庭经济困难残疾人子女"),
    f"{FLAG}{StudentFlag.hardship_worker_child}": (
        "是否建档困难职工家庭",
        "建档困难职工家庭 建档困难职工家庭学生 困难职工家庭 困难职工子女 是否困难职工子女 是否建档困难职工家庭学生",
    ),
    f"{FLAG}{StudentFlag.single_parent}": ("学生是否单亲家庭", "单亲家庭子女 是否单亲家庭子女 单亲家庭学生"),
    f"{FLAG}{StudentFlag.emergency}": ("是否突发事件致贫", "突发事件致贫 突发事件 因突发事件致贫"),
    "guardian_name": ("监护人姓名", "监护人 家长姓名 家长 父母姓名 第一监护人 第一监护人姓名 法定监护人"),
    "guardian_relation": ("监护人关系", "与监护人关系 监护人与学生关系 家长关系 家长与学生关系 与学生关系 监护关系"),
    "guardian_phone": ("监护人电话", "家长电话 家长手机 家长手机号码 家长联系电话 监护人联系电话 监护人手机 监护人手机号 家长手机号"),
    "guardian_id": ("监护人身份证号", "家长身份证号 监护人身份证号码 家长身份证号码"),
    "guardian_employer": ("监护人单位", "家长单位 家长工作单位 监护人工作单位"),
}  # fmt: skip
"""What a school's sheet tells of the person it is about, besides what any sheet does."""

HEAD = {**_UNION, **EVERYBODY, **_MORE, **STUDENT}
"""Of the person the sheet is about, and of the household: what it is, and by which other names it goes."""
MEMBER = {**_MEMBER, **EVERYBODY}
"""Of each family member."""
IGNORED = frozenset({"序号", "序", "行号", "NO.", "NO"})
AMOUNTS = frozenset(
    "monthly_income other_income yearly_income family_income per_head per_head_year medical_cost schooling_cost "
    "rigid_cost debt".split()
)
"""What is money: a heading may say 万元."""


@dataclass(frozen=True)
class Kin:
    """A relative whom headings name: 父亲姓名, 配偶 above 姓名 and 身份证号. No `relation`: son or daughter, as the row tells."""

    label: str
    words: tuple[str, ...]
    """What a heading may call them."""
    relation: Relation | None
    numbered: bool = False
    """There may be several: 子女1, 子女2."""


def _kin() -> dict[int, Kin]:
    one = (
        ("父亲", "爸爸 父", Relation.father),
        ("母亲", "妈妈 母", Relation.mother),
        ("配偶", "爱人", Relation.spouse),
        ("妻子", "妻", Relation.wife),
        ("丈夫", "夫", Relation.husband),
        ("祖父", "爷爷", Relation.grandfather),
        ("祖母", "奶奶", Relation.grandmother),
        ("外祖父", "外公 姥爷", Relation.grandfather),
        ("外祖母", "外婆 姥姥", Relation.grandmother),
        ("岳父", "公公", Relation.parent_in_law),
        ("岳母", "婆婆", Relation.parent_in_law),
        ("长子", "大儿子", Relation.son),
        ("次子", "二儿子 小儿子", Relation.son),
        ("长女", "大女儿", Relation.daughter),
        ("次女", "二女儿 小女儿", Relation.daughter),
    )
    several = (
        ("子女", "孩子", None),
        ("儿子", "", Relation.son),
        ("女儿", "", Relation.daughter),
        ("兄弟姐妹", "兄弟 姐妹", Relation.sibling),
    )
    kin = [Kin(label, (label, *others.split()), relation) for label, others, relation in one]
    for label, others, relation in several:
        kin += [
            Kin(f"{label}{n}", (label, *others.split()), relation, numbered=True)
            for n in range(1, _SAME_KIN + 1)
        ]
    return dict(enumerate(kin, KIN_FROM))


_SAME_KIN = 4
KIN_FROM = 21
"""The slots from here on are relatives by name; those below are members by number."""
KIN = _kin()


def who_of(slot: int) -> str:
    """Whose a column is: 家庭成员2, 父亲; nothing for the person the sheet is about."""
    if slot in KIN:
        return KIN[slot].label
    return f"家庭成员{slot}" if slot else ""


def label_of(slot: int, key: str) -> str:
    """How a column is called on screen: 身份证号, 家庭成员2身份证号, 父亲身份证号."""
    return f"{who_of(slot)}{MEMBER[key][0]}" if slot else HEAD[key][0]


def words_of(slot: int, key: str) -> str:
    """The names it goes by, the first one its own."""
    label, others = (MEMBER if slot else HEAD)[key]
    return f"{label} {others}"
