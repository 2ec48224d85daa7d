"""What a public notice shows (公示内容): which columns, how people are called, and what a scheme allows of that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.errors import OfficeError

if TYPE_CHECKING:  # schemes know applications, and these the notices they hang on
    from desktop.domain.scheme import Scheme


class Names(StrEnum):
    """How people are called on a notice. A minor's name is covered under each of them."""

    agreed = "agreed"
    """Whole for those who agreed to be published, covered for the others."""
    named = "named"
    """Whole for everybody, because a rule that is named asks for it."""
    covered = "covered"
    """张*, 欧阳**."""
    numbers = "numbers"
    """No name: the number of the application."""


class Shown(StrEnum):
    """What a notice may show of a case besides the name. There is nothing else it could show."""

    unit = "unit"
    category = "category"
    award = "award"


@dataclass(frozen=True, kw_only=True)
class NoticeLook:
    """How one notice is drawn up."""

    names: Names = Names.agreed
    columns: tuple[Shown, ...] = tuple(Shown)
    basis: str = ""
    """The rule that asks for whole names, where they stand there without consent."""


def allowed_names(scheme: Scheme) -> tuple[Names, ...]:
    """How a notice of this scheme may call people, the usual way first; never by name where it ranks pupils or the poor."""
    if any(rule.private for rule in scheme.conduct.rankings):
        return (Names.numbers,)
    return (Names.agreed, Names.covered, Names.numbers, Names.named)


def expect_allowed_look(scheme: Scheme, look: NoticeLook) -> None:
    """Raises OfficeError where the scheme does not let a notice look so, or the rule for whole names is not named."""
    if look.names not in allowed_names(scheme):
        raise OfficeError(f"「{scheme.title}」规定不得公开排名，公示上只写申请编号，不写姓名。")
    if not look.columns:
        raise OfficeError("公示上除了姓名还要有内容，请至少勾选一栏。")
    if look.names is Names.named and not look.basis.strip():
        raise OfficeError("没有本人同意而写全名，请写明依据的文件和条款。没有依据的，请把姓名部分遮住。")


def unit_words(text: str) -> str:
    """A unit as a notice shows it: whoever wrote a telephone, an ID or an account number into it, they are covered."""
    return _NUMBER.sub("****", text).strip()


def places_in(text: str) -> tuple[str, ...]:
    """The places a text names, divided by 、 or by lines; each once."""
    found = (piece.strip() for piece in re.split("[、；;\n]", text))
    return tuple(dict.fromkeys(piece for piece in found if piece))


_NUMBER = re.compile(r"[0-9０-９*](?:[ \-—]?[0-9０-９xXＸ*]){6,}")
