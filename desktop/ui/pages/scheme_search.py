"""Finding a scheme (找方案): by its title, issuer, the number of the plan, or pinyin initials."""

from __future__ import annotations

import re

from desktop.domain.names import initials
from desktop.domain.scheme import Scheme

_NUMBER = re.compile(r"第?(\d{1,2})篇?")


def answers(scheme: Scheme, sought: str) -> bool:
    """Whether every word of what is sought fits the scheme; a number alone is the number of a plan."""
    words = sought.lower().split()
    if not words:
        return True
    text = sought_in(scheme)
    return all(_fits(scheme, text, word) for word in words)


def sought_in(scheme: Scheme) -> str:
    """Everything a scheme may be found by, in small letters."""
    said = (scheme.title, scheme.issuer, scheme.reference, scheme.audience)
    plans = (f"第{n}篇" for n in scheme.plans)
    return "\n".join((*said, initials(scheme.title), initials(scheme.issuer), *plans, scheme.id)).lower()


def _fits(scheme: Scheme, text: str, word: str) -> bool:
    number = _NUMBER.fullmatch(word)
    return int(number[1]) in scheme.plans if number else word in text
