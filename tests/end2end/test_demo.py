"""bangfu demo: from the roster to the signed papers, without a window."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from desktop import app, cli
from desktop.casework import approval, assessment, intake, noticing, printing, relief
from desktop.demo import run
from desktop.domain.listing import ApplicationQuery, HouseholdQuery
from desktop.domain.money import figures, in_words


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    out = tmp_path_factory.mktemp("demo")
    said: list[str] = []
    run(out, app.places().resources, date(2026, 1, 5), said.append)
    return out, said


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_every_paper_is_written_and_counted(told: tuple[Path, list[str]]) -> None:
    out, said = told
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["papers"] == sorted(p.name for p in (out / "表格").iterdir())
    for paper in ("申请审批表", "公示", "走访登记表", "签收表", "收据", "不予批准告知书"):
        for suffix in (".pdf", ".xlsx"):
            assert any(p.startswith(paper) and p.endswith(suffix) for p in summary["papers"]), (paper, suffix)
    assert summary["open_cases"] == 0
    assert summary["applications"] == summary["approved"] + summary["refused"]
    assert summary["refused"] >= 1
    assert any("八、表格" in line for line in said)


def test_what_was_handed_out_is_what_left_the_fund(told: tuple[Path, list[str]]) -> None:
    summary = json.loads((told[0] / "summary.json").read_text(encoding="utf-8"))
    (fund,) = summary["funds"]
    total = sum(Decimal(b["total"]) for b in summary["batches"])
    assert Decimal(fund["paid"]) == total
    assert Decimal(fund["balance"]) == Decimal(fund["received"]) - total
    text = _text(told[0] / "表格" / "签收表（现金）.pdf")
    cash = next(Decimal(b["total"]) for b in summary["batches"] if b["form"] == "cash")
    assert figures(cash) in text
    assert in_words(cash) in text


def test_every_kept_verdict_is_the_same_when_run_again(told: tuple[Path, list[str]]) -> None:
    folder = told[0] / app.PRACTICE
    with app.opened(folder, app.places().resources, lambda: date(2026, 6, 1)) as office:
        lines = approval.browse_applications(office, ApplicationQuery(), 0, 100)
        assert len(lines) >= 10
        for line in lines:
            kept = assessment.assessment(office, approval.application(office, line.id).assessment_id)
            assert assessment.replay(office, kept.id or 0) == kept.verdict


def test_the_notice_shows_nothing_that_is_not_to_be_published(told: tuple[Path, list[str]]) -> None:
    folder = told[0] / app.PRACTICE
    with app.opened(folder, app.places().resources, lambda: date(2026, 6, 1)) as office:
        for notice in noticing.notices(office):
            text = _text(told[0] / "表格" / f"公示（{_scheme(office, notice.notice.id or 0)}）.pdf")
            for line in noticing.notice_cases(office, notice.notice.id or 0):
                kept = printing.dossier(office, line.id).household
                for member in kept.members:
                    for secret in (member.id_number, member.phone, kept.card_number, kept.address):
                        assert not secret or secret not in text
                    for illness in member.illnesses:
                        assert illness.name not in text


def test_any_paper_of_a_case_can_be_printed_by_its_number(
    told: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = told[0] / app.PRACTICE
    for form in ("application_approval", "public_notice", "visit_register", "sign_sheet", "receipt"):
        out = tmp_path / f"{form}.pdf"
        arguments = ("print", form, "--case", "SQ2026-0001", "--out", str(out), "--office", str(folder))
        assert cli.main(arguments) == 0
        assert "SQ2026-0001" in _text(out) or form != "application_approval"
    out = tmp_path / "x.pdf"
    for form, case, said in (
        ("refusal", "SQ2026-0001", "没有作出不予批准"),
        ("nope", "SQ2026-0001", "没有名为"),
        ("receipt", "SQ2026-9999", "找不到"),
    ):
        capsys.readouterr()
        assert cli.main(("print", form, "--case", case, "--out", str(out), "--office", str(folder))) != 0
        assert said in capsys.readouterr().err
        assert not out.exists()


def test_papers_of_a_household_and_its_whole_file_are_written_by_its_number(
    told: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = told[0] / app.PRACTICE
    with app.opened(folder, app.places().resources, lambda: date(2026, 6, 1)) as office:
        first, second = intake.find_households(office, HouseholdQuery(), 0, 2).lines
    here = ("--office", str(folder))
    out = tmp_path / "档案表.pdf"
    assert cli.main(("print", "archive_form", "--household", first.number, "--out", str(out), *here)) == 0
    assert first.name in _text(out)
    blank = tmp_path / "空白.pdf"
    assert cli.main(("print", "home_survey", "--blank", "--out", str(blank), *here)) == 0
    assert first.name not in _text(blank)
    whole = tmp_path / "一户一档.pdf"
    capsys.readouterr()
    assert cli.main(("binder", "--household", first.number, "--out", str(whole), *here)) == 0
    assert capsys.readouterr().out.startswith(f"{whole}：")
    assert "卷内目录" in _text(whole)
    assert "档案第 2 页" in _text(whole)
    both = tmp_path / "全部"
    numbers = ("--household", first.number, "--household", second.number)
    assert cli.main(("binder", *numbers, "--out", str(both), *here)) == 0
    assert len(list(both.glob("一户一档 *.pdf"))) == 2
    for wrong, said in (
        (("binder", "--household", "QH-0", "--out", str(whole)), "没有编号为「QH-0」"),
        (("binder", "--household", first.number, "--out", str(both / "a.docx")), ".pdf"),
        (("print", "file_cover", "--blank", "--out", str(out)), "没有空白表"),
        (("print", "archive_form", "--blank", "--case", "SQ1", "--out", str(out)), "只能写一个"),
    ):
        capsys.readouterr()
        assert cli.main((*wrong, *here)) != 0
        assert said in capsys.readouterr().err


def test_the_batches_are_closed_with_every_line_signed(told: tuple[Path, list[str]]) -> None:
    folder = told[0] / app.PRACTICE
    with app.opened(folder, app.places().resources, lambda: date(2026, 6, 1)) as office:
        for line in relief.batches(office):
            assert line.batch.closed_on is not None
            assert line.signed == line.receivers > 0


def _scheme(office: object, notice_id: int) -> str:
    from desktop.casework.office import Office

    assert isinstance(office, Office)
    line = noticing.notice_cases(office, notice_id)[0]
    return approval.application(office, line.id).scheme_id
