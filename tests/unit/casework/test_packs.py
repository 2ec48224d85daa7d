"""Packs handed on and taken in: tried first, taken in whole or not at all, and told in the log."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app import open_unlocked
from desktop.casework import packs
from desktop.casework.deeds import NotAllowedError, deed
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.errors import OfficeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_draft import draft
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.trail import Act, Entry
from desktop.store import packs as store_packs
from desktop.store import trail
from desktop.store.database import Session


def _own(office: Office, id: str) -> Scheme:
    """A scheme of another office, begun from plan 7."""
    return draft(office.library.scheme("plan-07"), id, f"{id}.toml")


def _pack(tmp_path: Path, *schemes: Scheme) -> Path:
    path = tmp_path / "来.bfpack"
    path.write_bytes(store_packs.pack(schemes))
    return path


def _kept(office: Office) -> list[str]:
    return sorted(p.name for p in (office.folder / "方案").glob("*"))


def _last(office: Office) -> Entry:
    with office.store.read() as session:
        return max(trail.entries(session), key=lambda entry: entry.seq)


def test_what_is_exported_is_told_in_the_log_and_never_overwrites(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "给乡里.bfpack"
    packs.export(office, ["plan-07", "plan-03", "plan-07"], out)
    assert [p.name for p in store_packs.unpack(out)] == ["plan-07.toml", "plan-03.toml"]
    last = _last(office)
    assert (last.act, last.about) == ("export", "方案包「给乡里.bfpack」，2 个方案：plan-07、plan-03")
    with pytest.raises(OfficeError, match="没有覆盖"):
        packs.export(office, ["plan-07"], out)
    with pytest.raises(OfficeError, match=r"应以 \.bfpack 结尾"):
        packs.export(office, ["plan-07"], tmp_path / "x.zip")
    with pytest.raises(OfficeError, match="方案库里没有「plan-77」"):
        packs.export(office, ["plan-77"], tmp_path / "y.bfpack")
    assert _last(office).seq == last.seq


def test_sound_schemes_are_taken_in_told_and_stand_in_the_library_from_the_next_opening(
    office: Office, tmp_path: Path, resources: Path
) -> None:
    path = _pack(tmp_path, _own(office, "town-01"), _own(office, "town-02"), office.library.scheme("plan-03"))
    tried = packs.take_in(office, path)
    assert [t.problem for t in tried] == ["", "", ""]
    assert [t.known for t in tried] == [False, False, True]
    assert all(t.results and t.passed == len(t.results) for t in tried)
    assert _kept(office) == ["town-01.toml", "town-02.toml"]
    last = _last(office)
    assert last.act == "take_in_schemes"
    assert "town-01" in last.about
    assert "plan-03" not in last.about
    office.store.close()
    again = open_unlocked(office.folder, resources, office.today)
    try:
        assert again.library.scheme("town-01").text == _own(office, "town-01").text
        assert again.library.broken == ()
        seq = _last(again).seq
        assert [t.known for t in packs.take_in(again, path)] == [True, True, True]
        assert _last(again).seq == seq
    finally:
        again.store.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("audience =", "audiense ="), "不认识这一项"),
        (("[[examples]]", "[[examples"), "写法有误"),
        (('verdict = "eligible"', 'verdict = "ineligible"'), "没有通过：结论应为「不符合」"),
    ],
)
def test_one_bad_scheme_keeps_all_out(
    office: Office, tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    bad = _own(office, "town-02")
    assert change[0] in bad.text
    path = _pack(tmp_path, _own(office, "town-01"), replace(bad, text=bad.text.replace(*change, 1)))
    before = _last(office).seq
    tried = packs.take_in(office, path)
    assert tried[0].problem == ""
    assert said in tried[1].problem
    assert tried[1].said.startswith("✘ town-02.toml：")
    assert _kept(office) == []
    assert _last(office).seq == before


def test_a_number_that_is_taken_overrides_nothing(office: Office, tmp_path: Path) -> None:
    shipped = office.library.scheme("plan-07")
    changed = parse_scheme(shipped.text.replace('issuer = "', 'issuer = "新的', 1), "plan-07.toml")
    tried = packs.take_in(office, _pack(tmp_path, _own(office, "town-01"), changed))
    assert "编号「plan-07」本单位已经有了，内容不同" in tried[1].problem
    other_case = packs.take_in(office, _pack(tmp_path, _own(office, "town-01"), _own(office, "Town-01x")))
    assert [t.problem for t in other_case] == ["", ""]
    assert _kept(office) == ["Town-01x.toml", "town-01.toml"]


def test_numbers_that_differ_only_in_capitals_are_one(office: Office, tmp_path: Path) -> None:
    shouted = replace(_own(office, "TOWN-01"), id="other-name-in-the-pack")
    tried = packs.take_in(office, _pack(tmp_path, _own(office, "town-01"), shouted))
    assert "在方案包里出现了两次" in tried[1].problem
    assert _kept(office) == []


def test_a_scheme_without_examples_is_not_taken_in(office: Office, tmp_path: Path) -> None:
    whole = _own(office, "town-01")
    bare = replace(whole, text=whole.text[: whole.text.index("[[examples]]")])
    assert "没有算例" in packs.take_in(office, _pack(tmp_path, bare))[0].problem


def test_where_the_deed_is_undone_the_files_go_too(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    @contextmanager
    def undone(office: Office, act: Act) -> Generator[Session]:
        with deed(office, act) as session:
            yield session
            seen.extend(_kept(office))
            raise OfficeError("磁盘空间已满")

    monkeypatch.setattr(packs, "deed", undone)
    with pytest.raises(OfficeError, match="磁盘空间已满"):
        packs.take_in(office, _pack(tmp_path, _own(office, "town-01")))
    assert seen == ["town-01.toml"]
    assert _kept(office) == []


def test_where_a_file_cannot_be_written_none_stays_and_nothing_is_told(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OfficeError("磁盘空间已满")

    monkeypatch.setattr(store_packs, "write_whole", full)
    before = _last(office).seq
    with pytest.raises(OfficeError, match="磁盘空间已满"):
        packs.take_in(office, _pack(tmp_path, _own(office, "town-01")))
    assert _kept(office) == []
    assert _last(office).seq == before


def test_only_who_may_takes_in(office: Office, tmp_path: Path) -> None:
    looking = replace(office, user=User(name="钱审计", roles=frozenset({Role.auditor})))
    with pytest.raises(NotAllowedError, match="导入方案包"):
        packs.take_in(looking, _pack(tmp_path, _own(office, "town-01")))
    assert _kept(office) == []
