"""The program put together: a machine without Qt's libraries, a display, or an office is told what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import app, cli, display


def test_missing_libraries_come_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def loads(name: str) -> bool:
        return name not in ("libEGL.so.1", "libxcb-cursor.so.0")

    monkeypatch.setattr(display, "_loads", loads)
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert "sudo apt install libegl1 libxcb-cursor0\n" in display.missing_libraries()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "sudo apt install libegl1\n" in display.missing_libraries()


def test_without_a_display_the_cycle_runs_on_the_practice_office(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["start"]) == 0
    said = capsys.readouterr().out
    assert "没有显示器" in said
    assert str(tmp_path / "out" / "演示" / "表格") in said
    assert list((tmp_path / "out" / "演示" / "表格").glob("申请审批表*.pdf"))


def test_a_founding_that_fails_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, resources: Path
) -> None:
    from datetime import date

    from desktop.casework import practice, settings

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(settings, "found", broken)
    with pytest.raises(RuntimeError):
        app.found(tmp_path / "office", *practice.particulars(date(2026, 1, 5)), resources)
    assert not app.exists(tmp_path / "office")
    monkeypatch.undo()
    app.found(tmp_path / "office", *practice.particulars(date(2026, 1, 5)), resources)
    with app.opened(tmp_path / "office", resources) as office:
        assert settings.bureau(office).practice
