"""Applying: by whom, under how many schemes at once, after the day, and again for the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from desktop.app import open_unlocked, places
from desktop.casework import applying, approval, assessment, deciding, intake
from desktop.casework.office import Office
from desktop.domain.again import Then
from desktop.domain.application import Agent, Application, Origin, State
from desktop.domain.case_event import Happened
from desktop.domain.errors import OfficeError
from desktop.domain.filing import Filing
from desktop.domain.household import Cause, Household
from desktop.domain.listing import ApplicationQuery
from desktop.domain.person import Member, Relation
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.trail import Entry
from desktop.store import case_papers, numbers, trail
from desktop.store.library import Library
from tests.conftest import Clock

Builder = Callable[..., Household]

TEXT = """
id = "{id}"
title = "{id} 救助"
{head}

[[passages]]
id = "said"
where = "第三条"
text = "一年一次。"

[[groups]]
id = "all"
label = "所有人"

[[groups.require]]
clause = "至少一人"
kind = "compare"
fact = "household_size"
at_least = {size}

{more}

[[awards]]
kind = "fixed"
label = "慰问"
yuan = 100

[[steps]]
kind = "accept"
{due}

[[steps]]
kind = "decide"

[[papers]]
name = "身份证"

[[papers]]
name = "申请书"
copies = 2
"""
AGAIN = """
[[again]]
same = ["{same}", "cause"]
within = "year"
then = "{then}"
passage = "said"
"""


def scheme(id: str, more: str = "", due: str = "", size: int = 1, head: str = "") -> Scheme:
    return parse_scheme(TEXT.format(id=id, more=more, due=due, size=size, head=head), f"{id}.toml")


def having(office: Office, *schemes: Scheme) -> Office:
    return replace(office, library=Library(schemes=schemes))


def judged(office: Office, household_id: int, *ids: str) -> list[int]:
    return [assessment.assess(office, household_id, id).id or 0 for id in ids]


def numbers_of(office: Office) -> list[str]:
    return sorted(line.number for line in approval.browse_applications(office, ApplicationQuery()))


def entries(office: Office) -> list[Entry]:
    with office.store.read() as session:
        return trail.entries(session)


def words_of(case: Application, kind: Happened) -> list[str]:
    return [e.words for e in case.events if e.kind is kind]


@pytest.fixture
def kept(office: Office, household: Builder) -> Household:
    return intake.record_household(office, household(cause=Cause.disaster))


def agent(**changes: str) -> Agent:
    given = Agent(
        name="陈代办",
        relation="子女",
        id_number="11010519491231002X",
        phone="0000-7654321",
        because="本人卧床，不能到场",
    )
    return replace(given, **changes)


def test_an_agent_is_named_with_all_that_is_asked_of_one(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one"))
    (checked,) = judged(mine, kept.id or 0, "one")
    for lacking, said in (
        ({"name": " "}, "代办人姓名"),
        ({"relation": ""}, "与申请人的关系"),
        ({"id_number": ""}, "身份证号"),
        ({"id_number": "110105194912310021"}, "校验码不符"),
        ({"phone": ""}, "电话"),
        ({"because": ""}, "代办的原因"),
    ):
        with pytest.raises(OfficeError, match=said):
            applying.apply_together(mine, [checked], Filing(origin=Origin.agent, agent=agent(**lacking)))
    with pytest.raises(OfficeError, match="代办人姓名"):
        applying.apply_together(mine, [checked], Filing(origin=Origin.agent))
    assert numbers_of(office) == []
    (case,) = applying.apply_together(mine, [checked], Filing(origin=Origin.agent, agent=agent()))
    assert approval.application(office, case.id or 0).agent == agent()
    assert case.applicant == "陈练习"
    (told,) = words_of(case, Happened.applied)
    assert "陈代办（子女）代 陈练习 提出申请：本人卧床，不能到场" in told
    assert [e.by for e in case.events] == ["陈代办"]
    log = "\n".join(str(e) for e in entries(office))
    assert "陈代办" in log
    assert "11010519491231002X" not in log


def test_a_body_applies_without_an_id_number(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one"))
    body = agent(name="东街村委会", relation="村（居）民委员会", id_number="")
    (case,) = applying.apply_together(
        mine, judged(mine, kept.id or 0, "one"), Filing(origin=Origin.agent, agent=body)
    )
    assert case.agent == body


def test_the_office_applies_of_its_own_motion_and_says_how_it_found_out(
    office: Office, kept: Household
) -> None:
    mine = having(office, scheme("one"))
    checked = judged(mine, kept.id or 0, "one")
    with pytest.raises(OfficeError, match="主动发现的请写明"):
        applying.apply_together(mine, checked, Filing(origin=Origin.office, agent=agent()))
    (case,) = applying.apply_together(
        mine, checked, Filing(origin=Origin.office, reason="走访时发现独居卧病", agent=agent())
    )
    assert case.origin is Origin.office
    assert case.agent is None
    assert "主动发现" in words_of(case, Happened.applied)[0]


def test_several_schemes_are_filed_together_under_one_number(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one"), scheme("two"), scheme("three"))
    checked = judged(mine, kept.id or 0, "one", "two", "three")
    made = applying.apply_together(mine, checked, Filing(reason="生活困难"))
    assert [c.number for c in made] == ["SQ2026-0001", "SQ2026-0002", "SQ2026-0003"]
    assert {c.filing for c in made} == {"SJD2026-0001"}
    assert [c.scheme_id for c in made] == ["one", "two", "three"]
    assert {approval.application(office, c.id or 0).filing for c in made} == {"SJD2026-0001"}
    assert all(c.current is not None for c in made)


def test_one_application_alone_needs_no_filing_number(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one"))
    assert applying.apply(mine, judged(mine, kept.id or 0, "one")[0], "", "困难").filing == ""


def test_where_one_of_several_is_refused_none_is_kept_and_all_reasons_are_said(
    office: Office, kept: Household
) -> None:
    mine = having(office, scheme("one"), scheme("two"), scheme("three"))
    checked = judged(mine, kept.id or 0, "one", "two", "three")
    first = applying.apply(mine, checked[1], "", "困难")
    before = len(entries(office))
    with pytest.raises(OfficeError) as caught:
        applying.apply_together(mine, checked, Filing())
    assert "3 个方案里有 1 个不能提出，所以一份也没有提出" in caught.value.said
    assert f"《two 救助》：这户在本方案下已有一份未办结的申请 {first.number}" in caught.value.said
    assert numbers_of(office) == [first.number]
    assert len(entries(office)) == before
    approval.withdraw(office, first.id or 0, "", "林晓舟")
    again = applying.apply_together(mine, checked, Filing())
    assert [c.number for c in again] == ["SQ2026-0002", "SQ2026-0003", "SQ2026-0004"], "no number was lost"


def test_the_same_scheme_is_not_filed_twice_at_once(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one"))
    twice = judged(mine, kept.id or 0, "one", "one")
    with pytest.raises(OfficeError, match="选了两次"):
        applying.apply_together(mine, twice, Filing())
    assert numbers_of(office) == []
    with pytest.raises(OfficeError, match="请先选择"):
        applying.apply_together(mine, [], Filing())


def test_verdicts_of_two_households_are_not_filed_together(
    office: Office, kept: Household, household: Builder
) -> None:
    other = intake.record_household(office, household(name="李别家"))
    mine = having(office, scheme("one"), scheme("two"))
    mixed = [*judged(mine, kept.id or 0, "one"), *judged(mine, other.id or 0, "two")]
    with pytest.raises(OfficeError, match="同一户"):
        applying.apply_together(mine, mixed, Filing())


def test_schemes_a_household_could_be_filed_under_as_well(
    office: Office, kept: Household, clock: Clock
) -> None:
    mine = having(office, scheme("one"), scheme("two"), scheme("large", size=9), scheme("open"))
    one, two, _, opened = judged(mine, kept.id or 0, "one", "two", "large", "open")
    applying.apply(mine, opened, "", "困难")
    assert [a.id for a in applying.also_open_to(mine, one)] == [two]
    clock.day = date(2026, 4, 1)
    assert [a.id for a in applying.also_open_to(mine, one)] == [two]
    clock.day = date(2026, 4, 2)
    assert applying.also_open_to(mine, one) == ()


# ---- after the day


def test_what_is_given_up_is_refused_with_clause_and_days(office: Office, kept: Household) -> None:
    late = scheme("late", due='due = { filed_by = "01-30" }\npassage = "said"')
    mine = having(office, late)
    (checked,) = judged(mine, kept.id or 0, "late")
    with pytest.raises(OfficeError) as caught:
        applying.apply_together(mine, [checked], Filing(received=date(2026, 2, 5), late_because="路上耽搁"))
    for words in ("不能受理", "逾期 6 天", "视为放弃", "第三条：一年一次。"):
        assert words in caught.value.said
    assert numbers_of(office) == []
    assert applying.apply(mine, checked, "", "", received=date(2026, 1, 30)).number == "SQ2026-0001"


def test_what_is_only_late_needs_a_reason_that_is_kept(office: Office, kept: Household) -> None:
    mine = having(office, scheme("late", due='due = { date = 2026-02-20 }\npassage = "said"'))
    (checked,) = judged(mine, kept.id or 0, "late")
    with pytest.raises(OfficeError, match=r"逾期 10 天.*请写明原因"):
        applying.apply_together(mine, [checked], Filing(received=date(2026, 3, 2)))
    (prospect,) = applying.prospects(mine, [checked], Filing(received=date(2026, 3, 2)))
    assert prospect.late is not None
    assert not prospect.refused
    (case,) = applying.apply_together(
        mine, [checked], Filing(received=date(2026, 3, 2), late_because="住院，家属不知道")
    )
    assert approval.application(office, case.id or 0).late_because == "住院，家属不知道"
    assert "逾期受理的原因：住院，家属不知道" in words_of(case, Happened.applied)[0]


def test_a_reason_for_being_late_is_not_kept_of_what_is_in_time(office: Office, kept: Household) -> None:
    mine = having(office, scheme("late", due="due = { date = 2026-03-02 }"))
    (case,) = applying.apply_together(mine, judged(mine, kept.id or 0, "late"), Filing(late_because="多写的"))
    assert case.late_because == ""


def test_plan_19_only_warns_of_its_day_and_asks_why(office: Office, household: Builder) -> None:
    warned = '[[warn]]\nsay = "过了 1 月 28 日，请决定收不收"\nkind = "not"\nof = [{ kind = "filed_by", fact = "received_on", month_day = "01-28" }]'
    mine = having(office, scheme("fund", more=warned))
    kept = intake.record_household(office, household())
    (checked,) = judged(mine, kept.id or 0, "fund")
    with pytest.raises(OfficeError, match=r"逾期 33 天.*请决定收不收"):
        applying.apply_together(mine, [checked], Filing())
    assert applying.apply_together(mine, [checked], Filing(late_because="等票据"))


# ---- again


def finished(office: Office, case: Application, refuse: bool = False) -> None:
    if refuse:
        deciding.refuse(office, case.id or 0, "不符合", "周审批")
        return
    case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    deciding.approve(office, case.id or 0, case.proposed, (), "同意", "周审批")


def test_a_second_one_of_the_year_is_stopped_with_number_and_day(
    office: Office, kept: Household, clock: Clock
) -> None:
    mine = having(office, scheme("yearly", more=AGAIN.format(same="household", then="stop")))
    first = applying.apply(mine, judged(mine, kept.id or 0, "yearly")[0], "", "")
    finished(mine, first)
    clock.day = date(2026, 9, 1)
    (checked,) = judged(mine, kept.id or 0, "yearly")
    with pytest.raises(OfficeError) as caught:
        applying.apply(mine, checked, "", "")
    for words in (first.number, "2026年3月2日", "已批准", "第三条：一年一次。"):
        assert words in caught.value.said
    (case,) = applying.apply_together(mine, [checked], Filing(cause="火灾"))
    assert case.cause == "火灾"
    clock.day = date(2027, 1, 1)
    approval.withdraw(office, case.id or 0, "", "林晓舟")
    assert applying.apply(mine, judged(mine, kept.id or 0, "yearly")[0], "", "").number == "SQ2027-0001"


@pytest.mark.parametrize("counted", [True, False])
def test_a_refused_one_counts_only_where_the_scheme_says_so(
    office: Office, kept: Household, counted: bool
) -> None:
    rule = AGAIN.format(same="person", then="stop") + ("refused = true\n" if counted else "")
    mine = having(office, scheme("yearly", more=rule))
    first = applying.apply(mine, judged(mine, kept.id or 0, "yearly")[0], "", "")
    finished(mine, first, refuse=True)
    (checked,) = judged(mine, kept.id or 0, "yearly")
    (prospect,) = applying.prospects(mine, [checked], Filing())
    assert bool(prospect.refused) is counted
    assert (first.number in prospect.refused) is counted


def test_a_warning_is_shown_and_kept_in_the_history(office: Office, kept: Household) -> None:
    mine = having(office, scheme("yearly", more=AGAIN.format(same="person", then="warn")))
    first = applying.apply(mine, judged(mine, kept.id or 0, "yearly")[0], "", "")
    finished(mine, first)
    (checked,) = judged(mine, kept.id or 0, "yearly")
    (prospect,) = applying.prospects(mine, [checked], Filing())
    assert [h.then for h in prospect.hits] == [Then.warn]
    case = applying.apply(mine, checked, "", "")
    (told,) = words_of(approval.application(office, case.id or 0), Happened.warned)
    assert first.number in told
    assert told == prospect.hits[0].said


def worker(ordinal: int, name: str, id_number: str, relation: Relation) -> Member:
    return Member(ordinal=ordinal, name=name, relation=relation, id_number=id_number)


HIM, HER = "11010519491231002X", "440524188001010014"


def test_a_double_worker_family_with_two_archives_is_one_family(office: Office, household: Builder) -> None:
    mine = having(office, scheme("family", more=AGAIN.format(same="family", then="stop")))
    his = intake.record_household(
        office,
        household(
            members=(worker(1, "陈先生", HIM, Relation.head), worker(2, "王女士", HER, Relation.spouse)),
            cause=Cause.disaster,
        ),
    )
    hers = intake.record_household(
        office,
        household(
            members=(worker(1, "王女士", HER, Relation.head), worker(2, "陈先生", HIM, Relation.spouse)),
            cause=Cause.disaster,
        ),
    )
    first = applying.apply(mine, judged(mine, his.id or 0, "family")[0], "", "")
    finished(mine, first)
    with pytest.raises(OfficeError, match=first.number):
        applying.apply(mine, judged(mine, hers.id or 0, "family")[0], "", "")


def test_the_same_person_and_cause_under_another_scheme_is_told_of(
    office: Office, household: Builder
) -> None:
    mine = having(office, scheme("one"), scheme("two"))
    members = (worker(1, "陈先生", HIM, Relation.head), worker(2, "王女士", HER, Relation.spouse))
    his = intake.record_household(office, household(members=members, cause=Cause.disaster))
    other = (worker(1, "陈父", "", Relation.head), worker(2, "陈先生", HIM, Relation.son))
    elsewhere = intake.record_household(office, household(members=other, cause=Cause.disaster))
    first = applying.apply(mine, judged(mine, his.id or 0, "one")[0], "", "")
    finished(mine, first)
    by_him = assessment.assess(mine, elsewhere.id or 0, "two", applicant=2)
    by_father = assessment.assess(mine, elsewhere.id or 0, "two", applicant=1)

    def told(checked: int, cause: str | None = None) -> Sequence[str]:
        (prospect,) = applying.prospects(mine, [checked], Filing(cause=cause))
        assert not prospect.refused
        return [h.case.number for h in prospect.hits]

    assert told(by_him.id or 0) == [first.number]
    assert told(by_father.id or 0) == []
    assert told(by_him.id or 0, "火灾") == []
    approval_case = applying.apply(mine, by_him.id or 0, "", "")
    assert first.number in words_of(approval_case, Happened.warned)[0]


# ---- funds side by side


FUNDS = """
[[groups]]
id = "other"
label = "另一项"

[[groups.require]]
clause = "至少一人"
kind = "compare"
fact = "household_size"
at_least = 1

[[again]]
same = ["person", "cause"]
within = "open"
then = "stop"
passage = "said"

[[papers]]
name = "另一项申请表"
groups = ["other"]
"""


def funds() -> Scheme:
    text = TEXT.format(id="funds", more=FUNDS, due="", size=1, head='combine = "all"')
    return parse_scheme(
        text.replace('kind = "fixed"', 'kind = "ask"').replace("yuan = 100", ""), "funds.toml"
    )


def test_each_fund_asked_for_is_a_case_of_its_own_with_its_own_papers(
    office: Office, kept: Household
) -> None:
    mine = having(office, funds())
    (checked,) = judged(mine, kept.id or 0, "funds")
    (whole,) = applying.prospects(mine, [checked], Filing())
    assert (whole.funds, whole.fund) == (("所有人", "另一项"), "")
    both = Filing(funds=frozenset({"所有人", "另一项"}))
    assert [p.title for p in applying.prospects(mine, [checked], both)] == [
        "所有人（funds 救助）",
        "另一项（funds 救助）",
    ]
    made = applying.apply_together(mine, [checked], both)
    assert [(c.cause, c.filing) for c in made] == [("所有人", "SJD2026-0001"), ("另一项", "SJD2026-0001")]
    with office.store.read() as session:
        asked = [[p.name for p in case_papers.of_case(session, c.id or 0)] for c in made]
    assert asked == [["身份证", "申请书"], ["另一项申请表", "身份证", "申请书"]]


def test_funds_that_have_fixed_sums_stay_one_case(office: Office, kept: Household) -> None:
    mine = having(office, scheme("fixed", more=FUNDS, head='combine = "all"'))
    (checked,) = judged(mine, kept.id or 0, "fixed")
    (whole,) = applying.prospects(mine, [checked], Filing(funds=frozenset({"所有人"})))
    assert (whole.funds, whole.case.cause, whole.case.proposed) == ((), "所有人、另一项", 100)


def test_a_fund_that_is_not_decided_yet_is_not_asked_for_again_the_other_may_be(
    office: Office, kept: Household
) -> None:
    mine = having(office, funds())
    (checked,) = judged(mine, kept.id or 0, "funds")
    (first,) = applying.apply_together(mine, [checked], Filing(funds=frozenset({"另一项"})))
    assert first.filing == ""
    both = Filing(funds=frozenset({"所有人", "另一项"}))
    free, stopped = applying.prospects(mine, [checked], both)
    assert (free.fund, free.refused) == ("所有人", "")
    assert first.number in stopped.refused
    with pytest.raises(OfficeError, match="《另一项（funds 救助）》"):
        applying.apply_together(mine, [checked], both)
    assert numbers_of(office) == [first.number]
    (second,) = applying.apply_together(mine, [checked], Filing(funds=frozenset({"所有人"})))
    assert second.cause == "所有人"


# ---- papers


def test_a_case_is_opened_with_the_papers_of_its_group_and_what_came(office: Office, kept: Household) -> None:
    mine = having(office, scheme("one"))
    (case,) = applying.apply_together(
        mine, judged(mine, kept.id or 0, "one"), Filing(brought=frozenset({"身份证"}))
    )
    with office.store.read() as session:
        papers = case_papers.of_case(session, case.id or 0)
    assert [(p.name, p.copies, p.received_on) for p in papers] == [
        ("身份证", 1, date(2026, 3, 2)),
        ("申请书", 2, None),
    ]


# ---- numbers


def test_numbers_never_repeat_whatever_becomes_of_a_case(
    office: Office, kept: Household, clock: Clock
) -> None:
    mine = having(office, scheme("one"), scheme("two"))
    seen: list[str] = []

    def filed() -> Application:
        case = applying.apply(mine, judged(mine, kept.id or 0, "one")[0], "", "")
        seen.append(case.number)
        return case

    approval.withdraw(office, filed().id or 0, "", "林晓舟")
    deciding.refuse(office, filed().id or 0, "不符合", "周审批")
    clock.day = date(2027, 1, 4)
    finished(mine, filed())
    clock.day = date(2026, 12, 31)  # received last year, recorded late
    seen.append(
        applying.apply(mine, judged(mine, kept.id or 0, "two")[0], "", "", received=date(2026, 12, 30)).number
    )
    assert seen == ["SQ2026-0001", "SQ2026-0002", "SQ2027-0001", "SQ2026-0003"]
    office.store.close()
    again = open_unlocked(office.folder, places().resources, clock)
    try:
        other = having(again, scheme("three"))
        assert applying.apply(other, judged(other, kept.id or 0, "three")[0], "", "").number == "SQ2026-0004"
    finally:
        again.store.close()


def test_a_deed_undone_halfway_gives_its_number_to_nobody_else_twice(office: Office, kept: Household) -> None:
    """A transaction that fails rolls its number back with it, so that the next case gets that one, once."""
    mine = having(office, scheme("one"), scheme("two"))
    checked = judged(mine, kept.id or 0, "one", "two")
    with pytest.raises(OfficeError):
        applying.apply_together(mine, [checked[0], checked[0], 99999], Filing())
    made = [applying.apply(mine, i, "", "") for i in checked]
    assert [c.number for c in made] == ["SQ2026-0001", "SQ2026-0002"]
    assert {c.state for c in made} == {State.open}
    assert numbers.APPLICATION == "SQ"


def test_who_does_not_qualify_is_taken_late_too_so_that_it_can_be_refused(
    office: Office, kept: Household
) -> None:
    mine = having(office, scheme("late", due='due = { filed_by = "01-30" }', size=9))
    assert applying.apply(mine, judged(mine, kept.id or 0, "late")[0], "", "").state is State.open
