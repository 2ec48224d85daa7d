"""The vocabulary (事实表): every fact a scheme may ask about, by its id."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.fact import Fact, FactType, code_fact, listed_fact, plain_fact, yes_fact
from desktop.domain.household import Cause, CertificateKind, Hardship, Housing
from desktop.domain.person import (
    ContractTerm,
    DisabilityKind,
    Disease,
    Education,
    EmploymentForm,
    EmploymentState,
    Hukou,
    PersonKind,
    Relation,
    Schooling,
    Sex,
)
from desktop.domain.student import StudentLevel

_M, _Q, _C, _Y, _S = FactType.money, FactType.quotient, FactType.whole, FactType.yes_no, FactType.choices

_KINDS = (
    "dibao=低保对象 near_dibao=低保边缘对象 destitute=特困供养对象 veteran=优抚对象 social_relief=定期救济对象 "
    "hardship_worker=困难职工 disabled=残疾人 orphan=孤儿 unattended_child=事实无人抚养儿童 child_in_need=困境儿童 "
    "lonely_elder=重点独居空巢老人 expense_poor=支出型困难对象 illness_poor=因大病致贫 disaster=重灾户 "
    "old_cadre=特困老干部 disabled_soldier=伤残军人 soldier=退伍军人 model_worker=困难劳模 retired_worker=退休职工 "
    "sanitation=环卫工人 newcomer=外来人员 youth=重点青少年 other_special=其他特殊困难对象"
)
"""Kinds of people and families that plans name."""

_LISTED = (
    code_fact("household_size", "家庭人口", _C, "人", None, "户口簿"),
    code_fact("gross_income_per_head", "家庭人均月收入", _Q, "元/人·月", None, "家庭收入证明"),
    code_fact(
        "net_income_per_head",
        "扣除必要自付费用后的家庭人均月收入",
        _Q,
        "元/人·月",
        None,
        "家庭收入证明 医疗、就学等支出票据",
    ),
    code_fact("yearly_income", "家庭全年收入", _M, "元/年", None, "家庭收入证明"),
    code_fact("rigid_yearly_spending", "家庭全年刚性支出", _M, "元/年", None, "医疗、就学等支出票据"),
    code_fact("yearly_self_paid_medical", "年个人自付和自费医疗费", _M, "元/年", None, "医药费票据复印件"),
    code_fact("household_certificates", "家庭持有的有效证件", _S, "", CertificateKind, "证件复印件"),
    code_fact("household_diseases", "家庭成员所患疾病", _S, "", Disease, "病情诊断证明（病历、出院小结）"),
    code_fact("causes", "致困原因", _S, "", Cause, "困难申请书"),
    code_fact("hardship", "困难类别", FactType.choice, "", Hardship, "困难职工档案"),
    code_fact("single_parent", "单亲家庭", _Y, "", None, "户口簿 离婚证或配偶死亡证明"),
    code_fact("zero_employment", "零就业家庭", _Y, "", None, "失业登记证明"),
    code_fact("homes_count", "住宅套数", _C, "套", None, "不动产登记查询结果"),
    code_fact("housing", "住房类型", FactType.choice, "", Housing, "房产证或租房合同"),
    code_fact("floor_area_per_head", "人均住房建筑面积", FactType.number, "平方米", None, "房产证或租房合同"),
    code_fact("vehicles_count", "机动车辆数", _C, "辆", None, "车辆登记查询结果"),
    code_fact("savings", "存款及有价证券", _M, "元", None, "经济状况核对结果"),
    code_fact("runs_business", "拥有商业店铺或雇用他人经营", _Y, "", None, "工商登记查询结果"),
    code_fact("costly_schooling", "子女读高收费私立学校或自费出国留学", _Y, "", None, "子女就读学校证明"),
    code_fact("schooling_stages", "家庭成员在读学段", _S, "", Schooling, "子女就读学校证明"),
    code_fact("tags", "档案标签", FactType.texts),
    code_fact("applicant_age", "申请人年龄", _C, "岁", None, "身份证"),
    code_fact("applicant_sex", "申请人性别", FactType.choice, "", Sex, "身份证"),
    code_fact("applicant_relation", "申请人与户主关系", FactType.choice, "", Relation, "户口簿"),
    code_fact("applicant_certificates", "申请人持有的有效证件", _S, "", CertificateKind, "证件复印件"),
    code_fact("applicant_diseases", "申请人所患疾病", _S, "", Disease, "患病诊断证明书"),
    code_fact("applicant_employment", "申请人工作状态", FactType.choice, "", EmploymentState, "单位证明"),
    code_fact("applicant_in_service", "申请人在职", _Y, "", None, "单位证明"),
    code_fact("applicant_hukou", "申请人户口类型", FactType.choice, "", Hukou, "户口簿"),
    code_fact("hukou_place", "户口所在地", FactType.text, "", None, "户口簿"),
    code_fact("employer", "工作单位", FactType.text, "", None, "单位证明"),
    code_fact(
        "applicant_self_paid_medical",
        "申请人报销补偿后个人负担的医疗费",
        _M,
        "元/年",
        None,
        "医疗费用发票复印件 补偿结算单",
    ),
    yes_fact("applicant_in_hospital", "申请人患病住院", "住院证明", "住院", "未住院"),
    yes_fact(
        "transferred_without_certificate",
        "转院治疗而没有转院证明",
        "转院证明或未转院说明",
        "转院无证明",
        "未转院 转院有证明",
    ),
    code_fact("aid_received_this_year", "本年度已享受本方案救助金额", _M, "元", None, "本年度救助发放记录"),
    code_fact("received_on", "申请材料收到日期", FactType.day),
    code_fact("help_to_end", "正在享受要终止的待遇", _Y, "", None, "在享待遇"),
    # Income and property, counted as a scheme says
    plain_fact(
        "counted_income_per_head",
        "按本方案口径计算的家庭人均月收入",
        _Q,
        "元/人·月",
        "家庭收入证明",
        "按方案 [income] 的时段、不计入的收入和可扣的支出计算",
    ),
    plain_fact(
        "counted_yearly_income",
        "按本方案口径计算的家庭年收入",
        _M,
        "元/年",
        "家庭收入证明",
        "按方案 [income] 计算，折合全年",
    ),
    plain_fact(
        "gross_income_per_head_6",
        "近 6 个月家庭人均月收入",
        _Q,
        "元/人·月",
        "家庭收入证明",
        "近 6 个月全部收入 ÷ 人口 ÷ 6，不扣支出",
    ),
    plain_fact(
        "net_income_per_head_6",
        "近 6 个月扣除刚性支出后的家庭人均月收入",
        _Q,
        "元/人·月",
        "家庭收入证明 支出票据",
    ),
    plain_fact(
        "applicant_monthly_income", "申请人本人月收入", _Q, "元/月", "本人收入证明", "单独提出申请时只看本人"
    ),
    yes_fact("low_income_family", "已认定为低收入家庭", "低收入家庭认定书", "低收入家庭", "非低收入家庭"),
    plain_fact("assets_total", "家庭财产总额", _M, "元", "经济状况核对结果"),
    plain_fact("vehicles_value", "机动车辆现值", _M, "元", "车辆登记查询结果"),
    plain_fact(
        "financial_assets_per_head",
        "家庭人均金融资产",
        _Q,
        "元/人",
        "经济状况核对结果",
        "存款、有价证券等 ÷ 人口",
    ),
    yes_fact(
        "property_within_limits", "家庭财产符合当地规定", "经济状况核对结果", "财产符合规定", "财产超过规定"
    ),
    plain_fact(
        "loss_amount",
        "意外或灾害造成的损失",
        _M,
        "元",
        "事故或灾害证明 损失清单",
        "没有单独登记时取档案中灾害、意外支出的自付合计",
    ),
    plain_fact(
        "medical_bills",
        "自付医疗费票据",
        FactType.receipts,
        "",
        "医疗费用票据",
        "每张写日期和自付金额，方案自己规定哪段时间内的才算",
    ),
    plain_fact(
        "receipts",
        "花费票据",
        FactType.receipts,
        "",
        "花费票据",
        "每张写日期和金额，方案自己规定哪段时间内的才算",
    ),
    plain_fact("school_fees", "子女一年学杂费", _M, "元/年", "学校收费票据"),
    plain_fact("public_school_fees", "同类公办学校一年收费", _M, "元/年", "教育收费公示"),
    plain_fact("education_spending", "一年教育费用支出", _M, "元/年", "学校收费票据"),
    plain_fact("insurance_paid", "实际缴纳的社会保险费", _M, "元", "社会保险缴费证明"),
    plain_fact("dibao_amount", "本人低保补助水平", _M, "元/月", "低保金发放记录", "A、B 类增发以此为基数"),
    yes_fact("dangerous_home", "住房为危房或无房", "房屋安全鉴定", "危房 无房", "住房安全"),
    plain_fact(
        "debts_total", "家庭欠债合计", _M, "元", "借据 贷款合同", "问过欠债才算登记；核实过没有的是 0"
    ),
    # Where people live
    plain_fact("residence_place", "实际居住地", FactType.text, "", "居住证明"),
    plain_fact("residence_since", "在现居住地居住起始日期", FactType.day, "", "居住证明"),
    yes_fact(
        "local_rules_met",
        "人户分离但符合居住地规定的申请条件",
        "居住证",
        "人户分离符合条件",
        "人户分离不符合条件",
    ),
    # The person
    plain_fact("applicant_born", "申请人出生日期", FactType.day, "", "身份证", "按哪一天的周岁，由方案规定"),
    plain_fact("died_on", "去世日期", FactType.day, "", "死亡证明", "健在就不写"),
    yes_fact("deceased", "已经去世", "户籍信息比对结果", "已去世", "健在"),
    plain_fact("disability_grade", "申请人残疾等级", _C, "级", "残疾证"),
    code_fact("disability_kind", "申请人残疾类别", FactType.choice, "", DisabilityKind, "残疾证"),
    yes_fact(
        "chronic_illness",
        "患 12 种慢性病（重症）或门诊特殊病种",
        "门诊特殊病种认定",
        "慢性病重症 门诊特殊病种",
        "无慢性病重症",
    ),
    listed_fact(
        "self_care",
        "生活自理能力",
        "full=可自理 part=部分自理 none=完全不能自理",
        "自理能力评估结果",
        one=True,
    ),
    yes_fact("able_to_work", "有劳动能力", "劳动能力声明或鉴定", "有劳动能力", "无劳动能力"),
    yes_fact(
        "has_income",
        "有生活来源",
        "生活来源声明",
        "有生活来源",
        "无生活来源",
        "基础养老金、抚恤优待等是否算来源按当地规定",
    ),
    yes_fact(
        "has_supporter",
        "有能履行义务的法定赡养、抚养、扶养人",
        "赡养抚养扶养情况声明",
        "有法定义务人",
        "无法定义务人 法定义务人无能力",
    ),
    plain_fact("supporter_age", "法定赡养、抚养、扶养人年龄", _C, "岁", "赡养人身份证", "有几人的取最小"),
    plain_fact("supporter_assets_per_head", "赡养人家庭人均金融资产", _Q, "元/人", "经济状况核对结果"),
    yes_fact("in_institution", "在供养机构集中供养", "供养协议", "集中供养", "分散供养"),
    yes_fact("insured", "参加基本医疗保险", "参保证明"),
    code_fact("person_kind", "人员身份", FactType.choice, "", PersonKind, "单位、学校或村（社区）证明"),
    code_fact("applicant_education", "申请人学历", FactType.choice, "", Education, "学历证书"),
    yes_fact(
        "has_guardian",
        "有登记在案的监护人",
        "户口簿 监护证明",
        hint="档案登记了监护人就是有；没登记不等于没有",
    ),
    yes_fact("wants_work", "有就业意愿", "", "有就业意愿", "无就业意愿"),
    yes_fact("criminal_record", "有刑事犯罪记录", "无犯罪记录证明", "有犯罪记录", "无犯罪记录"),
    plain_fact(
        "clergy_years", "脱离家庭在宗教场所居住年数", _C, "年", "宗教场所证明", "不是宗教教职人员的不写"
    ),
    yes_fact(
        "clergy", "脱离家庭、在宗教场所居住的宗教教职人员", "宗教教职人员证", "宗教教职人员", "非宗教教职人员"
    ),
    listed_fact(
        "household_kinds",
        "家庭身份类别",
        _KINDS,
        "证件复印件 村（社区）证明",
        hint="证件和标签合在一起；证件核实过才算登记",
    ),
    listed_fact(
        "applicant_kinds",
        "申请人身份类别",
        _KINDS,
        "证件复印件 村（社区）证明",
        hint="本人或全家的证件，加上标签；证件核实过才算登记",
    ),
    listed_fact(
        "dibao_class", "低保类别", "a=低保A类 b=低保B类 c=低保C类", "低保证", hint="符合几类的都选，就高计算"
    ),
    listed_fact(
        "seven_helps",
        "需要的帮扶",
        "living=生活救助 emergency=急难救助 medical=医疗救助 education=教育救助 housing=住房救助 work=就业救助 pairing=结对帮扶",
        "需求评估表",
        none="无帮扶需要",
    ),
    # Work and service
    plain_fact("occupation", "工种或岗位", FactType.texts, "", "单位证明"),
    yes_fact("on_duty", "活动期间在岗当班", "单位排班表", "当班", "不当班"),
    code_fact("employment_form", "用工形式", FactType.choice, "", EmploymentForm, "劳动合同"),
    code_fact("contract_term", "劳动合同期限", FactType.choice, "", ContractTerm, "劳动合同"),
    plain_fact("contract_on", "劳动合同签订日期", FactType.day, "", "劳动合同"),
    plain_fact("contract_until", "劳动合同期满日期", FactType.day, "", "劳动合同"),
    yes_fact("union_member", "工会会员", "会员证", "工会会员", "非工会会员"),
    listed_fact(
        "staff_state", "职工状态", "in_service=在职 retired=退休 veteran_retired=离休", "单位证明", one=True
    ),
    yes_fact("is_model_worker", "劳模或先进模范", "劳模证书", "劳模 先进模范"),
    plain_fact("model_worker_kind", "劳模称号", FactType.texts, "", "劳模证书"),
    yes_fact(
        "relative_without_employer", "患病家属没有工作单位", "家属未就业证明", "家属无单位", "家属有单位"
    ),
    listed_fact("teacher_kind", "原教师身份", "minban=原民办教师 daike=原代课教师", "任教证明", one=True),
    plain_fact("semesters_taught", "累计任教学期数", _C, "学期", "任教年限核定表"),
    plain_fact(
        "service_years",
        "任教年限",
        _C,
        "年",
        "任教年限核定表",
        "没有写时由任教学期数折算：2 个学期为 1 年，余 1 学期按 1 年",
    ),
    plain_fact("semesters_in_a_row", "最长连续任教学期数", _C, "学期", "任教年限核定表"),
    plain_fact("service_began", "任教起始日期", FactType.day, "", "任教证明"),
    plain_fact("service_ended", "离开教学岗位日期", FactType.day, "", "任教证明"),
    yes_fact(
        "contract_filed", "签订代课合同并经县级备案", "聘用代课教师合同书", "代课合同备案", "代课合同未备案"
    ),
    yes_fact(
        "later_on_payroll",
        "离岗后被录用为编制内或国企正式人员",
        "参保信息比对结果",
        "离岗后在编",
        "离岗后未在编",
    ),
    yes_fact("planned_leave", "纳入计划内离岗退养", "离岗退养名册", "离岗退养", "未离岗退养"),
    yes_fact("on_verified_list", "在核定名单上", "自查审核名单", "核定名单内", "核定名单外"),
    yes_fact("dismissed", "因违法违纪被开除、辞退或解聘", "人事档案", "任教期间被辞退", "未被辞退"),
    plain_fact("post_school", "任教学校", FactType.text, "", "在岗证明"),
    yes_fact("listed_school", "任教学校列入补助范围", "乡村学校名单", "列入名单学校", "未列入名单学校"),
    yes_fact("on_post", "在岗", "在岗证明", "在岗", "离岗"),
    plain_fact("post_tier", "岗位艰苦档次", FactType.texts, "", "学校艰苦程度分档表"),
    plain_fact("post_since", "到岗日期", FactType.day, "", "在岗证明"),
    plain_fact("post_left", "离岗日期", FactType.day, "", "离岗证明"),
    yes_fact("paid_elsewhere", "同一身份证号已在别处领取", "实名信息库", "已在别处领取", "未在别处领取"),
    # Emergencies and events
    listed_fact(
        "emergency_kinds",
        "急难情形",
        "sudden_event=意外事件 sudden_illness=突发重大疾病 other_hardship=其他特殊困难",
        "事故或病情证明",
        none="无急难情形",
    ),
    listed_fact(
        "spending_kinds",
        "突然增加的必需支出",
        "medical=医疗支出 education=教育支出 other=其他必需支出",
        "支出票据",
        none="必需支出无突增",
    ),
    yes_fact(
        "basic_life_hard", "基本生活暂时严重困难", "入户调查表", "基本生活严重困难", "基本生活无严重困难"
    ),
    yes_fact("urgent", "情况紧急，须立即救助", "", "紧急", "不紧急"),
    yes_fact("single_person_case", "以个人名义求助", "", "个人求助", "家庭求助"),
    yes_fact("still_hard_after_aid", "救助后生活仍有困难", "回访记录", "救助后仍困难", "救助后已缓解"),
    listed_fact(
        "alerts",
        "当前发布的预警或通告",
        "outbreak=疫情中高风险 heat_orange=高温橙色预警 cold_orange=寒潮橙色预警 prices=物价显著上涨",
        "指挥部或气象部门通告",
        hint="核对当日有效的；核实过没有写空列表",
        none="无预警",
    ),
    plain_fact("event", "事件编号", FactType.text, "", "预警或通告文号", "同一事件只救助一次时用它认"),
    plain_fact(
        "confirmed_on",
        "认定（确认）日期",
        FactType.day,
        "",
        "确认通知书",
        "本方案已批准的申请，取批准那天；还没有批准的不写",
    ),
    plain_fact(
        "aided",
        "已享受过的救助",
        FactType.texts,
        "",
        "发放记录",
        "年份写「2026年」，事件写事件编号，节日写「重阳节-2026」，基金写基金名称；有过任何一次，终身一次的就算享受过",
    ),
    plain_fact("aid_times_this_year", "本年度已享受本方案次数", _C, "次", "发放记录"),
    plain_fact("aid_received_ever", "历次已享受本方案金额", _M, "元", "发放记录"),
    plain_fact("household_aid_this_year", "本年度全家已享受本方案金额", _M, "元", "发放记录"),
    # Pupils
    yes_fact("pupil", "在校学生", "学籍证明", "在校学生", "非在校学生"),
    listed_fact(
        "weak_family",
        "弱势家庭情形",
        "single_parent=单亲家庭 poor=贫困家庭 disabled_parent=家长残疾 parents_away=家长外出务工 no_guardian=无监护人",
        "家访记录",
        none="非弱势家庭",
    ),
    plain_fact("absent_days", "连续未到校天数", _C, "天", "考勤记录"),
    plain_fact("dropouts", "辍学人数", _C, "人", "学籍统计"),
    plain_fact("enrolled", "在籍学生人数", _C, "人", "学籍统计"),
    plain_fact("score_average", "各次考试平均分", FactType.number, "分", "成绩单", "只供内部排序，不上公示"),
    listed_fact(
        "score_band",
        "成绩等级",
        "excellent=优 good=良 pass=及格 behind=待提高",
        "成绩单",
        one=True,
        hint="只用粗线条等级",
    ),
    plain_fact("class_rank", "班级名次", _C, "名", "成绩单"),
    plain_fact("class_size", "班级人数", _C, "人", "学籍统计"),
    plain_fact(
        "rank_from_bottom", "倒数名次", _C, "名", "成绩单", "没有写时由班级人数和名次算出：人数 − 名次 + 1"
    ),
    yes_fact("work_often_late", "常常不能按时完成作业", "作业记录", "作业常拖欠", "作业按时"),
    yes_fact("named_by_teacher", "班主任已上报", "上报表", "班主任上报", "班主任未上报"),
    yes_fact("boards", "住校", "学校证明"),
    code_fact("student_level", "学校认定的困难等级", FactType.choice, "", StudentLevel, "困难学生认定表"),
    yes_fact("poor_pupil", "家庭经济困难学生", "困难学生认定表", "困难学生", "非困难学生"),
    # People without a home, donors, helpers, units
    yes_fact("away_from_home", "离家在外", "", "离家在外", "未离家"),
    yes_fact("no_food_or_lodging", "自身无力解决食宿", "", "食宿无着", "食宿可自理"),
    yes_fact("consents", "本人自愿受助", "求助登记表", "自愿受助", "不愿受助"),
    yes_fact("identity_known", "身份已经查明", "公安机关查询结果", "身份已查明", "身份未查明"),
    plain_fact("stay_since", "入站日期", FactType.day, "", "求助登记表"),
    yes_fact("sudden_illness_now", "突发急病须送医", "", "须送医", "不须送医"),
    listed_fact(
        "role",
        "参与身份",
        "donor=捐赠人 receiver=受赠人 volunteer=志愿者 helper=帮扶人 helped=受帮扶人",
        "",
        one=True,
    ),
    plain_fact("donated_items", "捐赠件数", _C, "件", "捐赠登记"),
    yes_fact("donation_usable", "捐赠物资清洁可用", "捐赠登记", "物资可用", "物资不可用"),
    listed_fact("helper_rank", "帮扶人职级", "county=县级领导 section=科级干部 staff=一般干部", "", one=True),
    plain_fact("helped_households", "帮扶人已结对户数", _C, "户", "结对花名册"),
    yes_fact("paired", "已有结对帮扶人", "结对花名册", "已结对", "未结对"),
    yes_fact("on_poverty_register", "在册贫困户（建档立卡）", "建档立卡手册", "建档立卡", "未建档立卡"),
    yes_fact("lifted", "已脱贫", "脱贫认定书", "已脱贫", "未脱贫"),
    listed_fact(
        "poverty_causes",
        "致贫原因",
        "illness=因病 disability=因残 schooling=因学 disaster=因灾 no_land=缺土地 no_water=缺水 no_skill=缺技术 no_labour=缺劳力 no_money=缺资金 transport=交通落后 no_drive=发展意志不足",
        "入户调查表",
        none="无致贫原因",
    ),
    listed_fact(
        "worries",
        "未达标的保障",
        "food=吃饭未达标 clothing=穿衣未达标 schooling=义务教育未达标 medical=基本医疗未达标 housing=住房安全未达标",
        "走访核实表",
        hint="「两不愁三保障」；核实过都达标写空列表",
        none="两不愁三保障达标",
    ),
    listed_fact(
        "subject", "帮扶对象是什么", "person=个人 household=家庭 unit=单位或部门 village=村", "", one=True
    ),
    plain_fact("unit_name", "单位名称", FactType.text),
    listed_fact(
        "unit_kinds",
        "单位类别",
        "department=公司部门 company=困难企业 village=派驻第一书记的非贫困村 community=社区 school=受赠学校",
        "",
        one=True,
    ),
    yes_fact("unit_named", "列入帮扶单位名单", "结对表", "列入帮扶名单", "未列入帮扶名单"),
    plain_fact("unit_people", "单位困难人数", _C, "人", "困难职工名册"),
    yes_fact("on_file", "已建立困难档案", "困难职工档案", "已建档", "未建档"),
    # Selection
    plain_fact("post_applied", "应聘岗位", FactType.texts, "", "报名登记表"),
    yes_fact("papers_complete", "报名材料齐全、符合招聘条件", "报名材料", "资格审查通过", "资格审查不通过"),
    listed_fact("degree", "学位", "none=无学位 bachelor=学士 master=硕士 doctor=博士", "学位证书", one=True),
    plain_fact("written_score", "笔试成绩", FactType.number, "分", "成绩单"),
    plain_fact("written_rank", "本岗位笔试名次", _C, "名", "成绩单"),
    plain_fact("interview_score", "面试成绩", FactType.number, "分", "成绩单"),
    plain_fact("interview_rank", "本岗位面试名次", _C, "名", "成绩单"),
    plain_fact("posts_offered", "本岗位招聘人数", _C, "人", "招聘公告"),
    yes_fact("assessment_passed", "考核合格", "考核记录", "考核合格", "考核不合格"),
    yes_fact("medical_passed", "体检合格", "体检报告", "体检合格", "体检不合格"),
    plain_fact(
        "members", "家庭成员逐人情况", FactType.people, "", "户口簿", "每人一组，用「申请人…」的编号写"
    ),
)

FACTS: Mapping[str, Fact] = {fact.id: fact for fact in _LISTED}
"""Every fact there is, by its id."""

BY_LABEL: Mapping[str, Fact] = {fact.label: fact for fact in FACTS.values()}
