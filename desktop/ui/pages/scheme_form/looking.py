"""How the scheme stands as it is written now (现在怎样): can it be read, do its examples come out, what is left to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.calendar import WorkCalendar
from desktop.domain.examples import ExampleResult, run_examples
from desktop.domain.policy_text import Path, SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_said import example_in_form, said_in_form
from desktop.domain.scheme_shape import has_table, shape_at
from desktop.domain.scheme_sheet import SchemeSheet
from desktop.ui.pages.scheme_form.problems import Trouble


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one look at the text found."""

    scheme: Scheme | None = None
    """None where it cannot be read yet."""
    results: tuple[ExampleResult, ...] = ()
    wrong: tuple[Trouble, ...] = ()
    """What keeps it from standing: what cannot be read, what is not written yet, examples that come out otherwise."""

    @property
    def passed(self) -> int:
        """How many examples came out as expected."""
        return sum(r.passed for r in self.results)

    @property
    def good(self) -> str:
        """What is said where nothing is left to do."""
        if not self.results:
            return "✔ 读得下去，可以保存。还没有算例：至少写三个，写在条件的边上。"
        return f"✔ 读得下去，{len(self.results)} 个算例全部通过，可以保存。"


def look(sheet: SchemeSheet, calendar: WorkCalendar) -> Look:
    """Look at the text as it stands."""
    wrong = [Trouble(p.path, p.said) for p in sheet.problems()]
    try:
        scheme = sheet.scheme()
    except SchemeError as error:
        first = Trouble(error.path, said_in_form(error, sheet))
        return Look(wrong=(first, *wrong[1:]))
    results = run_examples(scheme, calendar)
    wrong += [
        Trouble(("examples", number), f"算例「{result.name}」：{example_in_form(problem, sheet)}")
        for number, result in enumerate(results)
        for problem in result.problems
    ]
    return Look(scheme=scheme, results=results, wrong=tuple(wrong))


def table_of(path: Path) -> tuple[Path, Path]:
    """The innermost table of the form a path leads into, and what of the path is left: first the key of the field."""
    for end in range(len(path), 0, -1):
        table = path[:end]
        if has_table(table) and (isinstance(table[-1], int) or not shape_at(table).many):
            return table, path[end:]
    return (), path
