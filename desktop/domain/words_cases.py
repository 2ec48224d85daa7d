"""The words about an application on its way, and the help that follows."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.application import Origin, State, StepKind
from desktop.domain.benefit import BenefitState, Change
from desktop.domain.case_event import Happened
from desktop.domain.meeting import MeetingKind, Result
from desktop.domain.notice_look import Names, Shown
from desktop.domain.objection import Finding
from desktop.domain.payout import Form
from desktop.domain.upon import Upon
from desktop.domain.verdict import Outcome

CASES: dict[type[StrEnum], dict[str, str]] = {
    Outcome: {"eligible": "符合", "ineligible": "不符合", "incomplete": "缺材料"},
    StepKind: {
        "accept": "受理",
        "survey": "入户调查",
        "appraisal": "民主评议",
        "exam": "考试",
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
    Origin: {"applicant": "本人申请", "agent": "代为申请", "office": "主动发现"},
    Happened: {
        "applied": "申请",
        "not_accepted": "不予受理",
        "lacking_told": "一次性告知，停表",
        "supplied": "材料补齐",
        "done": "办结",
        "signed": "签字",
        "skipped": "视情不办",
        "exempted": "按方案不办",
        "voted_down": "评议未通过",
        "missed": "缺考",
        "returned": "退回补正",
        "resubmitted": "重新提交",
        "posted": "张贴公示",
        "taken_down": "公示结束",
        "objected": "有异议",
        "objection_settled": "异议核实",
        "reopened": "退回重办",
        "aided_first": "先行救助",
        "drawn": "抽查",
        "checked": "抽查结果",
        "ranked": "名额评定",
        "approved": "批准",
        "refused": "不予批准",
        "withdrawn": "撤回",
        "told": "告知",
        "paid": "发放",
        "benefit": "待遇变动",
        "rechecked": "重新核对",
        "redated": "期限重新推算",
        "warned": "提醒",
    },
    Names: {
        "agreed": "同意公示的写全名，没有同意的遮住",
        "named": "都写全名（文件明文要求的）",
        "covered": "都遮住，只留姓",
        "numbers": "不写姓名，写申请编号",
    },
    Shown: {"unit": "单位（学校、社区、村）", "category": "帮扶类别", "award": "拟给予的帮扶"},
    Finding: {"upheld": "异议成立", "rejected": "异议不成立", "withdrawn": "异议人撤回"},
    MeetingKind: {"appraisal": "民主评议", "approval": "审批会议"},
    Result: {"passed": "通过", "failed": "不通过", "again": "需进一步核实"},
    BenefitState: {"running": "享受中", "fading": "渐退", "ended": "已终止"},
    Change: {
        "begun": "开始",
        "raised": "增发",
        "lowered": "减发",
        "kept": "不变",
        "fading": "渐退",
        "ended": "终止",
        "resumed": "恢复",
    },
    Upon: {
        "lacking": "材料不齐",
        "approved": "批准",
        "refused": "不予批准",
        "changed": "待遇变动",
        "fading": "进入渐退",
        "ended": "终止",
    },
    Form: {"cash": "现金", "transfer": "转账", "goods": "实物", "voucher": "消费券"},
}
