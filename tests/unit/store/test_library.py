"""The policy library: a broken file is named and left out, the rest loads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme import Scheme
from desktop.store.library import MAX_BYTES, load_schemes, parse_text, read_file

SHIPPED = Path(__file__).parents[3] / "resources" / "schemes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three of the shipped files."""
    copies = tmp_path / "schemes"
    copies.mkdir()
    for name in ("plan-03", "plan-04", "plan-07"):
        shutil.copy(SHIPPED / f"{name}.toml", copies)
    return copies


def test_the_shipped_library_is_whole() -> None:
    library = load_schemes(SHIPPED)
    assert library.broken == ()
    assert {"plan-03", "plan-04", "plan-07"} <= {s.id for s in library.schemes}


def test_a_broken_file_is_refused_with_its_sentence_and_the_rest_load(folder: Path) -> None:
    path = folder / "plan-07.toml"
    path.write_text(path.read_text("utf-8").replace("audience =", "audiense ="), "utf-8")
    library = load_schemes(folder)
    assert [s.id for s in library.schemes] == ["plan-03", "plan-04"]
    assert [b.file for b in library.broken] == ["plan-07.toml"]
    assert "「audiense」：不认识这一项。是不是「audience」？" in library.broken[0].said


def test_two_files_of_one_id_are_told_apart(folder: Path) -> None:
    shutil.copy(folder / "plan-03.toml", folder / "z.toml")
    library = load_schemes(folder)
    assert len(library.schemes) == 3
    assert "已被 plan-03.toml 使用" in library.broken[0].said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("方案".encode("gbk"), "UTF-8"),
        (b"\x00\x01\x02", "写法有误"),
        (b"", "没有填写"),
        (b"#" * (MAX_BYTES + 1), "文件太大"),
        (b"id = [[[[", "写法有误"),
    ],
)
def test_a_file_that_is_no_scheme_is_refused(folder: Path, content: bytes, said: str) -> None:
    (folder / "x.toml").write_bytes(content)
    library = load_schemes(folder)
    assert len(library.schemes) == 3
    assert said in library.broken[0].said


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(folder: Path) -> None:
    path = folder / "plan-04.toml"
    plain = read_file(path)
    text = path.read_text("utf-8")
    path.write_bytes("\ufeff".encode() + text.replace("\n", "\r\n").encode())
    assert read_file(path).edition == plain.edition


def test_a_folder_that_is_not_there_is_an_empty_library(tmp_path: Path) -> None:
    assert load_schemes(tmp_path / "none").schemes == ()


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="读不出来"):
        read_file(tmp_path / "none.toml")


def test_a_scheme_nobody_has_is_refused_with_a_hint(folder: Path) -> None:
    (folder / "plan-99.toml").write_text("id = 5", "utf-8")
    library = load_schemes(folder)
    with pytest.raises(OfficeError, match="是不是「plan-07」"):
        library.scheme("plan07")
    with pytest.raises(OfficeError, match=r"plan-99\.toml"):
        library.scheme("plan-99")
    assert library.scheme("plan-03").id == "plan-03"


def test_an_office_s_own_schemes_stand_beside_the_shipped_ones_and_override_none(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "方案"
    own.mkdir()
    text = (folder / "plan-07.toml").read_text("utf-8")
    (own / "town.toml").write_text(text.replace('id = "plan-07"', 'id = "town-07"', 1), "utf-8")
    (own / "plan-07.toml").write_text(text.replace('title = "', 'title = "改过的', 1), "utf-8")
    library = load_schemes(folder, own)
    assert [s.id for s in library.schemes] == ["plan-03", "plan-04", "plan-07", "town-07"]
    assert library.scheme("plan-07").title == "木业产业工会春节送温暖慰问"
    assert [b.file for b in library.broken] == ["plan-07.toml"]
    assert "编号「plan-07」已被 plan-07.toml 使用" in library.broken[0].said


def test_what_is_added_or_changed_is_seen_after_reloading_and_not_before(folder: Path) -> None:
    library = load_schemes(folder)
    before = library.scheme("plan-07")
    text = (folder / "plan-07.toml").read_text("utf-8")
    (folder / "town.toml").write_text(text.replace('id = "plan-07"', 'id = "town-07"', 1), "utf-8")
    (folder / "plan-07.toml").write_text(text.replace('title = "', 'title = "改过的', 1), "utf-8")
    assert library.scheme("plan-07") is before
    assert library.find("town-07") is None
    library.reload()
    assert library.scheme("plan-07").title == f"改过的{before.title}"
    assert library.scheme("town-07").file == "town.toml"


def test_a_scheme_is_parsed_when_it_is_asked_for_and_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def parse(text: str, file: str) -> Scheme:
        parsed.append(file)
        return parse_text(text, file)

    monkeypatch.setattr("desktop.store.library.parse_text", parse)
    library = load_schemes(folder)
    assert [h.id for h in library.headings] == ["plan-03", "plan-04", "plan-07"]
    assert parsed == []
    library.scheme("plan-04")
    library.scheme("plan-04")
    assert parsed == ["plan-04.toml"]
    assert len(library.schemes) == len(library.schemes) == 3
    assert sorted(parsed) == ["plan-03.toml", "plan-04.toml", "plan-07.toml"]


def test_an_unfinished_draft_is_no_scheme_yet(folder: Path) -> None:
    shutil.copy(folder / "plan-03.toml", folder / "town-03.draft.toml")
    (folder / "town-04.draft.toml").write_text("坏的", "utf-8")
    library = load_schemes(folder)
    assert len(library.schemes) == 3
    assert library.broken == ()


def test_a_broken_file_has_a_heading_and_the_second_of_a_number_stands_in_for_it(folder: Path) -> None:
    path = folder / "plan-07.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("audience =", "audiense ="), "utf-8")
    library = load_schemes(folder)
    assert "plan-07" in [h.id for h in library.headings]
    assert library.find("plan-07") is None
    with pytest.raises(OfficeError, match="audiense"):
        library.scheme("plan-07")
    (folder / "z.toml").write_text(text, "utf-8")
    library.reload()
    assert library.scheme("plan-07").file == "z.toml"


def test_parts_that_stand_too_deep_in_one_another_are_told_and_the_rest_load(folder: Path) -> None:
    text = (folder / "plan-07.toml").read_text("utf-8")
    deep = "".join(f'[[exclude{".of" * n}]]\nkind = "all"\nclause = "深"\n' for n in range(500))
    (folder / "deep.toml").write_text(text.replace('id = "plan-07"', 'id = "deep"', 1) + "\n" + deep, "utf-8")
    library = load_schemes(folder)
    assert len(library.schemes) == 3
    assert "层次太深" in library.broken[0].said
