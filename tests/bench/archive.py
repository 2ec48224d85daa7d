"""The list at its largest: 100,000 households with a million and more rows beside them; each step beside its bare SQL."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop import app
from desktop.casework import finding, intake
from desktop.casework.office import Office
from desktop.domain.household import CertificateKind, Hardship
from desktop.domain.listing import HouseholdQuery, HouseholdSort
from desktop.domain.search_text import ways_sought
from desktop.domain.standing import FileState
from desktop.store.database import raw_connection
from tests.bench.many import Filled

PAGE = 100
RELATED = (
    "member income expense property certificate debt guardian student tag illness household_search".split()
)
SORTS = {
    HouseholdSort.head_name: "name_key",
    HouseholdSort.members: "people",
    HouseholdSort.changed: "changed_on",
    HouseholdSort.filed: "filed_on",
    HouseholdSort.verified: "verified_on",
    HouseholdSort.last_visit: "last_visit_on",
    HouseholdSort.last_aid: "last_aid_on",
    HouseholdSort.certificates: "certificate_words",
    HouseholdSort.tags: "tag_words",
    HouseholdSort.unit: "unit_id",
}
"""Those not named here are kept in a column of their own name."""
SEARCHES = ("zw", "和平里", "990012", "示例第12厂", "0319", "没有这个人", "張偉", "zhangwei")
LINE = (
    "id, number, name, id_number, phone, address, employer, people, hardship, cause, income_per_head, "
    "net_income_per_head, changed_on, unit_id, state, level, filed_on, verified_on, last_visit_on, last_aid_on, "
    "tag_words, certificate_words"
)


@dataclass(frozen=True)
class Step:
    """One step of an officer, what it took, what its bare SQL took, in seconds."""

    what: str
    ours: float
    raw: float


def measure(filled: Filled) -> tuple[list[Step], int, int]:
    """All steps; how many rows hang on the households; and how many MiB the process took at most."""
    office = filled.open()
    count = intake.count_households(office, HouseholdQuery())
    connection = raw_connection(filled.folder / app.DATABASE, filled.key)
    rows = sum(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in RELATED)
    connection.close()
    steps = [_beside(filled, office, *step) for step in _steps(office, count)]
    office.store.close()
    return steps, rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _steps(
    office: Office, count: int
) -> list[tuple[str, Callable[[], object], list[tuple[str, tuple[Any, ...]]]]]:
    def listed(query: HouseholdQuery, offset: int = 0, total: int | None = None) -> Callable[[], object]:
        return lambda: intake.find_households(office, query, offset, PAGE, total)

    on_file = "sealed_on IS NULL"
    steps: list[tuple[str, Callable[[], object], list[tuple[str, tuple[Any, ...]]]]] = [
        ("opening the list", listed(HouseholdQuery()), [_page("number", on_file, 0), _total(on_file)]),
        (
            "scrolling to the middle",
            listed(HouseholdQuery(), count // 2, count),
            [_page("number", on_file, count // 2)],
        ),
        (
            "scrolling to the end",
            listed(HouseholdQuery(), count - PAGE, count),
            [_page("number", on_file, count - PAGE)],
        ),
    ]
    for sort in HouseholdSort:
        column = SORTS.get(sort, sort.value)
        steps.append(
            (f"sorting by {sort.value}", listed(HouseholdQuery(sort=sort)), [_page(column, on_file, 0)])
        )
    for query, wanted in (
        (HouseholdQuery(state=FileState.fading), "state = 'fading'"),
        (HouseholdQuery(hardship=Hardship.deep, sort=HouseholdSort.head_name), "hardship = 'deep'"),
        (
            HouseholdQuery(certificate=CertificateKind.dibao),
            "EXISTS (SELECT 1 FROM certificate c WHERE c.household_id = household.id AND c.kind = 'dibao')",
        ),
        (
            HouseholdQuery(tag="标签3"),
            "EXISTS (SELECT 1 FROM tag t WHERE t.household_id = household.id AND t.name = '标签3')",
        ),
    ):
        where = f"{on_file} AND {wanted}"
        column = SORTS.get(query.sort, "number")
        steps.append((f"filtering: {wanted[:24]}", listed(query), [_page(column, where, 0), _total(where)]))
    for typed in SEARCHES:
        scan = "SELECT household_id FROM household_search WHERE instr(text, ?) > 0"
        plain = ways_sought(typed)[0][-1]
        steps.append(
            (f"searching the list: {typed}", listed(HouseholdQuery(search=typed)), [(scan, (plain,))])
        )
        steps.append(
            (
                f"searching everywhere: {typed}",
                lambda typed=typed: finding.find(office, typed),
                [(scan, (plain,))],
            )
        )
    one = intake.household_ids(office, HouseholdQuery())[count // 2]
    opened = [("SELECT * FROM household WHERE id = ?", (one,))]
    opened += [(f"SELECT * FROM {t} WHERE household_id = ?", (one,)) for t in RELATED[:-1]]
    steps.append(("opening a household", lambda: intake.household(office, one), opened))
    return steps


def _page(column: str, where: str, offset: int) -> tuple[str, tuple[Any, ...]]:
    text = f"SELECT {LINE} FROM household WHERE {where} ORDER BY {column}, id LIMIT {PAGE} OFFSET {offset}"
    return text, ()


def _total(where: str) -> tuple[str, tuple[Any, ...]]:
    return f"SELECT count(*) FROM household WHERE {where}", ()


def _beside(
    filled: Filled,
    office: Office,
    what: str,
    ours: Callable[[], object],
    raw: list[tuple[str, tuple[Any, ...]]],
) -> Step:
    def bare() -> None:
        # A connection of its own, as each of our reads has: else its cache would know the pages already.
        connection = raw_connection(filled.folder / app.DATABASE, filled.key)
        for text, values in raw:
            connection.execute(text, values).fetchall()
        connection.close()

    ours()
    return Step(what, _median(ours), _median(bare))


def _median(deed: Callable[[], object], times: int = 3) -> float:
    taken: list[float] = []
    for _ in range(times):
        begun = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
