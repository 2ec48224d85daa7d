"""The commands of the chapter on writing a scheme answer what the chapter says they answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop import app, cli
from desktop.store.library import OWN_SCHEMES

CHAPTER = (app.places().resources / "manual" / "writing-a-scheme.md").read_text("utf-8")


def _snippets(head: str) -> list[str]:
    body = CHAPTER.split(f"\n{head}", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```toml\n(.*?)```", body, re.DOTALL)


HEAD, *REST = _snippets("## 三、")
WHOLE = "\n".join([HEAD, *REST])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the office's own schemes on a computer that has no others but the shipped ones."""
    found = app.Places(app.places().resources, tmp_path / "home")
    monkeypatch.setattr(app, "places", lambda: found)
    folder = found.office / OWN_SCHEMES
    folder.mkdir(parents=True)
    return folder


def _quoted(line: str) -> bool:
    return any(line in block for block in re.findall(r"```text\n(.*?)```", CHAPTER, re.DOTALL))


def test_the_office_scheme_is_checked_beside_the_shipped_ones(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "qinghewan-heating-2026.toml").write_text(WHOLE, "utf-8")
    assert cli.main(["schemes", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (told,) = [line for line in lines if "qinghewan" in line]
    assert _quoted(told)
    assert any("plan-07" in line for line in lines)
    assert f"「{own.name}」文件夹" in CHAPTER
    assert f"{own.parent.name}/{own.name}/" in CHAPTER


def test_a_broken_office_scheme_is_told_by_the_check(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "x.toml").write_text(WHOLE.replace("priority = 1", "piority = 1", 1), "utf-8")
    assert cli.main(["schemes", "check"]) == 1
    assert "「piority」：不认识这一项" in capsys.readouterr().out


def test_a_number_that_is_taken_is_refused_and_covers_nothing(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = WHOLE.replace('id = "qinghewan-heating-2026"', 'id = "plan-07"', 1)
    (own / "x.toml").write_text(taken, "utf-8")
    assert cli.main(["schemes", "check"]) == 1
    out = capsys.readouterr().out
    assert "编号「plan-07」已被 plan-07.toml 使用" in out
    assert "plan-07 木业产业工会春节送温暖慰问" in out


def test_the_lint_counts_what_the_chapter_counts(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own / "qinghewan-heating-2026.toml"
    path.write_text(WHOLE, "utf-8")
    assert cli.main(["schemes", "lint", str(path)]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("· ")
    assert _quoted(first.replace("·", "✘", 1))
    assert _quoted(last)


def test_the_two_editions_side_by_side_differ_as_the_chapter_says(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    until, head = _snippets("## 七、")
    old, new = own / "qinghewan-heating-2026.toml", own / "qinghewan-heating-2027.toml"
    old.write_text(HEAD + until + "\n".join(REST), "utf-8")
    new.write_text((head + "\n".join(REST)).replace("yuan = 600", "yuan = 700"), "utf-8")
    assert cli.main(["schemes", "diff", str(old), str(new)]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    quoted = [line for line in CHAPTER.splitlines() if re.match(r"「.*→", line)]
    assert len(quoted) == 3
    assert [line for line in quoted if line not in lines] == []


def test_the_draft_the_chapter_asks_for_is_written(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    (asked,) = re.findall(r"^bangfu (schemes new .*)$", CHAPTER, re.MULTILINE)
    assert cli.main(asked.split()) == 0
    assert "接下来" in capsys.readouterr().out
    assert 'id = "qinghewan-heating-2026"' in (own / "qinghewan-heating-2026.toml").read_text("utf-8")
