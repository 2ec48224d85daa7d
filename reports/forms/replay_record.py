"""复现记录: a past decision run again on the inputs frozen with it, line by line then and now."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.replay_paper import ReplayPaper
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "replay_record"
TITLE = "决定复现记录"
SUBJECT = ReplayPaper

COLUMNS = (12, 44, 48, 48, 18)
HEADINGS = ("序号", "项目", "当时", "现在", "是否一致")
ENTRY = Style(align=Align.centre)
WRITTEN = Style(align=Align.left, leading=1.35)
ENTRY_HEAD = Style(face=HEAD.face, align=Align.centre)


def sheet(paper: ReplayPaper) -> Sheet:
    """A row for each thing that was looked at, the result above them."""
    replay = paper.replay
    lines = (
        Row(cells=(str(n), x.label, x.then, x.now, "一致" if x.same else "不一致"), height=9)
        for n, x in enumerate(replay.lines, 1)
    )
    return Sheet(
        title=TITLE,
        title_size=18,
        left=f"申请编号：{replay.number}",
        right=f"复现日期：{day_words(paper.printed_on)}",
        running=f"{TITLE}：{replay.number}（续）",
        margins=(18, 20, 18, 20),
        sections=(
            Section(
                columns=(34, 136),
                styles=(ENTRY_HEAD, WRITTEN),
                rows=(
                    Row(cells=("申请人", paper.applicant), height=9),
                    Row(cells=("方案", paper.scheme_title), height=9),
                    Row(cells=("当时的决定", paper.decided), height=9),
                    Row(cells=("复现结果", replay.said), height=9),
                ),
            ),
            Section(
                columns=COLUMNS,
                styles=(ENTRY, WRITTEN, WRITTEN, WRITTEN, ENTRY),
                head=(Row(cells=tuple(Cell(text=h, style=ENTRY_HEAD) for h in HEADINGS), height=9),),
                rows=tuple(lines),
            ),
        ),
        notes=(
            f"复现人：{paper.bureau.officer}",
            "用决定时冻结的家庭情况、方案文本、标准和参数重新核对；在命令行里是 bangfu replay 申请编号。",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab=f"复现 {replay.number}",
    )
