"""What binding costs: one household with 30 scans, beside pypdf appending the same scans raw; archive sheets by the thousand."""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from desktop.domain.binder import Binder, BoundPaper, BoundScan
from desktop.domain.dossier import FilePaper, HouseholdPaper
from reports import binder, pdf
from reports.catalogue import forms
from reports.fonts import FontSet
from tests.bench.paper import BUREAU, TODAY, dossier

SCANS = 30
A4_AT_300 = (2480, 3508)
SHEETS = (250, 500, 1000)


def measure() -> list[tuple[str, float, float]]:
    """What was bound, the seconds it took, and the seconds of pypdf alone; for sheets, those a thousand would take."""
    fonts = FontSet.load(Path(__file__).parents[2] / "resources" / "fonts")
    catalogue = forms()
    home = dossier(3).household
    paper = HouseholdPaper(bureau=BUREAU, household=home, printed_on=TODAY)
    jpegs = [_scan(n, "JPEG") for n in range(SCANS)]
    raw = [_as_pdf(data) for data in jpegs]
    rows: list[tuple[str, float, float]] = []
    for name, scans in ((f"{SCANS} 张 A4 300 dpi 照片", jpegs), (f"{SCANS} 个扫描 PDF", raw)):
        whole = Binder(
            file=FilePaper(bureau=BUREAU, household=home, years=10, printed_on=TODAY),
            papers=(BoundPaper(title="档案表", sheets=(catalogue["archive_form"].sheet(paper),)),),
            scans=tuple(BoundScan(title=f"扫描件 {n}", load=lambda d=d: d) for n, d in enumerate(scans)),
        )
        binder.render(whole, fonts)
        rows.append((name, _seconds(lambda w=whole: binder.render(w, fonts)), _seconds(lambda: _append(raw))))
    for count in SHEETS:
        papers = [
            HouseholdPaper(bureau=BUREAU, household=dossier(n).household, printed_on=TODAY)
            for n in range(count)
        ]
        took = _seconds(lambda p=papers: pdf.render([catalogue["archive_form"].sheet(x) for x in p], fonts))
        rows.append((f"{count} 份档案表", took, took / count * 1000))
    return rows


def _seconds(work: Callable[[], object]) -> float:
    """The better of two runs."""
    found: list[float] = []
    for _ in range(2):
        gc.collect()
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _scan(number: int, kind: str) -> bytes:
    image = Image.effect_noise((A4_AT_300[0] // 4, A4_AT_300[1] // 4), 40).resize(A4_AT_300).convert("RGB")
    ImageDraw.Draw(image).text((200, 200), f"SCAN {number}", fill="black", font_size=120)
    out = io.BytesIO()
    image.save(out, kind, quality=75)
    return out.getvalue()


def _as_pdf(data: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).save(out, "PDF", resolution=300)
    return out.getvalue()


def _append(scans: list[bytes]) -> bytes:
    writer = PdfWriter()
    for data in scans:
        writer.append(io.BytesIO(data))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


if __name__ == "__main__":
    for name, ours, other in measure():
        print(f"{name}\t{ours:.2f} s\t{other:.2f} s")
