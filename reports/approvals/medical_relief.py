"""特困群众医疗救助申请审批表: the kind of person, the illness and its costs, township survey, county and finance."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop.domain.dossier import Dossier
from desktop.domain.facts import Facts
from desktop.domain.household import CertificateKind, Expense, ExpenseKind
from desktop.domain.person import Disease, Member
from desktop.domain.words import word
from reports import case_course, case_home
from reports.approvals.frame import framed
from reports.case_home import label, line, long, person_of, small
from reports.filling import relation, tick
from reports.sheet import CENTRED, LABEL, Cell, Row, Section, Sheet, Style
from reports.wording import yuan

TITLE = "特困群众医疗救助申请审批表"
HELD: Mapping[CertificateKind, str] = {
    CertificateKind.dibao: "农村低保对象",
    CertificateKind.destitute: "农村五保户",
    CertificateKind.veteran_allowance: "重点优抚对象",
    CertificateKind.social_relief: "重点社会救济对象",
}
ILLNESSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("恶性肿瘤或再生障碍性贫血", frozenset({Disease.cancer, Disease.aplastic_anaemia})),
    ("急性脑中风", frozenset({Disease.stroke})),
    ("肾功能衰竭（尿毒症）", frozenset({Disease.kidney_failure})),
    ("严重心脏病", frozenset({Disease.severe_heart_disease})),
    ("重型肝炎", frozenset({Disease.severe_hepatitis})),
    ("艾滋病", frozenset({Disease.aids})),
    ("重症精神病", frozenset({Disease.severe_psychosis})),
)
GUIDE = (
    "说明：一、附低保证、五保供养证、定期定量抚恤补助证或者定期定量救济证复印件，患病诊断证明书，医疗费用发票复印件，"
    "转院的附转院证明；二、乡镇民政办接到申请后 5 个工作日内入户调查，县民政局接到材料后 7 个工作日内审核审批；"
    "三、救助金由财政部门直接打入指定医院。"
)
WRITTEN = Style(size=9.5, leading=1.45)


def sheet(dossier: Dossier) -> Sheet:
    """The form of the county's medical relief."""
    application = dossier.application
    return framed(
        dossier,
        TITLE,
        (
            case_course.matter(dossier),
            _who(dossier),
            _illness(dossier),
            case_home.members(dossier, least=3),
            case_home.income(dossier),
            case_course.reason(application, height=24),
            case_course.survey(dossier, side="入户调查意见"),
            *case_course.exams(application),
            case_course.checked(dossier.verdict),
            case_course.notice(application),
            case_course.opinion("乡镇民政办意见", case_course.reviewed(application)),
            case_course.opinion("县民政局\n审核审批意见", case_course.decided(application)),
            case_course.award(application, "救助金额"),
            case_course.opinion("县财政局\n复核意见", "□ 同意拨付　　□ 不同意，理由：", height=20),
            _hospital(),
        ),
        guide=GUIDE,
    )


def _who(dossier: Dossier) -> Section:
    home, person = dossier.household, person_of(dossier)
    age = person.age_on(dossier.application.applied_on)
    return Section(
        side="救助对象",
        columns=(22, 36, 18, 22, 22, 41),
        styles=(LABEL, CENTRED) * 3,
        rows=(
            line(
                *("姓名", small(person.name, 8), "性别", word(person.sex)),
                *("年龄", "" if age is None else f"{age} 周岁"),
            ),
            line(
                *("身份证号", Cell(text=person.id_number, style=CENTRED, span=3)),
                *(label("联系电话"), small(person.phone or home.head.phone, 12)),
            ),
            line(
                "户主姓名",
                small(home.head.name, 8),
                "与户主\n关系",
                relation(person),
                "家庭人口",
                case_home.people(dossier),
            ),
            line("户籍所在地", long(home.hukou_place, 20, 3), label("参保情况"), _insured(person)),
            line("家庭住址", long(home.address, 30, 5)),
            line("对象类别", Cell(text=_kinds(dossier), style=WRITTEN, span=5)),
            line("证件号码", long(_numbers(dossier), 0, 5)),
        ),
    )


def _insured(person: Member) -> str:
    return f"{tick(person.insured is True, '已参保')}　{tick(person.insured is False, '未参保')}"


def _kinds(dossier: Dossier) -> str:
    """Ticked by the facts of the check; before there are any, by what is on file."""
    held = dossier.facts.chosen("applicant_certificates")
    if held is None:
        mine = (0, person_of(dossier).ordinal)
        held = frozenset(c.kind.value for c in dossier.household.certificates if c.whose in mine)
    return "　".join(tick(kind in held, said) for kind, said in HELD.items())


def _numbers(dossier: Dossier) -> str:
    mine = (0, person_of(dossier).ordinal)
    return "；".join(
        f"{word(c.kind)} {c.number}"
        for c in dossier.household.certificates
        if c.kind in HELD and c.whose in mine and c.number
    )


def _illness(dossier: Dossier) -> Section:
    facts, person = dossier.facts, person_of(dossier)
    known = facts.chosen("applicant_diseases")
    if known is None:
        known = frozenset(x.disease.value for x in person.illnesses)
    named = "　".join(tick(bool(known & kinds), said) for said, kinds in ILLNESSES)
    rest = bool(known) and not known & frozenset[str]().union(*(kinds for _, kinds in ILLNESSES))
    named += f"　{tick(rest, '其他疾病（五保供养对象患病住院）：')}"
    spent = [e for e in dossier.household.expenses if _medical(e, person)]
    own = facts.number("applicant_self_paid_medical")
    had = facts.number("aid_received_this_year")
    return Section(
        side="患病情况",
        together=True,
        columns=(30, 50, 30, 51),
        styles=(LABEL, CENTRED) * 2,
        rows=(
            Row(cells=("所患病种", Cell(text=named, style=WRITTEN, span=3)), height=16),
            line("诊断医院", "", "诊断证明日期", _diagnosed(person)),
            line(
                "住院治疗",
                _yes(facts, "applicant_in_hospital"),
                "转院治疗",
                _transferred(facts),
            ),
            line(
                *("医疗费用总额", yuan(sum((e.amount for e in spent), Decimal(0))) if spent else ""),
                *("合作医疗补偿", yuan(sum((e.reimbursed for e in spent), Decimal(0))) if spent else ""),
            ),
            line(
                *("个人负担费用", yuan(own)),
                *("本年度已享受", yuan(had)),
            ),
        ),
    )


def _medical(expense: Expense, person: Member) -> bool:
    return expense.kind is ExpenseKind.illness and expense.whose == person.ordinal


def _diagnosed(person: Member) -> str:
    days = [x.diagnosed_on for x in person.illnesses if x.diagnosed_on is not None]
    return max(days).isoformat() if days else ""


def _transferred(facts: Facts) -> Cell:
    """A transfer with its certificate and none at all are one thing to the check: only the lack of it is known."""
    lacking = facts.yes("transferred_without_certificate") is True
    said = f"□未转院　{tick(lacking, '转院')}（转院证明：□有　{tick(lacking, '无')}）"
    return Cell(text=said, style=Style(size=9, align=CENTRED.align))


def _yes(facts: Facts, name: str) -> str:
    known = facts.yes(name)
    return f"{tick(known is True, '是')}　{tick(known is False, '否')}"


def _hospital() -> Section:
    return Section(
        columns=(35, 55, 25, 55),
        follow=True,
        together=True,
        rows=(
            line(label("指定医院"), "", label("医院账户"), ""),
            Row(
                cells=(
                    label("二次救助"),
                    Cell(
                        text="个人负担过高、造成家庭生活特别困难的，另报县民政局审批：□ 申请　□ 不申请",
                        span=3,
                        style=WRITTEN,
                    ),
                ),
                height=8,
            ),
        ),
    )
