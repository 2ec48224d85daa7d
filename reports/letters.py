"""What letters to applicants share (告知书): the prose, the way to object, the stub (存根) and the receipt of service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.bureau import Bureau
from desktop.domain.telling import Told
from reports.sheet import CENTRED, LABEL, Align, Cell, Content, Edge, Face, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, day_or_blank, mark_of, signed_by

WIDTH = 162
PROSE = Style(size=12, align=Align.justify, leading=1.55, indent=2, edge=Edge.none)
ADDRESSED = Style(size=12, leading=1.55, edge=Edge.none)
HEADING = Style(face=Face.hei, size=12, leading=1.55, indent=2, edge=Edge.none)
PART = Style(face=Face.hei, size=18, align=Align.centre, edge=Edge.none)
NUMBER = Style(align=Align.right, edge=Edge.none)
DUTY = "家庭成员、收入、财产等情况发生变化的，请及时告知我单位；隐瞒或者虚假申报的，停止帮扶，追回所得款物。"
"""What whoever is helped is asked to do."""
APPLICANT = ("申请人", "当事人", "本人")
"""How plans call whoever a letter goes to."""
WAYS = ("直接送达", "邮寄送达", "留置送达")
SAME = {"当面送交": "直接送达", "邮寄": "邮寄送达"}
"""Other words an office has for these."""

Passage = tuple[str, Style]


@dataclass(frozen=True, kw_only=True)
class Served:
    """What the receipt of a letter shows: to whom, where, and, once served, how and when."""

    to: str
    place: str = ""
    how: str = ""
    received_by: str = ""
    on: date | None = None
    by: str = ""
    witness: str = ""
    """Who saw it where nobody would sign."""


def served(to: str, place: str, tellings: Iterable[Told]) -> Served:
    """How a letter reached somebody, as far as it is on file: what was told the applicant, else whoever was told first."""
    known = [t for t in tellings if t.told_on is not None]
    own = (t for t in known if t.who == to or _receiver(t.who))
    mine = next(own, known[0] if known else None)
    if mine is None:
        return Served(to=to, place=place)
    return Served(
        to=to,
        place=place,
        how=mine.how,
        received_by=mine.received_by,
        on=mine.received_on or mine.told_on,
        by=mine.told_by,
        witness=mine.refused_to_sign,
    )


def others(to: str, tellings: Iterable[Told]) -> tuple[str, ...]:
    """Who else must be told, each by name."""
    named = [who for t in tellings for who in t.who.split("、")]
    return tuple(dict.fromkeys(w for w in named if w != to and not _receiver(w)))


def _receiver(who: str) -> bool:
    """Whether a plan means whoever gets the help, by whatever word: 申请人, 当事人, 低保家庭."""
    return who.startswith(APPLICANT) or who.endswith("家庭")


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a letter of a decision says, and whom it is for: all of these go one way (批准、不予批准、调整、终止)."""

    title: str
    number: str
    bureau: Bureau
    day: date | None
    """The day it was decided."""
    to: str
    place: str
    told: Iterable[Told]
    """How it reached whom it is for, as far as it is on file."""
    body: Sequence[Passage]
    kept: Sequence[Row]
    """What the office's stub says of it."""
    trail: str = ""


def decided(paper: Decision) -> Sheet:
    """The letter, with the office's stub and the receipt of service on its second leaf."""
    reached = served(paper.to, paper.place, paper.told)
    below = stub(paper.title, paper.number, paper.kept, paper.bureau.officer, new_page=True)
    receipt = service(paper.title, paper.number, paper.bureau, reached)
    return letter(
        paper.title,
        paper.number,
        paper.bureau,
        paper.day,
        prose(paper.body),
        (*below, *receipt),
        trail=paper.trail,
    )


def letter(
    title: str,
    number: str,
    bureau: Bureau,
    day: date | None,
    body: Sequence[Section],
    after: Sequence[Section],
    *,
    trail: str = "",
) -> Sheet:
    """A letter over the office's name and date, with its stub and whatever else comes after."""
    return Sheet(
        title=title,
        title_size=22,
        right=f"编号：{number}",
        running=f"{title}（续）　　编号：{number}",
        margins=(24, 24, 20, 24),
        sections=(*body, signed_by(bureau, day, WIDTH, 12, gap=6), *after),
        trail=trail,
        mark=mark_of(bureau),
        tab=f"告知书 {number}".strip(),
    )


def prose(paragraphs: Sequence[Passage]) -> tuple[Section, ...]:
    """Passages one below the other, without boxes; a heading stays with the paragraph below it."""
    kept: list[list[Passage]] = []
    for paragraph in paragraphs:
        if kept and len(kept[-1]) == 1 and kept[-1][0][1] is HEADING:
            kept[-1].append(paragraph)
        else:
            kept.append([paragraph])
    return tuple(
        Section(
            columns=(WIDTH,),
            together=True,
            rows=tuple(Row(cells=(Cell(text=text, style=style),), height=0) for text, style in together),
        )
        for together in kept
    )


def numbered(lines: Sequence[str]) -> list[Passage]:
    """One paragraph a line, numbered where there are several."""
    if len(lines) == 1:
        return [(lines[0], PROSE)]
    return [(f"{n}. {line}", PROSE) for n, line in enumerate(lines, 1)]


def reach(bureau: Bureau) -> str:
    """Where the office is and its telephone, as far as known."""
    return "、".join(filter(None, (bureau.address, f"电话 {bureau.phone}" if bureau.phone else "")))


def objecting(bureau: Bureau, what: str = "本决定") -> str:
    """How to object to it (救济途径)."""
    where = reach(bureau)
    return (
        f"对{what}有异议的，可以持本告知书向{bureau.name}申请复核，补充材料或者说明情况"
        f"{f'（{where}）' if where else ''}；对复核意见仍有异议的，可以向上一级主管单位反映。"
    )


def part(title: str, number: str, new_page: bool = False, cut: bool = False) -> Section:
    """The title of what comes after the letter, on a leaf of its own or below a line to cut along."""
    return Section(
        columns=(WIDTH,),
        new_page=new_page,
        together=True,
        gap=16 if cut else 0,
        cut=cut,
        rows=(
            Row(cells=(Cell(text=title, style=PART),), height=12),
            Row(cells=(Cell(text=f"编号：{number}", style=NUMBER),), height=7),
        ),
    )


def pair(left: str, first: str, right: str, second: str) -> Row:
    """Two named boxes in a row of a stub."""
    return Row(cells=(left, first, right, second), height=9)


def wide(name: str, text: str, height: float = 9, limit: float = 40) -> Row:
    """One named box over the whole width of a stub."""
    return Row(cells=(name, Cell(text=text, span=3, limit=limit, annex=name)), height=height)


def stub(
    title: str,
    number: str,
    rows: Sequence[Row],
    officer: str,
    served: Served | None = None,
    *,
    new_page: bool = False,
) -> tuple[Section, Section]:
    """What the office keeps of a letter; with `served` the receiver signs on it, else a receipt of service comes with it."""
    last = Row(cells=("经 办 人", officer, "签发人（签字）", ""), height=10)
    signed = () if served is None else _signed(served)
    below = part(f"{title}（存根）", number, new_page=new_page, cut=not new_page)
    return below, _boxes((*rows, last, *signed))


def service(title: str, number: str, bureau: Bureau, served: Served) -> tuple[Section, Section]:
    """The receipt of service (送达回证), below the stub."""
    rows = (
        wide("送达文书", f"{title}（{number}）"),
        pair("受送达人", served.to, "送达单位", bureau.name),
        wide("送达地点", served.place, limit=14),
        *_signed(served),
        Row(
            cells=(
                "备　　注",
                Cell(
                    text=served.witness or "（拒收或者留置送达的，写明原因和见证人）",
                    style=Style(size=9, top=True),
                    span=3,
                ),
            ),
            height=16,
        ),
    )
    return part("送达回证", number, cut=True), _boxes(rows)


def _boxes(rows: tuple[Row, ...]) -> Section:
    return Section(
        columns=(30, 58, 30, 44), styles=(LABEL, CENTRED) * 2, together=True, follow=True, rows=rows
    )


def _signed(served: Served) -> tuple[Row, ...]:
    """How it was handed over, and who signed for it; what is not on file yet is written by hand."""
    own = served.received_by in ("", served.to)
    return (
        wide("送达方式", _ways(served.how)),
        Row(cells=("受送达人\n（签名按印）", _sign(served.on if own else None)), height=14),
        Row(
            cells=(
                "代 收 人\n（签名）",
                "" if own else served.received_by,
                "与受送达人关系",
                Cell(text="", style=CENTRED),
            ),
            height=12,
        ),
        Row(cells=("送 达 人\n（两人签字）", _sign(served.on, served.by)), height=14),
    )


def _ways(how: str) -> str:
    if not how:
        return "　　".join([*(f"□ {way}" for way in WAYS), "□ 其他："])
    how = SAME.get(how, how)
    known = [f"{'■' if how == way else '□'} {way}" for way in WAYS]
    other = "□ 其他：" if how in WAYS else f"■ 其他：{how}"
    return "　　".join([*known, other])


def _sign(on: date | None, by: str = "") -> Content:
    day = BLANK_DAY if on is None else day_or_blank(on)
    return Cell(text=f"{by}　{day}　" if by else f"{day}　", style=Style(align=Align.right), span=3)
