"""What strangers may write into a field: texts a spreadsheet would calculate, markup, and signs nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "　=", "＝", "＋", "－", "＠")
"""Beginnings a spreadsheet takes for a formula: CWE-1236, with the full-width signs."""
FORMULAS = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"点这里")',
    "+SUM(A1:A9)",
    "-2+3",
    "@SUM(1)",
    '=WEBSERVICE("http://127.0.0.1:9/")',
    '=DDE("cmd";"/c calc";"x")',
    "{=1+1}",
)
MARKUP = (
    "<b>李四</b>",
    '<img src="/etc/hostname"/>',
    '<img src="http://127.0.0.1:9/x.png"/>',
    '<a href="http://127.0.0.1:9/">张三</a>',
    "<para>王五</para>",
    "&lt;b&gt;",
    "&amp;",
    "&#20320;",
    "<font color=red>",
    "<!-- -->",
    "]]>",
    "(\\) Tj ET",
    "%PDF-1.7",
    "{{ 7*7 }}",
    "${jndi:ldap://127.0.0.1}",
)
UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff\x00\x07\x1b"
"""Signs that turn the direction of writing, and others that nobody sees."""


def in_every_text(value: Any, change: Callable[[str], str], spare: frozenset[str] = frozenset()) -> Any:
    """The value with every text in it changed, however deep, but for the fields named; code words stay."""
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(in_every_text(item, change, spare) for item in value)  # pyright: ignore[reportUnknownVariableType]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: in_every_text(getattr(value, field.name), change, spare)
                for field in fields(value)
                if field.init and field.name not in spare
            },
        )
    return value
