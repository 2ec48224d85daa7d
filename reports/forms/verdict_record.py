"""核对结论单: one kept check for the file, clause by clause, with the passages it rests on."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.dossier import VerdictPaper
from desktop.domain.verdict import Finding
from desktop.domain.words import word
from reports.filling import handed_out
from reports.forms.scheme_trial import award_told
from reports.sheet import HEAD, LABEL, SMALL, Align, Cell, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "verdict_record"
TITLE = "核对结论单"
SUBJECT = VerdictPaper

CENTRED = Style(size=9.5, align=Align.centre)
VALUE = Style(size=10, leading=1.4)
COLUMN_HEAD = Style(face=HEAD.face, size=9.5, align=Align.centre)
_MET = {True: "符合", False: "不符合", None: "不清楚"}
_EXCLUDED = {True: "未触及", False: "触及", None: "不清楚"}


def sheet(paper: VerdictPaper) -> Sheet:
    """The verdict as it was kept."""
    kept = paper.assessment
    home, verdict = kept.household, kept.verdict
    asked = home.member(kept.applicant) or home.head
    told = (
        ("依据方案", verdict.scheme_title),
        ("核对对象", f"{asked.name}　户主：{home.head.name}"),
        ("核对日期", day_words(verdict.on)),
        ("核对结果", word(verdict.outcome) + (f"（{verdict.group_label}）" if verdict.group_label else "")),
        ("理　　由", verdict.summary),
        ("拟 给 予", "。".join(filter(None, (award_told(verdict), verdict.amount_because)))),
        ("尚缺材料", "；".join(_missing(x.label, x.papers) for x in verdict.missing)),
        ("须 注 意", "；".join(verdict.notes)),
    )
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}",
        right=f"档案编号：{home.number}",
        running=f"{TITLE}（续）　　{home.head.name}　{verdict.scheme_title}",
        margins=(16, 18, 16, 18),
        sections=(
            Section(
                columns=(26, 148),
                styles=(LABEL, VALUE),
                rows=tuple(Row(cells=(name, text), height=8) for name, text in told if text),
            ),
            Section(
                columns=(10, 52, 17, 95),
                styles=(CENTRED, VALUE, CENTRED, SMALL),
                gap=3,
                head=(
                    Row(
                        cells=tuple(
                            Cell(text=x, style=COLUMN_HEAD) for x in ("序号", "条款", "结果", "理由和依据")
                        ),
                        height=7.5,
                    ),
                ),
                rows=tuple(_finding(n, x, paper) for n, x in enumerate(verdict.findings, 1)),
            ),
        ),
        notes=(
            "本单照核对当时留存的结论印出，不因档案后来的修改而变。",
            handed_out(paper.bureau, paper.printed_on),
        ),
        mark=mark_of(paper.bureau),
        tab=f"核对 {home.number} {verdict.on.isoformat()}".strip(),
    )


def _missing(label: str, papers: tuple[str, ...]) -> str:
    return f"{label}（{'、'.join(papers)}）" if papers else label


def _finding(number: int, finding: Finding, paper: VerdictPaper) -> Row:
    group = "排除条件" if finding.excludes else paper.groups.get(finding.group, "")
    reasons = [finding.because, *([f"依据：{finding.source}"] if finding.source else [])]
    return Row(
        cells=(
            str(number),
            f"{finding.clause}\n〔{group}〕" if group else finding.clause,
            (_EXCLUDED if finding.excludes else _MET)[finding.holds],
            "\n".join(reasons),
        ),
        height=8,
    )
