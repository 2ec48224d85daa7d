"""Full-width characters (全角) as a Chinese keyboard types them, turned into the plain ones."""

from __future__ import annotations

_PLAIN = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0xFFE5: 0xA5,
}


def halfwidth(text: str) -> str:
    """The same text with full-width letters, digits, signs and spaces made plain; everything else stays."""
    return text.translate(_PLAIN)
