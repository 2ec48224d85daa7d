"""The board is read in one go: what waits, where, by whom and by when; and how one looked at it last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.casework import approval, board, deciding, noticing
from desktop.casework.board import Look
from desktop.casework.office import Office
from desktop.domain.accounts import User
from desktop.domain.application import StepKind
from desktop.domain.case_board import Lane, Pressing
from tests.conftest import Clock
from tests.gui.cases import applied, up_to


def test_open_cases_are_cards_and_ended_ones_are_not(office: Office, clock: Clock) -> None:
    survey = up_to(office, StepKind.survey, "陈练习")
    back = applied(office, "吴样本")
    approval.return_for_rework(office, back.id or 0, "缺发票", "林晓舟")
    gone = applied(office, "郑虚构")
    approval.withdraw(office, gone.id or 0, "", "林晓舟")
    refused = applied(office, "王某")
    deciding.refuse(office, refused.id or 0, "收入超过标准", "高示范")
    paying = up_to(office, StepKind.pay, "周虚构")
    clock.day = date(2026, 11, 20)
    found = board.board(office)
    cards = {c.applicant: c for c in found.cards}
    assert set(cards) == {"陈练习", "吴样本", "周虚构"}
    assert found.applied == 5
    assert cards["陈练习"].id == survey.id
    assert (cards["陈练习"].lane, cards["陈练习"].step, cards["陈练习"].who) == (
        Lane.survey,
        "调查核实",
        "基层工会",
    )
    assert cards["陈练习"].said.words == "已逾期 4 天"
    assert cards["陈练习"].said.pressing is Pressing.late
    assert (cards["吴样本"].lane, cards["吴样本"].returned_on) == (Lane.returned, date(2026, 3, 2))
    assert (cards["周虚构"].lane, cards["周虚构"].id) == (Lane.pay, paying.id)


def test_a_case_that_hangs_says_until_when(office: Office) -> None:
    case = up_to(office, StepKind.notice)
    (card,) = board.board(office).cards
    assert card.hangs_until is None
    notice = noticing.post_notice(office, [case.id or 0], office.today(), 5, "公告栏")
    (card,) = board.board(office).cards
    assert card.hangs_until == notice.until
    assert card.said.words.startswith("公示到 3月")


def test_everybody_looks_at_it_as_they_did_last(office: Office) -> None:
    other = replace(office, user=User(name="高示范", roles=office.user.roles))
    assert board.look(office) is Look.board
    board.keep_look(office, Look.list)
    assert (board.look(office), board.look(other)) == (Look.list, Look.board)
    board.keep_look(office, Look.board)
    assert board.look(office) is Look.board
