"""How a scheme goes as data, for a form: steps and due days, papers, reviews, notices, rankings, visits, stock."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.again import SAME_WORDS, THEN_WORDS, WITHIN_WORDS
from desktop.domain.application import StepKind
from desktop.domain.due import RECEIPT
from desktop.domain.every import EVERY_WORDS
from desktop.domain.ranking import RANKED_BY, RANKS
from desktop.domain.scheme_header import ALERTS, UPON_WORDS
from desktop.domain.scheme_shape_amounts import FORMS, WHEN
from desktop.domain.scheme_shape_conditions import festival
from desktop.domain.scheme_shape_parts import (
    FESTIVALS,
    GROUPS,
    PASSAGE,
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
    or_blank,
    plain,
    several,
    text,
    texts,
    whole,
)
from desktop.domain.step_rules import SPARED
from desktop.domain.visit_duties import EVERY_WORDS as VISIT_WORDS
from desktop.domain.words import choices

STEP_KINDS: Mapping[str, str] = {str(kind): words for kind, words in choices(StepKind)}
DUE_KINDS: Mapping[str, str] = {
    "workdays": "几个工作日内",
    "days": "几天内",
    "months": "几个月内",
    "date": "写明年份的一天",
    "month_day": "每年的一天",
    "next_year": "次年的一天",
    "month_end": "某月底",
    "month_after": "过几个月的月底",
    "filed_by": "每年某日前交来，逾期视为放弃",
    "notice": "公示几天",
    "notice_workdays": "公示几个工作日",
    "festival": "节日当天",
    "before": "从节日或某天倒数",
    "window": "每年的一段时间，到末日止",
    "earliest": "几个期限，先到的算",
}
TRIGGER_KINDS: Mapping[str, str] = {
    "date": "每年的一天",
    "period": "一段时间",
    "festival": "节日",
    "age": "到了年龄",
    "alert": "发布预警",
    "event": "发生事件",
}
WEEKDAYS = {
    "mon": "周一",
    "tue": "周二",
    "wed": "周三",
    "thu": "周四",
    "fri": "周五",
    "sat": "周六",
    "sun": "周日",
}

_AFTER = FieldShape(
    key="after",
    label="从哪一步算起",
    type=FieldType.step,
    help="不写就是从上一步。",
    choices={RECEIPT: "收到申请"},
)
_DUE = Slot("due", "期限", "due", many=False, inline=True)


def _day(key: str, label: str) -> FieldShape:
    return needed(or_blank(a(FieldType.month_day, key, label)))


def _due_contents() -> dict[str, Content]:
    contents = {
        "workdays": (needed(or_blank(whole("workdays", "几个工作日内", unit="个工作日"))),),
        "days": (needed(or_blank(whole("days", "几天内", unit="天"))),),
        "months": (needed(or_blank(whole("months", "几个月内", unit="个月"))),),
        "date": (needed(or_blank(a(FieldType.day, "date", "哪一天前（含）"))),),
        "month_day": (_day("month_day", "每年几月几日前"),),
        "next_year": (_day("next_year", "次年几月几日前"),),
        "month_end": (needed(whole("month_end", "几月底前", unit="月")),),
        "month_after": (needed(or_blank(whole("month_after", "之后第几个月底前", "1 就是次月。"))),),
        "filed_by": (_day("filed_by", "每年几月几日前交来"),),
        "notice": (
            needed(
                or_blank(
                    a(
                        FieldType.raw,
                        "notice",
                        "公示几天",
                        '写天数；原文没有写天数的写 "office"，按本单位设置。',
                        unit="天",
                    )
                )
            ),
        ),
        "notice_workdays": (
            needed(
                or_blank(
                    whole(
                        "notice_workdays",
                        "公示几个工作日",
                        "原文写「公示×个工作日」的才用；只写「公示×天」的是自然日。",
                        "个工作日",
                    )
                )
            ),
        ),
        "festival": (needed(festival()),),
        "before": (
            needed(a(FieldType.named_day, "before", "从哪一天倒数", "一个节日，或者每年的一天（02-10）。")),
            or_blank(whole("days_before", "倒数几天", "节日前不写天数就是前一天止。", "天")),
            or_blank(whole("workdays_before", "倒数几个工作日", "和「倒数几天」写一种。", "个工作日")),
        ),
    }
    window = Slot("window", "时段", "yearly", many=False, required=True, inline=True)
    found = {kind: Content(fields) for kind, fields in contents.items()}
    return found | {"window": Content(slots=(window,)), "": Content()}


def _due(*more: FieldShape, earliest: bool = True) -> Node:
    """A due rule; one among several has no `after` of its own and is not several itself."""
    several_of = Slot("earliest", "几个期限", "one_due", required=True, inline=True, each="种期限")
    contents = _due_contents() | ({"earliest": Content(slots=(several_of,))} if earliest else {})
    return Node(
        {kind: Content((*c.fields, *more), c.slots) for kind, c in contents.items()},
        {kind: words for kind, words in DUE_KINDS.items() if kind in contents},
        kind_key="",
    )


_LABEL = needed(text("label", "名称"))
_ID = needed(text("id", "英文编号", "只用英文字母、数字、下划线和连字符。"))
_WHO = text("who", "谁来办")
_SAY = text("say", "说法")


def _step(kind: str) -> Content:
    """A step of that kind; what an examination has besides, and who is spared it where a plan may say so."""
    exam = (
        (
            fact(RANKED_BY, "score", "成绩记作", "哪个事实：评定名额、重新核对都从这里取数，不用再填。"),
            number("full_marks", "满分", "不写就是 100。", "分"),
        )
        if kind == StepKind.exam
        else ()
    )
    spared = (_EXEMPT,) if kind in SPARED else ()
    return Content(
        (*_STEP[:-1], *exam, _STEP[-1]),
        (_DUE, *spared, Slot("objection", "有异议时", "objection", many=False, inline=True)),
    )


_EXEMPT = Slot("exempt", "哪些人不办这一步", "exempt", many=False, inline=True)
_STEP = (
    needed(choice("kind", "办什么", STEP_KINDS)),
    text("label", "名称", "不写就用「办什么」的词。"),
    _WHO,
    long_text("rule", "原文怎么说期限"),
    text("role", "以什么身份办"),
    whole("signatures", "须几个人签字", unit="人"),
    text("attendance", "到会比例", "写成 2/3。"),
    text("majority", "同意票比例", "写成 2/3，按到会人数算；不写就是 2/3。"),
    whole("copies", "一式几份", unit="份"),
    flag("optional", "可以视情不办", "原文写「可视情」「必要时」的才勾选；不办的要写明原因。"),
    text("id", "英文编号", "同一种步骤有两个时才要写。"),
    PASSAGE,
)


def _triggers() -> dict[str, Content]:
    own: dict[str, tuple[FieldShape, ...]] = {
        "": (),
        "date": (_day("month_day", "每年哪一天"),),
        "period": (
            needed(a(FieldType.named_day, "from", "从哪一天起（含）")),
            needed(a(FieldType.named_day, "until", "到哪一天止（含）")),
        ),
        "festival": (needed(festival()),),
        "age": (needed(whole("age", "满多少周岁", unit="周岁")),),
        "alert": (
            needed(several("alerts", "哪些预警", ALERTS.choices)),
            a(FieldType.parameter, "announced", "发布日期用哪个参数", "由本单位统一登记时才写。"),
            a(FieldType.parameter, "lifted", "解除日期用哪个参数"),
            text("event", "事件叫什么", "写了发布日期的参数，就要写。"),
        ),
        "event": (),
    }
    kind = needed(choice("kind", "什么情形", TRIGGER_KINDS))
    return {key: Content((kind, *fields, _SAY, PASSAGE)) for key, fields in own.items()}


NODES: Mapping[str, Node] = {
    "step": Node({kind: _step(kind) for kind in ("", *STEP_KINDS)}, STEP_KINDS),
    "due": _due(_AFTER),
    "own_due": _due(),
    "one_due": _due(earliest=False),
    "yearly": plain(_day("from", "从几月几日"), _day("to", "到几月几日")),
    "objection": plain(
        needed(a(FieldType.step, "back_to", "退回哪一步")),
        flag("again", "要不要重新公示", "不写就是要。"),
        slots=(Slot("due", "期限", "own_due", many=False, inline=True),),
    ),
    "exempt": plain(
        needed(a(FieldType.groups, "groups", "哪几类人")),
        needed(text("say", "原文怎么说", "印在审批表和办理经过里，作为不办的原因。")),
    ),
    "paper": plain(
        needed(text("name", "材料名称")),
        a(FieldType.facts, "proves", "证明哪些事实"),
        GROUPS,
        whole("copies", "一式几份", unit="份"),
        a(FieldType.step, "at", "到哪一步才交", "不写就是提出申请时交；写了，办到那一步才算缺。"),
        several("forms", "哪种形式发放才交", FORMS, "到发放那一步才交的才写；不写就是不论哪种形式都要。"),
        PASSAGE,
    ),
    "again": plain(
        needed(
            several(
                "same",
                "什么相同才算重复",
                {str(s): words for s, words in SAME_WORDS.items()},
                "同一户、同一家庭、同一人至少选一个。",
            )
        ),
        needed(choice("within", "多久以内", {str(w): words for w, words in WITHIN_WORDS.items()})),
        needed(choice("then", "怎么办", {str(t): words for t, words in THEN_WORDS.items()})),
        flag("refused", "不予批准过的也算"),
        PASSAGE,
    ),
    "bring": plain(
        whole("workdays", "告知后几个工作日内补齐", "不写就按本单位设置。", "个工作日"),
        flag("given_up", "逾期没有补齐的视为放弃", "原文写明的才勾选。"),
        PASSAGE,
    ),
    "trigger": Node(_triggers(), TRIGGER_KINDS),
    "review": plain(
        needed(choice("every", "多久一次", {str(k): w for k, w in EVERY_WORDS.items()})),
        _LABEL,
        PASSAGE,
        slots=(WHEN,),
    ),
    "fading": plain(
        needed(whole("months", "几个月", unit="个月")),
        whole("at_most", "最多几个月", "由人在这个范围里定时才写。", "个月"),
        _LABEL,
        PASSAGE,
        slots=(WHEN,),
    ),
    "telling": plain(
        needed(text("who", "告诉谁")),
        needed(text("what", "告诉什么")),
        choice("upon", "什么时候", {str(k): w for k, w in UPON_WORDS.items()}, "不写就与单个申请无关。"),
        flag("written", "书面告知"),
        PASSAGE,
        slots=(Slot("within", "期限", "due", many=False, inline=True),),
    ),
    "check": plain(
        _ID,
        needed(or_blank(number("percent", "抽查百分之几", unit="%"))),
        whole("at_least", "至少几件", unit="件"),
        _WHO,
        a(FieldType.step, "at", "在哪一步以前抽", "这一步办完以前，本案必须进过一次抽查；不写就不卡。"),
        PASSAGE,
    ),
    "ranking": plain(
        _ID,
        _LABEL,
        figure("places", "名额几个", "和「每岗几人」写一种；都不写由人定。", "个"),
        whole("per_post", "每岗几人", unit="人"),
        number("pass_line", "合格线（含）", "第一项的。"),
        choice("tie", "末位并列", {"ask": "问人", "all": "都算", "draw": "抽签"}, "不写就是问人。"),
        text("tie_rule", "并列的规定"),
        whole("substitutes", "递补几人", unit="人"),
        text("exempt", "免测的人怎么说"),
        flag("private", "不得公开排名"),
        a(FieldType.step, "at", "卡在哪一步", "没有评上的，办不了这一步；不写就不卡。"),
        fact(RANKS, "rank", "名次记作", "哪个事实：评定确定以后，重新核对时从这里取数。"),
        PASSAGE,
        slots=(Slot("by", "按什么排", "key", required=True, inline=True, each="项依据"),),
    ),
    "key": plain(
        needed(text("key", "英文名")),
        text("label", "名称"),
        choice("order", "谁在前", {"high": "高的在前", "low": "低的在前"}, "不写就是高的在前。"),
        fact(RANKED_BY, label="从哪个事实取数", help="不写就由人填。"),
    ),
    "duty": plain(
        _ID,
        _LABEL,
        needed(choice("every", "多久一次", {str(k): w for k, w in VISIT_WORDS.items()})),
        or_blank(whole("times", "每期几次", unit="次")),
        several("festivals", "哪些节日", FESTIVALS, "「多久一次」是节日时才写。"),
        whole("ahead", "节前几天内走访算数", unit="天"),
        text("who", "谁去"),
        figure("minimum_value", "每期帮扶至少值多少"),
        GROUPS,
        PASSAGE,
        slots=(Slot("capacity", "每人结对几户", "capacity", inline=True, each="级"),),
    ),
    "capacity": plain(
        text("rank", "哪一级", "不写就是所有人。"),
        whole("at_least", "最少几户", unit="户"),
        needed(whole("at_most", "最多几户", unit="户")),
    ),
    "roster": plain(
        _ID,
        _LABEL,
        several("weekdays", "星期几", WEEKDAYS, "不选就是每天。"),
        text("at", "几点", "写成 05:00。"),
        text("who", "谁值班"),
        PASSAGE,
        slots=(Slot("window", "时段", "yearly", many=False, inline=True),),
    ),
    "stock": plain(
        _ID,
        needed(text("label", "物资名称")),
        needed(text("unit", "单位")),
        needed(or_blank(number("total", "总数"))),
        flag("exact", "必须全部分完", "不写就是必须；否：只要够用。"),
        PASSAGE,
        slots=(
            Slot("origins", "从哪里来", "origin", inline=True, each="个来源"),
            Slot("handed", "分到哪里", "handed", inline=True, each="个去处"),
        ),
    ),
    "origin": plain(needed(text("name", "谁给的")), needed(or_blank(number("count", "多少")))),
    "handed": plain(
        needed(text("to", "给谁")),
        text("out_of", "从谁那里再分下去", "不写就是从总数里分。"),
        or_blank(number("count", "多少", "或者写几个单位、每个多少。")),
        or_blank(number("receivers", "几个单位")),
        or_blank(number("each", "每个多少")),
    ),
    "parcels": plain(
        text("prefix", "编号开头的字"),
        whole("digits", "几位数", unit="位"),
        texts("stations", "依次经过哪里"),
        PASSAGE,
    ),
}
