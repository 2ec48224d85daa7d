"""The fields of money, visits, what is kept with an archive, and the office's own settings in words, for the log."""

from __future__ import annotations

from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import Counting, OfficeKind
from desktop.domain.log_case_fields import GOODS
from desktop.domain.log_field import LogField
from desktop.domain.payout import Form
from desktop.domain.visit import Purpose

LINE = {
    "application_id": LogField("申请（内部编号）"),
    "household_id": LogField("家庭（内部编号）"),
    "receiver": LogField("领取人"),
    "id_number": LogField("身份证号"),
    "address": LogField("单位或住址"),
    "phone": LogField("电话"),
    "bank": LogField("开户银行"),
    "card_number": LogField("银行卡号"),
    "amount": LogField("金额"),
    "goods": LogField("物资", parts=GOODS),
    "receipt_number": LogField("收据编号"),
    "signed_on": LogField("签收日期"),
    "proxy_name": LogField("代领人"),
    "proxy_relation": LogField("与领取人关系"),
    "proxy_reason": LogField("代领原因"),
}
FUND = {
    "name": LogField("名称"),
    "source": LogField("来源"),
    "opened_on": LogField("建账日期"),
    "remark": LogField("备注"),
    "day": LogField("日期"),
    "amount": LogField("金额"),
    "reason": LogField("事由"),
}
BATCH = {
    "title": LogField("名称"),
    "fund_id": LogField("资金（内部编号）"),
    "fund_name": LogField("资金"),
    "fund_source": LogField("资金来源"),
    "form": LogField("方式", Form),
    "day": LogField("发放日期"),
    "place": LogField("地点"),
    "number": LogField("批号"),
    "lines": LogField("名单", parts=LINE),
    "closed_on": LogField("办结日期"),
    "cancelled_on": LogField("撤销日期"),
    "cancel_reason": LogField("撤销原因"),
}
VISIT = {
    "household_id": LogField("家庭（内部编号）"),
    "household_name": LogField("户主"),
    "address": LogField("住址"),
    "phone": LogField("电话"),
    "members": LogField("人口"),
    "day": LogField("计划日期"),
    "visitors": LogField("走访人"),
    "purpose": LogField("目的", Purpose),
    "made_on": LogField("走访日期"),
    "found": LogField("走访情况"),
    "wishes": LogField("诉求意愿"),
    "safety": LogField("安全隐患"),
    "round_id": LogField("走访计划（内部编号）"),
}
ROUND = {
    "title": LogField("名称"),
    "purpose": LogField("目的", Purpose),
    "first_day": LogField("开始日期"),
    "last_day": LogField("结束日期"),
    "visits": LogField("走访", parts=VISIT),
}
CONSENT = {
    "given_on": LogField("签字日期"),
    "given_by": LogField("签字人"),
    "relation": LogField("与户主关系"),
    "publication": LogField("同意公示"),
    "attachment_id": LogField("附件（内部编号）"),
    "withdrawn_on": LogField("撤回日期"),
    "remark": LogField("备注"),
}
ATTACHMENT = {
    "kind": LogField("种类", PaperKind),
    "shown_name": LogField("名称"),
    "sha256": LogField("文件指纹"),
    "size": LogField("大小"),
    "added_on": LogField("添加日期"),
    "added_by": LogField("添加人"),
    "removed_on": LogField("移除日期"),
    "dated": LogField("材料日期"),
    "whose": LogField("所属人"),
}
DESTRUCTION = {
    "number": LogField("清册编号"),
    "day": LogField("销毁日期"),
    "first": LogField("销毁人"),
    "second": LogField("监销人"),
    "witness": LogField("监销人没有账号"),
    "years": LogField("保管年限"),
    "reason": LogField("原因"),
    "lines": LogField(
        "档案",
        parts={
            "number": LogField("档案编号"),
            "name": LogField("姓名"),
            "sealed_on": LogField("撤档日期"),
            "because": LogField("撤档原因"),
        },
    ),
}
SETTING = {
    "name": LogField("单位名称"),
    "kind": LogField("单位类别", OfficeKind),
    "place": LogField("所在地"),
    "officer": LogField("经办人"),
    "phone": LogField("联系电话"),
    "address": LogField("地址"),
    "notice_days": LogField("公示天数"),
    "bring_workdays": LogField("补齐材料的工作日"),
    "counting": LogField("公示期算法", Counting),
    "looked_on": LogField("合理性核查日期"),
    "practice": LogField("练习办公室"),
    "second_place": LogField("第二备份位置"),
    "copy_password": LogField("档案索引的密码"),
    "own_levels": LogField("本单位的审批级别"),
    "first_aid_days": LogField("先行救助补办期限（工作日）"),
    "drilled_on": LogField("上次演练"),
    "copied_on": LogField("上次写索引"),
    "limit": LogField("限额"),
}
