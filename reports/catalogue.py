"""Every printed form there is: one module under `reports/forms` each, found by itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import reports.forms
from reports.sheet import Sheet


@dataclass(frozen=True)
class Form:
    """A printed form: what it is called, from what value it is made, and how."""

    id: str
    title: str
    subject: type
    sheet: Callable[[Any], Sheet]
    """Takes a value of the subject's type."""


def forms() -> dict[str, Form]:
    """All forms by their id, in the order of the module names."""
    found = (_form(module.name) for module in pkgutil.iter_modules(reports.forms.__path__))
    return {form.id: form for form in found}


def _form(name: str) -> Form:
    module = import_module(f"reports.forms.{name}")
    return Form(id=module.ID, title=module.TITLE, subject=module.SUBJECT, sheet=module.sheet)
