"""The printed side as the office uses it: its forms, and the press that writes sheets and binds them.

The writers are read when first needed: most starts of the program print nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.casework.office import Cancelled, PaperForm, Progress
from desktop.domain.binder import Binder, Bound

if TYPE_CHECKING:
    from desktop.scan_guard import ScanGuard


def forms() -> Mapping[str, PaperForm]:
    """Every form the office can print, by its key."""
    from reports import catalogue

    return catalogue.forms()


class Press:
    """Writes sheets with the writer the file's suffix asks for; fonts are read when first needed."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._set: Any = None
        self._guard: ScanGuard | None = None

    def __call__(
        self,
        sheets: Sequence[Any],
        out: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[str, ...]:
        with contextlib.suppress(OSError):  # The writer says what is wrong with the place.
            out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix.lower() == ".xlsx":
            from reports import xlsx

            xlsx.write(sheets, out, progress, cancelled)
            return ()
        from reports import pdf

        return tuple(pdf.write(sheets, out, self._font_set(), progress, cancelled).missing_glyphs)

    def as_bytes(self, sheets: Sequence[Any], suffix: str) -> bytes:
        if suffix.lower() == ".xlsx":
            from reports import xlsx

            return xlsx.render(sheets)
        from reports import pdf

        return pdf.render(sheets, self._font_set())[0]

    def bind(
        self,
        binder: Binder,
        out: Path,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Bound:
        from reports import binder as binding

        with contextlib.suppress(OSError):  # The writer says what is wrong with the place.
            out.parent.mkdir(parents=True, exist_ok=True)
        guard = self._scan_guard()
        scans = tuple(replace(scan, load=partial(guard.cleaned, scan.load)) for scan in binder.scans)
        return binding.write(replace(binder, scans=scans), out, self._font_set(), progress, cancelled)

    def pages_of(self, data: bytes) -> int:
        return self._scan_guard().pages_of(data)

    def _scan_guard(self) -> ScanGuard:
        from desktop.scan_guard import ScanGuard

        if self._guard is None:
            self._guard = ScanGuard()
        return self._guard

    def _font_set(self) -> Any:
        from reports.fonts import FontSet

        if self._set is None:
            self._set = FontSet.load(self._fonts)
        return self._set
