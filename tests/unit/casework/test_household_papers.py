"""The papers of a household: from its file, for many at once, or blank; each printing in the log of its household."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop.casework import attachments, household_papers, intake, logbook
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.bureau import OfficeKind
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.household_papers import BLANK, OFFERED, WHAT_FOR
from desktop.domain.person import Member, Relation, Schooling
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from reports.catalogue import forms

Build = Callable[..., Household]


@pytest.fixture
def home(office: Office, household: Build) -> Household:
    plain = household()
    child = Member(
        ordinal=9, name="陈小练", relation=Relation.son, schooling=Schooling.junior, born=date(2013, 5, 1)
    )
    return intake.record_household(office, replace(plain, members=(*plain.members, child)))


def _text(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def _printed_of(office: Office, household_id: int) -> list[str]:
    query = TrailQuery(acts=(Act.print_paper, Act.export), household_id=household_id)
    return [line.about for line in logbook.find_entries(office, query, 0, 50).lines]


def test_every_kind_of_office_is_offered_every_paper_and_all_exist() -> None:
    known = forms()
    for kind in OfficeKind:
        assert sorted(OFFERED[kind]) == sorted(OFFERED[OfficeKind.union])
        assert set(OFFERED[kind]) <= set(known)
    assert set(OFFERED[OfficeKind.union]) == set(WHAT_FOR)
    assert set(WHAT_FOR) >= BLANK


def test_each_offered_paper_is_printed_with_the_household_and_logged(
    office: Office, home: Household, tmp_path: Path
) -> None:
    for number, form in enumerate(household_papers.offered(office), 1):
        out = tmp_path / f"{form.id}.pdf"
        assert household_papers.print_households(office, form.id, [home.id or 0], out) == ()
        text = _text(out)
        assert ("陈小练" if form.id == "student_recognition" else home.head.name) in text, form.id
        listed = _printed_of(office, home.id or 0)
        assert len(listed) == number
        assert listed[0] == f"{form.title} 1 份，文件 {form.id}.pdf"


def test_a_blank_form_names_nobody_and_is_logged(office: Office, home: Household, tmp_path: Path) -> None:
    for form_id in sorted(BLANK):
        out = tmp_path / f"{form_id}.pdf"
        household_papers.print_blank(office, form_id, out)
        assert home.head.name not in _text(out)
    assert _printed_of(office, home.id or 0) == []
    acts = logbook.find_entries(office, TrailQuery(acts=(Act.print_paper,)), 0, 50).lines
    assert len(acts) == len(BLANK)
    with pytest.raises(OfficeError, match="没有空白表"):
        household_papers.print_blank(office, "file_cover", tmp_path / "x.pdf")


def test_many_households_go_into_one_file_with_an_entry_each(
    office: Office, household: Build, tmp_path: Path
) -> None:
    ids = [intake.record_household(office, household(name=n)).id or 0 for n in ("甲一", "乙二", "丙三")]
    out = tmp_path / "档案表.xlsx"
    household_papers.print_households(office, "archive_form", ids, out)
    assert len(openpyxl.load_workbook(out).worksheets) == 3
    assert [len(_printed_of(office, i)) for i in ids] == [1, 1, 1]


def test_without_a_student_it_says_so(office: Office, household: Build, tmp_path: Path) -> None:
    alone = household()
    kept = intake.record_household(office, replace(alone, members=alone.members[:1]))
    with pytest.raises(OfficeError, match="没有学生"):
        household_papers.print_households(office, "student_recognition", [kept.id or 0], tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_the_contents_list_what_was_printed_and_what_is_attached(
    office: Office, home: Household, tmp_path: Path
) -> None:
    household_papers.print_households(office, "commitment", [home.id or 0], tmp_path / "c.pdf")
    scan = (tmp_path / "c.pdf").read_bytes()
    attachments.attach_bytes(
        office, home.id or 0, PaperKind.commitment, "签字.pdf", scan, dated=date(2026, 2, 3), whose=1
    )
    out = tmp_path / "目录.xlsx"
    household_papers.print_households(office, "file_contents", [home.id or 0], out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = [[str(c.value) for c in row if c.value is not None] for row in sheet.iter_rows()]
    assert ["1", "承诺书", str(office.today())] in [[r[0], r[1], r[2]] for r in rows if len(r) == 3] or [
        "1",
        "承诺书",
    ] in [r[:2] for r in rows]
    assert ["2", "承诺书　签字.pdf", home.head.name, "2026-02-03", "1"] in rows


def test_an_unknown_number_is_told(office: Office, home: Household) -> None:
    assert household_papers.ids_of(office, [home.number]) == [home.id]
    with pytest.raises(OfficeError, match="没有编号为「QH-0」"):
        household_papers.ids_of(office, ["QH-0"])


def test_a_paper_of_another_page_is_refused(office: Office, home: Household, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="不是一户的表格"):
        household_papers.print_households(office, "receipt", [home.id or 0], tmp_path / "x.pdf")
