"""T24: the public notice. What may not be published is nowhere in the file: no page, no part, no byte."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from pypdf.generic import StreamObject

from desktop.casework import applying, approval, assessment, consents, intake, noticing, printing
from desktop.casework.office import Office
from desktop.domain.application import Notice, StepKind
from desktop.domain.consent import Consent
from desktop.domain.days import day_words
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Household,
    Property,
    PropertyKind,
    Tag,
)
from desktop.domain.person import DisabilityKind, Disease, Health, Illness, Member, Relation
from tests.conftest import Clock
from tests.samples.make_roster import id_number
from tests.trust.conftest import Figures
from tests.unit.reports.paper_reading import texts_of

Builder = Callable[..., Household]
DAY = date(2026, 1, 12)
GROWN, CHILD, SPOUSE = date(1979, 11, 23), date(2011, 8, 17), date(1981, 10, 29)
SEEN = "陈练习"
COVERED = ("王小鹂", "王小鹂鹂", "王大鹇", "欧阳小鹇", "阿依古丽·鹇买提")
"""Minors among the heads, two of whom look alike once they are covered."""


def canaries() -> dict[str, tuple[str, ...]]:
    """What is planted in every household, each as it might be written."""
    return {
        "id number": ids(),
        "card": ("6222021234567890128", "7890128"),
        "phone": ("19900007654", "0000-7654777", "7654777"),
        "address": ("鹦鹉巷", "七十七号", "鹈鹕镇"),
        "illness": ("金丝雀综合征", "鹧鸪医院", "恶性肿瘤", "白血病", "患病", "cancer", "cardiovascular"),
        "disability": ("残疾", "肢体", "精神", "DISAB20260001", "limb"),
        "birth date": tuple(form(day) for day in (GROWN, CHILD, SPOUSE) for form in DATE_FORMS),
        "members": ("鹌鹑夫人", "鹪鹩宝宝"),
        "names of minors": (*COVERED, "小鹂", "大鹇", "小鹇"),
        "account": ("孔雀支行", "杜鹃银行"),
        "reason": ("欠债不还的细节",),
        "remark": ("不可外传", "夜鹰"),
        "income": ("2500.00", "2,500.00", "2500 元"),
        "officers of the archive": ("鸬鹚经手",),
    }


DATE_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: day.strftime("%Y%m%d"),
    lambda day: day.strftime("%Y/%m/%d"),
    lambda day: day.strftime("%Y.%m.%d"),
    day_words,
    lambda day: f"{day.year}年{day.month}月",
)


def ids() -> tuple[str, ...]:
    return (id_number(GROWN, True, 911), id_number(CHILD, False, 912), id_number(SPOUSE, False, 913))


@dataclass(frozen=True)
class Printed:
    """The notice as both files, and what they were made from."""

    notice: Notice
    pdf: Path
    xlsx: Path


@pytest.fixture
def printed(office: Office, household: Builder, clock: Clock, tmp_path: Path) -> Printed:
    """A notice with a grown applicant and five minors, from households full of what nobody is to read."""
    clock.day = DAY
    cases = [apply(office, household, SEEN, GROWN), *(apply(office, household, n, CHILD) for n in COVERED)]
    notice = noticing.post_notice(office, cases, DAY, 5, "公告栏")
    for title in ("application_approval",):  # the same fonts and writers have just printed it all
        printing.print_case(office, title, cases[0], tmp_path / "审批表.pdf")
        printing.print_case(office, title, cases[0], tmp_path / "审批表.xlsx")
    for name in ("公示.pdf", "公示.xlsx"):
        printing.print_notice(office, notice.id or 0, tmp_path / name)
    return Printed(notice, tmp_path / "公示.pdf", tmp_path / "公示.xlsx")


def apply(office: Office, household: Builder, name: str, born: date) -> int:
    """A household with all the canaries in it, and its application up to the notice."""
    secret = canaries()
    plain = household(
        name,
        "2500.00",
        cause=Cause.schooling,
        properties=(Property(kind=PropertyKind.home, description="自住"),),
        address="示例市鹈鹕镇鹦鹉巷七十七号",
        hukou_place="示例市鹈鹕镇",
        other_contact="夜鹰 0000-7654777",
        bank="杜鹃银行",
        bank_branch="孔雀支行",
        card_number=secret["card"][0],
        certificates=(
            Certificate(kind=CertificateKind.disability, whose=1, number="DISAB20260001", issued_on=SPOUSE),
        ),
        expenses=(Expense(kind=ExpenseKind.illness, amount=Decimal(88_888), whose=1, remark="金丝雀综合征"),),
        tags=(Tag(name="不可外传"),),
        filed_by="鸬鹚经手",
        remark="夜鹰：不可外传",
    )
    head = replace(
        plain.members[0],
        id_number=ids()[0] if born == GROWN else "",
        born=born,
        phone="19900007654",
        health=Health.cardiovascular,
        illnesses=(
            Illness(
                disease=Disease.cancer,
                name="金丝雀综合征",
                hospital="鹧鸪医院",
                diagnosed_on=date(2024, 4, 4),
            ),
        ),
        disability=DisabilityKind.limb,
        disability_grade=2,
        remark="夜鹰",
        employer="示例机械厂",
    )
    wife = Member(
        ordinal=3,
        name="鹌鹑夫人",
        relation=Relation.wife,
        born=SPOUSE,
        id_number=ids()[2] if born == GROWN else "",
    )
    child = replace(
        plain.members[1], name="鹪鹩宝宝", born=CHILD, id_number=ids()[1] if born == GROWN else ""
    )
    kept = intake.record_household(office, replace(plain, members=(head, child, wife)))
    consents.record_consent(
        office,
        Consent(
            household_id=kept.id or 0, given_on=DAY, given_by="夜鹰签字", relation="本人", publication=True
        ),
    )
    judged = assessment.assess(office, kept.id or 0, "plan-07")
    case = applying.apply(office, judged.id or 0, "", "欠债不还的细节")
    while case.current is not None and case.current.kind is not StepKind.notice:
        case = approval.complete_step(office, case.id or 0, "夜鹰属实", "林晓舟")
    return case.id or 0


def found_in(texts: Iterator[str]) -> list[str]:
    """Every canary that any of the texts holds, however its letters are spaced."""
    seen: list[str] = []
    for text in texts:
        squeezed = "".join(text.split())
        for kind, secrets in canaries().items():
            seen += [f"{kind}: {s}" for s in secrets if "".join(s.split()) in squeezed]
    return seen


def every_reading(content: bytes) -> Iterator[str]:
    """The bytes as text, in every way a text might be written into them."""
    for encoding in ("latin1", "utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        yield content.decode(encoding, "ignore")


def pdf_texts(path: Path) -> Iterator[str]:
    """Everything a PDF holds: its bytes, every object, every stream unpacked, its texts, what it says of itself."""
    data = path.read_bytes()
    yield from every_reading(data)
    yield from texts_of(data)
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield str(reader.metadata) + str(reader.xmp_metadata)
    yield from (page.extract_text() for page in reader.pages)
    for number in range(1, len(reader.xref[0]) + 1):
        part = reader.get_object(number)
        yield str(part)
        if isinstance(part, StreamObject):
            yield from every_reading(part.get_data())
    assert not reader.attachments


def xlsx_texts(path: Path) -> Iterator[str]:
    """Everything a workbook holds: its bytes, the names and the content of every part, and every cell."""
    yield from every_reading(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        yield package.comment.decode("utf-8", "replace")
        for part in package.infolist():
            yield part.filename + part.comment.decode("utf-8", "replace")
            yield re.sub(r"<[^>]*>", "", package.read(part).decode("utf-8", "replace"))
            yield from every_reading(package.read(part))


def test_the_canaries_would_be_seen_on_a_paper_that_shows_everything(
    printed: Printed, tmp_path: Path
) -> None:
    for seen in (
        found_in(pdf_texts(tmp_path / "审批表.pdf")),
        found_in(xlsx_texts(tmp_path / "审批表.xlsx")),
    ):
        kinds = {found.partition(":")[0] for found in seen}
        assert kinds >= {
            "id number",
            "card",
            "phone",
            "address",
            "birth date",
            "members",
            "account",
            "reason",
        }


def test_nothing_that_may_not_be_published_is_in_the_pdf(printed: Printed, figure: Figures) -> None:
    seen = found_in(pdf_texts(printed.pdf))
    figure("canaries in the notice as PDF", len(seen), 0)
    assert seen == []


def test_nothing_that_may_not_be_published_is_in_the_workbook(printed: Printed, figure: Figures) -> None:
    seen = found_in(xlsx_texts(printed.xlsx))
    figure("canaries in the notice as workbook", len(seen), 0)
    assert seen == []


def test_the_workbook_hides_nothing(printed: Printed) -> None:
    book = openpyxl.load_workbook(printed.xlsx)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"]
    assert not book.defined_names
    sheet = book.worksheets[0]
    assert not [name for name, column in sheet.column_dimensions.items() if column.hidden]
    assert not [number for number, row in sheet.row_dimensions.items() if row.hidden]
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    with zipfile.ZipFile(printed.xlsx) as package:
        assert not [n for n in package.namelist() if re.search("comment|custom|external|media|embed", n)]
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


def names_on(printed: Printed) -> list[str]:
    """The column of names, as the workbook has it."""
    sheet = openpyxl.load_workbook(printed.xlsx).worksheets[0]
    rows = [[str(cell.value) for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    at = next(n for n, row in enumerate(rows) if row[:2] == ["序号", "姓名"])
    return [row[1] for row in rows[at + 1 :] if row and row[0].isdigit()]


def test_minors_are_covered_and_nobody_is_called_like_another(printed: Printed, figure: Figures) -> None:
    names = names_on(printed)
    assert sorted(names) == sorted([SEEN, "王**（一）", "王**（二）", "王***", "欧阳**", "阿依古丽·*"])
    assert len(set(names)) == len(names) == len(COVERED) + 1
    figure("minors called by their whole name", len(set(names) & set(COVERED)), 0)
    text = "".join("".join(texts_of(printed.pdf.read_bytes())).split())
    assert all(name in text for name in names)
    assert not set("鹂鹇") & set(text)


def test_the_last_day_stands_on_it_and_when_it_comes_down(printed: Printed) -> None:
    for text in (
        "".join("".join(texts_of(printed.pdf.read_bytes())).split()),
        "".join("".join(xlsx_texts(printed.xlsx)).split()),
    ):
        assert day_words(printed.notice.posted_on).replace(" ", "") in text
        assert day_words(printed.notice.until).replace(" ", "") in text
        assert "撤下" in text


def test_who_did_not_agree_is_covered_and_a_number_in_the_unit_too(
    office: Office, household: Builder, clock: Clock, tmp_path: Path, figure: Figures
) -> None:
    clock.day = DAY
    plain = household(
        SEEN,
        "2500.00",
        cause=Cause.schooling,
        properties=(Property(kind=PropertyKind.home, description="自住"),),
    )
    head = replace(plain.members[0], employer=f"示例机械厂 {ids()[0]} 19900007654")
    kept = intake.record_household(office, replace(plain, members=(head, *plain.members[1:])))
    judged = assessment.assess(office, kept.id or 0, "plan-07")
    case = applying.apply(office, judged.id or 0, "", "")
    while case.current is not None and case.current.kind is not StepKind.notice:
        case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    notice = noticing.post_notice(office, [case.id or 0], DAY, 5, "公告栏")
    printing.print_notice(office, notice.id or 0, tmp_path / "公示.pdf")
    printing.print_notice(office, notice.id or 0, tmp_path / "公示.xlsx")
    texts = [*pdf_texts(tmp_path / "公示.pdf"), *xlsx_texts(tmp_path / "公示.xlsx")]
    seen = found_in(iter(texts)) + [x for x in texts if SEEN in "".join(x.split())]
    figure("names without consent, and numbers in the unit, on the notice", len(seen), 0)
    assert seen == []
    assert any("陈**" in x for x in texts)
    assert any("示例机械厂" in x for x in texts)
