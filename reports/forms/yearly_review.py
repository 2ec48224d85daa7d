"""年度复审表: what each file's review came to, with the differences and the reason, signed at the end."""

from __future__ import annotations

from collections import Counter

from desktop.domain.days import day_words
from desktop.domain.list_papers import YearlyPaper
from desktop.domain.review import Reviewed, Suggestion
from desktop.domain.words import word
from reports.feet import Signed, signed_foot
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "yearly_review"
TITLE = "困难家庭年度复审表"
SUBJECT = YearlyPaper

COLUMNS = (10, 28, 22, 32, 62, 16, 16, 46, 17, 16)
HEADINGS = (
    "序号",
    "档案编号",
    "户主姓名",
    "工作单位",
    "与上次相比的变化",
    "按数字\n建议",
    "复审\n决定",
    "理由",
    "现在的\n档案状态",
    "复审人",
)
SMALL = Style(size=9, align=Align.centre, leading=1.3)
WRITTEN = Style(size=9, align=Align.left, leading=1.35)
STYLES = (SMALL, SMALL, Style(align=Align.centre), WRITTEN, WRITTEN, SMALL, SMALL, WRITTEN, SMALL, SMALL)
ORDER = (Suggestion.same, Suggestion.more, Suggestion.less, Suggestion.stop)


def sheet(paper: YearlyPaper) -> Sheet:
    """One row for each file that was reviewed; how many came to what stands above."""
    came = Counter(line.review.decision for line in paper.lines)
    sums = "　".join(f"{word(s)} {came[s]} 户" for s in ORDER)
    left = f"　尚未复审 {paper.waiting} 户" if paper.waiting else ""
    heads = tuple(Cell(text=h, style=Style(face=HEAD.face, size=9, align=Align.centre)) for h in HEADINGS)
    return Sheet(
        title=f"{paper.year} 年度{TITLE}",
        left=f"单位：{paper.bureau.name}",
        right=f"已复审 {len(paper.lines)} 户：{sums}{left}",
        running=f"{paper.year} 年度{TITLE}（续）",
        landscape=True,
        margins=(16, 16, 16, 16),
        sections=(
            Section(
                columns=COLUMNS,
                styles=STYLES,
                head=(Row(cells=heads, height=10),),
                rows=tuple(_line(n, x) for n, x in enumerate(paper.lines, 1)),
            ),
            signed_foot(
                (90, 85, 90),
                Signed(
                    f"复审单位（公章）：{paper.bureau.name}",
                    "复审人（签字）：　　　　　　　、",
                    f"负责人（签字）：{BLANK_DAY}",
                ),
            ),
        ),
        notes=(
            f"打印日期：{day_words(paper.printed_on)}　　“按数字建议”由登记的收入、支出和成员变化算出，只供参考，决定以复审人意见为准。",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=f"{paper.year} 年度复审",
    )


def _line(number: int, line: Reviewed) -> Row:
    review = line.review
    changes = "；".join(f"{d.label}：{d.old or '无'} → {d.new or '无'}" for d in review.differences)
    return Row(
        cells=(
            str(number),
            line.number,
            line.name,
            line.employer,
            Cell(text=changes or "没有变化", style=WRITTEN, limit=40, annex=f"{line.name}的变化"),
            word(review.suggestion),
            word(review.decision),
            Cell(text=review.because, style=WRITTEN, limit=40, annex=f"{line.name}的复审理由"),
            word(line.state),
            review.by,
        ),
        height=11,
    )
