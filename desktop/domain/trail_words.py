"""The log in words (操作记录的文字): whose field it was, what stood there, what a check found and what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.accounts import Role
from desktop.domain.application import State, StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import Counting, OfficeKind
from desktop.domain.household import (
    WHOLE_HOUSEHOLD,
    Cause,
    CertificateKind,
    DebtKind,
    ExpenseKind,
    Hardship,
    Housing,
    IncomeKind,
    Period,
    PropertyKind,
    Topic,
)
from desktop.domain.log_case_fields import CASE_SUBJECTS, GOODS, LOOK, MORE_OF_APPLICATION, POSTING, RECORD
from desktop.domain.log_field import LogField
from desktop.domain.payout import Form
from desktop.domain.person import (
    ContractTerm,
    DisabilityKind,
    Disease,
    Education,
    EmploymentForm,
    EmploymentState,
    Health,
    Hukou,
    Joining,
    Leaving,
    Marriage,
    PersonKind,
    Relation,
    Schooling,
    SchoolKind,
    Sex,
)
from desktop.domain.review import Suggestion
from desktop.domain.staff import Rank
from desktop.domain.standards import LINE_WORDS, LineKind
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.student import ScoreBand, StudentFlag, StudentLevel, WeakFamily
from desktop.domain.trail import Act, Entry, Fault, Head, Proof
from desktop.domain.unit import UnitKind
from desktop.domain.verdict import Outcome
from desktop.domain.visit import Purpose
from desktop.domain.words import word

GAP = " · "
"""Between the parts of a field's name: 家庭成员 2 · 身份证号."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One field's change in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One line of the log as it is read."""

    seq: int
    at: datetime
    """The clock's word for it, in UTC."""
    user: str
    act: str
    about: str
    reason: str
    changes: tuple[Told, ...]
    code: str
    """What a paper printed right after it would carry."""
    subject: str = ""
    """What kind of thing it is about."""

    @property
    def when(self) -> str:
        """Day and time on the clock of the office."""
        return moment_words(self.at)

    @property
    def brief(self) -> str:
        """The changes in one line."""
        if not self.changes:
            return self.reason
        first = next((c for c in self.changes if "内部编号" not in c.field), self.changes[0])
        more = f"　等 {len(self.changes)} 项" if len(self.changes) > 1 else ""
        said = (
            f"{first.field}：{first.old or '（空）'} → {first.new or '（空）'}"
            if first.old
            else (f"{first.field}：{first.new}")
        )
        return said + more


@dataclass(frozen=True, kw_only=True)
class TrailQuery:
    """Which entries: of these acts, by these users, with these words, about this household."""

    acts: tuple[Act, ...] = ()
    users: tuple[str, ...] = ()
    search: str = ""
    household_id: int | None = None


@dataclass(frozen=True)
class Proved(Proof):
    """What a check came to, against how many heads kept elsewhere, and what a reader should know besides."""

    anchors: int = 0
    notes: tuple[str, ...] = ()


def told(entry: Entry) -> EntryLine:
    """An entry of the log in words."""
    return EntryLine(
        seq=entry.seq,
        at=datetime.fromisoformat(entry.at),
        user=entry.user,
        act=act_word(entry.act),
        about=entry.about,
        reason=entry.reason,
        changes=tuple(
            Told(
                field=field_words(entry.subject, c.field),
                old=value_words(entry.subject, c.field, c.old),
                new=value_words(entry.subject, c.field, c.new),
            )
            for c in entry.changes
        ),
        code=Head(entry.seq, entry.hash).code if _is_hash(entry.hash) else "（已损坏）",
        subject=subject_word(entry.subject),
    )


def moment_words(at: datetime) -> str:
    """Day and time as a clock on the wall of the office showed them."""
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def head_words(head: Head) -> str:
    """The head of the log as it stands in the foot of a paper."""
    return f"操作记录第 {head.seq} 条　校验码 {head.code}"


def act_word(act: str) -> str:
    """What was done; the bare word of a later program's act."""
    return word(Act(act)) if act in Act.__members__ else act


def acts_called(text: str) -> tuple[Act, ...]:
    """The acts whose words hold that text."""
    return tuple(act for act in Act if text and text in word(act))


def subject_word(subject: str) -> str:
    """What kind of thing an entry is about."""
    return SUBJECTS[subject].word if subject in SUBJECTS else subject


def field_words(subject: str, path: str) -> str:
    """A field's name in words: `members.2.id_number` is 家庭成员 2 · 身份证号."""
    said: list[str] = []
    here = SUBJECTS.get(subject)
    for part in path.split("."):
        if part.isdecimal() and said:
            said[-1] += f" {part}"
            continue
        here = here.parts.get(part) if here is not None else None
        said.append(here.word if here is not None else part)
    return GAP.join(_day_words(x) for x in said)


def value_words(subject: str, path: str, value: str) -> str:
    """What stood in a field, in words."""
    here = SUBJECTS.get(subject)
    parts = path.split(".")
    for part in parts:
        if here is not None and not part.isdecimal():
            here = here.parts.get(part)
    if parts[-1] == "whose":
        return "全家" if value == str(WHOLE_HOUSEHOLD) else value and f"家庭成员 {value}"
    if here is not None and here.kind is not None:
        return "、".join(_code_word(here.kind, x) for x in value.split("、")) if value else ""
    return {"True": "是", "False": "否"}.get(value, value)


def _code_word(kind: type[StrEnum], value: str) -> str:
    if value not in kind.__members__:  # covered, or of a later program
        return value
    return LINE_WORDS[LineKind(value)] if kind is LineKind else word(kind(value))


def _day_words(part: str) -> str:
    return f"{date.fromisoformat(part):%Y-%m-%d}" if _DAY.fullmatch(part) else part


def _is_hash(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def proof_words(proof: Proof) -> tuple[str, ...]:
    """What a check of the log came to, in sentences to read aloud; faults first, each kind with what to do next."""
    if proof.sound:
        anchors = proof.anchors if isinstance(proof, Proved) else 0
        against = f"，与 {anchors} 处另外保存的校验码一致" if anchors else ""
        return (
            f"核验通过：{proof.entries} 条操作记录一条不缺、未被改动{against}。",
            *_notes(proof),
        )
    said = [f"核验没有通过：{proof.entries} 条操作记录里发现 {len(proof.findings)} 处问题。"]
    for fault in dict.fromkeys(f.fault for f in proof.findings):
        found = [f for f in proof.findings if f.fault is fault]
        said += [f"〔{FAULT_WORDS[fault]}〕{f.said}" for f in found[:_LISTED]]
        if len(found) > _LISTED:
            said.append(f"〔{FAULT_WORDS[fault]}〕还有 {len(found) - _LISTED} 处。")
        said.append(f"怎么办：{NEXT[fault]}")
    return (*said, *_notes(proof))


def _notes(proof: Proof) -> Sequence[str]:
    return proof.notes if isinstance(proof, Proved) else ()


_LISTED = 5
"""Findings of one kind told one by one."""

FAULT_WORDS: Mapping[Fault, str] = {
    Fault.altered: "内容被改动",
    Fault.missing: "缺少记录",
    Fault.out_of_order: "次序不对",
    Fault.cut: "末尾被截掉",
    Fault.older_copy: "较早的副本",
    Fault.foreign: "整段重写",
}

_KEEP = "先不要再录入，把整个办公室文件夹复制一份保存，作为证据"
NEXT: Mapping[Fault, str] = {
    Fault.altered: f"{_KEEP}；再到「备份与恢复」找出这一条之前做的备份，用「恢复演练」对照原来的内容；并报告单位负责人。",
    Fault.missing: f"{_KEEP}；再到「备份与恢复」找出缺少的记录还在的那份备份，作「恢复演练」对照；并报告单位负责人。",
    Fault.out_of_order: f"{_KEEP}；记录的次序由程序编号，人工挪动过才会乱，请报告单位负责人并联系维护人员。",
    Fault.cut: f"{_KEEP}；被截掉的操作做过但查不到了，请拿最近打印的签收表、公示页脚上的条号，核对那之后办过什么；并报告单位负责人。",
    Fault.older_copy: "先查是不是误开了 U 盘或别处的旧文件夹，或恢复过较早的备份；是的话，关闭程序，改开原来的文件夹，"
    "或到「备份与恢复」恢复最新的一份。都不是的，报告单位负责人。",
    Fault.foreign: f"先核对条号和校验码有没有抄错、纸张是不是本单位的；都对的话，{_KEEP}，并报告单位负责人。",
}
"""What to do about each kind of fault."""


_ILLNESS = {
    "disease": LogField("病种", Disease),
    "name": LogField("病名"),
    "diagnosed_on": LogField("确诊日期"),
    "hospital": LogField("医院"),
}
_MEMBER = {
    "ordinal": LogField("序号"),
    "name": LogField("姓名"),
    "relation": LogField("与本人关系", Relation),
    "id_number": LogField("身份证号"),
    "sex": LogField("性别", Sex),
    "born": LogField("出生日期"),
    "ethnicity": LogField("民族"),
    "political_status": LogField("政治面貌"),
    "phone": LogField("电话"),
    "health": LogField("健康状况", Health),
    "illnesses": LogField("疾病", parts=_ILLNESS),
    "disability": LogField("残疾类别", DisabilityKind),
    "disability_grade": LogField("残疾等级"),
    "employment": LogField("工作状态", EmploymentState),
    "employer": LogField("单位"),
    "employer_kind": LogField("单位性质"),
    "employer_state": LogField("单位状况"),
    "industry": LogField("行业"),
    "started_work": LogField("参加工作日期"),
    "schooling": LogField("就学", Schooling),
    "school_kind": LogField("学校类别", SchoolKind),
    "model_worker": LogField("劳模称号"),
    "marriage": LogField("婚姻", Marriage),
    "hukou": LogField("户口类型", Hukou),
    "insured": LogField("参加医保"),
    "lives_here": LogField("共同生活"),
    "remark": LogField("备注"),
    "kind": LogField("人员身份", PersonKind),
    "joined_on": LogField("加入家庭日期"),
    "joined_by": LogField("加入原因", Joining),
    "left_on": LogField("离开家庭日期"),
    "left_by": LogField("离开原因", Leaving),
    "contract_on": LogField("合同签订日期"),
    "contract_until": LogField("合同期满日期"),
    "contract_term": LogField("合同期限", ContractTerm),
    "employment_form": LogField("用工形式", EmploymentForm),
    "union_member": LogField("工会会员"),
    "education": LogField("学历", Education),
    "enrolled_year": LogField("入学年份"),
    "school_years": LogField("学制（年）"),
    "major": LogField("专业"),
    "reading": LogField("姓名读音"),
    "traits": LogField("特征"),
    "without_id": LogField("没有身份证号的原因"),
}
_INCOME = {
    "kind": LogField("种类", IncomeKind),
    "amount": LogField("金额"),
    "whose": LogField("归谁"),
    "period": LogField("周期", Period),
    "received_on": LogField("收到日期"),
    "remark": LogField("备注"),
}
_EXPENSE = {
    "kind": LogField("种类", ExpenseKind),
    "amount": LogField("金额"),
    "reimbursed": LogField("已报销"),
    "whose": LogField("归谁"),
    "period": LogField("周期", Period),
    "paid_on": LogField("支付日期"),
    "remark": LogField("备注"),
}
_PROPERTY = {
    "kind": LogField("种类", PropertyKind),
    "description": LogField("说明"),
    "area": LogField("面积"),
    "value": LogField("价值"),
    "exempt": LogField("可以不计"),
    "whose": LogField("归谁"),
    "remark": LogField("备注"),
}
_CERTIFICATE = {
    "kind": LogField("种类", CertificateKind),
    "whose": LogField("归谁"),
    "number": LogField("编号"),
    "issued_on": LogField("发证日期"),
    "expires_on": LogField("有效期至"),
    "remark": LogField("备注"),
}
_DEBT = {
    "kind": LogField("原因", DebtKind),
    "amount": LogField("金额"),
    "whose": LogField("归谁"),
    "creditor": LogField("债权人"),
    "since": LogField("自"),
    "remark": LogField("备注"),
}
_GUARDIAN = {
    "whose": LogField("被监护人"),
    "member": LogField("监护人（家庭成员）"),
    "name": LogField("监护人姓名"),
    "relation": LogField("关系"),
    "phone": LogField("电话"),
    "id_number": LogField("身份证号"),
    "employer": LogField("单位"),
}
_STUDENT = {
    "whose": LogField("学生"),
    "class_id": LogField("班级（内部编号）"),
    "school": LogField("学校"),
    "department": LogField("院系"),
    "grade": LogField("年级"),
    "class_name": LogField("班级"),
    "student_number": LogField("学号"),
    "native_place": LogField("籍贯"),
    "boards": LogField("住校"),
    "flags": LogField("特殊群体：是", StudentFlag),
    "flags_denied": LogField("特殊群体：否", StudentFlag),
    "weak": LogField("五类家庭", WeakFamily),
    "band": LogField("学习情况", ScoreBand),
    "level": LogField("认定等级", StudentLevel),
    "level_on": LogField("认定日期"),
    "disaster": LogField("自然灾害"),
    "accident": LogField("意外事件"),
    "weak_labour": LogField("劳动能力弱"),
    "unemployment": LogField("失业"),
    "debts": LogField("欠债"),
    "other_facts": LogField("其他情况"),
    "aided": LogField("本学年已获资助"),
    "statement": LogField("申请理由"),
}
_TAG = {"name": LogField("名称"), "since": LogField("自"), "until": LogField("至")}
_HOUSEHOLD = {
    "members": LogField("家庭成员", parts=_MEMBER),
    "number": LogField("档案编号"),
    "hardship": LogField("困难类别", Hardship),
    "cause": LogField("致困原因", Cause),
    "other_causes": LogField("其他致困原因", Cause),
    "address": LogField("住址"),
    "hukou_place": LogField("户口所在地"),
    "postcode": LogField("邮编"),
    "other_contact": LogField("其他联系方式"),
    "housing": LogField("住房类型", Housing),
    "floor_area": LogField("建筑面积"),
    "single_parent": LogField("单亲"),
    "self_help": LogField("有一定自救能力"),
    "zero_employment": LogField("零就业家庭"),
    "bank": LogField("开户银行"),
    "bank_branch": LogField("支行"),
    "card_number": LogField("银行卡号"),
    "incomes": LogField("收入", parts=_INCOME),
    "expenses": LogField("支出", parts=_EXPENSE),
    "properties": LogField("财产", parts=_PROPERTY),
    "certificates": LogField("证件", parts=_CERTIFICATE),
    "debts": LogField("欠债", parts=_DEBT),
    "guardians": LogField("监护人", parts=_GUARDIAN),
    "students": LogField("学生信息", parts=_STUDENT),
    "tags": LogField("标签", parts=_TAG),
    "verified_none": LogField("已核实没有", Topic),
    "filed_by": LogField("建档人"),
    "reviewed_by": LogField("审核人"),
    "entered_by": LogField("录入人"),
    "filed_on": LogField("建档日期"),
    "remark": LogField("备注"),
    "account_holder": LogField("户名"),
    "unit_id": LogField("建档单位（内部编号）"),
    "level": LogField("建档标准", FileLevel),
    "wants": LogField("帮扶需求"),
    "plan": LogField("帮扶计划"),
    "verified_on": LogField("上次核实日期"),
    "state": LogField("档案状态", FileState),
    "state_since": LogField("状态自"),
    "sealed_on": LogField("撤档日期"),
    "sealed_because": LogField("撤档原因"),
    "merged_into": LogField("并入档案"),
    "moved": LogField("移交"),
    "destroyed_on": LogField("销毁日期"),
}
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
_NOTICE = {
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
_APPLICATION = {
    "household_id": LogField("家庭（内部编号）"),
    "assessment_id": LogField("核对结论（内部编号）"),
    "scheme_id": LogField("方案编号"),
    "scheme_title": LogField("方案"),
    "applicant": LogField("申请人"),
    "number": LogField("申请编号"),
    "applied_on": LogField("申请日期"),
    "reason": LogField("申请理由"),
    "proposed": LogField("拟给金额"),
    "goods": LogField("拟给物资", parts=GOODS),
    "state": LogField("状态", State),
    "steps": LogField("步骤", parts=_STEP),
    "notice": LogField("公示", parts=_NOTICE),
    "approved_amount": LogField("批准金额"),
    "approved_goods": LogField("批准物资", parts=GOODS),
    "decision_reason": LogField("决定理由"),
    "decided_on": LogField("决定日期"),
    "decided_by": LogField("决定人"),
    "alone_because": LogField("一人兼办的原因"),
    **MORE_OF_APPLICATION,
}
_LINE = {
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
_FUND = {
    "name": LogField("名称"),
    "source": LogField("来源"),
    "opened_on": LogField("建账日期"),
    "remark": LogField("备注"),
    "day": LogField("日期"),
    "amount": LogField("金额"),
    "reason": LogField("事由"),
}
_BATCH = {
    "title": LogField("名称"),
    "fund_id": LogField("资金（内部编号）"),
    "fund_name": LogField("资金"),
    "fund_source": LogField("资金来源"),
    "form": LogField("方式", Form),
    "day": LogField("发放日期"),
    "place": LogField("地点"),
    "number": LogField("批号"),
    "lines": LogField("名单", parts=_LINE),
    "closed_on": LogField("办结日期"),
    "cancelled_on": LogField("撤销日期"),
    "cancel_reason": LogField("撤销原因"),
}
_VISIT = {
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
_ROUND = {
    "title": LogField("名称"),
    "purpose": LogField("目的", Purpose),
    "first_day": LogField("开始日期"),
    "last_day": LogField("结束日期"),
    "visits": LogField("走访", parts=_VISIT),
}
_CONSENT = {
    "given_on": LogField("签字日期"),
    "given_by": LogField("签字人"),
    "relation": LogField("与户主关系"),
    "publication": LogField("同意公示"),
    "attachment_id": LogField("附件（内部编号）"),
    "withdrawn_on": LogField("撤回日期"),
    "remark": LogField("备注"),
}
_ATTACHMENT = {
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
_DESTRUCTION = {
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
_SETTING = {
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

SUBJECTS: Mapping[str, LogField] = {
    "": LogField(""),
    "setting": LogField("单位设置", parts=_SETTING),
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
    "household": LogField("家庭档案", parts=_HOUSEHOLD),
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
    "application": LogField("申请", parts=_APPLICATION),
    "notice": LogField("公示", parts=_NOTICE),
    "visit_round": LogField("走访计划", parts=_ROUND),
    "visit": LogField("走访", parts=_VISIT),
    "fund": LogField("资金", parts=_FUND),
    "batch": LogField("发放批次", parts=_BATCH),
    "payout_line": LogField("发放明细", parts=_LINE),
    "account": LogField(
        "用户",
        parts={"name": LogField("姓名"), "roles": LogField("岗位", Role), "active": LogField("在用")},
    ),
    "consent": LogField("告知同意", parts=_CONSENT),
    "attachment": LogField("附件", parts=_ATTACHMENT),
    "destruction": LogField("销毁清册", parts=_DESTRUCTION),
    "backup": LogField("备份"),
    "list": LogField("列表"),
    **CASE_SUBJECTS,
}
"""Everything that is kept, with its fields, by the names the log uses."""
