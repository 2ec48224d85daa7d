"""一户一档: what is bound, in which order, and that nothing bad stops it or stays on the disk."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from desktop.casework import approval, attachments, binding, intake, logbook, noticing, practice
from desktop.casework.office import Office
from desktop.domain.attachment import PaperKind
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import ApplicationQuery
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.store import attachment_files

Build = Callable[..., Household]


@pytest.fixture
def home(office: Office, household: Build) -> int:
    return intake.record_household(office, household()).id or 0


def jpeg(width: int = 60, height: int = 80) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, "JPEG")
    return out.getvalue()


def pdf(pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 400)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _texts(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_a_whole_case_is_bound_with_its_papers_in_order(
    office: Office, resources: Path, tmp_path: Path
) -> None:
    practice.furnish(office, resources / "samples")
    practice.begin_work(office)
    case = approval.browse_applications(office, ApplicationQuery(), 0, 1)[0]
    posted = noticing.notices(office)[0].notice.id or 0
    case = noticing.notice_cases(office, posted)[0]
    out = tmp_path / "一户一档.pdf"
    bound = binding.bind(office, case.household_id, out)
    titles = [line.title for line in bound.lines]
    assert titles[0] == office.forms["archive_form"].title
    assert titles[1].startswith("核对结论单")
    assert titles[2].startswith(f"申请 {case.number}")
    assert "公示（本户）" in titles
    texts = _texts(out)
    assert len(texts) == bound.pages
    assert "档案封面" not in texts[0]
    assert "一户一档" in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert f"档案第 {number} 页" in text
        assert f"共 {bound.pages} 页" in text
    for line in bound.lines:
        assert line.first == 0 or line.pages > 0
    notice = next(line for line in bound.lines if line.title == "公示（本户）")
    others = [
        c.applicant for c in noticing.notice_cases(office, posted) if c.household_id != case.household_id
    ]
    assert others
    told = texts[notice.first - 1]
    assert "只列本户一行" in told
    assert not any(name in told for name in others)
    assert [x.title for x in PdfReader(out).outline if not isinstance(x, list)][:3] == [  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType, reportAttributeAccessIssue]
        "封面",
        "卷内目录",
        f"{titles[0]}　{case.applicant}",
    ]
    (line,) = logbook.find_entries(
        office, TrailQuery(acts=(Act.export,), household_id=case.household_id), 0, 9
    ).lines
    assert line.about == "一户一档 1 份，附件 0 个，文件 一户一档.pdf"


def test_what_cannot_be_bound_is_named_and_stops_nothing(office: Office, home: int, tmp_path: Path) -> None:
    for name, data in (
        ("照片.jpg", jpeg()),
        ("两页.pdf", pdf(2)),
        ("有密码.pdf", pdf(1, "secret")),
        ("断了.pdf", pdf(3)[:200]),
        ("断了.jpg", jpeg(900, 900)[:800]),
        ("说明.docx", b"PK\x03\x04"),
    ):
        attachments.attach_bytes(office, home, PaperKind.other, name, data)
    lost = attachments.attach_bytes(office, home, PaperKind.other, "不见了.jpg", jpeg())
    attachment_files.path_of(office.folder, lost.stored).unlink()
    bound = binding.bind(office, home, tmp_path / "a.pdf")
    remarks = {line.title.split("　")[1]: line.remark for line in bound.lines if "　" in line.title}
    assert remarks == {
        "照片.jpg": "",
        "两页.pdf": "",
        "有密码.pdf": "未能装订：设了密码",
        "断了.pdf": "未能装订：文件损坏",
        "断了.jpg": "未能装订：文件损坏",
        "说明.docx": "未能装订：不是图片或 PDF",
        "不见了.jpg": "未能装订：文件丢失或损坏",
    }
    assert len(bound.left_out) == 5
    assert len(PdfReader(tmp_path / "a.pdf").pages) == bound.pages
    contents = _texts(tmp_path / "a.pdf")[1]
    assert "未能装订" in contents
    assert bound.lines[-1].first == 0


def test_scans_are_decrypted_in_memory_only(real_office: Office, household: Build, tmp_path: Path) -> None:
    kept = intake.record_household(real_office, household())
    attachments.attach_bytes(real_office, kept.id or 0, PaperKind.photo, "照片.jpg", jpeg())
    before = {p for p in real_office.folder.rglob("*") if p.is_file()}
    binding.bind(real_office, kept.id or 0, tmp_path / "a.pdf")
    after = {p for p in real_office.folder.rglob("*") if p.is_file()}
    assert {p for p in after - before if p.suffix not in ("", ".db-wal", ".db-shm")} == set()
    assert [p.name for p in tmp_path.iterdir() if p.is_file() and p.suffix == ".pdf"] == ["a.pdf"]


def test_many_households_get_a_file_each_and_cancelling_keeps_what_is_done(
    office: Office, household: Build, tmp_path: Path
) -> None:
    ids = [intake.record_household(office, household(name=n)).id or 0 for n in ("甲一", "乙二", "丙三")]
    seen: list[int] = []
    made = binding.bind_many(office, [*ids, 999], tmp_path / "全部", lambda done, _: seen.append(done))
    assert seen == [0, 1, 2, 3]
    assert [one.bound is not None for one in made] == [True, True, True, False]
    assert made[3].trouble
    assert sorted(p.name for p in (tmp_path / "全部").iterdir()) == sorted(one.out.name for one in made[:3])
    assert all(one.out.name.startswith("一户一档 ") for one in made[:3])
    stop = iter((False, False, True))
    some = binding.bind_many(office, ids, tmp_path / "一部分", None, lambda: next(stop, True))
    assert len(some) < 3
    assert len(list((tmp_path / "一部分").glob("*.pdf"))) == len(some)


def test_a_household_that_is_not_there_is_told_and_nothing_is_logged(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError):
        binding.bind(office, 12345, tmp_path / "a.pdf")
    assert logbook.find_entries(office, TrailQuery(acts=(Act.export,)), 0, 9).lines == []
