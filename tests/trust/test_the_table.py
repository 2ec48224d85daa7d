"""The README's table is true: every test from T1 to T28 is there, and every file it names."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ROW = re.compile(r"^\| (T\d+) \|")


def test_every_test_is_in_the_table_once_and_in_order() -> None:
    assert list(_table()) == [f"T{n}" for n in range(1, 29)]


def test_every_file_that_is_named_is_there() -> None:
    missing = [
        f"{number}: {name}"
        for number, names in _table().items()
        for name in names
        if not _path(name).is_file()
    ]
    assert missing == []
    assert all(names for names in _table().values())


def test_every_file_of_this_room_stands_in_the_row_of_its_number() -> None:
    table = _table()
    for path in HERE.glob("test_t[0-9]*.py"):
        number = f"T{int(path.name[6:8])}"
        assert path.name in table[number], f"{path.name} is not named in the row {number}"


def _table() -> dict[str, list[str]]:
    """The files that the third column names, by the number of the row."""
    lines = (HERE / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [(found[1], line.split("|")[3]) for line in lines if (found := ROW.match(line))]
    assert len({number for number, _ in rows}) == len(rows), "a number stands there twice"
    return {number: re.findall(r"`([^`]+\.py)`", files) for number, files in rows}


def _path(name: str) -> Path:
    return ROOT / name if name.startswith("tests/") else HERE / name
