"""What a scheme gives as data, for a form: the kinds of award, months, ceilings, sources, authority, handing over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.fact import NUMERIC, SETS, FactType
from desktop.domain.payment import ACCOUNT_WORDS
from desktop.domain.payout import Form
from desktop.domain.scheme_shape_conditions import bounds
from desktop.domain.scheme_shape_parts import (
    GROUPS,
    PASSAGE,
    SIDE_LABELS,
    Content,
    FieldShape,
    FieldType,
    Node,
    Slot,
    a,
    choice,
    fact,
    figure,
    flag,
    long_text,
    needed,
    number,
    of_fact,
    or_blank,
    plain,
    text,
    texts,
    whole,
)
from desktop.domain.words import choices

AWARD_KINDS: Mapping[str, str] = {
    "fixed": "一个数",
    "table": "按选项分档",
    "tiers": "按数分档",
    "share": "按比例",
    "segments": "分段按比例，各段相加",
    "range": "一个范围，由审批人定",
    "higher_of": "几个数就高",
    "lower_of": "几个数就低",
    "supplement": "按类别增发百分之几",
    "difference": "补差：补到某条线",
    "goods": "一套物品",
    "ask": "原文没有数额，问人",
}
START_KINDS: Mapping[str, str] = {
    "month_after_age": "满多少周岁的下月",
    "month_after": "某个日期的下月",
    "month_of": "某个日期的当月",
    "month": "固定的一个月",
}
STOP_KINDS: Mapping[str, str] = {
    "month_of": "某个日期的当月止",
    "months": "共几个月",
    "month": "固定的一个月止",
}
CEILING_KINDS: Mapping[str, str] = {"yuan": "金额封顶", "times": "次数封顶", "deduct": "扣除已预付的"}

_MONEY = frozenset({FactType.money, FactType.quotient})
_COUNT = frozenset({FactType.whole})
_DAY = frozenset({FactType.day})
FORMS: Mapping[str, str] = {str(form): words for form, words in choices(Form)}
WHEN = Slot("when", "前提", "condition", many=False, inline=True)
_FLOOR = (figure("floor", "不低于"), figure("cap", "不超过"))
_OTHERWISE = text("otherwise", "不在档里的怎么说")
_KIND = needed(choice("kind", "帮扶的种类", AWARD_KINDS))
_LABEL = needed(text("label", "名称"))


def _award_contents() -> dict[str, Content]:
    chosen, money = needed(fact(SETS, label="按什么分")), needed(fact(_MONEY, label="按哪个金额"))
    terms = Slot("of", "几个数", "term", required=True, inline=True, each="个数")
    return {
        "fixed": Content((needed(figure("yuan", "数额")),)),
        "table": Content(
            (chosen, _OTHERWISE), (Slot("rows", "分档", "row", required=True, inline=True, each="档"),)
        ),
        "tiers": Content(
            (needed(fact(NUMERIC, label="按哪个数分")), _OTHERWISE),
            (Slot("tiers", "分档", "tier", required=True, inline=True, each="档"),),
        ),
        "share": Content(
            (
                money,
                needed(figure("percent", "百分之几", unit="%")),
                figure("deductible", "起付线"),
                *_FLOOR,
            )
        ),
        "segments": Content(
            (money, *_FLOOR), (Slot("segments", "分段", "segment", required=True, inline=True, each="段"),)
        ),
        "range": Content((needed(figure("minimum", "最少")), needed(figure("maximum", "最多")))),
        "higher_of": Content(_FLOOR, (terms,)),
        "lower_of": Content(_FLOOR, (terms,)),
        "supplement": Content(
            (
                chosen,
                a(FieldType.award, "base", "按前面哪项帮扶", "和「按哪个金额事实」写一种。"),
                fact(_MONEY, "base_fact", "按哪个金额事实"),
            ),
            (Slot("classes", "类别", "class", required=True, inline=True, each="类"),),
        ),
        "difference": Content(
            (money, needed(figure("up_to", "补到哪条线")), *_FLOOR),
            (Slot("full_when", "谁按全额", "condition", many=False, inline=True),),
        ),
        "goods": Content((), (Slot("goods", "物品", "item", required=True, inline=True, each="样物品"),)),
        "ask": Content(),
    }


_BEFORE = (_KIND, _LABEL, GROUPS)
_AFTER = (
    choice("per", "每户还是每人", {"household": "每户一份", "person": "每人一份"}, "不写就是每户一份。"),
    fact(_COUNT, "persons", "按哪个人数", "写了「每人一份」才写；不写是家庭人口。"),
    text("once", "就高只给一项的名字", "写了同一个词的几项，就高只给一项。"),
    choice("form", "用什么方式给", FORMS, "和别的不同时才写。"),
    text("to", "给谁", "和别的不同时才写。"),
    text("id", "给它取个英文名", "后面的增发要引用它时才写。"),
    long_text("note", "注"),
    PASSAGE,
)
_SLOTS = (WHEN, Slot("monthly", "按月享受", "monthly", many=False))


def _award(content: Content) -> Content:
    return Content((*_BEFORE, *content.fields, *_AFTER), (*content.slots, *_SLOTS))


def _ceiling(*fields: FieldShape) -> Content:
    return Content(
        (
            *fields,
            needed(text("clause", "说法")),
            choice("span", "多久合并算", {"once": "每次", "year": "自然年度", "lifetime": "一直累计"}),
            choice("counted", "按人还是按户", {"person": "按人", "household": "按户"}),
            texts("schemes", "和哪些方案合并计算", "写方案编号。"),
            GROUPS,
            flag("discuss", "超出的一事一议", "是：超出的部分「一事一议」，不是拒绝。"),
            PASSAGE,
        ),
        (WHEN,),
    )


_SO_FAR = fact(frozenset({FactType.money}), label="已享受多少", help="不写就是每次封顶。")

NODES: Mapping[str, Node] = {
    "award": Node({k: _award(c) for k, c in {**_award_contents(), "": Content()}.items()}, AWARD_KINDS),
    "row": plain(of_fact(), figure("yuan", "数额", "原文没有的不写，由审批人定。")),
    "tier": plain(
        _LABEL,
        *(replace(b, facts=frozenset[FactType]()) for b in bounds()),
        figure("yuan", "数额", "写数额，或者写最少和最多；都不写就由审批人定。"),
        figure("minimum", "最少"),
        figure("maximum", "最多"),
    ),
    "segment": plain(
        _LABEL,
        *(replace(b, facts=frozenset[FactType]()) for b in bounds("元")),
        needed(figure("percent", "百分之几", unit="%")),
    ),
    "class": plain(of_fact(), needed(figure("percent", "百分之几", unit="%"))),
    "term": plain(
        _LABEL,
        needed(figure("yuan", "数额")),
        number("percent", "取百分之几", "不写就是全部。", "%"),
        number("divide", "除以几", "按年的数除以 12 就是一个月的。"),
    ),
    "item": plain(
        needed(text("name", "品名")),
        text("unit", "单位", "不写是「份」。"),
        number("count", "几份", "不写是 1。"),
        figure("value", "每份约值"),
    ),
    "monthly": plain(
        slots=(
            Slot("start", "从哪个月起", "start", many=False, required=True, inline=True),
            Slot("stop", "到哪个月止", "stop", inline=True, each="种止期"),
        )
    ),
    "start": Node(
        {
            "": Content(),
            "month_after_age": Content(
                (
                    needed(whole("month_after_age", "满多少周岁的下月", unit="周岁")),
                    whole("women", "女性多少周岁", "和男性不同时才写。", "周岁"),
                    needed(fact(_DAY, "born", "谁的出生日期")),
                    or_blank(a(FieldType.month, "not_before", "最早从哪个月起计发")),
                )
            ),
            **{
                key: Content(
                    (
                        needed(fact(_DAY, key, START_KINDS[key])),
                        or_blank(a(FieldType.month, "not_before", "最早从哪个月起计发")),
                    )
                )
                for key in ("month_after", "month_of")
            },
            "month": Content(
                (
                    needed(or_blank(a(FieldType.month, "month", START_KINDS["month"]))),
                    or_blank(a(FieldType.month, "not_before", "最早从哪个月起计发")),
                )
            ),
        },
        START_KINDS,
        kind_key="",
    ),
    "stop": Node(
        {
            "": Content(),
            "month_of": Content((needed(fact(_DAY, "month_of", STOP_KINDS["month_of"])),)),
            "months": Content(
                (
                    needed(whole("months", "共几个月", unit="个月")),
                    whole("at_most", "最多几个月", "由审批人在这个范围里定时才写。", "个月"),
                )
            ),
            "month": Content((needed(or_blank(a(FieldType.month, "month", STOP_KINDS["month"]))),)),
        },
        STOP_KINDS,
        kind_key="",
    ),
    "ceiling": Node(
        {
            "": _ceiling(),
            "yuan": _ceiling(needed(figure("yuan", "最多多少")), _SO_FAR),
            "times": _ceiling(
                needed(whole("times", "最多几次", unit="次")), needed(fact(_COUNT, label="已享受几次"))
            ),
            "deduct": _ceiling(
                needed(flag("deduct", "扣除已预付的")),
                needed(fact(frozenset({FactType.money}), label="预付了多少")),
            ),
        },
        CEILING_KINDS,
        kind_key="",
    ),
    "split": Node(
        {
            "": Content(
                (_LABEL, PASSAGE),
                (WHEN, Slot("sources", "来源", "source", required=True, inline=True, each="个来源")),
            )
        }
    ),
    "source": plain(
        needed(text("name", "谁出")),
        figure("yuan", "固定出多少", "和「份数」写一种。"),
        number("parts", "占几份", "5 比 5 就各写 5。"),
    ),
    "level": plain(
        needed(text("who", "谁审批")),
        figure("at_most", SIDE_LABELS["at_most"], "两种上限写一种；都不写就没有上限。"),
        figure("below", SIDE_LABELS["below"]),
        GROUPS,
        PASSAGE,
        slots=(WHEN,),
    ),
    "pay": Node(
        {
            "": Content(
                (
                    needed(choice("form", "用什么方式给", FORMS)),
                    needed(text("to", "怎么给")),
                    choice(
                        "account",
                        "给到谁的账户",
                        {str(key): words for key, words in ACCOUNT_WORDS.items()},
                        "不写就是本人。",
                    ),
                    texts("signed_by", "由谁签字"),
                    GROUPS,
                    PASSAGE,
                ),
                (WHEN,),
            )
        }
    ),
}
