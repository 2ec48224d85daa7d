"""The means check: three outcomes, all reasons, all missing papers at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain import means
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, parse_facts
from desktop.domain.means import UnsetParametersError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.standards import Line, LineKind, NoLineError, Standards
from desktop.domain.verdict import Outcome, Verdict
from desktop.store.library import read_file

ON = date(2026, 1, 15)
FOLDER = Path(__file__).parents[3] / "resources" / "schemes"
LINES = Standards.of(
    [Line(kind=LineKind.dibao, place="示例市", from_day=date(2025, 7, 1), amount=Decimal(612), source="文件")]
)
BLANKS = {
    "plan-03": {"hardship_multiple": Decimal(3)},
    "plan-04": {"cancer_sum": Decimal(5000), "kidney_sum": Decimal(4000)},
    "plan-07": dict[str, Decimal](),
}


def scheme(id: str) -> Scheme:
    return read_file(FOLDER / f"{id}.toml")


def check(id: str, **facts: object) -> Verdict:
    return means.check(parse_facts(facts), scheme(id), LINES, "示例市", ON, BLANKS[id])


POOR = {
    "gross_income_per_head": 950,
    "causes": ["own_illness"],
    "homes_count": 1,
    "runs_business": False,
    "costly_schooling": False,
}


def test_a_verdict_names_scheme_edition_day_and_group() -> None:
    verdict = check("plan-07", **POOR)
    assert verdict.outcome is Outcome.eligible
    assert (verdict.scheme_id, verdict.group, verdict.on) == ("plan-07", "a", ON)
    assert verdict.edition == scheme("plan-07").edition
    assert verdict.group_label == "人均 3 倍以内、因特殊原因困难"


def test_every_clause_is_found_with_its_passage() -> None:
    verdict = check("plan-07", **POOR)
    plan = scheme("plan-07")
    assert len(verdict.findings) == len(plan.exclusions) + sum(len(g.require) for g in plan.groups)
    for finding in verdict.findings:
        assert finding.clause
        assert finding.because.endswith("。")
        assert finding.source.startswith("篇七第")
        assert finding.change


def test_an_exclusion_that_does_not_hit_holds() -> None:
    homes = check("plan-07", **POOR).findings[0]
    assert homes.excludes
    assert homes.holds is True
    assert homes.because == "住宅套数 1 套，少于 2 套，相差 1 套，不属于排除情形。"
    assert homes.change == "住宅套数达到 2 套（含），就要排除。"


def test_an_exclusion_beats_a_group_that_holds_and_says_so() -> None:
    verdict = check("plan-07", **{**POOR, "homes_count": 3})
    assert verdict.outcome is Outcome.ineligible
    assert verdict.findings[0].holds is False
    assert verdict.summary == "不符合，属于排除情形：住宅套数 3 套，多于 2 套，超出 1 套。"
    assert verdict.goods == ()


def test_an_exclusion_nobody_checked_leaves_it_open() -> None:
    verdict = check("plan-07", **{**POOR, "runs_business": None})
    assert verdict.outcome is Outcome.incomplete
    assert [(m.fact, m.papers) for m in verdict.missing] == [("runs_business", ("工商登记查询结果",))]


def test_all_that_is_missing_is_told_at_once_with_the_papers() -> None:
    verdict = check("plan-07")
    assert {m.fact for m in verdict.missing} == {
        "homes_count",
        "runs_business",
        "costly_schooling",
        "gross_income_per_head",
        "causes",
        "single_parent",
        "net_income_per_head",
    }
    papers = {m.fact: m.papers for m in verdict.missing}
    assert papers["net_income_per_head"] == ("家庭成员收入证明", "困难情形引发的自负费用票据")
    for missing in verdict.missing:
        assert missing.label in verdict.summary


def test_facts_that_could_not_change_the_outcome_are_not_asked_for() -> None:
    verdict = check("plan-07", gross_income_per_head=500, homes_count=1)
    assert verdict.outcome is Outcome.ineligible
    assert verdict.missing == ()


def test_a_household_that_fails_every_group_gets_every_reason() -> None:
    verdict = check("plan-07", **{**POOR, "gross_income_per_head": 1500})
    assert verdict.outcome is Outcome.ineligible
    assert "超出 521.00 元" in verdict.summary
    assert "低于 3 × 低保标准 612.00 = 1,836.00 元" in verdict.summary


def test_the_notes_of_the_plan_reach_the_verdict() -> None:
    notes = check("plan-07", **POOR).notes
    assert any("612" in note for note in notes)
    assert any("每户申请职工一份" in note for note in notes)


def test_a_plan_with_blanks_does_not_run_and_names_each() -> None:
    with pytest.raises(UnsetParametersError) as caught:
        means.check(Facts(), scheme("plan-04"), LINES, "示例市", ON, {"kidney_sum": Decimal(1)})
    assert "「恶性肿瘤或再生障碍性贫血的一次性救助金额」" in caught.value.said
    assert "肾功能衰竭" not in caught.value.said
    assert "「方案」页" in caught.value.said


def test_a_parameter_outside_its_bounds_stops_the_run() -> None:
    with pytest.raises(OfficeError, match="不大于 5"):
        means.check(Facts(), scheme("plan-03"), LINES, "示例市", ON, {"hardship_multiple": Decimal(50)})


def test_a_place_without_a_line_stops_the_run() -> None:
    with pytest.raises(NoLineError, match="别处"):
        means.check(parse_facts(POOR), scheme("plan-07"), LINES, "别处", ON, {})


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_plan_is_not_run_outside_its_days(on: date) -> None:
    plan = replace(scheme("plan-07"), from_day=date(2026, 1, 1), until=date(2026, 12, 31))
    with pytest.raises(OfficeError, match="不在其内"):
        means.check(parse_facts(POOR), plan, LINES, "示例市", on, {})


def test_a_group_that_comes_first_but_lacks_papers_is_noted() -> None:
    verdict = check(
        "plan-03",
        gross_income_per_head=1000,
        household_certificates=[],
        causes=["schooling"],
    )
    assert (verdict.outcome, verdict.group) == (Outcome.eligible, "hardship")
    assert verdict.notes[-1] == (
        "排在前面的「大病困难职工」还缺：年个人自付和自费医疗费。补齐后可能改按该类办理。"
    )


def test_the_room_under_the_ceiling_is_told_to_whoever_decides() -> None:
    facts = {
        "applicant_certificates": ["dibao"],
        "applicant_diseases": ["aids"],
        "applicant_self_paid_medical": 9000,
        "transferred_without_certificate": False,
        "aid_received_this_year": 2500,
    }
    verdict = check("plan-04", **facts)
    assert verdict.amount == 3000
    assert verdict.amount_at_most == 7500
    assert "还可享受 7,500.00 元" in verdict.amount_because


def test_without_the_years_record_the_ceiling_cannot_be_kept_and_it_is_asked_for() -> None:
    verdict = check(
        "plan-04",
        applicant_certificates=["dibao"],
        applicant_diseases=["aids"],
        transferred_without_certificate=False,
    )
    assert verdict.outcome is Outcome.incomplete
    assert [m.fact for m in verdict.missing] == ["aid_received_this_year"]


def test_the_same_arguments_give_the_same_verdict() -> None:
    assert check("plan-07", **POOR) == check("plan-07", **POOR)


def test_the_kept_text_and_facts_give_the_same_verdict_again() -> None:
    facts = Facts({**parse_facts(POOR)}, {"gross_income_per_head": "全年 34200 ÷ 3 ÷ 12"})
    plan = scheme("plan-07")
    first = means.check(facts, plan, LINES, "示例市", ON, {})
    again = means.check(
        parse_facts(facts.written()), parse_scheme(plan.text, "留存"), LINES, "示例市", ON, {}
    )
    assert again == first


def test_the_goods_follow_the_parameter() -> None:
    verdict = means.check(
        parse_facts(POOR), scheme("plan-07"), LINES, "示例市", ON, {"goods_value": Decimal(650)}
    )
    assert [g.value for g in verdict.goods] == [Decimal(650)]
    assert verdict.amount is None
