"""How a scheme file is read: strictly, every part told where it stands and how to mend it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from desktop.domain.again import read_again
from desktop.domain.amounts import Ceiling, read_awards, read_ceiling
from desktop.domain.application import StepKind
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.bring import read_bring
from desktop.domain.bureau import OfficeKind
from desktop.domain.condition import Condition, Figure, Names
from desktop.domain.condition_reading import passage_text, read_figure_table
from desktop.domain.conditions import KINDS, read_condition
from desktop.domain.conduct import read_conduct
from desktop.domain.dated_parameters import ParameterType
from desktop.domain.due import RECEIPT
from desktop.domain.due_reading import read_due
from desktop.domain.facts import FACTS
from desktop.domain.household import ExpenseKind, IncomeKind
from desktop.domain.income import EXEMPT, MONTHS, IncomeRule
from desktop.domain.payment import Pay, read_pay
from desktop.domain.payout import Form
from desktop.domain.policy_text import Part, SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_examples import read_example
from desktop.domain.scheme_header import (
    Combine,
    SchemeKind,
    read_fading,
    read_reviews,
    read_told,
    read_triggers,
)
from desktop.domain.scheme_parts import Group, Paper, Parameter, Passage, StepPlan, Warned, read_value
from desktop.domain.step_rules import read_step_rules
from desktop.domain.words import word


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
    scheme = replace(scheme, examples=tuple(read_example(p, scheme) for p in part.parts("examples")))
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
        value=read_value(part, "value", kind) if part.has("value") else None,
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
        forms=part.choice_list("forms", Form),
        source=passage_text(part, names),
    )
    if paper.forms and not any(s.id == paper.at and s.kind is StepKind.pay for s in steps):
        raise part.wrong(
            "forms", "只有到发放那一步才交的材料能写", '请在 at 里写发放那一步的编号，例如 at = "pay"。'
        )
    part.done()
    return paper


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
