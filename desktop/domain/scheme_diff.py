"""Two schemes side by side (方案对照): what was added, what is gone, what reads differently, in office words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from desktop.domain.condition import Condition
from desktop.domain.conduct import Conduct
from desktop.domain.dated_parameters import PARAMETER_WORDS
from desktop.domain.days import day_words
from desktop.domain.facts import FACTS
from desktop.domain.header_words import form_words
from desktop.domain.money import figures
from desktop.domain.payment import pay_words
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import SCHEME_KIND_WORDS
from desktop.domain.scheme_parts import Example, Group, Parameter, StepPlan
from desktop.domain.scheme_words import Reading, in_force_told
from desktop.domain.standards import LINE_WORDS
from desktop.domain.words import word

V = TypeVar("V")

UNSAID = "写法"
"""The field told where two things differ in the file though their words here are the same."""
UNSAID_WORDS = ("（见文件）", "文件里写得不同，这里说不出差别，请对照两个文件")


class Change(StrEnum):
    added = "added"
    gone = "gone"
    changed = "changed"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that differs: in which part, what it is called, which side of it, and both wordings."""

    change: Change
    part: str
    name: str
    field: str = ""
    """Which side of it reads differently; empty where the whole thing came or went."""
    old: str = ""
    new: str = ""

    @property
    def said(self) -> str:
        """The difference in one line."""
        if self.change is Change.added:
            return f"新增「{self.name}」{f'：{self.new}' if self.new else ''}"
        if self.change is Change.gone:
            return f"删去「{self.name}」{f'：{self.old}' if self.old else ''}"
        what = f"「{self.name}」的{self.field}" if self.field else f"「{self.name}」"
        return f"{what}：{self.old or '（没有写）'} → {self.new or '（没有写）'}"


@dataclass(frozen=True)
class Thing:
    """One thing of a scheme: its words side by side, and all of it, for what the words do not tell."""

    words: Mapping[str, str]
    whole: object = None
    brief: str = ""
    """What is told of it where it is new or gone."""
    parts: Mapping[str, Mapping[str, Thing]] = field(default_factory=dict[str, "Mapping[str, Thing]"])
    """Things inside it, by the part they stand in."""


Things = Mapping[str, Thing]


def differences(old: Scheme, new: Scheme, notice_days: int = 5) -> tuple[Difference, ...]:
    """Everything in which the second scheme differs from the first, part by part; nothing where they say the same."""
    before, after = parts_of(old, notice_days), parts_of(new, notice_days)
    found = [d for part in before for d in _compared(part, before[part], after[part])]
    return (*found, *(d for part in ORDERED for d in _moved(part, before[part], after[part])))


def _compared(part: str, old: Things, new: Things) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield Difference(change=Change.gone, part=part, name=name, old=old[name].brief)
        elif name not in old:
            yield Difference(change=Change.added, part=part, name=name, new=new[name].brief)
        else:
            yield from _changed(part, name, old[name], new[name])


ORDERED = ("帮扶标准", "封顶", "发放方式", "步骤")
"""Parts in which it matters what stands first."""


def _moved(part: str, old: Things, new: Things) -> Iterator[Difference]:
    """What stands in another order, where both have it."""
    moved = in_other_order(old, new)
    if moved is not None:
        yield Difference(change=Change.changed, part=part, name="先后次序", old=moved[0], new=moved[1])


def in_other_order(old: Things, new: Things) -> tuple[str, str] | None:
    """What both have, in the order of the one and of the other, where these differ."""
    before, after = [n for n in old if n in new], [n for n in new if n in old]
    return None if before == after else ("、".join(before), "、".join(after))


def _changed(part: str, name: str, old: Thing, new: Thing) -> Iterator[Difference]:
    fields = dict.fromkeys((*old.words, *new.words))
    pairs = [(f, old.words.get(f, ""), new.words.get(f, "")) for f in fields]
    found = [
        Difference(change=Change.changed, part=part, name=name, field=f, old=a, new=b)
        for f, a, b in pairs
        if a != b
    ]
    for inner in dict.fromkeys((*old.parts, *new.parts)):
        found += _compared(f"{part} · {name} · {inner}", old.parts.get(inner, {}), new.parts.get(inner, {}))
    if not found and old.whole != new.whole:
        found.append(
            Difference(
                change=Change.changed,
                part=part,
                name=name,
                field=UNSAID,
                old=UNSAID_WORDS[0],
                new=UNSAID_WORDS[1],
            )
        )
    yield from found


# ---- the parts of a scheme


def parts_of(scheme: Scheme, notice_days: int) -> dict[str, Things]:
    """Everything a scheme says, part by part, each thing under its name."""
    reading = Reading(scheme, {})
    return {
        "抬头": _header(scheme),
        "口径和时间": _said_of_itself(scheme, reading, notice_days),
        "原文": _named(
            scheme.passages, lambda p: p.id, lambda p: Thing({"出处": p.where, "内容": p.text}, p, p.quoted)
        ),
        "参数": _named(scheme.parameters, lambda p: p.label, _parameter),
        "对象类别": _named(scheme.groups, lambda g: g.label, lambda g: _group(g, reading)),
        "排除情形": _conditions(scheme.exclusions, reading),
        "帮扶标准": _named(
            scheme.awards, lambda a: a.label, lambda a: _spoken("内容", "；".join(reading.award(a)), a)
        ),
        "封顶": _named(
            tuple(zip(scheme.ceilings, reading.ceilings(), strict=True)),
            lambda pair: pair[0].clause,
            lambda pair: _spoken("内容", pair[1], pair[0]),
        ),
        "发放方式": _named(
            scheme.payments,
            lambda way: word(way.form),
            lambda way: _spoken("内容", pay_words(way), way),
        ),
        "步骤": _named(scheme.steps, lambda s: s.label, lambda s: _step(s, reading, notice_days)),
        "材料": _named(scheme.papers, lambda p: p.name, lambda p: _spoken("内容", reading.paper(p), p)),
        "其他办理要求": _conduct(scheme.conduct, reading),
        "算例": _named(scheme.examples, lambda e: e.name, lambda e: _example(e, scheme)),
    }


def _named(items: Iterable[V], name: Callable[[V], str], thing: Callable[[V], Thing]) -> dict[str, Thing]:
    """Things by what they are called; two of one name are numbered."""
    found: dict[str, Thing] = {}
    for item in items:
        called, n = name(item), 1
        while called in found:
            n += 1
            called = f"{name(item)}（第 {n} 个）"
        found[called] = thing(item)
    return found


def _spoken(field: str, said: str, whole: object) -> Thing:
    return Thing({field: said}, whole, said)


def _header(scheme: Scheme) -> dict[str, Thing]:
    said = {
        "编号": scheme.id,
        "修订自": scheme.replaces,
        "终止的方案": scheme.ends,
        "名称": scheme.title,
        "制发单位": scheme.issuer,
        "文号": scheme.reference,
        "篇目": "、".join(str(n) for n in scheme.plans),
        "施行": in_force_told(scheme).removeprefix("施行时间："),
        "适用单位": "、".join(word(kind) for kind in scheme.offices),
        "对象": scheme.audience,
        "种类": SCHEME_KIND_WORDS[scheme.kind],
        "申请审批表": form_words(scheme),
    }
    things = {name: Thing({"": value}, value, value) for name, value in said.items()}
    return things | _lines("备注", scheme.notes)


def _lines(name: str, lines: Iterable[str]) -> dict[str, Thing]:
    """Lines that have no name of their own: each is there or not."""
    return {f"{name}：{line}": Thing({}) for line in lines}


def _said_of_itself(scheme: Scheme, reading: Reading, notice_days: int) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for heading, lines in reading.header(notice_days):
        found |= _lines(heading, lines)
    return found


def _parameter(parameter: Parameter) -> Thing:
    unit = parameter.unit
    told = {
        "数值": "（空白，由本单位填写）" if parameter.value is None else parameter.told(parameter.value),
        "最小": "" if parameter.minimum is None else parameter.told(parameter.minimum),
        "最大": "" if parameter.maximum is None else parameter.told(parameter.maximum),
        "是什么": PARAMETER_WORDS[parameter.type],
        "说明": parameter.meaning,
        "是否必填": "可以不填" if parameter.optional else "必须填",
        "单位": unit,
    }
    return Thing(told, parameter, told["数值"])


def _group(group: Group, reading: Reading) -> Thing:
    told = {
        "顺序": f"第 {group.priority}",
        "公示用语": group.published,
        "原文": group.source,
        "说明": group.note,
        "转介": group.refer,
    }
    conditions = _conditions(group.require, reading)
    return Thing(
        told, replace(group, require=()), "；".join(conditions), {"条件": conditions} if conditions else {}
    )


def _conditions(conditions: Iterable[Condition], reading: Reading) -> dict[str, Thing]:
    """Conditions by their clause, each with what the program looks at."""
    return _named(conditions, lambda c: c.clause or reading.condition(c), lambda c: _condition(c, reading))


def _condition(condition: Condition, reading: Reading) -> Thing:
    said = reading.condition(condition)
    return Thing({"核对": said, "原文": condition.source, "转介": condition.instead}, condition, said)


def _step(step: StepPlan, reading: Reading, notice_days: int) -> Thing:
    due = reading.due(step, notice_days)
    told = {"谁办": step.who, "期限": due, "要求": step.rules.told(), "原文": step.source}
    return Thing(told, step, "，".join(x for x in (step.who, due) if x))


def _conduct(conduct: Conduct, reading: Reading) -> dict[str, Thing]:
    """How it goes besides the steps: under each heading its lines, one after another."""
    wholes: Mapping[str, object] = {
        "钱由谁出": conduct.splits,
        "谁来审批": conduct.authority,
        "名额怎么评定": conduct.rankings,
        "随机抽查": conduct.checks,
        "走访和结对": conduct.visits,
        "按日子轮着做的事": conduct.rosters,
        "物资从哪里来，分到哪里去": conduct.stock,
        "包裹编号和去向": conduct.parcels,
    }
    return {
        heading: Thing(
            {f"第 {n} 项" if len(lines) > 1 else "内容": line for n, line in enumerate(lines, 1)},
            wholes.get(heading),
            "；".join(lines),
        )
        for heading, lines in reading.conduct()
    }


def _example(example: Example, scheme: Scheme) -> Thing:
    parameters = {p.name: p for p in scheme.parameters}
    groups = {g.id: g.label for g in scheme.groups}
    expect = example.expect
    amount = (
        "由人确定" if expect.no_amount else "" if expect.amount is None else f"{figures(expect.amount)} 元"
    )
    told = {
        "核对日期": day_words(example.on),
        "收到日期": "" if example.received is None else day_words(example.received),
        "标准": "、".join(f"{LINE_WORDS[k]} {figures(v)}" for k, v in example.standards.items()),
        "参数": "、".join(
            f"{parameters[k].label} {parameters[k].told(v)}" for k, v in example.parameters.items()
        ),
        "结论": word(expect.outcome),
        "类别": groups.get(expect.group or "", ""),
        "金额": amount,
        "物品": "、".join(expect.goods),
        "缺的材料": "、".join(FACTS[f].label for f in expect.missing),
        "理由": "；".join(expect.reasons),
        **{FACTS[f].label: example.facts.told(f) for f in example.facts},
    }
    return Thing(told, example, "，".join(x for x in (told["结论"], told["类别"], amount) if x))
