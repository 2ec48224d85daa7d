"""Full-width characters (全角) as a Chinese keyboard types them, turned into the plain ones."""

from __future__ import annotations

import re

_PLAIN = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0xFFE5: 0xA5,
}
_NOISE = re.compile(r"[\s\-‐‑–—−_\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def halfwidth(text: str) -> str:
    """The same text with full-width letters, digits, signs and spaces made plain; everything else stays."""
    return text.translate(_PLAIN)


def plain_number(text: str) -> str:
    """A number as it is kept: no spaces and hyphens, plain digits, upper case."""
    return _NOISE.sub("", halfwidth(text)).lstrip("'’‘`").upper()
