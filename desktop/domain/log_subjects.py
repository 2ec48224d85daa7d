"""Everything that is kept, with its fields in words, by the names the log uses."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.accounts import Role
from desktop.domain.log_application_fields import APPLICATION, NOTICE
from desktop.domain.log_case_fields import CASE_SUBJECTS
from desktop.domain.log_field import LogField
from desktop.domain.log_household_fields import HOUSEHOLD
from desktop.domain.log_office_fields import (
    ATTACHMENT,
    BATCH,
    CONSENT,
    DESTRUCTION,
    FUND,
    LINE,
    ROUND,
    SETTING,
    VISIT,
)
from desktop.domain.review import Suggestion
from desktop.domain.staff import Rank
from desktop.domain.standards import LineKind
from desktop.domain.standing import FileState
from desktop.domain.unit import UnitKind
from desktop.domain.verdict import Outcome

SUBJECTS: Mapping[str, LogField] = {
    "": LogField(""),
    "setting": LogField("单位设置", parts=SETTING),
    "line": LogField(
        "标准",
        parts={
            "kind": LogField("种类", LineKind),
            "place": LogField("地方"),
            "from_day": LogField("执行日期"),
            "amount": LogField("数额"),
            "source": LogField("文件依据"),
        },
    ),
    "parameter": LogField("方案参数", parts={"value": LogField("数值"), "source": LogField("文件依据")}),
    "year": LogField(
        "放假安排",
        parts={
            "year": LogField("年份"),
            "rest": LogField("放假"),
            "work": LogField("调休上班"),
            "source": LogField("文件依据"),
        },
    ),
    "household": LogField("家庭档案", parts=HOUSEHOLD),
    "standing": LogField(
        "档案状态",
        parts={
            "state": LogField("状态", FileState),
            "since": LogField("自"),
            "because": LogField("原因"),
            "other_unit": LogField("转入、转出单位"),
            "fade_until": LogField("渐退至"),
            "by": LogField("登记人"),
        },
    ),
    "unit": LogField(
        "单位",
        parts={
            "name": LogField("名称"),
            "kind": LogField("种类", UnitKind),
            "parent_id": LogField("上级（内部编号）"),
            "code": LogField("编码"),
            "short_name": LogField("简称"),
            "head_id": LogField("负责人（内部编号）"),
            "phone": LogField("电话"),
            "address": LogField("地址"),
            "closed_on": LogField("撤销日期"),
            "remark": LogField("备注"),
        },
    ),
    "staff": LogField(
        "工作人员",
        parts={
            "name": LogField("姓名"),
            "id_number": LogField("身份证号"),
            "unit_id": LogField("单位（内部编号）"),
            "post": LogField("职务"),
            "rank": LogField("职级", Rank),
            "phone": LogField("电话"),
            "helps": LogField("结对帮扶"),
            "works": LogField("经办业务"),
            "left_on": LogField("离岗日期"),
            "remark": LogField("备注"),
            "relatives": LogField(
                "近亲属",
                parts={
                    "name": LogField("姓名"),
                    "relation": LogField("关系"),
                    "id_number": LogField("身份证号"),
                    "remark": LogField("备注"),
                },
            ),
        },
    ),
    "review": LogField(
        "年度复审",
        parts={
            "year": LogField("年度"),
            "suggestion": LogField("建议", Suggestion),
            "decision": LogField("决定", Suggestion),
            "because": LogField("理由"),
            "day": LogField("日期"),
            "by": LogField("复审人"),
        },
    ),
    "ignored": LogField(
        "已核忽略",
        parts={"rule": LogField("规则"), "figures": LogField("依据"), "because": LogField("理由")},
    ),
    "not_same": LogField("不是同一人", parts={"because": LogField("理由")}),
    "roster_import": LogField(
        "导入的名册", parts={"sha256": LogField("文件指纹"), "taken": LogField("导入户数")}
    ),
    "assessment": LogField(
        "核对结论",
        parts={
            "scheme": LogField("方案"),
            "outcome": LogField("结论", Outcome),
            "summary": LogField("说明"),
        },
    ),
    "application": LogField("申请", parts=APPLICATION),
    "notice": LogField("公示", parts=NOTICE),
    "visit_round": LogField("走访计划", parts=ROUND),
    "visit": LogField("走访", parts=VISIT),
    "fund": LogField("资金", parts=FUND),
    "batch": LogField("发放批次", parts=BATCH),
    "payout_line": LogField("发放明细", parts=LINE),
    "account": LogField(
        "用户",
        parts={"name": LogField("姓名"), "roles": LogField("岗位", Role), "active": LogField("在用")},
    ),
    "consent": LogField("告知同意", parts=CONSENT),
    "attachment": LogField("附件", parts=ATTACHMENT),
    "destruction": LogField("销毁清册", parts=DESTRUCTION),
    "backup": LogField("备份"),
    "list": LogField("列表"),
    **CASE_SUBJECTS,
}
"""Everything that is kept, with its fields, by the names the log uses."""
