"""一户一档: cover, contents, papers and scans of one household bound into one PDF, with pages counted across and an outline."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pypdf import PageObject, PdfWriter

from desktop.domain.binder import Binder, Bound, BoundPaper, BoundScan
from desktop.domain.dossier import ContentsLine, FilePaper
from desktop.domain.errors import OfficeError
from reports import pdf
from reports.fonts import FontSet
from reports.forms import file_contents, file_cover
from reports.lines import LineBreaker
from reports.page import MM, Page, Text
from reports.pages import compose
from reports.pdf import PrintingCancelledError
from reports.saving import save
from reports.scan_drawings import Matrix, ScanPage, UnboundError, lay
from reports.scans import take_in
from reports.sheet import Face

A4 = (210 * MM, 297 * MM)
EDGE, FOOT = 5 * MM, 10 * MM
"""Room around a scan; below it stands the page's number."""
NUMBER_SIZE = 8
NOT_BOUND = "未能装订"

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class _Leaf:
    """What one line of the contents stands for."""

    line: ContentsLine
    pages: tuple[Page, ...] = ()
    scans: tuple[ScanPage, ...] = ()


def write(
    binder: Binder,
    out: Path,
    fonts: FontSet,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Bound:
    """Bind the file into one PDF; the old one stays until the new one is whole."""
    data, bound = render(binder, fonts, progress, cancelled)
    save(out, data)
    return bound


def render(
    binder: Binder, fonts: FontSet, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> tuple[bytes, Bound]:
    """The bound file as bytes; nothing of it touches the disk."""
    done = 0

    def step() -> None:
        nonlocal done
        if cancelled is not None and cancelled():
            raise PrintingCancelledError
        if progress is not None:
            progress(done, binder.steps)
        done += 1

    writer, breaker = PdfWriter(), LineBreaker(fonts)
    leaves: list[_Leaf] = []
    for paper in binder.papers:
        step()
        leaves.append(_printed(paper, breaker))
    for scan in binder.scans:
        step()
        leaves.append(_scanned(scan, writer))
    step()
    front, lines = _front(binder.file, leaves, breaker)
    stamps = [_stamp_page(scan) for leaf in leaves for scan in leaf.scans]
    own = [*front, *(page for leaf in leaves for page in leaf.pages)]
    _number([*own, *stamps], breaker)
    title = f"{file_cover.TITLES[binder.file.bureau.kind]}　{binder.file.household.head.name}"
    data, printed = pdf.drawn([*own, *stamps], fonts, title)
    writer.append(io.BytesIO(data), import_outline=False)
    scans = [scan for leaf in leaves for scan in leaf.scans]
    for page, scan in zip(writer.pages[len(own) :], scans, strict=True):
        _lay(writer, page, scan)
    _outline(writer, len(front), lines, binder)
    writer.metadata = {"/Title": title}
    stream = io.BytesIO()
    writer.write(stream)
    if progress is not None:
        progress(binder.steps, binder.steps)
    left_out = tuple(
        f"{x.title}（{x.remark.removeprefix(NOT_BOUND + '：')}）" for x in lines if NOT_BOUND in x.remark
    )
    return stream.getvalue(), Bound(
        pages=printed.pages, lines=lines, left_out=left_out, missing_glyphs=printed.missing_glyphs
    )


def _printed(paper: BoundPaper, breaker: LineBreaker) -> _Leaf:
    pages = tuple(page for sheet in paper.sheets for page in compose(sheet, breaker))
    line = ContentsLine(title=paper.title, whose=paper.whose, dated=paper.dated, pages=len(pages))
    return _Leaf(line, pages)


def _scanned(scan: BoundScan, writer: PdfWriter) -> _Leaf:
    """The pages of a scan; one that cannot be bound is named with the reason and stops nothing."""
    line = ContentsLine(title=scan.title, whose=scan.whose, dated=scan.dated)
    try:
        pages = tuple(take_in(writer, scan.load()))
    except UnboundError as error:
        return _Leaf(replace(line, remark=f"{NOT_BOUND}：{error}"))
    except OfficeError:
        return _Leaf(replace(line, remark=f"{NOT_BOUND}：文件丢失或损坏"))
    except MemoryError:
        return _Leaf(replace(line, remark=f"{NOT_BOUND}：展开后占用内存太多"))
    return _Leaf(replace(line, pages=len(pages)), scans=pages)


def _front(
    file: FilePaper, leaves: list[_Leaf], breaker: LineBreaker
) -> tuple[list[Page], tuple[ContentsLine, ...]]:
    """Cover and contents, with every paper's first page: the contents' own length counts, so they are laid out until it holds."""
    count = 1
    while True:
        first, lines = count + 2, list[ContentsLine]()
        for leaf in leaves:
            lines.append(replace(leaf.line, first=first if leaf.line.pages else 0))
            first += leaf.line.pages
        told = replace(file, lines=tuple(lines))
        contents = compose(file_contents.sheet(told), breaker)
        if len(contents) <= count:
            cover = compose(file_cover.sheet(told), breaker)
            if len(cover) == 1 and len(contents) == count:
                return [*cover, *contents], tuple(lines)
            raise ValueError("cover and contents do not settle")
        count = len(contents)


def _stamp_page(scan: ScanPage) -> Page:
    """The empty A4 page a scan is laid on, upright or across as the scan is."""
    width, height = A4 if scan.height >= scan.width else A4[::-1]
    return Page(width, height)


def _number(pages: list[Page], breaker: LineBreaker) -> None:
    """Every page after the cover says which one it is, below what the paper itself says."""
    for number, page in enumerate(pages, 1):
        if number > 1:
            text = f"档案第 {number} 页　共 {len(pages)} 页"
            width = breaker.width(text, Face.song, NUMBER_SIZE)
            page.texts.append(Text(page.width - 12 * MM - width, 4.5 * MM, NUMBER_SIZE, Face.song, text))


def _lay(writer: PdfWriter, page: PageObject, scan: ScanPage) -> None:
    """Draw the scan as large as the page allows, in its middle, under the number."""
    wide, tall = float(page.mediabox.width), float(page.mediabox.height)
    room = (wide - 2 * EDGE, tall - EDGE - FOOT)
    scale = min(room[0] / scan.width, room[1] / scan.height)
    left = EDGE + (room[0] - scan.width * scale) / 2
    low = FOOT + (room[1] - scan.height * scale) / 2
    place: Matrix = (scale, 0, 0, scale, left, low)
    lay(writer, page, scan, place)


def _outline(writer: PdfWriter, front: int, lines: tuple[ContentsLine, ...], binder: Binder) -> None:
    writer.add_outline_item(title="封面", page_number=0)
    if front > 1:
        writer.add_outline_item(title="卷内目录", page_number=1)
    above = None
    for number, line in enumerate(lines):
        if not line.first:
            continue
        if number >= len(binder.papers) and above is None:
            above = writer.add_outline_item(title="扫描件和照片", page_number=line.first - 1)
        name = f"{line.title}　{line.whose}".strip("　")
        writer.add_outline_item(title=name, page_number=line.first - 1, parent=above)
