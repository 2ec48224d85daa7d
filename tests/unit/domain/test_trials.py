"""A scheme file that uses everything: it is read, its examples come out, and each wrong expectation is found out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from desktop.domain import procedure
from desktop.domain.award_kinds import KINDS
from desktop.domain.calendar import WorkCalendar
from desktop.domain.due import DUE_KINDS
from desktop.domain.errors import OfficeError
from desktop.domain.examples import run_examples
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.verdict import Verdict
from desktop.store.calendars import load_calendars

RESOURCES = Path(__file__).parents[3] / "resources"
CALENDAR = WorkCalendar(load_calendars(RESOURCES / "calendar"))
MANUAL = (RESOURCES / "manual" / "scheme-file.md").read_text("utf-8")

RULES = """
id = "whole"
title = "试用方案"

[[groups]]
id = "monthly"
label = "按月补助对象"
priority = 1
require = [{ clause = "有标签", kind = "has_any", fact = "tags", of = ["按月"] }]

[[groups]]
id = "single"
label = "一次性救助对象"
priority = 2
require = [{ clause = "没有标签", kind = "has_none", fact = "tags", of = ["按月"] }]

[[awards]]
kind = "tiers"
label = "生活补助"
groups = ["monthly"]
fact = "applicant_age"
tiers = [
  { label = "超过 30", above = 30, yuan = 900 },
  { label = "20—29", at_least = 20, at_most = 29, yuan = 800 },
]
monthly = { start = { month_after = "received_on" }, stop = [{ months = 12 }] }

[[awards]]
kind = "range"
label = "临时救助"
groups = ["single"]
minimum = { standard = "dibao", multiple = 2 }
maximum = { standard = "dibao", multiple = 10 }

[[awards]]
kind = "goods"
label = "慰问品"
groups = ["single"]
goods = [{ name = "面粉", unit = "袋", value = 60.5 }]
per = "person"

[[ceilings]]
clause = "每次不超过 8 倍"
yuan = { standard = "dibao", multiple = 8 }
groups = ["single"]

[[splits]]
label = "省、市 5:5"
sources = [{ name = "省级", parts = 5 }, { name = "市级", parts = 5 }]

[[authority]]
who = "乡镇"
at_most = 850

[[authority]]
who = "县"

[[payments]]
form = "cash"
to = "当场发给受领人"
signed_by = ["受领人", "经办人一", "经办人二"]
when = { kind = "is", fact = "applicant_in_hospital" }

[pay]
form = "transfer"
to = "打入本人账户"

[[rankings]]
id = "interview"
label = "面试"
by = [{ key = "written", label = "笔试成绩" }]
per_post = 2
pass_line = 60

[[checks]]
id = "spot"
percent = 30

[[visits]]
id = "quarterly"
label = "季度走访"
every = "quarter"
minimum_value = 100
capacity = [{ at_least = 1, at_most = 2 }]

[[rosters]]
id = "water"
label = "供应热水"
at = "05:00"
window = { from = "12-05", to = "03-05" }

[[stock]]
id = "couplets"
label = "春联"
unit = "副"
total = 8337
handed = [{ to = "东街道", count = 5000 }, { to = "西街道", count = 3337 }]

[parcels]
prefix = "A"
stations = ["装箱", "接收"]

[[steps]]
kind = "survey"
due = { workdays = 10, after = "receipt" }
attendance = "2/3"
majority = "1/2"
signatures = 2
copies = 3

[[steps]]
kind = "notice"
due = { notice = 7 }
objection = { back_to = "survey", due = { workdays = 10 } }

[[steps]]
kind = "decide"
due = { workdays = 10 }

[[steps]]
kind = "pay"
due = { before = "spring_festival", days_before = 5 }
"""

EXAMPLES = """
[[examples]]
name = "按月"
on = 2026-03-02
received = 2026-03-02
facts = { tags = ["按月"], applicant_age = 31, received_on = 2026-03-02, applicant_in_hospital = true }

[examples.expect]
verdict = "eligible"
amount = 900
tiers = ["超过 30"]
monthly = { first = "2026-04", last = "2027-03", since = "2026-01", until = "2026-12", count = 9 }
split = { "省级" = 450, "市级" = 450 }
authority = "县"
payment = "cash"
reasons = ["须由受领人、经办人一、经办人二签字"]
deadlines = { survey = 2026-03-16, notice = 2026-03-23, decide = 2026-04-07, pay = 2027-02-01 }
objection = { step = "notice", on = 2026-03-20, deadlines = { survey = 2026-04-03, notice = 2026-04-10, decide = 2026-04-24 } }

[[examples]]
name = "正好三十"
on = 2026-03-02
facts = { tags = ["按月"], applicant_age = 30, received_on = 2026-03-02 }

[examples.expect]
verdict = "eligible"
amount = "none"
tiers = []
authority = ""
payment = "transfer"

[[examples]]
name = "一次性"
on = 2026-03-02
standards = { dibao = 700 }
facts = { tags = [], household_size = 2 }

[examples.expect]
verdict = "eligible"
at_least = 1400
at_most = 5600
goods_value = 121

[[examples]]
name = "只核对办法"
on = 2026-03-02

[[examples.candidates]]
id = "甲"
values = { written = 88 }

[[examples.candidates]]
id = "乙"
values = { written = 80 }

[[examples.candidates]]
id = "丙"
values = { written = 80 }

[[examples.candidates]]
id = "丁"
values = { written = 59.5 }

[[examples.candidates]]
id = "戊"
values = { written = 99 }
withdrawn = true

[[examples.visited]]
day = 2026-02-03
value = 200

[examples.pairs]
"王五" = ["户一", "户二", "户四"]
"赵六" = []

[examples.homes]
"户一" = 3
"户二" = 1
"户三" = 2
"户四" = 2

[examples.expect]
checks = [{ id = "spot", of = 10, count = 3 }]
rosters = [{ id = "water", since = 2025-12-01, until = 2026-03-31, count = 91 }]
stock = { couplets = 0 }
visits = [{ id = "quarterly", since = 2026-01-01, on = 2026-05-01, due = ["2026-03-31", "2026-06-30"], lacking = [0, 1] }]
rankings = [{ id = "interview", posts = 1, chosen = ["甲"], tied = ["乙", "丙"], failed = ["丁"], withdrawn = ["戊"] }]
pairs = [{ duty = "quarterly", over = ["王五"], under = ["赵六"], uncovered = ["户三"] }]
"""


def problems(text: str) -> list[str]:
    return [p for result in run_examples(parse_scheme(text, "试.toml"), CALENDAR) for p in result.problems]


def scheme() -> Scheme:
    return parse_scheme(RULES + EXAMPLES, "试.toml")


def test_everything_said_in_the_file_comes_out_as_expected() -> None:
    assert problems(RULES + EXAMPLES) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("amount = 900\ntiers", "amount = 901\ntiers", "金额应为 901"),
        ('tiers = ["超过 30"]', 'tiers = ["20—29"]', "分档应为 20—29，算出 超过 30"),
        ("tiers = []", 'tiers = ["20—29"]', "分档应为 20—29，算出 无"),
        ('first = "2026-04"', 'first = "2026-03"', "起始月应为 2026年3月，算出 2026年4月"),
        ('last = "2027-03"', 'last = "none"', "最后一月应为 未定，算出 2027年3月"),
        ("count = 9 }", "count = 10 }", "应发月数应为 10，算出 9"),
        ('"省级" = 450,', '"省级" = 450.01,', "资金分担应为"),
        ('authority = "县"', 'authority = "乡镇"', "审批权限应为 乡镇，算出 县"),
        ('payment = "cash"', 'payment = "goods"', "发放方式应为 实物，算出 现金"),
        ("at_least = 1400", "at_least = 1399", "最少金额应为 1399，算出 1400.00"),
        ("at_most = 5600", "at_most = 7000", "最多金额应为 7000，算出 5600.00"),
        ("goods_value = 121", "goods_value = 60.5", "物品价值应为 60.5，算出 121.0"),
        ("survey = 2026-04-03", "survey = 2026-04-02", "异议以后步骤「survey」期限应为 2026-04-02"),
        ("of = 10, count = 3", "of = 10, count = 4", "10 件中抽查应为 4，算出 3"),
        ("count = 91", "count = 90", "供应热水天数应为 90，算出 91"),
        ("couplets = 0", "couplets = 1", "春联余数应为 1，算出 0"),
        ("count = 3337", "count = 3336", "没有去处"),
        ("lacking = [0, 1]", "lacking = [0, 0]", "还差的次数应为 0、0，算出 0、1"),
        ('"2026-06-30"]', '"2026-06-29"]', "季度走访的期限应为"),
        ('tied = ["乙", "丙"]', 'tied = ["乙"]', "面试并列待定应为 乙，算出 丙、乙"),
        ('over = ["王五"]', "over = []", "结对过多应为 无，算出 王五"),
        ('uncovered = ["户三"]', "uncovered = []", "没有帮扶人的户应为 无，算出 户三"),
        ('id = "spot", of', 'id = "spott", of', "没有 id 为「spott」的抽查"),
        ("posts = 1, ", "", "还不知道名额"),
    ],
)
def test_a_wrong_expectation_is_found_out(right: str, wrong: str, said: str) -> None:
    assert right in RULES + EXAMPLES
    found = problems((RULES + EXAMPLES).replace(right, wrong))
    assert any(said in p for p in found), found


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('attendance = "2/3"', 'attendance = "三分之二"', "不是比例"),
        ('attendance = "2/3"', 'attendance = "3/2"', "不在 0 到 1 之间"),
        ('majority = "1/2"', 'majority = "一半"', "不是比例"),
        ('back_to = "survey"', 'back_to = "decide"', "没有「decide」"),
        ('form = "cash"', 'form = "coin"', "没有「coin」"),
        ("signatures = 2", "signature = 2", "signature"),
        ('verdict = "eligible"\nat_least', 'verdikt = "eligible"\nat_least', "verdikt"),
    ],
)
def test_a_slip_in_the_file_is_named(right: str, wrong: str, said: str) -> None:
    with pytest.raises(SchemeError, match=said):
        parse_scheme((RULES + EXAMPLES).replace(right, wrong, 1), "试.toml")


def test_a_verdict_without_facts_cannot_be_an_example() -> None:
    text = RULES + '[[examples]]\nname = "空"\non = 2026-03-02\nexpect = { verdict = "eligible" }\n'
    with pytest.raises(SchemeError, match="算例要有事实"):
        parse_scheme(text, "试.toml")


def test_what_a_step_asks_stands_in_its_rule() -> None:
    whole = scheme()
    received = whole.examples[0].received
    assert received is not None
    survey, notice, *_ = procedure.steps(whole, received, CALENDAR, 5)
    assert (
        "须 2 人分别签字；到会人数不少于应到的 2/3；到会人数的 1/2 以上同意为通过；一式 3 份" in survey.rule
    )
    assert whole.steps[0].rules.quorum(10) == 7
    assert "有异议的退回重新调查核实，并重新公示" in notice.rule


def test_where_the_plan_says_nothing_of_objections_nothing_is_made_up() -> None:
    whole = scheme()
    received = whole.examples[0].received
    assert received is not None
    made = procedure.steps(whole, received, CALENDAR, 5)
    with pytest.raises(OfficeError, match="没有写明"):
        procedure.after_objection(whole, made, "decide", received, CALENDAR, 5)


def test_the_verdict_carries_what_was_settled() -> None:
    (verdict, asked, *_) = [r.verdict for r in run_examples(scheme(), CALENDAR)]
    assert isinstance(verdict, Verdict)
    assert verdict.monthly is not None
    assert verdict.decided_by == "县"
    assert "省、市 5:5：省级 450.00 元、市级 450.00 元" in verdict.amount_because
    assert asked is not None
    assert "还不知道由哪一级审批" in asked.amount_because
    assert asked.shares == ()


# ---- the reference


def test_every_kind_of_award_and_of_due_day_stands_in_the_reference() -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in MANUAL] == []
    assert [kind for kind in DUE_KINDS if f"{{ {kind} = " not in MANUAL] == []


SNIPPETS = re.findall(r"```toml\n(.*?)```", MANUAL[MANUAL.index("## 四、") : MANUAL.index("## 五、")], re.S)


def test_the_pieces_of_the_reference_can_be_read() -> None:
    assert len(SNIPPETS) == 5
    monthly, *rest = SNIPPETS
    assert tomllib.loads(monthly)["awards"]["monthly"]["start"]["women"] == 55
    head = RULES[: RULES.index("[[awards]]")] + '\n[[parameters]]\nname = "places"\nlabel = "名额"\n'
    named = """
[[passages]]
id = "own_application"
where = "第一条"
text = "由本人申请，不得重复申请。"

[[steps]]
kind = "appraisal"
id = "interview"
label = "面试"
"""
    steps = RULES[RULES.index("[[steps]]") :] + named
    for piece in rest:
        used = '[[awards]]\nkind = "fixed"\nlabel = "甲"\nyuan = { parameter = "places" }\n'
        parse_scheme(head + used + piece + steps, "试.toml")
