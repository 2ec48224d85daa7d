"""Invented applications for each layout of the approval form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.approval_form import ApprovalForm, Copy
from desktop.domain.bureau import OfficeKind
from desktop.domain.dossier import Dossier, EarlierAid
from desktop.domain.facts import parse_facts
from desktop.domain.months import Entitlement, Month
from desktop.domain.verdict import Goods
from tests.unit.reports import paper_samples as samples

TOWNSHIP = replace(samples.BUREAU, name="清河县东门街道办事处", kind=OfficeKind.township)
SCHOOL = replace(samples.BUREAU, name="清河县第一中学", kind=OfficeKind.school)

EARLIER = (
    EarlierAid(on=date(2026, 1, 20), title="春节慰问", amount=Decimal(500)),
    EarlierAid(on=date(2026, 1, 5), title="临时救助", amount=Decimal("1200.50")),
    EarlierAid(
        on=date(2025, 6, 1), title="医疗救助", amount=Decimal(3000), goods=(Goods(name="大米", unit="袋"),)
    ),
)


def of_kind(kind: OfficeKind) -> Dossier:
    """The ordinary case in another kind of office."""
    bureau = {OfficeKind.school: SCHOOL, OfficeKind.township: TOWNSHIP}.get(kind, samples.BUREAU)
    return replace(samples.DOSSIER, bureau=bureau)


def of_student() -> Dossier:
    """A pupil's application at a school."""
    return replace(
        samples.DOSSIER,
        bureau=SCHOOL,
        household=samples.archived_household(),
        application=replace(samples.APPLICATION, applicant="林小雨"),
    )


def of_township() -> Dossier:
    """An application at a township, of a household that was helped before."""
    return replace(of_kind(OfficeKind.township), earlier=EARLIER)


def medical() -> Dossier:
    """An application on the county's own form for medical relief."""
    return replace(
        of_kind(OfficeKind.township),
        form=ApprovalForm.medical_relief,
        facts=parse_facts(
            {
                "applicant_certificates": ["dibao"],
                "applicant_diseases": ["kidney_failure"],
                "applicant_in_hospital": True,
                "applicant_self_paid_medical": "27140.25",
                "transferred_without_certificate": False,
                "aid_received_this_year": 500,
            }
        ),
    )


def teacher(number: int = 2) -> Dossier:
    """One of three copies of a former teacher's application."""
    keepers = ("乡镇（街道）", "县级教育部门", "申请人")
    return replace(
        of_kind(OfficeKind.township),
        form=ApprovalForm.teacher_subsidy,
        copy=Copy(number=number, of=3, kept_by=keepers[number - 1]),
        facts=parse_facts(
            {
                "teacher_kind": "daike",
                "contract_filed": True,
                "semesters_taught": 41,
                "semesters_in_a_row": 12,
                "service_years": 21,
                "hukou_place": "广东省梅州市示例县",
                "planned_leave": False,
                "later_on_payroll": False,
                "criminal_record": False,
                "on_verified_list": True,
            }
        ),
        verdict=replace(
            samples.VERDICT,
            amount=Decimal(800),
            tiers=("20—29 年",),
            monthly=Entitlement(first=Month(2026, 6)),
        ),
        application=replace(samples.APPLICATION, approved_amount=Decimal(800), notice=None),
    )
