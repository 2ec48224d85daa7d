"""Where a data file may lie: not where another program copies it, and not on another machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import app
from desktop.casework import practice
from desktop.store import whereabouts
from desktop.store.whereabouts import SYNCHRONISED, UnfitPlaceError, expect_fit, unfit
from tests.conftest import TODAY

MOUNTS = """\
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sdb1 /mnt/my\\040disk vfat rw 0 0
//server/share /mnt/share cifs rw 0 0
server:/export /home/lin/nfs nfs4 rw 0 0
/dev/sda3 /home/lin/nfs/local ext4 rw 0 0
sshfs#host: /mnt/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize("name", sorted(SYNCHRONISED))
def test_a_synchronised_folder_is_named_with_its_program(tmp_path: Path, name: str) -> None:
    for folder in (tmp_path / name / "办公室", tmp_path / name.upper() / "a" / "b"):
        said = unfit(folder)
        assert f"由{SYNCHRONISED[name]}同步" in said
        assert "损坏" in said


@pytest.mark.parametrize("name", ["OneDrive - 示例市总工会", "onedrive - personal"])
def test_a_synchronised_folder_with_its_owners_name_is_one_too(tmp_path: Path, name: str) -> None:
    assert "OneDrive" in unfit(tmp_path / name / "办公室")


@pytest.mark.parametrize("name", ["办公室", "onedriver", "我的坚果", "dropbox2", "帮扶", "百度", "微云端"])
def test_an_ordinary_folder_is_fit(tmp_path: Path, name: str) -> None:
    assert unfit(tmp_path / name) == ""
    expect_fit(tmp_path / name)


@pytest.mark.parametrize("mark", sorted(whereabouts.MARKS))
def test_what_such_a_program_leaves_behind_gives_it_away(tmp_path: Path, mark: str) -> None:
    folder = tmp_path / "资料" / "办公室"
    folder.mkdir(parents=True)
    assert unfit(folder) == ""
    (tmp_path / "资料" / mark).mkdir()
    assert whereabouts.MARKS[mark] in unfit(folder)


def test_the_systems_own_word_for_the_synchronised_folder_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "cloud"))
    assert "OneDrive" in unfit(tmp_path / "cloud" / "办公室")
    assert unfit(tmp_path / "clouds") == ""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/lin/office", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/办公室", "cifs"),
        ("/mnt/shared", "ext4"),
        ("/mnt/my disk/办公室", "vfat"),
        ("/home/lin/nfs/办公室", "nfs4"),
        ("/home/lin/nfs/local/办公室", "ext4"),
        ("/mnt/far/办公室", "fuse.sshfs"),
    ],
)
def test_the_table_of_mounts_tells_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert whereabouts._kind_of_mount(Path(folder), MOUNTS) == kind
    assert whereabouts._kind_of_mount(Path(folder), "") == ""
    assert whereabouts._kind_of_mount(Path(folder), "nonsense\n\n") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system's table of mounts")
def test_a_network_folder_is_refused_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whereabouts, "_mounts", lambda: f"server:/x {tmp_path} nfs4 rw 0 0\n")
    with pytest.raises(UnfitPlaceError) as refused:
        expect_fit(tmp_path / "办公室")
    for word in ("网络文件夹", "两台电脑的锁互相看不见", "本机硬盘", "第二存放处", str(tmp_path)):
        assert word in refused.value.said


def test_an_office_is_neither_founded_nor_opened_there(tmp_path: Path, resources: Path) -> None:
    folder = tmp_path / "坚果云" / "办公室"
    with pytest.raises(UnfitPlaceError, match="坚果云"):
        app.found(folder, *practice.particulars(TODAY), resources)
    assert not folder.exists()
    sound = tmp_path / "办公室"
    app.found(sound, *practice.particulars(TODAY), resources)
    folder.parent.mkdir()
    sound.rename(folder)
    with pytest.raises(UnfitPlaceError, match="坚果云"), app.opened(folder, resources):
        pass
