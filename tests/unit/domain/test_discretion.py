"""On the screen a verdict keeps its reasons and names no illness of the household."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desktop.domain.discretion import discreet
from desktop.domain.household import Household
from desktop.domain.person import Disease, Health, Illness
from desktop.domain.verdict import Finding, Outcome, Verdict

VERDICT = Verdict(
    outcome=Outcome.eligible,
    scheme_id="示例",
    scheme_title="示例方案",
    edition="",
    on=date(2026, 3, 2),
    amount_because="恶性肿瘤每人 5000 元",
    findings=(
        Finding(
            clause="患恶性肿瘤、艾滋病的",
            holds=True,
            because="申请人所患疾病：恶性肿瘤，在所列之内（陈练习：肺腺癌（中期））",
            fact="恶性肿瘤（示例市人民医院）",
            line="恶性肿瘤、艾滋病",
            change="申请人所患疾病不再有恶性肿瘤",
            source="患恶性肿瘤的，给予一次性救助",
        ),
    ),
    summary="符合：患恶性肿瘤",
)


def test_reasons_stay_and_illnesses_lose_their_names(household: Callable[..., Household]) -> None:
    made = household()
    ill = Illness(disease=Disease.cancer, name="肺腺癌（中期）", hospital="示例市人民医院")
    head = replace(made.members[0], illnesses=(ill,), health=Health.cancer)
    shown = discreet(VERDICT, replace(made, members=(head, *made.members[1:])))
    finding = shown.findings[0]
    assert finding.because == "申请人所患疾病：重病，在所列之内（陈练习：****）"
    assert finding.fact == "重病（****）"
    assert finding.change == "申请人所患疾病不再有重病"
    assert shown.amount_because == "重病每人 5000 元"
    assert shown.summary == "符合：患重病"
    assert (finding.clause, finding.line, finding.source) == (
        VERDICT.findings[0].clause,
        VERDICT.findings[0].line,
        VERDICT.findings[0].source,
    )


def test_a_household_in_good_health_reads_the_plan_as_it_is(household: Callable[..., Household]) -> None:
    assert discreet(VERDICT, household()) == VERDICT
