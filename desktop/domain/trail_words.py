"""The log in words (操作记录的文字): whose field it was, what stood there, what a check found and what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class _Field:
    """A field in words: its name, the code list its values come from, and, for a list or a value, what is in it."""

    word: str
    kind: type[StrEnum] | None = None
    parts: Mapping[str, _Field] = field(default_factory=dict[str, "_Field"])


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
    "disease": _Field("病种", Disease),
    "name": _Field("病名"),
    "diagnosed_on": _Field("确诊日期"),
    "hospital": _Field("医院"),
}
_MEMBER = {
    "ordinal": _Field("序号"),
    "name": _Field("姓名"),
    "relation": _Field("与本人关系", Relation),
    "id_number": _Field("身份证号"),
    "sex": _Field("性别", Sex),
    "born": _Field("出生日期"),
    "ethnicity": _Field("民族"),
    "political_status": _Field("政治面貌"),
    "phone": _Field("电话"),
    "health": _Field("健康状况", Health),
    "illnesses": _Field("疾病", parts=_ILLNESS),
    "disability": _Field("残疾类别", DisabilityKind),
    "disability_grade": _Field("残疾等级"),
    "employment": _Field("工作状态", EmploymentState),
    "employer": _Field("单位"),
    "employer_kind": _Field("单位性质"),
    "employer_state": _Field("单位状况"),
    "industry": _Field("行业"),
    "started_work": _Field("参加工作日期"),
    "schooling": _Field("就学", Schooling),
    "school_kind": _Field("学校类别", SchoolKind),
    "model_worker": _Field("劳模称号"),
    "marriage": _Field("婚姻", Marriage),
    "hukou": _Field("户口类型", Hukou),
    "insured": _Field("参加医保"),
    "lives_here": _Field("共同生活"),
    "remark": _Field("备注"),
    "kind": _Field("人员身份", PersonKind),
    "joined_on": _Field("加入家庭日期"),
    "joined_by": _Field("加入原因", Joining),
    "left_on": _Field("离开家庭日期"),
    "left_by": _Field("离开原因", Leaving),
    "contract_on": _Field("合同签订日期"),
    "contract_until": _Field("合同期满日期"),
    "contract_term": _Field("合同期限", ContractTerm),
    "employment_form": _Field("用工形式", EmploymentForm),
    "union_member": _Field("工会会员"),
    "education": _Field("学历", Education),
    "enrolled_year": _Field("入学年份"),
    "school_years": _Field("学制（年）"),
    "major": _Field("专业"),
    "reading": _Field("姓名读音"),
    "traits": _Field("特征"),
    "without_id": _Field("没有身份证号的原因"),
}
_INCOME = {
    "kind": _Field("种类", IncomeKind),
    "amount": _Field("金额"),
    "whose": _Field("归谁"),
    "period": _Field("周期", Period),
    "received_on": _Field("收到日期"),
    "remark": _Field("备注"),
}
_EXPENSE = {
    "kind": _Field("种类", ExpenseKind),
    "amount": _Field("金额"),
    "reimbursed": _Field("已报销"),
    "whose": _Field("归谁"),
    "period": _Field("周期", Period),
    "paid_on": _Field("支付日期"),
    "remark": _Field("备注"),
}
_PROPERTY = {
    "kind": _Field("种类", PropertyKind),
    "description": _Field("说明"),
    "area": _Field("面积"),
    "value": _Field("价值"),
    "exempt": _Field("可以不计"),
    "whose": _Field("归谁"),
    "remark": _Field("备注"),
}
_CERTIFICATE = {
    "kind": _Field("种类", CertificateKind),
    "whose": _Field("归谁"),
    "number": _Field("编号"),
    "issued_on": _Field("发证日期"),
    "expires_on": _Field("有效期至"),
    "remark": _Field("备注"),
}
_DEBT = {
    "kind": _Field("原因", DebtKind),
    "amount": _Field("金额"),
    "whose": _Field("归谁"),
    "creditor": _Field("债权人"),
    "since": _Field("自"),
    "remark": _Field("备注"),
}
_GUARDIAN = {
    "whose": _Field("被监护人"),
    "member": _Field("监护人（家庭成员）"),
    "name": _Field("监护人姓名"),
    "relation": _Field("关系"),
    "phone": _Field("电话"),
    "id_number": _Field("身份证号"),
    "employer": _Field("单位"),
}
_STUDENT = {
    "whose": _Field("学生"),
    "class_id": _Field("班级（内部编号）"),
    "school": _Field("学校"),
    "department": _Field("院系"),
    "grade": _Field("年级"),
    "class_name": _Field("班级"),
    "student_number": _Field("学号"),
    "native_place": _Field("籍贯"),
    "boards": _Field("住校"),
    "flags": _Field("特殊群体：是", StudentFlag),
    "flags_denied": _Field("特殊群体：否", StudentFlag),
    "weak": _Field("五类家庭", WeakFamily),
    "band": _Field("学习情况", ScoreBand),
    "level": _Field("认定等级", StudentLevel),
    "level_on": _Field("认定日期"),
    "disaster": _Field("自然灾害"),
    "accident": _Field("意外事件"),
    "weak_labour": _Field("劳动能力弱"),
    "unemployment": _Field("失业"),
    "debts": _Field("欠债"),
    "other_facts": _Field("其他情况"),
    "aided": _Field("本学年已获资助"),
    "statement": _Field("申请理由"),
}
_TAG = {"name": _Field("名称"), "since": _Field("自"), "until": _Field("至")}
_HOUSEHOLD = {
    "members": _Field("家庭成员", parts=_MEMBER),
    "number": _Field("档案编号"),
    "hardship": _Field("困难类别", Hardship),
    "cause": _Field("致困原因", Cause),
    "other_causes": _Field("其他致困原因", Cause),
    "address": _Field("住址"),
    "hukou_place": _Field("户口所在地"),
    "postcode": _Field("邮编"),
    "other_contact": _Field("其他联系方式"),
    "housing": _Field("住房类型", Housing),
    "floor_area": _Field("建筑面积"),
    "single_parent": _Field("单亲"),
    "self_help": _Field("有一定自救能力"),
    "zero_employment": _Field("零就业家庭"),
    "bank": _Field("开户银行"),
    "bank_branch": _Field("支行"),
    "card_number": _Field("银行卡号"),
    "incomes": _Field("收入", parts=_INCOME),
    "expenses": _Field("支出", parts=_EXPENSE),
    "properties": _Field("财产", parts=_PROPERTY),
    "certificates": _Field("证件", parts=_CERTIFICATE),
    "debts": _Field("欠债", parts=_DEBT),
    "guardians": _Field("监护人", parts=_GUARDIAN),
    "students": _Field("学生信息", parts=_STUDENT),
    "tags": _Field("标签", parts=_TAG),
    "verified_none": _Field("已核实没有", Topic),
    "filed_by": _Field("建档人"),
    "reviewed_by": _Field("审核人"),
    "entered_by": _Field("录入人"),
    "filed_on": _Field("建档日期"),
    "remark": _Field("备注"),
    "account_holder": _Field("户名"),
    "unit_id": _Field("建档单位（内部编号）"),
    "level": _Field("建档标准", FileLevel),
    "wants": _Field("帮扶需求"),
    "plan": _Field("帮扶计划"),
    "verified_on": _Field("上次核实日期"),
    "state": _Field("档案状态", FileState),
    "state_since": _Field("状态自"),
    "sealed_on": _Field("撤档日期"),
    "sealed_because": _Field("撤档原因"),
    "merged_into": _Field("并入档案"),
    "moved": _Field("移交"),
    "destroyed_on": _Field("销毁日期"),
}
_GOODS = {
    "name": _Field("品名"),
    "count": _Field("数量"),
    "unit": _Field("单位"),
    "value": _Field("价值"),
}
_STEP = {
    "position": _Field("次序"),
    "kind": _Field("种类", StepKind),
    "label": _Field("名称"),
    "who": _Field("由谁办"),
    "due": _Field("期限"),
    "rule": _Field("期限依据"),
    "done_on": _Field("办结日期"),
    "by": _Field("经手人"),
    "opinion": _Field("意见"),
    "recorded_by": _Field("登记人"),
}
_NOTICE = {
    "number": _Field("编号"),
    "posted_on": _Field("张贴日期"),
    "until": _Field("截止日期"),
    "until_posting_day_counted": _Field("截止日期（张贴当日起算）"),
    "until_posting_day_excluded": _Field("截止日期（张贴次日起算）"),
    "days": _Field("天数"),
    "place": _Field("张贴地点"),
    "objections": _Field("异议"),
    "closed_on": _Field("结束日期"),
}
_APPLICATION = {
    "household_id": _Field("家庭（内部编号）"),
    "assessment_id": _Field("核对结论（内部编号）"),
    "scheme_id": _Field("方案编号"),
    "scheme_title": _Field("方案"),
    "applicant": _Field("申请人"),
    "number": _Field("申请编号"),
    "applied_on": _Field("申请日期"),
    "reason": _Field("申请理由"),
    "proposed": _Field("拟给金额"),
    "goods": _Field("拟给物资", parts=_GOODS),
    "state": _Field("状态", State),
    "steps": _Field("步骤", parts=_STEP),
    "notice": _Field("公示", parts=_NOTICE),
    "approved_amount": _Field("批准金额"),
    "approved_goods": _Field("批准物资", parts=_GOODS),
    "decision_reason": _Field("决定理由"),
    "decided_on": _Field("决定日期"),
    "decided_by": _Field("决定人"),
    "alone_because": _Field("一人兼办的原因"),
}
_LINE = {
    "application_id": _Field("申请（内部编号）"),
    "household_id": _Field("家庭（内部编号）"),
    "receiver": _Field("领取人"),
    "id_number": _Field("身份证号"),
    "address": _Field("单位或住址"),
    "phone": _Field("电话"),
    "bank": _Field("开户银行"),
    "card_number": _Field("银行卡号"),
    "amount": _Field("金额"),
    "goods": _Field("物资", parts=_GOODS),
    "receipt_number": _Field("收据编号"),
    "signed_on": _Field("签收日期"),
    "proxy_name": _Field("代领人"),
    "proxy_relation": _Field("与领取人关系"),
    "proxy_reason": _Field("代领原因"),
}
_FUND = {
    "name": _Field("名称"),
    "source": _Field("来源"),
    "opened_on": _Field("建账日期"),
    "remark": _Field("备注"),
    "day": _Field("日期"),
    "amount": _Field("金额"),
    "reason": _Field("事由"),
}
_BATCH = {
    "title": _Field("名称"),
    "fund_id": _Field("资金（内部编号）"),
    "fund_name": _Field("资金"),
    "fund_source": _Field("资金来源"),
    "form": _Field("方式", Form),
    "day": _Field("发放日期"),
    "place": _Field("地点"),
    "number": _Field("批号"),
    "lines": _Field("名单", parts=_LINE),
    "closed_on": _Field("办结日期"),
    "cancelled_on": _Field("撤销日期"),
    "cancel_reason": _Field("撤销原因"),
}
_VISIT = {
    "household_id": _Field("家庭（内部编号）"),
    "household_name": _Field("户主"),
    "address": _Field("住址"),
    "phone": _Field("电话"),
    "members": _Field("人口"),
    "day": _Field("计划日期"),
    "visitors": _Field("走访人"),
    "purpose": _Field("目的", Purpose),
    "made_on": _Field("走访日期"),
    "found": _Field("走访情况"),
    "wishes": _Field("诉求意愿"),
    "safety": _Field("安全隐患"),
    "round_id": _Field("走访计划（内部编号）"),
}
_ROUND = {
    "title": _Field("名称"),
    "purpose": _Field("目的", Purpose),
    "first_day": _Field("开始日期"),
    "last_day": _Field("结束日期"),
    "visits": _Field("走访", parts=_VISIT),
}
_CONSENT = {
    "given_on": _Field("签字日期"),
    "given_by": _Field("签字人"),
    "relation": _Field("与户主关系"),
    "publication": _Field("同意公示"),
    "attachment_id": _Field("附件（内部编号）"),
    "withdrawn_on": _Field("撤回日期"),
    "remark": _Field("备注"),
}
_ATTACHMENT = {
    "kind": _Field("种类", PaperKind),
    "shown_name": _Field("名称"),
    "sha256": _Field("文件指纹"),
    "size": _Field("大小"),
    "added_on": _Field("添加日期"),
    "added_by": _Field("添加人"),
    "removed_on": _Field("移除日期"),
    "dated": _Field("材料日期"),
    "whose": _Field("所属人"),
}
_DESTRUCTION = {
    "number": _Field("清册编号"),
    "day": _Field("销毁日期"),
    "first": _Field("销毁人"),
    "second": _Field("监销人"),
    "witness": _Field("监销人没有账号"),
    "years": _Field("保管年限"),
    "reason": _Field("原因"),
    "lines": _Field(
        "档案",
        parts={
            "number": _Field("档案编号"),
            "name": _Field("姓名"),
            "sealed_on": _Field("撤档日期"),
            "because": _Field("撤档原因"),
        },
    ),
}
_SETTING = {
    "name": _Field("单位名称"),
    "kind": _Field("单位类别", OfficeKind),
    "place": _Field("所在地"),
    "officer": _Field("经办人"),
    "phone": _Field("联系电话"),
    "address": _Field("地址"),
    "notice_days": _Field("公示天数"),
    "counting": _Field("公示期算法", Counting),
    "practice": _Field("练习办公室"),
    "second_place": _Field("第二备份位置"),
    "copy_password": _Field("档案索引的密码"),
    "drilled_on": _Field("上次演练"),
    "copied_on": _Field("上次写索引"),
    "limit": _Field("限额"),
}

SUBJECTS: Mapping[str, _Field] = {
    "": _Field(""),
    "setting": _Field("单位设置", parts=_SETTING),
    "line": _Field(
        "标准",
        parts={
            "kind": _Field("种类", LineKind),
            "place": _Field("地方"),
            "from_day": _Field("执行日期"),
            "amount": _Field("数额"),
            "source": _Field("文件依据"),
        },
    ),
    "parameter": _Field("方案参数", parts={"value": _Field("数值"), "source": _Field("文件依据")}),
    "year": _Field(
        "放假安排",
        parts={
            "year": _Field("年份"),
            "rest": _Field("放假"),
            "work": _Field("调休上班"),
            "source": _Field("文件依据"),
        },
    ),
    "household": _Field("家庭档案", parts=_HOUSEHOLD),
    "standing": _Field(
        "档案状态",
        parts={
            "state": _Field("状态", FileState),
            "since": _Field("自"),
            "because": _Field("原因"),
            "other_unit": _Field("转入、转出单位"),
            "fade_until": _Field("渐退至"),
            "by": _Field("登记人"),
        },
    ),
    "unit": _Field(
        "单位",
        parts={
            "name": _Field("名称"),
            "kind": _Field("种类", UnitKind),
            "parent_id": _Field("上级（内部编号）"),
            "code": _Field("编码"),
            "head_id": _Field("负责人（内部编号）"),
            "phone": _Field("电话"),
            "address": _Field("地址"),
            "closed_on": _Field("撤销日期"),
            "remark": _Field("备注"),
        },
    ),
    "staff": _Field(
        "工作人员",
        parts={
            "name": _Field("姓名"),
            "id_number": _Field("身份证号"),
            "unit_id": _Field("单位（内部编号）"),
            "post": _Field("职务"),
            "rank": _Field("职级", Rank),
            "phone": _Field("电话"),
            "helps": _Field("结对帮扶"),
            "works": _Field("经办业务"),
            "left_on": _Field("离岗日期"),
            "remark": _Field("备注"),
            "relatives": _Field(
                "近亲属",
                parts={
                    "name": _Field("姓名"),
                    "relation": _Field("关系"),
                    "id_number": _Field("身份证号"),
                    "remark": _Field("备注"),
                },
            ),
        },
    ),
    "review": _Field(
        "年度复审",
        parts={
            "year": _Field("年度"),
            "suggestion": _Field("建议", Suggestion),
            "decision": _Field("决定", Suggestion),
            "because": _Field("理由"),
            "day": _Field("日期"),
            "by": _Field("复审人"),
        },
    ),
    "ignored": _Field(
        "已核忽略",
        parts={"rule": _Field("规则"), "figures": _Field("依据"), "because": _Field("理由")},
    ),
    "not_same": _Field("不是同一人", parts={"because": _Field("理由")}),
    "roster_import": _Field("导入的名册", parts={"sha256": _Field("文件指纹"), "taken": _Field("导入户数")}),
    "assessment": _Field(
        "核对结论",
        parts={
            "scheme": _Field("方案"),
            "outcome": _Field("结论", Outcome),
            "summary": _Field("说明"),
        },
    ),
    "application": _Field("申请", parts=_APPLICATION),
    "notice": _Field("公示", parts=_NOTICE),
    "visit_round": _Field("走访计划", parts=_ROUND),
    "visit": _Field("走访", parts=_VISIT),
    "fund": _Field("资金", parts=_FUND),
    "batch": _Field("发放批次", parts=_BATCH),
    "payout_line": _Field("发放明细", parts=_LINE),
    "account": _Field(
        "用户",
        parts={"name": _Field("姓名"), "roles": _Field("岗位", Role), "active": _Field("在用")},
    ),
    "consent": _Field("告知同意", parts=_CONSENT),
    "attachment": _Field("附件", parts=_ATTACHMENT),
    "destruction": _Field("销毁清册", parts=_DESTRUCTION),
    "backup": _Field("备份"),
    "list": _Field("列表"),
}
"""Everything that is kept, with its fields, by the names the log uses."""
