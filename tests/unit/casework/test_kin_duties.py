"""Near relatives: told on every case, settled where only the name tells, and kept from reviewing and deciding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.casework import approval, deciding, duties, list_papers, printing, staff
from desktop.casework.office import Office
from desktop.casework.staff import StaffError
from desktop.domain.accounts import Role
from desktop.domain.application import Application, StepKind
from desktop.domain.household import Household
from desktop.domain.staff import Relative, Staff
from desktop.domain.verdict import Goods
from reports.forms import application_approval
from reports.sheet import as_text
from tests.conftest import Clock
from tests.unit.casework.conftest import apply_for
from tests.unit.casework.test_duties import _joined, _to_decide  # pyright: ignore[reportPrivateUsage]

GOODS = (Goods(name="慰问物资"),)
ALONE = "单位只有一名审批人，已报上级工会备案"


@pytest.fixture
def boss(office: Office) -> Staff:
    """高示范, whose daughter is called like the child of the household; no ID number is known."""
    child = Relative(name="陈小习", relation="女儿")
    return staff.record_staff(office, Staff(name="高示范", post="副主席", relatives=(child,)))


def _approve(office: Office, case: Application, by: str, alone: str = "") -> Application:
    return deciding.approve(office, case.id or 0, None, GOODS, "同意", by, alone)


def test_a_relative_may_not_decide_and_where_nobody_else_can_the_paper_says_why(
    office: Office, eligible: Household, clock: Clock, boss: Staff
) -> None:
    case = _to_decide(office, eligible, clock)
    found = duties.same_person(office, case.id or 0, Role.approver, "高示范")
    assert found is not None
    assert found.said.startswith("陈小习 是工作人员 高示范 的女儿？只是姓名相同，请核对。近亲属的案子要回避")
    assert "请先在「单位人员」→「近亲属」里核对" in found.said
    with pytest.raises(duties.SamePersonError, match="要回避，高示范 不能审批"):
        _approve(office, case, "高示范")
    decided = _approve(office, case, "高示范", ALONE)
    assert decided.alone_because.startswith("近亲属备案：陈小习 是工作人员 高示范 的女儿")
    assert decided.alone_because.endswith(f"已列入近亲属备案表。原因：{ALONE}")
    text = as_text(application_approval.sheet(printing.dossier(office, case.id or 0)))
    assert f"已列入近亲属备案表。原因：{ALONE}" in text
    assert "经办、审批为同一人" not in text


def test_where_somebody_else_can_there_is_no_way_around(
    office: Office, eligible: Household, clock: Clock, boss: Staff
) -> None:
    case = _to_decide(office, eligible, clock)
    approver = _joined(office, "高示范", Role.approver)
    other = _joined(office, "钱审批", Role.approver)
    with pytest.raises(duties.SamePersonError, match="请由 钱审批 登录办理"):
        _approve(approver, case, "高示范", ALONE)
    assert _approve(other, case, "钱审批").alone_because == ""


def test_a_relative_may_handle_but_not_review(
    office: Office, eligible: Household, clock: Clock, boss: Staff
) -> None:
    case = apply_for(office, eligible)
    while case.current is not None and case.current.kind is not StepKind.review:
        case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    assert duties.same_person(office, case.id or 0, Role.handler, "高示范") is None
    with pytest.raises(duties.SamePersonError, match="不能审核"):
        approval.complete_step(office, case.id or 0, "属实", "高示范")
    done = approval.complete_step(office, case.id or 0, "属实", "高示范", ALONE)
    step = next(s for s in done.steps if s.kind is StepKind.review)
    assert step.opinion.startswith("属实\n近亲属备案：")
    assert step.opinion.endswith(ALONE)


def test_somebody_else_of_that_name_is_settled_and_never_told_again(
    office: Office, eligible: Household, clock: Clock, boss: Staff
) -> None:
    (line,) = staff.kin_everywhere(office)
    assert (line.head, line.kin.open) == ("陈练习", True)
    with pytest.raises(StaffError, match="请写明怎么核对的"):
        staff.settle_kin(office, line, same=False, because=" ")
    staff.settle_kin(office, line, same=True, because="已看户口簿")
    (line,) = staff.kin_everywhere(office)
    assert line.kin.said == "陈小习 是工作人员 高示范 的女儿（已核对）"
    staff.settle_kin(office, line, same=False, because="同名的另一个孩子")
    assert staff.kin_everywhere(office) == ()
    assert staff.kin_in(office, eligible.id or 0) == ()
    case = _to_decide(office, eligible, clock)
    assert _approve(office, case, "高示范").alone_because == ""
    kept = replace(boss, relatives=(replace(boss.relatives[0], relation="侄女"),))
    staff.record_staff(office, kept)
    assert len(staff.kin_everywhere(office)) == 1


def test_the_register_is_printed_with_the_cases_that_are_open(
    office: Office, eligible: Household, boss: Staff, tmp_path: Path
) -> None:
    case = apply_for(office, eligible)
    (entry,) = staff.kin_entries(office)
    assert (entry.post, entry.relation, entry.cases, entry.sure) == ("副主席", "女儿", case.number, False)
    assert list_papers.print_kin(office, tmp_path / "备案表.pdf") == ()
    assert (tmp_path / "备案表.pdf").stat().st_size > 1000
