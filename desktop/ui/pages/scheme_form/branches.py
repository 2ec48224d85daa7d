"""What the tree of a scheme shows (树上有什么), and what may be added where."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.policy_text import Path
from desktop.domain.scheme_shape import shape_at, shape_of, title_of
from desktop.domain.scheme_sheet import SchemeSheet
from desktop.ui.pages.scheme_form.adding import Option
from desktop.ui.pages.scheme_form.tree import Branch

HEAD = "总则"
"""What the file's own fields are called."""
ALWAYS = ("passages", "parameters", "groups", "exclude", "awards", "pay", "steps", "papers", "examples")
"""Parts that are shown even where nothing stands in them yet, so that one sees what belongs to a scheme."""


def branches(sheet: SchemeSheet) -> tuple[Branch, ...]:
    """The whole scheme as a tree: its own fields, then its parts in the order of the vocabulary."""
    found = [Branch(path=(), title=HEAD)]
    tables: dict[str, list[Path]] = {}
    for path in sheet.children(()):
        tables.setdefault(str(path[0]), []).append(path)
    for key in shape_at(()).tables:
        shape = shape_at((key,))
        inside = tables.get(key, [])
        if not inside:
            if key in ALWAYS:
                found.append(Branch(path=(key,), title=f"{shape.label}（还没有）", empty=True))
        elif shape.many:
            below = tuple(_branch(sheet, path) for path in inside)
            found.append(Branch(path=(key,), title=f"{shape.label}（{len(inside)}）", below=below))
        else:
            found.append(_branch(sheet, (key,)))
    return tuple(found)


def is_list(path: Path) -> bool:
    """Whether the path leads to a list of tables and not to one of them."""
    return bool(path) and isinstance(path[-1], str) and shape_at(path).many


def inside(sheet: SchemeSheet, path: Path) -> Mapping[str, str]:
    """What may still be put into the table at a path: its key and what one such thing is called."""
    if is_list(path):
        return {}
    content = sheet.content(path)
    found: dict[str, str] = {}
    for key in shape_of(path, content).tables:
        shape = shape_at((*path, key))
        if shape.many or key not in content:
            found[key] = shape.label
    return found


def options(sheet: SchemeSheet, path: Path) -> list[Option]:
    """All that may be added where one is: inside first, then beside it."""
    found: list[Option] = []
    if is_list(path):
        return kinds(path)
    for key in inside(sheet, path):
        found += kinds((*path, key))
    for above in (path[:n] for n in range(len(path), 0, -1)):
        if isinstance(above[-1], int):
            found += kinds(above[:-1], above[-1] + 1)
            break
    if not path:
        return found
    if not found:
        return options(sheet, ())
    return found


def kinds(path: Path, at: int | None = None) -> list[Option]:
    """One option for each kind of table that may stand at a path, or the only one there is."""
    shape = shape_at(path)
    name = shape.label
    if not shape.kinds:
        return [Option(path=path, kind="", label=name, at=at)]
    return [
        Option(path=path, kind=kind, label=f"{name} · {said}", at=at) for kind, said in shape.kinds.items()
    ]


def _branch(sheet: SchemeSheet, path: Path) -> Branch:
    below = tuple(_branch(sheet, child) for child in sheet.children(path))
    return Branch(path=path, title=line_of(sheet, path), below=below)


def line_of(sheet: SchemeSheet, path: Path) -> str:
    """The title in the tree, where the list it stands in is named above it: 2. 重病困难家庭."""
    content = sheet.content(path)
    title = f"引用「{_defined(sheet, content)}」" if content.get("kind") == "see" else title_of(path, content)
    last = path[-1]
    if not isinstance(last, int):
        return title
    shape = shape_at(path)
    said = title
    for head in (f"第 {last + 1} {shape.each or shape.label}", shape.each or shape.label):
        said = said.removeprefix(head).strip()
    above = "" if len(path) == 2 or said else f" {shape.each or shape.label}"
    return f"{last + 1}.{above} {said}".rstrip()


def _defined(sheet: SchemeSheet, content: Mapping[str, object]) -> str:
    """What the shared condition that is meant says."""
    meant = str(content.get("id", ""))
    tables = (sheet.content(path) for path in sheet.children(()) if path[0] == "define")
    return next((str(t.get("clause") or meant) for t in tables if t.get("id") == meant), meant)
