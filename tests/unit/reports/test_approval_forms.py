"""The layouts of the approval form: which one is taken, what it says, and that everything finds its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.application import Agent, FirstAid, Override, Step, StepKind
from desktop.domain.approval_form import APPROVAL_FORM_WORDS, OF_OFFICE, ApprovalForm, Copy, copies
from desktop.domain.bureau import OfficeKind
from desktop.domain.dossier import Dossier
from desktop.domain.step_record import Exam, Signature, StepRecord, Survey, Vote
from reports.forms import application_approval
from reports.sheet import Sheet, as_text
from tests.unit.reports import approval_samples as approvals
from tests.unit.reports import paper_samples as samples

GOLDEN = Path(__file__).parents[2] / "golden" / "sheets"
UPDATE = "BANGFU_UPDATE_GOLDEN"
SUBJECTS = {
    "application_approval_school": approvals.of_student(),
    "application_approval_township": approvals.of_township(),
    "application_approval_medical_relief": approvals.medical(),
    "application_approval_teacher_subsidy": approvals.teacher(),
}


def text_of(dossier: Dossier) -> str:
    return as_text(application_approval.sheet(dossier))


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_layout_says_what_its_golden_text_says(name: str) -> None:
    text = text_of(SUBJECTS[name])
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get(UPDATE):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), f"run with {UPDATE}=1 to accept the change"


def test_the_kind_of_office_chooses_the_layout_and_the_officer_may_choose_another() -> None:
    titles = {kind: text_of(approvals.of_kind(kind)).splitlines()[0] for kind in OfficeKind}
    assert titles == {
        OfficeKind.union: "# 困难职工申请审批表",
        OfficeKind.school: "# 家庭经济困难资助申请审批表",  # who applies is no student
        OfficeKind.township: "# 临时救助申请审批表",
    }
    for kind in OfficeKind:
        asked = replace(approvals.of_kind(kind), form=ApprovalForm.township)
        assert text_of(asked).startswith("# 临时救助申请审批表")
    assert set(OF_OFFICE) == set(OfficeKind)
    assert set(APPROVAL_FORM_WORDS) == set(ApprovalForm) == set(application_approval.LAYOUTS)


@pytest.mark.parametrize("form", ApprovalForm)
def test_every_layout_takes_two_sides_and_prints_nine_members_and_long_texts_whole(
    form: ApprovalForm, page_texts: Callable[[Sheet], list[str]]
) -> None:
    for dossier in (samples.DOSSIER, samples.blank_dossier()):
        assert len(page_texts(application_approval.sheet(replace(dossier, form=form)))) == 2
    extreme = replace(samples.extreme_dossier(), form=form)
    whole = "".join("".join(page_texts(application_approval.sheet(extreme))).split())
    if form is not ApprovalForm.teacher_subsidy:  # a pension for one person: the family is not asked
        for member in extreme.household.members:
            assert member.name.replace(" ", "") in whole
    assert whole.count("借款未还。") >= 100
    assert "申请理由" in whole
    assert "附页" in whole
    assert "人民币玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" in whole


@pytest.mark.parametrize("form", ApprovalForm)
def test_every_layout_has_the_sum_in_figures_and_capitals_two_visitors_and_boxes_for_seals(
    form: ApprovalForm,
) -> None:
    text = text_of(replace(samples.DOSSIER, form=form))
    assert "小写：¥3,600.00 | 大写：人民币叁仟陆佰元整" in text
    assert "周敏、李强入户" in text
    assert "公示结果：无异议" in text
    assert text.count("（签字、按手印）") == 1
    assert text.count("章）") >= 3
    assert text.count("签字") >= 5


def test_a_township_sees_what_was_had_before_this_year_counted() -> None:
    text = text_of(approvals.of_township())
    assert "| 上次享受救助时间、数量 | 2026年1月20日　春节慰问　500.00 元 |" in text
    assert "| 2026 年累计次数、金额 | 2 次，1,700.50 元 |" in text
    assert "■城镇低保" in text
    assert "■疾病　□意外灾害　■教育支出　□其他：" in text
    never = text_of(approvals.of_kind(OfficeKind.township))
    assert "| 2026 年累计次数、金额 |  |" in never


def test_an_illness_is_ticked_by_the_facts_and_nothing_where_nobody_knows() -> None:
    text = text_of(approvals.medical())
    assert "■肾功能衰竭（尿毒症）" in text
    assert text.count("■") == 4  # the kind of person, the illness, in hospital, insured
    blank = text_of(replace(samples.blank_dossier(), form=ApprovalForm.medical_relief))
    assert "■" not in blank


def test_what_nobody_asked_a_teacher_stays_open() -> None:
    text = text_of(approvals.teacher())
    assert "| 任教期间因违法违纪被开除、辞退或者解除聘用合同 | □是　□否 |" in text
    assert "| 有刑事犯罪记录 | □是　■否 |" in text
    assert "| 补助档次 | 20—29 年 | 每月补助标准 | 800.00 元 |" in text
    assert "| 起发年月 | 2026年6月 |" in text


def test_each_copy_says_which_it_is_and_who_keeps_it(page_texts: Callable[[Sheet], list[str]]) -> None:
    for number, said in enumerate(
        ("第一份（共三份）　乡镇（街道）存", "第二份（共三份）　县级教育部门存"), 1
    ):
        for page in page_texts(application_approval.sheet(approvals.teacher(number))):
            assert said.replace("　", "") in page.replace("　", "").replace(" ", "")
    assert copies(()) == (None,)
    assert copies(("甲", "乙")) == (
        Copy(number=1, of=2, kept_by="甲"),
        Copy(number=2, of=2, kept_by="乙"),
    )


def test_a_student_who_applies_is_shown_with_class_and_number_and_a_parent_for_the_only_child() -> None:
    own = text_of(approvals.of_student())
    assert "| 学号 | 20240317 |" in own
    by_parent = replace(approvals.of_student(), application=samples.APPLICATION)
    assert "| 学号 | 20240317 |" in text_of(by_parent)
    assert "建议补助 3,600.00 元（人民币叁仟陆佰元整）" in own


def test_what_is_out_of_the_ordinary_stands_on_the_form() -> None:
    case = replace(
        samples.APPLICATION,
        agent=Agent(name="陈秀英", relation="姐姐", phone="13900001111", because="本人住院"),
        first_aid=FirstAid(
            on=date(2026, 3, 1),
            because="火灾，当晚无处可住",
            by="周敏",
            papers_by=date(2026, 3, 10),
            amount=Decimal(500),
        ),
        override=Override(because="超过审批限额", signed_by=("陈立", "吴刚"), meeting="HY2026-0003"),
    )
    for form in ApprovalForm:
        text = text_of(replace(samples.DOSSIER, form=form, application=case))
        assert "一事一议（HY2026-0003）：超过审批限额。签字：陈立、吴刚" in text
        assert "| 代为申请 | 陈秀英，系申请人姐姐，本人住院 | 联系电话 | 13900001111 |" in text
        assert "2026年3月1日先行救助 500.00 元。火灾，当晚无处可住。" in text
    assert "先行救助 |" not in text_of(samples.DOSSIER)


def test_the_votes_of_an_appraisal_and_the_cases_own_survey_stand_on_the_form() -> None:
    def step(kind: StepKind, record: StepRecord) -> Step:
        return Step(position=9, kind=kind, label="", opinion="情况属实", record=record)

    survey = Survey(
        surveyors=("周敏", "李强"), day=date(2026, 3, 5), at_home="王秀兰", found="家中无大件电器"
    )
    vote = Vote(due=15, present=11, yes=10, no=0, abstain=1, passed=True)
    steps = (
        step(StepKind.survey, StepRecord(survey=survey)),
        step(StepKind.appraisal, StepRecord(vote=vote)),
        *samples.APPLICATION.steps,
    )
    case = replace(samples.APPLICATION, steps=steps)
    for dossier in (approvals.of_township(), approvals.of_student()):
        text = text_of(replace(dossier, application=replace(case, applicant=dossier.application.applicant)))
        assert "应到 15 人，实到 11 人，无记名投票：同意 10 票，不同意 0 票，弃权 1 票，通过。" in text
        assert "周敏、李强 入户调查" in text
        assert "家中无大件电器" in text
        assert "每周一、三、五上午透析" not in text
    left_out = step(StepKind.appraisal, StepRecord(skipped_because="无异议，人数不足"))
    case = replace(case, steps=(left_out, *samples.APPLICATION.steps))
    assert "没有组织评议：无异议，人数不足" in text_of(replace(approvals.of_township(), application=case))


def test_the_examinations_of_a_selection_stand_on_the_forms() -> None:
    def step(label: str, record: StepRecord) -> Step:
        return Step(position=9, kind=StepKind.exam, label=label, record=record)

    sat = Exam(day=date(2026, 10, 18), place="省教育考试院", score=Decimal("85.50"))
    missed = Exam(day=date(2026, 10, 30), present=False)
    steps = (
        step("笔试", StepRecord(exam=sat)),
        step("面试", StepRecord(exam=missed)),
        step("实操", StepRecord(skipped_because="直接考核", exempt=True)),
        *samples.APPLICATION.steps,
    )
    case = replace(samples.APPLICATION, steps=steps)
    for form in set(ApprovalForm) - {ApprovalForm.teacher_subsidy}:  # that one has only its plan's own boxes
        text = text_of(replace(samples.DOSSIER, form=form, application=case))
        assert "2026年10月18日，省教育考试院，参加，成绩 85.5 分（满分 100 分）。" in text
        assert "2026年10月30日，缺考。" in text
        assert "不办：直接考核" in text
    assert "考试情况" not in text_of(samples.DOSSIER)


def test_everyone_who_signed_a_decision_is_named() -> None:
    signed = tuple(Signature(name=n, on=date(2026, 3, 20)) for n in ("陈立", "吴刚"))
    steps = tuple(
        replace(s, record=StepRecord(signatures=signed)) if s.kind is StepKind.decide else s
        for s in samples.APPLICATION.steps
    )
    text = text_of(replace(samples.DOSSIER, application=replace(samples.APPLICATION, steps=steps)))
    assert "签字：陈立、吴刚" in text
