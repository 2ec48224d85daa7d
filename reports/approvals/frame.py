"""What every 申请审批表 has around its blocks: head line, running title, guide, copies."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from reports.sheet import Section, Sheet
from reports.wording import mark_of


def framed(
    dossier: Dossier,
    title: str,
    sections: tuple[Section, ...],
    *,
    guide: str = "",
    kept: str = "A4 纸正反面打印",
    size: float = 20,
) -> Sheet:
    """The sheet of one application; a marked copy says which it is and who keeps it instead of `kept`."""
    application, bureau = dossier.application, dossier.bureau
    number = application.number or "　　　　　　"
    filed = f"档案编号：{dossier.household.number}" if dossier.household.number else ""
    printed = f"经办人：{bureau.officer}　打印日期：{day_words(dossier.printed_on)}"
    return Sheet(
        title=title,
        title_size=size,
        left="　　".join(filter(None, (f"填报单位：{bureau.name}", filed))),
        right=f"编号：{number}",
        running=f"{title}（续）　　申请人：{application.applicant}　　编号：{number}",
        sections=sections,
        notes=(f"{guide}　{printed}".strip("　"),),
        copies=dossier.copy.said if dossier.copy else kept,
        trail=dossier.trail,
        mark=mark_of(bureau),
        both_sides=True,
        tab=f"{application.number} {application.applicant}".strip(),
    )
