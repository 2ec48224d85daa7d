"""What records and minutes of a meeting share: when, where, who was there, how it voted, and the signatures."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.days import day_words
from desktop.domain.meeting import Meeting
from desktop.domain.meeting_papers import MeetingPaper
from reports.sheet import CENTRED, LABEL, TEXT, Align, Cell, Row, Section, Style
from reports.wording import BLANK_DAY

WIDTH = 170
WRITTEN = Style(size=10, leading=1.4)
SMALL = Style(size=9, align=Align.centre, leading=1.3)
LONG = Style(size=9, leading=1.35)
A_ROW = 4
"""So many sign beside each other."""


def about(paper: MeetingPaper) -> Section:
    """Time, place, who led it and wrote it down, who was there, who left the room."""
    meeting = paper.meeting
    return Section(
        columns=(24, 61, 24, 61),
        styles=(LABEL, WRITTEN) * 2,
        rows=(
            Row(cells=("时　　间", day_words(meeting.day), "地　　点", meeting.place), height=8),
            Row(cells=("主 持 人", meeting.host, "记 录 人", meeting.recorder), height=8),
            Row(cells=("到会情况", Cell(text=attendance(paper), style=WRITTEN, span=3)), height=8),
            _names("参加人员", meeting.present),
            _names("缺席人员", meeting.absent),
            _names("回避人员", meeting.avoided),
        ),
    )


def attendance(paper: MeetingPaper) -> str:
    """应到、实到, and whether that is enough; room to write where nobody counted."""
    meeting = paper.meeting
    due = f"{meeting.due}" if meeting.due else "　　　"
    present = f"{len(meeting.present)}" if meeting.present else "　　　"
    said = f"应到 {due} 人，实到 {present} 人"
    if not paper.quorum:
        return f"{said}。"
    enough = "达到" if len(meeting.present) >= paper.quorum else "没有达到"
    return (
        f"{said}，按规定至少 {paper.quorum} 人到会，{enough if meeting.present else '□ 达到　□ 没有达到'}。"
    )


def _names(name: str, people: Sequence[str]) -> Row:
    text = "、".join(people)
    return Row(cells=(name, Cell(text=text, style=WRITTEN, span=3, limit=24, annex=name)), height=8)


def said(title: str, text: str, height: float = 34) -> Section:
    """What was said, with room to write where nothing is on file."""
    cell = Cell(text=text, style=TEXT, limit=120, annex=title)
    return Section(
        columns=(24, 146), rows=(Row(cells=(Cell(text=title, style=LABEL), cell), height=height, grow=1),)
    )


def votes(count: int | None) -> str:
    """A number of votes; room to write where they were not counted."""
    return "" if count is None else str(count)


def signatures(meeting: Meeting) -> Section:
    """A place to sign for each who was there, then for who led it and who wrote it down."""
    people = list(meeting.present) or [""] * 8
    people += [""] * (-len(people) % A_ROW)
    rows = [
        Row(
            cells=tuple(Cell(text=f"{n}：" if n else "", style=WRITTEN) for n in people[i : i + A_ROW]),
            height=9,
        )
        for i in range(0, len(people), A_ROW)
    ]
    return Section(columns=(40.25,) * A_ROW, side="签字", rows=tuple(rows))


def signed(meeting: Meeting) -> Section:
    """主持人 and 记录人 sign, and the office seals."""
    right = Style(align=Align.right)
    return Section(
        columns=(24, 61, 24, 61),
        styles=(LABEL, CENTRED) * 2,
        follow=True,
        together=True,
        rows=(
            Row(
                cells=(
                    "主 持 人\n（签字）",
                    Cell(text=f"\n{BLANK_DAY}　", style=right),
                    "记 录 人\n（签字）",
                    Cell(text=f"\n{BLANK_DAY}　", style=right),
                ),
                height=15,
            ),
        ),
    )
