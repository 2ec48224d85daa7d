"""The scheme file as data, for a form: its first lines and every table that may stand in it, by name."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.approval_form import APPROVAL_FORM_WORDS
from desktop.domain.bureau import OfficeKind
from desktop.domain.dated_parameters import PARAMETER_WORDS
from desktop.domain.household import ExpenseKind, IncomeKind
from desktop.domain.scheme_header import SCHEME_KIND_WORDS
from desktop.domain.scheme_shape_amounts import NODES as AMOUNTS
from desktop.domain.scheme_shape_conditions import NODES as CONDITIONS
from desktop.domain.scheme_shape_course import NODES as COURSE
from desktop.domain.scheme_shape_examples import NODES as EXAMPLES
from desktop.domain.scheme_shape_figures import NODES as FIGURES
from desktop.domain.scheme_shape_parts import (
    PASSAGE,
    FieldType,
    Node,
    Slot,
    a,
    choice,
    flag,
    long_text,
    needed,
    number,
    plain,
    several,
    text,
    texts,
    whole,
)
from desktop.domain.words import choices

_ID = needed(text("id", "英文编号", "只用英文字母、数字、下划线和连字符。"))
_LABEL = needed(text("label", "名称"))
_INCOMES: Mapping[str, str] = {str(kind): words for kind, words in choices(IncomeKind)}
_EXPENSES: Mapping[str, str] = {str(kind): words for kind, words in choices(ExpenseKind)}

FILE = plain(
    needed(text("id", "方案编号", "只用英文字母、数字、下划线和连字符，例如 plan-07。存了以后不要再改。")),
    needed(text("title", "方案名称")),
    text("issuer", "制发单位"),
    text("reference", "文号"),
    a(FieldType.wholes, "plans", "原文第几篇"),
    a(FieldType.day, "from", "从哪天起施行", "不写就是不限。"),
    a(FieldType.day, "until", "到哪天止", "不写就是不限。"),
    text("replaces", "修订自哪个方案", "修订后的新版写旧版的编号。"),
    text("ends", "终止哪个方案的待遇", "终止流程才写，写那个方案的编号。"),
    several("offices", "哪种办公室用", {str(kind): words for kind, words in choices(OfficeKind)}),
    text("audience", "帮扶谁", "一句话。"),
    choice("kind", "是什么方案", {str(k): w for k, w in SCHEME_KIND_WORDS.items()}, "不写就是救助慰问。"),
    choice(
        "combine",
        "一个人符合几类",
        {"first": "只算排在前面的一类", "all": "各类都算，每项帮扶只给一次"},
        "不写就是只算排在前面的一类。",
    ),
    choice(
        "form",
        "用哪一种申请审批表",
        {str(form): words for form, words in APPROVAL_FORM_WORDS.items()},
        "不写就按办公室的种类。",
    ),
    texts("form_kept_by", "申请审批表各份由谁存", "一份一条，打印时逐份注明；不写就只印一份。"),
    text("refer", "不符合的人转介到哪里"),
    texts("notes", "原文的空缺、矛盾和程序的读法", "一条一段，核对时会提示。"),
    slots=(
        Slot("passages", "原文", "passage", each="段原文"),
        Slot("parameters", "参数", "parameter", each="个参数"),
        Slot("lines", "标准线", "figure", each="条标准线", extra=(_ID,)),
        Slot("define", "公用条件", "condition", extra=(_ID,), clause=True, each="公用条件"),
        Slot("apply_alone", "谁可以单独申请", "condition", clause=True, each="可单独申请的人"),
        Slot("income", "收入口径", "income", many=False),
        Slot("groups", "对象类别", "group", required=True, each="类"),
        Slot("exclude", "排除情形", "condition", clause=True, each="排除情形"),
        Slot("warn", "提醒", "condition", extra=(needed(text("say", "提醒什么")),), each="提醒"),
        Slot("awards", "帮扶标准", "award", each="项帮扶"),
        Slot("ceiling", "封顶（只有一道）", "ceiling", many=False),
        Slot("ceilings", "封顶和扣除", "ceiling", each="道封顶"),
        Slot("splits", "资金分担", "split", each="种分担"),
        Slot("authority", "审批权限", "level", each="级审批"),
        Slot("payments", "有前提的发放方式", "pay", each="种发放方式"),
        Slot("pay", "发放方式", "pay", many=False),
        Slot("triggers", "什么时候启动", "trigger", each="种启动情形"),
        Slot("steps", "步骤", "step", required=True, each="步"),
        Slot("papers", "材料", "paper", each="份材料"),
        Slot("again", "重复申请", "again", each="条重复申请的规定"),
        Slot("bring", "补正材料", "bring", many=False),
        Slot("told", "告诉谁什么", "telling", each="项告知"),
        Slot("reviews", "定期核查", "review", each="项核查"),
        Slot("fading", "渐退", "fading", many=False),
        Slot("checks", "随机抽查", "check", each="项抽查"),
        Slot("rankings", "名额评定", "ranking", each="轮评定"),
        Slot("visits", "走访责任", "duty", each="项走访"),
        Slot("rosters", "值班", "roster", each="项值班"),
        Slot("stock", "物资", "stock", each="种物资"),
        Slot("parcels", "装箱编号", "parcels", many=False),
        Slot("examples", "算例", "example", each="个算例"),
    ),
)

NODES: Mapping[str, Node] = {
    **CONDITIONS,
    **AMOUNTS,
    **COURSE,
    **EXAMPLES,
    **FIGURES,
    "passage": plain(
        _ID, needed(text("where", "第几条第几项")), needed(long_text("text", "原文的话", "一字不改地抄。"))
    ),
    "parameter": plain(
        needed(text("name", "英文名", "只用英文字母、数字、下划线和连字符。")),
        _LABEL,
        choice(
            "type",
            "是什么",
            {str(kind): words for kind, words in PARAMETER_WORDS.items()},
            "不写就是数字。",
        ),
        text("unit", "单位"),
        long_text("meaning", "意思", "由谁定、怎么定。"),
        a(
            FieldType.raw,
            "value",
            "数值",
            "原文没有写明的不写，由办公室填。日期写 2026-12-30，每年的一天写 12-30，月份写 2026-01。",
        ),
        number("minimum", "不小于"),
        number("maximum", "不大于"),
        flag("optional", "不填也能核对"),
        PASSAGE,
    ),
    "income": plain(
        whole("window", "近几个月", "写 6 或 12；不写是 12。", "个月"),
        several("exempt", "不计入的收入", _INCOMES, "不写就是基础养老金和荣誉津贴这两种。"),
        several("deduct", "可扣的支出", _EXPENSES, "不写就一样不扣。"),
        several("never", "写明不能扣的支出", _EXPENSES),
        PASSAGE,
    ),
    "group": plain(
        _ID,
        _LABEL,
        text("published", "公示里怎么称呼", "不能写病名。"),
        whole("priority", "先后", "小的在前。"),
        text("refer", "符合本类的同时转介到哪里"),
        long_text("note", "注"),
        PASSAGE,
        slots=(
            Slot("require", "条件", "condition", required=True, clause=True, each="条件"),
            Slot("once", "只享受一次", "once", many=False, inline=True),
        ),
    ),
}
