"""不予批准告知书: why an application was decided against, how to object, and the proof that it was served."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from desktop.domain.verdict import Finding
from reports.sheet import CENTRED, LABEL, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, day_or_blank, mark_of, signed_by

ID = "refusal"
TITLE = "不予批准告知书"
SUBJECT = Dossier

WIDTH = 162
PROSE = Style(size=12, align=Align.justify, leading=1.55, indent=2, edge=Edge.none)
ADDRESSED = Style(size=12, leading=1.55, edge=Edge.none)
HEADING = Style(face=Face.hei, size=12, leading=1.55, indent=2, edge=Edge.none)
PART = Style(face=Face.hei, size=18, align=Align.centre, edge=Edge.none)
NUMBER = Style(align=Align.right, edge=Edge.none)


def sheet(dossier: Dossier) -> Sheet:
    """The letter of refusal, with the office's stub and the receipt of service on its second leaf."""
    application, bureau = dossier.application, dossier.bureau
    return Sheet(
        title=TITLE,
        title_size=22,
        right=f"编号：{application.number}",
        running=f"{TITLE}（续）　　编号：{application.number}",
        margins=(24, 24, 20, 24),
        sections=(
            _letter(dossier),
            signed_by(bureau, application.decided_on, WIDTH, 12, gap=6),
            *_stub(dossier),
            *_service(dossier),
        ),
        mark=mark_of(bureau),
        tab=f"告知书 {application.number}".strip(),
    )


def _letter(dossier: Dossier) -> Section:
    application, bureau = dossier.application, dossier.bureau
    number = f"（编号：{application.number}）" if application.number else ""
    failed = _against(dossier)
    reach = "、".join(filter(None, (bureau.address, f"电话 {bureau.phone}" if bureau.phone else "")))
    lines: list[tuple[str, Style]] = [
        (f"{application.applicant}：", ADDRESSED),
        (
            f"你户于{day_words(application.applied_on)}提出的《{application.scheme_title}》申请{number}收悉。"
            "经调查核对和研究，决定不予批准。现将依据、事实和理由告知如下：",
            PROSE,
        ),
        ("一、依据条款", HEADING),
        *((line, PROSE) for line in _bases(dossier, failed)),
        ("二、事实与理由", HEADING),
        *((line, PROSE) for line in _reasons(dossier, failed)),
        ("三、救济途径", HEADING),
        (
            f"对本决定有异议的，可以持本告知书向{bureau.name}申请复核，补充材料或者说明情况"
            f"{f'（{reach}）' if reach else ''}；对复核意见仍有异议的，可以向上一级主管单位反映。",
            PROSE,
        ),
        ("家庭情况发生变化、符合条件的，可以重新提出申请。", PROSE),
    ]
    return Section(
        columns=(WIDTH,),
        rows=tuple(Row(cells=(Cell(text=text, style=style),), height=0) for text, style in lines),
    )


def _against(dossier: Dossier) -> list[Finding]:
    """The findings that decided: what does not hold, or else what nobody could prove."""
    findings = dossier.verdict.findings
    return [f for f in findings if f.holds is False] or [f for f in findings if f.holds is None]


def _bases(dossier: Dossier, failed: list[Finding]) -> list[str]:
    """The plan, and the passages it was decided by."""
    sources = list(dict.fromkeys(finding.source.rstrip("。") for finding in failed if finding.source))
    title = f"《{dossier.verdict.scheme_title}》"
    if len(sources) == 1:
        return [f"{title}{sources[0]}。"]
    return [
        f"{title}{'：' if sources else '。'}",
        *(f"{n}. {source}。" for n, source in enumerate(sources, 1)),
    ]


def _reasons(dossier: Dossier, failed: list[Finding]) -> list[str]:
    """What was found, the sums it rests on, the decision's own reason, and what would change it."""
    income = dossier.income
    lines = [
        f"{number}. {finding.clause}——{_word(finding)}：{finding.because.rstrip('。')}。"
        for number, finding in enumerate(failed, 1)
    ]
    sums = [income.gross_sum] if income.income_per_head is not None else []
    sums += [income.net_sum] if income.net_income_per_head is not None else []
    if sums:
        lines.append(f"家庭收入计算：{'；'.join(sums)}。")
    if dossier.application.decision_reason:
        lines.append(f"结论：{dossier.application.decision_reason}")
    changes = list(dict.fromkeys(finding.change.rstrip("。") for finding in failed if finding.change))
    if changes:
        lines.append(f"符合条件的情形：{'；'.join(changes)}。")
    return lines


def _word(finding: Finding) -> str:
    return "不符合" if finding.holds is False else "缺少材料，无法认定"


def _part(title: str, number: str, new_page: bool = False, cut: bool = False) -> Section:
    return Section(
        columns=(WIDTH,),
        new_page=new_page,
        gap=16 if cut else 0,
        cut=cut,
        rows=(
            Row(cells=(Cell(text=title, style=PART),), height=12),
            Row(cells=(Cell(text=f"编号：{number}", style=NUMBER),), height=7),
        ),
    )


def _stub(dossier: Dossier) -> tuple[Section, Section]:
    application = dossier.application
    return _part(f"{TITLE}（存根）", application.number, new_page=True), Section(
        columns=(30, 58, 30, 44),
        styles=(LABEL, CENTRED) * 2,
        together=True,
        rows=(
            Row(
                cells=("申 请 人", application.applicant, "申请日期", day_words(application.applied_on)),
                height=9,
            ),
            Row(cells=("申请事项", Cell(text=application.scheme_title, span=3)), height=9),
            Row(
                cells=(
                    "不予批准原因",
                    Cell(
                        text=application.decision_reason or _first(dossier),
                        span=3,
                        limit=40,
                        annex="不予批准原因",
                    ),
                ),
                height=20,
            ),
            Row(
                cells=("决定日期", day_or_blank(application.decided_on), "决定人", application.decided_by),
                height=9,
            ),
            Row(cells=("经 办 人", dossier.bureau.officer, "签发人（签字）", ""), height=10),
        ),
    )


def _first(dossier: Dossier) -> str:
    failed = _against(dossier)
    return f"{failed[0].clause}：{failed[0].because}" if failed else ""


def _service(dossier: Dossier) -> tuple[Section, Section]:
    application = dossier.application
    blank_style = Style(align=Align.right)
    return _part("送达回证", application.number, cut=True), Section(
        columns=(30, 58, 30, 44),
        styles=(LABEL, CENTRED) * 2,
        together=True,
        rows=(
            Row(
                cells=("送达文书", Cell(text=f"{TITLE}（{application.number}）", span=3)),
                height=9,
            ),
            Row(cells=("受送达人", application.applicant, "送达单位", dossier.bureau.name), height=9),
            Row(
                cells=("送达地点", Cell(text=dossier.household.address, span=3, limit=14, annex="送达地点")),
                height=9,
            ),
            Row(
                cells=(
                    "送达方式",
                    Cell(text="□ 直接送达　　□ 邮寄送达　　□ 留置送达　　□ 其他：", span=3),
                ),
                height=9,
            ),
            Row(
                cells=("受送达人\n（签名按印）", Cell(text=f"{BLANK_DAY}　", style=blank_style, span=3)),
                height=14,
            ),
            Row(
                cells=(
                    "代 收 人\n（签名）",
                    "",
                    "与受送达人关系",
                    Cell(text="", style=CENTRED),
                ),
                height=12,
            ),
            Row(
                cells=("送 达 人\n（两人签字）", Cell(text=f"{BLANK_DAY}　", style=blank_style, span=3)),
                height=14,
            ),
            Row(
                cells=(
                    "备　　注",
                    Cell(
                        text="（拒收或者留置送达的，写明原因和见证人）", style=Style(size=9, top=True), span=3
                    ),
                ),
                height=16,
            ),
        ),
    )
