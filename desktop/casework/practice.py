"""The practice office (练习办公室): invented data to try everything on, in a file of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from desktop.casework import (
    applying,
    approval,
    assessment,
    importing,
    intake,
    noticing,
    relief,
    settings,
    visiting,
)
from desktop.casework.importing import ImportResult, Preview
from desktop.casework.office import Office
from desktop.domain.application import Application, StepKind
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.household import (
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.listing import HouseholdQuery
from desktop.domain.payout import Fund
from desktop.domain.person import Disease, Illness, SchoolKind
from desktop.domain.standards import Line, LineKind
from desktop.domain.visit import Purpose

ROSTER = "困难职工名册（练习）.xlsx"
PLACE = "示例市"
OFFICERS = ("林晓舟", "赵一鸣")
DECIDER = "周审批"
PRACTISED = ("plan-03", "plan-04", "plan-07")
"""The schemes whose blanks are filled in the practice office and that its story is told with."""
SAMPLE_PARAMETERS = {
    ("plan-03", "hardship_multiple"): Decimal("1.5"),
    ("plan-04", "cancer_sum"): Decimal(5000),
    ("plan-04", "kidney_sum"): Decimal(4000),
}
ILLNESSES = (
    (Disease.cancer, "肺恶性肿瘤", "38600.00", "21450.00"),
    (Disease.stroke, "脑梗死", "15200.00", "9300.00"),
    (Disease.kidney_failure, "尿毒症", "62000.00", "51000.00"),
    (Disease.severe_heart_disease, "冠心病（支架术后）", "27800.50", "19900.00"),
    (Disease.severe_psychosis, "精神分裂症", "6400.00", "4100.00"),
    (Disease.ordinary, "腰椎间盘突出", "3200.00", "1500.00"),
)


def particulars(today: date) -> tuple[Bureau, Line]:
    """The practice office's name and its 低保 line, both invented."""
    bureau = Bureau(
        name="示例市练习总工会",
        kind=OfficeKind.union,
        place=PLACE,
        officer=OFFICERS[0],
        phone="0000-1234567",
        address="示例市示例区练习路 1 号",
        practice=True,
    )
    line = Line(
        kind=LineKind.dibao,
        place=PLACE,
        from_day=date(today.year - 1, 7, 1),
        amount=Decimal("810.00"),
        source="示例民发〔练习〕1 号（虚构）",
    )
    return bureau, line


def furnish(office: Office, samples: Path) -> tuple[Preview, ImportResult]:
    """Takes in the sample roster, completes some archives, fills the schemes' blanks and opens a fund."""
    for scheme in office.library.schemes:
        for parameter in scheme.unset({}):
            value = SAMPLE_PARAMETERS.get((scheme.id, parameter.name))
            if value is not None:
                settings.record_parameter(office, scheme.id, parameter.name, value, "练习用数值，非真实规定")
    preview = importing.preview_for(office, samples / ROSTER)
    result = importing.take_in(office, preview)
    for n, household_id in enumerate(intake.household_ids(office, HouseholdQuery())):
        if n % 2 == 0:
            intake.record_household(
                office, _completed(intake.household(office, household_id), n, office.today())
            )
    relief.record_fund(
        office,
        Fund(name="送温暖资金（练习）", source="工会自筹", opened_on=office.today()),
        Decimal("80000.00"),
    )
    return preview, result


def begin_work(office: Office) -> None:
    """Leaves some work on the desk: cases at several steps, a notice about to end, visits planned."""
    today = office.today()
    days = settings.bureau(office).notice_days
    earlier = replace(office, today=lambda: today - timedelta(days=days + 6))
    posted = today - timedelta(days=days)
    cases: list[Application] = []
    for household_id in intake.household_ids(office, HouseholdQuery()):
        household = intake.household(office, household_id)
        if not household.certificates or len(cases) == 6:
            continue
        kept = assessment.assess(earlier, household_id, "plan-04")
        if kept.verdict.group:
            cases.append(applying.apply(earlier, kept.id or 0, "", "患病住院，自费部分负担重，请求救助"))
    for case in cases[1:4]:
        _advance(earlier, case)
    ready = [c.id or 0 for c in cases[1:4]]
    if ready:
        noticing.post_notice(earlier, ready, posted, days, "单位公告栏")
    if cases[4:]:
        approval.return_for_rework(earlier, cases[4].id or 0, "缺医疗费用发票复印件", OFFICERS[0])
    if cases:
        visiting.record_round(
            office,
            visiting.propose_round(
                office,
                "申请户入户走访",
                Purpose.inquiry,
                [c.household_id for c in cases],
                OFFICERS,
                today,
                today + timedelta(days=6),
            ),
        )


def _advance(office: Office, case: Application) -> None:
    """Does the steps up to the notice."""
    while case.current is not None and case.current.kind not in (
        StepKind.notice,
        StepKind.decide,
        StepKind.pay,
    ):
        case = approval.complete_step(office, case.id or 0, "情况属实，同意上报", OFFICERS[0])


def _completed(household: Household, n: int, today: date) -> Household:
    """The archive as an officer leaves it after a visit: what was asked is filled in, what is not there is ticked off."""
    ill = n % 4 == 0
    disease, name, charged, reimbursed = ILLNESSES[n // 4 % len(ILLNESSES)]
    bill_day = today - timedelta(days=30 + n)
    head = household.head
    members = tuple(
        replace(
            m,
            school_kind=SchoolKind.public if m.schooling else None,
            illnesses=(Illness(disease=disease, name=name, diagnosed_on=bill_day, hospital="示例市人民医院"),)
            if ill and m.ordinal == head.ordinal
            else (),
        )
        for m in household.members
    )
    expenses = (
        Expense(
            kind=ExpenseKind.illness,
            amount=Decimal(charged),
            reimbursed=Decimal(reimbursed),
            whose=head.ordinal,
            paid_on=bill_day,
            remark="住院费用",
        ),
    )
    certificate = Certificate(
        kind=CertificateKind.dibao,
        whose=head.ordinal,
        number=f"示低保{n:04d}",
        issued_on=date(today.year - 1, 3, 1),
        expires_on=date(today.year + 1, 2, 28),
    )
    home = Property(kind=PropertyKind.home, description="自住", area=household.floor_area)
    completed = replace(
        household,
        members=members,
        expenses=expenses if ill else (),
        certificates=(certificate,) if ill else (),
        properties=(home,),
        tags=(Tag(name="住院", since=bill_day), Tag(name="未转院", since=bill_day)) if ill else (),
    )
    return replace(completed, verified_none=frozenset(t for t in Topic if not completed.known(t)))
