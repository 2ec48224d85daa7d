"""A past decision run again: the same from the same inputs, and whatever was changed since is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from desktop.casework import assessment, deciding, intake, replaying
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import Application
from desktop.domain.household import Household
from desktop.domain.trail import Act
from tests.conftest import Clock
from tests.unit.casework.conftest import GOODS, apply_for, to_decision


@pytest.fixture
def decided(office: Office, eligible: Household, clock: Clock) -> Application:
    """A case approved under plan 7."""
    case = to_decision(office, eligible, clock)
    return deciding.approve(office, case.id or 0, None, GOODS, "同意", "周审批")


def test_the_same_inputs_give_the_same_decision_whatever_changed_since(
    office: Office, decided: Application, eligible: Household
) -> None:
    from dataclasses import replace

    richer = replace(intake.household(office, eligible.id or 0), incomes=(), remark="后来搬走了")
    intake.record_household(office, richer)
    found = replaying.replay_number(office, decided.number)
    assert found.same, [x for x in found.lines if not x.same]
    labels = [x.label for x in found.lines]
    assert {"方案文本", "结论", "批准数额", "操作记录里的状态", "操作记录里的决定人"} <= set(labels)
    assert "结果与当时的决定一致" in found.said
    # Checked anew, with what stands on file now, it would come out otherwise: it is the frozen inputs that were used.
    now = assessment.try_out(office, intake.household(office, eligible.id or 0), "plan-07")
    assert now.outcome != assessment.assessment(office, decided.assessment_id).verdict.outcome


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("UPDATE edition SET text = replace(text, '木业', '木 业')", "方案文本"),
        ("UPDATE application SET approved_amount = 999900", "操作记录里的批准金额"),
        ("UPDATE application SET decided_by = '别人'", "操作记录里的决定人"),
        (
            'UPDATE assessment SET snapshot = replace(snapshot, \'"group_label":"\', \'"group_label":"假\')',
            "对象类别",
        ),
    ],
)
def test_what_was_changed_behind_the_program_is_named(
    office: Office, decided: Application, change: str, wrong: str
) -> None:
    with deed(office, Act.record_household) as session:
        from desktop.store import trail

        trail.note(session, "setting", None, "试", None, {"name": "试"})
        session.execute(sql(change))
    found = replaying.replay(office, decided.id or 0)
    assert not found.same
    assert wrong in [x.label for x in found.lines if not x.same]
    assert wrong in found.said


def test_an_open_case_is_replayed_too(office: Office, eligible: Household) -> None:
    case = apply_for(office, eligible, "plan-07")
    found = replaying.replay(office, case.id or 0)
    assert found.same
    assert "批准数额" not in [x.label for x in found.lines]


def test_a_replay_is_told_in_words(office: Office, decided: Application) -> None:
    found = {x.label: x.then for x in replaying.replay(office, decided.id or 0).lines}
    assert found["发放方式"] == "实物"
