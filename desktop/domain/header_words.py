"""What a scheme says about itself, read aloud (口径、时间、核查和告知): headings, each with its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from desktop.domain.approval_form import APPROVAL_FORM_WORDS
from desktop.domain.condition import Condition
from desktop.domain.condition_words import ConditionWords
from desktop.domain.every import EVERY_WORDS
from desktop.domain.income import IncomeRule
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_header import SCHEME_KIND_WORDS, UPON_WORDS, Combine, SchemeKind, Telling
from desktop.domain.words import word


def header_lines(scheme: Scheme, words: ConditionWords, notice_days: int) -> list[tuple[str, list[str]]]:
    """Each heading that has something to say, with its lines."""
    found = [
        ("怎么算", list(_counting(scheme, words))),
        ("什么时候办、什么时候再看", list(_times(scheme, words))),
        ("怎么申请", list(_applying(scheme))),
        ("用什么表", [said for said in (form_words(scheme),) if said]),
        ("告诉谁", [_telling(t, words, notice_days) for t in scheme.told]),
        ("核对时会提醒", [f"{w.say}（{words.said(w.condition)}）" for w in scheme.warnings]),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def _applying(scheme: Scheme) -> Iterator[str]:
    for rule in scheme.again:
        yield f"重复申请：{rule.words}{_from(rule.source)}"
    if scheme.bring.words:
        yield f"补正材料：{scheme.bring.words}{_from(scheme.bring.source)}"


def _from(source: str) -> str:
    return f"〔依据：{source.split('：')[0]}〕" if source else ""


def form_words(scheme: Scheme) -> str:
    """Its own approval form with its copies, in words; nothing where it names neither."""
    named = APPROVAL_FORM_WORDS[scheme.form] if scheme.form else ""
    kept = scheme.form_kept_by
    copies = f"一式 {len(kept)} 份，由{'、'.join(kept)}各存一份" if kept else ""
    return "，".join(x for x in (named, copies) if x)


def _counting(scheme: Scheme, words: ConditionWords) -> Iterator[str]:
    if scheme.kind is not SchemeKind.relief:
        yield f"方案种类：{SCHEME_KIND_WORDS[scheme.kind]}"
    if len(scheme.groups) > 1:
        yield {
            Combine.first: "同时符合几类的，按排在前面的一类办理",
            Combine.all: "同时符合几类的，各类都享受，每项帮扶只给一次",
        }[scheme.combine]
    if scheme.income is not None:
        yield income_words(scheme.income)
    if scheme.alone:
        yield "可以单独提出申请的：" + "；".join(c.clause for c in scheme.alone)
    if scheme.refer:
        yield f"不符合的转介：{scheme.refer}"
    for group in scheme.groups:
        if group.refer:
            yield f"「{group.label}」同时转介：{group.refer}"
    referred = ((c.clause, c.instead) for c in scheme.conditions if c.instead)
    for clause, instead in dict.fromkeys(referred):
        yield f"「{clause}」的转介：{instead}"


def income_words(rule: IncomeRule) -> str:
    """How income is counted, in one sentence."""
    said = [f"收入按近 {rule.window} 个月计算"]
    if rule.exempt:
        said.append(f"不计入{_listed(rule.exempt)}")
    said.append(f"扣除自付的{_listed(rule.deduct)}支出" if rule.deduct else "不扣除任何支出")
    if rule.never:
        said.append(f"{_listed(rule.never)}支出不得扣除")
    return "，".join(said)


def _listed(kinds: Iterable[StrEnum]) -> str:
    return "、".join(sorted(word(kind) for kind in kinds))


def _times(scheme: Scheme, words: ConditionWords) -> Iterator[str]:
    for trigger in scheme.triggers:
        yield f"启动：{trigger.settled(scheme.values(words.parameters)).plain}"
    for review in scheme.reviews:
        yield f"核查：{EVERY_WORDS[review.every]}，{review.label}{_when(review.when, words)}"
    fading = scheme.fading
    if fading is not None:
        span = f"{fading.months}" if fading.at_most == fading.months else f"{fading.months}—{fading.at_most}"
        yield f"渐退：{fading.label}，不再符合条件后再享受 {span} 个月{_when(fading.when, words)}"


def _when(condition: Condition | None, words: ConditionWords) -> str:
    return f"（限{words.said(condition)}）" if condition is not None else ""


def _telling(telling: Telling, words: ConditionWords, notice_days: int) -> str:
    when = f"，{words.due(telling.within, '上一步', notice_days)}" if telling.within is not None else ""
    upon = UPON_WORDS[telling.upon] if telling.upon else ""
    return f"{upon}{'书面' if telling.written else ''}告诉{telling.who}：{telling.what}{when}"
