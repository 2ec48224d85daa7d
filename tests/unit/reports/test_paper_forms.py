"""The forms as they are worded, and how they stand on the page."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.benefit import Change
from desktop.domain.bureau import OfficeKind
from desktop.domain.objection import Finding
from desktop.domain.payout import Form as PayoutForm
from desktop.domain.verdict import Goods, Outcome
from reports import pdf, xlsx
from reports.catalogue import forms
from reports.fonts import FontSet
from reports.sheet import Sheet, as_text
from tests.trust.poison import in_every_text
from tests.unit.reports import letter_samples as letters
from tests.unit.reports import list_samples as lists
from tests.unit.reports import meeting_samples as meetings
from tests.unit.reports import paper_samples as samples
from tests.unit.reports.effect_samples import effect_paper

GOLDEN = Path(__file__).parents[2] / "golden" / "sheets"
UPDATE = "BANGFU_UPDATE_GOLDEN"
"""Set this variable to write the golden files anew, then read what changed."""


def named(subject: object) -> object:
    """The same list with one of the people whose names the other samples bear."""
    return in_every_text(subject, lambda text: text.replace(samples.LONG_NAME, "林建国"))


SUBJECTS: dict[str, tuple[str, object]] = {
    "application_approval": ("application_approval", samples.DOSSIER),
    "application_approval_blank": ("application_approval", samples.blank_dossier()),
    "application_approval_refused": ("application_approval", samples.refused_dossier()),
    "public_notice": ("public_notice", samples.notice_paper()),
    "public_notice_numbers": ("public_notice", samples.notice_by_numbers()),
    "objection_record": ("objection_record", samples.objection_paper(Finding.rejected)),
    "objection_record_open": ("objection_record", samples.objection_paper()),
    "visit_register": ("visit_register", samples.round_paper(3)),
    "sign_sheet_cash": ("sign_sheet", samples.batch_paper(lines=5)),
    "sign_sheet_dated": ("sign_sheet", replace(samples.batch_paper(lines=5), trail=samples.TRAIL)),
    "sign_sheet_goods": ("sign_sheet", samples.batch_paper(PayoutForm.goods, 3)),
    "sign_sheet_transfer": ("sign_sheet", samples.batch_paper(PayoutForm.transfer, 3)),
    "receipt": ("receipt", samples.receipt_paper(lines=1)),
    "receipt_goods_by_proxy": ("receipt", samples.receipt_paper(PayoutForm.goods, 3)),
    "refusal": ("refusal", samples.refused_dossier()),
    "archive_index": ("archive_index", samples.index_paper()),
    "consent": ("consent", samples.consent_paper()),
    "consent_blank": ("consent", samples.consent_paper(blank=True)),
    "destruction_list": ("destruction_list", samples.destruction_paper()),
    "destruction_list_witness": ("destruction_list", samples.destruction_paper(2, witness=True)),
    "scheme_trial": ("scheme_trial", samples.trial_paper()),
    "scheme_trial_incomplete": ("scheme_trial", samples.trial_paper(Outcome.incomplete)),
    "effect_comparison": ("effect_comparison", effect_paper()),
    "effect_comparison_left_out": ("effect_comparison", effect_paper(left_out=312)),
    "recovery_sheet": ("recovery_sheet", samples.RECOVERY_PAPER),
    "archive_form": ("archive_form", samples.household_paper()),
    "archive_form_blank": ("archive_form", samples.household_paper(blank=True)),
    "archive_form_old": ("archive_form_old", samples.household_paper()),
    "archive_form_old_blank": ("archive_form_old", samples.household_paper(blank=True)),
    "home_survey": ("home_survey", samples.household_paper()),
    "home_survey_blank": ("home_survey", samples.household_paper(blank=True)),
    "check_authorisation": ("check_authorisation", samples.household_paper()),
    "check_authorisation_blank": ("check_authorisation", samples.household_paper(blank=True)),
    "commitment": ("commitment", samples.household_paper()),
    "commitment_blank": ("commitment", samples.household_paper(blank=True)),
    "student_recognition": ("student_recognition", samples.student_paper()),
    "student_recognition_blank": ("student_recognition", samples.student_paper(blank=True)),
    "file_cover": ("file_cover", samples.file_paper()),
    "file_contents": ("file_contents", samples.file_paper()),
    "verdict_record": ("verdict_record", samples.verdict_paper()),
    "visit_record": ("visit_record", samples.visits_paper()),
    "watch_list": ("watch_list", lists.watch_paper()),
    "near_relatives": ("near_relatives", lists.kin_paper()),
    "yearly_review_named": ("yearly_review", named(lists.yearly_paper())),
    "household_list_named": ("household_list", named(lists.household_list())),
    "acceptance": ("acceptance", letters.acceptance_paper()),
    "acceptance_refused": ("acceptance", letters.acceptance_paper(accepted=False)),
    "acceptance_blank": ("acceptance", letters.acceptance_paper(accepted=False, blank=True)),
    "lacking_letter": ("lacking_letter", letters.lacking_paper()),
    "approval_letter": ("approval_letter", letters.monthly_dossier()),
    "ending_letter": ("ending_letter", letters.ending_paper()),
    "adjustment_letter": ("adjustment_letter", letters.adjustment_paper()),
    "adjustment_letter_fading": ("adjustment_letter", letters.adjustment_paper(Change.fading)),
    "replay_record": ("replay_record", letters.replay_paper()),
    "replay_record_changed": ("replay_record", letters.replay_paper(same=False)),
    "approval_summary": ("approval_summary", meetings.summary_paper()),
    "appraisal_record": ("appraisal_record", meetings.appraisal_paper()),
    "appraisal_record_blank": ("appraisal_record", meetings.appraisal_paper(blank=True)),
    "check_record": ("check_record", meetings.draw_paper()),
    "meeting_minutes": ("meeting_minutes", meetings.minutes_paper()),
    "places_record": ("places_record", meetings.places_paper()),
    "places_record_open": ("places_record", meetings.places_paper(decided=False)),
    "places_record_private": ("places_record", meetings.places_paper(private=True)),
    "public_notice_extract": ("public_notice", replace(samples.notice_paper(1), extract=True)),
}


def test_one_person_who_handled_and_decided_stands_on_the_form_with_the_reason() -> None:
    decided = samples.refused_dossier()
    reason = "单位只有一名工作人员，已报上级工会备案"
    alone = replace(decided, application=replace(decided.application, alone_because=reason))
    said = f"经办、审批为同一人（{decided.application.decided_by}）。原因：{reason}"
    assert said in as_text(sheet_of("application_approval", alone))
    assert "同一人" not in as_text(sheet_of("application_approval", decided))


def test_a_trial_says_on_paper_that_it_decides_nothing_and_what_nobody_knows() -> None:
    text = as_text(sheet_of("scheme_trial", samples.trial_paper(Outcome.incomplete)))
    assert text.count("本单是试算，不是核对结论，更不是审批决定") == 2
    assert "| 2 | 申请人患病住院 | 不知道 | 住院证明 |" in text
    assert "| 1 | 家庭人均月收入 | 家庭收入证明、工资单 |" in text
    assert "试填的数" not in text
    assert "办理步骤" not in text


def sheet_of(form: str, subject: object) -> Sheet:
    return forms()[form].sheet(subject)


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_form_says_what_its_golden_text_says(name: str) -> None:
    form, subject = SUBJECTS[name]
    text = as_text(sheet_of(form, subject))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get(UPDATE):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), f"run with {UPDATE}=1 to accept the change"


def test_every_form_is_found_and_takes_the_value_it_names() -> None:
    found = forms()
    assert {form for form, _ in SUBJECTS.values()} == set(found)
    for form, subject in SUBJECTS.values():
        assert isinstance(subject, found[form].subject)


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_form_is_printed_on_paper_and_as_a_workbook(name: str, tmp_path: Path, fonts: FontSet) -> None:
    sheet = sheet_of(*SUBJECTS[name])
    result = pdf.write([sheet], tmp_path / "a.pdf", fonts)
    xlsx.write([sheet], tmp_path / "a.xlsx")
    assert result.pages >= 1
    assert result.missing_glyphs == ()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_an_ordinary_household_of_up_to_five_takes_two_sides_of_one_leaf(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    more = tuple(
        replace(samples.HOUSEHOLD.members[1 + n % 2], ordinal=n + 4, name=f"林{'甲乙'[n]}") for n in range(2)
    )
    five = replace(
        samples.DOSSIER, household=replace(samples.HOUSEHOLD, members=samples.HOUSEHOLD.members + more)
    )
    many = replace(five, verdict=replace(five.verdict, findings=(samples.FINDINGS * 2)[:9]))
    for dossier in (samples.DOSSIER, five, many, samples.blank_dossier()):
        assert len(page_texts(sheet_of("application_approval", dossier))) == 2


def test_findings_that_find_no_room_are_counted_on_the_form_and_told_on_an_annex(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    verdict = replace(samples.VERDICT, findings=samples.FINDINGS * 6)
    pages = page_texts(sheet_of("application_approval", replace(samples.DOSSIER, verdict=verdict)))
    assert "共核对 30 条：符合 30 条。（见附页 1）" in pages[1]
    assert "大写：人民币叁仟陆佰元整" in pages[1]
    assert "附页 1　逐条核对" in pages[2]
    assert "30. 〔符合〕" in pages[-1]


def test_nine_members_a_long_name_and_a_long_reason_are_printed_whole(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    dossier = samples.extreme_dossier()
    pages = page_texts(sheet_of("application_approval", dossier))
    lines = [line for page in pages for line in page.splitlines()]
    whole = "".join(line for line in lines if "（续）" not in line and "一式三份" not in line)
    annex = whole[whole.index("附页 3　申请理由") :]
    assert dossier.application.reason.replace("\n", "") in annex.replace("　　", "")
    assert "……（全文见附页 3）" in whole
    for member in dossier.household.members:
        assert member.name.replace(" ", "") in whole.replace(" ", "")
    assert all("申请人：Maria" in page for page in pages[1:])


def test_amounts_stand_in_figures_and_in_capitals(page_texts: Callable[[Sheet], list[str]]) -> None:
    form = page_texts(sheet_of("application_approval", samples.DOSSIER))[1]
    assert "¥3,600.00" in form
    assert "人民币叁仟陆佰元整" in form
    receipt = page_texts(sheet_of("receipt", samples.receipt_paper(lines=1)))[0]
    assert receipt.count("人民币壹仟贰佰元整") == 3
    assert receipt.count("¥1,200.00") == 3


@pytest.mark.parametrize("kind", OfficeKind)
def test_each_kind_of_office_has_its_own_opinion_boxes(kind: OfficeKind) -> None:
    dossier = replace(samples.DOSSIER, bureau=replace(samples.BUREAU, kind=kind))
    text = as_text(sheet_of("application_approval", dossier))
    assert text.count("负责人（签字）") == 3
    assert ("基层工会意见" in text) == (kind is OfficeKind.union)


def test_a_notice_prints_both_ways_of_counting_and_the_day_to_take_it_down() -> None:
    text = as_text(sheet_of("public_notice", samples.notice_paper()))
    assert "自2026年3月10日起至2026年3月17日止" in text
    assert "自张贴次日起算至2026年3月17日止，自张贴当日起算至2026年3月16日止" in text
    assert "按前者计算" in text
    assert "2026年3月18日撤下" in text
    paper = samples.notice_paper()
    counted = replace(paper.notice, until=paper.notice.until_posting_day_counted)
    assert "按后者计算" in as_text(sheet_of("public_notice", replace(paper, notice=counted)))


def test_a_sign_sheet_adds_up_each_page_and_the_whole(page_texts: Callable[[Sheet], list[str]]) -> None:
    paper = samples.batch_paper(lines=60)
    pages = page_texts(sheet_of("sign_sheet", paper))
    assert len(pages) > 3
    sums = [Decimal(_figure_after(page, "本页小计").replace(",", "")) for page in pages]
    assert sum(sums) == paper.batch.total
    assert f"{paper.batch.total:,.2f}" in pages[-1]
    assert "合计（60 人）" in pages[-1]
    assert all("领取人签名" in page for page in pages)


def _figure_after(text: str, label: str) -> str:
    """The first figure after a label."""
    return next(word for word in text[text.index(label) :].split() if "." in word)


def test_a_single_page_sign_sheet_has_no_page_sum(page_texts: Callable[[Sheet], list[str]]) -> None:
    pages = page_texts(sheet_of("sign_sheet", samples.batch_paper(lines=4)))
    assert len(pages) == 1
    assert "本页小计" not in pages[0]


def test_totals_and_signatures_never_stand_on_a_page_without_a_line(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    for lines in range(6, 30):
        pages = page_texts(sheet_of("sign_sheet", samples.batch_paper(PayoutForm.transfer, lines)))
        assert "440524********0014" in pages[-1]
        assert "说明：领取人本人签名" in pages[-1]


def test_goods_with_money_show_both_and_their_sum() -> None:
    paper = samples.batch_paper(lines=2)
    lines = tuple(
        replace(x, goods=(Goods(name="大米", unit="袋", value=Decimal(60)),)) for x in paper.batch.lines
    )
    text = as_text(sheet_of("sign_sheet", replace(paper, batch=replace(paper.batch, lines=lines))))
    assert "| 金额（元） | 物资（品名、数量） | 折合金额（元） | 合计（元） |" in text
    assert "| 1,200.00 | 大米 1 袋 | 60.00 | 1,260.00 |" in text
    assert "人民币贰仟捌佰贰拾元整" in text


def test_the_sign_sheet_covers_id_and_card_numbers() -> None:
    text = as_text(sheet_of("sign_sheet", samples.batch_paper(PayoutForm.transfer, 3)))
    assert samples.LINE.id_number not in text
    assert samples.LINE.card_number not in text


@pytest.mark.parametrize(
    ("form", "paper"),
    [
        ("sign_sheet", samples.batch_paper(lines=60)),
        ("public_notice", samples.notice_paper()),
        ("visit_register", samples.round_paper(12)),
        ("destruction_list", samples.destruction_paper()),
        ("application_approval", samples.DOSSIER),
        ("approval_letter", letters.monthly_dossier()),
        ("refusal", samples.refused_dossier()),
    ],
)
def test_what_is_signed_or_hung_up_is_dated_by_the_log_on_every_page(
    form: str, paper: object, page_texts: Callable[[Sheet], list[str]]
) -> None:
    dated = replace(paper, trail=samples.TRAIL)  # pyright: ignore[reportArgumentType] (any dossier)
    pages = page_texts(sheet_of(form, dated))
    assert all(samples.TRAIL in page for page in pages)
    undated = page_texts(sheet_of(form, paper))
    assert len(undated) == len(pages)
    assert not any("校验码" in page for page in undated)


def test_only_what_nobody_signs_for_a_decision_goes_without_the_logs_code() -> None:
    without = {f.id for f in forms().values() if "trail" not in f.subject.__dataclass_fields__}
    reading = {"archive_index", "effect_comparison", "household_list", "scheme_trial", "verdict_record"}
    wrapping = {"file_cover", "file_contents", "recovery_sheet"}
    by_hand = {"consent", "receipt", "visit_record"}  # what is signed there is kept in the file itself
    assert without == reading | wrapping | by_hand


def test_every_receipt_begins_on_a_page_of_its_own(page_texts: Callable[[Sheet], list[str]]) -> None:
    pages = page_texts(sheet_of("receipt", samples.receipt_paper(lines=5)))
    assert len(pages) == 5
    for number, page in enumerate(pages, 1):
        assert page.count(f"2026-03-{number:04}") == 3


def test_papers_of_the_practice_office_are_marked_on_every_page(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    practice = replace(samples.BUREAU, practice=True)
    sheets = [
        sheet_of(form, replace(subject, bureau=practice))  # pyright: ignore[reportArgumentType] (any dossier)
        for form, subject in SUBJECTS.values()
        if form != "household_list"  # an export of what the screen shows: no paper of the office
    ]
    for sheet in sheets:
        assert all("练习样张" in page for page in page_texts(sheet))


def test_a_refusal_tells_the_clause_the_figures_and_the_way_to_object() -> None:
    text = as_text(sheet_of("refusal", samples.refused_dossier()))
    assert "第五条第（一）项" in text
    assert "月人均净收入 1,432.77 元，标准 860.00 元" in text
    assert samples.BUREAU.address in text
    assert "= 1432.77 元" in text
    assert "送达回证" in text
    assert "存根" in text


def test_a_refusal_without_failed_clauses_gives_the_reason_of_the_decision() -> None:
    dossier = samples.refused_dossier()
    plain = replace(dossier, verdict=replace(dossier.verdict, findings=()))
    text = as_text(sheet_of("refusal", plain))
    assert f"结论：{dossier.application.decision_reason}" in text
