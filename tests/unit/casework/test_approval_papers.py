"""The approval form of a case: on the form its scheme names, in as many copies as it says, or on the one asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.casework import applying, assessment, intake, logbook, printing, settings
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.household import Certificate, CertificateKind, Household, Tag
from desktop.domain.person import Disease, Illness, Member, Relation, Sex
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.domain.verdict import Outcome
from desktop.store import assessments, cases
from tests.conftest import Clock
from tests.unit.casework.conftest import Builder

TEACHER = (
    "原代课教师",
    "代课合同备案",
    "离岗后未在编",
    "未离岗退养",
    "核定名单内",
    "未被辞退",
    "无犯罪记录",
    "健在",
)
BLANKS = {
    ("plan-04", "cancer_sum"): Decimal(5000),
    ("plan-04", "kidney_sum"): Decimal(4000),
    ("plan-24", "low_tier"): Decimal(300),
    ("plan-24", "start_month"): Decimal(202001),
    ("plan-24", "dead_until"): Decimal(20191231),
}


@pytest.fixture
def filled(office: Office, clock: Clock) -> Office:
    """An office that filled in the blanks of both plans."""
    clock.day = date(2026, 3, 10)
    for (scheme, name), value in BLANKS.items():
        settings.record_parameter(office, scheme, name, value, "县文件")
    return office


def applied(office: Office, home: Household, scheme: str) -> Application:
    kept = assessment.assess(office, intake.record_household(office, home).id or 0, scheme)
    return applying.apply(office, kept.id or 0, "", "生活困难")


def ill(home: Household) -> Household:
    """The household with a head who holds a certificate and had a stroke."""
    head = replace(home.members[0], illnesses=(Illness(disease=Disease.stroke),))
    return replace(
        home,
        members=(head, *home.members[1:]),
        certificates=(Certificate(kind=CertificateKind.dibao, whose=1, number="DB01"),),
        tags=(Tag(name="未转院"),),
    )


@pytest.fixture
def patient(filled: Office, household: Builder) -> Application:
    """Somebody on 低保 with a stroke."""
    return applied(filled, ill(household()), "plan-04")


@pytest.fixture
def teacher(filled: Office) -> Application:
    """A former teacher who turns sixty this year."""
    head = Member(ordinal=1, name="梁桂生", relation=Relation.head, sex=Sex.male, born=date(1966, 5, 20))
    home = Household(
        members=(head,), hukou_place="广东省梅州市示例县", tags=tuple(Tag(name=t) for t in TEACHER)
    )
    kept = assessment.assess(filled, intake.record_household(filled, home).id or 0, "plan-24")
    assert {m.fact for m in kept.verdict.missing} == {"semesters_in_a_row", "service_years"}
    counted = {"semesters_taught": 41, "semesters_in_a_row": 12}  # no field of the archive holds them
    verdict = replace(kept.verdict, outcome=Outcome.eligible, missing=(), amount=Decimal(800))
    with deed(filled, Act.assess) as session:
        settled = replace(kept, id=None, facts={**kept.facts, **counted}, verdict=verdict)
        kept = assessments.put(session, settled, filled.library.scheme("plan-24").text)
    return applying.apply(filled, kept.id or 0, "", "生活困难")


def pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_scheme_that_names_its_form_is_printed_on_it(
    filled: Office, patient: Application, tmp_path: Path
) -> None:
    printing.print_case(filled, printing.APPROVAL, patient.id or 0, tmp_path / "a.pdf")
    first = pages(tmp_path / "a.pdf")[0]
    assert "特困群众医疗救助申请审批表" in first
    assert "■农村低保对象" in first
    assert "■急性脑中风" in first


def test_the_officer_may_ask_for_another_layout(filled: Office, patient: Application, tmp_path: Path) -> None:
    for layout, title in (
        (ApprovalForm.union, "困难职工申请审批表"),
        (ApprovalForm.township, "临时救助申请审批表"),
    ):
        printing.print_case(filled, printing.APPROVAL, patient.id or 0, tmp_path / "a.pdf", layout=layout)
        assert title in pages(tmp_path / "a.pdf")[0]


def test_three_copies_are_printed_each_saying_who_keeps_it(
    filled: Office, teacher: Application, tmp_path: Path
) -> None:
    out = tmp_path / "三份.pdf"
    printing.print_case(filled, printing.APPROVAL, teacher.id or 0, out)
    found = [page for page in pages(out) if page]  # each copy begins on a leaf of its own
    assert len(found) == 9
    for n, (which, keeper) in enumerate((("一", "乡镇（街道）"), ("二", "县级教育部门"), ("三", "申请人"))):
        for page in found[3 * n : 3 * n + 3]:
            assert f"第{which}份（共三份）{keeper}存" in page
    assert "■原代课教师" in found[0]
    assert "核定工作年限21年" in found[0]
    lines = logbook.find_entries(filled, TrailQuery(acts=(Act.print_paper,)), 0, 5).lines
    assert [line.about for line in lines] == ["申请审批表 3 份，文件 三份.pdf"]
    printing.print_case(filled, printing.APPROVAL, teacher.id or 0, out, layout=ApprovalForm.township)
    assert not [page for page in pages(out) if "第一份" in page]


def granted(office: Office, home: Household, on: date, amount: str) -> int:
    """An application of that household that was approved that day; as it lies on file."""
    kept = assessment.assess(office, home.id or 0, "plan-04")
    case = applying.apply(office, kept.id or 0, "", "生活困难")
    with deed(office, Act.approve) as session:
        done = replace(case, state=State.approved, decided_on=on, approved_amount=Decimal(amount))
        cases.put(session, done)
    return case.id or 0


def test_what_was_granted_before_stands_on_the_form_and_what_comes_later_does_not(
    filled: Office, household: Builder, clock: Clock
) -> None:
    home = intake.record_household(filled, ill(household()))
    first = granted(filled, home, date(2026, 3, 12), "500")
    assert printing.dossier(filled, first).earlier == ()
    clock.day = date(2026, 4, 1)
    second = printing.dossier(filled, granted(filled, home, date(2026, 4, 2), "300"))
    assert [(e.on, e.amount) for e in second.earlier] == [(date(2026, 3, 12), Decimal(500))]
    assert printing.dossier(filled, first).earlier == ()
