"""Which 申请审批表 an application is written on: that of the office's kind, or the one its scheme names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.bureau import OfficeKind


class ApprovalForm(StrEnum):
    """The layouts there are; the first three are those of the kinds of office."""

    union = "union"
    school = "school"
    township = "township"
    medical_relief = "medical_relief"
    teacher_subsidy = "teacher_subsidy"


APPROVAL_FORM_WORDS: Mapping[ApprovalForm, str] = {
    ApprovalForm.union: "困难职工申请审批表（工会）",
    ApprovalForm.school: "学生困难补助申请表（学校）",
    ApprovalForm.township: "临时救助申请审批表（乡镇、街道）",
    ApprovalForm.medical_relief: "特困群众医疗救助申请审批表",
    ApprovalForm.teacher_subsidy: "原民办代课教师生活困难补助申请表",
}

OF_OFFICE: Mapping[OfficeKind, ApprovalForm] = {
    OfficeKind.union: ApprovalForm.union,
    OfficeKind.school: ApprovalForm.school,
    OfficeKind.township: ApprovalForm.township,
}


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One of several copies of the same paper (一式几份), and who keeps it."""

    number: int
    of: int
    kept_by: str = ""

    @property
    def said(self) -> str:
        """第二份（共三份）　县级教育部门存."""
        kept = f"　{self.kept_by}存" if self.kept_by else ""
        return f"第{_count(self.number)}份（共{_count(self.of)}份）{kept}"


def copies(kept_by: tuple[str, ...]) -> tuple[Copy | None, ...]:
    """A copy for each who keeps one; where nobody is named, one paper that is not marked."""
    if not kept_by:
        return (None,)
    return tuple(Copy(number=n, of=len(kept_by), kept_by=keeper) for n, keeper in enumerate(kept_by, 1))


def _count(number: int) -> str:
    return "〇一二三四五六七八九十"[number] if 0 < number <= 10 else f" {number} "
