"""The yearly review: what differs, what it suggests, and the figures it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.household import Household
from desktop.domain.income import income_sheet
from desktop.domain.person import Disease, EmploymentState, Illness, Leaving, Member, Relation
from desktop.domain.review import Suggestion
from desktop.domain.yearly import Advice, Yardstick, advice, compared
from tests.conftest import make_household

THEN, NOW = date(2025, 3, 2), date(2026, 3, 2)
BY = Yardstick(line=Decimal(810))


def _advised(before: Household | None, after: Household, by: Yardstick = BY) -> Advice:
    return advice(compared(before, after, THEN, NOW), by)


def test_nothing_changed_suggests_to_go_on() -> None:
    home = make_household()
    assert compared(home, home, THEN, NOW).differences == ()
    assert _advised(home, home) == Advice(suggestion=Suggestion.same, reasons=("与上次相比没有明显变化",))


def test_above_twice_the_line_it_stops_and_says_the_sum() -> None:
    told = _advised(make_household(), make_household(monthly="3240.02"))
    assert told.suggestion is Suggestion.stop
    assert told.reasons == ("人均月净收入 1620.01 元，高于低保标准 810.00 元的 2 倍 1620.00 元",)
    assert _advised(make_household(), make_household(monthly="3240.00")).suggestion is Suggestion.less


def test_less_income_and_new_illness_suggest_more() -> None:
    before = make_household()
    ill = replace(before.members[1], illnesses=(Illness(disease=Disease.cancer),))
    after = replace(make_household(monthly="1400.00"), members=(before.members[0], ill))
    told = _advised(before, after)
    assert told.suggestion is Suggestion.more
    assert told.reasons == ("人均月净收入 900.00 元 → 700.00 元", "陈小习 新患恶性肿瘤")
    labels = {d.label: (d.old, d.new) for d in compared(before, after, THEN, NOW).differences}
    assert labels["人均月收入（元）"] == ("900.00", "700.00")
    assert labels["陈小习的健康"] == ("", "恶性肿瘤")


def test_a_change_counts_from_its_mark_on() -> None:
    before = make_household(monthly="1000.00")
    assert _advised(before, make_household(monthly="801.00")).suggestion is Suggestion.same
    assert _advised(before, make_household(monthly="800.00")).suggestion is Suggestion.more
    assert _advised(before, make_household(monthly="1200.00")).suggestion is Suggestion.less


def test_better_and_worse_together_leave_it_to_the_reviewer() -> None:
    before = make_household()
    son = Member(
        ordinal=3, name="陈大习", relation=Relation.son, employment=EmploymentState.unemployed, born=None
    )
    before = replace(before, members=(*before.members, son))
    works = replace(son, employment=EmploymentState.at_work)
    ill = replace(before.members[1], illnesses=(Illness(disease=Disease.stroke),))
    told = _advised(before, replace(before, members=(before.members[0], ill, works)))
    assert told.suggestion is Suggestion.same
    assert [x[:3] for x in told.reasons] == ["变差：", "好转："]


def test_without_income_it_says_what_is_missing_and_suggests_nothing() -> None:
    told = _advised(make_household(), make_household(incomes=()))
    assert told.suggestion is Suggestion.unknown
    assert told.missing == ("收入或刚性支出没有登记齐，算不出人均月净收入",)
    no_line = _advised(make_household(), make_household(), Yardstick(line=None))
    assert no_line.missing == ("低保标准没有登记，无从比较",)


def test_where_nobody_is_left_it_stops() -> None:
    home = make_household()
    dead = replace(home.members[0], left_on=date(2026, 1, 1), left_by=Leaving.died)
    alone = replace(home, members=(dead,))
    told = _advised(replace(home, members=(home.members[0],)), alone)
    assert told.suggestion is Suggestion.stop
    assert "已于2026年1月1日死亡，家里没有其他共同生活的人" in told.reasons[0]
    # The child is still there: the earner's death makes it worse, it ends nothing.
    told = _advised(home, replace(home, members=(dead, home.members[1])))
    assert told.suggestion is Suggestion.more
    assert "有收入的 陈练习 已死亡" in told.reasons
    assert told.missing == ("收入或刚性支出没有登记齐，算不出人均月净收入",)


def test_first_review_has_nothing_to_compare_with() -> None:
    assert _advised(None, make_household()).reasons == ("上次没有档案可比，按现状继续",)


@given(
    st.decimals(min_value=0, max_value=9000, places=2),
    st.decimals(min_value=0, max_value=9000, places=2),
    st.decimals(min_value=1, max_value=3000, places=2),
)
def test_stopping_hangs_on_the_line_alone(then: Decimal, now: Decimal, line: Decimal) -> None:
    before, after = make_household(monthly=str(then)), make_household(monthly=str(now))
    told = _advised(before, after, Yardstick(line=line))
    assert (told.suggestion is Suggestion.stop) == (now / 2 > line * 2)
    assert told.reasons


def test_what_the_dead_earned_by_the_month_ends_with_them() -> None:
    home = make_household()
    dead = replace(home.members[0], left_on=date(2026, 1, 1), left_by=Leaving.died)
    after = replace(home, members=(dead, home.members[1]))
    sheet = income_sheet(after, NOW)
    assert (sheet.yearly_income, sheet.people) == (None, 1)
    assert sheet.left_out == ("陈练习 工资薪金 1800.00 元/月：当日不是家庭成员，不计",)
    assert income_sheet(after, date(2025, 12, 31)).yearly_income == 21600
