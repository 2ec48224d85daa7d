"""A cell of a sheet as a workbook or a pasted table holds it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Value = str | float | int | bool | date | datetime | time | timedelta
"""Text, number, truth value or date. An empty cell is the empty text."""

Area = tuple[int, int, int, int]
"""Merged cells: top, left, bottom, right, counted from 0."""

HEADING_ROWS = 20
"""Among how many first rows a heading is looked for."""
