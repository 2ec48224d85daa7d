"""Help brought to an end by the plan's own procedure: checked, noticed and decided like an application, granting nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from desktop.casework import (
    applying,
    benefit_round,
    benefits,
    deciding,
    drawing,
    ending,
    intake,
    letters,
    replaying,
    stating,
)
from desktop.casework.office import Office
from desktop.domain.benefit import Benefit, BenefitState, Change
from desktop.domain.benefit_rules import Decided
from desktop.domain.errors import OfficeError
from desktop.domain.filing import Filing
from desktop.domain.household import Certificate, CertificateKind
from desktop.domain.stated import Statement
from desktop.domain.verdict import Outcome
from tests.conftest import Clock
from tests.samples import procedures as samples
from tests.unit.casework.walking import Walk, day, money, set_out

COUNTY = ("县级人民政府民政部门",)


@pytest.fixture
def kept(office: Office, clock: Clock) -> Benefit:
    """Help under plan 9 from November on: applied for on 14 September, approved on 16 October."""
    samples.fill_in(office)
    money(office, "救助资金")
    walk = set_out(office, clock, samples.destitute("顾大田"), "plan-09", "09-14")
    walk.do("accept", "09-15")
    walk.survey("survey", "09-22")
    walk.do("appraisal", "09-22")
    walk.hang("09-23", 7)
    walk.take_down("10-08")
    walk.do("report", "10-09")
    held = drawing.hold(office, "plan-09", "county", [walk.id], "2026-10-12-7391", "周审批", "赵监督")
    drawing.record_check(office, held.id or 0, walk.id, True, "入户核实，属实", "赵监督")
    walk.approve("10-16", 1560, own_levels=COUNTY)
    walk.tell("10-19", "顾大田")
    (found,) = benefits.benefits_of(office, walk.case.household_id)
    return found


def said(office: Office, **facts: bool) -> dict[str, Statement]:
    return {name: Statement(value=value, seen="调查核实记录") for name, value in facts.items()}


def pensioned(office: Office, kept: Benefit, source: str = "有生活来源") -> None:
    """The file says that the person is in care under the plan, and what they live on now."""
    home = intake.household(office, kept.household_id)
    tags = tuple(replace(t, name=source) if t.name == "无生活来源" else t for t in home.tags)
    held = (Certificate(kind=CertificateKind.destitute, whose=1, number="TK0001"),)
    intake.record_household(office, replace(home, tags=tags, certificates=held))


def begin(office: Office, clock: Clock, kept: Benefit, on: str) -> Walk:
    """The procedure of ending, because there is a pension now."""
    clock.day = day(on)
    pensioned(office, kept)
    facts = stating.say(office, said(office, deceased=False))
    judged = ending.check(office, kept.id or 0, facts)
    assert judged.verdict.outcome is Outcome.eligible
    (case,) = applying.apply_together(
        office, [judged.id or 0], Filing(reason="10 月起领取养老金", received=day(on))
    )
    assert case.ends_benefit == kept.id
    return Walk(office, clock, case.id or 0)


def test_it_runs_its_steps_with_a_notice_of_its_own_and_ends_with_the_month_of_the_decision(
    office: Office, kept: Benefit, clock: Clock, tmp_path: Path
) -> None:
    assert (kept.starts_on, kept.amount, kept.next_review) == (
        date(2026, 11, 1),
        Decimal(1560),
        date(2027, 11, 1),
    )
    walk = begin(office, clock, kept, "11-09")
    walk.due(accept="-", survey="-", notice="11-16", decide="-", tell="-", report="-")
    walk.do("accept", "11-09")
    walk.due()
    walk.survey("survey", "11-10")
    walk.due(notice="11-17")  # 公示期为7天 from 10 November: 11-17
    assert walk.hang("11-10", 7) == "2026-11-17"
    walk.take_down("11-18")
    walk.waits("decide")
    with pytest.raises(OfficeError, match="不批准金额"):
        walk.approve("11-18", 100, own_levels=COUNTY)
    case = walk.approve("11-18", None, own_levels=COUNTY)
    assert case.approved_amount is None
    ended = benefits.benefit(office, kept.id or 0)
    assert (ended.state, ended.ends_on) == (BenefitState.ended, date(2026, 11, 30))
    assert "10 月起领取养老金" in ended.ended_because
    assert ended.changes[-1].application_id == walk.id
    assert walk.told() == [("当事人、村（居）民委员会", "终止救助供养的理由", True, None, "")]
    letters.print_ending(office, kept.id or 0, tmp_path / "终止.pdf")
    words = "".join(p.extract_text() for p in pypdf.PdfReader(tmp_path / "终止.pdf").pages)
    assert "10月起领取养老金" in "".join(words.split())
    walk.tell("11-19", "顾大田")
    walk.do("report", "11-20")
    assert walk.case.current is None
    assert [len(benefit_round.due_for_month(office, 2026, n)) for n in (10, 11, 12)] == [0, 1, 0]
    assert replaying.replay(office, walk.id).same


def test_help_that_has_a_procedure_is_ended_by_no_other_way(
    office: Office, kept: Benefit, clock: Clock
) -> None:
    decided = Decided(change=Change.ended, decided_on=clock.day, because="有了养老金", by="周审批")
    with pytest.raises(OfficeError, match="调查核实、公示、作出决定"):
        benefits.change(office, kept.id or 0, decided)
    pensioned(office, kept, "无生活来源")
    facts = stating.say(office, said(office, deceased=False))
    judged = ending.check(office, kept.id or 0, facts)
    assert judged.verdict.outcome is Outcome.ineligible
    assert benefits.benefit(office, kept.id or 0).state is BenefitState.running
    assert {q.fact.id for q in ending.statable(office, kept.id or 0).questions} >= {"deceased"}


def test_who_gets_the_help_is_told_by_the_help_that_runs_not_by_a_certificate(
    office: Office, kept: Benefit, clock: Clock
) -> None:
    home = intake.household(office, kept.household_id)
    tags = tuple(replace(t, name="有生活来源") if t.name == "无生活来源" else t for t in home.tags)
    held = (Certificate(kind=CertificateKind.disability, whose=1, number="CJ0001"),)
    intake.record_household(office, replace(home, tags=tags, certificates=held))
    facts = stating.say(office, said(office, deceased=False))
    judged = ending.check(office, kept.id or 0, facts)
    assert judged.verdict.outcome is Outcome.eligible
    assert judged.facts["help_to_end"] is True


def test_a_refused_ending_leaves_the_help_as_it_is(office: Office, kept: Benefit, clock: Clock) -> None:
    walk = begin(office, clock, kept, "11-09")
    deciding.refuse(office, walk.id, "经核实，养老金为一次性补发", "周审批")
    assert benefits.benefit(office, kept.id or 0) == kept


def test_once_ended_it_is_not_ended_again(office: Office, kept: Benefit, clock: Clock) -> None:
    walk = begin(office, clock, kept, "11-09")
    walk.do("accept", "11-09")
    walk.survey("survey", "11-10")
    walk.hang("11-10", 7)
    walk.take_down("11-18")
    walk.approve("11-18", None, own_levels=COUNTY)
    with pytest.raises(OfficeError, match="已于2026年11月30日终止"):
        ending.check(office, kept.id or 0)
