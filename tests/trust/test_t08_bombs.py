"""T8: zip bombs, cells at the end of the world, laughing entities. Refused in a sentence, soon, and in little memory."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.casework.limits import Limits
from desktop.casework.reading import read_apart
from desktop.domain.errors import OfficeError
from desktop.store.spreadsheets import Book
from tests.trust import bombs, readers
from tests.trust.conftest import Figures
from tests.trust.test_t07_malformed_spreadsheets import assert_one_sentence

DAY = date(2026, 3, 2)
SOON = 5
MEMORY = Limits().memory

TOO_MUCH = ("异常庞大", "内容太多", "最多导入")
TOO_FAR = ("还有内容", "异常庞大")
HARMFUL = ("可能有害",)
DAMAGED = ("已损坏",)

BOMBS: dict[Callable[[Path], Path], tuple[str, ...]] = {
    bombs.ratio: TOO_MUCH,
    bombs.size: TOO_MUCH,
    bombs.lying: (*DAMAGED, *TOO_MUCH),
    bombs.last_cell: TOO_FAR,
    bombs.last_cell_in_small_letters: TOO_FAR,
    bombs.far_beyond: (*TOO_FAR, *DAMAGED),
    bombs.last_cell_elsewhere: TOO_FAR,
    bombs.same_name_twice: DAMAGED,
    bombs.many_parts: TOO_MUCH,
    bombs.laughs_in_the_sheet: HARMFUL,
    bombs.laughs_in_the_texts: HARMFUL,
    bombs.laughs_in_the_book: HARMFUL,
    bombs.laughs_in_the_links: HARMFUL,
    bombs.laughs_in_wide_letters: HARMFUL,
    bombs.a_file_from_outside: HARMFUL,
    bombs.something_from_the_net: HARMFUL,
    bombs.old_and_far: DAMAGED,
    bombs.old_and_countless: DAMAGED,
}
"""Each with the words one of which it must be refused in."""
HARMLESS = (bombs.claimed_size, bombs.merged_all_over, bombs.nested)
"""What only looks like much: the roster in it may be read, or be refused in a sentence."""


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_refused_in_a_sentence(
    tmp_path: Path, bomb: Callable[[Path], Path], figure: Figures
) -> None:
    path = bomb(tmp_path / ("炸弹.xls" if bomb.__name__.startswith("old") else "炸弹.xlsx"))
    began = time.perf_counter()
    with pytest.raises(OfficeError) as told:
        read_apart(path, DAY)
    figure(f"{bomb.__name__} refused (s)", time.perf_counter() - began, SOON)
    assert_one_sentence(told.value.said, path.name)
    assert any(word in told.value.said for word in BOMBS[bomb]), told.value.said
    assert "中断" not in told.value.said  # seen through before it took effect


@pytest.mark.parametrize("bomb", HARMLESS, ids=lambda bomb: bomb.__name__)
def test_what_only_looks_like_much_is_read_or_refused_soon(
    tmp_path: Path, bomb: Callable[[Path], Path], figure: Figures
) -> None:
    path = bomb(tmp_path / "名册.xlsx")
    began = time.perf_counter()
    try:
        assert len(read_apart(path, DAY).drafts) == 1
    except OfficeError as told:
        assert_one_sentence(told.said, path.name)
    figure(f"{bomb.__name__} read or refused (s)", time.perf_counter() - began, SOON)


def test_the_small_roster_without_a_bomb_is_read(tmp_path: Path) -> None:
    path = bombs.packed(tmp_path / "名册.xlsx", bombs.roster_parts())
    assert [draft.name for draft in read_apart(path, DAY).drafts] == ["甲"]


def test_a_roster_with_a_bomb_beside_it_in_the_book_is_still_found_out(tmp_path: Path) -> None:
    """The package is judged as a whole, and not by the sheet that is wanted."""
    parts = bombs.roster_parts()
    parts["xl/worksheets/sheet2.xml"] = bombs.before_root(bombs.LAUGHS)(parts[bombs.SHEET])
    path = bombs.packed(tmp_path / "名册.xlsx", parts)
    with pytest.raises(OfficeError, match="可能有害"):
        Book(path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much it was")
def test_the_reading_processes_stay_below_their_memory(tmp_path: Path, figure: Figures) -> None:
    most = 0
    for bomb in (bombs.ratio, bombs.lying, bombs.last_cell, bombs.merged_all_over, bombs.nested):
        with pytest.raises(OfficeError) as told:
            read_apart(bomb(tmp_path / "炸弹.xlsx"), DAY, reader=readers.weighed)
        most = max(most, int(told.value.said))
    figure("most memory a bomb took (MB)", most >> 20, MEMORY >> 20)
    assert most < MEMORY
