"""How a scheme goes, and help by the month, read aloud."""

from __future__ import annotations

import pytest

from desktop.domain.condition_words import ConditionWords
from desktop.domain.conduct_words import conduct_lines
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.scheme_words import Reading

HEAD = """
id = "try"
title = "试"
[[groups]]
id = "poor"
label = "困难户"
[[groups.require]]
clause = "收入低"
kind = "compare"
fact = "savings"
at_most = 100
"""
STEP = """
[[steps]]
kind = "accept"
label = "受理"
"""


def made(text: str) -> Scheme:
    return parse_scheme(HEAD + text + STEP, "试.toml")


@pytest.mark.parametrize(
    ("text", "heading", "lines"),
    [
        (
            """
[[splits]]
label = "省、市 5:5"
sources = [{ name = "省级", parts = 5 }, { name = "市级", parts = 5 }]
""",
            "钱由谁出",
            ["省、市 5:5：省级负担 10 份中的 5 份、市级负担 10 份中的 5 份"],
        ),
        (
            """
[[authority]]
who = "乡镇"
at_most = 5000
[[authority]]
who = "县级"
below = 20000
""",
            "谁来审批",
            [
                "乡镇，数额不高于 5,000.00 元（含）的由其审批",
                "县级，数额低于 20,000.00 元（不含）的由其审批",
                "超过以上各级权限的，须「一事一议」",
            ],
        ),
        (
            """
[[rankings]]
id = "one"
label = "面试人选"
by = [{ key = "w", label = "笔试成绩" }]
per_post = 6
pass_line = 60
substitutes = 2
private = true
""",
            "名额怎么评定",
            [
                "面试人选：按笔试成绩（高的在前）排列；笔试成绩 60 以上（含）才排名；每个岗位取前 6 名；"
                "末位并列：由评定人决定；有人退出时，由后面的依次递补，最多 2 名；名次只供内部使用，不公布"
            ],
        ),
        (
            """
[[checks]]
id = "one"
percent = 30
who = "县级"
""",
            "随机抽查",
            ["县级随机抽查不少于 30%；按约定的种子抽取，留有记录，任何人可以重抽核对"],
        ),
        (
            """
[[checks]]
id = "one"
percent = 30
who = "县级"
at = "accept"
""",
            "随机抽查",
            ["县级在「受理」以前随机抽查不少于 30%；按约定的种子抽取，留有记录，任何人可以重抽核对"],
        ),
        (
            """
[[rankings]]
id = "one"
label = "面试人选"
by = [{ key = "w", label = "笔试成绩" }]
at = "accept"
""",
            "名额怎么评定",
            [
                "面试人选：按笔试成绩（高的在前）排列；名额由评定人确定；末位并列：由评定人决定；"
                "没有评上的，不能办「受理」"
            ],
        ),
        (
            """
[[visits]]
id = "one"
label = "走访"
every = "quarter"
who = "帮扶人"
minimum_value = 500
capacity = [{ rank = "县领导", at_least = 5, at_most = 5 }, { rank = "干部", at_least = 1, at_most = 2 }]
[[visits]]
id = "two"
label = "节日看望"
every = "festival"
festivals = ["spring_festival"]
ahead = 10
groups = ["poor"]
""",
            "走访和结对",
            [
                "走访：每季度 1 次；由帮扶人负责；每期帮扶不少于 500.00 元；县领导联系 5 户；干部联系 1—2 户",
                "节日看望（限「困难户」）：春节各 1 次，节前 10 天内走访的算数",
            ],
        ),
        (
            """
[[rosters]]
id = "one"
label = "送水"
at = "05:00"
window = { from = "12-05", to = "03-05" }
who = "志愿者"
[[rosters]]
id = "two"
label = "例会"
weekdays = ["mon", "fri"]
""",
            "按日子轮着做的事",
            [
                "送水：12 月 5 日到次年 3 月 5 日，每天 05:00，由志愿者负责",
                "例会：每周一、五",
            ],
        ),
        (
            """
[[stock]]
id = "one"
label = "春联"
unit = "副"
total = 8337
handed = [{ to = "东街", count = 8000 }, { to = "一社区", count = 8000, out_of = "东街" }]
""",
            "物资从哪里来，分到哪里去",
            [
                "春联：共 8,337 副，须全部分完",
                "春联的去处：东街 8,000 副、一社区 8,000 副（出自东街），余 337 副",
                "！春联对不上：分下去 8,000 副，总数 8,337 副，还有 337 副没有去处",
            ],
        ),
        (
            """
[parcels]
prefix = "冬衣-"
stations = ["打包", "收到"]
""",
            "包裹编号和去向",
            ["包裹逐件编号，从 冬衣-0001 起，依次经过：打包 → 收到"],
        ),
    ],
)
def test_the_conduct_of_a_scheme_is_read_line_by_line(text: str, heading: str, lines: list[str]) -> None:
    assert conduct_lines(ConditionWords(made(text), {})) == [(heading, lines)]


def test_a_scheme_that_says_nothing_of_it_has_no_headings() -> None:
    assert conduct_lines(ConditionWords(made(""), {})) == []


@pytest.mark.parametrize(
    ("monthly", "said"),
    [
        (
            'start = { month_after_age = 60, women = 55, born = "applicant_born" }\nstop = [{ month_of = "died_on" }]',
            "按月发：男满 60 周岁、女满 55 周岁的次月起；发到",
        ),
        (
            'start = { month = "2026-01" }\nstop = [{ months = 6, at_most = 12 }]',
            "按月发：从 2026年1月起；共发 6—12 个月，由审批人确定",
        ),
        (
            'start = { month_after = "died_on", not_before = "2026-03" }\nstop = [{ month = "2026-12" }]',
            "的次月起，最早从 2026年3月起，以前的不补发；发到 2026年12月（含）",
        ),
    ],
)
def test_monthly_help_says_when_it_begins_and_ends(monthly: str, said: str) -> None:
    scheme = made(f"""
[[awards]]
kind = "fixed"
label = "补助"
yuan = 100
[awards.monthly]
{monthly}
""")
    assert said in "\n".join(Reading(scheme, {}).award(scheme.awards[0]))


def test_a_way_of_paying_says_for_whom_when_and_who_signs() -> None:
    scheme = made("""
[[payments]]
form = "cash"
to = "现金发给本人"
account = "hospital"
signed_by = ["领取人", "经办人"]
groups = ["poor"]
[payments.when]
kind = "compare"
fact = "savings"
at_most = 5
""")
    assert Reading(scheme, {}).payments() == [
        "发放：现金（限「困难户」），现金发给本人，须由领取人、经办人签字（交给医院）；前提：存款及有价证券 不高于 5.00 元（含）"
    ]
