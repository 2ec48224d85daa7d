"""How a scheme goes besides its steps, read aloud (怎么办): who bears it, who decides, places, checks, visits, stock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.domain.authority import DISCUSSED, Level
from desktop.domain.award import YUAN
from desktop.domain.condition_words import ConditionWords, plain_number
from desktop.domain.dated_parameters import BlankDay, MonthDay, month_day_words
from desktop.domain.fact_list import FACTS
from desktop.domain.lunar import FESTIVAL_WORDS
from desktop.domain.ranking import Order, RankingRule, Tie
from desktop.domain.repeats import WEEKDAYS, Roster
from desktop.domain.sampling import Check
from desktop.domain.sources import Source, Split
from desktop.domain.stock import Parcels, Stock, check_stock
from desktop.domain.visit_duties import EVERY_WORDS, Capacity, Duty

_TIES = {Tie.ask: "由评定人决定", Tie.all: "并列的都入选", Tie.draw: "抽签决定，任何人可以重抽核对"}
_COUNT = FACTS["household_size"]
_DAYS = "一二三四五六日"


def conduct_lines(words: ConditionWords) -> list[tuple[str, list[str]]]:
    """Each heading that has something to say about how the scheme goes, with its lines."""
    conduct = words.scheme.conduct.settled(words.scheme.values(words.parameters))
    found = [
        ("钱由谁出", [_split(one, words) for one in conduct.splits]),
        ("谁来审批", list(_authority(conduct.authority, words))),
        ("名额怎么评定", [ranking_words(one, words) for one in conduct.rankings]),
        ("随机抽查", [_check(one, words) for one in conduct.checks]),
        ("走访和结对", [_duty(one, words) for one in conduct.visits]),
        ("按日子轮着做的事", [_roster(one, words) for one in conduct.rosters]),
        ("物资从哪里来，分到哪里去", [line for one in conduct.stock for line in _stock(one, words)]),
        ("包裹编号和去向", [_parcels(conduct.parcels)] if conduct.parcels is not None else []),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def limited_to(words: ConditionWords, groups: Iterable[str]) -> str:
    """Whom something is limited to; nothing where it is for all."""
    wanted = frozenset(groups)
    named = [f"「{g.label}」" for g in words.scheme.groups if g.id in wanted]
    return f"（限{'、'.join(named)}）" if named else ""


def _from(source: str) -> str:
    """The place of the passage, to stand behind a line."""
    return f"〔依据：{source.split('：')[0]}〕" if source else ""


def _split(split: Split, words: ConditionWords) -> str:
    parts = [_source(one, split, words) for one in split.sources]
    when = f"；前提：{words.said(split.when)}" if split.when is not None else ""
    return f"{split.label}：{'、'.join(parts)}{when}{_from(split.source)}"


def _source(one: Source, split: Split, words: ConditionWords) -> str:
    if one.yuan is not None:
        return f"{one.name} {words.figure(one.yuan, YUAN)}"
    whole = sum((s.parts for s in split.sources), Decimal(0))
    fixed = any(s.yuan is not None for s in split.sources)
    rest = "其余" if fixed else ""
    if one.parts == whole:
        return f"{one.name}负担{rest or '全部'}"
    return f"{one.name}负担{rest} {plain_number(whole)} 份中的 {plain_number(one.parts)} 份"


def _authority(levels: tuple[Level, ...], words: ConditionWords) -> Iterator[str]:
    for level in levels:
        far = f"，数额{words.bound(level.limit, YUAN)}" if level.limit is not None else "审批"
        if level.limit is not None:
            far += "的由其审批"
        when = f"；前提：{words.said(level.when)}" if level.when is not None else ""
        yield f"{level.who}{far}{limited_to(words, level.groups)}{when}{_from(level.source)}"
    if levels and all(level.limit is not None for level in levels):
        yield f"超过以上各级权限的，须「{DISCUSSED}」"


def ranking_words(rule: RankingRule, words: ConditionWords) -> str:
    """How places are given out in one round."""
    by = "，再看".join(f"{k.label}（{'高' if k.order is Order.high else '低'}的在前）" for k in rule.by)
    said = [f"按{by}排列"]
    if rule.pass_line is not None:
        said.append(f"{rule.by[0].label} {plain_number(rule.pass_line)} 以上（含）才排名")
    if rule.per_post:
        said.append(f"每个岗位取前 {rule.per_post} 名")
    elif rule.places is not None:
        said.append(f"名额：{words.figure(rule.places, _COUNT)}")
    else:
        said.append("名额由评定人确定")
    said.append(f"末位并列：{rule.tie_rule or _TIES[rule.tie]}")
    if rule.substitutes:
        said.append(f"有人退出时，由后面的依次递补，最多 {rule.substitutes} 名")
    if rule.exempt:
        said.append(rule.exempt)
    if rule.rank_fact:
        said.append(f"名次记作「{FACTS[rule.rank_fact].label}」")
    if rule.private:
        said.append("名次只供内部使用，不公布")
    if rule.at:
        said.append(f"没有评上的，不能办「{_step(rule.at, words)}」")
    return f"{rule.label}：{'；'.join(said)}{_from(rule.source)}"


def _check(check: Check, words: ConditionWords) -> str:
    percent = words.parameter(check.percent_parameter) if check.blanks else plain_number(check.percent)
    who = f"{check.who}" if check.who else ""
    least = f"，至少 {check.at_least} 件" if check.at_least > 1 else ""
    before = f"在「{_step(check.at, words)}」以前" if check.at else ""
    return (
        f"{who}{before}随机抽查不少于 {percent}%{least}；"
        f"按约定的种子抽取，留有记录，任何人可以重抽核对{_from(check.source)}"
    )


def _step(id: str, words: ConditionWords) -> str:
    return next((s.label for s in words.scheme.steps if s.id == id), id)


def _duty(duty: Duty, words: ConditionWords) -> str:
    times = words.parameter(duty.times_parameter) if duty.blanks else f"{duty.times}"
    often = f"{EVERY_WORDS[duty.every]} {times} 次"
    if duty.festivals:
        names = "、".join(FESTIVAL_WORDS[f].split("（")[0] for f in duty.festivals)
        often = f"{names}各 {times} 次，节前 {duty.ahead} 天内走访的算数"
    said = [often]
    if duty.who:
        said.append(f"由{duty.who}负责")
    if duty.minimum_value is not None:
        said.append(f"每期帮扶不少于 {words.figure(duty.minimum_value, YUAN)}")
    said += [_capacity(c) for c in duty.capacities]
    return f"{duty.label}{limited_to(words, duty.groups)}：{'；'.join(said)}{_from(duty.passage)}"


def _capacity(capacity: Capacity) -> str:
    low, high = capacity.at_least, capacity.at_most
    count = f"{high}" if low == high else f"{low}—{high}" if low else f"最多 {high}"
    return f"{capacity.rank or '每名帮扶人'}联系 {count} 户"


def _roster(roster: Roster, words: ConditionWords) -> str:
    days = (
        "每天"
        if len(roster.weekdays) == len(WEEKDAYS)
        else "每周" + "、".join(_DAYS[n] for n in sorted(roster.weekdays))
    )
    window = roster.window({})
    (begin, begun), (end, ended) = window or ((0, 0), (0, 0))
    if window is None:
        when = f"从 {_end(roster.first, words)}到 {_end(roster.last, words)}，{days}"
    elif (begin, begun) == (end, ended):
        when = f"{begin} 月 {begun} 日"
    else:
        over = "次年 " if (end, ended) < (begin, begun) else ""
        when = f"{begin} 月 {begun} 日到{over or ' '}{end} 月 {ended} 日，{days}"
        when = days if (begin, begun, end, ended) == (1, 1, 12, 31) else when
    at = f" {roster.at:%H:%M}" if roster.at is not None else ""
    who = f"，由{roster.who}负责" if roster.who else ""
    return f"{roster.label}：{when}{at}{who}{_from(roster.source)}"


def _end(end: MonthDay | BlankDay, words: ConditionWords) -> str:
    return words.parameter(end.parameter) if isinstance(end, BlankDay) else month_day_words(end)


def _stock(stock: Stock, words: ConditionWords) -> Iterator[str]:
    if stock.blanks:
        wanted = "、".join(words.parameter(name) for name in dict.fromkeys(stock.blanks))
        yield f"{stock.label}：数量还要填 {wanted}{_from(stock.source)}"
        return
    must = "须全部分完" if stock.exact else "须够分"
    yield f"{stock.label}：共 {_many(stock.total)} {stock.unit}，{must}{_from(stock.source)}"
    if stock.origins:
        yield f"{stock.label}的来源：{'、'.join(f'{o.name} {_many(o.count)} {stock.unit}' for o in stock.origins)}"
    if stock.handed:
        given = [
            f"{h.to} {_many(h.count)} {stock.unit}{f'（出自{h.out_of}）' if h.out_of else ''}"
            for h in stock.handed
        ]
        left = check_stock(stock).left
        rest = f"，余 {_many(left)} {stock.unit}" if left > 0 else ""
        yield f"{stock.label}的去处：{'、'.join(given)}{rest}"
    for problem in check_stock(stock).problems:
        yield f"！{stock.label}对不上：{problem}"


def _many(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _parcels(parcels: Parcels) -> str:
    way = f"，依次经过：{' → '.join(parcels.stations)}" if parcels.stations else ""
    return f"包裹逐件编号，从 {parcels.number(1)} 起{way}{_from(parcels.source)}"
