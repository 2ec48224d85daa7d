"""How an application came in stands on every layout of the approval form where it is out of the ordinary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.application import Origin
from desktop.domain.approval_form import ApprovalForm
from reports.forms import application_approval
from reports.sheet import as_text
from tests.unit.reports import paper_samples as samples


@pytest.mark.parametrize("form", ApprovalForm)
def test_a_late_one_and_one_of_the_offices_own_motion_are_told(form: ApprovalForm) -> None:
    plain = as_text(application_approval.sheet(replace(samples.DOSSIER, form=form)))
    assert "逾期受理" not in plain
    assert "主动发现" not in plain
    case = replace(
        samples.APPLICATION,
        origin=Origin.office,
        late_because="住院，家属不知道",
        applied_on=date(2026, 3, 2),
    )
    text = as_text(application_approval.sheet(replace(samples.DOSSIER, form=form, application=case)))
    assert "| 逾期受理 | 住院，家属不知道 | 收到日期 | 2026年3月2日 |" in text
    assert "| 主动发现 | 由本单位主动发现，为申请人提出 | 发现日期 | 2026年3月2日 |" in text
