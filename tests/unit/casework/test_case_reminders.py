"""What is asked after on the home page besides due days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.casework import agenda, approval, case_reminders
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.drawn import DrawHeld, DrawnCase
from desktop.domain.trail import Act
from desktop.store import draws
from desktop.store.benefit_reviews import ReviewDay
from tests.conftest import Clock
from tests.gui.cases import applied, up_to


def said(office: Office) -> list[str]:
    return [a.text for a in agenda.agenda(office).next_steps]


def test_cases_sent_back_are_asked_after_with_the_longest_first(office: Office, clock: Clock) -> None:
    assert not any("退回" in x for x in said(office))
    for name in ("陈练习", "吴样本", "郑虚构", "周虚构"):
        case = applied(office, name)
        approval.return_for_rework(office, case.id or 0, "缺发票", "林晓舟")
        clock.day += timedelta(1)
    (text,) = [x for x in said(office) if "退回" in x]
    assert text == "有 4 份申请退回后还没有补正（陈练习、吴样本、郑虚构 等），最久的是 陈练习，已退回 4 天。"
    first = next(a for a in agenda.agenda(office).next_steps if "退回" in a.text)
    assert first.page == "applications"


def test_a_case_taken_up_again_is_asked_after_no_more(office: Office) -> None:
    case = applied(office)
    approval.return_for_rework(office, case.id or 0, "缺发票", "林晓舟")
    assert "有 1 份申请退回后还没有补正（陈练习）。" in said(office)
    approval.resubmit(office, case.id or 0, "已补", "林晓舟")
    assert not any("退回" in x for x in said(office))


def test_what_was_drawn_and_not_checked_is_asked_after(office: Office) -> None:
    case = up_to(office, StepKind.decide)
    drawn = DrawnCase(application_id=case.id or 0, name=case.number, applicant="陈练习", chosen=True)
    held = DrawHeld(
        scheme_id=case.scheme_id,
        scheme_title=case.scheme_title,
        check_id="spot",
        day=date(2026, 3, 2),
        percent=Decimal(30),
        at_least=1,
        seed="20260302",
        because="",
        cases=(drawn,),
    )
    with deed(office, Act.draw_check) as session:
        held = draws.put(session, held)
    (text,) = [x for x in said(office) if "抽查" in x]
    assert text == f"抽查 {held.number} 抽中的申请还有 1 份没有登记核查结果。"
    checked = replace(drawn, checked_on=date(2026, 3, 3), checked_by="高示范", sound=True)
    with deed(office, Act.draw_check) as session:
        draws.put(session, replace(held, cases=(checked,)))
    assert not any("抽查" in x for x in said(office))


def test_benefits_that_are_to_be_looked_at_again_are_asked_after(office: Office) -> None:
    days = (date(2026, 2, 20), date(2026, 3, 5))
    with office.store.read() as session:
        assert case_reminders.reminders(session, date(2026, 3, 2)) == []
    due = [
        ReviewDay(benefit_id=n, number="SQ", receiver=name, label="半年复核", day=day)
        for n, (name, day) in enumerate(zip(("陈练习", "吴样本"), days, strict=True), 1)
    ]
    found = case_reminders.reviews_said(due, date(2026, 3, 2))
    assert found is not None
    assert found.text == "有 2 份待遇该复核了（陈练习、吴样本），其中 1 份已过期。"
    assert (found.page, found.item) == ("benefits", "due")
    assert case_reminders.reviews_said([], date(2026, 3, 2)) is None
