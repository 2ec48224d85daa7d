"""The form a scheme is written in (方案表格): `open_scheme_form` is what the page of schemes calls."""

from __future__ import annotations

from desktop.ui.pages.scheme_form.opening import open_scheme_form

__all__ = ["open_scheme_form"]
