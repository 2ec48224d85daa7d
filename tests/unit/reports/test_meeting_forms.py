"""Lists, records and minutes of meetings and random checks: sums, votes, ties, and that a draw can be drawn again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.sampling import mark_of, order
from reports import xlsx
from reports.catalogue import forms
from reports.sheet import Sheet, as_text
from tests.unit.reports import meeting_samples as meetings
from tests.unit.reports import paper_samples as samples


def sheet_of(form: str, subject: object) -> Sheet:
    return forms()[form].sheet(subject)


def text_of(form: str, subject: object) -> str:
    return as_text(sheet_of(form, subject))


def test_a_list_of_decisions_sums_what_was_proposed_and_granted_and_writes_it_in_capitals() -> None:
    text = text_of("approval_summary", meetings.summary_paper())
    assert "| 合计（6 户，批准 5 户） | 9,000.00 | 6,602.00 |" in text
    assert "| 批准金额合计（大写） | 人民币陆仟陆佰零贰元整 |" in text
    empty = text_of("approval_summary", meetings.summary_paper(0))
    assert "合计（0 户，批准 0 户）" in empty
    assert "人民币零元整" in empty


def test_a_long_list_sums_every_page_and_repeats_its_heads(page_texts: Callable[[Sheet], list[str]]) -> None:
    paper = meetings.summary_paper(75)
    pages = page_texts(sheet_of("approval_summary", paper))
    assert len(pages) > 3
    assert all("拟救助" in page for page in pages)
    sums = 0
    for page in pages:
        words = page[page.index("本页小计") :].split()
        figures = [w for w in words if "." in w]
        sums += Decimal(figures[1].replace(",", ""))
    assert sums == sum((x.amount or Decimal(0)) for x in paper.lines)


def test_the_list_is_a_workbook_with_figures_that_can_be_added_up(tmp_path: Path) -> None:
    out = tmp_path / "汇总.xlsx"
    paper = meetings.summary_paper()
    xlsx.write([sheet_of("approval_summary", paper)], out)
    cells = [c.value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for c in row]
    for line in paper.lines:
        assert line.name in cells
        if line.amount is not None:
            assert float(line.amount) in [float(x) for x in cells if isinstance(x, int | float)]
    assert "人民币陆仟陆佰零贰元整" in cells


def test_an_appraisal_says_due_and_present_every_vote_and_has_a_place_to_sign_for_each() -> None:
    text = text_of("appraisal_record", meetings.appraisal_paper())
    assert "应到 15 人，实到 11 人，按规定至少 10 人到会，达到。" in text
    assert "| 2 | SQ2026-0002 | " in text
    assert "| 6 | 4 | 1 | 不通过 | 住房情况与申报不一致 |" in text
    assert "需进一步核实" in text
    assert "| 回避人员 | 林建军 |" in text
    for name in meetings.PEOPLE:
        assert f"{name}：" in text
    few = replace(meetings.APPRAISAL, present=meetings.PEOPLE[:5])
    short = text_of("appraisal_record", replace(meetings.appraisal_paper(), meeting=few))
    assert "按规定至少 10 人到会，没有达到。" in short


def test_a_blank_record_has_room_to_write() -> None:
    text = text_of("appraisal_record", meetings.appraisal_paper(blank=True))
    assert "应到 　　　 人，实到 　　　 人" in text
    assert "□ 达到　□ 没有达到" in text
    assert text.count("|  |  |  |  |  |  |  |  |") >= 6


def test_the_record_of_a_draw_lets_anyone_draw_it_again() -> None:
    held = meetings.drawn()
    text = text_of("check_record", meetings.draw_paper())
    names = [c.name for c in held.cases]
    lines = [line for line in text.splitlines() if "SQ2026-" in line][: len(names)]
    shown = [(line.split(" | ")[1], line.split(" | ")[3], "■" in line) for line in lines]
    again = sorted(names, key=lambda n: hashlib.sha256(f"{held.seed}\n{n}".encode()).hexdigest())
    assert [name for name, _, _ in shown] == again == list(order(names, held.seed))
    assert [mark for _, mark, _ in shown] == [
        hashlib.sha256(f"{held.seed}\n{n}".encode()).hexdigest()[:12] for n in again
    ]
    assert [ticked for _, _, ticked in shown] == [True] * 4 + [False] * 7  # thirty percent of eleven
    assert mark_of("a", "b") == hashlib.sha256(b"b\na").hexdigest()
    assert held.seed in text


def test_the_record_of_a_draw_says_what_was_found_and_leaves_the_rest_open() -> None:
    text = text_of("check_record", meetings.draw_paper())
    assert "2026-03-24 | 周敏、李强 | □属实 / ■不属实 | 家中有未登记的小型货车一辆" in text
    assert text.count("□属实 / □不属实") == 3
    assert "名单件数 | 11 件 | 抽中件数 | 4 件" in text


def test_minutes_hold_decisions_votes_sums_what_was_discussed_ties_and_draws() -> None:
    text = text_of("meeting_minutes", meetings.minutes_paper())
    assert "| 合计（5 件） | 18,000.00 | 11,601.50 | 大写：人民币壹万壹仟陆佰零壹元伍角 |" in text
    assert "同意 9、不同意 0、弃权 1；收入高于标准" in text
    assert "二、一事一议" in text
    assert "一家三口同时住院" in text
    assert "陈立： / 吴刚： / 欧阳娜娜：" in text
    assert "最后 1 个名额有 2 人并列：由审批会表决" in text
    assert text.count("并列待定") == 2
    assert "四、随机抽查" in text
    assert "种子「2026-03-20 会议当场抽出 4 7 1」" in text


def test_a_tie_that_was_decided_says_how() -> None:
    paper = replace(meetings.minutes_paper(), places=(meetings.places(decided=True),))
    text = text_of("meeting_minutes", paper)
    assert "并列的决定：审批会表决 9 票对 2 票。由审批会确定。" in text
    assert "入选 / （并列，经评定）" in text
    assert "未入选 / （并列，经评定）" in text
    assert "并列待定" not in text


@pytest.mark.parametrize(
    ("called", "title"),
    [
        ("第 3 次审批会", "第 3 次审批会纪要"),
        ("第 3 次审批会会议纪要", "第 3 次审批会纪要"),
        ("三月救助审批", "三月救助审批会议纪要"),
        ("", "会议纪要"),
    ],
)
def test_minutes_are_called_by_their_meeting(called: str, title: str) -> None:
    paper = meetings.minutes_paper()
    text = text_of("meeting_minutes", replace(paper, meeting=replace(paper.meeting, title=called)))
    assert text.startswith(f"# {title}\n")


def test_minutes_number_only_the_parts_there_are() -> None:
    text = text_of("meeting_minutes", meetings.minutes_paper(full=False))
    assert "一、会议决定" in text
    assert "一事一议" not in text
    assert "二、" not in text


def test_the_record_of_a_round_shows_ranks_figures_ties_and_how_they_were_decided() -> None:
    text = text_of("places_record", meetings.places_paper())
    assert "1. 自付医疗费，高的在前" in text
    assert "| 并列规定 | 由审批会表决 |" in text
    assert "入选\n（并列评定）" in text or "入选 / （并列评定）" in text
    assert "审批会表决 9 票对 2 票" in text
    assert "2026年3月23日，由审批会确定" in text
    assert "「2026 年第 3 次审批会」（HY2026-0003）" in text
    assert "还没有确定" not in text
    assert "还没有确定" in text_of("places_record", meetings.places_paper(decided=False))


def test_where_ranks_are_kept_to_the_office_the_record_tells_neither_rank_nor_figure() -> None:
    text = text_of("places_record", meetings.places_paper(private=True))
    assert "9000" not in text
    assert "第 1 名" not in text
    assert "名次和数据只供评定时使用" in text


def test_many_cases_and_long_minutes_are_printed_whole(page_texts: Callable[[Sheet], list[str]]) -> None:
    paper = meetings.minutes_paper(60)
    long = replace(paper, meeting=replace(paper.meeting, minutes="会议逐件讨论。" * 400))
    pages = page_texts(sheet_of("meeting_minutes", long))
    whole = "".join("".join(pages).split())
    assert whole.count("会议逐件讨论。") >= 400
    for n in range(1, 61):
        assert f"SQ2026-{n:04d}" in whole
    assert "审批会纪要" in pages[0]
    assert samples.LONG_NAME.split()[0] in whole


@pytest.mark.parametrize(
    ("form", "subject"),
    [
        ("appraisal_record", meetings.appraisal_paper()),
        ("check_record", meetings.draw_paper()),
        ("meeting_minutes", meetings.minutes_paper()),
        ("places_record", meetings.places_paper()),
        ("approval_summary", replace(meetings.summary_paper(60), trail=samples.TRAIL)),
    ],
)
def test_what_is_signed_carries_the_logs_code_on_every_page(
    form: str, subject: object, page_texts: Callable[[Sheet], list[str]]
) -> None:
    assert all(samples.TRAIL in page for page in page_texts(sheet_of(form, subject)))
