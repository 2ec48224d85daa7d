"""How a scheme goes: the cost borne to the fen, who decides, what is drawn, who is ranked, who visits, what adds up."""

from __future__ import annotations

import itertools
from datetime import date, time
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.authority import Level, read_level, who_decides
from desktop.domain.condition import Case, Names
from desktop.domain.conduct import Conduct, read_conduct, settle
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, FactValue
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.ranking import Candidate, Order, RankingRule, Standing, Tie, places_of, rank, read_ranking
from desktop.domain.repeats import read_roster
from desktop.domain.sampling import Check, count_of, draw
from desktop.domain.sources import split
from desktop.domain.standards import Standards
from desktop.domain.stock import check_stock, read_parcels, read_stock
from desktop.domain.verdict import Share
from desktop.domain.visit_duties import Capacity, Helped, Helper, Pair, check_pairs, owed, periods, read_duty

D = Decimal
NAMES = Names(groups={"a": "甲类"})


def part(**content: object) -> Part:
    return Part("试.toml", "方案", content)


def case(**facts: FactValue) -> Case:
    return Case(Facts(facts), Standards(), "示例市", date(2026, 3, 2), {})


# ---- who bears it

money = st.decimals(0, 100000, places=2)


def test_five_to_five_of_an_odd_fen() -> None:
    shares = split(D("900.01"), {}, {"省级": D(5), "市级": D(5)})
    assert shares == (
        Share(source="省级", amount=D("450.01")),
        Share(source="市级", amount=D("450.00")),
    )


@given(money, st.lists(money, max_size=3), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_the_shares_add_up_to_the_fen(total: Decimal, fixed: list[Decimal], parts: list[int]) -> None:
    shares = split(
        total,
        {f"定额{n}": yuan for n, yuan in enumerate(fixed)},
        {f"份额{n}": D(p) for n, p in enumerate(parts)},
    )
    assert sum(s.amount for s in shares) == total
    assert all(s.amount >= 0 and s.amount == s.amount.quantize(D("0.01")) for s in shares)


CONDUCT = read_conduct(
    part(
        splits=[
            {
                "label": "省、市 5:5",
                "when": {"kind": "has_any", "fact": "tags", "of": ["粤东西北"]},
                "sources": [{"name": "省级", "parts": 5}, {"name": "市级", "parts": 5}],
            },
            {"label": "当地负担", "sources": [{"name": "当地", "parts": 1}]},
        ],
        authority=[{"who": "乡镇人民政府", "at_most": 5000}, {"who": "县级民政部门", "at_most": 20000}],
    ),
    NAMES,
)


def test_the_first_split_that_fits_counts_and_an_unknown_place_waits() -> None:
    there = settle(CONDUCT, D(800), "a", case(tags=frozenset({"粤东西北"})))
    assert [(s.source, s.amount) for s in there.shares] == [("省级", 400), ("市级", 400)]
    assert "省、市 5:5：省级 400.00 元、市级 400.00 元" in there.words
    assert [s.source for s in settle(CONDUCT, D(800), "a", case(tags=frozenset())).shares] == ["当地"]
    unknown = settle(CONDUCT, D(800), "a", case())
    assert unknown.shares == ()
    assert "资金分担待定" in unknown.words[0]
    assert settle(CONDUCT, None, "a", case()).shares == ()


def test_sources_that_do_not_reach_are_told_of() -> None:
    conduct = read_conduct(
        part(splits=[{"label": "专项", "sources": [{"name": "民政", "yuan": 300}]}]), NAMES
    )
    assert "还差 200.00 元没有来源" in settle(conduct, D(500), "a", case()).words[0]


# ---- who decides


@pytest.mark.parametrize(
    ("yuan", "who", "words"),
    [
        ("5000", "乡镇人民政府", "5,000.00 元（含）"),
        ("5000.01", "县级民政部门", "超出乡镇人民政府的 5,000.00 元（含）"),
        ("20000", "县级民政部门", "由县级民政部门审批"),
        ("20000.01", "一事一议", "须「一事一议」"),
    ],
)
def test_the_amount_says_who_decides(yuan: str, who: str, words: str) -> None:
    competence = settle(CONDUCT, D(yuan), "a", case()).competence
    assert competence.who == who
    assert words in competence.because


def test_an_open_sum_has_nobody_yet_and_a_level_without_limit_takes_all() -> None:
    assert settle(CONDUCT, None, "a", case()).competence.who == ""
    top: Level = read_level(part(who="县民政局"), NAMES)
    assert who_decides((top,), D(10**9), "a", case()).who == "县民政局"
    only_b = Level(who="乙", groups=frozenset({"b"}))
    assert who_decides((only_b,), D(1), "a", case()).who == ""


# ---- random checks

CHECK = Check(id="spot", percent=D(30))


def test_a_draw_can_be_repeated_by_hand() -> None:
    names = [f"A{n:03d}" for n in range(1, 11)]
    sample = draw(CHECK, names, "2026-03-02")
    by_hand = sorted(names, key=lambda n: sha256(f"2026-03-02\n{n}".encode()).hexdigest())[:3]
    assert sample.chosen == tuple(by_hand)
    assert draw(CHECK, reversed(names), "2026-03-02") == sample
    assert draw(CHECK, names, "2026-03-03").chosen != sample.chosen
    assert "共 10 件，按不低于 30% 抽查 3 件，种子「2026-03-02」" in sample.because


@pytest.mark.parametrize(("of", "count"), [(0, 0), (1, 1), (3, 1), (4, 2), (10, 3), (11, 4), (100, 30)])
def test_the_share_is_rounded_up(of: int, count: int) -> None:
    assert count_of(D(30), of) == count


@given(st.integers(1, 500), st.decimals("0.1", 100, places=1), st.integers(1, 9))
def test_never_less_than_the_share_and_never_more_than_all(of: int, percent: Decimal, least: int) -> None:
    count = count_of(percent, of, least)
    assert count * 100 >= of * percent
    assert min(least, of) <= count <= of


def test_no_seed_and_a_name_twice_are_refused() -> None:
    with pytest.raises(OfficeError, match="没有种子"):
        draw(CHECK, ["A"], " ")
    with pytest.raises(OfficeError, match="重复"):
        draw(CHECK, ["A", "A"], "x")


# ---- ranking


def ruled(**how: object) -> RankingRule:
    content: dict[str, object] = {"id": "r", "label": "评定", "by": [{"key": "score", "label": "笔试成绩"}]}
    return read_ranking(part(**{**content, **how}), NAMES)


def scored(**scores: int) -> list[Candidate]:
    return [Candidate(id=name, values={"score": D(score)}) for name, score in scores.items()]


def test_the_best_six_of_those_who_passed_go_on() -> None:
    rule = ruled(per_post=6, pass_line=60)
    ranking = rank(rule, scored(a=90, b=85, c=60, d=59, e=70, f=75, g=80, h=65), places_of(rule, None, 1))
    assert ranking.having(Standing.chosen) == ("a", "b", "g", "f", "e", "h")
    assert ranking.having(Standing.out) == ("c",)
    assert ranking.having(Standing.failed) == ("d",)
    few = rank(rule, scored(a=90, b=59, c=60), 6)
    assert few.having(Standing.chosen) == ("a", "c")
    assert any("只有 2 人可以入选，按实际人数确定" in w for w in few.words)


def test_a_tie_at_the_last_place_is_shown_and_left_open_with_its_rule_named() -> None:
    last_five = ruled(
        by=[{"key": "score", "label": "平均分", "order": "low"}], tie_rule="班主任和任课教师商定"
    )
    ranking = rank(last_five, scored(a=30, b=40, c=50, d=52, e=55, f=55, g=60), 5)
    assert ranking.having(Standing.chosen) == ("a", "b", "c", "d")
    assert ranking.having(Standing.tied) == ("e", "f")
    assert [row.rank for row in ranking.rows] == [1, 2, 3, 4, 5, 5, 7]
    assert any("最后 1 个名额有 2 人并列：班主任和任课教师商定" in w for w in ranking.words)
    assert "平均分 55，2 人并列" in ranking.rows[4].because


def test_a_tie_may_let_all_in_or_be_drawn() -> None:
    four = scored(a=90, b=80, c=80, d=70)
    everyone = rank(ruled(tie="all"), four, 2)
    assert everyone.having(Standing.chosen) == ("a", "b", "c")
    assert any("共 3 人" in w for w in everyone.words)
    drawn = rank(ruled(tie="draw", substitutes=1), four, 2, seed="2026")
    assert len(drawn.having(Standing.chosen)) == 2
    assert len(drawn.having(Standing.substitute)) == 1
    assert rank(ruled(tie="draw"), four, 2).having(Standing.tied) == ("b", "c")


def test_a_second_figure_decides_between_equals() -> None:
    rule = ruled(
        by=[{"key": "income", "label": "人均收入", "order": "low"}, {"key": "size", "label": "人口"}]
    )
    ranking = rank(
        rule,
        [
            Candidate(id="a", values={"income": D(900), "size": D(2)}),
            Candidate(id="b", values={"income": D(900), "size": D(4)}),
            Candidate(id="c", values={"income": D(950), "size": D(9)}),
        ],
        1,
    )
    assert ranking.having(Standing.chosen) == ("b",)
    assert ranking.words[0] == "名额 1 个，按人均收入（低的在前），再看人口（高的在前）排列"


def test_who_withdraws_makes_room_and_substitutes_come_in_order() -> None:
    people = scored(a=90, b=80, c=70, d=60)
    rule = ruled(substitutes=1)
    assert rank(rule, people, 2).having(Standing.substitute) == ("c",)
    without = [Candidate(id=c.id, values=c.values, withdrawn=c.id == "b") for c in people]
    again = rank(rule, without, 2)
    assert again.having(Standing.chosen) == ("a", "c")
    assert again.having(Standing.substitute) == ("d",)


def test_the_exempt_go_on_and_the_unknown_are_not_ranked() -> None:
    people = [*scored(a=90), Candidate(id="博士", exempt=True), Candidate(id="缺考")]
    ranking = rank(ruled(exempt="招聘博士研究生，直接考核"), people, 2)
    assert ranking.having(Standing.exempt) == ("博士",)
    assert ranking.having(Standing.unknown) == ("缺考",)
    assert "招聘博士研究生，直接考核" in [r.because for r in ranking.rows]
    assert any("还有 1 人缺数据" in w for w in ranking.words)


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 5), max_size=12),
    st.integers(0, 8),
    st.sampled_from(list(Tie)),
)
def test_a_ranking_never_passes_a_better_one_over(scores: dict[str, int], places: int, tie: Tie) -> None:
    ranking = rank(ruled(tie=str(tie), substitutes=2), scored(**scores), places, seed="s")
    assert sorted(r.id for r in ranking.rows) == sorted(scores)
    chosen, tied = ranking.having(Standing.chosen), ranking.having(Standing.tied)
    if tie is not Tie.all:
        assert len(chosen) <= places
    behind = [scores[r.id] for r in ranking.rows if r.standing not in (Standing.chosen, Standing.tied)]
    for name in (*chosen, *tied):
        assert all(scores[name] >= other for other in behind)
    assert len({scores[n] for n in tied}) <= 1
    assert rank(ruled(tie=str(tie), substitutes=2), scored(**scores)[::-1], places, seed="s") == ranking


def test_places_nobody_named_and_a_name_twice_are_asked_about() -> None:
    with pytest.raises(OfficeError, match="还不知道名额"):
        places_of(ruled(), None, None)
    assert places_of(ruled(per_post=2), None, 4) == 8
    with pytest.raises(OfficeError, match="「a」出现了两次"):
        rank(ruled(), [Candidate(id="a"), Candidate(id="a")], 1)
    assert ruled(by=[{"key": "x", "order": "low"}]).by[0].order is Order.low


# ---- visits


def test_once_a_quarter_and_five_hundred_yuan_a_year() -> None:
    quarterly = read_duty(part(id="q", label="走访", every="quarter"), NAMES)
    made = [Helped(day=date(2026, 2, 3)), Helped(day=date(2026, 5, 8))]
    standing = owed(quarterly, made, date(2026, 1, 1), date(2026, 8, 1))
    assert [(o.period.last, o.lacking, o.overdue) for o in standing] == [
        (date(2026, 3, 31), 0, False),
        (date(2026, 6, 30), 0, False),
        (date(2026, 9, 30), 1, False),
    ]
    assert owed(quarterly, made, date(2026, 1, 1), date(2026, 10, 1))[2].overdue
    yearly = read_duty(part(id="y", label="帮扶", every="year", minimum_value=500), NAMES)
    (year,) = owed(
        yearly, [Helped(day=date(2026, 1, 9), value=D("499.99"))], date(2026, 1, 1), date(2026, 12, 1), case()
    )
    assert year.value_lacking == D("0.01")
    assert not year.kept
    assert "还差 0.01 元" in year.because


def test_visits_before_festivals() -> None:
    duty = read_duty(
        part(
            id="f", label="节日慰问", every="festival", festivals=["spring_festival", "mid_autumn"], ahead=15
        ),
        NAMES,
    )
    found = periods(duty, date(2026, 1, 1), date(2026, 12, 31))
    assert [(p.first, p.last) for p in found] == [
        (date(2026, 2, 2), date(2026, 2, 17)),
        (date(2026, 9, 10), date(2026, 9, 25)),
    ]
    assert found[0].name == "2026 年春节"
    assert owed(duty, [Helped(day=date(2026, 2, 10))], date(2026, 1, 1), date(2026, 2, 3))[0].kept


@given(
    st.sampled_from(["week", "month", "quarter", "half_year", "year"]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 800),
)
def test_periods_follow_each_other_without_a_gap(every: str, first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = periods(read_duty(part(id="v", label="走访", every=every), NAMES), first, last)
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    for one, after in itertools.pairwise(found):
        assert (after.first - one.last).days == 1


def test_two_hundred_and_sixty_nine_pairs_come_out_of_the_data() -> None:
    helpers = [Helper(name=f"干部{n}") for n in range(269)]
    households = {f"户{n}": 3 if n < 172 else 2 for n in range(269)}
    pairs = [Pair(helper=f"干部{n}", household=f"户{n}") for n in range(269)]
    one_each = (Capacity(rank="", at_least=1, at_most=1),)
    whole = check_pairs(one_each, helpers, households, pairs)
    assert whole.right
    assert whole.because == "帮扶人 269 名，帮扶户 269 户 710 人；没有漏户"
    lacking = check_pairs(one_each, helpers, households, pairs[:-1])
    assert (lacking.uncovered, lacking.under) == (("户268",), ("干部268",))
    assert not lacking.right


def test_five_four_three_by_rank() -> None:
    ranks = (
        Capacity(rank="县级", at_least=5, at_most=5),
        Capacity(rank="科级", at_least=4, at_most=4),
        Capacity(rank="一般", at_least=3, at_most=3),
    )
    helpers = [Helper(name="甲", rank="县级"), Helper(name="乙", rank="一般"), Helper(name="丙", rank="临聘")]
    homes = {f"户{n}": 1 for n in range(9)}
    pairs = [Pair(helper="甲", household=f"户{n}") for n in range(4)]
    pairs += [Pair(helper="乙", household=f"户{n}") for n in range(3, 7)]
    check = check_pairs(ranks, helpers, homes, pairs)
    assert (check.under, check.over, check.unranked) == (("甲",), ("乙",), ("丙",))
    assert check.uncovered == ("户7", "户8")
    assert check.twice == ("户3",)


# ---- stock and rosters


def stock(**content: object):
    base: dict[str, object] = {"id": "s", "label": "春联", "unit": "副", "total": 8337}
    return check_stock(read_stock(part(**{**base, **content}), NAMES))


def test_stock_handed_down_must_add_up_at_every_level() -> None:
    right = [
        {"to": "东街道", "count": 5000},
        {"to": "西街道", "count": 3337},
        {"to": "一社区", "out_of": "西街道", "count": 3337},
    ]
    assert stock(handed=right).right
    wrong = stock(handed=[*right[:2], {"to": "一社区", "out_of": "西街道", "count": 3336}])
    assert wrong.problems == ("「西街道」得到 3,337 副，往下分了 3,336 副，对不上",)
    assert "还有 3,337 副没有去处" in stock(handed=right[:1]).problems[0]
    assert "多 1 副" in stock(handed=[{"to": "东街道", "count": 8338}]).problems[0]


def test_money_for_447_households_fits() -> None:
    sources = [
        {"name": n, "count": c}
        for n, c in (("工会", 20000), ("财政", 20000), ("民政", 20000), ("总工会", 31500))
    ]
    handed = [{"to": "困难职工", "receivers": 447, "each": 200}]
    check = stock(total=91500, unit="元", exact=False, origins=sources, handed=handed)
    assert (check.left, check.problems) == (2100, ())
    short = stock(total=91500, unit="元", exact=False, origins=sources[:3], handed=handed)
    assert short.problems == ("各来源合计 60,000 元，应为 91,500 元",)


def test_parcels_and_the_daily_hot_water() -> None:
    parcels = read_parcels(part(prefix="冬衣-", digits=3, stations=["装箱", "运输", "接收学校"]), NAMES)
    assert parcels.number(7) == "冬衣-007"
    roster = read_roster(
        part(id="water", label="供应热水", at="05:00", window={"from": "12-05", "to": "03-05"}), NAMES
    )
    assert roster.at == time(5)
    days = roster.days(date(2025, 12, 1), date(2026, 3, 31))
    assert (days[0], days[-1], len(days)) == (date(2025, 12, 5), date(2026, 3, 5), 91)
    weekly = read_roster(part(id="talk", label="谈话", weekdays=["fri"]), NAMES)
    assert weekly.days(date(2026, 3, 1), date(2026, 3, 14)) == (date(2026, 3, 6), date(2026, 3, 13))


# ---- mistakes


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"splits": [{"label": "甲", "sources": []}]}, "没有写来源"),
        ({"splits": [{"label": "甲", "sources": [{"name": "省", "parts": 0}]}]}, "份数不能是 0"),
        ({"splits": [{"label": "甲", "sources": [{"name": "省"}]}]}, "要写出多少"),
        ({"authority": [{"who": "乡镇", "at_most": 1, "below": 2}]}, "只写一种"),
        ({"checks": [{"id": "a", "percent": 0}]}, "不是比例"),
        ({"rankings": [{"id": "a", "label": "甲"}]}, "没有写按什么排列"),
        ({"visits": [{"id": "a", "label": "甲", "every": "festival"}]}, "和 every 对不上"),
        (
            {
                "visits": [
                    {"id": "a", "label": "甲", "every": "year", "capacity": [{"at_least": 3, "at_most": 2}]}
                ]
            },
            "写反",
        ),
        ({"rosters": [{"id": "a", "label": "甲", "at": "五点"}]}, "不是钟点"),
        (
            {
                "stock": [
                    {
                        "id": "a",
                        "label": "甲",
                        "unit": "副",
                        "total": 1,
                        "handed": [{"to": "乙", "count": 1, "out_of": "丙"}],
                    }
                ]
            },
            "没有「丙」",
        ),
        ({"checks": [{"id": "a", "percent": 9}, {"id": "a", "percent": 9}]}, "出现了两次"),
    ],
)
def test_a_slip_is_named(content: dict[str, object], said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        read_conduct(part(**content), NAMES)


def test_nothing_written_asks_for_nothing() -> None:
    assert read_conduct(part(), NAMES) == Conduct()
    assert settle(Conduct(), D(1), "a", case()).words == ()


@pytest.mark.parametrize("key", ["checks", "rankings"])
def test_a_round_or_a_check_is_held_at_a_step_that_there_is(key: str) -> None:
    row: dict[str, object] = {"id": "one", "at": "decide"}
    row |= {"percent": 30} if key == "checks" else {"label": "评定", "by": [{"key": "score"}]}
    conduct = read_conduct(part(**{key: [row]}), NAMES, {"decide": "审批"})
    assert [x.at for x in (*conduct.checks, *conduct.rankings)] == ["decide"]
    with pytest.raises(SchemeError, match="没有「decide」"):
        read_conduct(part(**{key: [row]}), NAMES, {"accept": "受理"})
