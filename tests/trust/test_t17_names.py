"""T17: rare, long, foreign and torn names go through file, search, sorting, workbook and paper without losing a byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.app import DATABASE
from desktop.casework import importing, intake, printing, visiting
from desktop.casework.office import Office
from desktop.domain.identity import check_digit
from desktop.domain.listing import HouseholdQuery, HouseholdSort
from desktop.domain.names import name_problems, sort_key
from desktop.domain.visit import Purpose
from tests.conftest import make_household
from tests.end2end.reading import text_of
from tests.trust import offices
from tests.trust.conftest import Figures

RARE = "𬱖㛃𠅤𰻞䶮龘"
"""What the rules for names and the residents' register know by name."""
PLANES = "㐀䶵𠀀𪛖𪜀𫜴𫝀𫠝𫠠𬺡𬺰𮯠𰀀𱍊"
"""First and last of the extensions A to G."""
NAMES = (
    *(f"王{c}" for c in RARE),
    *(f"李{c}明" for c in PLANES),
    "龘",
    "阿卜杜热西提·买买提艾力",
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄",
    "Anna Smith",
    "O'Brien",
    "<b>赵</b>",
    "' OR 1=1 --",
    "欧阳𰻞䶮",
)
DOTS = "·•‧∙⋅・･．。"
UNPRINTABLE = "钱\ue123"
"""A character of somebody's own: it can be kept, but no font draws it."""


@pytest.fixture
def on_file(encrypted_office: Office) -> Office:
    """An encrypted office with a household of each name."""
    for name in (*NAMES, UNPRINTABLE):
        intake.record_household(encrypted_office, make_household(name))
    return encrypted_office


def test_names_come_back_byte_for_byte(on_file: Office, figure: Figures) -> None:
    lines = intake.find_households(on_file, HouseholdQuery(), 0, 1000).lines
    kept = {intake.household(on_file, line.id).head.name.encode() for line in lines}
    wanted = {n.encode() for n in (*NAMES, UNPRINTABLE)}
    figure("names changed in the file", len(wanted - kept), 0)
    assert kept == wanted
    assert on_file.key is not None

    def asked(connection: Any) -> list[tuple[bytes, int]]:
        return connection.execute(
            "SELECT CAST(name AS BLOB), length(name) FROM member WHERE ordinal=1"
        ).fetchall()

    raw = offices.looked_at(on_file.folder / DATABASE, on_file.key, asked)
    assert {bytes(b) for b, _ in raw} == wanted
    assert all(length == len(bytes(b).decode()) for b, length in raw)


def test_every_name_is_found_by_itself_and_by_its_rarest_character(on_file: Office, figure: Figures) -> None:
    not_found = [n for n in NAMES if n not in _found(on_file, n)]
    not_found += [c for c in RARE + PLANES if not any(c in n for n in _found(on_file, c))]
    figure("names not found by the search", len(not_found), 0)
    assert not_found == []
    assert _found(on_file, "𬱖") == ["王𬱖"]
    assert _found(on_file, "' OR 1=1 --") == ["' OR 1=1 --"]


def test_the_list_is_in_the_order_of_the_sort_key(on_file: Office) -> None:
    query = HouseholdQuery(sort=HouseholdSort.head_name)
    names = [line.name for line in intake.find_households(on_file, query, 0, 1000).lines]
    assert names == sorted((*NAMES, UNPRINTABLE), key=sort_key)


def test_workbook_and_paper_show_every_name_or_say_what_they_cannot_draw(
    on_file: Office, tmp_path: Path, figure: Figures
) -> None:
    plan = visiting.record_round(
        on_file,
        visiting.propose_round(
            on_file,
            "走访",
            Purpose.warmth,
            intake.household_ids(on_file, HouseholdQuery()),
            ("林晓舟", "赵一鸣"),
            offices.DAY,
            offices.DAY,
        ),
    )
    assert printing.print_round(on_file, plan.id or 0, tmp_path / "走访.xlsx") == ()
    missing = printing.print_round(on_file, plan.id or 0, tmp_path / "走访.pdf")
    sheet = openpyxl.load_workbook(tmp_path / "走访.xlsx").worksheets[0]
    cells = {str(c.value) for row in sheet.iter_rows() for c in row}
    words = text_of(tmp_path / "走访.pdf")
    lost = [n for n in (*NAMES, UNPRINTABLE) if n not in cells]
    silent = [
        n
        for n in (*NAMES, UNPRINTABLE)
        if "".join(n.split()) not in words and not any(c in n for c in missing)
    ]
    figure("names changed in the workbook", len(lost), 0)
    figure("names lost on paper without a word", len(silent), 0)
    figure("of 20 rare characters, not drawn", len(set(missing) & set(RARE + PLANES)), "told, if any")
    assert lost == []
    assert silent == []
    assert "\ue123" in missing
    assert not set(missing) & set(RARE)


def test_a_roster_brings_names_in_as_they_stand_in_the_workbook(
    encrypted_office: Office, tmp_path: Path, figure: Figures
) -> None:
    names = [n for n in NAMES if not name_problems(n)]
    assert len(names) == len(NAMES)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号"])
    for n, name in enumerate(names):
        first_17 = f"11010519800101{n:03}"
        sheet.append([name, first_17 + check_digit(first_17)])
    book.save(tmp_path / "名册.xlsx")
    result = importing.take_in(
        encrypted_office, importing.preview_for(encrypted_office, tmp_path / "名册.xlsx")
    )
    assert result.taken == len(names)
    kept = {line.name for line in intake.find_households(encrypted_office, HouseholdQuery(), 0, 1000).lines}
    figure("names changed by an import", len(set(names) - kept), 0)
    assert kept == set(names)


def test_every_look_alike_of_the_dot_is_one_name_and_is_found_by_any_of_them(
    encrypted_office: Office,
) -> None:
    kept = intake.record_household(encrypted_office, make_household(f"古丽{DOTS[1]}买买提"))
    assert kept.head.name == "古丽\u00b7买买提"
    for dot in DOTS:
        head = replace(kept.head, name=f"古丽{dot}买买提")
        kept = intake.record_household(encrypted_office, replace(kept, members=(head, *kept.members[1:])))
        assert kept.head.name == "古丽\u00b7买买提"
        assert _found(encrypted_office, f"古丽{dot}买买提") == ["古丽\u00b7买买提"], f"U+{ord(dot):04X}"


def _found(office: Office, search: str) -> list[str]:
    return [x.name for x in intake.find_households(office, HouseholdQuery(search=search), 0, 1000).lines]
