"""名额评定记录: who stood for how many places, in which order by which figures, ties and how they were decided, substitutes."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.meeting_papers import PlacesPaper
from desktop.domain.places_round import PlaceRow
from desktop.domain.ranking import STANDING_WORDS, Order, Standing
from desktop.domain.words import word
from reports.meeting_blocks import LONG, SMALL, WRITTEN
from reports.sheet import CENTRED, HEAD, LABEL, Align, Cell, Content, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "places_record"
TITLE = "名额评定记录"
SUBJECT = PlacesPaper

COLUMNS = (12, 26, 24, 44, 22, 42)
HEADINGS = ("名次", "申请编号", "申请人", "数据", "结果", "依据")
BARE = (14, 46, 60, 50)
BARE_HEADINGS = ("序号", "申请编号", "申请人", "结果")
OPEN = "本次评定还没有确定，名次和结果是初步的。"
PRIVATE = "名次和数据只供评定时使用，不公布、不张贴；本记录按申请编号排列，不写名次。"


def sheet(paper: PlacesPaper) -> Sheet:
    """The record of one round, with a place to sign for whoever gave the places out."""
    held = paper.round
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}",
        right=f"编号：{held.number or '　　　　　　'}",
        running=f"{TITLE}（续）　　{held.scheme_title}　　编号：{held.number}",
        sections=(_about(paper), _list(paper), _came_out(paper), _signed(paper)),
        notes=(
            *((OPEN,) if held.settled_on is None else ()),
            *((PRIVATE,) if paper.private else ()),
            f"打印日期：{day_words(paper.printed_on)}",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        both_sides=True,
        tab=f"名额评定 {held.number}".strip(),
    )


def _about(paper: PlacesPaper) -> Section:
    """Under which rule, how many places among how many, and what the rule says of order and ties."""
    held, rule = paper.round, paper.rule
    keys = "；".join(
        f"{n}. {key.label}，{'低' if key.order is Order.low else '高'}的在前"
        for n, key in enumerate(rule.by, 1)
    )
    told = [keys]
    if rule.pass_line is not None:
        told.append(f"{rule.by[0].label}合格线 {rule.pass_line.normalize():f}（含）")
    if rule.exempt:
        told.append(f"免测：{rule.exempt}")
    return Section(
        columns=(24, 61, 24, 61),
        styles=(LABEL, WRITTEN) * 2,
        rows=(
            Row(cells=("方　　案", Cell(text=held.scheme_title, style=WRITTEN, span=3)), height=8),
            Row(cells=("评定事项", held.label, "评定日期", day_words(held.day)), height=8),
            Row(cells=("名　　额", _places(paper), "参加评定", f"{len(held.rows)} 人"), height=8),
            _wide("怎样排列", "；".join(filter(None, told))),
            _wide("并列规定", rule.tie_rule or "原文没有规定并列怎么办"),
            *((_wide("抽签种子", held.seed),) if held.seed else ()),
            *((_wide("说　　明", "；".join(held.words)),) if held.words else ()),
            *((_wide("原文依据", rule.source),) if rule.source else ()),
        ),
    )


def _wide(name: str, text: str) -> Row:
    cell = Cell(text=text, style=WRITTEN, span=3, limit=60, annex=name.replace("　", ""))
    return Row(cells=(name, cell), height=8)


def _places(paper: PlacesPaper) -> str:
    held, rule = paper.round, paper.rule
    many = f"{paper.places} 个" if paper.places is not None else ""
    if held.posts is not None and rule.per_post:
        many = f"招聘 {held.posts} 人，按 1:{rule.per_post} 共 {many}"
    return many + (f"，递补 {rule.substitutes} 人" if rule.substitutes else "")


def _list(paper: PlacesPaper) -> Section:
    """Everybody in the order of the ranking; by number alone where ranks are kept to the office."""
    rows = paper.round.rows
    if paper.private:
        return Section(
            columns=BARE,
            styles=(CENTRED,) * 4,
            gap=1.5,
            head=(_head(BARE_HEADINGS),),
            rows=tuple(
                Row(cells=(str(n), row.number, _name(row), STANDING_WORDS[row.outcome]), height=7)
                for n, row in enumerate(sorted(rows, key=lambda r: r.number), 1)
            ),
        )
    return Section(
        columns=COLUMNS,
        styles=(CENTRED, SMALL, CENTRED, LONG, SMALL, LONG),
        gap=1.5,
        head=(_head(HEADINGS),),
        rows=tuple(
            Row(
                cells=(
                    "—" if row.rank is None else str(row.rank),
                    row.number,
                    _name(row),
                    _figures(paper, row),
                    _outcome(row),
                    Cell(text=row.because, style=LONG, limit=60, annex=f"{row.number} 依据"),
                ),
                height=9,
            )
            for row in rows
        ),
    )


def _head(headings: tuple[str, ...]) -> Row:
    return Row(cells=tuple(Cell(text=h, style=HEAD) for h in headings), height=8)


def _name(row: PlaceRow) -> Content:
    return row.applicant if len(row.applicant) <= 5 else Cell(text=row.applicant, style=SMALL)


def _figures(paper: PlacesPaper, row: PlaceRow) -> str:
    """The figures it was ranked by, each by its name."""
    told = [row.post] if row.post else []
    told += [
        f"{key.label} {row.values[key.name].normalize():f}" if key.name in row.values else f"{key.label} —"
        for key in paper.rule.by
    ]
    return "；".join(told)


def _outcome(row: PlaceRow) -> str:
    """How it came out; what a person decided says so."""
    said = STANDING_WORDS[row.outcome]
    if row.decided is None or row.withdrawn:
        return said
    return f"{said}\n（{'并列' if row.standing is Standing.tied else '由人'}评定）"


def _came_out(paper: PlacesPaper) -> Section:
    """Who has a place, who comes next, who went on without being ranked; how ties were decided, and where."""
    held, meeting = paper.round, paper.meeting
    names = {
        standing: "、".join(f"{row.applicant}（{row.number}）" for row in held.having(standing))
        for standing in (Standing.chosen, Standing.substitute, Standing.exempt, Standing.withdrawn)
    }
    tied = "、".join(row.applicant for row in held.rows if row.decided is not None)
    decided = "；".join(x for x in (tied and f"由人决定的：{tied}", held.because.rstrip("。")) if x)
    told = (
        ("入　　选", names[Standing.chosen] or "无"),
        ("递补次序" if not paper.private else "递　　补", names[Standing.substitute] or "无"),
        *((("免　　测", names[Standing.exempt]),) if names[Standing.exempt] else ()),
        *((("退　　出", names[Standing.withdrawn]),) if names[Standing.withdrawn] else ()),
        ("并列的处理", decided or "没有要由人决定的并列"),
        *(
            (
                (
                    "会　　议",
                    f"{day_words(meeting.day)}{word(meeting.kind)}「{meeting.title}」（{meeting.number}）"
                    f"{'' if held.meeting_id is not None else '，列入会议纪要'}",
                ),
            )
            if meeting is not None
            else ()
        ),
        (
            "确　　定",
            f"{day_words(held.settled_on)}，由{held.settled_by}确定" if held.settled_on else "还没有确定",
        ),
    )
    return Section(
        columns=(24, 146),
        styles=(LABEL, WRITTEN),
        gap=1.5,
        rows=tuple(
            Row(
                cells=(name, Cell(text=text, style=WRITTEN, limit=240, annex=name.replace("　", ""))),
                height=8,
            )
            for name, text in told
        ),
    )


def _signed(paper: PlacesPaper) -> Section:
    right = Style(align=Align.right)
    blank = Cell(text=f"\n{BLANK_DAY}　", style=right)
    sealed = Cell(text=f"（公章）　　　　\n{BLANK_DAY}　", style=right)
    settled = paper.round.settled_by
    return Section(
        columns=(28, 57, 28, 57),
        styles=(LABEL, CENTRED) * 2,
        gap=1.5,
        follow=True,
        together=True,
        rows=(
            Row(
                cells=(
                    "评 定 人\n（逐人签字）",
                    Cell(text=f"{settled}：\n\n\n" if settled else "\n\n\n", style=WRITTEN, span=3),
                ),
                height=24,
            ),
            Row(cells=("记 录 人\n（签字）", blank, "负 责 人\n（签字）", sealed), height=14),
        ),
    )
