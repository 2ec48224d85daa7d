"""What came out as what is expected (照算出的结果改预期): never without asking, for the answer is the plan's and not ours."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.domain.calendar import WorkCalendar
from desktop.domain.example_outcome import came_out, outcome_words, told_value
from desktop.domain.scheme_shape import shape_at
from desktop.domain.scheme_sheet import SchemeSheet
from desktop.ui.dialogs.message import confirm, tell_error
from desktop.ui.pages.scheme_form.looking import Look


def outcome_to_take(
    parent: QWidget, sheet: SchemeSheet, look: Look, number: int, calendar: WorkCalendar
) -> Mapping[str, object]:
    """What the expectation of that example is to say instead; nothing where the officer thought better of it."""
    if look.scheme is None or number >= len(look.results):
        return {}
    result, example = look.results[number], look.scheme.examples[number]
    changes = came_out(look.scheme, example, result, calendar)
    if result.verdict is None or not changes:
        tell_error(parent, "这一处程序不能代改。请到「填写」里对照文件改这个算例。", heading="不能照抄结果")
        return {}
    place = ("examples", number, "expect")
    before, shape = sheet.content(place), shape_at(place)
    lines: list[str] = []
    for key, value in changes.items():
        field = shape.field(key)
        label = field.label if field else shape_at((*place, key)).label
        lines.append(f"「{label}」：{told_value(before.get(key))} → {told_value(value)}")
    asked = (
        f"算例「{example.name}」算出的是：{outcome_words(look.scheme, result.verdict)}。\n"
        + "\n".join(lines)
        + "\n答案应当照文件算。您对照过文件，确定是答案错了、不是方案错了吗？"
    )
    heading = "改这个算例的预期？"
    yes, no = "答案错了，照结果改(&Y)", "不改(&N)"
    return changes if confirm(parent, asked, yes=yes, no=no, heading=heading, danger=True) else {}
