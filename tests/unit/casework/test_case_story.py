"""The story of a case from the data file: papers come from the log."""

from __future__ import annotations

from pathlib import Path

from desktop.casework import accounts, case_story, printing
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.case_story import Standing
from tests.gui.cases import up_to


def test_papers_printed_for_a_case_stand_in_its_story(office: Office, tmp_path: Path) -> None:
    case = up_to(office, StepKind.survey)
    other = up_to(office, StepKind.survey, "吴样本")
    for _ in range(2):
        printing.print_case(office, printing.APPROVAL, case.id or 0, tmp_path / "表.pdf")
    printing.print_case(office, printing.APPROVAL, case.id or 0, tmp_path / "表.xlsx")
    printing.print_case(office, printing.APPROVAL, other.id or 0, tmp_path / "别的.pdf")
    made = case_story.papers_made(office, case.id or 0)
    assert [(p.title, p.times, p.kept) for p in made] == [("申请审批表", 2, False), ("申请审批表", 1, True)]
    lines = case_story.story_of(office, case)
    papers = [x.title for x in lines if x.standing is Standing.paper]
    assert papers == ["打印「申请审批表」 2 次", "另存「申请审批表」"]
    assert made[0].on == office.now().astimezone().date()


def test_the_story_of_a_real_case_begins_with_the_application(office: Office) -> None:
    case = up_to(office, StepKind.decide)
    lines = case_story.story_of(office, case)
    assert lines[0].title == "申请"
    assert [x.title for x in lines if x.standing is Standing.done] == [
        "受理申请",
        "调查核实",
        "审核填表汇总",
        "本单位公示：公示结束",
    ]
    assert next(x for x in lines if x.standing is Standing.now).title == "5. 分级审定"


def test_who_was_signed_in_is_told_only_where_several_sign_in(office: Office, tmp_path: Path) -> None:
    case = up_to(office, StepKind.survey)
    printing.print_case(office, printing.APPROVAL, case.id or 0, tmp_path / "表.pdf")
    assert {x.recorded_by for x in case_story.story_of(office, case)} == {""}
    for name in ("林晓舟", "周审批"):
        accounts.found_first(office, name)
    lines = case_story.story_of(office, case)
    assert lines[1].recorded_by == office.user.name
    assert [x.by for x in lines if x.standing is Standing.paper] == [office.user.name]
