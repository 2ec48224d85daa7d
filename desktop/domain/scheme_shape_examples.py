"""The worked examples as data, for a form: what is given and what must come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.again import SAME_WORDS, THEN_WORDS
from desktop.domain.application import State
from desktop.domain.fact import Fact, FactType
from desktop.domain.fact_list import FACTS
from desktop.domain.ranking import STANDING_WORDS
from desktop.domain.scheme_shape_amounts import FORMS
from desktop.domain.scheme_shape_parts import (
    FieldShape,
    FieldType,
    Node,
    Slot,
    a,
    choice,
    flag,
    named,
    needed,
    number,
    plain,
    several,
    text,
    texts,
    whole,
)
from desktop.domain.standards import LINE_WORDS
from desktop.domain.verdict import Outcome
from desktop.domain.words import choices

_TYPES: Mapping[FactType, FieldType] = {
    FactType.money: FieldType.number,
    FactType.quotient: FieldType.number,
    FactType.number: FieldType.number,
    FactType.whole: FieldType.whole,
    FactType.yes_no: FieldType.flag,
    FactType.choice: FieldType.choice,
    FactType.choices: FieldType.choices,
    FactType.text: FieldType.text,
    FactType.texts: FieldType.texts,
    FactType.day: FieldType.day,
    FactType.receipts: FieldType.raw,
    FactType.people: FieldType.raw,
}


def fact_field(fact: Fact) -> FieldShape:
    """The field in which a value of the fact is written."""
    return FieldShape(
        key=fact.id,
        label=fact.label,
        type=_TYPES[fact.type],
        help=fact.hint,
        choices=fact.choices,
        unit=fact.measure,
    )


def entry_field(entry: FieldShape, names: FieldType, key: str) -> FieldShape:
    """The field behind a key the officer named."""
    if names is FieldType.fact and key in FACTS:
        return fact_field(FACTS[key])
    return replace(entry, key=key, label=key)


_DAY = a(FieldType.day, "", "日期")
_RAW = a(FieldType.raw, "", "值")
_MONTH = FieldType.month
_ID = needed(text("id", "哪一个（编号）"))
_FACTS = tuple(
    Slot(f.id, f.label, "bill" if f.type is FactType.receipts else "member", inline=True, each=each)
    for f in FACTS.values()
    if (each := {FactType.receipts: "张票据", FactType.people: "名成员"}.get(f.type))
)

NODES: Mapping[str, Node] = {
    "example": plain(
        needed(text("name", "算例名称", "说清楚试的是哪条界限。")),
        needed(a(FieldType.day, "on", "核对日期")),
        a(FieldType.day, "received", "收到日期", "要核对期限时才写。"),
        text("place", "地区", "条件用到「本地」时才写。"),
        whole("notice_days", "公示几天", "不写是 5。", "天"),
        slots=(
            Slot("standards", "用到的标准", "standards", many=False, inline=True),
            Slot("parameters", "用到的参数", "values", many=False, inline=True),
            Slot("facts", "事实", "facts", many=False),
            Slot("candidates", "评定的人", "candidate", each="个人"),
            Slot("visited", "已经走访的", "visited", each="次走访"),
            Slot("pairs", "谁结对哪几户", "pairs", many=False),
            Slot("ranks", "谁是哪一级", "ranks", many=False),
            Slot("homes", "每户几口人", "homes", many=False),
            Slot("earlier", "以前的申请", "earlier", each="份以前的申请"),
            Slot("expect", "应当得出", "expect", many=False, required=True),
        ),
    ),
    "facts": named(FieldType.fact, _RAW, _FACTS),
    "member": named(FieldType.fact, _RAW, tuple(s for s in _FACTS if s.node == "bill")),
    "bill": plain(needed(a(FieldType.day, "on", "票据日期")), needed(number("yuan", "金额", unit="元"))),
    "standards": plain(*(number(str(kind), words) for kind, words in LINE_WORDS.items())),
    "values": named(FieldType.parameter, a(FieldType.raw, "", "数值")),
    "candidate": plain(
        needed(text("id", "姓名或编号")),
        flag("exempt", "免测"),
        flag("withdrawn", "退出"),
        slots=(Slot("values", "成绩等", "scores", many=False, inline=True),),
    ),
    "scores": named(FieldType.text, number("", "数值")),
    "visited": plain(needed(a(FieldType.day, "day", "哪天")), number("value", "帮扶值多少", unit="元")),
    "earlier": plain(
        needed(a(FieldType.day, "day", "哪天提出")),
        needed(choice("state", "办到哪里", {str(s): words for s, words in choices(State)})),
        needed(several("same", "和这一份相同的", {str(s): words for s, words in SAME_WORDS.items()})),
    ),
    "pairs": named(FieldType.text, texts("", "结对哪几户")),
    "ranks": named(FieldType.text, text("", "级别")),
    "homes": named(FieldType.text, whole("", "几口人", unit="人")),
    "expect": plain(
        choice(
            "verdict",
            "结论",
            {str(outcome): words for outcome, words in choices(Outcome)},
            "只核对别的、不核对结论时可以不写。",
        ),
        a(FieldType.group, "group", "算在哪一类", "一类也不是，写空的。"),
        a(FieldType.groups, "groups", "符合的全部类别", "各类都算的方案才写。"),
        a(FieldType.raw, "amount", "金额", '由人定的写 "none"。', unit="元"),
        number("at_least", "由人定的，最少", unit="元"),
        number("at_most", "由人定的，最多", unit="元"),
        texts("goods", "物品"),
        number("goods_value", "物品值多少", unit="元"),
        texts("tiers", "落在哪一档"),
        texts("reasons", "理由里必须有的话"),
        texts("notes", "提示里必须有的话"),
        a(FieldType.facts, "missing", "缺哪些事实", "一个不多，一个不少。"),
        text("authority", "由谁审批"),
        choice("payment", "怎么给", FORMS),
        choice(
            "again",
            "重复申请",
            {**{str(t): words for t, words in THEN_WORDS.items()}, "none": "可以再申请"},
            "给了「以前的申请」才写。",
        ),
        texts("papers", "随申请交的材料", "一个不多，一个不少；到后面的步骤才交的不写。"),
        texts("spared", "不办的步骤（编号）", "方案写明这一类人不办的。"),
        slots=(
            Slot("deadlines", "各步骤的期限", "deadlines", many=False, inline=True),
            Slot("monthly", "按月的起止", "hoped_months", many=False, inline=True),
            Slot("split", "各来源出多少", "shares", many=False, inline=True),
            Slot("checks", "抽查", "hoped_check", inline=True, each="项抽查"),
            Slot("rosters", "值班", "hoped_roster", inline=True, each="项值班"),
            Slot("stock", "物资还剩多少", "shares", many=False, inline=True),
            Slot("visits", "走访", "hoped_duty", inline=True, each="项走访"),
            Slot("rankings", "名额评定", "hoped_ranking", inline=True, each="轮评定"),
            Slot("pairs", "结对", "hoped_pairs", inline=True, each="项结对"),
            Slot("objection", "异议", "objected", many=False, inline=True),
        ),
    ),
    "deadlines": named(FieldType.step, replace(_RAW, help='一个日期；没有期限的写 "none"。')),
    "days": named(FieldType.step, _DAY),
    "shares": named(FieldType.text, number("", "数值")),
    "hoped_months": plain(
        a(_MONTH, "first", "第一个月"),
        a(_MONTH, "last", "最后一个月", "没有止期的写 none。"),
        a(_MONTH, "since", "从哪个月数起"),
        a(_MONTH, "until", "数到哪个月"),
        whole("count", "应发几个月", unit="个月"),
    ),
    "hoped_check": plain(
        _ID, needed(whole("of", "共几件", unit="件")), needed(whole("count", "抽几件", unit="件"))
    ),
    "hoped_roster": plain(
        _ID,
        needed(a(FieldType.day, "since", "从哪天")),
        needed(a(FieldType.day, "until", "到哪天")),
        needed(whole("count", "共几次", unit="次")),
    ),
    "hoped_duty": plain(
        _ID,
        needed(a(FieldType.day, "since", "从哪天起结对")),
        needed(a(FieldType.day, "on", "看到哪天")),
        texts("due", "各期的末日", "写成 2026-03-31。"),
        a(FieldType.wholes, "lacking", "各期还差几次"),
    ),
    "hoped_ranking": plain(
        _ID,
        whole("places", "名额", unit="个"),
        whole("posts", "岗位", unit="个"),
        text("seed", "抽签的种子"),
        *(texts(str(standing), words) for standing, words in STANDING_WORDS.items()),
    ),
    "hoped_pairs": plain(
        needed(text("duty", "哪项走访（编号）")),
        texts("over", "结对过多的人"),
        texts("under", "结对不足的人"),
        texts("uncovered", "没人结对的户"),
    ),
    "objected": plain(
        needed(a(FieldType.step, "step", "在哪一步提出")),
        needed(a(FieldType.day, "on", "哪天提出")),
        slots=(Slot("deadlines", "之后的期限", "days", many=False, required=True, inline=True),),
    ),
}
