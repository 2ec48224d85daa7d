"""What stands on every page outside the sections: title, running head, mark, foot and number."""

from __future__ import annotations

from collections.abc import Sequence

from reports.lines import Line, LineBreaker
from reports.page import ASCENT, MM, PAD_X, Area, Box, Page, Text
from reports.sheet import Face, Sheet, Style

SUBTITLE = Style(size=10.5)
RUNNING = Style(size=9)
FOOTER = Style(size=9)
RUNNING_HEIGHT = RUNNING.size * 1.35 + 1.5 * MM


def draw_title(page: Page, sheet: Sheet, area: Area, breaker: LineBreaker) -> float:
    """The title and what stands under it; the height below which the sections begin."""
    y = area.top
    size = sheet.title_size
    if not size:
        return y
    for line in breaker.lines(sheet.title, Face.hei, size, area.across):
        x = area.left + (area.across - line.width) / 2
        page.texts.append(Text(x, y - ASCENT * size, size, Face.hei, line.text))
        y -= size * 1.4
    y -= 2.5 * MM
    if not (sheet.left or sheet.right):
        return y - 1 * MM
    left = _subtitle(sheet.left, area.across, breaker)
    right = _subtitle(sheet.right, area.across, breaker)
    leading = SUBTITLE.size * 1.35
    side_by_side = left and right and left[0].width + right[0].width + 5 * MM > area.across
    for line in left:
        page.texts.append(
            Text(area.left + PAD_X, y - ASCENT * SUBTITLE.size, SUBTITLE.size, Face.song, line.text)
        )
        y -= leading
    if left and right and not side_by_side:
        y += leading
    for line in right:
        x = area.right - PAD_X - line.width
        page.texts.append(Text(x, y - ASCENT * SUBTITLE.size, SUBTITLE.size, Face.song, line.text))
        y -= leading
    return y - 0.8 * MM


def _subtitle(text: str, room: float, breaker: LineBreaker) -> tuple[Line, ...]:
    return breaker.lines(text, Face.song, SUBTITLE.size, room - 2 * PAD_X)


def draw_running(page: Page, sheet: Sheet, area: Area, breaker: LineBreaker) -> float:
    """The title again on a later page; the height below which the sections begin."""
    size = RUNNING.size
    if not sheet.title_size:
        return area.top
    text = sheet.running or f"{sheet.title}（续）"
    lines = breaker.lines(text, Face.song, size, area.across - 2 * PAD_X)
    page.texts.append(Text(area.left + PAD_X, area.top - ASCENT * size, size, Face.song, lines[0].text))
    return area.top - RUNNING_HEIGHT


def draw_mark(page: Page, sheet: Sheet, area: Area, breaker: LineBreaker) -> None:
    """The mark in the upper right corner."""
    size = 10.5
    line = breaker.lines(sheet.mark, Face.hei, size, area.across)[0]
    width, height = line.width + 4 * MM, size * 1.7
    x = area.width - sheet.margins[1] * MM - width
    y = area.height - 6 * MM - height
    page.boxes.append(Box(x, y, width, height))
    page.texts.append(Text(x + 2 * MM, y + height - size * (0.35 + ASCENT), size, Face.hei, line.text))


def number_pages(pages: Sequence[Page], sheet: Sheet, area: Area, breaker: LineBreaker) -> None:
    """The foot of every page, with its number where the sheet has numbers."""
    size = FOOTER.size
    count = len(pages)
    feet = _feet(sheet, area, breaker)
    y = max(area.bottom - (8 if len(feet) < 2 else 9.5) * MM, 6 * MM)
    for number, page in enumerate(pages, 1):
        for n, text in enumerate(reversed(feet)):
            page.texts.append(Text(area.left + PAD_X, y + n * size * 1.3, size, Face.song, text))
        if sheet.page_numbers:
            text = f"第 {number} 页　共 {count} 页"
            width = breaker.width(text, Face.song, size)
            x = area.right - PAD_X - width if sheet.foot else (area.left + area.right - width) / 2
            page.texts.append(Text(x, y, size, Face.song, text))


def _feet(sheet: Sheet, area: Area, breaker: LineBreaker) -> list[str]:
    """The foot beside the number: on one line where there is room, else line by line, the log's code on the last."""
    room = area.across - 35 * MM
    if not sheet.foot:
        return []
    whole = breaker.lines(sheet.foot, Face.song, FOOTER.size, room)
    if len(whole) == 1:
        return [whole[0].text]
    return [breaker.lines(text, Face.song, FOOTER.size, room)[0].text for text in sheet.feet]
