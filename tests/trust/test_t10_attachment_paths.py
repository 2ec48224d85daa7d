"""T10: whatever an attachment is called outside, it lies under a random name inside, and damage is told."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.app import DATABASE, open_unlocked
from desktop.casework import attachments, intake, settings
from desktop.casework.door import Unlocked
from desktop.casework.office import Office
from desktop.domain.attachment import LARGEST, PaperKind, clean_name, file_name
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.store import attachment_files as files
from desktop.store import upgrade
from tests.conftest import Clock
from tests.trust.conftest import Figures

KEY = bytes(range(32))
CANARY = "诊断：尿毒症第五期-内容金丝雀".encode()
NAMES = (
    "../../../etc/passwd",
    "..\\..\\Windows\\System32\\drivers\\etc\\hosts",
    "/etc/cron.d/x",
    "C:\\Windows\\win.ini",
    "C:evil.pdf",
    "\\\\server\\share\\a.pdf",
    "//server/share/a.pdf",
    "\\\\?\\C:\\a.pdf",
    "CON",
    "con.pdf",
    "LPT1.jpg",
    "COM¹.png",
    "诊断.pdf...",
    "诊断 . . ",
    " ",
    ".",
    "..",
    "~",
    "~/.ssh/authorized_keys",
    "a\x00b.pdf",
    "a\nb\r\tc.pdf",
    "照片\u202egpj.exe",
    "\u2066身份证\u2069.pdf",
    "零\u200b宽\ufeff.pdf",
    "孤\ud800立.pdf",
    "名" * 300 + ".pdf",
    "x" * 5000,
    "$(reboot).pdf",
    "%00.pdf",
    "a:b:$DATA",
    "附件/../../bangfu.db",
    "bangfu.db",
    "'; DROP TABLE attachment; --",
    "𬱖的身份证.PDF",
    "身份证.pdf",
    "身份证.PDF",
)


@pytest.fixture
def strong(tmp_path: Path, resources: Path, clock: Clock) -> Iterator[Office]:
    """An encrypted office two folders deep, so that what climbs out is seen."""
    folder = tmp_path / "一" / "二" / "office"
    folder.mkdir(parents=True)
    upgrade.create(folder / DATABASE, KEY)
    made = open_unlocked(folder, resources, clock, Unlocked(KEY, None))
    settings.found(
        made,
        Bureau(
            name="示例市总工会", kind=OfficeKind.union, place="示例市", officer="林晓舟", phone="", address=""
        ),
        None,
    )
    yield made
    made.store.close()


@pytest.fixture
def kept(strong: Office, household: Callable[..., Household]) -> int:
    return intake.record_household(strong, household()).id or 0


def _tree(top: Path) -> set[str]:
    return {str(p.relative_to(top)) for p in top.rglob("*")}


def test_no_name_leads_anywhere(
    strong: Office, kept: int, tmp_path: Path, household: Callable[..., Household], figure: Figures
) -> None:
    away = tmp_path / "拿走"
    away.mkdir()
    before = _tree(tmp_path)
    for n, name in enumerate(NAMES):
        data = CANARY + bytes([n])
        found = attachments.attach_bytes(strong, kept, PaperKind.other, name, data)
        assert attachments.content(strong, found.id or 0) == data
    new = _tree(tmp_path) - before
    store = strong.folder.relative_to(tmp_path) / files.FOLDER
    outside = {n for n in new if not Path(n).is_relative_to(store) and not n.endswith(("-wal", "-shm"))}
    assert outside == set()
    stored = [tmp_path / n for n in new if (tmp_path / n).is_file() and Path(n).is_relative_to(store)]
    assert len(stored) == len(NAMES)
    assert all(len(p.name) == 32 and p.parent.name == p.name[:2] for p in stored)
    assert all(CANARY[:12] not in p.read_bytes() for p in stored)
    listed = attachments.attachments_of(strong, kept)
    assert [a.shown_name for a in listed] == [clean_name(n) for n in NAMES]
    assert all(a.shown_name.isprintable() and 0 < len(a.shown_name) <= 120 for a in listed)
    # Handed out under the suggested name, each lands in the chosen folder and nowhere else.
    before = _tree(tmp_path)
    for a in listed:
        name = attachments.suggested_name(strong, a.id or 0)
        assert Path(name).name == name
        attachments.save_as(strong, a.id or 0, away / name)
    new = _tree(tmp_path) - before
    assert {
        n for n in new if not Path(n).is_relative_to("拿走") and not n.endswith(("-wal", "-shm"))
    } == set()
    figure("writes outside the store, of names tried", f"0 of {len(NAMES)}", 0)


def test_suggested_names_are_safe_on_every_system() -> None:
    for name in NAMES:
        safe = file_name(name)
        assert not set(safe) & set('\\/:*?"<>|')
        assert safe.isprintable()
        assert safe == safe.strip(" .")
        assert len(safe) <= 100
        assert safe.split(".")[0].upper() not in {"CON", "LPT1", "COM¹"}
    assert file_name("身份证.PDF") == "身份证.PDF"
    assert file_name("..") == "附件"


def test_only_ordinary_files_are_taken_and_a_link_is_what_it_leads_to(
    strong: Office, kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(CANARY)
    link = tmp_path / "链接.pdf"
    link.symlink_to(scan)
    found = attachments.attach(strong, kept, PaperKind.diagnosis, link)
    assert attachments.content(strong, found.id or 0) == CANARY
    assert not files.path_of(strong.folder, found.stored).is_symlink()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)
        listening.bind("sock")
        (tmp_path / "空.pdf").touch()
        with (tmp_path / "大.pdf").open("wb") as file:
            file.truncate(LARGEST + 1)
        refused = ("pipe", "sock", "空.pdf", "大.pdf", "没有.pdf", "a\x00b", ".", "/dev/zero", "/dev/null")
        for name in refused:
            with pytest.raises(OfficeError) as said:
                attachments.attach(strong, kept, PaperKind.other, tmp_path / name)
            assert said.value.said.endswith("。")
    assert len(attachments.attachments_of(strong, kept)) == 1


def _damages(whole: bytes) -> dict[str, bytes]:
    piece = files.PIECE + 16
    first, second, rest = whole[13 : 13 + piece], whole[13 + piece : 13 + 2 * piece], whole[13 + 2 * piece :]
    return {
        "one bit turned": whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:],
        "the last piece cut off": whole[: 13 + 2 * piece],
        "cut in the middle of a piece": whole[: 13 + piece + 77],
        "all pieces cut off": whole[:13],
        "two pieces swapped": whole[:13] + second + first + rest,
        "a piece repeated": whole[:13] + first + first + second + rest,
        "a piece left out": whole[:13] + second + rest,
        "bytes added": whole + b"\x00",
        "nothing left": b"",
        "plain bytes put there": CANARY,
    }


def test_damage_of_every_kind_is_told(strong: Office, kept: int, figure: Figures) -> None:
    data = os.urandom(2 * files.PIECE + 4321)
    found = attachments.attach_bytes(strong, kept, PaperKind.photo, "照片.jpg", data)
    other = attachments.attach_bytes(strong, kept, PaperKind.photo, "另一张.jpg", data)
    path = files.path_of(strong.folder, found.stored)
    whole = path.read_bytes()
    damages = _damages(whole)
    damages["another file put in its place"] = files.path_of(strong.folder, other.stored).read_bytes()
    seen = 0
    for how, damaged in damages.items():
        path.write_bytes(damaged)
        with pytest.raises(OfficeError, match="已损坏"):
            attachments.content(strong, found.id or 0)
        seen += 1
        assert how
    path.unlink()
    with pytest.raises(OfficeError, match="不见了"):
        attachments.content(strong, found.id or 0)
    path.write_bytes(whole)
    assert attachments.content(strong, found.id or 0) == data
    figure("damage of attachments found", f"{seen} of {len(damages)}", "all")
    assert seen == len(damages)


def test_in_the_practice_office_damage_is_found_by_the_hash(
    office: Office, household: Callable[..., Household]
) -> None:
    home = intake.record_household(office, household()).id or 0
    found = attachments.attach_bytes(office, home, PaperKind.photo, "照片.jpg", CANARY)
    path = files.path_of(office.folder, found.stored)
    assert path.read_bytes() == CANARY
    path.write_bytes(CANARY[:-1])
    with pytest.raises(OfficeError, match="已损坏"):
        attachments.content(office, found.id or 0)
