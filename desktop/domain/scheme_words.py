"""A scheme read as a person would read it (方案怎么说): conditions, sums, due rules and papers in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.amounts import Award, Item, Tier
from desktop.domain.authority import DISCUSSED
from desktop.domain.award import Term
from desktop.domain.ceilings import Ceiling, Counted, Limit, Span
from desktop.domain.condition import Bound, Condition, Figure, choice_words
from desktop.domain.condition_words import ConditionWords, plain_number
from desktop.domain.conduct_words import conduct_lines, limited_to
from desktop.domain.days import day_words
from desktop.domain.due import RECEIPT, Due
from desktop.domain.facts import FACTS, Fact
from desktop.domain.header_words import header_lines
from desktop.domain.lacking import forms_told
from desktop.domain.monthly_words import terms_words
from desktop.domain.payment import ACCOUNT_WORDS, Account, Pay, pay_words
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Paper, StepPlan
from desktop.domain.words import word

_MONEY = FACTS["savings"]


@dataclass(frozen=True)
class Reading:
    """Reads the parts of one scheme aloud, with the figures this office filled in."""

    scheme: Scheme
    parameters: Mapping[str, Decimal]

    # ---- conditions

    def condition(self, condition: Condition) -> str:
        """What the program looks at to try a condition."""
        return self._words.said(condition)

    def bound(self, bound: Bound, fact: Fact) -> str:
        """One end of a comparison, open or closed as the plan has it."""
        return self._words.bound(bound, fact)

    def figure(self, wanted: Figure, fact: Fact) -> str:
        """A figure of the plan in its unit: typed, filled in, or so many times a published line."""
        return self._words.figure(wanted, fact)

    def parameter(self, name: str, fact: Fact | None = None) -> str:
        """The figure filled in for a parameter, or that it is still to be filled in."""
        return self._words.parameter(name, fact)

    @property
    def _words(self) -> ConditionWords:
        return ConditionWords(self.scheme, self.parameters)

    def header(self, notice_days: int) -> list[tuple[str, list[str]]]:
        """What the scheme says about itself: headings, each with its lines."""
        return header_lines(self.scheme, self._words, notice_days)

    def conduct(self) -> list[tuple[str, list[str]]]:
        """How the scheme goes besides its steps: headings, each with its lines."""
        return conduct_lines(self._words)

    def group(self, id: str) -> str:
        """What a group of the scheme is called."""
        return next((g.label for g in self.scheme.groups if g.id == id), id)

    def groups(self, ids: frozenset[str] | tuple[str, ...]) -> str:
        """Whom something is limited to; nothing where it is for all."""
        return limited_to(self._words, ids)

    # ---- what is given

    def award(self, award: Award) -> list[str]:
        """One promise of the scheme, as lines."""
        head = f"{award.label}{self.groups(award.groups)}"
        lines: list[str] = []
        match award.kind:
            case "fixed" if award.yuan is not None:
                head += f"：{self.figure(award.yuan, _MONEY)}"
            case "table":
                fact = FACTS[award.fact]
                head += f"，按{fact.label}分档，同时符合几档的取最高一档："
                for row in award.rows:
                    names = "、".join(
                        label for value, label in fact.choices.items() if value in row.choices
                    ) or "、".join(sorted(row.choices))
                    sum_told = self.figure(row.yuan, _MONEY) if row.yuan is not None else "由审批人确定"
                    lines.append(f"· {names}：{sum_told}")
                if award.otherwise:
                    lines.append(f"· 其他：{award.otherwise}")
            case "goods":
                head += f"：{'；'.join(self._item(item) for item in award.goods)}"
            case "tiers":
                head += f"，按{FACTS[award.fact].label}分档："
                lines += [f"· {tier.label}：{self._tier(tier)}" for tier in award.tiers]
            case "segments":
                head += f"，{FACTS[award.fact].label}分段按比例计算："
                lines += [f"· {t.label}：{self._percent(t.percent)}" for t in award.tiers]
            case "share":
                start = (
                    f"超过 {self.figure(award.deductible, _MONEY)} 的部分的 " if award.deductible else "的 "
                )
                head += f"：{FACTS[award.fact].label}{start}{self._percent(award.percent)}"
            case "range" if award.minimum is not None and award.maximum is not None:
                span = f"{self.figure(award.minimum, _MONEY)}到 {self.figure(award.maximum, _MONEY)}"
                head += f"：{span}之间，由审批人确定"
            case "higher_of" | "lower_of":
                head += f"：下面几项{'就高' if award.kind == 'higher_of' else '就低'}"
                lines += [f"· {term.label}：{self._term(term)}" for term in award.terms]
            case "supplement":
                head += f"，按{FACTS[award.fact].label}增发，同时符合几类的就高一次："
                fact = FACTS[award.fact]
                lines += [
                    f"· {choice_words(fact, c.choices)}：{self._percent(c.percent)}" for c in award.classes
                ]
            case "difference" if award.yuan is not None:
                head += f"：{self.figure(award.yuan, _MONEY)}与{FACTS[award.fact].label}的差额"
            case _:
                head += "：数额由审批人确定"
        lines += self._limits(award)
        if award.when is not None:
            lines.append(f"前提：{self.condition(award.when)}")
        if award.note:
            lines.append(f"注：{award.note}")
        return [head, *lines]

    def _tier(self, tier: Tier) -> str:
        if tier.yuan is not None:
            return self.figure(tier.yuan, _MONEY)
        if tier.minimum is not None and tier.maximum is not None:
            return f"{self.figure(tier.minimum, _MONEY)}到 {self.figure(tier.maximum, _MONEY)}之间"
        return "由审批人确定"

    def _percent(self, percent: Figure | None) -> str:
        if percent is None:
            return ""
        told = self.parameter(percent.parameter) if percent.parameter else ""
        return f"{told or plain_number(percent.amount or Decimal(0))}%"

    def _term(self, term: Term) -> str:
        percent = f" × {plain_number(term.percent)}%" if term.percent != 100 else ""
        divide = f" ÷ {plain_number(term.divide)}" if term.divide != 1 else ""
        return f"{self.figure(term.yuan, _MONEY)}{percent}{divide}"

    def _limits(self, award: Award) -> list[str]:
        """Floor, cap, who gets it whole, for each person, by the month."""
        held = award.kind not in ("range", "tiers")
        said = [
            f"不低于 {self.figure(award.minimum, _MONEY)}" if award.minimum and held else "",
            f"不超过 {self.figure(award.maximum, _MONEY)}" if award.maximum and held else "",
            f"全额发给：{self.condition(award.full)}" if award.full is not None else "",
            f"每人一份，按{FACTS[award.persons].label}计算" if award.persons else "",
            f"和其他「{award.once}」就高只给一项" if award.once else "",
            terms_words(award.monthly, self._words) if award.monthly is not None else "",
            f"这一项发{word(award.form)}{f'，{award.to}' if award.to else ''}" if award.form else "",
        ]
        return [line for line in said if line]

    def ceilings(self) -> list[str]:
        """The most one may get, each limit in a line; nothing where the plan has no such limit."""
        return [self._ceiling(c) for c in self.scheme.ceilings]

    def _ceiling(self, ceiling: Ceiling) -> str:
        if ceiling.limit is Limit.advance:
            return f"扣除：{ceiling.clause}{self.groups(ceiling.groups)}{self._when(ceiling.when)}"
        limit = f"{ceiling.times} 次" if ceiling.yuan is None else self.figure(ceiling.yuan, _MONEY)
        span = {Span.once: "每次", Span.year: "同一年度合并计算", Span.lifetime: "一直累计"}[ceiling.span]
        whose = (
            "，全家合并计算" if ceiling.span is not Span.once and ceiling.counted is Counted.household else ""
        )
        beyond = f"，超过的须「{DISCUSSED}」" if ceiling.discuss else ""
        told = f"{ceiling.clause}（{limit}，{span}{whose}{beyond}）{self.groups(ceiling.groups)}"
        return f"封顶：{told}{self._when(ceiling.when)}"

    def _when(self, condition: Condition | None) -> str:
        return f"；前提：{self.condition(condition)}" if condition is not None else ""

    def payments(self) -> list[str]:
        """How it is handed over, each way in a line."""
        return [self._payment(way) for way in self.scheme.payments]

    def _payment(self, way: Pay) -> str:
        whose = f"（交给{ACCOUNT_WORDS[way.account]}）" if way.account is not Account.own else ""
        return (
            f"发放：{word(way.form)}{self.groups(way.groups)}，{pay_words(way)}{whose}{self._when(way.when)}"
        )

    def _item(self, item: Item) -> str:
        worth = f"（每{item.unit}约值 {self.figure(item.value, _MONEY)}）" if item.value is not None else ""
        return f"{item.name} {plain_number(item.count)} {item.unit}{worth}"

    # ---- steps and papers

    def due(self, step: StepPlan, notice_days: int) -> str:
        """By when a step must be done, in words."""
        told = self._due(step.due, notice_days) if step.due is not None else ""
        spared = step.rules.exempt
        said = (
            told or ("" if step.rule else "原文没有写明期限"),
            step.rule,
            step.rules.told(),
            f"{'、'.join(f'「{self.group(id)}」' for id in spared.groups)}不办这一步：{spared.say}"
            if spared
            else "",
        )
        return "。".join(x for x in said if x)

    def _due(self, due: Due, notice_days: int) -> str:
        start = {"": "上一步", RECEIPT: "收到申请"}.get(due.after) or self._step(due.after)
        return self._words.due(due, start, notice_days)

    def _step(self, id: str) -> str:
        return next((f"「{s.label}」" for s in self.scheme.steps if s.id == id), "上一步")

    def paper(self, paper: Paper) -> str:
        """A paper to hand in: how many copies, for whom, what it proves, and at which step where that is not the first."""
        copies = f" 一式 {paper.copies} 份" if paper.copies > 1 else ""
        proves = "、".join(FACTS[f].label for f in paper.proves)
        later = f"　到{self._step(paper.at)}一步交" if paper.at else ""
        later += f"，{forms_told(paper)}" if paper.forms else ""
        return (
            f"{paper.name}{copies}{self.groups(paper.groups)}{f'　证明：{proves}' if proves else ''}{later}"
        )


def in_force_told(scheme: Scheme) -> str:
    """From when to when the scheme holds."""
    begins = f"{day_words(scheme.from_day)}起" if scheme.from_day else ""
    ends = f"{day_words(scheme.until)}止" if scheme.until else ""
    return f"施行时间：{begins}{'，' if begins and ends else ''}{ends}" if begins or ends else ""


def place_of(source: str) -> str:
    """Where a passage stands, without its words."""
    return source.split("：")[0]
