"""What a conversation may meet in the other process; found there by name."""

from __future__ import annotations

import os
import tempfile
import time

from desktop.casework.conversing import Answerer
from desktop.domain.errors import OfficeError


def changeable() -> Answerer:
    """Does what it is asked: echoes, refuses, dies, hangs, or takes too much."""

    def answer(question: bytes) -> bytes:
        match question:
            case b"refuse":
                raise OfficeError("这个不行。")
            case b"die":
                os._exit(1)
            case b"hang":
                time.sleep(600)
            case b"eat":
                return b"".join(bytearray(1 << 28) for _ in range(64))
            case b"fail":
                raise ValueError("什么都可能")
            case b"write":
                with tempfile.TemporaryFile() as file:
                    file.write(b"x")
            case _:
                pass
        return question

    return answer
