"""改数影响对照表: a figure before and after, the totals of the roster, and every household concerned. No decision."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.domain.days import day_words
from desktop.domain.effect_paper import EffectLine, EffectPaper
from desktop.domain.money import figures
from reports.sheet import HEAD, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "effect_comparison"
TITLE = "改数影响对照表"
SUBJECT = EffectPaper

COLUMNS = (12, 34, 24, 24, 58, 24, 58, 31)
WIDTH = float(sum(COLUMNS))
HEADINGS = ("序号", "档案编号", "户主", "现在", "现在给多少", "改后", "改后给多少", "相差")
SMALL = Style(size=9.5, align=Align.centre, leading=1.3)
WRITTEN = Style(size=9.5, leading=1.3)
COUNTED = Style(size=9.5, align=Align.right)
STYLES = (SMALL, SMALL, SMALL, SMALL, WRITTEN, SMALL, WRITTEN, COUNTED)
PART = Style(face=Face.hei, size=11.5, edge=Edge.none)
COLUMN_HEAD = Style(face=HEAD.face, size=9.5, align=Align.centre)
PLAIN = Style(size=10.5, leading=1.45)

NO_DECISION = "本表是试算：没有改动任何参数、标准和结论，不能据此发放。家庭姓名已遮盖，只供单位内部研究。"


def sheet(paper: EffectPaper) -> Sheet:
    """What was changed, what it comes to, and whom it concerns."""
    return Sheet(
        title="改 数 影 响 对 照 表",
        left=f"单位：{paper.bureau.name}",
        right=f"{day_words(paper.printed_on)}打印",
        running=f"{TITLE}（续）　　{paper.title}",
        landscape=True,
        margins=(16, 16, 16, 16),
        sections=tuple(_sections(paper)),
        notes=(NO_DECISION,),
        mark=mark_of(paper.bureau),
        tab="影响对照",
    )


def _sections(paper: EffectPaper) -> Iterator[Section]:
    yield Section(
        columns=(34, WIDTH - 34),
        styles=(COLUMN_HEAD, PLAIN),
        rows=(
            Row(cells=("方　　案", paper.title), height=8),
            Row(cells=("方案版本", paper.edition), height=8),
            Row(cells=("改 的 数", f"{paper.figure}：由 {paper.before} 改为 {paper.after}"), height=8),
            Row(cells=("试算范围", f"按 {day_words(paper.on)}，在册 {paper.tried:,} 户"), height=8),
            Row(cells=("结　　果", paper.said), height=9),
        ),
    )
    yield Section(
        columns=(70, 65, 65, 65),
        styles=(WRITTEN, COUNTED, COUNTED, COUNTED),
        gap=4,
        together=True,
        head=(_head(("合计", "现在", "改后", "相差")),),
        rows=tuple(Row(cells=(t.title, t.before, t.after, t.difference), height=7) for t in paper.totals),
    )
    for title, lines in (
        ("新增", paper.entering),
        ("退出", paper.leaving),
        ("金额变化", paper.changed),
    ):
        yield from _listed(title, lines)
    if paper.left_out:
        said = f"另有 {paper.left_out:,} 户没有印在纸上，也没有算进上面各表的合计，请另存为电子表格查看全部。"
        yield Section(columns=(WIDTH,), rows=(Row(cells=(Cell(text=said, style=PART),)),), gap=2)


def _listed(title: str, lines: tuple[EffectLine, ...]) -> Iterator[Section]:
    heading = f"{title}　{len(lines):,} 户"
    if not lines:
        yield Section(columns=(WIDTH,), rows=(Row(cells=(Cell(text=heading, style=PART),), height=9),), gap=3)
        return
    yield Section(
        columns=tuple(float(c) for c in COLUMNS),
        styles=STYLES,
        gap=3,
        head=(Row(cells=(Cell(text=heading, style=PART, span=len(COLUMNS)),), height=9), _head(HEADINGS)),
        rows=(
            *(_line(n, line) for n, line in enumerate(lines, 1)),
            *_sums(lines),
        ),
    )


def _line(number: int, line: EffectLine) -> Row:
    return Row(
        cells=(
            str(number),
            line.number,
            line.name,
            line.before.outcome,
            line.before.said,
            line.after.outcome,
            line.after.said,
            _difference(line.difference, line.monthly),
        ),
        height=7.5,
    )


def _sums(lines: tuple[EffectLine, ...]) -> Iterator[Row]:
    """What lies between, added up: single sums and those by the month apart, and how many nobody can add."""
    for monthly, said in ((False, "一次性的相差合计"), (True, "按月的相差合计")):
        of = [line for line in lines if line.monthly is monthly and line.difference is not None]
        if of:
            total = sum((line.difference or Decimal(0) for line in of), Decimal(0))
            yield _sum(f"{said}（{len(of):,} 户）", _difference(total, monthly))
    unknown = sum(line.difference is None for line in lines)
    if unknown:
        yield _sum("数额由审批人确定、没有合计在内的", f"{unknown:,} 户")


def _sum(said: str, value: str) -> Row:
    label = Cell(text=said, style=COLUMN_HEAD, span=len(COLUMNS) - 1)
    return Row(cells=(label, Cell(text=value, style=COUNTED)), height=8)


def _difference(value: Decimal | None, monthly: bool) -> str:
    if value is None:
        return "待定"
    sign = "" if not value else "+" if value > 0 else "−"
    return f"{sign}{figures(abs(value))} {'元/月' if monthly else '元'}"


def _head(titles: tuple[str, ...]) -> Row:
    return Row(cells=tuple(Cell(text=t, style=COLUMN_HEAD) for t in titles), height=8)
