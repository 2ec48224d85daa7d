"""Finds every form there is: each module of reports.forms is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from reports import forms as folder


@dataclass(frozen=True)
class Form:
    """One printed form: its id, its title, the value it is made from, and how."""

    id: str
    title: str
    subject: type[Any]
    sheet: Callable[[Any], Any]


def forms() -> dict[str, Form]:
    """All forms by id, in order of their ids."""
    found: dict[str, Form] = {}
    for module in sorted(iter_modules(folder.__path__), key=lambda m: m.name):
        form = import_module(f"{folder.__name__}.{module.name}")
        found[module.name] = Form(module.name, form.TITLE, form.SUBJECT, form.sheet)
    return found
