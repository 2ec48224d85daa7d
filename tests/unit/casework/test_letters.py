"""Letters and lists printed from what is on file: the right one for each state, refused where nothing was decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop.casework import approval, binding, letters, logbook, meeting_papers, printing
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import Agent, Application, Override, State, StepKind
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.benefit import Benefit, BenefitChange, Change
from desktop.domain.drawn import DrawHeld, DrawnCase
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.lacking import CasePaper, LackingLetter, as_printed
from desktop.domain.meeting import Meeting, MeetingItem, MeetingKind
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.store import benefits, case_papers, cases, draws, lacking, meetings
from tests.unit.casework.conftest import apply_for

Changed = Callable[..., Application]


@pytest.fixture
def case(office: Office, eligible: Household) -> Application:
    """A fresh application."""
    return apply_for(office, eligible)


@pytest.fixture
def changed(office: Office, case: Application) -> Changed:
    """The application kept with some fields set otherwise."""

    def change(**fields: object) -> Application:
        kept = replace(approval.application(office, case.id or 0), **fields)  # pyright: ignore[reportArgumentType]
        with deed(office, Act.approve) as session:
            return cases.put(session, kept)

    return change


def text_of(path: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_letter_of_acceptance_waits_until_it_was_taken(
    office: Office, case: Application, tmp_path: Path
) -> None:
    out = tmp_path / "受理.pdf"
    with pytest.raises(OfficeError, match="还没有办"):
        letters.print_acceptance(office, case.id or 0, out)
    assert not out.exists()
    taken = approval.complete_step(office, case.id or 0, "材料齐全", "林晓舟")
    letters.print_acceptance(office, case.id or 0, out)
    text = text_of(out)
    assert text.startswith("受理通知书")
    assert f"编号：{taken.number}" in text
    assert "校验码" in text
    about = logbook.find_entries(office, TrailQuery(acts=(Act.print_paper,)), 0, 1).lines[0].about
    assert about == "受理（不予受理）通知书 1 份，文件 受理.pdf"


def test_a_day_that_hangs_on_others_is_told_as_such_and_no_jargon(
    office: Office, case: Application, changed: Changed
) -> None:
    approval.complete_step(office, case.id or 0, "材料齐全", "林晓舟")
    for rule, said in (
        ("「公示」到期（2026年3月22日，推算）的次日起 7 个工作日内", letters.ESTIMATED),
        ("自受理之日起 10 个工作日内。", "自受理之日起 10 个工作日内"),
    ):
        kept = approval.application(office, case.id or 0)
        steps = tuple(replace(s, rule=rule) if s.kind is StepKind.decide else s for s in kept.steps)
        changed(steps=steps)
        dossier = printing.dossier(office, case.id or 0)
        assert letters.acceptance_paper(dossier).decide_rule == said


def test_who_was_turned_away_at_the_door_gets_the_reasons(
    office: Office, case: Application, changed: Changed, tmp_path: Path
) -> None:
    changed(state=State.refused, decision_reason="不属于本单位受理范围", decided_on=date(2026, 1, 13))
    letters.print_acceptance(office, case.id or 0, tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    assert text.startswith("不予受理通知书")
    assert "不属于本单位受理范围。" in text


def test_letters_of_a_decision_are_refused_before_it_and_each_for_its_own(
    office: Office, case: Application, changed: Changed, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    for form in (printing.APPROVAL_LETTER, printing.REFUSAL):
        with pytest.raises(OfficeError, match="没有作出"):
            printing.print_case(office, form, case.id or 0, out)
    changed(state=State.approved, approved_amount=Decimal("1200.50"), decided_on=date(2026, 1, 20))
    printing.print_case(office, printing.APPROVAL_LETTER, case.id or 0, out)
    text = text_of(out)
    assert "人民币壹仟贰佰元伍角" in text
    assert "送达回证" in text
    with pytest.raises(OfficeError, match="没有作出不予批准的决定"):
        printing.print_case(office, printing.REFUSAL, case.id or 0, out)


@pytest.mark.parametrize(
    ("state", "title"), [(State.approved, "批准告知书"), (State.refused, "不予批准告知书"), (State.open, "")]
)
def test_a_bound_file_holds_the_letter_of_the_decision(
    office: Office, case: Application, changed: Changed, tmp_path: Path, state: State, title: str
) -> None:
    changed(state=state, approved_amount=Decimal(500), decided_on=date(2026, 1, 20))
    bound = binding.bind(office, case.household_id, tmp_path / "一户一档.pdf")
    assert [x.title for x in bound.lines if x.title.endswith("批准告知书")] == ([title] if title else [])


def test_all_that_was_missing_is_printed_as_it_was_told(
    office: Office, case: Application, changed: Changed, tmp_path: Path
) -> None:
    changed(agent=Agent(name="陈秀英", relation="姐姐"))
    wanted = (
        CasePaper(name="户口簿复印件", copies=2, source="第四条：户口簿", remark="要全页"),
        CasePaper(name="残疾人证", groups=("残疾职工",)),
    )
    with deed(office, Act.apply) as session:
        kept = case_papers.put_new(session, case.id or 0, "申请", wanted)
        letter = lacking.put(
            session,
            LackingLetter(
                application_id=case.id or 0,
                told_on=date(2026, 1, 13),
                papers=tuple(as_printed(p) for p in wanted),
                bring_by=date(2026, 1, 23),
            ),
        )
    letters.print_lacking(office, letter.id or 0, tmp_path / "a.pdf")
    first = text_of(tmp_path / "a.pdf")
    assert letter.number in first
    assert "户口簿复印件2份要全页依据：第四条" in first
    assert "残疾职工须交" in first
    assert "由陈秀英（姐姐）代为提出" in first
    assert "请于2026年1月23日前" in first
    with deed(office, Act.apply) as session:  # one came since; the letter still says what was told
        came = replace(kept[0], received_on=date(2026, 1, 15))
        case_papers.put(session, case.id or 0, "申请", came)
        waived = replace(kept[1], waived=True, remark="不是残疾人")
        case_papers.put(session, case.id or 0, "申请", waived)
    letters.print_lacking(office, letter.id or 0, tmp_path / "b.pdf")
    assert "户口簿复印件2份要全页" in text_of(tmp_path / "b.pdf")
    approval.complete_step(office, case.id or 0, "材料齐全", "林晓舟")
    letters.print_acceptance(office, case.id or 0, tmp_path / "c.pdf")
    taken = text_of(tmp_path / "c.pdf")
    assert "收到材料：" in taken
    assert "户口簿复印件2份" in taken
    assert "残疾人证" not in taken


def test_papers_are_found_by_the_number_of_the_case(
    office: Office, case: Application, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    with pytest.raises(OfficeError, match="没有一次性告知过"):
        letters.print_for_case(office, letters.LACKING, case.number, out)
    approval.complete_step(office, case.id or 0, "材料齐全", "林晓舟")
    letters.print_for_case(office, letters.ACCEPTANCE, case.number, out)
    assert text_of(out).startswith("受理通知书")
    letters.print_for_case(office, printing.APPROVAL, case.number, out, ApprovalForm.township)
    assert text_of(out).startswith("临时救助申请审批表")


def test_an_end_is_told_by_the_case_that_ended_it(
    office: Office, case: Application, changed: Changed, tmp_path: Path
) -> None:
    changed(state=State.approved, approved_amount=Decimal(500), decided_on=date(2026, 1, 20))
    ended = BenefitChange(
        change=Change.ended, day=date(2026, 5, 1), decided_on=date(2026, 4, 20), because="收入增加"
    )
    benefit = Benefit(
        application_id=case.id or 0,
        household_id=case.household_id,
        scheme_id=case.scheme_id,
        scheme_title=case.scheme_title,
        receiver=case.applicant,
        starts_on=date(2026, 2, 1),
        amount=Decimal(500),
        ends_on=date(2026, 4, 30),
        ended_because="收入增加，不再符合条件",
        changes=(replace(ended, application_id=case.id),),
    )
    with deed(office, Act.approve) as session:
        kept = benefits.put(session, benefit)
        running = benefits.put(session, replace(benefit, ends_on=None, ended_because="", changes=()))
    letters.print_ending(office, kept.id or 0, tmp_path / "a.pdf")
    text = text_of(tmp_path / "a.pdf")
    assert "待遇发放至2026年4月30日止" in text
    assert "收入增加，不再符合条件。" in text
    assert "2026年4月20日" in text
    with pytest.raises(OfficeError, match="没有终止"):
        letters.print_ending(office, running.id or 0, tmp_path / "b.pdf")


def test_a_list_of_decisions_is_a_paper_and_a_workbook_and_names_no_illness(
    office: Office, case: Application, changed: Changed, tmp_path: Path
) -> None:
    changed(state=State.approved, approved_amount=Decimal("1200.50"))
    out = tmp_path / "汇总.xlsx"
    meeting_papers.print_summary(office, [case.id or 0], "一月审批会", out)
    cells = [c.value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for c in row]
    assert case.number in cells
    assert "人民币壹仟贰佰元伍角" in cells
    group = office.library.scheme(case.scheme_id).groups
    assert {g.published for g in group} & {str(c) for c in cells} or "困难帮扶" in cells
    pdf = tmp_path / "汇总.pdf"
    meeting_papers.print_summary(office, [case.id or 0], "一月审批会", pdf)
    assert "合计（1户，批准1户）" in text_of(pdf)
    acts = {x.act for x in logbook.find_entries(office, TrailQuery(), 0, 5).lines}
    assert {"打印", "导出"} <= acts
    with pytest.raises(OfficeError, match="没有要汇总的申请"):
        meeting_papers.print_summary(office, [], "空", pdf)


def test_a_meeting_leaves_the_paper_of_its_kind_and_a_draw_its_record(
    office: Office, case: Application, changed: Changed, tmp_path: Path
) -> None:
    changed(override=Override(because="突发重大支出", signed_by=("周审批", "吴刚")))
    listed = MeetingItem(
        application_id=case.id or 0, yes=9, no=1, abstain=0, amount=Decimal(8000), discussed=True
    )
    meeting = Meeting(
        kind=MeetingKind.approval, day=date(2026, 1, 20), title="一月审批会", due=12, items=(listed,)
    )
    held = DrawHeld(
        scheme_id="plan-09",
        scheme_title="特困人员救助供养",
        check_id="county",
        day=date(2026, 1, 20),
        percent=Decimal(30),
        at_least=1,
        seed="471",
        because="共 1 件",
        cases=(DrawnCase(application_id=case.id or 0, name=case.number, chosen=True),),
    )
    with deed(office, Act.approve) as session:
        approval_id = meetings.put(session, meeting).id or 0
        appraisal = replace(meeting, kind=MeetingKind.appraisal, title="一月评议会", present=("甲", "乙"))
        appraisal_id = meetings.put(session, appraisal).id or 0
        draw_id = draws.put(session, held).id or 0
    out = tmp_path / "a.pdf"
    meeting_papers.print_meeting(office, approval_id, out)
    text = text_of(out)
    assert text.startswith("一月审批会纪要")
    assert "突发重大支出" in text
    assert "吴刚：" in text
    assert "种子" not in text.split("二、一事一议")[0]
    assert "特困人员救助供养。共1件" in text
    meeting_papers.print_meeting(office, appraisal_id, out)
    record = text_of(out)
    assert record.startswith("民主评议记录")
    assert "通过标准：同意票达到到会人数的2/3。" in record
    assert case.scheme_title in record
    meeting_papers.print_draw(office, draw_id, out)
    assert "种子471" in text_of(out)
