"""The State Council's yearly holiday notice (放假通知) as it is pasted: cut into sentences, each with what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.calendar import YearList
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.halfwidth import halfwidth
from desktop.domain.holiday_sentence import FESTIVAL, Stated, read_sentence, spans

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""The festivals every year's notice names."""
LONGEST_TEXT = 20_000
MAKE_UP = "调休"
"""Stands behind the festival's name where a weekend day is worked for it."""

_ALSO = {"五一": "劳动节", "国际劳动节": "劳动节", "十一": "国庆节", "新年": "元旦", "除夕": "春节"}
_NUMBER = r"(?:[一二三四五六七八九十]+[、.]|[0-9]{1,2}[、.](?![0-9])|\([一二三四五六七八九十0-9]+\)|[①-⑩])"
_HEAD = re.compile(
    rf"(?:{_NUMBER}(?P<numbered>[^:,。;0-9]{{1,20}}?)(?::|(?=[0-9])|$)|(?P<named>{FESTIVAL}(?:[、和及与]{FESTIVAL})*)(?::|(?=[0-9])|$))"
)
_ANEW = re.compile(
    rf"{_NUMBER}|{FESTIVAL}(?:[、和及与]{FESTIVAL})*(?::|$|[0-9])|国务院办公厅[0-9]{{4}}年|[0-9]{{4}}年[0-9]+月[0-9]+日$"
)
_OPEN = re.compile(r"(?:[、,至到]|\([^()]*)$")
_TITLE = re.compile(r"关于(?:[^,。;]{0,8}?)(?P<year>[0-9]{4})年[^,。;]{0,24}?(?:通知|公告)")
_LETTER = re.compile(r"国办(?:发明电|发|函|发电)?[〔\[(](?P<year>[0-9]{4})[〕\])](?P<number>[0-9]+)号")
_SAYS = re.compile(r"放假|上班|调休|休息|补班|公休|[0-9]月[0-9]|[0-9]{1,2}月[0-9]{1,2}")
_NOT_DAYS = (
    re.compile(r"(?:国务院办公厅)?[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:印发)?"),
    re.compile(r".*通知如下:?"),
    re.compile(r"节假日期间,.*"),
    re.compile(r"鼓励.*"),
)
_NUMERIC = re.compile(r"(?<![0-9])([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_NOISE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_SHOWN = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})


@dataclass(frozen=True, kw_only=True)
class HolidayNotice:
    """A notice as it was understood, sentence by sentence."""

    year: int
    source: str = ""
    sentences: tuple[Stated, ...] = ()

    @property
    def waiting(self) -> tuple[Stated, ...]:
        """The sentences somebody has to settle by hand."""
        return tuple(s for s in self.sentences if s.waits)

    @property
    def festivals(self) -> frozenset[str]:
        """The festivals it arranges."""
        return frozenset(f for s in self.sentences if s.rest for f in _festivals(s.festival))

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The festivals of every year that it does not name."""
        return tuple(f for f in FESTIVALS if f not in self.festivals)

    def with_settled(self, place: int, sentence: Stated) -> HolidayNotice:
        """The notice with one sentence settled by hand."""
        kept = [*self.sentences[:place], sentence, *self.sentences[place + 1 :]]
        return replace(self, sentences=tuple(_contradicted(kept)))

    def year_list(self, before: YearList | None = None) -> YearList:
        """The year's list it makes. One that names some festivals only (a later change) leaves the others as they were.

        Raises OfficeError while a sentence waits to be settled, or where nothing about days was found.
        """
        if self.waiting:
            raise OfficeError(f"还有 {len(self.waiting)} 句没有核定。请逐句核定，或略过与放假无关的句子。")
        rest = {day: s.festival for s in self.sentences for day in s.rest}
        work = {day: s.festival + MAKE_UP for s in self.sentences for day in s.work}
        if not rest:
            raise OfficeError("没有找到放假的日期。请粘贴通知全文，从「一、元旦」起到最后一个节日。")
        source = self.source
        if before is not None and self.unnamed:
            rest = {d: n for d, n in before.rest.items() if not self._speaks_of(n) and d not in work} | rest
            work = {d: n for d, n in before.work.items() if not self._speaks_of(n) and d not in rest} | work
            source = "；".join(dict.fromkeys(x for x in (before.source, source) if x))
        return YearList(
            year=self.year, rest=dict(sorted(rest.items())), work=dict(sorted(work.items())), source=source
        )

    def _speaks_of(self, name: str) -> bool:
        return bool(self.festivals & _festivals(name.removesuffix(MAKE_UP)))


@dataclass(frozen=True)
class Moved:
    """A day that another list arranges otherwise."""

    day: date
    before: str
    after: str


def moved_days(before: YearList, after: YearList) -> tuple[Moved, ...]:
    """The days two lists of one year do not arrange alike."""
    days = sorted({*before.rest, *before.work, *after.rest, *after.work})
    found = [Moved(day, _arranged(before, day), _arranged(after, day)) for day in days]
    return tuple(x for x in found if x.before != x.after)


def as_lines(value: YearList) -> str:
    """A year's list as lines that `read_notice` reads back: 2月15日至23日 放假：春节."""
    lines: list[tuple[date, str]] = []
    for days, what in ((value.rest, "放假"), (value.work, "上班")):
        for name in dict.fromkeys(days.values()):
            plain = name.removesuffix(MAKE_UP) if what == "上班" else name
            for first, last in spans(tuple(d for d, n in days.items() if n == name)):
                words = day_words(first) + (f"至{day_words(last)}" if last != first else "")
                lines.append((first, f"{words} {what}：{plain}"))
    return "\n".join(line for _, line in sorted(lines))


def read_notice(text: str, year: int | None = None) -> HolidayNotice:
    """Reads a whole notice, or lines of days. Its own title tells the year; where it has none, the one handed in.

    Raises OfficeError where there is nothing to read, or no year is told.
    """
    if len(text) > LONGEST_TEXT:
        raise OfficeError("粘贴的文字太长，不像放假通知。请只粘贴通知的正文。")
    lines = [line for raw in text.splitlines() if (line := _tidy(raw))]
    if not lines:
        raise OfficeError("还没有粘贴文字。请从政府网站或 Word 里复制通知全文，粘贴到这里。")
    whole = "".join(_bare(line) for line in lines)
    titled = _TITLE.search(whole)
    told = int(titled["year"]) if titled else year
    if told is None:
        raise OfficeError("文字里没有写是哪一年的放假安排。请填写年份。")
    letter = _LETTER.search(whole)
    source = ""
    if titled:
        source = f"国务院办公厅{titled[0]}"
        source += f"（{letter[0].translate(_BRACKETS)}）" if letter else ""
    stated: list[Stated] = []
    festival = ""
    for sentence in _sentences(lines):
        bare = _bare(sentence)
        title = _TITLE.search(bare)
        heading = title is not None and not _SAYS.search(bare[title.end() :])
        if heading or any(pattern.fullmatch(bare) for pattern in _NOT_DAYS):
            stated.append(Stated(text=bare.translate(_SHOWN)))
            continue
        head = _HEAD.match(bare)
        if head is not None:
            festival = _named(head["numbered"] or head["named"])
        rest = bare[head.end() :] if head is not None else bare
        shown = bare.translate(_SHOWN)
        if not _SAYS.search(rest):
            if rest or head is None:
                stated.append(Stated(text=shown))
            continue
        stated.append(read_sentence(rest, shown, festival, told, _named))
    return HolidayNotice(year=told, source=source, sentences=tuple(_contradicted(stated)))


_BRACKETS = str.maketrans("[]()", "〔〕〔〕")


def _tidy(line: str) -> str:
    plain = " ".join(_NOISE.sub("", halfwidth(line)).split())
    return _NUMERIC.sub(r"\1年\3月\4日", plain)


def _bare(text: str) -> str:
    return "".join(text.split())


def _sentences(lines: list[str]) -> list[str]:
    """The text cut where its sentences end; lines that a page or a mail broke are put together again."""
    prose = any("。" in line or "," in line for line in lines)
    joined: list[str] = []
    for line in lines:
        goes_on = bool(joined) and (
            _OPEN.search(_bare(joined[-1])) is not None
            or (prose and not joined[-1].endswith(("。", ";", ":", "!")) and not _ANEW.match(_bare(line)))
        )
        if goes_on:
            joined[-1] += line
        else:
            joined.append(line)
    cut = (part.strip() for line in joined for part in re.split(r"[。;!]|(?<=[天班息假])\.", line))
    return _with_heads([part for part in cut if part])


def _with_heads(parts: list[str]) -> list[str]:
    """A line that is nothing but a festival's name belongs to the line below it."""
    made: list[str] = []
    for part in parts:
        head = _HEAD.fullmatch(_bare(made[-1])) if made else None
        if head is not None:
            made[-1] = f"{made[-1].rstrip(':')}:{part}"
        else:
            made.append(part)
    return made


def _named(said: str) -> str:
    """A heading as the festivals' own names: 国庆、中秋 → 国庆节、中秋节."""
    return "、".join(_full(part) for part in re.split(r"[、和及与]", said.strip(":")) if part)


def _full(name: str) -> str:
    name = _ALSO.get(name, name)
    return next((f for f in FESTIVALS if f.removesuffix("节") == name.removesuffix("节")), name)


def _festivals(name: str) -> frozenset[str]:
    return frozenset(name.split("、")) - {""}


def _arranged(value: YearList, day: date) -> str:
    if day in value.rest:
        return f"放假（{value.rest[day]}）"
    return "上班" if day in value.work else "平常"


def _contradicted(stated: Iterable[Stated]) -> list[Stated]:
    """The sentences; one that names a day both off and worked, or worked and off before, is doubted."""
    made: list[Stated] = []
    known: Mapping[date, bool] = {}
    for one in stated:
        doubts = [x for x in one.doubts if not x.startswith(_TWICE)]
        days = dict.fromkeys(one.rest, True) | dict.fromkeys(one.work, False)
        both = {d for d in one.rest if d in one.work} | {
            d for d, off in days.items() if known.get(d, off) != off
        }
        if both:
            doubts.append(f"{_TWICE}{day_words(min(both))}既写了放假又写了上班")
            one = replace(one, settled=False)
        made.append(replace(one, doubts=tuple(doubts)))
        known = {**days, **known}
    return made


_TWICE = "前后矛盾："
