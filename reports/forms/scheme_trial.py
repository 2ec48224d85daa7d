"""方案试算单: what was filled in to try a scheme out, and what the check said of it, clause by clause. No decision."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.days import day_words
from desktop.domain.dossier import TrialPaper
from desktop.domain.money import figures
from desktop.domain.verdict import Finding, Verdict
from desktop.domain.words import word
from reports.sheet import HEAD, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import goods_words, mark_of

ID = "scheme_trial"
TITLE = "方案试算单"
SUBJECT = TrialPaper

WIDTH = 174
LABEL = Style(size=10, align=Align.centre)
VALUE = Style(size=10, leading=1.45)
SMALL = Style(size=9, leading=1.4)
CENTRED = Style(size=9.5, align=Align.centre)
STRONG = Style(face=Face.hei, size=12)
COLUMN_HEAD = Style(face=HEAD.face, size=9.5, align=Align.centre)
PART = Style(face=Face.hei, size=11.5, edge=Edge.none)

NO_DECISION = (
    "本单是试算，不是核对结论，更不是审批决定：没有留存，不能据此受理、公示或发放。"
    "正式办理请在档案里核对并留存。"
)
UNKNOWN = "不知道"
_MET = {True: "符合", False: "不符合", None: "不清楚"}
_EXCLUDED = {True: "未触及", False: "触及", None: "不清楚"}


def sheet(paper: TrialPaper) -> Sheet:
    """The sheet: the outcome first, then what was filled in, every clause, what is missing, and the dates."""
    return Sheet(
        title="方 案 试 算 单",
        left=f"单位：{paper.bureau.name}",
        right=f"{day_words(paper.printed_on)}打印",
        running=f"{TITLE}（续）　　{paper.title}",
        margins=(18, 18, 16, 18),
        sections=tuple(_sections(paper)),
        notes=(NO_DECISION,),
        mark=mark_of(paper.bureau),
        tab="试算单",
    )


def _sections(paper: TrialPaper) -> Iterator[Section]:
    verdict = paper.verdict
    yield Section(
        columns=(WIDTH,),
        rows=(Row(cells=(Cell(text=NO_DECISION, style=Style(size=10, leading=1.4)),), height=0),),
    )
    yield _outcome(paper)
    if paper.assumed:
        rows = tuple(Row(cells=(str(n), x), height=7) for n, x in enumerate(paper.assumed, 1))
        yield _table("试填的数（只在本单里用，没有保存）", (10, WIDTH - 10), (CENTRED, VALUE), rows)
    yield _facts(paper)
    if verdict.missing:
        yield _table(
            f"还缺 {len(verdict.missing)} 项",
            (10, 70, WIDTH - 80),
            (CENTRED, VALUE, SMALL),
            tuple(
                Row(cells=(str(n), m.label, "、".join(m.papers) or "—"), height=7)
                for n, m in enumerate(verdict.missing, 1)
            ),
            ("序号", "事实", "需提供"),
        )
    yield _clauses(paper)
    if verdict.notes:
        rows = tuple(Row(cells=(str(n), x), height=6.5) for n, x in enumerate(verdict.notes, 1))
        yield _table("方案原文须注意", (10, WIDTH - 10), (CENTRED, SMALL), rows)
    if paper.steps:
        yield _dates(paper)


def _outcome(paper: TrialPaper) -> Section:
    verdict = paper.verdict
    day = day_words(paper.received) if paper.received else "没有填"
    lines: list[tuple[str, str, Style]] = [
        ("方　　案", paper.title, STRONG),
        ("依　　据", paper.reference or "—", VALUE),
        ("方案版本", paper.edition, VALUE),
        (
            "核对日期",
            f"{day_words(paper.on)}　　收到日期：{day}　　地方：{paper.place or '没有填'}",
            VALUE,
        ),
        ("事实来自", paper.filled_from or "试算时填写", VALUE),
        ("试算结果", word(verdict.outcome), STRONG),
        ("理　　由", verdict.summary, VALUE),
        ("类　　别", verdict.group_label, VALUE),
        ("拟 给 予", award_told(verdict), VALUE),
        ("算　　法", verdict.amount_because, SMALL),
    ]
    return Section(
        columns=(26, WIDTH - 26),
        styles=(LABEL, VALUE),
        gap=2,
        rows=tuple(
            Row(cells=(label, Cell(text=text, style=style)), height=8) for label, text, style in lines if text
        ),
    )


def award_told(verdict: Verdict) -> str:
    """What the plan would give; a span where a person decides within it."""
    monthly = "每月 " if verdict.monthly is not None else ""
    parts: list[str] = []
    if verdict.amount is not None:
        parts.append(f"{monthly}{figures(verdict.amount)} 元")
    elif verdict.amount_at_least is not None and verdict.amount_at_most is not None:
        span = f"{figures(verdict.amount_at_least)}—{figures(verdict.amount_at_most)}"
        parts.append(f"{monthly}{span} 元，由审批人确定")
    if verdict.goods:
        parts.append(goods_words(verdict.goods, worth=True))
    return "；".join(parts)


def _facts(paper: TrialPaper) -> Section:
    return _table(
        "填入的事实",
        (10, 52, 62, WIDTH - 124),
        (CENTRED, VALUE, VALUE, SMALL),
        tuple(
            Row(
                cells=(
                    str(n),
                    x.label,
                    (f"{x.value}（{x.origin}）" if x.origin else x.value) or UNKNOWN,
                    "、".join(x.papers) or "—",
                ),
                height=7,
            )
            for n, x in enumerate(paper.facts, 1)
        ),
        ("序号", "事实", "填的是", "凭什么材料"),
    )


def _clauses(paper: TrialPaper) -> Section:
    return _table(
        "逐条核对",
        (10, 46, 17, WIDTH - 73),
        (CENTRED, VALUE, CENTRED, SMALL),
        tuple(_clause(n, x, paper) for n, x in enumerate(paper.verdict.findings, 1)),
        ("序号", "条款", "结果", "理由、依据和怎样会改变"),
    )


def _clause(number: int, finding: Finding, paper: TrialPaper) -> Row:
    kind = (
        "排除条件"
        if finding.excludes
        else paper.groups.get(finding.group, "")
        if finding.group
        else "共同条件"
    )
    told = [finding.because]
    told += [f"依据：{finding.source}"] if finding.source else []
    told += [f"怎样会改变：{finding.change}"] if finding.change else []
    result = (_EXCLUDED if finding.excludes else _MET)[finding.holds]
    return Row(
        cells=(
            str(number),
            f"{finding.clause}\n〔{kind}〕" if kind else finding.clause,
            result,
            "\n".join(told),
        ),
        height=8,
    )


def _dates(paper: TrialPaper) -> Section:
    return _table(
        "办理步骤和最晚日期",
        (10, 40, 30, 30, WIDTH - 110),
        (CENTRED, VALUE, CENTRED, CENTRED, SMALL),
        tuple(
            Row(
                cells=(
                    str(step.position),
                    step.label,
                    step.who or "—",
                    day_words(step.due) if step.due else "—",
                    step.rule,
                ),
                height=7,
            )
            for step in paper.steps
        ),
        ("序号", "步骤", "谁办", "最晚日期", "怎么算的"),
    )


def _table(
    title: str,
    columns: tuple[float, ...],
    styles: tuple[Style, ...],
    rows: tuple[Row, ...],
    heads: tuple[str, ...] = (),
) -> Section:
    """Rows under a heading of their own, which goes with them to the next page."""
    above = Row(cells=(Cell(text=title, style=PART, span=len(columns)),), height=8)
    named = (Row(cells=tuple(Cell(text=x, style=COLUMN_HEAD) for x in heads), height=7.5),) if heads else ()
    return Section(columns=columns, styles=styles, head=(above, *named), rows=rows, gap=2.5)
