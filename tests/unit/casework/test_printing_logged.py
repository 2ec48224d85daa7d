"""Every paper and every copy that leaves the program stands in the log, and signed papers carry its code."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop.casework import approval, importing, logbook, noticing, practice, printing
from desktop.casework.office import Office
from desktop.domain.listing import ApplicationQuery
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery, proof_words
from tests.conftest import Clock


@pytest.fixture
def busy(office: Office, resources: Path) -> Office:
    """The practice office's households and cases, up to a hanging notice."""
    practice.furnish(office, resources / "samples")
    practice.begin_work(office)
    return office


def _printed(office: Office, *acts: Act) -> list[str]:
    found = logbook.find_entries(office, TrailQuery(acts=acts or (Act.print_paper,)), 0, 50)
    return [line.about for line in found.lines]


def _text(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def _case(office: Office) -> int:
    return approval.browse_applications(office, ApplicationQuery(), 0, 1)[0].id


def test_printing_twice_is_logged_twice_each_with_its_file(busy: Office, tmp_path: Path) -> None:
    case = _case(busy)
    for _ in range(2):
        printing.print_case(busy, "application_approval", case, tmp_path / "秘密" / "审批表.pdf")
    title = busy.forms["application_approval"].title
    assert _printed(busy) == [f"{title} 1 份，文件 审批表.pdf"] * 2
    line = logbook.find_entries(busy, TrailQuery(acts=(Act.print_paper,)), 0, 1).lines[0]
    assert "秘密" not in line.about + line.reason
    household = approval.application(busy, case).household_id
    assert "打印" in {entry.act for entry in logbook.of_household(busy, household)}


def test_a_paper_that_hangs_or_is_signed_carries_a_code_that_can_be_proved(
    busy: Office, tmp_path: Path, clock: Clock
) -> None:
    notice = noticing.notices(busy)[0].notice
    out = tmp_path / "公示.pdf"
    printing.print_notice(busy, notice.id or 0, out)
    end = logbook.head(busy)
    pages = _text(out)
    assert all(f"操作记录第 {end.seq} 条" in page and f"校验码 {end.code}" in page for page in pages)
    clock.day += timedelta(days=1)
    printing.print_notice(busy, notice.id or 0, tmp_path / "又一张.pdf")
    proof = logbook.prove(busy, [logbook.typed_anchor(str(end.seq), end.code)])
    assert proof.sound
    assert any("对得上" in words for words in proof_words(proof))


def test_a_spreadsheet_is_an_export_with_its_rows(busy: Office, tmp_path: Path) -> None:
    notice = noticing.notices(busy)[0]
    out = tmp_path / "公示.xlsx"
    printing.print_notice(busy, notice.notice.id or 0, out)
    line = logbook.find_entries(busy, TrailQuery(acts=(Act.export,)), 0, 1).lines[0]
    cases = len(noticing.notice_cases(busy, notice.notice.id or 0))
    assert line.about == f"公示 1 份，{cases} 行，文件 公示.xlsx"
    footer = openpyxl.load_workbook(out).worksheets[0].oddFooter
    foot = str(footer.left.text) if footer is not None else ""
    assert f"第 {line.seq} 条" in foot
    assert line.code in foot


def test_a_returned_roster_is_logged_with_its_rows_and_columns(
    office: Office, resources: Path, tmp_path: Path
) -> None:
    roster = Path(shutil.copy(resources / "samples" / practice.ROSTER, tmp_path / "名册.xlsx"))
    preview = importing.preview_for(office, roster)
    importing.give_back(office, preview, tmp_path / "退回.xlsx")
    line = logbook.find_entries(office, TrailQuery(acts=(Act.export,)), 0, 1).lines[0]
    assert line.about == f"退回表 {len(preview.rows)} 行，文件 退回.xlsx"
    assert "身份证号" in line.reason
    assert not any(row.name and row.name in line.about + line.reason for row in preview.rows)


def test_the_approval_form_that_several_sign_carries_the_code(busy: Office, tmp_path: Path) -> None:
    out = tmp_path / "审批表.pdf"
    printing.print_case(busy, "application_approval", _case(busy), out)
    end = logbook.head(busy)
    assert all(f"操作记录第 {end.seq} 条" in page and f"校验码 {end.code}" in page for page in _text(out))


@pytest.mark.on_file
def test_nobody_prints_where_nothing_can_be_logged(busy: Office, tmp_path: Path) -> None:
    from desktop.domain.errors import OfficeError
    from desktop.store.database import Database

    looking = replace(busy, store=Database(busy.store.path, read_only=True))
    try:
        out = tmp_path / "审批表.pdf"
        with pytest.raises(OfficeError, match="只读"):
            printing.print_case(looking, "application_approval", _case(busy), out)
        assert not out.exists()
    finally:
        looking.store.close()
