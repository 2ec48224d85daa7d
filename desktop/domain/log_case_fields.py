"""The fields of the procedure in words, for the log: records of steps, papers, notices, meetings, draws, places, benefits."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.application import Origin
from desktop.domain.benefit import BenefitState, Change
from desktop.domain.case_event import Happened
from desktop.domain.log_field import LogField
from desktop.domain.meeting import MeetingKind, Result
from desktop.domain.notice_look import Names, Shown
from desktop.domain.objection import Finding
from desktop.domain.upon import Upon

GOODS = {
    "name": LogField("品名"),
    "count": LogField("数量"),
    "unit": LogField("单位"),
    "value": LogField("价值"),
}
_SIGNATURE = {
    "name": LogField("签字人"),
    "on": LogField("日期"),
    "recorded_by": LogField("登记人"),
    "opinion": LogField("意见"),
}
_SURVEY = {
    "surveyors": LogField("调查人"),
    "day": LogField("日期"),
    "at_home": LogField("在家的人"),
    "place": LogField("地点"),
    "found": LogField("调查情况"),
    "photos": LogField("照片（内部编号）"),
    "alone_because": LogField("一人调查的原因"),
}
_VOTE = {
    "due": LogField("应到"),
    "present": LogField("实到"),
    "yes": LogField("同意"),
    "no": LogField("不同意"),
    "abstain": LogField("弃权"),
    "passed": LogField("通过"),
    "secret": LogField("无记名"),
    "avoided": LogField("回避"),
    "meeting_id": LogField("会议（内部编号）"),
}
_EXAM = {
    "day": LogField("考试日期"),
    "place": LogField("地点"),
    "present": LogField("参加"),
    "score": LogField("成绩"),
    "full_marks": LogField("满分"),
    "fact": LogField("成绩记作的事实（编号）"),
    "remark": LogField("备注"),
}
RECORD = {
    "signatures": LogField("签字", parts=_SIGNATURE),
    "survey": LogField("入户调查", parts=_SURVEY),
    "vote": LogField("表决", parts=_VOTE),
    "exam": LogField("考试", parts=_EXAM),
    "skipped_because": LogField("不办的原因"),
    "exempt": LogField("按方案不办"),
    "on_time": LogField("按期"),
}
POSTING = {
    "place": LogField("地点"),
    "photo": LogField("照片"),
    "down_on": LogField("取下日期"),
    "down_by": LogField("取下人"),
}
LOOK = {
    "names": LogField("姓名", Names),
    "columns": LogField("内容", Shown),
    "basis": LogField("写全名的依据"),
}
MORE_OF_APPLICATION: Mapping[str, LogField] = {
    "origin": LogField("提出方式", Origin),
    "agent": LogField(
        "代办人",
        parts={
            "name": LogField("姓名"),
            "relation": LogField("与申请人关系"),
            "id_number": LogField("身份证号"),
            "phone": LogField("电话"),
            "because": LogField("代办原因"),
        },
    ),
    "filing": LogField("收件编号"),
    "cause": LogField("事由"),
    "late_because": LogField("逾期受理的原因"),
    "pauses": LogField(
        "停表", parts={"since": LogField("自"), "until": LogField("至"), "because": LogField("原因")}
    ),
    "first_aid": LogField(
        "先行救助",
        parts={
            "on": LogField("日期"),
            "because": LogField("紧急情况"),
            "by": LogField("决定人"),
            "papers_by": LogField("补办期限"),
            "amount": LogField("金额"),
            "goods": LogField("物资", parts=GOODS),
        },
    ),
    "reopened_at": LogField("因异议退回的步骤"),
    "reopened_on": LogField("异议日期"),
    "decided_at": LogField("审批机关"),
    "reference": LogField("批复文号"),
    "override": LogField(
        "一事一议",
        parts={
            "because": LogField("理由"),
            "signed_by": LogField("签字人"),
            "meeting": LogField("会议纪要"),
        },
    ),
    "ends_benefit": LogField("拟终止的待遇（内部编号）"),
    "events": LogField(
        "经过",
        parts={
            "kind": LogField("事项", Happened),
            "on": LogField("日期"),
            "words": LogField("说明"),
            "step": LogField("步骤"),
            "by": LogField("经手人"),
            "recorded_by": LogField("登记人"),
        },
    ),
}
_APPLICATION_ID = LogField("申请（内部编号）")

CASE_SUBJECTS: Mapping[str, LogField] = {
    "case_paper": LogField(
        "申请材料",
        parts={
            "application_id": _APPLICATION_ID,
            "name": LogField("名称"),
            "copies": LogField("份数"),
            "groups": LogField("适用对象"),
            "source": LogField("依据"),
            "required": LogField("必须提交"),
            "received_on": LogField("收到日期"),
            "attachment_id": LogField("附件（内部编号）"),
            "remark": LogField("备注"),
            "waived": LogField("本案不需要"),
            "at": LogField("到哪一步交（编号）"),
        },
    ),
    "lacking": LogField(
        "一次性告知",
        parts={
            "application_id": _APPLICATION_ID,
            "number": LogField("编号"),
            "told_on": LogField("告知日期"),
            "papers": LogField("缺少的材料"),
            "bring_by": LogField("补齐期限"),
            "told_by": LogField("告知人"),
            "how": LogField("告知方式"),
            "received_by": LogField("签收人"),
            "supplied_on": LogField("补齐日期"),
        },
    ),
    "objection": LogField(
        "异议",
        parts={
            "number": LogField("编号"),
            "notice_id": LogField("公示（内部编号）"),
            "application_id": _APPLICATION_ID,
            "day": LogField("提出日期"),
            "words": LogField("内容"),
            "raised_by": LogField("提出人"),
            "contact": LogField("联系方式"),
            "received_by": LogField("接收人"),
            "finding": LogField("核实结果", Finding),
            "because": LogField("理由"),
            "settled_on": LogField("核实日期"),
            "settled_by": LogField("核实人"),
            "answered_on": LogField("答复日期"),
        },
    ),
    "meeting": LogField(
        "会议",
        parts={
            "number": LogField("编号"),
            "kind": LogField("种类", MeetingKind),
            "day": LogField("日期"),
            "title": LogField("名称"),
            "place": LogField("地点"),
            "host": LogField("主持人"),
            "recorder": LogField("记录人"),
            "due": LogField("应到人数"),
            "present": LogField("到会"),
            "absent": LogField("缺席"),
            "avoided": LogField("回避"),
            "minutes": LogField("纪要"),
            "items": LogField(
                "议题",
                parts={
                    "application_id": _APPLICATION_ID,
                    "number": LogField("申请编号"),
                    "applicant": LogField("申请人"),
                    "yes": LogField("同意"),
                    "no": LogField("不同意"),
                    "abstain": LogField("弃权"),
                    "result": LogField("结果", Result),
                    "words": LogField("说明"),
                    "proposed": LogField("拟给金额"),
                    "amount": LogField("决定金额"),
                    "goods": LogField("决定物资", parts=GOODS),
                    "discussed": LogField("一事一议"),
                },
            ),
        },
    ),
    "draw": LogField(
        "随机抽查",
        parts={
            "number": LogField("编号"),
            "scheme_id": LogField("方案编号"),
            "scheme_title": LogField("方案"),
            "check_id": LogField("抽查规则"),
            "day": LogField("日期"),
            "percent": LogField("比例"),
            "at_least": LogField("至少几件"),
            "seed": LogField("种子"),
            "because": LogField("抽取说明"),
            "drawn_by": LogField("抽取人"),
            "witness": LogField("见证人"),
            "cases": LogField(
                "名单",
                parts={
                    "application_id": _APPLICATION_ID,
                    "name": LogField("编号"),
                    "applicant": LogField("申请人"),
                    "chosen": LogField("抽中"),
                    "checked_on": LogField("抽查日期"),
                    "checked_by": LogField("抽查人"),
                    "sound": LogField("属实"),
                    "found": LogField("抽查情况"),
                },
            ),
        },
    ),
    "places_round": LogField(
        "名额评定",
        parts={
            "number": LogField("编号"),
            "scheme_id": LogField("方案编号"),
            "scheme_title": LogField("方案"),
            "rule_id": LogField("评定规则"),
            "label": LogField("名称"),
            "day": LogField("日期"),
            "places": LogField("名额"),
            "posts": LogField("岗位数"),
            "seed": LogField("种子"),
            "words": LogField("说明"),
            "meeting_id": LogField("会议（内部编号）"),
            "because": LogField("并列处理理由"),
            "settled_on": LogField("确定日期"),
            "settled_by": LogField("确定人"),
            "rows": LogField(
                "名单",
                parts={
                    "application_id": _APPLICATION_ID,
                    "number": LogField("申请编号"),
                    "applicant": LogField("申请人"),
                    "post": LogField("岗位"),
                    "values": LogField("成绩"),
                    "exempt": LogField("免测"),
                    "withdrawn": LogField("退出"),
                    "rank": LogField("名次"),
                    "standing": LogField("结果"),
                    "because": LogField("说明"),
                    "decided": LogField("人工确定"),
                },
            ),
        },
    ),
    "telling": LogField(
        "告知",
        parts={
            "application_id": _APPLICATION_ID,
            "upon": LogField("因何告知", Upon),
            "change": LogField("待遇变动序号"),
            "who": LogField("告知对象"),
            "what": LogField("告知内容"),
            "written": LogField("书面"),
            "due": LogField("期限"),
            "rule": LogField("期限依据"),
            "told_on": LogField("告知日期"),
            "told_by": LogField("告知人"),
            "how": LogField("送达方式"),
            "received_by": LogField("签收人"),
            "received_on": LogField("签收日期"),
            "refused_to_sign": LogField("拒签见证人"),
        },
    ),
    "benefit": LogField(
        "持续待遇",
        parts={
            "application_id": _APPLICATION_ID,
            "household_id": LogField("家庭（内部编号）"),
            "scheme_id": LogField("方案编号"),
            "scheme_title": LogField("方案"),
            "receiver": LogField("享受人"),
            "starts_on": LogField("起发日期"),
            "starts_because": LogField("起发依据"),
            "amount": LogField("金额"),
            "per": LogField("周期"),
            "group": LogField("对象类别编号"),
            "group_label": LogField("对象类别"),
            "review_every": LogField("复核周期"),
            "review_label": LogField("复核要求"),
            "next_review": LogField("下次复核"),
            "fading_until": LogField("渐退至"),
            "ends_on": LogField("止发日期"),
            "ended_because": LogField("止发原因"),
            "state": LogField("状态", BenefitState),
            "changes": LogField(
                "变动",
                parts={
                    "change": LogField("变动", Change),
                    "day": LogField("执行日期"),
                    "decided_on": LogField("决定日期"),
                    "because": LogField("理由"),
                    "before": LogField("原金额"),
                    "after": LogField("新金额"),
                    "by": LogField("决定人"),
                    "assessment_id": LogField("核对结论（内部编号）"),
                    "application_id": _APPLICATION_ID,
                },
            ),
        },
    ),
}
"""What the procedure keeps, by the names the log uses."""
