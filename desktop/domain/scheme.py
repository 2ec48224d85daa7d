"""A relief scheme (帮扶方案): what one policy file says, read strictly into a value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any

from desktop.domain.again import AgainRule, read_again
from desktop.domain.amounts import Award, Ceiling, read_awards, read_ceiling
from desktop.domain.application import StepKind
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.bring import BringRule, read_bring
from desktop.domain.bureau import OfficeKind
from desktop.domain.condition import Condition, Figure, Names
from desktop.domain.condition_reading import passage_text, read_figure_table
from desktop.domain.conditions import KINDS, read_condition
from desktop.domain.conduct import Conduct, read_conduct
from desktop.domain.dated_parameters import ParameterType, checked, encoded, told
from desktop.domain.due import RECEIPT, Due, read_due
from desktop.domain.errors import OfficeError
from desktop.domain.expected import Given, Hoped, read_given, read_hoped
from desktop.domain.facts import FACTS, Facts, parse_facts
from desktop.domain.household import ExpenseKind, IncomeKind
from desktop.domain.income import EXEMPT, MONTHS, IncomeRule
from desktop.domain.leaning import lines_in
from desktop.domain.money import figures
from desktop.domain.payment import Pay, read_pay
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.scheme_header import (
    Combine,
    Fading,
    Review,
    SchemeKind,
    Telling,
    Trigger,
    read_fading,
    read_reviews,
    read_told,
    read_triggers,
)
from desktop.domain.standards import LineKind
from desktop.domain.step_rules import StepRules, read_step_rules
from desktop.domain.verdict import Outcome
from desktop.domain.words import word


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A passage of the plan, word for word, with where it stands."""

    id: str
    where: str
    text: str

    @property
    def quoted(self) -> str:
        """Where it stands and what it says."""
        return f"{self.where}：{self.text}"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What an office sets for itself; without a value the scheme cannot be run, unless it is optional.

    A day or a month is kept as a figure, see `dated_parameters`.
    """

    name: str
    label: str
    type: ParameterType = ParameterType.number
    unit: str = ""
    meaning: str = ""
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    optional: bool = False
    passage: str = ""
    """Id of the passage it belongs to."""

    def fitting(self, value: Decimal) -> Decimal:
        """The value, if it lies within the bounds and is of the right kind; raises OfficeError otherwise."""
        try:
            checked(self.type, value)
        except OfficeError as error:
            raise OfficeError(f"参数「{self.label}」填了 {value:f}，{error.said}。请改正。") from error
        low, high = self.minimum, self.maximum
        if not value.is_finite() or (low is not None and value < low) or (high is not None and value > high):
            span = f"{f'不小于 {low}' if low is not None else ''}{f'、不大于 {high}' if high is not None else ''}"
            raise OfficeError(
                f"参数「{self.label}」填了 {value}，应{span.lstrip('、') or '是普通数字'}。请改正。"
            )
        return value

    def read(self, text: str) -> Decimal:
        """What an officer typed, as the figure that is kept; raises OfficeError with what was meant."""
        try:
            return self.fitting(encoded(self.type, text))
        except OfficeError as error:
            raise OfficeError(f"「{text[:40]}」{error.said.rstrip('。')}。") from error

    def told(self, value: Decimal) -> str:
        """A value with its unit, to be read aloud."""
        if self.type is not ParameterType.number:
            return told(self.type, value)
        shown = figures(value) if self.unit.startswith("元") else f"{value.normalize():f}"
        return f"{shown} {self.unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Group:
    """A kind of people the scheme is for (对象类别): all its conditions must hold."""

    id: str
    label: str
    priority: int
    require: tuple[Condition, ...]
    source: str = ""
    note: str = ""
    published: str = ""
    """What a public notice calls this kind of people; never an illness."""
    refer: str = ""
    """Where those of this group are referred besides (转介)."""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """Something the officer must be told where it holds; it decides nothing."""

    condition: Condition
    say: str


@dataclass(frozen=True, kw_only=True)
class StepPlan:
    """A step of the procedure as the scheme file states it."""

    id: str
    kind: StepKind
    label: str
    who: str = ""
    due: Due | None = None
    rule: str = ""
    source: str = ""
    rules: StepRules = field(default_factory=StepRules)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper to hand in (材料): what it proves, for which groups, in how many copies."""

    name: str
    proves: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    copies: int = 1
    at: str = ""
    """Id of the step at which it is asked for; empty: it comes with the application."""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a worked example must come to; None: not asked."""

    outcome: Outcome | None
    group: str | None = None
    amount: Decimal | None = None
    no_amount: bool = False
    goods: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    groups: tuple[str, ...] | None = None
    """All groups met, where a scheme counts each of them."""
    notes: tuple[str, ...] = ()
    """Words that must stand among the notes: warnings, referrals."""
    deadlines: Mapping[str, date | None] = field(default_factory=dict[str, "date | None"])
    more: Hoped = field(default_factory=Hoped)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A worked example (算例): facts, the lines and parameters to judge by, and what must come out."""

    name: str
    on: date
    received: date | None
    facts: Facts
    standards: Mapping[LineKind, Decimal]
    parameters: Mapping[str, Decimal]
    notice_days: int
    expect: Expected
    place: str = ""
    """Where it plays; empty: nowhere in particular."""
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """One edition of a policy, as its file states it."""

    id: str
    title: str
    issuer: str
    reference: str
    plans: tuple[int, ...]
    from_day: date | None
    until: date | None
    offices: tuple[OfficeKind, ...]
    audience: str
    notes: tuple[str, ...]
    passages: tuple[Passage, ...]
    parameters: tuple[Parameter, ...]
    groups: tuple[Group, ...]
    """In the order they are tried: by priority, then as written."""
    exclusions: tuple[Condition, ...]
    awards: tuple[Award, ...]
    ceilings: tuple[Ceiling, ...]
    """In the order they are kept."""
    payments: tuple[Pay, ...]
    """Ways of handing over; the first that fits a case counts."""
    steps: tuple[StepPlan, ...]
    papers: tuple[Paper, ...]
    examples: tuple[Example, ...]
    edition: str
    """Hash of the text."""
    text: str
    file: str
    kind: SchemeKind = SchemeKind.relief
    combine: Combine = Combine.first
    income: IncomeRule | None = None
    """How it counts income, where it says so itself."""
    alone: tuple[Condition, ...] = ()
    """Who may apply alone, without the household (单独提出申请)."""
    warnings: tuple[Warned, ...] = ()
    refer: str = ""
    """Where those who do not qualify are referred."""
    triggers: tuple[Trigger, ...] = ()
    reviews: tuple[Review, ...] = ()
    fading: Fading | None = None
    conduct: Conduct = field(default_factory=Conduct)
    told: tuple[Telling, ...] = ()
    ends: str = ""
    """The number of the scheme whose help it brings to an end; nothing is granted then, and the decision is to stop."""
    replaces: str = ""
    """The number of the older edition it is a revision of; what was granted under that one counts here too."""
    form: ApprovalForm | None = None
    """The form its applications are written on; None: that of the office's kind."""
    again: tuple[AgainRule, ...] = ()
    """What counts as applying for the same thing again."""
    bring: BringRule = field(default_factory=BringRule)
    """By when papers told of as missing must be brought, and what happens where they are not."""
    form_kept_by: tuple[str, ...] = ()
    """Who keeps each of its copies; none named: the copies are not told apart."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that decides or warns, in the order they are asked."""
        required = (c for g in self.groups for c in g.require)
        return (*self.exclusions, *required, *(w.condition for w in self.warnings))

    def values(self, parameters: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """The parameters to run with: what the office set, else what the plan says."""
        said = {p.name: p.value for p in self.parameters if p.value is not None}
        return said | {p.name: parameters[p.name] for p in self.parameters if p.name in parameters}

    def unset(self, parameters: Mapping[str, Decimal]) -> tuple[Parameter, ...]:
        """The blanks that stop the scheme from running."""
        values = self.values(parameters)
        return tuple(p for p in self.parameters if not p.optional and p.name not in values)

    @property
    def grants(self) -> bool:
        """Whether its decision gives somebody something: an end gives nothing, nor does taking somebody on."""
        return not self.ends and self.kind is not SchemeKind.selection

    @cached_property
    def lines(self) -> tuple[LineKind, ...]:
        """The published lines without which it cannot be checked."""
        return lines_in(self.groups, self.exclusions, self.awards, self.ceilings, self.payments, self.conduct)

    @cached_property
    def lines_besides(self) -> tuple[LineKind, ...]:
        """The published lines that only warnings and terms look at; without them a warning says so."""
        told = lines_in(self.alone, self.warnings, self.reviews, self.fading, self.told, self.triggers)
        return tuple(kind for kind in told if kind not in self.lines)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; raises OfficeError where there is none."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise OfficeError(f"方案「{self.title}」没有参数「{name}」。请从「方案」页选择参数。")

    def facts_asked(self) -> tuple[str, ...]:
        """The facts the scheme asks about, in the order it asks them."""
        asked = [
            fact for c in (*self.exclusions, *(c for g in self.groups for c in g.require)) for fact in c.asks
        ]
        asked += [fact for a in self.awards for fact in a.facts]
        asked += [fact for c in self.ceilings for fact in c.facts]
        asked += [fact for w in self.warnings for fact in w.condition.asks]
        asked += [fact for p in self.payments if p.when for fact in p.when.asks]
        asked += self.conduct.facts
        return tuple(dict.fromkeys(asked))

    def facts_asked_of_members(self) -> frozenset[str]:
        """The facts it asks about single members of the household."""
        whens = (c for a in self.awards for c in (a.when, a.full) if c is not None)
        limits = (c.when for c in self.ceilings if c.when is not None)
        every = (c for top in (*self.conditions, *whens, *limits) for c in top.walk())
        return frozenset(f for c in every if c.kind == "member" for part in c.parts for f in part.asks)

    def papers_for(self, fact: str, group: str = "") -> tuple[str, ...]:
        """The papers that prove a fact: the scheme's own, else the usual ones."""
        own = [
            p.name
            for p in self.papers
            if fact in p.proves and (not group or not p.groups or group in p.groups)
        ]
        return tuple(own) or FACTS[fact].proofs


# ---- reading


def edition_of(text: str) -> str:
    """The hash a scheme file's text is known by."""
    return sha256(text.encode()).hexdigest()[:16]


def parse_scheme(text: str, file: str) -> Scheme:
    """The scheme a policy file states; raises SchemeError that names file, place and cure."""
    part = Part(file, "", toml_of(text, file))
    id, title = _identifier(part, "id"), part.text("title")
    passages = _read_passages(part)
    names = Names(passages={p.id: p.quoted for p in passages})
    parameters = tuple(_read_parameter(p, names) for p in part.parts("parameters"))
    _once(part, "parameters", [p.name for p in parameters])
    names = replace(
        names,
        parameters=frozenset(p.name for p in parameters if p.type is ParameterType.number),
        days={p.name: p.type for p in parameters if p.type is not ParameterType.number},
    )
    names = replace(names, lines=_read_lines(part, names))
    names = _read_defined(part, names)
    alone = tuple(read_condition(p, names) for p in part.parts("apply_alone"))
    names = replace(names, alone=alone)
    groups, names = _read_groups(part, names)
    steps = _read_steps(part, names)
    scheme = Scheme(
        id=id,
        title=title,
        issuer=part.text("issuer", ""),
        reference=part.text("reference", ""),
        plans=part.wholes("plans"),
        from_day=part.day("from"),
        until=part.day("until"),
        offices=part.choice_list("offices", OfficeKind),
        audience=part.text("audience", ""),
        notes=part.texts("notes"),
        passages=passages,
        parameters=parameters,
        groups=groups,
        exclusions=tuple(read_condition(p, names) for p in part.parts("exclude")),
        awards=read_awards(part.parts("awards"), names),
        ceilings=_read_ceilings(part, names),
        payments=_read_payments(part, names),
        steps=steps,
        papers=tuple(_read_paper(p, names, steps) for p in part.parts("papers")),
        examples=(),
        edition=edition_of(text),
        text=text,
        file=file,
        kind=part.choice("kind", SchemeKind) if part.has("kind") else SchemeKind.relief,
        combine=part.choice("combine", Combine) if part.has("combine") else Combine.first,
        income=_read_income(part, names),
        alone=alone,
        warnings=_read_warnings(part, names),
        refer=part.text("refer", ""),
        triggers=read_triggers(part, names),
        reviews=read_reviews(part, names),
        fading=read_fading(part, names),
        conduct=read_conduct(part, names, {s.id: s.label for s in steps}),
        told=read_told(part, names),
        ends=_read_other(part, id, "ends", "请写要终止哪个方案的待遇；不是终止流程的，删去这一项。"),
        replaces=_read_other(part, id, "replaces", "请写旧版的编号；不是修订旧方案的，删去这一项。"),
        form=part.choice("form", ApprovalForm) if part.has("form") else None,
        form_kept_by=part.texts("form_kept_by"),
        again=tuple(read_again(p, names) for p in part.parts("again")),
        bring=read_bring(part, names),
    )
    scheme = replace(scheme, examples=tuple(_read_example(p, scheme) for p in part.parts("examples")))
    _once(part, "examples", [e.name for e in scheme.examples])
    part.done()
    _used(part, scheme)
    return scheme


_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def toml_of(text: str, file: str) -> dict[str, Any]:
    """What a text states as plain values, figures exact; raises SchemeError where it is no TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        where = f"第 {at[1]} 行第 {at[2]} 个字附近" if at and at[1] else "文件末尾附近"
        raise SchemeError(
            file, where, "写法有误，读不下去", "请检查引号、方括号和等号是否成对、是否用了中文标点。"
        ) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise SchemeError(file, "", "里面有读不出的数字或层次太深", "请对照样板检查。") from error


def _once(part: Part, key: str, names: list[str]) -> None:
    for n, name in enumerate(names):
        if names.count(name) > 1:
            again = names.index(name, n + 1)
            raise part.wrong(key, f"「{name}」出现了两次", "请改名或删去一个。", (again,))


def _identifier(part: Part, key: str) -> str:
    id = part.text(key)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", id):
        raise part.wrong(
            key, f"「{id[:30]}」不能作为编号", "请只用英文字母、数字、下划线和连字符，例如 plan-07。"
        )
    return id


def _read_other(part: Part, id: str, key: str, cure: str) -> str:
    """The number of another scheme."""
    if not part.has(key):
        return ""
    other = _identifier(part, key)
    if other.casefold() == id.casefold():
        raise part.wrong(key, "写的是自己的编号", cure)
    return other


def _read_passages(part: Part) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for p in part.parts("passages"):
        found.append(Passage(id=_identifier(p, "id"), where=p.text("where"), text=p.text("text")))
        p.done()
    _once(part, "passages", [p.id for p in found])
    return tuple(found)


def _read_parameter(part: Part, names: Names) -> Parameter:
    passage_text(part, names)
    kind = part.choice("type", ParameterType) if part.has("type") else ParameterType.number
    if kind is not ParameterType.number and (part.has("minimum") or part.has("maximum")):
        raise part.wrong("type", "日期和月份没有上下限", "请去掉 minimum 和 maximum。")
    parameter = Parameter(
        name=_identifier(part, "name"),
        label=part.text("label"),
        type=kind,
        unit=part.text("unit", ""),
        meaning=part.text("meaning", ""),
        value=_read_value(part, "value", kind) if part.has("value") else None,
        minimum=part.optional_number("minimum"),
        maximum=part.optional_number("maximum"),
        optional=part.flag("optional", False),
        passage=part.text("passage", ""),
    )
    part.done()
    if parameter.value is not None:
        value = parameter.value
        part.attempt("value", lambda: parameter.fitting(value))
    return parameter


def _read_value(part: Part, key: str, kind: ParameterType) -> Decimal:
    """A parameter's value as it is written: 100, 2026-12-30, "12-30" or "2026-01"."""
    if kind is ParameterType.number:
        return part.number(key)
    return part.attempt(key, lambda: encoded(kind, part.raw(key)))


def _read_lines(part: Part, names: Names) -> dict[str, Figure]:
    lines: dict[str, Figure] = {}
    for p in part.parts("lines"):
        id = _identifier(p, "id")
        if id in lines:
            raise p.wrong("id", f"「{id}」出现了两次", "请改名或删去一个。")
        lines[id] = read_figure_table(p, names)
        p.done()
    return lines


def _read_defined(part: Part, names: Names) -> Names:
    """[[define]]: conditions with a name of their own, for `kind = "see"`."""
    for p in part.parts("define"):
        id = _identifier(p, "id")
        if id in names.conditions:
            raise p.wrong("id", f"「{id}」出现了两次", "请改名或删去一个。")
        names = replace(names, conditions={**names.conditions, id: read_condition(p, names)})
    return names


def _read_income(part: Part, names: Names) -> IncomeRule | None:
    """[income]: how the scheme counts income."""
    p = part.part("income")
    if p is None:
        return None
    window = p.whole("window", MONTHS)
    if window not in (6, MONTHS):
        raise p.wrong("window", f"「{window}」个月不行", "请写 6 或 12。")
    exempt = frozenset(p.choice_list("exempt", IncomeKind)) if p.has("exempt") else EXEMPT
    deduct, never = (frozenset(p.choice_list(key, ExpenseKind)) for key in ("deduct", "never"))
    if deduct & never:
        raise p.wrong("never", "有的支出既写可扣又写不可扣", "请从 deduct 或 never 中去掉。")
    rule = IncomeRule(window=window, exempt=exempt, deduct=deduct, never=never, source=passage_text(p, names))
    p.done()
    return rule


def _read_warnings(part: Part, names: Names) -> tuple[Warned, ...]:
    """[[warn]]: conditions that only tell the officer something."""
    found: list[Warned] = []
    for p in part.parts("warn"):
        say = p.text("say")
        found.append(Warned(condition=read_condition(p, names, top=False), say=say))
    return tuple(found)


def _read_groups(part: Part, names: Names) -> tuple[tuple[Group, ...], Names]:
    written = part.parts("groups")
    if not written:
        raise part.absent("groups", "[[groups]]，说明方案帮扶哪些人")
    order = sorted(written, key=lambda p: p.whole("priority", 1))
    groups: list[Group] = []
    for p in order:
        id = _identifier(p, "id")
        source = passage_text(p, names)
        require = tuple(read_condition(c, names, source) for c in p.parts("require"))
        if not require:
            raise p.wrong("require", "一个条件也没有", "请写 [[groups.require]]。")
        once = p.part("once")
        if once is not None:
            require += (_read_once(once, names, source),)
        groups.append(
            Group(
                id=id,
                label=p.text("label"),
                priority=p.whole("priority", 1),
                require=require,
                source=source,
                note=p.text("note", ""),
                published=p.text("published", ""),
                refer=p.text("refer", ""),
            )
        )
        p.done()
        names = replace(names, groups={**names.groups, id: groups[-1].label})
    _once(part, "groups", [p.text("id") for p in written])
    return tuple(groups), names


def _read_once(part: Part, names: Names, source: str) -> Condition:
    """`once` of a group: a condition like any other, with a clause of its own where none is written."""
    once = KINDS["once"].read(
        part, names, "once", part.text("clause", "只享受一次"), passage_text(part, names, source)
    )
    part.done()
    return once


def _read_ceilings(part: Part, names: Names) -> tuple[Ceiling, ...]:
    ceiling = part.part("ceiling")
    return tuple(read_ceiling(p, names) for p in (*((ceiling,) if ceiling else ()), *part.parts("ceilings")))


def _read_payments(part: Part, names: Names) -> tuple[Pay, ...]:
    """[[payments]] for the ways that need a condition, then [pay] for all the rest."""
    rest = part.part("pay")
    parts = (*part.parts("payments"), *((rest,) if rest else ()))
    return tuple(read_pay(p, names) for p in parts)


def _read_steps(part: Part, names: Names) -> tuple[StepPlan, ...]:
    steps: list[StepPlan] = []
    for p in part.parts("steps"):
        kind = p.choice("kind", StepKind)
        id = _identifier(p, "id") if p.has("id") else str(kind)
        due_part = p.part("due")
        due = read_due(due_part, names.types) if due_part else None
        if due_part is not None and due is not None:
            due_part.done()
            known = {RECEIPT: "", "": "", **{s.id: s.id for s in steps}}
            due_part.one_of("after", known, due.after)
        steps.append(
            StepPlan(
                id=id,
                kind=kind,
                label=p.text("label", word(kind)),
                who=p.text("who", ""),
                due=due,
                rule=p.text("rule", ""),
                source=passage_text(p, names),
                rules=read_step_rules(p, {s.id: s.id for s in steps}, names.types, names.groups, kind),
            )
        )
        p.done()
    if not steps:
        raise part.absent("steps", "[[steps]]，从受理到发放")
    _once(part, "steps", [s.id for s in steps])
    return tuple(steps)


def _read_paper(part: Part, names: Names, steps: tuple[StepPlan, ...]) -> Paper:
    proves = part.texts("proves")
    for fact in proves:
        part.one_of("proves", FACTS, fact)
    groups = part.texts("groups")
    for group in groups:
        part.one_of("groups", names.groups, group)
    paper = Paper(
        name=part.text("name"),
        proves=proves,
        groups=groups,
        copies=part.whole("copies", 1),
        at=part.one_of("at", {s.id: s.id for s in steps}, part.text("at")) if part.has("at") else "",
        source=passage_text(part, names),
    )
    part.done()
    return paper


def _read_example(part: Part, scheme: Scheme) -> Example:
    facts, expect = part.part("facts"), part.part("expect")
    if expect is None or (facts is None and expect.has("verdict")):
        raise part.wrong("", "算例要有事实和预期结果", "请写 [examples.facts] 和 [examples.expect]。")
    on = part.day("on")
    if on is None:
        raise part.wrong("on", "没有填写", "请写核对日期，例如 on = 2026-01-15。")
    content = {key: facts.raw(key) for key in facts.names()} if facts else {}
    example = Example(
        name=part.text("name"),
        on=on,
        received=part.day("received"),
        facts=_read_facts(part, content),
        standards=_read_standards(part),
        parameters=_read_values(part, scheme),
        notice_days=part.whole("notice_days", 5),
        place=part.text("place", ""),
        expect=_read_expected(expect, scheme),
        given=read_given(part),
    )
    part.done()
    return example


def _read_facts(part: Part, content: Mapping[str, object]) -> Facts:
    try:
        return parse_facts(content)
    except OfficeError as error:
        fact = next((key for key in content if _broken(key, content[key])), None)
        inside = (fact,) if fact is not None else ()
        raise part.wrong("facts", error.said.rstrip("。"), "请改正。", inside) from error


def _broken(key: str, value: object) -> bool:
    try:
        parse_facts({key: value})
    except OfficeError:
        return True
    return False


def _read_standards(part: Part) -> dict[LineKind, Decimal]:
    table = part.part("standards")
    if table is None:
        return {}
    return {
        table.one_of(key, {k.value: k for k in LineKind}, key): table.number(key) for key in table.names()
    }


def _read_values(part: Part, scheme: Scheme) -> dict[str, Decimal]:
    table = part.part("parameters")
    if table is None:
        return {}
    known = {p.name: p for p in scheme.parameters}
    return {key: _read_value(table, key, table.one_of(key, known, key).type) for key in table.names()}


def _read_expected(part: Part, scheme: Scheme) -> Expected:
    group = part.text("group", "") if part.has("group") else None
    if group:
        part.one_of("group", {g.id: g for g in scheme.groups}, group)
    missing = part.texts("missing")
    for fact in missing:
        part.one_of("missing", FACTS, fact)
    no_amount = part.raw("amount") == "none"
    expected = Expected(
        outcome=part.choice("verdict", Outcome) if part.has("verdict") else None,
        group=group,
        amount=None if no_amount else part.optional_number("amount"),
        no_amount=no_amount,
        goods=part.texts("goods"),
        reasons=part.texts("reasons"),
        missing=missing,
        groups=_read_groups_met(part, scheme),
        notes=part.texts("notes"),
        deadlines=_read_deadlines(part, scheme),
        more=read_hoped(part),
    )
    part.done()
    return expected


def _read_groups_met(part: Part, scheme: Scheme) -> tuple[str, ...] | None:
    if not part.has("groups"):
        return None
    known = {g.id: g.id for g in scheme.groups}
    return tuple(part.one_of("groups", known, id) for id in part.texts("groups"))


def _read_deadlines(part: Part, scheme: Scheme) -> dict[str, date | None]:
    table = part.part("deadlines")
    if table is None:
        return {}
    steps = {s.id: s for s in scheme.steps}
    found: dict[str, date | None] = {}
    for key in table.names():
        table.one_of(key, steps, key)
        found[key] = None if table.raw(key) == "none" else table.day(key)
    return found


def _days_blank(scheme: Scheme) -> frozenset[str]:
    """The parameters that say by when something is done; without them it can still be judged who qualifies."""
    dues = [
        d for s in scheme.steps for d in (s.due, s.rules.objection.due if s.rules.objection else None) if d
    ]
    dues += [telling.within for telling in scheme.told if telling.within]
    return frozenset(p for one in (*dues, *scheme.triggers) for p in one.parameters)


def _used(part: Part, scheme: Scheme) -> None:
    """A parameter that must be filled in must be asked for somewhere, or filling it in would be a riddle."""
    used = {p for c in scheme.conditions for p in c.parameters} | {
        p for a in scheme.awards for p in a.parameters
    }
    used |= {p for c in scheme.ceilings for p in c.parameters} | scheme.conduct.parameters
    used |= {p for way in scheme.payments if way.when for p in way.when.parameters}
    idle = scheme.conduct.places | scheme.conduct.blanks | _days_blank(scheme)
    for n, parameter in enumerate(scheme.parameters):
        if parameter.optional and parameter.name in used and parameter.value is None:
            raise part.wrong(
                "parameters",
                f"「{parameter.name}」可以不填，条件或标准却要用它",
                "请去掉 optional，或给它一个值。",
                (n,),
            )
        if not parameter.optional and parameter.name not in used | idle:
            raise part.wrong(
                "parameters",
                f"「{parameter.name}」没有任何条件或标准用到",
                "请在条件或标准里引用它，或写 optional = true。",
                (n,),
            )
