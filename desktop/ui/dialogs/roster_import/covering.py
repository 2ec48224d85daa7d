"""Cells of a stranger's sheet on screen (遮盖): numbers, phones and house numbers covered, whatever column they stand in."""

from __future__ import annotations

import re
from datetime import date, datetime

from desktop.domain.halfwidth import halfwidth
from desktop.domain.masking import mask_address, mask_born, masked
from desktop.domain.sheet_cells import Value

_LONG = re.compile(r"[0-9*][0-9* \-]{5,}[0-9Xx*]")
_PLACES = ("路", "街", "村", "号", "幢", "室", "栋", "镇", "组")
_SENSITIVE = {
    "guardian_phone": "phone",
    "guardian_id": "id_number",
    "illnesses": "illnesses.name",
    "disability_number": "certificates.number",
    "dibao_number": "certificates.number",
}


def covered(value: Value) -> str:
    """A cell as it may be shown before anybody says what its column holds."""
    if isinstance(value, datetime | date):
        return mask_born(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() else repr(value)
    text = " ".join(str(value).split())
    if len(text) > 6 and any(mark in text for mark in _PLACES):
        text = mask_address(text)
    return _LONG.sub(
        lambda found: _middle(found[0]), halfwidth(text) if _LONG.search(halfwidth(text)) else text
    )


def covered_as(key: str, text: str) -> str:
    """What stands in a column taken for that, as it may be shown."""
    return masked(_SENSITIVE.get(key, key), text)


def _middle(text: str) -> str:
    if len(text) >= 14:
        return f"{text[:6]}{'*' * (len(text) - 10)}{text[-4:]}"
    return f"{text[:3]}{'*' * max(len(text) - 5, 1)}{text[-2:]}"
