"""How many keys a person pressed: every key of a chord, and for Chinese the letters of the input method."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.names import full_pinyin

AT_ONCE = 4
"""Characters an input method takes with one press of the space bar: longer texts are typed in pieces."""


def strokes(done: Iterable[str]) -> int:
    """The key presses in what a person did, as `Person.done` tells it."""
    return sum(_written(deed[1:-1]) if deed.startswith("「") else _pressed(deed) for deed in done)


def _pressed(chord: str) -> int:
    return len([key for key in chord.split("+") if key])


def _written(text: str) -> int:
    """Full pinyin, every letter, and the space bar after every four characters; other signs are a key each."""
    count, run = 0, ""
    for sign in (*text, "\0"):
        if ord(sign) > 0x2E7F and sign.isalpha():
            run += sign
            continue
        if run:
            count += sum(len(full_pinyin(f"、{c}")) for c in run) + -(-len(run) // AT_ONCE)
            run = ""
        count += sign != "\0"
        count += sign.isupper()  # Shift
    return count
