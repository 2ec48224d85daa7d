"""The fields of an application and of a notice in words, for the log."""

from __future__ import annotations

from desktop.domain.application import State, StepKind
from desktop.domain.log_case_fields import GOODS, LOOK, MORE_OF_APPLICATION, POSTING, RECORD
from desktop.domain.log_field import LogField

_STEP = {
    "position": LogField("次序"),
    "kind": LogField("种类", StepKind),
    "label": LogField("名称"),
    "who": LogField("由谁办"),
    "due": LogField("期限"),
    "rule": LogField("期限依据"),
    "done_on": LogField("办结日期"),
    "by": LogField("经手人"),
    "opinion": LogField("意见"),
    "recorded_by": LogField("登记人"),
    "plan": LogField("方案步骤编号"),
    "times": LogField("第几次办"),
    "record": LogField("办理记录", parts=RECORD),
}
NOTICE = {
    "number": LogField("编号"),
    "posted_on": LogField("张贴日期"),
    "until": LogField("截止日期"),
    "until_posting_day_counted": LogField("截止日期（张贴当日起算）"),
    "until_posting_day_excluded": LogField("截止日期（张贴次日起算）"),
    "days": LogField("天数"),
    "workdays": LogField("按工作日计"),
    "skipped": LogField("不计入的日子"),
    "place": LogField("张贴地点"),
    "objections": LogField("异议"),
    "closed_on": LogField("结束日期"),
    "postings": LogField("张贴处", parts=POSTING),
    "taken_down_on": LogField("取下日期"),
    "taken_down_by": LogField("取下人"),
    "look": LogField("公示内容", parts=LOOK),
}
APPLICATION = {
    "household_id": LogField("家庭（内部编号）"),
    "assessment_id": LogField("核对结论（内部编号）"),
    "scheme_id": LogField("方案编号"),
    "scheme_title": LogField("方案"),
    "applicant": LogField("申请人"),
    "number": LogField("申请编号"),
    "applied_on": LogField("申请日期"),
    "reason": LogField("申请理由"),
    "proposed": LogField("拟给金额"),
    "monthly": LogField("按月给"),
    "goods": LogField("拟给物资", parts=GOODS),
    "state": LogField("状态", State),
    "steps": LogField("步骤", parts=_STEP),
    "notice": LogField("公示", parts=NOTICE),
    "approved_amount": LogField("批准金额"),
    "approved_goods": LogField("批准物资", parts=GOODS),
    "decision_reason": LogField("决定理由"),
    "decided_on": LogField("决定日期"),
    "decided_by": LogField("决定人"),
    "alone_because": LogField("一人兼办的原因"),
    **MORE_OF_APPLICATION,
}
