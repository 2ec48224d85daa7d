"""Rows pasted from a spreadsheet or a chat (粘贴): lines cut at tabs, commas or 、, as one sheet without a file."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path

from desktop.domain.errors import OfficeError
from desktop.domain.sheet_cells import HEADING_ROWS, Area, Value

SHEET = "粘贴的内容"
MARKS = (",", "，", "；", ";", "|", "、")
MOST_CHARACTERS = 20_000_000
_SPACES = re.compile(r"[ \u3000]{2,}|[ \u3000]+(?=\S*[\d\u4e00-\u9fff])")


class Pasted:
    """Pasted rows, to be asked like a workbook."""

    is_xlsx = False
    sheets = all_sheets = (SHEET,)

    def __init__(self, text: str, name: str = "粘贴的内容.xlsx") -> None:
        self.path = Path(name)
        self.sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        self._rows = rows_of(text)

    def too_far(self, sheet: str) -> str:
        """Pasted rows are never too far."""
        return ""

    def top(self, sheet: str) -> list[list[Value]]:
        """The first rows, where a heading is to be looked for."""
        return [list(row) for row in self._rows[: HEADING_ROWS + 1]]

    def first(self, sheet: str, count: int) -> list[list[Value]]:
        """So many first rows."""
        return [list(row) for row in self._rows[:count]]

    def rows(self, sheet: str) -> list[list[Value]]:
        """All rows."""
        return [list(row) for row in self._rows]

    def merged(self, sheet: str) -> list[Area]:
        """Text has no merged cells."""
        return []


def rows_of(text: str) -> list[list[Value]]:
    """The rows of a text: cut at tabs where there are any, else at commas, else at 、 and the like, else at gaps; where
    every line has a mark of its own, at any of them.

    Raises OfficeError where there is nothing to cut.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n\ufeff")
    if not text.strip():
        raise OfficeError("剪贴板里没有文字。请先在表格或聊天里选中几行，复制以后再粘贴。")
    if len(text) > MOST_CHARACTERS:
        raise OfficeError("粘贴的内容太多。请把表格存成文件，再选择文件导入。")
    rows: list[list[str]]
    if "\t" in text:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    else:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        cut = next((re.compile(re.escape(c)) for c in MARKS if _cuts(lines, c)), None)
        if cut is None and _cuts(lines, *MARKS):  # several people wrote, each with marks of their own
            cut = re.compile(f"[{re.escape(''.join(MARKS))}]")
        rows = [(cut or _SPACES).split(line) for line in lines]
    width = max(map(len, rows))
    return [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows]


def _cuts(lines: list[str], *marks: str) -> bool:
    """Whether nearly every line holds one of these marks."""
    return sum(any(mark in line for mark in marks) for line in lines) * 10 >= len(lines) * 8
