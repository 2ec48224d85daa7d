"""困难职工申请审批表: the application, what was checked, and the opinions of three levels, on two sides of one leaf."""

from __future__ import annotations

from desktop.domain.bureau import OfficeKind
from desktop.domain.dossier import Dossier
from desktop.domain.household import Household
from reports import case_course, case_home
from reports.approvals.frame import framed
from reports.case_home import label
from reports.sheet import CENTRED, LABEL, Cell, Row, Section, Sheet

TITLE = "困难职工申请审批表"
GUIDE = (
    "填表说明：一、年收入和刚性支出按申请之日前 12 个月计算，刚性支出为报销后自付部分；"
    "二、各级意见须由负责人签字，加盖公章，填写日期；三、审批金额大小写须一致，涂改无效。"
)
KEPT = "一式三份（单位工会、主管工会、属地总工会各存一份），A4 纸正反面打印"


def sheet(dossier: Dossier) -> Sheet:
    """The approval form of a union."""
    return framed(
        dossier,
        TITLE,
        (
            case_course.matter(dossier),
            _kind(dossier.household),
            case_home.applicant(dossier),
            case_home.members(dossier),
            case_home.income(dossier),
            case_home.cause(dossier.household),
            case_course.reason(dossier.application),
            case_course.survey(dossier),
            *case_course.exams(dossier.application),
            case_course.checked(dossier.verdict),
            case_course.notice(dossier.application),
            *case_course.opinions(dossier, case_course.OPINIONS[OfficeKind.union]),
            case_course.award(dossier.application),
        ),
        guide=GUIDE,
        kept=KEPT,
    )


def _kind(household: Household) -> Section:
    """The line above the applicant: what kind of help it is, and who filed, reviewed and entered the archive."""
    return Section(
        columns=(27, 55, 16, 20, 16, 36),
        styles=(LABEL, CENTRED) * 3,
        rows=(
            Row(
                cells=(
                    label("申请类别"),
                    Cell(text="□日常救助　□临时救助", style=CENTRED),
                    label("建档人"),
                    household.filed_by,
                    label("审核人"),
                    household.reviewed_by,
                ),
                height=7.2,
            ),
        ),
    )
