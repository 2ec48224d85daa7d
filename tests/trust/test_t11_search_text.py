"""T11: what is typed into a search is sought as it stands, and no SQL is put together from it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.casework import applying, approval, assessment, intake
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.household import Cause, Household, Property, PropertyKind
from desktop.domain.listing import ApplicationQuery, HouseholdQuery
from desktop.domain.names import full_pinyin, initials, normalise_name
from desktop.domain.search_text import fold
from desktop.domain.trail import Act
from desktop.store import households
from tests.conftest import make_household
from tests.trust.conftest import long_wanted
from tests.trust.offices import DAY, at_work, found

ROOT = Path(__file__).parents[2]
SIGNS = "%_\\'\"/*?[]^-;()＇％＿"
LETTERS = SIGNS + "ab1 张三𬱖·\t\u0000"
NAUGHTY = (
    "%",
    "_",
    "\\",
    "'",
    '"',
    "/",
    "/%",
    "\\%",
    "%%",
    "50%",
    "a_b",
    "' OR '1'='1",
    "'; DROP TABLE household; --",
    '" OR ""="',
    "张%三",
    "张_",
    "[a-z]",
    "*",
    "?",
    "NULL",
    "1 UNION SELECT 1",
    "${x}",
    ":p",
    "?1",
)
"""Every one of these stands in an archive, and is searched for."""
EXAMPLES = 2_000 if long_wanted() else 150


@dataclass(frozen=True)
class Searched:
    """An office, and what each of its households and applications may be found by."""

    office: Office
    households: dict[int, str]
    applications: dict[int, str]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    """An office whose archives and applications are full of signs that mean something to SQL."""
    folder = tmp_path_factory.mktemp("search")
    found(folder, None)
    office = at_work(folder, None)
    kept = [
        make_household(
            f"张三{n}",
            "2500.00",
            cause=Cause.schooling,
            properties=(Property(kind=PropertyKind.home, description="自住"),),
            address=f"示例路 {text}",
        )
        for n, text in enumerate(NAUGHTY)
    ]
    kept += [make_household("a_b" if n % 2 else "𬱖%", address=f"{n}{SIGNS[n:]}") for n in range(len(SIGNS))]
    kept = [
        replace(h, members=(replace(h.members[0], employer=f"厂{n % 5}'{SIGNS[n % 9]}"), *h.members[1:]))
        for n, h in enumerate(kept)
    ]
    with deed(office, Act.import_roster) as session:
        ids = [h.id or 0 for h in households.put_many(session, kept, DAY)]
    applications: dict[int, str] = {}
    for household_id, text in zip(ids, NAUGHTY, strict=False):
        judged = assessment.assess(office, household_id, "plan-07")
        case = applying.apply(office, judged.id or 0, f"申请人{text}", "生活困难")
        told = (case.number, case.applicant, initials(case.applicant))
        applications[case.id or 0] = "\n".join(told).lower()
    yield Searched(office, {i: plain_text(intake.household(office, i)) for i in ids}, applications)
    office.store.close()


def plain_text(household: Household) -> str:
    """What a household may be found by, gathered anew and without the store."""
    told = [household.number, household.address, household.head.employer]
    for member in household.members:
        told += [member.name, member.id_number, member.phone]
    told += [fold(text) for text in told]
    for member in household.members:
        told += [initials(member.name), full_pinyin(member.name)]
    return "\n".join(filter(None, told)).lower()


def holds(text: str, search: str) -> bool:
    """Whether the text holds every piece of the search, as typed, as a name is kept or in plain characters; its first 200 signs count."""
    typed = (
        search.lower()[:200].replace("\0", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    for piece in typed.split():
        ways = (piece, normalise_name(piece).lower(), fold(piece))
        if not any(way and way in text for way in ways):
            return False
    return True


def searches() -> st.SearchStrategy[str]:
    pieces = st.one_of(
        st.sampled_from(NAUGHTY), st.text(LETTERS, min_size=1, max_size=4), st.text(max_size=3)
    )
    return st.lists(pieces, max_size=3).map(" ".join)


GIVEN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def searching(test: Callable[[Searched, str], None]) -> Callable[[Searched], None]:
    """Runs a test with the searches named here, and many more."""
    for search in (*NAUGHTY, "", " ", "张三1", "a\u0000b", "\u0000", "\ud800", "İ ß K ſ", "%" * 300):
        test = example(search=search)(test)
    quick = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    return quick(given(search=searches())(test))


@searching
def test_a_search_for_households_equals_a_plain_filter(searched: Searched, search: str) -> None:
    wanted = {number for number, text in searched.households.items() if holds(text, search)}
    query = HouseholdQuery(search=search)
    page = intake.find_households(searched.office, query, 0, 10_000)
    assert {line.id for line in page.lines} == wanted
    assert page.total == intake.count_households(searched.office, query) == len(wanted)


@searching
def test_a_search_for_applications_equals_a_plain_filter(searched: Searched, search: str) -> None:
    wanted = {number for number, text in searched.applications.items() if holds(text, search)}
    page = approval.find_applications(searched.office, ApplicationQuery(search=search), 0, 10_000)
    assert {line.id for line in page.lines} == wanted
    assert page.total == len(wanted)


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_naughty_text_is_found_where_it_stands_and_leaves_the_tables_alone(
    searched: Searched, text: str
) -> None:
    lines = intake.find_households(searched.office, HouseholdQuery(search=f"示例路 {text}"), 0, 10_000).lines
    assert any(line.address == f"示例路 {text}" for line in lines)
    if text in "%_\\":
        assert len(lines) < len(searched.households)
    assert intake.count_households(searched.office, HouseholdQuery()) == len(searched.households)


@pytest.mark.parametrize("search", ["x" * 60_000, "%" * 60_000, "a " * 3_000, "张 " * 40_000], ids=len)
def test_a_search_as_long_as_a_book_finds_nothing_and_breaks_nothing(searched: Searched, search: str) -> None:
    if "x" in search or "%" in search:
        assert intake.find_households(searched.office, HouseholdQuery(search=search)).lines == []
        assert approval.browse_applications(searched.office, ApplicationQuery(search=search)) == []
    else:
        intake.find_households(searched.office, HouseholdQuery(search=search))
        approval.browse_applications(searched.office, ApplicationQuery(search=search))


# --- the lint -----------------------------------------------------------------------------------------------------

STORE = ROOT / "desktop/store"
SPOKEN = frozenset(
    {"execute", "executemany", "executescript", "exec_driver_sql", "text", "literal_column", "DDL"}
)
"""Calls whose first argument is SQL."""
NAMED_IN_SQL = {
    "database.raw_connection": "a mode of the journal, one of our two words",
    "damaged_tables.columns": "tables of our schema",
    "encrypting._checked": "two pragmas by their names",
    "encrypting._copied": "pragmas by their names, and a number",
    "encrypting._schema": "main or sealed",
    "health._said": "two pragmas by their names",
    "salvage._copied": "tables and columns of our schema",
    "salvage._copy_table": "tables and columns of our schema",
    "salvage._orphans_removed": "tables the engine itself names",
    "salvage_losses._owners": "tables of our schema",
    "salvage_losses._thinner": "tables of our schema",
    "server._start": "a number of ours",
    "server.prepare": "a number of ours",
    "upgrade.tables_counted": "tables the data file itself names",
}
"""Functions that put names into SQL where no parameter can stand, and which names. Never what somebody typed."""


def assembled(source: str) -> list[str]:
    """The functions of a module in which SQL is put together out of pieces."""
    tree = ast.parse(source)
    found: list[str] = []
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]:
        made = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (n for n in ast.walk(function) if isinstance(n, ast.Call) and n.args):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            said = call.args[0]
            if isinstance(said, ast.Name):
                said = made.get(said.id, said)
            if called in SPOKEN and is_assembled(said):
                found.append(function.name)
    return sorted(set(found))


def is_assembled(said: ast.expr) -> bool:
    """Whether an expression is a text made of others: f"…{x}", "…" + x, "…" % x, "…".format(x), "".join(x)."""
    if isinstance(said, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in said.values)
    if isinstance(said, ast.BinOp):
        return any(is_text(side) or is_assembled(side) for side in (said.left, said.right))
    if isinstance(said, ast.IfExp):
        return is_assembled(said.body) or is_assembled(said.orelse)
    if isinstance(said, ast.Call) and isinstance(said.func, ast.Attribute):
        return said.func.attr in ("format", "join", "replace", "format_map") and is_text(said.func.value)
    return False


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ('s.execute(text(f"select {x}"))', True),
        ('c.execute("select %s" % x)', True),
        ('c.execute("select " + x)', True),
        ('c.execute("select {}".format(x))', True),
        ('c.execute(" ".join(x))', True),
        ('q = f"select {x}"; c.execute(q)', True),
        ('c.executemany(f"insert into {x}", rows)', True),
        ('c.execute("select 1 where a = ?", (x,))', False),
        ("s.execute(select(Row).where(Row.name == x))", False),
        ('c.execute("begin" if x else "commit")', False),
        ('c.execute(f"select 1")', False),
    ],
)
def test_the_lint_sees_sql_that_is_put_together(line: str, caught: bool) -> None:
    assert bool(assembled(f"def f(s, c, x, rows):\n    {line}\n")) is caught


def test_no_sql_is_put_together_but_with_names_of_our_own_schema() -> None:
    found = {
        f"{path.stem}.{function}"
        for path in sorted(STORE.glob("*.py"))
        for function in assembled(path.read_text(encoding="utf-8"))
    }
    assert found <= set(NAMED_IN_SQL), sorted(found - set(NAMED_IN_SQL))
