"""The kinds of condition as data, for a form: what each asks for, in office words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.condition_reading import NUMBERS
from desktop.domain.fact import NUMERIC, SETS, FactType
from desktop.domain.scheme_shape_parts import (
    FESTIVALS,
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
    needed,
    of_fact,
    only,
    or_blank,
    plain,
    text,
    texts,
    whole,
)

CONDITION_KINDS: Mapping[str, str] = {
    "compare": "一个数和一个界限比",
    "band": "一个数在两个界限之间",
    "share": "一个数占另一个数的百分之几",
    "line": "方案自己的数和别的数比（多用在提醒里）",
    "has_any": "选项里有其一",
    "has_all": "选项里都有",
    "has_none": "选项里都没有",
    "count": "所列选项里有几项",
    "is": "是或者否",
    "place": "地区在所列之内",
    "text": "文字正好是所列之一",
    "age": "周岁年龄",
    "elapsed": "从某日到现在有多久",
    "day_within": "日期在一段时间里",
    "receipts": "一段时间里的票据合计",
    "near_festival": "在节日前后几天之内",
    "filed_by": "每年某日前交来材料",
    "once": "没有重复享受",
    "member": "逐个看家庭成员",
    "not_group": "不属于前面的类别",
    "in_group": "属于前面的类别",
    "applies_alone": "可以单独提出申请",
    "all": "几条都要符合",
    "any": "几条符合其一",
    "at_least_of": "几条里至少符合几条",
    "not": "不是下面这一条",
    "see": "引用公用条件",
}


def bounds(unit: str = "", *, facts: bool = True, equals: bool = True) -> tuple[FieldShape, ...]:
    """The bounds a figure may be held against, open or closed."""
    allowed = NUMBERS if facts else frozenset[FactType]()
    help = "开口（不含）闭口（含）照原文。"
    return tuple(
        replace(figure(side, words, help, unit), facts=allowed)
        for side, words in SIDE_LABELS.items()
        if equals or side != "equals"
    )


def whole_bounds(unit: str) -> tuple[FieldShape, ...]:
    """Bounds that are plain whole numbers."""
    return tuple(whole(side, words, unit=unit) for side, words in SIDE_LABELS.items())


def festival(key: str = "festival") -> FieldShape:
    """A festival."""
    return choice(key, "哪个节日", FESTIVALS)


_DAY = frozenset({FactType.day})
_TEXT = frozenset({FactType.text})
_ON = a(
    FieldType.named_day,
    "on",
    "算到哪一天",
    "不写就是核对当日。可以是一个日期、每年的一天（12-31）、一个节日，或者年份由参数填写。",
)
_FROM = a(
    FieldType.named_day, "from", "从哪一天起（含）", "两头都写月日，或者都写日期；写日期的可以只写一头。"
)
_UNTIL = a(FieldType.named_day, "until", "到哪一天止（含）")
_OF = Slot("of", "分条件", "condition", required=True, inline=True, each="分条件")
PER = needed(
    choice(
        "per",
        "多久只享受一次",
        {
            "event": "每个事件一次",
            "year": "每年一次",
            "festival": "每个节日一次",
            "fund": "每个基金一次",
            "lifetime": "终身一次",
        },
    )
)
_ONCE = (
    PER,
    only(needed(text("fund", "哪个基金")), "per", "fund"),
    only(needed(festival()), "per", "festival"),
    choice(
        "counted", "按人还是按户", {"household": "一户一次", "person": "每名成员各一次"}, "不写就是一户一次。"
    ),
)


def _contents() -> dict[str, Content]:
    numeric, chosen = needed(fact(NUMERIC)), needed(fact(SETS))
    places = needed(texts("of", "所列的地区", "「本地」是核对所用的地区；写区县，街道村也算在内。"))
    return {
        "compare": Content((numeric, *bounds())),
        "band": Content((numeric, *bounds(equals=False))),
        "share": Content((numeric, needed(fact(NUMERIC, "of", "占什么的百分之几")), *bounds("%"))),
        "line": Content((text("name", "叫什么"), needed(figure("figure", "哪个数")), *bounds("元"))),
        "has_any": Content((chosen, of_fact())),
        "has_all": Content((chosen, of_fact())),
        "has_none": Content((chosen, of_fact())),
        "count": Content((chosen, of_fact(), *whole_bounds("项"))),
        "is": Content(
            (
                needed(fact(frozenset({FactType.yes_no}))),
                flag("value", "应该是", "不写就是「是」。"),
            )
        ),
        "place": Content((needed(fact(_TEXT)), places)),
        "text": Content((needed(fact(_TEXT)), needed(texts("of", "所列的文字")))),
        "age": Content(
            (
                fact(_DAY, label="谁的出生日期", help="不写就是申请人。"),
                _ON,
                choice(
                    "counts_from",
                    "哪天算满",
                    {"birthday": "生日当天", "day_after": "生日次日"},
                    "不写就是生日当天。",
                ),
                *bounds("周岁"),
            )
        ),
        "elapsed": Content(
            (
                needed(fact(_DAY, label="从哪个日期算起")),
                needed(choice("unit", "单位", {"years": "年", "months": "个月", "days": "天"})),
                _ON,
                *whole_bounds(""),
            )
        ),
        "day_within": Content((fact(_DAY, label="哪个日期", help="不写就是核对当日。"), _FROM, _UNTIL)),
        "receipts": Content(
            (needed(fact(frozenset({FactType.receipts}), label="哪种票据")), _FROM, _UNTIL, *bounds("元"))
        ),
        "near_festival": Content(
            (
                needed(festival()),
                whole("before", "节前几天起（含）", unit="天"),
                whole("after", "节后几天止（含）", unit="天"),
            )
        ),
        "filed_by": Content(
            (
                needed(fact(_DAY, label="哪个日期")),
                needed(or_blank(a(FieldType.month_day, "month_day", "每年哪天前（含）"))),
            )
        ),
        "once": Content(_ONCE),
        "member": Content(
            (
                choice(
                    "who", "看哪些成员", {"some": "有人符合", "every": "每个人都符合", "none": "没有人符合"}
                ),
                only(whole("at_least", "至少几人", unit="人"), "who", "", "some"),
            ),
            (_OF,),
        ),
        "not_group": Content((needed(replace(_GROUPS, label="不属于哪几类")),)),
        "in_group": Content((needed(replace(_GROUPS, label="属于哪几类")),)),
        "applies_alone": Content(),
        "all": Content(slots=(_OF,)),
        "any": Content(slots=(_OF,)),
        "at_least_of": Content((needed(whole("n", "至少符合几条", unit="条")),), (_OF,)),
        "not": Content(slots=(_OF,)),
        "see": Content((needed(a(FieldType.defined, "id", "哪个公用条件")),)),
    }


_GROUPS = a(FieldType.groups, "groups", "哪几类", "只能选排在前面的类别。")
_KIND = needed(choice("kind", "条件的种类", CONDITION_KINDS))
CLAUSE = text("clause", "原文的意思", "核对结果里就这样说。")
_INSTEAD = text("instead", "另行转介", "被这一条挡住的人转介到哪里。")


def _whole(content: Content) -> Content:
    return replace(content, fields=(_KIND, CLAUSE, *content.fields, PASSAGE, _INSTEAD))


NODES: Mapping[str, Node] = {
    "condition": Node(
        {kind: _whole(content) for kind, content in {**_contents(), "": Content()}.items()}, CONDITION_KINDS
    ),
    "once": plain(*_ONCE, CLAUSE, PASSAGE),
    "year_day": Node(
        {
            "": Content(),
            "year": Content(
                (
                    needed(a(FieldType.parameter, "year", "年份用哪个参数")),
                    needed(a(FieldType.month_day, "month_day", "几月几日")),
                )
            ),
            "parameter": Content((needed(a(FieldType.parameter, "parameter", "哪个参数")),)),
        },
        {"year": "年份空着的一天", "parameter": "整个日期空着"},
        kind_key="",
    ),
    "blank": plain(needed(a(FieldType.parameter, "parameter", "哪个参数"))),
}
