"""T12: malicious names on paper. They stand there letter by letter; nothing is opened, fetched or turned round."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest

from reports import pdf
from reports.catalogue import forms
from reports.fonts import FontSet
from tests.trust.conftest import Figures
from tests.trust.poison import FORMULAS, MARKUP, UNSEEN, in_every_text
from tests.unit.reports.paper_reading import texts_of
from tests.unit.reports.test_paper_forms import SUBJECTS, sheet_of

ROOT = Path(__file__).parents[2]
PEOPLE = ("林建国", "丁一", "周敏")
"""Whose names the samples bear."""


class _Watch:
    """Writes down what the process opens and whom it calls, while it is asked to."""

    def __init__(self) -> None:
        self.seen: list[str] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.seen is not None and event.split(".")[0] in ("open", "socket", "urllib", "subprocess", "os"):
            self.seen.append(f"{event} {arguments}")

    @contextmanager
    def watching(self) -> Generator[list[str]]:
        self.seen = found = []
        try:
            yield found
        finally:
            self.seen = None


WATCH = _Watch()


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The typefaces that come with the program."""
    return FontSet.load(ROOT / "resources/fonts")


def squeezed(text: str) -> str:
    """The text without the gaps and line ends that laying out puts in."""
    return "".join(text.split()).replace("\ufffe", "").replace("\x02", "")


NAMELESS = frozenset(
    {
        "scheme_trial",
        "scheme_trial_incomplete",
        "effect_comparison",
        "effect_comparison_left_out",
        "appraisal_record_blank",
    }
)
"""Papers that name nobody in full: a try-out on facts alone, a comparison whose names are masked before, a record to fill in."""
BY_NAME = [form for form in SUBJECTS if form not in NAMELESS]


def named(subject: object, name: str) -> object:
    """The same case with everybody called so."""

    def change(text: str) -> str:
        for person in PEOPLE:
            text = text.replace(person, name)
        return text

    return in_every_text(subject, change)


def test_the_watch_would_see_a_file_being_opened(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with WATCH.watching() as seen:
        (tmp_path / "a").read_bytes()
    assert seen


@pytest.mark.parametrize("form_name", sorted(NAMELESS))
def test_a_paper_that_names_nobody_names_nobody(form_name: str, fonts: FontSet) -> None:
    form, subject = SUBJECTS[form_name]
    data, _ = pdf.render([sheet_of(form, subject)], fonts)
    assert not [person for person in PEOPLE if person in squeezed("".join(texts_of(data)))]


@pytest.mark.parametrize("form_name", BY_NAME)
def test_a_malicious_name_stands_on_paper_letter_by_letter(
    form_name: str, fonts: FontSet, figure: Figures
) -> None:
    form, subject = SUBJECTS[form_name]
    assert any(person in repr(subject) for person in PEOPLE)
    pdf.render([sheet_of(form, subject)], fonts)  # what is loaded once is loaded now
    for name in (*MARKUP, *FORMULAS):
        sheet = sheet_of(form, named(subject, name))
        with WATCH.watching() as seen:
            data, _ = pdf.render([sheet], fonts)
        assert seen == []
        assert squeezed(name) in squeezed("".join(texts_of(data))), name
        assert b"/URI" not in data
        assert not [page for page in pypdf.PdfReader(io.BytesIO(data)).pages if "/Annots" in page]
    figure(f"malicious names on {form_name}", len(MARKUP) + len(FORMULAS), "all letter by letter")


@pytest.mark.parametrize("form_name", SUBJECTS)
def test_every_text_may_be_malicious(form_name: str, fonts: FontSet) -> None:
    form, subject = SUBJECTS[form_name]
    for bad in ('<img src="/etc/hostname"/>', "<para>", "&#0;", "</font>"):
        poisoned = in_every_text(subject, lambda text, b=bad: text + b if text else "", frozenset({"code"}))
        sheet = sheet_of(form, poisoned)
        with WATCH.watching() as seen:
            data, _ = pdf.render([sheet], fonts)
        assert seen == []
        assert squeezed(bad) in squeezed("".join(texts_of(data)))


@pytest.mark.parametrize("form_name", BY_NAME)
def test_no_sign_turns_the_direction_of_writing(form_name: str, fonts: FontSet) -> None:
    form, subject = SUBJECTS[form_name]
    data, printed = pdf.render([sheet_of(form, named(subject, UNSEEN.join("林建国")))], fonts)
    text = "".join(texts_of(data))
    assert not set(text) & set(UNSEEN) - set("\x00")
    assert "林建国" in squeezed(text)
    assert printed.missing_glyphs == ()
    reader = pypdf.PdfReader(io.BytesIO(data))
    told = str(reader.metadata) + "".join(str(page.get("/Contents")) for page in reader.pages)
    assert not set(told) & set(UNSEEN)


def test_every_form_was_looked_at() -> None:
    assert {form for form, _ in SUBJECTS.values()} == set(forms())


def calls_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every call in a module: its line, and the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                yield node.lineno, called.id
            elif isinstance(called, ast.Attribute):
                yield node.lineno, called.attr


def paragraphs(source: str) -> list[int]:
    """The lines on which something is laid out by a layer that reads markup."""
    tree = ast.parse(source)
    lines = [
        line for line, called in calls_of(tree) if called in ("Paragraph", "XPreformatted", "ParaParser")
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or "", *(name.name for name in node.names)]
            lines += [node.lineno for name in names if "platypus" in name or "paraparser" in name]
    return lines


def test_the_lint_finds_a_paragraph() -> None:
    assert paragraphs("from reportlab.platypus import Paragraph\nx = Paragraph(name)\n") == [2, 1]
    assert paragraphs("import reportlab.platypus as p\np.Paragraph(name)\n") == [2, 1]
    assert paragraphs("canvas.drawString(1, 2, name)\n") == []


def test_nothing_in_the_tree_lays_out_text_that_is_read_as_markup() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for folder in ("desktop", "reports")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (lines := paragraphs(path.read_text(encoding="utf-8")))
    }
    assert found == {}
