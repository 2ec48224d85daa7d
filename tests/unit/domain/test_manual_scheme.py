"""The chapter on writing a scheme: its pieces make one scheme that passes, and what it quotes is what is said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.calendar import WorkCalendar
from desktop.domain.editions import kin
from desktop.domain.examples import run_examples
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme_lint import lint, unexplained
from desktop.domain.scheme_reading import parse_scheme
from desktop.domain.verdict import Outcome
from desktop.store.calendars import load_calendars

RESOURCES = Path(__file__).parents[3] / "resources"
CHAPTER = (RESOURCES / "manual" / "writing-a-scheme.md").read_text("utf-8")
CALENDAR = WorkCalendar(load_calendars(RESOURCES / "calendar"))
FILE = "qinghewan-heating-2026.toml"
NOTICE, BUILDING, EDITION, BEYOND = "## 二、", "## 三、", "## 七、", "## 八、"


def _section(head: str) -> str:
    body = CHAPTER.split(f"\n{head}", 1)[1]
    return body.split("\n## ", 1)[0]


def _snippets(head: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", _section(head), re.DOTALL)


PIECES = _snippets(BUILDING)
WHOLE = "\n".join(PIECES)


def _edited(old: str, new: str) -> str:
    assert old in WHOLE, old
    return WHOLE.replace(old, new, 1)


def test_the_pieces_make_one_scheme_whose_examples_pass() -> None:
    scheme = parse_scheme(WHOLE, FILE)
    results = run_examples(scheme, CALENDAR)
    assert [r.problems for r in results] == [(), (), ()]
    assert {e.expect.outcome for e in scheme.examples} == set(Outcome)
    assert [p.name for p in scheme.unset({})] == ["illness_sum"]
    assert f"✔ {scheme.id} {scheme.title}：{len(results)}/{len(results)}" in CHAPTER


def test_every_snippet_stands_under_a_head_that_is_tried() -> None:
    tried = [*PIECES, *_snippets(EDITION), *_snippets(BEYOND)]
    assert len(tried) == CHAPTER.count("```toml") == len(PIECES) + 4


def test_every_passage_is_quoted_from_the_notice() -> None:
    notice = _section(NOTICE)
    passages = parse_scheme(WHOLE, FILE).passages
    assert len(passages) == 5
    assert [p.id for p in passages if p.text not in notice] == []


UNREADABLE = {
    "a Chinese quotation mark": ('id = "dibao"\n', "id = “dibao”\n"),
    "a fact misspelt": ('fact = "homes_count"', 'fact = "house_count"'),
    "a key misspelt": ("priority = 1", "piority = 1"),
    "a figure in quotes": ("yuan = 600", 'yuan = "600"'),
    "a parameter nobody uses": ('yuan = { parameter = "illness_sum" }', "yuan = 400"),
}


@pytest.mark.parametrize(("old", "new"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_said_of_an_unreadable_file_is_quoted_whole(old: str, new: str) -> None:
    with pytest.raises(SchemeError) as caught:
        parse_scheme(_edited(old, new), FILE)
    said = re.sub(rf"^方案文件 {re.escape(FILE)}，", "", caught.value.said)
    assert f"| {said} |" in CHAPTER


FAILING = {
    "a wrong amount": ("amount = 400", "amount = 600"),
    "a bound that shuts out who is on it": ("at_most = {", "below = {"),
    "a fact nobody thought of": ('"household_kinds", "household_diseases"]', '"household_kinds"]'),
    "a day miscounted": ("survey = 2026-11-23", "survey = 2026-11-20"),
    "no trial value for the blank": ("parameters = { illness_sum = 400 }\n", ""),
}


@pytest.mark.parametrize(("old", "new"), FAILING.values(), ids=FAILING)
def test_what_is_said_of_a_failing_example_is_quoted(old: str, new: str) -> None:
    results = run_examples(parse_scheme(_edited(old, new), FILE), CALENDAR)
    said = [problem for r in results for problem in r.problems]
    assert said
    quoted = [row.split(" | ")[0].removeprefix("| ") for row in CHAPTER.splitlines() if row.startswith("| ")]
    whole = [re.escape(words) + (r"" if words.endswith("。") else r"(?=$|[：〔])") for words in quoted]
    assert any(re.search(words, said[0]) for words in whole if len(words) > 30)


def test_the_lint_says_of_the_blank_what_the_chapter_says() -> None:
    start, stop = WHOLE.index("[[parameters]]"), WHOLE.index("[[groups]]")
    bare = (WHOLE[:start] + WHOLE[stop:]).replace('{ parameter = "illness_sum" }', "1")
    bare = bare.replace("parameters = { illness_sum = 400 }\n", "")
    bare = re.sub(r'  "重病困难家庭「每户.*\n', "", bare)
    (open_one,) = unexplained(parse_scheme(bare, FILE))
    assert f"✘ {FILE} {open_one.said}" in CHAPTER
    scheme = parse_scheme(WHOLE, FILE)
    assert (len(lint(scheme)), unexplained(scheme)) == (1, ())
    assert f"{FILE}：1 处像是印坏，1 处已在备注或空白参数里说明。" in CHAPTER


def test_the_old_edition_ends_and_the_new_one_refuses_a_day_before_it() -> None:
    until, head = _snippets(EDITION)
    old = parse_scheme(PIECES[0] + until + "\n".join(PIECES[1:]), FILE)
    assert all(r.passed for r in run_examples(old, CALENDAR))
    new = parse_scheme(head + "\n".join(PIECES[1:]), "qinghewan-heating-2027.toml")
    assert old.until is not None
    assert new.from_day is not None
    assert (new.from_day - old.until).days == 1
    assert new.id != old.id
    assert new.replaces == old.id
    assert kin(new.id, {new.id: new.replaces}) == {old.id, new.id}
    assert all(r.passed for r in run_examples(new, CALENDAR))
    # Were it no edition of an older one, its examples would be judged within its own term, like any household.
    said = run_examples(replace(new, replaces=""), CALENDAR)[0].problems
    assert len(said) == 1
    assert said[0] in CHAPTER


def test_a_ceiling_over_two_schemes_names_the_other() -> None:
    quoted = re.search(r"封顶里写 `(.*?)`", CHAPTER)
    assert quoted is not None
    ceiling = f'[ceiling]\nclause = "封顶"\nfact = "aid_received_this_year"\nyuan = 1000\n{quoted[1]}\n'
    scheme = parse_scheme(f"{WHOLE}\n{ceiling}", FILE)
    assert [c.schemes for c in scheme.ceilings] == [("plan-05",)]


def test_what_a_person_decides_is_left_to_a_person_and_a_reminder_decides_nothing() -> None:
    ask, warn = _snippets(BEYOND)
    plain = parse_scheme(WHOLE, FILE)
    more = parse_scheme(f"{WHOLE}\n{ask}\n{warn}", FILE)
    known = replace(more.examples[0], facts=more.examples[0].facts.having(applicant_in_hospital=True))
    (before,) = run_examples(replace(plain, examples=plain.examples[:1]), CALENDAR)
    (after,) = run_examples(replace(more, examples=(known,)), CALENDAR)
    assert before.verdict is not None
    assert after.verdict is not None
    assert after.verdict.outcome is before.verdict.outcome is Outcome.eligible
    assert "特别困难家庭另加：数额由审批人确定" in after.verdict.amount_because
    assert any("请经办人酌情安排" in note for note in after.verdict.notes)
