"""一次性告知书: all missing papers by group with the copies wanted, by when and where to bring them; stub to sign."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.lacking import CasePaper
from desktop.domain.letter_papers import LackingPaper
from reports.letters import ADDRESSED, PROSE, WIDTH, Served, letter, pair, prose, reach, stub, wide
from reports.sheet import CENTRED, HEAD, VALUE, Cell, Row, Section, Sheet, Style
from reports.wording import day_or_blank

ID = "lacking_letter"
TITLE = "一次性告知书"
SUBJECT = LackingPaper

ALL = "所有申请人"
COLUMNS = (12, 78, 20, 52)
WRITTEN = Style(size=10, leading=1.4)


def sheet(paper: LackingPaper) -> Sheet:
    """The letter with its stub below, which the receiver signs."""
    return letter(
        TITLE,
        paper.letter.number or paper.case.number,
        paper.bureau,
        paper.letter.told_on,
        (*_opening(paper), *_lists(paper.papers), _where(paper)),
        _stub(paper),
        trail=paper.trail,
    )


def _opening(paper: LackingPaper) -> tuple[Section, ...]:
    case = paper.case
    by = f"由{case.agent}代为提出的" if case.agent else "提出的"
    number = f"（编号：{case.number}）" if case.number else ""
    said = (
        f"你户于{day_words(case.applied_on)}{by}《{case.scheme_title}》申请{number}收悉。经审查，还缺下列 "
        f"{len(paper.papers)} 项材料，现一次性告知，请补齐："
    )
    return prose([(f"{case.applicant}：", ADDRESSED), (said, PROSE)])


def _lists(papers: tuple[CasePaper, ...]) -> list[Section]:
    """One list for each group of people that is asked for them, those asked of all first."""
    groups: dict[str, list[CasePaper]] = {}
    for one in papers:
        groups.setdefault("、".join(one.groups) or ALL, []).append(one)
    named = len(groups) > 1 or set(groups) != {ALL}
    ordered = sorted(groups.items(), key=lambda item: item[0] != ALL)
    sections: list[Section] = []
    number = 0
    for label, listed in ordered:
        head = tuple(Cell(text=h, style=HEAD) for h in ("序号", "材料名称", "份数", "要求"))
        over = (Row(cells=(Cell(text=f"{label}须交", style=HEAD, span=4),), height=7),) if named else ()
        rows: list[Row] = []
        for one in listed:
            number += 1
            rows.append(_line(number, one))
        sections.append(
            Section(
                columns=COLUMNS,
                styles=(CENTRED, VALUE, CENTRED, WRITTEN),
                gap=1.5,
                head=(*over, Row(cells=head, height=7.5)),
                rows=tuple(rows),
            )
        )
    return sections


def _line(number: int, one: CasePaper) -> Row:
    clause = one.source.partition("：")[0]
    wanted = "\n".join(filter(None, (one.remark, f"依据：{clause}" if clause else "")))
    name = Cell(text=one.name, style=VALUE if len(one.name) <= 40 else WRITTEN, limit=30, annex="材料名称")
    return Row(
        cells=(
            str(number),
            name,
            f"{one.copies} 份",
            Cell(text=wanted, style=WRITTEN, limit=30, annex="要求"),
        ),
        height=8.5,
    )


def _where(paper: LackingPaper) -> Section:
    bureau, letter_ = paper.bureau, paper.letter
    by = f"于{day_words(letter_.bring_by)}前" if letter_.bring_by else "于　　　　年　　月　　日前"
    place = f"（{reach(bureau)}）" if reach(bureau) else ""
    lines = [
        (f"请{by}将上述材料交到{bureau.name}{place}。复印件请同时带原件核对。", PROSE),
        (
            "补齐以前办理时限暂停计算，补齐之日起继续计算；本告知书已列明全部所缺材料，不再另行要求补交其他材料。",
            PROSE,
        ),
        (
            "到期没有补齐、也没有说明原因的，按现有材料办理。确有困难、一时不能取得的，请及时与我单位联系。",
            PROSE,
        ),
    ]
    return Section(
        columns=(WIDTH,),
        gap=2,
        follow=True,
        together=True,
        rows=tuple(Row(cells=(Cell(text=text, style=style),), height=0) for text, style in lines),
    )


def _stub(paper: LackingPaper) -> tuple[Section, Section]:
    case, letter_ = paper.case, paper.letter
    names = "；".join(f"{n}. {p.name}（{p.copies} 份）" for n, p in enumerate(paper.papers, 1))
    served = Served(
        to=case.applicant,
        how=letter_.how,
        received_by=letter_.received_by,
        on=letter_.told_on if letter_.received_by else None,
        by=letter_.told_by,
    )
    rows = (
        pair("申 请 人", case.applicant, "申请日期", day_words(case.applied_on)),
        wide("申请事项", case.scheme_title),
        Row(
            cells=("所缺材料", Cell(text=names, span=3, style=WRITTEN, limit=36, annex="所缺材料")),
            height=12,
        ),
        pair("告知日期", day_or_blank(letter_.told_on), "补齐期限", day_or_blank(letter_.bring_by)),
    )
    return stub(TITLE, letter_.number or case.number, rows, paper.bureau.officer, served)
