"""One sentence of a holiday notice (放假通知): the days off and the weekend days worked it names, and what cannot be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.domain.almanac import is_lunar
from desktop.domain.days import day_words

WEEKDAYS = "一二三四五六日"
NEW_YEAR = "元旦"
LONGEST = 31
"""Days in one span; a longer one is a slip of the hand."""

_ASIDE = r"(?:\((?P<{0}>[^()]*)\))?"
_DAY = (
    r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]?"
    + _ASIDE.format("first_said")
    + r"(?:(?:至|到|~|—+|–+|-+)(?:(?P<to_year>[0-9]{4})年)?(?:(?P<to_month>[0-9]{1,2})月)?(?P<to_day>[0-9]{1,2})[日号]"
    + _ASIDE.format("last_said")
    + ")?"
)
_SPAN = re.compile(_DAY)
_NEXT = re.compile(r"[、,和及与](?=(?:[0-9]{4}年)?[0-9]{1,2}月)")
_GAP = re.compile(r"[,、:]*(?:其中)?")
_REST = re.compile(
    r"(?:全体公民)?(?:放假调休|调休放假|放假公休|放假休息|放假|休息|公休|调休(?!上班))(?:半天(?P<half>))?"
)
_WORK = re.compile(r"(?:照常|正常|调休|补)?上班|补班")
_COUNT = re.compile(r"(?:共计?|连休|放假)?(?P<count>[0-9]{1,2}|[一二两三四五六七八九十])天")
_JOINED = re.compile(r"(?:与|和|连同)(?:前后|随后|之前)?(?:的)?(?:周末|周六、?周日|双休日)(?:连休|相连)")
_UNMOVED = re.compile(r"(?:不|无|没有)(?:再|用|做)?(?:进行)?调休(?:安排)?")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_HARMLESS = re.compile(r"公休|休息日|双休日|法定节假日|法定假日|节日|当日")
_LUNAR = re.compile(r"农历.*|除夕|大年三十|[正一二三四五六七八九十冬腊]+月(?:初|十|二十|廿|三十).*|春节")
FESTIVAL = r"(?:元旦|春节|清明节?|(?:五一|国际)?劳动节|五一|端午节?|中秋节?|国庆节?)"
"""A festival of every year, as people write it."""
_NAMED = re.compile(
    rf":?(?P<name>{FESTIVAL}(?:[、和及与]{FESTIVAL})*)(?P<what>放假|(?:调休)?上班|补班)?[。;]?$"
)
_OWN = re.compile(r"(?P<what>放假|上班):(?P<name>[^:0-9]{1,30})$")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What one sentence says. With doubts it is to be settled by hand."""

    text: str
    """The sentence as it stands."""
    festival: str = ""
    rest: tuple[date, ...] = ()
    work: tuple[date, ...] = ()
    doubts: tuple[str, ...] = ()
    settled: bool = False
    """Somebody decided by hand what it says."""

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide what it says."""
        return bool(self.doubts) and not self.settled

    @property
    def aside(self) -> bool:
        """Whether it says nothing about days."""
        return not (self.rest or self.work or self.doubts)

    def decided(self, festival: str, rest: tuple[date, ...], work: tuple[date, ...]) -> Stated:
        """The sentence as it was settled by hand; without days it is passed over."""
        return replace(self, festival=festival, rest=rest, work=work, settled=True)


def read_sentence(
    plain: str, shown: str, festival: str, year: int, own_name: Callable[[str], str] = str
) -> Stated:
    """What a sentence with days says; `plain` has half-width signs and no spaces, `shown` is what the officer sees.

    `own_name` gives the full name of a festival that is named behind the days.
    """
    reader = _Reader(plain, festival, year)
    reader.run()
    festival = own_name(reader.named) or festival
    rest, work = tuple(sorted(set(reader.rest))), tuple(sorted(set(reader.work)))
    doubts = list(dict.fromkeys(reader.doubts))
    if (rest or work) and not festival:
        doubts.append("没有写明是哪个节日")
    for day in work:
        if day.weekday() < 5:
            doubts.append(f"{_short(day)}是周{WEEKDAYS[day.weekday()]}，本来就上班，不会另写上班")
    for day in (*rest, *work):
        if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
            doubts.append(f"{day_words(day)}不属于 {year} 年的安排")
            break
    return Stated(text=shown, festival=festival, rest=rest, work=work, doubts=tuple(doubts))


class _Reader:
    """Goes through a sentence from left to right; what it cannot read is told, and nothing of it is guessed."""

    def __init__(self, plain: str, festival: str, year: int) -> None:
        self.plain, self.festival, self.year = plain, festival, year
        self.rest: list[date] = []
        self.work: list[date] = []
        self.doubts: list[str] = []
        self.named = ""
        """The name that stands behind the days in a line of a list."""
        self._at = 0
        self._counted: list[date] = []
        """The days off that a number of days behind them speaks of."""

    def run(self) -> None:
        while self._at < len(self.plain):
            before = self._at
            self._skip(_GAP)
            if self._at == len(self.plain):
                return
            if not (self._days() or self._told()):
                said = self.plain[self._at :]
                self.doubts.append(f"「{said[:24]}{'…' if len(said) > 24 else ''}」没有看懂")
                return
            if self._at == before:
                return

    def _days(self) -> bool:
        found: list[date] = []
        at = self._at
        while span := _SPAN.match(self.plain, self._at):
            self._at = span.end()
            found += self._span(span)
            if not self._skip(_NEXT):
                break
        if self._at == at:
            return False
        if listed := self._match(_OWN) or self._match(_NAMED):
            self.named = listed["name"]
            (self.work if (listed["what"] or "").endswith("班") else self.rest).extend(found)
        elif self._match(_WORK):
            self.work += found
        elif resting := self._match(_REST):
            self.rest += found
            self._counted = found
            if resting["half"] is not None:
                self.doubts.append("「半天」不能记，请核对")
        else:
            self._at = at
            return False
        return True

    def _told(self) -> bool:
        if counted := self._match(_COUNT):
            self._expect(counted["count"])
        elif self._match(_JOINED):
            self._join_weekend()
        elif named := self._match(_NAMED):
            self.named = named["name"]
        else:
            return self._match(_UNMOVED) is not None
        return True

    def _span(self, span: re.Match[str]) -> list[date]:
        month, day = int(span["month"]), int(span["day"])
        to_month = int(span["to_month"] or month) if span["to_day"] else month
        stated = span["year"] is not None
        year = int(span["year"] or self.year)
        if not stated and NEW_YEAR in self.festival and month == 12:
            year -= 1
        first = self._day(year, month, day)
        if first is None:
            return []
        self._check(first, span["first_said"])
        if not span["to_day"]:
            return [first]
        to_year = int(span["to_year"] or year + (to_month < month))
        last = self._day(to_year, to_month, int(span["to_day"]))
        if last is None:
            return []
        self._check(last, span["last_said"])
        if not 1 <= (last - first).days + 1 <= LONGEST:
            self.doubts.append(f"{_short(first)}至{_short(last)}前后颠倒或太长，请核对")
            return []
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def _day(self, year: int, month: int, day: int) -> date | None:
        try:
            return date(year, month, day)
        except ValueError:
            self.doubts.append(f"没有 {year}年{month}月{day}日 这一天")
            return None

    def _check(self, day: date, said: str | None) -> None:
        """Compares what stands in the brackets with the calendar."""
        for word in re.split(r"[、,;]", said or ""):
            if not word:
                continue
            weekday = _WEEKDAY.fullmatch(word)
            if weekday is not None:
                true = WEEKDAYS[day.weekday()]
                if weekday[1].replace("天", "日") != true:
                    self.doubts.append(f"{_short(day)}写的是{word}，日历上是周{true}")
            elif _LUNAR.fullmatch(word):
                if not is_lunar(word, day):
                    self.doubts.append(f"{_short(day)}不是{word}")
            elif not _HARMLESS.fullmatch(word):
                self.doubts.append(f"括号里的「{word}」没有看懂")

    def _expect(self, said: str) -> None:
        stated = int(said) if said.isdigit() else _DIGITS[said]
        days = len(set(self._counted))
        if not days:
            self.doubts.append(f"「{stated}天」说的是哪几天，没有看懂")
        elif stated != days:
            self.doubts.append(f"写的是 {stated} 天，从日期数下来是 {days} 天")

    def _join_weekend(self) -> None:
        """与周末连休: the weekend days that touch the days off belong to the break."""
        added: list[date] = []
        if self._counted:
            for start, step in ((min(self._counted), -1), (max(self._counted), 1)):
                day = start + timedelta(days=step)
                while day.weekday() >= 5:
                    added.append(day)
                    day += timedelta(days=step)
        if not added and not any(day.weekday() >= 5 for day in self._counted):
            self.doubts.append("写的是与周末连休，但前后都不挨着周末")
        self.rest += added

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.plain, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = self._match(pattern)
        return found is not None and found.end() > found.start()


def spans(days: tuple[date, ...]) -> Iterator[tuple[date, date]]:
    """Days that follow each other put together: first and last of each run."""
    run: list[date] = []
    for day in sorted(days):
        if run and day - run[-1] > timedelta(days=1):
            yield run[0], run[-1]
            run = []
        run.append(day)
    if run:
        yield run[0], run[-1]


def span_words(days: tuple[date, ...], year: int) -> str:
    """The days as they are read aloud, with their weekdays: 2月15日（周日）至23日（周一）."""
    told: list[str] = []
    for first, last in spans(days):
        said = _full(first, year)
        if last != first:
            shown = f"{last.day}日" if (last.year, last.month) == (first.year, first.month) else ""
            said += "至" + (_named(shown, last) if shown else _full(last, year))
        told.append(said)
    return "、".join(told)


def _full(day: date, year: int) -> str:
    return _named(_short(day) if day.year == year else day_words(day), day)


def _named(words: str, day: date) -> str:
    return f"{words}（周{WEEKDAYS[day.weekday()]}）"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
