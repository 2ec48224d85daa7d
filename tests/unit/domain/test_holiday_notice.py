"""A pasted holiday notice: read whole, held against the calendar, and never guessed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.calendar import WorkCalendar, YearList
from desktop.domain.errors import OfficeError
from desktop.domain.holiday_notice import FESTIVALS, HolidayNotice, as_lines, moved_days, read_notice
from desktop.domain.holiday_sentence import Stated, span_words
from tests.unit.domain.holiday_texts import YEARS, body, notice

LENGTHENED = {date(2020, 1, 31), date(2020, 2, 1)}
"""The spring of 2020: the break was made longer by a later notice."""

COPIES: dict[str, Callable[[str], str]] = {
    "full-width digits": lambda t: t.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}),
    "spaces": lambda t: t.replace("月", " 月 ").replace("日", " 日 "),
    "broken lines": lambda t: t.replace("、", "、\n").replace("至", "至\r\n"),
    "half-width signs": lambda t: t.translate(str.maketrans("：，（）", ":,()")),
    "heads on lines of their own": lambda t: t.replace("：", "\n"),
    "all in one line": lambda t: t.replace("\n", ""),
    "indented paragraphs": lambda t: t.replace("\n", "\n\n　　"),
    "what a web page leaves behind": lambda t: t.replace("\n", "\u200b\n\u00a0"),
    "short weekdays": lambda t: t.replace("星期", "周"),
    "号": lambda t: t.replace("日（", "号（").replace("日至", "号至"),
}
"""What becomes of a text on its way from a web page or Word."""


def only(text: str, year: int = 2026) -> Stated:
    """The one sentence about days in a text."""
    found = [s for s in read_notice(text, year).sentences if not s.aside]
    assert len(found) == 1, found
    return found[0]


def doubts(text: str, year: int = 2026) -> str:
    """What is doubted about a text."""
    return "；".join(d for s in read_notice(text, year).sentences for d in s.doubts)


@pytest.mark.parametrize("year", YEARS)
def test_each_year_is_read_whole_and_agrees_with_another_calendar_day_by_day(year: int) -> None:
    read = read_notice(notice(year))
    assert (read.year, read.waiting, read.unnamed) == (year, (), ())
    assert read.source.startswith(f"国务院办公厅关于{year}年部分节假日安排的通知（国办发明电〔{year - 1}〕")
    calendar = WorkCalendar({year: read.year_list()})
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(364)]
    wrong = [
        d
        for d in days
        # the last days of a year may belong to the notice of the next
        if d < date(year, 12, 28)
        and d not in LENGTHENED
        and calendar.is_workday(d) != chinese_calendar.is_workday(d)
    ]
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_no_word_of_a_notice_is_lost(year: int) -> None:
    read = read_notice(notice(year))
    kept = "".join(s.text for s in read.sentences)
    for line in body(year).splitlines():
        for sentence in line.split("。"):
            assert sentence in kept


@pytest.mark.parametrize("year", YEARS)
def test_under_a_wrong_year_every_sentence_waits_or_names_all_its_days(year: int) -> None:
    read = read_notice(body(year), year + 1)
    assert read.waiting
    for one in read.sentences:
        taken = {(d.month, d.day) for d in (*one.rest, *one.work)}
        said = {(int(m), int(d)) for m, d in re.findall(r"([0-9]+)月([0-9]+)日", one.text)}
        assert one.waits or one.text.startswith("鼓励") or said <= taken, one


def test_the_days_of_2026_are_those_that_come_with_the_program() -> None:
    made = read_notice(notice(2026)).year_list()
    assert len(made.rest) == 33
    assert made.rest[date(2026, 2, 15)] == "春节"
    assert made.work == {
        date(2026, 1, 4): "元旦调休",
        date(2026, 2, 14): "春节调休",
        date(2026, 2, 28): "春节调休",
        date(2026, 5, 9): "劳动节调休",
        date(2026, 9, 20): "国庆节调休",
        date(2026, 10, 10): "国庆节调休",
    }


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("spoil", COPIES.values(), ids=COPIES.keys())
def test_a_notice_reads_the_same_however_it_was_copied(year: int, spoil: Callable[[str], str]) -> None:
    plain = read_notice(notice(year)).year_list()
    spoilt = read_notice(spoil(notice(year)), year)
    assert spoilt.waiting == ()
    assert (spoilt.year_list().rest, spoilt.year_list().work) == (plain.rest, plain.work)


@given(st.sampled_from(YEARS), st.integers(min_value=12, max_value=60))
def test_lines_broken_at_any_width_are_put_together_again(year: int, width: int) -> None:
    plain = read_notice(notice(year))
    lines = [
        paragraph[n : n + width]
        for paragraph in notice(year).splitlines()
        for n in range(0, len(paragraph), width)
    ]
    read = read_notice("\n".join(lines))
    assert read.waiting == ()
    assert read.year_list() == plain.year_list()


def test_a_day_of_december_under_new_year_is_of_the_year_before() -> None:
    said = only("一、元旦：12月31日（周四）至1月2日（周六）放假调休，共3天。", 2027)
    assert said.rest == (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))
    assert only("一、元旦：12月26日（周六）上班。", 2027).work == (date(2026, 12, 26),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一、元旦：1月1日（周五）至3日（周六）放假，共3天。", "1月1日写的是周五，日历上是周四"),
        ("二、春节：2月15日（周日）至23日（周二）放假，共9天。", "2月23日写的是周二，日历上是周一"),
        ("二、春节：2月14日（周日）上班。", "2月14日写的是周日，日历上是周六"),
        ("二、春节：2月14日（周日）、2月28日（周六）上班。", "2月14日写的是周日，日历上是周六"),
        ("2月14日（周日） 春节上班", "2月14日写的是周日，日历上是周六"),
        ("2月15日（周六） 春节", "2月15日写的是周六，日历上是周日"),
        ("二、春节：2月15日至23日放假调休，共8天。", "写的是 8 天，从日期数下来是 9 天"),
        ("三、清明节：4月5日放假3天。", "写的是 3 天，从日期数下来是 1 天"),
        ("三、清明节：4月4日至6日放假，共三天。四、劳动节：5月1日至5日放假，共六天。", "写的是 6 天"),
        ("二、春节：2月13日上班。", "2月13日是周五，本来就上班"),
        ("二、春节：2月30日放假。", "没有 2026年2月30日 这一天"),
        ("二、春节：2月23日至15日放假。", "前后颠倒或太长"),
        ("二、春节：2月15日（农历除夕、周日）至23日放假。", "2月15日不是农历除夕"),
        ("二、春节：2月15日（除外）至23日放假。", "括号里的「除外」没有看懂"),
        ("五、端午节：6月17日放假，与周末连休。", "前后都不挨着周末"),
        ("二、春节：2月15日至23日放假。2月21日（周六）上班。", "既写了放假又写了上班"),
        ("二、春节：2025年10月1日放假。", "不属于 2026 年的安排"),
        ("2月15日至23日放假调休，共9天。", "没有写明是哪个节日"),
        ("二、春节：放假时间另行通知。", "没有看懂"),
        ("二、春节：2月16日下午起放假。", "没有看懂"),
        ("二、春节：2月15日至23日放假，2月24日错峰返岗。", "「2月24日错峰返岗」没有看懂"),
        ("二、春节：春节假期延长至2月25日，2月26日起正常上班。", "没有看懂"),
        ("四、劳动节：4月30日放假半天。", "「半天」不能记"),
    ],
)
def test_what_cannot_be_right_or_was_not_understood_is_told_and_waits(text: str, told: str) -> None:
    assert told in doubts(text)
    with pytest.raises(OfficeError, match="没有核定"):
        read_notice(text, 2026).year_list()


@pytest.mark.parametrize(
    "text",
    [
        "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
        "（一）元旦。1月1日至3日放假调休，共3天，1月4日（星期日）照常上班。",
        "1. 元旦：1月1号至1月3号放假，共三天；1月4号（星期天）补班。",
        "元旦 1月1日（周四）至3日（周六）放假调休，共3天 1月4日（周日）上班",
        "元旦\t1月1日至3日\t\n2026-01-04 元旦上班",
        "2026-01-01 元旦\n2026年1月2日 元旦\n1月3日 元旦放假\n1月4日（周日） 元旦上班",
    ],
)
def test_the_same_break_in_many_wordings(text: str) -> None:
    if "\t\n" in text:
        text = text.replace("元旦\t1月1日至3日\t", "1月1日至3日\t元旦")
    made = read_notice(text, 2026).year_list()
    assert made.rest == dict.fromkeys((date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)), "元旦")
    assert made.work == {date(2026, 1, 4): "元旦调休"}


def test_a_sentence_settled_by_hand_counts_as_it_was_settled() -> None:
    read = read_notice("一、元旦：1月1日（周五）放假1天。二、春节：放假时间另行通知。", 2026)
    wrong, unclear = read.waiting
    read = read.with_settled(read.sentences.index(wrong), wrong.decided("元旦", wrong.rest, ()))
    read = read.with_settled(read.sentences.index(unclear), unclear.decided("", (), ()))
    assert read.waiting == ()
    assert read.year_list().rest == {date(2026, 1, 1): "元旦"}


def test_a_contradiction_stays_until_one_side_of_it_is_changed() -> None:
    read = read_notice("二、春节：2月15日至23日放假。2月21日（周六）上班。", 2026)
    (late,) = read.waiting
    place = read.sentences.index(late)
    assert read.with_settled(place, late.decided("春节", (), late.work)).waiting
    assert not read.with_settled(place, late.decided("", (), ())).waiting


def test_a_later_change_of_one_festival_leaves_the_others_as_they_were() -> None:
    before = read_notice(notice(2026)).year_list()
    change = read_notice(
        "关于调整2026年劳动节放假安排的通知。四、劳动节：5月1日（周五）至4日（周一）放假调休，共4天。4月26日（周日）上班。"
    )
    after = change.year_list(before)
    assert change.unnamed == tuple(f for f in FESTIVALS if f != "劳动节")
    assert [(x.day, x.before, x.after) for x in moved_days(before, after)] == [
        (date(2026, 4, 26), "平常", "上班"),
        (date(2026, 5, 5), "放假（劳动节）", "平常"),
        (date(2026, 5, 9), "上班", "平常"),
    ]
    assert "关于2026年部分节假日安排的通知" in after.source
    assert "关于调整2026年劳动节放假安排的通知" in after.source


def test_a_whole_notice_replaces_what_was_there() -> None:
    before = YearList(2026, rest={date(2026, 3, 2): "元旦"}, work={}, source="写错的")
    assert read_notice(notice(2026)).year_list(before) == read_notice(notice(2026)).year_list()


@pytest.mark.parametrize("text", ["", " \n\u200b", "　"])
def test_nothing_pasted_is_told(text: str) -> None:
    with pytest.raises(OfficeError, match="还没有粘贴"):
        read_notice(text, 2026)


def test_a_text_without_a_year_asks_for_one() -> None:
    with pytest.raises(OfficeError, match="没有写是哪一年"):
        read_notice("一、元旦：1月1日放假。")


def test_a_text_that_arranges_nothing_makes_no_list() -> None:
    with pytest.raises(OfficeError, match="没有找到放假的日期"):
        read_notice("今天天气很好。", 2026).year_list()


@given(
    st.text(alphabet="一二元旦春节1234567890年月日（）周六、，。：至放假上班共天调休与末连\n ", max_size=120)
)
def test_whatever_is_pasted_is_read_or_told(text: str) -> None:
    try:
        read = read_notice(text, 2026)
    except OfficeError:
        return
    for one in read.sentences:
        assert all(date(2025, 12, 1) <= d <= date(2026, 12, 31) for d in (*one.rest, *one.work)) or one.waits
    if not read.waiting and any(s.rest for s in read.sentences):
        assert isinstance(read.year_list(), YearList)


def test_days_are_read_aloud_with_their_weekdays() -> None:
    made: HolidayNotice = read_notice(notice(2019))
    first = next(s for s in made.sentences if s.rest)
    assert span_words(first.rest, 2019) == "2018年12月30日（周日）至1月1日（周二）"
    assert span_words((date(2026, 2, 14), date(2026, 2, 28)), 2026) == "2月14日（周六）、2月28日（周六）"


@pytest.mark.parametrize("year", YEARS)
def test_a_list_written_out_in_lines_reads_back_as_it_was(year: int) -> None:
    made = read_notice(notice(year)).year_list()
    back = read_notice(as_lines(made), year)
    assert back.waiting == ()
    assert (back.year_list().rest, back.year_list().work) == (made.rest, made.work)


def test_a_day_of_the_office_s_own_is_written_out_and_read_back_with_its_name() -> None:
    own = YearList(
        2026,
        rest={date(2026, 3, 6): "本地停电", date(2025, 12, 31): "元旦"},
        work={date(2026, 3, 7): "本地停电调休"},
    )
    lines = as_lines(own)
    assert lines == "2025年12月31日 放假：元旦\n2026年3月6日 放假：本地停电\n2026年3月7日 上班：本地停电"
    back = read_notice(lines, 2026).year_list()
    assert (back.rest, back.work) == (own.rest, own.work)


def test_a_line_about_a_weekday_worked_is_doubted() -> None:
    assert "3月6日是周五，本来就上班" in doubts("2026年3月6日 上班：本地停电")
