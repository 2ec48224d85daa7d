"""Garbled figures in a plan's text (原文里印坏的数字): what looks wrong, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.domain.halfwidth import halfwidth
from desktop.domain.scheme import Scheme


@dataclass(frozen=True, kw_only=True)
class Garbled:
    """One place of the text that looks garbled, with the sentence that says why and what to do."""

    kind: str
    where: str
    matched: str
    """The garbled words themselves."""
    said: str
    passage: str = ""
    """Id of the passage it stands in."""


@dataclass(frozen=True)
class _Sign:
    pattern: re.Pattern[str]
    why: Callable[[re.Match[str]], str]


OPEN_DATE = "open_date"
"""A date whose year, month or day is left open; that is common and explains itself."""

_UNIT = r"(?:倍|元|万元|户|人|天|日|年|个月|%|％)"


def _enumeration(match: re.Match[str]) -> str:
    low, high = match["low"].replace("、", "."), match["high"].replace("、", ".")
    return f"顿号像是小数点印坏了，可能是 {low}—{high}{match['unit']}。请对照文件原件，并在备注里写明读法"


def _single(match: re.Match[str]) -> str:
    return f"顿号像是小数点印坏了，可能是 {match['n'].replace('、', '.')}{match['unit']}。请对照文件原件，并在备注里写明读法"


def _thousands(match: re.Match[str]) -> str:
    plain = match["n"].replace(".", "")
    return f"小数点像是千位分隔，可能是 {plain} {match['unit']}。请用合计数核对，并在备注里写明读法"


def _no_multiple(match: re.Match[str]) -> str:
    return "倍数漏印了。请写成没有 value 的参数，由办公室对照原件填写，程序不会代填"


def _blank(match: re.Match[str]) -> str:
    return "数字空着没有填。请写成没有 value 的参数，由办公室填写，程序不会代填"


def _letter(match: re.Match[str]) -> str:
    return "数字被字母代替了。请写成没有 value 的参数；能由别的数推出来的，在备注里写明"


def _broken_date(match: re.Match[str]) -> str:
    return "日期里的年月日没有写全。请写成参数，或在备注里写明按哪一年算"


def _mixed(match: re.Match[str]) -> str:
    return "数字里夹着字母 O 或 l，像是 0 或 1 认错了。请对照文件原件"


def _descending(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if float(low) <= float(high):
        return None
    return f"区间前面的 {low} 比后面的 {high} 大，像是漏了小数点或前后颠倒。请对照文件原件"


_SIGNS: Mapping[str, _Sign] = {
    OPEN_DATE: _Sign(re.compile(r"(?:20)?[xX×＊*_]{2}年|[xX×＊*_]{2}[月日号]"), _broken_date),
    "enumeration_comma": _Sign(
        re.compile(rf"(?P<low>\d+、\d+)\s*[—\-–~～至到]+\s*(?P<high>\d+、\d+)\s*(?P<unit>{_UNIT})"),
        _enumeration,
    ),
    "decimal_comma": _Sign(re.compile(r"(?<![\d、])(?P<n>\d、\d{1,2})\s*(?P<unit>倍|元|万元|%|％)"), _single),
    "thousands_dot": _Sign(
        re.compile(r"(?<![\d.])(?P<n>\d{1,3}(?:\.\d{3})+)\s*(?P<unit>元|户|人|份|副|双)"), _thousands
    ),
    "no_multiple": _Sign(
        re.compile(r"(?:[标標][准準]|保障线|低保线|工资|支出|收入)(?:的)?[\s　]*倍"), _no_multiple
    ),
    "blank": _Sign(
        re.compile(
            rf"\[\s*\]|【\s*】|［\s*］|（[\s　]+）|\([\s　]+\)|_{{2,}}[\s　]*{_UNIT}|[\s　]{{2,}}{_UNIT}"
        ),
        _blank,
    ),
    "letters": _Sign(
        re.compile(rf"(?<![A-Za-z])(?:[xX×＊*]{{1,4}}|[a-zA-Z])\s*{_UNIT}|\d[xX]{{2}}(?![年\dxX])"), _letter
    ),
    "mixed_digits": _Sign(re.compile(r"\d[OoIl]\d|\d[Oo](?=元|倍|户|人|%)"), _mixed),
}
"""Each kind of garbling: what it looks like, and what is said of it."""

_RANGE = re.compile(rf"(?<![\d.、])(?P<low>\d+(?:\.\d+)?)\s*[—–~～]+\s*(?P<high>\d+(?:\.\d+)?)\s*{_UNIT}")
_AROUND = 12


def lint_text(text: str, where: str) -> Iterator[Garbled]:
    """Everything in a piece of text that looks garbled, in the order it stands."""
    plain = halfwidth(text)
    plain = plain if len(plain) == len(text) else text
    found: list[tuple[int, Garbled]] = []
    taken: list[range] = []
    for kind, sign in _SIGNS.items():
        for match in sign.pattern.finditer(plain):
            if any(match.start() in span or match.end() - 1 in span for span in taken):
                continue
            taken.append(range(match.start(), match.end()))
            found.append((match.start(), _garbled(kind, where, text, match, sign.why(match))))
    for match in _RANGE.finditer(plain):
        said = _descending(match)
        if said is not None:
            found.append((match.start(), _garbled("descending", where, text, match, said)))
    yield from (garbled for _, garbled in sorted(found, key=lambda pair: pair[0]))


def _garbled(kind: str, where: str, text: str, match: re.Match[str], why: str) -> Garbled:
    start, end = max(match.start() - _AROUND, 0), match.end() + _AROUND
    found = text[start:end].replace("\n", " ")
    return Garbled(kind=kind, where=where, matched=match[0], said=f"{where}「…{found}…」：{why}。")


def lint(scheme: Scheme) -> tuple[Garbled, ...]:
    """Everything in the scheme's passages that looks garbled, passage by passage."""
    return tuple(replace(g, passage=p.id) for p in scheme.passages for g in lint_text(p.text, p.where))


def unexplained(scheme: Scheme) -> tuple[Garbled, ...]:
    """What looks garbled and neither a note quotes nor a blank parameter of that passage stands for.

    A date left open (20xx年) explains itself.
    """
    notes = _letters("".join(scheme.notes))
    blanks = {p.passage for p in scheme.parameters if p.value is None}
    return tuple(
        g
        for g in lint(scheme)
        if g.kind != OPEN_DATE and g.passage not in blanks and _letters(g.matched) not in notes
    )


def _letters(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum())
