"""Which papers a household's page offers (户的表格), in the order in which each kind of office uses them, and what they are for."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.bureau import OfficeKind

ARCHIVE, ARCHIVE_OLD, STUDENT = "archive_form", "archive_form_old", "student_recognition"
SURVEY, AUTHORITY, PLEDGE, CONSENT = "home_survey", "check_authorisation", "commitment", "consent"
COVER, CONTENTS = "file_cover", "file_contents"

OFFERED: Mapping[OfficeKind, tuple[str, ...]] = {
    OfficeKind.union: (ARCHIVE, SURVEY, AUTHORITY, PLEDGE, CONSENT, COVER, CONTENTS, ARCHIVE_OLD, STUDENT),
    OfficeKind.school: (STUDENT, CONSENT, SURVEY, PLEDGE, AUTHORITY, ARCHIVE, COVER, CONTENTS, ARCHIVE_OLD),
    OfficeKind.township: (SURVEY, AUTHORITY, PLEDGE, CONSENT, ARCHIVE, COVER, CONTENTS, STUDENT, ARCHIVE_OLD),
}
"""What an office uses first comes first."""

BLANK = frozenset({ARCHIVE, ARCHIVE_OLD, STUDENT, SURVEY, AUTHORITY, PLEDGE, CONSENT})
"""Those that can be handed out without a household (空白表)."""

WHAT_FOR: Mapping[str, str] = {
    ARCHIVE: "按现行项目，家庭成员逐人三行，三级签署意见",
    ARCHIVE_OLD: "旧登记表的项目和叫法，报送仍用旧表的单位",
    STUDENT: "学生每人一份；个人承诺栏留空，由本人手写",
    SURVEY: "已知情况印好，其余当场填写；两人调查，在场家人签字",
    AUTHORITY: "成年成员逐人签字，未成年人由监护人签",
    PLEDGE: "申请人承诺和经办人承诺各一份",
    CONSENT: "告知收集哪些信息，逐项勾选同意",
    COVER: "装盒用的封面",
    CONTENTS: "印过的表格和已有附件，带日期和页数",
}
