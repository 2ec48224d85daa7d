"""申请审批表: on the layout of the office's kind, or the one a scheme names or the officer asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.approval_form import OF_OFFICE, ApprovalForm
from desktop.domain.dossier import Dossier
from reports.approvals import medical_relief, school, teacher_subsidy, township, union
from reports.sheet import Sheet

ID = "application_approval"
TITLE = "申请审批表"
SUBJECT = Dossier

LAYOUTS: Mapping[ApprovalForm, Callable[[Dossier], Sheet]] = {
    ApprovalForm.union: union.sheet,
    ApprovalForm.school: school.sheet,
    ApprovalForm.township: township.sheet,
    ApprovalForm.medical_relief: medical_relief.sheet,
    ApprovalForm.teacher_subsidy: teacher_subsidy.sheet,
}


def sheet(dossier: Dossier) -> Sheet:
    """The approval form of one application."""
    return LAYOUTS[dossier.form or OF_OFFICE[dossier.bureau.kind]](dossier)
