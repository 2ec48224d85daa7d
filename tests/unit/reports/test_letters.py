"""Letters to applicants: what each must say, that the receiver can sign its stub, and that blanks are lines to write on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.domain.application import Override
from desktop.domain.benefit import Change
from desktop.domain.months import Entitlement, Month
from desktop.domain.upon import Upon
from reports.catalogue import forms
from reports.sheet import Sheet, as_text
from tests.unit.reports import letter_samples as letters
from tests.unit.reports import paper_samples as samples

ALL = {
    "acceptance": letters.acceptance_paper(),
    "acceptance_refused": letters.acceptance_paper(accepted=False),
    "lacking_letter": letters.lacking_paper(),
    "approval_letter": letters.monthly_dossier(),
    "refusal": samples.refused_dossier(),
    "ending_letter": letters.ending_paper(),
    "adjustment_letter": letters.adjustment_paper(),
}


def sheet_of(name: str, subject: object) -> Sheet:
    return forms()[name.removesuffix("_refused")].sheet(subject)


def text_of(name: str, subject: object) -> str:
    return as_text(sheet_of(name, subject))


@pytest.mark.parametrize("name", ALL)
def test_every_letter_has_a_stub_on_which_the_receiver_signs_and_how_it_was_served(name: str) -> None:
    text = text_of(name, ALL[name])
    assert text.count("（存根）") == 1
    for said in (
        "送达方式",
        "受送达人 / （签名按印）",
        "代 收 人 / （签名）",
        "送 达 人 / （两人签字）",
        "签发人（签字）",
    ):
        assert text.count(said) == 1, said
    assert "清河县总工会（公章）" in text


@pytest.mark.parametrize("name", ["acceptance", "acceptance_refused", "lacking_letter"])
def test_a_short_letter_and_its_stub_share_a_leaf(
    name: str, page_texts: Callable[[Sheet], list[str]]
) -> None:
    pages = page_texts(sheet_of(name, ALL[name]))
    assert len(pages) <= 2
    assert "- - - -" in text_of(name, ALL[name])


def test_a_letter_of_acceptance_says_by_when_and_what_was_received() -> None:
    text = text_of("acceptance", letters.acceptance_paper())
    assert text.startswith("# 受理通知书")
    assert "2026年4月7日前作出决定（自受理之日起 25 个工作日内）" in text
    assert "近 12 个月工资流水 2 份" in text
    assert "■ 直接送达　　□ 邮寄送达" in text
    assert "周敏、李强　2026年3月3日" in text


def test_who_is_turned_away_reads_why_by_which_clause_and_where_else_to_go() -> None:
    text = text_of("acceptance", letters.acceptance_paper(accepted=False))
    assert text.startswith("# 不予受理通知书")
    assert "1. 申请人户籍不在本县，也没有在本县连续居住一年。" in text
    assert "第三条：具有本县户籍" in text
    assert "申请复核" in text
    assert "户籍所在地或者经常居住地" in text


def test_what_nobody_wrote_down_is_a_line_to_write_on() -> None:
    blank = text_of("acceptance", letters.acceptance_paper(blank=True))
    assert "办理期限：　　　　年　　月　　日前作出决定。" in blank
    assert "收到材料" not in blank
    turned = text_of("acceptance", letters.acceptance_paper(accepted=False, blank=True))
    assert "　" * 30 in turned
    ending = text_of("ending_letter", letters.ending_paper(blank=True))
    assert "待遇发放至　　　　年　　月　　日止" in ending


def test_all_that_is_missing_stands_on_one_letter_by_group_with_copies_when_and_where() -> None:
    text = text_of("lacking_letter", letters.lacking_paper())
    assert "还缺下列 4 项材料" in text
    assert text.index("所有申请人须交") < text.index("持证残疾人须交") < text.index("有在读子女的家庭须交")
    assert (
        "| 2 | 近 12 个月工资流水 | 2 份 | 交来的只到 2025 年 9 月，请补 10 月以后的 / 依据：第六条 |" in text
    )
    assert "请于2026年3月20日前将上述材料交到清河县总工会（清河县人民路 18 号" in text
    assert "由王秀兰（妻子）代为提出的" in text
    assert "1. 本人有效身份证明复印件（1 份）；2. 近 12 个月工资流水（2 份）" in text


def test_who_signed_for_another_stands_in_the_box_for_that() -> None:
    text = text_of("lacking_letter", letters.lacking_paper(told=True))
    assert "| 代 收 人 / （签名） | 王秀兰 |" in text
    assert "■ 其他：当面交给代理人" in text


def test_twenty_six_missing_papers_with_long_names_are_all_named_and_numbered(
    page_texts: Callable[[Sheet], list[str]],
) -> None:
    paper = letters.long_lacking_paper()
    pages = page_texts(sheet_of("lacking_letter", paper))
    whole = "".join("".join(pages).split())
    assert "还缺下列26项材料" in whole
    for one in paper.papers:
        assert one.name.split("（", maxsplit=1)[0].replace(" ", "") in whole
    assert "所缺材料" in whole
    assert "（存根）" in whole


def test_nobody_reads_that_their_day_of_death_is_not_on_file() -> None:
    open_end = "2026年5月20日满 60 周岁，次月 2026年6月 起发；「去世日期」没有登记，止期未定"
    dossier = letters.monthly_dossier()
    verdict = replace(
        dossier.verdict,
        monthly=Entitlement(first=Month(2026, 6), because=open_end),
        amount_because=f"每月 800.00 元；{open_end}。省、市 5:5",
    )
    text = text_of("approval_letter", replace(dossier, verdict=verdict))
    assert "次月 2026年6月 起发" in text
    assert "省、市 5:5" in text
    assert "去世" not in text


def test_a_grant_is_told_with_clause_figures_capitals_months_and_the_way_to_object() -> None:
    text = text_of("approval_letter", letters.monthly_dossier())
    assert "每月 1,560.50 元（人民币壹仟伍佰陆拾元伍角）；大米 2 袋（折合 120.00 元）" in text
    assert "自2026年4月起按月发放" in text
    assert "发放方式：" in text
    assert "月人均净收入 482.77 元，标准 860.00 元" in text
    assert "第五条第（一）项" in text
    assert "不是本组" not in text
    assert "申请复核" in text
    assert "公示和研究" in text
    bare = replace(samples.DOSSIER, application=replace(samples.APPLICATION, notice=None))
    assert "公示" not in text_of("approval_letter", bare)


def test_the_income_is_reckoned_up_only_where_it_had_a_say() -> None:
    def told(fact: str) -> str:
        held = tuple(replace(f, fact=fact) for f in samples.FINDINGS)
        verdict = replace(samples.VERDICT, findings=held)
        return text_of("approval_letter", replace(samples.DOSSIER, verdict=verdict))

    assert "家庭收入计算" in told("counted_income_per_head")
    assert "家庭收入计算" not in told("applicant_diseases")


def test_a_grant_beyond_a_limit_says_that_it_was_decided_case_by_case() -> None:
    override = Override(because="县长办公会议专题研究", signed_by=("陈立", "吴刚"))
    case = replace(samples.APPLICATION, override=override)
    text = text_of("approval_letter", replace(samples.DOSSIER, application=case))
    assert "本次经一事一议决定：县长办公会议专题研究。" in text


def test_an_end_is_told_with_its_day_clause_reasons_and_all_who_must_hear_of_it() -> None:
    text = text_of("ending_letter", letters.ending_paper())
    assert "自2025年4月1日起享受" in text
    assert "每月 860.00 元" in text
    assert "待遇发放至2026年3月31日止" in text
    assert "第五条：不再符合条件的，从下月起终止。" in text
    assert "1. 家庭月人均净收入升到 1,432.77 元，高于标准 860.00 元。" in text
    assert "抄送：东门社区居民委员会。" in text
    assert "邻居张某、村干部李某见证" in text
    assert "可以向东门街道办事处申请" in text


def test_how_a_decision_reached_somebody_stands_on_its_receipt_in_the_forms_own_words() -> None:
    told = replace(
        letters.TOLD,
        who="申请人或者其代理人",
        upon=Upon.refused,
        how="当面送交",
        received_by="王秀兰",
        refused_to_sign="",
    )
    village = replace(told, who="东门社区居民委员会", how="邮寄", received_by="")
    text = text_of("refusal", replace(samples.refused_dossier(), told=(village, told)))
    assert "■ 直接送达　　□ 邮寄送达" in text
    assert "| 代 收 人 / （签名） | 王秀兰 |" in text
    assert "周敏、李强　2026年3月3日" in text
    waiting = replace(told, told_on=None, received_on=None, received_by="", how="", told_by="")
    assert "■" not in text_of("refusal", replace(samples.refused_dossier(), told=(waiting,)))


def test_more_help_is_told_from_what_to_what_from_which_month_with_figures_and_clause() -> None:
    text = text_of("adjustment_letter", letters.adjustment_paper())
    assert text.startswith("# 救助金调整告知书")
    assert (
        "自2026年5月起，由每月 860.00 元调高为每月 1,012.50 元（人民币壹仟零壹拾贰元伍角），增加 152.50 元。"
        in text
    )
    assert "1. 家庭月人均净收入降到 312.00 元，按差额补足。" in text
    assert "第五条第（一）项" in text
    assert "可以向清河县总工会（经办人" in text
    assert "申请复核" in text
    assert "| 原 标 准 | 每月 860.00 元 | 新 标 准 | 每月 1,012.50 元 |" in text
    assert "抄送" not in text, "the household it goes to gets no copy"
    assert "■ 直接送达" in text


def test_less_help_and_help_that_fades_say_so() -> None:
    less = text_of("adjustment_letter", letters.adjustment_paper(Change.lowered))
    assert "由每月 860.00 元调低为每月 420.00 元（人民币肆佰贰拾元整），减少 440.00 元。" in less
    fading = text_of("adjustment_letter", letters.adjustment_paper(Change.fading))
    assert "自2026年5月起进入渐退期，至2026年10月31日止。渐退期内仍按每月 860.00 元发给，期满停发。" in fading
    assert "| 执行日期 | 2026年5月1日 | 渐退期止 | 2026年10月31日 |" in fading


def test_a_letter_of_a_decision_shows_only_how_that_decision_was_told() -> None:
    refused = samples.refused_dossier()
    later = replace(letters.TOLD, who=refused.application.applicant, upon=Upon.changed)
    assert "■" not in text_of("refusal", replace(refused, told=(later,)))


def test_who_else_is_told_of_an_end_is_named_one_by_one() -> None:
    paper = letters.ending_paper()
    plan = replace(paper, told=(replace(letters.TOLD, who="当事人、村（居）民委员会", told_on=None),))
    assert "抄送：村（居）民委员会。" in text_of("ending_letter", plan)
    assert "抄送" not in text_of("ending_letter", replace(paper, told=()))


@pytest.mark.parametrize("name", ["acceptance", "lacking_letter", "ending_letter", "adjustment_letter"])
def test_letters_carry_the_logs_code_on_every_page(
    name: str, page_texts: Callable[[Sheet], list[str]]
) -> None:
    assert all(samples.TRAIL in page for page in page_texts(sheet_of(name, ALL[name])))
