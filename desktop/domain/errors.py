"""What can go wrong, with the office's fact in it. Each error knows a Chinese sentence for the officer."""

from __future__ import annotations


class OfficeError(Exception):
    """Something the officer can cure: `said` says what, where and how, in Chinese."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said
