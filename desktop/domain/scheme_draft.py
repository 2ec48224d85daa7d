"""A new scheme begun from another one's text (新方案起稿): its own number and title, everything else and every comment kept."""

from __future__ import annotations

import re

from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_lint import unexplained
from desktop.domain.scheme_reading import parse_scheme

TO_FILL = "【待填】"
"""Marks what a new file still has to say."""

_HEADER = re.compile(r"^\s*\[", re.MULTILINE)
_ID = re.compile(r"""^(\s*id\s*=\s*)(?:"[^"\n]*"|'[^'\n]*')""", re.MULTILINE)
_TITLE = re.compile(r"""^(\s*title\s*=\s*)(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')""", re.MULTILINE)


def draft(base: Scheme, id: str, file: str) -> Scheme:
    """The scheme with a number of its own and a title to be written; raises OfficeError where the number cannot stand."""
    first = _HEADER.search(base.text)
    end = first.start() if first else len(base.text)
    head, rest = base.text[:end], base.text[end:]
    was = base.title if base.title.startswith(TO_FILL) else f"{TO_FILL}{base.title}"
    head = _ID.sub(lambda m: f'{m[1]}"{id}"', head, count=1)
    head = _TITLE.sub(lambda m: f"{m[1]}{_quoted(was)}", head, count=1)
    begun = parse_scheme(head + rest, file)
    if (begun.id, begun.title) != (id, was):
        raise OfficeError(
            f"方案文件 {base.file} 的编号和名称不是各占一行，程序改不了。请用记事本另存一份，自己改这两行。"
        )
    return begun


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def still_to_do(scheme: Scheme) -> tuple[str, ...]:
    """What the author of a scheme has to see to next, each in a sentence; nothing where it can be used as it is."""
    lines = [(n, line.strip()) for n, line in enumerate(scheme.text.splitlines(), 1) if TO_FILL in line]
    said = [f"第 {n} 行还没有写：{line}" for n, line in lines]
    said += [
        f"参数「{p.label}」没有数值{f'（{p.meaning}）' if p.meaning else ''}：原文写明的请加 value，没有写明的由办公室在「方案」页填写。"
        for p in scheme.unset({})
    ]
    said += [f"像是印坏的数字：{g.said}" for g in unexplained(scheme)]
    if len(scheme.examples) < FEWEST:
        said.append(f"算例只有 {len(scheme.examples)} 个，至少要 {FEWEST} 个，写在条件的边上。")
    return tuple(said)


FEWEST = 3
"""So many worked examples a scheme should have at least."""
