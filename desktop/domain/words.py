"""Identifier → 中文, the one place. Also the code lists that are kept as plain text."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from desktop.domain.accounts import Role
from desktop.domain.application import State, StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import Counting, OfficeKind
from desktop.domain.consent import ConsentState
from desktop.domain.household import (
    Cause,
    CertificateKind,
    ExpenseKind,
    Hardship,
    Housing,
    IncomeKind,
    Period,
    PropertyKind,
    Topic,
)
from desktop.domain.masking import Sensitive
from desktop.domain.payout import Form
from desktop.domain.person import (
    DisabilityKind,
    Disease,
    EmploymentState,
    Health,
    Hukou,
    Marriage,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.retention import Kept
from desktop.domain.trail import Act
from desktop.domain.verdict import Outcome
from desktop.domain.visit import Purpose

_WORDS: dict[type[StrEnum], dict[str, str]] = {
    Role: {
        "handler": "经办",
        "reviewer": "审核",
        "approver": "审批",
        "manager": "管理",
        "auditor": "审计",
    },
    Act: {
        "found_office": "新建办公室",
        "upgrade": "升级数据文件",
        "record_bureau": "修改单位信息",
        "record_line": "登记标准",
        "delete_line": "删除标准",
        "record_parameter": "填写方案参数",
        "take_in_schemes": "导入方案包",
        "record_year": "修改放假安排",
        "record_household": "登记档案",
        "import_roster": "导入名册",
        "assess": "核对",
        "apply": "提出申请",
        "complete_step": "办理步骤",
        "return_case": "退回补正",
        "resubmit": "重新提交",
        "withdraw": "撤回申请",
        "post_notice": "张贴公示",
        "close_notice": "结束公示",
        "approve": "批准",
        "refuse": "不予批准",
        "plan_visits": "安排走访",
        "move_visit": "调整走访",
        "record_visit": "登记走访",
        "record_fund": "登记资金",
        "receive_money": "登记到账",
        "prepare_batch": "编制发放",
        "sign": "登记签收",
        "unsign": "取消签收",
        "close_batch": "办结发放",
        "cancel_batch": "撤销发放",
        "record_consent": "登记告知同意",
        "attach": "添加附件",
        "detach": "移除附件",
        "view_attachment": "查看附件",
        "seal_household": "撤档封存",
        "reopen_household": "恢复在档",
        "destroy_households": "销毁档案",
        "print_paper": "打印",
        "export": "导出",
        "reveal": "查看完整号码",
        "sign_in": "登录",
        "fail_to_sign_in": "登录失败",
        "use_recovery_code": "使用恢复码",
        "change_password": "修改密码",
        "new_recovery_code": "更换恢复码",
        "seal_recovery_code": "封存恢复码单",
        "record_user": "修改用户和岗位",
        "plan_backups": "修改备份设置",
        "back_up": "备份",
        "restore": "恢复备份",
        "drill": "恢复演练",
        "salvage": "抢救数据",
        "verify_trail": "核验操作记录",
    },
    Sex: {"male": "男", "female": "女"},
    Relation: {
        "head": "本人",
        "husband": "丈夫",
        "wife": "妻子",
        "spouse": "配偶",
        "son": "儿子",
        "daughter": "女儿",
        "father": "父亲",
        "mother": "母亲",
        "grandfather": "祖父",
        "grandmother": "祖母",
        "grandchild": "孙子女",
        "sibling": "兄弟姐妹",
        "son_in_law": "女婿",
        "daughter_in_law": "儿媳",
        "parent_in_law": "配偶父母",
        "other": "其他",
    },
    EmploymentState: {
        "at_work": "在岗",
        "laid_off": "下（待）岗",
        "unemployed": "失（无）业",
        "retired": "退休",
        "sick_leave": "病休",
        "early_retired": "内退",
        "veteran_retired": "离休",
        "migrant_worker": "农民工",
        "unable": "无劳动能力",
        "other": "其他",
    },
    Schooling: {
        "preschool": "学前",
        "primary": "小学",
        "junior": "初中",
        "senior": "高中",
        "vocational": "中职中技",
        "university": "大学生",
        "postgraduate": "研究生",
    },
    SchoolKind: {
        "public": "公办学校",
        "private": "普通民办学校",
        "private_costly": "高收费私立学校",
        "abroad_own_cost": "自费出国留学",
    },
    Health: {
        "good": "良好",
        "cancer": "恶性肿瘤",
        "cardiovascular": "心血管病",
        "cerebrovascular": "脑血管病",
        "end_stage_kidney": "终末期肾病",
        "mental": "精神病",
        "liver": "肝病",
        "blood": "血液病",
        "diabetes": "糖尿病",
        "tumour": "肿瘤病",
        "spine": "腰颈椎病",
        "hypertension": "高血压病",
        "lung": "肺病",
        "minor": "一般疾病",
        "coma": "深度昏迷",
        "paralysis": "永久瘫痪",
        "alzheimer": "严重阿尔茨海默病",
        "parkinson": "严重帕金森病",
        "motor_neuron": "严重运动神经元病",
        "disabled": "残疾",
    },
    Disease: {
        "cancer": "恶性肿瘤",
        "aplastic_anaemia": "再生障碍性贫血",
        "stroke": "急性脑中风",
        "kidney_failure": "肾功能衰竭（尿毒症）",
        "severe_heart_disease": "严重心脏病",
        "severe_hepatitis": "重型肝炎",
        "aids": "艾滋病",
        "severe_psychosis": "重症精神病",
        "other_serious": "其他重大疾病",
        "ordinary": "一般疾病",
    },
    DisabilityKind: {
        "sight": "视力",
        "hearing": "听力",
        "speech": "言语",
        "intellect": "智力",
        "limb": "肢体",
        "mental": "精神",
        "multiple": "多重",
    },
    Hukou: {"urban": "非农业", "rural": "农业", "converted": "农转居"},
    Marriage: {"married": "已婚", "unmarried": "未婚", "divorced": "离异", "widowed": "丧偶"},
    Hardship: {
        "deep": "深度困难",
        "relative": "相对困难",
        "accidental": "意外致困",
        "on_dibao": "低保户",
        "near_dibao": "低保边缘户",
        "above_dibao": "低保线以上",
    },
    Cause: {
        "own_illness": "本人大病",
        "family_illness": "家属大病",
        "disability": "残疾",
        "disaster": "自然灾害",
        "accident": "意外事故",
        "schooling": "子女上学",
        "job_loss": "下岗失业",
        "low_income": "收入低无法维持基本生活",
        "no_insurance": "社会保险未落实",
        "unable_to_work": "无劳动能力",
        "single_parent": "单亲",
        "other": "其他",
    },
    Housing: {
        "self_built": "自建房",
        "commercial": "商品房",
        "affordable": "经济适用房",
        "price_limited": "两限房",
        "employer_rented": "承租单位公房",
        "public_rented": "政府廉租房",
        "rented": "租房",
        "none": "无房",
        "other": "其他",
    },
    Period: {"month": "每月", "year": "每年", "once": "一次"},
    IncomeKind: {
        "wage": "工资薪金",
        "business": "经营收入",
        "pension": "退休金、养老金",
        "basic_pension": "城乡居民基础养老金",
        "support": "赡养、抚养费",
        "rent": "财产租金",
        "transfer": "转移性收入",
        "unemployment": "失业保险金",
        "relief": "救助金、补助金",
        "honour": "优抚待遇、奖励",
        "undivided": "未分项收入",
        "none": "无收入",
        "other": "其他收入",
    },
    ExpenseKind: {
        "illness": "医疗",
        "disability": "残疾康复",
        "schooling": "子女上学",
        "housing": "租房",
        "care": "赡养照料",
        "work_cost": "必要就业成本",
        "disaster": "受灾",
        "accident": "意外事故",
        "other": "其他",
    },
    PropertyKind: {
        "home": "住房",
        "other_building": "非居住用房（店铺等）",
        "vehicle": "车辆",
        "savings": "存款及有价证券",
        "business": "经营（店铺、企业、雇工）",
    },
    CertificateKind: {
        "dibao": "低保证",
        "near_dibao": "低保边缘证",
        "destitute": "特困（五保）供养证",
        "hardship_worker": "特困职工救助证",
        "veteran_allowance": "定期定量抚恤补助证",
        "social_relief": "社会定期救济证",
        "disability": "残疾证",
        "other": "其他证件",
    },
    Topic: {
        "expenses": "刚性支出",
        "homes": "住房",
        "vehicles": "车辆",
        "savings": "存款",
        "business": "店铺和经营",
        "certificates": "证件",
        "illnesses": "重大疾病",
    },
    Outcome: {"eligible": "符合", "ineligible": "不符合", "incomplete": "缺材料"},
    StepKind: {
        "accept": "受理",
        "survey": "入户调查",
        "appraisal": "民主评议",
        "review": "审核",
        "notice": "公示",
        "decide": "审批",
        "confirm": "确认",
        "tell": "告知",
        "pay": "发放",
        "report": "上报",
    },
    State: {
        "open": "办理中",
        "returned": "退回补正",
        "approved": "已批准",
        "refused": "不予批准",
        "withdrawn": "已撤回",
    },
    Purpose: {"inquiry": "入户调查", "review": "复核走访", "warmth": "慰问"},
    Sensitive: {
        "id_number": "证件号码",
        "card_number": "银行卡号",
        "born": "出生日期",
        "phone": "电话",
        "address": "住址",
        "contact": "其他联系方式",
        "illness": "病情",
        "certificate": "证件编号",
    },
    PaperKind: {
        "identity_card": "身份证",
        "hukou_book": "户口簿",
        "dibao": "低保证",
        "disability": "残疾证",
        "diagnosis": "诊断证明",
        "income": "收入证明",
        "authorisation": "授权书",
        "consent": "告知同意书",
        "photo": "照片",
        "other": "其他",
    },
    ConsentState: {"missing": "无", "given": "有", "withdrawn": "已撤回"},
    Kept: {"active": "在档", "sealed": "撤档封存", "due": "到期待销毁", "destroyed": "已销毁"},
    Form: {"cash": "现金", "transfer": "转账", "goods": "实物", "voucher": "消费券"},
    OfficeKind: {"union": "工会", "school": "学校", "township": "乡镇（街道）"},
    Counting: {
        "posting_day_excluded": "张贴次日为第 1 天（民法典）",
        "posting_day_counted": "张贴当日为第 1 天",
    },
}

E = TypeVar("E", bound=StrEnum)


def word(value: StrEnum | None) -> str:
    """The Chinese word for an enum value; nothing for an unknown one."""
    return "" if value is None else _WORDS[type(value)][value.value]


def choices(kind: type[E]) -> list[tuple[E, str]]:
    """All values of a code list with their words, in the order of the forms."""
    return [(value, _WORDS[kind][value.value]) for value in kind]


def yes_no(value: bool | None) -> str:
    """是, 否, or nothing where it is unknown."""
    return "" if value is None else ("是" if value else "否")


ETHNICITIES = tuple(
    f"{name}族"
    for name in (
        "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
        "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
        "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
    ).split()
)
POLITICAL = ("群众", "中共党员", "中共预备党员", "共青团员", "民主党派", "其他")
MODEL_WORKER = ("非劳模", "全国劳模", "省（部）级劳模", "地市级劳模", "其他")
EMPLOYER_KINDS = (
    "国有机关/事业单位",
    "国有企业",
    "集体企业",
    "民营/私营/个体企业",
    "与港澳台合资/合作",
    "中外合资/合作",
    "其他",
)
EMPLOYER_STATES = ("正常", "亏损企业", "改制企业", "关闭破产企业")
INDUSTRIES = (
    "农、林、牧、渔业 采矿业 制造业 电力、热力、燃气及水生产和供应业 建筑业 批发和零售业 交通运输、仓储和邮政业 "
    "住宿和餐饮业 信息传输、软件和信息技术服务业 金融业 房地产业 租赁和商务服务业 科学研究和技术服务业 "
    "水利、环境和公共设施管理业 居民服务、修理和其他服务业 教育 卫生和社会工作 文化、体育和娱乐业 "
    "公共管理、社会保障和社会组织 国际组织"
).split()
FUND_SOURCES = (
    "中央财政专项",
    "省财政",
    "市财政",
    "县（区）财政",
    "省总工会",
    "工会自筹",
    "企业捐赠",
    "职工捐款",
    "社会募集",
    "其他合法来源",
)
