"""The process that stays and answers: it goes on after a refusal, and however it ends the asker lives."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from desktop.casework.conversing import AsideError, Conversation, Ending
from desktop.casework.limits import Limits
from desktop.domain.errors import OfficeError
from tests.unit.casework.answerers import changeable

ROOM = Limits(memory=1 << 30, silence=20, total=60)


@pytest.fixture
def talk() -> Iterator[Conversation]:
    made = Conversation(changeable, ROOM)
    yield made
    made.close()


def test_it_answers_refuses_and_answers_again(talk: Conversation) -> None:
    assert talk.ask(b"eins") == b"eins"
    with pytest.raises(OfficeError, match="这个不行"):
        talk.ask(b"refuse")
    large = bytes(9 << 20)
    assert talk.ask(large) == large
    assert not talk.over


@pytest.mark.parametrize(
    ("question", "ending"),
    [(b"die", Ending.broke_off), (b"hang", Ending.too_slow), (b"fail", Ending.broke_off)],
)
def test_however_it_ends_the_asker_is_told_and_it_is_over(
    talk: Conversation, question: bytes, ending: Ending
) -> None:
    assert talk.ask(b"eins") == b"eins"
    with pytest.raises(AsideError) as told:
        talk.ask(question, silence=1)
    assert told.value.ending is ending
    assert talk.over
    with pytest.raises(AsideError):
        talk.ask(b"eins")


@pytest.mark.skipif(sys.platform != "linux", reason="limits are looked at where they are exact")
def test_it_may_take_so_much_memory_and_write_nothing(talk: Conversation) -> None:
    with pytest.raises(AsideError) as told:
        talk.ask(b"write")
    assert told.value.ending is Ending.broke_off
    other = Conversation(changeable, ROOM)
    with pytest.raises(AsideError) as told:
        other.ask(b"eat")
    assert told.value.ending is Ending.too_large
