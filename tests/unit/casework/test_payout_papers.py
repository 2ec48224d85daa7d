"""Papers of the payment: asked for in the form they belong to, told when a batch is closed, recorded after the decision."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop.casework import applying, approval, case_papers, deciding, intake, relief
from desktop.casework.office import Office
from desktop.casework.payout_papers import PaperMissing, papers_missing
from desktop.domain.application import Application, StepKind
from desktop.domain.course import OutOfTurnError
from desktop.domain.filing import Filing
from desktop.domain.household import Cause, Household
from desktop.domain.lacking import CasePaper, missing
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_words import Reading
from tests.unit.casework.test_applying import TEXT, having, judged

Builder = Callable[..., Household]
PLAIN = TEXT.format(id="one", more="", due="", size=1, head="")
PAYS = PLAIN.replace('[[papers]]\nname = "身份证"', '[[steps]]\nkind = "pay"\n\n[[papers]]\nname = "身份证"')
TEXT_AT_PAY = f"""{PAYS}
[[papers]]
name = "现金签收单"
at = "pay"
forms = ["cash"]

[[papers]]
name = "入户发放照片"
at = "pay"
"""


@pytest.fixture
def desk(office: Office) -> Office:
    relief.record_fund(office, Fund(name="慰问", source="自筹"), Decimal(3000))
    return having(office, parse_scheme(TEXT_AT_PAY, "one.toml"))


@pytest.fixture
def approved(desk: Office, household: Builder) -> Callable[[str], Application]:
    def make(name: str) -> Application:
        home = household(name=name, cause=Cause.disaster, bank="示例银行", card_number="6222020000000000011")
        kept = intake.record_household(desk, home)
        (case,) = applying.apply_together(desk, judged(desk, kept.id or 0, "one"), Filing())
        approval.complete_step(desk, case.id or 0, "齐全", "林晓舟")
        return deciding.approve(desk, case.id or 0, Decimal(100), (), "同意", "高示范")

    return make


def batch(desk: Office, form: Form, *cases: Application) -> Batch:
    ids = [case.id or 0 for case in cases]
    made = relief.prepare_batch(desk, "慰问", 1, form, ids, desk.today())
    relief.sign_rest(desk, made.id or 0, desk.today())
    return made


def paper(desk: Office, case: Application, name: str) -> CasePaper:
    return next(p for p in case_papers.papers_of(desk, case.id or 0) if p.name == name)


def receive(desk: Office, case: Application, name: str) -> None:
    wanted = paper(desk, case, name).id or 0
    case_papers.receive(desk, case.id or 0, [wanted], desk.today(), "林晓舟")


def test_a_batch_tells_which_paper_is_missing_in_which_case(
    desk: Office, approved: Callable[[str], Application]
) -> None:
    one, two = approved("陈练习"), approved("王示范")
    made = batch(desk, Form.cash, one, two)
    both = tuple(f"{case.applicant}（{case.number}）" for case in (one, two))
    assert papers_missing(desk, made.id or 0) == (
        PaperMissing(name="现金签收单", whose=both),
        PaperMissing(name="入户发放照片", whose=both),
    )
    receive(desk, one, "现金签收单")
    assert PaperMissing(name="现金签收单", whose=both[1:]) in papers_missing(desk, made.id or 0)
    closed = relief.close_batch(desk, made.id or 0)  # told, not held back
    assert closed.closed_on == desk.today()


@pytest.mark.parametrize("form", [Form.transfer, Form.voucher])
def test_what_belongs_to_cash_is_not_asked_for_otherwise(
    desk: Office, approved: Callable[[str], Application], form: Form
) -> None:
    case = approved("陈练习")
    made = batch(desk, form, case)
    assert [p.name for p in papers_missing(desk, made.id or 0)] == ["入户发放照片"]
    assert [p.name for p in missing(case_papers.papers_of(desk, case.id or 0))] == ["入户发放照片"]
    assert paper(desk, case, "现金签收单").remark == "现金发放的才交"


def test_a_paper_of_the_payment_is_recorded_after_the_decision_and_no_other(
    desk: Office, approved: Callable[[str], Application]
) -> None:
    case = approved("陈练习")
    receive(desk, case, "入户发放照片")
    assert paper(desk, case, "入户发放照片").received_on == desk.today()
    with pytest.raises(OutOfTurnError, match="材料不能再改"):
        receive(desk, case, "身份证")
    made = batch(desk, Form.cash, case)
    relief.close_batch(desk, made.id or 0)
    receive(desk, case, "现金签收单")  # it may come after the batch was closed
    assert papers_missing(desk, made.id or 0) == ()


def test_forms_are_for_papers_of_the_payment_only() -> None:
    scheme = parse_scheme(TEXT_AT_PAY, "one.toml")
    assert [p.forms for p in scheme.papers] == [(), (), (Form.cash,), ()]
    assert [s.kind for s in scheme.steps][-1] is StepKind.pay
    said = Reading(scheme, {}).paper(scheme.papers[2])
    assert said.startswith("现金签收单　到「")
    assert said.endswith("」一步交，现金发放的才交")
    for wrong in ('at = "accept"', ""):
        with pytest.raises(SchemeError, match="只有到发放那一步才交的材料能写"):
            parse_scheme(TEXT_AT_PAY.replace('at = "pay"\nforms', f"{wrong}\nforms"), "one.toml")
