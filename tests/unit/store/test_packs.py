"""Packs of schemes: the same bytes every time, and nothing damaged, swollen or cunning is opened."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.domain.errors import OfficeError
from desktop.store import packs
from desktop.store.library import MAX_BYTES, load_schemes

SCHEMES = load_schemes(Path(__file__).parents[3] / "resources" / "schemes")
TWO = (SCHEMES.scheme("plan-03"), SCHEMES.scheme("plan-07"))


def _zip(parts: Mapping[str, bytes], manifest: object = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A pack made by hand; without a list of its own it gets the right one."""
    files = [{"name": name, "sha256": sha256(data).hexdigest()} for name, data in parts.items()]
    content = manifest if manifest is not None else {"format": "bangfu-pack", "version": 1, "files": files}
    listed = content if isinstance(content, bytes) else json.dumps(content).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        package.writestr("manifest.json", listed)
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def _said(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "来.bfpack"
    path.write_bytes(content)
    with pytest.raises(OfficeError) as caught:
        packs.unpack(path)
    return caught.value.said


def test_a_pack_gives_back_every_letter_and_is_the_same_every_time(tmp_path: Path) -> None:
    path = tmp_path / "两个.bfpack"
    path.write_bytes(packs.pack(TWO))
    assert packs.pack(TWO) == path.read_bytes()
    assert [(p.name, p.text) for p in packs.unpack(path)] == [(f"{s.id}.toml", s.text) for s in TWO]


def test_names_that_lead_elsewhere_are_only_read_aloud(tmp_path: Path) -> None:
    path = tmp_path / "in" / "来.bfpack"
    path.parent.mkdir()
    names = ("../../../evil.toml", "/etc/evil.toml", "C:\\evil.toml", "方案/\u202elmot.toml")
    path.write_bytes(_zip(dict.fromkeys(names, b"id = 1")))
    assert [p.text for p in packs.unpack(path)] == ["id = 1"] * 4
    assert "\u202e" not in "".join(p.name for p in packs.unpack(path))
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [path]
    kept = [packs.own_file(tmp_path, s) for s in TWO]
    assert [p.relative_to(tmp_path).as_posix() for p in kept] == ["方案/plan-03.toml", "方案/plan-07.toml"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: b"", "不是方案包"),
        (lambda: b"PK\x03\x04" + b"\0" * 50, "已损坏"),
        (lambda: packs.pack(TWO)[:-40], "已损坏"),
        (lambda: _zip({"a.toml": b"x"}, {"format": "other"}), "清单写法不对"),
        (lambda: _zip({"a.toml": b"x"}, b"[" * 100_000), "异常庞大"),
        (lambda: _zip({"a.toml": b"x"}, b"{nope"), "清单读不出来"),
        (lambda: _zip({"a.toml": b"x"}, [1]), "清单写法不对"),
        (lambda: _zip({}, {"format": "bangfu-pack", "version": 2, "files": []}), "请安装新版程序"),
        (
            lambda: _zip({"a.toml": b"x"}, {"format": "bangfu-pack", "version": 1, "files": []}),
            "与清单对不上",
        ),
        (
            lambda: _zip(
                {"a.toml": b"x"},
                {"format": "bangfu-pack", "version": 1, "files": [{"name": "a.toml", "sha256": "0"}]},
            ),
            "内容被改动过",
        ),
        (lambda: _zip({"a.toml": "方案".encode("gbk")}), "不是 UTF-8"),
        (lambda: _zip({"a.toml": b"x", "A.TOML": b"y"}), "有两个文件同名"),
        (lambda: _zip({"a.toml": b"0" * (MAX_BYTES + 1)}, method=zipfile.ZIP_STORED), "异常庞大"),
        (lambda: _zip({"a.toml": b"0" * (MAX_BYTES - 1)}), "异常庞大"),
        (lambda: _zip({"a.toml": b"x"}, method=zipfile.ZIP_LZMA), "异常庞大"),
        (lambda: _zip({f"{n}.toml": b"x" for n in range(200)}), "内容太多"),
    ],
)
def test_what_is_no_sound_pack_is_refused_in_a_sentence(
    tmp_path: Path, made: Callable[[], bytes], said: str
) -> None:
    assert said in _said(tmp_path, made())


def test_a_part_that_unpacks_to_more_than_it_claims_is_refused(tmp_path: Path) -> None:
    content = bytearray(_zip({"a.toml": b"0123456789" * 40}, method=zipfile.ZIP_STORED))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "已损坏" in _said(tmp_path, bytes(content))


def test_every_byte_that_is_flipped_is_seen_or_does_no_harm(tmp_path: Path) -> None:
    whole = packs.pack(TWO[:1])
    path = tmp_path / "翻.bfpack"
    told = 0
    for at in range(0, len(whole), 37):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            assert [p.text for p in packs.unpack(path)] == [TWO[0].text]
        except OfficeError:
            told += 1
    assert told > len(whole) / 37 * 0.9


def test_a_pack_that_is_gone_or_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="找不到文件"):
        packs.unpack(tmp_path / "none.bfpack")
    with pytest.raises(OfficeError, match="是文件夹"):
        packs.unpack(tmp_path)


def test_what_is_there_already_is_never_overwritten_and_then_nothing_is_written(tmp_path: Path) -> None:
    taken = packs.own_file(tmp_path, TWO[1])
    taken.parent.mkdir()
    taken.write_text("别动", "utf-8")
    with pytest.raises(OfficeError, match="没有覆盖"):
        packs.keep(tmp_path, TWO)
    assert [p.name for p in taken.parent.iterdir()] == ["plan-07.toml"]
    assert taken.read_text("utf-8") == "别动"


def test_a_number_windows_keeps_for_itself_gets_another_file_name(tmp_path: Path) -> None:
    assert packs.own_file(tmp_path, replace(TWO[0], id="nul")).name == "_nul.toml"
