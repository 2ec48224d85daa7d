"""The papers of a case, the one letter that names all that is missing, and the clock that stands still meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.casework import (
    agenda,
    applying,
    approval,
    attachments,
    case_papers,
    intake,
    lacking,
    letters,
    printing,
    settings,
    telling,
)
from desktop.casework.office import Office
from desktop.domain import course
from desktop.domain.application import Application, FirstAid, State
from desktop.domain.attachment import PaperKind
from desktop.domain.case_event import Happened
from desktop.domain.completing import Told
from desktop.domain.course import Hand
from desktop.domain.errors import OfficeError
from desktop.domain.filing import Filing
from desktop.domain.household import Cause, Household
from desktop.domain.lacking import CasePaper
from desktop.domain.scheme_reading import parse_scheme
from tests.conftest import Clock
from tests.unit.casework.test_applying import having, judged, scheme, words_of

Builder = Callable[..., Household]
BY = "林晓舟"
DUE = "due = { workdays = 5 }"
MONDAY = date(2026, 3, 2)


@pytest.fixture
def kept(office: Office, household: Builder) -> Household:
    return intake.record_household(office, household(cause=Cause.disaster))


@pytest.fixture
def case(office: Office, kept: Household) -> Application:
    """A case that came in on a Monday with an ID card, without its form; taking it is due the Monday after."""
    mine = having(office, scheme("one", due=DUE))
    return filed(mine, kept)


def filed(mine: Office, kept: Household, *brought: str) -> Application:
    given = frozenset(brought or ("身份证",))
    (made,) = applying.apply_together(mine, judged(mine, kept.id or 0, "one"), Filing(brought=given))
    return made


def paper(office: Office, case: Application, name: str) -> CasePaper:
    return next(p for p in case_papers.papers_of(office, case.id or 0) if p.name == name)


def told(office: Office, case: Application, on: date, because: str = "") -> str:
    by = lacking.draft(office, case.id or 0, on).bring_by
    letter = lacking.tell_lacking(office, case.id or 0, Told(on=on, bring_by=by, because=because), BY)
    return letter.number


def due(office: Office, case: Application) -> date | None:
    step = approval.application(office, case.id or 0).current
    return step.due if step is not None else None


def test_nothing_is_taken_while_papers_are_lacking(office: Office, case: Application) -> None:
    with pytest.raises(OfficeError, match=r"还缺 1 项材料，不能受理：申请书"):
        approval.complete_step(office, case.id or 0, "齐全", BY)
    case_papers.receive(office, case.id or 0, [paper(office, case, "申请书").id or 0], MONDAY, BY)
    assert approval.complete_step(office, case.id or 0, "齐全", BY).steps[0].done_on == MONDAY


def test_what_is_waived_with_a_reason_is_not_lacking(office: Office, case: Application) -> None:
    form = paper(office, case, "申请书")
    with pytest.raises(OfficeError, match="请写明原因"):
        case_papers.record_papers(office, case.id or 0, [replace(form, waived=True, remark=" ")], BY)
    case_papers.record_papers(
        office, case.id or 0, [replace(form, waived=True, remark="本人不识字，已口述记录")], BY
    )
    assert paper(office, case, "申请书").remark == "本人不识字，已口述记录"
    assert approval.complete_step(office, case.id or 0, "齐全", BY).steps[0].done_on == MONDAY


def test_a_scheme_without_papers_bothers_nobody(office: Office, kept: Household) -> None:
    text = scheme("one").text.split("[[papers]]")[0]
    mine = having(office, parse_scheme(text, "one.toml"))
    case = filed(mine, kept)
    assert case_papers.papers_of(office, case.id or 0) == ()
    assert approval.complete_step(office, case.id or 0, "", BY).steps[0].done_on == MONDAY


def test_what_cannot_be_is_not_kept(office: Office, case: Application) -> None:
    form = paper(office, case, "申请书")
    for wrong, said in (
        (replace(form, received_on=date(2026, 3, 3)), "还没有到"),
        (replace(form, name="  "), "材料名称"),
        (replace(form, copies=0), "份数"),
        (replace(form, attachment_id=99), "附件"),
        (replace(form, received_on=MONDAY, waived=True, remark="不用"), "已经收到"),
        (replace(form, id=9999), "找不到"),
    ):
        with pytest.raises(OfficeError, match=said):
            case_papers.record_papers(office, case.id or 0, [wrong], BY)
    with pytest.raises(OfficeError, match="不是这份申请的"):
        case_papers.receive(office, case.id or 0, [9999], MONDAY, BY)
    assert paper(office, case, "申请书") == form


def test_a_scan_is_one_of_the_households(office: Office, case: Application, household: Builder) -> None:
    scan = attachments.attach_bytes(
        office, case.household_id, PaperKind.application, "申请书.pdf", b"%PDF-1.4 x"
    )
    other = intake.record_household(office, household(name="李别家"))
    foreign = attachments.attach_bytes(
        office, other.id or 0, PaperKind.application, "别家.pdf", b"%PDF-1.4 y"
    )
    form = replace(paper(office, case, "申请书"), received_on=MONDAY)
    with pytest.raises(OfficeError, match="不在这户的附件里"):
        case_papers.record_papers(office, case.id or 0, [replace(form, attachment_id=foreign.id)], BY)
    case_papers.record_papers(office, case.id or 0, [replace(form, attachment_id=scan.id)], BY)
    assert paper(office, case, "申请书").attachment_id == scan.id


def test_the_letter_names_all_that_is_missing_and_the_clock_stops(
    office: Office, case: Application, clock: Clock
) -> None:
    form = paper(office, case, "申请书")
    card = paper(office, case, "身份证")
    case_papers.record_papers(
        office,
        case.id or 0,
        [
            replace(form, remark="须本人签名、盖村委会公章"),
            replace(card, received_on=None, remark="已过期，请换新证"),
            CasePaper(name="收入证明", remark="单位盖章"),
        ],
        BY,
    )
    draft = lacking.draft(office, case.id or 0)
    assert draft.bring_by == date(2026, 3, 16)
    assert draft.rule == "告知次日起 10 个工作日（按本单位设置）"
    assert draft.late == ()
    letter = lacking.tell_lacking(
        office,
        case.id or 0,
        Told(on=MONDAY, bring_by=draft.bring_by, how="当面交给", received_by="陈练习"),
        BY,
    )
    assert letter.number == "BZ2026-0001"
    assert letter.papers == (
        "身份证　1 份　已过期，请换新证",
        "申请书　2 份　须本人签名、盖村委会公章",
        "收入证明　1 份　单位盖章",
    )
    waiting = approval.application(office, case.id or 0)
    assert waiting.paused is not None
    assert waiting.paused.since == MONDAY
    assert "缺 3 项：身份证、申请书、收入证明" in words_of(waiting, Happened.lacking_told)[0]
    with pytest.raises(OfficeError, match="停表"):
        approval.complete_step(office, case.id or 0, "", BY)
    assert lacking.letters_of(office, case.id or 0) == (letter,)


def test_the_clock_goes_on_when_everything_is_in_and_due_days_move(
    office: Office, case: Application, clock: Clock
) -> None:
    assert due(office, case) == date(2026, 3, 9)
    case_papers.record_papers(office, case.id or 0, [CasePaper(name="收入证明")], BY)
    clock.day = date(2026, 3, 4)
    told(office, case, date(2026, 3, 4))
    clock.day = date(2026, 3, 10)
    first = case_papers.receive(
        office, case.id or 0, [paper(office, case, "申请书").id or 0], date(2026, 3, 6), BY
    )
    assert first.moved == ()
    assert first.case.paused is not None, "one is still missing"
    clock.day = date(2026, 3, 12)
    last = case_papers.receive(
        office, case.id or 0, [paper(office, case, "收入证明").id or 0], date(2026, 3, 11), BY
    )
    assert last.case.paused is None
    assert [(p.since, p.until) for p in last.case.pauses] == [(date(2026, 3, 4), date(2026, 3, 11))]
    assert last.moved[0].said == "「受理」2026年3月9日 → 2026年3月16日"
    assert due(office, case) == date(2026, 3, 16), "five working days stood still"
    (letter,) = lacking.letters_of(office, case.id or 0)
    assert letter.supplied_on == date(2026, 3, 11)
    assert "BZ2026-0001" in words_of(last.case, Happened.supplied)[0]


def test_what_could_have_been_said_the_first_time_needs_a_reason(
    office: Office, case: Application, clock: Clock
) -> None:
    told(office, case, MONDAY)
    case_papers.record_papers(office, case.id or 0, [CasePaper(name="收入证明")], BY)
    assert lacking.draft(office, case.id or 0).late == ("收入证明",)
    with pytest.raises(OfficeError, match=r"收入证明：2026年3月2日第一次告知时没有提到.*一次性告知"):
        told(office, case, MONDAY)
    assert told(office, case, MONDAY, because="家访后才知道有工作") == "BZ2026-0002"
    again = approval.application(office, case.id or 0)
    assert len(again.pauses) == 1, "the clock stands already"
    assert "家访后才知道有工作" in words_of(again, Happened.lacking_told)[1]
    ids = [paper(office, case, n).id or 0 for n in ("申请书", "收入证明")]
    case_papers.receive(office, case.id or 0, ids, MONDAY, BY)
    assert [x.supplied_on for x in lacking.letters_of(office, case.id or 0)] == [MONDAY, MONDAY]


def test_a_paper_brought_wrong_may_be_asked_for_again_without_a_reason(
    office: Office, case: Application, clock: Clock
) -> None:
    told(office, case, MONDAY)
    clock.day = date(2026, 3, 5)
    form = paper(office, case, "申请书")
    case_papers.receive(office, case.id or 0, [form.id or 0], date(2026, 3, 5), BY)
    clock.day = date(2026, 3, 6)
    case_papers.record_papers(office, case.id or 0, [replace(form, remark="没有签名")], BY)
    assert lacking.draft(office, case.id or 0).late == ()
    with pytest.raises(OfficeError, match="告知日期不能早于2026年3月5日"):
        told(office, case, date(2026, 3, 4))
    assert told(office, case, date(2026, 3, 6)) == "BZ2026-0002"
    assert len(approval.application(office, case.id or 0).pauses) == 2


def test_a_letter_about_nothing_or_on_a_wrong_day_is_not_kept(office: Office, case: Application) -> None:
    telling = Told(on=MONDAY, bring_by=date(2026, 3, 9))
    for wrong, said in (
        (replace(telling, on=date(2026, 3, 3)), "还没有到"),
        (replace(telling, on=date(2026, 3, 1)), "不能早于"),
        (replace(telling, bring_by=MONDAY), "告知以后"),
    ):
        with pytest.raises(OfficeError, match=said):
            lacking.tell_lacking(office, case.id or 0, wrong, BY)
    case_papers.receive(office, case.id or 0, [paper(office, case, "申请书").id or 0], MONDAY, BY)
    with pytest.raises(OfficeError, match="没有缺少的材料"):
        lacking.tell_lacking(office, case.id or 0, telling, BY)
    assert lacking.letters_of(office, case.id or 0) == ()


def test_who_signed_the_stub_can_be_recorded_later(office: Office, case: Application) -> None:
    told(office, case, MONDAY)
    (letter,) = lacking.letters_of(office, case.id or 0)
    lacking.record_receipt(office, letter.id or 0, "邮寄", "陈代收")
    (after,) = lacking.letters_of(office, case.id or 0)
    assert (after.how, after.received_by) == ("邮寄", "陈代收")


def test_days_to_bring_them_are_the_schemes_else_the_offices(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one", more="[bring]\nworkdays = 3"))
    case = filed(mine, kept)
    draft = lacking.draft(mine, case.id or 0)
    assert (draft.bring_by, draft.rule) == (date(2026, 3, 5), "告知次日起 3 个工作日（方案规定）")
    settings.record_bureau(office, replace(settings.bureau(office), bring_workdays=4))
    approval.withdraw(office, case.id or 0, "", BY)
    plain = having(office, scheme("one"))
    assert lacking.draft(plain, filed(plain, kept).id or 0).bring_by == date(2026, 3, 6)
    for wrong in (0, 61):
        with pytest.raises(OfficeError, match="补齐材料的期限"):
            settings.record_bureau(office, replace(settings.bureau(office), bring_workdays=wrong))


@pytest.mark.parametrize("given_up", [True, False])
def test_a_case_whose_papers_are_not_brought_ends_as_the_plan_says_or_a_person(
    office: Office, kept: Household, clock: Clock, given_up: bool
) -> None:
    more = '[bring]\nworkdays = 3\ngiven_up = true\npassage = "said"' if given_up else "[bring]\nworkdays = 3"
    mine = having(office, scheme("one", more=more))
    case = filed(mine, kept)
    with pytest.raises(OfficeError, match="没有在等补正"):
        lacking.give_up(mine, case.id or 0, BY)
    told(mine, case, MONDAY)
    clock.day = date(2026, 3, 5)
    with pytest.raises(OfficeError, match="还没有过"):
        lacking.give_up(mine, case.id or 0, BY, "不来了")
    clock.day = date(2026, 3, 6)
    if not given_up:
        with pytest.raises(OfficeError, match="先问清申请人"):
            lacking.give_up(mine, case.id or 0, BY)
    ended = lacking.give_up(mine, case.id or 0, BY, "" if given_up else "电话里说不申请了")
    assert ended.state is State.withdrawn
    (said,) = words_of(ended, Happened.withdrawn)
    assert "BZ2026-0001" in said
    assert ("视为放弃〔依据：第三条：一年一次。〕" in said) is given_up
    assert ("电话里说不申请了" in said) is not given_up
    with pytest.raises(OfficeError, match="已经决定或办结"):
        case_papers.record_papers(mine, case.id or 0, [CasePaper(name="迟来的")], BY)


def test_an_application_is_declined_before_it_is_taken_and_not_after(
    office: Office, case: Application, kept: Household
) -> None:
    with pytest.raises(OfficeError, match="必须写明理由"):
        applying.decline(office, case.id or 0, " ", BY)
    with pytest.raises(OfficeError, match="经办人姓名"):
        applying.decline(office, case.id or 0, "不归本单位管", " ")
    done = applying.decline(office, case.id or 0, "户籍不在本县，请向户籍地申请", BY)
    assert (done.state, done.decision_reason) == (State.refused, "户籍不在本县，请向户籍地申请")
    assert done.decided_by == BY
    assert words_of(done, Happened.not_accepted) == ["户籍不在本县，请向户籍地申请"]
    assert approval.application(office, case.id or 0) == done
    paper = letters.acceptance_paper(printing.dossier(office, case.id or 0))
    assert not paper.accepted
    assert paper.day == MONDAY
    assert paper.reasons[0] == "户籍不在本县，请向户籍地申请"
    (duty,) = telling.tellings_of(office, case.id or 0)
    assert (duty.what, duty.written) == ("不予受理的决定和理由", True)
    with pytest.raises(OfficeError, match="已经办结"):
        approval.complete_step(office, case.id or 0, "又收", BY)
    mine = having(office, scheme("one"))
    taken = filed(mine, kept, "身份证", "申请书")
    approval.complete_step(mine, taken.id or 0, "", BY)
    with pytest.raises(OfficeError, match="已经受理"):
        applying.decline(mine, taken.id or 0, "不归本单位管", BY)


def test_who_was_helped_at_once_is_not_turned_away(office: Office, case: Application) -> None:
    aid = FirstAid(on=MONDAY, because="火灾", by=BY, papers_by=date(2026, 3, 9), amount=Decimal(100))
    helped = replace(case, first_aid=aid)
    with pytest.raises(OfficeError, match="先行救助"):
        course.declined(helped, Hand(on=MONDAY, by=BY), "不归本单位管")


def test_the_desk_says_whose_papers_are_overdue(office: Office, case: Application, clock: Clock) -> None:
    def said() -> list[str]:
        return [a.text for a in agenda.agenda(office).next_steps if "补齐材料" in a.text]

    told(office, case, MONDAY)
    clock.day = date(2026, 3, 16)
    assert said() == []
    clock.day = date(2026, 3, 17)
    assert said() == ["有 1 份申请过了补齐材料的期限还没有补齐，请问清申请人，登记补齐或者结束。"]
    lacking.give_up(office, case.id or 0, BY, "不办了")
    assert said() == []
